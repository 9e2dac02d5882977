//! Lines right below a statement that tell of it: where it comes from, how strong it is, what it supports.

use super::super::page::Page;
use super::{Row, SHORT, Sheet};
use crate::model::account::{Role, Rule};
use crate::model::reference::{RefKind, Reference, Target};
use crate::text::Span;
use crate::text::fold::fold;

const SOURCE: Rule = Rule { name: "fact-source-below", why: "stands below a statement and names its source" };
const REMARK: Rule = Rule { name: "fact-remark", why: "stands below a statement and tells of it" };

/// What stands before the colon of a line that names a source, folded.
const SOURCES: [&str; 9] =
    ["source", "sources", "bron", "bronnen", "quelle", "quellen", "according to", "volgens", "selon"];
/// The same of a line that tells something else of the statement.
const REMARKS: [&str; 19] = [
    "strength",
    "confidence",
    "certainty",
    "supports",
    "supported by",
    "contradicts",
    "contradicted by",
    "refutes",
    "relates to",
    "depends on",
    "force",
    "soutient",
    "contredit",
    "sterkte",
    "ondersteunt",
    "weerspreekt",
    "stärke",
    "stützt",
    "widerspricht",
];

/// What a line below a statement tells, and where its words begin.
fn named(words: &str) -> Option<(Rule, usize)> {
    let (name, value) = words.split_once([':', '：'])?;
    let name = fold(name.trim_start_matches(['-', '*', '•', ' ']));
    let rule = match () {
        () if value.trim().is_empty() || name.len() > 20 => return None,
        () if SOURCES.contains(&name.as_str()) => SOURCE,
        () if REMARKS.contains(&name.as_str()) => REMARK,
        () => return None,
    };
    Some((rule, words.len() - value.trim_start().len()))
}

/// Where the words begin of a line that names a source.
pub(super) fn source_named(words: &str) -> Option<usize> {
    named(words).filter(|(rule, _)| *rule == SOURCE).map(|(_, begins)| begins)
}

/// Gives each such line to the statement above it: no farther from it than the nearest is from its own, and, where a blank line
/// parts even that, only if there are several. `facts` are the units of the statements.
pub(super) fn read(page: &mut Page<'_>, rows: &[Row], facts: &[usize], sheet: &mut Sheet) {
    let gap = |one: usize, other: usize| {
        page.lines.line(page.units[other].core.start) - page.lines.line(page.units[one].core.end.max(1) - 1)
    };
    let mut found: Vec<(usize, usize, u32)> = Vec::new();
    for (fact, &at) in facts.iter().enumerate() {
        let mut last = at;
        for (below, row) in rows.iter().enumerate().skip(at + 1) {
            let is_open = page.units[below].is_open() && *row == Row::Other && page.units[below].words <= SHORT;
            if page.units[below].core.is_empty() {
                continue;
            }
            if !is_open || named(page.words(below)).is_none() {
                break;
            }
            found.push((fact, below, gap(last, below)));
            last = below;
        }
    }
    let nearest = found.iter().map(|(.., gap)| *gap).min().unwrap_or(0);
    if nearest > 1 && found.len() < 2 {
        return;
    }
    let mut apart = usize::MAX;
    for (fact, at, gap) in found {
        // behind one that stands apart so do the rest
        if gap > nearest || apart == fact {
            apart = fact;
            continue;
        }
        let Some((rule, begins)) = named(page.words(at)) else { continue };
        if rule == SOURCE
            && let Some(index) = source(page, at, begins)
        {
            sheet.facts[fact].sources.push(index);
            page.decide(at, Role::Reference(index), SOURCE);
        } else if let Ok(index) = u16::try_from(fact) {
            sheet.facts[fact].remarks.push(page.units[at].core);
            page.decide(at, Role::Fact(index), REMARK);
        }
    }
}

fn source(page: &mut Page<'_>, at: usize, begins: usize) -> Option<u16> {
    let (words, span) = (&page.words(at)[begins..], page.units[at].core);
    let address = words.split_whitespace().find(|word| word.starts_with("http://") || word.starts_with("https://"));
    let address = address.map(|word| word.trim_end_matches([',', '.', ';', ')', '>']));
    let title = address.map_or(words, |address| words.split(address).next().unwrap_or(words));
    let title = title.trim_end_matches([' ', ',', ':', '(', '<', '–', '—', '-', '.']).trim();
    page.refer(Reference {
        kind: RefKind::Source,
        at: Span { start: span.start, end: span.end },
        place: page.place(span.start),
        title: Some(title).filter(|title| !title.is_empty()).map(Into::into),
        target: address.map_or(Target::Nothing, |address| Target::Url(address.into())),
        site: None,
        publisher: None,
        date: None,
        inline: false,
    })
}

#[cfg(test)]
mod tests {
    use super::{REMARK, SOURCE, named};

    #[test]
    fn names_of_lines() {
        assert_eq!(named("Source: the accounts"), Some((SOURCE, 8)));
        assert_eq!(named("  - Supports: Claim 3").map(|(rule, _)| rule), Some(REMARK));
        for none in ["Sources", "Source:", "The source: a report", "Evidence: the bridge", "source of the Lannock"] {
            assert_eq!(named(none), None, "{none}");
        }
    }
}
