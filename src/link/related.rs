//! Which articles are related, and why: they share rare names and terms, or much of their text. Worked out when asked.
//!
//! From an article's rarest terms, the articles around its own date in each term's list are candidates, so that the cost does
//! not grow with the dossier. No reason is a term that stands in a third of the articles, alone or within longer names, one that
//! a theme is made of, and the name of who wrote or published an article.

use super::differing;
use super::spent::spent;
use crate::model::block::Block;
use crate::model::dossier::Duplicate;
use crate::model::features::{Score, Term};
use crate::model::links::{Reason, Relation, Resolved, SharedTerm};
use crate::model::{Dossier, Entry, Relate, Slot};
use crate::text::fold::fold;
use crate::text::sentence::sentence_at;
use crate::text::{Key, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Terms that candidates are looked up by.
const TERMS: usize = 24;
/// Articles looked at in each term's list.
const NEIGHBOURS: usize = 64;
/// Relations shown.
const MOST: usize = 5;
/// Terms named in a reason.
const NAMED: usize = 3;
/// Least score of a relation: about one telling name of two words that a tenth of the articles has, or two lesser terms.
const LEAST: u32 = 1400;

/// The relations of a dossier.
pub(super) struct Related {
    dossier: Arc<Dossier>,
    /// Terms that are no reason: those that themes are made of, and the names of authors and sites.
    spent: BTreeSet<Key>,
    /// The told entities by the keys of their names.
    entities: BTreeMap<Key, u16>,
    duplicates: BTreeMap<Slot, Vec<Duplicate>>,
    /// For each article: those that its own references lead to.
    linked: Vec<BTreeSet<Slot>>,
    /// Sentences of articles that share their text, by key, with the articles that hold them; counted when first asked for.
    told: OnceLock<BTreeMap<Key, Vec<Slot>>>,
}

impl Related {
    pub(super) fn new(dossier: Arc<Dossier>, resolved: &[Box<[Resolved]>]) -> Self {
        let mut duplicates: BTreeMap<Slot, Vec<Duplicate>> = BTreeMap::new();
        for duplicate in &dossier.ledger.duplicates {
            duplicates.entry(duplicate.pair.0).or_default().push(*duplicate);
            duplicates.entry(duplicate.pair.1).or_default().push(*duplicate);
        }
        let target = |resolved: &Resolved| match resolved {
            Resolved::Article { slot, .. } => Some(*slot),
            _ => None,
        };
        let linked = resolved.iter().map(|references| references.iter().filter_map(target).collect()).collect();
        Self {
            spent: spent(&dossier),
            entities: (0u16..).zip(&dossier.config.entities).map(|(i, entity)| (entity.key(), i)).collect(),
            duplicates,
            linked,
            dossier,
            told: OnceLock::new(),
        }
    }

    /// The terms of `entry` that can be a reason, rarest in the dossier first, each with its weight.
    fn reasons<'d>(&self, entry: &'d Entry) -> Vec<(&'d Term, u32)> {
        let articles = self.dossier.entries.len();
        let mut terms: Vec<(usize, &Term)> = entry
            .features
            .terms
            .iter()
            .filter(|term| !self.spent.contains(&term.key))
            .filter_map(|term| Some((*self.dossier.ledger.held.get(&term.key)? as usize, term)))
            .filter(|(frequency, _)| frequency * 3 < articles)
            .collect();
        terms.sort_by_key(|(frequency, term)| (*frequency, std::cmp::Reverse(term.rarity), term.key));
        terms.truncate(TERMS);
        terms.into_iter().map(|(frequency, term)| (term, weight(articles, frequency, term.rarity))).collect()
    }

    fn candidates(&self, of: Slot, reasons: &[(&Term, u32)]) -> BTreeMap<Slot, u32> {
        let mut scores: BTreeMap<Slot, u32> = BTreeMap::new();
        let rank = |slot: &Slot| self.dossier.ledger.rank[slot.index()];
        for (term, weight) in reasons {
            let Some(posts) = self.dossier.ledger.posts.get(&term.key) else { continue };
            let at = posts.partition_point(|slot| rank(slot) < rank(&of));
            let from = at.saturating_sub(NEIGHBOURS / 2).min(posts.len().saturating_sub(NEIGHBOURS));
            for slot in posts[from..].iter().take(NEIGHBOURS).filter(|slot| **slot != of) {
                *scores.entry(*slot).or_default() += weight;
            }
        }
        scores
    }

    /// The reason and sentences for two articles: of all shared terms, the pair of sentences that shares most.
    fn explain(&self, of: Slot, to: Slot, score: u32, reasons: &[(&Term, u32)]) -> Option<Relation> {
        let (here, there) = (self.dossier.entry(of), self.dossier.entry(to));
        let shared: Vec<(SharedTerm, u32, Span, Span)> = reasons
            .iter()
            .filter_map(|(term, weight)| {
                let other =
                    there.features.terms[there.features.terms.binary_search_by_key(&term.key, |t| t.key).ok()?];
                let entity = self.entities.get(&term.key).copied().filter(|_| term.name);
                let same = !term.name
                    || entity.is_some()
                    || fold(here.shown.words(term.at)?) == fold(there.shown.words(other.at)?);
                let articles = *self.dossier.ledger.held.get(&term.key)?;
                let (here, there) = (term.at, other.at);
                let term = SharedTerm { key: term.key, name: term.name, entity, here, there, articles };
                let sentences = (sentence(self.dossier.entry(of), here)?, sentence(self.dossier.entry(to), there)?);
                same.then_some((term, *weight, sentences.0, sentences.1))
            })
            .collect();
        let together = |s: &(SharedTerm, u32, Span, Span)| -> u32 {
            shared.iter().filter(|o| s.2.contains(o.0.here) && s.3.contains(o.0.there)).map(|o| o.1).sum()
        };
        let best = shared.iter().max_by_key(|s| (together(s), std::cmp::Reverse(s.0.key)))?;
        let (here, there) = (best.2, best.3);
        // a reason names only what a reader finds in the two sentences
        let mut seen: Vec<&(SharedTerm, u32, Span, Span)> =
            shared.iter().filter(|s| here.contains(s.0.here) && there.contains(s.0.there)).collect();
        seen.sort_by_key(|s| (std::cmp::Reverse(s.1), s.0.key));
        let telling = seen.iter().filter(|s| rarity(reasons, s.0.key) >= 5).count();
        let rarest = seen.iter().filter(|s| s.0.name).map(|s| rarity(reasons, s.0.key)).max().unwrap_or(0);
        let named: Box<[SharedTerm]> = distinct(&seen, self.dossier.entry(of)).into_iter().take(NAMED).collect();
        let tells = (telling >= 2 && named.len() >= 2) || rarest >= 7;
        (tells && score >= LEAST).then_some(Relation {
            to,
            strength: Score(score),
            reason: Reason::Shared(named),
            here,
            there,
        })
    }

    fn same_text(&self, of: Slot) -> impl Iterator<Item = Relation> + '_ {
        self.duplicates.get(&of).into_iter().flatten().filter_map(move |duplicate| {
            let to = if duplicate.pair.0 == of { duplicate.pair.1 } else { duplicate.pair.0 };
            let first = |slot: Slot| {
                let node = self.dossier.entry(slot).article.nodes.iter().find(|node| node.kind == Block::Paragraph)?;
                Some(Span { start: node.span.start, end: node.span.start })
            };
            let (here, there, differing) = match self.other_sentence(of, to) {
                Some(other) => other,
                None => {
                    let (here, there) = self.same_sentence(of, to).or_else(|| Some((first(of)?, first(to)?)))?;
                    let here = sentence(self.dossier.entry(of), here)?;
                    (here, sentence(self.dossier.entry(to), there)?, [Box::default(), Box::default()])
                }
            };
            let strength = Score(1_000_000 + u32::from(duplicate.permille));
            let reason = Reason::SameText { permille: duplicate.permille, differing };
            Some(Relation { to, strength, reason, here, there })
        })
    }

    /// Two sentences at one place of both that differ, with the words in which they do.
    fn other_sentence(&self, of: Slot, to: Slot) -> Option<Differing> {
        let (here, there) = (pieces(self.dossier.entry(of)), pieces(self.dossier.entry(to)));
        let (one, other) = differing::pair(&here, &there)?;
        let [ours, theirs] = differing::words(one.words, other.words);
        let moved = |spans: Vec<Span>, by: u32| -> Box<[Span]> {
            spans.into_iter().map(|at| Span { start: at.start + by, end: at.end + by }).collect()
        };
        Some((one.at, other.at, [moved(ours, one.at.start), moved(theirs, other.at.start)]))
    }

    /// The longest sentence that both say word for word and that stands in no article beside these and their like, as a site's
    /// teasers and small print do; of those within the text rather than at its ends, where there are any.
    fn same_sentence(&self, of: Slot, to: Slot) -> Option<(Span, Span)> {
        let like = self.duplicates.get(&of).into_iter().flatten().flat_map(|d| [d.pair.0, d.pair.1]);
        let like: BTreeSet<Slot> = like.chain([of, to]).collect();
        let told = self.told.get_or_init(|| self.tellers());
        let theirs = pieces(self.dossier.entry(to));
        let ends = theirs.last().map_or(0, |piece| piece.paragraph);
        let by_key: BTreeMap<Key, &Piece<'_>> = theirs.iter().rev().map(|piece| (piece.key, piece)).collect();
        let ours = pieces(self.dossier.entry(of));
        let last = ours.last().map_or(0, |piece| piece.paragraph);
        let is_own = |key: &Key| told.get(key).is_none_or(|tellers| tellers.iter().all(|slot| like.contains(slot)));
        let is_within = |one: &Piece<'_>, other: &Piece<'_>| {
            (1..last).contains(&one.paragraph) && (1..ends).contains(&other.paragraph)
        };
        let both = ours.iter().filter_map(|piece| Some((piece, *by_key.get(&piece.key)?)));
        let (here, there) = both.max_by_key(|(one, other)| {
            (is_own(&one.key), is_within(one, other), one.at.len(), std::cmp::Reverse(one.at.start))
        })?;
        Some((here.at, there.at))
    }

    /// Who says the sentences of articles that share their text.
    fn tellers(&self) -> BTreeMap<Key, Vec<Slot>> {
        const TOLD: usize = 64;
        let mut out: BTreeMap<Key, Vec<Slot>> = BTreeMap::new();
        for slot in self.duplicates.keys() {
            out.extend(pieces(self.dossier.entry(*slot)).into_iter().map(|piece| (piece.key, Vec::new())));
        }
        for (slot, entry) in self.dossier.iter() {
            for piece in pieces(entry) {
                if let Some(tellers) = out.get_mut(&piece.key).filter(|tellers| tellers.len() < TOLD) {
                    tellers.push(slot);
                }
            }
        }
        out
    }
}

/// A sentence as far as full stops tell, with its paragraph's number.
pub(super) struct Piece<'e> {
    /// The key of its words.
    pub key: Key,
    /// Its words.
    pub words: &'e str,
    at: Span,
    paragraph: usize,
}

/// The sentences of an article's paragraphs that are neither too short to tell anything nor too long to show.
fn pieces(entry: &Entry) -> Vec<Piece<'_>> {
    const SHOWN: std::ops::RangeInclusive<usize> = 40..=400;
    let paragraphs = entry.article.nodes.iter().filter(|node| node.kind == Block::Paragraph);
    let mut out = Vec::new();
    for (paragraph, node) in paragraphs.enumerate() {
        let Some(words) = entry.shown.words(node.span) else { continue };
        let mut at = node.span.start as usize;
        for piece in words.split_inclusive(['.', '!', '?', '。', '！', '？']) {
            let span = Span::new(at, at + piece.len());
            at = span.end as usize;
            let lead = piece.len() - piece.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            if SHOWN.contains(&piece.len()) && lead < piece.len() {
                let at = Span::new(span.start as usize + lead, span.end as usize);
                out.push(Piece { key: Key::of_title(piece), words: &piece[lead..], at, paragraph });
            }
        }
    }
    out
}

/// A sentence here and one there, and the words of each that the other does not have.
type Differing = (Span, Span, [Box<[Span]>; 2]);

impl Relate for Related {
    fn related(&self, of: Slot) -> Vec<Relation> {
        let entry = self.dossier.entry(of);
        let mut out: Vec<Relation> = self.same_text(of).collect();
        let reasons = self.reasons(entry);
        let mut candidates: Vec<(Slot, u32)> = self
            .candidates(of, &reasons)
            .into_iter()
            .filter(|(slot, score)| {
                *score >= LEAST && !self.linked[of.index()].contains(slot) && !out.iter().any(|r| r.to == *slot)
            })
            .collect();
        candidates.sort_by_key(|(slot, score)| (std::cmp::Reverse(*score), *slot));
        let explained =
            candidates.into_iter().take(MOST * 2).filter_map(|(to, score)| self.explain(of, to, score, &reasons));
        out.extend(explained);
        out.truncate(MOST);
        out
    }
}

/// How rare a term is in general, by the shipped frequencies.
fn rarity(reasons: &[(&Term, u32)], key: Key) -> u8 {
    reasons.iter().find(|(term, _)| term.key == key).map_or(0, |(term, _)| term.rarity)
}

/// Shared terms whose words are not part of one another's: "Port of Zeebrugge" leaves nothing for "Zeebrugge" to say.
fn distinct(terms: &[&(SharedTerm, u32, Span, Span)], entry: &Entry) -> Vec<SharedTerm> {
    let mut out: Vec<(SharedTerm, String)> = Vec::new();
    for (term, ..) in terms {
        let Some(words) = entry.shown.words(term.here).map(fold) else { continue };
        if !out.iter().any(|(_, other)| other.contains(&words) || words.contains(other.as_str())) {
            out.push((*term, words));
        }
    }
    out.into_iter().map(|(term, _)| term).collect()
}

/// The sentence of the block or fact that holds `at`.
fn sentence(entry: &Entry, at: Span) -> Option<Span> {
    let nodes = entry
        .article
        .nodes
        .iter()
        .filter(|n| matches!(n.kind, Block::Paragraph | Block::Cell(_) | Block::Heading(_)))
        .map(|n| n.span);
    let block = nodes.chain(entry.article.facts.iter().map(|fact| fact.words)).find(|span| span.contains(at))?;
    let block = around(entry.shown.words(block)?, block, at);
    let words = entry.shown.words(block)?;
    let within = sentence_at(words, &entry.article.lang.value, (at.start - block.start) as usize);
    let sentence = Span { start: block.start + within.start, end: block.start + within.end };
    Some(if sentence.contains(at) {
        sentence
    } else {
        Span { start: sentence.start.min(at.start), end: sentence.end.max(at.end) }
    })
}

/// Of a very long block, what stands around `at`: no sentence is longer.
fn around(words: &str, block: Span, at: Span) -> Span {
    const REACH: usize = 2000;
    let (start, end) = ((at.start - block.start) as usize, (at.end - block.start) as usize);
    let from = words.floor_char_boundary(start.saturating_sub(REACH));
    let to = words.ceil_char_boundary((end + REACH).min(words.len()));
    Span { start: block.start + from as u32, end: block.start + to as u32 }
}

/// idf² in 1/256 bits, times how telling the term is in general.
fn weight(articles: usize, frequency: usize, rarity: u8) -> u32 {
    let idf = log2(articles).saturating_sub(log2(frequency));
    u32::try_from(u64::from(idf) * u64::from(idf) / 256 * u64::from(rarity) / 8).unwrap_or(u32::MAX)
}

/// log2 in 1/256, linear between powers of two: monotonic, and the same on every machine.
fn log2(n: usize) -> u32 {
    let n = u64::try_from(n.max(1)).unwrap_or(1);
    let whole = 63 - n.leading_zeros();
    let fraction = ((n << 8) >> whole) & 0xff;
    whole * 256 + u32::try_from(fraction).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::log2;

    #[test]
    fn logarithm() {
        assert_eq!((log2(1), log2(2), log2(1024)), (0, 256, 2560));
        assert!((1..5000).all(|n| log2(n) <= log2(n + 1)));
    }
}
