//! The anchors of headings.

use crate::model::block::Block;
use crate::model::{Dossier, Entry, Slot};
use crate::text::slug::slug;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Names that pages use for places of their own.
const TAKEN: [&str; 17] = [
    "main",
    "top",
    "contents",
    "text",
    "claims",
    "facts",
    "references",
    "related",
    "linked",
    "provenance",
    "sources",
    "themes",
    "articles",
    "judgements",
    "bottom-line",
    "next",
    "footnotes",
];

/// For each article, the anchor of every heading that may be shown, by node index: the slug of its words, counted on where it
/// is taken.
pub(super) fn all(dossier: &Dossier) -> Vec<Vec<(u32, Arc<str>)>> {
    dossier.entries.par_iter().map(of).collect()
}

fn of(entry: &Entry) -> Vec<(u32, Arc<str>)> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    // the first number that may be free behind each name
    let mut next: BTreeMap<String, u32> = BTreeMap::new();
    let headings = (0u32..).zip(&entry.article.nodes).filter(|(_, node)| matches!(node.kind, Block::Heading(_)));
    headings
        .filter_map(|(index, node)| {
            let words = slug(entry.shown.words(node.span)?);
            let base = match words.as_str() {
                "" => "section".to_owned(),
                words if is_taken(words) => format!("{words}-1"),
                words => words.to_owned(),
            };
            let number = next.entry(base.clone()).or_insert(1);
            let named = |number: u32| if number == 1 { base.clone() } else { format!("{base}-{number}") };
            while seen.contains(&named(*number)) {
                *number += 1;
            }
            let free = named(*number);
            seen.insert(free.clone());
            Some((index, Arc::from(free)))
        })
        .collect()
}

/// The anchor of every place that its author named: its paragraph or heading, else the heading above it; nothing at the top.
pub(super) fn places<'d>(
    dossier: &'d Dossier,
    anchors: &[Vec<(u32, Arc<str>)>],
) -> BTreeMap<(Slot, &'d str), Option<Arc<str>>> {
    let mut out = BTreeMap::new();
    for (slot, entry) in dossier.iter().filter(|(_, entry)| !entry.article.places.is_empty()) {
        let blocks = blocks(entry, &anchors[slot.index()]);
        for (name, at) in &entry.article.places {
            let block = blocks.partition_point(|(end, _)| end <= at);
            let anchor = blocks.get(block).or(blocks.last()).and_then(|(_, anchor)| anchor.clone());
            out.entry((slot, &**name)).or_insert(anchor);
        }
    }
    out
}

/// The blocks of an article in order: where each ends, and the anchor that leads to it.
fn blocks(entry: &Entry, anchors: &[(u32, Arc<str>)]) -> Vec<(u32, Option<Arc<str>>)> {
    let nodes = &entry.article.nodes;
    let (mut out, mut at, mut paragraphs, mut above) = (Vec::new(), 0, 0, None);
    while let Some(node) = nodes.get(at) {
        let own = match node.kind {
            Block::Heading(_) => {
                let found = anchors.binary_search_by_key(&u32::try_from(at).unwrap_or(u32::MAX), |(node, _)| *node);
                above = found.ok().map(|found| anchors[found].1.clone()).or(above);
                None
            }
            Block::Paragraph => {
                paragraphs += 1;
                let is_shown = entry.shown.words(node.span).is_some_and(|words| !words.trim().is_empty());
                is_shown.then(|| Arc::from(format!("p{paragraphs}")))
            }
            _ => None,
        };
        out.push((node.span.end, own.or_else(|| above.clone())));
        at = (node.end as usize).max(at + 1);
    }
    out
}

/// Paragraphs are `p3`, facts `fact-3`, lines `L3`.
fn is_taken(name: &str) -> bool {
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    TAKEN.contains(&name) || ["p", "l", "fact-", "ref-", "note-", "fn-", "fnref-"].iter().any(|prefix| numbered(prefix))
}

/// The headings of an article by their anchors.
pub(super) struct Headings<'a> {
    named: BTreeMap<&'a str, &'a Arc<str>>,
    /// Without hyphens: the first of each.
    bare: BTreeMap<String, &'a Arc<str>>,
}

impl<'a> Headings<'a> {
    /// Those of `anchors`.
    pub(super) fn new(anchors: &'a [(u32, Arc<str>)]) -> Self {
        let mut bare = BTreeMap::new();
        for (_, anchor) in anchors {
            bare.entry(anchor.replace('-', "")).or_insert(anchor);
        }
        Self { named: anchors.iter().map(|(_, anchor)| (&**anchor, anchor)).collect(), bare }
    }

    /// The anchor that `written` means: by its name, or by the slug of a heading's words, which other programs set with other
    /// hyphens.
    pub(super) fn find(&self, written: &str) -> Option<Arc<str>> {
        let named = slug(written);
        let candidates = [written, &named, &format!("{named}-1")];
        let exact = candidates.into_iter().find_map(|name| self.named.get(name));
        let wanted = named.replace('-', "");
        let near = || self.bare.get(&wanted).filter(|_| !wanted.is_empty());
        exact.or_else(near).map(|anchor| Arc::clone(anchor))
    }
}
