//! A folder to work in, the program to run in it, and a shelf made of a map.

use briefbook::diagnostic::Diagnostic;
use briefbook::load;
use briefbook::model::{Beside, Called, Config, Inputs, Pages, Seed, SeedPath, Shelf};
use briefbook::pipeline::{Outcome, make};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

/// A dossier in a folder that goes when the test ends.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with these files in it.
    pub fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (path, content) in files {
            folder.put(path, content);
        }
        folder
    }

    pub fn put(&self, path: &str, content: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("a file");
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs briefbook in it.
    pub fn run(&self, arguments: &[&str]) -> Output {
        run(self.path(), arguments)
    }

    /// Every file of its output folder with its bytes, less the marker.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        let root = self.path().join("public");
        walk(&root).into_iter().filter(|(path, _)| path != ".briefbook").collect()
    }
}

/// Runs briefbook in `folder`.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_briefbook"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("SOURCE_DATE_EPOCH", "1751328000")
        .output()
        .expect("briefbook runs")
}

/// Every file below `root` by its path with `/`.
pub fn walk(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(root.join(&folder)) else { continue };
        for entry in entries.map(|entry| entry.expect("an entry")) {
            let path = folder.join(entry.file_name());
            if entry.file_type().expect("a type").is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .components()
                    .map(|c| c.as_os_str().to_string_lossy().into_owned())
                    .collect::<Vec<_>>()
                    .join("/");
                out.insert(name, fs::read(root.join(&path)).expect("a file"));
            }
        }
    }
    out
}

/// Seeds in memory.
#[derive(Clone, Default)]
pub struct Map {
    paths: Vec<SeedPath>,
    bytes: BTreeMap<SeedPath, Vec<u8>>,
}

impl Map {
    pub fn of<'a>(seeds: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut map = Self::default();
        for (path, bytes) in seeds {
            map.put(path, bytes);
        }
        map
    }

    pub fn put(&mut self, path: &str, bytes: &[u8]) {
        self.bytes.insert(SeedPath::new(path), bytes.to_vec());
        self.paths = self.bytes.keys().filter(|path| path.extension() != "toml").cloned().collect();
    }

    pub fn remove(&mut self, path: &SeedPath) {
        self.bytes.remove(path);
        self.paths = self.bytes.keys().cloned().collect();
    }
}

impl Shelf for Map {
    fn seeds(&self) -> &[SeedPath] {
        &self.paths
    }

    fn read(&self, seed: &SeedPath) -> io::Result<Seed> {
        let bytes = self.bytes.get(seed).cloned().ok_or(io::ErrorKind::NotFound)?;
        let path = format!("{seed}.toml");
        let sidecar =
            self.bytes.get(&SeedPath::new(&path)).cloned().map(|bytes| Beside { path, called: Called::Right, bytes });
        Ok(Seed { path: seed.clone(), bytes, sidecar, misnamed: Vec::new(), unread: Vec::new() })
    }
}

/// The settings that the text of a book.toml gives.
pub fn config(book: &str) -> Arc<Config> {
    let folder = Folder::with(&[("book.toml", book.as_bytes()), ("seeds/.keep", b"")]);
    let (config, faults) = load::config::read(folder.path());
    assert!(faults.is_empty(), "{faults:?}");
    Arc::new(config)
}

/// The shipped sample dossier's files, by path below the project.
pub fn sample() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = walk(&root.join("seeds")).into_iter().map(|(path, bytes)| (format!("seeds/{path}"), bytes));
    seeds.chain([("book.toml".to_owned(), fs::read(root.join("book.toml")).expect("book.toml"))]).collect()
}

/// The site of some seeds under some settings.
pub fn site(config: &Arc<Config>, shelf: &Map) -> Outcome {
    make(&inputs(config, shelf), &|_, _| {})
}

/// What a build is made from.
pub fn inputs<'a>(config: &Arc<Config>, shelf: &'a Map) -> Inputs<'a> {
    Inputs {
        config: config.clone(),
        shelf,
        look: Arc::new(load::look::shipped()),
        addresses: Arc::default(),
        desk: None,
    }
}

/// All pages of a site, and their own faults.
pub fn pages(outcome: &Outcome) -> (BTreeMap<String, Arc<[u8]>>, Vec<Diagnostic>) {
    let mut out = BTreeMap::new();
    let mut faults = Vec::new();
    for route in outcome.site.routes() {
        let page = outcome.site.page(&route).expect("a planned page");
        faults.extend(page.faults);
        out.insert(route.to_string(), page.bytes);
    }
    (out, faults)
}

/// A small generator of numbers (SplitMix64), so that tests take the same turns each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) % sides.max(1) as u64) as usize
    }
}
