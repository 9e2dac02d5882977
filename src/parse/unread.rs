//! Corrections that cannot be read, or stand where none are read. In: what they may have meant, as text. Out: a fault, and RED
//! for the article when they speak of a marking or a draft: better withheld than let go.

use super::Format;
use super::corrections::{Corrections, is_key};
use super::marked;
use super::matter::Stray;
use super::written::File;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{How, Marking, Seed};
use crate::text::fields::{Field, Unreadable, Value};

impl File<'_> {
    /// Counts the article as RED, whatever else was said.
    pub(super) fn withhold(&self, all: &mut Corrections) {
        all.marking = Some(self.found(Marking::Red));
    }

    /// What is called nearly as the sidecar says nothing; when it speaks of a marking or draft, better withheld than let go.
    pub(super) fn misnamed(&self, seed: &Seed, all: &mut Corrections) -> Diagnostic {
        let wanted = format!("{}.toml", seed.path.file_name());
        let name = self.name.rsplit('/').next().unwrap_or_default();
        let not_read = format!("is not read: the sidecar of `{}` is called `{wanted}`", seed.path.file_name());
        let lines = if name.to_lowercase().contains(".toml") { "" } else { ", with `key = \"value\"` lines in it" };
        let step = match &seed.sidecar {
            Some(beside) => {
                let there = beside.path.rsplit('/').next().unwrap_or_default();
                format!("move what it says to `{there}`, which is there already")
            }
            None => format!("rename it to `{wanted}`{lines}"),
        };
        let Some(at) = marked::speaks(self.said) else {
            let step = format!("{step}, or move it out of the folder if it is something else");
            return Diagnostic::new(
                Code::SidecarMisnamed,
                Place::file(&*self.name),
                format!("`{name}` {not_read}"),
                step,
            );
        };
        self.withhold(all);
        let message =
            format!("`{}` stands in `{name}`, which {not_read}; the article counts as RED", &self.text[at.clone()]);
        Diagnostic::new(Code::UnknownMarking, self.place(&at), message, step)
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
            self.withhold(all);
            let at = stray.block.start + at.start..stray.block.start + at.end;
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
        let meant = said.len() - said.trim_start().len();
        let end = said[meant..].find('\n').map_or(said.trim_end().len().max(meant), |at| meant + at);
        let at = fault.at.start + meant..fault.at.start + end;
        let message = format!("a line of the front matter cannot be read: {}", fault.message);
        let hint =
            "mend it at this place: a value with a colon or a sign such as `@` or `{` at its head stands in quotes";
        let diagnostic = Diagnostic::new(Code::FrontMatter, self.place(&at), message, hint);
        if marked::speaks(said).is_none() {
            return diagnostic.note("the rest of the front matter was read");
        }
        self.withhold(all);
        diagnostic
            .note("the rest was read, and the article counts as RED, for what this says of marking or draft is unknown")
    }

    /// What cannot be read may have been meant to keep the article back: then it counts as RED.
    pub(super) fn unreadable(&self, fault: &Unreadable, all: &mut Corrections) -> Diagnostic {
        let (code, what, hint) = match self.how {
            How::Sidecar => (Code::Sidecar, "the sidecar", "mend the TOML at this place: `key = \"value\"` lines"),
            _ => (
                Code::FrontMatter,
                "the front matter",
                "mend it at this place: a line `---` (or `+++`) above and below, values with a colon in quotes",
            ),
        };
        let message = format!("{what} cannot be read: {}", fault.message);
        let diagnostic = Diagnostic::new(code, self.place(&fault.at), message, hint);
        if marked::speaks(self.said).is_none() {
            return diagnostic.note("the article was made without it");
        }
        self.withhold(all);
        diagnostic
            .note("the article was made without it and counts as RED, for what it says of marking or draft is unknown")
    }

    /// A marking or `draft` within another table is not where it counts: better withheld than let go.
    pub(super) fn misplaced(&self, fields: &[Field], all: &mut Corrections) -> Option<Diagnostic> {
        let inner = fields.iter().flat_map(|field| match &field.node.value {
            Value::Table(inner) => inner.iter().collect(),
            Value::List(nodes) => nodes
                .iter()
                .flat_map(|node| if let Value::Table(inner) = &node.value { &inner[..] } else { &[] })
                .collect(),
            _ => Vec::new(),
        });
        let names = ["marking", "tlp", "classification", "draft"];
        let field = inner.into_iter().find(|field| names.contains(&field.key.to_lowercase().as_str()))?;
        self.withhold(all);
        let message =
            format!("`{}` stands within a table, where it says nothing; the article counts as RED", field.key);
        let hint =
            format!("move it above the first table, to the keys of the article such as `title` (`{}`)", field.key);
        Some(Diagnostic::new(Code::UnknownMarking, self.place(&field.key_at), message, hint))
    }
}
