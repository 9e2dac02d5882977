//! Names and sizes of files, as hosts and other people's disks take them. In: every route with its size. Out: faults.

use super::Limits;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Route;
use std::collections::BTreeMap;

/// Longer ways than this do not fit where Windows puts a folder.
const LONGEST: usize = 180;

/// Names that are devices on Windows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

pub(super) fn faults(sizes: &BTreeMap<Route, u64>, limits: Limits) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = sizes.iter().filter_map(|(route, size)| large(route, *size, limits)).collect();
    faults.extend(total(sizes.values().sum(), limits));
    faults.extend(sizes.keys().filter_map(odd));
    let mut folded: BTreeMap<String, &Route> = BTreeMap::new();
    for route in sizes.keys() {
        if let Some(other) = folded.insert(route.as_str().to_lowercase(), route)
            // those are told wherever a site is made
            && !(route.as_str().starts_with("static/") && other.as_str().starts_with("static/"))
        {
            let message = format!("`{route}` and `{other}` differ only in capitals: on many systems they are one file");
            let hint = "give one of them another `slug`, or take the address out of `aliases`";
            faults.push(Diagnostic::new(Code::SitePath, Place::file(route.as_str()), message, hint));
        }
    }
    faults
}

/// What GitHub Pages looks for at the top of a site.
pub(super) fn missing(sizes: &BTreeMap<Route, u64>, cname: Option<&str>) -> Vec<Diagnostic> {
    let is_there = |name: &str| sizes.contains_key(&Route::new(name));
    let gone = |name: &str, why: &str| {
        let message = format!("the site has no `{name}`: {why}");
        let hint = "this is a fault of briefbook: please report it";
        Diagnostic::new(Code::PagesFile, Place::file(name), message, hint)
    };
    let mut faults = Vec::new();
    if !is_there(".nojekyll") {
        faults.push(gone(".nojekyll", "GitHub Pages would leave out files whose names begin with `_`"));
    }
    if cname.is_some() && !is_there("CNAME") {
        faults.push(gone("CNAME", "GitHub Pages would forget the domain"));
    }
    faults
}

fn large(route: &Route, size: u64, limits: Limits) -> Option<Diagnostic> {
    let hint = if route.as_str().starts_with("static/") {
        "make it smaller, or put it elsewhere and link to it"
    } else {
        "split the text into several seeds"
    };
    let place = Place::file(route.as_str());
    if size >= limits.file {
        let message =
            format!("`{route}` has {}, and GitHub takes no file of {} or more", told(size), told(limits.file));
        return Some(Diagnostic::new(Code::TooLargeToPublish, place, message, hint));
    }
    let message =
        format!("`{route}` has {}: GitHub advises against files of more than {}", told(size), told(limits.large));
    (size > limits.large).then(|| Diagnostic::new(Code::NearlyTooLarge, place, message, hint))
}

fn total(size: u64, limits: Limits) -> Option<Diagnostic> {
    let place = Place::file("index.html");
    let hint = "take large files out of `static/`, or publish two dossiers";
    if size > limits.site {
        let message = format!("the site has {}, and GitHub Pages takes {} at most", told(size), told(limits.site));
        return Some(Diagnostic::new(Code::TooLargeToPublish, place, message, hint));
    }
    let message = format!("the site has {} of the {} that GitHub Pages takes", told(size), told(limits.site));
    (size > limits.site / 5 * 4).then(|| Diagnostic::new(Code::NearlyTooLarge, place, message, hint))
}

/// `99 MB`: whole ones, as GitHub counts them.
fn told(bytes: u64) -> String {
    const MB: u64 = 1 << 20;
    if bytes < MB { format!("{bytes} bytes") } else { format!("{} MB", bytes / MB) }
}

/// A way that some systems cannot hold.
fn odd(route: &Route) -> Option<Diagnostic> {
    let path = route.as_str();
    let is_device = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
        let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        DEVICES.contains(&stem.as_str())
            || numbered.is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_odd = |part: &str| {
        is_device(part) || part.ends_with(['.', ' ']) || part.contains([':', '*', '?', '"', '<', '>', '|'])
    };
    let why = match path.split('/').find(|part| is_odd(part)) {
        Some(part) => format!("Windows refuses the name `{part}`"),
        None if path.chars().count() > LONGEST => format!("it is longer than {LONGEST} characters"),
        None => return None,
    };
    let hint = if path.starts_with("static/") { "rename the file" } else { "give the article another `slug`" };
    let message = format!("`{path}` cannot be kept on every disk: {why}");
    Some(Diagnostic::new(Code::SitePath, Place::file(path), message, hint))
}
