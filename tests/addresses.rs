//! A page stays where readers were given it, and nothing that is withheld can be told from where others stand.

use crate::stage::Folder;
use briefbook::load;
use briefbook::pipeline::{Built, Stages, build, record};
use briefbook::write::Target;
use std::collections::BTreeMap;
use std::fs;

const BOOK: &str = "[book]\ntitle = \"Sluices\"\n[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n";

fn dossier(seeds: &[(&str, &str)]) -> Folder {
    let folder = Folder::with(&[("book.toml", BOOK.as_bytes())]);
    seeds.iter().for_each(|(path, text)| folder.put(&format!("seeds/{path}"), text.as_bytes()));
    folder
}

fn seed(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2025-01-02\n{more}---\nThe gate of {title} is shut at night.\n")
}

/// Builds, and writes down where the articles stand if they are to be given away.
fn built(folder: &Folder, leaves: bool) -> (Built, bool) {
    let loaded = load::open(folder.path(), briefbook::text::Date::LAST).expect("opened");
    let target = Target::new(&loaded.root, "public").expect("a target");
    let built = build(&loaded, &target, &Stages { reading: &|_, _| {}, making: &|_, _| {} }).expect("built");
    let written = leaves && record(&loaded, built.recording.as_ref().expect("an edition")).expect("recorded");
    (built, written)
}

fn recorded(folder: &Folder) -> String {
    let text = fs::read_to_string(folder.path().join("addresses.toml")).expect("addresses.toml");
    text.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

fn articles(folder: &Folder) -> Vec<String> {
    let public = folder.public();
    public.into_keys().filter_map(|path| path.strip_prefix("articles/").map(str::to_owned)).collect()
}

fn move_seed(folder: &Folder, from: &str, to: &str) {
    fs::rename(folder.path().join("seeds").join(from), folder.path().join("seeds").join(to)).expect("renamed");
}

#[test]
fn a_published_page_stays_whatever_its_title_and_its_seed_are_called() {
    let folder =
        dossier(&[("a.md", &seed("The weir", "")), ("b.md", &seed("The lock", "url: https://example.org/l\n"))]);
    let (first, _) = built(&folder, false);
    assert!(!folder.path().join("addresses.toml").exists(), "a build records nothing");
    assert_eq!(first.recording.expect("an edition").new.len(), 2);
    assert!(built(&folder, true).1);
    assert!(!built(&folder, true).1, "the second time there is nothing new");
    let before = recorded(&folder);
    assert!(before.starts_with("the-lock = { title = \"The lock\", id = \""), "{before}");
    assert_eq!(before.lines().count(), 2, "{before}");
    assert!(!before.contains("a.md") && !before.contains("seeds"), "{before}");

    folder.put("seeds/a.md", seed("The great weir", "").as_bytes());
    let (again, written) = built(&folder, true);
    assert_eq!(articles(&folder), ["the-lock.html", "the-weir.html"]);
    assert!(written && recorded(&folder).contains("the-weir = { title = \"The great weir\""));
    assert!(again.recording.is_some_and(|recording| recording.new.is_empty() && recording.moved.is_empty()));

    // the one is known by its text, the other by where it came from
    move_seed(&folder, "a.md", "weir.md");
    move_seed(&folder, "b.md", "lock.md");
    folder.put("seeds/lock.md", seed("The other lock", "url: https://example.org/l\n").as_bytes());
    let (again, _) = built(&folder, true);
    assert_eq!(articles(&folder), ["the-lock.html", "the-weir.html"]);
    assert!(again.faults.iter().all(|fault| fault.code.name() != "address-alone"), "{:?}", again.faults);
    let after = recorded(&folder);
    assert_eq!(after.lines().count(), 2, "{after}");
    assert_ne!(before, after);
}

#[test]
fn a_chosen_slug_moves_the_page_and_leads_its_readers_on() {
    let folder = dossier(&[("a.md", &seed("The weir", ""))]);
    built(&folder, true);
    folder.put("seeds/a.md", seed("The weir", "slug: weirs\n").as_bytes());
    // a later article does not take the address that readers were given
    folder.put("seeds/0.md", seed("The weir", "").as_bytes());
    let (moved, _) = built(&folder, true);
    let moved = moved.recording.expect("an edition").moved;
    assert_eq!(
        moved.iter().map(|(from, to)| format!("{from} {to}")).collect::<Vec<_>>(),
        ["articles/the-weir.html articles/weirs.html"]
    );
    assert_eq!(articles(&folder), ["the-weir-2.html", "the-weir.html", "weirs.html"]);
    let page = |folder: &Folder| String::from_utf8(folder.public()["articles/the-weir.html"].clone()).expect("UTF-8");
    assert!(page(&folder).contains("href=\"weirs.html\""), "{}", page(&folder));
    assert!(recorded(&folder).contains("former = [\"the-weir\"]"), "{}", recorded(&folder));
    // still so when the record alone tells of it
    folder.put("seeds/a.md", seed("The weir", "").as_bytes());
    built(&folder, true);
    assert_eq!(articles(&folder), ["the-weir-2.html", "the-weir.html", "weirs.html"]);
    // and back
    folder.put("seeds/a.md", seed("The weir", "slug: the-weir\n").as_bytes());
    built(&folder, true);
    assert!(page(&folder).contains("is shut at night"), "{}", page(&folder));
    assert!(recorded(&folder).contains("former = [\"weirs\"]"), "{}", recorded(&folder));
}

#[test]
fn of_two_copies_none_is_taken_for_the_other() {
    let folder = dossier(&[("a.md", &seed("The weir", ""))]);
    built(&folder, true);
    fs::remove_file(folder.path().join("seeds/a.md")).expect("removed");
    folder.put("seeds/b.md", seed("The weir", "").as_bytes());
    folder.put("seeds/c.md", seed("The weir", "").as_bytes());
    let (built, _) = built(&folder, false);
    assert_eq!(built.recording.expect("an edition").new.len(), 2);
}

#[test]
fn what_is_withheld_holds_no_address() {
    let hidden = seed("The weir", "marking: red\naliases: [/2024/weir/]\n");
    let seeds = [("a.md", seed("The weir", "")), ("c.md", seed("The lock", "slug: lock\n"))];
    let folder = dossier(&seeds.each_ref().map(|(path, text)| (*path, text.as_str())));
    built(&folder, true);
    folder.put("seeds/c.md", seed("The lock", "slug: locks\n").as_bytes());
    built(&folder, true);
    let full = recorded(&folder);
    assert!(full.contains("former = [\"lock\"]"), "{full}");
    // both are withheld now; others come that would stand where they stood
    folder.put("seeds/a.md", hidden.as_bytes());
    folder.put("seeds/c.md", seed("The lock", "slug: locks\nmarking: red\n").as_bytes());
    folder.put("seeds/d.md", seed("The weir", "").as_bytes());
    folder.put("seeds/e.md", seed("Lock", "").as_bytes());
    folder.put("seeds/f.md", hidden.as_bytes());
    built(&folder, false);
    let with: BTreeMap<_, _> = folder.public();
    assert_eq!(articles(&folder), ["lock.html", "the-weir.html"]);
    for gone in ["a.md", "c.md", "f.md"] {
        fs::remove_file(folder.path().join("seeds").join(gone)).expect("removed");
    }
    built(&folder, false);
    assert!(folder.public() == with, "the record of what is gone has a trace");
    fs::remove_file(folder.path().join("addresses.toml")).expect("removed");
    built(&folder, false);
    assert!(folder.public() == with, "the record has a trace");
}

#[test]
fn readers_of_each_marking_have_addresses_of_their_own() {
    let folder = dossier(&[("a.md", &seed("The weir", "marking: amber\n")), ("b.md", &seed("The weir", ""))]);
    let publish = |marking: &str| {
        folder.put("book.toml", format!("{BOOK}marking = \"{marking}\"\n").as_bytes());
        built(&folder, true);
        articles(&folder)
    };
    assert_eq!(publish("amber"), ["the-weir-2.html", "the-weir.html"]);
    assert_eq!(publish("clear"), ["the-weir.html"], "no number tells of the other one");
    assert_eq!(publish("amber"), ["the-weir-2.html", "the-weir.html"]);
    let (all, few) = recorded(&folder)
        .split_once("[\"TLP:AMBER\"]")
        .map(|(all, few)| (all.to_owned(), few.to_owned()))
        .expect("two");
    assert_eq!((all.matches("the-weir = ").count(), few.matches("the-weir").count()), (1, 2), "{all}{few}");
}

#[test]
fn a_faulty_record_is_not_overwritten() {
    let folder = dossier(&[("a.md", &seed("The weir", ""))]);
    let faulty = "the-weir = { title = \"The weir\" }\n";
    folder.put("addresses.toml", faulty.as_bytes());
    let loaded = load::open(folder.path(), briefbook::text::Date::LAST).expect("opened");
    let recording = briefbook::pipeline::make(&loaded.inputs(), &|_, _| {}).recording.expect("an edition");
    assert!(record(&loaded, &recording).is_err());
    assert_eq!(recorded(&folder), faulty);
}

#[test]
fn a_working_copy_records_nothing() {
    let folder = dossier(&[("a.md", &seed("The weir", ""))]);
    folder.put("book.toml", b"[book]\ntitle = \"Sluices\"\n");
    assert!(built(&folder, false).0.recording.is_none());
}
