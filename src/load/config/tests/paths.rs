//! Folders, addresses and stylesheets, and whole files as mdBook's users write them.

use super::{faults, one, settings};
use crate::diagnostic::Code;
use crate::load::config::parse;

#[test]
fn folders() {
    for (text, meant) in [
        ("[book]\nsrc = \"/srv/clips\"\n", "\"/srv/clips\""),
        ("[book]\nsrc = \"..\"\n", "\"..\""),
        ("[book]\nsrc = \"a/../../b\"\n", "\"a/../../b\""),
        ("[book]\nsrc = 'C:\\clips'\n", "'C:\\clips'"),
        ("[book]\nsrc = \"nothing\"\n", "\"nothing\""),
        ("[book]\nsrc = \"templates\"\n", "\"templates\""),
        ("[book]\nsrc = \"static/css\"\n", "\"static/css\""),
        ("[build]\nbuild-dir = \".\"\n", "\".\""),
        ("[build]\nbuild-dir = \"\"\n", "\"\""),
        ("[build]\nbuild-dir = \"/\"\n", "\"/\""),
        ("[build]\nbuild-dir = \"../site\"\n", "\"../site\""),
        ("[build]\nbuild-dir = \"seeds\"\n", "\"seeds\""),
        ("[build]\nbuild-dir = \"Seeds/out\"\n", "\"Seeds/out\""),
        ("[build]\nbuild-dir = \"static\"\n", "\"static\""),
        ("[build]\nbuild-dir = \"templates/x\"\n", "\"templates/x\""),
        ("[build]\nbuild-dir = \".git\"\n", "\".git\""),
        ("[build]\nbuild-dir = \"~\"\n", "\"~\""),
        ("[build]\nbuild-dir = \"./~/site\"\n", "\"./~/site\""),
        ("[build]\nbuild-dir = \"$HOME/site\"\n", "\"$HOME/site\""),
        ("[build]\nbuild-dir = '%TEMP%\\site'\n", "'%TEMP%\\site'"),
        ("[book]\nsrc = \"~/clips\"\n", "\"~/clips\""),
    ] {
        let (code, line, _, words) = one(text);
        assert_eq!((code, line, words.as_str()), (Code::ConfigFolder, 2, meant), "{text}");
        let (config, found) = settings(text);
        assert!(!config.build_dir.is_empty() && !found[0].hint.is_empty());
    }
    for root in ["", ".", "./"] {
        assert_eq!(settings(&format!("[book]\nsrc = \"{root}\"\n")).0.src, "");
        assert_eq!(faults(&format!("[book]\nsrc = \"{root}\"\n")), []);
    }
    let folder = tempfile::tempdir().expect("folder");
    let (_, found) = parse("", folder.path());
    assert_eq!((found.len(), found[0].code, found[0].place.line), (1, Code::ConfigFolder, 0));
}

#[test]
fn addresses_and_stylesheets() {
    let html = |line: &str| one(&format!("[output.html]\n{line}\n"));
    for line in [
        "site-url = \"/overview.html/\"",
        "site-url = \"example.org\"",
        "site-url = \"//example.org/\"",
        "cname = \"https://example.org\"",
        "cname = \"localhost\"",
        "git-repository-url = \"git@example.org:o/r\"",
        "git-repository-url = \"javascript:alert(1)\"",
        "edit-url-template = \"https://example.org/edit\"",
        "additional-css = [\"nothing.css\"]",
        "additional-css = [\"../out.css\"]",
        "additional-css = [\"https://example.org/x.css\"]",
    ] {
        let (code, at_line, _, _) = html(line);
        assert_eq!((code, at_line), (Code::ConfigValue, 2), "{line}");
    }
    let (config, _) = settings("[output.html]\nsite-url = \"/\"\ngit-repository-url = \"\"\n");
    assert_eq!((config.site_url.as_deref(), config.repository), (Some("/"), None));
    let (_, found) = settings("[output.html]\nadditional-css = [\"theme/old.css\"]\n");
    assert_eq!(found[0].code, Code::UnusedTemplate, "a book's own stylesheet stops nothing");
    assert!(found[0].hint.ends_with("move `theme/old.css` to `static/theme/old.css`"));
}

#[test]
fn books_in_the_wild() {
    let text = r#"
[book]
authors = ["A"]
language = "en"
multilingual = false
src = "./src"
title = "The Reference"

[rust]
edition = "2021"

[build]
create-missing = false
extra-watch-dirs = ["po"]

[preprocessor.repl]
python.enable = true

[preprocessor.admonish]
command = "mdbook-admonish"
assets_version = "3.0.2"

[language.zh]
name = "中文"

[output.linkcheck2]
[output.pandoc.profile.pdf]
output-file = "book.pdf"

[output.html]
additional-js = ["mermaid.min.js"]
smart-punctuation = true
curly-quotes = true
default-theme = "light"
mathjax-support = true
sidebar-header-nav = true
git-repository-url = ""

[output.html.search]
enable = false
chapter."x.md".enable = true

[output.html.fold]
enable = true

[output.html.print]
enable = false

[output.html.playground]
editable = true

[output.html.redirect]
"/a.html" = "../b.html#c"
"#;
    assert_eq!(faults(text), []);
    assert_eq!(settings(text).0.src, "src");
}
