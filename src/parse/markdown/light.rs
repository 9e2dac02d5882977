//! Highlighted words in vaults, `==so==`: where the signs of a pair stand, and the words without them.

use super::builder::Builder;
use crate::model::block::{Mark, MarkKind};
use crate::text::Span;
use std::ops::Range;

/// How many signs behind one are looked at for its other.
const LOOKED_AT: usize = 64;
/// How far the end of code or an address is looked for, in bytes.
const WINDOW: usize = 4096;

/// Where the signs stand in a line of `source` that pair there: about words, in one cell, and in no code, address or formula. Signs
/// between two letters on both sides compare something.
pub(super) fn signs(source: &str, line: Range<usize>, out: &mut Vec<usize>) {
    let text = &source[line.clone()];
    if !text.contains("==") {
        return;
    }
    let skipped = skipped(text);
    let is_row = text.trim_start().starts_with('|');
    let is_free = |at: &usize| {
        let before = skipped.partition_point(|range| range.start <= *at);
        before.checked_sub(1).is_none_or(|last| !skipped[last].contains(at))
    };
    let before = |at: usize| text[..at].chars().next_back();
    let after = |at: usize| text[at + 2..].chars().next();
    let is_sign = |at: &usize| before(*at) != Some('=') && after(*at) != Some('=') && before(*at) != Some('\\');
    let found: Vec<usize> = text.match_indices("==").map(|(at, _)| at).filter(is_sign).filter(is_free).collect();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let mut next = 0;
    while next < found.len() {
        let open = found[next];
        next += 1;
        if is_blank(after(open)) {
            continue;
        }
        let closes = |close: &usize| {
            let within = &text[open + 2..*close];
            let compares = is_letter(before(open)) && is_letter(after(*close));
            let leaves_cell = is_row && within.contains('|');
            !(is_blank(before(*close)) || compares || leaves_cell)
        };
        if let Some(close) = found[next..].iter().take(LOOKED_AT).position(closes) {
            out.extend([line.start + open, line.start + found[next + close]]);
            next += close + 1;
        }
    }
}

/// Stretches of a line in which signs are no signs: code, formulas, addresses, names of articles, tags.
fn skipped(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['`', '$', '<', '(', '[', ':']).map(|offset| at + offset) {
        let rest = &text[start..text.ceil_char_boundary((start + WINDOW).min(text.len()))];
        let behind = |open: &str, close: &str| {
            let inner = rest.strip_prefix(open)?;
            inner.find(close).map(|length| start + open.len() + length)
        };
        let run = rest.len() - rest.trim_start_matches('`').len();
        let end = match rest.as_bytes()[0] {
            b'`' => rest[run..].find(&rest[..run]).map(|length| start + run + length + run),
            b'$' => behind("$$", "$$").or_else(|| behind("$", "$").filter(|end| is_formula(text, start + 1..*end))),
            b'(' if text[..start].ends_with(']') => behind("(", ")"),
            // words of its own are none
            b'[' => behind("[[", "]]").map(|end| text[start..end].find('|').map_or(end, |bar| start + bar)),
            b'<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => behind("<", ">"),
            b':' if rest.starts_with("://") => {
                let length = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"'));
                let end = start + length.unwrap_or(rest.len());
                // the sign that ends what is highlighted
                Some(if text[..end].ends_with("==") { end - 2 } else { end })
            }
            _ => None,
        };
        at = match end.filter(|end| *end > start) {
            Some(end) => {
                out.push(start..end);
                end.max(start + 1)
            }
            None => start + run.max(1),
        };
    }
    out
}

/// Whether what stands between two signs of money is a formula: nothing blank at its ends, no figure behind it.
fn is_formula(text: &str, inner: Range<usize>) -> bool {
    let words = &text[inner.clone()];
    !words.is_empty() && words.trim() == words && !text[inner.end + 1..].starts_with(|c: char| c.is_ascii_digit())
}

impl Builder<'_> {
    /// Adds the words of the source at byte `at`, without the signs of highlighting among them.
    pub(super) fn lit(&mut self, words: &str, at: usize) {
        let mut next = self.lights.partition_point(|sign| *sign < at);
        let mut from = 0;
        while let Some(offset) = self.lights.get(next).map(|sign| sign - at).filter(|&sign| sign + 2 <= words.len()) {
            next += 1;
            if words.get(offset..offset + 2) != Some("==") {
                continue;
            }
            self.paper.push(&words[from..offset], at + from);
            from = offset + 2;
            let (here, block) = (self.paper.here(), self.paper.open.last().copied());
            match self.lit_from.take() {
                None => self.lit_from = Some((here, block)),
                Some((start, begun)) if begun == block && start < here => {
                    self.paper.out.marks.push(Mark { span: Span { start, end: here }, kind: MarkKind::Lit });
                }
                Some(_) => {}
            }
        }
        self.paper.push(&words[from..], at + from);
    }
}

#[cfg(test)]
mod tests {
    use super::signs;

    #[test]
    fn pairs() {
        let without = |line: &str| {
            let mut found = Vec::new();
            signs(line, 0..line.len(), &mut found);
            let mut out = line.to_owned();
            found.iter().rev().for_each(|&at| out.replace_range(at..at + 2, "·"));
            out
        };
        for (line, want) in [
            ("a ==b c== d", "a ·b c· d"),
            ("==a==, ==b==.", "·a·, ·b·."),
            ("High==light==ed? ==High==light", "High==light==ed? ·High·light"),
            ("==[[a==b]]== and ==[c](d==e==)==", "·[[a==b]]· and ·[c](d==e==)·"),
            ("[[a==b|==c== d]]", "[[a==b|·c· d]]"),
            ("==https://a.example/?b==", "·https://a.example/?b·"),
            ("| ==a== | ==b | c== |", "| ·a· | ==b | c== |"),
        ] {
            assert_eq!(without(line), want);
        }
        for line in [
            "if a==b and c==d",
            "a == b == c",
            "==a",
            "a==",
            "====",
            "===a===",
            "`==a==`",
            "``==a` ==``",
            "$x ==a== y$",
            "https://a.example/?==b==c",
            "\\==a==",
            "<b class=\"==a==\">",
            "== a ==",
        ] {
            assert_eq!(without(line), line);
        }
    }
}
