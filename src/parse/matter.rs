//! Front matter apart from the text behind it.

use std::ops::Range;

/// What stands before the text.
pub(super) struct Matter {
    /// Which format, and its bytes between the fences.
    pub block: Option<(Language, Range<usize>)>,
    /// Where the text begins, in bytes.
    pub body: usize,
    /// Where front matter begins that is never closed, if it does.
    pub unclosed: Option<Range<usize>>,
}

/// The language of front matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    Yaml,
    Toml,
}

/// Splits `---` YAML or `+++` TOML front matter off `text`; there is none when `expected` is false or no closing fence is found.
pub(super) fn split(text: &str, expected: bool) -> Matter {
    let none = Matter { block: None, body: 0, unclosed: None };
    let blank = text.len() - text.trim_start().len();
    let mut lines = text[blank..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|_| expected) else { return none };
    let head = blank + first.len();
    let (fence, language) = match first.trim_end() {
        "---" => ("---", Language::Yaml),
        "+++" => ("+++", Language::Toml),
        _ => return none,
    };
    let mut at = head;
    for line in lines {
        let end = at + line.len();
        if line.trim_end() == fence || (language == Language::Yaml && line.trim_end() == "...") {
            return Matter { block: Some((language, head..at)), body: end, unclosed: None };
        }
        at = end;
    }
    // a line of dashes may also be a rule above the text: front matter it is when a name follows at once, and then it
    // reaches to the first blank line
    let next = text[head..].lines().next().unwrap_or_default();
    let name = next.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(0);
    if name == 0 || !next[name..].trim_start().starts_with([':', '=']) {
        return none;
    }
    let lines = text[head..].split_inclusive('\n').take_while(|line| !line.trim().is_empty());
    let end = head + lines.map(str::len).sum::<usize>();
    Matter { block: Some((language, head..end)), body: end, unclosed: Some(blank..blank + first.trim_end().len()) }
}

#[cfg(test)]
mod tests {
    use super::{Language, split};

    #[test]
    fn fences() {
        let text = "---\r\ntitle: A\r\n---\r\nBody";
        let matter = split(text, true);
        let (language, block) = matter.block.expect("front matter");
        assert_eq!((language, &text[block], &text[matter.body..]), (Language::Yaml, "title: A\r\n", "Body"));
        assert!(split("---\nno end\n", true).block.is_none());
        let open = split("---\ntitle: A\n\nBody", true);
        assert!(open.unclosed.is_some() && open.body == 13);
        assert!(split("+++\na = 1\n+++\n", true).block.is_some());
        assert!(split(text, false).block.is_none());
    }
}
