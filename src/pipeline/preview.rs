//! The preview: a session that lives on, a server that shows its site, and a watch that tells it what changed.

use super::{Counts, Outcome, Session};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::Result;
use crate::load::watch::{Changes, Watch};
use crate::load::{self, Loaded};
use crate::model::Inputs;
use crate::model::config::Audience;
use crate::serve::{Notice, Preview};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// What the preview tells whoever runs it.
pub enum Told<'a> {
    /// The site was built for the first time or anew.
    Built(&'a Counts, &'a [Diagnostic]),
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
    let loaded = load::open(root)?;
    let (watch, changes) = Watch::start(&loaded)?;
    let mut session = Session::default();
    let outcome = session.apply(&inputs(&loaded, how), &[], progress);
    let preview = Preview::start(how.port, outcome.site.clone())?;
    let faults = all(&loaded, &outcome);
    preview.overlay(notices(&faults));
    tell(Told::Built(&outcome.counts, &faults));
    tell(Told::Ready(preview.address()));
    let server = preview.clone();
    let root = root.to_owned();
    std::thread::spawn(move || follow(&root, how, (loaded, session), (&watch, &changes), &preview, &tell));
    server.wait()
}

/// The owner sees everything, whatever readers may see, unless they ask for the readers' view.
fn inputs(loaded: &Loaded, how: How) -> Inputs<'_> {
    let mut inputs = loaded.inputs();
    if !how.edition {
        Arc::make_mut(&mut inputs.config).audience = Audience::WorkingCopy;
    }
    inputs
}

/// Rebuilds what changed, for ever.
fn follow(
    root: &Path,
    how: How,
    (mut loaded, mut session): (Loaded, Session),
    (watch, changes): (&Watch, &Receiver<Changes>),
    preview: &Preview,
    tell: &impl Fn(Told<'_>),
) {
    for change in changes {
        let unlisted = change.seeds.iter().any(|seed| loaded.inputs().shelf.seeds().binary_search(seed).is_err());
        if change.need_opening() || unlisted {
            let Ok(opened) = load::open(root) else { continue };
            if let Some(fault) = opened.faults.iter().find(|fault| fault.code == Code::ConfigUnreadable) {
                // the last good site stays, with the fault over it
                preview.overlay(notices(std::slice::from_ref(fault)));
                continue;
            }
            if *opened.config != *loaded.config {
                session = Session::default();
            }
            loaded = opened;
            watch.follow(&loaded);
        }
        let outcome = session.apply(&inputs(&loaded, how), &change.seeds, &|_, _| {});
        let faults = all(&loaded, &outcome);
        preview.show(outcome.site.clone());
        preview.overlay(notices(&faults));
        tell(Told::Built(&outcome.counts, &faults));
    }
}

fn all(loaded: &Loaded, outcome: &Outcome) -> Vec<Diagnostic> {
    let mut faults = [&loaded.faults[..], &outcome.faults[..]].concat();
    faults.sort();
    faults.dedup();
    faults
}

/// The faults that are worth covering a page for: settings and templates.
fn notices(faults: &[Diagnostic]) -> Vec<Notice> {
    let covers = |fault: &&Diagnostic| {
        fault.severity() == Severity::Error
            && matches!(
                fault.code,
                Code::ConfigUnreadable | Code::ConfigValue | Code::ConfigFolder | Code::ConfigTwice | Code::Template
            )
    };
    let notice = |fault: &Diagnostic| {
        let place = &fault.place;
        let title =
            if place.line > 0 { format!("{}:{}:{}", place.file, place.line, place.column) } else { place.file.clone() };
        let excerpt = place.excerpt.as_ref().map(|excerpt| format!("\n\n{}", excerpt.line)).unwrap_or_default();
        Notice { title, text: format!("{}{excerpt}\n\n{}", fault.message, fault.hint) }
    };
    faults.iter().filter(covers).map(notice).collect()
}
