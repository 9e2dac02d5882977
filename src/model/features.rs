//! All that analyze knows of one article alone: a function of the article, the themes and shipped data.

use crate::text::{Key, Span};

/// Fixed point, 1/256. No float decides an order or reaches a page: libm differs between platforms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(pub u32);

/// Of an article's text so many bytes are looked at for what it is about.
pub const LOOKED_AT: usize = 4 << 20;

/// What one article is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// The most telling terms and names, at most [`Features::MOST_TERMS`], sorted by key.
    pub terms: Box<[Term]>,
    /// Keys of the other names that it holds, in its title and within longer names too, sorted.
    pub names: Box<[Key]>,
    /// One vote per theme reached, strongest first.
    pub votes: Box<[ThemeVote]>,
    /// Where no theme was reached: what was found and did not suffice, strongest first.
    pub short: Box<[ThemeVote]>,
    /// Names from book.toml that it mentions: index in `Config::entities`, and where.
    pub mentions: Box<[(u16, Box<[Span]>)]>,
    /// MinHash over five-word shingles; empty for a text too short to compare.
    pub sketch: Box<[u32]>,
}

impl Features {
    /// How many terms are kept of an article: chosen by shipped frequencies, so that no other article can change the choice.
    pub const MOST_TERMS: usize = 160;

    /// How many names are told of an article that readers do not get in full.
    const MOST_NAMES: usize = 8;

    /// The terms, the most telling first.
    #[must_use]
    pub fn telling_terms(&self) -> Vec<&Term> {
        let mut terms: Vec<&Term> = self.terms.iter().collect();
        terms.sort_by_key(|term| (std::cmp::Reverse(u32::from(term.count) * u32::from(term.rarity)), term.at));
        terms
    }

    /// Where the most telling names stand first.
    pub fn telling_names(&self) -> impl Iterator<Item = Span> {
        self.telling_terms().into_iter().filter(|term| term.name).map(|term| term.at).take(Self::MOST_NAMES)
    }

    /// What may be known of an article whose text readers do not get: its themes, and no count of its words. What was found of
    /// themes that it did not reach and what it is like stay, for reports to the owner.
    #[must_use]
    pub fn of_withheld_text(mut self) -> Self {
        for vote in &mut self.votes {
            vote.hits = Box::default();
        }
        Self { terms: Box::default(), names: Box::default(), mentions: Box::default(), ..self }
    }
}

/// A word, phrase or name that tells what an article is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The key of its folded stem or name.
    pub key: Key,
    /// How often it stands in body and facts.
    pub count: u16,
    /// How telling it is by shipped background frequencies: 0 for everyday words, 8 for names.
    pub rarity: u8,
    /// Whether it is a name.
    pub name: bool,
    /// Where it stands first.
    pub at: Span,
}

/// How strongly an article belongs to a theme, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeVote {
    /// Index in `Config::themes`.
    pub theme: u16,
    /// The score.
    pub score: Score,
    /// The evidence, strongest first.
    pub hits: Box<[Hit]>,
    /// Whether the owner filed it here.
    pub corrected: bool,
}

/// A term of a theme that stands in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index in the theme's `terms`.
    pub term: u16,
    /// How often it stands, in the title and below it.
    pub count: u16,
    /// How often of these in the title.
    pub in_title: u16,
    /// Where first.
    pub at: Span,
}
