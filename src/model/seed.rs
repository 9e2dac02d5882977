//! Raw files and the one capability through which their bytes are reached.

use super::{Addresses, Config, Look};
use crate::diagnostic::Diagnostic;
use std::fmt;
use std::io;
use std::sync::Arc;

/// A seed's path below the dossier's root with `/`: its identity, and the tie-breaker of all that came from it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeedPath(Arc<str>);

impl SeedPath {
    /// A path below the root, with `/` between its parts.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The whole path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file's name.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The file's name without its last extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty()).unwrap_or(name)
    }

    /// The last extension in lower case, without the dot; empty when there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_lowercase())
    }

    /// The folder it lies in, without a closing `/`; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl fmt::Display for SeedPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A seed as it lies on disk. Lives only while parse reads it.
pub struct Seed {
    /// Where.
    pub path: SeedPath,
    /// Its bytes, untouched.
    pub bytes: Vec<u8>,
    /// `NAME.EXT.toml` beside it.
    pub sidecar: Option<Beside>,
    /// Files that seem meant as its sidecar and are called otherwise, or lie elsewhere.
    pub misnamed: Vec<Beside>,
    /// Files that may be about it and could not be read.
    pub unread: Vec<Unread>,
}

/// A file beside a seed that is about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its path below the dossier's root with `/`.
    pub path: String,
    /// How its name and place compare with those of the sidecar.
    pub called: Called,
    /// Its bytes, untouched; of a misnamed one the first MiB.
    pub bytes: Vec<u8>,
}

/// A file about a seed that is there and was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its path below the dossier's root with `/`.
    pub path: String,
    /// Why, as the end of a sentence: "is a link, and briefbook follows none".
    pub why: String,
}

/// How the name and place of a file compare with those of the sidecar that it may be meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Called {
    /// As the sidecar.
    Right,
    /// Nearly so.
    Nearly,
    /// So, but hidden, or as a copy that an editor leaves.
    Kept,
    /// Right, beside nothing: in another folder, or with a slip in the seed's name.
    Elsewhere,
    /// As the seed with another text's ending: only its content tells.
    Text,
}

impl Seed {
    /// What its sidecar should be called, there or not.
    #[must_use]
    pub fn sidecar_path(&self) -> String {
        format!("{}.toml", self.path)
    }
}

/// The one capability that stands for the disk. `load` implements it on files, tests on a map.
pub trait Shelf: Sync {
    /// All seeds, sorted.
    fn seeds(&self) -> &[SeedPath];

    /// Files among the seeds that are not read, such as pictures, sorted.
    fn unread(&self) -> &[SeedPath] {
        &[]
    }

    /// Pictures and recordings among the seeds, sorted.
    fn media(&self) -> &[SeedPath] {
        &[]
    }

    /// The bytes of a picture.
    ///
    /// # Errors
    /// What the system says when it cannot be read, or that there is none.
    fn picture(&self, path: &SeedPath) -> io::Result<Vec<u8>> {
        Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no picture `{path}`")))
    }

    /// One seed, read now.
    ///
    /// # Errors
    /// What the system says when the file cannot be read, has gone, or is larger than the cap (`FileTooLarge`).
    fn read(&self, seed: &SeedPath) -> io::Result<Seed>;
}

/// All that the owner gave: enough to build the site from, and nothing else is.
pub struct Inputs<'a> {
    /// What book.toml says.
    pub config: Arc<Config>,
    /// The seeds.
    pub shelf: &'a dyn Shelf,
    /// Templates, words and static files.
    pub look: Arc<Look>,
    /// Where the pages stand that readers were given.
    pub addresses: Arc<Addresses>,
    /// What was amiss when the folder was opened, where the site is to have a desk.
    pub desk: Option<Arc<[Diagnostic]>>,
}
