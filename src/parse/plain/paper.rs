//! Papers: texts with numbered headings, or a list of references at their end, on which hardly anything is a site's. What was set
//! aside there by weight alone is taken back: a paper has short lines, lists and tables that a copied page has only in its clutter.

use super::lines::is_weighed;
use super::page::{Ending, Page, Unit};
use super::tail::STRAY;
use crate::model::account::{Aside, Field, Role};
use regex::Regex;
use std::sync::LazyLock;

/// More lines than this that are surely a site's make a copied page.
const SITE: usize = 2;
/// How many numbered headings make a paper.
const HEADINGS: usize = 3;
/// How many entries make a list of references.
const ENTRIES: usize = 2;

/// Heads of lists of references, folded.
const REFERENCES: [&str; 14] = [
    "references",
    "reference list",
    "bibliography",
    "works cited",
    "literature",
    "literature cited",
    "literatur",
    "literaturverzeichnis",
    "quellenverzeichnis",
    "références",
    "bibliographie",
    "literatuur",
    "literatuurlijst",
    "bronnen",
];

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\d{1,2})((?:\.\d{1,2})*)[.)]?\s+\p{Lu}").expect("a sound pattern"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:1[5-9]|20)\d\d[a-z]?\b").expect("a sound pattern"));

/// Takes back what is a paper's, and tables that stand between paragraphs of the article.
pub(super) fn read(page: &mut Page<'_>) {
    page.heads = numbered(page);
    if is_own(page) && (!page.heads.is_empty() || has_references(page)) {
        let last = page.units.iter().rposition(|unit| unit.is_open() && unit.is_prose()).unwrap_or(0);
        let from = (0..last).rev().find(|&at| is_head(page, at)).map_or(0, |at| at + 1);
        let body = (0..page.units.len()).find(|&at| page.units[at].is_open()).unwrap_or(0);
        (from.min(body)..page.units.len()).for_each(|at| take_back(page, at));
    }
    tables(page);
}

fn is_head(page: &Page<'_>, at: usize) -> bool {
    let Some((Role::Meta(field), _)) = page.units[at].verdict else { return false };
    matches!(field, Field::Title | Field::Authors | Field::Date | Field::Standfirst)
}

fn take_back(page: &mut Page<'_>, at: usize) {
    if page.units[at].verdict.is_some_and(|(_, rule)| is_weighed(rule) || rule == STRAY) {
        page.units[at].verdict = None;
    }
}

/// Whether hardly anything on the page is surely a site's.
pub(super) fn is_own(page: &Page<'_>) -> bool {
    let surely = |unit: &&Unit| {
        matches!(unit.verdict, Some((Role::Aside(aside), rule))
            if !is_weighed(rule) && rule != STRAY && aside != Aside::Repeated && !super::head::is_above(rule))
    };
    page.units.iter().filter(surely).count() <= SITE
}

/// Numbered headings in order, with their levels; of the first level there is a paragraph between any two.
fn numbered(page: &Page<'_>) -> Vec<(usize, u8)> {
    let (mut next, mut has_prose) = (1, false);
    let mut found = Vec::new();
    for at in 0..page.units.len() {
        let (unit, words) = (&page.units[at], page.words(at));
        has_prose |= at > 0 && page.units[at - 1].is_prose();
        let is_free = unit.verdict.is_none_or(|(_, rule)| is_weighed(rule) || rule == STRAY);
        if !is_free || unit.words > 18 || unit.ending != Ending::Open {
            continue;
        }
        let Some(number) = NUMBER.captures(words) else { continue };
        let depth = number[2].matches('.').count();
        if depth == 0 && number[1].parse() == Ok(next) && (next == 1 || has_prose) {
            (next, has_prose) = (next + 1, false);
            found.push((at, 2));
        } else if depth > 0 && number[1].parse() == Ok(next - 1) {
            found.push((at, if depth == 1 { 3 } else { 4 }));
        }
    }
    if next > 2 && found.len() >= HEADINGS { found } else { Vec::new() }
}

/// A head of references behind paragraphs, and below it nothing but entries with years.
fn has_references(page: &Page<'_>) -> bool {
    let is_named =
        |at: &usize| REFERENCES.contains(&page.units[*at].folded.trim_start_matches(char::is_numeric).trim());
    let Some(head) = (0..page.units.len()).rev().find(is_named) else { return false };
    let below: Vec<usize> = (head + 1..page.units.len()).filter(|&at| !page.units[at].core.is_empty()).collect();
    let entries = below.iter().filter(|&&at| page.units[at].words >= 5 && YEAR.is_match(page.words(at))).count();
    entries >= ENTRIES
        && entries * 4 >= below.len() * 3
        && page.units[..head].iter().any(|unit| unit.is_open() && unit.is_prose())
}

/// A table is the article's where a paragraph of it, or its heading, stands on both sides.
fn tables(page: &mut Page<'_>) {
    let is_body = |page: &Page<'_>, at: Option<usize>| {
        at.is_some_and(|at| matches!(page.units[at].verdict, None | Some((Role::Body, _))))
    };
    for rows in page.tables.iter().map(|table| table.rows.clone()).collect::<Vec<_>>() {
        let above = (0..rows.start).rev().find(|&at| !page.units[at].core.is_empty());
        let below = (rows.end..page.units.len()).find(|&at| !page.units[at].core.is_empty());
        let announced = above.is_some_and(|at| page.units[at].ending == Ending::Colon);
        if is_body(page, above) && (is_body(page, below) || announced || below.is_none()) {
            rows.for_each(|at| take_back(page, at));
        }
    }
}
