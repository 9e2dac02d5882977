//! From pulldown-cmark's events to words, blocks, marks and references.

use super::html::{Piece, pieces, unescape};
use crate::model::account::{Aside, Field, Part, Role, Rule};
use crate::model::block::{Block, Callout, Mark, MarkKind, Node};
use crate::model::reference::{RefKind, Reference, Target};
use crate::model::{Found, How};
use crate::text::{LineIndex, Span};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::sync::Arc;

const BODY: Rule = Rule { name: "body", why: "part of the article's text" };
const TITLE: Rule = Rule { name: "first-heading", why: "the first heading of the text" };
const MARKUP: Rule = Rule { name: "silent-markup", why: "a comment, script or style, which shows nothing" };
const LANGUAGE: Rule = Rule { name: "code-language", why: "names the language of a block of code" };

/// Blocks nest no deeper than this; pages are walked recursively, and nobody reads a quotation forty levels down.
const DEEPEST: usize = 40;

/// What came out.
pub(super) struct Built {
    pub text: String,
    pub origin: Vec<(u32, u32)>,
    /// Where stretches of words come from: (offset in `text`, offset in the source).
    pub starts: Vec<(u32, u32)>,
    pub parts: Vec<Part>,
    pub nodes: Vec<Node>,
    pub marks: Vec<Mark>,
    pub refs: Vec<Reference>,
    pub title: Option<Found<Arc<str>>>,
}

impl Built {
    /// The byte of the source that byte `offset` of the reading text came from.
    pub fn source_offset(&self, offset: u32) -> u32 {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        self.starts.get(after.saturating_sub(1)).map_or(0, |&(start, source)| source + (offset - start))
    }
}

/// Builds while events come.
pub(super) struct Builder<'t> {
    source: &'t str,
    lines: &'t LineIndex,
    out: Built,
    /// Blocks that are open: index in `nodes`, and where their words begin.
    open: Vec<(usize, u32)>,
    /// Marks and links that are open.
    spans: Vec<(u32, Opened)>,
    footnotes: BTreeMap<String, u16>,
    silent: u32,
    in_code: bool,
    title_at: Option<usize>,
    /// For each quote, list and item that is open in the source: whether it became a block.
    containers: Vec<bool>,
}

enum Opened {
    Mark(MarkKind),
    Link { kind: RefKind, target: Target, place: (u32, u32) },
    Nothing,
}

impl<'t> Builder<'t> {
    pub fn new(source: &'t str, lines: &'t LineIndex) -> Self {
        let out = Built {
            text: String::with_capacity(source.len()),
            origin: Vec::new(),
            starts: Vec::new(),
            parts: Vec::new(),
            nodes: Vec::new(),
            marks: Vec::new(),
            refs: Vec::new(),
            title: None,
        };
        Self {
            source,
            lines,
            out,
            open: Vec::new(),
            spans: Vec::new(),
            footnotes: BTreeMap::new(),
            silent: 0,
            in_code: false,
            title_at: None,
            containers: Vec::new(),
        }
    }

    /// The end of the reading text so far.
    pub fn here(&self) -> u32 {
        u32::try_from(self.out.text.len()).unwrap_or(u32::MAX)
    }

    /// Adds words that stand at byte `at` of the source.
    pub fn push(&mut self, words: &str, at: usize) {
        for (i, piece) in words.split_inclusive('\n').scan(0, |sum, piece| {
            let start = *sum;
            *sum += piece.len();
            Some((start, piece))
        }) {
            let source = u32::try_from(at + i).unwrap_or(u32::MAX);
            let line = self.lines.line(source);
            let here = self.here();
            if self.out.origin.last().is_none_or(|&(_, last)| last != line) {
                self.out.origin.push((here, line));
            }
            self.out.starts.push((here, source));
            self.out.text.push_str(piece);
        }
    }

    /// Parts blocks from one another.
    pub fn gap(&mut self) {
        if !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            self.out.text.push('\n');
        }
    }

    /// Gives bytes of the reading text a role.
    pub fn claim(&mut self, span: Span, role: Role, rule: Rule) {
        self.out.parts.push(Part { span, role, rule });
    }

    /// Walks the Markdown that begins at byte `body` of the source.
    pub fn walk(&mut self, body: usize) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_WIKILINKS
            | Options::ENABLE_HEADING_ATTRIBUTES;
        for (event, range) in Parser::new_ext(&self.source[body..], options).into_offset_iter() {
            self.event(event, body + range.start, body + range.end);
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize, end: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.text(&words, at),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                let start = self.leaf_here();
                let inner = self.source[at..end].find(&*words).unwrap_or(0);
                self.push(&words, at + inner);
                let span = Span { start, end: self.here() };
                self.out.marks.push(Mark { span, kind: MarkKind::Code });
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, at),
            Event::SoftBreak => self.out.text.push('\n'),
            Event::HardBreak => self.line_break(),
            Event::FootnoteReference(label) => self.footnote_reference(&label, at),
            Event::Rule => {
                self.gap();
                let here = self.here();
                self.node(Block::Break, Span { start: here, end: here });
            }
            Event::TaskListMarker(done) => {
                self.leaf_here();
                self.push(if done { "☑ " } else { "☐ " }, at);
            }
        }
    }

    fn text(&mut self, words: &str, at: usize) {
        if !self.in_code {
            self.leaf_here();
        }
        self.push(words, at);
    }

    fn line_break(&mut self) {
        let here = self.here();
        self.out.marks.push(Mark { span: Span { start: here, end: here }, kind: MarkKind::LineBreak });
        self.out.text.push('\n');
    }

    /// A block without children, complete.
    fn node(&mut self, kind: Block, span: Span) {
        let end = u32::try_from(self.out.nodes.len() + 1).unwrap_or(u32::MAX);
        self.out.nodes.push(Node { kind, span, end });
    }

    fn open_block(&mut self, kind: Block) {
        self.gap();
        self.open.push((self.out.nodes.len(), self.here()));
        let here = self.here();
        self.out.nodes.push(Node { kind, span: Span { start: here, end: here }, end: 0 });
    }

    fn close_block(&mut self) {
        let Some((index, start)) = self.open.pop() else { return };
        let span = Span { start, end: self.here() }.trimmed(&self.out.text);
        let count = u32::try_from(self.out.nodes.len()).unwrap_or(u32::MAX);
        let node = &mut self.out.nodes[index];
        node.span = span;
        node.end = count;
        if is_leaf(node.kind) {
            let role = if self.silent > 0 { Role::Aside(Aside::Markup) } else { Role::Body };
            self.claim(span, role, BODY);
        }
        self.out.text.push('\n');
    }

    /// Where words go now. Words directly in an item, footnote or quote get a paragraph of their own.
    fn leaf_here(&mut self) -> u32 {
        let holds_words = self.open.last().is_some_and(|&(index, _)| is_leaf(self.out.nodes[index].kind));
        if !holds_words {
            self.open_block(Block::Paragraph);
        }
        self.here()
    }

    /// Closes a paragraph that `leaf_here` opened.
    fn close_loose(&mut self) {
        if self.open.last().is_some_and(|&(index, _)| self.out.nodes[index].kind == Block::Paragraph) {
            self.close_block();
        }
    }

    /// Opens a quote, list or item; one that lies too deep leaves its words to the block around it.
    fn open_container(&mut self, kind: Block) {
        self.close_loose();
        let fits = self.open.len() < DEEPEST;
        self.containers.push(fits);
        if fits {
            self.open_block(kind);
        }
    }

    fn close_container(&mut self) {
        self.close_loose();
        if self.containers.pop().unwrap_or(false) {
            self.close_block();
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition | Tag::HtmlBlock => {
                self.open_block(Block::Paragraph);
            }
            Tag::Heading { level, .. } => {
                let is_title = level as u8 == 1 && self.out.title.is_none() && self.title_at.is_none();
                self.open_block(Block::Heading(level as u8));
                if is_title {
                    self.title_at = Some(self.out.nodes.len() - 1);
                }
            }
            Tag::BlockQuote(kind) => {
                self.open_container(kind.map_or(Block::Quote, |kind| Block::Callout(callout(kind))));
            }
            Tag::CodeBlock(kind) => self.code_block(kind, at),
            Tag::List(start) => {
                self.open_container(Block::List { start: start.map(|n| u32::try_from(n).unwrap_or(1)) });
            }
            Tag::Item => self.open_container(Block::Item),
            Tag::FootnoteDefinition(label) => {
                let index = self.footnote(&label);
                self.open_container(Block::Footnote(index));
            }
            Tag::DefinitionList => self.open_container(Block::List { start: None }),
            Tag::Table(_) => self.open_block(Block::Table),
            Tag::TableHead => self.open_block(Block::Row { head: true }),
            Tag::TableRow => self.open_block(Block::Row { head: false }),
            Tag::TableCell => self.open_block(Block::Cell),
            Tag::Emphasis => self.open_span(Opened::Mark(MarkKind::Emphasis)),
            Tag::Strong => self.open_span(Opened::Mark(MarkKind::Strong)),
            Tag::Strikethrough => self.open_span(Opened::Mark(MarkKind::Struck)),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, at),
            Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                self.link(LinkType::WikiLink { has_pothole: false }, &dest_url, at);
            }
            Tag::Image { .. } | Tag::Superscript | Tag::Subscript => self.open_span(Opened::Nothing),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::DefinitionList => {
                self.close_container();
            }
            TagEnd::Heading(_) => {
                let index = self.open.last().map(|&(index, _)| index);
                self.close_block();
                if index == self.title_at.filter(|_| self.out.title.is_none()) {
                    self.take_title();
                }
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.close_block();
            }
            TagEnd::HtmlBlock => self.close_html_block(),
            TagEnd::Paragraph
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell => self.close_block(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript => {
                self.close_span();
            }
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// The first heading of level 1 is the title, not a block of the body.
    fn take_title(&mut self) {
        let Some(node) = self.out.nodes.last().copied().filter(|node| !node.span.is_empty()) else { return };
        self.out.nodes.pop();
        self.out.parts.pop();
        self.claim(node.span, Role::Meta(Field::Title), TITLE);
        let words = node.span.of(&self.out.text).split_whitespace().collect::<Vec<_>>().join(" ");
        self.out.title = Some(Found::new(words.into(), How::Text, Some(node.span)));
    }

    fn code_block(&mut self, kind: CodeBlockKind<'_>, at: usize) {
        self.close_loose();
        self.gap();
        let language = match kind {
            CodeBlockKind::Fenced(info) if !info.trim().is_empty() => {
                let start = self.here();
                let offset = self.source[at..].find(info.trim()).unwrap_or(0);
                self.push(info.trim(), at + offset);
                let span = Span { start, end: self.here() };
                self.claim(span, Role::Meta(Field::Label), LANGUAGE);
                span
            }
            _ => Span { start: self.here(), end: self.here() },
        };
        self.open_block(Block::Code { language });
        self.in_code = true;
    }

    fn open_span(&mut self, opened: Opened) {
        let here = self.leaf_here();
        self.spans.push((here, opened));
    }

    fn close_span(&mut self) {
        let Some((start, opened)) = self.spans.pop() else { return };
        let span = Span { start: start.min(self.here()), end: self.here() };
        match opened {
            Opened::Mark(kind) => self.out.marks.push(Mark { span, kind }),
            Opened::Link { kind, target, place } => {
                let Ok(index) = u16::try_from(self.out.refs.len()) else { return };
                let title = span.of(&self.out.text).trim();
                let title = (!title.is_empty()).then(|| Arc::from(title));
                self.out.refs.push(Reference {
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
                self.out.marks.push(Mark { span, kind: MarkKind::Link(index) });
            }
            Opened::Nothing => {}
        }
    }

    fn link(&mut self, link_type: LinkType, to: &CowStr<'_>, at: usize) {
        let place = self.lines.position(self.source, u32::try_from(at).unwrap_or(u32::MAX));
        let (kind, target) = match link_type {
            LinkType::WikiLink { .. } => (RefKind::WikiLink, wiki_target(to)),
            LinkType::Email => (RefKind::Link, Target::Url(format!("mailto:{to}").into())),
            _ => (RefKind::Link, link_target(to)),
        };
        self.open_span(Opened::Link { kind, target, place });
    }

    fn footnote(&mut self, label: &str) -> u16 {
        let next = u16::try_from(self.footnotes.len()).unwrap_or(u16::MAX);
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    fn footnote_reference(&mut self, label: &str, at: usize) {
        let start = self.leaf_here();
        let index = self.footnote(label);
        self.push(label, at + 2);
        let span = Span { start, end: self.here() };
        self.out.marks.push(Mark { span, kind: MarkKind::Footnote(index) });
    }

    fn raw_html(&mut self, html: &str, at: usize) {
        for piece in pieces(html) {
            match piece {
                Piece::Words(offset, words) => {
                    self.leaf_here();
                    self.push(&unescape(words), at + offset);
                }
                Piece::Silent(offset, words) => {
                    let inside = self.open.last().is_some_and(|&(index, _)| is_leaf(self.out.nodes[index].kind));
                    // words that nobody sees may not stand within a paragraph that everybody sees
                    if !inside
                        || self.out.nodes.last().is_some_and(|n| n.span.is_empty() && n.end == 0)
                            && self.leaf_is_empty()
                    {
                        let start = self.here();
                        self.push(words, at + offset);
                        self.claim(Span { start, end: self.here() }, Role::Aside(Aside::Markup), MARKUP);
                        self.gap();
                        self.restart_leaf();
                    }
                }
                Piece::Break if html.len() < 8 && html.to_ascii_lowercase().starts_with("<br") => self.line_break(),
                Piece::Break => {
                    if !self.out.text.ends_with('\n') {
                        self.out.text.push('\n');
                    }
                }
            }
        }
    }

    fn leaf_is_empty(&self) -> bool {
        self.open.last().is_some_and(|&(_, start)| self.out.text[start as usize..].trim().is_empty())
    }

    fn restart_leaf(&mut self) {
        let here = self.here();
        if let Some((index, start)) = self.open.last_mut().filter(|(index, _)| is_leaf(self.out.nodes[*index].kind)) {
            *start = here;
            self.out.nodes[*index].span = Span { start: here, end: here };
        }
    }

    /// A block of HTML without words leaves no paragraph.
    fn close_html_block(&mut self) {
        let index = self.open.last().map(|&(index, _)| index);
        self.close_block();
        if let Some(index) = index.filter(|&i| i + 1 == self.out.nodes.len() && self.out.nodes[i].span.is_empty()) {
            self.out.nodes.remove(index);
            self.out.parts.pop();
        }
    }

    /// All blocks closed, marks in order.
    pub fn finish(mut self) -> Built {
        while !self.open.is_empty() {
            self.close_block();
        }
        self.out.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        self.out
    }
}

/// Whether words stand directly in a block.
fn is_leaf(kind: Block) -> bool {
    matches!(kind, Block::Heading(_) | Block::Paragraph | Block::Cell | Block::Code { .. } | Block::Figure)
}

fn callout(kind: BlockQuoteKind) -> Callout {
    match kind {
        BlockQuoteKind::Note => Callout::Note,
        BlockQuoteKind::Tip => Callout::Tip,
        BlockQuoteKind::Important => Callout::Important,
        BlockQuoteKind::Warning => Callout::Warning,
        BlockQuoteKind::Caution => Callout::Caution,
    }
}

fn wiki_target(to: &str) -> Target {
    let (name, heading) = to.split_once('#').map_or((to, None), |(name, heading)| (name, Some(heading)));
    match (name.trim(), heading) {
        ("", Some(heading)) => Target::Here(heading.into()),
        ("", None) => Target::Nothing,
        (name, heading) => Target::Named { name: name.into(), heading: heading.map(Into::into) },
    }
}

fn link_target(to: &str) -> Target {
    let scheme = to
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|s| s.len() > 1 && s.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)));
    if scheme.is_some() || to.starts_with("//") {
        return Target::Url(to.into());
    }
    let (path, anchor) = to.split_once('#').map_or((to, None), |(path, anchor)| (path, Some(anchor)));
    let decoded = |part: &str| Arc::from(crate::model::site::decode(part));
    match (path, anchor) {
        ("", Some(anchor)) => Target::Here(decoded(anchor)),
        ("", None) => Target::Nothing,
        (path, anchor) => {
            Target::Path { path: decoded(path.split('?').next().unwrap_or(path)), anchor: anchor.map(decoded) }
        }
    }
}
