//! Labels of the Traffic Light Protocol, however they are spelled. A line comes in; what it says and how surely goes out.

use super::{Around, FEW, Force, SHORT, Says};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// The protocol's name, and what may stand between it and a colour.
const NAME: &str = r"(?i)(?P<name>\bt[\s._*]{0,2}l[\s._*]{0,2}p|\btraffic[\s-]+light[\s-]+protocol)";
const BETWEEN: &str = r"(?P<sep>(?:[^\p{L}\p{N}]{0,8}(?:v(?:ersion)?[\s.]*)?[12](?:[.,]\s?0)?\b)?[^\p{L}\p{N}]{0,8}(?:(?:marking|label|level|colou?r|classification|status|code|is)\b[^\p{L}\p{N}]{1,6}){0,2})";
const COLOUR: &str = r"(?P<colour>a\s?m\s?b\s?e\s?r[\s+_/-]*(?:\(?s\s?t\s?r\s?i\s?c\s?t\b)?|a\s?m\s?b\s?e\s?r|r\s?e\s?d|g\s?r\s?e\s?e\s?n|c\s?l\s?e\s?a\s?r|w\s?h\s?i\s?t\s?e|rouge|rood|rot|rojo|rosso|orange|oranje|ambre|gelb|vert|groen|grün)\b";

static LABEL: LazyLock<Regex> = LazyLock::new(|| regex(&format!("{NAME}{BETWEEN}{COLOUR}")));

/// A name with a colon and no colour behind it.
static UNREAD: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"{NAME}\s*(?:[12](?:\.0)?)?\s*[:=](?:[^/]|$)")));

/// What may be one of these: a quick look at a whole text.
static MAYBE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)t[^\p{L}\p{N}\n]{0,4}l[^\p{L}\p{N}\n]{0,4}p|traffic[^\p{L}\p{N}\n]+light"));

/// Addresses and where links lead: no words of the text.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)(?:https?://|www\.)\S+|\]\([^)]*\)"));

/// Another article's name.
static OTHER: LazyLock<Regex> = LazyLock::new(|| regex(r"\[\[[^\]]*\]\]"));

/// Words of one who speaks about labels.
static TALK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\?|\b(?:what|how|why|when|which|whether|means?|meaning|meant|explain\w*|guide|versus|vs|called|define[sd]?|definition|labels|markings|colours|colors|documents|reports|papers|(?:an?|the|every|each|any|some|from|with|leaked|other|another)[\s“”'\x22(\[]*(?:t\W*l\W*p|traffic\W+light))\b",
    )
});

/// A sentence that says of its own text that it is marked.
static ITSELF: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)\b(?:this|the present|the following|the attached)\s+(?:\w+\s+)?(?:document|report|note|paper|memo|memorandum|file|message|mail|e-?mail|article|text|briefing|dossier|information|material|product|page|publication|advisory|bulletin|content|analysis|summary|minutes)\b[,\s]+(?:(?:is|was|are|has been|have been|must be|should be|may be|carries|bears)\s+)(?:hereby\s+|to be\s+|being\s+|only\s+|strictly\s+)*(?:marked|classified|labell?ed|designated|rated|shared|released|restricted|distributed|issued|limited|handled|treated|the (?:marking|label))?\s*(?:as|under|at|to|with|for)?[\s“”'\x22*_(\[]*{NAME}"
    ))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a sound pattern")
}

/// Whether any line of `text` may hold a label.
pub(super) fn may_hold(text: &str) -> bool {
    !text.is_ascii() && text.contains(super::is_odd) || MAYBE.is_match(text)
}

/// Where the first label of a long line stands.
pub(super) fn place(line: &str) -> Option<Range<usize>> {
    LABEL.find(line).map(|found| found.range())
}

/// What `line` says.
pub(super) fn of_line(line: &str, around: &Around<'_>) -> Option<(Says, Force)> {
    if !MAYBE.is_match(line) {
        return None;
    }
    let line = ADDRESS.replace_all(line, " ");
    let bare = OTHER.replace_all(&line, " ");
    let Some(found) = strictest(&bare) else {
        return strictest(&line).map(|found| (found.says, Force::Doubt));
    };
    Some((found.says, force(&bare, &found, around)))
}

struct Found {
    says: Says,
    at: Range<usize>,
}

/// The strictest label of a line.
fn strictest(line: &str) -> Option<Found> {
    let read = LABEL.captures_iter(line).map(|found| Found { says: colour(&found), at: whole(&found) });
    // the name in full with a colon is a heading rather than a label
    let is_short = |found: &regex::Match<'_>| !found.as_str().to_lowercase().starts_with("tr");
    let unread = UNREAD
        .find_iter(line)
        .filter(|found| is_short(found) && LABEL.find_iter(line).all(|label| label.start() != found.start()));
    read.chain(unread.map(|found| Found { says: Says::Closed, at: found.range() })).max_by_key(|found| rank(found.says))
}

fn whole(found: &Captures<'_>) -> Range<usize> {
    found.get(0).map(|m| m.range()).unwrap_or_default()
}

fn rank(says: Says) -> usize {
    match says {
        Says::Colour(name) => {
            ["clear", "green", "amber", "amber+strict", "red"].iter().position(|n| *n == name).unwrap_or(4)
        }
        Says::Closed | Says::Draft => 4,
    }
}

fn colour(found: &Captures<'_>) -> Says {
    let word: String = found["colour"].chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    colour_of(&word).unwrap_or(Says::Closed)
}

/// What a colour's name says, letters alone and in lower case; the red ones of other languages are red, and what lies between
/// red and green there cannot be told.
pub(super) fn colour_of(word: &str) -> Option<Says> {
    Some(match word {
        "clear" | "white" => Says::Colour("clear"),
        "green" | "vert" | "groen" | "grün" => Says::Colour("green"),
        "amber" => Says::Colour("amber"),
        "amberstrict" => Says::Colour("amber+strict"),
        "red" => Says::Colour("red"),
        "rouge" | "rood" | "rot" | "rojo" | "rosso" | "orange" | "oranje" | "ambre" | "gelb" => Says::Closed,
        _ => return None,
    })
}

fn force(line: &str, found: &Found, around: &Around<'_>) -> Force {
    let others = words(&line[..found.at.start]) + words(&line[found.at.end.min(line.len())..]);
    let is_quoted = line.trim_start().starts_with('>') && !around.is_edge;
    if is_quoted {
        return Force::Doubt;
    }
    if ITSELF.is_match(line) || others <= 2 && !TALK.is_match(line) {
        return Force::Label;
    }
    if line.len() <= SHORT && words(line) <= FEW && !is_wrapped(line, around) {
        return if TALK.is_match(line) { Force::Doubt } else { Force::Label };
    }
    if opens(line, found) || sentences(line).any(is_label_alone) { Force::Label } else { Force::Doubt }
}

/// Whether a line goes on with the sentence of the one before it.
fn is_wrapped(line: &str, around: &Around<'_>) -> bool {
    let goes_on = |line: &str| line.len() > 44 && !line.trim_end().ends_with(['.', '!', '?', ':', '"', '”', ')']);
    around.before.is_some_and(|before| goes_on(before) && line.trim_start().starts_with(char::is_lowercase))
        || goes_on(line) && line.len() > 60
}

/// Whether a long line begins with its label, and goes on as a new sentence or a remark.
fn opens(line: &str, found: &Found) -> bool {
    let rest = line[found.at.end..].trim_start_matches(['*', '_', ']', ')', '"', '”', '\'']);
    let behind = rest.trim_start();
    words(&line[..found.at.start]) == 0
        && (behind.starts_with(|c: char| !c.is_alphabetic() && c != ',') || behind.starts_with(char::is_uppercase))
}

fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split(['.', '!', '?', ';', '|', '•']).filter(|sentence| !sentence.trim().is_empty())
}

fn is_label_alone(sentence: &str) -> bool {
    LABEL.find(sentence).is_some_and(|found| {
        words(&sentence[..found.start()]) + words(&sentence[found.end()..]) <= 1 && !TALK.is_match(sentence)
    })
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
