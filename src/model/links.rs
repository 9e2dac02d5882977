//! Where every page stands and what points to what. No HTML, no sentences of ours.

use super::dossier::Slot;
use super::features::Score;
use super::site::Route;
use crate::text::{Key, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The plan of routes, resolved references and their reverse.
pub struct Links {
    /// Every page and file of the site, known and unique before anything is rendered.
    pub plan: BTreeMap<Route, Leaf>,
    /// Each article's page, by slot.
    pub articles: Vec<Route>,
    /// The address under which each article is recorded, by slot; nothing where it is not.
    pub recorded: Vec<Option<Arc<str>>>,
    /// Where each article stood when readers first knew it, by slot: it never changes, and feeds know the article by it.
    pub first: Vec<Route>,
    /// The first page of each theme, by index in the settings.
    pub themes: Vec<Route>,
    /// Each article's seed page, by slot: in a working copy only.
    pub seeds: Vec<Option<Route>>,
    /// Each article's page on the desk, by slot: in the preview only.
    pub desk: Vec<Route>,
    /// For each article, by slot: what its references point to, by index in `Article::refs`.
    pub resolved: Vec<Box<[Resolved]>>,
    /// For each article, by slot: who points to it.
    pub backlinks: Vec<Vec<Backlink>>,
    /// For each article, by slot: the anchors of its headings, by node index.
    pub anchors: Vec<Vec<(u32, Arc<str>)>>,
    /// Each article's place in a book's table of contents, by slot; empty where there is none.
    pub order: Vec<usize>,
    /// Related articles, worked out when a page asks.
    pub related: Arc<dyn Relate>,
}

/// What stands at a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// The front page.
    Front,
    /// An article's page.
    Article(Slot),
    /// A seed as it lies on disk beside its article: in a working copy only.
    Seed(Slot),
    /// A page of the list of seeds on the desk: in the preview only.
    Desk(u16),
    /// A seed on the desk, to be corrected: in the preview only.
    DeskSeed(Slot),
    /// A page of a theme, by index in the settings; pages count from 0.
    Theme(u16, u16),
    /// A page of the articles that reached no theme.
    Unfiled(u16),
    /// A page of all articles by date and source, where no theme is defined.
    Articles(u16),
    /// Claims and views.
    Claims(u16),
    /// Sources.
    Sources,
    /// The whole dossier in reading order, for paper.
    Print,
    /// About the dossier and how it was made.
    About,
    /// An old address of an article, which leads to its page.
    Moved(Slot),
    /// The page for addresses that do not exist.
    NotFound,
    /// The data beside the pages.
    Data,
    /// New texts as Atom: of a theme, by index in the settings, or of the dossier.
    Atom(Option<u16>),
    /// The same as a JSON Feed.
    JsonFeed(Option<u16>),
    /// The pages that search engines may find.
    Sitemap,
    /// A static file of the look.
    Static(Arc<str>),
    /// A file with fixed content, such as `.nojekyll`.
    Fixed(Arc<[u8]>),
}

/// How much of a dossier stands in one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it, but what is hidden.
    Whole,
    /// A theme with its articles, by index in the settings.
    Theme(u16),
    /// One article.
    Article(Slot),
}

/// How many articles stand on one page of a list.
pub const LIST_PAGE: usize = 100;

/// How many seeds stand on one page of the desk: so many that its filter sees all of most dossiers.
pub const DESK_PAGE: usize = 500;

/// What a reference points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// An article of the dossier, at one of its headings if named.
    Article {
        /// Which.
        slot: Slot,
        /// The anchor of a heading.
        anchor: Option<Arc<str>>,
    },
    /// A place in the same article.
    Here(Arc<str>),
    /// A fact of the same article, by index.
    Fact(u16),
    /// An address elsewhere.
    Outside(Arc<str>),
    /// A file that lies in `static/`.
    File(Route),
    /// Cited, not in this dossier.
    Missing,
}

/// A reference seen from the article that it points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// The article that points.
    pub from: Slot,
    /// The index of the reference in its `refs`.
    pub reference: u16,
}

/// Related articles, asked for when a page is rendered and never stored.
pub trait Relate: Send + Sync {
    /// The articles related to `of`, strongest first, at most five; none where none is good.
    fn related(&self, of: Slot) -> Vec<Relation>;
}

/// Why two articles are related, and the sentences that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The other article.
    pub to: Slot,
    /// How strongly.
    pub strength: Score,
    /// Why, as data: worded in `render`, in the site's language.
    pub reason: Reason,
    /// The sentence here.
    pub here: Span,
    /// The sentence there.
    pub there: Span,
}

/// Why two articles are related.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They share rare names or terms.
    Shared(Box<[SharedTerm]>),
    /// They share much of their text.
    SameText {
        /// Thousandths of five-word shingles in common.
        permille: u16,
        /// The words in which the two sentences differ, here and there; none where they are the same.
        differing: [Box<[Span]>; 2],
    },
}

/// A rare name or term that two articles share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedTerm {
    /// Its key.
    pub key: Key,
    /// Whether it is a name.
    pub name: bool,
    /// Whose name it is, where book.toml tells: an index in `Config::entities`.
    pub entity: Option<u16>,
    /// Where it stands in the sentence here.
    pub here: Span,
    /// Where it stands in the sentence there.
    pub there: Span,
    /// In how many articles of the dossier it stands.
    pub articles: u32,
}
