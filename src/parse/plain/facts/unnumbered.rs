//! Sources that bear no numbers, while statements cite `[1]` and `[2]`: the first of them is 1, the second 2.

use super::super::page::{Page, starts_item};
use super::numbered::{self, HEADS};
use super::{LABEL, Row, SHORT, Sheet, Source, below, cited};
use crate::model::account::{Field, Role};
use crate::model::reference::RefKind;
use crate::text::fold::fold_title;
use std::collections::BTreeMap;

/// Heads of a list of one source, folded.
const HEADS_OF_ONE: [&str; 6] = ["source", "reference", "bron", "quelle", "référence", "referentie"];

/// The largest number that a statement cites, or none.
fn most(page: &Page<'_>, rows: &[Row]) -> u16 {
    let statements = (0..rows.len()).filter(|&at| rows[at].statement().is_some());
    statements.flat_map(|at| cited(page.words(at))).max().unwrap_or(0)
}

/// Decides the lines of a list without numbers, where statements cite some: those below a head, else lines that call themselves
/// sources and stand apart from statements. Gives the index of each one's reference by its place, if there are as many as are
/// cited.
pub(super) fn read(page: &mut Page<'_>, rows: &[Row]) -> BTreeMap<u16, u16> {
    let most = usize::from(most(page, rows));
    if most == 0 || rows.contains(&Row::Source) {
        return BTreeMap::new();
    }
    let head = (0..rows.len()).rev().find(|&at| rows[at].statement().is_none() && is_head(page.words(at)));
    let run = head.map_or_else(|| named(page, rows), |head| below_head(page, rows, head));
    let is_enough = run.len() >= most;
    if let Some(head) = head.filter(|&head| page.units[head].is_open()) {
        page.decide(head, Role::Meta(Field::Label), LABEL);
    }
    let decided = |((at, begins), n): ((usize, usize), u16)| Some((n, numbered::decide(page, at, begins)?));
    let list: BTreeMap<u16, u16> = run.into_iter().zip(1..).filter_map(decided).collect();
    if is_enough { list } else { BTreeMap::new() }
}

fn is_head(words: &str) -> bool {
    let bare = words.trim_end_matches(':');
    let counted = bare.rsplit_once('(').filter(|(_, count)| count.trim_end_matches(')').parse::<u16>().is_ok());
    let folded = fold_title(counted.map_or(bare, |(head, _)| head));
    HEADS.iter().chain(&HEADS_OF_ONE).any(|head| *head == folded)
}

/// The lines below a head, as far as no wider gap parts them, each with where its words begin behind a bullet.
fn below_head(page: &Page<'_>, rows: &[Row], head: usize) -> Vec<(usize, usize)> {
    let mut run: Vec<(usize, usize)> = Vec::new();
    let (mut last, mut widest) = (head, None);
    for at in (head + 1..rows.len()).filter(|&at| !page.units[at].core.is_empty()) {
        let gap = gap(page, last, at);
        let words = page.words(at);
        let could_be = rows[at] == Row::Other
            && page.units[at].is_open()
            && page.units[at].words <= SHORT
            && words.contains(char::is_alphabetic);
        if !could_be || widest.is_some_and(|widest| gap > widest) {
            break;
        }
        // the first gap between two lines is that of all
        widest = Some(if run.len() == 1 { gap } else { widest.unwrap_or(gap) });
        run.push((at, starts_item(words).map_or(0, |(begins, _)| begins)));
        last = at;
    }
    run
}

/// Lines such as `Source: the yearbook` below all statements.
fn named(page: &Page<'_>, rows: &[Row]) -> Vec<(usize, usize)> {
    let Some(last) = (0..rows.len()).rev().find(|&at| rows[at].statement().is_some()) else { return Vec::new() };
    let stands_apart = |at: &usize| gap(page, last, *at) > 1;
    let found = (last + 1..rows.len()).filter(|&at| rows[at] == Row::Other && page.units[at].is_open());
    let found = found.filter_map(|at| Some((at, below::source_named(page.words(at))?)));
    let found: Vec<(usize, usize)> = found.collect();
    if found.iter().all(|(at, _)| stands_apart(at)) { found } else { Vec::new() }
}

fn gap(page: &Page<'_>, one: usize, other: usize) -> u32 {
    let end = page.lines.line(page.units[one].core.end.max(1) - 1);
    page.lines.line(page.units[other].core.start).saturating_sub(end)
}

/// Gives statements that cite numbers and have no source yet those of the sheet by their places: lines that count their facts,
/// if there are as many as are cited, else the only source that the sheet has.
pub(super) fn by_order(page: &Page<'_>, rows: &[Row], sources: &[Source], sheet: &mut Sheet) {
    let most = usize::from(most(page, rows));
    let all: Vec<u16> = match sources {
        [] => {
            let is_source = |(_, reference): &(u16, &crate::model::reference::Reference)| {
                reference.kind == RefKind::Source && !reference.inline
            };
            (0u16..).zip(&page.refs).filter(is_source).map(|(index, _)| index).take(2).collect()
        }
        sources => sources.iter().map(|source| source.index).collect(),
    };
    if most == 0 || all.len() < most || sources.is_empty() && all.len() > 1 {
        return;
    }
    for fact in sheet.facts.iter_mut().filter(|fact| fact.sources.is_empty()) {
        for n in cited(fact.words.of(page.text)) {
            let source = usize::from(n).checked_sub(1).and_then(|n| all.get(n)).copied();
            fact.sources.extend(source.filter(|source| !fact.sources.contains(source)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_head;

    #[test]
    fn heads() {
        for head in ["Sources", "Source:", "Bronnen", "Sources (2)", "QUELLE:"] {
            assert!(is_head(head), "{head}");
        }
        for none in ["Sources of the river", "Outsource", "(2)", "The source"] {
            assert!(!is_head(none), "{none}");
        }
    }
}
