//! Words that tell what a line of a page is for: what sites say of themselves, who is spoken to, and how captions and credits of
//! pictures are worded; in English, French, Dutch and German.

use super::sections;
use regex::Regex;
use std::collections::BTreeMap;
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

/// Words in lower case with what each tells.
pub(super) fn sorted() -> impl Iterator<Item = (&'static str, Sort)> {
    let sort = |head| match head {
        "site" => Some(Sort::Site),
        "reader" => Some(Sort::Reader),
        "writer" => Some(Sort::Writer),
        "credit" => Some(Sort::Credit),
        _ => None,
    };
    sections(include_str!("data/clutter.txt")).filter_map(move |(head, word)| Some((word, sort(head)?)))
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
            // in ASCII, letters of either case are quick to tell
            let flags = |mark: &str| if mark.is_ascii() { "i-u" } else { "i" };
            all.map(|(_, mark)| format!("(?{}:{})", flags(mark), regex::escape(mark))).collect::<Vec<_>>().join("|")
        };
        let pattern = format!("{}|^(?:{})", of("pictured"), of("pictured-first"));
        Regex::new(&pattern).unwrap_or_else(|e| unreachable!("the pattern of what tells of pictures compiles: {e}"))
    });
    const LONGEST: usize = 600;
    line.len() <= LONGEST && marks.is_match(line)
}

/// What stands between a word for pictures and who took them.
const BY: [&str; 5] = ["by ", "par ", "von ", "door ", "van "];

/// Whether `part` begins with a word for pictures and, when `joined`, a colon, a slash or [`BY`] behind it.
fn opens_as_credit(part: &str, joined: bool) -> bool {
    static MARKS: OnceLock<BTreeMap<u8, Vec<&'static str>>> = OnceLock::new();
    let marks = MARKS.get_or_init(|| {
        let mut by_first: BTreeMap<u8, Vec<&'static str>> = BTreeMap::new();
        let all = sections(include_str!("data/clutter.txt")).filter(|(head, _)| *head == "caption");
        all.for_each(|(_, mark)| by_first.entry(mark.as_bytes()[0]).or_default().push(mark));
        by_first
    });
    let first = part.bytes().next().map(|b| b.to_ascii_lowercase());
    first.and_then(|first| marks.get(&first)).into_iter().flatten().any(|mark| {
        let head = part.get(..mark.len()).filter(|head| head.eq_ignore_ascii_case(mark));
        let rest = head.map(|_| &part[mark.len()..]).filter(|rest| !rest.starts_with(char::is_alphanumeric));
        rest.map(str::trim_start).is_some_and(|rest| {
            !joined || rest.starts_with([':', '/', '©']) || BY.iter().any(|by| rest.starts_with(by))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{ends_as_credit, is_caption};

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
    }
}
