//! What lies in a folder of the owner's: a folder comes in; its regular files go out, named below the root with `/`, with a
//! fault for each link, unreadable folder and unreadable name. Must not come in: what the files are for.

use super::{litter, reason};
use crate::diagnostic::{Code, Diagnostic, Place};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a folder.
#[derive(Default)]
pub(super) struct Tree {
    /// Paths below the root, sorted.
    pub(super) files: BTreeSet<String>,
    /// Paths of files that no owner means, by their names.
    pub(super) litter: BTreeSet<String>,
    /// Paths of links and of what is no regular file.
    pub(super) odd: BTreeSet<String>,
    /// What could not be listed.
    pub(super) faults: Vec<Diagnostic>,
}

/// One look through a folder.
pub(super) struct Walk<'a> {
    /// The dossier's root, without links.
    pub(super) root: &'a Path,
    /// The folder below the root, with `/`; empty for the root itself.
    pub(super) folder: &'a str,
    /// The kind of fault that an unreadable file or folder is.
    pub(super) unreadable: Code,
    /// Whether what lies at a path below the root is to be passed over in silence, with all that is in it.
    pub(super) skip: &'a dyn Fn(&str) -> bool,
}

impl Walk<'_> {
    /// Lists the files. A folder that is not there has none. Links are never followed.
    pub(super) fn files(&self) -> Tree {
        let mut tree = Tree::default();
        let start = self.root.join(self.folder);
        if let Some(link) = self.link_on_the_way() {
            tree.faults.push(self.linked(&link));
        }
        if !tree.faults.is_empty() || !start.is_dir() {
            return tree;
        }
        let mut walk = walkdir::WalkDir::new(&start).min_depth(1).follow_links(false).into_iter();
        while let Some(found) = walk.next() {
            match found {
                Ok(entry) if !self.take(&entry, &mut tree) && entry.file_type().is_dir() => walk.skip_current_dir(),
                Ok(_) => {}
                Err(error) => tree.faults.extend(self.failed(&error)),
            }
        }
        tree
    }

    /// Sorts one entry in; `false` when nothing below it is wanted.
    fn take(&self, entry: &walkdir::DirEntry, tree: &mut Tree) -> bool {
        let Some(path) = below(self.root, entry.path()) else {
            tree.faults.push(self.unnameable(entry.path()));
            return false;
        };
        let name = path.rsplit('/').next().unwrap_or_default();
        let kind = entry.file_type();
        if litter::is_litter(name) || (self.skip)(&path) {
            if !kind.is_dir() && !(self.skip)(&path) {
                tree.litter.insert(path);
            }
            return false;
        }
        if kind.is_symlink() {
            tree.faults.push(self.linked(entry.path()));
            tree.odd.insert(path);
        } else if kind.is_file() {
            tree.files.insert(path);
        } else if !kind.is_dir() {
            let message = format!("`{name}` is no regular file");
            let hint = "move it out of the folder, or put a regular file in its place";
            tree.faults.push(Diagnostic::new(self.unreadable, Place::file(&*path), message, hint));
            tree.odd.insert(path);
        }
        true
    }

    /// The first part of the folder's own path that is a link.
    fn link_on_the_way(&self) -> Option<PathBuf> {
        let mut path = self.root.to_path_buf();
        self.folder.split('/').filter(|part| !part.is_empty()).find_map(|part| {
            path.push(part);
            fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()).then(|| path.clone())
        })
    }

    fn linked(&self, link: &Path) -> Diagnostic {
        let file = lossy(self.root, link);
        let target = fs::read_link(link).map_or_else(|_| "?".to_owned(), |target| target.display().to_string());
        let (leads, hint) = match fs::canonicalize(link) {
            Err(_) => ("which is not there", "remove the link, or put the file itself in its place"),
            Ok(end) if end.starts_with(self.root) => {
                ("inside the dossier", "remove the link if the file it leads to is a seed already")
            }
            Ok(_) => ("outside the dossier", "put the file or folder itself in its place"),
        };
        let message = format!("`{file}` is a link to `{target}`, {leads}");
        Diagnostic::new(Code::LinkOutside, Place::file(file), message, hint).note("briefbook follows no links")
    }

    fn unnameable(&self, path: &Path) -> Diagnostic {
        let file = lossy(self.root, path);
        let message = format!("the name of `{file}` is not UTF-8");
        let hint = "give it a name of ordinary letters; it is passed over until then";
        Diagnostic::new(self.unreadable, Place::file(file), message, hint)
    }

    /// The fault for what the walk could not read; nothing when it went away meanwhile.
    fn failed(&self, error: &walkdir::Error) -> Option<Diagnostic> {
        let cause = error.io_error()?;
        if cause.kind() == std::io::ErrorKind::NotFound {
            return None;
        }
        let file = lossy(self.root, error.path().unwrap_or(self.root));
        let message = format!("`{file}` cannot be read: {}", reason(cause));
        let hint = "give yourself permission to read it, or move it out of the folder";
        Some(Diagnostic::new(self.unreadable, Place::file(file), message, hint))
    }
}

/// `path` below `root` with `/`, when all of it is UTF-8.
pub(super) fn below(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(std::ffi::OsStr::to_str).collect();
    Some(parts?.join("/"))
}

/// `path` below `root` with `/`, for a message.
fn lossy(root: &Path, path: &Path) -> String {
    let parts: Vec<_> = path.strip_prefix(root).unwrap_or(path).iter().map(std::ffi::OsStr::to_string_lossy).collect();
    parts.join("/")
}
