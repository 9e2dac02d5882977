//! The weights of [`super::form`] and [`super::place`], written by `tools/fit_lines.py`: ridge logistic regressions over the open
//! lines of about 480 saved pages as text, whole and in windows, of news sites and blogs in English, German and other languages,
//! and of as many plain texts made of the same articles. The pages themselves are not part of the project.

use super::{form, place};

/// The score of some features, in thousandths of a log-odds.
pub(in super::super) fn weigh<const N: usize>(base: i32, table: &[(&str, i32); N], features: &[i32; N]) -> i32 {
    base + table.iter().zip(features).map(|((_, weight), feature)| weight * feature).sum::<i32>() / 100
}

/// What a line without any feature of [`FORM`] scores.
pub(super) const FORM_BASE: i32 = 2204;
/// What a line looks like.
pub(super) const FORM: [(&str, i32); form::COUNT] = [
    ("words-1-2", -2472),
    ("words-3-5", -1241),
    ("words-6-11", -1309),
    ("words-12-24", -1101),
    ("words-50", -70),
    ("open-short", -2478),
    ("open-long", -2374),
    ("closed-tiny", -520),
    ("colon", 1405),
    ("cut-off", -1787),
    ("sentences", -79),
    ("capitals", -881),
    ("few-stop-words", -319),
    ("upper-case", 230),
    ("lower-start", -178),
    ("site-words", -1668),
    ("site-words-3", -974),
    ("reader", -814),
    ("writer", -451),
    ("caption", -813),
    ("credits", -514),
    ("numbers", -366),
    ("dated", -780),
    ("price", 646),
    ("number-first", 802),
    ("glued", -740),
    ("glued-3", 502),
    ("bars", -56),
    ("address", -174),
    ("commas", 1225),
    ("quotes", 603),
    ("again", -1241),
    ("note", -84),
    ("exclaims", -416),
    ("asks", -493),
];

/// What a line without any feature of [`PLACE`] scores.
pub(super) const PLACE_BASE: i32 = 114;
/// Where it stands.
pub(super) const PLACE: [(&str, i32); place::COUNT] = [
    ("look", 692),
    ("look-before", 128),
    ("look-after", 182),
    ("looks-3-before", 108),
    ("looks-3-after", -44),
    ("looks-8", 51),
    ("in-run", 685),
    ("above-run", -908),
    ("below-run", 223),
    ("off-run", -768),
    ("first-words", 1753),
    ("last-words", -580),
    ("aside-before", -826),
    ("aside-after", -323),
    ("asides-near", -647),
    ("below-stories", -654),
    ("shared", 308),
    ("head-heading", 241),
    ("foreign", -818),
    ("row-3", 112),
    ("row-6", 375),
    ("below-head", -711),
    ("below-comments", -468),
    ("behind-note", -933),
    ("heads-prose", -144),
];
