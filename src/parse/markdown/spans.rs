//! Marks, links and footnotes' numbers: from where their words begin to where they end.

use super::builder::Builder;
use super::picture::Picture;
use super::target::{link_target, wiki_target};
use super::vault;
use crate::model::block::{Mark, MarkKind};
use crate::model::reference::{RefKind, Reference, Target};
use crate::text::Span;
use pulldown_cmark::{CowStr, LinkType};
use std::sync::Arc;

/// A mark, link or picture that is open.
pub(super) struct Open {
    /// Where its words begin.
    pub start: u32,
    pub opened: Opened,
    /// The tag of raw HTML that opened it.
    pub tag: Option<Box<str>>,
    /// The first block that it may hold words of.
    pub node: usize,
}

pub(super) enum Opened {
    Mark(MarkKind),
    Link { kind: RefKind, target: Target, place: (u32, u32) },
    Picture(Box<Picture>),
    Nothing,
}

impl Builder<'_> {
    pub(super) fn open_span(&mut self, opened: Opened) {
        // around pictures that stand alone there is no paragraph
        let around = self.alone && !self.in_picture();
        if around {
            self.paper.gap();
        }
        let here = if around { self.paper.here() } else { self.paper.leaf_here() };
        self.spans.push(Open { start: here, opened, tag: None, node: 0 });
    }

    pub(super) fn close_span(&mut self) {
        // tags that are never closed end with the words around them
        let own = self.spans.iter().rposition(|open| open.tag.is_none()).map_or(0, |at| at + 1);
        self.spans.truncate(own);
        let Some(Open { start, opened, .. }) = self.spans.pop() else { return };
        let mut span = Span { start: start.min(self.paper.here()), end: self.paper.here() };
        if self.alone {
            span = span.trimmed(&self.paper.out.text);
        }
        match opened {
            Opened::Mark(kind) => self.paper.out.marks.push(Mark { span, kind }),
            Opened::Link { kind, target, place } => {
                if let Some(index) = self.refer(kind, span, place, target) {
                    self.paper.out.marks.push(Mark { span, kind: MarkKind::Link(index) });
                }
            }
            Opened::Picture(picture) => self.close_picture(start, *picture),
            Opened::Nothing => {}
        }
    }

    /// Keeps what the words at `span` point to; `None` where an article points to more than can be counted.
    pub(super) fn refer(&mut self, kind: RefKind, span: Span, place: (u32, u32), target: Target) -> Option<u16> {
        let index = u16::try_from(self.paper.out.refs.len()).ok()?;
        let title = span.of(&self.paper.out.text).trim();
        let title = (!title.is_empty()).then(|| Arc::from(title));
        self.paper.out.refs.push(Reference {
            kind,
            at: span,
            place,
            title,
            target,
            site: None,
            publisher: None,
            date: None,
            inline: true,
        });
        Some(index)
    }

    pub(super) fn link(&mut self, link_type: LinkType, to: &CowStr<'_>, at: usize) {
        let place = self.paper.lines.position(self.paper.source, u32::try_from(at).unwrap_or(u32::MAX));
        let (kind, target) = match link_type {
            LinkType::WikiLink { has_pothole } => {
                let (to, words) = to.split_once(vault::BAR).map_or((&**to, None), |(to, words)| (to, Some(words)));
                self.named = words.is_some();
                self.bare = (!has_pothole && words.is_none()).then(|| to.to_owned());
                let target = wiki_target(to);
                (if matches!(target, Target::Path { .. }) { RefKind::Link } else { RefKind::WikiLink }, target)
            }
            LinkType::Email => (RefKind::Link, Target::Url(format!("mailto:{to}").into())),
            _ => (RefKind::Link, link_target(to)),
        };
        self.open_span(Opened::Link { kind, target, place });
    }

    pub(super) fn footnote(&mut self, label: &str) -> u16 {
        let next = u16::try_from(self.footnotes.len()).unwrap_or(u16::MAX);
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    /// A footnote's number is no word of the text: a character that shows nothing keeps its place.
    pub(super) fn footnote_reference(&mut self, label: &str, at: usize) {
        let start = self.paper.leaf_here();
        let index = self.footnote(label);
        self.paper.push("\u{2060}", at);
        let span = Span { start, end: self.paper.here() };
        self.paper.out.marks.push(Mark { span, kind: MarkKind::Footnote(index) });
    }
}
