//! The names, words and phrases that tell what an article is about, chosen by shipped frequencies alone.

use crate::lexicon::frequency::{english_rarity, name_rarity};
use crate::model::Features;
use crate::model::article::Article;
use crate::model::features::Term;
use crate::text::{Key, Lang, Span, fold::fold, name, word};
use std::collections::{BTreeMap, BTreeSet};

/// Names of months and weekdays are capitalised in English and tell nothing.
const CALENDAR: [&str; 19] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Names and terms less rare than this tell nothing.
const LEAST: u8 = 4;

/// A place where something that book.toml names stands.
pub(super) struct Told {
    /// Its key as a term.
    pub key: Key,
    /// How little known it is.
    pub rarity: u8,
    /// Where.
    pub at: Span,
}

/// At most [`Features::MOST_TERMS`] terms, the most telling kept, and the keys of all other names; both sorted by key. What the
/// owner `told` of is one name in all its spellings.
pub(super) fn telling(article: &Article, text: &str, prose: &[Span], told: &[Told]) -> (Box<[Term]>, Box<[Key]>) {
    let lang = &article.lang.value;
    let mut found: BTreeMap<Key, Term> = BTreeMap::new();
    let mut held: BTreeSet<Key> = BTreeSet::new();
    for told in told {
        add(&mut found, told.key, told.rarity, true, told.at);
    }
    for run in runs(&article.title.value, lang) {
        held.extend(name::within(run.of(&article.title.value)).map(|part| Key::of_name(&fold(part))));
    }
    for &span in prose {
        let from = told.partition_point(|told| told.at.start < span.start);
        let told = told[from..].iter().take_while(|told| told.at.start < span.end);
        let told: Vec<Span> = told.map(|told| told.at).collect();
        names(text, span, lang, &told, &mut found, &mut held);
        if lang.primary() == "en" {
            phrases(text, span, lang, &mut found);
        }
    }
    // a phrase of known words is a term only when the article comes back to it
    let tells = |term: &Term| term.rarity >= LEAST && (term.name || term.count >= 2 || term.rarity >= 6);
    let mut terms: Vec<Term> = found.into_values().filter(tells).collect();
    terms.sort_by_key(|term| (std::cmp::Reverse((term.rarity, term.count)), term.key));
    terms.truncate(Features::MOST_TERMS);
    terms.sort_by_key(|term| term.key);
    held.retain(|key| terms.binary_search_by_key(key, |term| term.key).is_err());
    (terms.into(), held.into_iter().collect())
}

/// Names that everybody uses and that an article comes back to: no reason for a link, but what a theme may be called.
pub(super) fn everyday_names(article: &Article, text: &str, prose: &[Span]) -> Vec<Term> {
    let (mut found, mut held) = (BTreeMap::new(), BTreeSet::new());
    prose.iter().for_each(|&span| names(text, span, &article.lang.value, &[], &mut found, &mut held));
    found.into_values().filter(|term| term.rarity < LEAST && term.count >= 2).collect()
}

fn add(found: &mut BTreeMap<Key, Term>, key: Key, rarity: u8, name: bool, at: Span) {
    let term = found.entry(key).or_insert(Term { key, count: 0, rarity, name, at });
    term.count = term.count.saturating_add(1);
}

/// The names in `words`.
fn runs(words: &str, lang: &Lang) -> Vec<Span> {
    let common = |word: &str| english_rarity(word) < 6 || lang.is_stop_word(word);
    name::names(words, &common)
}

fn names(
    text: &str,
    span: Span,
    lang: &Lang,
    told: &[Span],
    found: &mut BTreeMap<Key, Term>,
    held: &mut BTreeSet<Key>,
) {
    let words = span.of(text);
    for run in runs(words, lang) {
        let folded = fold(run.of(words));
        let head = folded.split([' ', '-']).next().unwrap_or_default();
        // German writes every noun with a capital
        let is_noun = lang.primary() == "de" && !folded.contains(' ');
        let tells_nothing = CALENDAR.contains(&head) || is_noun || folded.split(' ').any(is_contraction);
        if tells_nothing || is_stop_anywhere(&folded) || folded.chars().count() < 2 {
            continue;
        }
        held.extend(name::within(run.of(words)).map(|part| Key::of_name(&fold(part))));
        let at = Span { start: span.start + run.start, end: span.start + run.end };
        // "Osmere Residents" is a piece of "Osmere Residents' League"
        if !told.iter().any(|told| told.overlaps(at) && (told.contains(at) || !at.contains(*told))) {
            add(found, Key::of_name(&folded), name_rarity(&folded), true, at);
        }
    }
}

/// "don't", "we’re".
pub(super) fn is_contraction(word: &str) -> bool {
    matches!(word.rsplit_once(['\'', '’']).map(|(_, end)| end), Some("t" | "re" | "ve" | "ll" | "d" | "m"))
}

/// A text's language may be a guess: "Le" at the head of a sentence is no name in any.
fn is_stop_anywhere(folded: &str) -> bool {
    ["en", "fr", "nl", "de"].iter().filter_map(|tag| Lang::parse(tag)).any(|lang| lang.is_stop_word(folded))
}

/// Single rare words, and pairs of words that are not the commonest, by their stems.
fn phrases(text: &str, span: Span, lang: &Lang, found: &mut BTreeMap<Key, Term>) {
    let words = span.of(text);
    let mut last: Option<(usize, usize, String, u8)> = None;
    for word in word::words(words) {
        let lower = word.text.chars().all(|c| c.is_lowercase() || c == '-' || c == '’');
        let folded = fold(word.text);
        let rarity = english_rarity(&folded);
        if !lower || folded.chars().count() < 3 {
            last = None;
            continue;
        }
        let stem = lang.stem(&folded).into_owned();
        let place = |start: usize, end: usize| Span { start: span.start + start as u32, end: span.start + end as u32 };
        if rarity >= 6 {
            add(found, Key::of_stems(lang.primary(), &stem), 6, false, place(word.at, word.end()));
        }
        if let Some((at, end, before, other)) = &last
            && words[*end..word.at].trim().is_empty()
            && rarity.max(*other) >= 2
            && !lang.is_stop_word(&folded)
        {
            add(
                found,
                Key::of_stems(lang.primary(), &format!("{before} {stem}")),
                4 + rarity.min(*other) / 2,
                false,
                place(*at, word.end()),
            );
        }
        last = (!lang.is_stop_word(&folded)).then(|| (word.at, word.end(), stem, rarity));
    }
}
