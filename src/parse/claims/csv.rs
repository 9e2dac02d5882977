//! Cells of a CSV: separated by commas, semicolons, bars or tabs; in quotes they may hold separators, line breaks, and quotes
//! written twice. A quote that is never closed ends with its line.

use super::columns::{Column, column, hold_claims, kind};
use super::plainly::{Sign, doubled};
use super::sheet::Rows;
use super::{Cell, Row, Table};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Seed;
use crate::text::Span;

/// A field as it stands.
#[derive(Clone, Copy)]
struct Field {
    /// With its quotes and the separator behind it.
    at: Span,
    /// Within its quotes.
    words: Span,
    /// Whether a quotation mark opens it.
    is_quoted: bool,
    /// Whether none closes it then.
    is_unclosed: bool,
}

/// Reads `text`, and says which marks of it no reader sees.
pub(super) fn read(seed: &Seed, text: &str) -> (Table, Vec<Sign>) {
    let body = declared(text).map_or(0, |(_, end)| end);
    let separator = declared(text).map_or_else(|| separator(text), |(separator, _)| separator);
    let mut records = records(text, body, separator);
    records.retain(|record| record.iter().any(|field| !field.words.trimmed(text).is_empty()));
    let quoted = records.iter().flatten().filter(|field| field.is_quoted);
    let signs = quoted.flat_map(|field| doubled(text, field.words)).collect();
    (table(seed, text, &records, separator), signs)
}

fn table(seed: &Seed, text: &str, records: &[Vec<Field>], separator: u8) -> Table {
    let Some(head) = records.first() else { return Table::Plain(Vec::new(), None) };
    let columns: Vec<(Column, u16)> = head.iter().map(|field| column(field.words.of(text))).collect();
    let cells = || records.iter().map(|record| record.iter().map(|field| field.words).collect()).collect();
    let first =
        head.first().zip(head.last()).map_or(0..0, |(first, last)| first.at.start as usize..last.at.end as usize);
    let place = || Place::within(seed.path.as_str(), text, first.clone());
    if is_headless(text, records, &columns) {
        let names = ["kind", "text", "source"].join(&char::from(separator).to_string());
        let message = "the table of claims has no head: its first line is a row, so nothing says what the cells are";
        let hint = format!("write a line above it that names the columns, such as `{names}`");
        return Table::Plain(cells(), Some(Diagnostic::new(Code::ClaimsTable, place(), message, hint)));
    }
    if !hold_claims(&columns.iter().map(|(column, _)| *column).collect::<Vec<_>>()) {
        let name = seed.path.file_name();
        let message = format!("`{name}` is shown as a table: its columns do not say that it holds claims");
        let hint = "if it does, call its columns in its first line `kind`, `text` and `source`; `publisher`, `date`, `url`, `relation`, `strength` and `id` are known too";
        return Table::Plain(cells(), Some(Diagnostic::new(Code::PlainTable, place(), message, hint)));
    }
    let names: Vec<Span> = head.iter().map(|field| field.words.trimmed(text)).collect();
    let others = names.iter().zip(&columns).filter(|(name, (column, _))| *column == Column::Other && !name.is_empty());
    let others = others.map(|(name, _)| *name).collect();
    let rows = records[1..].iter().map(|record| row(text, record, &columns)).collect();
    let wide = records[1..].iter().filter(|record| record.len() > columns.len());
    let wide = wide.filter_map(|record| record.get(columns.len())).map(|field| field.words).collect();
    let unclosed = records.iter().flatten().filter(|field| field.is_unclosed).map(|field| field.at).collect();
    Table::Claims(Rows { rows, others, wide, unclosed, ..Rows::default() })
}

/// Whether a table begins with a row: one of its columns names a kind of statement in the first line and most others, and nothing
/// else of the first is the name of a column.
fn is_headless(text: &str, records: &[Vec<Field>], columns: &[(Column, u16)]) -> bool {
    let names_one =
        |record: &[Field], at: usize| record.get(at).is_some_and(|field| kind(field.words.of(text)).is_some());
    let is_kind = |at: usize| {
        let others = &records[1..];
        names_one(&records[0], at) && others.iter().filter(|record| names_one(record, at)).count() * 2 >= others.len()
    };
    let Some(kinds) = (0..columns.len()).find(|&at| is_kind(at)) else { return false };
    let mut others = records[0].iter().zip(columns).enumerate().filter(|(at, _)| *at != kinds);
    let is_said = |field: &Field| field.words.of(text).split_whitespace().count() > 2;
    records[0].len() > 1
        && others.clone().all(|(_, (_, (column, _)))| *column == Column::Other)
        && (records.len() > 1 || others.any(|(_, (field, _))| is_said(field)))
}

fn row(text: &str, record: &[Field], columns: &[(Column, u16)]) -> Row {
    let cells = record.iter().zip(columns).map(|(field, &(column, number))| Cell {
        column,
        number,
        at: field.at,
        words: field.words.trimmed(text),
        value: {
            let words = field.words.trimmed(text).of(text);
            if field.is_quoted { words.replace("\"\"", "\"") } else { words.to_owned() }
        },
    });
    let whole = record.first().zip(record.last());
    let at = whole.map_or(Span { start: 0, end: 0 }, |(first, last)| Span { start: first.at.start, end: last.at.end });
    Row { at: at.trimmed(text), cells: cells.filter(|cell| !cell.words.is_empty()).collect() }
}

/// The separator that spreadsheets write on a line of its own, `sep=;`, and where the table begins.
fn declared(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix("sep=")?;
    let separator = *rest.as_bytes().first().filter(|byte| byte.is_ascii())?;
    let end = rest.find('\n').map_or(text.len(), |end| "sep=".len() + end + 1);
    (rest[1..].trim_start_matches('\r').starts_with('\n')).then_some((separator, end))
}

/// The mark that stands most often in the first line, outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(0, b','), (0, b';'), (0, b'\t'), (0, b'|')];
    let mut is_quoted = false;
    for byte in text.bytes().take_while(|&byte| byte != b'\n') {
        is_quoted ^= byte == b'"';
        if let Some(count) = counts.iter_mut().find(|(_, mark)| *mark == byte && !is_quoted) {
            count.0 += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, mark)| mark)
}

fn records(text: &str, from: usize, separator: u8) -> Vec<Vec<Field>> {
    let bytes = text.as_bytes();
    let (mut out, mut record, mut at) = (Vec::new(), Vec::new(), from);
    while at < bytes.len() {
        let (field, end) = field(bytes, at, separator);
        record.push(field);
        let ends = end.min(bytes.len());
        at = ends;
        let is_break = ends == bytes.len() || matches!(bytes[ends], b'\n' | b'\r');
        if is_break {
            out.push(std::mem::take(&mut record));
            at += 1;
            at += usize::from(bytes.get(ends) == Some(&b'\r') && bytes.get(at) == Some(&b'\n'));
        } else {
            at += 1;
            if at == bytes.len() {
                out.push(std::mem::take(&mut record));
            }
        }
    }
    out
}

/// The field that begins at byte `at`, and where it ends: at a separator, a line's end, or the text's.
fn field(bytes: &[u8], at: usize, separator: u8) -> (Field, usize) {
    let ends = |from: usize| {
        let rest = bytes[from..].iter().position(|&byte| byte == separator || matches!(byte, b'\n' | b'\r'));
        rest.map_or(bytes.len(), |length| from + length)
    };
    let opens = bytes[at..].iter().take_while(|&&byte| byte == b' ').count() + at;
    let is_quoted = bytes.get(opens) == Some(&b'"');
    let closes = is_quoted.then(|| closing(bytes, opens + 1)).flatten();
    let (words, end) = match closes {
        Some(close) => (Span::new(opens + 1, close), ends(close + 1)),
        None if is_quoted => (Span::new(opens + 1, ends(at)), ends(at)),
        None => (Span::new(at, ends(at)), ends(at)),
    };
    let with_mark = if bytes.get(end) == Some(&separator) { end + 1 } else { end };
    (Field { at: Span::new(at, with_mark), words, is_quoted, is_unclosed: is_quoted && closes.is_none() }, end)
}

/// The quote that closes a field: one that is not written twice.
fn closing(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|&byte| byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}
