//! What a document needs to stand alone: its styles within it, asking for nothing. Enters: style sheets of the look, words for
//! the margins of paper. Leaves: the same as text that can stand in a `style` element.

use super::html::Html;
use crate::model::Look;

/// The style sheets at `styles`, and that for paper.
pub(crate) fn css(look: &Look, styles: &[String]) -> [Html; 2] {
    let one = |path: &str| {
        let sheet = path.strip_prefix("static/").and_then(|path| look.statics.get(path));
        closed(&String::from_utf8_lossy(sheet.map_or(&[], |sheet| &*sheet.content)))
    };
    let all: String = styles.iter().map(|path| one(path)).collect();
    [Html(all), Html(one("static/css/print.css"))]
}

/// A style sheet without its comments, that asks for nothing and cannot end the element it stands in.
fn closed(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(at) = rest.find(['/', '"', '\'', '@', 'u', 'U', '<', '\n']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let first = rest.chars().next().unwrap_or_default();
        let starts = |word: &str| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        let taken = match first {
            '/' if starts("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => {
                let end = string_end(rest, first);
                out.push_str(&rest[..end].replace('<', "\\3c "));
                end
            }
            '@' if starts("@import") => rest.find(';').map_or(rest.len(), |end| end + 1),
            'u' | 'U' if starts("url(") => {
                let end = rest.find(')').map_or(rest.len(), |end| end + 1);
                let inside = rest[4..end].trim_start_matches([' ', '"', '\'']);
                let asks = !inside.starts_with("data:") && !inside.starts_with('#');
                out.push_str(if asks { "url(data:,)" } else { &rest[..end] });
                end
            }
            // lines are kept, what sets them in is not
            '\n' => {
                out.push('\n');
                rest.len() - rest.trim_start().len()
            }
            '<' => {
                out.push_str("\\3c ");
                1
            }
            other => {
                out.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out + rest.trim_end() + "\n"
}

/// Where a string of a style sheet ends.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `text` as a string of a style sheet.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' | '>' | '&' => out.push_str(&format!("\\{:x} ", u32::from(c))),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The words of markup that this room made.
pub(crate) fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{closed, plain, quoted};

    #[test]
    fn a_style_sheet_asks_for_nothing() {
        let sheet = "/* a */@import url(\"https://x.example/a.css\");\n  b { background: url( 'https://x.example/b.png') }\nc { src: url(data:font/woff2;base64,AA) }\nd::before { content: \"</style> /* url(x) */\" }\n</style>";
        let closed = closed(sheet);
        assert!(!closed.contains("x.example") && !closed.contains("</style"), "{closed}");
        assert!(closed.contains("url(data:font/woff2;base64,AA)") && closed.contains("/* url(x) */"), "{closed}");
    }

    #[test]
    fn words_in_margins() {
        assert_eq!(quoted("a \"b\" </style>"), "\"a \\22 b\\22  \\3c /style\\3e \"");
        assert_eq!(plain("a <span lang=\"zh\">b</span> &amp; c"), "a b & c");
    }
}
