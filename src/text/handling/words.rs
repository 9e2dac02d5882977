//! Words that offices put on papers: whole lines, names with a value, names of folders. Newspapers use the same words in
//! sentences and headlines, so only what stands alone counts.

use super::label::colour_of;
use super::{FEW, Force, Says};
use crate::text::fold::fold;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Phrases that say by themselves that a paper is not for everybody, folded.
const CLOSED: [&str; 70] = [
    "confidential",
    "strictly confidential",
    "private and confidential",
    "strictly private and confidential",
    "confidential and proprietary",
    "commercial in confidence",
    "in confidence",
    "company confidential",
    "secret",
    "top secret",
    "most secret",
    "cosmic top secret",
    "nato secret",
    "nato restricted",
    "nato confidential",
    "nato unclassified",
    "eu secret",
    "eu top secret",
    "eu restricted",
    "eu confidential",
    "ue restricted",
    "restreint ue",
    "confidentiel ue",
    "secret ue",
    "très secret ue",
    "tres secret ue",
    "confidentiel",
    "strictement confidentiel",
    "secret défense",
    "confidentiel défense",
    "très secret",
    "diffusion restreinte",
    "diffusion limitée",
    "ne pas diffuser",
    "ne pas publier",
    "vertraulich",
    "streng vertraulich",
    "geheim",
    "streng geheim",
    "zeer geheim",
    "verschlusssache",
    "vs nfd",
    "vs vertraulich",
    "vs geheim",
    "vs streng geheim",
    "vs nur für den dienstgebrauch",
    "nur für den dienstgebrauch",
    "nur für den internen gebrauch",
    "vertrouwelijk",
    "strikt vertrouwelijk",
    "beperkte verspreiding",
    "niet verspreiden",
    "niet voor publicatie",
    "dienstgeheim",
    "departementaal vertrouwelijk",
    "official sensitive",
    "uk official sensitive",
    "sensitive but unclassified",
    "controlled unclassified information",
    "law enforcement sensitive",
    "eyes only",
    "uk eyes only",
    "us eyes only",
    "your eyes only",
    "for official use only",
    "for internal use only",
    "internal use only",
    "limited distribution",
    "limite",
    "off the record",
];

/// Phrases that do so in capitals, brackets or emphasis alone: they are also entries of menus.
const LOUD: [&str; 9] =
    ["restricted", "private", "internal", "embargo", "embargoed", "fouo", "noforn", "sensitive", "classified"];

/// Beginnings of phrases with anything behind them.
const OPENING: [&str; 21] = [
    "embargoed until",
    "embargoed till",
    "embargo until",
    "embargo till",
    "under embargo until",
    "strict embargo until",
    "embargoed for release",
    "sous embargo jusqu",
    "embargo jusqu",
    "onder embargo tot",
    "embargo tot",
    "sperrfrist bis",
    "not for publication",
    "not for circulation",
    "not for distribution",
    "not for further distribution",
    "not for onward",
    "not for release",
    "do not circulate",
    "do not distribute",
    "do not forward",
];

/// What says that a paper is unfinished.
const DRAFTS: [&str; 6] =
    ["first draft", "rough draft", "working draft", "draft version", "draft only", "draft document"];

/// What does so in capitals, brackets or emphasis alone.
const LOUD_DRAFTS: [&str; 4] = ["draft", "entwurf", "brouillon", "work in progress"];

/// Words for drafts that mean other things too: in capitals alone, among the first lines of a text.
const TOP_DRAFTS: [&str; 3] = ["concept", "ontwerp", "projet"];

/// Such words with the number of a version behind them: "Draft v0.3".
static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:draft|entwurf|brouillon|concept|ontwerp|projet)[ ,:-]*(?:(?:v|ver|version|versie|rev)[. ]*\d[\d. ]*|0\.\d+)$")
        .expect("a sound pattern")
});

/// How a line or a piece of it is written, and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    /// In small letters.
    Quiet,
    /// In capitals, brackets or emphasis.
    Loud,
    /// In capitals, among the first lines.
    Top,
}

/// What may stand beside a phrase without making a sentence of it.
const REMARKS: [&str; 38] = [
    "for",
    "only",
    "internal",
    "prepared",
    "privileged",
    "not",
    "do",
    "eyes",
    "until",
    "version",
    "copy",
    "page",
    "releasable",
    "rel",
    "noforn",
    "attorney",
    "client",
    "personal",
    "addressee",
    "addressees",
    "named",
    "recipients",
    "circulation",
    "distribution",
    "publication",
    "use",
    "members",
    "staff",
    "limited",
    "final",
    "cite",
    "quote",
    "share",
    "niet",
    "nicht",
    "ne",
    "pas",
    "voor",
];

/// Names that a marking stands behind.
const MARKINGS: [&str; 22] = [
    "marking",
    "markings",
    "tlp",
    "tlp marking",
    "classification",
    "handling",
    "protective marking",
    "security marking",
    "security classification",
    "classification level",
    "sensitivity",
    "dissemination",
    "distribution",
    "handling caveat",
    "einstufung",
    "vertraulichkeit",
    "rubricering",
    "classificatie",
    "markering",
    "kennzeichnung",
    "marquage",
    "niveau de classification",
];

/// What says that everybody may read it.
const OPEN: [&str; 12] = [
    "public",
    "open",
    "unclassified",
    "none",
    "n/a",
    "na",
    "no",
    "unrestricted",
    "clear",
    "unlimited",
    "unmarked",
    "false",
];

/// The word that [`ITSELF`] begins with: much quicker to look for.
static THIS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)this\s").expect("a sound pattern"));

/// A sentence that says of its own text that it is not for everybody.
static ITSELF: LazyLock<Regex> = LazyLock::new(|| {
    let nouns = "document|report|note|paper|memo|memorandum|file|message|e-?mail|mail|article|text|briefing|dossier|information|material|draft";
    Regex::new(&format!(
        r"(?i)\bthis\s+(?:\w+\s+)?(?:{nouns})\b[^.]{{0,40}}?\b(?:is|are)\s+(?:\w+ly\s+|private and\s+|marked\s+|under\s+)*(?:confidential|secret|classified|restricted|embargo(?:ed)?|not for (?:publication|circulation|distribution|release))\b(?P<rest>.*)$"
    ))
    .expect("a sound pattern")
});

/// Where a line stands in its text.
#[derive(Clone, Copy)]
pub(super) struct Stands {
    /// Among the very first lines.
    pub is_top: bool,
    /// In the head.
    pub is_head: bool,
    /// In the head or at the foot.
    pub is_edge: bool,
}

/// What a line says: alone, or with the lines behind it where it is a bare name or the head of a table.
pub(super) fn of_line(line: &str, behind: &[&str], at: Stands) -> Option<(Says, Force)> {
    let Stands { is_top, is_head, is_edge } = at;
    if let Some(found) = THIS.is_match(line).then(|| ITSELF.captures(line)).flatten() {
        let is_all = line.split_whitespace().count() <= FEW && !found["rest"].contains(char::is_alphabetic);
        return Some((Says::Closed, if is_all { Force::Word } else { Force::Doubt }));
    }
    if line.split_whitespace().nth(FEW).is_some() {
        return None;
    }
    if let Some(told) = column(line, behind) {
        return Some(told);
    }
    if is_head && let Some(told) = named(line, behind.first().copied()) {
        return Some(told);
    }
    let look = look(line, is_top);
    if !is_edge && look == Look::Quiet {
        return None;
    }
    let (says, is_sure) = standing(line, look, is_top)?;
    let force = if is_sure && (is_head || is_edge && look > Look::Quiet) { Force::Word } else { Force::Doubt };
    Some((says, force))
}

/// A column of a table that is called a marking: of one row it speaks of the text, of several perhaps of others.
fn column(line: &str, behind: &[&str]) -> Option<(Says, Force)> {
    let cells = |line: &'_ str| line.trim().trim_matches('|').split('|').map(fold).collect::<Vec<_>>();
    let [rule, row, ..] = behind else { return None };
    let is_rule = is_rule(rule) || rule.contains("--") && !rule.contains(char::is_alphanumeric);
    let is_named = |cell: &String| MARKINGS.contains(&cell.trim());
    let at = is_rule.then(|| cells(line).iter().position(is_named)).flatten()?;
    let (says, force) = value_of(cells(row).get(at)?.trim())?;
    let is_one = behind.get(2).is_none_or(|next| !next.contains('|'));
    Some((says, if is_one { force } else { Force::Doubt }))
}

/// `Marking: red`, `| Marking | RED |`, `status: draft`, and a name alone above its value.
fn named(line: &str, behind: Option<&str>) -> Option<(Says, Force)> {
    let bare = ornaments(line);
    if let Some((name, value)) = bare.split_once([':', '=', '|', '\t']) {
        let name = fold(ornaments(name));
        let value = ornaments(value.trim_start_matches([':', '|', '=']));
        // the heads of two columns are no name with its value
        let heads_table = bare.contains('|') && behind.is_some_and(is_rule);
        let is_word = matches!(name.as_str(), "classification" | "handling");
        return by_name(&name, value).filter(|_| !heads_table || !is_word || value_of(&fold(value)).is_some());
    }
    let behind = behind?;
    let is_name = || MARKINGS.contains(&fold(bare).as_str());
    (behind.split_whitespace().nth(3).is_none() && is_name()).then(|| value_of(&fold(ornaments(behind)))).flatten()
}

/// Whether a line parts the head of a table from its rows.
fn is_rule(line: &str) -> bool {
    let is_of_signs = line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    is_of_signs && (line.contains("--") || line.contains('-') && line.contains('|'))
}

/// What a named value says: `marking: red`, `confidential: true`, `status: draft`. A marking that cannot be read is closed.
#[must_use]
pub fn by_name(name: &str, value: &str) -> Option<(Says, Force)> {
    let name = fold(name).replace(['_', '-'], " ");
    let value = fold(value);
    let is_yes = matches!(value.as_str(), "true" | "yes" | "1" | "y" | "oui" | "ja");
    let is_no = matches!(value.as_str(), "" | "false" | "no" | "0" | "null" | "~" | "none" | "n");
    if MARKINGS.contains(&name.as_str()) {
        let known = value_of(&value);
        let unread = match name.as_str() {
            "marking" | "markings" | "tlp" => Some((Says::Closed, Force::Label)),
            "classification" | "handling" => Some((Says::Closed, Force::Word)),
            _ => None,
        };
        return known.or(unread.filter(|_| !value.is_empty() && !OPEN.contains(&value.as_str())));
    }
    let says = match name.as_str() {
        "confidential"
        | "secret"
        | "restricted"
        | "embargoed"
        | "not for publication"
        | "vertraulich"
        | "confidentiel"
        | "vertrouwelijk"
        | "internal"
            if is_yes =>
        {
            Says::Closed
        }
        "embargo" | "embargo until" | "embargoed until" | "sperrfrist" if !is_no && (is_yes || has_digit(&value)) => {
            Says::Closed
        }
        "wip" | "unfinished" | "unpublished" | "work in progress" if is_yes => Says::Draft,
        "access" | "audience" | "visibility" | "confidentiality" | "status" | "state" | "privacy" | "readers" => {
            match value.as_str() {
                "draft" | "unpublished" | "in progress" | "unfinished" | "wip" => Says::Draft,
                "private"
                | "internal"
                | "restricted"
                | "confidential"
                | "secret"
                | "closed"
                | "limited"
                | "embargoed"
                | "members only"
                | "staff only"
                | "strictly confidential"
                | "top secret"
                | "off the record" => Says::Closed,
                _ => return None,
            }
        }
        "tags" | "tag" | "keywords" => match value.trim_start_matches('#') {
            "draft" | "drafts" | "unpublished" | "wip" => Says::Draft,
            "confidential"
            | "private"
            | "internal"
            | "embargo"
            | "embargoed"
            | "restricted"
            | "not for publication" => Says::Closed,
            _ => return None,
        },
        _ => return None,
    };
    Some((says, Force::Word))
}

/// What the value behind a marking's name says.
fn value_of(value: &str) -> Option<(Says, Force)> {
    let letters: String = value.strip_prefix("tlp").unwrap_or(value).chars().filter(|c| c.is_alphabetic()).collect();
    let colour = colour_of(&letters).map(|says| (says, Force::Label));
    let is_closed = || CLOSED.contains(&value) || LOUD.contains(&value);
    colour.or_else(|| is_closed().then_some((Says::Closed, Force::Word)))
}

/// What a line that is a phrase says, and whether it surely speaks of the text.
fn standing(line: &str, look: Look, is_top: bool) -> Option<(Says, bool)> {
    let bare = ornaments(line);
    let folded = fold(bare);
    if !opens_as_phrase(&folded) {
        let says = bracketed(line).or_else(|| VERSION.is_match(&folded).then_some(Says::Draft));
        return says.map(|says| (says, true));
    }
    if OPENING.iter().any(|opening| folded.starts_with(opening)) {
        return Some((Says::Closed, look > Look::Quiet || folded.split_whitespace().count() <= 8));
    }
    let joined = folded.replace('-', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(says) = phrase(&joined, look).or_else(|| bracketed(line)) {
        return Some((says, true));
    }
    if VERSION.is_match(&folded) {
        return Some((Says::Draft, true));
    }
    let parts = ['-', '–', '—', '/', ',', ';', ':', '·', '•', '(', ')', '[', ']', '|', '*', '_', '.'];
    let pieces = bare.split(parts).filter(|piece| !piece.trim().is_empty());
    let mut pieces = pieces.map(|piece| (fold(piece.trim()), look.max(self::look(piece, is_top)))).peekable();
    // a line that does not begin with a phrase is none
    let first = pieces.peek().and_then(|(piece, look)| phrase(piece, *look))?;
    let pieces: Vec<(String, Look)> = pieces.collect();
    let said: Vec<Option<Says>> = pieces.iter().map(|(piece, look)| phrase(piece, *look)).collect();
    let says = if said.contains(&Some(Says::Closed)) { Says::Closed } else { first };
    let is_remark = |piece: &str| piece.split_whitespace().any(|word| REMARKS.contains(&word) || has_digit(word));
    let whole =
        pieces.iter().zip(&said).all(|((piece, _), said)| said.is_some() || has_no_letters(piece) || is_date(piece));
    let rest = folded.split_whitespace().count();
    if whole {
        return Some((says, true));
    }
    // a word in capitals before something else: a remark to it, or a newspaper's kicker
    let shouted = line.trim_start().chars().filter(|c| c.is_alphabetic()).take(5).all(char::is_uppercase);
    (shouted && rest <= FEW).then(|| (says, pieces[1..].iter().all(|(piece, _)| is_remark(piece))))
}

/// Whether the first word of a folded line is that of a phrase: in most lines it is none.
fn opens_as_phrase(folded: &str) -> bool {
    fn first(words: &str) -> Option<&str> {
        words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())
    }
    static FIRST: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let all = CLOSED.iter().chain(&LOUD).chain(&OPENING).chain(&DRAFTS).chain(&LOUD_DRAFTS).chain(&TOP_DRAFTS);
        all.filter_map(|phrase| first(phrase)).collect()
    });
    first(folded).is_some_and(|word| FIRST.contains(word))
}

/// `[DRAFT] The lock gate`, `Note to file (CONFIDENTIAL)`.
fn bracketed(line: &str) -> Option<Says> {
    let line = line.trim().trim_matches(['*', '_', '#', ' ']);
    let inner = |open: char, close: char| {
        let first = line.strip_prefix(open).and_then(|rest| rest.split_once(close)).map(|(inner, _)| inner);
        first.or_else(|| line.strip_suffix(close).and_then(|rest| rest.rsplit_once(open)).map(|(_, inner)| inner))
    };
    let said = inner('[', ']').or_else(|| inner('(', ')')).or_else(|| inner('【', '】'))?;
    is_loud(said).then(|| phrase(&fold(said), Look::Loud)).flatten()
}

fn look(line: &str, is_top: bool) -> Look {
    match () {
        () if is_top && has_capitals(line) => Look::Top,
        () if is_loud(line) => Look::Loud,
        () => Look::Quiet,
    }
}

fn phrase(piece: &str, look: Look) -> Option<Says> {
    let is_loud = look > Look::Quiet;
    // a number behind it is its version or date
    let words = piece.replace(" & ", " and ");
    let words = words.trim_end_matches(|c: char| !c.is_alphabetic()).trim_end_matches(" v");
    let is_any = |list: &[&str]| list.contains(&words);
    match () {
        () if OPENING.iter().any(|opening| piece.starts_with(opening)) => Some(Says::Closed),
        () if is_any(&CLOSED) || is_loud && is_any(&LOUD) => Some(Says::Closed),
        () if is_any(&DRAFTS) || is_loud && is_any(&LOUD_DRAFTS) => Some(Says::Draft),
        () if look == Look::Top && is_any(&TOP_DRAFTS) => Some(Says::Draft),
        () => None,
    }
}

/// What a folder is called that is all of it, or a file in capitals.
pub(super) fn of_name(spaced: &str, is_folder: bool) -> Option<(Says, Force)> {
    let folded = fold(spaced);
    let says = if is_folder {
        let is_draft = matches!(folded.as_str(), "draft" | "drafts");
        let is_closed = CLOSED.contains(&folded.as_str()) || LOUD.contains(&folded.as_str());
        if is_draft { Some(Says::Draft) } else { is_closed.then_some(Says::Closed) }
    } else {
        bracketed(spaced).or_else(|| {
            let loud: Vec<&str> = spaced.split_whitespace().filter(|word| is_loud(word)).collect();
            let joined = fold(&loud.join(" "));
            loud.iter().find_map(|word| phrase(&fold(word), Look::Loud)).or_else(|| phrase(&joined, Look::Loud))
        })
    };
    says.map(|says| (says, Force::Word))
}

/// Whether all letters are capitals, or the line is in brackets or emphasis.
fn is_loud(line: &str) -> bool {
    has_capitals(line)
        || line.trim().starts_with("**") && line.trim().ends_with("**")
        || line.trim().starts_with('[') && line.trim().ends_with(']')
}

/// Whether there are letters, and all are capitals.
fn has_capitals(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// A line without what sets it off: list marks, rules of tables, brackets, emphasis, comments.
fn ornaments(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || "#+*_|>-–—=/\\;%<!\"'“”‘’[](){}@~`•·.,✱★".contains(c))
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

fn has_no_letters(text: &str) -> bool {
    !text.contains(char::is_alphabetic)
}

fn is_date(piece: &str) -> bool {
    has_digit(piece) && piece.split_whitespace().count() <= 4
}
