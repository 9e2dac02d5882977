//! What the last edition held, kept beside the output folder and never in it. In: a text that says so. Out: the same text.
//! Keep out: what the text says.

use super::target::{Target, advice};
use crate::error::{Error, Result};
use std::fs;
use std::io::Write as _;

/// Which edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The last one that a build wrote.
    Built,
    /// The last one that was published.
    Published,
}

impl Which {
    fn name(self) -> &'static str {
        match self {
            Self::Built => "edition",
            Self::Published => "published",
        }
    }
}

/// What was kept; nothing where nothing was, or where it cannot be read.
#[must_use]
pub fn recall(target: &Target, which: Which) -> Option<String> {
    fs::read_to_string(target.record(which.name())).ok()
}

/// Keeps `text`, in one step.
///
/// # Errors
/// When the disk refuses.
pub fn record(target: &Target, which: Which, text: &str) -> Result<()> {
    let path = target.record(which.name());
    let failed = |cause| Error::io("cannot write", &path, cause).hint(advice());
    target.make_parent()?;
    let mut file = tempfile::Builder::new().prefix(".briefbook-").tempfile_in(target.parent()).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.persist(&path).map(drop).map_err(|failure| failed(failure.error))
}
