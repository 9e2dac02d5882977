//! A fact sheet from the rows of a table: facts, sources and relations, an account of every cell, and what is faulty.

mod told;

use super::columns::{Column, kind};
use super::{Cell, Row};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lexicon::dates;
use crate::model::account::{Field, Part, Role, Rule};
use crate::model::article::{Kind, Passage};
use crate::model::reference::{FactKind, RefKind, Reference, StatedRelation, Target};
use crate::model::{Found, How, Marking, Seed};
use crate::parse::read::{FactRead, Read};
use crate::text::fold::fold;
use crate::text::{Date, Lang, LineIndex, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

const FACT: Rule = Rule { name: "table-fact", why: "the statement of a row of claims" };
const SOURCE: Rule = Rule { name: "table-source", why: "says what a row of claims rests on" };
const RELATION: Rule = Rule { name: "table-relation", why: "the relation that a row of claims bears on" };
const LABEL: Rule =
    Rule { name: "table-label", why: "a name, a sign or a cell of a table of claims that is no statement" };
const TITLE: Rule = Rule { name: "table-title", why: "the title that a table of claims gives" };

/// How many faults of a table are told.
const TOLD: usize = 50;

/// The rows of a table of claims.
#[derive(Default)]
pub(super) struct Rows {
    /// A claim each.
    pub rows: Vec<Row>,
    /// A source each, named by its id.
    pub sources: Vec<Row>,
    pub title: Option<Cell>,
    /// Names of columns that mean nothing here.
    pub others: Vec<Span>,
    /// Keys above all tables that mean nothing there, and whether they would in one.
    pub above: Vec<(Span, bool)>,
    /// Cells that no column stands above.
    pub wide: Vec<Span>,
    /// Quotes that are never closed.
    pub unclosed: Vec<Span>,
}

/// The sheet while it is made.
struct Sheet<'a> {
    seed: &'a Seed,
    text: &'a str,
    lines: LineIndex,
    read: &'a mut Read,
    faults: &'a mut Vec<Diagnostic>,
    /// Index of each source by all that is said of it.
    known: BTreeMap<String, u16>,
    /// Sources that have a name of their own.
    named: BTreeMap<String, u16>,
    /// The words of ids, each with its first row.
    ids: BTreeMap<String, Span>,
}

/// Makes the sheet.
pub(super) fn make(seed: &Seed, text: &str, rows: Rows, read: &mut Read, faults: &mut Vec<Diagnostic>) {
    let (known, named, ids) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let lines = LineIndex::new(text);
    let mut sheet = Sheet { seed, text, lines, read, faults, known, named, ids };
    if let Some(title) = &rows.title {
        sheet.read.guess.title = Some(Found::new(title.value.as_str().into(), How::Text, Some(title.words)));
        sheet.part(title.at, Role::Meta(Field::Title), TITLE);
    }
    sheet.markings(&rows);
    rows.sources.iter().for_each(|row| _ = sheet.source(row, 0));
    rows.rows.iter().for_each(|row| sheet.row(row));
    sheet.told(&rows);
    let mut parts = std::mem::take(&mut sheet.read.parts);
    rest(text, &mut parts);
    sheet.read.parts = parts;
    sheet.read.guess.kind = Some(Kind::FactSheet);
}

/// What stands between the cells: names, signs and comments.
fn rest(text: &str, parts: &mut Vec<Part>) {
    parts.sort_by_key(|part| part.span);
    let mut at = 0;
    let mut gaps = Vec::new();
    for span in parts.iter().map(|part| part.span).chain([Span::new(text.len(), text.len())]) {
        let gap = Span { start: at, end: span.start.max(at) }.trimmed(text);
        gaps.extend((!gap.is_empty()).then_some(Part { span: gap, role: Role::Meta(Field::Label), rule: LABEL }));
        at = at.max(span.end);
    }
    parts.extend(gaps);
}

impl Row {
    fn cell(&self, column: Column, number: u16) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column && cell.number == number)
    }

    fn statement(&self) -> Option<(&Cell, Option<FactKind>)> {
        self.cells.iter().find_map(|cell| match cell.column {
            Column::Text(kind) => Some((cell, kind)),
            _ => None,
        })
    }
}

impl Sheet<'_> {
    fn part(&mut self, span: Span, role: Role, rule: Rule) {
        self.read.parts.push(Part { span: span.trimmed(self.text), role, rule });
    }

    fn fault(&mut self, at: Span, message: String, hint: &str) {
        if self.faults.len() < TOLD {
            let place = Place::within(self.seed.path.as_str(), self.text, at.range());
            self.faults.push(Diagnostic::new(Code::ClaimsTable, place, message, hint));
        }
    }

    fn row(&mut self, row: &Row) {
        let Some((cell, typed)) = row.statement() else {
            self.fault(row.at, "a row of claims has no statement".to_owned(), "write one, or remove the row");
            return;
        };
        let Ok(index) = u16::try_from(self.read.facts.len()) else { return };
        let named = row.cell(Column::Kind, 0);
        let kind = named.map_or(Some(typed.unwrap_or(FactKind::Claim)), |named| kind(&named.value));
        let label = named.filter(|_| kind.is_none()).map(|named| named.words);
        let id = self.id(row);
        let sources = self.sources(row);
        let kind = kind.unwrap_or(FactKind::Statement);
        self.read.facts.push(FactRead { id, kind, label, words: cell.words, sources, remarks: Vec::new() });
        self.part(cell.at, Role::Fact(index), FACT);
        self.relation(row, index);
    }

    /// Rows that are for fewer readers, and those that name a source which is.
    fn markings(&mut self, rows: &Rows) {
        let mut closed: Vec<(String, Marking)> = Vec::new();
        for row in &rows.sources {
            let Some(marking) = self.marked(row) else { continue };
            let names = row.cells.iter().filter(|cell| matches!(cell.column, Column::Id | Column::Source));
            closed.extend(names.map(|cell| (fold(&cell.value), marking)));
            self.withhold(row, marking);
        }
        for row in &rows.rows {
            let cited =
                row.cells.iter().filter(|cell| cell.column == Column::Source).flat_map(|cell| pieces(&cell.value));
            let cited: Vec<String> = cited.map(fold).collect();
            let by_source = closed.iter().filter(|(name, _)| cited.contains(name)).map(|(_, marking)| *marking).max();
            if let Some(marking) = self.marked(row).max(by_source) {
                self.withhold(row, marking);
            }
        }
        // in TOML, what stands last and is meant for the file falls to the table above it
        let all = || rows.sources.iter().chain(&rows.rows);
        let last = all().max_by_key(|row| row.at.end);
        let is_toml = self.seed.path.extension() == "toml";
        let head = self.text.find("[[").map_or("", |at| &self.text[..at]);
        let says_own = head.lines().any(|line| line.trim_start().starts_with("marking"));
        let ends =
            last.filter(|row| row.cells.iter().any(|cell| cell.column == Column::Marking && cell.at.end == row.at.end));
        if let Some(marking) = ends.filter(|_| is_toml && !says_own).and_then(|row| self.marked(row)) {
            self.read.passages.push(Passage { at: Span::new(0, self.text.len()), marking });
        }
    }

    /// For whom a row is, where it says so: in a cell of its own, or by a label before its statement. A marking that cannot be read
    /// counts as RED.
    fn marked(&mut self, row: &Row) -> Option<Marking> {
        let mut strictest: Option<Marking> = None;
        for cell in row.cells.iter().filter(|cell| cell.column == Column::Marking) {
            let read = Marking::parse(&cell.value);
            if read.is_none() {
                let message = format!("`{}` is no TLP marking; it counts as RED", cell.value);
                let place = Place::within(self.seed.path.as_str(), self.text, cell.words.range());
                let hint = "write one of: clear, green, amber, amber+strict, red";
                let fault = Diagnostic::new(Code::UnknownMarking, place, message, hint);
                if !self.faults.contains(&fault) {
                    self.faults.push(fault);
                }
            }
            strictest = strictest.max(Some(read.unwrap_or(Marking::Red)));
        }
        for cell in row.cells.iter().filter(|cell| matches!(cell.column, Column::Text(_))) {
            let first = cell.value.trim_start_matches(['(', '[']).split_whitespace().next().unwrap_or_default();
            let label = first.trim_end_matches([')', ']', ':', ',', '.']);
            if label.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("tlp:")) {
                strictest = strictest.max(Some(Marking::parse(label).unwrap_or(Marking::Red)));
            }
        }
        strictest
    }

    /// Takes a row out where readers may not see it; where it has no lines of its own, the whole file.
    fn withhold(&mut self, row: &Row, marking: Marking) {
        let lines = self.lines.spans();
        let first = self.lines.line(row.at.start) as usize - 1;
        let start = headed(self.text, lines, first);
        let alone = Span { start: lines[first].start, end: row.at.start }.trimmed(self.text).is_empty();
        let at = if alone { Span { start, end: row.at.end } } else { Span::new(0, self.text.len()) };
        self.read.passages.push(Passage { at, marking });
    }

    /// The id that a row gives; one that stands twice counts once.
    fn id(&mut self, row: &Row) -> Option<String> {
        let cell = row.cell(Column::Id, 0)?;
        let folded = fold(&cell.value);
        if let Some(first) = self.ids.get(&folded) {
            let line = self.lines.line(first.start);
            let message = format!("the id `{}` stands on line {line} already", cell.value);
            self.fault(cell.words, message, "give one of the two another id");
            return None;
        }
        self.ids.insert(folded.clone(), cell.words);
        Some(folded)
    }

    /// The sources of a row: those in columns of their own, and several in one cell.
    fn sources(&mut self, row: &Row) -> Vec<u16> {
        let is_source = |cell: &&Cell| matches!(cell.column, Column::Source | Column::Publisher | Column::Url);
        let mut numbers: Vec<u16> = row.cells.iter().filter(is_source).map(|cell| cell.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut out: Vec<u16> = Vec::new();
        for number in numbers {
            for index in self.source(row, number) {
                if !out.contains(&index) {
                    out.push(index);
                }
            }
        }
        out
    }

    /// The sources that the cells of one number tell.
    fn source(&mut self, row: &Row, number: u16) -> Vec<u16> {
        let cells: Vec<&Cell> = [Column::Source, Column::Publisher, Column::Date, Column::Url]
            .into_iter()
            .filter_map(|column| row.cell(column, number))
            .collect();
        let Some(first) = cells.first() else { return Vec::new() };
        let pieces: Vec<Vec<&str>> = cells.iter().map(|cell| pieces(&cell.value)).collect();
        // several in one cell count as such where all cells have as many, or one
        let most = pieces.iter().map(Vec::len).max().unwrap_or(1);
        let is_list = pieces.iter().all(|pieces| pieces.len() == most || pieces.len() == 1);
        let mut out = Vec::new();
        for i in 0..if is_list { most } else { 1 } {
            let said = |column: Column| {
                let at = cells.iter().position(|cell| cell.column == column)?;
                let cell =
                    if is_list { pieces[at].get(i).or(pieces[at].first())?.to_owned() } else { &cells[at].value };
                Some((cells[at], cell.to_owned()))
            };
            let at = said(Column::Source).and_then(|(cell, piece)| self.piece(cell, &piece)).unwrap_or(first.words);
            out.extend(self.one_source(row, at, &said));
        }
        for cell in &cells {
            if let Some(&index) = out.first() {
                self.part(cell.at, Role::Reference(index), SOURCE);
            }
        }
        out
    }

    fn one_source<'c>(
        &mut self,
        row: &Row,
        at: Span,
        said: &dyn Fn(Column) -> Option<(&'c Cell, String)>,
    ) -> Option<u16> {
        let title = said(Column::Source).map(|(_, title)| title);
        let (publisher, url) = (said(Column::Publisher), said(Column::Url).map(|(_, url)| url));
        if let (Some(title), None, None) = (&title, &publisher, &url)
            && let Some(&index) = self.named.get(&fold(title))
        {
            return Some(index);
        }
        let date = said(Column::Date).and_then(|(cell, written)| self.date(cell, &written));
        let publisher = publisher.map(|(_, publisher)| publisher);
        let key = format!("{title:?} {publisher:?} {url:?} {date:?}");
        if let Some(&index) = self.known.get(&key) {
            return Some(index);
        }
        let is_address = |words: &String| words.starts_with("http://") || words.starts_with("https://");
        let address = url.or_else(|| title.clone().filter(is_address));
        let target = address.map_or(Target::Nothing, |url| Target::Url(url.into()));
        let reference = Reference {
            kind: RefKind::Source,
            at,
            place: self.lines.position(self.text, at.start),
            title: title.clone().map(Into::into),
            target,
            site: None,
            publisher: publisher.map(Into::into),
            date,
            inline: false,
        };
        let index = u16::try_from(self.read.refs.len()).ok()?;
        self.read.refs.push(reference);
        self.known.insert(key, index);
        if row.statement().is_none() {
            let names =
                row.cell(Column::Id, 0).map(|cell| fold(&cell.value)).into_iter().chain(title.map(|t| fold(&t)));
            names.for_each(|name| _ = self.named.entry(name).or_insert(index));
        }
        Some(index)
    }

    /// Where one of several values of a cell stands.
    fn piece(&self, cell: &Cell, value: &str) -> Option<Span> {
        let at = cell.words.start as usize + cell.words.of(self.text).find(value)?;
        Some(Span::new(at, at + value.len()))
    }

    /// A date in any form that texts are read for, if it can be one day, month or year alone.
    fn date(&mut self, cell: &Cell, written: &str) -> Option<Date> {
        let written = written.trim();
        let any = Lang::english();
        let date = Date::from_iso(written)
            .or_else(|| dates::alone(written, &any).map(|found| found.date))
            .or_else(|| dates::short(written, &any));
        if date.is_none() {
            let (message, hint) = match dates::either(written) {
                Some((one, other)) => (
                    format!("`{written}` may be {one} or {other}: it counts as no date"),
                    format!("write the one that is meant: `{one}` or `{other}`"),
                ),
                None => (format!("`{written}` is no date"), "write it as YYYY-MM-DD, YYYY-MM or YYYY".to_owned()),
            };
            self.fault(cell.words, message, &hint);
        }
        date
    }

    /// The relation that a row bears on; rows below it with the same one belong to it.
    fn relation(&mut self, row: &Row, fact: u16) {
        let Some(cell) = row.cell(Column::Relation, 0) else { return };
        let strength = row.cell(Column::Strength, 0);
        let both = [0, 1].into_iter().filter_map(|number| row.cell(Column::Between, number));
        let between: Vec<Arc<str>> = both.clone().flat_map(|cell| pieces(&cell.value)).map(Arc::from).collect();
        let label: Arc<str> = cell.value.as_str().into();
        let said: Arc<str> = strength.map_or("", |cell| cell.value.trim()).replace(',', ".").into();
        let places: Vec<Span> = [cell].into_iter().chain(strength).chain(both).map(|cell| cell.at).collect();
        places.into_iter().for_each(|at| self.part(at, Role::Meta(Field::Relation), RELATION));
        match self.read.relations.last_mut() {
            Some(last)
                if last.facts.end == fact
                    && last.label == label
                    && last.strength == said
                    && last.between == between =>
            {
                last.facts.end += 1;
            }
            _ => self.read.relations.push(StatedRelation {
                kind: "relation".into(),
                strength: said,
                label,
                between,
                facts: fact..fact + 1,
                at: cell.words,
            }),
        }
    }
}

/// Where the row begins whose first line has words: at the head of its table (`[[claim]]`), if it has one above it.
fn headed(text: &str, lines: &[Span], first: usize) -> u32 {
    let above = lines[..first].iter().rev().take_while(|line| {
        let words = line.of(text).trim();
        words.is_empty() || words.starts_with(['#', '['])
    });
    let head = above.filter(|line| line.of(text).trim_start().starts_with('[')).last();
    head.map_or(lines[first].start, |line| line.start)
}

/// Several values in one cell: between bars, semicolons or line breaks.
fn pieces(value: &str) -> Vec<&str> {
    value.split(['|', ';', '\n', '\r']).map(str::trim).filter(|piece| !piece.is_empty()).collect()
}
