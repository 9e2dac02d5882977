//! The weights of [`super`], written by `tools/fit_titles.py`: a ridge conditional logit over the candidates of about 350 saved
//! pages as text and of plain texts made of the same articles. In five-fold cross-validation by address .948 of
//! the titles among the candidates of whole pages were found, .904 in windows of them. The pages themselves are not part of the project.

/// What a candidate without any feature scores, against there being no title.
pub(super) const BASE: i32 = -2666;
/// What speaks for a candidate.
pub(super) const TITLE: [(&str, i32); super::COUNT] = [
    ("words-1-2", -3185),
    ("words-3", -2044),
    ("words-4-5", -1349),
    ("words-17-24", -912),
    ("words-25", -616),
    ("stop", -3513),
    ("asks", -409),
    ("again", 895),
    ("again-longer", 349),
    ("site-behind", -1466),
    ("told-share", 2016),
    ("told-none", -2019),
    ("few", 894),
    ("off-1", -1766),
    ("off-4", -202),
    ("small-print-next", -186),
    ("off-20", -634),
    ("names-below", 661),
    ("date-below", 666),
    ("date-above", -1621),
    ("is-name", -810),
    ("only", 1033),
    ("between", 209),
    ("capitals", 641),
    ("upper-case", -316),
    ("site-words", -1652),
    ("caption", -862),
    ("numbers", -917),
    ("decided-above", 529),
    ("gap-above", 871),
    ("gap-below", 961),
    ("list", -360),
    ("first", 608),
    ("sentence-below", 1312),
    ("kicker-above", 688),
    ("longest", 185),
];
