//! What stands above the first paragraph: title, site, date, byline; and a date at the head of a paragraph.

use super::super::read::Guess;
use super::epigraph::EPIGRAPH;
use super::note::is_person_name;
use super::page::{Ending, Page, starts_item};
use crate::lexicon::{dates, roles};
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::article::Person;
use crate::model::{Found, How};
use crate::text::fold::{fold, fold_title};
use crate::text::{Span, lang, word};
use std::sync::Arc;

const TITLE: Rule = Rule { name: "title", why: "the headline above the article" };
const SITE: Rule = Rule { name: "site-behind-title", why: "the outlet's name behind the title" };
const DATE: Rule = Rule { name: "date-line", why: "a line that holds a date and nothing else" };
const DATELINE: Rule = Rule { name: "date-at-paragraph", why: "a date and a dash at the head of a paragraph" };
const DATE_BETWEEN: Rule = Rule { name: "date-between", why: "a line that holds a date and names, between bars" };
const MENU: Rule = Rule { name: "menu", why: "one of several short lines in a row above the article" };
const NAME: Rule = Rule { name: "name-line", why: "a name and nothing else, below the title" };
const BYLINE: Rule = Rule { name: "byline", why: "names who wrote the article" };
const AGAIN: Rule = Rule { name: "title-again", why: "the title once more" };
const BREADCRUMB: Rule = Rule { name: "breadcrumb", why: "the title behind the names of the site's sections" };
const ABOVE: Rule = Rule { name: "above-title", why: "a short line above the title" };

/// Units above the first paragraph that are looked at.
const ZONE: usize = 80;

/// Decides the units above the first paragraph and says what they told. `known` is the title, where the owner said it.
pub(super) fn read(page: &mut Page<'_>, guess: &mut Guess, known: Option<&str>) {
    let open = page.open();
    let epigraph = (0..page.units.len()).find(|&at| page.units[at].verdict == Some((Role::Body, EPIGRAPH)));
    let prose = open.iter().copied().find(|&at| page.units[at].is_prose() && !is_headline(page, at));
    let first_prose = epigraph.into_iter().chain(prose).min();
    let zone: Vec<usize> =
        open.iter().copied().filter(|&at| first_prose.is_none_or(|prose| at < prose)).take(ZONE).collect();
    menus(page, &zone, known);
    let above = first_prose.unwrap_or(page.units.len());
    date_lines(page, &open, guess);
    bylines(page, &zone, guess);
    let title = if first_prose.is_some() { title(page, &zone, guess, known) } else { None };
    names_below(page, title, guess);
    keep_date(page, guess, title.unwrap_or(above), above);
    if guess.date.is_none() {
        dateline(page, guess);
    }
}

/// A question or exclamation of headline length is prose by its ending alone; above a paragraph it may still be a headline.
fn is_headline(page: &Page<'_>, at: usize) -> bool {
    page.units[at].words < 25 && !page.words(at).ends_with(['.', '。'])
}

/// Three short lines or more in a row above the article, none of them the title that the owner gave, are a menu.
fn menus(page: &mut Page<'_>, zone: &[usize], known: Option<&str>) {
    let known = known.map(fold_title);
    let is_short = |page: &Page<'_>, at: usize| {
        page.units[at].words <= 3 && !is_line_with_date(page, at) && known.as_ref() != Some(&page.units[at].folded)
    };
    let mut run: Vec<usize> = Vec::new();
    for (i, &at) in zone.iter().enumerate() {
        if is_short(page, at)
            && run.last().is_none_or(|&last| page.units[last + 1..at].iter().all(|unit| unit.verdict.is_some()))
        {
            run.push(at);
        }
        let ends = !run.contains(&at) || i + 1 == zone.len();
        if ends {
            if run.len() >= 3 {
                run.iter().for_each(|&at| page.decide(at, Role::Aside(Aside::Navigation), MENU));
            }
            run.clear();
        }
    }
}

fn is_line_with_date(page: &Page<'_>, at: usize) -> bool {
    page.words(at).len() <= 120 && dates::first(page.words(at), &page.lang).is_some()
}

/// Every short line that is a date, or a date with names and other small print between bars.
fn date_lines(page: &mut Page<'_>, open: &[usize], guess: &mut Guess) {
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
        let is_outlet =
            |piece: &&&str| word::words(piece).any(|w| roles::OUTLET_WORDS.contains(&fold(w.text).as_str()));
        if let Some(site) = pieces.iter().find(is_outlet) {
            guess.site.get_or_insert(Found::new(Arc::from(*site), How::Text, Some(span)));
        }
        for name in pieces.iter().filter(|piece| is_person_name(piece) && !is_outlet(piece)) {
            let person = Person { name: Arc::from(*name), affiliation: None };
            guess.authors.push(Found::new(person, How::Text, Some(span)));
        }
        page.decide(at, Role::Meta(Field::Date), DATE_BETWEEN);
    }
}

/// The first date line near the title gives the date; one that stands above the title is the page's. A date below the article's
/// beginning may be a comment's.
fn keep_date(page: &Page<'_>, guess: &mut Guess, title: usize, above: usize) {
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
fn names_below(page: &mut Page<'_>, title: Option<usize>, guess: &mut Guess) {
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
fn dateline(page: &mut Page<'_>, guess: &mut Guess) {
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
fn bylines(page: &mut Page<'_>, zone: &[usize], guess: &mut Guess) {
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

/// Chooses the title among the open units of `zone`, splits the site off it, and decides the lines that repeat it.
fn title(page: &mut Page<'_>, zone: &[usize], guess: &mut Guess, known: Option<&str>) -> Option<usize> {
    let known = known.map(fold_title);
    let candidates: Vec<usize> =
        zone.iter().copied().filter(|&at| page.units[at].is_open() && could_be_title(page, at)).collect();
    let scored = candidates.iter().enumerate().map(|(i, &at)| {
        let told = known.as_ref() == Some(&page.units[at].folded);
        (score(page, at, i) + i32::from(told) * 100, std::cmp::Reverse(at))
    });
    let (_, std::cmp::Reverse(at)) = scored.filter(|(score, _)| *score >= 3).max()?;
    let span = page.units[at].core;
    let (title, site) = split_site(page, at);
    guess.title = Some(Found::new(one_line(title.of(page.text)), How::Text, Some(title)));
    if let Some(site) = site {
        guess.site = Some(Found::new(Arc::from(site.of(page.text)), How::Text, Some(site)));
        page.cut(at, Span { start: title.end, end: span.end }, Role::Meta(Field::Site), SITE);
    }
    page.decide(at, Role::Meta(Field::Title), TITLE);
    let told = fold_title(title.of(page.text));
    for other in page.open() {
        let folded = &page.units[other].folded;
        if *folded == told {
            page.decide(other, Role::Meta(Field::Title), AGAIN);
        } else if told.len() >= 16 && folded.len() <= told.len() + 80 && folded.contains(&told) {
            page.decide(other, Role::Aside(Aside::Navigation), BREADCRUMB);
        } else if other < at {
            page.decide(other, Role::Aside(Aside::Navigation), ABOVE);
        }
    }
    Some(at)
}

fn one_line(words: &str) -> Arc<str> {
    words.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

fn could_be_title(page: &Page<'_>, at: usize) -> bool {
    let (unit, words) = (&page.units[at], page.words(at));
    let begins = words.chars().find(|c| c.is_alphanumeric());
    let is_address = words.contains("://") || words.contains(" > ") || words.contains(" » ");
    let is_sentence = words.ends_with('.') && unit.words > 12 || unit.ending == Ending::Colon;
    let is_small = begins.is_none_or(char::is_lowercase);
    (1..=32).contains(&unit.words) && !is_address && !is_sentence && !is_small && starts_item(words).is_none()
}

/// Points for a headline: repeated on the page, followed by the outlet's name, early, of a headline's length.
fn score(page: &Page<'_>, at: usize, position: usize) -> i32 {
    let (title, site) = split_site(page, at);
    let told = fold_title(title.of(page.text));
    let again = told.len() >= 8
        && page.units.iter().enumerate().any(|(other, unit)| {
            other != at
                && !unit.folded.is_empty()
                && unit.folded.len() <= told.len() + 80
                && unit.folded.contains(&told)
        });
    let words = page.units[at].words;
    let early = 2 - i32::try_from(position).unwrap_or(2).min(2);
    let length = match words {
        4..=22 => 4,
        3 => 2,
        2 => 1,
        _ => 0,
    };
    // a headline is followed by the article, its byline or its date; a menu's line by another
    let followed = page.units.get(at + 1).is_some_and(|next| {
        next.is_prose() || matches!(next.verdict, Some((Role::Meta(Field::Date | Field::Authors), _)))
    });
    i32::from(again) * 5 + i32::from(site.is_some()) * 3 + early + length + i32::from(followed) * 2
}

/// The title and the outlet's name behind it, when that can be proved: by a bar, by another script, by another line of the
/// page that ends with it too, or by a word that outlets are named with.
fn split_site(page: &Page<'_>, at: usize) -> (Span, Option<Span>) {
    let span = page.units[at].core;
    let words = page.words(at);
    let marks = [" | ", " – ", " — ", " - ", " · ", " :: ", " » "];
    let Some((cut, mark)) = marks.iter().filter_map(|mark| words.rfind(mark).map(|at| (at, *mark))).max() else {
        return (span, None);
    };
    let (title, site) = (words[..cut].trim_end(), words[cut + mark.len()..].trim());
    let short = (1..=5).contains(&word::count(site))
        && word::count(title) >= 2
        && !site.ends_with(['.', '?', '!', '”', '"', ')']);
    if !short || !(is_outlet(site, mark, title) || ends_another_line(page, at, &fold(site))) {
        return (span, None);
    }
    let start = span.start as usize;
    (Span::new(start, start + title.len()), Some(Span::new(start + words.len() - site.len(), start + words.len())))
}

fn is_outlet(site: &str, mark: &str, title: &str) -> bool {
    let outlet_word = word::words(site).any(|w| roles::OUTLET_WORDS.contains(&fold(w.text).as_str()));
    let domain = !site.contains(' ')
        && site.contains('.')
        && site.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let script = |text: &str| {
        text.chars().filter(|c| c.is_alphabetic()).map(|c| lang::of_script(c.encode_utf8(&mut [0; 4]))).next().flatten()
    };
    let other_script = script(site).is_some() && script(site) != script(title);
    mark == " | " || mark == " :: " || domain || other_script || outlet_word
}

/// Whether another short unit of the page ends with ` - SITE` too, or is the site's name alone.
fn ends_another_line(page: &Page<'_>, at: usize, site: &str) -> bool {
    page.units.iter().enumerate().any(|(other, unit)| {
        if other == at || unit.folded.is_empty() {
            return false;
        }
        let line = fold(unit.core.of(page.text));
        line == *site
            || [" - ", " | ", " · "].iter().any(|mark| line.strip_suffix(site).is_some_and(|rest| rest.ends_with(mark)))
    })
}
