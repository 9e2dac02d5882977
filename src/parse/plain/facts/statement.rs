//! How a typed statement opens: its label, and how the label is joined to the sentence.

use crate::lexicon::dates;
use crate::model::reference::FactKind;
use crate::text::fold::fold;
use crate::text::{Lang, word};

/// The known labels, folded.
const LABELS: [(&str, FactKind); 8] = [
    ("claim", FactKind::Claim),
    ("perspective", FactKind::Perspective),
    ("affirmation", FactKind::Claim),
    ("bewering", FactKind::Claim),
    ("behauptung", FactKind::Claim),
    ("point de vue", FactKind::Perspective),
    ("standpunt", FactKind::Perspective),
    ("sichtweise", FactKind::Perspective),
];

/// Words before a colon that tell about statements and make none, folded.
const APART: &[&str] = &[
    "about",
    "abstract",
    "as of",
    "author",
    "authors",
    "auteur",
    "background",
    "bron",
    "bronnen",
    "by",
    "caption",
    "confidence",
    "contact",
    "contradicted by",
    "contradicts",
    "context",
    "contexte",
    "correction",
    "credit",
    "date",
    "datum",
    "editor",
    "fact",
    "facts",
    "image",
    "language",
    "last updated",
    "depends on",
    "link",
    "links",
    "method",
    "methodology",
    "more",
    "nota",
    "note",
    "notes",
    "page",
    "period",
    "photo",
    "published",
    "quelle",
    "quellen",
    "read",
    "read also",
    "read more",
    "refutes",
    "related",
    "relates to",
    "relation",
    "relations",
    "remark",
    "résumé",
    "samenvatting",
    "see",
    "see also",
    "source",
    "sources",
    "status",
    "strength",
    "subject",
    "summary",
    "supported by",
    "supports",
    "tag",
    "tags",
    "title",
    "titel",
    "titre",
    "topic",
    "update",
    "updated",
    "url",
    "version",
    "warning",
];

/// Small beginnings of names that are written as one word: "easyJet", "openAI".
const BRANDS: &[&str] = &["easy", "open", "watch", "post", "snap", "java", "della", "delle", "dello", "dalla", "medr"];

/// How a label is joined to its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum Form {
    /// `claimThe bridge`.
    Glued,
    /// `claim The bridge`; whether a bullet or number stands before it.
    Spaced(bool),
    /// `Claim: the bridge`: a colon, a dash, a bar or a tab.
    Marked(char, Case),
}

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::parse) enum Case {
    Lower,
    Title,
    Upper,
}

impl Case {
    fn of(label: &str) -> Self {
        let mut letters = label.chars().filter(|c| c.is_alphabetic());
        match (letters.next().is_some_and(char::is_uppercase), letters.all(char::is_uppercase)) {
            (true, true) => Self::Upper,
            (true, false) => Self::Title,
            _ => Self::Lower,
        }
    }
}

/// The opening of a statement, in bytes of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) struct Opening {
    pub kind: FactKind,
    /// The label's first byte, and one past its last.
    pub label: (usize, usize),
    /// Where the sentence begins.
    pub begins: usize,
    pub form: Form,
}

/// The opening of a statement with a known label.
pub(in crate::parse) fn known(words: &str) -> Option<Opening> {
    let lead = lead(words);
    let rest = &words[lead..];
    let is = |label: &str| rest.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label));
    let (label, kind) = LABELS.iter().find(|(label, _)| is(label))?;
    let end = lead + label.len();
    let (form, begins) = joined(words, lead, end)?;
    Some(Opening { kind: *kind, label: (lead, end), begins, form })
}

/// The opening of what may be a statement with an unknown label, joined as one of `forms`.
pub(in crate::parse) fn unlisted(words: &str, forms: &[Form], lang: &Lang) -> Option<Opening> {
    let lead = lead(words);
    let end = lead + label(&words[lead..], forms)?;
    let label = &words[lead..end];
    let (form, begins) = joined(words, lead, end).filter(|(form, _)| forms.contains(form))?;
    let told = fold(label);
    let sound = match form {
        Form::Glued => words[begins..].contains(char::is_alphabetic) && words[begins..].contains(' '),
        Form::Spaced(led) => led && !lang.is_stop_word(&told),
        Form::Marked(..) => word::count(&words[begins..words.floor_char_boundary(begins + 200)]) >= 4,
    };
    let is_label = (4..=24).contains(&label.chars().count())
        && !APART.contains(&told.as_str())
        && !BRANDS.contains(&told.as_str())
        && !told.split(' ').any(dates::is_calendar_word);
    (sound && is_label).then_some(Opening { kind: FactKind::Statement, label: (lead, end), begins, form })
}

/// Where a label ends that opens `rest`: a small word, or one or two words before a mark.
fn label(rest: &str, forms: &[Form]) -> Option<usize> {
    let small = rest.find(|c: char| !(c.is_lowercase() || c == '-')).unwrap_or(rest.len());
    let begins_small = small > 0 && !rest.starts_with('-');
    let goes_on = rest[small..].trim_start_matches(char::is_whitespace);
    if begins_small && forms.iter().any(|form| !matches!(form, Form::Marked(..))) && opens(goes_on) {
        return (!goes_on.starts_with(char::is_numeric)).then_some(small);
    }
    let head = &rest[..rest.floor_char_boundary(40)];
    let is_mark = |c: char| matches!(c, ':' | '：' | '|' | '\t' | '–' | '—');
    let label = head[..head.find(is_mark).or_else(|| head.find(" - "))?].trim_end();
    let label = label.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let sound = label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    (sound && label.starts_with(char::is_alphabetic) && label.split(' ').count() <= 2).then_some(label.len())
}

/// The bytes of a bullet or number that stands before a label.
fn lead(words: &str) -> usize {
    let bullet = words.trim_start_matches(['-', '*', '•', '‣', '▪', '●', '◦', '–', '·']);
    let numbered = words.strip_prefix('[').unwrap_or(words);
    let digits = numbered.bytes().take_while(u8::is_ascii_digit).count();
    let closing: &[char] = if numbered.len() < words.len() { &[']'] } else { &['.', ')'] };
    let rest = match () {
        () if bullet.len() < words.len() => bullet,
        () if (1..=3).contains(&digits) => numbered[digits..].strip_prefix(closing).unwrap_or(words),
        () => words,
    };
    let inner = rest.trim_start();
    if rest.len() < words.len() && inner.len() < rest.len() { words.len() - inner.len() } else { 0 }
}

/// How the label `words[start..end]` is joined to the sentence behind it, and where that begins.
fn joined(words: &str, start: usize, end: usize) -> Option<(Form, usize)> {
    let (rest, case) = (&words[end..], Case::of(&words[start..end]));
    if opens(rest) {
        let sound = case == Case::Lower || case == Case::Title && !rest.starts_with(char::is_numeric);
        return sound.then_some((Form::Glued, end));
    }
    // "Claim 2: the bridge"
    let digits = rest.trim_start();
    let bare = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = (1..=3).contains(&(digits.len() - bare.len())) && marked(bare).is_some();
    let rest = if counted { bare } else { rest };
    if let Some((mark, inner)) = marked(rest) {
        return Some((Form::Marked(mark, case), words.len() - inner.len()));
    }
    let inner = rest.trim_start();
    let spaced = case == Case::Lower && inner.len() < rest.len() && opens(inner);
    spaced.then_some((Form::Spaced(start > 0), words.len() - inner.len()))
}

/// The mark that `rest` begins with, all dashes as one, and what stands behind it.
fn marked(rest: &str) -> Option<(char, &str)> {
    let gap = rest.trim_start();
    if rest[..rest.len() - gap.len()].contains('\t') && !gap.is_empty() && !gap.starts_with([':', '–', '—', '-']) {
        return Some(('\t', gap));
    }
    let mark = gap.chars().next()?;
    let after = &gap[mark.len_utf8()..];
    let inner = after.trim_start();
    let parted = inner.len() < after.len();
    match mark {
        ':' | '：' if !inner.is_empty() && (parted || opens(inner)) => Some((':', inner)),
        '|' if !inner.is_empty() && parted => Some(('|', inner)),
        '–' | '—' | '-' if parted && opens(inner) => Some(('–', inner)),
        _ => None,
    }
}

/// Whether a sentence opens here: a capital, a letter without case or a number, also behind a quotation mark.
fn opens(rest: &str) -> bool {
    let bare = rest.strip_prefix(['"', '“', '„', '«', '‘', '(']).map_or(rest, str::trim_start);
    bare.chars().next().is_some_and(|c| c.is_numeric() || c.is_alphabetic() && !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Form, known, unlisted};
    use crate::model::reference::FactKind;
    use crate::text::Lang;

    #[test]
    fn known_labels() {
        for (text, want) in [
            ("claimThe bridge", "The bridge"),
            ("claim“The bridge", "“The bridge"),
            ("claim2021 was dry", "2021 was dry"),
            ("claim The bridge", "The bridge"),
            ("claim: the bridge", "the bridge"),
            ("Claim: the bridge", "the bridge"),
            ("Claim 2: the bridge", "the bridge"),
            ("CLAIM — The bridge", "The bridge"),
            ("- claim: The bridge", "The bridge"),
            ("1. claim The bridge", "The bridge"),
            ("[12] claimThe bridge", "The bridge"),
            ("Claim\tthe bridge", "the bridge"),
            ("BehauptungDie Brücke", "Die Brücke"),
            ("bewering: de brug", "de brug"),
        ] {
            let found = known(text).map(|opening| (opening.kind, &text[opening.begins..]));
            assert_eq!(found, Some((FactKind::Claim, want)), "{text}");
        }
        for text in ["point de vue : Le pont", "standpuntDe brug", "Sichtweise – Die Brücke", "perspective« Le pont"]
        {
            assert_eq!(known(text).map(|opening| opening.kind), Some(FactKind::Perspective), "{text}");
        }
        for text in
            ["claims of The", "Claim The bridge", "claimant", "CLAIMS", "claim", "Claim:", "claim - and more", "é"]
        {
            assert_eq!(known(text), None, "{text}");
        }
    }

    #[test]
    fn unknown_labels() {
        let forms = |text: &str| [known(text).expect("known").form];
        let glued = [Form::Glued];
        for (text, forms, label) in [
            ("evidenceThe bridge is wide.", glued, "evidence"),
            ("quote“The bridge is wide.”", glued, "quote"),
            ("counter-claimThe bridge is not.", glued, "counter-claim"),
            ("Evidence: the bridge is wide.", forms("Claim: the bridge"), "Evidence"),
            ("Expert view: the bridge is wide.", forms("Claim: the bridge"), "Expert view"),
            ("EVIDENCE 3 — The bridge is wide.", forms("CLAIM — The bridge"), "EVIDENCE"),
            ("- evidence: the bridge is wide.", forms("- claim: the bridge"), "evidence"),
            ("2. evidence The bridge is wide.", forms("1. claim The bridge"), "evidence"),
        ] {
            let found = unlisted(text, &forms, &Lang::english()).map(|opening| &text[opening.label.0..opening.label.1]);
            assert_eq!(found, Some(label), "{text}");
        }
        for (text, forms) in [
            ("iPhone sales rose again.", glued),
            ("eBay sold the bridge.", glued),
            ("easyJet flew over it.", glued),
            ("de Varsen saw the bridge.", glued),
            ("evidence: the bridge is wide.", glued),
            ("harbour engineers were there.", glued),
            ("Evidence: the bridge is wide.", forms("claim: the bridge")),
            ("Source: a report of the harbour.", forms("Claim: the bridge")),
            ("June: the bridge was still shut.", forms("Claim: the bridge")),
            ("It was late: the bridge was shut.", forms("CLAIM: the bridge")),
            ("2. this The bridge is wide.", forms("1. claim The bridge")),
        ] {
            assert_eq!(unlisted(text, &forms, &Lang::english()), None, "{text}");
        }
    }
}
