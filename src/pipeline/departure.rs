//! An edition as it would leave: every page made once and kept nowhere, looked at by the preflight, and counted.

use super::build::Stages;
use super::changes::Record;
use super::uses::Uses;
use super::{Counts, Recording, make};
use crate::diagnostic::Diagnostic;
use crate::load::{self, Loaded};
use crate::model::account::{Field, Role};
use crate::model::article::Origin;
use crate::model::config::Audience;
use crate::model::{Dossier, Entry, Marking, Pages, SeedPath, Shelf as _};
use crate::preflight::{Bound, Figures, GITHUB, Preflight};
use crate::text::word;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where an edition goes, and what the owner said of that.
pub struct Going<'a> {
    /// The narrowest marking that may leave.
    pub allowed: Marking,
    /// The address of the repository, where it is known.
    pub repository: Option<&'a str>,
    /// Whether addresses are recorded as the edition leaves; else they must be so already, where any are.
    pub records: bool,
}

/// What would leave.
pub struct Departure {
    /// The site.
    pub site: Arc<dyn Pages>,
    /// What was made.
    pub counts: Counts,
    /// All faults, those of the preflight among them, sorted.
    pub faults: Vec<Diagnostic>,
    /// What leaves, counted in its bytes.
    pub figures: Figures,
    /// Words of other people's texts that stand somewhere in the site, each counted once.
    pub others: usize,
    /// What the edition holds.
    pub record: Record,
    /// What addresses.toml is to say once it has left.
    pub recording: Option<Recording>,
}

/// Makes the edition of `loaded` and looks at every byte of it.
#[must_use]
pub fn depart(loaded: &Loaded, going: &Going<'_>, stages: &Stages<'_>) -> Departure {
    let outcome = make(&loaded.inputs(), stages.reading);
    let routes = outcome.site.routes();
    let names = loaded.shelf.seeds().iter().chain(loaded.shelf.unread()).map(SeedPath::file_name);
    let (uses, preflight, done) = (Uses::default(), Preflight::new(names, &routes, GITHUB), AtomicUsize::new(0));
    routes.par_iter().for_each(|route| {
        if let Some(output) = outcome.site.page(route) {
            uses.note(route, &output);
            preflight.note(route, &output);
        }
        (stages.making)(done.fetch_add(1, Ordering::Relaxed) + 1, routes.len());
    });
    let left_out = load::look::left_out(&loaded.root);
    let marking = match loaded.config.audience {
        Audience::Edition(edition) => Some(edition.marking),
        Audience::WorkingCopy => None,
    };
    let new = outcome.recording.as_ref().map(|recording| recording.new.as_slice()).unwrap_or_default();
    let must_be = !going.records && !loaded.addresses.at.is_empty();
    let bound = Bound {
        unrecorded: if must_be { new } else { &[] },
        marking,
        site_url: loaded.config.site_url.as_deref(),
        cname: loaded.config.cname.as_deref(),
        look: &loaded.look,
        places: &|key| load::config::place_of(&loaded.root, key),
        left_out: &left_out,
        allowed: going.allowed,
        repository: going.repository,
    };
    let (found, figures) = preflight.finish(&bound);
    let mut faults = uses.faults(&*outcome.site, &loaded.look);
    faults.extend(loaded.faults.iter().cloned());
    faults.extend(outcome.faults);
    faults.extend(found);
    faults.sort();
    faults.dedup();
    let record = Record::of(&outcome.dossier, &outcome.site.links);
    let others = others(&outcome.dossier);
    Departure {
        site: outcome.site,
        counts: outcome.counts,
        faults,
        figures,
        others,
        record,
        recording: outcome.recording,
    }
}

/// Words of other people's texts that any page can show: those behind the only door, but for title, credit and date.
fn others(dossier: &Dossier) -> usize {
    dossier.entries.iter().filter(|entry| entry.article.origin.value == Origin::Clipping).map(others_of).sum()
}

fn others_of(entry: &Entry) -> usize {
    let parts = &entry.article.parts;
    let is_credit = |role: Role| matches!(role, Role::Meta(Field::Title | Field::Authors | Field::Date | Field::Site));
    let of_piece = |(span, words): (crate::text::Span, &str)| {
        let first = parts.partition_point(|part| part.span.end <= span.start);
        let inside = parts[first..].iter().take_while(|part| part.span.start < span.end);
        inside
            .filter(|part| !is_credit(part.role))
            .map(|part| (part.span.start.max(span.start) - span.start, part.span.end.min(span.end) - span.start))
            .filter_map(|(start, end)| words.get(start as usize..end as usize))
            .map(word::count)
            .sum::<usize>()
    };
    entry.shown.stretches().map(of_piece).sum()
}
