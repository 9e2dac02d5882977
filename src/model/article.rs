//! What one seed says: typed blocks over a reading text, and an account of every byte.

use super::account::{Drawn, Part};
use super::block::{Mark, Node};
use super::config::Rights;
use super::reference::{Fact, Reference, StatedRelation};
use super::{Marking, SeedPath};
use crate::diagnostic::Place;
use crate::text::{Date, Key, Lang, Lines, Span};
use std::fmt;
use std::sync::Arc;

/// What parse gives: the article and, apart from it, the words. Only parse, release and analyze ever hold a `Reading`.
#[derive(Clone)]
pub struct Parsed {
    /// The article.
    pub article: Arc<Article>,
    /// Its words.
    pub reading: Arc<Reading>,
    /// What says that it is for fewer readers than all. For the owner alone.
    pub marked: Option<Why>,
    /// Where it says that it is a draft. For the owner alone.
    pub drafted: Option<Place>,
}

/// What says that an article is for fewer readers than all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Where it stands.
    pub place: Place,
    /// How the owner says otherwise.
    pub otherwise: String,
}

/// A seed's words in reading order, decoded, without markup; for plain text the seed itself.
pub struct Reading {
    /// The words.
    pub text: Arc<str>,
    /// (byte offset in `text`, line of the seed), ascending in both.
    pub origin: Box<[(u32, u32)]>,
    /// The seed decoded but otherwise as it lies on disk, where that differs from `text`.
    pub source: Option<Arc<str>>,
}

impl Reading {
    /// The lines of the seed that `span` came from.
    #[must_use]
    pub fn lines(&self, span: Span) -> Lines {
        let line_at = |offset: u32| {
            let after = self.origin.partition_point(|&(start, _)| start <= offset);
            self.origin.get(after.saturating_sub(1)).map_or(1, |&(_, line)| line)
        };
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        Lines { first: line_at(span.start), last: line_at(last) }
    }
}

/// A value with where it came from: nothing is stored bare, so a guess cannot pass for a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub how: How,
    /// Where it stands in the reading text, if it does.
    pub at: Option<Span>,
}

impl<T> Found<T> {
    /// A value that stands at `at`, or nowhere in the text.
    #[must_use]
    pub fn new(value: T, how: How, at: Option<Span>) -> Self {
        Self { value, how, at }
    }
}

/// Where a value came from, in the order of force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The seed's front matter.
    FrontMatter,
    /// The sidecar beside the seed.
    Sidecar,
    /// `[[defaults]]` in book.toml.
    Defaults,
    /// The markup of a saved page.
    Html,
    /// The article's own text.
    Text,
    /// The page around the article: its date, not the article's.
    Page,
    /// The address.
    Address,
    /// The file's name.
    FileName,
    /// Concluded from what kind of text it is.
    Inferred,
    /// Made from the text because it has none.
    Derived,
}

impl How {
    /// The name in JSON and on pages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Sidecar => "sidecar",
            Self::Defaults => "defaults",
            Self::Html => "html",
            Self::Text => "text",
            Self::Page => "page",
            Self::Address => "address",
            Self::FileName => "file name",
            Self::Inferred => "inferred",
            Self::Derived => "derived",
        }
    }

    /// Whether a person said so.
    #[must_use]
    pub fn is_correction(self) -> bool {
        matches!(self, Self::FrontMatter | Self::Sidecar | Self::Defaults)
    }
}

/// A value that another one won over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beaten {
    /// What it says, by the name that a sidecar uses.
    pub key: &'static str,
    /// The value in words.
    pub value: Arc<str>,
    /// Where it came from.
    pub how: How,
}

/// An article's identity: from its seed's path, never from a title, so that it outlives every better guess.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(Key);

impl ArticleId {
    /// The id of the article that `seed` parses into.
    #[must_use]
    pub fn of(seed: &SeedPath) -> Self {
        Self(Key::of(seed.as_str()))
    }

    /// Reads sixteen hexadecimal digits.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let is_whole = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        u64::from_str_radix(digits, 16).ok().filter(|_| is_whole).map(|key| Self(Key(key)))
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0.0)
    }
}

/// What one seed parses into.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its identity.
    pub id: ArticleId,
    /// The seed.
    pub seed: SeedPath,
    /// SHA-256 of the seed's bytes.
    pub sha256: [u8; 32],
    /// What sort of text it is.
    pub kind: Found<Kind>,
    /// Who wrote it.
    pub origin: Found<Origin>,
    /// Who may see it, where somebody said so.
    pub marking: Option<Found<Marking>>,
    /// Whether it is withheld as unfinished.
    pub draft: bool,
    /// The title; never empty.
    pub title: Found<Arc<str>>,
    /// The sentence under the title.
    pub standfirst: Option<Found<Arc<str>>>,
    /// Authors in the order given.
    pub authors: Vec<Found<Person>>,
    /// The date that the article bears.
    pub date: Option<Found<Date>>,
    /// The site or outlet.
    pub site: Option<Found<Arc<str>>>,
    /// The address that it was taken from.
    pub url: Option<Found<Arc<str>>>,
    /// The language.
    pub lang: Found<Lang>,
    /// Tags as the site or owner gave them.
    pub tags: Vec<Arc<str>>,
    /// Theme ids that the owner filed it under.
    pub themes: Option<Found<Vec<Arc<str>>>>,
    /// The address that the owner chose.
    pub slug: Option<Found<Arc<str>>>,
    /// What it stands at the head of.
    pub introduces: Option<Found<Introduces>>,
    /// Whether it stands first in its themes.
    pub lead: bool,
    /// Whether lists leave it out.
    pub hidden: bool,
    /// Sources that the owner named.
    pub sources: Vec<Source>,
    /// Other names that the owner gave it.
    pub aliases: Vec<Arc<str>>,
    /// What the owner says that there is none of, by the names that a sidecar uses, with where that was said.
    pub none: Box<[(&'static str, How)]>,
    /// A key of its sidecar's bytes, where it has one. For the owner alone.
    pub sidecar: Option<Key>,
    /// Values that stronger ones won over, the strongest first of each.
    pub beaten: Box<[Beaten]>,
    /// Lines of which the owner said what they are.
    pub drawn: Box<[Drawn]>,
    /// Words that are for fewer readers than the rest, as they stand.
    pub passages: Box<[Passage]>,
    /// How much of it readers see, where the owner said so.
    pub rights: Option<Found<Rights>>,
    /// Why it was taken back, where it was.
    pub withdrawn: Option<Arc<str>>,
    /// What the dossier's editors say of it, in their own words.
    pub editors_note: Option<Arc<str>>,
    /// Names that the author gave to places within it (`^name`, `{#name}`), each with a byte of the reading text.
    pub places: Box<[(Arc<str>, u32)]>,
    /// The account: sorted, disjoint, covering every non-blank byte of the reading text.
    pub parts: Box<[Part]>,
    /// The body as a preorder tree.
    pub nodes: Box<[Node]>,
    /// Emphasis, links and code within nodes, sorted by span.
    pub marks: Box<[Mark]>,
    /// What the article points to.
    pub refs: Box<[Reference]>,
    /// Typed statements.
    pub facts: Box<[Fact]>,
    /// What a fact sheet states between two entities.
    pub relations: Box<[StatedRelation]>,
    /// Words of body and facts.
    pub words: u32,
    /// Lines of the seed.
    pub lines: u32,
}

impl Article {
    /// A key of all that it was read from: the seed's bytes and its sidecar's.
    #[must_use]
    pub fn seen(&self) -> String {
        let seed: String = self.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        self.sidecar.map_or_else(|| seed.clone(), |sidecar| format!("{seed}-{:016x}", sidecar.0))
    }

    /// Where it was said that there is none of `key`, if that is so.
    #[must_use]
    pub fn none(&self, key: &str) -> Option<How> {
        self.none.iter().find(|(of, _)| *of == key).map(|(_, how)| *how)
    }

    /// What is known under a name that a sidecar uses, as it is typed there, and where it came from.
    #[must_use]
    pub fn known(&self, key: &str) -> Option<(String, How)> {
        fn told<T>(found: &Found<T>, word: impl Fn(&T) -> String) -> Option<(String, How)> {
            Some((word(&found.value), found.how))
        }
        let text = |found: &Option<Found<Arc<str>>>| told(found.as_ref()?, ToString::to_string);
        match key {
            "title" => told(&self.title, ToString::to_string),
            "description" => text(&self.standfirst),
            "site" => text(&self.site),
            "url" => text(&self.url),
            "authors" => {
                let names: Vec<String> = self.authors.iter().map(|author| author.value.to_string()).collect();
                Some((names.join("; "), self.authors.first()?.how))
            }
            "date" => told(self.date.as_ref()?, ToString::to_string),
            "language" => told(&self.lang, |lang| lang.tag().to_owned()),
            "kind" => told(&self.kind, |kind| kind.name().to_owned()),
            "origin" => told(&self.origin, |origin| origin.name().to_owned()),
            "marking" => told(self.marking.as_ref()?, |marking| marking.name().to_owned()),
            "themes" => told(self.themes.as_ref()?, |themes| themes.join(",")),
            _ => None,
        }
    }

    /// The strictest marking of a passage that `span` touches.
    #[must_use]
    pub fn marking_at(&self, span: Span) -> Option<Marking> {
        self.passages.iter().filter(|passage| passage.at.overlaps(span)).map(|passage| passage.marking).max()
    }

    /// The strictest marking that stands on the article or on something in it.
    #[must_use]
    pub fn strictest(&self) -> Option<Marking> {
        let whole = self.marking.as_ref().map(|found| found.value);
        let passages = self.passages.iter().map(|passage| passage.marking);
        whole.into_iter().chain(passages).chain(self.sources.iter().filter_map(|source| source.marking)).max()
    }
}

/// Words that are for fewer readers than the rest of their article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Where they stand.
    pub at: Span,
    /// For whom they are.
    pub marking: Marking,
}

/// A person, with where they work if the text says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: Arc<str>,
    /// Employer or role, as printed.
    pub affiliation: Option<Arc<str>>,
}

/// The name, and where they work in brackets: as a sidecar has them.
impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        self.affiliation.as_ref().map_or(Ok(()), |at| write!(f, " ({at})"))
    }
}

/// What sort of text an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An opinion piece.
    Opinion,
    /// An analysis.
    Analysis,
    /// A news report.
    News,
    /// A post on a blog.
    BlogPost,
    /// A report of an institution.
    Report,
    /// An interview.
    Interview,
    /// A sheet of typed statements.
    FactSheet,
    /// A short note.
    Note,
    /// A mail.
    Mail,
    /// Any other page.
    Page,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Opinion,
        Self::Analysis,
        Self::News,
        Self::BlogPost,
        Self::Report,
        Self::Interview,
        Self::FactSheet,
        Self::Note,
        Self::Mail,
        Self::Page,
    ];

    /// The name in front matter and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Opinion => "opinion",
            Self::Analysis => "analysis",
            Self::News => "news",
            Self::BlogPost => "blog post",
            Self::Report => "report",
            Self::Interview => "interview",
            Self::FactSheet => "fact sheet",
            Self::Note => "note",
            Self::Mail => "mail",
            Self::Page => "page",
        }
    }
}

/// Who wrote an article. Never guessed into `Own`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The dossier's authors.
    Own,
    /// Somebody else.
    Clipping,
}

impl Origin {
    /// The name in front matter and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Clipping => "clipping",
        }
    }
}

/// What a text stands at the head of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Introduces {
    /// The front page.
    Dossier,
    /// The page of the theme with this id.
    Theme(Arc<str>),
}

/// A source that the owner named. Empty fields were not given.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Source {
    /// Who published it.
    pub publisher: Option<Arc<str>>,
    /// What it is called.
    pub title: Option<Arc<str>>,
    /// Who wrote it.
    pub author: Option<Arc<str>>,
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub url: Option<Arc<str>>,
    /// A copy in an archive.
    pub archived: Option<Arc<str>>,
    /// Who may see it, where somebody said so.
    pub marking: Option<Marking>,
}
