//! What a finished page defines and points to. Enters: HTML made by this room. Leaves: keys of its `id`s and its addresses
//! within the site. A linear scan of tags: the HTML is ours (or an owner's template's), so attributes are in quotes.

use crate::model::Route;
use crate::model::site::{FROM_ROOT, decode};
use crate::text::Key;

/// What was found on a page.
#[derive(Default)]
pub(crate) struct Scanned {
    /// Keys of the `id`s.
    pub anchors: Vec<Key>,
    /// (route, anchor) of each address within the site, in order.
    pub hrefs: Vec<(Route, Option<String>)>,
}

/// Reads the page that stands at `route`.
pub(crate) fn scan(html: &str, route: &Route) -> Scanned {
    let mut found = Scanned::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest = tag(rest, route, &mut found);
        }
    }
    found
}

/// Reads one start tag and gives what follows it.
fn tag<'h>(html: &'h str, route: &Route, found: &mut Scanned) -> &'h str {
    let base = html.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("base "));
    let mut rest = html.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    loop {
        rest = rest.trim_start();
        if rest.is_empty() || rest.starts_with('>') {
            return rest;
        }
        let name_end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(rest.len()).max(1);
        let name_end = rest.ceil_char_boundary(name_end);
        let (name, after) = rest.split_at(name_end);
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())),
        };
        rest = after;
        match name {
            "id" => found.anchors.push(Key::of(&unescaped(value))),
            "href" | "src" if !base => found.hrefs.extend(address(&unescaped(value), route)),
            _ => {}
        }
    }
}

/// Where an address leads within the site; `None` when it leads out of it or nowhere.
fn address(value: &str, route: &Route) -> Option<(Route, Option<String>)> {
    let scheme = value.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    if scheme || value.starts_with("//") || value.is_empty() || value == "#" {
        return None;
    }
    let (path, anchor) = value.split_once('#').map_or((value, None), |(path, anchor)| (path, Some(decode(anchor))));
    let path = path.split('?').next().unwrap_or_default();
    let anchor = anchor.filter(|anchor| !anchor.is_empty());
    if path.starts_with('/') {
        let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
        return Some((Route::new(&[&[FROM_ROOT], &parts[..]].concat().join("/")), anchor));
    }
    if path.is_empty() {
        return Some((route.clone(), anchor));
    }
    route.join(path).map(|target| (target, anchor))
}

fn unescaped(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::model::Route;
    use crate::text::Key;

    #[test]
    fn ids_and_addresses() {
        let html = r##"<base href="/x/"><!-- <a href="no.html"> --><h1 id=top class="a">a < b</h1><a hidden href="../index.html#%C3%BC">x</a>
            <a href="https://x.example/">o</a><a href='#top'>t</a><a href="#">n</a><link href="data:,"><a href="b%20c.html?q=1">y</a><a href="/index.html">r</a>"##;
        let found = scan(html, &Route::new("articles/a.html"));
        assert_eq!(found.anchors, [Key::of("top")]);
        let at = |path: &str, anchor: Option<&str>| (Route::new(path), anchor.map(str::to_owned));
        assert_eq!(
            found.hrefs,
            [
                at("index.html", Some("ü")),
                at("articles/a.html", Some("top")),
                at("articles/b c.html", None),
                at(":root/index.html", None)
            ]
        );
    }
}
