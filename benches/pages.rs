//! Pages read a second, on one thread, for each format: `cargo bench --bench pages`. Generated ones; and those of real pages that
//! the folders named in `BRIEFBOOK_PAGES` hold, separated by colons.

mod corpus;
mod site;

use briefbook::load;
use briefbook::model::{Config, Seed, SeedPath};
use briefbook::parse::parse;
use divan::counter::ItemsCount;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

fn main() {
    divan::main();
}

/// How many pages a sample reads.
const MANY: usize = 100;

fn seed(name: &str, bytes: Vec<u8>) -> Seed {
    Seed { path: SeedPath::new(name), bytes, sidecar: None, misnamed: Vec::new(), unread: Vec::new() }
}

fn config() -> Arc<Config> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("book.toml"), corpus::BOOK).expect("book.toml");
    load::open(folder.path(), briefbook::text::Date::LAST).expect("the dossier opens").config
}

fn read(bencher: divan::Bencher<'_, '_>, seeds: &[Seed]) {
    let config = config();
    bencher
        .counter(ItemsCount::new(seeds.len()))
        .bench_local(|| seeds.iter().map(|seed| parse(seed, &config).0.article.words).sum::<u32>());
}

/// An article of 500 to 900 words: copied with all that its site prints around it, copied alone, as Markdown, as a saved page;
/// and a table of 50 claims.
#[divan::bench(args = ["page.txt", "clip.txt", "note.md", "page.html", "claims.csv"], sample_count = 10, sample_size = 1)]
fn generated(bencher: divan::Bencher<'_, '_>, name: &str) {
    let page = |number| match name {
        "page.txt" => site::copied(number),
        "clip.txt" => site::clipped(number),
        "page.html" => site::page(number),
        "claims.csv" => corpus::claims(number, 50),
        _ => corpus::article(number, MANY),
    };
    let seeds: Vec<Seed> = (0..MANY).map(|number| seed(name, page(number).into_bytes())).collect();
    read(bencher, &seeds);
}

/// A folder of pages.
struct Folder(PathBuf);

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.components().rev().take(3).map(|part| part.as_os_str().to_string_lossy()).collect();
        f.write_str(&names.into_iter().rev().collect::<Vec<_>>().join("/"))
    }
}

fn folders() -> Vec<Folder> {
    let named = std::env::var_os("BRIEFBOOK_PAGES").unwrap_or_default();
    std::env::split_paths(&named).filter(|path| path.is_dir()).map(Folder).collect()
}

/// The files of each folder.
#[divan::bench(args = folders(), sample_count = 3, sample_size = 1)]
fn real(bencher: divan::Bencher<'_, '_>, folder: &Folder) {
    let entries = std::fs::read_dir(&folder.0).expect("entries").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.collect();
    files.sort();
    let name = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let seeds: Vec<Seed> = files.iter().map(|file| seed(&name(file), std::fs::read(file).expect("a file"))).collect();
    read(bencher, &seeds);
}
