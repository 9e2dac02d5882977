//! The preview: a session that lives on, a server that shows its site, and a watch that tells it what changed.

use super::correct::{correct, read_now};
use super::{Counts, Outcome, Session, desk};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::load::watch::{Changes, Watch};
use crate::load::{self, Loaded};
use crate::model::config::Audience;
use crate::model::site::Pages as _;
use crate::model::{Inputs, Route, SeedPath, Shelf as _};
use crate::serve::{Notice, Preview, Refused, Save};
use crate::text::Date;
use rayon::prelude::*;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

/// What the preview tells whoever runs it.
pub enum Told<'a> {
    /// The site was built for the first time or anew.
    Built(&'a Counts, &'a [Diagnostic]),
    /// These faults, or this failure, keep a newer site from being made: the last good one stays.
    Kept(&'a [Diagnostic], Option<&'a Error>),
    /// It can be seen here.
    Ready(SocketAddr),
}

/// What to preview.
#[derive(Clone, Copy)]
pub struct How {
    /// The port; the first free one from 4000 when none is asked for.
    pub port: Option<u16>,
    /// What readers will get, instead of the working copy.
    pub edition: bool,
    /// The day; articles of later ones are withheld from readers.
    pub today: Date,
}

/// Previews the folder `root` until the process is interrupted as `how` says.
///
/// # Errors
/// When the folder cannot be read, or no port is free.
pub fn preview(
    root: &Path,
    how: How,
    progress: super::Progress<'_>,
    tell: impl Fn(Told<'_>) + Send + 'static,
) -> Result<()> {
    let loaded = load::open(root, how.today)?;
    let (watch, changes) = Watch::start(&loaded)?;
    let mut session = Session::default();
    let outcome = session.apply(&inputs(&loaded, how), &[], progress);
    let save = (!how.edition).then(|| saving(&loaded.root, how));
    let preview = Preview::start(how.port, outcome.site.clone(), save)?;
    let faulty = template_faults(&loaded, &outcome);
    let faults = all(&loaded, &outcome, &faulty);
    preview.overlay(notices(&faults));
    tell(Told::Built(&outcome.counts, &faults));
    tell(Told::Ready(preview.address()));
    let server = preview.clone();
    let root = root.to_owned();
    std::thread::spawn(move || follow(&root, how, (loaded, session, faulty), (&watch, &changes), &preview, &tell));
    server.wait()
}

/// The owner sees everything, whatever readers may see, unless they ask for the readers' view.
fn inputs(loaded: &Loaded, how: How) -> Inputs<'_> {
    let mut inputs = loaded.inputs();
    if !how.edition {
        Arc::make_mut(&mut inputs.config).audience = Audience::WorkingCopy;
        inputs.desk = Some(loaded.faults.clone().into());
    }
    inputs
}

/// What a form of the desk does: the folder is read anew, so that it writes what stands there now.
fn saving(root: &Path, how: How) -> Arc<Save> {
    let root = root.to_owned();
    let one_at_a_time = Mutex::new(());
    Arc::new(move |form| {
        let _turn = one_at_a_time.lock().unwrap_or_else(PoisonError::into_inner);
        let (seed, wanted) = desk::read(form);
        let refused = |notices| Refused { notices, form: form.to_vec() };
        if form.iter().any(|(key, _)| key == "do") && wanted.draw.is_empty() {
            let text = "tick the lines first, then say what they are".to_owned();
            return Err(refused(vec![Notice { title: "no line is ticked".to_owned(), text }]));
        }
        let failed =
            |error: Error| refused(vec![Notice { title: error.to_string(), text: error.hint.unwrap_or_default() }]);
        let loaded = load::open(&root, how.today).map_err(failed)?;
        let seed = SeedPath::new(&seed);
        if loaded.shelf.seeds().binary_search(&seed).is_err() {
            let title = format!("`{seed}` is no seed of this dossier");
            return Err(refused(vec![Notice {
                title,
                text: "look at the desk for the seeds that there are".to_owned(),
            }]));
        }
        if let Some(newer) = newer(&loaded, &seed, form).map_err(failed)? {
            return Err(newer);
        }
        match correct(&loaded, &seed, &wanted).map_err(failed)? {
            Ok(done) => Ok(!done.files.is_empty()),
            Err(faults) => Err(refused(faults.iter().map(notice).collect())),
        }
    })
}

/// Why a form is not saved whose page was made before its seed, or what is said of it, changed.
fn newer(loaded: &Loaded, path: &SeedPath, form: &[(String, String)]) -> Result<Option<Refused>> {
    let Some((_, seen)) = form.iter().find(|(key, _)| key == "seen") else { return Ok(None) };
    let article = read_now(loaded, path)?;
    if article.seen() == *seen {
        return Ok(None);
    }
    let (mut lines, again) = desk::renewed(form, &article);
    if lines.is_empty() {
        lines.push("what it says of itself is as it was; its lines, or what was said of them, are not".to_owned());
    }
    if form.iter().any(|(key, _)| matches!(key.as_str(), "do" | "forget")) {
        lines.push("what you said of lines is not kept: go back and say it of the lines that are there now".to_owned());
    }
    let title = format!("`{path}` was changed or corrected since you opened its page; it says now:");
    Ok(Some(Refused { notices: vec![Notice { title, text: lines.join("\n") }], form: again }))
}

/// Rebuilds what changed, for ever. While book.toml or a template is faulty, the last good one is used, and the faults are
/// told and shown over every page.
fn follow(
    root: &Path,
    how: How,
    (mut loaded, mut session, mut faulty): (Loaded, Session, Vec<Diagnostic>),
    (watch, changes): (&Watch, &Receiver<Changes>),
    preview: &Preview,
    tell: &impl Fn(Told<'_>),
) {
    // seeds that changed while nothing could be made of them
    let mut unread: Vec<SeedPath> = Vec::new();
    for change in changes {
        unread.extend(change.seeds.iter().cloned());
        let unlisted = change.seeds.iter().any(|seed| loaded.inputs().shelf.seeds().binary_search(seed).is_err());
        let mut last_look = None;
        if change.need_opening() || unlisted {
            let opened = match load::open(root, how.today) {
                Ok(opened) => opened,
                Err(error) => {
                    tell(Told::Kept(&[], Some(&error)));
                    continue;
                }
            };
            let grave: Vec<Diagnostic> = opened.faults.iter().filter(|fault| is_grave(fault)).cloned().collect();
            if !grave.is_empty() {
                if grave != faulty {
                    tell(Told::Kept(&grave, None));
                }
                preview.overlay(notices(&grave));
                faulty = grave;
                continue;
            }
            if *opened.config != *loaded.config {
                session = Session::default();
            }
            last_look = Some(std::mem::replace(&mut loaded, opened).look);
            watch.follow(&loaded);
        }
        let mut outcome = session.apply(&inputs(&loaded, how), &std::mem::take(&mut unread), &|_, _| {});
        if let Some(look) = last_look {
            let broken = template_faults(&loaded, &outcome);
            if !broken.is_empty() {
                loaded.look = look;
                loaded.faults.retain(|fault| fault.code != Code::Template);
                outcome = session.apply(&inputs(&loaded, how), &[], &|_, _| {});
                if broken != faulty {
                    tell(Told::Kept(&broken, None));
                }
            }
            faulty = broken;
        }
        let faults = all(&loaded, &outcome, &faulty);
        preview.show(outcome.site.clone());
        preview.overlay(notices(&faults));
        let new: Vec<Diagnostic> = faults.into_iter().filter(|fault| !faulty.contains(fault)).collect();
        tell(Told::Built(&outcome.counts, &new));
    }
}

/// Whether the settings cannot be used as they are.
fn is_grave(fault: &Diagnostic) -> bool {
    [load::BOOK, load::ADDRESSES].contains(&fault.place.file.as_str()) && fault.severity() == Severity::Error
}

/// What is wrong with the owner's templates, also where it shows on single pages only.
fn template_faults(loaded: &Loaded, outcome: &Outcome) -> Vec<Diagnostic> {
    let is_template = |fault: &&Diagnostic| fault.code == Code::Template;
    let mut faults: Vec<Diagnostic> =
        loaded.faults.iter().chain(&outcome.faults).filter(is_template).cloned().collect();
    if loaded.look.templates.values().any(|template| template.own) {
        let pages = outcome.site.routes().into_par_iter().filter(Route::is_page);
        faults.par_extend(pages.filter_map(|route| outcome.site.page(&route)).flat_map_iter(|page| page.faults));
    }
    faults.sort();
    faults.dedup();
    faults
}

fn all(loaded: &Loaded, outcome: &Outcome, more: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut faults = [&loaded.faults[..], &outcome.faults[..], more].concat();
    faults.sort();
    faults.dedup();
    faults
}

/// The faults that are worth covering a page for: settings and templates.
fn notices(faults: &[Diagnostic]) -> Vec<Notice> {
    let covers = |fault: &&Diagnostic| is_grave(fault) || fault.code == Code::Template;
    faults.iter().filter(covers).map(notice).collect()
}

fn notice(fault: &Diagnostic) -> Notice {
    let place = &fault.place;
    let title =
        if place.line > 0 { format!("{}:{}:{}", place.file, place.line, place.column) } else { place.file.clone() };
    let excerpt = place.excerpt.as_ref().map(|excerpt| format!("\n\n{}", excerpt.line)).unwrap_or_default();
    Notice { title, text: format!("{}{excerpt}\n\n{}", fault.message, fault.hint) }
}
