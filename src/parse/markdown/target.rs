//! What a link in Markdown points to, as written.

use crate::model::reference::Target;
use std::sync::Arc;

/// How the names of files end that vaults hold besides notes and pictures.
const ATTACHED: [&str; 24] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "pdf", "mp3", "mp4", "m4a", "wav", "ogg", "3gp", "flac",
    "webm", "mov", "mkv", "ogv", "canvas", "base", "zip", "csv",
];

/// `[[Name#Heading]]`; within a table a backslash stands before the bar behind it.
pub(super) fn wiki_target(to: &str) -> Target {
    let to = to.trim_end_matches('\\');
    let path = to.split('#').next().unwrap_or(to).trim();
    let is_file = |(stem, end): (&str, &str)| !stem.is_empty() && ATTACHED.iter().any(|a| end.eq_ignore_ascii_case(a));
    if path.rsplit_once('.').is_some_and(is_file) {
        return Target::Path { path: path.into(), anchor: None };
    }
    let (name, heading) = to.split_once('#').map_or((to, None), |(name, heading)| (name, Some(heading)));
    match (name.trim(), heading) {
        ("", Some(heading)) => Target::Here(heading.into()),
        ("", None) => Target::Nothing,
        (name, heading) => Target::Named { name: name.into(), heading: heading.map(Into::into) },
    }
}

/// An address, a path, or a place in the same text.
pub(super) fn link_target(to: &str) -> Target {
    let scheme = to
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|s| s.len() > 1 && s.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)));
    if scheme.is_some() || to.starts_with("//") {
        return Target::Url(to.into());
    }
    let (path, anchor) = to.split_once('#').map_or((to, None), |(path, anchor)| (path, Some(anchor)));
    let decoded = |part: &str| Arc::from(crate::model::site::decode(part));
    match (path, anchor) {
        ("", Some(anchor)) => Target::Here(decoded(anchor)),
        ("", None) => Target::Nothing,
        (path, anchor) => {
            Target::Path { path: decoded(path.split('?').next().unwrap_or(path)), anchor: anchor.map(decoded) }
        }
    }
}

/// What a wiki-link without words of its own shows, with offsets in `to`: its name without folders, and the heading.
pub(super) fn shown(to: &str) -> Vec<(usize, &str)> {
    let (path, heading) = to.split_once('#').map_or((to, None), |(path, heading)| (path, Some(heading)));
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut out = if name.trim().is_empty() { Vec::new() } else { vec![(path.len() - name.len(), name)] };
    let heading = heading.and_then(|heading| heading.split('#').next_back());
    let is_block = heading.is_some_and(|heading| heading.starts_with('^'));
    if let Some(heading) = heading.filter(|_| !is_block || out.is_empty()) {
        if !out.is_empty() {
            out.push((path.len(), " › "));
        }
        let heading = heading.trim_start_matches('^').trim();
        out.push((to.find(heading).unwrap_or(0), heading));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{shown, wiki_target};
    use crate::model::reference::Target;

    #[test]
    fn wiki_links() {
        let words = |to| shown(to).into_iter().map(|(_, words)| words).collect::<String>();
        assert_eq!(
            [words("a/B"), words("B#C#D"), words("#C"), words("B#^x"), words("#^x")],
            ["B", "B › D", "C", "B", "x"]
        );
        assert!(matches!(wiki_target("a.PDF#page=2"), Target::Path { path, .. } if &*path == "a.PDF"));
        assert!(matches!(wiki_target("a\\"), Target::Named { name, .. } if &*name == "a"));
        assert!(matches!(wiki_target("v1.2"), Target::Named { .. }));
    }
}
