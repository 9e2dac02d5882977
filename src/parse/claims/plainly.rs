//! Words as a reader sees them: of a quotation mark written twice in a CSV one, of an escape in TOML what it stands for. Enters:
//! what was read of the file as it stands. Leaves: the same over a reading text without such signs; lines stay those of the file.

use crate::parse::read::Read;
use crate::text::Span;
use std::sync::Arc;

/// Bytes of the file for which readers see other words.
pub(super) struct Sign {
    pub at: Span,
    pub shown: String,
}

/// The marks of a quoted field that are written twice: the second of each two.
pub(super) fn doubled(text: &str, words: Span) -> Vec<Sign> {
    let twos = words.of(text).match_indices("\"\"").map(|(at, _)| words.start as usize + at);
    twos.map(|at| Sign { at: Span::new(at + 1, at + 2), shown: String::new() }).collect()
}

/// The escapes of a string of TOML in double quotation marks.
pub(super) fn escapes(text: &str, words: Span) -> Vec<Sign> {
    let raw = words.of(text);
    let (mut signs, mut from) = (Vec::new(), 0);
    while let Some(at) = raw[from..].find('\\').map(|at| from + at) {
        let rest = &raw[at + 1..];
        let (length, shown) = match rest.chars().next() {
            Some('b') => (1, "\u{8}".to_owned()),
            Some('t') => (1, "\t".to_owned()),
            Some('n') => (1, "\n".to_owned()),
            Some('f') => (1, "\u{c}".to_owned()),
            Some('r') => (1, "\r".to_owned()),
            Some('e') => (1, "\u{1b}".to_owned()),
            Some('x') => coded(rest, 2),
            Some('u') => coded(rest, 4),
            Some('U') => coded(rest, 8),
            // the end of a line that goes on below
            Some(c) if c.is_whitespace() => (rest.len() - rest.trim_start().len(), String::new()),
            Some(c) => (c.len_utf8(), c.to_string()),
            None => break,
        };
        from = at + 1 + length;
        let start = words.start as usize;
        signs.push(Sign { at: Span::new(start + at, start + from), shown });
    }
    signs
}

/// A character by its number of `figures` figures, after one letter.
fn coded(rest: &str, figures: usize) -> (usize, String) {
    let number = rest.get(1..=figures).and_then(|figures| u32::from_str_radix(figures, 16).ok());
    let shown = number.and_then(char::from_u32).map(String::from);
    shown.map_or((1, rest[..1].to_owned()), |shown| (1 + figures, shown))
}

/// Makes the reading text without `signs`, and moves everything that was read over to it.
pub(super) fn lay(mut signs: Vec<Sign>, read: &mut Read) {
    signs.sort_by_key(|sign| sign.at);
    if signs.is_empty() {
        return;
    }
    let source = read.reading.text.clone();
    let mut text = String::with_capacity(source.len());
    // where each sign ends, in the file and in the reading text
    let mut ends: Vec<(Span, u32)> = Vec::with_capacity(signs.len());
    let mut at = 0;
    for sign in &signs {
        text.push_str(&source[at..sign.at.start as usize]);
        text.push_str(&sign.shown);
        at = sign.at.end as usize;
        ends.push((sign.at, u32::try_from(text.len()).unwrap_or(u32::MAX)));
    }
    text.push_str(&source[at..]);
    let moved = |offset: u32| {
        let before = ends.partition_point(|(sign, _)| sign.start < offset);
        before.checked_sub(1).map_or(offset, |last| {
            let (sign, end) = ends[last];
            end + offset.saturating_sub(sign.end)
        })
    };
    let over = |span: &mut Span| *span = Span { start: moved(span.start), end: moved(span.end) };
    let mut origin: Vec<(u32, u32)> = read.reading.origin.iter().map(|&(at, line)| (moved(at), line)).collect();
    // of lines that are joined the last begins where the first did
    origin.reverse();
    origin.dedup_by_key(|(at, _)| *at);
    origin.reverse();
    read.parts.iter_mut().for_each(|part| over(&mut part.span));
    read.nodes.iter_mut().for_each(|node| over(&mut node.span));
    read.refs.iter_mut().for_each(|reference| over(&mut reference.at));
    for fact in &mut read.facts {
        over(&mut fact.words);
        fact.words = fact.words.trimmed(&text);
        fact.label.iter_mut().for_each(over);
    }
    read.relations.iter_mut().for_each(|relation| over(&mut relation.at));
    read.passages.iter_mut().for_each(|passage| over(&mut passage.at));
    read.guess.title.iter_mut().flat_map(|title| &mut title.at).for_each(over);
    read.reading.origin = origin.into();
    read.reading.source = Some(source);
    read.reading.text = Arc::from(text);
}

#[cfg(test)]
mod tests {
    use super::escapes;
    use crate::text::Span;

    #[test]
    fn each_escape_is_what_it_stands_for() {
        let raw = "a \\\"b\\\" \\u00e9\\U0001F6A2 \\\\ c\\\n   d \\xe9 \\";
        let mut shown = raw.to_owned();
        for sign in escapes(raw, Span::new(0, raw.len())).iter().rev() {
            shown.replace_range(sign.at.range(), &sign.shown);
        }
        assert_eq!(shown, "a \"b\" é🚢 \\ cd é \\");
    }
}
