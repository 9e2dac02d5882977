//! `[output.html]`: addresses and stylesheets. In: the table. Out: values that are safe to print into a page, and a fault
//! for each that is not. Must not come in: what the pages look like.

use super::super::STATICS;
use super::book::{Book, Table, Written};
use crate::diagnostic::Code;
use crate::model::Config;
use crate::model::config::Audience;
use std::path::Path;

/// Keys of mdBook's `[output.html]` that briefbook has no use for.
const THEIRS: [&str; 24] = [
    "additional-js",
    "code",
    "copy-fonts",
    "curly-quotes",
    "default-theme",
    "fold",
    "git-repository-icon",
    "google-analytics",
    "hash-files",
    "heading-split-level",
    "input-404",
    "live-reload-endpoint",
    "mathjax-support",
    "no-section-label",
    "playground",
    "playpen",
    "preferred-dark-theme",
    "print",
    "redirect",
    "search",
    "sidebar-header-nav",
    "smart-punctuation",
    "theme",
    "definition-lists",
];

/// Reads the table into `config`.
pub(super) fn read(book: &mut Book<'_>, table: Table<'_>, root: &Path, config: &mut Config) {
    config.site_url = book.text(table, "site-url").and_then(|written| site_url(book, written));
    config.cname = book.text(table, "cname").and_then(|written| cname(book, written));
    config.repository = book.text(table, "git-repository-url").and_then(|written| repository(book, written));
    config.edit_url_template = book.text(table, "edit-url-template").and_then(|written| edit_url(book, written));
    for written in book.texts(table, "additional-css") {
        config
            .additional_css
            .extend(stylesheet(book, written, root).filter(|css| !config.additional_css.contains(css)));
    }
    book.misspelt(table, &THEIRS);
}

/// Tells of an edition that has a place on the web and no feeds, for want of its full address.
pub(super) fn tell_unaddressed(book: &mut Book<'_>, table: Table<'_>, config: &Config) {
    let is_edition = matches!(config.audience, Audience::Edition(_));
    let place = config.site_url.as_ref().and_then(|_| table.get("site-url"));
    let place = place.or_else(|| config.cname.as_ref().and_then(|_| table.get("cname")));
    if let Some(place) = place.filter(|_| is_edition && !config.is_syndicated()) {
        let domain = config.cname.as_deref().unwrap_or("example.org");
        let path = config.site_url.as_deref().unwrap_or("/");
        let message = "without its full address the edition has no feeds, no sitemap and no canonical addresses";
        let hint = format!("write `site-url = \"https://{domain}{path}\"`, with the domain at which it will stand");
        book.fault(Code::NoSiteUrl, place.key_at.clone(), message, hint);
    }
}

/// An address of the web or a path from a domain's root, with a closing `/`.
fn site_url(book: &mut Book<'_>, Written { text, at }: Written) -> Option<String> {
    let sound = folder(&text);
    if sound.is_some() {
        return sound;
    }
    let is_page = [".html", ".htm"].iter().any(|end| text.trim_end_matches('/').ends_with(end));
    let found = if is_page { "the address of a page" } else { "no address of a folder" };
    let message = format!("`site-url` is `{text}`, {found}, expected where the front page's folder will stand");
    let completed = domain(&text).and_then(|_| folder(&format!("https://{text}")));
    let hint = completed.map_or_else(
        || "write it like `site-url = \"https://example.org/dossier/\"` or `site-url = \"/dossier/\"`".to_owned(),
        |whole| format!("write `site-url = \"{whole}\"`"),
    );
    book.wrong(at, message, hint);
    None
}

/// The address of a folder with a closing `/`, when it is one.
pub(super) fn folder(text: &str) -> Option<String> {
    let path = text.trim_end_matches('/');
    let is_rooted = is_web(text) || text.starts_with('/') && !text.starts_with("//");
    let is_page = path.ends_with(".html") || path.ends_with(".htm");
    let is_odd = text.contains(['?', '#', '"', '<', '>', '\\']) || text.contains(char::is_whitespace);
    (is_rooted && !is_page && !is_odd).then(|| format!("{path}/"))
}

/// The domain that a text begins with, after a scheme or without one.
fn domain(text: &str) -> Option<&str> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let domain = rest.split(['/', '?', '#']).next().unwrap_or_default();
    is_domain(domain).then_some(domain)
}

/// Whether it can be a domain.
fn is_domain(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && !part.starts_with('-') && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    text.contains('.') && text.split('.').all(part)
}

/// A domain without scheme and path.
fn cname(book: &mut Book<'_>, Written { text, at }: Written) -> Option<String> {
    if is_domain(&text) {
        return Some(text);
    }
    let message = format!("`cname` is `{text}`, expected a domain alone");
    let meant = domain(&text).unwrap_or("dossier.example.org");
    book.wrong(at, message, format!("write it without `https://` and without a path: `cname = \"{meant}\"`"));
    None
}

fn repository(book: &mut Book<'_>, Written { text, at }: Written) -> Option<String> {
    if is_web(&text) {
        return Some(text);
    }
    let message = format!("`git-repository-url` is `{text}`, expected the address of the repository's web page");
    book.wrong(at, message, "write it like `git-repository-url = \"https://example.org/owner/name\"`");
    None
}

fn edit_url(book: &mut Book<'_>, Written { text, at }: Written) -> Option<String> {
    let found = if !is_web(&text) {
        "no address of the web"
    } else if !text.contains("{path}") {
        "without `{path}`"
    } else {
        return Some(text);
    };
    let message =
        format!("`edit-url-template` is `{text}`, {found}, expected an address with the seed's `{{path}}` in it");
    book.wrong(at, message, "write it like `edit-url-template = \"https://example.org/owner/name/edit/main/{path}\"`");
    None
}

/// The path below `static/` of a stylesheet that is written from the root or from `static/`.
fn stylesheet(book: &mut Book<'_>, Written { text, at }: Written, root: &Path) -> Option<String> {
    if text.contains("://") || text.starts_with("//") {
        let message = format!("`{text}` is on another host, and a site asks nothing of another host");
        book.wrong(at, message, format!("save the stylesheet in `{STATICS}/` and write its path there"));
        return None;
    }
    let parts: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if text.starts_with('/') || text.contains(['\\', ':']) || parts.contains(&"..") {
        let message =
            format!("`{text}` leads out of the dossier, expected the path of a stylesheet below `{STATICS}/`");
        book.wrong(at, message, "write it like `additional-css = [\"own.css\"]`");
        return None;
    }
    let path = parts.join("/");
    let below = path.strip_prefix(&format!("{STATICS}/")).unwrap_or(&path).to_owned();
    if root.join(STATICS).join(&below).is_file() {
        return Some(below);
    }
    if root.join(&path).is_file() {
        let message = format!("the stylesheet `{text}` is not used: it does not lie in `{STATICS}/`");
        let hint = format!("if it is for these pages, move `{path}` to `{STATICS}/{below}`");
        book.fault(Code::UnusedTemplate, at, message, hint);
        return None;
    }
    let hint = "put the stylesheet there, or take it out of `additional-css`";
    book.wrong(at, format!("the stylesheet `{text}` is not there, expected it at `{STATICS}/{below}`"), hint);
    None
}

/// Whether it is an address of the web that can be printed into a page.
fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        && !text.contains(['"', '<', '>', '\\'])
        && !text.contains(char::is_whitespace)
}
