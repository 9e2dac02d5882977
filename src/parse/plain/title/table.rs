//! The weights of [`super`], written by `tools/fit_titles.py`: a ridge conditional logit over the candidates of about 350 saved
//! pages as text and of plain texts made of the same articles. The pages themselves are not part of the project.

/// What a candidate without any feature scores, against there being no title.
pub(super) const BASE: i32 = -2584;
/// What speaks for a candidate.
pub(super) const TITLE: [(&str, i32); super::COUNT] = [
    ("words-1-2", -3350),
    ("words-3", -2135),
    ("words-4-5", -1371),
    ("words-17-24", -717),
    ("words-25", -612),
    ("stop", -2566),
    ("asks", -975),
    ("again", 782),
    ("again-longer", 610),
    ("site-behind", -1460),
    ("told-share", 1960),
    ("told-none", -1775),
    ("few", 689),
    ("off-1", -837),
    ("off-4", -466),
    ("small-print-next", -213),
    ("off-20", -873),
    ("names-below", 592),
    ("date-below", 1042),
    ("date-above", -1532),
    ("is-name", -845),
    ("only", 1047),
    ("between", 226),
    ("capitals", 743),
    ("upper-case", -671),
    ("site-words", -1585),
    ("caption", -1373),
    ("numbers", -1090),
    ("decided-above", 579),
    ("gap-above", 988),
    ("gap-below", 795),
    ("list", -693),
    ("first", 891),
    ("sentence-below", 411),
    ("kicker-above", 642),
    ("longest", 300),
];
