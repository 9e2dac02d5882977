//! Raw HTML within Markdown: its words are kept, its markup is not.

/// A stretch of raw HTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Piece<'h> {
    /// Words between tags, as written, at a byte offset.
    Words(usize, &'h str),
    /// A comment, script or style: its inside, at a byte offset.
    Silent(usize, &'h str),
    /// A tag that ends a line.
    Break,
}

/// Takes `html` apart. Unclosed tags and comments run to the end and stay visible as silent pieces.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        words(html, at, open, &mut out);
        let rest = &html[open..];
        if let Some(inner) = rest.strip_prefix("<!--") {
            let end = inner.find("-->").unwrap_or(inner.len());
            out.push(Piece::Silent(open + 4, &inner[..end]));
            at = (open + 4 + end + 3).min(html.len());
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            let end = rest.find('>').map_or(rest.len(), |i| i + 1);
            let name: String = rest[1..]
                .trim_start_matches('/')
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect::<String>()
                .to_lowercase();
            at = open + end;
            if matches!(name.as_str(), "script" | "style") && !rest.starts_with("</") {
                let closing = format!("</{name}");
                let inner = &html[at..];
                let stop = inner.to_ascii_lowercase().find(&closing).unwrap_or(inner.len());
                out.push(Piece::Silent(at, &inner[..stop]));
                at += stop;
            } else if !matches!(
                name.as_str(),
                "b" | "i" | "em" | "strong" | "a" | "span" | "u" | "s" | "sub" | "sup" | "small" | "code" | "mark"
            ) {
                out.push(Piece::Break);
            }
        } else {
            words(html, open, open + 1, &mut out);
            at = open + 1;
        }
    }
    words(html, at, html.len(), &mut out);
    out
}

fn words<'h>(html: &'h str, from: usize, to: usize, out: &mut Vec<Piece<'h>>) {
    if from < to {
        out.push(Piece::Words(from, &html[from..to]));
    }
}

/// `words` with the commonest character references written out.
pub(super) fn unescape(words: &str) -> String {
    let mut out = words.to_owned();
    for (name, character) in [
        ("&nbsp;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ] {
        if out.contains(name) {
            out = out.replace(name, character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn words_stay_markup_goes() {
        let words: Vec<_> = pieces("<p>One <b>two</b><br>three<!-- four --><script>five</script>")
            .into_iter()
            .filter_map(|p| match p {
                Piece::Words(_, w) => Some(w.to_owned()),
                Piece::Silent(_, w) => Some(format!("({w})")),
                Piece::Break => None,
            })
            .collect();
        assert_eq!(words, ["One ", "two", "three", "( four )", "(five)"]);
        assert!(!pieces("a < b <!-- open").is_empty());
    }
}
