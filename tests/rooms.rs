//! The rooms keep their direction: reads every path that begins with `crate::` or `super::`, and says which line goes where it
//! may not, and the way out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may know besides itself.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("cli", &["pipeline", "load", "write", "serve", "share", "model", "text", "diagnostic", "error"]),
    (
        "pipeline",
        &[
            "load",
            "parse",
            "release",
            "amend",
            "analyze",
            "link",
            "render",
            "preflight",
            "write",
            "serve",
            "share",
            "model",
            "text",
            "lexicon",
            "diagnostic",
            "error",
        ],
    ),
    ("load", GROUND),
    ("parse", GROUND),
    ("release", GROUND),
    ("amend", GROUND),
    ("analyze", GROUND),
    ("link", GROUND),
    ("render", GROUND),
    ("preflight", GROUND),
    ("write", GROUND),
    ("share", GROUND),
    ("serve", GROUND),
    ("share", GROUND),
    ("lexicon", &["text"]),
    ("model", &["text", "diagnostic"]),
    ("text", &[]),
    ("diagnostic", &["text"]),
    ("error", &[]),
    ("lib", &[]),
];
const GROUND: &[&str] = &["model", "text", "lexicon", "diagnostic", "error"];

/// Each outside crate is imported in these rooms and nowhere else.
const DOORS: &[(&str, &[&str])] = &[
    ("tera", &["render"]),
    ("syntect", &["render"]),
    ("two_face", &["render"]),
    ("pulldown_cmark", &["parse"]),
    ("walkdir", &["load", "write"]),
    ("toml", &["text"]),
    ("toml_edit", &["amend"]),
    ("serde_saphyr", &["text"]),
    ("globset", &["text"]),
    ("encoding_rs", &["text"]),
    ("chardetng", &["text"]),
    ("jiff", &["text", "cli"]),
    ("sentencex", &["text"]),
    ("whatlang", &["text"]),
    ("rust_stemmers", &["text"]),
    ("deunicode", &["text"]),
    ("unicode_normalization", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("anstream", &["cli"]),
    ("indicatif", &["cli"]),
    ("axum", &["serve"]),
    ("tokio", &["serve"]),
    ("notify", &["load"]),
    ("rustix", &["write"]),
    ("zip", &["share"]),
    ("strsim", &["diagnostic"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&entry).expect("a source file");
                out.push((entry.strip_prefix(&root).expect("below src").to_owned(), text));
            }
        }
    }
    out.sort();
    out
}

/// The room of a file below `src`.
fn room(file: &Path) -> String {
    let first = file.components().next().expect("a path").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The module path of a file: `parse/plain/mod.rs` is `parse::plain`.
fn module(file: &Path) -> Vec<String> {
    let mut parts: Vec<String> =
        file.components().map(|c| c.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The rooms that a line's paths name, with `super::` worked out.
fn named_rooms(line: &str, module: &[String]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    for (at, _) in line.match_indices("crate::") {
        let before = line[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &line[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            out.extend(list.split(',').map(|item| word(item.trim())).filter(|w| !w.is_empty()));
        } else {
            out.insert(word(rest));
        }
    }
    let mut climbed = 0;
    let mut rest = line;
    while let Some(at) = rest.find("super::") {
        climbed += 1;
        rest = &rest[at + "super::".len()..];
        if !rest.starts_with("super::") {
            // the file itself is one level below its parent; `super` of a room's head is the crate
            if climbed >= module.len() {
                out.insert(word(rest));
            }
            climbed = 0;
        }
    }
    out
}

#[test]
fn rooms_know_only_what_they_may() {
    let rooms: BTreeSet<&str> = MAY_KNOW.iter().map(|(room, _)| *room).collect();
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let (room, module) = (room(&file), module(&file));
        let Some((_, may)) = MAY_KNOW.iter().find(|(known, _)| *known == room) else {
            faults.push(format!(
                "src/{}: the room `{room}` is in no list: add it to MAY_KNOW with what it may know",
                file.display()
            ));
            continue;
        };
        let product = text.split("#[cfg(test)]").next().unwrap_or(&text);
        for (number, line) in (1..).zip(product.lines()) {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for other in named_rooms(line, &module) {
                if rooms.contains(other.as_str()) && other != room && !may.contains(&other.as_str()) {
                    faults.push(format!(
                        "src/{}:{number}: `{room}` may not know `{other}`. The way out: let `pipeline` hand over what is needed, as data in `model`",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_dependency_has_one_door() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let room = room(&file);
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for (krate, doors) in DOORS {
                let named = line.contains(&format!("{krate}::"))
                    && !line.contains(&format!("_{krate}::"))
                    && !line.contains(&format!("::{krate}::"));
                if named && !doors.contains(&room.as_str()) {
                    faults.push(format!(
                        "src/{}:{number}: `{krate}` is imported in {} alone",
                        file.display(),
                        doors.join(" and ")
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    for (file, text) in sources() {
        assert!(
            text.starts_with("//!") || file == Path::new("lib.rs"),
            "src/{} opens without a `//!` head",
            file.display()
        );
    }
}

#[test]
fn the_test_can_fail() {
    let module: Vec<String> = ["parse", "plain"].map(str::to_owned).to_vec();
    assert!(named_rooms("use crate::link::plan;", &module).contains("link"));
    assert!(named_rooms("use super::super::render::x;", &module).contains("render"));
    assert!(named_rooms("use crate::{model, serve::Preview};", &module).contains("serve"));
    assert!(named_rooms("use super::page;", &module).is_empty());
}
