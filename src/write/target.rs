//! In: the dossier's root and `build-dir` as written. Out: where the site goes and the names that a build uses beside it.
//! Keep out: what lies in those places (see `standing`), and every write but the making of missing parent folders.

use crate::error::{Error, Result};
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

type Tell = dyn Fn(&str) + Send + Sync;

/// The output folder of a dossier, checked to be neither the dossier itself nor a folder around it.
pub struct Target {
    label: String,
    parent: PathBuf,
    name: OsString,
    nested: bool,
    tell: Box<Tell>,
}

impl Target {
    /// The output folder that `build_dir` names: relative to `root`, or absolute. Touches nothing on the disk.
    /// Fails when `root` is missing, when the folder is the dossier or holds it, when it lies in a `.git` folder, or when
    /// it should lie outside the dossier in a folder that is not there.
    pub fn new(root: &Path, build_dir: &str) -> Result<Self> {
        let root = root.canonicalize().map_err(|cause| Error::io("cannot open the dossier's folder", root, cause))?;
        let nested = Path::new(build_dir).components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        let path = root.join(build_dir);
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(refusal(build_dir, "names no folder of its own"));
        };
        if path.components().skip(root.components().count()).any(|c| c.as_os_str().eq_ignore_ascii_case(".git")) {
            return Err(refusal(build_dir, "lies in a `.git` folder"));
        }
        if name.to_string_lossy().starts_with(".briefbook") {
            return Err(refusal(build_dir, "bears a name that briefbook uses while it writes"));
        }
        let parent = if nested { resolve(parent) } else { parent.canonicalize() }.map_err(|cause| {
            Error::io(format!("cannot find the folder in which `build-dir` `{build_dir}` should lie,"), parent, cause)
                .hint("make that folder, or give a `build-dir` below the dossier's folder such as `public`")
        })?;
        if root.starts_with(parent.join(name)) {
            return Err(refusal(build_dir, "is the dossier's own folder or holds it"));
        }
        Ok(Self { label: build_dir.to_owned(), parent, name: name.to_owned(), nested, tell: Box::new(|_| {}) })
    }

    /// The same target; `tell` is called once, with `build-dir` as written, when another build writes there and this one waits.
    #[must_use]
    pub fn on_wait(mut self, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.tell = Box::new(tell);
        self
    }

    /// `build-dir` as written.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The output folder, absolute.
    #[must_use]
    pub fn output(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// The folder that the output folder lies in.
    pub(super) fn parent(&self) -> &Path {
        &self.parent
    }

    /// Where a build is made.
    pub(super) fn staging(&self) -> PathBuf {
        self.beside("new")
    }

    /// Where the old site stands while two renames exchange it.
    pub(super) fn retired(&self) -> PathBuf {
        self.beside("old")
    }

    /// What says that two renames are under way.
    pub(super) fn journal(&self) -> PathBuf {
        self.beside("journal")
    }

    /// What keeps two builds apart.
    pub(super) fn lock(&self) -> PathBuf {
        self.beside("lock")
    }

    /// Where files that were changed by hand are kept.
    pub(super) fn edited(&self) -> PathBuf {
        self.beside("edited")
    }

    /// Where it is kept what an edition held.
    pub(super) fn record(&self, name: &str) -> PathBuf {
        self.beside(name)
    }

    /// `path`, which lies beside the output folder or in it, as `build-dir` would name it, with `/`.
    pub(super) fn named(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.parent).unwrap_or(path);
        let above = Path::new(&self.label).components().filter(|part| *part != Component::CurDir).collect::<PathBuf>();
        let whole = above.parent().map_or_else(|| below.to_owned(), |above| above.join(below));
        let parts: Vec<_> = whole.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/").replace("//", "/")
    }

    /// Says that this build waits for another.
    pub(super) fn waits(&self) {
        (self.tell)(&self.label);
    }

    /// Makes the folders above the output folder when `build-dir` names them below the root.
    pub(super) fn make_parent(&self) -> Result<()> {
        if self.nested {
            fs::create_dir_all(&self.parent).map_err(|cause| {
                let taken = matches!(cause.kind(), ErrorKind::AlreadyExists | ErrorKind::NotADirectory);
                let hint = if taken { "a file stands there: move it, or choose another `build-dir`" } else { advice() };
                Error::io("cannot make the folder", &self.parent, cause).hint(hint)
            })?;
        }
        Ok(())
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(".briefbook-");
        name.push(&self.name);
        name.push(".");
        name.push(suffix);
        self.parent.join(name)
    }
}

/// What to do when a folder cannot be written.
pub(super) fn advice() -> &'static str {
    "see that the disk has room and that you may write there, or choose another `build-dir` in book.toml"
}

fn refusal(build_dir: &str, why: &str) -> Error {
    Error::new(format!("`build-dir` `{build_dir}` {why}"))
        .hint("give a folder for the site alone in book.toml, such as `build-dir = \"public\"`")
}

/// The folder with every link followed as far as it exists; what does not exist yet is kept as it is.
fn resolve(folder: &Path) -> std::io::Result<PathBuf> {
    let standing = folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(folder);
    let missing = folder.strip_prefix(standing).unwrap_or(Path::new(""));
    let mut resolved = standing.canonicalize()?;
    resolved.extend(missing.components());
    Ok(resolved)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Target;

    #[test]
    fn folders_that_cannot_serve_are_refused() {
        let root = tempfile::tempdir().unwrap();
        for odd in ["", ".", "..", "./", "../..", "public/..", "/", ".git/site", "a/.GIT", ".briefbook-x.new", "a/../b"]
        {
            assert!(Target::new(root.path(), odd).is_err(), "{odd}");
        }
        assert!(Target::new(root.path(), "../no-such-folder/site").is_err());
        assert!(Target::new(&root.path().join("missing"), "public").is_err());
    }

    #[test]
    fn nested_and_outside_folders_are_accepted() {
        let root = tempfile::tempdir().unwrap();
        let here = root.path().canonicalize().unwrap();
        for (written, expected) in [("public", "public"), ("./public/", "public"), ("out/site", "out/site")] {
            assert_eq!(Target::new(&here, written).unwrap().output(), here.join(expected));
        }
        std::fs::create_dir(here.join("dossier")).unwrap();
        assert_eq!(Target::new(&here.join("dossier"), "../site").unwrap().output(), here.join("site"));
        assert_eq!(std::fs::read_dir(&here).unwrap().count(), 1);
    }
}
