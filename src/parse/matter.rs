//! Front matter apart from the text behind it.

use super::marked;
use crate::text::fields::from_yaml;
use std::ops::Range;

/// What stands before the text.
pub(super) struct Matter {
    /// Which format, and its bytes between the fences.
    pub block: Option<(Language, Range<usize>)>,
    /// Where the text begins, in bytes.
    pub body: usize,
    /// Where front matter begins that is never closed, if it does.
    pub unclosed: Option<Range<usize>>,
    /// What looks like front matter and is not read as such.
    pub stray: Option<Stray>,
}

/// What looks like front matter and is read as text: for its place, its fence or the seed's format.
pub(super) struct Stray {
    /// The line that it begins with.
    pub fence: Range<usize>,
    /// What stands below it.
    pub block: Range<usize>,
    /// Whether a line like the first one ends it.
    pub closed: bool,
}

/// The language of front matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    Yaml,
    Toml,
    Json,
}

/// What a line above front matter may be made of: hyphens and what editors make of them, and other programs' fences.
const FENCES: [char; 12] = ['-', '+', '`', '~', '=', '*', '_', ';', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}'];

/// What a fence may say of what stands below.
const SAID: [&str; 8] = ["", "yaml", "yml", "toml", "json", "front matter", "frontmatter", "metadata"];

/// How far the end of stray front matter may be, in lines.
const FAR: usize = 100;

/// Splits `---` YAML, `+++` TOML or JSON front matter off `text`. Where `expected` is false there is none, and where none can be
/// read what looks like it is told.
pub(super) fn split(text: &str, expected: bool) -> Matter {
    let none = || Matter { block: None, body: 0, unclosed: None, stray: stray(text) };
    let blank = text.len() - text.trim_start_matches(is_blank).len();
    let mut lines = text[blank..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|_| expected) else { return none() };
    let head = blank + first.len();
    let (fence, language) = match first.trim_end() {
        "---" => ("---", Language::Yaml),
        "+++" => ("+++", Language::Toml),
        line if line.starts_with('{') => return json(text, blank).unwrap_or_else(none),
        _ => return none(),
    };
    let mut at = head;
    for line in lines {
        let end = at + line.len();
        if line.trim_end() == fence || (language == Language::Yaml && line.trim_end() == "...") {
            return Matter { block: Some((language, head..at)), body: end, unclosed: None, stray: None };
        }
        at = end;
    }
    // a line of dashes may also be a rule above the text: front matter it is when a name follows at once, and then it
    // reaches to the first blank line
    let next = text[head..].lines().next().unwrap_or_default();
    let name = next.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(0);
    if name == 0 || !next[name..].trim_start().starts_with([':', '=']) {
        return none();
    }
    let lines = text[head..].split_inclusive('\n').take_while(|line| !line.trim().is_empty());
    let end = head + lines.map(str::len).sum::<usize>();
    let unclosed = Some(blank..blank + first.trim_end().len());
    Matter { block: Some((language, head..end)), body: end, unclosed, stray: None }
}

/// JSON between braces of its own lines, when it can be read.
fn json(text: &str, start: usize) -> Option<Matter> {
    let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
    let end = text[start..].char_indices().find_map(|(at, c)| {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(start + at + 1)
    })?;
    let rest = text[end..].split_inclusive('\n').next().unwrap_or_default();
    let is_json = text[start + 1..].trim_start().starts_with('"') && rest.trim().is_empty();
    let readable = is_json && from_yaml(&text[start..end]).is_ok();
    readable.then(|| Matter {
        block: Some((Language::Json, start..end)),
        body: end + rest.len(),
        unclosed: None,
        stray: None,
    })
}

/// White space and byte order marks.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// What looks like front matter: named values below a fence of any kind, or within a comment, with nothing but comments above.
fn stray(text: &str) -> Option<Stray> {
    let mut start = 0;
    loop {
        start += text[start..].len() - text[start..].trim_start_matches(is_blank).len();
        let Some((open, close)) =
            [("<!--", "-->"), ("%%", "%%")].into_iter().find(|(open, _)| text[start..].starts_with(open))
        else {
            break;
        };
        let inside = start + open.len();
        let end = inside + text[inside..].find(close)?;
        if marked::names(&text[inside..end]).is_some() {
            return Some(Stray { fence: start..inside, block: inside..end, closed: true });
        }
        start = end + close.len();
    }
    let line = text[start..].split_inclusive(['\n', '\r']).next()?;
    let fence = start..start + line.trim_end().len();
    let head = if line.starts_with('{') { start } else { start + line.len() };
    let is_fenced = line.starts_with('{') || is_fence(line, &SAID);
    let (mut end, mut closed, mut first) = (head, false, None);
    for line in text[head..].split_inclusive(['\n', '\r']).take(if is_fenced { FAR } else { 0 }) {
        let bare = line.trim();
        closed = first.is_some() && (is_fence(line, &SAID[..1]) || matches!(bare, "}" | "..."));
        if closed {
            break;
        }
        if first.is_none() && !matches!(bare, "" | "{") && !bare.starts_with('#') {
            marked::named(line)?;
            first = Some(end);
        }
        end += line.len();
    }
    let first = first?;
    if !closed {
        let mut blank = text[first..end].match_indices('\n').map(|(at, _)| first + at + 1);
        end = blank.find(|&at| text[at..end].starts_with(['\n', '\r'])).unwrap_or(end);
    }
    Some(Stray { fence, block: first..end, closed })
}

/// Whether a line is a fence that says one of `said`.
fn is_fence(line: &str, said: &[&str]) -> bool {
    let line = line.trim();
    let Some(mark) = line.chars().next().filter(|mark| FENCES.contains(mark)) else { return false };
    let words = line.trim_start_matches(mark);
    let run = line[..line.len() - words.len()].chars().count();
    (run > 1 || mark > '\u{2012}')
        && said.contains(&words.trim_matches([' ', '{', '}', '.', '\t', mark]).to_lowercase().as_str())
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
        let json = "{\n\t\"title\": \"A } B\",\n\t\"tags\": [\"x\"]\n}\n\nBody";
        let matter = split(json, true);
        assert_eq!(
            (matter.block.map(|(language, _)| language), &json[matter.body..]),
            (Some(Language::Json), "\nBody")
        );
        for text in ["{{< figure >}}\n", "{% raw %}\n", "{\"a\": 1} words\n", "{ words }\n", "{\"a\": 1\n"] {
            assert!(split(text, true).block.is_none(), "{text}");
        }
        assert!(split("\u{feff}\n \u{feff}---  \na: 1\n---\n", true).block.is_some());
    }

    #[test]
    fn strays() {
        let found = |text: &str, markdown: bool| {
            split(text, markdown).stray.map(|s| (text[s.block].trim().to_owned(), s.closed))
        };
        let draft = |closed| Some(("draft: true".to_owned(), closed));
        for text in [
            "```yaml\ndraft: true\n```\nText",
            "----\ndraft: true\n----\nText",
            "<!-- a page -->\n---\ndraft: true\n---\nText",
            "\n\u{2014}\ndraft: true\n\u{2014}\nText",
            "---yaml\r\ndraft: true\r\n---\r\nText",
            "<!-- draft: true -->\nText",
        ] {
            assert_eq!(found(text, true), draft(true), "{text}");
            assert_eq!(found(text, false), draft(true), "{text}");
        }
        assert_eq!(found("----\ndraft: true\n\nText: text", true), draft(false));
        assert_eq!(found("---\ndraft: true\n---\nText", false), draft(true));
        assert_eq!(found("{\n\"draft\": true\n}\nText", false).map(|(_, closed)| closed), Some(true));
        assert_eq!(found("{\n\"draft\": [true\n}\nText", true).map(|(_, closed)| closed), Some(true));
        for text in
            ["---\ndraft: true\n---\n", "---\n\nA rule.\n", "```\ncode\n```\n", "Draft: a title\n", "<!-- open", ""]
        {
            assert_eq!(found(text, true), None, "{text}");
        }
    }
}
