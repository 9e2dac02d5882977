//! Every kind of fault stands at its line and column, and every setting has its default.

mod paths;

use super::{parse, read};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::config::{Audience, Edition, EntityKind, Rights};
use crate::model::{Config, Marking};
use std::fs;

/// Reads `text` in a root that has folders `seeds` and `src`, and two stylesheets.
fn settings(text: &str) -> (Config, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().expect("folder");
    for path in ["seeds", "src", "static/css", "theme"] {
        fs::create_dir_all(folder.path().join(path)).expect("folder");
    }
    for path in ["static/own.css", "static/css/more.css", "theme/old.css"] {
        fs::write(folder.path().join(path), "p {}").expect("file");
    }
    parse(text, folder.path())
}

/// Code, line, column and the words that are meant.
fn faults(text: &str) -> Vec<(Code, u32, u32, String)> {
    let meant = |fault: &Diagnostic| {
        let excerpt = fault.place.excerpt.as_ref();
        excerpt.map_or_else(String::new, |e| e.line[e.meant.0..e.meant.1].to_owned())
    };
    let (_, mut found) = settings(text);
    found.sort();
    found.iter().map(|f| (f.code, f.place.line, f.place.column, meant(f))).collect()
}

fn one(text: &str) -> (Code, u32, u32, String) {
    let mut found = faults(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

fn at(code: Code, line: u32, column: u32, meant: &str) -> (Code, u32, u32, String) {
    (code, line, column, meant.to_owned())
}

#[test]
fn everything_said() {
    let (config, found) = settings(
        r#"
[book]
title = "Belgium and Taiwan"
authors = ["A. One", "B. Two"]
description = "Clippings"
language = "nl"
src = "./src/"
multilingual = false
text-direction = "ltr"

[build]
build-dir = "out/site/"
create-missing = false

[output.html]
site-url = "https://example.org/dossier"
cname = "dossier.example.org"
git-repository-url = "https://example.org/o/r"
edit-url-template = "https://example.org/o/r/edit/main/{path}"
additional-css = ["static/own.css", "./css/more.css"]

[[theme]]
title = "5G & Telecoms"
about = "Networks"
terms = ["5G", "Huawei"]

[[theme]]
id = "human-rights"

[[entity]]
name = "Leuven"
kind = "place"
aliases = ["Louvain"]

[[entity]]
name = "NATO"
kind = "Organization"

[edition]
marking = "TLP:GREEN"
unmarked = "amber"
clippings = "full"
"#,
    );
    assert_eq!(found, []);
    assert_eq!((config.title.as_str(), config.authors.len(), config.language.tag()), ("Belgium and Taiwan", 2, "nl"));
    assert_eq!((config.src.as_str(), config.build_dir.as_str()), ("src", "out/site"));
    assert_eq!(config.site_url.as_deref(), Some("https://example.org/dossier/"));
    assert_eq!(config.additional_css, ["own.css", "css/more.css"]);
    let themes: Vec<_> = config.themes.iter().map(|t| (t.id.as_str(), t.title.as_str(), t.terms.len())).collect();
    assert_eq!(themes, [("5g-telecoms", "5G & Telecoms", 2), ("human-rights", "human rights", 0)]);
    assert_eq!(config.entities[0].kind, EntityKind::Place);
    assert_eq!(config.entities[1].kind, EntityKind::Organisation);
    let edition = Edition::new(Marking::Green, Marking::Amber, Rights::Full);
    assert_eq!(config.audience, Audience::Edition(edition));
}

#[test]
fn defaults() {
    let (config, found) = settings("");
    assert_eq!(found, []);
    assert_eq!((config.src.as_str(), config.build_dir.as_str(), config.language.tag()), ("seeds", "public", "en"));
    assert_eq!(config.audience, Audience::WorkingCopy);
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path().join("_belgian-files");
    fs::create_dir_all(&root).expect("folder");
    let (bare, found) = read(&root);
    assert_eq!((bare.title.as_str(), bare.src.as_str(), found.len()), ("belgian files", "", 0));
    fs::create_dir(root.join("seeds")).expect("folder");
    assert_eq!(read(&root).0.src, "seeds");
    fs::write(root.join("book.toml"), b"\xef\xbb\xbf[book]\r\ntitle = \"\"\r\n").expect("file");
    assert_eq!(read(&root), (read(&root).0, Vec::new()));
    assert_eq!(read(&root).0.title, "belgian files");
    fs::write(root.join("book.toml"), "[book\n").expect("file");
    assert_eq!(read(&root).0.src, "seeds");
}

#[test]
fn not_toml() {
    assert_eq!(one("[book]\ntitle = Belgium\n").0, Code::ConfigUnreadable);
    assert_eq!(one("[book]\ntitle = Belgium\n").1, 2);
    assert_eq!(one("[book]\ntitle = \"a\"\ntitle = \"b\"\n").1, 3);
}

#[test]
fn unknown_keys() {
    let text = "colour = 1\n[book]\n  titel = \"A\"\n[edtion]\n[[theme]]\ntitle = \"T\"\nterm = []\n[custom]\nx = 1\n";
    let expected = [
        at(Code::UnknownKey, 1, 1, "colour"),
        at(Code::UnknownKey, 3, 3, "titel"),
        at(Code::EditionKey, 4, 2, "edtion"),
        at(Code::UnknownKey, 7, 1, "term"),
        at(Code::UnknownKey, 8, 2, "custom"),
    ];
    assert_eq!(faults(text), expected);
    let (_, found) = settings(text);
    assert!(found.iter().any(|f| f.hint == "did you mean `title`?"));
    assert!(found.iter().any(|f| f.hint == "did you mean `edition`?"));
    assert_eq!(one("[build]\nbuild_dir = \"x\"\n"), at(Code::UnknownKey, 2, 1, "build_dir"));
    assert_eq!(one("[output.html]\nsite_url = \"/x/\"\n"), at(Code::UnknownKey, 2, 1, "site_url"));
    assert_eq!(one("[[entity]]\nname = \"A\"\nalias = \"B\"\n"), at(Code::UnknownKey, 3, 1, "alias"));
}

#[test]
fn wrong_types() {
    let expected = [
        at(Code::ConfigValue, 2, 9, "7"),
        at(Code::ConfigValue, 3, 17, "1"),
        at(Code::ConfigValue, 4, 12, "\"english\""),
        at(Code::ConfigValue, 5, 15, "[\"a\"]"),
    ];
    let text = "[book]\ntitle = 7\nauthors = [\"A\", 1]\nlanguage=  \"english\"\ndescription = [\"a\"]\n";
    assert_eq!(faults(text), expected);
    let (config, found) = settings(text);
    assert_eq!((config.authors.as_slice(), config.language.tag()), (&["A".to_owned()][..], "en"));
    assert!(found.iter().any(|f| f.message == "`title` is the number 7, expected a text"));
    assert_eq!(one("book = true\n"), at(Code::ConfigValue, 1, 8, "true"));
    assert_eq!(one("[[book]]\ntitle = \"A\"\n").0, Code::ConfigValue);
    assert_eq!(one("theme = \"5G\"\n"), at(Code::ConfigValue, 1, 9, "\"5G\""));
    assert_eq!(one("[theme]\ntitle = \"5G\"\n"), at(Code::ConfigValue, 1, 2, "theme"));
    assert_eq!(settings("[theme]\ntitle = \"5G\"\n").0.themes.len(), 1);
    assert_eq!(settings("[book]\nauthors = \"A\"\n").0.authors, ["A"]);
}

#[test]
fn themes_and_entities() {
    assert_eq!(one("[[theme]]\nid = \"Human Rights\"\n"), at(Code::ConfigValue, 2, 6, "\"Human Rights\""));
    assert_eq!(settings("[[theme]]\nid = \"Human Rights\"\n").0.themes[0].id.as_str(), "human-rights");
    assert_eq!(one("[[theme]]\nid = \"index\"\n").0, Code::ConfigValue);
    assert_eq!(one("\n[[theme]]\nterms = [\"a\"]\n").1, 2);
    assert_eq!(one("[[theme]]\ntitle = \"—\"\n").0, Code::ConfigValue);
    assert_eq!(one("[[theme]]\ntitle = 5\n"), at(Code::ConfigValue, 2, 9, "5"));
    let twice = "[[theme]]\ntitle = \"Human rights\"\n[[theme]]\nid = \"human-rights\"\n";
    assert_eq!(one(twice), at(Code::ConfigTwice, 4, 6, "\"human-rights\""));
    let (config, found) = settings(twice);
    assert_eq!(
        (config.themes.len(), found[0].message.as_str()),
        (1, "the theme `human-rights` is there twice, first on line 2")
    );
    let twice = "[[entity]]\nname = \"NATO\"\n[[entity]]\nname = \"Nato\"\n";
    assert_eq!(one(twice), at(Code::ConfigTwice, 4, 8, "\"Nato\""));
    assert_eq!(
        one("[[entity]]\nname = \"A\"\nkind = \"organistion\"\n"),
        at(Code::ConfigValue, 3, 8, "\"organistion\"")
    );
    assert_eq!(one("[[entity]]\nkind = \"place\"\n").1, 1);
    assert_eq!(one("[[entity]]\nname = 7\n"), at(Code::ConfigValue, 2, 8, "7"));
}

#[test]
fn editions() {
    let audience = |text: &str| settings(&format!("[edition]\n{text}")).0.audience;
    let edition = |marking, unmarked, clippings| Audience::Edition(Edition::new(marking, unmarked, clippings));
    assert_eq!(audience("marking = \"red\"\n"), Audience::WorkingCopy);
    assert_eq!(faults("[edition]\nmarking = \"red\"\n"), []);
    assert_eq!(one("[edition]\nunmarked = \"clear\"\n"), at(Code::ConfigValue, 2, 1, "unmarked"));
    assert_eq!(one("[edition]\nclippings = \"full\"\n"), at(Code::ConfigValue, 2, 1, "clippings"));
    assert_eq!(audience("unmarked = \"clear\"\n"), Audience::WorkingCopy);
    let text = "marking = \"blue\"\nunmarked = \"gren\"\nclippings = \"some\"\n";
    assert_eq!(audience(text), edition(Marking::Clear, Marking::Red, Rights::LinkOnly));
    let expected = [
        at(Code::ConfigValue, 2, 11, "\"blue\""),
        at(Code::ConfigValue, 3, 12, "\"gren\""),
        at(Code::ConfigValue, 4, 13, "\"some\""),
    ];
    assert_eq!(faults(&format!("[edition]\n{text}")), expected);
    assert_eq!(
        audience("marking = 1\nunmarked = []\nclippings = true\n"),
        edition(Marking::Clear, Marking::Red, Rights::LinkOnly)
    );
}
