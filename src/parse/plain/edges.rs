//! Where the article begins and ends: the author's note behind it, and teasers of other stories glued before or behind it.
//!
//! A teaser is a paragraph that breaks off. One text can break off once, at its end; so two such paragraphs in a row at an
//! edge are other stories, and so are whole ones beside them that speak of nothing the page speaks of, and so is everything
//! behind the author's note. A single one needs more: a weaker break may be
//! missing punctuation.

use super::super::read::Guess;
use super::note;
use super::page::{Ending, PROSE, Page};
use super::smallprint;
use super::stories;
use crate::lexicon::boilerplate;
use crate::lexicon::frequency::english_rarity;
use crate::lexicon::person::is_likely_name;
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::article::Person;
use crate::model::{Found, How};
use crate::text::Key;
use crate::text::fold::{fold, fold_word};
use crate::text::word::words;
use std::sync::Arc;

const NOTE: Rule = Rule { name: "author-note", why: "says who the author is, behind the article's last paragraph" };
pub(super) const BIO: Rule = Rule { name: "note-on-author", why: "says who somebody is whom the byline names" };
const ABOUT: Rule = Rule { name: "about-author", why: "stands below a head such as “About the author”" };
const CONTACT: Rule = Rule { name: "author-contact", why: "says where an author can be reached or followed" };
const BEHIND: Rule = Rule { name: "behind-author-note", why: "stands behind the author's note" };
const CUT_OFF: Rule = Rule {
    name: "teaser-cut-off",
    why: "breaks off in mid-sentence at the edge of the article: the beginning of another story",
};
const OPENING: Rule = Rule {
    name: "teaser-opening",
    why: "opens another story: it shares few words with the paragraphs above, and stands beside openings that break off",
};
const BETWEEN: Rule = Rule { name: "between-teasers", why: "stands among the beginnings of other stories" };

/// A lone paragraph that breaks off shares less than this much of its telling words with the rest, in percent, when it is
/// another story.
const FOREIGN: usize = 40;
/// The same where the rest is too short to say much.
const FOREIGN_TO_LITTLE: usize = 8;
/// A whole paragraph beside broken ones shares less than this much with the far half of the page when it is another story.
const STRANGE: usize = 20;
/// And fewer telling words than this.
const AKIN: usize = 5;
/// How many notes on authors stand in a row at most.
const NOTES: usize = 40;
/// How many paragraphs that read as a note are looked at.
const TRIED: usize = 6;
/// Words from which on the rest says enough.
const ENOUGH: usize = 300;

/// Decides notes and teasers at both edges.
pub(super) fn read(page: &mut Page<'_>, guess: &mut Guess) {
    author_note(page, guess);
    about(page, guess);
    let prose = open_prose(page);
    let inward: Vec<usize> = prose.iter().rev().copied().collect();
    let weighed = stories::behind(page, &prose);
    let is_told = prose[prose.len() - weighed..].iter().any(|&at| is_cut(page, at));
    let trailing = other_stories(page, &inward).max(if is_told { weighed } else { 0 });
    let zone = &prose[prose.len() - trailing..];
    let alone = zone.len() == 1 && !(breaks_hard(page, zone[0]) && is_foreign(page, zone[0]));
    if !alone {
        set_aside(page, zone, page.units.len());
    }
    let prose = open_prose(page);
    // a page may begin with its article: what opens it must break off
    let opens_cut = prose.first().is_some_and(|&at| is_cut(page, at));
    let leading = if opens_cut { other_stories(page, &prose) } else { 0 };
    // nothing behind the article's byline is another story's, nor the standfirst right above it
    let end = prose[..leading].last().copied().unwrap_or_default();
    let byline = (0..end).find(|&at| heads_byline(page, at)).unwrap_or(page.units.len());
    let zone: Vec<usize> = prose[..leading].iter().copied().filter(|&at| at < byline).collect();
    let zone = &zone[..];
    let alone = zone.len() == 1 && !(page.units[zone[0]].words >= 40 && breaks_hard(page, zone[0]));
    if !alone {
        set_aside(page, zone, zone.last().copied().unwrap_or_default());
    }
}

/// Whether a byline stands right below unit `at`.
fn heads_byline(page: &Page<'_>, at: usize) -> bool {
    const LONGEST: usize = 160;
    let below = page.units.get(at + 1).map(|unit| unit.core.of(page.text)).filter(|line| line.len() <= LONGEST);
    below.is_some_and(|line| {
        smallprint::is_label(line) || {
            let print = smallprint::read(line, &page.lang);
            print.rest == 0 && !print.authors.is_empty()
        }
    })
}

/// How many paragraphs from an edge, given from the edge inward, are other stories: those that break off, and whole ones
/// among and beside them that share hardly a word with the far half of the page.
fn other_stories(page: &Page<'_>, inward: &[usize]) -> usize {
    if !inward.iter().any(|&at| is_cut(page, at)) {
        return 0;
    }
    let far = &inward[inward.len() / 2..];
    let told: usize = far.iter().map(|&at| page.units[at].words).sum();
    let core = telling(page, far);
    let is_strange = |at: usize| {
        let here = telling(page, &[at]);
        let shared = shared(&here, &core);
        told >= ENOUGH / 2 && here.len() >= 8 && shared < AKIN && shared * 100 < here.len() * STRANGE
    };
    let run = inward.iter().take_while(|&&at| is_cut(page, at) || is_strange(at)).count();
    let cut = inward[..run].iter().filter(|&&at| is_cut(page, at)).count();
    // a text in which everything breaks off, or nothing does, has no other stories that this could tell
    if cut == 0 || run == inward.len() { 0 } else { run }
}

/// Keys of the words that tell what some paragraphs are about, folded, sorted, each once.
fn telling(page: &Page<'_>, units: &[usize]) -> Vec<Key> {
    let all = units.iter().flat_map(|&at| words(page.words(at))).filter(|w| w.text.len() > 3 || !w.text.is_ascii());
    let folded = all.map(|w| fold_word(w.text)).filter(|w| w.len() > 3 && english_rarity(w) >= 2);
    let mut keys: Vec<Key> = folded.map(|w| Key::of(&w)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// How many keys stand among others, both sorted.
fn shared(keys: &[Key], others: &[Key]) -> usize {
    keys.iter().filter(|key| others.binary_search(key).is_ok()).count()
}

fn open_prose(page: &Page<'_>) -> Vec<usize> {
    page.open().into_iter().filter(|&at| page.units[at].words >= PROSE).collect()
}

pub(super) fn is_cut(page: &Page<'_>, at: usize) -> bool {
    page.units[at].ending == Ending::Open || page.words(at).ends_with("...") || page.words(at).ends_with("[…]")
}

/// The last paragraph that reads as a note, when what follows it is broken off or much less than what stands before it.
fn author_note(page: &mut Page<'_>, guess: &mut Guess) {
    let open = page.open();
    let size = |page: &Page<'_>, range: &[usize]| -> usize {
        range.iter().filter(|&&at| page.units[at].is_prose()).map(|&at| page.units[at].words).sum()
    };
    let mut tried = 0;
    for (i, &at) in open.iter().enumerate().rev() {
        if page.units[at].words < 5 {
            continue;
        }
        let Some(found) = note::read(page.words(at), &page.lang) else { continue };
        tried += 1;
        if tried > TRIED {
            return;
        }
        if found.authors.iter().any(|author| is_told_of(page, &open[..i], &author.name)) {
            continue;
        }
        let (before, after) = (&open[..i], &open[i + 1..]);
        let (told, behind) = (size(page, before), size(page, after));
        let broken = after.iter().filter(|&&at| page.units[at].words >= PROSE).all(|&at| is_cut(page, at));
        if told == 0 || !(broken || behind * 3 < told) {
            continue;
        }
        let list = references(page, after);
        for &other in after.iter().filter(|other| !list.contains(other)) {
            let rule = if is_cut(page, other) && page.units[other].words >= PROSE { CUT_OFF } else { BEHIND };
            page.decide(other, Role::Aside(Aside::Teaser), rule);
        }
        let span = page.units[at].core;
        let mut authors: Vec<_> = found.authors.into_iter().map(|a| Found::new(a, How::Text, Some(span))).collect();
        page.decide(at, Role::Meta(Field::AuthorNote), NOTE);
        for &earlier in before.iter().rev().take(NOTES) {
            let Some(also) = note::read(page.words(earlier), &page.lang) else { break };
            if also.authors.iter().any(|author| is_told_of(page, before, &author.name)) {
                break;
            }
            let span = page.units[earlier].core;
            authors.splice(0..0, also.authors.into_iter().map(|a| Found::new(a, How::Text, Some(span))));
            page.decide(earlier, Role::Meta(Field::AuthorNote), NOTE);
        }
        guess.authors = authors;
        return;
    }
}

/// The lines of a list of sources behind a note, with the head above it: the article's, whatever stands behind it.
fn references(page: &Page<'_>, after: &[usize]) -> Vec<usize> {
    const HEADS: [&str; 8] = [
        "literatur",
        "literatuur",
        "bibliographie",
        "bibliography",
        "further reading",
        "notes",
        "noten",
        "anmerkungen",
    ];
    let is_head = |at: usize| {
        let head = page.units[at].folded.trim_end_matches(':');
        HEADS.contains(&head) || super::facts::HEADS.contains(&head)
    };
    let Some(first) = after.iter().position(|&at| is_head(at)) else { return Vec::new() };
    let mut list = vec![after[first]];
    // what is decided ends it: a label for other stories, a button
    list.extend(after[first + 1..].iter().scan(after[first], |last, &at| {
        let goes_on = at == *last + 1 && page.words(at).contains(|c: char| c.is_ascii_digit());
        *last = at;
        goes_on.then_some(at)
    }));
    if list.len() > 1 { list } else { Vec::new() }
}

/// Whether the article speaks of a person: the last word of `name` stands in two paragraphs.
fn is_told_of(page: &Page<'_>, units: &[usize], name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let tells = |at: &&usize| page.units[**at].words >= PROSE && words(page.words(**at)).any(|w| w.text == last);
    units.iter().filter(tells).nth(1).is_some()
}

/// Notes on the authors that the byline names: under their whole names, in the second half by the first name alone too.
pub(super) fn notes_on_authors(page: &mut Page<'_>, guess: &Guess) {
    const LONGEST: usize = 150;
    let told: usize = open_prose(page).into_iter().map(|at| page.units[at].words).sum();
    let names: Vec<Arc<str>> = guess.authors.iter().map(|author| author.value.name.clone()).collect();
    let mut before = 0;
    for at in page.open() {
        let words = page.words(at);
        let is_late = before * 2 > told;
        let is_on = |name: &str| {
            let known = if is_late { name.split(' ').next().unwrap_or(name) } else { name };
            known.len() > 2 && words.strip_prefix(known).is_some_and(|rest| rest.starts_with(' '))
        };
        let author = names.iter().find(|name| is_on(name)).filter(|_| page.units[at].words <= LONGEST);
        let is_told = |name: &str| {
            let others: Vec<usize> = page.open().into_iter().filter(|&other| other < at).collect();
            is_told_of(page, &others, name)
        };
        if author.is_some_and(|name| note::opens(words) && !is_told(name)) {
            page.decide(at, Role::Meta(Field::AuthorNote), BIO);
        } else if page.units[at].words >= PROSE {
            before += page.units[at].words;
        }
    }
}

/// What stands below "About the author", and lines that say where an author can be reached.
fn about(page: &mut Page<'_>, guess: &mut Guess) {
    let told: usize = open_prose(page).into_iter().map(|at| page.units[at].words).sum();
    let mut before = 0;
    let mut left = 0;
    let mut people: Vec<Found<Person>> = Vec::new();
    for at in 0..page.units.len() {
        let is_open = page.units[at].is_open();
        let is_note = matches!(page.units[at].verdict, Some((Role::Meta(Field::AuthorNote), _)));
        let words = page.words(at);
        let span = page.units[at].core;
        if is_open && before * 2 > told && boilerplate::is_about_author(&page.units[at].folded) {
            page.decide(at, Role::Meta(Field::AuthorNote), ABOUT);
            left = 3;
        } else if is_open && left > 0 && page.units[at].words <= 150 {
            left -= 1;
            let named = note::read(words, &page.lang).map(|found| found.authors).unwrap_or_default();
            people.extend(named.into_iter().map(|person| Found::new(person, How::Text, Some(span))));
            if is_likely_name(words) {
                let person = Person { name: Arc::from(words), affiliation: None };
                people.push(Found::new(person, How::Text, Some(span)));
            }
            page.decide(at, Role::Meta(Field::AuthorNote), ABOUT);
        } else if is_open && before * 2 > told {
            left = 0;
            if let Some(name) = note::contact(words) {
                let person = Person { name: Arc::from(name), affiliation: None };
                people.push(Found::new(person, How::Text, Some(span)));
                page.decide(at, Role::Meta(Field::AuthorNote), CONTACT);
            }
        } else if !is_note {
            left = 0;
        }
        if is_open && page.units[at].words >= PROSE {
            before += page.units[at].words;
        }
    }
    if guess.authors.is_empty() {
        guess.authors = people;
    }
}

/// Sets the paragraphs of `zone` aside, and what is short between the first of them and unit `last`.
fn set_aside(page: &mut Page<'_>, zone: &[usize], last: usize) {
    let Some(&first) = zone.first() else { return };
    for at in page.open() {
        if zone.contains(&at) {
            let rule = if is_cut(page, at) { CUT_OFF } else { OPENING };
            page.decide(at, Role::Aside(Aside::Teaser), rule);
        } else if at > first && at < last {
            page.decide(at, Role::Aside(Aside::OtherStories), BETWEEN);
        }
    }
}

/// Whether it ends with a comma or with a word that cannot end a sentence.
fn breaks_hard(page: &Page<'_>, at: usize) -> bool {
    let end = page.words(at).trim_end();
    let last = fold(end.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default());
    end.ends_with(',') || page.lang.is_stop_word(&last)
}

/// Whether few of its telling words stand elsewhere in the article.
fn is_foreign(page: &Page<'_>, at: usize) -> bool {
    let here = telling(page, &[at]);
    let others: Vec<usize> = open_prose(page).into_iter().filter(|&other| other != at).collect();
    let told: usize = others.iter().map(|&other| page.units[other].words).sum();
    shared(&here, &telling(page, &others)) * 100 < here.len() * if told < ENOUGH { FOREIGN_TO_LITTLE } else { FOREIGN }
}
