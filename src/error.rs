//! What stops a run: the machine could not do its work. Faults in the content are diagnostics instead.

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure with the path it concerns and its cause.
#[derive(Debug)]
pub struct Error {
    /// What could not be done, such as "cannot read the folder".
    pub what: String,
    /// The path it concerns.
    pub path: Option<PathBuf>,
    /// The system's reason.
    pub cause: Option<std::io::Error>,
    /// The next step.
    pub hint: Option<String>,
}

/// The result of work on the machine.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A failure without a path.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), path: None, cause: None, hint: None }
    }

    /// A failure of the system at `path`.
    #[must_use]
    pub fn io(what: impl Into<String>, path: &Path, cause: std::io::Error) -> Self {
        Self { what: what.into(), path: Some(path.to_owned()), cause: Some(cause), hint: None }
    }

    /// The same failure at `path`.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// The same failure with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(path) = &self.path {
            write!(f, " `{}`", path.display())?;
        }
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}
