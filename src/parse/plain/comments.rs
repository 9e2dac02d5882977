//! Readers' comments copied with the page: a line says that somebody says something, and the next says when.

use super::page::{Ending, PROSE, Page};
use crate::lexicon::dates;
use crate::model::account::{Aside, Role, Rule};

const COMMENT: Rule = Rule { name: "comment", why: "stands below the article, from the first comment of a reader on" };

/// How comments are headed, behind the name.
const SAYS: [&str; 12] = [
    " says",
    " said",
    " wrote",
    " writes",
    " sagt",
    " sagte",
    " schreibt",
    " schrieb",
    " dit",
    " a dit",
    " zegt",
    " schreef",
];
/// How many words such a line has at most.
const LONGEST: usize = 8;

/// Decides everything from the first of two comments or more on.
pub(super) fn read(page: &mut Page<'_>) {
    let heads: Vec<usize> = (0..page.units.len()).filter(|&at| is_head(page, at)).collect();
    let [first, _, ..] = heads[..] else { return };
    let told: usize = page.units[..first].iter().filter(|unit| unit.words >= PROSE).map(|unit| unit.words).sum();
    if told < PROSE * 2 {
        return;
    }
    for at in first..page.units.len() {
        if page.units[at].is_open() {
            page.decide(at, Role::Aside(Aside::Comments), COMMENT);
        }
    }
}

/// Whether a line is the head of a comment: "Name says:", and a date in one of the two lines below.
fn is_head(page: &Page<'_>, at: usize) -> bool {
    let unit = &page.units[at];
    let says = |folded: &str| SAYS.iter().any(|says| folded.ends_with(says));
    let is_dated = |below: usize| {
        page.units.get(below).is_some_and(|unit| unit.words <= LONGEST)
            && dates::first(page.words(below), &page.lang).is_some()
    };
    unit.words <= LONGEST
        && unit.ending == Ending::Colon
        && says(&unit.folded)
        && (is_dated(at + 1) || is_dated(at + 2))
}
