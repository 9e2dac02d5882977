//! What an article points to and what it states: references, facts, the relation of a fact sheet.

use crate::text::{Date, Key, Span};
use std::ops::Range;
use std::sync::Arc;

/// A pointer that the article itself makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What sort of pointer.
    pub kind: RefKind,
    /// Where it stands.
    pub at: Span,
    /// Line and column in the seed.
    pub place: (u32, u32),
    /// The title that it names, if it names one.
    pub title: Option<Arc<str>>,
    /// What it points to, as written. Resolving is link's work.
    pub target: Target,
    /// The site it names.
    pub site: Option<Arc<str>>,
    /// The publisher it names.
    pub publisher: Option<Arc<str>>,
    /// The date it names.
    pub date: Option<Date>,
    /// Whether it stands within the body's words instead of apart from them.
    pub inline: bool,
}

impl Reference {
    /// One that stands apart and names a title, nothing else.
    #[must_use]
    pub fn naming(kind: RefKind, at: Span, place: (u32, u32), name: Arc<str>) -> Self {
        let target = Target::Named { name: name.clone(), heading: None };
        let title = Some(name);
        Self { kind, at, place, title, target, site: None, publisher: None, date: None, inline: false }
    }
}

/// What sort of pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefKind {
    /// A RELATED POST line.
    RelatedPost,
    /// A link.
    Link,
    /// A wiki-link.
    WikiLink,
    /// A number in brackets, or a quotation's source.
    Citation,
    /// A source of facts.
    Source,
    /// A picture, which is never shown.
    Picture,
}

impl RefKind {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RelatedPost => "related post",
            Self::Link => "link",
            Self::WikiLink => "wiki-link",
            Self::Citation => "citation",
            Self::Source => "source",
            Self::Picture => "picture",
        }
    }
}

/// What a reference points to, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A title or a file's name, with an optional heading behind `#`.
    Named {
        /// The title or name.
        name: Arc<str>,
        /// The heading.
        heading: Option<Arc<str>>,
    },
    /// A path relative to the seed's folder, decoded, with an optional anchor.
    Path {
        /// The path.
        path: Arc<str>,
        /// The anchor behind `#`.
        anchor: Option<Arc<str>>,
    },
    /// A place in the same article.
    Here(Arc<str>),
    /// A fact of the same article, by index.
    Fact(u16),
    /// An address elsewhere.
    Url(Arc<str>),
    /// Nothing that can be followed.
    Nothing,
}

/// A typed statement with a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its identity: from the article and its author's id, else kind and words, counted on for twins.
    pub id: Key,
    /// What kind of statement.
    pub kind: FactKind,
    /// The label as written, where it is none of the known ones.
    pub label: Option<Span>,
    /// Its words, without the label.
    pub words: Span,
    /// Its sources: indexes in `refs`.
    pub sources: Box<[u16]>,
    /// Lines of the sheet that tell of it: how strong it is, what it supports.
    pub remarks: Box<[Span]>,
}

/// What kind of statement a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// Stated as fact.
    Claim,
    /// Somebody's view.
    Perspective,
    /// Something else: its label is none of the known ones.
    Statement,
}

impl FactKind {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Perspective => "perspective",
            Self::Statement => "statement",
        }
    }
}

/// What a fact sheet states between two entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRelation {
    /// The sort of relation, such as `related`.
    pub kind: Arc<str>,
    /// Its strength as printed, such as `3.17`.
    pub strength: Arc<str>,
    /// Its label, such as `strongly supporting`.
    pub label: Arc<str>,
    /// The two entities, where they could be told.
    pub between: Vec<Arc<str>>,
    /// The facts that it rests on, as far as that could be told.
    pub facts: Range<u16>,
    /// Where it stands.
    pub at: Span,
}
