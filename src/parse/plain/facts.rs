//! A fact sheet: statements with their type glued to the sentence, the relation, the sources, the labels.

use super::super::read::FactRead;
use super::page::Page;
use crate::lexicon::frequency::english_rarity;
use crate::model::account::{Field, Role, Rule};
use crate::model::reference::{FactKind, RefKind, Reference, StatedRelation, Target};
use crate::text::{Span, name};
use regex::Regex;
use std::sync::{Arc, OnceLock};

const FACT: Rule = Rule { name: "fact", why: "begins with the label of a typed statement" };
const LABEL: Rule = Rule { name: "fact-label", why: "a label of a fact sheet" };
const RELATION: Rule =
    Rule { name: "fact-relation", why: "names a relation, its strength and how many facts it rests on" };
const SOURCE: Rule = Rule { name: "fact-source", why: "a title, a site's domain, a publisher and a count of facts" };

/// What a sheet states.
#[derive(Default)]
pub(super) struct Sheet {
    pub facts: Vec<FactRead>,
    pub relations: Vec<StatedRelation>,
}

struct Patterns {
    fact: Regex,
    label: Regex,
    relation: Regex,
    source: Regex,
    cited: Regex,
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    let compile =
        |pattern: &str| Regex::new(pattern).unwrap_or_else(|e| unreachable!("a fact sheet's pattern compiles: {e}"));
    PATTERNS.get_or_init(|| Patterns {
        fact: compile(r#"^(?:(claim|perspective)(?:\s*[:–—-]\s+|\s*)|(Claim|Perspective|CLAIM|PERSPECTIVE)\s*[:–—-]\s+)["“«‘(]?[\p{Lu}\p{Lo}\p{N}]"#),
        label: compile(r"^(?i:relations?|facts?|sources?|claims|perspectives|summary)(?:\s*\(\d+\))?:?$"),
        relation: compile(r"^(\p{L}[\p{L} -]*?)\s+(\d+(?:[.,]\d+)?)\s*[—–-]\s*(\p{L}[\p{L} -]*?)\s+(\d+)\s+facts?$"),
        source: compile(r"^(.*?)\s*\b((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})\s+(.*?)\s*\b(\d+)\s+facts?$"),
        cited: compile(r"\[(\d{1,3})\]"),
    })
}

/// Decides the units of a fact sheet. A page that is none, with fewer than two typed statements (one below a relation), is
/// left alone.
pub(super) fn read(page: &mut Page<'_>) -> Sheet {
    let statements: Vec<usize> =
        page.open().into_iter().filter(|&at| patterns().fact.is_match(head(page.words(at)))).collect();
    let mut sheet = Sheet::default();
    let short = |at: &usize| page.units[*at].words <= 60;
    let is_related = page.open().iter().filter(|at| short(at)).any(|&at| patterns().relation.is_match(page.words(at)));
    if statements.len() < if is_related { 1 } else { 2 } {
        return sheet;
    }
    let mut sources = Vec::new();
    for at in page.open() {
        let short = page.units[at].words <= 60;
        if statements.contains(&at) {
            statement(page, at, &mut sheet);
        } else if short && patterns().label.is_match(page.words(at)) {
            page.decide(at, Role::Meta(Field::Label), LABEL);
        } else if short && patterns().relation.is_match(page.words(at)) {
            relation(page, at, &mut sheet);
        } else if short && patterns().source.is_match(page.words(at)) {
            sources.extend(source(page, at));
        }
    }
    by_count(&sources, &mut sheet);
    cite(page, &sheet);
    between(page, &mut sheet);
    sheet
}

/// One source is every fact's; of several, each has as many facts in order as it says, when that comes out even.
fn by_count(sources: &[(u16, usize)], sheet: &mut Sheet) {
    let counted: usize = sources.iter().map(|(_, count)| count).sum();
    if sources.len() > 1 && counted != sheet.facts.len() {
        return;
    }
    let whole = if sources.len() == 1 { sheet.facts.len() } else { 0 };
    let each = sources.iter().flat_map(|&(source, count)| std::iter::repeat_n(source, count.max(whole)));
    sheet.facts.iter_mut().zip(each).for_each(|(fact, source)| fact.source = Some(source));
}

/// Enough of a unit to see its label.
fn head(words: &str) -> &str {
    &words[..words.floor_char_boundary(40)]
}

fn statement(page: &mut Page<'_>, at: usize, sheet: &mut Sheet) {
    let (words, span) = (page.words(at), page.units[at].core);
    let Some(label) = patterns().fact.captures(head(words)) else { return };
    let kind = label.get(1).or(label.get(2)).map_or("", |m| m.as_str());
    let kind = if kind.eq_ignore_ascii_case("claim") { FactKind::Claim } else { FactKind::Perspective };
    let whole = label.get(0).map_or(0, |m| m.end());
    let begins = words[..whole]
        .trim_end_matches(|c: char| c.is_alphanumeric() && !c.is_lowercase() || "\"“«‘(".contains(c))
        .len();
    let Ok(index) = u16::try_from(sheet.facts.len()) else { return };
    let words = Span::new(span.start as usize + begins, span.end as usize).trimmed(page.text);
    sheet.facts.push(FactRead { kind, words, source: None });
    page.decide(at, Role::Fact(index), FACT);
}

fn relation(page: &mut Page<'_>, at: usize, sheet: &mut Sheet) {
    let words = page.words(at);
    let Some(found) = patterns().relation.captures(words) else { return };
    let part = |i: usize| Arc::from(found.get(i).map_or("", |m| m.as_str()));
    sheet.relations.push(StatedRelation {
        kind: part(1),
        strength: Arc::from(part(2).replace(',', ".")),
        label: part(3),
        between: Vec::new(),
        at: page.units[at].core,
    });
    page.decide(at, Role::Meta(Field::Relation), RELATION);
}

fn source(page: &mut Page<'_>, at: usize) -> Option<(u16, usize)> {
    let words = page.words(at);
    let found = patterns().source.captures(words)?;
    let part = |i: usize| found.get(i).map(|m| m.as_str().trim()).filter(|s| !s.is_empty()).map(Arc::from);
    let span = page.units[at].core;
    let reference = Reference {
        kind: RefKind::Source,
        at: span,
        place: page.place(span.start),
        title: part(1),
        target: Target::Nothing,
        site: part(2),
        publisher: part(3),
        date: None,
        inline: false,
    };
    let index = page.refer(reference)?;
    let count = found.get(4).and_then(|count| count.as_str().parse().ok()).unwrap_or(0);
    page.decide(at, Role::Reference(index), SOURCE);
    Some((index, count))
}

/// `[3]` in the summary leads to the third fact.
fn cite(page: &mut Page<'_>, sheet: &Sheet) {
    for at in page.open() {
        let (words, span) = (page.words(at), page.units[at].core);
        let cited: Vec<(Span, usize)> = patterns()
            .cited
            .captures_iter(words)
            .filter_map(|found| {
                let whole = found.get(0)?;
                let start = span.start as usize + whole.start();
                Some((Span::new(start, start + whole.len()), found.get(1)?.as_str().parse().ok()?))
            })
            .collect();
        for (at, number) in cited {
            let fact = number.checked_sub(1).filter(|&n| n < sheet.facts.len()).and_then(|n| u16::try_from(n).ok());
            let target = fact.map_or(Target::Nothing, Target::Fact);
            let place = page.place(at.start);
            page.refer(Reference {
                kind: RefKind::Citation,
                at,
                place,
                title: None,
                target,
                site: None,
                publisher: None,
                date: None,
                inline: true,
            });
        }
    }
}

/// The two entities that a relation is between: the first two names of the summary.
fn between(page: &Page<'_>, sheet: &mut Sheet) {
    let common = |word: &str| english_rarity(word) < 6;
    let mut names: Vec<Arc<str>> = Vec::new();
    let prose = page.open().into_iter().map(|at| page.units[at].core).chain(sheet.facts.iter().map(|fact| fact.words));
    for span in prose {
        for found in name::names(span.of(page.text), &common) {
            let found: Arc<str> = found.of(span.of(page.text)).into();
            if !names.contains(&found) {
                names.push(found);
            }
        }
        if names.len() >= 2 {
            break;
        }
    }
    names.truncate(2);
    for relation in &mut sheet.relations {
        relation.between.clone_from(&names);
    }
}
