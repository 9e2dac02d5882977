//! Words about marking or draft in what is not read as corrections: what they mean is unknown, so better withheld than let go.

use crate::diagnostic::did_you_mean;
use crate::text::handling::{self, Force, Says};
use std::ops::Range;

/// What names that speak of a marking or a draft begin with, in lower case.
const BEGINNINGS: [&str; 5] = ["marking", "tlp", "draft", "classification", "private"];

/// Names that speak of it by what stands behind them.
const PUBLISHED: [&str; 5] = ["publish", "published", "unpublished", "status", "visibility"];

/// Words that are near one of ours and mean another thing.
const OTHERS: [&str; 9] =
    ["warning", "making", "working", "parking", "ranking", "masking", "banking", "asking", "walking"];

/// What speaks of a marking and keeps nobody away.
const OPEN: Says = Says::Colour("clear");

/// Longest name that a slip of the pen is looked for in, in bytes.
const LONGEST: usize = 20;

/// Whether a name is another word than one of ours, however near.
pub(super) fn is_other(name: &str) -> bool {
    OTHERS.contains(&name.to_lowercase().as_str())
}

/// The first name that speaks of a marking or a draft at the start of a line, or a marking's label.
pub(super) fn speaks(text: &str) -> Option<Range<usize>> {
    find(text, false)
}

/// As [`speaks`], with a colon or an equals sign behind the name.
pub(super) fn names(text: &str) -> Option<Range<usize>> {
    find(text, true)
}

/// The name that `line` begins with and what stands behind it, when there is one with a colon or an equals sign.
pub(super) fn named(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = split(line);
    let rest = rest.trim_start_matches(['"', '\'', '*', ' ', '\t']);
    (!name.is_empty() && rest.starts_with([':', '='])).then_some((name, rest))
}

fn find(text: &str, is_named: bool) -> Option<Range<usize>> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    let mut start = 0;
    for piece in text.split_inclusive(|c| matches!(c, '\n' | '\r') || is_json && matches!(c, ',' | '{')) {
        let (name, rest) = split(piece);
        let value = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let is_word = || named(piece).is_some() && handling::by_name(name, value).is_some_and(|(says, _)| says != OPEN);
        if (!is_named || named(piece).is_some()) && withholds(name, rest) || is_word() {
            let at = start + (name.as_ptr() as usize - piece.as_ptr() as usize);
            return Some(at..at + name.len());
        }
        if !is_named && handling::alone(piece).is_some_and(|(says, force)| says != OPEN && force == Force::Label) {
            let at = start + piece.len() - piece.trim_start().len();
            return Some(at..at + piece.trim().len());
        }
        start += piece.len();
    }
    None
}

/// Whether a text is nothing but named values, below fences or not: what a sidecar holds.
pub(super) fn is_names_alone(text: &str) -> bool {
    let is_rule = |line: &str| line.starts_with(['#', '-', '+', '`', ';']) && named(line).is_none();
    let lines = || text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let is_named = |line: &str| named(line).is_some_and(|(name, _)| line.starts_with(name) || !line.starts_with('-'));
    lines().any(|line| named(line).is_some()) && lines().all(|line| is_rule(line) || is_named(line))
}

/// A line's first name, and what stands behind it.
fn split(line: &str) -> (&str, &str) {
    let line = line.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '{' | '"' | '\'' | '-' | '*' | '>')
    });
    let end = line.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(line.len());
    line.split_at(end)
}

fn withholds(name: &str, rest: &str) -> bool {
    if name.len() > LONGEST {
        return false;
    }
    let (name, rest) = (name.to_lowercase(), rest.to_lowercase());
    BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        || !OTHERS.contains(&&*name) && did_you_mean(&name, ["marking", "draft"]).is_some()
        || PUBLISHED.contains(&&*name)
            && ["false", "no", "draft", "private", "internal", "unpublished"].iter().any(|word| rest.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{names, speaks};

    #[test]
    fn at_the_start_of_a_line() {
        for text in [
            "x: 1\nmarking: red",
            "  Draft = true",
            "\"tlp\": 1",
            "{\"a\": 1, \"marking\": \"RED\"}",
            "publish: false",
            "markng: x",
            "confidential: true",
            "access: \"restricted\"",
        ] {
            assert!(speaks(text).is_some() && names(text).is_some(), "{text}");
        }
        for text in [
            "title: marking\n",
            "# marking = \"RED\"",
            "published: 2024-05-03",
            "publisher: no",
            "status: final",
            "WARNING: x",
            "access: free",
        ] {
            assert!(speaks(text).is_none(), "{text}");
        }
        let text = "a: b\n  marking red";
        assert_eq!((speaks(text).map(|at| &text[at]), names(text)), (Some("marking"), None));
    }
}
