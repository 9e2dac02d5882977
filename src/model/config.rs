//! What book.toml means, after defaults.

use super::{Marking, Route};
use crate::text::fields::Field;
use crate::text::fold::fold;
use crate::text::glob::Pattern;
use crate::text::{Date, Key, Lang};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A theme's id, as book.toml gives it: lower-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeId(Arc<str>);

impl ThemeId {
    /// An id that was checked to be one.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ThemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The dossier's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The dossier's title.
    pub title: String,
    /// Who made the dossier.
    pub authors: Vec<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// The language of the pages, and of an article that nothing says another of.
    pub language: Lang,
    /// The folder of the seeds below the root, with `/`; empty for the root itself.
    pub src: String,
    /// The output folder, as written.
    pub build_dir: String,
    /// The address that the site will stand at, with a closing `/`.
    pub site_url: Option<String>,
    /// The domain for GitHub Pages' CNAME file.
    pub cname: Option<String>,
    /// The address of the repository.
    pub repository: Option<String>,
    /// An address with `{path}` in it, at which a seed can be edited.
    pub edit_url_template: Option<String>,
    /// Stylesheets of the owner's, below `static/`.
    pub additional_css: Vec<String>,
    /// Themes in the order of book.toml.
    pub themes: Vec<Theme>,
    /// Names that the owner told us of.
    pub entities: Vec<NamedEntity>,
    /// What is so of many seeds at once, in the order of book.toml.
    pub defaults: Vec<Defaults>,
    /// What may leave the machine.
    pub audience: Audience,
    /// Whether pictures of clippings are shown; those of own texts are.
    pub pictures: bool,
}

/// A subject that articles are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its id.
    pub id: ThemeId,
    /// Its title.
    pub title: String,
    /// What it is about, in a sentence.
    pub about: Option<String>,
    /// The words and phrases that mark it.
    pub terms: Vec<String>,
}

impl Theme {
    /// The table of book.toml that defines it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let terms: Vec<String> = self.terms.iter().map(|term| quoted(term)).collect();
        let (id, title) = (quoted(self.id.as_str()), quoted(&self.title));
        format!("[[theme]]\nid = {id}\ntitle = {title}\nterms = [{}]\n", terms.join(", "))
    }
}

/// A name from book.toml with its other spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEntity {
    /// The name to show.
    pub name: String,
    /// What kind of thing bears it.
    pub kind: EntityKind,
    /// Other spellings.
    pub aliases: Vec<String>,
}

/// What is so of all seeds whose path fits a pattern, unless a seed says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Defaults {
    /// The paths, below `src` or the root.
    pub paths: Pattern,
    /// What is said, as in a sidecar.
    pub fields: Vec<Field>,
    /// book.toml, in which that stands.
    pub book: Arc<str>,
    /// Where in it, in bytes.
    pub at: Range<usize>,
}

impl Config {
    /// The full address of what stands at `route`; nothing where `site-url` tells a path alone, or is not set.
    #[must_use]
    pub fn address(&self, route: &Route) -> Option<String> {
        let root = self.site_url.as_ref().filter(|url| url.contains("://"))?.trim_end_matches('/');
        let path = Route::new("index.html").to(route);
        Some(format!("{root}/{}", if route.as_str() == "index.html" { "" } else { path.as_str() }))
    }

    /// Whether anybody may find the site: an edition for all.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.audience, Audience::Edition(edition) if edition.marking == Marking::Clear)
    }

    /// Whether readers get files that hold full addresses: feeds and a sitemap.
    #[must_use]
    pub fn is_syndicated(&self) -> bool {
        matches!(self.audience, Audience::Edition(_)) && self.address(&Route::new("index.html")).is_some()
    }

    /// The path of a seed below the folder of the seeds.
    #[must_use]
    pub fn below_src<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.src.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
    }

    /// The defaults of the seed at `path`, the last that book.toml has first.
    pub fn defaults_of(&self, path: &str) -> impl Iterator<Item = &Defaults> {
        let below = self.below_src(path);
        self.defaults.iter().rev().filter(move |defaults| defaults.paths.fits(below) || defaults.paths.fits(path))
    }
}

impl NamedEntity {
    /// The key of its name, whatever it is called in a text.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::of_name(&fold(&self.name))
    }
}

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// An event.
    Event,
    /// A text, law, treaty or other work.
    Work,
    /// Anything else, or unknown.
    Other,
}

impl EntityKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Person, Self::Organisation, Self::Place, Self::Event, Self::Work, Self::Other];

    /// The name in book.toml and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Event => "event",
            Self::Work => "work",
            Self::Other => "other",
        }
    }
}

/// For whom a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The owner: everything in full. What `serve` shows, and what `build` writes while nobody has decided.
    WorkingCopy,
    /// Readers.
    Edition(Edition),
}

/// What an edition may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The narrowest marking that these readers may see.
    pub marking: Marking,
    /// What an article without a marking counts as.
    pub unmarked: Marking,
    /// What readers see of other people's texts, where nothing else is said of one.
    pub clippings: Rights,
    /// How many words an excerpt has at most; in scripts without spaces, half as many as it has characters.
    pub excerpt_words: u16,
    /// The last day whose articles readers get; without one, those of every day.
    pub today: Option<Date>,
}

impl Edition {
    /// How many words an excerpt has at most, where nothing is said.
    pub const EXCERPT_WORDS: u16 = 90;

    /// An edition for these readers, whatever the day.
    #[must_use]
    pub fn new(marking: Marking, unmarked: Marking, clippings: Rights) -> Self {
        Self { marking, unmarked, clippings, excerpt_words: Self::EXCERPT_WORDS, today: None }
    }
}

/// How much of somebody else's text a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rights {
    /// All of the article.
    Full,
    /// A few of its sentences, with title, credit and address.
    Excerpt,
    /// Title, credit and address.
    LinkOnly,
}

impl Rights {
    /// All of them, the widest first.
    pub const ALL: [Self; 3] = [Self::Full, Self::Excerpt, Self::LinkOnly];

    /// The name in book.toml.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Excerpt => "excerpt",
            Self::LinkOnly => "link-only",
        }
    }
}
