//! A page as units: one a line, or one a paragraph where lines are wrapped. Each unit has a core that is still open or was
//! decided, and ends that were cut off it.

use super::table::{Table, tables};
use crate::lexicon::boilerplate::{self, Furniture};
use crate::model::account::{Part, Role, Rule};
use crate::model::evidence::Witness;
use crate::model::reference::Reference;
use crate::text::fold::fold_title;
use crate::text::{Key, Lang, LineIndex, Span, word};
use std::collections::BTreeSet;

/// The rule for what no other rule claimed.
const REST: Rule = Rule { name: "body", why: "part of the article's text" };

/// Units of more words than this are prose: they are never titles, labels or headings.
pub(super) const PROSE: usize = 25;

/// A page while it is read.
pub(super) struct Page<'t> {
    pub text: &'t str,
    pub lines: &'t LineIndex,
    pub lang: Lang,
    pub units: Vec<Unit>,
    pub refs: Vec<Reference>,
    pub parts: Vec<Part>,
    /// Tables, by their units.
    pub tables: Vec<Table>,
    /// Units that are surely headings, with their levels, sorted.
    pub heads: Vec<(usize, u8)>,
    /// Units of the quotations that the text sets apart, in order.
    pub quoted: Vec<std::ops::Range<usize>>,
    /// Labels that come again and again before other words: "Position".
    pub labels: BTreeSet<&'t str>,
    /// Keys of the folded short lines that stand more than once, sorted.
    pub repeated: Vec<Key>,
    /// Takes note of what weighed.
    pub witness: &'t Witness,
}

/// One line or wrapped paragraph.
pub(super) struct Unit {
    /// Its words, less what was cut off its ends.
    pub core: Span,
    /// How many words it had.
    pub words: usize,
    /// How it ends.
    pub ending: Ending,
    /// `fold_title` of a unit short enough to be a label or title, else empty.
    pub folded: String,
    /// What such a line is for on any site.
    pub furniture: Option<Furniture>,
    /// What it is, once a pass knows.
    pub verdict: Option<(Role, Rule)>,
}

/// How a unit ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ending {
    /// A mark that closes a sentence, also behind it a quotation mark or bracket.
    Stop,
    /// A colon, which promises more.
    Colon,
    /// A word, a comma or a dash: the end of a heading, or of nothing.
    Open,
}

impl Unit {
    fn new(text: &str, span: Span) -> Self {
        let words = span.of(text);
        let count = if words.len() > 4000 { words.len() / 6 } else { word::count(words) };
        let folded = if words.len() <= 400 { fold_title(words) } else { String::new() };
        let furniture = boilerplate::line(&folded);
        Self { core: span, words: count, ending: ending(words), folded, furniture, verdict: None }
    }

    /// Whether it is still undecided, and not used up.
    pub fn is_open(&self) -> bool {
        self.verdict.is_none() && !self.core.is_empty()
    }

    /// Whether it is a paragraph by length, or a whole sentence of some length.
    pub fn is_prose(&self) -> bool {
        self.words >= PROSE || (self.words >= 8 && self.ending == Ending::Stop)
    }
}

/// How `words` end, looking through closing quotation marks and brackets.
pub(super) fn ending(words: &str) -> Ending {
    let bare = words.trim_end().trim_end_matches(['”', '"', '’', '\'', '»', ')', ']', '』', '」', '*', '_']);
    let closed = bare.len() < words.trim_end().len();
    match bare.chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।') => Ending::Stop,
        Some(':' | '：') => Ending::Colon,
        Some(_) if closed && word::count(words) >= PROSE => Ending::Stop,
        _ => Ending::Open,
    }
}

impl<'t> Page<'t> {
    pub fn new(text: &'t str, lines: &'t LineIndex, lang: Lang, witness: &'t Witness) -> Self {
        let units: Vec<Unit> = unit_spans(text, lines).into_iter().map(|span| Unit::new(text, span)).collect();
        let repeated = repeated(&units);
        let filled: Vec<(usize, Span)> =
            units.iter().map(|unit| (lines.line(unit.core.start) as usize, unit.core)).collect();
        let tables = tables(text, &filled);
        Self {
            text,
            lines,
            lang,
            units,
            refs: Vec::new(),
            parts: Vec::new(),
            tables,
            heads: Vec::new(),
            quoted: Vec::new(),
            labels: BTreeSet::new(),
            repeated,
            witness,
        }
    }

    /// The words of unit `at`, less what was cut off.
    pub fn words(&self, at: usize) -> &'t str {
        self.units[at].core.of(self.text)
    }

    /// Decides unit `at`.
    pub fn decide(&mut self, at: usize, role: Role, rule: Rule) {
        self.units[at].verdict = Some((role, rule));
    }

    /// Cuts `span`, one end of unit `at`, off it.
    pub fn cut(&mut self, at: usize, span: Span, role: Role, rule: Rule) {
        self.parts.push(Part { span: span.trimmed(self.text), role, rule });
        let core = self.units[at].core;
        let rest = if span.start <= core.start {
            Span { start: span.end, end: core.end }
        } else {
            Span { start: core.start, end: span.start }
        };
        let rest = rest.trimmed(self.text);
        let unit = &mut self.units[at];
        unit.core = rest;
        unit.ending = ending(rest.of(self.text));
    }

    /// Makes unit `next` the last words of unit `at`, which stands before it.
    pub fn join(&mut self, at: usize, next: usize) {
        let end = self.units[next].core.end;
        let (words, ending) = (self.units[next].words, self.units[next].ending);
        let spent = &mut self.units[next];
        (spent.core.start, spent.words) = (end, 0);
        spent.folded.clear();
        spent.furniture = None;
        let unit = &mut self.units[at];
        (unit.core.end, unit.words, unit.ending) = (end, unit.words + words, ending);
        unit.folded.clear();
        unit.furniture = None;
    }

    /// Records a reference and gives its index; `None` when there are more than an article can carry.
    pub fn refer(&mut self, reference: Reference) -> Option<u16> {
        let index = u16::try_from(self.refs.len()).ok()?;
        self.refs.push(reference);
        Some(index)
    }

    /// Line and column of byte `offset`.
    pub fn place(&self, offset: u32) -> (u32, u32) {
        self.lines.position(self.text, offset)
    }

    /// The table that unit `at` is a line of.
    pub fn table(&self, at: usize) -> Option<&Table> {
        self.tables.get(self.tables.partition_point(|table| table.rows.end <= at)).filter(|t| t.rows.contains(&at))
    }

    /// Indexes of the undecided units, in order.
    pub fn open(&self) -> Vec<usize> {
        (0..self.units.len()).filter(|&at| self.units[at].is_open()).collect()
    }

    /// Turns decisions into parts; what is undecided is body.
    pub fn finish(mut self) -> Self {
        for unit in &self.units {
            let (role, rule) = unit.verdict.unwrap_or((Role::Body, REST));
            if !unit.core.is_empty() {
                self.parts.push(Part { span: unit.core, role, rule });
            }
        }
        self
    }
}

/// The keys of folded lines that stand more than once.
fn repeated(units: &[Unit]) -> Vec<Key> {
    let folded = units.iter().filter(|unit| !unit.folded.is_empty());
    let mut keys: Vec<Key> = folded.map(|unit| Key::of(&unit.folded)).collect();
    keys.sort_unstable();
    let mut again: Vec<Key> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    again.dedup();
    again
}

/// One span a line; one a paragraph where the text is wrapped by hand.
fn unit_spans(text: &str, lines: &LineIndex) -> Vec<Span> {
    let filled: Vec<(usize, Span)> =
        lines.spans().iter().map(|span| span.trimmed(text)).enumerate().filter(|(_, span)| !span.is_empty()).collect();
    if !is_wrapped(text, &filled) {
        return filled.into_iter().map(|(_, span)| span).collect();
    }
    let mut out: Vec<Span> = Vec::new();
    let mut last_line = usize::MAX;
    let mut rows = super::facts::rows(text, &filled);
    for table in tables(text, &filled) {
        // and the line below
        (table.rows.start..=table.rows.end).for_each(|at| rows.get_mut(at).into_iter().for_each(|row| *row = true));
    }
    for ((line, span), is_row) in filled.into_iter().zip(rows) {
        let begins_item = is_row || starts_item(span.of(text)).is_some();
        match out.last_mut() {
            Some(last) if last_line.wrapping_add(1) == line && !begins_item => last.end = span.end,
            _ => out.push(span),
        }
        last_line = line;
    }
    out
}

/// Whether lines break where the page ended rather than where a paragraph did: among the lines that another follows at once,
/// most are of one screen's width and end without a full stop, and many a line goes on with a small letter.
fn is_wrapped(text: &str, filled: &[(usize, Span)]) -> bool {
    let inner: Vec<&str> = filled.windows(2).filter(|w| w[0].0 + 1 == w[1].0).map(|w| w[0].1.of(text)).collect();
    if inner.len() < 4 || filled.len() < 5 || inner.len() * 2 < filled.len() {
        return false;
    }
    let widths = inner.iter().map(|line| line.chars().count());
    let fitting = widths.clone().filter(|width| (40..=100).contains(width)).count();
    let open = inner.iter().filter(|line| ending(line) == Ending::Open).count();
    // "claimBelgium" begins small, but with a label
    let is_glued = |word: &str| word.chars().any(char::is_uppercase);
    let goes_on =
        |line: &str| line.starts_with(char::is_lowercase) && !is_glued(line.split(' ').next().unwrap_or_default());
    let continued = filled.windows(2).filter(|w| w[0].0 + 1 == w[1].0 && goes_on(w[1].1.of(text))).count();
    continued * 10 >= inner.len() * 4
        && fitting * 10 >= inner.len() * 7
        && open * 10 >= inner.len() * 6
        && widths.max().unwrap_or(0) <= 120
}

/// The byte at which an item's words begin, when a line begins with a bullet or a number, and whether it is a number.
pub(super) fn starts_item(line: &str) -> Option<(usize, Option<u32>)> {
    let first = line.chars().next()?;
    if !line.contains(char::is_alphanumeric) {
        return None;
    }
    if matches!(first, '-' | '*' | '•' | '‣' | '▪' | '●' | '◦' | '–' | '·') {
        let rest = line[first.len_utf8()..].trim_start();
        let gap = line[first.len_utf8()..].len() > rest.len();
        return (gap && !rest.is_empty()).then(|| (line.len() - rest.len(), None));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) || !matches!(line.as_bytes().get(digits), Some(b'.' | b')')) {
        return None;
    }
    let rest = line[digits + 1..].trim_start();
    let gap = rest.len() < line.len() - digits - 1;
    (gap && !rest.is_empty()).then(|| (line.len() - rest.len(), line[..digits].parse().ok()))
}
