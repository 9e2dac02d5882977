//! Who wrote the article and when, from the small print around its title, and from a date at the head of a paragraph.

use super::super::read::Guess;
use super::lines::Lines;
use super::page::{Ending, PROSE, Page};
use super::smallprint::{self, Named, SmallPrint};
use crate::lexicon::dates;
use crate::lexicon::person::{is_person_name, is_same};
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::article::Person;
use crate::model::{Found, How};
use crate::text::Span;
use std::sync::Arc;

const DATE: Rule = Rule { name: "date-line", why: "a line that holds a date and nothing else but small print" };
const DATELINE: Rule = Rule { name: "date-at-paragraph", why: "a date and a dash at the head of a paragraph" };
const NAME: Rule = Rule { name: "name-line", why: "names and nothing else, beside the title" };
const BYLINE: Rule = Rule { name: "byline", why: "names who wrote the article" };
const LABEL: Rule = Rule { name: "byline-label", why: "says that names follow" };
const DATE_LABEL: Rule = Rule { name: "date-label", why: "says that a date follows" };
const CREDIT: Rule = Rule { name: "credit", why: "names who made the pictures, edited or checked the text" };
const AGO: Rule = Rule { name: "time-line", why: "says how long ago, or at what hour, which gives no date" };
const ROLE: Rule = Rule { name: "role-below-byline", why: "says who the author above it is" };
const SIGNED: Rule = Rule { name: "signed", why: "names, an outlet and a date behind the last paragraph" };

/// A line of small print has at most this many words, and this many bytes.
const MOST: (usize, usize) = (45, 300);
/// A byline says at most this many words that are no small print.
const DESCRIBED: usize = 8;
/// Paragraphs into which bylines are looked for: a standfirst and a caption may stand above one.
const PARAGRAPHS: usize = 3;

/// The small print of a page: each unit that may be some, with what it says.
pub(super) type Prints = Vec<(usize, SmallPrint)>;

/// Decides every line that is small print by its own words: bylines near the head of the page, dates anywhere.
pub(super) fn lines(page: &mut Page<'_>, lines: &Lines) -> Prints {
    let open = page.open();
    let mut prose = open.iter().copied().filter(|&at| page.units[at].words >= PROSE);
    let deep =
        prose.clone().filter(|&at| lines.is_article(at)).nth(PARAGRAPHS - 1).or_else(|| prose.nth(PARAGRAPHS - 1));
    let mut all = Prints::new();
    let (mut label, mut date_label): (Option<usize>, Option<usize>) = (None, None);
    for &at in &open {
        let words = page.words(at);
        let (above, date_above) = (label.take(), date_label.take());
        if page.table(at).is_some() || page.units[at].words > MOST.0 || words.len() > MOST.1 {
            continue;
        }
        if smallprint::is_label(words) {
            label = Some(at);
            continue;
        }
        if smallprint::is_date_label(words) {
            date_label = Some(at);
            continue;
        }
        let is_high = deep.is_none_or(|deep| at < deep);
        let is_last = open.last() == Some(&at);
        let tells_who_asked = smallprint::tells_who_asked(words, &page.lang);
        // below the first paragraphs only dates tell, who asked the questions, and a name at the end
        if !is_high && !is_last && !tells_who_asked && !smallprint::may_be_dated(words) {
            continue;
        }
        let mut print = smallprint::read(words, &page.lang);
        let credited = at > 0 && smallprint::is_credit_label(page.units[at - 1].core.of(page.text));
        let is_credited = credited && !print.names.is_empty() && print.rest == 0 && print.dates.is_empty();
        if is_high && (is_credited || smallprint::is_credit(words)) {
            page.decide(at, Role::Aside(Aside::Beyond), CREDIT);
            continue;
        }
        if let Some(above) = above {
            print.announce(words);
            if !print.authors.is_empty() && print.rest <= DESCRIBED && is_high {
                page.decide(above, Role::Meta(Field::Authors), LABEL);
            }
        } else if print.rest > 0 && is_name_beside_date(page, at) {
            let named = smallprint::signed(words).unwrap_or_else(|| Named::new(words));
            print = SmallPrint { names: vec![named], ..SmallPrint::default() };
        }
        if let Some(label) = date_above.filter(|_| print.rest == 0 && (dated(&print) || print.is_ago)) {
            page.decide(label, Role::Meta(Field::Date), DATE_LABEL);
            print.is_update |= smallprint::is_of_update(page.words(label));
        }
        let dated = !print.dates.is_empty() || print.figures.is_some();
        let named = !print.authors.is_empty() || !print.names.is_empty();
        if tells_who_asked || is_high && !print.authors.is_empty() && print.rest <= DESCRIBED {
            page.decide(at, Role::Meta(Field::Authors), BYLINE);
        } else if is_last && named && print.rest == 0 && (dated || print.outlet.is_some()) {
            page.decide(at, Role::Meta(Field::Authors), SIGNED);
        } else if dated && print.rest == 0 {
            page.decide(at, Role::Meta(Field::Date), DATE);
        } else if is_high && print.is_ago && print.rest == 0 && !named {
            page.decide(at, Role::Meta(Field::Date), AGO);
            continue;
        } else if !is_high || print.names.is_empty() || print.rest > 0 {
            continue;
        }
        all.push((at, print));
    }
    all
}

/// Chooses among the small print what belongs to `title`: the authors of the byline nearest to it and of the lines around that
/// byline, else names beside the title; the outlet; the date. A date above the title is the page's, one below the article's
/// beginning, `above`, may be a comment's.
pub(super) fn choose(page: &mut Page<'_>, prints: &Prints, title: Option<usize>, above: usize, guess: &mut Guess) {
    let from = title.unwrap_or(0);
    let far = |at: usize| if at >= from { at - from } else { 2 * (from - at) + 8 };
    let mut announced: Vec<usize> = (0..prints.len())
        .filter(|&i| !prints[i].1.authors.is_empty())
        .filter(|&i| is_decided(page, prints[i].0))
        .collect();
    announced.sort_by_key(|&i| far(prints[i].0));
    let mut people: Vec<(Span, Named)> = Vec::new();
    if let Some(&nearest) = announced.first() {
        let near = |i: &&usize| prints[**i].0.abs_diff(prints[nearest].0) <= 2;
        let mut block: Vec<usize> = announced.iter().filter(near).copied().collect();
        block.sort_unstable();
        for i in block {
            let span = page.units[prints[i].0].core;
            people.extend(prints[i].1.authors.iter().map(|named| (span, named.clone())));
        }
    }
    let mut named: Option<usize> = None;
    for (at, print) in prints {
        let is_signed = page.units[*at].verdict == Some((Role::Meta(Field::Authors), SIGNED));
        let beside = title.is_some_and(|title| *at > title && *at <= title + 4 || *at + 1 == title && dated(print));
        let first = people.is_empty() || named.is_some_and(|named| *at <= named + 1);
        let wanted = first && (beside || is_signed) && !print.names.is_empty();
        let is_dated = dated(print) || print.figures.is_some();
        if !(wanted && (page.units[*at].is_open() || is_dated || is_signed)) {
            continue;
        }
        named = Some(*at);
        people.extend(print.names.iter().map(|named| (page.units[*at].core, named.clone())));
        if page.units[*at].is_open() {
            page.decide(*at, Role::Meta(Field::Authors), NAME);
        }
    }
    // the name of an author once more
    for (at, print) in prints {
        let same = |named: &Named| people.iter().any(|(_, known)| is_same(&known.name, &named.name));
        if page.units[*at].is_open() && *at < above && !print.names.is_empty() && print.names.iter().all(same) {
            page.decide(*at, Role::Meta(Field::Authors), NAME);
        }
    }
    roles(page, &mut people);
    let address = prints.iter().find_map(|(at, print)| Some((*at, print.url.as_ref()?)));
    if let Some((at, url)) = address.filter(|(at, _)| *at < above + 3 && is_decided(page, *at)) {
        guess.url.get_or_insert_with(|| Found::new(Arc::from(url.as_str()), How::Text, Some(page.units[at].core)));
    }
    let outlet = prints
        .iter()
        .filter(|(at, print)| print.outlet.is_some() && is_decided(page, *at))
        .min_by_key(|(at, _)| far(*at));
    if let Some((at, SmallPrint { outlet: Some(outlet), .. })) = outlet {
        guess.site.get_or_insert(Found::new(Arc::from(outlet.as_str()), How::Text, Some(page.units[*at].core)));
    }
    // a byline has the last word: a note may be of somebody whom another story tells of
    if !announced.is_empty() {
        guess.authors.retain(|known| people.iter().any(|(_, named)| is_same(&named.name, &known.value.name)));
    }
    guess.authors.splice(0..0, people.into_iter().map(|(span, named)| person(span, &named)));
    date(page, prints, title, above, guess);
}

/// Lines below a byline that say what its one author is: "Environment correspondent", "@ada", which is no description.
fn roles(page: &mut Page<'_>, people: &mut [(Span, Named)]) {
    const LONGEST: usize = 9;
    const LINES: usize = 2;
    let mut spans: Vec<Span> = people.iter().map(|(span, _)| *span).collect();
    spans.dedup();
    for span in spans {
        let Some(at) = page.units.iter().rposition(|unit| unit.core == span) else { continue };
        for below in at + 1..(at + 1 + LINES).min(page.units.len()) {
            let unit = &page.units[below];
            let words = page.words(below);
            let is_handle = smallprint::is_handle(words);
            let is_short = unit.is_open() && unit.words <= LONGEST && unit.ending == Ending::Open;
            if !is_short || !(is_handle || smallprint::is_office(words)) {
                break;
            }
            let own: Vec<&mut Named> =
                people.iter_mut().filter(|(other, _)| *other == span).map(|(_, named)| named).collect();
            if let ([one], false) = (own.into_iter().collect::<Vec<_>>().as_mut_slice(), is_handle) {
                one.affiliation.get_or_insert_with(|| words.trim_end_matches(['|', ',', '·', ' ']).to_owned());
            }
            page.decide(below, Role::Meta(Field::Authors), ROLE);
        }
    }
}

/// Whether a line has the form of a name, of words that need be none, and stands right above or below a date.
pub(super) fn is_name_beside_date(page: &Page<'_>, at: usize) -> bool {
    const LONGEST: usize = 120;
    let words = page.words(at);
    let is_date = |at: Option<usize>| {
        at.and_then(|at| page.units.get(at)).is_some_and(|unit| {
            let line = unit.core.of(page.text);
            let could = line.len() <= LONGEST && line.bytes().any(|b| b.is_ascii_digit());
            could && unit.words <= MOST.0 && {
                let print = smallprint::read(line, &page.lang);
                print.rest == 0 && print.names.is_empty() && (dated(&print) || print.figures.is_some() || print.is_ago)
            }
        })
    };
    page.units[at].ending == Ending::Open
        && (page.units[at].words <= 3 && is_person_name(words) || smallprint::signed(words).is_some())
        && (is_date(Some(at + 1)) || is_date(at.checked_sub(1)))
}

fn is_decided(page: &Page<'_>, at: usize) -> bool {
    matches!(page.units[at].verdict, Some((Role::Meta(Field::Authors | Field::Date), _)))
}

fn dated(print: &SmallPrint) -> bool {
    !print.dates.is_empty()
}

fn person(span: Span, named: &Named) -> Found<Person> {
    let affiliation = named.affiliation.as_deref().map(Arc::from);
    Found::new(Person { name: Arc::from(named.name.as_str()), affiliation }, How::Text, Some(span))
}

fn date(page: &Page<'_>, prints: &Prints, title: Option<usize>, above: usize, guess: &mut Guess) {
    let title = title.unwrap_or(above);
    let commented =
        |at: usize| page.units[..at].iter().any(|unit| matches!(unit.verdict, Some((Role::Aside(Aside::Comments), _))));
    let lines = prints
        .iter()
        .filter(|(at, print)| dated(print) && is_decided(page, *at) && (*at < above + 3 || !commented(*at)));
    // several dates below the article are those of comments and other stories
    let byline =
        prints.iter().find(|(at, print)| !print.authors.is_empty() && is_decided(page, *at)).map(|(at, _)| *at);
    let is_low = |at: usize, print: &SmallPrint| {
        at >= above + 3 && !print.is_said && byline.is_none_or(|byline| byline.abs_diff(at) > 2)
    };
    let many = lines.clone().filter(|(at, print)| is_low(*at, print)).nth(1).is_some();
    let lines = lines.filter(|(at, print)| !(many && is_low(*at, print)));
    let nearest = lines.clone().min_by_key(|(at, _)| (*at >= above + 3, *at < title, *at));
    // of an update and another date beside it that is the day of publication
    let published = |at: usize| lines.clone().find(|(other, print)| other.abs_diff(at) <= 3 && !print.is_update);
    let chosen = nearest.and_then(|(at, print)| if print.is_update { published(*at) } else { None }).or(nearest);
    let Some((at, print)) = chosen else {
        return figures(page, prints, above, guess);
    };
    let Some(written) = print.dates.first() else { return };
    let how = if *at > title && *at < title + 6 { How::Text } else { How::Page };
    let span = written.moved(page.units[*at].core.start as usize).span;
    guess.date = Some(Found::new(written.date, how, Some(span)));
}

/// The date of figures above or beside the article's beginning that leave day and month open: the day, if the page shows which is
/// which, else the year.
fn figures(page: &Page<'_>, prints: &Prints, above: usize, guess: &mut Guess) {
    let found = prints.iter().find_map(|(at, print)| Some((*at, print.figures.as_ref()?)));
    let Some((at, figures)) = found.filter(|(at, _)| *at < above + 3 && is_decided(page, *at)) else { return };
    let settled = dates::settled(figures, page.text).or_else(|| dates::year_of(figures));
    let Some(date) = settled else { return };
    let span = page.units[at].core;
    let from = page.words(at).find(figures.as_str()).map(|from| span.start as usize + from);
    guess.date = Some(Found::new(date, How::Inferred, from.map(|from| Span::new(from, from + figures.len()))));
}

/// Each person once, with the affiliation that any of their mentions has.
pub(super) fn joined(authors: Vec<Found<Person>>) -> Vec<Found<Person>> {
    let mut out: Vec<Found<Person>> = Vec::new();
    for author in authors {
        match out.iter_mut().find(|known| is_same(&known.value.name, &author.value.name)) {
            Some(known) if known.value.affiliation.is_none() => known.value.affiliation = author.value.affiliation,
            Some(_) => {}
            None => out.push(author),
        }
    }
    out
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
