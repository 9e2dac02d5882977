//! A real folder is changed in the ways that editors and file managers change one; each change is waited for, for a bounded
//! time.

use super::scope::{Area, Batch, Scope};
use super::{Changes, Watch};
use crate::load::open;
use crate::model::SeedPath;
use crate::text::Date;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(10);
const SHORT: Duration = Duration::from_millis(150);

fn dossier() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path().canonicalize().expect("path");
    fs::create_dir(root.join("seeds")).expect("folder");
    fs::write(root.join("seeds/a.txt"), "a").expect("file");
    (folder, root)
}

/// All that is told until nothing more comes.
fn gather(changes: &Receiver<Changes>) -> Changes {
    let mut all = changes.recv_timeout(LONG).expect("a change is told");
    while let Ok(more) = changes.recv_timeout(SHORT) {
        all.config |= more.config;
        all.look |= more.look;
        all.listing |= more.listing;
        all.seeds.extend(more.seeds);
    }
    all.seeds.sort();
    all.seeds.dedup();
    all
}

fn a() -> Vec<SeedPath> {
    vec![SeedPath::new("seeds/a.txt")]
}

#[test]
fn changes_are_told() {
    let (_kept, root) = dossier();
    let loaded = open(&root, Date::LAST).expect("opened");
    let (watch, changes) = Watch::start(&loaded).expect("watching");

    fs::write(root.join("seeds/a.txt"), "changed").expect("written");
    assert_eq!(gather(&changes), Changes { seeds: a(), ..Changes::default() });

    fs::write(root.join("seeds/.a.tmp"), "renamed over").expect("written");
    fs::rename(root.join("seeds/.a.tmp"), root.join("seeds/a.txt")).expect("renamed");
    assert_eq!(gather(&changes), Changes { seeds: a(), ..Changes::default() });

    fs::write(root.join("seeds/a.txt.toml"), "title = \"A\"").expect("written");
    assert_eq!(gather(&changes), Changes { seeds: a(), ..Changes::default() });

    fs::write(root.join("book.toml"), "").expect("written");
    assert_eq!(gather(&changes), Changes { config: true, ..Changes::default() });

    fs::create_dir_all(root.join("static/css")).expect("folder");
    assert!(gather(&changes).look);
    fs::write(root.join("static/css/own.css"), "p {}").expect("written");
    assert_eq!(gather(&changes), Changes { look: true, ..Changes::default() });

    fs::create_dir_all(root.join("public/seeds")).expect("folder");
    fs::write(root.join("public/index.html"), "x").expect("written");
    fs::write(root.join("seeds/.hidden"), "x").expect("written");
    fs::read(root.join("seeds/a.txt")).expect("read");
    fs::read_dir(root.join("seeds")).expect("listed").for_each(drop);
    assert!(changes.recv_timeout(SHORT).is_err(), "what no owner means is not told");
    drop(watch);
    assert!(changes.recv_timeout(LONG).is_err());
}

#[test]
fn the_listing() {
    let (_kept, root) = dossier();
    let loaded = open(&root, Date::LAST).expect("opened");
    let (watch, changes) = Watch::start(&loaded).expect("watching");
    let listing = Changes { listing: true, ..Changes::default() };

    fs::create_dir_all(root.join("seeds/new/deep")).expect("folders");
    fs::write(root.join("seeds/new/deep/b.txt"), "b").expect("written");
    assert_eq!(gather(&changes), listing);
    watch.follow(&open(&root, Date::LAST).expect("opened"));
    fs::write(root.join("seeds/new/deep/b.txt"), "changed").expect("written");
    assert_eq!(gather(&changes).seeds, [SeedPath::new("seeds/new/deep/b.txt")]);

    fs::rename(root.join("seeds/new"), root.join("seeds/old")).expect("renamed");
    assert_eq!(gather(&changes), listing);
    fs::remove_file(root.join("seeds/a.txt")).expect("removed");
    assert_eq!(gather(&changes), listing);
    fs::write(root.join("seeds/a.txt"), "again").expect("written");
    assert_eq!(gather(&changes), listing);

    fs::remove_dir_all(root.join("seeds")).expect("removed");
    assert!(gather(&changes).listing);
    fs::create_dir(root.join("seeds")).expect("folder");
    assert!(gather(&changes).listing);
    watch.follow(&open(&root, Date::LAST).expect("opened"));
    for n in 0..300 {
        fs::write(root.join(format!("seeds/{n}.txt")), "n").expect("written");
    }
    assert_eq!(gather(&changes), listing);
}

#[test]
fn what_was_missed_is_told() {
    let (_kept, root) = dossier();
    let loaded = open(&root, Date::LAST).expect("opened");
    fs::write(root.join("seeds/b.txt"), "b").expect("written");
    let (_watch, changes) = Watch::start(&loaded).expect("watching");
    assert_eq!(changes.recv_timeout(LONG), Ok(Changes { listing: true, ..Changes::default() }));
}

#[test]
fn areas() {
    let (_kept, root) = dossier();
    let mut scope = Scope::of(&open(&root, Date::LAST).expect("opened"));
    let seen = |scope: &Scope, paths: &[&str]| paths.iter().map(|path| scope.area(path)).collect::<Vec<_>>();
    let paths =
        ["book.toml", "seeds", "seeds/a.txt", "seeds/.git/x", "other.txt", "public/x", "templates/a.html", "static"];
    let (look, above) = (Some(Area::Look), Some(Area::Above));
    assert_eq!(seen(&scope, &paths), [Some(Area::Config), above, Some(Area::Seeds), None, None, None, look, above]);
    let mut config = (*scope.config).clone();
    config.src = String::new();
    scope.config = std::sync::Arc::new(config);
    let paths =
        ["book.toml", "a.txt", "sub/a.txt", ".git/x", "public/x", "addresses.toml", "templates/a.html", "static"];
    let seeds = Some(Area::Seeds);
    assert_eq!(seen(&scope, &paths), [Some(Area::Config), seeds, seeds, None, None, Some(Area::Config), look, above]);
}

#[test]
fn a_file_that_may_be_about_a_seed_changes_the_seed_and_the_listing() {
    let (_kept, root) = dossier();
    let changes = |path: &str| {
        let mut batch = Batch::default();
        batch.paths.insert(path.to_owned(), false);
        Scope::of(&open(&root, Date::LAST).expect("opened")).changes(&batch)
    };
    let both = Changes { seeds: a(), listing: true, ..Changes::default() };
    let beside = ["seeds/a.toml", "seeds/a.txt.yaml", "seeds/a.txt.TOML", "seeds/a.txt.toml.txt", "seeds/.a.txt.toml"];
    for path in beside.into_iter().chain(["seeds/a.txt.toml~", "seeds/sub/a.txt.toml", "seeds/a.txt.md"]) {
        assert_eq!(changes(path), both, "{path}");
    }
    assert_eq!(changes("seeds/a.txt.toml"), Changes { seeds: a(), ..Changes::default() });
    assert_eq!(changes("seeds/Cargo.toml"), Changes { listing: true, ..Changes::default() });
    // which of two is the sidecar is for the listing to say
    fs::write(root.join("seeds/a.txt.TOML"), "").expect("written");
    assert_eq!(changes("seeds/a.txt.toml"), both);
}
