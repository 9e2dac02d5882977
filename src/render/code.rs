//! Colour for code and seeds. Enters: a text and the name of its language. Leaves: lines of HTML in at most fifteen short
//! classes of our own (`h-k` keyword, `h-s` string, …). The only room that knows syntect.

use super::html::escape_into;
use std::sync::OnceLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// Longest text that is coloured, in bytes; longer ones stay plain.
const LONGEST: usize = 200_000;
/// Longest line that is coloured, in bytes.
const LONGEST_LINE: usize = 4_000;

/// Scopes from the most to the least special, with the class that shows them.
const CLASSES: [(&str, &str); 33] = [
    ("comment", "c"),
    ("constant.character.escape", "e"),
    ("constant.numeric", "n"),
    ("constant.other.date", "n"),
    ("constant", "a"),
    ("string.other.link", "l"),
    ("markup.underline.link", "l"),
    ("string", "s"),
    ("markup.raw", "s"),
    ("markup.heading", "t"),
    ("entity.name.section", "t"),
    ("markup.bold", "b"),
    ("markup.italic", "i"),
    ("markup.quote", "c"),
    ("markup.inserted", "s"),
    ("markup.deleted", "d"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.name.tag", "k"),
    ("entity.other.attribute-name", "v"),
    ("entity.name", "y"),
    ("entity.other.inherited-class", "y"),
    ("support.type.property-name", "v"),
    ("support", "y"),
    ("storage.type", "k"),
    ("storage", "k"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("variable.parameter", "v"),
    ("variable.other.member", "v"),
    ("meta.mapping.key", "v"),
    ("punctuation", "p"),
];

struct Shelf {
    set: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| Shelf {
        set: two_face::syntax::extra_newlines(),
        classes: CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect(),
    })
}

/// The lines of `text` as HTML, without line endings; coloured when `language` (a name or a file's extension) is known.
pub(crate) fn lines(text: &str, language: &str) -> Vec<String> {
    let language = language.trim().split([' ', ',', '{']).next().unwrap_or_default();
    let syntax = (text.len() <= LONGEST && !language.is_empty()).then(|| shelf().set.find_syntax_by_token(language));
    match syntax.flatten() {
        Some(syntax) if syntax.name != "Plain Text" => coloured(text, syntax),
        _ => split(text).map(|line| super::html::escaped(line.trim_end_matches(['\n', '\r']))).collect(),
    }
}

/// A block of code as HTML.
pub(crate) fn block(text: &str, language: &str) -> String {
    lines(text.trim_end_matches(['\n', '\r']), language).join("\n")
}

/// Lines with their endings, at `\n`, `\r\n` and `\r`.
fn split(text: &str) -> impl Iterator<Item = &str> {
    crate::text::LineIndex::new(text).spans().to_vec().into_iter().map(|line| line.of(text))
}

fn coloured(text: &str, syntax: &SyntaxReference) -> Vec<String> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut faulty = false;
    split(text)
        .map(|line| {
            let whole = format!("{line}\n");
            let ops = (!faulty && line.len() <= LONGEST_LINE).then(|| state.parse_line(&whole, &shelf().set));
            let Some(Ok(ops)) = ops else {
                faulty = true;
                return super::html::escaped(line);
            };
            let mut out = Line::default();
            let mut at = 0;
            for (offset, op) in ops {
                let offset = offset.min(line.len());
                out.push(&line[at..offset], class_of(&stack));
                at = offset;
                faulty |= stack.apply(&op).is_err();
            }
            out.push(&line[at..], class_of(&stack));
            out.finish()
        })
        .collect()
}

/// The class of the innermost scope that has one.
fn class_of(stack: &ScopeStack) -> &'static str {
    let classes = &shelf().classes;
    let class = |scope: &Scope| classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    let mut found = "";
    for scope in stack.as_slice().iter().rev() {
        match class(scope) {
            Some("p") if found.is_empty() => found = "p",
            Some(class) if class != "p" => return class,
            _ => {}
        }
    }
    found
}

/// One line of HTML in the making: neighbours of one class are one span.
#[derive(Default)]
struct Line {
    html: String,
    open: &'static str,
}

impl Line {
    fn push(&mut self, text: &str, class: &'static str) {
        if text.is_empty() {
            return;
        }
        let blank = text.chars().all(char::is_whitespace);
        if class != self.open && !blank {
            self.close();
            if !class.is_empty() {
                self.html.push_str("<span class=\"h-");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.open = class;
        }
        escape_into(&mut self.html, text);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
        }
        self.open = "";
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::{block, lines};

    #[test]
    fn few_classes_and_merged_neighbours() {
        let html = block("key = \"a<b\" # note\n[table]\n", "toml");
        assert!(html.contains("&lt;") && html.contains("h-c") && html.contains("h-s"), "{html}");
        assert!(html.matches("<span").count() <= 8, "{html}");
        assert_eq!(lines("a\r\nb", "nonsense"), ["a", "b"]);
        let json = block("{\"a\": [1, true]}", "json");
        assert!(json.contains("h-n") && json.contains("h-a"), "{json}");
    }
}
