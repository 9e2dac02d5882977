//! In: a site, and the tree of the build before. Out: a finished tree beside the output folder, made in parallel.
//! Keep out: the output folder itself (it is only read); pages that are not being written.

use super::mark::{self, Manifest};
use super::standing::{Standing, clear};
use super::target::{Target, advice};
use crate::error::{Error, Result};
use crate::model::site::{Output, Pages, Route};
use crate::text::Key;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

/// The marker before it is finished.
const HALF: &str = ".briefbook.half";

/// Called with each page as it is written.
pub(super) type OnPage<'a> = &'a (dyn Fn(&Route, &Output) + Sync);

/// What became of one route.
#[derive(Clone, Copy)]
pub(super) struct Print {
    /// Whether the file is new or has other bytes than before.
    pub(super) changed: bool,
    /// How many bytes it has.
    pub(super) bytes: u64,
    /// What they are known by.
    pub(super) key: Key,
}

/// A tree in the making. Dropping it clears its place: of the unfinished tree, or of the old one after an exchange.
pub(super) struct Staging<'a> {
    folder: PathBuf,
    output: PathBuf,
    standing: &'a Standing,
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = clear(&self.folder);
    }
}

impl<'a> Staging<'a> {
    /// A tree with a marker that names the files of `manifest`, and every folder they need.
    pub(super) fn open(target: &Target, standing: &'a Standing, manifest: &Manifest, routes: &[Route]) -> Result<Self> {
        let (folder, output) = (target.staging(), target.output());
        let folders = folders(routes)?;
        if !clear(&folder).map_err(|cause| Error::io("cannot remove", &folder, cause).hint(advice()))? {
            return Err(Error::new("the site cannot be made beside its folder, for briefbook did not write")
                .at(&folder)
                .hint("move it elsewhere, then build again"));
        }
        fs::create_dir(&folder).map_err(|cause| Error::io("cannot make the folder", &folder, cause).hint(advice()))?;
        let staging = Self { folder, output, standing };
        staging.report(Path::new(mark::NAME), fs::write(staging.folder.join(mark::NAME), manifest.text()))?;
        for below in folders {
            staging.report(&below, fs::create_dir(staging.folder.join(&below)))?;
        }
        if let Ok(old) = fs::metadata(&staging.output) {
            let _ = fs::set_permissions(&staging.folder, old.permissions());
        }
        Ok(staging)
    }

    /// Renders and writes every route, in their order; stops at the first failure.
    pub(super) fn fill(&self, site: &dyn Pages, routes: &[Route], on_page: OnPage) -> Result<Vec<Print>> {
        routes.par_iter().map(|route| self.write(site, route, on_page)).collect()
    }

    fn write(&self, site: &dyn Pages, route: &Route, on_page: OnPage) -> Result<Print> {
        let page = site.page(route).ok_or_else(|| {
            Error::new(format!("the site names `{route}` but has no page there"))
                .hint("this is a fault of briefbook: please report it with the address")
        })?;
        on_page(route, &page);
        let changed = self.put(&below(route.as_str())?, &page.bytes)?;
        Ok(Print { changed, bytes: page.bytes.len() as u64, key: Key::of_bytes(&page.bytes) })
    }

    /// Gives the finished tree the marker that knows its bytes, in one step: there is never a tree without one.
    pub(super) fn seal(&self, manifest: &Manifest) -> Result<()> {
        let (half, whole) = (self.folder.join(HALF), self.folder.join(mark::NAME));
        let done = fs::write(&half, manifest.text()).and_then(|()| fs::rename(&half, &whole));
        self.report(Path::new(mark::NAME), done)
    }

    /// Puts a file into the tree: the old one when it has the same bytes. True when it is a new one.
    fn put(&self, below: &Path, bytes: &[u8]) -> Result<bool> {
        let (old, new) = (self.output.join(below), self.folder.join(below));
        if matches!(self.standing, Standing::Ours(_)) && same(&old, bytes).unwrap_or(false) {
            self.report(below, keep(&old, &new))?;
            return Ok(false);
        }
        self.report(below, File::create_new(&new).and_then(|mut file| file.write_all(bytes)))?;
        Ok(true)
    }

    /// A failure at the place that the file was meant for.
    fn report(&self, below: &Path, done: io::Result<()>) -> Result<()> {
        done.map_err(|cause| {
            let hint = match cause.kind() {
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                    "another page or folder has this address, perhaps in other letter case: rename one of them"
                }
                io::ErrorKind::InvalidFilename => {
                    "the address is too long for this disk: give the article a shorter `slug`"
                }
                _ => advice(),
            };
            Error::io("cannot write", &self.output.join(below), cause).hint(hint)
        })
    }
}

/// The folders that the routes need, those above first.
fn folders(routes: &[Route]) -> Result<BTreeSet<PathBuf>> {
    let mut folders = BTreeSet::new();
    for route in routes {
        let path = below(route.as_str())?;
        let above = path.ancestors().skip(1).filter(|folder| *folder != Path::new(""));
        folders.extend(above.map(Path::to_owned));
    }
    Ok(folders)
}

/// The path of a route below the tree's top, made of its segments alone.
pub(super) fn below(route: &str) -> Result<PathBuf> {
    let odd = |segment: &str| {
        !Path::new(segment).components().eq([Component::Normal(segment.as_ref())])
            || segment.contains(|c: char| c.is_control() || c == '\\' || cfg!(windows) && ":*?\"<>|".contains(c))
            || segment.eq_ignore_ascii_case(".git")
    };
    if route.split('/').any(odd) || [mark::NAME, HALF].contains(&route) {
        return Err(Error::new(format!("`{}` cannot be the name of a file", route.escape_debug()))
            .hint("rename what makes this address: the file below `static/`, or the article's `slug`"));
    }
    Ok(route.split('/').collect())
}

/// Whether a plain file holds exactly these bytes.
fn same(path: &Path, mut bytes: &[u8]) -> io::Result<bool> {
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() || found.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let (mut file, mut chunk) = (File::open(path)?, [0; 16 * 1024]);
    loop {
        let read = file.read(&mut chunk)?;
        let Some((start, rest)) = bytes.split_at_checked(read) else { return Ok(false) };
        if start != &chunk[..read] {
            return Ok(false);
        }
        if read == 0 {
            return Ok(rest.is_empty());
        }
        bytes = rest;
    }
}

/// The old file in the new tree: one file with two names, else a copy with the same time.
pub(super) fn keep(old: &Path, new: &Path) -> io::Result<()> {
    match fs::hard_link(old, new) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
            let (mut from, mut to) = (File::open(old)?, File::create_new(new)?);
            io::copy(&mut from, &mut to)?;
            to.set_modified(from.metadata()?.modified()?)
        }
        done => done,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{below, folders, same};
    use crate::model::site::Route;
    use std::path::{Path, PathBuf};

    #[test]
    fn routes_become_paths_by_their_segments() {
        assert_eq!(below("a/ü.html").unwrap(), Path::new("a").join("ü.html"));
        for odd in ["a//b", "./a", "a/.", "a\\b", "a/\0", "a\nb", ".briefbook", "x/.Git/config"] {
            assert!(below(odd).is_err(), "{odd:?}");
        }
        let needed = folders(&[Route::new("x/y/z.html"), Route::new("a.html"), Route::new("x/b.html")]).unwrap();
        assert!(needed.iter().eq(&[PathBuf::from("x"), PathBuf::from("x/y")]));
    }

    #[test]
    fn bytes_are_compared_to_the_end() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let long = vec![7; 40_000];
        std::fs::write(file.path(), &long).unwrap();
        assert!(same(file.path(), &long).unwrap());
        assert!(!same(file.path(), &long[1..]).unwrap());
        let mut other = long.clone();
        other[39_999] = 8;
        assert!(!same(file.path(), &other).unwrap());
        assert!(same(Path::new("no such file"), &long).is_err());
    }
}
