//! Corrections that cannot be read, or stand where none are read. In: what they may have meant, as text. Out: a fault, and RED
//! for the article when they speak of a marking or a draft: better withheld than let go.

use super::Format;
use super::corrections::{Corrections, is_key};
use super::marked;
use super::matter::Stray;
use super::written::File;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Called, Found, How, Marking, Seed, Unread};
use crate::text::fields::{Field, Unreadable, Value};
use std::ops::Range;

/// A file that is about the seed and could not be read may have been meant to keep it back: then it counts as RED.
pub(super) fn unread(seed: &Seed, beside: &Unread, all: &mut Corrections) -> Diagnostic {
    let name = beside.path.rsplit('/').next().unwrap_or_default();
    let place = Place::file(&*beside.path);
    all.marking = Some((Found::new(Marking::Red, How::Sidecar, None), place.clone()));
    let message = format!("the sidecar `{name}` of `{}` was not read: {}", seed.path.file_name(), beside.why);
    let hint = format!("put a file of `key = \"value\"` lines in its place, called `{}.toml`", seed.path.file_name());
    Diagnostic::new(Code::Sidecar, place, message, hint)
        .note("the article was made without it and counts as RED, for what it says of marking or draft is unknown")
}

/// The line of `text` that `at` begins in.
fn line<'t>(text: &'t str, at: &Range<usize>) -> &'t str {
    let start = text[..at.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    text[start..].split(['\n', '\r']).next().unwrap_or_default()
}

impl File<'_> {
    /// Counts the article as RED, whatever else was said.
    pub(super) fn withhold(&self, at: &Range<usize>, all: &mut Corrections) {
        all.marking = Some((self.found(Marking::Red), self.place(at)));
    }

    /// What is called nearly as the sidecar says nothing; when it speaks of a marking or draft, better withheld than let go.
    /// `known` is what the sidecar says.
    pub(super) fn misnamed(
        &self,
        seed: &Seed,
        called: Called,
        known: &str,
        all: &mut Corrections,
    ) -> Option<Diagnostic> {
        let wanted = format!("{}.toml", seed.path.file_name());
        let (folder, name) = self.name.rsplit_once('/').unwrap_or(("", &self.name));
        let spoken = marked::speaks(self.said);
        let is_told = |at: &Range<usize>| known.contains(line(self.text, at).trim());
        match called {
            Called::Text if !marked::is_names_alone(self.text) => return None,
            // copies that editors leave are older than the sidecar, and say nothing new or nothing that counts
            Called::Kept if seed.sidecar.is_some() && spoken.as_ref().is_none_or(is_told) => return None,
            _ => {}
        }
        let not_read = match folder == seed.path.folder() {
            true => format!("is not read: the sidecar of `{}` is called `{wanted}`", seed.path.file_name()),
            false => format!("is not read: the sidecar of `{}` lies beside it", seed.path),
        };
        let lines = if name.to_lowercase().contains(".toml") { "" } else { ", with `key = \"value\"` lines in it" };
        let step = match &seed.sidecar {
            Some(beside) => {
                let there = beside.path.rsplit('/').next().unwrap_or_default();
                format!("move what it says to `{there}`, which is there already")
            }
            None if folder != seed.path.folder() => format!("move it to `{}`", seed.sidecar_path()),
            None => format!("rename it to `{wanted}`{lines}"),
        };
        let is_older = matches!(called, Called::Kept | Called::Elsewhere) && seed.sidecar.is_some();
        let code = if called == Called::Elsewhere { Code::SidecarAlone } else { Code::SidecarMisnamed };
        let Some(at) = spoken else {
            let step = format!("{step}, or move it out of the folder if it is something else");
            return Some(Diagnostic::new(code, Place::file(&*self.name), format!("`{name}` {not_read}"), step));
        };
        let said = &self.text[at.clone()];
        if is_older {
            let message = format!("`{said}` stands in `{name}`, which {not_read}");
            let step = format!("{step}, or remove it");
            return Some(Diagnostic::new(code, self.place(&at), message, step).note("the sidecar alone counts"));
        }
        self.withhold(&at, all);
        let message = format!("`{said}` stands in `{name}`, which {not_read}; the article counts as RED");
        let step = format!("{step}, or remove it if it speaks of something else");
        Some(Diagnostic::new(Code::UnknownMarking, self.place(&at), message, step))
    }

    /// What looks like front matter and is none says nothing; when it speaks of a marking or draft, better withheld than let go.
    pub(super) fn stray(&self, stray: &Stray, seed: &Seed, all: &mut Corrections) -> Option<Diagnostic> {
        let block = &self.text[stray.block.clone()];
        let step = if Format::of(&seed.path.extension()) == Format::Markdown {
            "write it at the very top, with a line `---` above and below".to_owned()
        } else {
            let wanted = format!("{}.toml", seed.path.file_name());
            format!("front matter is for Markdown: say it in `{wanted}` beside the file, in `key = \"value\"` lines")
        };
        if let Some(at) = marked::names(block) {
            let at = stray.block.start + at.start..stray.block.start + at.end;
            self.withhold(&at, all);
            let message = format!(
                "`{}` stands in what looks like front matter and is not read as such; the article counts as RED",
                &self.text[at.clone()]
            );
            return Some(Diagnostic::new(Code::UnknownMarking, self.place(&at), message, step));
        }
        let (first, _) = marked::named(block.trim_start().lines().next()?)?;
        let message = "what looks like front matter is not read as such, and stays text";
        (is_key(first) && stray.closed)
            .then(|| Diagnostic::new(Code::StrayMatter, self.place(&stray.fence), message, step))
    }

    /// A line of front matter that cannot be read costs what it says, and withholds when it may speak of marking or draft.
    pub(super) fn unreadable_line(&self, fault: &Unreadable, block: &str, all: &mut Corrections) -> Diagnostic {
        let said = &block[fault.at.clone()];
        // a tab that spoils a line stands before its words
        let meant = if said.starts_with('\t') { 0 } else { said.len() - said.trim_start().len() };
        let end = said[meant..].find('\n').map_or(said.trim_end().len().max(meant), |at| meant + at);
        let at = fault.at.start + meant..fault.at.start + end;
        let message = format!("a line of the front matter cannot be read: {}", fault.message);
        let hint = fault.step(
            "mend it at this place: a value with a colon or a sign such as `@` or `{` at its head stands in quotes",
        );
        let diagnostic = Diagnostic::new(Code::FrontMatter, self.place(&at), message, hint);
        if marked::speaks(said).is_none() {
            return diagnostic.note("the rest of the front matter was read");
        }
        self.withhold(&at, all);
        diagnostic
            .note("the rest was read, and the article counts as RED, for what this says of marking or draft is unknown")
    }

    /// What cannot be read may have been meant to keep the article back: then it counts as RED.
    pub(super) fn unreadable(&self, fault: &Unreadable, all: &mut Corrections) -> Diagnostic {
        let fence = self.said.trim_start().lines().next().unwrap_or_default().trim_end();
        let is_open = fault.message.ends_with("never closed");
        let (code, what, hint) = match self.how {
            How::Sidecar => {
                (Code::Sidecar, "the sidecar", "mend the TOML at this place: `key = \"value\"` lines".to_owned())
            }
            _ if is_open => (
                Code::FrontMatter,
                "the front matter",
                format!("write a line `{fence}` below its last line, with a blank line behind it"),
            ),
            _ if fence == "+++" => (
                Code::FrontMatter,
                "the front matter",
                "write `key = \"value\"` lines between lines `+++`, or `key: value` lines between lines `---`"
                    .to_owned(),
            ),
            _ => (
                Code::FrontMatter,
                "the front matter",
                "mend it at this place: a line `---` above and below, values with a colon in quotes".to_owned(),
            ),
        };
        let message = format!("{what} cannot be read: {}", fault.message);
        let diagnostic = Diagnostic::new(code, self.place(&fault.at), message, fault.step(&hint));
        let made =
            if is_open { "what stands above the first blank line was read" } else { "the article was made without it" };
        // a sidecar is there for its corrections, front matter is also other programs' talk
        if self.how == How::FrontMatter && marked::speaks(self.said).is_none() {
            return diagnostic.note(made);
        }
        self.withhold(&fault.at, all);
        let red = if is_open { ", and the article counts as RED" } else { " and counts as RED" };
        diagnostic.note(format!("{made}{red}, for what it says of marking or draft is unknown"))
    }

    /// A marking or `draft` within another table is not where it counts: better withheld than let go.
    pub(super) fn misplaced(&self, fields: &[Field], all: &mut Corrections) -> Option<Diagnostic> {
        let tables = fields.iter().flat_map(|field| {
            let nodes = match &field.node.value {
                Value::List(nodes) => &nodes[..],
                _ => std::slice::from_ref(&field.node),
            };
            let inner =
                nodes.iter().filter_map(|node| if let Value::Table(inner) = &node.value { Some(inner) } else { None });
            inner.map(|inner| (field.key.to_lowercase(), inner))
        });
        // in TOML, what stands last and is meant for the article falls to the table above it
        let is_yaml = self.how == How::FrontMatter && !self.text.trim_start().starts_with("+++");
        let is_marked = fields.iter().any(|field| field.key.eq_ignore_ascii_case("marking"));
        let names = ["marking", "markings", "tlp", "classification", "draft", "private", "confidential"];
        let (field, is_in_source) = tables.into_iter().find_map(|(table, inner)| {
            let is_passage = matches!(table.as_str(), "passage" | "passages");
            let is_source = matches!(table.as_str(), "source" | "sources") && (is_yaml || is_marked);
            let is_misplaced = |at: usize| {
                let key = inner[at].key.to_lowercase();
                // below a blank line, the owner may mean the article
                let is_its = (is_passage || is_source) && key == "marking" && !self.is_parted(inner, at);
                names.contains(&key.as_str()) && !is_its
            };
            (0..inner.len()).find(|at| is_misplaced(*at)).map(|at| (&inner[at], table.starts_with("source")))
        })?;
        self.withhold(&field.key_at, all);
        let message = format!(
            "`{}` stands within a table and not among the article's own keys; the article counts as RED",
            field.key
        );
        let mut hint = format!("move `{}` above the first table, beside keys such as `title`", field.key);
        if is_in_source {
            hint += "; if it is the source's, write the article's own there: `marking = \"clear\"`";
        }
        Some(Diagnostic::new(Code::UnknownMarking, self.place(&field.key_at), message, hint))
    }

    /// Whether a blank line stands between a field of a table and those before it.
    fn is_parted(&self, fields: &[Field], at: usize) -> bool {
        let key = fields[at].key_at.start;
        let before = fields.iter().map(|field| field.node.at.end).filter(|end| *end <= key).max();
        let between = before.and_then(|end| self.text.get(end + self.offset..key + self.offset)).unwrap_or_default();
        let lines: Vec<&str> = between.split('\n').collect();
        lines.len() > 2 && lines[1..lines.len() - 1].iter().any(|line| line.trim().is_empty())
    }
}
