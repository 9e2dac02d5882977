//! Links as used and defined: what is used and never defined is broken. Fed by every page in any order.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Output, Pages, Route};
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

    /// The pages' own faults, and every link that leads nowhere.
    pub(super) fn faults(self, site: &dyn Pages) -> Vec<Diagnostic> {
        let seen = self.seen.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let routes: BTreeSet<Route> = site.routes().into_iter().collect();
        let mut faults = seen.faults;
        for ((target, anchor), by) in &seen.used {
            let hint = "mend the template or the static file that writes this link";
            if !routes.contains(target) {
                let message = format!("page `{by}` links to `{target}`, which the site does not have");
                faults.push(Diagnostic::new(Code::BrokenLink, Place::file(by.as_str()), message, hint));
            } else if let (Some(anchor), Some(defined)) = (anchor, seen.defined.get(target))
                && defined.binary_search(&Key::of(anchor)).is_err()
            {
                let message = format!("page `{by}` links to `{target}#{anchor}`, and that page has no such place");
                faults.push(Diagnostic::new(Code::BrokenAnchor, Place::file(by.as_str()), message, hint));
            }
        }
        faults.sort();
        faults.dedup();
        faults
    }
}
