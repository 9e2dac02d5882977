//! The weights of [`super`], written by `tools/fit_titles.py`: a ridge conditional logit over the candidates of about 350 saved
//! pages as text and of plain texts made of the same articles. In five-fold cross-validation by address .924 of
//! the titles among the candidates of whole pages were found, .909 in windows of them. The pages themselves are not part of the project.

/// What a candidate without any feature scores, against there being no title.
pub(super) const BASE: i32 = -2637;
/// What speaks for a candidate.
pub(super) const TITLE: [(&str, i32); super::COUNT] = [
    ("words-1-2", -3193),
    ("words-3", -1958),
    ("words-4-5", -1220),
    ("words-17-24", -836),
    ("words-25", -444),
    ("stop", -3223),
    ("asks", -762),
    ("again", 806),
    ("again-longer", 537),
    ("site-behind", -1406),
    ("told-share", 1874),
    ("told-none", -1952),
    ("few", 629),
    ("off-1", -1543),
    ("off-4", -270),
    ("small-print-next", -297),
    ("off-20", -926),
    ("names-below", 601),
    ("date-below", 967),
    ("date-above", -1665),
    ("is-name", -1070),
    ("only", 1299),
    ("between", 221),
    ("capitals", 687),
    ("upper-case", -687),
    ("site-words", -1766),
    ("caption", -1402),
    ("numbers", -1060),
    ("decided-above", 505),
    ("gap-above", 973),
    ("gap-below", 846),
    ("list", -643),
    ("first", 634),
    ("sentence-below", 1017),
    ("kicker-above", 698),
    ("longest", 385),
];
