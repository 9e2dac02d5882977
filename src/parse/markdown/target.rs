//! What a link in Markdown points to, as written.

use crate::model::reference::Target;
use std::sync::Arc;

/// `[[Name#Heading]]`.
pub(super) fn wiki_target(to: &str) -> Target {
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
