//! What is handed on: one file, an archive, a folder. Each holds what the edition's pages hold, and nothing else.

use crate::stage::{Folder, Map, config, pages, site};
use briefbook::model::links::Scope;
use briefbook::share;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

const BOOK: &str = "[book]\ntitle = \"Harbours\"\n[[theme]]\nid = \"sluices\"\ntitle = \"Sluices\"\nterms = [\"sluice\"]\n\
    [[theme]]\nid = \"pilots\"\ntitle = \"Pilots\"\nterms = [\"pilot\"]\n";
const EDITION: &str = "[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n";

const OPEN: &str = "---\ntitle: The gate\ndate: 2025-03-01\n---\nA sluice is shut, and the sluice waits.[^1] See [it](b.md#kept), [the pilots](c.md#what-they-say) and [below](#what-they-say).\n\n## What they say\n\nA sluice.\n\n[^1]: The sluice of old.\n";
const KEPT: &str = "---\ntitle: CANARY title\nmarking: amber\ntags: [CANARY tag]\n---\nA sluice, a pilot and a CANARY.\n\n## CANARY heading\n\n![CANARY alt](CANARY.png)\n";
const PILOTS: &str = "---\ntitle: The pilots\ndate: 2025-02-01\n---\nA pilot and a pilot wait for the sluice, and the sluice waits.[^1]\n\n## What they say\n\nThe pilot says so of [the gate](a.md#what-they-say).\n\n[^1]: The pilots of old.\n";

fn shelf(kept: bool) -> Map {
    let seeds = [("seeds/a.md", OPEN), ("seeds/b.md", KEPT), ("seeds/c.md", PILOTS)];
    let seeds = seeds.into_iter().filter(|(path, _)| kept || *path != "seeds/b.md");
    Map::of(seeds.map(|(path, text)| (path, text.as_bytes())).collect::<Vec<_>>())
}

/// The values of an attribute, in order.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn one_file_leads_nowhere_but_into_itself_and_out() {
    let outcome = site(&config(&format!("{BOOK}{EDITION}")), &shelf(true));
    let gate =
        (0..).map(briefbook::model::Slot).find(|slot| &*outcome.dossier.entry(*slot).article.title.value == "The gate");
    for scope in [Scope::Whole, Scope::Theme(0), Scope::Theme(1), Scope::Article(gate.expect("the gate"))] {
        let (output, articles) = outcome.site.one_file(scope);
        assert!(output.faults.is_empty(), "{scope:?}: {:?}", output.faults);
        let html = String::from_utf8_lossy(&output.bytes).into_owned();
        let ids = values(&html, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{scope:?}: {ids:?}");
        assert_eq!(html.matches("<article").count(), articles, "{scope:?}");
        for href in values(&html, "href") {
            let leads = href.strip_prefix('#').map_or(href.starts_with("https://"), |id| ids.contains(&id));
            assert!(leads, "{scope:?} leads to {href}");
        }
        assert!(!html.contains("<script") && !html.contains("<link") && !html.contains("CANARY"), "{scope:?}");
    }
    let whole = outcome.site.one_file(Scope::Whole).0;
    let html = String::from_utf8_lossy(&whole.bytes).into_owned();
    assert_eq!((html.matches(">The sluice of old").count(), html.matches(">The pilots of old").count()), (1, 1));
}

#[test]
fn one_file_of_what_may_leave_is_that_of_a_dossier_without_the_rest() {
    let working = site(&config(BOOK), &shelf(true));
    let print = pages(&working).0.remove("print.html").expect("a print page");
    assert!(String::from_utf8_lossy(&print).matches("CANARY").count() >= 4, "the working copy shows it");
    let book = config(&format!("{BOOK}{EDITION}"));
    let (with, without) = (site(&book, &shelf(true)), site(&book, &shelf(false)));
    for scope in [Scope::Whole, Scope::Theme(0)] {
        assert!(with.site.one_file(scope).0.bytes == without.site.one_file(scope).0.bytes, "{scope:?}");
    }
    let pack = |outcome: &briefbook::pipeline::Outcome| share::pack(&*outcome.site, "harbours", &|_, _| {});
    assert!(pack(&with).expect("an archive") == pack(&without).expect("an archive"));
}

#[test]
fn an_archive_holds_the_site_and_no_trace_of_where_it_was_made() {
    let book = format!("{BOOK}{EDITION}");
    let seeds = [("book.toml", book.as_bytes()), ("seeds/a.md", OPEN.as_bytes()), ("seeds/b.md", KEPT.as_bytes())];
    let folder = Folder::with(&seeds);
    for arguments in [&["build"][..], &["export", "--zip"], &["export", "--zip", "-o", "again.zip"]] {
        assert!(folder.run(arguments).status.success(), "{arguments:?}");
    }
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("an archive");
    let bytes = read("harbours.zip");
    assert!(bytes == read("again.zip"), "the same site is the same archive");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert!(names.is_sorted(), "{names:?}");
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        assert_eq!(file.extra_data().map_or(0, |extra| extra.len()), 0);
        let time = file.last_modified().expect("a time");
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (1980, 1, 1, 0));
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its bytes");
        let name = file.name().expect("a name").strip_prefix("harbours/").expect("one folder holds all").to_owned();
        assert!(!String::from_utf8_lossy(&content).contains("CANARY") && !name.contains("canary"), "{name}");
        files.insert(name, content);
    }
    assert!(files == folder.public());
}
