//! Tables of plain text: lines in a row that are cut into the same number of cells by tabs, bars or wide gaps.

use super::page::{Ending, ending};
use crate::text::Span;
use std::ops::Range;

/// Longest cell, in bytes.
const LONGEST: usize = 100;
/// Cells of one line at most.
const WIDEST: usize = 30;

/// How the cells of a line are parted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Tab,
    Bar,
    /// Three spaces or more.
    Wide,
}

/// One table.
pub(super) struct Table {
    /// Its lines, by their numbers among those given.
    pub rows: Range<usize>,
    /// Whether its first line is its head.
    pub has_head: bool,
}

/// The tables among lines; `filled` are those that hold words, with their numbers.
pub(super) fn tables(text: &str, filled: &[(usize, Span)]) -> Vec<Table> {
    let shapes: Vec<Option<(Gap, usize)>> = filled.iter().map(|(_, span)| shape(text, *span)).collect();
    let mut out = Vec::new();
    let mut from = 0;
    while from < filled.len() {
        let same = |at: usize| shapes[at] == shapes[from] && filled[at - 1].0 + 1 == filled[at].0;
        let end = (from + 1..filled.len()).find(|&at| !same(at)).unwrap_or(filled.len());
        out.extend(shapes[from].and_then(|(_, width)| table(text, &filled[from..end], width, from)));
        from = end;
    }
    out
}

/// A table of these lines, if there are enough, and figures in most of them.
fn table(text: &str, lines: &[(usize, Span)], width: usize, from: usize) -> Option<Table> {
    let figures = |span: Span| cells(text, span).iter().skip(1).any(|cell| has_digit(cell.of(text)));
    let told = lines.iter().filter(|(_, span)| figures(*span)).count();
    let is_enough = lines.len() >= if width > 2 { 2 } else { 3 };
    if !is_enough || told * 2 < lines.len() {
        return None;
    }
    let is_year = |cell: &str| cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"));
    let names =
        |span: Span| cells(text, span).iter().map(|cell| cell.of(text)).all(|cell| !has_digit(cell) || is_year(cell));
    let has_head = names(lines[0].1) && lines[1..].iter().any(|(_, span)| !names(*span));
    Some(Table { rows: from..from + lines.len(), has_head })
}

fn has_digit(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit())
}

/// How a line is cut, and into how many cells.
fn shape(text: &str, span: Span) -> Option<(Gap, usize)> {
    let gap = gap(span.of(text))?;
    let cells = cells(text, span);
    let is_sound = |cell: &Span| cell.len() <= LONGEST && !cell.is_empty();
    let is_prose = cells.iter().any(|cell| {
        let words = cell.of(text);
        words.split(' ').count() > 8 && ending(words) == Ending::Stop
    });
    ((2..=WIDEST).contains(&cells.len()) && cells.iter().all(is_sound) && !is_prose).then_some((gap, cells.len()))
}

fn gap(line: &str) -> Option<Gap> {
    let inner = line.trim();
    match () {
        () if inner.contains('\t') => Some(Gap::Tab),
        () if inner.contains(" | ") => Some(Gap::Bar),
        () if inner.contains("   ") => Some(Gap::Wide),
        () => None,
    }
}

/// The cells of a line.
pub(super) fn cells(text: &str, span: Span) -> Vec<Span> {
    let line = span.of(text);
    let mark = match gap(line) {
        Some(Gap::Tab) => "\t",
        Some(Gap::Bar) => "|",
        Some(Gap::Wide) => "   ",
        None => return vec![span],
    };
    let mut out = Vec::new();
    let mut at = span.start as usize;
    for piece in line.split(mark) {
        let cell = Span::new(at, at + piece.len()).trimmed(text);
        at += piece.len() + mark.len();
        // several marks in a row are one gap, and bars may frame a line
        if !cell.is_empty() {
            out.push(cell);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tables;
    use crate::text::LineIndex;

    fn found(text: &str) -> Vec<(std::ops::Range<usize>, bool)> {
        let lines = LineIndex::new(text);
        let filled: Vec<_> =
            lines.spans().iter().map(|s| s.trimmed(text)).enumerate().filter(|(_, s)| !s.is_empty()).collect();
        tables(text, &filled).into_iter().map(|table| (table.rows, table.has_head)).collect()
    }

    #[test]
    fn lines_that_are_tables() {
        assert_eq!(found("Before.\n\nGate\t2015\t2024\nWest\t1\t2\nEast\t3\t4\n\nAfter."), [(1..4, true)]);
        assert_eq!(found("West | 1\nEast | 2\nNorth | 3"), [(0..3, false)]);
        assert_eq!(found("Gate     Crowns\nWest     1,200\nEast       900"), [(0..3, true)]);
        for none in [
            "Home\tNews\nSport\tCulture\nLogin\tSearch",
            "West | 1\nEast | 2",
            "West\t1\t2\n\nEast\t3\t4",
            "The gate was hung.\nThe year was 1998.\nIt was cold.",
        ] {
            assert_eq!(found(none), [], "{none}");
        }
    }
}
