//! Raw HTML within Markdown: its words are kept, its markup is not.

use crate::model::block::MarkKind;
use std::ops::Range;

/// A stretch of raw HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece<'h> {
    /// Words between tags, as written, at a byte offset.
    Words(usize, &'h str),
    /// A comment, script or style: its inside, at a byte offset.
    Silent(usize, &'h str),
    /// A tag that ends a line.
    Break,
    /// A tag that parts words: the next cell.
    Gap,
    /// A tag that begins or ends a block.
    Block,
    /// A picture: its bytes, where it lies, its words and its title.
    Picture { range: Range<usize>, src: String, alt: String, title: String },
    /// Words to come are raised or lowered.
    Opens(MarkKind),
    /// They were.
    Closes(MarkKind),
    /// A place that links may lead to.
    Place(String),
}

/// Tags that stand within a line.
const INLINE: [&str; 31] = [
    "b", "i", "em", "strong", "a", "span", "u", "s", "small", "code", "mark", "kbd", "abbr", "cite", "del", "ins", "q",
    "time", "font", "var", "samp", "dfn", "big", "strike", "label", "bdi", "bdo", "ruby", "rt", "wbr", "img",
];

/// Tags that part words and end no block.
const GAPS: [&str; 3] = ["td", "th", "text"];

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
            at = open + tag_end(rest);
            at = tag(html, open..at, &mut out);
        } else {
            words(html, open, open + 1, &mut out);
            at = open + 1;
        }
    }
    words(html, at, html.len(), &mut out);
    out
}

/// Reads the tag at `range`; gives where reading goes on.
fn tag<'h>(html: &'h str, range: Range<usize>, out: &mut Vec<Piece<'h>>) -> usize {
    let written = &html[range.clone()];
    let name = written[1..].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric);
    let name = name.collect::<String>().to_lowercase();
    let opens = !written.starts_with("</");
    if matches!(name.as_str(), "script" | "style") && opens {
        let inner = &html[range.end..];
        let stop = closing(inner, &name).unwrap_or(inner.len());
        out.push(Piece::Silent(range.end, &inner[..stop]));
        return range.end + stop;
    }
    if let Some(place) = opens.then(|| attribute(written, "id").or_else(|| attribute(written, "name"))).flatten() {
        out.push(Piece::Place(place));
    }
    match name.as_str() {
        "img" if opens => {
            let of = |name| attribute(written, name).unwrap_or_default();
            out.push(Piece::Picture { range: range.clone(), src: of("src"), alt: of("alt"), title: of("title") });
        }
        "sup" | "sub" => {
            let kind = if name == "sup" { MarkKind::Raised } else { MarkKind::Lowered };
            out.push(if opens { Piece::Opens(kind) } else { Piece::Closes(kind) });
        }
        name if INLINE.contains(&name) => {}
        "br" => out.push(Piece::Break),
        name if GAPS.contains(&name) => out.push(Piece::Gap),
        _ => out.push(Piece::Block),
    }
    range.end
}

/// Where the tag ends that `html` begins with: `>` in a quoted value does not end it.
fn tag_end(html: &str) -> usize {
    let mut quote = None;
    let plain = html.find('>').map_or(html.len(), |at| at + 1);
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') if html[..at].trim_end().ends_with('=') => quote = Some(c),
            // a quotation mark that is never closed ends nothing
            (Some(_), '\n') if html[at + 1..].starts_with('\n') => return plain,
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    plain
}

/// Where `</name` stands, whatever its letter case.
fn closing(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</")
        .map(|(at, _)| at)
        .find(|&at| html.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let found = tag.match_indices('=').find_map(|(at, _)| {
        let before = tag[..at].trim_end();
        let key = before.get(before.len().checked_sub(name.len())?..)?;
        let is_whole =
            before[..before.len() - name.len()].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        (key.eq_ignore_ascii_case(name) && is_whole).then(|| tag[at + 1..].trim_start())
    })?;
    let value = match found.chars().next() {
        Some(quote @ ('"' | '\'')) => found[1..].split(quote).next().unwrap_or_default(),
        _ => found.split([' ', '\t', '\n', '>']).next().unwrap_or_default().trim_end_matches('/'),
    };
    let value = unescape(value).split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
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
                Piece::Picture { alt, .. } => Some(format!("[{alt}]")),
                Piece::Place(name) => Some(format!("#{name}")),
                Piece::Break | Piece::Block | Piece::Gap | Piece::Opens(_) | Piece::Closes(_) => None,
            })
            .collect();
        assert_eq!(words, ["One ", "two", "three", "( four )", "(five)"]);
        assert!(!pieces("a < b <!-- open").is_empty());
        assert!(matches!(&pieces("<SCRIPT>a</Script>")[0], Piece::Silent(8, "a")));
    }

    #[test]
    fn pictures_and_places() {
        let html = "<img src=a.png alt='x > y &amp; z' title=\"t\"><a id=\"here\"></a><img data-alt=\"no\">";
        let found = pieces(html);
        assert!(
            matches!(&found[0], Piece::Picture { src, alt, title, .. } if (&**src, &**alt, &**title) == ("a.png", "x > y & z", "t"))
        );
        assert_eq!(found[1], Piece::Place("here".to_owned()));
        assert!(matches!(&found[2], Piece::Picture { alt, .. } if alt.is_empty()));
        assert_eq!(pieces("<img alt=\"open").len(), 1);
    }
}
