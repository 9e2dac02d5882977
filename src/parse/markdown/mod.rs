//! Markdown: CommonMark with tables, footnotes, callouts and wiki-links. The reading text is what a reader sees, without
//! markup; each stretch of it knows the line it came from.
//!
//! 1. [`vault`] blanks comments, names of blocks and the signs of callouts.
//! 2. [`builder`] walks pulldown-cmark's events into words, blocks, marks and references; [`spans`] sees to marks and links,
//!    [`picture`] to pictures, [`raw`] to raw HTML: [`elements`] makes blocks of it, [`tags`] marks and links.
//! 3. Front matter stands at the head of the reading text as metadata, a part for each of its names.
//! 4. [`clutter`] sets aside what sites print around clipped articles.
//! 5. [`facts`] takes out the typed statements of a fact sheet.

mod builder;
mod clutter;
mod elements;
mod facts;
mod foreign;
mod html;

mod light;
mod picture;
mod raw;
mod spans;
mod tags;
mod target;
mod vault;

use super::matter::{Language, Matter};
use super::paper::Built;
use super::read::{Guess, Read};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::account::{Field, Role, Rule};
use crate::model::article::Kind;
use crate::model::block::{Block, MarkKind, Node};
use crate::model::{Found, How, Reading, Seed};
use crate::text::fold::fold_title;
use crate::text::{LineIndex, Span, word};
use builder::Builder;
use std::sync::Arc;

const TITLE: Rule = Rule { name: "first-heading", why: "the first heading of the text" };
const FRONT_MATTER: Rule = Rule { name: "front-matter", why: "stands in the front matter" };

/// Reads `text` behind its front matter. `known` is the title that the owner gave.
pub(super) fn read(text: &str, matter: &Matter, known: Option<&str>) -> Read {
    let lines = LineIndex::new(text);
    let mut builder = Builder::new(text, &lines);
    if let Some((language, block)) = &matter.block {
        front_matter(&mut builder, text, block.clone(), *language == Language::Json);
    }
    builder.walk(matter.body);
    let mut built = builder.paper.finish();
    let title = first_heading(&mut built, known);
    let mut guess = Guess { title, places: std::mem::take(&mut built.places), ..Guess::default() };
    clutter::read(&mut built, &mut guess, text, &lines);
    let facts = facts::read(&mut built, text, &lines);
    if !facts.is_empty() {
        guess.kind = Some(Kind::FactSheet);
    }
    Read {
        reading: Reading { text: built.text.into(), origin: built.origin.into(), source: Some(Arc::from(text)) },
        parts: built.parts,
        nodes: built.nodes,
        marks: built.marks,
        refs: built.refs,
        facts,
        relations: Vec::new(),
        guess,
        lines: u32::try_from(lines.spans().len()).unwrap_or(u32::MAX),
        unseen: Vec::new(),
        passages: Vec::new(),
        unread: None,
        beyond: built.beyond,
    }
}

/// Code of other programs in the text behind front matter, once a kind.
pub(super) fn foreign(seed: &Seed, text: &str, matter: &Matter) -> Vec<Diagnostic> {
    let one = |(kind, at): (String, std::ops::Range<usize>)| {
        let message = format!("`{kind}` is code of another program, which is not run");
        let hint = "nothing to do, if readers may see it as it is written; else write what it stands for";
        let place = Place::within(seed.path.as_str(), text, at);
        Diagnostic::new(Code::Shortcode, place, message, hint)
    };
    foreign::kinds(text, matter.body).into_iter().map(one).collect()
}

/// Headings of parts, never of a whole.
const PARTS: [&str; 6] = ["introduction", "overview", "summary", "background", "abstract", "contents"];

/// Whether words are what part of any text may be headed with, in folded form.
pub(super) fn heads_a_part(folded: &str) -> bool {
    PARTS.contains(&folded)
}

/// The heading that is the title, which is no block of the body: the first of level 1, else one that the text opens with.
fn first_heading(built: &mut Built, known: Option<&str>) -> Option<Found<Arc<str>>> {
    let title = |built: &Built, at: usize| -> String {
        built.nodes[at].span.of(&built.text).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let is_other = |words: &str| known.is_some_and(|known| fold_title(known) != fold_title(words));
    let at =
        whole(built, |words| is_other(words)).or_else(|| opening(built).filter(|&at| !is_other(&title(built, at))))?;
    let words = title(built, at);
    if words.is_empty() {
        return None;
    }
    let span = built.nodes[at].span;
    clutter::remove(built, at, Role::Meta(Field::Title), TITLE);
    Some(Found::new(words.into(), How::Text, Some(span)))
}

/// The first heading of level 1, if it is the whole's: next to no prose stands above it, and none below another heading. Where
/// another title is known, nothing does, and no other heading is of its level.
fn whole(built: &Built, is_other: impl Fn(&str) -> bool) -> Option<usize> {
    /// Words of prose, such as a notice or a byline.
    const ABOVE: usize = 40;
    let mut until = 0;
    let at = built.nodes.iter().enumerate().position(|(at, node)| {
        let is_top = at >= until;
        until = if is_top { node.end as usize } else { until };
        is_top && node.kind == Block::Heading(1)
    })?;
    let span = built.nodes[at].span;
    let first = built.nodes.first().map_or(span.start, |first| first.span.start);
    let counted =
        |spans: &mut dyn Iterator<Item = Span>| -> usize { spans.map(|span| word::count(span.of(&built.text))).sum() };
    let links = built.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Link(_)) && mark.span.end <= span.start);
    let linked = counted(&mut links.map(|mark| mark.span));
    let headings = built.nodes[..at].iter().filter(|node| matches!(node.kind, Block::Heading(_)));
    let headed = counted(&mut headings.map(|node| node.span));
    let prose = counted(&mut [Span { start: first, end: span.start }].into_iter()).saturating_sub(linked + headed);
    let most = if headed > 0 { 0 } else { ABOVE };
    let is_one = || prose == 0 && !built.nodes[at + 1..].iter().any(|node| node.kind == Block::Heading(1));
    (prose <= most && (!is_other(span.of(&built.text)) || is_one())).then_some(at)
}

/// The heading that a text without one of level 1 opens with, when the others stand below it, but for one (such as a summary).
fn opening(built: &Built) -> Option<usize> {
    // raw HTML that shows nothing may stand above it
    let is_blank = |node: &Node| node.kind == Block::Paragraph && node.span.trimmed(&built.text).is_empty();
    let at = built.nodes.iter().position(|node| !is_blank(node))?;
    let first = built.nodes[at];
    let Block::Heading(level @ 2..=3) = first.kind else { return None };
    let beside = |node: &&Node| node.kind == Block::Heading(level);
    let above = |node: &Node| matches!(node.kind, Block::Heading(other) if other < level);
    let is_whole = !built.nodes.iter().any(above) && built.nodes[at + 1..].iter().filter(beside).count() < 2;
    (is_whole && !heads_a_part(&fold_title(first.span.of(&built.text)))).then_some(at)
}

/// Each name of the front matter with its lines becomes one part of metadata.
fn front_matter(builder: &mut Builder<'_>, text: &str, block: std::ops::Range<usize>, is_json: bool) {
    let mut at = block.start;
    let mut open: Option<(u32, Field)> = None;
    for line in text[block].split_inclusive('\n') {
        let bare = line.trim_start_matches(if is_json { &[' ', '\t', '"', '{', ','][..] } else { &[] });
        let name: String = bare.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect();
        let begins = !name.is_empty()
            && bare[name.len()..].trim_start_matches(['"', ' ', '\t']).starts_with([':', '='])
            || line.starts_with("[[");
        if begins && let Some((start, field)) = open.take() {
            builder.paper.claim(Span { start, end: builder.paper.here() }, Role::Meta(field), FRONT_MATTER);
        }
        if begins || open.is_none() && !line.trim().is_empty() {
            open = Some((builder.paper.here(), field(&name)));
        }
        builder.paper.push(line, at);
        at += line.len();
    }
    if let Some((start, field)) = open {
        builder.paper.claim(Span { start, end: builder.paper.here() }, Role::Meta(field), FRONT_MATTER);
    }
    builder.paper.gap();
}

fn field(name: &str) -> Field {
    match name {
        "title" => Field::Title,
        "author" | "authors" => Field::Authors,
        "date" | "published" | "created" => Field::Date,
        "site" | "url" | "source" | "publisher" => Field::Site,
        "tags" | "keywords" | "themes" | "theme" | "tag" => Field::Tags,
        _ => Field::Label,
    }
}
