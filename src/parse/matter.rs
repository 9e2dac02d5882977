//! Front matter apart from the text behind it.

use std::ops::Range;

/// What stands before the text.
pub(super) struct Matter {
    /// Which format, and its bytes between the fences.
    pub block: Option<(Language, Range<usize>)>,
    /// Where the text begins, in bytes.
    pub body: usize,
}

/// The language of front matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    Yaml,
    Toml,
}

/// Splits `---` YAML or `+++` TOML front matter off `text`; there is none when `expected` is false or no closing fence is found.
pub(super) fn split(text: &str, expected: bool) -> Matter {
    let none = Matter { block: None, body: 0 };
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|_| expected) else { return none };
    let (fence, language) = match first.trim_end() {
        "---" => ("---", Language::Yaml),
        "+++" => ("+++", Language::Toml),
        _ => return none,
    };
    let mut at = first.len();
    for line in lines {
        let end = at + line.len();
        if line.trim_end() == fence || (language == Language::Yaml && line.trim_end() == "...") {
            return Matter { block: Some((language, first.len()..at)), body: end };
        }
        at = end;
    }
    none
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
        assert!(split("+++\na = 1\n+++\n", true).block.is_some());
        assert!(split(text, false).block.is_none());
    }
}
