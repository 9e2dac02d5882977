//! In: a target. Out: what stands where the site should go, or a refusal that names it; and the removal of trees of our own.
//! Keep out: making anything.

use super::mark::{self, Manifest};
use super::target::Target;
use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// What file managers leave in folders that they show: nobody misses it.
const LITTER: [&str; 4] = [".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini"];

/// How many files a refusal names.
const NAMED: usize = 5;

/// What stands at the output folder's place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Absent,
    /// A folder without files.
    Empty,
    /// A site that briefbook wrote, with nothing of anybody else's in it.
    Ours(Manifest),
}

/// What stands at the output folder's place. Refuses all that a build must not replace.
pub(super) fn inspect(target: &Target) -> Result<Standing> {
    let output = target.output();
    let found = match fs::symlink_metadata(&output) {
        Ok(found) => found,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Standing::Absent),
        Err(cause) => return Err(unreadable(&output, cause)),
    };
    if found.is_symlink() {
        return Err(refusal(
            target,
            "is a symbolic link",
            "remove the link: a build makes a folder in its place, to be copied to where the link leads",
        ));
    }
    if !found.is_dir() {
        return Err(refusal(target, "is a file", "move that file, or choose another `build-dir` in book.toml"));
    }
    if is_mount(&found, target) {
        return Err(refusal(target, "is the top of another disk", "choose a folder below it as `build-dir`"));
    }
    let names = top(&output).map_err(|cause| unreadable(&output, cause))?;
    if names.iter().any(|name| name.eq_ignore_ascii_case(".git")) {
        let next = "choose a `build-dir` without a repository, and copy the site from there";
        return Err(refusal(target, "holds a `.git`, so it is a repository", next));
    }
    if names.is_empty() {
        return Ok(Standing::Empty);
    }
    let Some(manifest) = Manifest::read(&output).map_err(|cause| unreadable(&output, cause))? else {
        let what = format!("is not empty and was not made by briefbook: it holds {}", listed(&names));
        return Err(refusal(target, &what, "empty it yourself, or choose another `build-dir` in book.toml"));
    };
    let strangers = strangers(&output, &manifest).map_err(|cause| unreadable(&output, cause))?;
    if !strangers.is_empty() {
        let what = format!("holds what briefbook did not write: {}", listed(&strangers));
        return Err(refusal(target, &what, "move it to `static/`, or choose another `build-dir` in book.toml"));
    }
    Ok(Standing::Ours(manifest))
}

/// Removes a tree of our own. False when something stands there that is not certainly ours; it stays.
/// The marker goes last, so that a removal that was cut off can be taken up.
pub(super) fn clear(folder: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(cause) => return Err(cause),
        Ok(found) if !found.is_dir() => return Ok(false),
        Ok(_) => {}
    }
    if !mark::is_ours(folder) && top(folder)?.iter().any(|name| name != mark::NAME) {
        return Ok(false);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != mark::NAME {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_file(folder.join(mark::NAME)) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
        _ => fs::remove_dir(folder)?,
    }
    Ok(true)
}

/// The names at the top of a folder, sorted, without litter.
fn top(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !is_litter(&name) {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Everything below `folder` but plain folders that the manifest does not name as a plain file, sorted, with `/`.
fn strangers(folder: &Path, manifest: &Manifest) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).follow_links(false).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_dir() && entry.file_name() != ".git" || is_litter(entry.file_name()) {
            continue;
        }
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let exact: Option<Vec<&str>> = inside.iter().map(OsStr::to_str).collect();
        let ours = exact.as_ref().is_some_and(|parts| {
            entry.file_type().is_file() && (parts == &[mark::NAME] || manifest.holds(&parts.join("/")))
        });
        if !ours {
            found.push(exact.map_or_else(|| inside.to_string_lossy().into_owned(), |parts| parts.join("/")));
        }
    }
    Ok(found)
}

fn is_litter(name: &OsStr) -> bool {
    LITTER.iter().any(|litter| name == *litter)
}

#[cfg(unix)]
fn is_mount(found: &Metadata, target: &Target) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(target.parent()).is_ok_and(|parent| parent.dev() != found.dev())
}

#[cfg(not(unix))]
fn is_mount(_found: &Metadata, _target: &Target) -> bool {
    false
}

fn listed(names: &[String]) -> String {
    let mut list: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    if names.len() > NAMED {
        list.push(format!("and {} more", names.len() - NAMED));
    }
    list.join(", ")
}

fn refusal(target: &Target, what: &str, next: &str) -> Error {
    Error::new(format!("the output folder `{}` {what}", target.label())).hint(next)
}

fn unreadable(path: &Path, cause: io::Error) -> Error {
    Error::io("cannot read the output folder", path, cause).hint("see that you may read it")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Standing, clear, inspect};
    use crate::write::mark::{self, Manifest};
    use crate::write::target::Target;
    use std::fs;

    fn message(target: &Target) -> String {
        let error = inspect(target).unwrap_err();
        assert!(error.hint.is_some());
        error.to_string()
    }

    #[test]
    fn what_is_not_ours_is_refused_and_named() {
        let root = tempfile::tempdir().unwrap();
        let (target, public) = (Target::new(root.path(), "public").unwrap(), root.path().join("public"));
        assert_eq!(inspect(&target).unwrap(), Standing::Absent);
        fs::write(&public, "").unwrap();
        assert!(message(&target).contains("`public` is a file"));
        fs::remove_file(&public).unwrap();
        fs::create_dir(&public).unwrap();
        fs::write(public.join(".DS_Store"), "").unwrap();
        assert_eq!(inspect(&target).unwrap(), Standing::Empty);
        for name in ["f", "e", "d", "c", "b", "a"] {
            fs::write(public.join(name), "").unwrap();
        }
        assert!(message(&target).contains("`a`, `b`, `c`, `d`, `e`, and 1 more"));
        fs::write(public.join(mark::NAME), "something else\na\n").unwrap();
        assert!(message(&target).contains("not made by briefbook"));
        fs::create_dir(public.join(".git")).unwrap();
        assert!(message(&target).contains("`.git`"));
    }

    #[test]
    fn strangers_in_our_folder_are_named() {
        let root = tempfile::tempdir().unwrap();
        let (target, public) = (Target::new(root.path(), "public").unwrap(), root.path().join("public"));
        let manifest = Manifest::new(["index.html", "a/b.html"]);
        fs::create_dir_all(public.join("a")).unwrap();
        for (name, text) in [("index.html", ""), ("a/b.html", ""), (mark::NAME, &manifest.text())] {
            fs::write(public.join(name), text).unwrap();
        }
        assert_eq!(inspect(&target).unwrap(), Standing::Ours(manifest));
        fs::write(public.join("a/mine.txt"), "").unwrap();
        fs::write(public.join("CNAME"), "").unwrap();
        assert!(message(&target).ends_with("did not write: `CNAME`, `a/mine.txt`"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_and_never_followed() {
        let root = tempfile::tempdir().unwrap();
        let (target, public) = (Target::new(root.path(), "public").unwrap(), root.path().join("public"));
        let other = root.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("kept"), "").unwrap();
        std::os::unix::fs::symlink(&other, &public).unwrap();
        assert!(message(&target).contains("symbolic link"));
        assert!(!clear(&public).unwrap());
        fs::remove_file(&public).unwrap();
        fs::create_dir(&public).unwrap();
        fs::write(public.join(mark::NAME), Manifest::default().text()).unwrap();
        std::os::unix::fs::symlink(&other, public.join("inner")).unwrap();
        assert!(message(&target).contains("`inner`"));
        assert!(clear(&public).unwrap());
        assert!(other.join("kept").exists());
    }

    #[test]
    fn only_trees_of_our_own_are_cleared() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("x");
        assert!(clear(&folder).unwrap());
        fs::create_dir_all(folder.join("deep/er")).unwrap();
        assert!(!clear(&folder).unwrap());
        fs::write(folder.join(mark::NAME), Manifest::default().text()).unwrap();
        assert!(clear(&folder).unwrap());
        assert!(!folder.exists());
    }
}
