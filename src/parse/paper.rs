//! The reading text of a seed with markup while it is written: words with the lines they came from, and blocks that are open.

use super::read::Beyond;
use crate::model::account::{Part, Role, Rule};
use crate::model::block::{Block, Mark, MarkKind, Node};
use crate::model::reference::Reference;
use crate::text::{LineIndex, Span};
use std::sync::Arc;

const BODY: Rule = Rule { name: "body", why: "part of the article's text" };

/// Blocks nest no deeper than this; pages are walked recursively, and nobody reads a quotation forty levels down.
const DEEPEST: usize = 40;

/// What came out.
#[derive(Default)]
pub(super) struct Built {
    /// The first place that nests deeper than blocks do here.
    pub beyond: Option<Beyond>,
    pub text: String,
    pub origin: Vec<(u32, u32)>,
    /// Where stretches of words come from: (offset in `text`, offset in the source).
    pub starts: Vec<(u32, u32)>,
    pub parts: Vec<Part>,
    pub nodes: Vec<Node>,
    pub marks: Vec<Mark>,
    pub refs: Vec<Reference>,
    /// Names that the author gave to places, and where each stands.
    pub places: Vec<(Arc<str>, u32)>,
}

impl Built {
    /// The byte of the source that byte `offset` of the reading text came from.
    pub fn source_offset(&self, offset: u32) -> u32 {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        self.starts.get(after.saturating_sub(1)).map_or(0, |&(start, source)| source + (offset - start))
    }
}

/// Takes the top-level blocks `taken`, in their order, out of a body with the marks and parts that lie within them.
pub(super) fn take_out(nodes: &mut Vec<Node>, marks: &mut Vec<Mark>, parts: &mut Vec<Part>, taken: &[usize]) {
    let spans: Vec<Span> = taken.iter().map(|&at| nodes[at].span).collect();
    let stays = |span: Span| {
        let before = spans.partition_point(|taken| taken.start <= span.start);
        !before.checked_sub(1).is_some_and(|at| spans[at].contains(span))
    };
    let (mut taken, mut gone, mut until) = (taken.iter().peekable(), 0, 0);
    let mut at = 0;
    nodes.retain_mut(|node| {
        if at >= until && taken.next_if_eq(&&at).is_some() {
            until = node.end as usize;
            gone += node.end - u32::try_from(at).unwrap_or(0);
        }
        at += 1;
        let kept = at > until;
        node.end -= if kept { gone } else { 0 };
        kept
    });
    marks.retain(|mark| stays(mark.span));
    parts.retain(|part| stays(part.span));
}

/// The text while it is written.
pub(super) struct Paper<'t> {
    pub source: &'t str,
    pub lines: &'t LineIndex,
    pub out: Built,
    /// Blocks that are open: index in `nodes`, and where their words begin.
    pub open: Vec<(usize, u32)>,
    /// For each quote, list and item that is open in the source: whether it became a block.
    containers: Vec<bool>,
}

impl<'t> Paper<'t> {
    /// Nothing written yet of `source`.
    pub(super) fn new(source: &'t str, lines: &'t LineIndex) -> Self {
        let out = Built { text: String::with_capacity(source.len()), ..Built::default() };
        Self { source, lines, out, open: Vec::new(), containers: Vec::new() }
    }

    /// The end of the reading text so far.
    pub(super) fn here(&self) -> u32 {
        u32::try_from(self.out.text.len()).unwrap_or(u32::MAX)
    }

    /// Adds words that stand at byte `at` of the source.
    pub(super) fn push(&mut self, words: &str, at: usize) {
        for (i, piece) in words.split_inclusive('\n').scan(0, |sum, piece| {
            let start = *sum;
            *sum += piece.len();
            Some((start, piece))
        }) {
            let source = u32::try_from(at + i).unwrap_or(u32::MAX);
            let line = self.lines.line(source);
            if let Some(Beyond::Deep { line: deep @ 0, .. }) = &mut self.out.beyond {
                *deep = line;
            }
            let here = self.here();
            if self.out.origin.last().is_none_or(|&(_, last)| last != line) {
                self.out.origin.push((here, line));
            }
            self.out.starts.push((here, source));
            self.out.text.push_str(piece);
        }
    }

    /// Takes the words from byte `from` of the reading text on back, of which nothing was said yet.
    pub(super) fn take_back(&mut self, from: u32) {
        self.out.text.truncate(from as usize);
        self.out.starts.truncate(self.out.starts.partition_point(|(start, _)| *start < from));
        while self.out.origin.last().is_some_and(|(start, _)| *start >= from) {
            self.out.origin.pop();
        }
    }

    /// Parts blocks from one another.
    pub(super) fn gap(&mut self) {
        if !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            self.out.text.push('\n');
        }
    }

    /// Gives bytes of the reading text a role.
    pub(super) fn claim(&mut self, span: Span, role: Role, rule: Rule) {
        self.out.parts.push(Part { span, role, rule });
    }

    pub(super) fn line_break(&mut self) {
        let here = self.here();
        self.out.marks.push(Mark { span: Span { start: here, end: here }, kind: MarkKind::LineBreak });
        self.out.text.push('\n');
    }

    /// A block without children, complete.
    pub(super) fn node(&mut self, kind: Block, span: Span) {
        let end = u32::try_from(self.out.nodes.len() + 1).unwrap_or(u32::MAX);
        self.out.nodes.push(Node { kind, span, end });
    }

    pub(super) fn open_block(&mut self, kind: Block) {
        self.gap();
        self.open.push((self.out.nodes.len(), self.here()));
        let here = self.here();
        self.out.nodes.push(Node { kind, span: Span { start: here, end: here }, end: 0 });
    }

    pub(super) fn close_block(&mut self) {
        let Some((index, start)) = self.open.pop() else { return };
        let span = Span { start, end: self.here() }.trimmed(&self.out.text);
        if span.is_empty() && index + 1 == self.out.nodes.len() && self.out.nodes[index].kind == Block::Paragraph {
            self.out.nodes.pop();
            return self.gap();
        }
        let count = u32::try_from(self.out.nodes.len()).unwrap_or(u32::MAX);
        let node = &mut self.out.nodes[index];
        node.span = span;
        node.end = count;
        if is_leaf(node.kind) {
            self.claim(span, Role::Body, BODY);
        }
        self.out.text.push('\n');
    }

    /// The innermost open block.
    pub(super) fn around(&self) -> Option<Block> {
        self.open.last().map(|&(at, _)| self.out.nodes[at].kind)
    }

    /// Whether words would go into a block that is open.
    pub(super) fn in_leaf(&self) -> bool {
        self.around().is_some_and(is_leaf)
    }

    /// Where words go now. Words directly in an item, footnote or quote get a paragraph of their own.
    pub(super) fn leaf_here(&mut self) -> u32 {
        if !self.in_leaf() {
            self.open_block(Block::Paragraph);
        }
        self.here()
    }

    /// Whether the open block holds no words yet.
    pub(super) fn leaf_is_empty(&self) -> bool {
        self.open.last().is_some_and(|&(_, start)| self.out.text[start as usize..].trim().is_empty())
    }

    /// Whether words stand in the open block that words go into.
    pub(super) fn has_words(&self) -> bool {
        self.in_leaf() && !self.leaf_is_empty()
    }

    /// Closes a paragraph that `leaf_here` opened.
    pub(super) fn close_loose(&mut self) {
        if self.around() == Some(Block::Paragraph) {
            self.close_block();
        }
    }

    /// Opens a quote, list or item; one that lies too deep leaves its words to the block around it.
    pub(super) fn open_container(&mut self, kind: Block) {
        self.close_loose();
        let fits = self.open.len() < DEEPEST;
        self.containers.push(fits);
        if fits {
            self.open_block(kind);
        } else {
            // on the line of the words to come
            self.out.beyond.get_or_insert(Beyond::Deep { most: DEEPEST, line: 0 });
        }
    }

    pub(super) fn close_container(&mut self) {
        self.close_loose();
        if self.containers.pop().unwrap_or(false) {
            self.close_block();
        }
    }

    /// All blocks closed, marks in order.
    pub(super) fn finish(mut self) -> Built {
        while !self.open.is_empty() {
            self.close_block();
        }
        self.out.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        self.out
    }
}

/// Whether words stand directly in a block.
pub(super) fn is_leaf(kind: Block) -> bool {
    matches!(kind, Block::Heading(_) | Block::Paragraph | Block::Cell(_) | Block::Code { .. } | Block::Figure)
}
