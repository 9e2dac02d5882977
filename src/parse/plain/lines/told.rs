//! Why a line was or was not taken for the article, for whoever asks: what each feature weighed, and what the cut made of it.

use super::super::page::Page;
use super::{LEAN, LEAN_WITHOUT_SITE, Lines, place, shows_site, table};
use crate::model::evidence::{Question, Weighed};

/// The evidence for each line that was scored.
pub(super) fn read(lines: &Lines, page: &Page<'_>, is_left_alone: bool) -> Vec<Weighed> {
    let span = |i: usize| page.units[lines.forms[i].at].core;
    let look = |i: usize| {
        Weighed::of(Question::Looks, span(i), table::FORM_BASE, &table::FORM, &lines.forms[i].features)
            .ending("its look is what the second table begins with")
    };
    let looks: Vec<Weighed> = (0..lines.forms.len()).map(look).collect();
    let sums: Vec<i32> = looks.iter().map(|look| look.sum).collect();
    let places = place::read(page, &lines.forms, &sums);
    let lean = if shows_site(page) { LEAN } else { LEAN_WITHOUT_SITE };
    let stand = |(i, place): (usize, &[i32; place::COUNT])| {
        let weighed = Weighed::of(Question::Stands, span(i), table::PLACE_BASE, &table::PLACE, place);
        let weighed = Weighed { lean, sum: weighed.sum + lean, ..weighed };
        let outcome = match (lines.is_article[i], weighed.sum > 0) {
            (true, true) => "its own sum speaks for it, and so does the cut of the page",
            (true, false) => {
                "its own sum speaks against it; the lines around it are the article's, and a cut costs more"
            }
            (false, _) if is_left_alone => "the page does not look copied with a site's clutter: it was left alone",
            (false, _) if lines.opens_article(page, i) => "kept all the same: it heads the article's first paragraph",
            (false, true) => {
                "its own sum speaks for it; the lines around it are not the article's, and a cut costs more"
            }
            (false, false) => "its own sum speaks against it, and so does the cut of the page",
        };
        weighed.ending(outcome)
    };
    let stands: Vec<Weighed> = places.iter().enumerate().map(stand).collect();
    looks.into_iter().zip(stands).flat_map(|(look, stand)| [look, stand]).collect()
}
