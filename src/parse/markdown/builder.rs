//! From pulldown-cmark's events to words, blocks, marks and references.

use super::super::paper::Paper;
use super::foreign;
use super::picture::{self, Picture};
use super::target::{link_target, shown, wiki_target};
use super::vault::{self, Vault};
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::block::{Align, Block, Mark, MarkKind};
use crate::model::reference::{RefKind, Reference, Target};
use crate::text::{LineIndex, Span};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

const MARKUP: Rule =
    Rule { name: "silent-markup", why: "a comment, script, style or the name of a block, which shows nothing" };
const LANGUAGE: Rule = Rule { name: "code-language", why: "names the language of a block of code" };

/// Builds while events come.
pub(super) struct Builder<'t> {
    pub paper: Paper<'t>,
    /// Marks and links that are open.
    pub spans: Vec<(u32, Opened)>,
    /// Where paragraphs begin that hold nothing but pictures, and whether the open one is such.
    figures: BTreeSet<usize>,
    pub alone: bool,
    footnotes: BTreeMap<String, u16>,
    in_code: bool,
    /// How the columns of the open table are set, and which cell comes next.
    columns: (Vec<Align>, usize),
    /// Where the last cell ends in the source.
    cell_end: usize,
    /// The open block of raw HTML: its lines, and where each stands.
    pub html: Option<Vec<(usize, String)>>,
    /// Words that show nothing and wait for the end of the block that they stand in, with their place in the source.
    pub silent: Vec<(usize, String)>,
    /// Tags `<sup>` and `<sub>` that are open: how many blocks there were, and where the words begin.
    pub raised: Vec<(MarkKind, usize, u32)>,
    /// Whether the words to come are a callout's title.
    entitled: bool,
    /// Where an open wiki-link leads that has no words of its own.
    bare: Option<String>,
    /// Whether the name of a wiki-link in a table is still to come, which is not shown: its words follow.
    named: bool,
    /// Signs of highlighted words, and where such words began that are open, with the block that they stand in.
    pub lights: Vec<usize>,
    pub lit_from: Option<(u32, Option<(usize, u32)>)>,
}

pub(super) enum Opened {
    Mark(MarkKind),
    Link { kind: RefKind, target: Target, place: (u32, u32) },
    Picture(Box<Picture>),
    Nothing,
}

impl<'t> Builder<'t> {
    pub fn new(source: &'t str, lines: &'t LineIndex) -> Self {
        let paper = Paper::new(source, lines);
        Self {
            paper,
            spans: Vec::new(),
            figures: BTreeSet::new(),
            alone: false,
            footnotes: BTreeMap::new(),
            in_code: false,
            columns: (Vec::new(), 0),
            cell_end: 0,
            html: None,
            silent: Vec::new(),
            raised: Vec::new(),
            entitled: false,
            bare: None,
            named: false,
            lights: Vec::new(),
            lit_from: None,
        }
    }

    /// Walks the Markdown that begins at byte `body` of the source.
    pub fn walk(&mut self, body: usize) {
        let mut options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_WIKILINKS
            | Options::ENABLE_HEADING_ATTRIBUTES;
        let mut vault = vault::read(self.paper.source, body);
        self.lights = std::mem::take(&mut vault.lights);
        let source = &vault.masked[body..];
        options.set(Options::ENABLE_MATH, foreign::holds_math(source));
        if source.contains("![") {
            let figures = picture::alone(Parser::new_ext(source, options));
            self.figures = figures.into_iter().map(|start| body + start).collect();
        }
        let mut seen = (0, 0);
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
            self.pass(&vault, &mut seen, body + range.start, matches!(event, Event::Start(_)));
            self.event(event, body + range.start, body + range.end);
        }
        self.pass(&vault, &mut seen, self.paper.source.len(), true);
    }

    /// Notes what the vault holds before byte `at`. What shows nothing is set between blocks: it may not stand within words
    /// that everybody sees.
    fn pass(&mut self, vault: &Vault, (names, silent): &mut (usize, usize), at: usize, begins: bool) {
        while let Some((name, _)) = vault.names.get(*names).filter(|(_, place)| *place < at) {
            self.paper.out.places.push((format!("^{name}").into(), self.paper.here().saturating_sub(2)));
            *names += 1;
        }
        while let Some(range) = vault.silent.get(*silent).filter(|range| range.start < at) {
            self.silent.push((range.start, self.paper.source[range.clone()].to_owned()));
            *silent += 1;
        }
        if begins && self.paper.open.is_empty() {
            for (at, words) in std::mem::take(&mut self.silent) {
                self.paper.gap();
                let start = self.paper.here();
                self.paper.push(&words, at);
                self.paper.claim(Span { start, end: self.paper.here() }, Role::Aside(Aside::Markup), MARKUP);
                self.paper.gap();
            }
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize, end: usize) {
        match event {
            Event::Start(Tag::Image { link_type, dest_url, title, .. })
                if picture::is_picture(link_type, &dest_url) =>
            {
                self.open_picture(link_type, &dest_url, &title, at..end);
            }
            Event::Start(Tag::Paragraph) if self.figures.contains(&at) => self.alone = true,
            Event::End(TagEnd::Paragraph) if self.alone => self.alone = false,
            // white space between pictures that stand alone
            Event::Text(_) | Event::SoftBreak | Event::HardBreak if self.alone && !self.in_picture() => {}
            Event::Text(words) if self.says_nothing(&words) => {}
            Event::SoftBreak | Event::HardBreak if self.entitled && self.spans.is_empty() => self.close_title(),
            Event::Start(tag) => self.start(tag, at..end),
            Event::End(tag) => self.end(tag, end),
            Event::Text(words) => self.text(&words, at),
            Event::Code(words) => {
                let inner = self.paper.source[at..end].find(&*words).unwrap_or(0);
                self.code(&words, at + inner);
            }
            // with its signs, for nothing sets it
            Event::InlineMath(_) | Event::DisplayMath(_) => self.code(&self.paper.source[at..end], at),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(html.into_string(), at),
            Event::SoftBreak => self.paper.out.text.push('\n'),
            Event::HardBreak => self.paper.line_break(),
            Event::FootnoteReference(label) => self.footnote_reference(&label, at),
            Event::Rule => {
                self.paper.gap();
                let here = self.paper.here();
                self.paper.node(Block::Break, Span { start: here, end: here });
            }
            Event::TaskListMarker(done) => {
                self.paper.leaf_here();
                self.paper.push(if done { "☑ " } else { "☐ " }, at);
            }
        }
    }

    fn code(&mut self, words: &str, at: usize) {
        let start = self.paper.leaf_here();
        self.paper.push(words, at);
        let span = Span { start, end: self.paper.here() };
        self.paper.out.marks.push(Mark { span, kind: MarkKind::Code });
    }

    fn text(&mut self, words: &str, at: usize) {
        if self.in_code {
            return self.paper.push(words, at);
        }
        if self.bare.take_if(|target| *target == words).is_some() {
            self.paper.leaf_here();
            return shown(words).into_iter().for_each(|(offset, words)| self.paper.push(words, at + offset));
        }
        let (words, at) = match words.split_once(vault::BAR).filter(|_| self.named) {
            Some((name, words)) => (words, at + name.len() + 1),
            None if self.named => return,
            None => (words, at),
        };
        self.named = false;
        let words = match words.strip_prefix(vault::MARK) {
            Some(rest) if !self.paper.source[at..].starts_with(vault::MARK) => rest.trim_start(),
            _ => words,
        };
        if !words.is_empty() {
            let at = if self.paper.source[at..].starts_with(words) { at } else { self.found(words, at) };
            self.paper.leaf_here();
            self.lit(words, at);
        }
    }

    /// Where `words` stand in the line of byte `at`.
    fn found(&self, words: &str, at: usize) -> usize {
        let line = self.paper.source[at..].split('\n').next().unwrap_or_default();
        at + line.find(words).unwrap_or(0)
    }

    /// Ends a callout's title.
    fn close_title(&mut self) {
        self.entitled = false;
        let Some(&(index, start)) = self.paper.open.last().filter(|_| self.paper.in_leaf()) else { return };
        let span = Span { start, end: self.paper.here() };
        if self.paper.out.nodes[index].kind == Block::Paragraph && !span.is_empty() {
            self.paper.out.marks.push(Mark { span, kind: MarkKind::Strong });
            self.paper.close_block();
        }
    }

    fn start(&mut self, tag: Tag<'_>, Range { start: at, end }: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.paper.open_block(Block::Paragraph);
            }
            Tag::HtmlBlock => {
                self.paper.close_loose();
                self.html = Some(Vec::new());
            }
            Tag::Heading { level, id, .. } => {
                self.paper.open_block(Block::Heading(level as u8));
                let here = self.paper.here();
                self.paper.out.places.extend(id.map(|id| (Arc::from(&*id), here)));
            }
            Tag::BlockQuote(_) => self.quotation(at),
            Tag::CodeBlock(kind) => self.code_block(kind, at),
            Tag::List(start) => {
                self.paper.open_container(Block::List { start: start.map(|n| u32::try_from(n).unwrap_or(1)) });
            }
            Tag::Item => self.paper.open_container(Block::Item),
            Tag::FootnoteDefinition(label) => {
                let index = self.footnote(&label);
                self.paper.open_container(Block::Footnote(index));
            }
            Tag::DefinitionList => self.paper.open_container(Block::List { start: None }),
            Tag::Table(columns) => {
                self.columns.0 = columns.into_iter().map(align).collect();
                self.paper.open_block(Block::Table);
            }
            Tag::TableHead => self.row(true),
            Tag::TableRow => self.row(false),
            Tag::TableCell => {
                let align = self.columns.0.get(self.columns.1).copied().unwrap_or_default();
                self.columns.1 += 1;
                self.cell_end = end;
                self.paper.open_block(Block::Cell(align));
            }
            Tag::Emphasis => self.open_span(Opened::Mark(MarkKind::Emphasis)),
            Tag::Strong => self.open_span(Opened::Mark(MarkKind::Strong)),
            Tag::Strikethrough => self.open_span(Opened::Mark(MarkKind::Struck)),
            Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. } => {
                self.link(link_type, &dest_url, at);
            }
            Tag::Superscript | Tag::Subscript => self.open_span(Opened::Nothing),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        match tag {
            TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::DefinitionList => {
                self.paper.close_container();
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.paper.close_block();
            }
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::Paragraph if self.entitled => {
                self.close_title();
                self.paper.close_loose();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableCell => self.paper.close_block(),
            TagEnd::TableRow => {
                self.surplus(end);
                self.paper.close_block();
            }
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

    fn code_block(&mut self, kind: CodeBlockKind<'_>, at: usize) {
        self.paper.close_loose();
        self.paper.gap();
        let language = match kind {
            CodeBlockKind::Fenced(info) if !info.trim().is_empty() => {
                let start = self.paper.here();
                let offset = self.paper.source[at..].find(info.trim()).unwrap_or(0);
                self.paper.push(info.trim(), at + offset);
                let span = Span { start, end: self.paper.here() };
                self.paper.claim(span, Role::Meta(Field::Label), LANGUAGE);
                span
            }
            _ => Span { start: self.paper.here(), end: self.paper.here() },
        };
        self.paper.open_block(Block::Code { language });
        self.in_code = true;
    }

    /// A quotation, or a callout: `> [!kind]- Title`. One that vaults and forges do not know is called what it calls itself;
    /// one that folds stands open.
    fn quotation(&mut self, at: usize) {
        let source = self.paper.source;
        let line = source[at..].lines().next().unwrap_or_default().trim_start();
        let bare = line.strip_prefix('>').unwrap_or(line).trim_start();
        let Some(head) = vault::head(bare) else { return self.paper.open_container(Block::Quote) };
        let (block, known) = vault::callout(head.kind);
        self.paper.open_container(block);
        self.entitled = !head.title.is_empty();
        if !known && !self.entitled {
            self.paper.open_block(Block::Paragraph);
            self.paper.push(head.kind, self.found(head.kind, at));
            self.close_title();
        }
    }

    fn row(&mut self, head: bool) {
        self.columns.1 = 0;
        self.paper.open_block(Block::Row { head });
    }

    /// Cells that a row has beyond the columns of its table, whose words are shown as they are written. The row ends at byte
    /// `end`.
    fn surplus(&mut self, end: usize) {
        let source = self.paper.source;
        let mut at = self.cell_end;
        for cell in source[self.cell_end..end].split('|') {
            let words = cell.trim();
            if !words.is_empty() {
                self.paper.open_block(Block::Cell(Align::Natural));
                self.paper.push(words, at + cell.len() - cell.trim_start().len());
                self.paper.close_block();
            }
            at += cell.len() + 1;
        }
    }

    fn open_span(&mut self, opened: Opened) {
        // around pictures that stand alone there is no paragraph
        let around = self.alone && !self.in_picture();
        if around {
            self.paper.gap();
        }
        let here = if around { self.paper.here() } else { self.paper.leaf_here() };
        self.spans.push((here, opened));
    }

    fn close_span(&mut self) {
        let Some((start, opened)) = self.spans.pop() else { return };
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

    fn link(&mut self, link_type: LinkType, to: &CowStr<'_>, at: usize) {
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

    fn footnote(&mut self, label: &str) -> u16 {
        let next = u16::try_from(self.footnotes.len()).unwrap_or(u16::MAX);
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    /// A footnote's number is no word of the text: a character that shows nothing keeps its place.
    fn footnote_reference(&mut self, label: &str, at: usize) {
        let start = self.paper.leaf_here();
        let index = self.footnote(label);
        self.paper.push("\u{2060}", at);
        let span = Span { start, end: self.paper.here() };
        self.paper.out.marks.push(Mark { span, kind: MarkKind::Footnote(index) });
    }
}

fn align(written: Alignment) -> Align {
    match written {
        Alignment::None => Align::Natural,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Middle,
        Alignment::Right => Align::Right,
    }
}
