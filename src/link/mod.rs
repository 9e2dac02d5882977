//! Where everything stands and what points to what. Enters: the [`Dossier`]. Leaves: [`Links`]: the plan of routes, resolved
//! references and their reverse, and the relations, worked out when asked. No HTML, and no sentence of ours: reasons are data.

mod anchors;
mod differing;
mod plan;
mod related;
mod resolve;
mod slugs;
mod spent;

use crate::diagnostic::Diagnostic;
use crate::model::links::{Backlink, Resolved};
use crate::model::{Addresses, Dossier, Entry, Links, Look, SeedPath, Slot};
use std::sync::Arc;

/// A seed whose article this audience may not know of.
pub struct Kept<'a> {
    /// The seed.
    pub seed: &'a SeedPath,
    /// The title that its article would have.
    pub title: Arc<str>,
}

/// Plans the routes of `dossier` dressed in `look`, where `addresses` have them, and resolves every reference or reports it. `kept` are the seeds that this
/// audience may not know of: they word a report to the owner, and nothing else. A site that `has_desk` has a page more for each
/// seed, for its owner's eyes. `contents` order the others and have no page.
#[must_use]
pub fn link(
    dossier: &Arc<Dossier>,
    look: &Look,
    addresses: &Addresses,
    kept: &[Kept<'_>],
    contents: &[Entry],
    has_desk: bool,
) -> (Links, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let places = plan::plan(dossier, look, addresses, has_desk, &mut faults);
    let anchors = anchors::all(dossier);
    let (resolved, listed) = resolve::all(dossier, look, kept, contents, &anchors, &mut faults);
    let backlinks = backlinks(&resolved);
    let related = Arc::new(related::Related::new(dossier.clone(), &resolved));
    let links = Links {
        plan: places.plan,
        articles: places.articles,
        recorded: places.recorded,
        first: places.first,
        themes: places.themes,
        seeds: places.seeds,
        desk: places.desk,
        resolved,
        backlinks,
        anchors,
        related,
        order: order(&listed, dossier.entries.len()),
    };
    (links, faults)
}

/// Each article's place among what tables of contents list; nothing where there are none.
fn order(listed: &[Box<[Resolved]>], articles: usize) -> Vec<usize> {
    let mut order = if listed.is_empty() { Vec::new() } else { vec![usize::MAX; articles] };
    let mut next = 0;
    for target in listed.iter().flatten() {
        if let Resolved::Article { slot, .. } = target
            && let Some(place) = order.get_mut(slot.index()).filter(|place| **place == usize::MAX)
        {
            *place = next;
            next += 1;
        }
    }
    order
}

/// Who points to each article, in the order of the articles that point; a second pointer from one article says nothing new.
fn backlinks(resolved: &[Box<[Resolved]>]) -> Vec<Vec<Backlink>> {
    let mut out: Vec<Vec<Backlink>> = vec![Vec::new(); resolved.len()];
    for (from, references) in (0u32..).map(Slot).zip(resolved) {
        for (reference, target) in (0u16..).zip(references) {
            let Resolved::Article { slot, .. } = target else { continue };
            let list = &mut out[slot.index()];
            if *slot != from && list.last().is_none_or(|last| last.from != from) {
                list.push(Backlink { from, reference });
            }
        }
    }
    out
}
