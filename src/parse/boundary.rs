//! Boundaries as the owner drew them: which lines of the reading text are the article, and which are set aside. Enters: what a
//! format read, and the owner's [`Boundary`]s. Leaves: the same with account, body, references and guesses in keeping with them.

use super::account::partition;
use super::read::Read;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::account::{Aside, Drawn, Part, Role, Rule, Said, Shape};
use crate::model::block::{Block, MarkKind, Node};
use crate::model::reference::Target;
use crate::text::Span;
use crate::text::anchor::{Anchor, Ground, Sought};
use crate::text::glob::Pattern;
use std::ops::Range;

const KEPT: Rule = Rule { name: "owner-kept", why: "you said that it is part of the article" };
const HEADING: Rule = Rule { name: "owner-kept", why: "you said that it is a heading of the article" };
const ITEM: Rule = Rule { name: "owner-kept", why: "you said that it is in a list of the article" };
const QUOTE: Rule = Rule { name: "owner-kept", why: "you said that it is a quotation of the article" };
const ASIDE: Rule = Rule { name: "owner-aside", why: "you set it aside" };
const PATTERN: Rule = Rule { name: "defaults-aside", why: "book.toml sets such lines aside" };

/// A line of more bytes than this is not held against patterns.
const LONGEST: usize = 2_000;

/// Lines of which the owner said what they are.
#[derive(Clone, Debug)]
pub(super) struct Boundary {
    /// Whether they are the article; otherwise they are not.
    pub kept: bool,
    /// What they are, where they are kept and no paragraphs.
    pub shape: Option<Shape>,
    /// Which lines.
    pub anchor: Anchor,
    /// Where that was said.
    pub place: Place,
}

/// What the owner said of each line of the reading text.
struct Sheet {
    lines: Vec<Span>,
    said: Vec<Option<Rule>>,
}

impl Sheet {
    /// The lines that `span` touches.
    fn touched(&self, span: Span) -> Range<usize> {
        let first = self.lines.partition_point(|line| line.end <= span.start);
        let last = self.lines.partition_point(|line| line.start < span.end);
        first..last.max(first)
    }

    /// Whether anything of `span` is set aside, or is to be another block than it is.
    fn is_changed(&self, span: Span) -> bool {
        self.said[self.touched(span)].iter().any(|said| is_taken(*said))
    }

    /// Whether all of `span` that has words lies in lines that are set aside.
    fn is_aside(&self, span: Span) -> bool {
        let lines = self.touched(span);
        !lines.is_empty() && self.said[lines].iter().all(|said| is_aside(*said))
    }

    /// `span` cut where what was said of its lines changes.
    fn pieces(&self, text: &str, span: Span) -> Vec<(Span, Option<Rule>)> {
        let mut out: Vec<(Span, Option<Rule>)> = Vec::new();
        for line in self.touched(span) {
            let here = Span { start: self.lines[line].start.max(span.start), end: self.lines[line].end.min(span.end) };
            match out.last_mut() {
                Some((last, said)) if *said == self.said[line] => last.end = here.end.max(last.end),
                _ => out.push((here, self.said[line])),
            }
        }
        out.iter_mut().for_each(|(span, _)| *span = span.trimmed(text));
        out.retain(|(span, _)| !span.is_empty());
        out
    }
}

fn is_aside(said: Option<Rule>) -> bool {
    said.is_some_and(|rule| rule.name != KEPT.name)
}

/// Whether lines leave the block in which they stand.
fn is_taken(said: Option<Rule>) -> bool {
    said.is_some_and(|rule| rule != KEPT)
}

/// The rule that stands for what was said.
fn rule(boundary: &Boundary) -> Rule {
    match boundary.shape {
        _ if !boundary.kept => ASIDE,
        None => KEPT,
        Some(Shape::Heading) => HEADING,
        Some(Shape::Item) => ITEM,
        Some(Shape::Quote) => QUOTE,
    }
}

/// Draws `boundaries` into `read`, a shorter one over a longer one; those that lead nowhere are told.
pub(super) fn draw(
    read: &mut Read,
    (boundaries, patterns): (&[Boundary], &[Pattern]),
    faults: &mut Vec<Diagnostic>,
) -> Vec<Drawn> {
    if boundaries.is_empty() && patterns.is_empty() {
        return Vec::new();
    }
    let text = read.reading.text.clone();
    let ground = Ground::new(&text);
    let mut sheet = Sheet { lines: ground.lines().to_vec(), said: vec![None; ground.lines().len()] };
    let mut found: Vec<(Range<usize>, Rule)> = Vec::new();
    let mut out: Vec<Drawn> = Vec::new();
    for boundary in boundaries {
        let at = match ground.seek(&boundary.anchor) {
            Sought::At(spans) => spans,
            lost => {
                faults.push(unfound(boundary, &lost));
                Vec::new()
            }
        };
        found.extend(at.iter().map(|span| (sheet.touched(*span), rule(boundary))));
        let said = if boundary.kept { Said::Kept(boundary.shape) } else { Said::Aside };
        out.push(Drawn { said, anchor: boundary.anchor.clone(), at });
    }
    for (line, said) in sheet.lines.iter().zip(&mut sheet.said) {
        let words = line.of(&text);
        let is_line = words.len() <= LONGEST && !words.trim().is_empty();
        if is_line && patterns.iter().any(|pattern| pattern.fits_line(words)) {
            *said = Some(PATTERN);
        }
    }
    found.sort_by_key(|(lines, _)| std::cmp::Reverse(lines.len()));
    found.into_iter().for_each(|(lines, rule)| sheet.said[lines].fill(Some(rule)));
    if sheet.said.iter().all(Option::is_none) {
        return out;
    }
    let parts = partition(&text, std::mem::take(&mut read.parts));
    let fresh = account(&text, &sheet, &parts, read);
    body(&text, &sheet, &fresh, read);
    forget(&sheet, read);
    out
}

fn unfound(boundary: &Boundary, sought: &Sought) -> Diagnostic {
    let words = boundary.anchor.from.as_deref().or(boundary.anchor.to.as_deref()).unwrap_or_default();
    let what = if boundary.kept { "keep" } else { "set aside" };
    let why = match sought {
        Sought::Changed => format!("the lines to {what} that begin with `{words}` have other words now"),
        Sought::Several(n) => format!("{n} places fit the lines to {what} at `{words}`"),
        _ => format!("the lines to {what} at `{words}` are not there any more"),
    };
    let hint = match sought {
        Sought::Several(_) => "give more of the first words, or the words before them as `after`",
        _ => "look at the lines, say it anew with `briefbook set FILE --keep` or `--aside`, and delete this one",
    };
    Diagnostic::new(Code::LostLines, boundary.place.clone(), why, hint).note("nothing was kept or set aside by it")
}

/// The account with what was drawn laid over it; gives the pieces that are newly the article, or other blocks of it than they were.
fn account(text: &str, sheet: &Sheet, parts: &[Part], read: &mut Read) -> Vec<(Span, Rule)> {
    let mut fresh = Vec::new();
    for part in parts {
        for (span, said) in sheet.pieces(text, part.span) {
            let (role, rule) = match (said, part.role) {
                (Some(kept), Role::Aside(_) | Role::Meta(_)) if !is_aside(Some(kept)) => {
                    fresh.push((span, kept));
                    (Role::Body, kept)
                }
                (Some(kept), Role::Body) if !is_aside(Some(kept)) && kept != KEPT => {
                    fresh.push((span, kept));
                    (Role::Body, kept)
                }
                (None, role) => (role, part.rule),
                (Some(kept), role) if !is_aside(Some(kept)) => (role, part.rule),
                (Some(rule), _) => (Role::Aside(Aside::Said), rule),
            };
            read.parts.push(Part { span, role, rule });
        }
    }
    fresh
}

/// A block with what stands in it.
struct Tree {
    kind: Block,
    span: Span,
    inside: Vec<Tree>,
}

/// The body without what is set aside, and with a block for each line of `fresh`, or for those of one shape that follow one another.
fn body(text: &str, sheet: &Sheet, fresh: &[(Span, Rule)], read: &mut Read) {
    let mut trees = trees(&read.nodes, 0..read.nodes.len());
    trees = trees.into_iter().flat_map(|tree| cut(text, sheet, tree)).collect();
    for leaf in joined(text, fresh).into_iter().flat_map(|(span, rule)| leaves(text, sheet, span, rule)) {
        let span = leaf.span;
        let at = trees.partition_point(|tree| tree.span.start < span.start);
        let holder = at.checked_sub(1).filter(|before| trees[*before].span.end > span.start);
        match holder {
            // a block that closes around it is cut in two
            Some(before) => {
                let rest = split(&mut trees[before], span);
                trees.insert(at, leaf);
                rest.into_iter().for_each(|rest| trees.insert(at + 1, rest));
            }
            None => trees.insert(at, leaf),
        }
    }
    read.nodes = Vec::with_capacity(read.nodes.len());
    trees.into_iter().for_each(|tree| flatten(tree, &mut read.nodes));
    read.marks.retain(|mark| !sheet.is_aside(mark.span));
}

/// Pieces of a list or a quotation with nothing between them are one.
fn joined(text: &str, fresh: &[(Span, Rule)]) -> Vec<(Span, Rule)> {
    let mut out: Vec<(Span, Rule)> = Vec::new();
    for (span, rule) in fresh {
        match out.last_mut() {
            Some((last, same))
                if same == rule
                    && *rule != KEPT
                    && Span { start: last.end, end: span.start }.trimmed(text).is_empty() =>
            {
                last.end = span.end;
            }
            _ => out.push((*span, *rule)),
        }
    }
    out
}

/// What becomes of lines that are kept by `rule`.
fn leaves(text: &str, sheet: &Sheet, span: Span, rule: Rule) -> Vec<Tree> {
    let leaf = |kind| move |span| Tree { kind, span, inside: Vec::new() };
    let paragraphs = paragraphs(text, sheet, span).into_iter();
    let (kind, inside): (Block, Vec<Tree>) = match rule {
        HEADING => return paragraphs.map(leaf(Block::Heading(2))).collect(),
        ITEM => {
            let item = |span| Tree { kind: Block::Item, span, inside: vec![leaf(Block::Paragraph)(bare(text, span))] };
            (Block::List { start: None }, paragraphs.map(item).collect())
        }
        QUOTE => (Block::Quote, paragraphs.map(leaf(Block::Paragraph)).collect()),
        _ => return paragraphs.map(leaf(Block::Paragraph)).collect(),
    };
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return Vec::new() };
    vec![Tree { kind, span: Span { start: first.span.start, end: last.span.end }, inside }]
}

/// An item's words without the mark before them.
fn bare(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let rest = words.strip_prefix(['-', '*', '•', '–', '·', '▪', '●', '◦']).map(str::trim_start);
    let rest = rest.filter(|rest| !rest.is_empty()).unwrap_or(words);
    Span { start: span.end - u32::try_from(rest.len()).unwrap_or_default(), end: span.end }
}

fn trees(nodes: &[Node], range: Range<usize>) -> Vec<Tree> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let node = nodes[at];
        let end = (node.end as usize).clamp(at + 1, range.end);
        out.push(Tree { kind: node.kind, span: node.span, inside: trees(nodes, at + 1..end) });
        at = end;
    }
    out
}

fn flatten(tree: Tree, nodes: &mut Vec<Node>) {
    let at = nodes.len();
    nodes.push(Node { kind: tree.kind, span: tree.span, end: 0 });
    tree.inside.into_iter().for_each(|tree| flatten(tree, nodes));
    nodes[at].end = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
}

/// A block without the lines that are set aside or other blocks: none, or one for each stretch that is left.
fn cut(text: &str, sheet: &Sheet, mut tree: Tree) -> Vec<Tree> {
    if !sheet.is_changed(tree.span) {
        return vec![tree];
    }
    if tree.inside.is_empty() {
        let left = sheet.pieces(text, tree.span).into_iter().filter(|(_, said)| !is_taken(*said));
        return left.map(|(span, _)| Tree { kind: tree.kind, span, inside: Vec::new() }).collect();
    }
    tree.inside = tree.inside.into_iter().flat_map(|inner| cut(text, sheet, inner)).collect();
    match (tree.inside.first(), tree.inside.last()) {
        (Some(first), Some(last)) => {
            tree.span = Span { start: first.span.start, end: last.span.end };
            vec![tree]
        }
        _ => Vec::new(),
    }
}

/// Takes what stands behind `by` out of `tree`, whose span then ends before it; nothing when all of it stands before.
fn split(tree: &mut Tree, by: Span) -> Option<Tree> {
    let whole = tree.span;
    let at = tree.inside.partition_point(|inner| inner.span.start < by.start);
    let behind: Vec<Tree> = tree.inside.drain(at..).collect();
    tree.span.end = tree.inside.last().map_or(by.start, |last| last.span.end.min(by.start)).max(whole.start);
    let (first, last) = (behind.first()?.span, behind.last()?.span);
    Some(Tree { kind: tree.kind, span: Span { start: first.start.max(by.end), end: last.end }, inside: behind })
}

/// The lines of `span`; one that goes on in the middle of a sentence belongs to the next.
fn paragraphs(text: &str, sheet: &Sheet, span: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut is_blank = true;
    for line in sheet.touched(span) {
        let here = Span { start: sheet.lines[line].start.max(span.start), end: sheet.lines[line].end.min(span.end) };
        let here = here.trimmed(text);
        let words = here.of(text);
        let goes_on = !is_blank
            && words.starts_with(char::is_lowercase)
            && out.last().is_some_and(|last| !last.of(text).ends_with(['.', '!', '?', ':', '”', '"']));
        match out.last_mut() {
            _ if words.is_empty() => {}
            Some(last) if goes_on => last.end = here.end,
            _ => out.push(here),
        }
        is_blank = words.is_empty();
    }
    out
}

/// Forgets references, facts and guesses that stand in what is set aside.
fn forget(sheet: &Sheet, read: &mut Read) {
    let kept: Vec<bool> = read.refs.iter().map(|reference| !sheet.is_aside(reference.at)).collect();
    let facts: Vec<bool> = read.facts.iter().map(|fact| !sheet.is_aside(fact.words)).collect();
    let (to_ref, to_fact) = (renumbered(&kept), renumbered(&facts));
    let of = |numbers: &[Option<u16>], old: u16| numbers.get(usize::from(old)).copied().flatten();
    retain(&mut read.refs, &kept);
    retain(&mut read.facts, &facts);
    for reference in &mut read.refs {
        if let Target::Fact(fact) = &mut reference.target {
            match of(&to_fact, *fact) {
                Some(new) => *fact = new,
                None => reference.target = Target::Nothing,
            }
        }
    }
    for fact in &mut read.facts {
        fact.sources = fact.sources.iter().filter_map(|source| of(&to_ref, *source)).collect();
    }
    for relation in &mut read.relations {
        let before = |end: u16| facts.iter().take(usize::from(end)).filter(|kept| **kept).count();
        let number = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        relation.facts = number(before(relation.facts.start))..number(before(relation.facts.end));
    }
    read.relations.retain(|relation| !sheet.is_aside(relation.at));
    read.marks.retain_mut(|mark| match &mut mark.kind {
        MarkKind::Link(index) => of(&to_ref, *index).map(|new| *index = new).is_some(),
        _ => true,
    });
    for part in &mut read.parts {
        let new = match part.role {
            Role::Reference(index) => of(&to_ref, index).map(Role::Reference),
            Role::Fact(index) => of(&to_fact, index).map(Role::Fact),
            role => Some(role),
        };
        part.role = new.unwrap_or(Role::Aside(Aside::Said));
    }
    let guess = &mut read.guess;
    let stands = |at: Option<Span>| at.is_none_or(|at| !sheet.is_aside(at));
    guess.title = guess.title.take().filter(|found| stands(found.at));
    guess.standfirst = guess.standfirst.take().filter(|found| stands(found.at));
    guess.date = guess.date.take().filter(|found| stands(found.at));
    guess.site = guess.site.take().filter(|found| stands(found.at));
    guess.authors.retain(|found| stands(found.at));
    guess.places.retain(|(_, at)| !sheet.is_aside(Span { start: *at, end: at.saturating_add(1) }));
}

/// The new number of each thing that is kept.
fn renumbered(kept: &[bool]) -> Vec<Option<u16>> {
    let mut next = 0u16;
    let number = |kept: &bool| {
        let new = kept.then_some(next);
        next += u16::from(*kept);
        new
    };
    kept.iter().map(number).collect()
}

fn retain<T>(all: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    all.retain(|_| kept.next().copied().unwrap_or(true));
}
