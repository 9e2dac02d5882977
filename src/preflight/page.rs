//! What a page or a stylesheet asks for and points to, as a browser reads it. In: the bytes of one file. Out: addresses of other
//! hosts that are asked of without a click, addresses that hold only at one place, and pictures without words.

use crate::diagnostic::Code;
use crate::model::Route;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// What one file has, each kind with the words that it is about.
pub(super) fn found(route: &Route, bytes: &[u8]) -> Vec<(Code, String)> {
    let name = route.as_str().to_lowercase();
    let text = || String::from_utf8_lossy(bytes);
    let mut found = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" | "htm" | "svg" | "xhtml" => markup(&text()),
        "css" => css(&text()),
        "js" | "mjs" => script(&text()),
        _ => Vec::new(),
    };
    found.sort();
    found.dedup();
    found
}

/// Where an address leads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leads {
    /// To another host.
    Out,
    /// To the root of a domain or of a disk, or to a drive: right at one place alone.
    Rooted,
    /// Within the site, or nowhere.
    In,
}

fn leads(address: &str) -> Leads {
    let plain: String = address.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let plain = plain.replace('\\', "/").to_lowercase();
    let scheme = plain.split(['/', '?', '#']).next().and_then(|head| head.split_once(':')).map(|(scheme, _)| scheme);
    match scheme {
        Some("http" | "https" | "ws" | "wss" | "ftp") => Leads::Out,
        Some("file") => Leads::Rooted,
        Some(drive) if drive.len() == 1 => Leads::Rooted,
        Some(_) => Leads::In,
        None if plain.starts_with("//") => Leads::Out,
        None if plain.starts_with('/') => Leads::Rooted,
        None => Leads::In,
    }
}

/// Attributes whose addresses are fetched as soon as the page is looked at, by element; `*` is any.
const FETCHED: &[(&str, &[&str])] = &[
    ("*", &["background", "ping"]),
    ("script", &["src"]),
    ("img", &["src", "srcset", "lowsrc"]),
    ("input", &["src"]),
    ("iframe", &["src"]),
    ("frame", &["src"]),
    ("embed", &["src"]),
    ("object", &["data", "codebase"]),
    ("source", &["src", "srcset"]),
    ("video", &["src", "poster"]),
    ("audio", &["src"]),
    ("track", &["src"]),
    ("image", &["href", "xlink:href"]),
    ("use", &["href", "xlink:href"]),
    ("feimage", &["href", "xlink:href"]),
    ("base", &["href"]),
];

/// What a `<link>` is for where the browser fetches it.
const LINKED: [&str; 11] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "apple-touch-icon-precomposed",
    "mask-icon",
    "manifest",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
];

fn markup(text: &str) -> Vec<(Code, String)> {
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.found.into_inner()
}

#[derive(Default)]
struct Sink {
    found: RefCell<Vec<(Code, String)>>,
    /// The element whose text is no markup.
    inside: RefCell<&'static str>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_lowercase();
                self.found.borrow_mut().extend(of_tag(&name, &tag));
                let (inside, raw) = match name.as_str() {
                    "script" => ("script", RawKind::ScriptData),
                    "style" => ("style", RawKind::Rawtext),
                    "title" | "textarea" if !tag.self_closing => ("", RawKind::Rcdata),
                    _ => return TokenSinkResult::Continue,
                };
                *self.inside.borrow_mut() = inside;
                return if tag.self_closing { TokenSinkResult::Continue } else { TokenSinkResult::RawData(raw) };
            }
            Token::TagToken(_) => *self.inside.borrow_mut() = "",
            Token::CharacterTokens(text) => match *self.inside.borrow() {
                "style" => self.found.borrow_mut().extend(css(&text)),
                "script" => self.found.borrow_mut().extend(script(&text)),
                _ => {}
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn of_tag(name: &str, tag: &Tag) -> Vec<(Code, String)> {
    let get = |key: &str| tag.attrs.iter().find(|at| at.name.local[..].eq_ignore_ascii_case(key)).map(|at| &*at.value);
    let mut found = Vec::new();
    for at in &tag.attrs {
        let (key, value) = (at.name.local.to_lowercase(), &*at.value);
        let named = |of: &str| FETCHED.iter().any(|(element, keys)| *element == of && keys.contains(&key.as_str()));
        let rel = || get("rel").unwrap_or_default().to_lowercase();
        let is_linked = name == "link"
            && matches!(key.as_str(), "href" | "imagesrcset")
            && rel().split_whitespace().any(|rel| LINKED.contains(&rel));
        let is_fetched = named(name) || named("*") || is_linked;
        let refresh = name == "meta"
            && key == "content"
            && get("http-equiv").is_some_and(|of| of.eq_ignore_ascii_case("refresh"));
        let addresses: Vec<&str> = match key.as_str() {
            "srcset" | "imagesrcset" => value.split(',').filter_map(|part| part.split_whitespace().next()).collect(),
            "ping" => value.split_whitespace().collect(),
            _ if refresh => {
                value.split_once('=').map(|(_, to)| to.trim_matches(['"', '\'', ' '])).into_iter().collect()
            }
            "style" => {
                found.extend(css(value));
                Vec::new()
            }
            "href" | "src" | "action" | "formaction" | "data" | "poster" | "cite" => vec![value],
            _ if is_fetched => vec![value],
            _ => Vec::new(),
        };
        for address in addresses {
            match leads(address) {
                Leads::Out if is_fetched || refresh => found.push((Code::OutsideRequest, address.trim().to_owned())),
                // the page of missing addresses stands anywhere, and has a base for that
                Leads::Rooted if name != "base" => found.push((Code::AbsolutePath, address.trim().to_owned())),
                _ => {}
            }
        }
    }
    let is_picture = name == "img"
        || name == "area"
        || name == "input" && get("type").is_some_and(|of| of.eq_ignore_ascii_case("image"));
    if is_picture && get("alt").is_none() && get("aria-label").is_none() {
        let what = get("src").or_else(|| get("href")).unwrap_or(name);
        found.push((Code::MissingAlt, what.to_owned()));
    }
    found
}

/// `url(…)` and `@import "…"`.
fn css(text: &str) -> Vec<(Code, String)> {
    let mut found = Vec::new();
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let low = bare.to_ascii_lowercase();
    for mark in ["url(", "@import", "image-set("] {
        for (at, _) in low.match_indices(mark) {
            let inside = bare[at + mark.len()..].trim_start();
            let address = match inside.chars().next() {
                Some(quote @ ('"' | '\'')) => inside[1..].split(quote).next(),
                _ if mark == "url(" => inside.split(')').next(),
                _ => None,
            };
            found.extend(address.and_then(|address| match leads(address) {
                Leads::Out => Some((Code::OutsideRequest, address.trim().to_owned())),
                Leads::Rooted => Some((Code::AbsolutePath, address.trim().to_owned())),
                Leads::In => None,
            }));
        }
    }
    found
}

/// Ways in which a script asks a host for something, before the address.
const ASKING: [&str; 9] =
    ["fetch(", "import(", "import ", "from ", "importScripts(", "sendBeacon(", "EventSource(", "WebSocket(", ".src"];

/// Addresses of other hosts that a script names where it asks for something. What it puts together nobody can tell.
fn script(text: &str) -> Vec<(Code, String)> {
    let mut found = Vec::new();
    for mark in ASKING.into_iter().chain([".open("]) {
        for (at, _) in text.match_indices(mark) {
            let after = text[at + mark.len()..].trim_start();
            let after = after.strip_prefix('=').map_or(after, str::trim_start);
            // `open("GET", "https://…")`
            let after = match mark {
                ".open(" => after.split_once(',').map_or("", |(_, after)| after.trim_start()),
                _ => after,
            };
            let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else { continue };
            let address = after[1..].split(quote).next().unwrap_or_default();
            if leads(address) == Leads::Out {
                found.push((Code::OutsideRequest, address.to_owned()));
            }
        }
    }
    found
}
