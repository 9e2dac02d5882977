//! The seeds: which files of the owner's folder are seeds, and their bytes when asked for. In: the root and the config.
//! Out: [`DiskShelf`], the one [`Shelf`] that stands for a disk, and faults. Must not come in: what a seed's words mean. No
//! content is read to make the list but the head of files without an extension and of a README at the root, and, where a sidecar has lost
//! its seed, those that may be it.

use super::sidecar::{self, Names, seed_of};
use super::tree::{Tree, Walk};
use super::{ADDRESSES, BOOK, NO_SEED, STATICS, TEMPLATES, litter, names, orphan, read_capped, reason, sites};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Beside, Called, Config, Seed, SeedPath, Shelf, Unread};
use crate::text::decode::is_binary;
use crate::text::fields::from_toml;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Extensions of the formats that are read, in lower case.
const READ: [&str; 9] = ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "csv", "tsv"];

/// Extensions of saved pages.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// Documents that hold words that are not read yet.
const LATER: [&str; 13] =
    ["pdf", "doc", "docx", "odt", "rtf", "epub", "eml", "msg", "mbox", "mht", "mhtml", "webarchive", "pages"];

/// Pictures and recordings: what they show and say is not read.
const MEDIA: [&str; 26] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "tif", "tiff", "heic", "jxl", "mp3", "mp4", "m4a",
    "m4v", "wav", "ogg", "oga", "ogv", "opus", "flac", "webm", "mov", "avi", "mkv",
];

/// What comes along with saved pages and is plainly no seed.
const PARTS: [&str; 7] = ["ico", "css", "js", "mjs", "woff", "woff2", "ttf"];

/// How much of a file without an extension is looked at, in bytes.
const HEAD: u64 = 8192;

/// How much of a misnamed sidecar is read, in bytes.
const NOTE: u64 = 1 << 20;

/// The seeds of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskShelf {
    root: PathBuf,
    seeds: Vec<SeedPath>,
    unread: Vec<SeedPath>,
    media: Vec<SeedPath>,
    beside: BTreeMap<SeedPath, Names>,
}

impl DiskShelf {
    /// Lists the seeds below `config.src`, with what is no seed and not plainly so among the faults. `root` is absolute and
    /// without links.
    #[must_use]
    pub fn list(root: &Path, config: &Config) -> (Self, Vec<Diagnostic>) {
        let old = RefCell::new(Vec::new());
        let is_old = |path: &str| {
            let found = config.src.is_empty() && sites::is_site(root, config, path);
            if found {
                old.borrow_mut().push(sites::note(config, path));
            }
            found
        };
        let skip = |path: &str| is_ours(config, path) || is_companion(root, path) || is_old(path);
        let tree = Walk { root, folder: &config.src, unreadable: Code::SeedUnreadable, skip: &skip }.files();
        let verdicts: Vec<(&String, Verdict)> =
            tree.files.iter().map(|path| (path, judge(root, path, &tree))).collect();
        let texts: BTreeSet<&str> = verdicts
            .iter()
            .filter(|(_, verdict)| matches!(verdict, Verdict::Seed))
            .map(|(path, _)| path.as_str())
            .collect();
        let is_claims = |path: &String| texts.contains(path.as_str()) && extension(path).as_deref() == Some("toml");
        let around = [&tree.files, &tree.litter, &tree.odd].into_iter().flatten().filter(|path| !is_claims(path));
        let around: BTreeSet<String> = around.cloned().collect();
        let beside = sidecar::assign(&around, &texts);
        // a text called after another one is a seed too
        let misnamed =
            |names: &'_ Names| names.misnamed.clone().into_iter().filter(|(_, called)| *called != Called::Text);
        let taken: BTreeSet<String> = beside
            .values()
            .flat_map(|names| names.sidecar.clone().into_iter().chain(misnamed(names).map(|(path, _)| path)))
            .collect();
        let (mut seeds, mut unread, mut faults) = (Vec::new(), Vec::new(), old.take());
        for (path, verdict) in verdicts.into_iter().filter(|(path, _)| !taken.contains(*path)) {
            match verdict {
                Verdict::Seed => seeds.push(SeedPath::new(path)),
                Verdict::Silent => {}
                Verdict::Media => unread.push(SeedPath::new(path)),
                Verdict::Fault(fault) => {
                    unread.push(SeedPath::new(path));
                    faults.push(fault);
                }
            }
        }
        let alone = tree
            .files
            .iter()
            .filter(|path| is_sidecar_alone(&tree, path) && !taken.contains(*path) && !texts.contains(path.as_str()));
        faults.extend(alone.map(|path| sidecar_alone(root, path, &seeds, &tree)));
        if !config.src.is_empty() {
            faults.extend(sites::at_the_top(root, config));
        }
        faults.extend(tree.faults);
        seeds.sort();
        faults.extend(names::unportable(
            seeds.iter().map(SeedPath::as_str),
            "here it is read like any other, and no page's address is made from it",
        ));
        unread.sort();
        let mut media: Vec<SeedPath> = tree.files.iter().map(|path| SeedPath::new(path)).filter(is_media).collect();
        media.sort();
        (Self { root: root.to_owned(), seeds, unread, media, beside }, faults)
    }

    /// A shelf of one file, whatever its extension, so that it can be read by itself.
    #[must_use]
    pub fn alone(root: &Path, seed: SeedPath) -> Self {
        Self {
            root: root.to_owned(),
            seeds: vec![seed],
            unread: Vec::new(),
            media: Vec::new(),
            beside: BTreeMap::new(),
        }
    }

    /// Whether a file beside `seed` is called nearly as its sidecar should be.
    pub(super) fn has_near(&self, seed: &SeedPath) -> bool {
        self.beside.contains_key(seed)
    }

    /// Lays what is at `path` beside `seed`; nothing when it is not there. What cannot be read is told.
    fn lay(&self, seed: &mut Seed, path: &str, called: Called) {
        let file = self.root.join(path);
        let Ok(found) = fs::symlink_metadata(&file) else { return };
        let kind = found.file_type();
        let is_sidecar = called == Called::Right;
        let read = match () {
            () if kind.is_symlink() => Err("it is a link, and briefbook follows none".to_owned()),
            () if kind.is_dir() && is_sidecar => Err("it is a folder".to_owned()),
            () if kind.is_dir() => return,
            () if !kind.is_file() => Err("it is no regular file".to_owned()),
            () if is_sidecar => read_capped(&file).map_err(|cause| reason(&cause)),
            () => read_head(&file).map_err(|cause| reason(&cause)),
        };
        match read {
            Ok(bytes) if is_sidecar && seed.sidecar.is_none() => {
                seed.sidecar = Some(Beside { path: path.to_owned(), called, bytes });
            }
            Ok(bytes) => seed.misnamed.push(Beside { path: path.to_owned(), called, bytes }),
            Err(why) => seed.unread.push(Unread { path: path.to_owned(), why }),
        }
    }
}

/// The first bytes of a regular file.
fn read_head(path: &Path) -> io::Result<Vec<u8>> {
    use io::Read as _;
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(NOTE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Shelf for DiskShelf {
    fn seeds(&self) -> &[SeedPath] {
        &self.seeds
    }

    fn unread(&self) -> &[SeedPath] {
        &self.unread
    }

    fn media(&self) -> &[SeedPath] {
        &self.media
    }

    fn picture(&self, path: &SeedPath) -> io::Result<Vec<u8>> {
        if self.media.binary_search(path).is_err() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "not among the pictures"));
        }
        let beside = format!("{path}.toml");
        if self.root.join(&beside).symlink_metadata().is_ok() {
            let why = format!("what `{beside}` says of it is not read, so it stays here: take that file away");
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
        }
        read_capped(&self.root.join(path.as_str()))
    }

    fn read(&self, seed: &SeedPath) -> io::Result<Seed> {
        if self.seeds.binary_search(seed).is_err() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "not among the seeds"));
        }
        let bytes = read_capped(&self.root.join(seed.as_str()))?;
        let mut seed = Seed { path: seed.clone(), bytes, sidecar: None, misnamed: Vec::new(), unread: Vec::new() };
        let near = self.beside.get(&seed.path);
        for path in [Some(seed.sidecar_path()), near.and_then(|names| names.sidecar.clone())].into_iter().flatten() {
            if seed.sidecar.is_none() {
                self.lay(&mut seed, &path, Called::Right);
            }
        }
        for (path, called) in near.into_iter().flat_map(|names| &names.misnamed) {
            self.lay(&mut seed, path, *called);
        }
        Ok(seed)
    }
}

/// What a file is.
enum Verdict {
    Seed,
    Silent,
    Media,
    Fault(Diagnostic),
}

fn judge(root: &Path, path: &str, tree: &Tree) -> Verdict {
    let name = path.rsplit('/').next().unwrap_or(path);
    match extension(name).as_deref() {
        _ if is_about_the_folder(root, path) => Verdict::Silent,
        None if is_text(&root.join(path)) => Verdict::Seed,
        Some(extension) if READ.contains(&extension) => Verdict::Seed,
        Some(extension) if PARTS.contains(&extension) => Verdict::Silent,
        Some("toml") if seed_of(path).is_some_and(|seed| tree.files.contains(seed)) => Verdict::Silent,
        Some("toml") if is_claims(&root.join(path)) => Verdict::Seed,
        Some("toml") if is_sidecar_alone(tree, path) => Verdict::Silent,
        Some(_) if has_text(path, tree) => Verdict::Silent,
        Some(extension) if MEDIA.contains(&extension) => Verdict::Media,
        Some(extension) if LATER.contains(&extension) => Verdict::Fault(Diagnostic::new(
            Code::UnknownFormat,
            Place::file(path),
            format!("`{name}` is not read: briefbook does not read .{extension} files yet"),
            format!("save its text beside it as `{}`", text_beside(name)),
        )),
        Some("toml") => Verdict::Fault(no_claims(root, path, name)),
        _ => Verdict::Fault(Diagnostic::new(
            Code::UnknownFormat,
            Place::file(path),
            format!("`{name}` is not read: briefbook reads .txt, .md, .html and tables of claims (.csv, .toml)"),
            "save its text in one of these formats, or move it out of the folder of the seeds",
        )),
    }
}

/// The fault of a TOML file that holds no claims, and where it is no TOML.
fn no_claims(root: &Path, path: &str, name: &str) -> Diagnostic {
    use io::Read as _;
    let mut bytes = Vec::new();
    let read = fs::File::open(root.join(path)).and_then(|file| file.take(NOTE).read_to_end(&mut bytes));
    // of a longer file nothing is said but that it is not read
    let is_whole = read.is_ok_and(|length| (length as u64) < NOTE);
    let text = if is_whole { String::from_utf8_lossy(&bytes) } else { "".into() };
    let hint = "claims stand in `[[claim]]` tables; if it holds none, move it out of the folder of the seeds";
    let fault = |place, message: String, hint: &str| Diagnostic::new(Code::UnknownFormat, place, message, hint);
    match from_toml(&text) {
        Err(cause) => {
            let message = format!("`{name}` is not read: it holds no `[[claim]]`, and is no TOML: {}", cause.message);
            fault(Place::within(path, &text, cause.at.clone()), message, &format!("{}; {hint}", cause.step("mend it")))
        }
        Ok(_) => {
            fault(Place::file(path), format!("`{name}` is not read: it holds no claims, and corrects no seed"), hint)
        }
    }
}

/// Whether the text of a file that is not read lies beside it: `paper.txt` or `paper.pdf.md` of `paper.pdf`.
fn has_text(path: &str, tree: &Tree) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    READ.iter().any(|end| [stem, path].iter().any(|name| tree.files.contains(&format!("{name}.{end}"))))
}

/// Whether a file is a picture or a recording by its name.
#[must_use]
pub fn is_media(path: &SeedPath) -> bool {
    MEDIA.contains(&path.extension().as_str())
}

/// Whether a file is of a format that is known and not read, by its name.
#[must_use]
pub fn is_unread(name: &str) -> bool {
    extension(name).is_some_and(|end| MEDIA.contains(&&*end) || LATER.contains(&&*end))
}

/// Where the text of a file called `name` is looked for.
fn text_beside(name: &str) -> String {
    format!("{}.txt", name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The extension in lower case, when what follows the last dot looks like one: `None` for `Belgium vs. China` and `notes 2.0`.
fn extension(name: &str) -> Option<String> {
    let (stem, end) = name.rsplit_once('.')?;
    let sound = !stem.is_empty()
        && matches!(end.len(), 1..=13)
        && end.bytes().all(|b| b.is_ascii_alphanumeric())
        && end.bytes().any(|b| b.is_ascii_alphabetic());
    sound.then(|| end.to_ascii_lowercase())
}

/// A `NAME.EXT.toml` without the file that it would belong to.
fn is_sidecar_alone(tree: &Tree, path: &str) -> bool {
    seed_of(path).is_some_and(|seed| {
        let name = seed.rsplit('/').next().unwrap_or(seed);
        extension(name).is_some() && !tree.files.contains(seed)
    })
}

fn sidecar_alone(root: &Path, path: &str, seeds: &[SeedPath], tree: &Tree) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let wanted = seed_of(name).unwrap_or(name);
    // a seed that has its sidecar wants no other
    let free: Vec<&SeedPath> = seeds.iter().filter(|seed| !tree.files.contains(&format!("{seed}.toml"))).collect();
    let hint = match orphan::probable(root, path, &free) {
        Some((seed, true)) => {
            format!("`{seed}` holds the words that it speaks of: if it is of that, call it `{seed}.toml`")
        }
        Some((seed, false)) => format!("did you mean `{0}.toml`, for `{0}`?", seed.file_name()),
        None => format!("put `{wanted}` beside it, or remove the sidecar"),
    };
    let message = format!("`{name}` corrects `{wanted}`, which is not there");
    Diagnostic::new(Code::SidecarAlone, Place::file(path), message, hint)
        .note("what it says counts for no article, a marking included")
}

/// Whether it is a README at the root that says so itself.
fn is_about_the_folder(root: &Path, path: &str) -> bool {
    let is_readme = path.len() >= 6 && path.as_bytes()[..6].eq_ignore_ascii_case(b"readme") && !path.contains('/');
    is_readme && read_head(&root.join(path)).is_ok_and(|head| head.trim_ascii_start().starts_with(NO_SEED.as_bytes()))
}

/// Whether the head of a TOML file holds tables of claims, which no sidecar does, or what seems meant as one: reading it tells
/// what is wrong with it.
#[must_use]
pub fn is_claims(path: &Path) -> bool {
    use io::Read as _;
    const TABLES: [&str; 8] =
        ["claim", "perspective", "fact", "statement", "bewering", "standpunt", "behauptung", "sichtweise"];
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let text = String::from_utf8_lossy(&head);
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_sidecar = seed_of(name).is_some_and(|seed| extension(seed).is_some());
    let is_table = |line: &str| {
        let line = line.trim().to_lowercase();
        let line = line.split_once('#').map_or(&*line, |(line, _)| line).trim_end();
        let is_whole = line.starts_with("[[") && line.ends_with("]]");
        let name = line.strip_prefix('[').unwrap_or_default().trim_matches(['[', ']', ' ', '\t', '"', '\'']);
        (is_whole || !is_sidecar) && TABLES.iter().any(|table| *table == name.strip_suffix('s').unwrap_or(name))
    };
    read.is_ok() && text.lines().any(is_table)
}

/// Whether a file's head reads as text. A file that cannot be opened counts as one, so that reading it tells why.
fn is_text(path: &Path) -> bool {
    use io::Read as _;
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_err() || !is_binary(&head) && !head.starts_with(b"%PDF-")
}

/// What is the dossier's and no seed, when the seeds lie in the root itself.
pub(super) fn is_ours(config: &Config, path: &str) -> bool {
    config.src.is_empty() && ([BOOK, ADDRESSES, TEMPLATES, STATICS].contains(&path) || path == config.build_dir)
}

/// Whether `path` is the folder of pictures and scripts that a browser saved beside a page.
fn is_companion(root: &Path, path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    litter::companion_of(name).is_some_and(|page| {
        let beside = root.join(folder);
        let saved = |end: &str| beside.join(format!("{page}.{end}")).is_file();
        beside.join(name).is_dir() && PAGES.iter().any(|end| saved(end) || saved(&end.to_uppercase()))
    })
}

#[cfg(test)]
mod tests;
