//! In: the old tree with the record of what was written there, and the finished new tree beside it. Out: copies of the files
//! that somebody changed since, in a folder that no build touches, and a fault for each. Keep out: any change of either tree.
//!
//! Only files are read again that the new tree does not hold with the same bytes: the others lose nothing.

use super::mark::Manifest;
use super::stage::{below, keep};
use super::target::{Target, advice};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::{Error, Result};
use crate::text::Key;
use rayon::prelude::*;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Keeps every file of `before` that was changed since it was written and that `is_same` does not find in the new tree.
pub(super) fn save(
    target: &Target,
    before: &Manifest,
    is_same: &(dyn Fn(&str) -> bool + Sync),
) -> Result<Vec<Diagnostic>> {
    let files: Vec<(&str, Key)> = before.known().into_iter().filter(|(file, _)| !is_same(file)).collect();
    let told: Result<Vec<_>> = files.par_iter().map(|(file, key)| one(target, file, *key)).collect();
    Ok(told?.into_iter().flatten().collect())
}

/// Keeps one file when its bytes are not those that `key` stands for.
fn one(target: &Target, file: &str, key: Key) -> Result<Option<Diagnostic>> {
    // what the record names is believed only as far as it is a file of the tree
    let Ok(path) = below(file) else { return Ok(None) };
    let old = target.output().join(&path);
    let bytes = match fs::read(&old) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::io("cannot read", &old, cause).hint("see that you may read it")),
    };
    if Key::of_bytes(&bytes) == key {
        return Ok(None);
    }
    let kept = copy(&old, &bytes, &target.edited(), &path).map_err(|cause| {
        Error::io("cannot keep a copy of a file that was changed by hand,", &old, cause).hint(advice())
    })?;
    Ok(Some(fault(target, &old, &kept, &bytes, fs::read(target.staging().join(&path)).ok().as_deref())))
}

/// Copies a file to the same place below `folder`, under the first free name; the same bytes are kept once.
fn copy(old: &Path, bytes: &[u8], folder: &Path, path: &Path) -> io::Result<PathBuf> {
    let mut above = folder.to_owned();
    make(&above)?;
    for part in path.parent().into_iter().flatten() {
        above.push(part);
        make(&above)?;
    }
    let mut to = folder.join(path);
    for number in 2u64.. {
        match keep(old, &to) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            done => return done.map(|()| to),
        }
        if fs::symlink_metadata(&to)?.is_file() && fs::read(&to)? == bytes {
            break;
        }
        let mut name = OsString::from(path);
        name.push(format!(".{number}"));
        to = folder.join(name);
    }
    Ok(to)
}

/// Makes a plain folder; a link to one is none.
fn make(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(folder)?.is_dir() {
                Ok(())
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
        }
        done => done,
    }
}

/// Tells of one file, at the first place where the copy and the new page differ.
fn fault(target: &Target, old: &Path, kept: &Path, bytes: &[u8], new: Option<&[u8]>) -> Diagnostic {
    let (name, copy) = (target.named(old), target.named(kept));
    let place = match (std::str::from_utf8(bytes), new) {
        (Ok(text), Some(new)) => {
            let at = bytes.iter().zip(new).take_while(|(one, other)| one == other).count();
            Place::within(&*copy, text, at..text.len())
        }
        _ => Place::file(&*copy),
    };
    let became = if new.is_some() { "this build wrote it anew" } else { "the site has no such file any more" };
    let message = format!("`{name}` was changed by hand since the last build, and {became}");
    let hint = "what is to last goes into the seed, into `templates/` or into `static/`; then remove the copy";
    Diagnostic::new(Code::EditedOutput, place, message, hint).note(format!("what was there is kept as `{copy}`"))
}
