//! The place that an export goes to. In: what the owner named. Out: the path of the one file there. A file that is there is replaced
//! only where an export wrote it, or where the owner says so.

use crate::error::{Error, Result};
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// What every archive of ours ends with.
pub(super) const SIGN: &str = "Made with briefbook export";

/// What the head of every page of ours that stands alone holds.
const GENERATOR: &str = "content=\"briefbook export\"";

/// Where an export goes.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// The file or folder that the owner named; without it a name of our own in the current folder.
    pub named: Option<PathBuf>,
    /// Whether a file that is there goes, whoever wrote it.
    pub force: bool,
    /// Folders in which no export may lie, each with what it is.
    pub kept: Vec<(PathBuf, &'static str)>,
}

impl Outlet {
    /// The file that is written: as named, or `name` in the folder that was named, or in the current one.
    ///
    /// # Errors
    /// When something else stands there, or when a folder of the dossier would hold it that is no place for it.
    pub fn file(&self, name: &str) -> Result<PathBuf> {
        let path = match &self.named {
            None => PathBuf::from(name),
            Some(folder) if folder.is_dir() => folder.join(name),
            Some(path) => path.clone(),
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().map_err(|cause| {
            Error::io("cannot find the folder", folder, cause)
                .hint("make it first, or name another place with `-o FILE`")
        })?;
        if let Some((_, what)) = self.kept.iter().find(|(kept, _)| folder.starts_with(kept)) {
            let hint = format!("name a place outside of it: `-o ../{name}`");
            return Err(Error::new(format!("nothing is exported into {what}:")).at(&path).hint(hint));
        }
        let there = fs::symlink_metadata(&path).ok();
        if there.is_some_and(|found| !found.is_file()) {
            return Err(Error::new("this is no regular file:").at(&path).hint("name another with `-o FILE`"));
        }
        if there_is_a_stranger(&path) && !self.force {
            return Err(Error::new("there is a file that no export wrote:")
                .at(&path)
                .hint("name another with `-o FILE`, or replace it with `--force`"));
        }
        Ok(path)
    }
}

/// Whether a file stands at `path` that is not known to be ours. What cannot be read is not.
fn there_is_a_stranger(path: &Path) -> bool {
    const HEAD: u64 = 16 * 1024;
    let Ok(mut file) = fs::File::open(path) else { return path.exists() };
    let mut head = Vec::new();
    let read = (&mut file).take(HEAD).read_to_end(&mut head);
    let mut tail = vec![0; SIGN.len()];
    let back = i64::try_from(SIGN.len()).unwrap_or(0);
    let ended = file.seek(SeekFrom::End(-back)).and_then(|_| file.read_exact(&mut tail));
    let is_page = read.is_ok() && String::from_utf8_lossy(&head).contains(GENERATOR);
    let is_archive = ended.is_ok() && head.starts_with(b"PK") && tail == SIGN.as_bytes();
    !is_page && !is_archive
}
