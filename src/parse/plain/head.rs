//! What stands above the first paragraph: menus, title, site; the small print is [`byline`]'s.

use super::super::read::Guess;
use super::byline::{self, Prints};
use super::epigraph::EPIGRAPH;
use super::lines::Lines;
use super::page::{Ending, PROSE, Page, Unit, starts_item};
use super::smallprint;
use super::title;
use crate::lexicon::{dates, roles};
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::{Found, How};
use crate::text::fold::{fold, fold_title, title_of};
use crate::text::{Span, lang, word};
use std::sync::Arc;

const TITLE: Rule = Rule { name: "title", why: "the headline above the article" };
const STANDFIRST: Rule = Rule { name: "standfirst", why: "stands between the title and the byline or the date" };
const SITE: Rule = Rule { name: "site-behind-title", why: "the outlet's name behind the title" };
const MENU: Rule = Rule { name: "menu", why: "one of several short lines in a row above the article" };
const AGAIN: Rule = Rule { name: "title-again", why: "the title once more" };
const BREADCRUMB: Rule = Rule { name: "breadcrumb", why: "the title behind the names of the site's sections" };
const ABOVE_PROSE: Rule = Rule { name: "sentence-above-title", why: "a sentence above the title" };
const ABOVE: Rule = Rule { name: "above-title", why: "a short line above the title" };

/// Whether a rule set a line aside for nothing but standing above the title.
pub(super) fn is_above(rule: Rule) -> bool {
    rule == ABOVE || rule == ABOVE_PROSE
}

/// Units above the first paragraph that are looked at.
const ZONE: usize = 80;

/// Decides the units above the first paragraph and says what they told. `known` is the title, where the owner said it.
pub(super) fn read(page: &mut Page<'_>, guess: &mut Guess, known: Option<&str>, lines: &Lines) {
    let (zone, first_prose) = zone(page, lines);
    let above = first_prose.unwrap_or(page.units.len());
    let prints = byline::lines(page, lines);
    menus(page, &zone, known);
    let title = first_prose.and_then(|article| title(page, &zone, article, &prints, lines, guess, known));
    byline::choose(page, &prints, title, above, guess);
    if let Some(title) = title {
        standfirst(page, title, guess);
    }
    if guess.date.is_none() {
        byline::dateline(page, guess);
    }
}

/// The open units above the article's first paragraph, and that.
pub(super) fn zone(page: &Page<'_>, lines: &Lines) -> (Vec<usize>, Option<usize>) {
    let open = page.open();
    let epigraph = (0..page.units.len()).find(|&at| page.units[at].verdict == Some((Role::Body, EPIGRAPH)));
    let mut begins = open
        .iter()
        .copied()
        .filter(|&at| page.units[at].is_prose() && !is_headline(page, at) && !heads_small_print(page, at));
    let prose = begins.clone().find(|&at| lines.is_article(at)).or_else(|| begins.next());
    let first_prose = epigraph.into_iter().chain(prose).min();
    let mut zone: Vec<usize> = open.iter().copied().filter(|&at| first_prose.is_none_or(|prose| at < prose)).collect();
    zone.drain(..zone.len().saturating_sub(ZONE));
    (zone, first_prose)
}

/// A question or exclamation of headline length is prose by its ending alone; above a paragraph it may still be a headline.
fn is_headline(page: &Page<'_>, at: usize) -> bool {
    page.units[at].words < 25 && !page.words(at).ends_with(['.', '。'])
}

/// Whether a sentence of headline length stands right above a byline or a date.
fn heads_small_print(page: &Page<'_>, at: usize) -> bool {
    const LONGEST: usize = 120;
    let below = page.units.get(at + 1).filter(|below| below.core.of(page.text).len() <= LONGEST && !below.is_prose());
    page.units[at].words < PROSE
        && below.is_some_and(|below| {
            let print = smallprint::read(below.core.of(page.text), &page.lang);
            print.rest == 0 && !(print.authors.is_empty() && print.dates.is_empty())
                || byline::is_name_beside_date(page, at + 1)
        })
}

/// Three short lines or more in a row above the article, none of them the title that the owner gave, are a menu.
pub(super) fn menus(page: &mut Page<'_>, zone: &[usize], known: Option<&str>) {
    let known = known.map(fold_title);
    let is_short = |page: &Page<'_>, at: usize| {
        page.units[at].is_open()
            && page.units[at].words <= 3
            && page.units[at].ending != Ending::Stop
            && smallprint::read(page.words(at), &page.lang).authors.is_empty()
            && !is_line_with_date(page, at)
            && !byline::is_name_beside_date(page, at)
            && !is_name_above_date(page, at)
            && known.as_ref() != Some(&page.units[at].folded)
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

/// Whether a name stands a line or two above a line of small print that is known to be one.
fn is_name_above_date(page: &Page<'_>, at: usize) -> bool {
    const LINES: usize = 4;
    let below = (at + 1..page.units.len().min(at + LINES)).map(|below| page.units[below].verdict);
    let is_print = below.into_iter().any(|it| matches!(it, Some((Role::Meta(Field::Date | Field::Authors), _))));
    is_print && !smallprint::read(page.words(at), &page.lang).names.is_empty()
}

fn is_line_with_date(page: &Page<'_>, at: usize) -> bool {
    page.words(at).len() <= 120 && dates::first(page.words(at), &page.lang).is_some()
}

/// Chooses the title among the open units of `zone`, splits the site off it, and decides the lines that repeat it. Gives the last
/// of them above `article`.
fn title(
    page: &mut Page<'_>,
    zone: &[usize],
    article: usize,
    prints: &Prints,
    lines: &Lines,
    guess: &mut Guess,
    known: Option<&str>,
) -> Option<usize> {
    let known = known.map(fold_title);
    let told = zone.iter().copied().find(|&at| known.as_ref() == Some(&page.units[at].folded));
    let at =
        told.or_else(|| title::sure(page, zone, prints)).or_else(|| title::best(page, zone, article, prints, lines))?;
    if told.is_none() && known.as_deref().is_some_and(|known| is_other(page, at, known, prints)) {
        return None;
    }
    let span = page.units[at].core;
    let (title, site) = split_site(page, at);
    guess.title = Some(Found::new(one_line(title.of(page.text)), How::Text, Some(title)));
    if let Some(site) = site {
        guess.site = Some(Found::new(Arc::from(site.of(page.text)), How::Text, Some(site)));
        page.cut(at, Span { start: title.end, end: span.end }, Role::Meta(Field::Site), SITE);
    }
    page.decide(at, Role::Meta(Field::Title), TITLE);
    let told = fold_title(title.of(page.text));
    let mut headline = at;
    for other in page.open() {
        let folded = &page.units[other].folded;
        if *folded == told {
            page.decide(other, Role::Meta(Field::Title), AGAIN);
            // the first may be the window's
            headline = if other < article { headline.max(other) } else { headline };
        } else if told.len() >= 16 && folded.len() <= told.len() + 80 && folded.contains(&told) {
            page.decide(other, Role::Aside(Aside::Navigation), BREADCRUMB);
        } else if other < at {
            let rule = if page.units[other].is_prose() { ABOVE_PROSE } else { ABOVE };
            page.decide(other, Role::Aside(Aside::Navigation), rule);
        }
    }
    Some(headline)
}

/// Whether the owner's title shares less than half of a line's words that nothing shows to be a headline: no byline or date below it, no
/// outlet behind it, nothing that sites print.
fn is_other(page: &Page<'_>, at: usize, known: &str, prints: &Prints) -> bool {
    let told = &page.units[at].folded;
    let long = || told.split(' ').filter(|word| word.len() > 3);
    let shared = long().filter(|word| known.split(' ').any(|other| other == *word)).count();
    let has_print = prints.iter().any(|(unit, _)| unit.abs_diff(at) <= 4);
    let shows_site = page.units.iter().any(|unit| matches!(unit.verdict, Some((Role::Aside(_), _))));
    shared * 2 < long().count() && !has_print && !shows_site && split_site(page, at).1.is_none()
}

/// The unit between the title and the byline or the date is the standfirst.
fn standfirst(page: &mut Page<'_>, title: usize, guess: &mut Guess) {
    let aside = |unit: &Unit| matches!(unit.verdict, Some((Role::Aside(_), _)));
    let next = |at: usize| (at + 1..page.units.len().min(at + 8)).find(|&next| !aside(&page.units[next]));
    let Some(at) = next(title).filter(|&at| page.units[at].is_open()) else { return };
    let (unit, words) = (&page.units[at], page.words(at));
    let is_small_print = |unit: &Unit| matches!(unit.verdict, Some((Role::Meta(Field::Authors | Field::Date), _)));
    let Some(below) = next(at).map(|below| &page.units[below]) else { return };
    let above_dateline =
        unit.ending == Ending::Open && (4..=25).contains(&unit.words) && opens_with_place(below.core.of(page.text));
    let above_print = is_small_print(below) && (4..=70).contains(&unit.words) || above_dateline;
    if !above_print || starts_item(words).is_some() || guess.authors.iter().any(|a| &*a.value.name == words) {
        return;
    }
    guess.standfirst = Some(Found::new(one_line(words), How::Text, Some(unit.core)));
    page.decide(at, Role::Meta(Field::Standfirst), STANDFIRST);
}

/// Whether a paragraph opens with a place in capitals and a dash, as agencies write.
fn opens_with_place(words: &str) -> bool {
    const LONGEST: usize = 40;
    let head = &words[..words.floor_char_boundary(LONGEST)];
    let cut = [" – ", " — ", " - ", " -- "].iter().filter_map(|dash| head.find(dash)).min();
    cut.is_some_and(|cut| {
        let place = head[..cut].split(['(', ',']).next().unwrap_or_default().trim();
        place.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !place.chars().any(char::is_lowercase)
    })
}

fn one_line(words: &str) -> Arc<str> {
    words.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

pub(super) fn could_be_title(page: &Page<'_>, at: usize) -> bool {
    let (unit, words) = (&page.units[at], page.words(at));
    let begins = words.chars().find(|c| c.is_alphanumeric());
    let is_address = words.contains("://") || words.contains(" > ") || words.contains(" » ");
    let is_sentence =
        words.ends_with('.') && unit.words > 12 && !heads_small_print(page, at) || unit.ending == Ending::Colon;
    let is_small = begins.is_none_or(char::is_lowercase);
    let is_byline = ["By ", "Par ", "Door ", "Von ", "BY ", "by "]
        .iter()
        .any(|by| words.starts_with(by) && words[by.len()..].starts_with(char::is_uppercase))
        && unit.words <= 20;
    (1..=32).contains(&unit.words)
        && !is_address
        && !is_sentence
        && !is_small
        && !is_byline
        && starts_item(words).is_none()
}

/// The title and the outlet's name behind it, when that can be proved: by a bar, by another script, by another line of the
/// page that ends with it too, or by a word that outlets are named with.
pub(super) fn split_site(page: &Page<'_>, at: usize) -> (Span, Option<Span>) {
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
    let outlet_word = word::words(site).any(|w| roles::is_outlet_word(&fold(w.text)));
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
    let words_of_site = title_of(site);
    page.units.iter().enumerate().any(|(other, unit)| {
        if other == at || unit.folded.is_empty() || !unit.folded.contains(&words_of_site) {
            return false;
        }
        let line = fold(unit.core.of(page.text));
        line == *site
            || [" - ", " | ", " · "].iter().any(|mark| line.strip_suffix(site).is_some_and(|rest| rest.ends_with(mark)))
    })
}
