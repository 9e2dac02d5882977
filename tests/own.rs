//! What a page may hold: markup of ours, and nothing of a seed's. The fuzz targets ask the same.

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// A page's tags in order.
#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            let raw = tag.kind == TagKind::StartTag && matches!(&*tag.name, "script" | "style");
            let name = tag.name.clone();
            self.0.borrow_mut().push(tag);
            if raw && &*name == "script" {
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            if raw {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
        }
        TokenSinkResult::Continue
    }
}

/// Nothing of a seed is markup, script or style on a page, and no address on it runs anything.
pub fn is_our_own(route: &str, page: &str) {
    for c in ['\0', '\u{2028}', '\u{2029}'] {
        assert!(!page.contains(c), "`{route}` holds {c:?}");
    }
    assert_eq!(controls(page), 0, "`{route}` holds controls of direction");
    if !route.ends_with(".html") {
        return;
    }
    let tokens = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(page.into());
    let _ = tokens.feed(&queue);
    tokens.end();
    for tag in tokens.sink.0.borrow().iter() {
        let name = &*tag.name;
        assert!(
            !matches!(name, "iframe" | "object" | "embed" | "frame" | "frameset" | "math" | "template" | "marquee"),
            "`{route}` holds {name}"
        );
        for attribute in &tag.attrs {
            let (key, value) = (&*attribute.name.local, attribute.value.trim().to_ascii_lowercase());
            assert!(!key.starts_with("on"), "`{route}` has a handler {key}");
            let scheme: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(11).collect();
            let is_address =
                matches!(key, "href" | "src" | "action" | "formaction" | "poster" | "srcset" | "xlink:href");
            let runs = ["javascript:", "vbscript:", "data:"].iter().any(|known| scheme.starts_with(known));
            // the page's icon is none
            assert!(!(is_address && runs) || name == "link" && value == "data:,", "`{route}` leads to {value}");
            let loads = matches!(name, "script" | "img" | "link" | "source" | "video" | "audio" | "image" | "use");
            let far = value.starts_with("http") || value.starts_with("//");
            let names = tag.attrs.iter().any(|a| &*a.name.local == "rel" && a.value.contains("canonical"));
            assert!(!(loads && is_address && far && !names), "`{route}` loads {value}");
        }
        // an old address leads on within the site
        let leads = |a: &html5ever::Attribute| &*a.name.local == "content" && a.value.contains("url=");
        for attribute in tag.attrs.iter().filter(|a| name == "meta" && leads(a)) {
            let refreshes = tag.attrs.iter().any(|a| &*a.name.local == "http-equiv");
            let far =
                attribute.value.split_once("url=").is_some_and(|(_, url)| url.contains(':') || url.starts_with("//"));
            assert!(!(refreshes && far), "`{route}` leads away: {}", attribute.value);
        }
    }
}

/// How many controls of direction stand in a page.
fn controls(page: &str) -> usize {
    page.chars().filter(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).count()
}
