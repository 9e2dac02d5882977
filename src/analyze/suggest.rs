//! Themes that a dossier might have: groups of articles that share telling terms, each named by the terms that set it apart; and,
//! where there are themes, the term that would file an article which reached none.
//!
//! From the term that most articles share which no group has yet, weighed by how rare it is, a group takes in the terms that stand
//! mostly beside it, then the articles in which two of these stand. All in integers, ties by key.

use super::terms::{everyday_names, is_contraction};
use super::themes::{LEAST, Themes};
use super::{names_of_makers, stretches};
use crate::model::config::{Config, Theme, ThemeId};
use crate::model::features::Term;
use crate::model::{Dossier, Slot};
use crate::text::fold::fold;
use crate::text::slug::{is_reserved, slug};
use crate::text::{Key, Span};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Most themes that are suggested.
const MOST: usize = 8;
/// Most terms of one.
const TERMS: usize = 8;
/// Fewest articles of one.
const FEWEST: usize = 3;
/// What a name that everybody uses weighs; a rare one weighs 8.
const EVERYDAY: u8 = 3;
/// Terms that are looked at: those that promise most.
const CANDIDATES: usize = 600;

/// Themes that a dossier might have.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// The themes, the largest first, with the articles that each would take.
    pub themes: Vec<(Theme, Vec<Slot>)>,
    /// Articles that none would take.
    pub left: Vec<Slot>,
}

/// A term that several articles share.
struct Shared {
    key: Key,
    slots: Vec<Slot>,
    rarity: usize,
    words: String,
}

/// Suggests themes for `dossier`, a working copy: by its articles alone, whatever themes it has.
#[must_use]
pub fn suggest(dossier: &Dossier) -> Suggested {
    let shared = shared(dossier);
    let mut covered: BTreeSet<Slot> = BTreeSet::new();
    let (mut used, mut themes): (BTreeSet<Key>, Vec<Theme>) = (BTreeSet::new(), Vec::new());
    while themes.len() < MOST {
        let gain = |term: &&Shared| term.slots.iter().filter(|slot| !covered.contains(slot)).count();
        let open = shared.iter().filter(|term| !used.contains(&term.key) && gain(term) >= FEWEST);
        let Some(seed) = open.max_by_key(|term| (gain(term) * term.rarity, Reverse(term.key))) else { break };
        let terms = around(&shared, &used, seed);
        let held = held(&terms);
        used.extend(terms.iter().map(|term| term.key));
        let fresh: Vec<Slot> = held.difference(&covered).copied().collect();
        if fresh.len() >= FEWEST {
            themes.push(theme(&terms, &themes));
        }
        covered.extend(held);
        covered.extend(seed.slots.iter().copied().filter(|_| terms.len() == 1));
    }
    voted(dossier, themes)
}

/// The terms that two articles or more share and not too many, the most promising first.
fn shared(dossier: &Dossier) -> Vec<Shared> {
    let articles = dossier.entries.len();
    let makers = names_of_makers(&dossier.entries, &dossier.config);
    let mut posts: BTreeMap<Key, (Vec<Slot>, Term)> = BTreeMap::new();
    for (slot, entry) in dossier.iter() {
        let Some(text) = entry.shown.whole() else { continue };
        let prose: Vec<Span> = stretches(&entry.article).iter().filter(|s| s.is_prose).map(|s| s.span).collect();
        let everyday = everyday_names(&entry.article, text, &prose);
        for term in entry.features.terms.iter().copied().chain(everyday) {
            let (slots, _) = posts.entry(term.key).or_insert_with(|| (Vec::new(), term));
            if slots.last() != Some(&slot) {
                slots.push(slot);
            }
        }
    }
    let fits = |slots: &[Slot]| slots.len() >= 2 && slots.len() * 5 <= articles.max(10) * 2;
    let all = posts.into_iter().filter(|(_, (slots, _))| fits(slots)).filter_map(|(key, (slots, term))| {
        let words = dossier.entry(*slots.first()?).shown.words(term.at)?;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let rarity = usize::from(term.rarity.max(EVERYDAY));
        (!makers.contains(&fold(&words)) && !words.split(' ').any(is_contraction)).then_some(Shared {
            key,
            slots,
            rarity,
            words,
        })
    });
    let mut all: Vec<Shared> = all.collect();
    all.sort_by_key(|term| (Reverse(term.slots.len() * term.rarity), term.key));
    all.truncate(CANDIDATES);
    all
}

/// The seed and the terms that stand mostly in the articles in which it stands.
fn around<'s>(shared: &'s [Shared], used: &BTreeSet<Key>, seed: &'s Shared) -> Vec<&'s Shared> {
    let home: BTreeSet<Slot> = seed.slots.iter().copied().collect();
    let worth = |term: &Shared| {
        let inside = term.slots.iter().filter(|slot| home.contains(slot)).count();
        (inside >= 2 && inside * 2 >= term.slots.len()).then(|| inside * inside * term.rarity * 16 / term.slots.len())
    };
    let others = shared.iter().filter(|term| term.key != seed.key && !used.contains(&term.key));
    let mut others: Vec<(usize, &Shared)> = others.filter_map(|term| Some((worth(term)?, term))).collect();
    others.sort_by_key(|(worth, term)| (Reverse(*worth), term.key));
    let mut out = vec![seed];
    for (_, term) in others {
        let says = fold(&term.words);
        let is_said = |known: &&&Shared| {
            let known = fold(&known.words);
            known.contains(&says) || says.contains(&known)
        };
        if out.len() < TERMS && !out.iter().any(|known| is_said(&known)) {
            out.push(term);
        }
    }
    out
}

/// The articles in which two of these terms stand.
fn held(terms: &[&Shared]) -> BTreeSet<Slot> {
    let mut count: BTreeMap<Slot, usize> = BTreeMap::new();
    terms.iter().flat_map(|term| &term.slots).for_each(|slot| *count.entry(*slot).or_default() += 1);
    count.into_iter().filter(|(_, n)| *n >= 2).map(|(slot, _)| slot).collect()
}

fn theme(terms: &[&Shared], others: &[Theme]) -> Theme {
    let named: Vec<&str> = terms.iter().take(2).map(|term| term.words.as_str()).collect();
    let mut id = slug(named.first().unwrap_or(&"theme"));
    if id.is_empty() || is_reserved(&id) {
        id = format!("theme-{}", others.len() + 1);
    }
    if others.iter().any(|other| other.id.as_str() == id) {
        id = format!("{id}-{}", others.len() + 1);
    }
    let terms = terms.iter().map(|term| term.words.clone()).collect();
    Theme { id: ThemeId::new(&id), title: capitalised(&named.join(", ")), about: None, terms }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The themes with the articles that each would take, without those that would take too few.
fn voted(dossier: &Dossier, mut themes: Vec<Theme>) -> Suggested {
    loop {
        let config = Config { themes: themes.clone(), ..(*dossier.config).clone() };
        let prepared = Themes::new(&config);
        let mut members: Vec<Vec<Slot>> = vec![Vec::new(); themes.len()];
        let mut left = Vec::new();
        for (slot, entry) in dossier.iter() {
            let Some(text) = entry.shown.whole() else { continue };
            let article = crate::model::article::Article { themes: None, ..(*entry.article).clone() };
            let [votes, _] = prepared.vote(&article, text, &stretches(&article));
            votes.iter().for_each(|vote| members[usize::from(vote.theme)].push(slot));
            if votes.is_empty() {
                left.push(slot);
            }
        }
        let mut kept = members.iter().map(|members| members.len() >= FEWEST);
        let before = themes.len();
        themes.retain(|_| kept.next().unwrap_or(false));
        if themes.len() == before {
            let mut themes: Vec<(Theme, Vec<Slot>)> = themes.into_iter().zip(members).collect();
            themes.sort_by_key(|(theme, members)| (Reverse(members.len()), theme.id.clone()));
            return Suggested { themes, left };
        }
    }
}

/// A term that would file an article under a theme.
#[derive(Debug, PartialEq, Eq)]
pub struct Filing {
    /// The theme, by index in the settings.
    pub theme: u16,
    /// The term.
    pub term: String,
    /// In how many of the theme's articles it stands too.
    pub shared: usize,
}

/// The term that, added to a theme, would file the article at `slot`: of those that stand in the theme's articles too, the one that
/// most of them share.
#[must_use]
pub fn filing(dossier: &Dossier, slot: Slot) -> Option<Filing> {
    let entry = dossier.entry(slot);
    let text = entry.shown.whole()?;
    let mut found: Vec<(usize, u16, Span)> = Vec::new();
    for term in &entry.features.terms {
        let Some(posts) = dossier.ledger.posts.get(&term.key) else { continue };
        for (theme, members) in (0u16..).zip(&dossier.ledger.members) {
            let shared = members.iter().filter(|(_, member)| posts.contains(member)).count();
            if shared > 0 {
                found.push((shared, theme, term.at));
            }
        }
    }
    found.sort_by_key(|(shared, theme, at)| (Reverse(*shared), *theme, *at));
    found.into_iter().take(24).find_map(|(shared, theme, at)| {
        let term = entry.shown.words(at)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut config = (*dossier.config).clone();
        config.themes.get_mut(usize::from(theme))?.terms.push(term.clone());
        let [votes, _] = Themes::new(&config).vote(&entry.article, text, &stretches(&entry.article));
        votes.iter().any(|vote| vote.theme == theme).then_some(Filing { theme, term, shared })
    })
}

/// How near a score is to filing: from 0 for just enough or just too little, in per cent of what is enough.
#[must_use]
pub fn margin(score: u32) -> u32 {
    score.abs_diff(LEAST) * 100 / LEAST
}
