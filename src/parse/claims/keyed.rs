//! Claims in TOML: `[[claim]]`, `[[perspective]]` or `[[fact]]` tables with the names that columns have, `[[source]]` tables
//! with an `id` that `source = "…"` or `sources = […]` name, and a `title` above all of them.

use super::columns::{Column, column, kind};
use super::plainly::{Sign, escapes};
use super::sheet::Rows;
use super::{Cell, Row, Table};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Seed;
use crate::model::reference::FactKind;
use crate::text::Span;
use crate::text::fields::{Field, Node, Value, from_toml};

/// Reads `text`, and says which marks of it no reader sees.
pub(super) fn read(seed: &Seed, text: &str) -> (Table, Vec<Sign>) {
    let fields = match from_toml(text) {
        Ok(fields) => fields,
        Err(cause) => {
            let place = Place::within(seed.path.as_str(), text, cause.at.clone());
            let message = format!("the claims cannot be read: {}", cause.message);
            let hint = cause
                .step("mend the TOML at this place: `[[claim]]` above each claim, and `text = \"…\"` lines below it");
            return (Table::Unreadable(Diagnostic::new(Code::ClaimsTable, place, message, hint)), Vec::new());
        }
    };
    let mut rows = Rows::default();
    for field in &fields {
        let tables = || match &field.node.value {
            Value::List(nodes) => nodes.iter().filter_map(table).collect(),
            Value::Table(_) => table(&field.node).into_iter().collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        let at = Span::new(field.key_at.start, field.key_at.end);
        let (meant, _) = column(&field.key);
        match meant {
            Column::Source if !tables().is_empty() => {
                rows.sources.extend(tables().into_iter().map(|(at, fields)| source(text, at, fields, 0)));
            }
            _ if field.key.eq_ignore_ascii_case("title") => rows.title = cell(text, field, Column::Title, 0),
            Column::Marking => {}
            _ if let Some(kind) = statements(&field.key).filter(|_| !tables().is_empty()) => {
                rows.rows.extend(tables().into_iter().map(|(at, fields)| claim(text, at, fields, kind)));
            }
            _ => rows.above.push((at, meant != Column::Other)),
        }
        for (_, fields) in tables() {
            let unknown = fields.iter().filter(|field| is_unknown(field));
            rows.others.extend(unknown.map(|field| Span::new(field.key_at.start, field.key_at.end)));
        }
    }
    rows.rows.sort_by_key(|row| row.at);
    let mut signs = Vec::new();
    fields.iter().for_each(|field| escaped(text, &field.node, &mut signs));
    (Table::Claims(rows), signs)
}

/// Whether a key of a claim or source means nothing.
fn is_unknown(field: &Field) -> bool {
    column(&field.key).0 == Column::Other && !field.key.eq_ignore_ascii_case("title")
}

/// The escapes in all strings below `node`.
fn escaped(text: &str, node: &Node, signs: &mut Vec<Sign>) {
    match &node.value {
        Value::List(nodes) => nodes.iter().for_each(|node| escaped(text, node, signs)),
        Value::Table(fields) => fields.iter().for_each(|field| escaped(text, &field.node, signs)),
        Value::Text(_) => {
            let (quote, words) = words(text, node);
            signs.extend(if quote.starts_with('"') { escapes(text, words) } else { Vec::new() });
        }
        _ => {}
    }
}

/// What the tables of this name are, when they are statements.
fn statements(name: &str) -> Option<FactKind> {
    kind(name).or_else(|| (column(name.trim_end_matches('s')).0 == Column::Text(None)).then_some(FactKind::Claim))
}

fn table(node: &Node) -> Option<(Span, &[Field])> {
    match &node.value {
        Value::Table(fields) => {
            let ends = fields.iter().map(|field| field.node.at.end).max().unwrap_or(node.at.end);
            let starts = fields.iter().map(|field| field.key_at.start).min().unwrap_or(node.at.start);
            Some((Span::new(starts, ends.max(starts)), fields))
        }
        _ => None,
    }
}

/// A claim with its sources: named, in a list, or tables of their own.
fn claim(text: &str, at: Span, fields: &[Field], kind: FactKind) -> Row {
    let mut row = Row { at, cells: Vec::new() };
    let mut number = 0;
    for field in fields {
        match (column(&field.key), &field.node.value) {
            ((Column::Source, _), Value::List(nodes)) => {
                for node in nodes {
                    match table(node) {
                        Some((at, fields)) => row.cells.extend(source(text, at, fields, number).cells),
                        None => row.cells.extend(value(text, node, Column::Source, number)),
                    }
                    number += 1;
                }
            }
            ((Column::Source, _), Value::Table(inner)) => {
                row.cells.extend(source(text, at, inner, number).cells);
                number += 1;
            }
            ((Column::Text(typed), _), _) => {
                row.cells.extend(cell(text, field, Column::Text(typed.or(Some(kind))), 0));
            }
            ((Column::Between, _), Value::List(nodes)) => {
                row.cells.extend(nodes.iter().zip(0..).filter_map(|(node, i)| value(text, node, Column::Between, i)));
            }
            ((column, number), _) => row.cells.extend(cell(text, field, column, number)),
        }
    }
    row
}

/// A source; its `title` is what columns call `source`.
fn source(text: &str, at: Span, fields: &[Field], number: u16) -> Row {
    let cells = fields.iter().filter_map(|field| {
        let meant = if field.key.eq_ignore_ascii_case("title") { Column::Source } else { column(&field.key).0 };
        cell(text, field, meant, if meant == Column::Id { 0 } else { number })
    });
    Row { at, cells: cells.collect() }
}

fn cell(text: &str, field: &Field, column: Column, number: u16) -> Option<Cell> {
    let cell = value(text, &field.node, column, number)?;
    Some(Cell { at: Span::new(field.key_at.start, field.node.at.end), ..cell })
}

/// A value without its quotes.
fn value(text: &str, node: &Node, column: Column, number: u16) -> Option<Cell> {
    let value = node.text()?;
    let words = words(text, node).1.trimmed(text);
    (!words.is_empty()).then_some(Cell { column, number, at: Span::new(node.at.start, node.at.end), words, value })
}

/// The quotes of a value, and what stands within them.
fn words(text: &str, node: &Node) -> (&'static str, Span) {
    let written = &text[node.at.clone()];
    let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| written.starts_with(quote)).unwrap_or("");
    let (start, end) = (node.at.start + quote.len(), node.at.end - quote.len());
    (quote, Span::new(start.min(end), end))
}
