//! Code of other programs that make pages: shortcodes of Hugo and Zola, Liquid of Jekyll, mdBook's includes. It stays text. In:
//! the source. Out: the first place of each kind.

use super::vault::fence_of;
use std::collections::BTreeMap;
use std::ops::Range;

/// How such code begins, and how it ends.
const SIGNS: [(&str, &str); 5] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{#", "}}"), ("{%", "%}"), ("{{", "}}")];

/// Longest that is taken for such code, in bytes.
const LONGEST: usize = 400;

/// Each kind, as `{{< name >}}`, with where it first stands behind byte `body`. What stands in code is an example, but for
/// includes.
pub(super) fn kinds(source: &str, body: usize) -> BTreeMap<String, Range<usize>> {
    let mut out = BTreeMap::new();
    let (mut at, mut fence): (usize, Option<&str>) = (body, None);
    for line in source[body..].split_inclusive('\n') {
        let bare = line.trim().trim_start_matches(['>', ' ']);
        match (fence, fence_of(bare)) {
            (Some(open), Some(mark)) if mark.starts_with(open) && bare.len() == mark.len() => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            _ if line.contains('{') => in_line(line, at, fence.is_some(), &mut out),
            _ => {}
        }
        at += line.len();
    }
    out
}

/// Whether `source` holds formulas of TeX: `$$` at the head of a line, or between dollars what no sum of money has.
pub(super) fn holds_math(source: &str) -> bool {
    let is_sign = |(sign, next): (u8, u8)| match sign {
        b'\\' => next.is_ascii_alphabetic(),
        b'^' | b'_' => next == b'{' || next.is_ascii_alphanumeric(),
        _ => false,
    };
    let is_formula = |words: &str| words == words.trim() && words.bytes().zip(words.bytes().skip(1)).any(is_sign);
    source.lines().any(|line| line.trim_start().starts_with("$$") || line.split('$').skip(1).step_by(2).any(is_formula))
}

fn in_line(line: &str, start: usize, is_code: bool, out: &mut BTreeMap<String, Range<usize>>) {
    let mut at = 0;
    while let Some(found) = line[at..].find(['{', '`']).map(|offset| at + offset) {
        let rest = &line[found..];
        if rest.starts_with('`') && !is_code {
            let run = rest.len() - rest.trim_start_matches('`').len();
            at = found + run + rest[run..].find(&rest[..run]).map_or(0, |close| close + run);
            continue;
        }
        at = found + 1;
        let Some((open, close)) = SIGNS.into_iter().find(|(open, _)| rest.starts_with(open)) else { continue };
        let window = &rest[..rest.floor_char_boundary(LONGEST)];
        let Some(end) = window[open.len()..].find(close).map(|end| open.len() + end) else { continue };
        at = found + end + close.len();
        let name: String = window[open.len()..end]
            .trim_start_matches(['-', ' ', '/'])
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))
            .collect();
        if !name.is_empty() && (open == "{{#" || !is_code) {
            let gap = if open == "{{#" { "" } else { " " };
            out.entry(format!("{open}{gap}{name}{gap}{close}")).or_insert(start + found..start + at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{holds_math, kinds};

    #[test]
    fn formulas() {
        assert!(["a $x_i$ b", "$$\\sum$$", "so $y = x^2$"].into_iter().all(holds_math));
        assert!(!["$5 and $6", "US$ 5 or a_b and US$ 7", "a $", "x^2"].into_iter().any(holds_math));
    }

    #[test]
    fn each_kind_once() {
        let text = "{{< figure src=\"a\" >}} and {{<figure>}}\n{% include a.html %}\n{{ page.title }} `{{ x }}`\n\
                    ```rust\n{{#include a.rs:b}}\n{{ y }}\n```\n{{% /note %}} {a} {{}} {{ open\n";
        let found: Vec<String> = kinds(text, 0).into_keys().collect();
        let expected = ["{% include %}", "{{ page.title }}", "{{#include}}", "{{% note %}}", "{{< figure >}}"];
        assert_eq!(found, expected);
    }
}
