//! A mail: the lines of its head say who wrote it, when, and about what; below them nothing is a site's.

use super::super::read::Guess;
use super::page::Page;
use crate::lexicon::dates;
use crate::model::account::{Field, Role, Rule};
use crate::model::article::Person;
use crate::model::{Found, How};
use crate::text::Span;
use crate::text::fold::fold;
use std::sync::Arc;

const LINE: Rule = Rule { name: "mail-head", why: "a line of a mail's head" };

/// Names of the lines of a head, folded.
const FROM: [&str; 4] = ["from", "de", "van", "von"];
const TO: [&str; 14] =
    ["to", "cc", "bcc", "à", "a", "aan", "an", "reply-to", "sent", "date", "datum", "envoyé", "verzonden", "gesendet"];
const SUBJECT: [&str; 5] = ["subject", "objet", "onderwerp", "betreff", "re"];

/// Decides the lines of a mail's head, if the page opens with one, and says whether it does.
pub(super) fn read(page: &mut Page<'_>, guess: &mut Guess) -> bool {
    const MOST: usize = 10;
    let head: Vec<(usize, String, Span)> = (0..page.units.len()).take(MOST).map_while(|at| named(page, at)).collect();
    let has = |names: &[&str]| head.iter().any(|(_, name, _)| names.contains(&name.as_str()));
    if !(has(&FROM) && has(&SUBJECT) && has(&TO)) {
        return false;
    }
    for (at, name, value) in head {
        let words = value.of(page.text);
        let field = match name.as_str() {
            name if SUBJECT.contains(&name) => {
                guess.title.get_or_insert(Found::new(Arc::from(words), How::Text, Some(value)));
                Field::Title
            }
            name if FROM.contains(&name) => {
                let person = words.split(['<', '[', '(']).next().unwrap_or(words).trim().trim_matches(['"', '\'']);
                if !person.is_empty() && !person.contains('@') {
                    let person = Person { name: Arc::from(person), affiliation: None };
                    guess.authors.push(Found::new(person, How::Text, Some(value)));
                }
                Field::Authors
            }
            _ => match dates::first(words, &page.lang) {
                Some(written) => {
                    guess.date.get_or_insert(Found::new(written.date, How::Text, Some(value)));
                    Field::Date
                }
                None => Field::Label,
            },
        };
        page.decide(at, Role::Meta(field), LINE);
    }
    true
}

/// The name that a line of the head begins with, and what stands behind it.
fn named(page: &Page<'_>, at: usize) -> Option<(usize, String, Span)> {
    let (words, core) = (page.words(at), page.units[at].core);
    let colon = words.find(':').filter(|&colon| colon <= 12)?;
    let name = fold(words[..colon].trim());
    let known = FROM.contains(&name.as_str()) || TO.contains(&name.as_str()) || SUBJECT.contains(&name.as_str());
    let value = Span::new(core.start as usize + colon + 1, core.end as usize).trimmed(page.text);
    (known && !value.is_empty()).then_some((at, name, value))
}
