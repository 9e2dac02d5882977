//! HTML of a page that is read away from it, in a reader of feeds. Enters: HTML that this room made for a page. Leaves: the same with
//! full addresses and without ids, which would meet those of other articles.

use super::here::Here;
use crate::model::Route;

/// `html`, made for the page that stands `here`.
pub(crate) fn away(here: Here<'_>, html: &str) -> String {
    let linked = attributes(html, " href=\"", |href| {
        Some(format!(" href=\"{}\"", absolute(here, href).unwrap_or_else(|| href.to_owned())))
    });
    attributes(&linked, " id=\"", |_| None)
}

/// Replaces each attribute that begins with `name`; its value ends at the next quote, for those in words are escaped.
fn attributes(html: &str, name: &str, new: impl Fn(&str) -> Option<String>) -> String {
    let mut pieces = html.split(name);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (value, rest) = piece.split_once('"').unwrap_or((piece, ""));
        out.push_str(&new(value).unwrap_or_default());
        out.push_str(rest);
    }
    out
}

/// The full address of a relative one; nothing where it is full already.
fn absolute(here: Here<'_>, href: &str) -> Option<String> {
    if is_full(href) {
        return None;
    }
    let (path, anchor) = href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor)));
    let route = if path.is_empty() { here.route.clone() } else { here.route.join(path)? };
    full(here, &route, anchor)
}

/// The full address of what `href` leads to from the page that stands `here`; nothing where the site's is not known.
pub(crate) fn full_address(here: Here<'_>, href: &str) -> Option<String> {
    if is_full(href) { Some(href.to_owned()) } else { absolute(here, href) }
}

fn is_full(href: &str) -> bool {
    href.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'))
}

fn full(here: Here<'_>, route: &Route, anchor: Option<&str>) -> Option<String> {
    let address = here.config().address(route)?;
    Some(anchor.map_or(address.clone(), |anchor| format!("{address}#{anchor}")))
}
