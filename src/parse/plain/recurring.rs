//! Open lines of a copied page that stand in most clippings of its site. A short heading between two paragraphs stays, and so
//! does what says who wrote it and when: texts of one site have those alike.

use super::page::{PROSE, Page};
use super::smallprint;
use crate::model::account::{Aside, Role};
use crate::model::hints::Hints;
use crate::parse::recurring::RECURS;

/// Words of a heading that texts of a site may have alike, at most.
const HEADING: usize = 5;

/// Sets the lines aside that `hints` name. `known` is the title that the owner gave, folded.
pub(super) fn read(page: &mut Page<'_>, hints: &Hints, known: Option<&str>) {
    if hints.is_empty() {
        return;
    }
    let open = page.open();
    for (i, &at) in open.iter().enumerate() {
        let is_prose = |other: Option<&usize>| other.is_some_and(|&other| page.units[other].words >= PROSE);
        let is_short = page.units[at].words <= HEADING;
        let heads =
            is_short && is_prose(open.get(i + 1)) && is_prose(i.checked_sub(1).and_then(|before| open.get(before)));
        let is_title = known == Some(page.units[at].folded.as_str());
        if !heads && !is_title && hints.recurs(page.words(at)) && !is_small_print(page, at) {
            page.decide(at, Role::Aside(Aside::Recurring), RECURS);
        }
    }
}

fn is_small_print(page: &Page<'_>, at: usize) -> bool {
    let print = smallprint::read(page.words(at), &page.lang);
    print.rest == 0 && !(print.authors.is_empty() && print.names.is_empty() && print.dates.is_empty())
}
