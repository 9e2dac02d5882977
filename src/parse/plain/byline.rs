//! The small print around a title: dates, bylines, names; and a date at the head of a paragraph.

use super::super::read::Guess;
use super::note::is_person_name;
use super::page::Page;
use crate::lexicon::{dates, roles};
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::article::Person;
use crate::model::{Found, How};
use crate::text::fold::fold;
use crate::text::{Span, word};
use std::sync::Arc;

const DATE: Rule = Rule { name: "date-line", why: "a line that holds a date and nothing else" };
const DATELINE: Rule = Rule { name: "date-at-paragraph", why: "a date and a dash at the head of a paragraph" };
const DATE_BETWEEN: Rule = Rule { name: "date-between", why: "a line that holds a date and names, between bars" };
const NAME: Rule = Rule { name: "name-line", why: "a name and nothing else, below the title" };
const BYLINE: Rule = Rule { name: "byline", why: "names who wrote the article" };
/// Every short line that is a date, or a date with names and other small print between bars.
pub(super) fn date_lines(page: &mut Page<'_>, open: &[usize], guess: &mut Guess) {
    for &at in open {
        if page.units[at].words > 20 || page.words(at).len() > 160 {
            continue;
        }
        let words = page.words(at);
        if dates::alone(words, &page.lang).is_some() {
            page.decide(at, Role::Meta(Field::Date), DATE);
            continue;
        }
        let by = [" by ", " par ", " door ", " von "].iter().find_map(|by| words.split_once(by));
        let pieces: Vec<&str> = by.map_or_else(
            || words.split(['|', '·', '•', '/']).map(str::trim).collect(),
            |(a, b)| vec![a.trim(), b.trim()],
        );
        let dated = pieces.iter().any(|piece| dates::alone(piece, &page.lang).is_some());
        if pieces.len() < 2 || !dated || pieces.iter().any(|piece| word::count(piece) > 6) {
            continue;
        }
        let span = page.units[at].core;
        let is_outlet = |piece: &&&str| word::words(piece).any(|w| roles::is_outlet_word(&fold(w.text)));
        if let Some(site) = pieces.iter().find(is_outlet) {
            guess.site.get_or_insert(Found::new(Arc::from(*site), How::Text, Some(span)));
        }
        let names = pieces.iter().filter(|piece| !is_outlet(piece)).map(|piece| lower_capitals(piece));
        for name in names.filter(|name| is_person_name(name)) {
            let person = Person { name: Arc::from(name), affiliation: None };
            guess.authors.push(Found::new(person, How::Text, Some(span)));
        }
        page.decide(at, Role::Meta(Field::Date), DATE_BETWEEN);
    }
}

/// The first date line near the title gives the date; one that stands above the title is the page's. A date below the article's
/// beginning may be a comment's.
pub(super) fn keep_date(page: &Page<'_>, guess: &mut Guess, title: usize, above: usize) {
    let is_date = |at: &usize| matches!(page.units[*at].verdict, Some((Role::Meta(Field::Date), _)));
    let lines = (0..page.units.len())
        .filter(is_date)
        .filter(|&at| at < above + 2 || guess.date.is_none() && is_last_word(page, at));
    let Some(at) = lines.min_by_key(|&at| (at < title, at)) else { return };
    let Some(written) = dates::first(page.words(at), &page.lang) else { return };
    let how = if at > title && at < title + 6 { How::Text } else { How::Page };
    let offset = page.units[at].core.start;
    let span = Span { start: written.span.start + offset, end: written.span.end + offset };
    guess.date = Some(Found::new(written.date, how, Some(span)));
}

/// Whether no comments stand above unit `at`.
fn is_last_word(page: &Page<'_>, at: usize) -> bool {
    !page.units[..at].iter().any(|unit| matches!(unit.verdict, Some((Role::Aside(Aside::Comments), _))))
}

/// A line below the title that is a name and nothing else says who wrote the article.
pub(super) fn names_below(page: &mut Page<'_>, title: Option<usize>, guess: &mut Guess) {
    let Some(title) = title else { return };
    for at in title + 1..(title + 4).min(page.units.len()) {
        let words = page.words(at);
        let bare = words.split('(').next().unwrap_or(words).trim();
        if page.units[at].is_open()
            && page.units[at].words <= 8
            && is_person_name(bare)
            && !guess.authors.iter().any(|a| &*a.value.name == bare)
        {
            let person = Person { name: Arc::from(bare), affiliation: None };
            guess.authors.push(Found::new(person, How::Text, Some(page.units[at].core)));
            page.decide(at, Role::Meta(Field::Authors), NAME);
        }
    }
}

/// "October 20 2020 — What a year" at the head of one of the first paragraphs.
pub(super) fn dateline(page: &mut Page<'_>, guess: &mut Guess) {
    let prose: Vec<usize> = page.open().into_iter().filter(|&at| page.units[at].is_prose()).take(3).collect();
    for at in prose {
        let words = page.words(at);
        let head = &words[..words.floor_char_boundary(60)];
        let Some(written) = dates::first(head, &page.lang).filter(|w| w.span.start == 0) else { continue };
        let behind = &words[written.span.end as usize..];
        let dash = behind.trim_start().chars().next().filter(|c| matches!(c, '—' | '–' | '-' | ':' | '|'));
        let Some(dash) = dash else { continue };
        let start = page.units[at].core.start as usize;
        let end = start + written.span.end as usize + (behind.len() - behind.trim_start().len()) + dash.len_utf8();
        guess.date =
            Some(Found::new(written.date, How::Text, Some(Span::new(start, start + written.span.end as usize))));
        page.cut(at, Span::new(start, end), Role::Meta(Field::Date), DATELINE);
        return;
    }
}

/// "By NAME and NAME", with or without a date behind it.
pub(super) fn bylines(page: &mut Page<'_>, zone: &[usize], guess: &mut Guess) {
    for &at in zone {
        if !page.units[at].is_open() || page.units[at].words > 16 {
            continue;
        }
        let span = page.units[at].core;
        let names = byline(page.words(at));
        if names.is_empty() {
            continue;
        }
        if let Some(written) = dates::first(page.words(at), &page.lang) {
            guess.date = Some(Found::new(written.date, How::Text, Some(span)));
        }
        let people = names
            .into_iter()
            .map(|name| Found::new(Person { name: name.into(), affiliation: None }, How::Text, Some(span)));
        guess.authors.splice(0..0, people);
        page.decide(at, Role::Meta(Field::Authors), BYLINE);
    }
}

fn byline(line: &str) -> Vec<String> {
    const HEADS: [&str; 14] = [
        "By ",
        "by ",
        "BY ",
        "By: ",
        "Written by ",
        "Author: ",
        "Par ",
        "Propos recueillis par ",
        "Auteur : ",
        "Door ",
        "Auteur: ",
        "Von ",
        "Autor: ",
        "Text: ",
    ];
    let Some(rest) = HEADS.iter().find_map(|head| line.strip_prefix(head)) else { return Vec::new() };
    let rest = before_role(rest);
    let end = [" | ", " – ", " — ", " - ", " · ", " on ", " le ", " op ", " am ", " / "]
        .iter()
        .filter_map(|cut| rest.find(cut))
        .min();
    let names = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',']);
    let pieces =
        names.split(", ").flat_map(|p| p.split(" and ")).flat_map(|p| p.split(" et ")).flat_map(|p| p.split(" en "));
    let pieces: Vec<String> = pieces.flat_map(|p| p.split(" und ")).map(|p| lower_capitals(p.trim())).collect();
    let is_desk = |name: &str| ["desk", "staff", "team", "reporter"].iter().any(|w| name.to_lowercase().ends_with(w));
    if pieces.iter().all(|name| is_person_name(name) || is_desk(name)) { pieces } else { Vec::new() }
}

/// The names of "Ada Marsh, professor at the Harbour Institute" and of "Ada Marsh (Harbour Institute)".
fn before_role(rest: &str) -> &str {
    let bracket = rest.find(" (");
    let is_role = |at: &usize| {
        let next = rest[*at + 2..].split([' ', ',']).next().unwrap_or_default();
        next.starts_with(char::is_lowercase)
            || roles::is_role(&fold(next))
            || rest[*at + 2..].split(' ').take(3).any(|w| roles::is_role(&fold(w)))
    };
    let role = rest.match_indices(", ").map(|(at, _)| at).find(is_role);
    &rest[..bracket.into_iter().chain(role).min().unwrap_or(rest.len())]
}

/// "ADA MARSH" as "Ada Marsh"; other names as they are.
fn lower_capitals(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || !name.contains(' ') {
        return name.to_owned();
    }
    name.split(' ')
        .map(|part| part.chars().take(1).chain(part.chars().skip(1).flat_map(char::to_lowercase)).collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}
