//! The weights of [`super::form`] and [`super::place`], written by `tools/fit_lines.py`: ridge logistic regressions over the open
//! lines of about 480 saved pages as text, whole and in windows, of news sites and blogs in English, German and other languages,
//! and of as many plain texts made of the same articles. The pages themselves are not part of the project.

use super::{form, place};

/// The score of some features, in thousandths of a log-odds.
pub(in super::super) fn weigh<const N: usize>(base: i32, table: &[(&str, i32); N], features: &[i32; N]) -> i32 {
    base + table.iter().zip(features).map(|((_, weight), feature)| weight * feature).sum::<i32>() / 100
}

/// What a line without any feature of [`FORM`] scores.
pub(super) const FORM_BASE: i32 = 2243;
/// What a line looks like.
pub(super) const FORM: [(&str, i32); form::COUNT] = [
    ("words-1-2", -2458),
    ("words-3-5", -1270),
    ("words-6-11", -1324),
    ("words-12-24", -1045),
    ("words-50", -392),
    ("open-short", -2502),
    ("open-long", -2628),
    ("closed-tiny", -563),
    ("colon", 1490),
    ("cut-off", -2854),
    ("sentences", -119),
    ("capitals", -819),
    ("few-stop-words", -440),
    ("upper-case", 344),
    ("lower-start", -123),
    ("site-words", -1827),
    ("site-words-3", -912),
    ("reader", -573),
    ("writer", -231),
    ("caption", -801),
    ("credits", -505),
    ("numbers", -168),
    ("dated", -763),
    ("price", 627),
    ("number-first", 508),
    ("glued", -725),
    ("glued-3", 284),
    ("bars", 78),
    ("address", -219),
    ("commas", 1408),
    ("quotes", 554),
    ("again", -1261),
    ("note", -192),
    ("exclaims", -414),
    ("asks", -461),
];

/// What a line without any feature of [`PLACE`] scores.
pub(super) const PLACE_BASE: i32 = -31;
/// Where it stands.
pub(super) const PLACE: [(&str, i32); place::COUNT] = [
    ("look", 779),
    ("look-before", 139),
    ("look-after", 237),
    ("looks-3-before", 168),
    ("looks-3-after", -20),
    ("looks-8", -215),
    ("in-run", 615),
    ("above-run", -615),
    ("below-run", -1),
    ("off-run", -550),
    ("first-words", 1369),
    ("last-words", -662),
    ("aside-before", -747),
    ("aside-after", -157),
    ("asides-near", -933),
    ("below-stories", -601),
    ("shared", 734),
    ("head-heading", 153),
    ("foreign", -893),
    ("row-3", 384),
    ("row-6", 372),
    ("below-head", -370),
    ("below-comments", -437),
    ("behind-note", -1021),
    ("heads-prose", -22),
];
