//! `export`: an edition in another container. A new session, the pages that are wanted, and where they lead.

use super::addresses::record;
use super::uses::Uses;
use super::{Counts, Outcome, Stages, make};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::error::{Error, Result};
use crate::load::Loaded;
use crate::model::links::Scope;
use crate::model::{Output, Pages, Route, Slot};
use crate::preflight;
use crate::share::{self, Outlet};
use crate::text::slug::slug;
use crate::write::{self, Target};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// In which container, and how much.
#[derive(Clone, Copy)]
pub enum Form<'a> {
    /// One HTML file that stands alone.
    File(Wanted<'a>),
    /// The site in a zip archive.
    Archive,
    /// The site in a folder.
    Folder(&'a Target),
}

/// What of the dossier.
#[derive(Clone, Copy)]
pub enum Wanted<'a> {
    /// All of it.
    Whole,
    /// The theme with this id.
    Theme(&'a str),
    /// The article at this address, or from this seed below the root.
    Article(&'a str),
}

/// What left.
pub struct Exported {
    /// Where it is.
    pub path: PathBuf,
    /// How many articles are in it.
    pub articles: usize,
    /// Its size: of a folder, that of its files together.
    pub bytes: u64,
    /// How much it would load from other hosts as it is opened.
    pub asks: usize,
    /// What was made.
    pub counts: Counts,
    /// All faults of the run, sorted.
    pub faults: Vec<Diagnostic>,
}

/// Exports the edition of `loaded` to `outlet`.
///
/// # Errors
/// When what is wanted is not in the edition, or the place cannot be written or is not ours to write.
pub fn export(loaded: &Loaded, form: Form<'_>, outlet: &Outlet, stages: &Stages<'_>) -> Result<Exported> {
    let outcome = make(&loaded.inputs(), stages.reading);
    let (uses, asks, bytes) = (Uses::default(), AtomicUsize::new(0), AtomicU64::new(0));
    let (done, all) = (AtomicUsize::new(0), outcome.site.routes().len());
    let note = |route: &Route, output: &Output| {
        uses.note(route, output);
        asks.fetch_add(preflight::requests(route, &output.bytes), Ordering::Relaxed);
        bytes.fetch_add(output.bytes.len() as u64, Ordering::Relaxed);
        (stages.making)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
    };
    let mut articles = outcome.counts.articles;
    let path = match form {
        Form::Folder(target) => {
            write::write(&*outcome.site, target, &note)?;
            target.output()
        }
        Form::Archive => {
            let name = name(&loaded.config.title);
            let path = outlet.file(&format!("{name}.zip"))?;
            let archive = share::pack(&*outcome.site, &name, &note)?;
            bytes.store(archive.len() as u64, Ordering::Relaxed);
            write::replace(&path, &archive)?;
            path
        }
        Form::File(wanted) => {
            let (scope, title) = scope(&outcome, wanted)?;
            let path = outlet.file(&format!("{}.html", name(&title)))?;
            let (output, count) = outcome.site.one_file(scope);
            articles = count;
            note(&Route::new("print.html"), &output);
            (stages.making)(all, all);
            write::replace(&path, &output.bytes)?;
            path
        }
    };
    // the edition has left
    if let Some(recording) = &outcome.recording {
        record(loaded, recording)?;
    }
    let mut faults = uses.faults(&*outcome.site, &loaded.look);
    faults.extend(loaded.faults.iter().cloned());
    faults.extend(outcome.faults);
    faults.sort();
    faults.dedup();
    let (asks, bytes) = (asks.into_inner(), bytes.into_inner());
    Ok(Exported { path, articles, bytes, asks, counts: outcome.counts, faults })
}

/// A file's name from a title.
fn name(title: &str) -> String {
    Some(slug(title)).filter(|name| !name.is_empty()).unwrap_or_else(|| "dossier".to_owned())
}

/// What is wanted, and its title.
fn scope(outcome: &Outcome, wanted: Wanted<'_>) -> Result<(Scope, String)> {
    let config = &outcome.dossier.config;
    match wanted {
        Wanted::Whole => Ok((Scope::Whole, config.title.clone())),
        Wanted::Theme(id) => {
            let ids = || config.themes.iter().map(|theme| theme.id.as_str());
            let found = (0u16..).zip(&config.themes).find(|(_, theme)| theme.id.as_str() == id);
            found.map(|(at, theme)| (Scope::Theme(at), theme.title.clone())).ok_or_else(|| {
                let near = did_you_mean(id, ids());
                let hint = near.map_or_else(
                    || format!("themes of this dossier: {}", ids().collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                Error::new(format!("no theme has the id `{id}`")).hint(hint)
            })
        }
        Wanted::Article(written) => {
            let slot = article(outcome, written)?;
            Ok((Scope::Article(slot), outcome.dossier.entry(slot).article.title.value.to_string()))
        }
    }
}

/// The article at an address, whole or its last part, or from a seed.
fn article(outcome: &Outcome, written: &str) -> Result<Slot> {
    let by_seed = outcome.dossier.iter().find(|(_, entry)| entry.article.seed.as_str() == written);
    if let Some((slot, _)) = by_seed {
        return Ok(slot);
    }
    let last = written.split(['#', '?']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let last = last.strip_suffix(".html").unwrap_or(last);
    let names = || {
        let of = |route: &Route| route.as_str().rsplit('/').next()?.strip_suffix(".html").map(str::to_owned);
        outcome.site.links.articles.iter().filter_map(of)
    };
    (0u32..).map(Slot).zip(names()).find(|(_, name)| name == last).map(|(slot, _)| slot).ok_or_else(|| {
        let all: Vec<String> = names().collect();
        let near = did_you_mean(last, all.iter().map(String::as_str));
        let hint = near.map_or_else(
            || "name its address, such as `articles/the-lock-gate.html`, or its seed; `briefbook check` lists what is withheld".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Error::new(format!("this edition has no article `{written}`")).hint(hint)
    })
}
