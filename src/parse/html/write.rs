//! The reading text of a page: its stretches in order, the article's as blocks with marks and links, all others as parts.

use super::address;
use super::dom::{Dom, Id, Kind};
use super::flow::{Event, Flow, Hidden, Stretch};
use super::table::{Grid, is_data, span};
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::block::{Align, Block, Mark, MarkKind};
use crate::model::reference::{RefKind, Reference, Target};
use crate::parse::paper::{Built, Paper};
use crate::text::{LineIndex, Span, word};
use std::collections::BTreeSet;
use std::sync::Arc;

const WINDOW: Rule = Rule { name: "window-title", why: "what the browser's window is called" };
const HIDDEN: Rule =
    Rule { name: "hidden", why: "shows only when a script or a style sheet says so, or where no script runs" };
const ALT: Rule = Rule { name: "picture", why: "the words of a picture among the article's paragraphs" };
const CAPTION: Rule = Rule { name: "caption", why: "the caption of a picture" };

/// What becomes of a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// A block of the body.
    Body,
    /// A picture's caption.
    Caption,
    /// A part that is no block.
    Part(Role, Rule),
}

/// Writes the page, with what its window was called at its head. `fates` are those of its stretches. Also gives the places of
/// the stretches in the reading text.
pub(super) fn write(
    dom: &Dom,
    flow: &Flow,
    fates: &[Fate],
    base: Option<&str>,
    source: &str,
    lines: &LineIndex,
) -> (Built, Vec<Span>) {
    let mut writer = Writer {
        dom,
        fates,
        base,
        paper: Paper::new(source, lines),
        opened: Vec::new(),
        bodies: bodies(dom, flow, fates),
        places: vec![Span { start: 0, end: 0 }; fates.len()],
        lists: 0,
        waiting: Vec::new(),
        grid: Grid::default(),
        ahead: BTreeSet::new(),
        next: 0,
        begun: false,
        end: fates.iter().rposition(|fate| *fate == Fate::Body).map_or(0, |last| last + 1),
    };
    if let Some(title) = dom.named("title").next() {
        let words = dom.words(title);
        writer.paper.push(&words, writer.byte(dom.node(title).line));
        let span = writer.since(0);
        writer.paper.claim(span, Role::Meta(Field::Title), WINDOW);
        writer.paper.gap();
    }
    for event in &flow.events {
        match event {
            Event::Open(id) => {
                writer.caption(*id, flow);
                writer.open(*id);
            }
            Event::Close => {
                writer.close();
                writer.bring(flow);
            }
            event => {
                if let Event::Words(at) = event {
                    writer.next = at + 1;
                    writer.begun |= fates[*at] == Fate::Body;
                }
                writer.write(event, flow);
            }
        }
    }
    (writer.paper.finish(), writer.places)
}

/// How many stretches of the body each node holds.
fn bodies(dom: &Dom, flow: &Flow, fates: &[Fate]) -> Vec<u32> {
    let mut held = vec![0; dom.len()];
    for (stretch, _) in flow.stretches.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Body) {
        for id in std::iter::successors(Some(stretch.block), |&id| dom.node(id).parent) {
            held[id as usize] += 1;
        }
    }
    held
}

/// What a block of the page became.
enum Opened {
    Nothing,
    /// A quote, a list or an item.
    Container,
    List,
    /// A table or block of code.
    Block,
    Row,
    Cell,
}

struct Writer<'d> {
    dom: &'d Dom,
    fates: &'d [Fate],
    base: Option<&'d str>,
    paper: Paper<'d>,
    opened: Vec<Opened>,
    bodies: Vec<u32>,
    places: Vec<Span>,
    lists: usize,
    /// Words apart from the body that a list, quote or table of it holds: they come behind it.
    waiting: Vec<&'d Event>,
    /// The columns of the open table.
    grid: Grid,
    /// Stretches that were written before their turn: those of a table's caption stand above it.
    ahead: BTreeSet<usize>,
    /// The stretch that comes next, whether one of the body has been, and where the last one of it ends.
    next: usize,
    begun: bool,
    end: usize,
}

impl<'d> Writer<'d> {
    fn write(&mut self, event: &'d Event, flow: &Flow) {
        if matches!(event, Event::Words(at) if self.ahead.remove(at)) {
            return;
        }
        let is_body = matches!(event, Event::Words(at) if self.fates[*at] == Fate::Body);
        if is_body && matches!(self.paper.around(), Some(Block::Table | Block::Row { .. })) {
            self.waiting.push(event);
            return;
        }
        if !is_body && self.paper.open.iter().any(|&(at, _)| self.paper.out.nodes[at].kind != Block::Paragraph) {
            self.waiting.push(event);
            return;
        }
        match event {
            Event::Words(at) => self.words(*at, &flow.stretches[*at]),
            Event::Hidden(at) => self.hidden(&flow.hidden[*at]),
            Event::Picture(id) => self.picture(*id),
            Event::Open(_) | Event::Close => {}
        }
    }

    /// Writes what waited, once no block is open.
    fn bring(&mut self, flow: &Flow) {
        if self.paper.open.is_empty() {
            std::mem::take(&mut self.waiting).into_iter().for_each(|event| self.write(event, flow));
        }
    }

    fn open(&mut self, id: Id) {
        let is_cell = match self.paper.around() {
            Some(Block::Table) => self.dom.name(id) == "tr" && self.dom.children(id).any(|id| self.is_cell(id)),
            Some(Block::Row { .. }) => self.is_cell(id),
            _ => false,
        };
        let opened = if self.bodies[id as usize] == 0 && !is_cell { Opened::Nothing } else { self.begin(id) };
        self.opened.push(opened);
    }

    fn begin(&mut self, id: Id) -> Opened {
        let in_cell = self
            .paper
            .open
            .last()
            .is_some_and(|&(at, _)| matches!(self.paper.out.nodes[at].kind, Block::Cell(_) | Block::Code { .. }));
        if in_cell {
            return Opened::Nothing;
        }
        match self.dom.name(id) {
            name @ ("ul" | "ol" | "menu") if self.bodies[id as usize] > 1 || self.items(id) > 1 => {
                let start =
                    (name == "ol").then(|| self.dom.attribute(id, "start").and_then(|n| n.parse().ok()).unwrap_or(1));
                self.paper.open_container(Block::List { start });
                self.lists += 1;
                Opened::List
            }
            "li" if self.lists > 0 && matches!(self.paper.around(), Some(Block::List { .. })) => {
                self.paper.open_container(Block::Item);
                Opened::Container
            }
            "blockquote" => {
                self.paper.open_container(Block::Quote);
                Opened::Container
            }
            "table" if is_data(self.dom, id) => {
                self.paper.close_loose();
                self.paper.open_block(Block::Table);
                self.grid = Grid::default();
                Opened::Block
            }
            "tr" if matches!(self.paper.around(), Some(Block::Table)) => {
                let mut cells = self.dom.children(id).filter(|&cell| self.is_cell(cell));
                let head = cells.all(|cell| self.dom.name(cell) == "th" || self.bodies[cell as usize] == 0);
                self.paper.open_block(Block::Row { head });
                self.grid.column = 0;
                Opened::Row
            }
            "td" | "th" if matches!(self.paper.around(), Some(Block::Row { .. })) => {
                self.covered();
                let over = |name| span(self.dom.attribute(id, name));
                self.grid.place(over("colspan"), over("rowspan"));
                self.paper.open_block(Block::Cell(Align::Natural));
                Opened::Cell
            }
            "pre" => {
                self.paper.close_loose();
                self.paper.gap();
                let here = self.paper.here();
                self.paper.open_block(Block::Code { language: Span { start: here, end: here } });
                Opened::Block
            }
            _ => Opened::Nothing,
        }
    }

    fn close(&mut self) {
        match self.opened.pop() {
            Some(Opened::Container) => self.paper.close_container(),
            Some(Opened::List) => {
                self.lists -= 1;
                self.paper.close_container();
            }
            Some(Opened::Block) => self.paper.close_block(),
            Some(Opened::Row) => {
                self.covered();
                self.paper.close_block();
            }
            Some(Opened::Cell) => {
                self.paper.close_block();
                (0..std::mem::take(&mut self.grid.more)).for_each(|_| self.empty_cell());
            }
            Some(Opened::Nothing) | None => {}
        }
    }

    fn is_cell(&self, id: Id) -> bool {
        matches!(self.dom.name(id), "td" | "th")
    }

    /// Empty cells where one from a row above goes over the next columns.
    fn covered(&mut self) {
        while self.grid.is_covered() {
            self.empty_cell();
        }
    }

    fn empty_cell(&mut self) {
        self.paper.open_block(Block::Cell(Align::Natural));
        self.paper.close_block();
    }

    /// The caption that a table opens with stands above it.
    fn caption(&mut self, id: Id, flow: &'d Flow) {
        let is_table = self.dom.name(id) == "table" && self.bodies[id as usize] > 0;
        let Some(caption) = self.dom.children(id).find(|&id| self.dom.name(id) == "caption").filter(|_| is_table)
        else {
            return;
        };
        let next = self.next;
        let told = |at: &usize| {
            std::iter::successors(Some(flow.stretches[*at].block), |&id| self.dom.node(id).parent)
                .any(|id| id == caption)
        };
        for at in (next..flow.stretches.len()).take_while(told).collect::<Vec<_>>() {
            if self.fates[at] == Fate::Body {
                self.words(at, &flow.stretches[at]);
                self.ahead.insert(at);
            }
        }
    }

    fn items(&self, id: Id) -> usize {
        self.dom.children(id).filter(|&child| self.dom.name(child) == "li" && self.bodies[child as usize] > 0).count()
    }

    fn words(&mut self, at: usize, stretch: &Stretch) {
        let start = self.paper.here();
        match self.fates[at] {
            Fate::Body => self.body(stretch),
            Fate::Caption => {
                self.apart(&stretch.words, stretch.line);
                let span = self.since(start);
                let picture = self.picture_of(stretch.block);
                let place = (stretch.line + 1, 1);
                if let Ok(index) = u16::try_from(self.paper.out.refs.len()) {
                    let reference =
                        self.reference(RefKind::Picture, span, place, picture.unwrap_or(Target::Nothing), false);
                    self.paper.out.refs.push(reference);
                    self.paper.claim(span, Role::Reference(index), CAPTION);
                }
            }
            Fate::Part(role, rule) => {
                self.apart(&stretch.words, stretch.line);
                let span = self.since(start);
                self.paper.claim(span, role, rule);
            }
        }
        self.places[at] = self.since(start);
    }

    fn since(&self, start: u32) -> Span {
        Span { start, end: self.paper.here() }.trimmed(&self.paper.out.text)
    }

    /// Words that are no block: on lines of their own.
    fn apart(&mut self, words: &str, line: u32) {
        self.paper.gap();
        self.paper.push(words, self.byte(line));
        self.paper.gap();
    }

    fn hidden(&mut self, hidden: &Hidden) {
        let start = self.paper.here();
        self.apart(&hidden.words, hidden.line);
        let span = self.since(start);
        self.paper.claim(span, Role::Aside(Aside::Beyond), HIDDEN);
    }

    /// The source's byte at which a line begins.
    fn byte(&self, line: u32) -> usize {
        self.paper.lines.spans().get(line as usize).map_or(0, |span| span.start as usize)
    }

    fn body(&mut self, stretch: &Stretch) {
        let name = self.dom.name(stretch.block);
        let heading =
            name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()).filter(|level| (1..=6).contains(level));
        let leaf = self.paper.around();
        let own = match leaf {
            Some(Block::Cell(_) | Block::Code { .. }) => {
                if !self.paper.leaf_is_empty() {
                    self.paper.line_break();
                }
                false
            }
            _ => {
                self.paper.close_loose();
                let is_bold = heading.is_none() && matches!(name, "p" | "div") && self.is_bold_line(stretch);
                let kind =
                    heading.or(is_bold.then_some(3)).map_or(Block::Paragraph, |level| Block::Heading(level.max(2)));
                self.paper.open_block(kind);
                true
            }
        };
        self.runs(stretch, matches!(leaf, Some(Block::Code { .. })));
        if own {
            self.paper.close_block();
        }
    }

    /// A short line that is bold throughout and no sentence is a heading that nothing marks.
    fn is_bold_line(&self, stretch: &Stretch) -> bool {
        let short =
            stretch.words.chars().count() <= 90 && !stretch.words.ends_with(['.', ',', ':', ';', '"', '”', '»']);
        let bold = |&run: &Id| {
            let mut chain =
                std::iter::successors(Some(run), |&id| self.dom.node(id).parent).take_while(|&id| id != stretch.block);
            chain.any(|id| matches!(self.dom.name(id), "b" | "strong"))
        };
        let words = |run: &&Id| !self.dom.text(**run).trim().is_empty();
        short && stretch.runs.iter().any(|run| words(&run)) && stretch.runs.iter().filter(words).all(bold)
    }

    /// The words of a stretch with its marks and links.
    fn runs(&mut self, stretch: &Stretch, is_code: bool) {
        let mut open: Vec<(Id, u32)> = Vec::new();
        let begins = self.paper.here();
        let mut gap = false;
        let mut last = None;
        for &run in &stretch.runs {
            let mut chain: Vec<Id> = std::iter::successors(self.dom.node(run).parent, |&id| self.dom.node(id).parent)
                .take_while(|&id| id != stretch.block && !super::flow::is_block(self.dom.name(id)))
                .filter(|&id| self.mark(id).is_some() || self.dom.name(id) == "a")
                .collect();
            chain.reverse();
            let same = open.iter().zip(&chain).take_while(|((id, _), other)| id == *other).count();
            while open.len() > same {
                let (id, start) = open.pop().unwrap_or_default();
                self.close_mark(id, start, stretch);
            }
            if self.dom.name(run) == "br" {
                if self.paper.here() > begins {
                    self.paper.line_break();
                    gap = false;
                }
                continue;
            }
            let Kind::Text(words) = &self.dom.node(run).kind else { continue };
            let line = self.byte(self.dom.node(run).line);
            if is_code {
                chain[same..].iter().for_each(|&id| open.push((id, self.paper.here())));
                self.paper.push(words, line);
                continue;
            }
            let mut first = true;
            gap |= words.starts_with(char::is_whitespace)
                || last.replace(run).is_some_and(|last| super::flow::are_boxes(self.dom, last, run));
            for word in words.split_whitespace() {
                if gap && self.paper.here() > begins && !self.paper.out.text.ends_with('\n') {
                    self.paper.push(" ", line);
                }
                if first {
                    chain[same..].iter().for_each(|&id| open.push((id, self.paper.here())));
                    first = false;
                }
                self.paper.push(word, line);
                gap = true;
            }
            if !words.trim().is_empty() {
                gap = words.ends_with(char::is_whitespace);
            }
        }
        while let Some((id, start)) = open.pop() {
            self.close_mark(id, start, stretch);
        }
    }

    fn mark(&self, id: Id) -> Option<MarkKind> {
        super::tag::mark(self.dom.name(id))
    }

    fn close_mark(&mut self, id: Id, start: u32, stretch: &Stretch) {
        let span = self.since(start);
        if span.is_empty() {
            return;
        }
        if let Some(kind) = self.mark(id) {
            self.paper.out.marks.push(Mark { span, kind });
            return;
        }
        let Some(href) = self.dom.attribute(id, "href") else { return };
        let target = address::target(href, self.base);
        if target == Target::Nothing || matches!(target, Target::Here(_)) {
            return;
        }
        let Ok(index) = u16::try_from(self.paper.out.refs.len()) else { return };
        let reference = self.reference(RefKind::Link, span, (stretch.line + 1, 1), target, true);
        self.paper.out.refs.push(reference);
        self.paper.out.marks.push(Mark { span, kind: MarkKind::Link(index) });
    }

    fn reference(&self, kind: RefKind, at: Span, place: (u32, u32), target: Target, inline: bool) -> Reference {
        let title = at.of(&self.paper.out.text);
        let title = (!title.is_empty()).then(|| Arc::from(title));
        Reference { kind, at, place, title, target, site: None, publisher: None, date: None, inline }
    }

    /// The words of a picture among the article's paragraphs, where no caption tells of it.
    fn picture(&mut self, id: Id) {
        const FEWEST: usize = 2;
        const SMALL: u32 = 64;
        let words = self.dom.attribute(id, "alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let above = || std::iter::successors(self.dom.node(id).parent, |&id| self.dom.node(id).parent);
        let is_small = ["width", "height"].iter().any(|name| {
            self.dom.attribute(id, name).and_then(|n| n.parse::<u32>().ok()).is_some_and(|size| size <= SMALL)
        });
        let is_told = above().take(4).any(|id| {
            self.dom.name(id) == "figure" && self.dom.descendants(id).any(|id| self.dom.name(id) == "figcaption")
        });
        let is_among = self.begun && self.next < self.end && above().take(4).any(|id| self.bodies[id as usize] > 1);
        if word::count(&words) < FEWEST || is_small || is_told || !is_among {
            return;
        }
        let (start, line) = (self.paper.here(), self.dom.node(id).line);
        self.apart(&words, line);
        let span = self.since(start);
        let target = self.source_of(id).unwrap_or(Target::Nothing);
        if let Ok(index) = u16::try_from(self.paper.out.refs.len()) {
            let reference = self.reference(RefKind::Picture, span, (line + 1, 1), target, false);
            self.paper.out.refs.push(reference);
            self.paper.claim(span, Role::Reference(index), ALT);
        }
    }

    /// Where a picture lies.
    fn source_of(&self, picture: Id) -> Option<Target> {
        let source = ["data-src", "data-original", "src"].iter().find_map(|name| self.dom.attribute(picture, name))?;
        Some(address::target(source, self.base)).filter(|target| *target != Target::Nothing)
    }

    /// Where the picture of a caption lies.
    fn picture_of(&self, block: Id) -> Option<Target> {
        let figure = std::iter::successors(Some(block), |&id| self.dom.node(id).parent)
            .find(|&id| self.dom.name(id) == "figure")?;
        let picture = self.dom.descendants(figure).find(|&id| self.dom.name(id) == "img")?;
        self.source_of(picture)
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Fate, write};
    use crate::parse::html::{dom::Dom, flow};
    use crate::text::LineIndex;

    #[test]
    fn cells_keep_their_columns() {
        let page = "<table><caption>Boats</caption><tr><th>Lock<th>Share<th>Open<tr><td rowspan=2>Upper<td>7<td><tr><td>11\
                    <td>no<tr><td colspan=2>All<td>18</table>";
        let dom = Dom::parse(page);
        let flow = flow::read(&dom, false);
        let fates = vec![Fate::Body; flow.stretches.len()];
        let (built, _) = write(&dom, &flow, &fates, None, page, &LineIndex::new(page));
        let mut rows: Vec<Vec<&str>> = Vec::new();
        for node in &built.nodes {
            match node.kind {
                Block::Row { .. } => rows.push(Vec::new()),
                Block::Cell(_) => rows.last_mut().expect("a row").push(node.span.of(&built.text)),
                _ => {}
            }
        }
        let want: [&[&str]; 4] =
            [&["Lock", "Share", "Open"], &["Upper", "7", ""], &["", "11", "no"], &["All", "", "18"]];
        assert_eq!(rows, want);
        assert_eq!((built.nodes[0].kind, built.nodes[1].kind), (Block::Paragraph, Block::Table));
    }
}
