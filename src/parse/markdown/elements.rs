//! Elements of raw HTML as blocks: lists, quotations, tables, headings, code, pictures with captions.

use super::super::html::is_block;
use super::super::html::table::{Grid, holds_data, span};
use super::super::html::tag::Tag;
use super::builder::Builder;
use super::html::closing;
use super::raw::{OPEN, Stretch};
use crate::model::block::{Align, Block};
use crate::text::Span;

/// An element that is open.
pub(super) struct Element {
    pub name: String,
    pub became: Became,
}

/// What an element became.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    Nothing,
    /// A quote, a list or an item.
    Container,
    /// A table of which no row has come.
    Waiting,
    /// A table, a heading, code or a picture with its caption.
    Block,
    /// A row; whether it has cells, all of them headers.
    Row(Option<bool>),
    Cell,
}

impl Builder<'_> {
    pub(super) fn opens_block(&mut self, tag: &Tag, of_data: bool) {
        let name = &*tag.name;
        self.end_before(name);
        if self.raw.elements.len() >= OPEN {
            return self.paper.close_loose();
        }
        if self.is_flat() {
            self.part_words();
            self.raw.elements.push(Element { name: name.to_owned(), became: Became::Nothing });
            return;
        }
        self.paper.close_loose();
        if !matches!(name, "li" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption" | "p" | "div") {
            self.imply();
        }
        if self.is_flat() {
            self.raw.elements.push(Element { name: name.to_owned(), became: Became::Nothing });
            return;
        }
        let became = match name {
            "ul" | "ol" | "menu" => {
                let start = (name == "ol").then(|| tag.attribute("start").and_then(|n| n.parse().ok()).unwrap_or(1));
                self.paper.open_container(Block::List { start });
                Became::Container
            }
            "li" if matches!(self.paper.around(), Some(Block::List { .. })) => {
                self.paper.open_container(Block::Item);
                Became::Container
            }
            "blockquote" => {
                self.paper.open_container(Block::Quote);
                Became::Container
            }
            "table" if of_data => Became::Waiting,
            "tr" if self.begins_row() => {
                self.paper.open_block(Block::Row { head: false });
                self.raw.grid.column = 0;
                Became::Row(None)
            }
            "td" | "th" if matches!(self.paper.around(), Some(Block::Row { .. })) => {
                self.begins_cell(tag);
                Became::Cell
            }
            "pre" => {
                self.paper.gap();
                let here = self.paper.here();
                self.paper.open_block(Block::Code { language: Span { start: here, end: here } });
                Became::Block
            }
            "figure" if of_data => {
                self.paper.open_block(Block::Figure);
                Became::Block
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paper.open_block(Block::Heading(name.as_bytes()[1] - b'0'));
                Became::Block
            }
            _ => Became::Nothing,
        };
        self.raw.elements.push(Element { name: name.to_owned(), became });
    }

    /// Whether a row may begin; begins its table.
    fn begins_row(&mut self) -> bool {
        if self.paper.around() == Some(Block::Table) {
            return true;
        }
        let first = self.fence().0;
        let Some(table) = self.raw.elements[first..].iter_mut().rev().find(|element| element.name == "table") else {
            return false;
        };
        if table.became != Became::Waiting {
            return false;
        }
        table.became = Became::Block;
        self.paper.open_block(Block::Table);
        self.raw.grid = Grid::default();
        true
    }

    fn begins_cell(&mut self, tag: &Tag) {
        self.covered();
        let over = |name| span(tag.attribute(name).as_deref());
        self.raw.grid.place(over("colspan"), over("rowspan"));
        self.paper.open_block(Block::Cell(Align::Natural));
        if let Some(Element { became: Became::Row(heads), .. }) = self.raw.elements.last_mut() {
            *heads = Some(tag.name == "th" && heads.unwrap_or(true));
        }
    }

    /// Empty cells where one from a row above goes over the next columns.
    fn covered(&mut self) {
        while self.raw.grid.is_covered() {
            self.empty_cell();
        }
    }

    fn empty_cell(&mut self) {
        self.paper.open_block(Block::Cell(Align::Natural));
        self.paper.close_block();
    }

    /// Opens what words or blocks need that would stand in a list, a table or a row.
    pub(super) fn imply(&mut self) {
        let missing: &[&str] = match self.paper.around() {
            Some(Block::List { .. }) => &["<li>"],
            Some(Block::Table) => &["<tr>", "<td>"],
            Some(Block::Row { .. }) => &["<td>"],
            _ => return,
        };
        for tag in missing.iter().filter_map(|tag| Tag::read(tag)) {
            self.opens_block(&tag, false);
        }
    }

    /// Ends the elements that the next one of this name ends.
    fn end_before(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "tr" | "thead" | "tbody" | "tfoot" => (&["tr", "caption"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => (&["h1", "h2", "h3", "h4", "h5", "h6"], &["td", "th", "li"]),
            _ => return,
        };
        let first = self.fence().0;
        let near = self.raw.elements[first..]
            .iter()
            .rposition(|element| ended.contains(&element.name.as_str()) || within.contains(&element.name.as_str()));
        if let Some(at) = near.map(|at| first + at).filter(|&at| ended.contains(&self.raw.elements[at].name.as_str())) {
            self.close_elements(at);
        }
    }

    /// Ends elements until `count` are open.
    pub(super) fn close_elements(&mut self, count: usize) {
        while self.raw.elements.len() > count {
            let Some(element) = self.raw.elements.pop() else { return };
            match element.became {
                Became::Nothing | Became::Waiting if self.is_flat() => {
                    if is_block(&element.name) && self.raw.hiding.is_none() {
                        self.part_words();
                    }
                }
                Became::Nothing | Became::Waiting => {
                    if is_block(&element.name) && self.raw.flattened == 0 {
                        self.paper.close_loose();
                    }
                }
                Became::Container => self.paper.close_container(),
                Became::Block => self.paper.close_block(),
                Became::Row(heads) => {
                    self.covered();
                    if let Some(&(at, _)) = self.paper.open.last() {
                        self.paper.out.nodes[at].kind = Block::Row { head: heads == Some(true) };
                    }
                    self.paper.close_block();
                }
                Became::Cell => {
                    self.paper.close_block();
                    (0..std::mem::take(&mut self.raw.grid.more)).for_each(|_| self.empty_cell());
                }
            }
            if self.raw.hiding.is_some_and(|outer| outer >= self.raw.elements.len()) {
                self.raw.hiding = None;
            }
        }
    }

    /// Whether an element of this name is closed behind byte `at` of the source.
    pub(super) fn is_closed_behind(&self, name: &str, at: usize) -> bool {
        self.raw.closings.as_ref().and_then(|last| last.get(name)).is_some_and(|&last| last >= at)
    }

    /// Whether a table is one of data, or a figure one of a picture with its caption: where nothing but HTML stands in it.
    pub(super) fn is_of_data(&mut self, name: &str, offset: usize, at: usize, stretch: &Stretch<'_>) -> bool {
        if self.raw.elements.iter().any(|element| element.name == name) {
            return false;
        }
        let inner = &stretch.whole[offset..];
        let source = self.paper.source;
        let within = match closing(inner, name) {
            Some(end) => &inner[..end],
            None if self.is_closed_behind(name, at) && self.raw.looked < source.len() => {
                let rest = &source[at..];
                let within = closing(rest, name).map_or("", |end| &rest[..end]);
                self.raw.looked += within.len();
                let is_html = |line: &str| {
                    let line = line.trim_start_matches([' ', '\t', '>']);
                    line.trim().is_empty() || line.starts_with('<')
                };
                if !within.lines().all(is_html) {
                    return false;
                }
                within
            }
            None => return false,
        };
        if name == "table" {
            return holds_data(within);
        }
        let holds = |tag: &str| within.contains(tag);
        holds("<img")
            && holds("<figcaption")
            && !["<table", "<ul", "<ol", "<blockquote", "<pre"].iter().any(|tag| holds(tag))
    }
}
