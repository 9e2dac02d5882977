//! `themes`: how the articles stand to the themes, and themes that a dossier might have.

use super::{Progress, make};
use crate::analyze::{self, Filing, Suggested};
use crate::load::Loaded;
use crate::model::config::Audience;
use crate::model::{Dossier, Slot};
use std::sync::Arc;

/// The dossier of `loaded` as its owner sees it.
#[must_use]
pub fn working_copy(loaded: &Loaded, progress: Progress<'_>) -> Arc<Dossier> {
    let mut inputs = loaded.inputs();
    Arc::make_mut(&mut inputs.config).audience = Audience::WorkingCopy;
    make(&inputs, progress).dossier
}

/// Themes that the dossier might have.
#[must_use]
pub fn suggest(dossier: &Dossier) -> Suggested {
    analyze::suggest(dossier)
}

/// The term that would file an article which reached no theme.
#[must_use]
pub fn filing(dossier: &Dossier, slot: Slot) -> Option<Filing> {
    analyze::filing(dossier, slot)
}

/// How near a score is to the least that files, in per cent of it.
#[must_use]
pub fn margin(score: u32) -> u32 {
    analyze::margin(score)
}
