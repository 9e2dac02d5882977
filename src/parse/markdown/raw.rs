//! Raw HTML on its way into the reading text: its words become paragraphs, its pictures captions, its comments markup.

use super::builder::{Builder, Opened};
use super::html::{Piece, pieces, unescape};
use crate::model::block::Mark;
use crate::text::Span;
use pulldown_cmark::LinkType;
use std::ops::Range;

impl Builder<'_> {
    /// A piece of raw HTML. What stands in a block of it waits for the block's end: a comment may run over many lines.
    pub(super) fn raw_html(&mut self, html: String, at: usize) {
        match &mut self.html {
            Some(lines) => lines.push((at, html)),
            None => self.read_html(&[(at, html)], false),
        }
    }

    /// Ends a block of raw HTML.
    pub(super) fn close_html(&mut self) {
        let lines = self.html.take().unwrap_or_default();
        self.read_html(&lines, true);
        self.paper.close_loose();
    }

    fn read_html(&mut self, lines: &[(usize, String)], is_block: bool) {
        let mut starts = Vec::with_capacity(lines.len());
        let mut whole = String::new();
        for (at, line) in lines {
            starts.push((whole.len(), *at));
            whole.push_str(line);
        }
        let source = |offset: usize| {
            let after = starts.partition_point(|(start, _)| *start <= offset);
            starts.get(after.saturating_sub(1)).map_or(0, |(start, at)| at + (offset - start))
        };
        for piece in pieces(&whole) {
            match piece {
                Piece::Words(_, words) if words.trim().is_empty() && !self.paper.in_leaf() => {}
                Piece::Words(mut offset, words) => {
                    self.paper.leaf_here();
                    for line in words.split_inclusive('\n') {
                        self.paper.push(&unescape(line), source(offset));
                        offset += line.len();
                    }
                }
                Piece::Silent(offset, words) => self.silent.push((source(offset), words.to_owned())),
                Piece::Place(name) => {
                    let here = self.paper.here();
                    self.paper.out.places.push((name.into(), here));
                }
                Piece::Picture { range, src, alt, title } => {
                    self.raw_picture(source(range.start)..source(range.end), &src, &alt, &title, is_block);
                }
                Piece::Opens(kind) => {
                    let here = self.paper.leaf_here();
                    self.raised.push((kind, self.paper.out.nodes.len(), here));
                }
                Piece::Closes(kind) => {
                    let opened = self
                        .raised
                        .pop()
                        .filter(|(other, block, _)| *other == kind && *block == self.paper.out.nodes.len());
                    if let Some((_, _, start)) = opened.filter(|&(_, _, start)| start < self.paper.here()) {
                        let span = Span { start, end: self.paper.here() };
                        self.paper.out.marks.push(Mark { span, kind });
                    }
                }
                Piece::Block if is_block => self.paper.close_loose(),
                Piece::Break if self.paper.in_leaf() => self.paper.line_break(),
                Piece::Gap | Piece::Block if self.paper.in_leaf() && !self.paper.out.text.ends_with('\n') => {
                    self.paper.out.text.push('\n');
                }
                Piece::Gap | Piece::Block | Piece::Break => {}
            }
        }
    }

    /// An `<img>` is a picture like others: its words stay.
    fn raw_picture(&mut self, range: Range<usize>, src: &str, alt: &str, title: &str, alone: bool) {
        if alone {
            self.paper.close_loose();
        }
        let range = range.start.min(self.paper.source.len())..range.end.min(self.paper.source.len());
        let before = std::mem::replace(&mut self.alone, alone);
        self.open_picture(LinkType::Inline, src, title, range.clone());
        self.push_found(alt, &range);
        if let Some((start, Opened::Picture(picture))) = self.spans.pop() {
            self.close_picture(start, *picture);
        }
        self.alone = before;
    }
}
