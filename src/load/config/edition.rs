//! `[edition]`: for whom a build is. In: the table. Out: an [`Audience`]. Two of its keys have no default, because nobody
//! but the owner may decide them; what cannot be read counts as its strictest reading. Must not come in: any article.

use super::book::{Book, Table, Written};
use crate::diagnostic::did_you_mean;
use crate::model::Marking;
use crate::model::config::{Audience, Edition, Rights};
use crate::text::fields::Value;

/// Reads the table.
pub(super) fn read(book: &mut Book<'_>, table: Table<'_>) -> Audience {
    book.unknown(table);
    let marking = marking(book, table, "marking", Marking::Clear).unwrap_or(Marking::Clear);
    let unmarked = self::marking(book, table, "unmarked", Marking::Red);
    let clippings = clippings(book, table);
    match (unmarked, clippings) {
        (Some(unmarked), Some(clippings)) => {
            let excerpt_words = excerpt_words(book, table);
            Audience::Edition(Edition { excerpt_words, ..Edition::new(marking, unmarked, clippings) })
        }
        (Some(_), None) => {
            undecided(book, table, "unmarked", "clippings = \"link-only\"", "what readers see of others' texts")
        }
        (None, Some(_)) => {
            undecided(book, table, "clippings", "unmarked = \"clear\"", "what an article without a marking counts as")
        }
        (None, None) => Audience::WorkingCopy,
    }
}

/// The marking at `key`, if the key is there; `strictest` when it cannot be read.
fn marking(book: &mut Book<'_>, table: Table<'_>, key: &str, strictest: Marking) -> Option<Marking> {
    table.get(key)?;
    let Some(Written { text, at }) = book.raw_text(table, key) else { return Some(strictest) };
    let read = Marking::parse(&text);
    if read.is_none() {
        let names = Marking::ALL.map(Marking::name);
        let near = did_you_mean(&text.to_lowercase(), names).unwrap_or(strictest.name());
        let message =
            format!("`{key}` is `{text}`, expected one of: {}; it counts as `{}`", names.join(", "), strictest.name());
        book.wrong(at, message, format!("write `{key} = \"{near}\"`, or another of them"));
    }
    Some(read.unwrap_or(strictest))
}

/// How much of others' texts readers see, if the key is there.
fn clippings(book: &mut Book<'_>, table: Table<'_>) -> Option<Rights> {
    table.get("clippings")?;
    let Some(Written { text, at }) = book.raw_text(table, "clippings") else { return Some(Rights::LinkOnly) };
    let written = text.to_lowercase();
    if let Some(rights) = Rights::ALL.into_iter().find(|rights| rights.name() == written) {
        return Some(rights);
    }
    let names = Rights::ALL.map(Rights::name);
    let near = did_you_mean(&written, names).unwrap_or(Rights::LinkOnly.name());
    let message = format!("`clippings` is `{text}`, expected one of: {}; it counts as `link-only`", names.join(", "));
    book.wrong(at, message, format!("write `clippings = \"{near}\"`, or another of them"));
    Some(Rights::LinkOnly)
}

/// How many words an excerpt has at most. What cannot be read counts as none.
fn excerpt_words(book: &mut Book<'_>, table: Table<'_>) -> u16 {
    let Some(field) = table.get("excerpt-words") else { return Edition::EXCERPT_WORDS };
    let written = field.node.text();
    if let Some(words) = written.as_deref().and_then(|text| text.parse().ok()) {
        return words;
    }
    let written = written.unwrap_or_else(|| field.node.value.described());
    let message = format!("`excerpt-words` is {written}, expected a number of words; excerpts have none");
    book.wrong(field.node.at.clone(), message, format!("write `excerpt-words = {}`", Edition::EXCERPT_WORDS));
    0
}

/// Whether pictures of clippings are shown. What cannot be read counts as no.
pub(super) fn pictures(book: &mut Book<'_>, table: Table<'_>) -> bool {
    let Some(field) = table.get("pictures") else { return false };
    if let Value::Bool(shown) = field.node.value {
        return shown;
    }
    let message = format!("`pictures` is {}, expected `true` or `false`; none is shown", field.node.value.described());
    book.wrong(field.node.at.clone(), message, "write `pictures = true` if you may publish them");
    false
}

/// One of the two decisions was made, the other not.
fn undecided(book: &mut Book<'_>, table: Table<'_>, given: &str, line: &str, says: &str) -> Audience {
    if let Some(field) = table.get(given) {
        let (key, _) = line.split_once(' ').unwrap_or((line, ""));
        let message = format!("`[edition]` has `{given}` but no `{key}`, so this is a working copy and no edition");
        book.wrong(field.key_at.clone(), message, format!("add the line `{line}` or another value: it says {says}"));
    }
    Audience::WorkingCopy
}
