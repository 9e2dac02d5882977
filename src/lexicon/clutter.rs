//! Words that tell what a line of a page is for: what sites say of themselves, who is spoken to, and how captions and credits of
//! pictures are worded; in English, French, Dutch and German.

use super::sections;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Notices, menus, sign-ups: "cookies", "newsletter".
    Site,
    /// The reader: "you", "votre".
    Reader,
    /// Whoever writes, of themselves: "I", "nous".
    Writer,
    /// Credits of pictures: "photo", "getty".
    Credit,
}

fn words() -> &'static HashMap<&'static str, Sort> {
    static WORDS: OnceLock<HashMap<&'static str, Sort>> = OnceLock::new();
    let sort = |head| match head {
        "site" => Some(Sort::Site),
        "reader" => Some(Sort::Reader),
        "writer" => Some(Sort::Writer),
        "credit" => Some(Sort::Credit),
        _ => None,
    };
    WORDS.get_or_init(|| {
        sections(include_str!("data/clutter.txt")).filter_map(|(head, word)| Some((word, sort(head)?))).collect()
    })
}

/// What `word`, in lower case, tells.
#[must_use]
pub fn sort(word: &str) -> Option<Sort> {
    words().get(word).copied()
}

/// Whether a line opens or ends as the caption of a picture does: "Photo: …", "… (Image: Harbour Archive)".
#[must_use]
pub fn is_caption(line: &str) -> bool {
    static MARKS: OnceLock<Vec<&'static str>> = OnceLock::new();
    let marks = MARKS.get_or_init(|| {
        sections(include_str!("data/clutter.txt"))
            .filter(|(head, _)| *head == "caption")
            .map(|(_, mark)| mark)
            .collect()
    });
    const OPENS: usize = 40;
    let begins = |part: &str, mark: &str| {
        part.get(..mark.len()).is_some_and(|head| head.to_lowercase() == mark)
            && !part[mark.len()..].starts_with(char::is_alphanumeric)
    };
    let is_mark = |part: &str, colon: bool| {
        marks.iter().any(|mark| {
            let rest = || part[mark.len()..].trim_start();
            begins(part, mark) && (!colon || rest().starts_with([':', '/', '©']) || rest().starts_with("by "))
        })
    };
    let open = line.trim_start_matches(['(', '[', ' ', '\u{a0}', '|', '—', '–', '-']);
    if is_mark(&open[..open.floor_char_boundary(OPENS)], true) {
        return true;
    }
    let bracket =
        line.trim_end().strip_suffix([')', ']']).and_then(|rest| rest.rfind(['(', '[']).map(|at| &rest[at + 1..]));
    bracket.is_some_and(|inner| is_mark(inner, false))
        || [" credit", " photo", " foto", " image", " bild", " picture", " crédit"].iter().any(|mark| {
            line.match_indices(mark).any(|(at, _)| {
                let rest = line[at + mark.len()..].trim_start();
                rest.starts_with([':', '/']) || rest.starts_with("by ") || rest.starts_with("©")
            })
        })
}
