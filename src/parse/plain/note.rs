//! The author's note: who wrote the article, at its end.

use crate::lexicon::roles::{PARTICLES, is_role};
use crate::model::article::Person;
use crate::text::fold::fold;
use crate::text::word::{Word, words};
use std::sync::Arc;

/// Verbs that a note says what its author is or does with, folded.
const VERBS: [&str; 23] = [
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
];

/// Nouns that stand for the author, folded: "The writer is …".
const NAMELESS: [&str; 8] = ["author", "writer", "authors", "writers", "auteur", "autrice", "schrijver", "autor"];
/// Nouns for a body of writers, folded: "The editorial desk is …".
const BODIES: [&str; 7] = ["desk", "board", "team", "staff", "editors", "newsroom", "redaction"];

/// What a note says.
pub(super) struct Note {
    /// The authors; empty when the note names none.
    pub authors: Vec<Person>,
}

/// Reads one paragraph as an author's note: "NAME is a ROLE at PLACE.", also of two authors, or without a name.
pub(super) fn read(paragraph: &str) -> Option<Note> {
    if paragraph.len() > 900 {
        return None;
    }
    let all: Vec<Word<'_>> = words(paragraph).collect();
    let verb = all.iter().position(|w| VERBS.contains(&fold(w.text).as_str())).filter(|&at| (1..=12).contains(&at))?;
    let described = paragraph[all[verb].end()..].trim();
    let is_role_near = all[verb + 1..].iter().take(12).any(|w| is_role(&fold(w.text)));
    if !is_role_near {
        return None;
    }
    let subject = paragraph[..all[verb].at].trim();
    let affiliation = first_sentence(described);
    if let Some(name) = body_of_writers(subject) {
        return Some(Note { authors: name.map(|name| person(name, affiliation)).into_iter().collect() });
    }
    let names = split_names(subject)?;
    Some(Note { authors: names.into_iter().map(|name| person(name, affiliation)).collect() })
}

fn person(name: &str, affiliation: &str) -> Person {
    Person { name: Arc::from(name), affiliation: (!affiliation.is_empty()).then(|| Arc::from(affiliation)) }
}

fn first_sentence(text: &str) -> &str {
    let end = text
        .match_indices(". ")
        .map(|(at, _)| at)
        .find(|&at| !text[..at].ends_with(|c: char| c.is_uppercase()))
        .unwrap_or(text.len());
    text[..end].trim_end_matches('.').trim()
}

/// "The writer" (no name), "The Harbour desk" (the body's name): the subject of a note that names no person.
fn body_of_writers(subject: &str) -> Option<Option<&str>> {
    let rest =
        subject.strip_prefix("The ").or_else(|| subject.strip_prefix("L’")).or_else(|| subject.strip_prefix("L'"));
    let rest = rest.or_else(|| subject.strip_prefix("De ")).or_else(|| subject.strip_prefix("Der "))?;
    let last = fold(rest.rsplit(' ').next()?);
    if !rest.contains(' ') && NAMELESS.contains(&last.as_str()) {
        return Some(None);
    }
    (BODIES.contains(&last.as_str()) && rest.split(' ').count() <= 6).then_some(Some(rest))
}

/// The names of a subject such as "Ada B. Marsh, PhD, and Bram de Vries"; `None` when some part of it is no name.
fn split_names(subject: &str) -> Option<Vec<&str>> {
    let cut = subject.find(" (").unwrap_or(subject.len());
    let pieces = subject[..cut]
        .split(" and ")
        .flat_map(|p| p.split(" et "))
        .flat_map(|p| p.split(" en "))
        .flat_map(|p| p.split(" und "));
    let mut names = Vec::new();
    for piece in pieces {
        for part in piece.split(", ").map(|p| p.trim().trim_end_matches(',')).filter(|p| !p.is_empty()) {
            match is_person_name(part) {
                true => names.push(strip_title(part)),
                // "Ada Marsh, a former diplomat, is …": what follows a name may describe it
                false if names.is_empty() => return None,
                false => {}
            }
        }
    }
    (!names.is_empty()).then_some(names)
}

fn strip_title(name: &str) -> &str {
    ["Dr. ", "Dr ", "Prof. ", "Prof ", "Professor ", "Mr. ", "Mr ", "Ms. ", "Ms ", "Mrs. ", "Mrs ", "Sir ", "Dame "]
        .iter()
        .find_map(|title| name.strip_prefix(title))
        .unwrap_or(name)
}

/// Two to six words, all capitalised but for particles, none of them a word that opens a sentence.
pub(super) fn is_person_name(text: &str) -> bool {
    const NOT_NAMES: [&str; 14] =
        ["The", "This", "That", "There", "It", "He", "She", "They", "We", "In", "On", "At", "What", "Our"];
    let parts: Vec<&str> = strip_title(text).split(' ').collect();
    let is_capital =
        |part: &&str| part.chars().next().is_some_and(|c| c.is_uppercase() || crate::text::lang::is_cjk(c));
    let sound = |part: &str| part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '·'));
    let particle =
        |part: &&str| PARTICLES.contains(part) || ["d’", "d'", "al-", "el-", "O’"].iter().any(|p| part.starts_with(p));
    (2..=6).contains(&parts.len())
        && !NOT_NAMES.contains(&parts[0])
        && parts.iter().all(|part| !part.is_empty() && sound(part) && (is_capital(part) || particle(part)))
        && parts.iter().filter(|part| is_capital(part)).count() >= 2
        && !parts.iter().any(|part| part.len() > 4 && part.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn names(paragraph: &str) -> Option<Vec<String>> {
        read(paragraph).map(|note| note.authors.iter().map(|a| a.name.to_string()).collect())
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
            ("The writer is a former ambassador.", vec![]),
            ("The harbour sample desk is the editorial desk of a project.", vec!["harbour sample desk"]),
            ("Ada Marsh est chercheuse à l’Institut du port.", vec!["Ada Marsh"]),
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
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
