//! The body of an article: blocks as a preorder tree, and marks on the words within them.

use crate::text::Span;

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
    /// A cell, and how its column is set.
    Cell(Align),
    /// Code; its language is named by the span, empty when unknown.
    Code {
        /// Where the language's name stands in the reading text; empty when none.
        language: Span,
    },
    /// A footnote's text; its index among the article's footnotes.
    Footnote(u16),
    /// A picture that is not shown: its words, then its title and the name of its file where they say more, a line each.
    Figure,
    /// A break of thought.
    Break,
}

/// How the words of a table's column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Nothing was said.
    #[default]
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Middle,
    /// To the right.
    Right,
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
    /// Highlighted.
    Lit,
    /// Raised, as an exponent.
    Raised,
    /// Lowered, as an index.
    Lowered,
    /// Code.
    Code,
    /// A pointer; its index in `refs`.
    Link(u16),
    /// A footnote's number; the index among the article's footnotes.
    Footnote(u16),
    /// A forced line break, at an empty span.
    LineBreak,
}
