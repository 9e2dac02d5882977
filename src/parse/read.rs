//! What a format gives: words, their account, the body tree, and guesses at what the article is. Shared by all formats.

use crate::model::account::{Part, Rule};
use crate::model::article::{Kind, Passage, Person};
use crate::model::block::{Mark, Node};
use crate::model::reference::{FactKind, Reference, StatedRelation};
use crate::model::{Found, Reading};
use crate::text::{Date, Lang, LineIndex, Span};
use std::sync::Arc;

/// The rule by which a fact sheet's title is known.
pub(super) const SHEET_TITLE: Rule =
    Rule { name: "fact-title", why: "the first line above the statements of a fact sheet" };

/// One seed as its format understands it, before corrections.
pub(super) struct Read {
    /// The words.
    pub reading: Reading,
    /// The account, in any order, before gaps are filled.
    pub parts: Vec<Part>,
    /// The body tree in preorder.
    pub nodes: Vec<Node>,
    /// Marks within the body.
    pub marks: Vec<Mark>,
    /// References; `Role::Reference` and `MarkKind::Link` index them.
    pub refs: Vec<Reference>,
    /// Facts; `Role::Fact` indexes them.
    pub facts: Vec<FactRead>,
    /// Words that are for fewer readers than the rest, as the text itself says.
    pub passages: Vec<Passage>,
    /// What a fact sheet states between two entities.
    pub relations: Vec<StatedRelation>,
    /// Guesses.
    pub guess: Guess,
    /// Lines of the seed.
    pub lines: u32,
    /// Words that a page holds where no reader looks.
    pub unseen: Vec<Unseen>,
    /// Why little or nothing of the article was there to be read.
    pub unread: Option<Unread>,
    /// The bound that it goes beyond.
    pub beyond: Option<Beyond>,
}

/// A bound that a seed goes beyond. All its words are there, but less is made of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Beyond {
    /// Blocks or elements nest deeper than `most` on this line, from 1, if it is known.
    Deep { most: usize, line: u32 },
    /// More lines, paragraphs or bytes than are told apart.
    Long { most: usize, what: &'static str },
    /// An element on this line, from 1, has more attributes.
    Stuffed { most: usize, line: u32 },
    /// More text than is looked at for what it is about.
    Large,
}

/// Words of a page that it does not show.
pub(super) struct Unseen {
    /// The line of the seed, from 1.
    pub line: u32,
    pub words: String,
    /// Whether they stand under a name for markings.
    pub is_marking: bool,
}

/// What keeps a saved page's article from being read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unread {
    /// The site shows it to subscribers.
    Closed,
    /// It ends where the page asks the reader to subscribe.
    Gated,
    /// A script fetches it after the page has loaded.
    Scripted,
    /// All words of the page were set aside.
    Apart,
}

/// A fact before it has an id.
pub(super) struct FactRead {
    /// The id that its author gave it, folded.
    pub id: Option<String>,
    pub kind: FactKind,
    pub label: Option<Span>,
    pub words: Span,
    pub sources: Vec<u16>,
    /// Lines below it that tell of it.
    pub remarks: Vec<Span>,
}

/// What the text itself says of the article.
#[derive(Default)]
pub(super) struct Guess {
    pub title: Option<Found<Arc<str>>>,
    pub standfirst: Option<Found<Arc<str>>>,
    pub authors: Vec<Found<Person>>,
    pub date: Option<Found<Date>>,
    pub site: Option<Found<Arc<str>>>,
    pub url: Option<Found<Arc<str>>>,
    /// The language that the markup declares.
    pub lang: Option<Found<Lang>>,
    pub kind: Option<Kind>,
    pub tags: Vec<Arc<str>>,
    /// Names of places, each with a byte of the reading text.
    pub places: Vec<(Arc<str>, u32)>,
}

/// The starts of the lines of a text that is its own reading text.
pub(super) fn line_origin(lines: &LineIndex) -> Box<[(u32, u32)]> {
    lines.spans().iter().zip(1u32..).map(|(span, line)| (span.start, line)).collect()
}
