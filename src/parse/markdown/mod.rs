//! Markdown: CommonMark with tables, footnotes, callouts and wiki-links. The reading text is what a reader sees, without
//! markup; each stretch of it knows the line it came from.
//!
//! 1. [`vault`] blanks comments, names of blocks and the signs of callouts.
//! 2. [`builder`] walks pulldown-cmark's events into words, blocks, marks and references; [`picture`] sees to pictures, [`raw`]
//!    to raw HTML.
//! 3. Front matter stands at the head of the reading text as metadata, a part for each of its names.
//! 4. [`clutter`] sets aside what sites print around clipped articles.
//! 5. [`facts`] takes out the typed statements of a fact sheet.

mod builder;
mod clutter;
mod facts;
mod foreign;
mod html;

mod picture;
mod raw;
mod target;
mod vault;

use super::matter::{Language, Matter};
use super::paper::Built;
use super::read::{Guess, Read};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::account::{Field, Role, Rule};
use crate::model::article::Kind;
use crate::model::block::{Block, Node};
use crate::model::{Found, How, Reading, Seed};
use crate::text::fold::fold_title;
use crate::text::{LineIndex, Span};
use builder::Builder;
use std::sync::Arc;

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
    let title = built.title.take().or_else(|| first_heading(&mut built, known));
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

/// The heading that a text without one of level 1 opens with is its title, when the others stand below it, but for one (such
/// as a summary), and when no other title is known.
fn first_heading(built: &mut Built, known: Option<&str>) -> Option<Found<Arc<str>>> {
    // raw HTML that shows nothing may stand above it
    let is_blank = |node: &Node| node.kind == Block::Paragraph && node.span.trimmed(&built.text).is_empty();
    let at = built.nodes.iter().position(|node| !is_blank(node))?;
    let first = built.nodes[at];
    let Block::Heading(level) = first.kind else { return None };
    let beside = |node: &&Node| matches!(node.kind, Block::Heading(other) if other == level);
    let above = |node: &Node| matches!(node.kind, Block::Heading(other) if other < level);
    let is_whole = !built.nodes.iter().any(above) && built.nodes[at + 1..].iter().filter(beside).count() < 2;
    let words = first.span.of(&built.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let is_other = known.is_some_and(|known| fold_title(known) != fold_title(&words));
    if is_other || !is_whole || level > 3 || words.is_empty() || heads_a_part(&fold_title(&words)) {
        return None;
    }
    clutter::remove(built, at, Role::Meta(Field::Title), builder::TITLE);
    Some(Found::new(words.into(), How::Text, Some(first.span)))
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
