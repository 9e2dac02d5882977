//! The site as a value: routes, hrefs between them, and pages as a function of a route.

use crate::diagnostic::Diagnostic;
use crate::text::Key;
use std::fmt;
use std::sync::Arc;

/// A file of the site, relative to its root, with `/`: `articles/x.html`. Never a folder. All route arithmetic is here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

impl Route {
    /// A file's path below the site's root.
    #[must_use]
    pub fn new(path: &str) -> Self {
        debug_assert!(
            !path.is_empty() && !path.starts_with('/') && !path.ends_with('/') && !path.split('/').any(|p| p == "..")
        );
        Self(path.into())
    }

    /// The page of the article with this name in its address.
    #[must_use]
    pub fn of_article(slug: &str) -> Self {
        Self::new(&format!("articles/{slug}.html"))
    }

    /// The name in the address of an article's page.
    #[must_use]
    pub fn article(&self) -> Option<&str> {
        self.0.strip_prefix("articles/")?.strip_suffix(".html")
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a page stands here.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }

    /// The relative, percent-encoded address of `target` on the page that stands here.
    #[must_use]
    pub fn to(&self, target: &Self) -> Href {
        let (mut here, mut there): (Vec<&str>, Vec<&str>) =
            (self.0.split('/').collect(), target.0.split('/').collect());
        here.pop();
        let same = here.iter().zip(&there).take_while(|(a, b)| a == b).count().min(there.len() - 1);
        let mut out = "../".repeat(here.len() - same);
        out.push_str(&there.drain(same..).map(encode).collect::<Vec<_>>().join("/"));
        Href(out)
    }

    /// The relative address of the site's root on the page that stands here: `""`, `"../"`, …
    #[must_use]
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The route that a relative address leads to from here, decoded; `None` when it leaves the site.
    #[must_use]
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<String> = self.0.split('/').map(str::to_owned).collect();
        parts.pop();
        for piece in relative.split('/') {
            match piece {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                piece => parts.push(decode(piece)),
            }
        }
        if relative.ends_with('/') || parts.is_empty() {
            parts.push("index.html".to_owned());
        }
        Some(Self(parts.join("/").into()))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A relative, percent-encoded address that names a file of the site. Made only by [`Route::to`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Href(String);

impl Href {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a place on the page.
    #[must_use]
    pub fn at(&self, anchor: &str) -> String {
        format!("{}#{}", self.0, encode(anchor))
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes what may not stand in a path segment or fragment.
#[must_use]
pub fn encode(segment: &str) -> String {
    let mut out = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'!' | b'(' | b')' | b'*' | b',' => {
                out.push(byte as char);
            }
            _ => {
                use fmt::Write as _;
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Undoes percent-encoding; what is not well-formed stays as it is.
#[must_use]
pub fn decode(segment: &str) -> String {
    let bytes = segment.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair =
            segment.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(pair.unwrap_or(bytes[at]));
        at += if pair.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| segment.to_owned())
}

/// The file at the top of every folder that a build wrote: it lists what is in it. A folder that holds one is a site.
pub const MARKER: &str = ".briefbook";

/// What stands for the root of a domain, as the first part of the target of a link from there. No route begins so.
pub const FROM_ROOT: &str = ":root";

/// What stands at a route: the bytes, and for a page what it defines, what it points to and its faults.
pub struct Output {
    /// The content.
    pub bytes: Arc<[u8]>,
    /// Keys of the `id`s that it defines.
    pub anchors: Vec<Key>,
    /// Addresses within the site that it points to: (route, anchor).
    pub hrefs: Vec<(Route, Option<String>)>,
    /// What went wrong while it was made.
    pub faults: Vec<Diagnostic>,
}

impl Output {
    /// A file that points to nothing.
    #[must_use]
    pub fn file(bytes: Arc<[u8]>) -> Self {
        Self { bytes, anchors: Vec::new(), hrefs: Vec::new(), faults: Vec::new() }
    }
}

/// A site: its routes and a pure function from a route to what stands there. The build folds over all of them in parallel
/// without holding them; the preview and the tests ask for one.
pub trait Pages: Send + Sync {
    /// Every route, sorted.
    fn routes(&self) -> Vec<Route>;

    /// What stands at `route`.
    fn page(&self, route: &Route) -> Option<Output>;
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn relative_addresses() {
        let article = Route::new("articles/a b.html");
        assert_eq!(article.to(&Route::new("index.html")).as_str(), "../index.html");
        assert_eq!(article.to(&Route::new("articles/ü.html")).as_str(), "%C3%BC.html");
        assert_eq!(Route::new("index.html").to(&article).as_str(), "articles/a%20b.html");
        assert_eq!(article.to(&article).as_str(), "a%20b.html");
        assert_eq!(article.join("../themes/x.html").map(|r| r.to_string()).as_deref(), Some("themes/x.html"));
        assert_eq!(Route::new("index.html").join("../x.html"), None);
        assert_eq!(article.join("a%20b.html"), Some(article.clone()));
        assert_eq!(article.root(), "../");
    }
}
