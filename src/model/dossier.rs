//! All articles that this audience may know of, and the counts over them. No hidden text is reachable from here on.

use super::article::{Article, Introduces};
use super::config::{Config, Rights};
use super::features::{Features, Score};
use super::{Route, SeedPath};
use crate::text::{Key, Lines, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An article's position in the order of seed paths, within one build. Printed on no page and kept in no cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

impl Slot {
    /// The position as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One article as this audience may know it.
#[derive(Clone)]
pub struct Entry {
    /// The released copy.
    pub article: Arc<Article>,
    /// What it is about.
    pub features: Arc<Features>,
    /// The words that may be shown.
    pub shown: Shown,
    /// How much of it readers get.
    pub rights: Rights,
    /// How many words of somebody else's text readers get.
    pub borrowed: usize,
    /// The pictures that it shows, by the index of the reference; nothing where one could not be read, which is told.
    pub pictures: Arc<BTreeMap<u16, Option<Picture>>>,
}

/// A picture that pages show, without its metadata.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Where it stands in the site: a key of its bytes, so that no file's name leaves.
    pub route: Route,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// The only door from a span to words. `None` is "not ours to show".
#[derive(Clone)]
pub struct Shown {
    /// Disjoint pieces in order, each a span with its words.
    pieces: Box<[(Span, Arc<str>)]>,
    origin: Arc<[(u32, u32)]>,
    source: Option<Arc<str>>,
}

impl Shown {
    /// A door to these pieces alone; `origin` are the line starts of the reading text, `source` the seed as it lies on disk
    /// (for the owner's eyes).
    #[must_use]
    pub fn new(pieces: Vec<(Span, Arc<str>)>, origin: Arc<[(u32, u32)]>, source: Option<Arc<str>>) -> Self {
        debug_assert!(pieces.is_sorted_by_key(|(span, _)| span.start));
        Self { pieces: pieces.into(), origin, source }
    }

    /// The words at `span`, if every byte of it may be shown.
    #[must_use]
    pub fn words(&self, span: Span) -> Option<&str> {
        let after = self.pieces.partition_point(|(piece, _)| piece.start <= span.start);
        let (piece, words) = self.pieces.get(after.checked_sub(1)?)?;
        words.get((span.start - piece.start) as usize..(span.end.checked_sub(piece.start)?) as usize)
    }

    /// Whether no word may be shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The stretch of words around `span` that may be shown, where all of `span` may be.
    #[must_use]
    pub fn around(&self, span: Span) -> Option<Span> {
        let after = self.pieces.partition_point(|(piece, _)| piece.start <= span.start);
        let (piece, _) = self.pieces.get(after.checked_sub(1)?)?;
        piece.contains(span).then_some(*piece)
    }

    /// Every stretch of words that may be shown, in order.
    pub fn stretches(&self) -> impl Iterator<Item = (Span, &str)> {
        self.pieces.iter().map(|(span, words)| (*span, &**words))
    }

    /// The seed as it lies on disk: in a working copy only.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The whole reading text: in a working copy only.
    #[must_use]
    pub fn whole(&self) -> Option<&str> {
        self.source.as_ref()?;
        let [(span, words)] = &*self.pieces else { return None };
        (span.start == 0).then_some(words)
    }

    /// The lines of the seed that `span` came from: in a working copy only.
    #[must_use]
    pub fn lines(&self, span: Span) -> Option<Lines> {
        self.source.as_ref()?;
        let line_at = |offset: u32| {
            let after = self.origin.partition_point(|&(start, _)| start <= offset);
            self.origin.get(after.saturating_sub(1)).map_or(1, |&(_, line)| line)
        };
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        Some(Lines { first: line_at(span.start), last: line_at(last) })
    }
}

/// All of it.
pub struct Dossier {
    /// The settings.
    pub config: Arc<Config>,
    /// Articles by `Slot`, that is in the order of their seeds' paths.
    pub entries: Vec<Entry>,
    /// Counts over all entries.
    pub ledger: Ledger,
    /// How many articles were withheld from this audience.
    pub withheld: usize,
    /// Files among the seeds that are not read; of a working copy alone.
    pub unread: Vec<SeedPath>,
}

impl Dossier {
    /// The article at `slot`.
    #[must_use]
    pub fn entry(&self, slot: Slot) -> &Entry {
        &self.entries[slot.index()]
    }

    /// Every slot with its article, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Slot, &Entry)> {
        self.entries.iter().enumerate().map(|(i, entry)| (Slot(u32::try_from(i).unwrap_or(u32::MAX)), entry))
    }
}

/// Counts over all entries, integers only: no order in which articles arrived can leave a trace.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// For each term in two articles or more: the articles by (date, slot).
    pub posts: BTreeMap<Key, Box<[Slot]>>,
    /// For each of these: in how many articles it stands, within longer names too.
    pub held: BTreeMap<Key, u32>,
    /// Each article's rank in the order of (date, slot), by slot.
    pub rank: Box<[u32]>,
    /// For each theme of the settings: the articles in it, strongest first.
    pub members: Vec<Vec<(Score, Slot)>>,
    /// Articles that reached no theme.
    pub unfiled: Vec<Slot>,
    /// For each folded title: the articles that bear it.
    pub titles: BTreeMap<Key, Vec<Slot>>,
    /// The text that stands at the head of the front page, and of each theme that has one.
    pub introductions: BTreeMap<Introduces, Slot>,
    /// Pairs of articles that share much of their text, first slot smaller.
    pub duplicates: Vec<Duplicate>,
}

/// Two articles that share much of their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    /// The two, in order.
    pub pair: (Slot, Slot),
    /// Estimated share of five-word shingles in common, in thousandths.
    pub permille: u16,
}
