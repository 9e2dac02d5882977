//! Words that tell what a line of a page is for: what sites say of themselves, who is spoken to, and how captions and credits of
//! pictures are worded; in English, French, Dutch and German.

use super::sections;
use crate::text::fold::Shipped;
use regex::Regex;
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

fn words() -> &'static Shipped<Sort> {
    static WORDS: OnceLock<Shipped<Sort>> = OnceLock::new();
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

/// Whether a line opens or ends as the caption of a picture does: "Photo: …", "… (Image: Harbour Archive)", "… Foto: Marsh".
#[must_use]
pub fn is_caption(line: &str) -> bool {
    const OPENS: usize = 40;
    let open = line.trim_start_matches(['(', '[', ' ', '\u{a0}', '|', '—', '–', '-']);
    opens_as_credit(&open[..open.floor_char_boundary(OPENS)], true) || ends_as_credit(line)
}

/// Whether a line ends with the credit of a picture: in brackets, or behind a word for pictures and a colon.
#[must_use]
pub fn ends_as_credit(line: &str) -> bool {
    credit(line).is_some()
}

/// Where the credit of a picture begins that a line ends with, in bytes: in brackets, behind a word for pictures and a colon, or
/// behind the end of a sentence and such a word, glued to it or not: "… of Taipei.Photo: AP".
#[must_use]
pub fn credit(line: &str) -> Option<usize> {
    const CREDIT: usize = 80;
    let line = line.trim_end();
    let from = line.floor_char_boundary(line.len().saturating_sub(CREDIT));
    let tail = &line[from..];
    let bracket = tail.strip_suffix([')', ']']).and_then(|rest| rest.rfind(['(', '[']));
    if let Some(at) = bracket.filter(|&at| opens_as_credit(&tail[at + 1..], false)) {
        return Some(from + at);
    }
    let could = tail.contains([':', '/', '©']) || tail.contains("by ");
    let behind = |at: &usize| opens_as_credit(&tail[*at..], true);
    let spaced = tail.match_indices(' ').map(|(at, _)| at + 1).filter(|_| could).find(behind);
    let ends = tail.match_indices(['.', '!', '?', '…', '”', '"', '»']).map(|(at, mark)| at + mark.len());
    let closed = ends
        .map(|end| end + tail[end..].len() - tail[end..].trim_start().len())
        .find(|&at| opens_as_credit(&tail[at..], true) || is_names(&tail[at..]));
    spaced.into_iter().chain(closed).min().map(|at| from + at)
}

/// Whether `part` is a word for pictures and up to six names: "Photo Marie Curie / AFP".
fn is_names(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let opens = words.next().is_some_and(|word| word.starts_with(char::is_uppercase) && opens_as_credit(word, false));
    let is_name = |word: &str| word == "/" || word == "-" || word.starts_with(char::is_uppercase);
    let rest = words.clone().count();
    opens && (1..=6).contains(&rest) && words.all(is_name)
}

/// Whether a line tells what a picture shows: who stands on which side of it, or that it comes from an archive.
#[must_use]
pub fn tells_of_picture(line: &str) -> bool {
    static MARKS: OnceLock<Regex> = OnceLock::new();
    let marks = MARKS.get_or_init(|| {
        let of = |list: &str| {
            let all = sections(include_str!("data/clutter.txt")).filter(|(head, _)| *head == list);
            all.map(|(_, mark)| regex::escape(mark)).collect::<Vec<_>>().join("|")
        };
        let pattern = format!("{}|^(?:{})", of("pictured"), of("pictured-first"));
        Regex::new(&pattern).unwrap_or_else(|e| unreachable!("the pattern of what tells of pictures compiles: {e}"))
    });
    const LONGEST: usize = 600;
    if line.len() > LONGEST {
        return false;
    }
    marks.is_match(&line.to_lowercase())
}

/// What stands between a word for pictures and who took them.
const BY: [&str; 5] = ["by ", "par ", "von ", "door ", "van "];

/// Whether `part` begins with a word for pictures and, when `joined`, a colon, a slash or [`BY`] behind it.
fn opens_as_credit(part: &str, joined: bool) -> bool {
    static MARKS: OnceLock<Vec<&'static str>> = OnceLock::new();
    let marks = MARKS.get_or_init(|| {
        let all = sections(include_str!("data/clutter.txt"));
        all.filter(|(head, _)| *head == "caption").map(|(_, mark)| mark).collect()
    });
    marks.iter().any(|mark| {
        let head = part.get(..mark.len()).filter(|head| head.eq_ignore_ascii_case(mark));
        let rest = head.map(|_| &part[mark.len()..]).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        rest.map(str::trim_start).is_some_and(|rest| {
            !joined || rest.starts_with([':', '/', '©']) || BY.iter().any(|by| rest.starts_with(by))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Sort, ends_as_credit, is_caption, sort};

    #[test]
    fn captions() {
        for line in [
            "Photo: the lower gate in January",
            "The lower gate in January (Image: Harbour Archive)",
            "Das untere Tor. Foto: Der Kanalbote",
            "L’écluse d’aval. (Photo : La Gazette)",
            "The gate. Photograph by Ada Marsh",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in ["The photo shows a gate.", "A picture is worth a thousand words", "He took a photo (of the gate)."]
        {
            assert!(!is_caption(line), "{line}");
        }
        assert!(!ends_as_credit(
            "Photo: the lower gate in January, which nobody had painted since the war and which had rotted"
        ));
        assert_eq!((sort("cookies"), sort("votre"), sort("sluice")), (Some(Sort::Site), Some(Sort::Reader), None));
    }
}
