//! What the articles are about. Enters: released articles with their words. Leaves: the [`Dossier`]. In two halves: [`read`]
//! sees one article alone; [`tally`] sees the features of all of them and no words. No HTML, no routes, no markings.

mod duplicates;
mod suggest;
mod terms;
mod themes;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::account::Role;
use crate::model::article::{Article, Introduces, Origin};
use crate::model::block::Block;
use crate::model::config::Theme;
use crate::model::dossier::Ledger;
use crate::model::features::{LOOKED_AT, Score};
use crate::model::{Config, Dossier, Entry, Features, How, Reading, SeedPath, Slot};
use crate::text::fold::fold;
use crate::text::{Key, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use suggest::{Filing, Suggested, filing, margin, suggest};
pub use themes::Themes;

/// All that can be known of one article alone. Its evidence comes from body, facts and title; nothing from what was set aside.
#[must_use]
pub fn read(article: &Article, reading: &Reading, themes: &Themes) -> Features {
    let stretches = looked_at(stretches(article), &reading.text);
    let prose: Vec<Span> = stretches.iter().filter(|s| s.is_prose).map(|s| s.span).collect();
    let [votes, short] = themes.vote(article, &reading.text, &stretches);
    let mentions = themes.mentions(&reading.text, &stretches, &article.lang.value);
    let (terms, names) = terms::telling(article, &reading.text, &prose, &themes.told(&mentions));
    Features { terms, names, votes, short, mentions, sketch: duplicates::sketch(&reading.text, &prose) }
}

/// Where an article says what it is about, the most telling first, and where the names stand that tell of it.
#[must_use]
pub fn telling(features: &Features) -> (Vec<Span>, Vec<Span>) {
    let hits = features.votes.iter().flat_map(|vote| vote.hits.iter().map(|hit| hit.at));
    let terms = features.telling_terms().into_iter().map(|term| term.at);
    (hits.chain(terms).collect(), features.telling_names().collect())
}

/// A run of words within which a phrase may stand.
pub(crate) struct Stretch {
    span: Span,
    /// A paragraph, item or fact rather than a heading or cell.
    is_prose: bool,
    /// A fact rather than the body.
    is_fact: bool,
}

/// Those of `stretches` that stand in the first [`LOOKED_AT`] bytes of `text`, the last one cut there.
fn looked_at(mut stretches: Vec<Stretch>, text: &str) -> Vec<Stretch> {
    let end = u32::try_from(text.floor_char_boundary(LOOKED_AT)).unwrap_or(u32::MAX);
    stretches.retain_mut(|stretch| {
        stretch.span.end = stretch.span.end.min(end);
        stretch.span.start < end
    });
    stretches
}

fn stretches(article: &Article) -> Vec<Stretch> {
    let standfirst = article.standfirst.as_ref().filter(|found| found.how == How::Text).and_then(|found| found.at);
    let mut out: Vec<Stretch> =
        standfirst.into_iter().map(|span| Stretch { span, is_prose: true, is_fact: false }).collect();
    let blocks = article
        .nodes
        .iter()
        .filter(|node| matches!(node.kind, Block::Heading(_) | Block::Paragraph | Block::Cell(_)))
        .map(|node| Stretch { span: node.span, is_prose: node.kind == Block::Paragraph, is_fact: false });
    out.extend(blocks);
    out.extend(article.facts.iter().map(|fact| Stretch { span: fact.words, is_prose: true, is_fact: true }));
    out
}

/// Folded names of those who made the articles and the dossier: sites and authors, which tell nothing of a subject.
fn names_of_makers(entries: &[Entry], config: &Config) -> BTreeSet<String> {
    let sites = entries.iter().filter_map(|entry| entry.article.site.as_ref()).map(|site| fold(&site.value));
    let authors = entries.iter().flat_map(|entry| &entry.article.authors).map(|author| fold(&author.value.name));
    sites.chain(authors).chain(config.authors.iter().map(|author| fold(author))).collect()
}

/// Counts over all entries, which are in the order of their seeds' paths.
#[must_use]
pub fn tally(
    entries: Vec<Entry>,
    config: Arc<Config>,
    withheld: usize,
    unread: Vec<SeedPath>,
) -> (Dossier, Vec<Diagnostic>) {
    let slots = || (0u32..).map(Slot).zip(&entries);
    let mut by_date: Vec<Slot> = slots().map(|(slot, _)| slot).collect();
    by_date.sort_by_key(|slot| (entries[slot.index()].article.date.as_ref().map(|d| d.value), *slot));
    let mut rank = vec![0; entries.len()];
    for (i, slot) in (0u32..).zip(&by_date) {
        rank[slot.index()] = i;
    }
    let mut posts: BTreeMap<Key, Vec<Slot>> = BTreeMap::new();
    for &slot in &by_date {
        for term in &entries[slot.index()].features.terms {
            posts.entry(term.key).or_default().push(slot);
        }
    }
    posts.retain(|_, slots| slots.len() > 1);
    let mut held: BTreeMap<Key, u32> = posts.iter().map(|(key, slots)| (*key, slots.len() as u32)).collect();
    for key in entries.iter().flat_map(|entry| &entry.features.names) {
        if let Some(articles) = held.get_mut(key) {
            *articles += 1;
        }
    }
    let mut titles: BTreeMap<Key, Vec<Slot>> = BTreeMap::new();
    for (slot, entry) in slots() {
        titles.entry(Key::of_title(&entry.article.title.value)).or_default().push(slot);
    }
    let introductions = introductions(&entries);
    let (members, unfiled) = members(&entries, &config.themes, &introductions);
    let ledger = Ledger {
        posts: posts.into_iter().map(|(key, slots)| (key, slots.into())).collect(),
        held,
        rank: rank.into(),
        members,
        unfiled,
        introductions,
        titles,
        duplicates: duplicates::pairs(&entries),
    };
    let faults = faults(&entries, &ledger, &config);
    (Dossier { config, entries, ledger, withheld, unread }, faults)
}

fn members(
    entries: &[Entry],
    themes: &[Theme],
    heads: &BTreeMap<Introduces, Slot>,
) -> (Vec<Vec<(Score, Slot)>>, Vec<Slot>) {
    let mut members = vec![Vec::new(); themes.len()];
    let mut unfiled = Vec::new();
    for (slot, entry) in (0u32..).map(Slot).zip(entries) {
        let article = &entry.article;
        if article.hidden {
            continue;
        }
        // a theme's introduction stands above its list
        let is_head = |theme: usize| heads.get(&Introduces::Theme(themes[theme].id.as_str().into())) == Some(&slot);
        for vote in entry.features.votes.iter().filter(|vote| !is_head(usize::from(vote.theme))) {
            if let Some(list) = members.get_mut(usize::from(vote.theme)) {
                list.push((vote.score, slot));
            }
        }
        if entry.features.votes.is_empty() && !heads.values().any(|head| *head == slot) {
            unfiled.push(slot);
        }
    }
    for list in &mut members {
        list.sort_by_key(|&(score, slot)| (!entries[slot.index()].article.lead, std::cmp::Reverse(score), slot));
    }
    (members, unfiled)
}

/// The own text that stands at the head of each page that has one: the first by its seed's path.
fn introductions(entries: &[Entry]) -> BTreeMap<Introduces, Slot> {
    let mut out = BTreeMap::new();
    for (slot, entry) in (0u32..).map(Slot).zip(entries) {
        if let Some(found) = entry.article.introduces.as_ref().filter(|_| entry.article.origin.value == Origin::Own) {
            out.entry(found.value.clone()).or_insert(slot);
        }
    }
    out
}

/// Seeds by name: at most three, so that many stay short lines.
fn listed(entries: &[Entry], slots: &[Slot]) -> String {
    let seed = |slot: &Slot| format!("`{}`", entries[slot.index()].article.seed);
    let mut named: Vec<String> = slots.iter().take(3).map(seed).collect();
    let more = slots.len().saturating_sub(named.len());
    let last = if more > 0 { Some(format!("{more} more")) } else { named.pop() };
    let last = last.unwrap_or_default();
    if named.is_empty() { last } else { format!("{} and {last}", named.join(", ")) }
}

/// Articles that bear one title, each with its namesakes; those that are nearly its own text are told as such.
fn namesakes(entries: &[Entry], ledger: &Ledger) -> Vec<Diagnostic> {
    let near = ledger.duplicates.iter().filter(|duplicate| duplicate.permille >= NEARLY);
    let near: BTreeSet<(Slot, Slot)> = near.map(|duplicate| duplicate.pair).collect();
    let is_near = |one: Slot, other: Slot| near.contains(&(one.min(other), one.max(other)));
    let mut out = Vec::new();
    for slots in ledger.titles.values().filter(|slots| slots.len() > 1) {
        for &slot in slots {
            let others: Vec<Slot> =
                slots.iter().copied().filter(|other| *other != slot && !is_near(slot, *other)).collect();
            if others.is_empty() {
                continue;
            }
            let article = &entries[slot.index()].article;
            let message = format!("`{}` is also the title of {}", article.title.value, listed(entries, &others));
            let hint = "give one of them another title, or remove it if it is the same article";
            out.push(Diagnostic::new(Code::DuplicateTitle, Place::file(article.seed.as_str()), message, hint));
        }
    }
    out
}

/// Least share of shingles, in thousandths, at which two articles are nearly one text.
const NEARLY: u16 = 600;

/// Articles of which an earlier one says nearly the same: each once, with the nearest.
fn near_duplicates(entries: &[Entry], ledger: &Ledger) -> Vec<Diagnostic> {
    let mut like: BTreeMap<Slot, Vec<(u16, Slot)>> = BTreeMap::new();
    for duplicate in ledger.duplicates.iter().filter(|duplicate| duplicate.permille >= NEARLY) {
        like.entry(duplicate.pair.1).or_default().push((duplicate.permille, duplicate.pair.0));
    }
    let seed = |slot: Slot| entries[slot.index()].article.seed.as_str();
    let one = |(slot, like): (Slot, Vec<(u16, Slot)>)| {
        let (permille, nearest) = *like.iter().max_by_key(|(permille, slot)| (*permille, std::cmp::Reverse(*slot)))?;
        let message = format!("`{}` is nearly the same text as `{}`", seed(slot), seed(nearest));
        let hint = "remove one of them if it is the same article; else nothing to do: their pages tell readers";
        let share = (permille + 5) / 10;
        let fault = Diagnostic::new(Code::NearDuplicate, Place::file(seed(slot)), message, hint)
            .note(format!("about {share} % of what the two say stands in both, word for word"));
        let more = format!("so is that of {} more", like.len() - 1);
        Some(if like.len() > 1 { fault.note(more) } else { fault })
    };
    like.into_iter().filter_map(one).collect()
}

/// What was found of the themes and did not suffice, in words; nothing where the owner said the themes.
fn too_little(entry: &Entry, config: &Config) -> Option<String> {
    if entry.article.themes.is_some() {
        return None;
    }
    let mut found = Vec::new();
    for vote in &entry.features.short {
        let theme = config.themes.get(usize::from(vote.theme))?;
        let hits = vote.hits.iter().filter_map(|hit| Some((theme.terms.get(usize::from(hit.term))?, hit.count)));
        found.extend(hits.map(|(term, count)| {
            let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
            format!("`{term}` {times} (theme `{}`)", theme.id)
        }));
    }
    let more = found.len().saturating_sub(6);
    found.truncate(6);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(match found.is_empty() {
        true => "it holds none of the words that mark a theme".to_owned(),
        false => format!("too little for a theme was found: {}{more}", found.join(", ")),
    })
}

fn faults(entries: &[Entry], ledger: &Ledger, config: &Config) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let place = |slot: &Slot| Place::file(entries[slot.index()].article.seed.as_str());
    out.extend(namesakes(entries, ledger));
    out.extend(near_duplicates(entries, ledger));
    for (slot, entry) in (0u32..).map(Slot).zip(entries) {
        let own = entry.article.introduces.as_ref().filter(|_| entry.article.origin.value == Origin::Own);
        let first = own.and_then(|found| ledger.introductions.get(&found.value)).filter(|first| **first != slot);
        out.extend(first.map(|first| {
            let other = &entries[first.index()].article.seed;
            let message = format!("`{}` introduces what `{other}` introduces already", entry.article.title.value);
            let hint = "leave `introduces` out of one of them, or make one text of the two";
            Diagnostic::new(Code::Introduction, place(&slot), message, hint)
        }));
    }
    if !config.themes.is_empty() {
        let has_words = |slot: &&Slot| {
            entries[slot.index()].article.parts.iter().any(|p| matches!(p.role, Role::Body | Role::Fact(_)))
        };
        for slot in ledger.unfiled.iter().filter(has_words) {
            let message = format!("`{}` reached no theme", entries[slot.index()].article.title.value);
            let seed = &entries[slot.index()].article.seed;
            let set = match seed.extension().as_str() {
                "md" | "markdown" => "`themes: [ID]` in its front matter".to_owned(),
                _ => format!("`themes = [\"ID\"]` in `{}.toml`", seed.file_name()),
            };
            let hint = format!("add a term of it to a theme in book.toml, or file it by the theme's id: {set}");
            let fault = Diagnostic::new(Code::Unfiled, place(slot), message, hint);
            let note = too_little(&entries[slot.index()], config);
            out.push(note.into_iter().fold(fault, Diagnostic::note));
        }
    }
    out
}
