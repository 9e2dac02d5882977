//! The name in each article's address: the recorded one, else the owner's, else the title's, counted on where it is taken.
//! Enters: the dossier and the record. Leaves: [`Given`]. Only articles of this dossier count: what is recorded for another,
//! withheld or gone, holds no address, so that nobody can tell that it is there.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::addresses::{Recorded, text_of};
use crate::model::article::Article;
use crate::model::{Addresses, Dossier};
use crate::text::slug::{is_reserved, slug};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What each article is called in its address, by slot.
pub(super) struct Given {
    /// The names.
    pub slugs: Vec<String>,
    /// The name under which it is recorded.
    pub recorded: Vec<Option<Arc<str>>>,
    /// The name by which readers first knew it.
    pub first: Vec<Arc<str>>,
    /// Names that it had before.
    pub former: Vec<Vec<Arc<str>>>,
}

/// Gives each article its name: recorded ones first, then chosen ones, so that a title can never push one aside.
pub(super) fn give(dossier: &Dossier, addresses: &Addresses, faults: &mut Vec<Diagnostic>) -> Given {
    let recorded = known(dossier, addresses);
    let of = |slot: usize| addresses.at.get(recorded[slot].as_ref()?);
    let article = |slot: usize| &*dossier.entries[slot].article;
    let chosen = |slot: usize| article(slot).slug.as_ref().map(|slug| &*slug.value);
    let stays = |slot: usize| recorded[slot].as_deref().filter(|there| chosen(slot).is_none_or(|slug| slug == *there));
    let all = || 0..dossier.entries.len();
    let mut slugs = vec![String::new(); dossier.entries.len()];
    let mut taken = Taken::default();
    for slot in all() {
        if let Some(there) = stays(slot) {
            slugs[slot] = taken.take(there);
        }
    }
    for slot in all().filter(|slot| stays(*slot).is_none()) {
        let Some(wanted) = chosen(slot) else { continue };
        // who cannot have another address stays where readers know the page
        let there = recorded[slot].as_deref().filter(|there| taken.has(wanted) && !taken.has(there));
        slugs[slot] = taken.take(there.unwrap_or(wanted));
        if slugs[slot] != wanted {
            let message =
                format!("the address `{wanted}` is already another article's; this one stands at `{}`", slugs[slot]);
            let place = Place::file(article(slot).seed.as_str());
            faults.push(Diagnostic::new(Code::RouteCollision, place, message, "choose another `slug`"));
        }
    }
    let former: Vec<Vec<Arc<str>>> = all()
        .map(|slot| {
            let old = of(slot).map_or(&[][..], |of: &Recorded| &of.former).iter().chain(&recorded[slot]);
            let mut old: Vec<Arc<str>> = old.filter(|old| ***old != *slugs[slot]).cloned().collect();
            old.sort();
            old.dedup();
            old
        })
        .collect();
    former.iter().flatten().for_each(|old| taken.hold(old));
    for (slot, slug) in slugs.iter_mut().enumerate().filter(|(_, slug)| slug.is_empty()) {
        *slug = taken.take(&wanted(article(slot)));
    }
    let first =
        (0..slugs.len()).map(|slot| of(slot).and_then(|of| of.first.clone()).or_else(|| recorded[slot].clone()));
    let first = alone(first.collect(), &slugs);
    Given { slugs, recorded, first, former }
}

/// Each article's first name; where another has that by now, its own.
fn alone(first: Vec<Option<Arc<str>>>, slugs: &[String]) -> Vec<Arc<str>> {
    let now: BTreeMap<&str, usize> = slugs.iter().enumerate().map(|(slot, slug)| (slug.as_str(), slot)).collect();
    let mut taken = BTreeSet::new();
    let one = |(slot, first): (usize, Option<Arc<str>>)| {
        let first =
            first.filter(|first| now.get(&**first).is_none_or(|other| *other == slot) && taken.insert(first.clone()));
        first.unwrap_or_else(|| slugs[slot].as_str().into())
    };
    first.into_iter().enumerate().map(one).collect()
}

/// The name under which each article is recorded: it is known by its id, else by its text, else by where it came from, where
/// only one article and only one line can be meant.
fn known(dossier: &Dossier, addresses: &Addresses) -> Vec<Option<Arc<str>>> {
    let ids: BTreeMap<_, _> = addresses.at.iter().map(|(address, of)| (&of.id, address)).collect();
    let mut out: Vec<Option<Arc<str>>> =
        dossier.entries.iter().map(|entry| ids.get(&entry.article.id).map(|address| (*address).clone())).collect();
    let text = |article: &Article| Some(Arc::from(text_of(article)));
    let url = |article: &Article| article.url.as_ref().map(|url| url.value.clone());
    by(dossier, addresses, &mut out, &text, |of| of.text.clone());
    by(dossier, addresses, &mut out, &url, |of| of.url.clone());
    out
}

/// Articles and lines that bear one mark.
#[derive(Default)]
struct Bearers<'a> {
    slots: Vec<usize>,
    lines: Vec<&'a Arc<str>>,
}

/// Finds the lines of articles that have none yet by a mark that both bear.
fn by(
    dossier: &Dossier,
    addresses: &Addresses,
    out: &mut [Option<Arc<str>>],
    mark: &dyn Fn(&Article) -> Option<Arc<str>>,
    of: impl Fn(&Recorded) -> Option<Arc<str>>,
) {
    let found: BTreeSet<Arc<str>> = out.iter().flatten().cloned().collect();
    let mut pairs: BTreeMap<Arc<str>, Bearers<'_>> = BTreeMap::new();
    for (slot, entry) in dossier.entries.iter().enumerate().filter(|(slot, _)| out[*slot].is_none()) {
        if let Some(mark) = mark(&entry.article) {
            pairs.entry(mark).or_default().slots.push(slot);
        }
    }
    for (address, recorded) in addresses.at.iter().filter(|(address, _)| !found.contains(*address)) {
        if let Some(mark) = of(recorded) {
            pairs.entry(mark).or_default().lines.push(address);
        }
    }
    for Bearers { slots, lines } in pairs.values() {
        if let (&[slot], &[line]) = (&slots[..], &lines[..]) {
            out[slot] = Some(line.clone());
        }
    }
}

fn wanted(article: &Article) -> String {
    match slug(&article.title.value) {
        title if title.is_empty() => "article".to_owned(),
        title if is_reserved(&title) => format!("{title}-1"),
        title => title,
    }
}

/// Names that are not free any more.
#[derive(Default)]
struct Taken {
    names: BTreeSet<String>,
    next: BTreeMap<String, u32>,
}

impl Taken {
    fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    fn hold(&mut self, name: &str) {
        self.names.insert(name.to_owned());
    }

    /// Takes `wanted`, or with the next number behind it that no article has.
    fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        if self.has(wanted) {
            let number = self.next.entry(wanted.to_owned()).or_insert(2);
            loop {
                name = format!("{wanted}-{number}");
                *number += 1;
                if !self.names.contains(&name) {
                    break;
                }
            }
        }
        self.hold(&name);
        name
    }
}
