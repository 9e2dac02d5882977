//! Markdown: CommonMark with tables, footnotes, callouts and wiki-links. The reading text is what a reader sees, without
//! markup; each stretch of it knows the line it came from.
//!
//! 1. [`builder`] walks pulldown-cmark's events into words, blocks, marks and references; [`picture`] sees to pictures.
//! 2. Front matter stands at the head of the reading text as metadata, a part for each of its names.
//! 3. [`clutter`] sets aside what sites print around clipped articles.

mod builder;
mod clutter;
mod html;

mod picture;
mod target;

use super::matter::Matter;
use super::read::{Guess, Read};
use crate::model::Reading;
use crate::model::account::{Field, Role, Rule};
use crate::text::{LineIndex, Span};
use builder::Builder;
use std::sync::Arc;

const FRONT_MATTER: Rule = Rule { name: "front-matter", why: "stands in the front matter" };

/// Reads `text` behind its front matter.
pub(super) fn read(text: &str, matter: &Matter) -> Read {
    let lines = LineIndex::new(text);
    let mut builder = Builder::new(text, &lines);
    if let Some((_, block)) = &matter.block {
        front_matter(&mut builder, text, block.clone());
    }
    builder.walk(matter.body);
    let mut built = builder.paper.finish();
    let mut guess = Guess { title: built.title.take(), ..Guess::default() };
    clutter::read(&mut built, &mut guess, text, &lines);
    Read {
        reading: Reading { text: built.text.into(), origin: built.origin.into(), source: Some(Arc::from(text)) },
        parts: built.parts,
        nodes: built.nodes,
        marks: built.marks,
        refs: built.refs,
        facts: Vec::new(),
        relations: Vec::new(),
        guess,
        lines: u32::try_from(lines.spans().len()).unwrap_or(u32::MAX),
        unread: None,
    }
}

/// Each name of the front matter with its lines becomes one part of metadata.
fn front_matter(builder: &mut Builder<'_>, text: &str, block: std::ops::Range<usize>) {
    let mut at = block.start;
    let mut open: Option<(u32, Field)> = None;
    for line in text[block].split_inclusive('\n') {
        let name: String = line.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect();
        let begins =
            !name.is_empty() && line[name.len()..].trim_start().starts_with([':', '=']) || line.starts_with("[[");
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
