//! Values that the owner wrote in front matter or a sidecar, each read strictly or reported at its place.

use super::boundary::Boundary;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::lexicon::dates;
use crate::model::account::Shape;
use crate::model::article::{Person, Source};
use crate::model::{Config, Found, How, Marking};
use crate::text::anchor::Anchor;
use crate::text::fields::{Field, Node, Value};
use crate::text::glob::Pattern;
use crate::text::{Date, Lang};
use std::ops::Range;
use std::sync::Arc;

/// By what lines are known that were kept or set aside.
const ANCHOR_KEYS: [&str; 4] = ["from", "to", "after", "check"];

const SOURCE_KEYS: [&str; 7] = ["publisher", "title", "author", "date", "url", "archived", "marking"];

/// A file with corrections in it.
pub(super) struct File<'a> {
    pub name: String,
    pub text: &'a str,
    /// The part of it that may speak of marking or draft.
    pub said: &'a str,
    pub offset: usize,
    /// How long what is read is, from `offset` on.
    pub length: usize,
    pub how: How,
    pub config: &'a Config,
}

/// A name without what other programs put around it: `[[Name]]`, `[[People/Name|Name]]`, `[Name](address)`.
fn bare_name(written: &str) -> &str {
    let written = written.trim();
    if let Some(link) = written.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        let name = link.rsplit(['|', '/']).next().unwrap_or(link);
        return name.split('#').next().unwrap_or(name).trim();
    }
    let linked = written.strip_prefix('[').filter(|_| written.ends_with(')')).and_then(|rest| rest.split_once("]("));
    linked.map_or(written, |(name, _)| name.trim())
}

impl File<'_> {
    pub(super) fn place(&self, at: &Range<usize>) -> Place {
        Place::within(self.name.clone(), self.text, at.start + self.offset..at.end + self.offset)
    }

    /// Where what is read ends, in bytes of the text.
    pub(super) fn end(&self) -> usize {
        self.text.floor_char_boundary((self.offset + self.length).min(self.text.len()))
    }

    pub(super) fn found<T>(&self, value: T) -> Found<T> {
        Found::new(value, self.how, None)
    }

    pub(super) fn wrong(&self, at: &Range<usize>, message: String, hint: impl Into<String>) -> Box<Diagnostic> {
        Box::new(Diagnostic::new(Code::CorrectionValue, self.place(at), message, hint))
    }

    pub(super) fn line(&self, field: &Field) -> Result<Arc<str>, Box<Diagnostic>> {
        let text =
            field.node.text().map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty());
        text.map(Arc::from).ok_or_else(|| {
            let found = field.node.value.described();
            self.wrong(
                &field.node.at,
                format!("`{}` must be one line of text, found {found}", field.key),
                "write it in quotes on one line",
            )
        })
    }

    /// An address. Front matter is shared with other programs, which mean many things by it.
    pub(super) fn address(&self, field: &Field) -> Result<Arc<str>, Box<Diagnostic>> {
        let written = self.line(field)?;
        let is_address =
            !written.contains(' ') && (written.contains("://") || written.contains('.') || written.contains(':'));
        if is_address || self.how == How::FrontMatter {
            return Ok(written);
        }
        Err(self.wrong(
            &field.node.at,
            format!("`{written}` is no address"),
            "write it as it stands in a browser, such as `https://example.org/page`",
        ))
    }

    pub(super) fn texts(&self, field: &Field) -> Result<Vec<String>, Box<Diagnostic>> {
        let texts = field.node.texts().or_else(|| self.lax(&field.node)).ok_or_else(|| {
            let found = field.node.value.described();
            self.wrong(
                &field.node.at,
                format!("`{}` must be a list of texts, found {found}", field.key),
                "write `[\"one\", \"two\"]`",
            )
        })?;
        Ok(texts.into_iter().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect())
    }

    /// A list in front matter of which some items read as named values, for their colons: `- Part one: the gates`.
    fn lax(&self, node: &Node) -> Option<Vec<String>> {
        let item = |node: &Node| match &node.value {
            Value::Table(fields) if fields.len() == 1 => {
                let value = fields[0].node.text()?;
                Some(format!("{}: {value}", fields[0].key))
            }
            Value::Empty => Some(String::new()),
            _ => node.text(),
        };
        let Value::List(nodes) = &node.value else { return None };
        (self.how == How::FrontMatter).then(|| nodes.iter().map(item).collect())?
    }

    pub(super) fn slug(&self, field: &Field) -> Result<Arc<str>, Box<Diagnostic>> {
        let written = self.line(field)?;
        let sound = crate::text::slug::slug(&written);
        if sound == *written && !crate::text::slug::is_reserved(&sound) {
            return Ok(written);
        }
        let hint = match sound.as_str() {
            "" => "use lower-case letters, digits and hyphens".to_owned(),
            sound if crate::text::slug::is_reserved(sound) => format!("write `{sound}-1` or another word"),
            sound => format!("write `{sound}`"),
        };
        Err(self.wrong(&field.node.at, format!("`{written}` cannot be an address"), hint))
    }

    /// Names, each with an affiliation in brackets; other programs write links or tables with a `name`.
    pub(super) fn people(&self, field: &Field) -> Result<Vec<Found<Person>>, Box<Diagnostic>> {
        let named = |node: &Node| match &node.value {
            Value::Table(fields) => fields.iter().find(|field| field.key == "name").and_then(|field| field.node.text()),
            _ => node.text(),
        };
        let names = match &field.node.value {
            Value::List(nodes) if nodes.iter().all(|node| named(node).is_some()) => {
                nodes.iter().filter_map(named).collect()
            }
            Value::Table(_) if named(&field.node).is_some() => named(&field.node).into_iter().collect(),
            _ => self.texts(field)?,
        };
        let person = |name: String| {
            let bare = bare_name(&name);
            let (name, affiliation) =
                bare.split_once(" (").map_or((bare, None), |(n, a)| (n, Some(a.trim_end_matches(')'))));
            self.found(Person { name: name.trim().into(), affiliation: affiliation.map(Arc::from) })
        };
        Ok(names.into_iter().filter(|name| !bare_name(name).is_empty()).map(person).collect())
    }

    pub(super) fn date(&self, node: &Node) -> Result<Date, Box<Diagnostic>> {
        let written = node.text().unwrap_or_else(|| node.value.described());
        let read = Date::from_iso(&written).or_else(|| match self.how {
            How::FrontMatter => dates::alone(&written.replace('/', "-"), &self.config.language).map(|found| found.date),
            _ => None,
        });
        read.ok_or_else(|| {
            self.wrong(
                &node.at,
                format!("`{written}` is no date"),
                "write YYYY-MM-DD, YYYY-MM or YYYY, such as `2025-07-01`",
            )
        })
    }

    pub(super) fn language(&self, field: &Field) -> Result<Lang, Box<Diagnostic>> {
        let written = self.line(field)?;
        Lang::parse(&written).ok_or_else(|| {
            self.wrong(
                &field.node.at,
                format!("`{written}` is no language tag"),
                "write a tag such as `en`, `fr` or `zh-Hant`",
            )
        })
    }

    pub(super) fn one_of<T: Copy, const N: usize>(
        &self,
        field: &Field,
        known: [(&'static str, T); N],
    ) -> Result<T, Box<Diagnostic>> {
        let written = self.line(field)?;
        let folded = written.to_lowercase().replace(['-', '_'], " ");
        if let Some((_, value)) = known.iter().find(|(name, _)| *name == folded) {
            return Ok(*value);
        }
        let names = known.map(|(name, _)| name);
        let hint = match did_you_mean(&folded, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of: {}", names.join(", ")),
        };
        Err(self.wrong(&field.node.at, format!("`{written}` is no {}", field.key), hint))
    }

    pub(super) fn truth(&self, field: &Field) -> Result<bool, Box<Diagnostic>> {
        match &field.node.value {
            Value::Bool(b) => Ok(*b),
            Value::Text(text) if matches!(text.to_lowercase().as_str(), "true" | "yes") => Ok(true),
            Value::Text(text) if matches!(text.to_lowercase().as_str(), "false" | "no") => Ok(false),
            other => {
                let message = format!("`{}` must be `true` or `false`, found {}", field.key, other.described());
                Err(self.wrong(&field.node.at, message, "write `true` or `false` without quotes"))
            }
        }
    }

    /// Patterns of whole lines.
    pub(super) fn patterns(&self, field: &Field) -> Result<Vec<Pattern>, Box<Diagnostic>> {
        let texts = self.texts(field)?;
        let pattern = |text: &String| {
            let none = |why| {
                self.wrong(
                    &field.node.at,
                    format!("`{text}` is no pattern of lines: {why}"),
                    "write it like `Subscribe to *`",
                )
            };
            Pattern::of_lines(text).map_err(none)
        };
        texts.iter().map(pattern).collect()
    }

    /// Tables of first and last words, and what is wrong with those that cannot be read.
    pub(super) fn boundaries(&self, field: &Field, kept: bool) -> (Vec<Boundary>, Vec<Diagnostic>) {
        let nodes = match &field.node.value {
            Value::List(nodes) => nodes.iter().collect(),
            _ => vec![&field.node],
        };
        let (mut out, mut faults) = (Vec::new(), Vec::new());
        for node in nodes {
            match self.boundary(field, node, kept) {
                Ok(boundary) => out.push(boundary),
                Err(fault) => faults.push(*fault),
            }
        }
        (out, faults)
    }

    fn boundary(&self, field: &Field, node: &Node, kept: bool) -> Result<Boundary, Box<Diagnostic>> {
        let (anchor, others, place) = self.lines(field, node, if kept { &["as"] } else { &[] })?;
        let shape = others.first().map(|field| self.shape(field)).transpose()?;
        Ok(Boundary { kept, shape, anchor, place })
    }

    /// What lines are that are kept.
    fn shape(&self, field: &Field) -> Result<Shape, Box<Diagnostic>> {
        let written = self.line(field)?;
        Shape::named(&written).ok_or_else(|| {
            let hint = format!("write one of: {}; without it, paragraphs", Shape::ALL.map(Shape::name).join(", "));
            self.wrong(&field.node.at, format!("lines cannot be kept as `{written}`"), hint)
        })
    }

    /// By what lines are known, what else is said of them under the names of `more`, and where.
    pub(super) fn lines<'f>(
        &self,
        field: &Field,
        node: &'f Node,
        more: &[&'static str],
    ) -> Result<(Anchor, Vec<&'f Field>, Place), Box<Diagnostic>> {
        let hint =
            format!("write `[[{}]]` with `from = \"first words\"` and `to = \"last words\"` below it", field.key);
        let Value::Table(fields) = &node.value else {
            let message =
                format!("`{}` must be first and last words of lines, found {}", field.key, node.value.described());
            return Err(self.wrong(&node.at, message, hint));
        };
        let (mut anchor, mut others) = (Anchor::default(), Vec::new());
        for field in fields {
            let slot = match field.key.as_str() {
                "from" => &mut anchor.from,
                "to" => &mut anchor.to,
                "after" => &mut anchor.after,
                "check" => &mut anchor.check,
                key if more.contains(&key) => {
                    others.push(field);
                    continue;
                }
                key => {
                    let known = || more.iter().copied().chain(ANCHOR_KEYS);
                    let hint = match did_you_mean(key, known()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("lines are known by: {}", known().collect::<Vec<_>>().join(", ")),
                    };
                    let message = format!("unknown key `{key}` for lines");
                    return Err(Box::new(Diagnostic::new(Code::UnknownKey, self.place(&field.key_at), message, hint)));
                }
            };
            *slot = Some(self.line(field)?.to_string());
        }
        if anchor.from.is_none() && anchor.to.is_none() {
            return Err(self.wrong(&node.at, format!("`{}` names no words", field.key), hint));
        }
        let at = fields.first().map_or(&node.at, |field| &field.key_at);
        Ok((anchor, others, self.place(at)))
    }

    /// A marking of something within the article.
    pub(super) fn marking_of(&self, field: &Field) -> Result<Marking, Box<Diagnostic>> {
        let written = field.node.text().unwrap_or_else(|| field.node.value.described());
        Marking::parse(&written).ok_or_else(|| {
            let message = format!("`{written}` is no TLP marking");
            let hint = "write one of: clear, green, amber, amber+strict, red";
            Box::new(Diagnostic::new(Code::UnknownMarking, self.place(&field.node.at), message, hint))
        })
    }

    pub(super) fn one_source(&self, fields: &[Field]) -> Result<Source, Box<Diagnostic>> {
        let mut source = Source::default();
        for field in fields {
            match field.key.as_str() {
                "publisher" => source.publisher = Some(self.line(field)?),
                "title" => source.title = Some(self.line(field)?),
                "author" => source.author = Some(self.line(field)?),
                "url" => source.url = Some(self.line(field)?),
                "archived" => source.archived = Some(self.line(field)?),
                "date" => source.date = Some(self.date(&field.node)?),
                "marking" => source.marking = Some(self.marking_of(field)?),
                key => {
                    let hint = match did_you_mean(key, SOURCE_KEYS) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("a source has: {}", SOURCE_KEYS.join(", ")),
                    };
                    let message = format!("unknown key `{key}` in a source");
                    return Err(Box::new(Diagnostic::new(Code::UnknownKey, self.place(&field.key_at), message, hint)));
                }
            }
        }
        Ok(source)
    }
}
