//! Tags of raw HTML within a line: marks and links, pictures, and what plays elsewhere.

use super::super::html::address;
use super::super::html::tag::Tag;
use super::super::paper::is_leaf;
use super::builder::Builder;
use super::html::{Piece, closing, pieces};
use super::raw::OPEN;
use super::spans::{Open, Opened};
use super::target::link_target;
use crate::model::block::{Block, Mark, MarkKind};
use crate::model::reference::{RefKind, Target};
use crate::text::Span;
use pulldown_cmark::LinkType;
use std::ops::Range;

/// A character that shows nothing: it stands where a picture has no words.
const WORDLESS: &str = "\u{2060}";

impl Builder<'_> {
    pub(super) fn open_tag(&mut self, name: &str, opened: Opened) {
        if self.spans.len() >= OPEN {
            return;
        }
        // marks of the open block begin in it
        let node =
            self.paper.open.last().filter(|_| self.paper.in_leaf()).map_or(self.paper.out.nodes.len(), |&(at, _)| at);
        self.spans.push(Open { start: self.paper.here(), opened, tag: Some(name.into()), node });
    }

    /// A link. It ends one that is open.
    pub(super) fn raw_link(&mut self, tag: &Tag, at: usize) {
        let Some(href) = tag.attribute("href") else { return };
        let is_link = |open: &Open| matches!(open.opened, Opened::Link { .. });
        if self.spans.last().is_some_and(|open| open.tag.as_deref() == Some("a")) {
            self.close_tag();
        }
        if self.spans.iter().any(is_link) {
            return;
        }
        let place = self.paper.lines.position(self.paper.source, u32::try_from(at).unwrap_or(u32::MAX));
        let target = link_target(&href);
        self.open_tag("a", Opened::Link { kind: RefKind::Link, target, place });
    }

    /// Ends the innermost mark or link of raw HTML, which may go over several blocks.
    pub(super) fn close_tag(&mut self) {
        let Some(Open { start, opened, node, .. }) = self.spans.pop() else { return };
        let here = self.paper.here();
        let open = self.paper.open.last().filter(|_| self.paper.in_leaf()).copied();
        let leaves = self.paper.out.nodes.iter().enumerate().skip(node).filter_map(|(at, node)| {
            let own = open.filter(|&(index, _)| index == at).map(|(_, start)| Span { start, end: here });
            let span = own.or(is_leaf(node.kind).then_some(node.span))?;
            let span = Span { start: span.start.max(start), end: span.end.min(here) };
            (span.start < span.end).then(|| span.trimmed(&self.paper.out.text))
        });
        let spans: Vec<Span> = leaves.filter(|span| !span.is_empty()).collect();
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
        let kind = match opened {
            Opened::Mark(kind) => Some(kind),
            Opened::Link { kind, target, place } => {
                let whole = Span { start: first.start, end: last.end };
                self.refer(kind, whole, place, target).map(MarkKind::Link)
            }
            Opened::Picture(_) | Opened::Nothing => None,
        };
        self.paper
            .out
            .marks
            .extend(kind.into_iter().flat_map(|kind| spans.iter().map(move |&span| Mark { span, kind })));
    }

    /// An `<img>` is a picture like others: its words stay.
    pub(super) fn raw_picture(&mut self, range: Range<usize>, tag: &Tag, alone: bool) {
        if self.in_picture() {
            return;
        }
        let of = |name| tag.attribute(name).unwrap_or_default();
        let (src, alt, title) = (of("src"), of("alt"), of("title"));
        self.imply();
        let alone = alone && !self.is_flat();
        if alone {
            self.paper.close_loose();
        }
        let range = range.start.min(self.paper.source.len())..range.end.min(self.paper.source.len());
        self.part_from(range.start);
        let before = std::mem::replace(&mut self.alone, alone);
        self.open_picture(LinkType::Inline, &src, &title, range.clone());
        let is_wordless = alt.is_empty() && title.is_empty() && self.paper.around() == Some(Block::Figure);
        self.push_found(if is_wordless { WORDLESS } else { &alt }, &range);
        if let Some(Open { start, opened: Opened::Picture(picture), .. }) = self.spans.pop() {
            self.close_picture(start, *picture);
        }
        self.alone = before;
    }

    /// What shows something that lies elsewhere becomes a link to it.
    pub(super) fn player(&mut self, tag: &Tag, inner: &str, mut range: Range<usize>, is_block: bool) {
        const NEAR: usize = 2_000;
        let text = self.paper.source;
        let near = text.get(range.end..text.floor_char_boundary(range.end + NEAR)).unwrap_or_default();
        // within a line what it holds is still to come
        let inner = if is_block { inner } else { closing(near, &tag.name).map_or("", |end| &near[..end]) };
        range.end += if is_block { 0 } else { inner.len() };
        let source = |piece: &Piece<'_>| match piece {
            Piece::Tag(_, tag) if tag.name == "source" => tag.attribute("src"),
            _ => None,
        };
        let src = tag.attribute("src").or_else(|| tag.attribute("data"));
        let src = src.or_else(|| pieces(inner).iter().find_map(source)).unwrap_or_default();
        let target = link_target(&src);
        let host = if let Target::Url(url) = &target { address::host(url) } else { None };
        let words = host.map(|host| tag.attribute("title").unwrap_or_else(|| host.to_owned()));
        if let Some(words) = words {
            self.plays(&words, target, range, is_block);
        }
        // within a line what it shows to others comes as words
        if !is_block && tag.name != "embed" {
            self.raw.hiding = Some(self.raw.elements.len());
            self.hidden(tag);
        }
    }

    fn plays(&mut self, words: &str, target: Target, range: Range<usize>, is_block: bool) {
        if is_block && !self.is_flat() {
            self.paper.close_loose();
        }
        self.imply();
        self.part_from(range.start);
        let start = self.paper.leaf_here();
        let place = self.paper.lines.position(self.paper.source, u32::try_from(range.start).unwrap_or(u32::MAX));
        self.push_found(words, &(range.start..range.end.min(self.paper.source.len())));
        let span = Span { start, end: self.paper.here() };
        if let Some(index) = self.refer(RefKind::Link, span, place, target) {
            self.paper.out.marks.push(Mark { span, kind: MarkKind::Link(index) });
        }
        if is_block && !self.is_flat() {
            self.paper.close_loose();
        }
    }
}
