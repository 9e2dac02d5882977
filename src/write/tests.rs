//! In: small sites. Out: whether the output folder equals them, whatever stood there before. Keep out: other rooms.

use super::{Recovered, Target, Written, recover, write, write_with};
use crate::error::Result;
use crate::model::site::{Output, Pages, Route};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

struct Site(BTreeMap<Route, Option<Vec<u8>>>);

impl Pages for Site {
    fn routes(&self) -> Vec<Route> {
        self.0.keys().cloned().collect()
    }

    fn page(&self, route: &Route) -> Option<Output> {
        Some(Output::file(self.0.get(route)?.as_deref()?.into()))
    }
}

fn site(pages: &[(&str, &str)]) -> Site {
    Site(pages.iter().map(|(route, text)| (Route::new(route), Some(text.as_bytes().to_vec()))).collect())
}

fn room(build_dir: &str) -> (TempDir, Target) {
    let root = tempfile::tempdir().unwrap();
    let target = Target::new(root.path(), build_dir).unwrap();
    (root, target)
}

fn build(target: &Target, pages: &[(&str, &str)]) -> Result<Written> {
    write(&site(pages), target, &|_, _| {})
}

/// Every file below `folder` with its text, sorted, without markers.
fn files(folder: &Path) -> Vec<(String, String)> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    all.filter(|entry| entry.file_type().is_file() && entry.file_name() != ".briefbook")
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn pairs(pages: &[(&str, &str)]) -> Vec<(String, String)> {
    pages.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn the_folder_equals_the_site() {
    for one_step in [true, false] {
        let (root, target) = room("out/public");
        let build = |pages: &[(&str, &str)]| {
            let swap = |a: &Path, b: &Path| if one_step { super::at_once(a, b) } else { Ok(false) };
            write_with(&site(pages), &target, &|_, _| {}, &swap).unwrap()
        };
        let first = [("a/x.html", "x"), ("a/y.html", "y"), ("index.html", "home")];
        assert_eq!(build(&first), Written { files: 3, changed: 3, unchanged: 0, removed: 0, bytes: 6, edited: vec![] });
        assert_eq!(files(&target.output()), pairs(&first));
        let time = |name: &str| fs::metadata(target.output().join(name)).unwrap().modified().unwrap();
        let before = time("index.html");
        let second = [("a/x.html", "X"), ("b/z.html", "z"), ("index.html", "home")];
        assert_eq!(
            build(&second),
            Written { files: 3, changed: 2, unchanged: 1, removed: 1, bytes: 6, edited: vec![] }
        );
        assert_eq!(files(&target.output()), pairs(&second));
        assert_eq!(time("index.html"), before);
        assert_eq!(
            build(&second),
            Written { files: 3, changed: 0, unchanged: 3, removed: 0, bytes: 6, edited: vec![] }
        );
        if cfg!(unix) {
            assert_eq!(fs::read_dir(root.path().join("out")).unwrap().count(), 1);
        }
    }
}

#[cfg(unix)]
#[test]
fn an_unchanged_file_stays_the_same_file() {
    use std::os::unix::fs::MetadataExt as _;
    let (_root, target) = room("public");
    let inode = || fs::metadata(target.output().join("index.html")).unwrap().ino();
    build(&target, &[("index.html", "home")]).unwrap();
    let before = inode();
    build(&target, &[("index.html", "home"), ("new.html", "")]).unwrap();
    assert_eq!(inode(), before);
}

#[test]
fn every_page_is_handed_on_once() {
    let (_root, target) = room("public");
    let seen = AtomicUsize::new(0);
    let count = |_: &Route, page: &Output| {
        seen.fetch_add(page.bytes.len(), Ordering::Relaxed);
    };
    write(&site(&[("a.html", "1"), ("b.html", "22")]), &target, &count).unwrap();
    assert_eq!(seen.into_inner(), 3);
}

#[test]
fn a_failed_build_leaves_the_old_site() {
    let (root, target) = room("public");
    let good = [("index.html", "home")];
    build(&target, &good).unwrap();
    assert!(build(&target, &[("a", "a folder too"), ("a/b.html", ""), ("index.html", "new")]).is_err());
    assert!(build(&target, &[("a\\b.html", ""), ("index.html", "new")]).is_err());
    let mut lying = site(&[("index.html", "new")]);
    lying.0.insert(Route::new("missing.html"), None);
    assert!(write(&lying, &target, &|_, _| {}).unwrap_err().to_string().contains("`missing.html`"));
    let failing = |_: &Route, _: &Output| panic!("a page that fails");
    let quiet = std::panic::AssertUnwindSafe(|| write(&site(&[("index.html", "new")]), &target, &failing));
    assert!(std::panic::catch_unwind(quiet).is_err());
    assert_eq!(files(&target.output()), pairs(&good));
    assert_eq!(files(root.path()).len(), 1);
    build(&target, &good).unwrap();
}

#[test]
fn strangers_are_refused_even_when_they_come_during_the_build() {
    let (root, target) = room("public");
    let good = [("index.html", "home")];
    build(&target, &good).unwrap();
    let mine = target.output().join("notes.md");
    let late = |_: &Route, _: &Output| fs::write(&mine, "mine").unwrap();
    let refused = write(&site(&[("index.html", "new")]), &target, &late).unwrap_err();
    assert!(refused.to_string().contains("`notes.md`") && refused.hint.unwrap().contains("static/"));
    assert!(build(&target, &good).is_err());
    assert_eq!(files(&target.output()), pairs(&[("index.html", "home"), ("notes.md", "mine")]));
    assert_eq!(files(root.path()).len(), 2);
}

#[test]
fn a_killed_build_is_cleared_away() {
    let (root, target) = room("public");
    assert_eq!(recover(&target).unwrap(), None);
    build(&target, &[("index.html", "old")]).unwrap();
    // Killed while it made the tree.
    fs::create_dir(target.staging()).unwrap();
    fs::copy(target.output().join(".briefbook"), target.staging().join(".briefbook")).unwrap();
    fs::write(target.staging().join("half.html"), "ha").unwrap();
    assert_eq!(recover(&target).unwrap(), Some(Recovered::Cleared));
    // Killed between two renames.
    fs::write(target.journal(), "").unwrap();
    fs::rename(target.output(), target.retired()).unwrap();
    let written = build(&target, &[("index.html", "old")]).unwrap();
    assert_eq!((written.changed, written.unchanged), (0, 1));
    assert_eq!(files(root.path()), pairs(&[("public/index.html", "old")]));
}

#[test]
fn two_builds_at_once_both_end_well() {
    let (root, target) = room("public");
    std::thread::scope(|threads| {
        for text in ["one", "two", "three"] {
            let target = &target;
            threads.spawn(move || build(target, &[("index.html", text)]).unwrap());
        }
    });
    assert_eq!(files(root.path()).len(), 1);
}

#[test]
fn what_was_changed_by_hand_is_kept_and_told() {
    let (root, target) = room("out/public");
    let (home, old, same) = (("index.html", "home\nnew line\n"), ("old.html", "old"), ("same.html", "same"));
    build(&target, &[("index.html", "home\nline\n"), old, same, ("gone.html", "gone")]).unwrap();
    let put = |name: &str, text: &str| fs::write(target.output().join(name), text).unwrap();
    let edit = || {
        put("index.html", "home\nmy line\n");
        put("old.html", "my old");
        fs::remove_file(target.output().join("gone.html")).unwrap();
    };
    edit();
    let written = build(&target, &[home, same]).unwrap();
    let told: Vec<(&str, u32)> = written.edited.iter().map(|f| (f.place.file.as_str(), f.place.line)).collect();
    let kept = "out/.briefbook-public.edited";
    assert_eq!(told, [(&*format!("{kept}/index.html"), 2), (&*format!("{kept}/old.html"), 0)]);
    assert!(written.edited[0].message.starts_with("`out/public/index.html` was changed by hand"));
    let copies = || files(&root.path().join(kept));
    assert_eq!(copies(), pairs(&[("index.html", "home\nmy line\n"), ("old.html", "my old")]));
    // the same edit is kept once, another beside it; what the site writes itself is no edit
    put("index.html", "home\nmy line\n");
    assert_eq!(build(&target, &[home, same]).unwrap().edited.len(), 1);
    put("index.html", "mine again");
    assert_eq!(build(&target, &[home, same]).unwrap().edited.len(), 1);
    assert_eq!(copies().len(), 3);
    put("index.html", "home");
    assert_eq!(build(&target, &[("index.html", "home"), same]).unwrap().edited, []);
    assert_eq!(build(&target, &[home]).unwrap().edited, []);
    assert_eq!(files(&target.output()), pairs(&[home]));
}

#[test]
fn a_record_that_names_files_elsewhere_is_not_believed() {
    let (root, target) = room("public");
    build(&target, &[("index.html", "home")]).unwrap();
    fs::write(root.path().join("mine.txt"), "mine").unwrap();
    let marker = target.output().join(".briefbook");
    let text = fs::read_to_string(&marker).unwrap() + "../mine.txt\t0000000000000000\n";
    fs::write(&marker, text).unwrap();
    assert_eq!(build(&target, &[("index.html", "home")]).unwrap().edited, []);
    assert_eq!(files(root.path()), pairs(&[("mine.txt", "mine"), ("public/index.html", "home")]));
}
