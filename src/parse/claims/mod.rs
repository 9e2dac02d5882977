//! Claims typed as a table: `.csv`, `.tsv` or `.toml`. The reading text is the file itself, but for quotation marks that are
//! written twice and escapes.
//!
//! 1. [`csv`] or [`keyed`] cut the text into rows of named cells, each with its place.
//! 2. [`columns`] says what a column or key means.
//! 3. [`sheet`] makes facts, sources and relations of the rows, and says what is faulty about them.
//! 4. [`plainly`] lays all of it over a text without such signs.
//!
//! A table whose columns say that it holds no claims is shown as a table.

mod columns;
mod csv;
mod keyed;
mod plainly;
mod sheet;

use super::read::{Guess, Read, line_origin};
use crate::diagnostic::Diagnostic;
use crate::model::account::{Part, Role, Rule};
use crate::model::block::{Block, Node};
use crate::model::{Reading, Seed};
use crate::text::{LineIndex, Span};
use columns::Column;
use std::sync::Arc;

const ROW: Rule = Rule { name: "table-row", why: "a row of a table that holds no claims" };
const UNREADABLE: Rule = Rule { name: "unreadable-table", why: "a table of claims that cannot be read" };

/// One row: a line of a CSV, a table of a TOML.
struct Row {
    /// All of it.
    at: Span,
    cells: Vec<Cell>,
}

/// One cell that says something.
struct Cell {
    column: Column,
    /// Which of several of its kind, such as the second source.
    number: u16,
    /// All of it, with its name and quotes.
    at: Span,
    /// Its words.
    words: Span,
    /// Its words as they are meant, without escapes.
    value: String,
}

/// What a file holds.
enum Table {
    /// Claims, with what else the file says of them.
    Claims(sheet::Rows),
    /// Rows of anything, and why they are no claims.
    Plain(Vec<Vec<Span>>, Option<Diagnostic>),
    /// Nothing that can be read, and why.
    Unreadable(Diagnostic),
}

/// Reads the table `text`.
pub(super) fn read(seed: &Seed, text: &str) -> (Read, Vec<Diagnostic>) {
    let (table, signs) = if seed.path.extension() == "toml" { keyed::read(seed, text) } else { csv::read(seed, text) };
    let mut faults = Vec::new();
    let mut read = blank(text);
    match table {
        Table::Claims(rows) => sheet::make(seed, text, rows, &mut read, &mut faults),
        Table::Plain(rows, fault) => {
            plain(text, &rows, &mut read);
            faults.extend(fault);
        }
        Table::Unreadable(fault) => {
            let whole = Span::new(0, text.len());
            let language = Span { start: 0, end: 0 };
            read.nodes.push(Node { kind: Block::Code { language }, span: whole, end: 1 });
            read.parts.push(Part { span: whole, role: Role::Body, rule: UNREADABLE });
            faults.push(fault);
        }
    }
    plainly::lay(signs, &mut read);
    (read, faults)
}

fn blank(text: &str) -> Read {
    let lines = LineIndex::new(text);
    Read {
        reading: Reading { text: Arc::from(text), origin: line_origin(&lines), source: None },
        parts: Vec::new(),
        nodes: Vec::new(),
        marks: Vec::new(),
        refs: Vec::new(),
        facts: Vec::new(),
        relations: Vec::new(),
        guess: Guess::default(),
        lines: u32::try_from(lines.spans().len()).unwrap_or(u32::MAX),
        unread: None,
        beyond: None,
        unseen: Vec::new(),
        passages: Vec::new(),
    }
}

/// Rows of anything, the first of them the head.
fn plain(text: &str, rows: &[Vec<Span>], read: &mut Read) {
    let end = |nodes: &[Node]| u32::try_from(nodes.len()).unwrap_or(u32::MAX);
    let (Some(first), Some(last)) = (rows.first().and_then(|row| row.first()), rows.last().and_then(|row| row.last()))
    else {
        return;
    };
    read.nodes.push(Node { kind: Block::Table, span: Span { start: first.start, end: last.end }, end: 0 });
    for (i, row) in rows.iter().enumerate() {
        let (Some(from), Some(to)) = (row.first(), row.last()) else { continue };
        let at = read.nodes.len();
        let span = Span { start: from.start, end: to.end };
        read.nodes.push(Node { kind: Block::Row { head: i == 0 }, span, end: 0 });
        for &span in row {
            let here = end(&read.nodes);
            let kind = Block::Cell(crate::model::block::Align::Natural);
            read.nodes.push(Node { kind, span, end: here + 1 });
        }
        read.nodes[at].end = end(&read.nodes);
    }
    read.nodes[0].end = end(&read.nodes);
    let whole = Span::new(0, text.len()).trimmed(text);
    read.parts.push(Part { span: whole, role: Role::Body, rule: ROW });
}
