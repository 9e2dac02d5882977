//! The room `load`: what the owner wrote, read and watched. Decides nothing.
//!
//! In: a folder. Out: [`Loaded`], which is all that a build is made from, with the faults found on the way; and, for the
//! preview, a [`watch::Watch`] that tells what changed. Must not come in: what a seed's words mean, what a page looks like,
//! and any writing to the disk.

mod addresses;
pub mod config;
mod litter;
pub mod look;
mod names;
mod orphan;
pub mod shelf;
mod sidecar;
mod sites;
mod tree;
pub mod watch;

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::error::{Error, Result};
use crate::model::config::Audience;
use crate::model::{Addresses, Config, Inputs, Look, SeedPath, Shelf as _};
use crate::text::Date;
pub use config::folders::shell_word;
pub use shelf::{DiskShelf, is_claims, is_media, is_unread};
pub use sidecar::seed_of;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The dossier's settings, at its root.
pub const BOOK: &str = "book.toml";

/// The record of published addresses, beside book.toml. Never a seed.
pub const ADDRESSES: &str = "addresses.toml";

/// The owner's templates, below the root.
pub const TEMPLATES: &str = "templates";

/// The owner's static files, below the root.
pub const STATICS: &str = "static";

/// The first line of a README at the root that is about the folder, and no seed.
pub const NO_SEED: &str = "<!-- briefbook: no seed -->";

/// The largest file that is read, in bytes: 32 MiB. A clipping of more is a dump, not an article.
pub const CAP: u64 = 32 * 1024 * 1024;

/// All that the owner gave, as it stood when it was opened.
pub struct Loaded {
    /// The dossier's root: absolute, without links.
    pub root: PathBuf,
    /// The day that it is opened for.
    pub today: Date,
    /// What book.toml says, after defaults.
    pub config: Arc<Config>,
    /// The seeds: listed now, read when asked for.
    pub shelf: DiskShelf,
    /// Templates, words and static files.
    pub look: Arc<Look>,
    /// Where the pages stand that readers were given.
    pub addresses: Arc<Addresses>,
    /// Everything found amiss, sorted by place.
    pub faults: Vec<Diagnostic>,
}

impl Loaded {
    /// What a build is made from.
    #[must_use]
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs {
            config: Arc::clone(&self.config),
            shelf: &self.shelf,
            look: Arc::clone(&self.look),
            addresses: Arc::clone(&self.addresses),
            desk: None,
        }
    }
}

/// The nearest folder that holds a book.toml: `start`, when it is a folder, or one above it. `start` may be a file or a
/// folder, and need not exist.
#[must_use]
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = fs::canonicalize(start).or_else(|_| std::path::absolute(start)).ok()?;
    start.ancestors().find(|folder| folder.join(BOOK).is_file()).map(Path::to_path_buf)
}

/// Reads book.toml, lists the seeds and reads the look. An edition is one of the day `today`. A folder without a book.toml is a dossier with defaults.
///
/// # Errors
/// When `root` is not there, is not a folder, or cannot be read. All else that is amiss is among the faults.
pub fn open(root: &Path, today: Date) -> Result<Loaded> {
    let unreadable = |cause| {
        Error::io("cannot read the folder", root, cause)
            .hint("give an existing folder that you have permission to read")
    };
    let root = fs::canonicalize(root).map_err(unreadable)?;
    fs::read_dir(&root).map_err(unreadable)?;
    let (mut config, mut faults) = config::read(&root);
    if let Audience::Edition(edition) = &mut config.audience {
        edition.today = Some(today);
    }
    let (shelf, shelf_faults) = DiskShelf::list(&root, &config);
    let (look, look_faults) = look::read(&root, config.audience);
    faults.extend(shelf_faults);
    faults.extend(config.defaults.iter().enumerate().filter_map(|(at, _)| unused(&config, at, shelf.seeds())));
    faults.extend(look_faults);
    let (addresses, address_faults) = addresses::read(&root, config.audience);
    faults.extend(address_faults);
    faults.extend(look::wordless(&look, &config.language, || config::place_of(&root, "book.language")));
    faults.sort();
    faults.dedup();
    let (look, addresses) = (Arc::new(look), Arc::new(addresses));
    Ok(Loaded { root, today, config: Arc::new(config), shelf, look, addresses, faults })
}

/// The fault of defaults, the one at `at`, that are of no seed.
fn unused(config: &Config, at: usize, seeds: &[SeedPath]) -> Option<Diagnostic> {
    let defaults = &config.defaults[at];
    let is_of = |seed: &SeedPath| config.defaults_of(seed.as_str()).any(|other| std::ptr::eq(other, defaults));
    if seeds.is_empty() || seeds.iter().any(is_of) {
        return None;
    }
    let written = defaults.paths.as_str();
    let folders = seeds.iter().map(|seed| config.below_src(seed.as_str()).split('/').next().unwrap_or_default());
    let hint = match did_you_mean(written.split('/').next().unwrap_or_default(), folders) {
        Some(near) => format!("did you mean `{near}`? Paths are those below the folder of the seeds"),
        None => "write a path below the folder of the seeds, such as `gazette/**` or `*.txt`".to_owned(),
    };
    let place = Place::within(BOOK, &defaults.book, defaults.at.clone());
    Some(Diagnostic::new(Code::UnusedDefaults, place, format!("no seed's path fits `{written}`"), hint))
}

/// The bytes of a regular file of at most [`CAP`] bytes. Links are not followed.
fn read_capped(path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let too_large = || io::Error::new(io::ErrorKind::FileTooLarge, format!("larger than {} MiB", CAP / 1024 / 1024));
    if found.len() > CAP {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default());
    fs::File::open(path)?.take(CAP + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > CAP { Err(too_large()) } else { Ok(bytes) }
}

/// The system's reason without its number.
fn reason(cause: &io::Error) -> String {
    let sentence = cause.to_string();
    let sentence = sentence.split(" (os error").next().unwrap_or(&sentence);
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The folder `root` with nothing said about it: for reading one file alone.
#[must_use]
pub fn alone(root: &Path) -> Loaded {
    let config = Arc::new(config::defaults(root));
    let nowhere = SeedPath::new("");
    Loaded {
        root: root.to_owned(),
        today: Date::LAST,
        config,
        shelf: DiskShelf::alone(root, nowhere),
        look: Arc::default(),
        addresses: Arc::default(),
        faults: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{find_root, open};
    use crate::model::Shelf;
    use crate::text::Date;
    use std::fs;

    #[test]
    fn the_root_is_the_nearest_folder_with_a_book() {
        let folder = tempfile::tempdir().expect("folder");
        let root = folder.path().canonicalize().expect("path");
        fs::create_dir_all(root.join("seeds/deep")).expect("folders");
        fs::write(root.join("seeds/deep/a.txt"), "A").expect("file");
        assert_eq!(find_root(&root.join("seeds/deep/a.txt")), None);
        fs::write(root.join("book.toml"), "").expect("file");
        assert_eq!(find_root(&root.join("seeds/deep/a.txt")), Some(root.clone()));
        assert_eq!(find_root(&root.join("seeds/not/there.txt")), Some(root.clone()));
        assert_eq!(find_root(&root), Some(root));
    }

    #[test]
    fn a_bare_folder_is_a_dossier() {
        let folder = tempfile::tempdir().expect("folder");
        let root = folder.path().join("my-clips_2024");
        fs::create_dir(&root).expect("folder");
        fs::write(root.join("b.txt"), "B").expect("file");
        fs::write(root.join("A.md"), "A").expect("file");
        let loaded = open(&root, Date::LAST).expect("opened");
        assert_eq!(loaded.config.title, "my clips 2024");
        let seeds: Vec<&str> = loaded.shelf.seeds().iter().map(crate::model::SeedPath::as_str).collect();
        assert_eq!(seeds, ["A.md", "b.txt"]);
        assert_eq!(loaded.faults, []);
        assert!(open(&root.join("nothing"), Date::LAST).is_err());
        assert!(open(&root.join("A.md"), Date::LAST).is_err());
    }
}
