//! The author's note: who wrote the article, at its end.

use crate::lexicon::person::{is_likely_name, is_person_name, is_same, may_open, once, strip_title};
use crate::lexicon::roles::is_role;
use crate::model::article::Person;
use crate::text::Lang;
use crate::text::fold::{Shipped, fold, fold_word};
use crate::text::sentence::sentences;
use crate::text::word::{Word, words};
use std::sync::{Arc, OnceLock};

/// Verbs that a note says what its author is or does with, folded.
const VERBS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "serves",
    "works",
    "teaches",
    "writes",
    "holds",
    "leads",
    "heads",
    "directs",
    "covers",
    "reports",
    "runs",
    "edits",
    "est",
    "sont",
    "enseigne",
    "travaille",
    "dirige",
    "werkt",
    "doceert",
    "zijn",
    "ist",
    "sind",
    "arbeitet",
    "arbeiten",
    "lehrt",
    "lehren",
    "forscht",
    "forschen",
    "leitet",
    "schreibt",
    "werken",
    "doceren",
    "enseignent",
];

/// Those of [`VERBS`] that only say what somebody is: the description begins behind them.
const BEING: [&str; 9] = ["is", "are", "was", "were", "est", "sont", "zijn", "ist", "sind"];
/// Words that join what somebody does with where or for whom, folded.
const LINKS: [&str; 23] = [
    "at", "for", "about", "on", "in", "as", "with", "à", "au", "pour", "sur", "dans", "aan", "voor", "bij", "over",
    "bei", "über", "am", "an", "im", "zu", "als",
];
/// Words for one who belongs to an institute, folded, and those that join them.
const BELONGING: [&str; 8] =
    ["verbonden", "affiliated", "attached", "associated", "rattaché", "rattachée", "rattachés", "attaché"];

/// Nouns that stand for the author, folded: "The writer is …".
const NAMELESS: [&str; 13] = [
    "author",
    "writer",
    "authors",
    "writers",
    "auteur",
    "auteure",
    "auteurs",
    "autrice",
    "schrijver",
    "autor",
    "autorin",
    "autoren",
    "schrijfster",
];
/// Nouns for a body of writers, folded: "The editorial desk is …".
const BODIES: [&str; 7] = ["desk", "board", "team", "staff", "editors", "newsroom", "redaction"];

/// What a note says.
pub(in crate::parse) struct Note {
    /// The authors; empty when the note names none.
    pub authors: Vec<Person>,
}

/// Reads one paragraph as an author's note: "NAME is a ROLE at PLACE.", also of several authors, in one sentence or some, or
/// without a name.
pub(in crate::parse) fn read(paragraph: &str, lang: &Lang) -> Option<Note> {
    if paragraph.len() > 1200 {
        return None;
    }
    let paragraph = paragraph.trim_start_matches(['—', '–', '-', '*', '•', '●', '_', ' ']);
    let mut note = first(paragraph)?;
    for sentence in sentences(paragraph, lang).into_iter().skip(1) {
        let names = first(sentence.of(paragraph)).map(|other| other.authors).unwrap_or_default();
        for name in names {
            if !note.authors.iter().any(|known| is_same(&known.name, &name.name)) {
                note.authors.push(name);
            }
        }
    }
    Some(note)
}

/// What the first sentence of `text` says.
fn first(text: &str) -> Option<Note> {
    let is_verb = |(_, word): &(usize, Word<'_>)| is_verb(&fold_word(word.text));
    let (verb, word) = words(text).enumerate().take(13).find(is_verb).filter(|(at, _)| *at > 0)?;
    let subject = text[..word.at].trim();
    let (body, names) = (body_of_writers(subject), split_names(subject));
    if body.is_none() && names.is_none() {
        return None;
    }
    let all: Vec<Word<'_>> = words(text).take(30).collect();
    let is_being = BEING.contains(&fold(all[verb].text).as_str());
    let described = first_sentence(text[if is_being { all[verb].end() } else { all[verb].at }..].trim());
    let is_role_near = (verb + 1..all.len().min(verb + 13)).any(|at| names_role(text, &all, at));
    // "teaches law at the Harbour School", "writes about ports"
    let is_work = !is_being && all[verb + 1..].iter().take(8).any(|w| LINKS.contains(&fold(w.text).as_str()));
    let is_named = || names.as_ref().is_some_and(|names| names.iter().all(|name| is_likely_name(name)));
    let belongs = is_being
        && all[verb + 1..]
            .windows(2)
            .take(4)
            .any(|w| BELONGING.contains(&fold(w[0].text).as_str()) && matches!(w[1].text, "aan" | "to" | "with" | "à"));
    // "Merrow holds a day of mourning for …": headlines are of the same form, but end without a stop
    let is_sentence = text.trim_end().ends_with(['.', '”', '"', ')']);
    // "is pushing colleagues", which tells what somebody does now
    let is_doing = is_being
        && all.get(verb + 1).is_some_and(|w| w.text.ends_with("ing") && w.text.len() > 5)
        && !all.get(verb + 2).is_some_and(|w| LINKS.contains(&fold(w.text).as_str()));
    let body = body_of_writers(subject);
    // "De auteur is oud-havenmeester van Merrow.": whatever it is, where it is short
    let is_short = matches!(body, Some(None)) && is_being && is_sentence && all.len() <= 16;
    if is_doing || !(is_role_near || is_short || (is_work || belongs) && is_sentence && is_named()) {
        return None;
    }
    if let Some(name) = body {
        return Some(Note { authors: name.map(|name| person(name, described)).into_iter().collect() });
    }
    let names = names?;
    Some(Note { authors: names.into_iter().map(|name| person(name, described)).collect() })
}

fn is_verb(folded: &str) -> bool {
    static ALL: OnceLock<Shipped<()>> = OnceLock::new();
    ALL.get_or_init(|| VERBS.iter().map(|verb| (*verb, ())).collect()).contains_key(folded)
}

/// Whether a line opens as a note on somebody does, also by the first name alone: "Ada is a reporter", "Ada Marsh has written".
pub(in crate::parse) fn opens(line: &str) -> bool {
    const LONGEST: usize = 1200;
    const SUBJECT: usize = 4;
    if line.len() > LONGEST || !line.starts_with(char::is_uppercase) {
        return false;
    }
    let all: Vec<Word<'_>> = words(line).take(18).collect();
    let verb = all.iter().take(SUBJECT + 1).position(|w| is_verb(w.text) || w.text == "has");
    verb.filter(|&verb| verb > 0 && all[..verb].iter().all(Word::is_capitalised))
        .is_some_and(|verb| (verb + 1..all.len()).any(|at| names_role(line, &all, at)))
}

/// Whether word `at` names a role: "fellow" only where no noun follows ("fellow Democrats").
fn names_role(text: &str, all: &[Word<'_>], at: usize) -> bool {
    let word = fold(all[at].text);
    let goes_on = all.get(at + 1).is_some_and(|next| {
        let joined = text[all[at].end()..next.at].trim().is_empty();
        joined && (next.is_capitalised() || next.text.ends_with('s') && next.text.len() > 3)
    });
    is_role(&word) && !(all[at].text == "fellow" && goes_on)
}

/// "NAME can be reached at …", "Follow NAME on …": the name.
pub(in crate::parse) fn contact(line: &str) -> Option<&str> {
    const LONGEST: usize = 300;
    const REACHED: &str = " can be reached at ";
    let line = line.get(..line.floor_char_boundary(LONGEST))?.trim_start_matches(['—', '–', '-', '*', '•', ' ']);
    let line = line.strip_prefix("Staff writer ").unwrap_or(line);
    let behind = ["Follow ", "Contact ", "Email ", "Reach "].iter().find_map(|head| line.strip_prefix(head));
    let name = match behind {
        Some(rest) => rest.split(" on ").next().and_then(|name| name.split(" at ").next())?,
        None => line.contains(REACHED).then(|| line.split(REACHED).next())??,
    };
    is_likely_name(name.trim()).then_some(name.trim())
}

fn person(name: &str, affiliation: &str) -> Person {
    Person { name: Arc::from(name), affiliation: (!affiliation.is_empty()).then(|| Arc::from(affiliation)) }
}

fn first_sentence(text: &str) -> &str {
    let end = text
        .match_indices(['.', ';'])
        .filter(|(at, mark)| *mark == ";" || text[at + 1..].starts_with(' '))
        .map(|(at, _)| at)
        .find(|&at| !text[..at].ends_with(|c: char| c.is_uppercase()))
        .unwrap_or(text.len());
    text[..end].trim_end_matches('.').trim()
}

/// "The writer" (no name), "The Harbour desk" (the body's name): the subject of a note that names no person.
fn body_of_writers(subject: &str) -> Option<Option<&str>> {
    let rest =
        subject.strip_prefix("The ").or_else(|| subject.strip_prefix("L’")).or_else(|| subject.strip_prefix("L'"));
    let rest = rest.or_else(|| ["De ", "Der ", "Die ", "Les "].iter().find_map(|the| subject.strip_prefix(the)))?;
    let last = fold(rest.rsplit(' ').next()?);
    if !rest.contains(' ') && NAMELESS.contains(&last.as_str()) {
        return Some(None);
    }
    (BODIES.contains(&last.as_str()) && rest.split(' ').count() <= 6).then_some(Some(rest))
}

/// The names of a subject such as "Ada B. Marsh, PhD, and Bram de Vries"; `None` when some part of it is no name.
fn split_names(subject: &str) -> Option<Vec<&str>> {
    if !may_open(subject.trim_start_matches([',', ' '])) {
        return None;
    }
    let cut = subject.find(" (").unwrap_or(subject.len());
    let pieces = subject[..cut]
        .split(" and ")
        .flat_map(|p| p.split(" et "))
        .flat_map(|p| p.split(" en "))
        .flat_map(|p| p.split(" & "))
        .flat_map(|p| p.split(" und "));
    let mut names = Vec::new();
    for piece in pieces {
        for part in piece.split(", ").map(|p| p.trim().trim_end_matches(',')).filter(|p| !p.is_empty()) {
            match is_person_name(part) {
                true => names.push(once(strip_title(part))),
                // "Ada Marsh, a former diplomat, is …": what follows a name may describe it
                false if names.is_empty() => return None,
                false => {}
            }
        }
    }
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::text::Lang;

    fn names(paragraph: &str) -> Option<Vec<String>> {
        read(paragraph, &Lang::english()).map(|note| note.authors.iter().map(|a| a.name.to_string()).collect())
    }

    #[test]
    fn notes() {
        for (text, want) in [
            ("Ada B. Marsh is a fellow at the Harbour Institute.", vec!["Ada B. Marsh"]),
            (
                "Ada Marsh and Bram de Vries are researchers at the Harbour Institute in Ghent.",
                vec!["Ada Marsh", "Bram de Vries"],
            ),
            ("Dr. Chiara Lindqvist teaches history and is a member of the board.", vec!["Chiara Lindqvist"]),
            (
                "Ada Marsh is a fellow at the Harbour Institute. Bram de Vries is a researcher in Ghent.",
                vec!["Ada Marsh", "Bram de Vries"],
            ),
            ("Ada Marsh teaches law at the Harbour School.", vec!["Ada Marsh"]),
            ("—Ada Marsh is an editor at the Harbour Review.", vec!["Ada Marsh"]),
            ("The writer is a former ambassador.", vec![]),
            ("The harbour sample desk is the editorial desk of a project.", vec!["harbour sample desk"]),
            ("Ada Marsh est chercheuse à l’Institut du port.", vec!["Ada Marsh"]),
            ("Ada Marsh, Jahrgang 1970, lehrt Logistik in Gent.", vec!["Ada Marsh"]),
            ("Ada Marsh und Bram de Vries forschen am Institut für Häfen.", vec!["Ada Marsh", "Bram de Vries"]),
            ("Ada Marsh en Bram de Vries zijn verbonden aan het Instituut.", vec!["Ada Marsh", "Bram de Vries"]),
            ("De auteur is oud-havenmeester van Merrow.", vec![]),
        ] {
            assert_eq!(names(text), Some(want.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn prose() {
        for text in [
            "Brussels is an easy place for a researcher.",
            "Jaak Marsh, the current head of the service, asked for resources.",
            "Ostend and Ghent are two ends of one canal, and a president knows both.",
            "It is a member of the board.",
            "The author is wrong to say that all the locks on the river were built in the years behind the last great war.",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
