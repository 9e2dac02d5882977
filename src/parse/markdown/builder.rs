//! From pulldown-cmark's events to words, blocks, marks and references.

use super::super::paper::Paper;
use super::foreign;
use super::picture;
use super::raw::{Raw, Silent};
use super::spans::{Open, Opened};
use super::target::shown;
use super::vault::{self, Vault};
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::block::{Align, Block, Mark, MarkKind};
use crate::text::{LineIndex, Span};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

const MARKUP: Rule =
    Rule { name: "silent-markup", why: "a comment, script, style or the name of a block, which shows nothing" };
const HIDDEN: Rule = Rule { name: "hidden", why: "stands in raw HTML that says of itself that it is not shown" };
const LANGUAGE: Rule = Rule { name: "code-language", why: "names the language of a block of code" };

/// Builds while events come.
pub(super) struct Builder<'t> {
    pub paper: Paper<'t>,
    /// Marks and links that are open.
    pub spans: Vec<Open>,
    /// Where paragraphs begin that hold nothing but pictures, and whether the open one is such.
    figures: BTreeSet<usize>,
    pub alone: bool,
    pub footnotes: BTreeMap<String, u16>,
    in_code: bool,
    /// How the columns of the open table are set, and which cell comes next.
    columns: (Vec<Align>, usize),
    /// Where the last cell ends in the source.
    cell_end: usize,
    pub raw: Raw,
    /// Words that show nothing and wait for the end of the block that they stand in, with their place in the source.
    pub silent: Vec<Silent>,
    /// Whether the words to come are a callout's title.
    entitled: bool,
    /// Where an open wiki-link leads that has no words of its own.
    pub bare: Option<String>,
    /// Whether the name of a wiki-link in a table is still to come, which is not shown: its words follow.
    pub named: bool,
    /// Signs of highlighted words, and where such words began that are open, with the block that they stand in.
    pub lights: Vec<usize>,
    pub lit_from: Option<(u32, Option<(usize, u32)>)>,
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
            raw: Raw::default(),
            silent: Vec::new(),
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
        self.close_all();
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
            self.keep(range.start, &self.paper.source[range.clone()]);
            *silent += 1;
        }
        if begins && self.paper.open.is_empty() {
            for Silent { at, words, is_hidden } in std::mem::take(&mut self.silent) {
                self.paper.gap();
                let start = self.paper.here();
                self.paper.push(&words, at);
                let (aside, rule) = if is_hidden { (Aside::Beyond, HIDDEN) } else { (Aside::Markup, MARKUP) };
                self.paper.claim(Span { start, end: self.paper.here() }, Role::Aside(aside), rule);
                self.paper.gap();
            }
        }
    }

    /// Keeps words apart that are markup.
    pub(super) fn keep(&mut self, at: usize, words: &str) {
        self.silent.push(Silent { at, words: words.to_owned(), is_hidden: false });
    }

    fn event(&mut self, event: Event<'_>, at: usize, end: usize) {
        match event {
            Event::Start(Tag::Image { link_type, dest_url, title, .. })
                if picture::is_picture(link_type, &dest_url) =>
            {
                self.open_picture(link_type, &dest_url, &title, at..end);
            }
            Event::Start(Tag::Paragraph) if self.figures.contains(&at) && self.begins_figures() => self.alone = true,
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
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => {
                self.paper.leaf_here();
                self.paper.push(if done { "☑ " } else { "☐ " }, at);
            }
        }
    }

    /// Whether pictures that stand alone may be blocks here.
    fn begins_figures(&mut self) -> bool {
        self.imply();
        !self.is_flat()
    }

    fn code(&mut self, words: &str, at: usize) {
        if self.hides(words, at) {
            return;
        }
        let start = self.paper.leaf_here();
        self.paper.push(words, at);
        let span = Span { start, end: self.paper.here() };
        self.paper.out.marks.push(Mark { span, kind: MarkKind::Code });
    }

    fn text(&mut self, words: &str, at: usize) {
        if self.hides(words, at) {
            return;
        }
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
        if is_block(&tag.to_end()) && self.enter(is_part(&tag.to_end())) {
            return;
        }
        match tag {
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.paper.open_block(Block::Paragraph);
            }
            Tag::HtmlBlock => self.open_html(),
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
        if is_block(&tag) && self.leave() {
            return;
        }
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
}

/// Whether a tag begins or ends a block of Markdown.
fn is_block(tag: &TagEnd) -> bool {
    is_part(tag)
        || matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::List(_)
                | TagEnd::FootnoteDefinition
                | TagEnd::DefinitionList
                | TagEnd::Table
        )
}

/// Whether it is a part of a list or table.
fn is_part(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
    )
}

fn align(written: Alignment) -> Align {
    match written {
        Alignment::None => Align::Natural,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Middle,
        Alignment::Right => Align::Right,
    }
}
