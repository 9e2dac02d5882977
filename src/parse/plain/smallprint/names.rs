//! The names of small print: behind "By", or unannounced, with the offices and outlets behind them.

use super::Named;
use super::patterns::patterns;
use crate::lexicon::person::{is_degree, is_likely_name, is_particle, is_person_name, lower_capitals, may_open};
use crate::lexicon::roles;
use crate::text::fold::{fold, fold_word};
use crate::text::word;
use std::ops::Range;
/// The names at the head of what stands behind "By", and how many words behind them are no description of them.
pub(super) fn announced(behind: &str) -> (Vec<Named>, usize) {
    const MOST: usize = 12;
    let behind = without_office(behind);
    let mut names: Vec<Named> = Vec::new();
    let mut end = 0;
    let ends: Vec<Range<usize>> = patterns()
        .conjunction
        .find_iter(behind)
        .map(|found| found.range())
        .chain(std::iter::once(behind.len()..behind.len()))
        .collect();
    let mut from = 0;
    for cut in ends {
        let token = behind[from..cut.start].trim();
        let start = from;
        from = cut.end;
        if !names.is_empty() && (is_degree(token) || is_contact(token)) {
            end = cut.start;
            continue;
        }
        let token_at = start + (behind[start..].len() - behind[start..].trim_start().len());
        // behind a comma an office or an outlet is where somebody works: "Ada Marsh, Merrow Post Staff"
        let is_joined = !behind[..start].trim_end().ends_with(',');
        let is_person = |length: &usize| {
            names.is_empty() || !names_office(token) || is_joined && (*length < token.len() || !is_desk(token))
        };
        let is_elsewhere = !names.is_empty() && (is_place_name(token) || roles::is_agency(&fold(token)));
        let Some(length) = leading_name(token).filter(is_person).filter(|_| !is_elsewhere) else { break };
        names.push(Named::new(&token[..length]));
        end = token_at + length;
        if length < token.len() && !token[length..].trim_start().starts_with(char::is_uppercase) {
            break;
        }
    }
    if names.is_empty() {
        let whole = behind.trim();
        let long = whole.chars().count() > 3 || roles::is_agency(&fold(whole));
        let single = word::count(whole) == 1 && whole.starts_with(char::is_uppercase) && long;
        return if single { (vec![Named::new(whole)], 0) } else { (names, 0) };
    }
    let described = behind[end..].trim_start_matches([',', ' ', '(', '.']).trim_end_matches([')', ' ', ',']);
    let count = word::count(described);
    let is_office = names_office(described);
    // an outlet behind several names is that of each
    let is_outlet = behind[end..].trim_start().starts_with([',', '(']) && is_outlet_of_many(described);
    if is_outlet || names.len() == 1 && !described.is_empty() && is_office && count <= MOST {
        let affiliation = described.trim_end_matches('.');
        names.iter_mut().for_each(|one| one.affiliation = Some(affiliation.to_owned()));
    }
    (names, if is_office || count <= 5 || described.contains('@') { 0 } else { count })
}

/// An agency, or an outlet and nothing else: "Harbour Post", "dpa".
fn is_outlet_of_many(words: &str) -> bool {
    let is_desk = word::words(words).any(|w| roles::is_role(&fold(w.text)));
    roles::is_agency(&fold(words)) || !is_desk && is_outlet(words)
}

/// Whether words open as the names of places do, and no full name does: "Den Haag", "Le Havre", "San Francisco".
fn is_place_name(words: &str) -> bool {
    const OPENINGS: [&str; 17] = [
        "Den", "Le", "La", "Les", "Los", "Las", "El", "San", "Santa", "Saint", "St.", "Sankt", "Sint", "Bad", "Port",
        "Fort", "New",
    ];
    words.split_once(' ').is_some_and(|(first, rest)| OPENINGS.contains(&first) && !rest.contains(' '))
}

/// A name with where it was written, or the agency it writes for: "Ada Marsh, Ghent", "Ada Marsh in Ghent", "Ada Marsh, dpa".
/// Headlines have that form too: what stands beside it must show that it is a byline.
pub(in crate::parse) fn signed(words: &str) -> Option<Named> {
    const BETWEEN: [&str; 9] = [", ", " in ", " à ", " te ", " en ", " avec ", " mit ", " met ", " with "];
    const LONGEST: usize = 60;
    if words.len() > LONGEST || words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bare = words.trim_start_matches(['—', '–', '-', ' ']);
    let cuts = BETWEEN.iter().filter_map(|by| Some((bare.find(by)?, *by)));
    let (cut, by) = cuts.min()?;
    let (name, place) = (&bare[..cut], &bare[cut + by.len()..]);
    let is_agency = place.split('/').all(|part| roles::is_agency(&fold(part)));
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) || roles::PARTICLES.contains(&word);
    let is_place = word::count(place) <= 3
        && place.split(' ').all(is_capital)
        && !place.ends_with(['.', '?', '!'])
        && (is_place_name(place) || !is_likely_name(place));
    let is_name = is_likely_name(&lower_capitals(name));
    (is_name && (is_agency || is_place && !matches!(by, " avec " | " mit " | " met " | " with ")))
        .then(|| Named { affiliation: (is_agency && by == ", ").then(|| place.to_owned()), ..Named::new(name) })
}

/// A handle or an address, also behind a word for it: "Email: desk@harbour.example".
fn is_contact(token: &str) -> bool {
    let last = token.rsplit(' ').next().unwrap_or(token);
    patterns().contact.is_match(last) && token.split(' ').count() <= 2
}

/// How many bytes of `token` are a name at its head: all of it, what stands before a lower-case word ("Ada Marsh in Ghent"),
/// or before an office ("Ada Marsh Staff Writer").
fn leading_name(token: &str) -> Option<usize> {
    let fits = |length: usize| {
        let name = lower_capitals(&token[..length]);
        is_person_name(&name) || is_desk(&name)
    };
    let ends: Vec<usize> = token.match_indices(' ').map(|(at, _)| at).filter(|&at| at > 0).collect();
    let next = |at: usize| token[at..].trim_start();
    // "ADA MARSH. Email: …": a full stop behind a whole word
    let stop = ends.iter().copied().find_map(|at| {
        let name = token[..at].strip_suffix('.')?;
        let is_whole = name.rsplit([' ', '.']).next().is_some_and(|word| word.chars().count() > 2);
        (is_whole && !is_degree(name.rsplit(' ').next()?) && is_person_name(&lower_capitals(name)))
            .then_some(name.len())
    });
    if stop.is_some() {
        return stop;
    }
    let lower = ends.iter().copied().find(|&at| {
        let word = next(at).split(' ').next().unwrap_or_default();
        word.starts_with(char::is_lowercase) && !is_particle(word) || word.starts_with(['(', '@'])
    });
    if let Some(at) = lower
        && fits(at)
    {
        return Some(at);
    }
    // an office behind: the shortest head that is a name, and does not break it behind an initial
    let is_office = names_office(token);
    let whole = |at: &usize| !token[..*at].ends_with('.') && !token[..*at].ends_with(char::is_uppercase);
    let is_person = |at: &usize| is_likely_name(&lower_capitals(&token[..*at]));
    let head = ends.into_iter().filter(|at| is_office && is_person(at)).find(whole);
    head.or_else(|| Some(token.len()).filter(|_| !token.is_empty() && fits(token.len())))
}

/// Whether some word of `text` is an office, or stands in the names of outlets.
fn names_office(text: &str) -> bool {
    word::words(text).map(|w| fold_word(w.text)).any(|word| roles::is_role(&word) || roles::is_outlet_word(&word))
}

/// "Harbour desk", "Associated Press", "News Staff": who writes without being a person.
fn is_desk(name: &str) -> bool {
    let words: Vec<String> = word::words(name).map(|w| fold(w.text)).collect();
    let last = words.last().map_or("", String::as_str);
    (1..=5).contains(&words.len())
        && name.starts_with(|c: char| c.is_uppercase())
        && (matches!(
            last,
            "desk"
                | "staff"
                | "team"
                | "reporter"
                | "reporters"
                | "correspondent"
                | "editors"
                | "newsroom"
                | "redactie"
                | "rédaction"
                | "redaktion"
                | "board"
        ) || words.len() >= 2 && roles::is_outlet_word(last))
}

/// The names of a piece that holds names and nothing else but an office or an outlet behind them.
pub(super) fn unannounced(words: &str) -> Option<Vec<Named>> {
    let bare = words.split(" (").next().unwrap_or(words).trim();
    if !may_open(bare) {
        return None;
    }
    let tokens: Vec<&str> = patterns().conjunction.split(bare).map(str::trim).filter(|t| !t.is_empty()).collect();
    let mut names: Vec<Named> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if i > 0 && (is_degree(token) || is_contact(token)) {
            continue;
        }
        if !names.is_empty() && is_place_name(token) {
            break;
        }
        if is_likely_name(&lower_capitals(token)) {
            names.push(Named::new(token));
            continue;
        }
        // one whole piece may be a name with an office behind it: of several the first is a name by itself
        if names.is_empty() && (i > 0 || tokens.len() > 1) {
            return None;
        }
        let is_office = word::words(token).any(|w| roles::is_role(&fold_word(w.text)));
        if names.is_empty() || !(is_office || is_outlet(token) || roles::is_agency(&fold(token))) {
            // "Ada Marsh Wellness Writer", "Ada Marsh Merrow Harbour Courier"
            let is_outlet = word::words(token).last().is_some_and(|w| roles::is_outlet_word(&fold_word(w.text)));
            let is_described = is_office || is_outlet && token.split(' ').count() >= 5;
            let length = (is_described && tokens.len() == 1).then(|| leading_name(token)).flatten()?;
            let (name, office) = (&token[..length], token[length..].trim());
            names.push(Named { affiliation: Some(office.to_owned()), ..Named::new(name) });
            let is_title = is_office || office.split(' ').all(|word| word.starts_with(char::is_uppercase));
            let is_short = word::count(office) <= 8 && !office.ends_with('.');
            return (is_likely_name(name) && is_title && is_short).then_some(names);
        }
        let described = &bare[bare.find(token).unwrap_or(0)..];
        // "Ada Marsh avec AFP"
        let is_helped =
            ["avec ", "with ", "mit ", "met "].iter().any(|with| bare.ends_with(&format!("{with}{described}")));
        if (names.len() == 1 || is_outlet_of_many(described)) && !is_helped {
            names.iter_mut().for_each(|one| one.affiliation = Some(described.to_owned()));
        }
        break;
    }
    (!names.is_empty()).then_some(names)
}

pub(super) fn is_outlet(words: &str) -> bool {
    let domain = !words.contains(' ')
        && words.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && (2..=6).contains(&end.len()))
        && words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let named = || word::words(words).any(|w| roles::is_outlet_word(&fold_word(w.text)));
    let letters = words.chars().all(char::is_uppercase) && (2..=5).contains(&words.chars().count());
    let capitals = |word: &str| word.starts_with(char::is_uppercase);
    let closes = words.rsplit(' ').next().is_some_and(capitals);
    domain || letters || closes && capitals(words) && word::count(words) <= 5 && named()
}

/// `behind` without an office before the name: "our correspondent Ada Marsh", "unserer Korrespondentin in Gent, Ada Marsh".
pub(super) fn without_office(behind: &str) -> &str {
    const IN: [&str; 7] = ["in", "à", "au", "en", "te", "aus", "at"];
    let own = patterns().own.find(behind.trim_start());
    let mut rest = own.map_or(behind, |own| &behind.trim_start()[own.end()..]).trim_start();
    let (mut is_office, mut last) = (false, "");
    for _ in 0..4 {
        let Some((word, after)) = rest.split_once(' ') else { break };
        let is_role = (word.starts_with(char::is_lowercase) || own.is_some()) && roles::is_role(&fold(word));
        if !is_role && !word.starts_with(char::is_lowercase) {
            break;
        }
        is_office |= is_role;
        (rest, last) = (after.trim_start(), word);
    }
    if is_office && IN.contains(&last) {
        rest = rest.split_once(", ").map_or(rest, |(_, name)| name);
    }
    if is_office { rest } else { behind }
}
