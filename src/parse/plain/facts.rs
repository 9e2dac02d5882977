//! A fact sheet: typed statements, the relations, the sources, the labels.

mod below;
mod beside;
mod between;
mod numbered;
mod statement;
mod unnumbered;

use super::super::read::{FactRead, SHEET_TITLE};
use super::page::{Ending, Page, ending, starts_item};
use crate::lexicon::dates;
use crate::model::account::{Field, Role, Rule};
use crate::model::reference::{FactKind, RefKind, Reference, StatedRelation, Target};
use crate::text::fold::fold_title;
use crate::text::{Lang, Span};
pub(in crate::parse) use numbered::HEADS;
use regex::Regex;
use statement::Form;
pub(in crate::parse) use statement::{Opening, known, unlisted};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

const FACT: Rule = Rule { name: "fact", why: "begins with the label of a typed statement" };
const UNKNOWN: Rule = Rule { name: "fact-unknown", why: "stands among typed statements and has their form" };
const LABEL: Rule = Rule { name: "fact-label", why: "a label of a fact sheet" };
const RELATION: Rule =
    Rule { name: "fact-relation", why: "names a relation, its strength and how many facts it rests on" };
const SOURCE: Rule = Rule { name: "fact-source", why: "a title, a site's domain, a publisher and a count of facts" };

/// Units of more words than this are no labels, relations or sources.
const SHORT: usize = 60;

/// What a sheet states.
#[derive(Default)]
pub(super) struct Sheet {
    pub facts: Vec<FactRead>,
    pub relations: Vec<StatedRelation>,
}

/// A relation while its sheet is read.
struct Stated {
    /// Its unit.
    pub at: usize,
    /// How many facts it says it rests on.
    count: usize,
    /// How many facts stand above it.
    above: usize,
}

/// A source while its sheet is read.
struct Source {
    /// Its unit.
    at: usize,
    /// Its index among the references.
    index: u16,
    /// How many facts it says it has.
    count: usize,
}

struct Patterns {
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
        label: compile(r"^(?i:relations?|facts?|sources?|references|bronnen|quellen|références|claims|perspectives|summary)(?:\s*\(\d+\))?:?$"),
        relation: compile(r"^(\p{L}[\p{L} -]*?)\s+(\d+(?:[.,]\d+)?)\s*[—–-]\s*(\p{L}[\p{L} -]*?)\s+(\d+)\s+facts?$"),
        source: compile(r"^(.*?)\s*\b((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})\s+(.*?)\s*\b(\d+)\s+facts?$"),
        cited: compile(r"\[(\d{1,3})\]"),
    })
}

/// What a unit of a sheet is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Statement(Opening),
    Label,
    Relation,
    Source,
    Other,
}

impl Row {
    fn of(words: &str, is_short: bool) -> Self {
        match () {
            () if let Some(opening) = known(words) => Self::Statement(opening),
            () if !is_short => Self::Other,
            () if patterns().label.is_match(words) => Self::Label,
            () if !words.ends_with("fact") && !words.ends_with("facts") => Self::Other,
            () if patterns().relation.is_match(words) => Self::Relation,
            () if patterns().source.is_match(words) => Self::Source,
            () => Self::Other,
        }
    }

    fn statement(&self) -> Option<&Opening> {
        match self {
            Self::Statement(opening) => Some(opening),
            _ => None,
        }
    }
}

/// Of lines that are wrapped by hand, those that begin a unit of a fact sheet, or stand below a line that is one; none when
/// the page is no sheet. A line that opens as a statement in the midst of a sentence is none.
pub(super) fn rows(text: &str, filled: &[(usize, Span)]) -> Vec<bool> {
    let words = |at: usize| filled[at].1.of(text);
    let is_free = |at: usize| at == 0 || filled[at - 1].0 + 1 < filled[at].0 || ending(words(at - 1)) == Ending::Stop;
    let found: Vec<Row> = (0..filled.len())
        .map(|at| match Row::of(words(at), words(at).len() <= SHORT * 6) {
            Row::Statement(Opening { form: Form::Spaced(_), .. }) if !is_free(at) => Row::Other,
            row => row,
        })
        .collect();
    let forms = forms(&found);
    if found.iter().filter(|row| row.statement().is_some()).count() < 2 {
        return vec![false; filled.len()];
    }
    let is_listed = |at: usize| numbered::number(words(at)).is_some();
    let ends = |at: usize| matches!(found[at], Row::Label | Row::Relation | Row::Source);
    let is_unlisted =
        |at: usize| found[at] == Row::Other && is_free(at) && unlisted(words(at), &forms, &Lang::english()).is_some();
    let begins = |at: usize| found[at] != Row::Other || at > 0 && ends(at - 1) || is_listed(at) || is_unlisted(at);
    (0..filled.len()).map(begins).collect()
}

/// The forms in which known labels are joined to their sentences.
fn forms(rows: &[Row]) -> Vec<Form> {
    rows.iter().filter_map(Row::statement).map(|opening| opening.form).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Decides the units of a fact sheet. A page that is none, with fewer than two typed statements (one below a relation), is
/// left alone. `known` is the title, where the owner said it.
pub(super) fn read(page: &mut Page<'_>, known: Option<&str>) -> Sheet {
    let row = |at: usize| Row::of(page.words(at), page.units[at].words <= SHORT);
    let mut rows: Vec<Row> = (0..page.units.len()).map(row).collect();
    let statements = rows.iter().filter(|row| row.statement().is_some()).count();
    let mut sheet = Sheet::default();
    if statements < if rows.contains(&Row::Relation) { 1 } else { 2 } {
        return sheet;
    }
    let forms = forms(&rows);
    unwrap(page, &rows, &forms);
    admit(page, &mut rows, &forms);
    let mut list = numbered::read(page, &rows);
    if list.is_empty() {
        list = unnumbered::read(page, &rows);
    }
    let (mut sources, mut stated, mut facts) = (Vec::new(), Vec::new(), Vec::new());
    for at in page.open() {
        match rows[at] {
            Row::Statement(opening) => {
                statement(page, at, opening, &mut sheet);
                facts.push(at);
            }
            Row::Label => page.decide(at, Role::Meta(Field::Label), LABEL),
            Row::Relation => stated.extend(relation(page, at, &mut sheet)),
            Row::Source => sources.extend(source(page, at)),
            Row::Other => {}
        }
    }
    let is_source = |row: Row| row == Row::Source;
    below::read(page, &rows, &facts, &mut sheet);
    by_number(page, &list, &mut sheet);
    match beside::read(page, &rows, &facts, is_source) {
        Some(found) => by_place(&sources, &found, &mut sheet),
        None => by_count(&sources, &list, &mut sheet),
    }
    if list.is_empty() {
        unnumbered::by_order(page, &rows, &sources, &mut sheet);
    }
    match beside::read(page, &rows, &facts, |row| row == Row::Relation) {
        Some(found) => stated.iter().zip(&mut sheet.relations).for_each(|(one, relation)| {
            relation.facts = nearest(one.at, one.count, &found).map_or(0..0, |own| numbers(&own));
        }),
        None => share(&stated, &mut sheet),
    }
    called(page, &rows);
    title(page, &rows, known);
    cite(page, &sheet, &list);
    between::read(page, &rows, &stated, &mut sheet, known);
    sheet
}

/// Joins the lines over which statements and paragraphs are wrapped, where a sheet shows that it is wrapped by hand: those that
/// go on with a small letter in the midst of a sentence, and others below a line that is full.
fn unwrap(page: &mut Page<'_>, rows: &[Row], forms: &[Form]) {
    const FULL: usize = 40;
    let opening = |at: usize| match rows.get(at) {
        Some(Row::Statement(opening)) => Some(*opening),
        Some(Row::Other) => unlisted(page.words(at), forms, &page.lang),
        _ => None,
    };
    let openings: Vec<Option<Opening>> = (0..rows.len()).map(opening).collect();
    let is_marked = |at: usize| openings[at].is_some_and(|opening| matches!(opening.form, Form::Marked(..)));
    let goes_on = |page: &Page<'_>, at: usize, next: usize| {
        rows.get(next) == Some(&Row::Other)
            && page.units[at].ending != Ending::Stop
            && page.lines.line(page.units[at].core.end.max(1) - 1) + 1 == page.lines.line(page.units[next].core.start)
            && !page.words(next).contains("://")
            && !page.words(next).starts_with("www.")
    };
    let is_small =
        |page: &Page<'_>, next: usize| page.words(next).starts_with(char::is_lowercase) && openings[next].is_none();
    let shows = |at: usize| openings[at].is_some() && goes_on(page, at, at + 1) && is_small(page, at + 1);
    if !(0..rows.len()).any(shows) {
        return;
    }
    let mut at = 0;
    while at < rows.len() {
        let mut last = at;
        while matches!(rows[at], Row::Statement(_) | Row::Other) && goes_on(page, at, last + 1) {
            let line = page.lines.span(page.lines.line(page.units[last].core.end.max(1) - 1));
            let is_full = line.is_some_and(|line| line.len() >= FULL);
            let is_prose = last > at || openings[at].is_some();
            if !is_small(page, last + 1) && (!is_full || !is_prose || is_marked(last + 1)) {
                break;
            }
            last += 1;
            page.join(at, last);
        }
        at = last + 1;
    }
}

/// Admits statements with unknown labels next to known ones, no farther from them than those are from each other. A word that
/// stands elsewhere in the midst of a line is no label glued to its sentence, but a name.
fn admit(page: &Page<'_>, rows: &mut [Row], forms: &[Form]) {
    let open = page.open();
    let could = |at: usize| (rows[at] == Row::Other).then(|| unlisted(page.words(at), forms, &page.lang)).flatten();
    let names = mixed_words(page, &open);
    let is_name = |words: &str| tokens(words).next().is_some_and(|word| names.contains(word));
    let found: Vec<Option<Opening>> = open
        .iter()
        .map(|&at| could(at).filter(|found| found.form != Form::Glued || !is_name(&page.words(at)[found.label.0..])))
        .collect();
    let gap = |one: usize, other: usize| {
        page.lines.line(page.units[other].core.start) - page.lines.line(page.units[one].core.end.max(1) - 1)
    };
    let is_statement = |rows: &[Row], i: usize| rows[open[i]].statement().is_some();
    let both = (1..open.len()).filter(|&i| is_statement(rows, i - 1) && is_statement(rows, i));
    let widest = both.map(|i| gap(open[i - 1], open[i])).max();
    let is_near = |one: usize, other: usize| widest.is_none_or(|widest| gap(one, other) <= widest);
    for i in 1..open.len() {
        if let (Some(opening), true) = (found[i], is_statement(rows, i - 1) && is_near(open[i - 1], open[i])) {
            rows[open[i]] = Row::Statement(opening);
        }
    }
    for i in (1..open.len()).rev() {
        if let (Some(opening), true) = (found[i - 1], is_statement(rows, i) && is_near(open[i - 1], open[i])) {
            rows[open[i - 1]] = Row::Statement(opening);
        }
    }
}

/// Words written in both cases, such as "easyJet", that stand in the midst of a unit.
fn mixed_words<'t>(page: &Page<'t>, open: &[usize]) -> BTreeSet<&'t str> {
    let is_mixed = |word: &&str| word.starts_with(char::is_lowercase) && word.contains(char::is_uppercase);
    open.iter().flat_map(|&at| tokens(page.words(at)).skip(1).filter(is_mixed)).collect()
}

fn tokens(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_alphabetic))
}

/// The numbers that a statement cites: `[2]`.
pub(in crate::parse) fn cited(words: &str) -> impl Iterator<Item = u16> {
    patterns().cited.captures_iter(words).filter_map(|found| found.get(1)?.as_str().parse().ok())
}

/// `[2]` in a statement cites source 2 of a numbered list.
fn by_number(page: &Page<'_>, list: &BTreeMap<u16, u16>, sheet: &mut Sheet) {
    for fact in sheet.facts.iter_mut().filter(|_| !list.is_empty()) {
        for number in cited(fact.words.of(page.text)) {
            fact.sources.extend(list.get(&number).copied().filter(|source| !fact.sources.contains(source)));
        }
    }
}

/// Each source is that of the statements it stands beside.
fn by_place(sources: &[Source], found: &[(usize, Range<usize>)], sheet: &mut Sheet) {
    for source in sources {
        let own = nearest(source.at, source.count, found).unwrap_or(0..0);
        for fact in sheet.facts.get_mut(own).unwrap_or_default() {
            fact.sources.extend((!fact.sources.contains(&source.index)).then_some(source.index));
        }
    }
}

/// The statements that the line at unit `at` stands beside; the last of them, when it says that it has fewer.
fn nearest(at: usize, count: usize, found: &[(usize, Range<usize>)]) -> Option<Range<usize>> {
    let (_, own) = found.iter().find(|(unit, _)| *unit == at)?;
    let fewer = (1..own.len()).contains(&count);
    Some(if fewer { own.end - count..own.end } else { own.clone() })
}

/// One source is every fact's; of several, each has as many facts in order as it says, when that comes out even. Beside a
/// numbered list no fact is a source's for being the only one.
fn by_count(sources: &[Source], list: &BTreeMap<u16, u16>, sheet: &mut Sheet) {
    let counted = sources.iter().fold(0_usize, |sum, source| sum.saturating_add(source.count));
    if (sources.len() > 1 || !list.is_empty()) && counted != sheet.facts.len() {
        return;
    }
    let whole = if sources.len() == 1 { sheet.facts.len() } else { 0 };
    let each = sources.iter().flat_map(|source| std::iter::repeat_n(source.index, source.count.max(whole)));
    sheet.facts.iter_mut().zip(each).filter(|(fact, _)| fact.sources.is_empty()).for_each(|(fact, source)| {
        fact.sources.push(source);
    });
}

fn numbers(range: &Range<usize>) -> Range<u16> {
    let number = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    Range { start: number(range.start), end: number(range.end) }
}

/// A line above all others that says that this is a fact sheet.
fn called(page: &mut Page<'_>, rows: &[Row]) {
    const NAMES: [&str; 7] =
        ["fact sheet", "factsheet", "fact check", "faktenblatt", "feitenblad", "fiche d information", "claims list"];
    let first = page.open().first().copied().filter(|&at| rows[at] == Row::Other);
    if let Some(at) = first.filter(|&at| NAMES.contains(&page.units[at].folded.as_str())) {
        page.decide(at, Role::Meta(Field::Label), LABEL);
    }
}

/// The sheet's title where nothing but statements tells of an article: the first short line above them. Where several relations
/// have a line right above them, it is what each is between.
fn title(page: &mut Page<'_>, rows: &[Row], known: Option<&str>) {
    let open = page.open();
    if open.iter().any(|&at| page.units[at].is_prose()) {
        return;
    }
    let Some(first) = rows.iter().position(|row| !matches!(row, Row::Other)) else { return };
    let is_headed = |two: &&[Row]| two[0] == Row::Other && two[1] == Row::Relation;
    let several = rows.windows(2).filter(is_headed).count() > 1;
    let could_be = |at: usize| {
        let (unit, words) = (&page.units[at], page.words(at));
        let is_date = unit.words <= 6 && dates::first(words, &page.lang).is_some();
        let begins = words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let is_relation_s = several && rows.get(at + 1) == Some(&Row::Relation);
        let is_sound = (2..=25).contains(&unit.words) && unit.ending == Ending::Open && !words.contains("://");
        is_sound && begins && !is_date && !is_relation_s && starts_item(words).is_none()
    };
    let head: Vec<usize> = open.into_iter().take_while(|&at| at < first).collect();
    let told = known.map(fold_title);
    let is_told = |at: usize| told.as_ref() == Some(&page.units[at].folded);
    let found = head.iter().copied().find(|&at| is_told(at));
    let found = found.or_else(|| head.iter().copied().find(|&at| could_be(at) && page.units[at].words >= 3));
    if let Some(at) = found.or_else(|| head.iter().copied().find(|&at| could_be(at))) {
        page.decide(at, Role::Meta(Field::Title), SHEET_TITLE);
    }
}

/// One relation rests on every fact. Of several, each has as many facts in order as it says, when that comes out even; else
/// those that stand between it and the next, or all, when that is how many it says. Otherwise none is guessed.
fn share(stated: &[Stated], sheet: &mut Sheet) {
    const MANY: usize = 64;
    let all = sheet.facts.len();
    let counted = stated.iter().fold(0_usize, |sum, relation| sum.saturating_add(relation.count));
    let mut told = 0;
    for (i, relation) in stated.iter().enumerate() {
        let below = relation.above..stated.get(i + 1).map_or(all, |next| next.above);
        let own = match () {
            () if stated.len() == 1 => 0..all,
            () if counted == all => told..told + relation.count,
            () if below.len() == relation.count => below,
            () if relation.count == all && stated.len() <= MANY => 0..all,
            () => 0..0,
        };
        told = own.end;
        sheet.relations[i].facts = numbers(&own);
    }
}

fn statement(page: &mut Page<'_>, at: usize, opening: Opening, sheet: &mut Sheet) {
    let span = page.units[at].core;
    let Ok(index) = u16::try_from(sheet.facts.len()) else { return };
    let start = span.start as usize;
    let words = Span::new(start + opening.begins, span.end as usize).trimmed(page.text);
    let is_unknown = opening.kind == FactKind::Statement;
    let label = is_unknown.then(|| Span::new(start + opening.label.0, start + opening.label.1));
    let sources = Vec::new();
    sheet.facts.push(FactRead { id: None, kind: opening.kind, label, words, sources, remarks: Vec::new() });
    page.decide(at, Role::Fact(index), if is_unknown { UNKNOWN } else { FACT });
}

fn relation(page: &mut Page<'_>, at: usize, sheet: &mut Sheet) -> Option<Stated> {
    let found = patterns().relation.captures(page.words(at))?;
    let part = |i: usize| Arc::from(found.get(i).map_or("", |m| m.as_str()));
    sheet.relations.push(StatedRelation {
        kind: part(1),
        strength: Arc::from(part(2).replace(',', ".")),
        label: part(3),
        between: Vec::new(),
        facts: 0..0,
        at: page.units[at].core,
    });
    page.decide(at, Role::Meta(Field::Relation), RELATION);
    let count = found.get(4).and_then(|count| count.as_str().parse().ok()).unwrap_or(0);
    Some(Stated { at, count, above: sheet.facts.len() })
}

fn source(page: &mut Page<'_>, at: usize) -> Option<Source> {
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
    Some(Source { at, index, count })
}

/// `[3]` in the summary leads to the third fact; where sources are numbered, it is the third source.
fn cite(page: &mut Page<'_>, sheet: &Sheet, list: &BTreeMap<u16, u16>) {
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
            if u16::try_from(number).is_ok_and(|number| list.contains_key(&number)) {
                continue;
            }
            let fact = number
                .checked_sub(1)
                .filter(|&n| list.is_empty() && n < sheet.facts.len())
                .and_then(|n| u16::try_from(n).ok());
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
