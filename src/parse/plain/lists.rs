//! Lists within the article. What was set aside by weight alone is taken back where a line of the article announces it, where its
//! lines bear bullets, or where they bear labels that come again and again.

use super::furniture::AGAIN;
use super::lines::{is_looks, is_weighed};
use super::page::{Ending, PROSE, Page, starts_item};
use super::tail::STRAY;
use crate::model::account::{Role, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many words a line that announces a list has at least.
const ANNOUNCES: usize = 5;
/// How often a label comes at least, for its lines to be rows of the article.
const LABELS: usize = 4;

/// Takes back what is a list of the article.
pub(super) fn read(page: &mut Page<'_>) {
    page.labels = labels(page);
    for gap in gaps(page) {
        let announced =
            page.units[gap.start - 1].ending == Ending::Colon && page.units[gap.start - 1].words >= ANNOUNCES;
        let run = gap.clone().take_while(|&at| announced && could_be(page, at)).count();
        if run >= 2 {
            (gap.start..gap.start + run).for_each(|at| take_back(page, at));
        }
        for at in gap.clone() {
            let words = page.words(at);
            if starts_item(words).is_some() || is_row(page, at) {
                take_back(page, at);
                if at > gap.start && page.units[at - 1].ending == Ending::Colon {
                    take_back(page, at - 1);
                }
            }
        }
    }
    below_colons(page);
}

/// Whether a line is a row of the article: a label that comes again and again, and what it is of this time.
pub(super) fn is_row(page: &Page<'_>, at: usize) -> bool {
    label(page.words(at)).is_some_and(|label| page.labels.contains(label))
}

/// The stretches that are no part of the article between two lines of it, with prose of it above and below.
fn gaps(page: &Page<'_>) -> Vec<Range<usize>> {
    let is_body = |at: &usize| matches!(page.units[*at].verdict, None | Some((Role::Body, _)));
    let filled: Vec<usize> = (0..page.units.len()).filter(|&at| !page.units[at].core.is_empty()).collect();
    let body: Vec<usize> = filled.into_iter().filter(is_body).collect();
    let is_prose = |at: &&usize| page.units[**at].is_prose();
    let (Some(&first), Some(&last)) = (body.iter().find(is_prose), body.iter().rfind(is_prose)) else {
        return Vec::new();
    };
    let within = body.windows(2).filter(|pair| pair[0] >= first && pair[1] <= last && pair[0] + 1 < pair[1]);
    within.map(|pair| pair[0] + 1..pair[1]).collect()
}

/// Whether nothing but how a line looks, where it stands or how often speaks against it.
fn could_be(page: &Page<'_>, at: usize) -> bool {
    let weak = |rule: Rule| is_weighed(rule) || is_looks(rule) || rule == STRAY || rule == AGAIN;
    page.units[at].furniture.is_none() && page.units[at].verdict.is_some_and(|(_, rule)| weak(rule))
}

fn take_back(page: &mut Page<'_>, at: usize) {
    if could_be(page, at) {
        page.units[at].verdict = None;
    }
}

/// The label of a line such as "Position: keeper": up to four words and a colon before other words.
fn label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(": ")?;
    let is_short = label.split(' ').count() <= 4 && label.len() <= 40 && label.starts_with(char::is_alphabetic);
    (is_short && !rest.trim().is_empty()).then_some(label)
}

/// The labels that come often, each time before other words.
fn labels<'t>(page: &Page<'t>) -> BTreeSet<&'t str> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for at in 0..page.units.len() {
        if let Some(label) = label(page.words(at)).filter(|_| page.units[at].words < PROSE) {
            *found.entry(label).or_default() += 1;
        }
    }
    found.into_iter().filter(|(_, times)| *times >= LABELS).map(|(label, _)| label).collect()
}

/// Lines that begin small and end with semicolons or a full stop, below a sentence of the article that ends with a colon.
fn below_colons(page: &mut Page<'_>) {
    for at in 1..page.units.len() {
        let unit = &page.units[at];
        if unit.ending != Ending::Colon || unit.words <= ANNOUNCES || !page.units[at - 1].is_open() {
            continue;
        }
        let is_item = |at: &usize| {
            let words = page.words(*at);
            words.starts_with(char::is_lowercase) && words.trim_end().ends_with([';', ',', '.'])
        };
        let items: Vec<usize> = (at + 1..page.units.len()).take_while(is_item).collect();
        if items.len() >= 2 {
            take_back(page, at);
            items.into_iter().for_each(|at| take_back(page, at));
        }
    }
}
