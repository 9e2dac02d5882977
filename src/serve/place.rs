//! In: the path of a request, as sent. Out: the route that it means. Keep out: whether the site has it.

use crate::model::site::{Route, decode, encode};

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The file itself.
    pub(super) route: Route,
    /// The index that it would have as a folder, and the folder's address with a closing `/`.
    pub(super) folder: Option<(Route, String)>,
}

/// What `path` means: decoded once, segment by segment. `None` when it could lead out of the site.
pub(super) fn wanted(path: &str) -> Option<Wanted> {
    let path = path.strip_prefix('/')?;
    let folder = path.is_empty() || path.ends_with('/');
    let inner = path.strip_suffix('/').unwrap_or(path);
    let mut segments: Vec<String> = if inner.is_empty() { Vec::new() } else { inner.split('/').map(decode).collect() };
    if segments.iter().any(|segment| odd(segment)) || inner.is_empty() && !path.is_empty() {
        return None;
    }
    let address: String = segments.iter().map(|segment| format!("/{}", encode(segment))).collect();
    let below = segments.join("/");
    if folder {
        segments.push("index.html".to_owned());
        return Some(Wanted { route: Route::new(&segments.join("/")), folder: None });
    }
    let index = Route::new(&format!("{below}/index.html"));
    Some(Wanted { route: Route::new(&below), folder: Some((index, format!("{address}/"))) })
}

fn odd(segment: &str) -> bool {
    matches!(segment, "" | "." | "..") || segment.contains(|c: char| matches!(c, '/' | '\\') || c.is_control())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::wanted;

    #[test]
    fn paths_become_routes() {
        let route = |path: &str| wanted(path).unwrap().route.to_string();
        assert_eq!(route("/"), "index.html");
        assert_eq!(route("/articles/"), "articles/index.html");
        assert_eq!(route("/articles/a%20b.html"), "articles/a b.html");
        assert_eq!(route("/%C3%BC.html"), "ü.html");
        assert_eq!(route("/a%2525.html"), "a%25.html");
        let (index, address) = wanted("/x/a%20b").unwrap().folder.unwrap();
        assert_eq!((index.as_str(), address.as_str()), ("x/a b/index.html", "/x/a%20b/"));
    }

    #[test]
    fn ways_out_are_refused() {
        for path in
            ["*", "//", "//evil.example/", "/a//b", "/../x", "/a/..", "/%2e%2e/x", "/%2E./x", "/a%2Fb", "/a\\b", "/%5c"]
        {
            assert_eq!(wanted(path), None, "{path}");
        }
        assert_eq!(wanted("/a%00b"), None);
        assert_eq!(wanted("/./a"), None);
    }
}
