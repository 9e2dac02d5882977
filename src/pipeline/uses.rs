//! Links as used and defined: what is used and never defined is broken. Fed by every page in any order.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::site::FROM_ROOT;
use crate::model::{Look, Output, Pages, Route};
use crate::text::Key;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// What the pages of a site use and define.
#[derive(Default)]
pub(super) struct Uses {
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// Anchors that each page defines, sorted.
    defined: BTreeMap<Route, Box<[Key]>>,
    /// Targets that are used, each with one page that uses it.
    used: BTreeMap<(Route, Option<String>), Route>,
    faults: Vec<Diagnostic>,
}

impl Uses {
    /// Takes note of one page.
    pub(super) fn note(&self, route: &Route, output: &Output) {
        let mut anchors = output.anchors.clone();
        anchors.sort_unstable();
        anchors.dedup();
        let mut seen = self.seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if route.is_page() {
            seen.defined.insert(route.clone(), anchors.into());
        }
        for target in &output.hrefs {
            match seen.used.get_mut(target) {
                Some(by) if *by <= *route => {}
                Some(by) => *by = route.clone(),
                None => {
                    seen.used.insert(target.clone(), route.clone());
                }
            }
        }
        seen.faults.extend(output.faults.iter().cloned());
    }

    /// The pages' own faults, and every link that leads nowhere, where an owner's template writes it if one does.
    pub(super) fn faults(self, site: &dyn Pages, look: &Look) -> Vec<Diagnostic> {
        let seen = self.seen.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let routes: BTreeSet<Route> = site.routes().into_iter().collect();
        let mut faults = seen.faults;
        for ((target, anchor), by) in &seen.used {
            let rooted = target.as_str().strip_prefix(FROM_ROOT);
            let whole = anchor.as_ref().map_or_else(|| target.to_string(), |anchor| format!("{target}#{anchor}"));
            let (code, message) = if let Some(path) = rooted {
                let why = "from the root of the domain: in a folder of it, and from the disk, it leads elsewhere";
                (Code::BrokenLink, format!("page `{by}` links to `{path}`, {why}"))
            } else if !routes.contains(target) {
                (Code::BrokenLink, format!("page `{by}` links to `{target}`, which the site does not have"))
            } else if let (Some(anchor), Some(defined)) = (anchor, seen.defined.get(target))
                && defined.binary_search(&Key::of(anchor)).is_err()
            {
                (Code::BrokenAnchor, format!("page `{by}` links to `{whole}`, and that page has no such place"))
            } else {
                continue;
            };
            let written = anchor.as_deref().filter(|_| code == Code::BrokenAnchor);
            let place =
                written_in(look, written.unwrap_or(target.as_str())).unwrap_or_else(|| Place::file(by.as_str()));
            let hint = match rooted {
                Some(_) => "write the way from the page that links to the one that is meant, as in `../index.html`",
                None => "mend the template or the static file that writes this link",
            };
            faults.push(Diagnostic::new(code, place, message, hint));
        }
        faults.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
        // one line of a template stands on many pages
        faults.dedup_by(|a, b| a.place.line > 0 && a.code == b.code && a.place == b.place);
        faults.sort();
        faults.dedup();
        faults
    }
}

/// Where an owner's template holds the end of an address, within quotes.
fn written_in(look: &Look, address: &str) -> Option<Place> {
    let last = address.rsplit('/').next().filter(|last| !last.is_empty())?;
    look.templates.iter().filter(|(_, template)| template.own).find_map(|(name, template)| {
        let text = &*template.content;
        let is_whole = |at: &usize| {
            let before = text[..*at].chars().next_back().is_some_and(|c| matches!(c, '"' | '\'' | '/' | '#'));
            before && text[at + last.len()..].starts_with(['"', '\'', '#', '?'])
        };
        let at = text.match_indices(last).map(|(at, _)| at).find(is_whole)?;
        Some(Place::within(format!("templates/{name}"), text, at..at + last.len()))
    })
}
