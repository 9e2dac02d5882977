//! What a site meets where it is going: the pages as they are made, and where to, come in; faults and true figures go out. Every
//! finding comes from the bytes that would leave, not from what they were made of. No connection is made.
//! Keep out: articles and what they say, the disk, the making of pages.
//!
//! 1. [`Preflight::note`] reads one file of the site, in any order: [`page`] what it asks of other hosts and where it points,
//!    [`secret`] and [`picture`] what a static file gives away, and names of seeds.
//! 2. [`Preflight::finish`] adds what is seen only of all together: [`address`]es, [`path`]s and sizes, and what the settings say.

mod address;
mod page;
mod path;
mod picture;
mod secret;

pub use address::of_repository;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::site::encode;
use crate::model::{Look, Marking, Output, Route};
use regex::bytes::{Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// Kinds of fault that only this room finds.
const OWN: [Code; 15] = [
    Code::UndecidedEdition,
    Code::UnrecordedAddress,
    Code::EditionMarking,
    Code::SiteAddress,
    Code::PagesFile,
    Code::TooLargeToPublish,
    Code::NearlyTooLarge,
    Code::OutsideRequest,
    Code::AbsolutePath,
    Code::MissingAlt,
    Code::SitePath,
    Code::SecretFile,
    Code::StaticLeftover,
    Code::PicturePlace,
    Code::FileMetadata,
];

/// How many addresses of other hosts a browser asks for as it opens the file at `route`.
#[must_use]
pub fn requests(route: &Route, bytes: &[u8]) -> usize {
    page::found(route, bytes).iter().filter(|(code, _)| *code == Code::OutsideRequest).count()
}

/// Whether a fault is about the site as a whole rather than about a seed.
#[must_use]
pub fn is_of_site(fault: &Diagnostic) -> bool {
    let file = &fault.place.file;
    OWN.contains(&fault.code)
        || matches!(fault.code, Code::SeedName | Code::BrokenLink)
        || file == "book.toml"
        || file.starts_with("static/")
        || file.starts_with("templates/")
}

/// Whether a fault keeps a site from being published.
#[must_use]
pub fn keeps_back(fault: &Diagnostic) -> bool {
    fault.severity() == Severity::Error && is_of_site(fault) && fault.code != Code::BrokenAnchor
}

/// Where a site is going, and what the owner said of that.
pub struct Bound<'a> {
    /// The narrowest marking of the edition; nothing while none is decided.
    pub marking: Option<Marking>,
    /// Where the settings say that it will stand.
    pub site_url: Option<&'a str>,
    /// The domain that the settings name.
    pub cname: Option<&'a str>,
    /// Templates and static files.
    pub look: &'a Look,
    /// Where keys of the settings stand: `[table.]key` to its place.
    pub places: &'a dyn Fn(&str) -> Place,
    /// Files in `static/` that no site gets, by path below the root.
    pub left_out: &'a [String],
    /// The narrowest marking that the owner allowed to leave.
    pub allowed: Marking,
    /// Pages that are to be recorded and are not; none where the edition is recorded as it leaves.
    pub unrecorded: &'a [Route],
    /// The address of the repository that the site goes to, where it is known.
    pub repository: Option<&'a str>,
}

/// What a host takes, in bytes.
#[derive(Clone, Copy)]
pub struct Limits {
    /// One file.
    pub file: u64,
    /// One file, from where on the host warns.
    pub large: u64,
    /// All files together.
    pub site: u64,
}

/// What GitHub takes: it refuses files from 100 MiB on and warns from 50 on; a site may have 1 GiB.
pub const GITHUB: Limits = Limits { file: 100 << 20, large: 50 << 20, site: 1 << 30 };

/// What leaves, counted in its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Files.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Addresses of other hosts that pages ask something of when they are looked at.
    pub requests: usize,
    /// Names of seeds that stand in some file.
    pub names: usize,
}

/// What pages show so far.
pub struct Preflight {
    names: Option<Regex>,
    limits: Limits,
    seen: Mutex<Seen>,
}

/// A fault that may stand in many files, by what it is about: the first of them by address.
type Told = BTreeMap<(Code, String), (Route, usize)>;

#[derive(Default)]
struct Seen {
    sizes: BTreeMap<Route, u64>,
    told: Told,
    faults: Vec<Diagnostic>,
}

impl Preflight {
    /// For a site that stands at `routes`, made from files called `names`.
    #[must_use]
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>, routes: &[Route], limits: Limits) -> Self {
        let last = |route: &'_ Route| route.as_str().rsplit('/').next().unwrap_or_default().to_owned();
        let routes: BTreeSet<String> = routes.iter().map(last).collect();
        Self { names: pattern(names, &routes), limits, seen: Mutex::default() }
    }

    /// Reads one file of the site.
    pub fn note(&self, route: &Route, output: &Output) {
        let bytes = &*output.bytes;
        let mut found: Vec<(Code, String)> = page::found(route, bytes);
        if is_text(route) {
            found.extend(self.named(bytes).map(|name| (Code::SeedName, name)));
        }
        let mut faults = Vec::new();
        if route.as_str().starts_with("static/") {
            faults.extend(secret::found(route, bytes));
            faults.extend(picture::found(route, bytes));
        }
        let mut seen = self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        seen.sizes.insert(route.clone(), bytes.len() as u64);
        seen.faults.extend(faults);
        for key in found {
            let (first, files) = seen.told.entry(key).or_insert_with(|| (route.clone(), 0));
            *files += 1;
            if *route < *first {
                *first = route.clone();
            }
        }
    }

    /// Names of seeds that stand in a file, each once.
    fn named(&self, bytes: &[u8]) -> impl Iterator<Item = String> + use<> {
        let is_letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        let names = self.names.iter().flat_map(|names| names.find_iter(bytes));
        let whole = names.filter(|name| !is_letter(name.start().checked_sub(1)) && !is_letter(Some(name.end())));
        let found: BTreeSet<String> = whole.map(|name| String::from_utf8_lossy(name.as_bytes()).into_owned()).collect();
        found.into_iter()
    }

    /// What was found, and how much leaves.
    #[must_use]
    pub fn finish(self, bound: &Bound<'_>) -> (Vec<Diagnostic>, Figures) {
        let seen = self.seen.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let count = |code: Code| seen.told.keys().filter(|(found, _)| *found == code).count();
        let figures = Figures {
            files: seen.sizes.len(),
            bytes: seen.sizes.values().sum(),
            requests: count(Code::OutsideRequest),
            names: count(Code::SeedName),
        };
        let mut faults = decided(bound);
        // a working copy names its seeds
        let is_edition = bound.marking.is_some();
        let told_of = seen.told.into_iter().filter(|((code, _), _)| is_edition || *code != Code::SeedName);
        faults.extend(told_of.map(|((code, what), first)| self::told(code, &what, &first, bound.look)));
        faults.extend(seen.faults);
        faults.extend(secret::left_out(bound.left_out));
        faults.extend(address::faults(bound));
        faults.extend(bound.unrecorded.iter().map(unrecorded));
        faults.extend(path::faults(&seen.sizes, self.limits));
        faults.extend(path::missing(&seen.sizes, bound.cname));
        faults.sort();
        (faults, figures)
    }
}

/// A page that another machine would publish, and whose address nobody would keep.
fn unrecorded(route: &Route) -> Diagnostic {
    let message = format!("`{route}` is not in addresses.toml, so a better title would move it");
    let hint =
        "run `briefbook init --github` or `briefbook publish` where the dossier is kept, and commit addresses.toml";
    Diagnostic::new(Code::UnrecordedAddress, Place::file("addresses.toml"), message, hint)
}

/// What the owner must have said.
fn decided(bound: &Bound<'_>) -> Vec<Diagnostic> {
    let Some(marking) = bound.marking else {
        let message = "book.toml does not say what may leave the machine, so there is no edition to publish";
        let hint = "run `briefbook publish`: it prints the lines to paste, each with what it means";
        return vec![Diagnostic::new(Code::UndecidedEdition, Place::file("book.toml"), message, hint)];
    };
    if marking <= bound.allowed {
        return Vec::new();
    }
    let message = format!("the edition is for readers of {marking}, and what is published anybody can read");
    let hint = format!(
        "if those readers alone can open the place that it goes to, say so: `--allow {}`; else `marking = \"clear\"`",
        marking.name()
    );
    vec![Diagnostic::new(Code::EditionMarking, (bound.places)("edition.marking"), message, hint)]
}

/// A fault of one or many files, where an owner's file writes it if one does.
fn told(code: Code, what: &str, (route, files): &(Route, usize), look: &Look) -> Diagnostic {
    let place = written_in(route, what, look).unwrap_or_else(|| Place::file(route.as_str()));
    let (message, hint) = match code {
        Code::OutsideRequest => (
            format!("`{what}` is asked of another host whenever `{route}` is looked at: it learns who reads"),
            "save the file in `static/` and name it from the page, or make it a link that readers choose to follow",
        ),
        Code::AbsolutePath => (
            format!(
                "`{route}` points to `{what}`, which leads elsewhere once the site stands in a folder or on a disk"
            ),
            "write the way from the page, as in `../static/own.css`; in a template, what it gives as `href` is one",
        ),
        Code::MissingAlt => (
            format!("the picture `{what}` in `{route}` has no words for those who cannot see it"),
            "add `alt=\"…\"` that says what it shows, or `alt=\"\"` if it only adorns",
        ),
        _ => (
            format!("`{what}` is the name of a seed, and stands in `{route}`"),
            "if the text itself says it, nothing; else rename the seed, or take the name out of the template",
        ),
    };
    let fault = Diagnostic::new(code, place, message, hint);
    if *files > 1 { fault.note(format!("it stands in {files} files")) } else { fault }
}

/// Where an owner's file holds these words.
fn written_in(route: &Route, what: &str, look: &Look) -> Option<Place> {
    let find = |file: String, text: &str| {
        let at = text.find(what).filter(|_| !what.is_empty())?;
        Some(Place::within(file, text, at..at + what.len()))
    };
    if let Some(path) = route.as_str().strip_prefix("static/") {
        let text = std::str::from_utf8(&look.statics.get(path)?.content).ok()?;
        return find(route.to_string(), text);
    }
    let own = look.templates.iter().filter(|(_, template)| template.own);
    let mut own = own.map(|(name, template)| find(format!("templates/{name}"), &template.content));
    own.find_map(|place| place)
}

/// What finds names of seeds: those with an ending, in each of the ways that a page writes them. A name that a page of the site
/// bears cannot be told from it.
fn pattern<'n>(names: impl IntoIterator<Item = &'n str>, routes: &BTreeSet<String>) -> Option<Regex> {
    let mut ways = BTreeSet::new();
    for name in names.into_iter().filter(|name| name.contains('.') && !routes.contains(*name)) {
        let escaped = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        ways.extend([name.to_owned(), encode(name), escaped.replace('"', "&quot;").replace('\'', "&#x27;")]);
    }
    // the longest first: the first that fits counts
    let mut ways: Vec<String> = ways.into_iter().collect();
    ways.sort_by_key(|way| std::cmp::Reverse(way.len()));
    let whole = ways.iter().map(|way| regex::escape(way)).collect::<Vec<_>>().join("|");
    let built = RegexBuilder::new(&whole).size_limit(1 << 30).build().ok();
    built.filter(|_| !ways.is_empty())
}

/// Whether a file is one that people or programs read as text.
fn is_text(route: &Route) -> bool {
    let name = route.as_str().rsplit('/').next().unwrap_or_default().to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(
        ending,
        "" | "html" | "htm" | "css" | "js" | "mjs" | "json" | "xml" | "svg" | "txt" | "md" | "csv" | "webmanifest"
    )
}

#[cfg(test)]
mod tests;
