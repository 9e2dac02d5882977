//! The account of an article: what every byte of its reading text is, and which rule said so.

use super::Marking;
use crate::text::Span;
use crate::text::anchor::Anchor;

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
    /// The sentence under the title.
    Standfirst,
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
            Self::Standfirst => "standfirst",
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
    /// Stands in most clippings of the site.
    Recurring,
    /// Stands after the article's end, or before its beginning.
    Beyond,
    /// Markup that shows nothing: comments, embeds.
    Markup,
    /// The owner said so.
    Said,
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
            Self::Recurring => "recurring on the site",
            Self::Beyond => "outside the article",
            Self::Markup => "markup",
            Self::Said => "set aside by hand",
        }
    }
}

/// What lines are that the owner kept, where they are no paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Headings.
    Heading,
    /// Items of a list.
    Item,
    /// A quotation.
    Quote,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Heading, Self::Item, Self::Quote];

    /// The name in a sidecar.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Item => "item",
            Self::Quote => "quote",
        }
    }

    /// The one that is called so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.name() == name)
    }
}

/// What the owner says of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// That they are the article; of this shape, if they are no paragraphs.
    Kept(Option<Shape>),
    /// That they are not the article.
    Aside,
    /// For whom they are.
    Marked(Marking),
}

/// Lines of which the owner said what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// What was said.
    pub said: Said,
    /// By which words they are known.
    pub anchor: Anchor,
    /// Where they stand; empty when they are not found.
    pub at: Vec<Span>,
}

/// The rule that gave a part its role: a stable name and a sentence for `inspect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A stable name such as `teaser-cut-off`.
    pub name: &'static str,
    /// What the rule saw.
    pub why: &'static str,
}
