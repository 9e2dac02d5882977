//! Folders of many kinds are made and listed; files are read, and refused.

use super::{DiskShelf, extension};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Beside, Called, Config, Seed, SeedPath, Shelf};
use std::fs;
use std::path::{Path, PathBuf};

fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path().canonicalize().expect("path");
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        fs::write(path, bytes).expect("file");
    }
    (folder, root)
}

fn config(root: &Path, src: &str) -> Config {
    Config { src: src.to_owned(), ..crate::load::config::read(root).0 }
}

fn paths(shelf: &DiskShelf) -> Vec<&str> {
    shelf.seeds().iter().map(SeedPath::as_str).collect()
}

fn faults(faults: &[Diagnostic]) -> Vec<(Code, &str)> {
    faults.iter().map(|f| (f.code, f.place.file.as_str())).collect()
}

#[test]
fn what_a_seed_is() {
    let (_kept, root) = folder(&[
        ("seeds/b/Page.HTML", b"<p>"),
        ("seeds/b/Page_files/ad.html", b"<p>"),
        ("seeds/b/Other_files/note.txt", b"a"),
        ("seeds/a.txt", b"a"),
        ("seeds/A.txt", b"A"),
        ("seeds/a.txt.toml", b""),
        ("seeds/sluice.txt", b"s"),
        ("seeds/sluce.txt.toml", b""),
        ("seeds/quite-another.txt.toml", b""),
        ("seeds/settings.toml", b""),
        ("seeds/Belgium vs. China", b"words"),
        ("seeds/tool", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0"),
        ("seeds/paper.pdf", b"%PDF-1.7"),
        ("seeds/paper.pdf.toml", b""),
        ("seeds/sheet.xlsx", b"PK"),
        ("seeds/cover.JPG", b""),
        ("seeds/.obsidian/app.md", b""),
        ("seeds/.hidden.txt", b""),
        ("seeds/a.txt~", b""),
        ("seeds/~$a.docx", b""),
        ("seeds/node_modules/x.md", b""),
        ("outside.txt", b"o"),
    ]);
    let (shelf, found) = DiskShelf::list(&root, &config(&root, "seeds"));
    let expected = [
        "seeds/A.txt",
        "seeds/Belgium vs. China",
        "seeds/a.txt",
        "seeds/b/Other_files/note.txt",
        "seeds/b/Page.HTML",
        "seeds/sluice.txt",
    ];
    assert_eq!(paths(&shelf), expected);
    let expected = [
        (Code::UnknownFormat, "seeds/paper.pdf"),
        (Code::UnknownFormat, "seeds/settings.toml"),
        (Code::UnknownFormat, "seeds/sheet.xlsx"),
        (Code::UnknownFormat, "seeds/tool"),
        (Code::SidecarAlone, "seeds/quite-another.txt.toml"),
        (Code::UnportableName, "seeds/a.txt"),
    ];
    assert_eq!(faults(&found), expected);
    let slip = shelf.read(&SeedPath::new("seeds/sluice.txt")).expect("read").misnamed;
    assert_eq!((slip[0].path.as_str(), slip[0].called), ("seeds/sluce.txt.toml", Called::Elsewhere));
    assert_eq!(found[4].hint, "put `quite-another.txt` beside it, or remove the sidecar");
}

#[test]
fn seeds_in_the_root() {
    let (_kept, root) = folder(&[
        ("book.toml", b""),
        ("addresses.toml", b""),
        ("README.md", b"r"),
        ("templates/base.html", b""),
        ("static/x.html", b""),
        ("public/index.html", b""),
        ("more/public/a.md", b""),
    ]);
    let (shelf, found) = DiskShelf::list(&root, &config(&root, ""));
    assert_eq!(paths(&shelf), ["README.md", "more/public/a.md"]);
    assert_eq!(found, []);
}

#[cfg(unix)]
#[test]
fn links_and_names() {
    use std::os::unix::{ffi::OsStrExt, fs::symlink};
    let (_kept, root) = folder(&[("seeds/a.txt", b"a"), ("elsewhere/b.txt", b"b")]);
    symlink("/etc", root.join("seeds/etc")).expect("link");
    symlink("nowhere.txt", root.join("seeds/gone.txt")).expect("link");
    symlink("a.txt", root.join("seeds/same.txt")).expect("link");
    symlink("../elsewhere", root.join("seeds/.hidden")).expect("link");
    fs::write(root.join("seeds").join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), "c").expect("file");
    let (shelf, mut found) = DiskShelf::list(&root, &config(&root, "seeds"));
    assert_eq!(paths(&shelf), ["seeds/a.txt"]);
    found.sort();
    let expected = [
        (Code::SeedUnreadable, "seeds/caf\u{fffd}.txt"),
        (Code::LinkOutside, "seeds/etc"),
        (Code::LinkOutside, "seeds/gone.txt"),
        (Code::LinkOutside, "seeds/same.txt"),
    ];
    assert_eq!(faults(&found), expected);
    assert_eq!(found[1].message, "`seeds/etc` is a link to `/etc`, outside the dossier");
    assert_eq!(found[2].message, "`seeds/gone.txt` is a link to `nowhere.txt`, which is not there");
    symlink("elsewhere", root.join("linked")).expect("link");
    let (shelf, found) = DiskShelf::list(&root, &config(&root, "linked"));
    assert_eq!((paths(&shelf).len(), faults(&found)), (0, vec![(Code::LinkOutside, "linked")]));
}

#[test]
fn reading() {
    let (_kept, root) =
        folder(&[("s/a.txt", b"words"), ("s/a.txt.toml", b"title = 1"), ("s/b.txt", b""), ("c.txt", b"")]);
    let (shelf, _) = DiskShelf::list(&root, &config(&root, "s"));
    let seed = shelf.read(&SeedPath::new("s/a.txt")).expect("read");
    assert_eq!(seed.bytes, b"words");
    assert_eq!(
        seed.sidecar,
        Some(Beside { path: "s/a.txt.toml".to_owned(), called: Called::Right, bytes: b"title = 1".to_vec() })
    );
    assert!(shelf.read(&SeedPath::new("s/b.txt")).expect("read").sidecar.is_none());
    let refused = |path: &str| shelf.read(&SeedPath::new(path)).err().map(|e| e.kind());
    assert_eq!(refused("c.txt"), Some(std::io::ErrorKind::NotFound));
    assert_eq!(refused("s/../c.txt"), Some(std::io::ErrorKind::NotFound));
    fs::File::create(root.join("s/b.txt")).and_then(|f| f.set_len(crate::load::CAP + 1)).expect("file");
    assert_eq!(refused("s/b.txt"), Some(std::io::ErrorKind::FileTooLarge));
    fs::remove_file(root.join("s/a.txt")).expect("removed");
    assert_eq!(refused("s/a.txt"), Some(std::io::ErrorKind::NotFound));
    assert_eq!(DiskShelf::alone(&root, SeedPath::new("c.txt")).seeds().len(), 1);
}

/// Other systems may take two of these names for one.
#[cfg(target_os = "linux")]
#[test]
fn sidecars_by_other_names() {
    let (_kept, root) = folder(&[
        ("a.txt", b"a"),
        ("a.md", b"a"),
        ("a.toml", b"1"),
        ("a.txt.TOML", b"2"),
        ("a.md.toml.txt", b"3"),
        ("b.txt", b"b"),
        ("b.txt.toml", b"4"),
        ("b.txt.TOML", b"5"),
        ("c.toml.txt", b"an article"),
        ("Cargo.toml", b"6"),
    ]);
    let (shelf, found) = DiskShelf::list(&root, &config(&root, ""));
    assert_eq!(paths(&shelf), ["a.md", "a.txt", "b.txt", "c.toml.txt"]);
    assert_eq!(faults(&found), [(Code::UnknownFormat, "Cargo.toml")]);
    let names = |path: &str| {
        let Seed { sidecar, misnamed, .. } = shelf.read(&SeedPath::new(path)).expect("read");
        (sidecar.map(|beside| beside.path), misnamed.into_iter().map(|beside| beside.path).collect::<Vec<_>>())
    };
    let all = |sidecar: Option<&str>, misnamed: &[&str]| {
        (sidecar.map(str::to_owned), misnamed.iter().map(|path| (*path).to_owned()).collect())
    };
    assert_eq!(names("a.txt"), all(Some("a.txt.TOML"), &["a.toml"]));
    assert_eq!(names("a.md"), all(None, &["a.md.toml.txt", "a.toml"]));
    assert_eq!(names("b.txt"), all(Some("b.txt.toml"), &["b.txt.TOML"]));
    assert_eq!(names("c.toml.txt"), all(None, &[]));
}

#[cfg(unix)]
#[test]
fn sidecars_that_are_no_plain_files() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (_kept, root) = folder(&[
        ("a.txt", b"a"),
        ("b.txt", b"b"),
        ("b.txt.toml/x.png", b"x"),
        ("c.txt", b"c"),
        ("d.txt", b"d"),
        ("d.txt.toml", b"d"),
        ("e.txt", b"e"),
        ("other.toml", b"title = 'x'"),
    ]);
    symlink("other.toml", root.join("a.txt.toml")).expect("link");
    symlink("other.toml", root.join("e.toml")).expect("link");
    std::process::Command::new("mkfifo").arg(root.join("c.txt.toml")).status().expect("a pipe");
    fs::set_permissions(root.join("d.txt.toml"), fs::Permissions::from_mode(0o0)).expect("rights");
    let (shelf, _) = DiskShelf::list(&root, &config(&root, ""));
    for seed in ["a", "b", "c", "e"] {
        let seed = shelf.read(&SeedPath::new(&format!("{seed}.txt"))).expect("read");
        assert_eq!((seed.sidecar, seed.unread.len()), (None, 1), "{}", seed.path);
    }
    // whoever may read everything reads it
    let seed = shelf.read(&SeedPath::new("d.txt")).expect("read");
    assert!(seed.sidecar.is_some() || seed.unread.len() == 1);
}

#[test]
fn sites_of_other_builds() {
    let (_kept, root) = folder(&[
        ("a.txt", b"a"),
        ("public/.briefbook", b""),
        ("old/.briefbook", b""),
        ("old/LICENCE.txt", b"words"),
        ("deep/site/.briefbook", b""),
        (".briefbook-public.new/.briefbook", b""),
        ("seeds/b.txt", b"b"),
    ]);
    let (shelf, found) = DiskShelf::list(&root, &config(&root, ""));
    assert_eq!(paths(&shelf), ["a.txt", "seeds/b.txt"]);
    assert_eq!(faults(&found), [(Code::OldOutput, "deep/site"), (Code::OldOutput, "old")]);
    let (_, found) = DiskShelf::list(&root, &config(&root, "seeds"));
    assert_eq!(faults(&found), [(Code::OldOutput, "old")]);
}

#[test]
fn extensions() {
    assert_eq!(extension("a.MD").as_deref(), Some("md"));
    assert_eq!((extension("Belgium vs. China"), extension("notes 2.0"), extension("README")), (None, None, None));
}
