//! What a file would ask of another host as it is opened. In: its name and bytes. Out: how often. An owner's template or style
//! sheet may hold such an address; those that are shipped hold none.

/// Elements that load what they name.
const LOADING: [&str; 11] =
    ["script", "img", "iframe", "link", "source", "video", "audio", "embed", "object", "track", "input"];

/// Attributes by which they do.
const NAMING: [&str; 5] = ["src", "href", "srcset", "data", "poster"];

/// How many things the file at `path` would load from elsewhere.
#[must_use]
pub fn asks(path: &str, bytes: &[u8]) -> usize {
    let lower = || String::from_utf8_lossy(bytes).to_ascii_lowercase();
    match path.rsplit('.').next() {
        Some("html") => {
            let page = lower();
            page.split('<').skip(1).map(of_tag).sum::<usize>()
                + page.split("<style").skip(1).map(of_sheet).sum::<usize>()
        }
        Some("css" | "svg") => in_sheet(&lower()),
        _ => 0,
    }
}

fn of_tag(tag: &str) -> usize {
    let tag = tag.split('>').next().unwrap_or_default();
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    // a canonical or an alternate address is told, not asked
    let only_tells =
        name == "link" && !["stylesheet", "icon", "preload", "manifest"].iter().any(|rel| tag.contains(rel));
    if !LOADING.contains(&name) || only_tells {
        return 0;
    }
    let is_far = |attribute: &str| {
        tag.match_indices(&format!("{attribute}=")).any(|(at, found)| {
            let value = tag[at + found.len()..].trim_start_matches(['"', '\'', ' ']);
            ["http:", "https:", "//"].iter().any(|start| value.starts_with(start))
        })
    };
    NAMING.iter().filter(|attribute| is_far(attribute)).count()
}

fn of_sheet(style: &str) -> usize {
    in_sheet(style.split("</style").next().unwrap_or_default())
}

fn in_sheet(sheet: &str) -> usize {
    let is_far = |value: &str| {
        let value = value.trim_start_matches(['"', '\'', ' ', '(']);
        ["http:", "https:", "//"].iter().any(|start| value.starts_with(start))
    };
    let named = |word: &str| sheet.split(word).skip(1).filter(|value| is_far(value)).count();
    named("url(") + named("@import ")
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn what_is_loaded_is_counted_and_what_is_linked_is_not() {
        let count = |page: &str| asks("a.html", page.as_bytes());
        assert_eq!(count("<a href=\"https://x.example\">x</a><link rel=\"canonical\" href=\"https://x.example/\">"), 0);
        assert_eq!(count("<img src='https://x.example/a.png'><script src=//x.example/a.js></script>"), 2);
        assert_eq!(
            count(
                "<LINK rel=stylesheet href=\"http://x.example/a.css\"><style>@import \"http://x.example/b.css\"</style>"
            ),
            2
        );
        assert_eq!(asks("a.css", b"a { background: url( \"https://x.example/a.png\") } b { src: url(data:,) }"), 1);
    }
}
