//! book.toml as tables whose values are asked for by name and type: each wrong type, and each name that nobody asks for, is
//! a fault at its place. Must not come in: what any key means.

use super::super::BOOK;
use super::keys;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::keys::{Keys, Shape};
use crate::text::fields::{Field, Node, Value};
use std::ops::Range;

/// The text of book.toml with the faults found in it so far.
pub(super) struct Book<'t> {
    text: &'t str,
    pub(super) faults: Vec<Diagnostic>,
}

/// One table of book.toml: its heading, such as `[book]`, and its fields.
#[derive(Clone, Copy)]
pub(super) struct Table<'f> {
    pub(super) heading: &'static str,
    keys: &'static Keys,
    fields: &'f [Field],
}

/// A text and where it stands.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) at: Range<usize>,
}

impl<'f> Table<'f> {
    pub(super) fn new(heading: &'static str, fields: &'f [Field]) -> Self {
        Self { heading, keys: keys::of(heading), fields }
    }

    /// All fields, in their order.
    pub(super) fn fields(&self) -> &'f [Field] {
        self.fields
    }

    /// The names of the keys that are no other program's.
    fn ours(&self) -> Vec<&'static str> {
        self.keys.keys.iter().filter(|key| !matches!(key.shape, Shape::Theirs)).map(|key| key.name).collect()
    }

    /// The field of this name, which must be in `keys`.
    pub(super) fn get(&self, key: &str) -> Option<&'f Field> {
        debug_assert!(self.keys.has(key), "`{key}` of `{}` is read and not in load/config/keys.rs", self.heading);
        self.fields.iter().find(|field| field.key == key)
    }

    /// Whether nothing is written at `key`, or an empty text: unlike a value of another type, which is told of already.
    pub(super) fn lacks(&self, key: &str) -> bool {
        self.get(key).is_none_or(|field| matches!(field.node.value, Value::Text(_)))
    }
}

impl<'t> Book<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, faults: Vec::new() }
    }

    /// All of book.toml.
    pub(super) fn whole(&self) -> std::sync::Arc<str> {
        self.text.into()
    }

    /// Notes a fault at bytes `at`.
    pub(super) fn fault(&mut self, code: Code, at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.fault_at(code, Some(at), message, hint);
    }

    /// Notes a fault at bytes `at`, or of the whole file.
    pub(super) fn fault_at(
        &mut self,
        code: Code,
        at: Option<Range<usize>>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let place = at.map_or_else(|| Place::file(BOOK), |at| Place::within(BOOK, self.text, at));
        self.faults.push(Diagnostic::new(code, place, message, hint));
    }

    /// Notes a value of the wrong type or form.
    pub(super) fn wrong(&mut self, at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.fault(Code::ConfigValue, at, message, hint);
    }

    /// The 1-based line of byte `at`.
    pub(super) fn line(&self, at: usize) -> u32 {
        Place::within(BOOK, self.text, at..at).line
    }

    fn wrong_type(&mut self, key: &str, node: &Node, expected: &str, hint: &str) {
        let message = format!("`{key}` is {}, expected {expected}", node.value.described());
        self.wrong(node.at.clone(), message, hint);
    }

    /// The text at `key`, trimmed; an empty one counts as not written.
    pub(super) fn text(&mut self, table: Table<'_>, key: &str) -> Option<Written> {
        self.raw_text(table, key).filter(|written| !written.text.is_empty())
    }

    /// The text at `key`, trimmed, even when it is empty.
    pub(super) fn raw_text(&mut self, table: Table<'_>, key: &str) -> Option<Written> {
        let field = table.get(key)?;
        if let Value::Text(text) = &field.node.value {
            return Some(Written { text: text.trim().to_owned(), at: field.node.at.clone() });
        }
        self.wrong_type(key, &field.node, "a text", &format!("write it in quotes: `{key} = \"…\"`"));
        None
    }

    /// The texts at `key` that are not empty; a single text is a list of one.
    pub(super) fn texts(&mut self, table: Table<'_>, key: &str) -> Vec<Written> {
        let Some(field) = table.get(key) else { return Vec::new() };
        let items = match &field.node.value {
            Value::List(items) => items.as_slice(),
            Value::Text(_) => std::slice::from_ref(&field.node),
            _ => {
                let hint = format!("write `{key} = [\"…\", \"…\"]`");
                self.wrong_type(key, &field.node, "a list of texts", &hint);
                &[]
            }
        };
        let mut texts = Vec::new();
        for item in items {
            match &item.value {
                Value::Text(text) if text.trim().is_empty() => {}
                Value::Text(text) => texts.push(Written { text: text.trim().to_owned(), at: item.at.clone() }),
                _ => self.wrong_type(key, item, "texts only", "write each in quotes: `\"…\"`"),
            }
        }
        texts
    }

    /// The table at `key`.
    pub(super) fn table<'f>(&mut self, table: Table<'f>, key: &str, heading: &'static str) -> Option<Table<'f>> {
        let field = table.get(key)?;
        match &field.node.value {
            Value::Table(fields) => Some(Table::new(heading, fields)),
            Value::List(items) if items.iter().any(|item| matches!(item.value, Value::Table(_))) => {
                let message = format!("`[[{key}]]` is a list of tables, expected the one table `{heading}`");
                self.wrong(field.key_at.clone(), message, format!("write `{heading}` with single brackets, once"));
                None
            }
            _ => {
                let hint = format!("write `{heading}` on a line of its own and its keys below it");
                self.wrong_type(key, &field.node, "a table", &hint);
                None
            }
        }
    }

    /// The tables at `key`, which may be repeated, each with where it begins. A single table is told of, and read.
    pub(super) fn tables<'f>(
        &mut self,
        table: Table<'f>,
        key: &str,
        heading: &'static str,
    ) -> Vec<(Table<'f>, Range<usize>)> {
        let Some(field) = table.get(key) else { return Vec::new() };
        let hint = format!("write `{heading}` before each one");
        let items = match &field.node.value {
            Value::List(items) => items.as_slice(),
            Value::Table(_) => {
                self.wrong(field.key_at.clone(), format!("`[{key}]` is a single table, expected `{heading}`"), &hint);
                std::slice::from_ref(&field.node)
            }
            _ => {
                self.wrong_type(key, &field.node, "tables", &hint);
                &[]
            }
        };
        let mut tables = Vec::new();
        for item in items {
            match &item.value {
                Value::Table(fields) => tables.push((Table::new(heading, fields), item.at.clone())),
                _ => self.wrong_type(key, item, "tables only", &hint),
            }
        }
        tables
    }

    /// Tells of each field whose name is not among the table's keys.
    pub(super) fn unknown(&mut self, table: Table<'_>) {
        let ours = table.ours();
        for field in table.fields.iter().filter(|field| !table.keys.has(&field.key)) {
            let hint = match (near(&field.key, &ours), keys::home(&field.key)) {
                (Some(key), _) => format!("did you mean `{key}`?"),
                (None, Some(heading)) => format!("it belongs under `{heading}`: move it there"),
                (None, None) => format!("remove it, or write one of: {}", ours.join(", ")),
            };
            self.unknown_key(table, field, hint);
        }
    }

    /// Tells of each field whose name is none of mdBook's (`theirs`) but looks like one of the table's keys.
    pub(super) fn misspelt(&mut self, table: Table<'_>, theirs: &[&str]) {
        let strange = |field: &&Field| !table.keys.has(&field.key) && !theirs.contains(&field.key.as_str());
        for field in table.fields.iter().filter(strange) {
            if let Some(key) = near(&field.key, &table.ours()) {
                self.unknown_key(table, field, format!("did you mean `{key}`?"));
            }
        }
    }

    fn unknown_key(&mut self, table: Table<'_>, field: &Field, hint: String) {
        let message = match table.heading {
            "" => format!("briefbook knows no `{}` in {BOOK}", field.key),
            heading => format!("briefbook knows no key `{}` in `{heading}`", field.key),
        };
        // a slip here could let go what was to be kept: it stops a build
        let about_edition = table.heading == "[edition]" || table.heading.is_empty() && hint.contains("`edition`?");
        let code = if about_edition { Code::EditionKey } else { Code::UnknownKey };
        self.fault(code, field.key_at.clone(), message, hint);
    }
}

/// What other programs call what a key of ours means.
const ELSEWHERE: [(&str, &str); 16] = [
    ("lang", "language"),
    ("locale", "language"),
    ("author", "authors"),
    ("by", "authors"),
    ("keywords", "terms"),
    ("words", "terms"),
    ("tags", "terms"),
    ("name", "title"),
    ("description", "about"),
    ("type", "kind"),
    ("category", "kind"),
    ("synonyms", "aliases"),
    ("summary", "description"),
    ("source", "src"),
    ("output-dir", "build-dir"),
    ("base-url", "site-url"),
];

/// The name among `known` that was probably meant.
fn near<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = written.to_lowercase().replace('_', "-");
    let elsewhere = ELSEWHERE.iter().filter(|(theirs, _)| *theirs == plain);
    let ours = elsewhere.filter_map(|(_, ours)| known.iter().find(|known| *known == ours)).next().copied();
    ours.or_else(|| did_you_mean(&plain, known.iter().copied()))
}
