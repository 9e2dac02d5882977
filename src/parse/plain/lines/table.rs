//! The weights of [`super::form`] and [`super::place`], written by `tools/fit_lines.py`: ridge logistic regressions over the open
//! lines of about 440 saved pages as text, whole and in windows, of news sites and blogs in English, German and other languages,
//! and of plain texts of news articles. In five-fold cross-validation by address, with cuts a little finer and a little
//! coarser than the one taken, the body's F1 was .909 to .913 on whole pages of one set and .928 to .933 on those of another, .925 to
//! .926 and .942 to .945 on windows of them (without the title's and byline's rules).
//! The pages themselves are not part of the project.

use super::{form, place};

/// The score of some features, in thousandths of a log-odds.
pub(in super::super) fn weigh<const N: usize>(base: i32, table: &[(&str, i32); N], features: &[i32; N]) -> i32 {
    base + table.iter().zip(features).map(|((_, weight), feature)| weight * feature).sum::<i32>() / 100
}

/// What a line without any feature of [`FORM`] scores.
pub(super) const FORM_BASE: i32 = 2240;
/// What a line looks like.
pub(super) const FORM: [(&str, i32); form::COUNT] = [
    ("words-1-2", -2481),
    ("words-3-5", -1251),
    ("words-6-11", -1318),
    ("words-12-24", -1096),
    ("dated-sentence", -555),
    ("open-short", -2525),
    ("open-long", -2445),
    ("closed-tiny", -521),
    ("colon", 1394),
    ("cut-off", -1791),
    ("sentences", -112),
    ("capitals", -807),
    ("few-stop-words", -296),
    ("upper-case", 214),
    ("lower-start", -139),
    ("site-words", -1644),
    ("site-words-3", -952),
    ("reader", -758),
    ("writer", -426),
    ("caption", -805),
    ("credits", -288),
    ("numbers", -319),
    ("dated", -638),
    ("price", 630),
    ("number-first", 789),
    ("glued", -740),
    ("glued-3", 493),
    ("pictured", -951),
    ("address", -160),
    ("commas", 1359),
    ("quotes", 588),
    ("again", -1125),
    ("exclaims", -425),
    ("asks", -513),
];

/// What a line without any feature of [`PLACE`] scores.
pub(super) const PLACE_BASE: i32 = 88;
/// Where it stands.
pub(super) const PLACE: [(&str, i32); place::COUNT] = [
    ("look", 644),
    ("look-before", 125),
    ("look-after", 181),
    ("looks-3-before", 105),
    ("looks-3-after", -48),
    ("looks-8", 44),
    ("in-run", 681),
    ("above-run", -823),
    ("below-run", 142),
    ("off-run", -675),
    ("first-words", 1591),
    ("last-words", -445),
    ("aside-before", -766),
    ("aside-after", -425),
    ("asides-near", -693),
    ("below-stories", -683),
    ("shared", 29),
    ("head-heading", 236),
    ("foreign", -779),
    ("title-words", 417),
    ("row-6", 271),
    ("below-head", -950),
    ("below-comments", -429),
    ("behind-note", -2057),
    ("heads-prose", -186),
];
