//! Single tags, and words between tags, as a browser reads them. In: a stretch of markup. Out: a tag with its attributes, or words
//! with their character references written out.

use crate::model::block::MarkKind;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::borrow::Cow;
use std::cell::RefCell;

/// Elements that browsers know besides those that are blocks or mark words.
const KNOWN: [&str; 75] = [
    "a", "abbr", "acronym", "applet", "area", "audio", "base", "bdi", "bdo", "bgsound", "big", "blink", "br", "canvas",
    "circle", "col", "colgroup", "data", "datalist", "defs", "dfn", "embed", "font", "frame", "frameset", "g", "head",
    "iframe", "image", "img", "input", "ins", "label", "line", "link", "map", "mark", "marquee", "math", "meta",
    "meter", "nobr", "noframes", "object", "output", "param", "path", "polygon", "portal", "progress", "q", "rb",
    "rect", "rp", "rt", "ruby", "script", "slot", "small", "source", "span", "style", "svg", "template", "text",
    "time", "title", "track", "tspan", "u", "use", "var", "video", "wbr", "xmp",
];

/// A tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::parse) struct Tag {
    /// Its element, in lower case.
    pub name: String,
    /// Whether it ends the element.
    pub closes: bool,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// What stands first in `written`, if it is a tag.
    pub fn read(written: &str) -> Option<Self> {
        let token = tokens(written).into_iter().next()?;
        let Token::TagToken(tag) = token else { return None };
        let attributes =
            tag.attrs.iter().map(|given| (given.name.local.to_string(), given.value.to_string())).collect();
        Some(Self { name: tag.name.to_string(), closes: tag.kind == TagKind::EndTag, attributes })
    }

    /// An attribute's value with single spaces; `None` where it says nothing.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let value = &self.attributes.iter().find(|(known, _)| known == name)?.1;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then_some(value)
    }

    /// Whether it is no element that browsers know, and no attribute of it has a value: `<your name>`.
    pub fn is_made_up(&self) -> bool {
        let name = self.name.as_str();
        let is_known = KNOWN.contains(&name) || mark(name).is_some() || super::is_block(name) || name.contains('-');
        !is_known && self.attributes.iter().all(|(_, value)| value.is_empty())
    }

    /// Whether the element says of itself that it is not shown.
    pub fn hides(&self) -> bool {
        let is_given = |(name, _): &(String, String)| name == "hidden";
        super::flow::hides(self.attributes.iter().any(is_given), &self.attribute("style").unwrap_or_default())
    }
}

/// What an element within a line says of its words.
pub(in crate::parse) fn mark(name: &str) -> Option<MarkKind> {
    Some(match name {
        "b" | "strong" => MarkKind::Strong,
        "i" | "em" | "cite" => MarkKind::Emphasis,
        "s" | "del" | "strike" => MarkKind::Struck,
        "sup" => MarkKind::Raised,
        "sub" => MarkKind::Lowered,
        "code" | "kbd" | "samp" | "tt" => MarkKind::Code,
        _ => return None,
    })
}

/// Words as a browser shows them.
pub(in crate::parse) fn characters(words: &str) -> Cow<'_, str> {
    if !words.contains('&') {
        return Cow::Borrowed(words);
    }
    let text = |token| match token {
        Token::CharacterTokens(text) => text.to_string(),
        _ => String::new(),
    };
    Cow::Owned(tokens(words).into_iter().map(text).collect())
}

fn tokens(markup: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(markup));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Sink(RefCell<Vec<Token>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if matches!(token, Token::TagToken(_) | Token::CharacterTokens(_)) {
            self.0.borrow_mut().push(token);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::{Tag, characters};

    #[test]
    fn tags() {
        let tag = Tag::read("<IMG src=a.png alt='x > y &amp; z' HIDDEN>").expect("a tag");
        assert_eq!((&*tag.name, tag.closes, tag.hides()), ("img", false, true));
        assert_eq!(tag.attribute("alt").as_deref(), Some("x > y & z"));
        assert_eq!(tag.attribute("title"), None);
        assert!(Tag::read("</div >").is_some_and(|tag| tag.closes && tag.name == "div"));
        assert_eq!(Tag::read("words <b>"), None);
        let is_made_up = |written| Tag::read(written).is_some_and(|tag| tag.is_made_up());
        assert!(is_made_up("<your name>") && is_made_up("<T>"));
        assert!(!["<div>", "<em>", "<my-card>", "<Card of=1>", "<U>"].into_iter().any(is_made_up));
    }

    #[test]
    fn words() {
        assert_eq!(characters("a &lt; b&nbsp;&eacute;&hellip; &#x41; &unknown; <"), "a < b\u{a0}é… A &unknown; <");
        assert_eq!(characters("plain"), "plain");
    }
}
