//! What one seed says: typed blocks over a reading text, and an account of every byte.

use super::{Marking, SeedPath};
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

/// An article's identity: from its seed's path, never from a title, so that it outlives every better guess.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(Key);

impl ArticleId {
    /// The id of the article that `seed` parses into.
    #[must_use]
    pub fn of(seed: &SeedPath) -> Self {
        Self(Key::of(seed.as_str()))
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
    /// Sources that the owner named.
    pub sources: Vec<Source>,
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

/// A person, with where they work if the text says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: Arc<str>,
    /// Employer or role, as printed.
    pub affiliation: Option<Arc<str>>,
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
}

/// A piece of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which bytes.
    pub span: Span,
    /// What they are.
    pub role: Role,
    /// Which rule said so.
    pub rule: Rule,
}

/// What some bytes of the reading text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The article itself.
    Body,
    /// About the article.
    Meta(Field),
    /// A reference that stands apart from the body; its index in `refs`.
    Reference(u16),
    /// A fact; its index in `facts`.
    Fact(u16),
    /// Not the article.
    Aside(Aside),
}

/// What some metadata says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title.
    Title,
    /// Authors.
    Authors,
    /// The author's note.
    AuthorNote,
    /// The date.
    Date,
    /// The site.
    Site,
    /// Tags.
    Tags,
    /// The relation of a fact sheet.
    Relation,
    /// A label.
    Label,
}

impl Field {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Authors => "authors",
            Self::AuthorNote => "author note",
            Self::Date => "date",
            Self::Site => "site",
            Self::Tags => "tags",
            Self::Relation => "relation",
            Self::Label => "label",
        }
    }
}

/// Why something was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aside {
    /// The beginning of another story.
    Teaser,
    /// Menus, breadcrumbs, links to other pages of the site.
    Navigation,
    /// An advert.
    Advert,
    /// A comment form, or readers' comments.
    Comments,
    /// A call to follow, share or subscribe.
    Call,
    /// A cookie, copyright or legal notice.
    Notice,
    /// A list of other stories.
    OtherStories,
    /// Words that stand elsewhere in the seed too.
    Repeated,
    /// Stands after the article's end, or before its beginning.
    Beyond,
    /// Markup that shows nothing: comments, embeds.
    Markup,
}

impl Aside {
    /// The name in JSON and in `words`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Teaser => "teaser of another story",
            Self::Navigation => "navigation",
            Self::Advert => "advert",
            Self::Comments => "comment form",
            Self::Call => "call to follow or subscribe",
            Self::Notice => "notice",
            Self::OtherStories => "other stories",
            Self::Repeated => "repeated",
            Self::Beyond => "outside the article",
            Self::Markup => "markup",
        }
    }
}

/// The rule that gave a part its role: a stable name and a sentence for `inspect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A stable name such as `teaser-cut-off`.
    pub name: &'static str,
    /// What the rule saw.
    pub why: &'static str,
}

/// One block of the body tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Block,
    /// Its bytes.
    pub span: Span,
    /// Index after its last descendant.
    pub end: u32,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 6, below the title.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list; ordered ones carry their first number.
    List {
        /// The first number of an ordered list.
        start: Option<u32>,
    },
    /// An item of a list.
    Item,
    /// A quotation set apart.
    Quote,
    /// A quotation that opens the article.
    Epigraph,
    /// A note set apart (`> [!NOTE]`).
    Callout(Callout),
    /// A table.
    Table,
    /// A row; the first of a table with a head is its head.
    Row {
        /// Whether its cells are headers.
        head: bool,
    },
    /// A cell.
    Cell,
    /// Code; its language is named by the span, empty when unknown.
    Code {
        /// Where the language's name stands in the reading text; empty when none.
        language: Span,
    },
    /// A footnote's text; its index among the article's footnotes.
    Footnote(u16),
    /// A picture that is not shown: its description.
    Figure,
    /// A break of thought.
    Break,
}

/// What a callout says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// A note.
    Note,
    /// A tip.
    Tip,
    /// Something important.
    Important,
    /// A warning.
    Warning,
    /// A caution.
    Caution,
}

/// A mark on some words of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// What is said of them.
    pub kind: MarkKind,
}

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Strong.
    Strong,
    /// Emphasised.
    Emphasis,
    /// Struck out.
    Struck,
    /// Code.
    Code,
    /// A pointer; its index in `refs`.
    Link(u16),
    /// A footnote's number; the index among the article's footnotes.
    Footnote(u16),
    /// A forced line break, at an empty span.
    LineBreak,
}

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
    /// Its identity: from article, kind and words, counted on for twins.
    pub id: Key,
    /// What kind of statement.
    pub kind: FactKind,
    /// Its words, without the label.
    pub words: Span,
    /// Its source: an index in `refs`.
    pub source: Option<u16>,
}

/// What kind of statement a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// Stated as fact.
    Claim,
    /// Somebody's view.
    Perspective,
}

impl FactKind {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Perspective => "perspective",
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
    /// Where it stands.
    pub at: Span,
}
