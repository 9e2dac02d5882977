//! Addresses in a saved page: relative ones lead on from its `base` element's, else from the page's own.

use crate::model::reference::Target;
use std::sync::Arc;

/// What `href` points to, seen from the page at `base`. Without a base a relative address leads nowhere that is known.
pub(super) fn target(href: &str, base: Option<&str>) -> Target {
    let href: String = href.trim().chars().filter(|c| !c.is_control()).collect();
    let lower = href.to_ascii_lowercase();
    if let Some(place) = href.strip_prefix('#') {
        return if place.is_empty() {
            Target::Nothing
        } else {
            Target::Here(Arc::from(crate::model::site::decode(place)))
        };
    }
    if lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("mailto:") {
        return Target::Url(href.into());
    }
    let scheme = lower.split(['/', '?', '#']).next().unwrap_or_default();
    if href.is_empty() || scheme.contains(':') {
        return Target::Nothing;
    }
    base.and_then(|base| join(base, &href)).map_or(Target::Nothing, |url| Target::Url(url.into()))
}

/// The address that a `base` element of the page at `page` gives to what is relative: one of the web alone.
pub(super) fn base(href: &str, page: Option<&str>) -> Option<String> {
    let Target::Url(url) = target(href, page) else { return None };
    let is_web = ["http://", "https://"].iter().any(|scheme| url.to_ascii_lowercase().starts_with(scheme));
    Some(url.to_string()).filter(|_| is_web)
}

/// The absolute address of `href` on the page at `base`.
pub(super) fn join(base: &str, href: &str) -> Option<String> {
    let (scheme, rest) = base.split_once("://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(other) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{other}"));
    }
    if href.starts_with('/') {
        return Some(format!("{scheme}://{host}{href}"));
    }
    if href.starts_with('?') {
        return Some(format!("{scheme}://{host}/{path}{href}"));
    }
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let (way, tail) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
    for part in way.split('/') {
        match part {
            "." => {}
            ".." => {
                folders.pop();
            }
            part => folders.push(part),
        }
    }
    if way.ends_with("/..") || way.ends_with("/.") || matches!(way, "." | "..") {
        folders.push("");
    }
    Some(format!("{scheme}://{host}/{}{tail}", folders.join("/")))
}

/// The host of an address, without `www.`.
pub(in crate::parse) fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::{host, join};

    #[test]
    fn joined() {
        let base = "https://news.example/a/b/c.html?x=1";
        for (href, want) in [
            ("d.html", "https://news.example/a/b/d.html"),
            ("../d", "https://news.example/a/d"),
            ("/e?f#g", "https://news.example/e?f#g"),
            ("//other.example/x", "https://other.example/x"),
            (".", "https://news.example/a/b/"),
            ("../..", "https://news.example/"),
            ("..?x", "https://news.example/a/?x"),
        ] {
            assert_eq!(join(base, href).as_deref(), Some(want));
        }
        for (href, page, want) in [
            ("https://old.example/", None, Some("https://old.example/")),
            ("/mirror/", Some(base), Some("https://news.example/mirror/")),
            (".", Some(base), Some("https://news.example/a/b/")),
            ("/mirror/", None, None),
            ("mailto:a@old.example", None, None),
            ("file:///tmp/", Some(base), None),
            ("javascript:void(0)", Some(base), None),
        ] {
            assert_eq!(super::base(href, page).as_deref(), want, "{href}");
        }
        assert_eq!(host("https://www.news.example/a"), Some("news.example"));
    }
}
