//! In: sites and notices as they come. Out: what browsers see now, as one value that changes in one step.
//! Keep out: HTTP.

use crate::model::site::Pages;
use std::sync::Arc;

/// Something that the owner should know while the last good site is shown.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Notice {
    /// What is wrong, in one line.
    pub title: String,
    /// Where and why, in lines as on a console, without colours.
    pub text: String,
}

/// What browsers see.
#[derive(Clone)]
pub(super) struct Screen {
    /// The site that pages come from.
    pub(super) site: Arc<dyn Pages>,
    /// Which site it is, counted from 1.
    pub(super) generation: u64,
    /// What is shown over each page.
    pub(super) faults: Arc<[Notice]>,
    /// What the owner saves goes through here, where anything can be saved.
    pub(super) desk: Option<Desk>,
    /// Whether the preview is ending.
    pub(super) closing: bool,
}

/// Why a form was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong with it.
    pub notices: Vec<Notice>,
    /// The form as it can be mended and sent again; empty when there is nothing to send.
    pub form: Vec<(String, String)>,
}

/// What saves a form that the owner sent: names and values as they stood in it. Gives whether there was anything to write.
pub type Save = dyn Fn(&[(String, String)]) -> Result<bool, Refused> + Send + Sync;

/// The way from a form to the disk.
#[derive(Clone)]
pub(super) struct Desk {
    /// Saves a form.
    pub(super) save: Arc<Save>,
    /// What a form must bear that comes from a page of this preview.
    pub(super) token: Arc<str>,
}

impl Desk {
    /// A desk with a token that nobody can guess: 128 bits of the system's own randomness, of this run alone.
    pub(super) fn new(save: Arc<Save>) -> Self {
        use std::hash::{BuildHasher as _, RandomState};
        let half = || RandomState::new().hash_one("desk");
        Self { save, token: format!("{:016x}{:016x}", half(), half()).into() }
    }
}

impl Screen {
    /// The first site.
    pub(super) fn new(site: Arc<dyn Pages>, save: Option<Arc<Save>>) -> Self {
        Self { site, generation: 1, faults: Arc::new([]), desk: save.map(Desk::new), closing: false }
    }

    /// The next site.
    pub(super) fn show(&mut self, site: Arc<dyn Pages>) {
        self.site = site;
        self.generation += 1;
    }

    /// Other notices. False when they are the same.
    pub(super) fn overlay(&mut self, faults: Vec<Notice>) -> bool {
        let other = *self.faults != *faults;
        self.faults = faults.into();
        other
    }

    /// Which site of which run of the program this is. A page carries it, and so does each event: a page whose state
    /// is another than the event's is to be loaded again.
    pub(super) fn state(&self) -> String {
        format!("{}.{}", std::process::id(), self.generation)
    }
}
