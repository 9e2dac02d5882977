//! Raw HTML on its way into the reading text, read as that of a saved page is. Its elements may hold Markdown, and Markdown may
//! hold them: each closes no more than what it opened.

use super::super::html::is_block;
use super::super::html::table::Grid;
use super::super::html::tag::{Tag, characters, mark};
use super::builder::Builder;
use super::elements::{Became, Element};
use super::html::{Closings, PLAYERS, PROGRAMS, Piece, closings, pieces};
use super::spans::{Open, Opened};
use super::vault;
use crate::model::block::Block;
use crate::text::Span;
use std::ops::Range;

/// What is open of raw HTML.
#[derive(Default)]
pub(super) struct Raw {
    /// The lines of the block of HTML that is being read, and where each stands in the source.
    pub block: Option<Vec<(usize, String)>>,
    pub elements: Vec<Element>,
    /// For each block of Markdown that is open: how many elements and marks were open before it.
    pub fences: Vec<(usize, usize)>,
    /// How many blocks of Markdown are open that became words of a cell, a heading or a caption.
    pub flattened: usize,
    /// How many elements stand around the outermost one that is not shown.
    pub hiding: Option<usize>,
    /// The columns of the open table.
    pub grid: Grid,
    /// Whether white space came behind the last words.
    pub gap: bool,
    /// Where elements are closed last, once it was asked for.
    pub closings: Option<Closings>,
    /// Bytes that were looked at ahead.
    pub looked: usize,
}

/// Words that show nothing and wait for the end of the block that they stand in.
pub(super) struct Silent {
    /// Their place in the source.
    pub at: usize,
    pub words: String,
    /// Whether an element hides them that says so of itself.
    pub is_hidden: bool,
}

/// Elements whose end may be left out.
const OPTIONAL: [&str; 9] = ["li", "p", "dt", "dd", "tr", "td", "th", "thead", "tbody"];

/// Elements that hold nothing.
const VOID: [&str; 9] = ["img", "br", "hr", "input", "wbr", "source", "track", "col", "embed"];

/// No more elements or marks than this are open at once: those within are looked at for each that closes.
pub(super) const OPEN: usize = 400;

/// A block of HTML, or a tag within a line.
pub(super) struct Stretch<'h> {
    pub whole: &'h str,
    /// Where each of its lines begins in it and in the source.
    starts: Vec<(usize, usize)>,
    /// Whether it is a block of its own.
    is_block: bool,
}

impl Stretch<'_> {
    pub fn source(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        self.starts.get(after.saturating_sub(1)).map_or(0, |(start, at)| at + (offset - start))
    }
}

impl Builder<'_> {
    /// A piece of raw HTML. What stands in a block of it waits for the block's end: a comment may run over many lines.
    pub(super) fn raw_html(&mut self, html: String, at: usize) {
        match &mut self.raw.block {
            Some(lines) => lines.push((at, html)),
            None => self.read_html(&[(at, html)], false),
        }
    }

    /// Begins a block of raw HTML.
    pub(super) fn open_html(&mut self) {
        self.raw.closings.get_or_insert_with(|| closings(self.paper.source));
        self.paper.close_loose();
        self.raw.block = Some(Vec::new());
    }

    /// Ends a block of raw HTML. What is never closed ends with it.
    pub(super) fn close_html(&mut self) {
        let lines = self.raw.block.take().unwrap_or_default();
        self.read_html(&lines, true);
        self.paper.close_loose();
        let (elements, marks) = self.fence();
        let at = lines.last().map_or(0, |(at, line)| at + line.len());
        let lost = (elements..self.raw.elements.len()).find(|&index| {
            let Element { name, became } = &self.raw.elements[index];
            let is_optional = OPTIONAL.contains(&name.as_str());
            match self.raw.hiding == Some(index) {
                true => is_optional || !self.is_closed_behind(name, at),
                false => *became != Became::Nothing && !is_optional && !self.is_closed_behind(name, at),
            }
        });
        lost.into_iter().for_each(|lost| self.close_elements(lost));
        let is_open = |open: &Open| open.tag.as_deref() == Some("a") && self.is_closed_behind("a", at);
        let kept = self.spans[marks..].iter().take_while(|open| is_open(open)).count();
        self.spans.truncate(marks + kept);
    }

    /// Begins a block of Markdown. Gives whether its words go into a block that holds no others.
    pub(super) fn enter(&mut self, is_part: bool) -> bool {
        if self.raw.flattened == 0 && !is_part {
            self.imply();
        }
        self.raw.fences.push((self.raw.elements.len(), self.spans.len()));
        let is_flat = self.raw.flattened > 0 || self.is_flat();
        if is_flat {
            self.raw.flattened += 1;
            self.part_words();
        }
        is_flat
    }

    /// Ends a block of Markdown with all that was opened in it. Gives what [`Self::enter`] gave.
    pub(super) fn leave(&mut self) -> bool {
        let (elements, marks) = self.raw.fences.pop().unwrap_or_default();
        self.close_elements(elements);
        self.spans.truncate(marks);
        let is_flat = self.raw.flattened > 0;
        self.raw.flattened -= usize::from(is_flat);
        is_flat
    }

    /// How many elements and marks are open around the open block of Markdown.
    pub(super) fn fence(&self) -> (usize, usize) {
        self.raw.fences.last().copied().unwrap_or_default()
    }

    /// Whether the open block holds words and no blocks.
    pub(super) fn is_flat(&self) -> bool {
        self.paper.in_leaf() && self.paper.around() != Some(Block::Paragraph)
    }

    /// Keeps words apart that are not shown. Gives whether they are such.
    pub(super) fn hides(&mut self, words: &str, at: usize) -> bool {
        let hides = self.raw.hiding.is_some();
        if hides && !words.trim().is_empty() {
            match self.silent.last_mut().filter(|last| last.is_hidden) {
                Some(last) => {
                    let is_next = at <= last.at + last.words.len() + 2;
                    last.words.push_str(if is_next { "" } else { " " });
                    last.words.push_str(words);
                }
                None => self.silent.push(Silent { at, words: words.to_owned(), is_hidden: true }),
            }
        }
        hides
    }

    /// Ends all that raw HTML opened.
    pub(super) fn close_all(&mut self) {
        self.close_elements(0);
    }

    fn read_html(&mut self, lines: &[(usize, String)], is_block: bool) {
        let mut starts = Vec::with_capacity(lines.len());
        let mut whole = String::new();
        for (at, line) in lines {
            starts.push((whole.len(), *at));
            whole.push_str(line);
        }
        let stretch = Stretch { whole: &whole, starts, is_block };
        let pieces = pieces(&whole);
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Words(offset, words) => self.raw_words(words, stretch.source(*offset)),
                Piece::Silent(offset, words) => self.keep(stretch.source(*offset), words),
                Piece::Tag(_, tag) if self.raw.hiding.is_some() && (!tag.closes || VOID.contains(&&*tag.name)) => {
                    self.hidden(tag);
                }
                Piece::Tag(_, tag) if tag.closes => self.closes(&tag.name),
                Piece::Tag(range, tag) if self.is_placeholder(tag, stretch.source(range.end)) => {
                    self.raw_words(&whole[range.clone()], stretch.source(range.start));
                }
                Piece::Tag(range, tag) if tag.name == "img" => {
                    let alone =
                        is_block && !self.is_flat() && !self.paper.has_words() && is_alone(&pieces[index + 1..]);
                    self.raw_picture(stretch.source(range.start)..stretch.source(range.end), tag, alone);
                }
                Piece::Tag(range, tag) if PLAYERS.contains(&&*tag.name) && !self.in_picture() => {
                    let inner = match pieces.get(index + 1) {
                        Some(Piece::Silent(_, inner)) => inner,
                        _ => "",
                    };
                    self.player(
                        tag,
                        inner,
                        stretch.source(range.start)..stretch.source(range.end + inner.len()),
                        is_block,
                    );
                }
                Piece::Tag(range, tag) => self.opens(tag, range.clone(), &stretch),
            }
        }
    }

    /// Whether what ends at byte `at` of the source is no tag, but stands for what readers are to fill in, or for a type.
    fn is_placeholder(&mut self, tag: &Tag, at: usize) -> bool {
        let is_made_up = tag.is_made_up() && !self.paper.source[..at].ends_with("/>");
        if is_made_up {
            self.raw.closings.get_or_insert_with(|| closings(self.paper.source));
        }
        is_made_up && !self.is_closed_behind(&tag.name, at) && !self.in_picture()
    }

    fn raw_words(&mut self, words: &str, at: usize) {
        if self.hides(words, at) {
            return;
        }
        if matches!(self.paper.around(), Some(Block::Code { .. })) {
            // the break behind the tag is none
            let words = if self.paper.leaf_is_empty() { words.trim_start_matches(['\r', '\n']) } else { words };
            return self.paper.push(&characters(words), at);
        }
        let mut offset = 0;
        for word in words.split_inclusive(char::is_whitespace) {
            let begins = at + offset;
            offset += word.len();
            let bare = word.trim_end();
            let shown = characters(bare);
            let shown = shown.trim_start_matches(|c| c == vault::MARK && !self.paper.source[begins..].starts_with(c));
            let words = shown.trim();
            self.raw.gap |= words.len() < shown.trim_end().len();
            if !words.is_empty() {
                self.imply();
                self.part_from(begins);
                self.paper.leaf_here();
                self.paper.push(words, begins);
            }
            self.raw.gap |= bare.len() < word.len() || shown.trim_end().len() < shown.len();
        }
    }

    /// The space before words to come, at byte `at` of the source.
    pub(super) fn part_from(&mut self, at: usize) {
        let is_gap = std::mem::take(&mut self.raw.gap);
        if is_gap && self.paper.has_words() && !self.paper.out.text.ends_with(char::is_whitespace) {
            self.paper.push(" ", at);
        }
    }

    /// An element within one that is not shown.
    pub(super) fn hidden(&mut self, tag: &Tag) {
        if !VOID.contains(&&*tag.name) && self.raw.elements.len() < OPEN {
            self.raw.elements.push(Element { name: tag.name.clone(), became: Became::Nothing });
        }
    }

    fn opens(&mut self, tag: &Tag, range: Range<usize>, stretch: &Stretch<'_>) {
        let at = stretch.source(range.start);
        let name = &*tag.name;
        if let Some(place) = tag.attribute("id").or_else(|| tag.attribute("name")) {
            let here = self.paper.here();
            self.paper.out.places.push((place.into(), here));
        }
        let hides = (tag.hides() || PROGRAMS.contains(&name)) && !VOID.contains(&name) && !self.in_picture();
        match name {
            _ if hides => {
                self.raw.hiding = Some(self.raw.elements.len());
                self.hidden(tag);
            }
            _ if self.in_picture() => {}
            "br" if self.paper.in_leaf() => self.paper.line_break(),
            "hr" if self.paper.in_leaf() && (self.is_flat() || !stretch.is_block) => self.part_words(),
            "hr" => {
                self.paper.close_loose();
                self.rule();
            }
            // the next words of a drawing
            "text" => self.part_words(),
            "a" => self.raw_link(tag, at),
            name if is_block(name) && stretch.is_block => {
                let of_data = matches!(name, "table" | "figure") && self.is_of_data(name, range.start, at, stretch);
                self.opens_block(tag, of_data);
            }
            name if is_block(name) => self.part_words(),
            name => {
                if let Some(kind) = mark(name) {
                    self.open_tag(name, Opened::Mark(kind));
                }
            }
        }
    }

    /// Words to come stand on another line of the open block.
    pub(super) fn part_words(&mut self) {
        if self.paper.has_words() && !self.paper.out.text.ends_with('\n') {
            self.paper.line_break();
        }
    }

    /// A break of thought.
    pub(super) fn rule(&mut self) {
        self.imply();
        if self.is_flat() {
            return self.part_words();
        }
        self.paper.gap();
        let here = self.paper.here();
        self.paper.node(Block::Break, Span { start: here, end: here });
    }

    fn closes(&mut self, name: &str) {
        let (elements, marks) = self.fence();
        if let Some(at) = self.raw.elements[elements..].iter().rposition(|element| element.name == name) {
            return self.close_elements(elements + at);
        }
        let of_html = self.spans[marks..].iter().rev().take_while(|open| open.tag.is_some());
        let count = of_html.take_while(|open| open.tag.as_deref() != Some(name)).count();
        let at = self.spans.len().checked_sub(count + 1).filter(|&at| at >= marks);
        if let Some(at) = at.filter(|&at| self.spans[at].tag.as_deref() == Some(name)) {
            self.spans.truncate(at + 1);
            self.close_tag();
        } else if is_block(name) && self.raw.hiding.is_none() {
            if self.is_flat() || self.raw.block.is_none() && self.paper.in_leaf() {
                self.part_words();
            } else {
                self.paper.close_loose();
            }
        }
    }
}

/// Whether no words stand on the line of a picture, before the `pieces` behind it.
fn is_alone(pieces: &[Piece<'_>]) -> bool {
    let next = pieces.iter().find(|piece| match piece {
        Piece::Words(_, words) => !words.trim().is_empty(),
        Piece::Tag(_, tag) => is_block(&tag.name) || matches!(&*tag.name, "br" | "img"),
        Piece::Silent(..) => false,
    });
    !matches!(next, Some(Piece::Words(..)))
}
