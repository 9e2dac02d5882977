//! The body tree: epigraph, headings, quotes, lists, paragraphs.

use super::super::read::Guess;
use super::epigraph::{EPIGRAPH, quotation};
use super::lists;
use super::page::{Ending, Page, starts_item};
use super::table::cells;
use crate::lexicon::boilerplate;
use crate::model::account::{Role, Rule};
use crate::model::block::{Align, Block, Mark, MarkKind, Node};
use crate::text::fold::fold_title;
use crate::text::{Span, fold};
use std::sync::Arc;

/// The rule for a heading that nothing marks; `kind` counts these.
pub(super) const HEADING: Rule = Rule { name: "heading", why: "a short line without a full stop above a paragraph" };
const QUOTE_APART: Rule = Rule { name: "quote-apart", why: "is indented, or stands behind “>”" };
const QUOTE: Rule = Rule { name: "quote", why: "stands whole between quotation marks" };

/// The body as the model has it.
#[derive(Default)]
pub(super) struct Tree {
    pub nodes: Vec<Node>,
    pub marks: Vec<Mark>,
}

impl Tree {
    /// Adds a block; `children` adds what stands in it.
    fn block(&mut self, kind: Block, span: Span, children: impl FnOnce(&mut Self)) {
        let at = self.nodes.len();
        self.nodes.push(Node { kind, span, end: 0 });
        children(self);
        self.nodes[at].end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
    }

    fn leaf(&mut self, kind: Block, span: Span) {
        self.block(kind, span, |_| {});
    }
}

/// Makes the tree of what is still open, and takes tags from the lines that hold them.
pub(super) fn read(page: &mut Page<'_>, guess: &mut Guess) -> Tree {
    guess.tags = tags(page);
    let mut tree = Tree::default();
    let epigraph: Vec<usize> =
        (0..page.units.len()).filter(|&at| page.units[at].verdict == Some((Role::Body, EPIGRAPH))).collect();
    if !epigraph.is_empty() {
        quote(page, &epigraph, Block::Epigraph, &mut tree);
    }
    let open = page.open();
    let mut i = 0;
    while i < open.len() {
        i += one_block(page, &open[i..], i == 0, &mut tree);
    }
    tree.marks = page
        .refs
        .iter()
        .zip(0u16..)
        .filter(|(reference, _)| reference.inline)
        .map(|(reference, index)| Mark { span: reference.at, kind: MarkKind::Link(index) })
        .collect();
    tree.marks.sort_by_key(|mark| mark.span);
    tree
}

/// Adds the block that begins at the first of `rest` and gives how many units it takes.
fn one_block(page: &mut Page<'_>, rest: &[usize], is_first: bool, tree: &mut Tree) -> usize {
    let at = rest[0];
    let span = page.units[at].core;
    if let Some(taken) = quotation(page, rest).filter(|&taken| joined(rest) >= taken) {
        let taken = taken + usize::from(joined(rest) > taken && is_source(page, rest, taken));
        quote(page, &rest[..taken], Block::Quote, tree);
        rest[..taken].iter().for_each(|&at| page.decide(at, Role::Body, QUOTE));
        return taken;
    }
    if let Some(taken) = set_apart(page, rest, tree) {
        return taken;
    }
    if is_break(page.words(at)) {
        tree.leaf(Block::Break, span);
        return 1;
    }
    if let Ok(head) = page.heads.binary_search_by_key(&at, |head| head.0) {
        page.decide(at, Role::Body, HEADING);
        tree.leaf(Block::Heading(page.heads[head].1), span);
        return 1;
    }
    if let Some(taken) = table(page, rest, tree) {
        return taken;
    }
    let next_is_item = rest.get(1).is_some_and(|&next| starts_item(page.words(next)).is_some());
    let announced = at > 0 && page.units[at - 1].ending == Ending::Colon;
    if starts_item(page.words(at)).is_some() && (next_is_item || announced || !is_heading(page, rest) && !is_first) {
        return list(page, rest, tree);
    }
    if is_heading(page, rest) {
        page.decide(at, Role::Body, HEADING);
        tree.leaf(Block::Heading(2), span);
        return 1;
    }
    tree.leaf(Block::Paragraph, span);
    1
}

/// Adds the quotation set apart that begins at the first of `rest`, without the ">" before its lines, and gives how many units it
/// takes.
fn set_apart(page: &mut Page<'_>, rest: &[usize], tree: &mut Tree) -> Option<usize> {
    let run = page.quoted.binary_search_by_key(&rest[0], |run| run.start).ok().map(|at| page.quoted[at].clone())?;
    let taken = rest.iter().take_while(|at| run.contains(at)).count();
    let whole = Span { start: page.units[rest[0]].core.start, end: page.units[rest[taken - 1]].core.end };
    tree.block(Block::Quote, whole, |tree| {
        for &at in &rest[..taken] {
            let (span, words) = (page.units[at].core, page.words(at));
            let skip = words.len() - words.trim_start_matches(['>', ' ']).len();
            let words = Span::new(span.start as usize + skip, span.end as usize);
            if !words.is_empty() {
                tree.leaf(Block::Paragraph, words);
            }
        }
    });
    rest[..taken].iter().for_each(|&at| page.decide(at, Role::Body, QUOTE_APART));
    Some(taken)
}

/// Whether a line is nothing but a row of three marks or more: "* * *".
fn is_break(line: &str) -> bool {
    let marks = line.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
    marks.len() >= 3
        && matches!(marks[0], '*' | '-' | '_' | '·' | '•' | '~' | '—' | '⁂')
        && marks.iter().all(|m| *m == marks[0])
}

/// How many of `rest` follow one another with nothing between them that is no part of the body.
fn joined(rest: &[usize]) -> usize {
    1 + rest.windows(2).take_while(|pair| pair[0] + 1 == pair[1]).count()
}

/// Whether the line right below a quotation is a dash and the name of who said it.
fn is_source(page: &Page<'_>, rest: &[usize], taken: usize) -> bool {
    let line = |at: u32| page.lines.line(at);
    rest.get(taken).is_some_and(|&at| {
        let (unit, above) = (&page.units[at], &page.units[rest[taken - 1]]);
        page.words(at).starts_with(['—', '–', '―'])
            && unit.words <= 12
            && unit.ending == Ending::Open
            && line(unit.core.start) == line(above.core.end.max(1) - 1) + 1
    })
}

/// Adds the table that begins at the first of `rest`, all of whose lines are open, and gives how many units it takes.
fn table(page: &Page<'_>, rest: &[usize], tree: &mut Tree) -> Option<usize> {
    let table = page.table(rest[0]).filter(|table| table.rows.start == rest[0])?;
    let taken = rest.iter().take_while(|at| table.rows.contains(at)).count();
    if taken != table.rows.len() {
        return None;
    }
    let whole = Span { start: page.units[rest[0]].core.start, end: page.units[rest[taken - 1]].core.end };
    tree.block(Block::Table, whole, |tree| {
        for &at in &rest[..taken] {
            let head = table.has_head && at == rest[0];
            tree.block(Block::Row { head }, page.units[at].core, |tree| {
                let cells = cells(page.text, page.units[at].core).into_iter();
                cells.for_each(|cell| tree.leaf(Block::Cell(Align::Natural), cell));
            });
        }
    });
    Some(taken)
}

/// A quotation of these units.
fn quote(page: &Page<'_>, units: &[usize], kind: Block, tree: &mut Tree) {
    let (Some(&first), Some(&last)) = (units.first(), units.last()) else { return };
    let whole = Span { start: page.units[first].core.start, end: page.units[last].core.end };
    tree.block(kind, whole, |tree| units.iter().for_each(|&at| tree.leaf(Block::Paragraph, page.units[at].core)));
}

/// A short line without a closing mark, above a paragraph or above another such line.
fn is_heading(page: &Page<'_>, rest: &[usize]) -> bool {
    let (unit, words) = (&page.units[rest[0]], page.words(rest[0]));
    let closing = words.trim_end_matches(['”', '"', '’', '»', ')']);
    let open_end =
        unit.ending == Ending::Open && !closing.ends_with([',', ';', '-', '–', '—', '(']) || closing.ends_with('?');
    let begins = words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let short = unit.words <= 18 && words.len() <= 140;
    let above = |next: &usize| {
        page.units[*next].words >= unit.words.max(8)
            && (page.units[*next].is_prose() || page.units[*next].ending == Ending::Colon)
    };
    let next = rest.get(1);
    short
        && open_end
        && begins
        && !lists::is_row(page, rest[0])
        && (next.is_some_and(above)
            || next.is_some_and(|n| starts_item(page.words(*n)).is_some())
            || next.is_some() && is_heading_above(page, rest))
}

/// Two lines that could be headings, the second of them above a paragraph.
fn is_heading_above(page: &Page<'_>, rest: &[usize]) -> bool {
    rest.len() > 2
        && page.units[rest[1]].words <= 18
        && page.units[rest[1]].ending == Ending::Open
        && page.units[rest[2]].words >= 25
}

fn list(page: &mut Page<'_>, rest: &[usize], tree: &mut Tree) -> usize {
    let number = |page: &Page<'_>, at: usize| starts_item(page.words(at)).map(|(_, number)| number);
    let first = number(page, rest[0]).flatten();
    let rest = &rest[..joined(rest)];
    let taken =
        rest.iter().take_while(|&&at| number(page, at).is_some_and(|n| n.is_some() == first.is_some())).count().max(1);
    let whole = Span { start: page.units[rest[0]].core.start, end: page.units[rest[taken - 1]].core.end };
    tree.block(Block::List { start: first }, whole, |tree| {
        for &at in &rest[..taken] {
            let span = page.units[at].core;
            let skip = starts_item(page.words(at)).map_or(0, |(begins, _)| u32::try_from(begins).unwrap_or(0));
            let words = Span { start: span.start + skip, end: span.end };
            tree.block(Block::Item, span, |tree| tree.leaf(Block::Paragraph, words));
        }
    });
    taken
}

/// The tags of "posted in" lines. Two of them that stand together elsewhere on the page, comma and all, are one.
fn tags(page: &Page<'_>) -> Vec<Arc<str>> {
    let mut out: Vec<Arc<str>> = Vec::new();
    for (at, unit) in page.units.iter().enumerate() {
        if !matches!(unit.verdict, Some((Role::Meta(crate::model::account::Field::Tags), _))) {
            continue;
        }
        let Some(range) = boilerplate::posted_in(page.words(at)) else { continue };
        let pieces: Vec<&str> = page.words(at)[range].split(", ").map(str::trim).filter(|p| !p.is_empty()).collect();
        let mut i = 0;
        while i < pieces.len() {
            let joined = (i + 2..=pieces.len().min(i + 4))
                .rev()
                .map(|end| pieces[i..end].join(", "))
                .find(|j| stands_elsewhere(page, at, j));
            let tag = joined.unwrap_or_else(|| pieces[i].to_owned());
            i += tag.matches(", ").count() + 1;
            out.push(tag.into());
        }
    }
    out
}

fn stands_elsewhere(page: &Page<'_>, at: usize, joined: &str) -> bool {
    let folded = fold::fold(joined);
    let short = page.units.iter().enumerate().filter(|(other, unit)| *other != at && !unit.folded.is_empty());
    let key = fold_title(joined);
    short
        .into_iter()
        .any(|(_, unit)| unit.folded.contains(&key) && fold::fold(unit.core.of(page.text)).contains(&folded))
}
