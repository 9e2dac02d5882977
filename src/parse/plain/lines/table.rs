//! The weights of [`super::form`] and [`super::place`], written by `tools/fit_lines.py`: ridge logistic regressions over the open
//! lines of about 440 saved pages as text, whole and in windows, of news sites and blogs in English, German and other languages,
//! and of plain texts of news articles. In five-fold cross-validation by address the body's F1 was .907
//! on whole pages of one set and .926 on those of another, .923 and .942 on windows of them (without the title's and byline's rules).
//! The pages themselves are not part of the project.

use super::{form, place};

/// The score of some features, in thousandths of a log-odds.
pub(in super::super) fn weigh<const N: usize>(base: i32, table: &[(&str, i32); N], features: &[i32; N]) -> i32 {
    base + table.iter().zip(features).map(|((_, weight), feature)| weight * feature).sum::<i32>() / 100
}

/// What a line without any feature of [`FORM`] scores.
pub(super) const FORM_BASE: i32 = 2217;
/// What a line looks like.
pub(super) const FORM: [(&str, i32); form::COUNT] = [
    ("words-1-2", -2479),
    ("words-3-5", -1257),
    ("words-6-11", -1324),
    ("words-12-24", -1122),
    ("words-50", -98),
    ("open-short", -2487),
    ("open-long", -2376),
    ("closed-tiny", -522),
    ("colon", 1393),
    ("cut-off", -1790),
    ("sentences", -79),
    ("capitals", -859),
    ("few-stop-words", -321),
    ("upper-case", 219),
    ("lower-start", -179),
    ("site-words", -1692),
    ("site-words-3", -979),
    ("reader", -803),
    ("writer", -456),
    ("caption", -879),
    ("credits", -359),
    ("numbers", -345),
    ("dated", -772),
    ("price", 637),
    ("number-first", 800),
    ("glued", -744),
    ("glued-3", 497),
    ("bars", -18),
    ("address", -170),
    ("commas", 1281),
    ("quotes", 596),
    ("again", -1175),
    ("exclaims", -420),
    ("asks", -503),
];

/// What a line without any feature of [`PLACE`] scores.
pub(super) const PLACE_BASE: i32 = 185;
/// Where it stands.
pub(super) const PLACE: [(&str, i32); place::COUNT] = [
    ("look", 677),
    ("look-before", 131),
    ("look-after", 185),
    ("looks-3-before", 105),
    ("looks-3-after", -44),
    ("looks-8", 50),
    ("in-run", 645),
    ("above-run", -863),
    ("below-run", 218),
    ("off-run", -795),
    ("first-words", 1761),
    ("last-words", -589),
    ("aside-before", -840),
    ("aside-after", -340),
    ("asides-near", -663),
    ("below-stories", -649),
    ("shared", 329),
    ("head-heading", 236),
    ("foreign", -800),
    ("row-3", 36),
    ("row-6", 385),
    ("below-head", -762),
    ("below-comments", -460),
    ("behind-note", -946),
    ("heads-prose", -166),
];
