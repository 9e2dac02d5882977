//! The site that a page is from. In: what the markup names, what the window is called, the page's words. Out: a name.

use super::address::host;
use super::dom::{Dom, Id};
use super::flow::Flow;
use super::meta::Meta;
use crate::text::fold::{fold, fold_title};
use crate::text::word;

/// What stands between a title and the site's name in what a window is called.
pub(super) const MARKS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / "];

/// The name of the site: as the markup has it, else what the window is called behind the title, if the page says so too, else
/// the host.
pub(super) fn read(dom: &Dom, flow: &Flow, meta: &Meta) -> Option<String> {
    let sound = |site: &&String| (2..=60).contains(&site.chars().count()) && !site.contains("://");
    let named = meta.sites.iter().find(sound).cloned();
    named.or_else(|| in_window(dom, flow, meta)).or_else(|| host(meta.address.as_deref()?).map(str::to_owned))
}

/// The last or first part of what the window is called, where a notice of copyright, a link home, a picture or the host has the
/// same name.
fn in_window(dom: &Dom, flow: &Flow, meta: &Meta) -> Option<String> {
    const LONGEST: usize = 6;
    let window = meta.window.as_str();
    let last =
        MARKS.iter().filter_map(|mark| window.rfind(mark).map(|at| &window[at + mark.len()..])).min_by_key(|s| s.len());
    let first = MARKS.iter().filter_map(|mark| window.find(mark).map(|at| &window[..at])).min_by_key(|s| s.len());
    let parts = [last, first].into_iter().flatten().map(str::trim);
    let mut parts = parts.filter(|part| part.chars().count() > 2 && word::count(part) <= LONGEST);
    parts.find(|part| is_confirmed(dom, flow, meta, &fold_title(part))).map(str::to_owned)
}

fn is_confirmed(dom: &Dom, flow: &Flow, meta: &Meta, name: &str) -> bool {
    const LONGEST: usize = 160;
    if name.is_empty() {
        return false;
    }
    let owns = flow.stretches.iter().map(|s| s.words.as_str()).filter(|words| words.len() <= LONGEST).any(|words| {
        let is_notice = words.contains('©') || fold(words).contains("copyright");
        is_notice && holds(&fold_title(words), name)
    });
    let leads_home = |id: Id| {
        let href = dom.attribute(id, "href").unwrap_or_default().trim();
        href == "/"
            || host(href).is_some()
                && href.matches('/').count() <= 3
                && href.trim_end_matches('/').matches('/').count() == 2
    };
    let is_home = || dom.named("a").filter(|&id| leads_home(id)).any(|id| fold_title(&dom.words(id)) == name);
    let is_pictured = || {
        let mut names = dom.named("img").filter_map(|id| dom.attribute(id, "alt")).map(fold_title);
        names.any(|alt| alt == name || alt.strip_suffix(" logo").is_some_and(|alt| alt == name))
    };
    let is_host = || {
        let squashed = name.replace(' ', "");
        let labels = meta.address.as_deref().and_then(host).unwrap_or_default();
        labels.split('.').any(|label| label.replace('-', "") == squashed)
    };
    owns || is_host() || is_home() || is_pictured()
}

/// Whether words hold others as whole words.
fn holds(words: &str, part: &str) -> bool {
    format!(" {words} ").contains(&format!(" {part} "))
}
