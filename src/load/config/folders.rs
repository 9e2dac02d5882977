//! `src` and `build-dir`: what is written comes in; two folders below the root that can serve go out, with a fault for each
//! that cannot. Must not come in: what the files in the folders are.

use super::super::litter::is_litter;
use super::super::{BOOK, STATICS, TEMPLATES};
use super::book::{Book, Table};
use crate::diagnostic::{Code, did_you_mean};
use std::ops::Range;
use std::path::Path;

/// The folder of the seeds when none is named.
pub(super) const SEEDS: &str = "seeds";

/// The output folder when none is named.
pub(super) const PUBLIC: &str = "public";

/// A folder below the root, with `/`, empty for the root itself; where it was written; whether that was in order.
struct Choice {
    folder: String,
    at: Option<Range<usize>>,
    sound: bool,
}

/// `src` of `[book]` and `build-dir` of `[build]`, as folders that can serve together.
pub(super) fn read(book: &mut Book<'_>, tables: [Option<Table<'_>>; 2], root: &Path) -> (String, String) {
    // mdBook's own default
    let is_book = !root.join(SEEDS).is_dir() && root.join("src/SUMMARY.md").is_file();
    let mut seeds = choose(book, tables[0], "src", if is_book { "src" } else { SEEDS });
    let mut public = choose(book, tables[1], "build-dir", PUBLIC);
    if public.folder.is_empty() {
        refuse(book, &mut public, "build-dir", PUBLIC, "that is the root itself, and a build owns all that is in it");
    }
    if let Some(taken) = [TEMPLATES, STATICS, ".git"].into_iter().find(|taken| overlap(&public.folder, taken)) {
        refuse(book, &mut public, "build-dir", PUBLIC, &format!("it is not apart from `{taken}`"));
    }
    if let Some(taken) = [TEMPLATES, STATICS].into_iter().find(|taken| overlap(&seeds.folder, taken)) {
        refuse(book, &mut seeds, "src", SEEDS, &format!("it is not apart from `{taken}`"));
    }
    if overlap(&seeds.folder, &public.folder) {
        let free = if overlap(&seeds.folder, PUBLIC) { "site" } else { PUBLIC };
        if public.at.is_none() {
            public.at.clone_from(&seeds.at);
        }
        refuse(
            book,
            &mut public,
            "build-dir",
            free,
            &format!("it is not apart from `src`, which is `{}`", seeds.folder),
        );
    }
    if seeds.sound && !root.join(&seeds.folder).is_dir() {
        let found = if root.join(&seeds.folder).exists() { "is no folder" } else { "is not there" };
        let hint = format!(
            "create it and put clippings in it, or name their folder under `[book]`: `src = \"{}\"`",
            likely(root, &seeds.folder)
        );
        book.fault_at(
            Code::ConfigFolder,
            seeds.at,
            format!("the folder of the seeds, `{}`, {found}", seeds.folder),
            hint,
        );
    }
    (seeds.folder, public.folder)
}

/// The folder below the root that was probably meant by `written`: one of nearly its name, the only one, else the root itself.
fn likely(root: &Path, written: &str) -> String {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut names: Vec<String> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !is_litter(name) && ![TEMPLATES, STATICS, PUBLIC].contains(&name.as_str()));
    names.sort();
    let near = did_you_mean(written, names.iter().map(String::as_str));
    let usual = names.iter().map(String::as_str).find(|name| *name == "src");
    let only = names.first().map(String::as_str).filter(|_| names.len() == 1);
    near.or(usual).or(only).unwrap_or(".").to_owned()
}

/// The folder written at `key`, else the default.
fn choose(book: &mut Book<'_>, table: Option<Table<'_>>, key: &str, default: &str) -> Choice {
    let written = table.and_then(|table| book.raw_text(table, key));
    let refused = written.is_none() && table.is_some_and(|table| table.get(key).is_some());
    let Some(written) = written else { return Choice { folder: default.to_owned(), at: None, sound: !refused } };
    let mut choice = Choice { folder: written.text, at: Some(written.at), sound: true };
    let slashes = choice.folder.replace('\\', "/");
    if slashes.starts_with('/') || slashes.as_bytes().get(1) == Some(&b':') {
        refuse(book, &mut choice, key, default, "that is an absolute path");
    } else if let Some(word) = shell_word(&slashes) {
        let found = format!("`{word}` is a shell's word for another folder");
        refuse(book, &mut choice, key, default, &found);
    } else if slashes.split('/').any(|part| part == "..") {
        refuse(book, &mut choice, key, default, "that is a path with `..` in it");
    } else if choice.folder.contains('\\') {
        refuse(book, &mut choice, key, &slashes, "that is a path with `\\` in it");
    } else {
        let parts: Vec<&str> = slashes.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        choice.folder = parts.join("/");
    }
    choice
}

/// The first part of a path when a shell would put another folder in its place: `~`, `$HOME`, `%TEMP%`.
#[must_use]
pub fn shell_word(path: &str) -> Option<&str> {
    let first = path.split(['/', '\\']).find(|part| !matches!(*part, "" | "."))?;
    let is_variable = first
        .strip_prefix('$')
        .is_some_and(|name| name.starts_with(['{', '(', '_']) || name.starts_with(char::is_alphabetic));
    let is_percent = first.len() > 2 && first.starts_with('%') && first.ends_with('%');
    (first.starts_with('~') || is_variable || is_percent).then_some(first)
}

/// Tells what is wrong with a folder and puts `instead` in its place.
fn refuse(book: &mut Book<'_>, choice: &mut Choice, key: &str, instead: &str, found: &str) {
    let shown = if choice.folder.is_empty() { "." } else { &choice.folder };
    let message = format!("`{key}` is `{shown}`: {found}");
    let hint = format!("write `{key} = \"{instead}\"`, or another folder of its own below the one of {BOOK}");
    book.fault_at(Code::ConfigFolder, choice.at.clone(), message, hint);
    instead.clone_into(&mut choice.folder);
    choice.sound = false;
}

/// Whether one folder is the other or lies inside it, on file systems that fold case too. The root overlaps nothing: what is
/// not a seed there is known by name.
fn overlap(one: &str, other: &str) -> bool {
    let (left, right) = (format!("{}/", one.to_lowercase()), format!("{}/", other.to_lowercase()));
    !one.is_empty() && !other.is_empty() && (left.starts_with(&right) || right.starts_with(&left))
}
