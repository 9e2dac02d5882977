//! Raw HTML taken apart. In: a stretch of it. Out: its tags, and the words between them, each with its bytes.

use super::super::html::tag::Tag;
use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of raw HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece<'h> {
    /// Words between tags, as written, at a byte offset.
    Words(usize, &'h str),
    /// A comment, or what stands in an element that shows nothing of it, at a byte offset.
    Silent(usize, &'h str),
    /// A tag, and its bytes.
    Tag(Range<usize>, Tag),
}

/// Elements whose inside is for programs.
pub(super) const PROGRAMS: [&str; 3] = ["script", "style", "template"];

/// Elements that show what lies elsewhere, and their inside to programs that cannot.
pub(super) const PLAYERS: [&str; 5] = ["iframe", "video", "audio", "embed", "object"];

/// Takes `html` apart. Unclosed tags and comments run to the end and stay visible.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let last = closings(html);
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        words(html, at, open, &mut out);
        let rest = &html[open..];
        let begins = |c: char| c.is_ascii_alphabetic();
        if let Some(inner) = rest.strip_prefix("<!--") {
            let end = inner.find("-->").unwrap_or(inner.len());
            out.push(Piece::Silent(open + 4, &inner[..end]));
            at = (open + 4 + end + 3).min(html.len());
        } else if rest[1..].starts_with(['!', '?']) {
            at = open + tag_end(rest);
            out.push(Piece::Silent(open, &html[open..at]));
        } else if rest[1..].trim_start_matches('/').starts_with(begins) {
            at = open + tag_end(rest);
            at = tag(html, open..at, &last, &mut out);
        } else {
            words(html, open, open + 1, &mut out);
            at = open + 1;
        }
    }
    words(html, at, html.len(), &mut out);
    out
}

/// Reads the tag at `range`; gives where reading goes on. `last` is where each element is closed last.
fn tag<'h>(html: &'h str, range: Range<usize>, last: &Closings, out: &mut Vec<Piece<'h>>) -> usize {
    let end = range.end;
    let Some(tag) = Tag::read(&html[range.clone()]) else {
        words(html, range.start, end, out);
        return end;
    };
    let (name, opens) = (tag.name.clone(), !tag.closes);
    let is_program = PROGRAMS.contains(&name.as_str());
    // one within a line of Markdown stands alone
    if !is_program || !opens || end == html.len() {
        out.push(Piece::Tag(range, tag));
    }
    if !opens || !is_program && !PLAYERS.contains(&name.as_str()) {
        return end;
    }
    let inner = &html[end..];
    let stop = last.get(&name).filter(|&&last| last >= end).and_then(|_| closing(inner, &name));
    // what a player that is never closed shows, nobody can tell
    let stop = stop.unwrap_or(if is_program { inner.len() } else { 0 });
    if stop > 0 {
        out.push(Piece::Silent(end, &inner[..stop]));
    }
    end + stop
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
pub(super) fn closing(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</")
        .map(|(at, _)| at)
        .find(|&at| html.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
}

/// Where the last tag that closes each element stands.
pub(super) type Closings = BTreeMap<String, usize>;

/// Where elements of `html` are closed last.
pub(super) fn closings(html: &str) -> Closings {
    let named = html.match_indices("</").map(|(at, _)| {
        let name = html[at + 2..].chars().take_while(char::is_ascii_alphanumeric);
        (name.collect::<String>().to_ascii_lowercase(), at)
    });
    named.collect()
}

fn words<'h>(html: &'h str, from: usize, to: usize, out: &mut Vec<Piece<'h>>) {
    if from < to {
        out.push(Piece::Words(from, &html[from..to]));
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, closings, pieces};

    #[test]
    fn words_stay_markup_goes() {
        let words: Vec<_> = pieces("<p>One <b>two</b><br>three<!-- four --><script>five</script><video>six</video>")
            .into_iter()
            .map(|p| match p {
                Piece::Words(_, w) => w.to_owned(),
                Piece::Silent(_, w) => format!("({w})"),
                Piece::Tag(_, tag) => format!("{}{}", if tag.closes { "/" } else { "" }, tag.name),
            })
            .collect();
        let want =
            ["p", "One ", "b", "two", "/b", "br", "three", "( four )", "(five)", "/script", "video", "(six)", "/video"];
        assert_eq!(words, want);
        assert!(!pieces("a < b <!-- open").is_empty());
        assert!(matches!(&pieces("<SCRIPT>a</Script>")[0], Piece::Silent(8, "a")));
        assert_eq!(pieces("<video src=a>b").len(), 2);
    }

    #[test]
    fn values_hold_anything() {
        let found = pieces("<img src=a.png alt='x > y &amp; z' title=\"t\"><a id=\"here\"></a><img data-alt=\"no\">");
        let of = |at: usize, name: &str| match &found[at] {
            Piece::Tag(_, tag) => tag.attribute(name),
            _ => None,
        };
        assert_eq!((of(0, "alt").as_deref(), of(0, "title").as_deref()), (Some("x > y & z"), Some("t")));
        assert_eq!((of(1, "id").as_deref(), of(3, "alt")), (Some("here"), None));
        assert_eq!(pieces("<img alt=\"open"), [Piece::Words(0, "<img alt=\"open")]);
        assert!(matches!(pieces("<!doctype html>")[..], [Piece::Silent(..)]));
    }

    #[test]
    fn last_closings() {
        let found = closings("<ul></UL></li></ul >");
        assert_eq!((found["ul"], found["li"], found.len()), (14, 9, 2));
    }
}
