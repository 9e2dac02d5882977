//! `build` and `check`: a new session, all pages, and where they lead.

use super::changes::{Changes, Record};
use super::uses::Uses;
use super::{Counts, Progress, Recording, make};
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::load::Loaded;
use crate::model::Pages;
use crate::model::config::Audience;
use crate::write::{self, Target, Which, Written, write};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a build or a check did.
pub struct Built {
    /// What was made.
    pub counts: Counts,
    /// What [`super::record`] is to write once this edition has left; nothing for a working copy.
    pub recording: Option<Recording>,
    /// All faults of the run, sorted.
    pub faults: Vec<Diagnostic>,
    /// Pages of the site.
    pub pages: usize,
    /// What was written; nothing when only checked.
    pub written: Option<Written>,
    /// What is different from the last edition; nothing for a working copy, and for the first edition.
    pub changes: Option<Changes>,
}

/// How far a run is.
pub struct Stages<'a> {
    /// While seeds are read.
    pub reading: Progress<'a>,
    /// While pages are made.
    pub making: Progress<'a>,
}

/// Builds the site of `loaded` into `target`.
///
/// # Errors
/// When the output folder cannot be written, or is not ours to write.
pub fn build(loaded: &Loaded, target: &Target, stages: &Stages<'_>) -> Result<Built> {
    let outcome = make(&loaded.inputs(), stages.reading);
    let (uses, done, all) = (Uses::default(), AtomicUsize::new(0), outcome.site.routes().len());
    let written = write(&*outcome.site, target, &|route, output| {
        uses.note(route, output);
        (stages.making)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
    })?;
    let changes = if loaded.config.audience == Audience::WorkingCopy { None } else { renew(&outcome, target)? };
    Ok(Built { changes, ..finish(loaded, outcome, uses, Some(written)) })
}

/// Keeps what this edition holds instead of what the last one held, and says what is different.
fn renew(outcome: &super::Outcome, target: &Target) -> Result<Option<Changes>> {
    let before = write::recall(target, Which::Built).and_then(|text| Record::read(&text));
    let record = Record::of(&outcome.dossier, &outcome.site.links);
    write::record(target, Which::Built, &record.text())?;
    Ok(before.map(|before| record.since(&before)))
}

/// Makes every page of the site of `loaded` and keeps none.
#[must_use]
pub fn check(loaded: &Loaded, stages: &Stages<'_>) -> Built {
    let outcome = make(&loaded.inputs(), stages.reading);
    let (uses, done) = (Uses::default(), AtomicUsize::new(0));
    let routes = outcome.site.routes();
    routes.par_iter().for_each(|route| {
        if let Some(output) = outcome.site.page(route) {
            uses.note(route, &output);
        }
        (stages.making)(done.fetch_add(1, Ordering::Relaxed) + 1, routes.len());
    });
    finish(loaded, outcome, uses, None)
}

fn finish(loaded: &Loaded, outcome: super::Outcome, uses: Uses, written: Option<Written>) -> Built {
    let pages = outcome.site.routes().iter().filter(|route| route.is_page()).count();
    let mut faults = uses.faults(&*outcome.site, &loaded.look);
    faults.extend(loaded.faults.iter().cloned());
    faults.extend(outcome.faults);
    faults.extend(written.iter().flat_map(|written| written.edited.iter().cloned()));
    faults.sort();
    faults.dedup();
    Built { counts: outcome.counts, recording: outcome.recording, faults, pages, written, changes: None }
}
