//! Title, authors, date and site of a page: what its markup says weighed against what its visible words say.

use super::dom::Dom;
use super::flow::{self, Flow};
use super::meta::{self, Meta};
use super::people::{self, Author};
use super::site;
use super::write::Fate;
use crate::model::account::{Field, Role, Rule};
use crate::model::article::Kind;
use crate::model::{Found, How};
use crate::parse::plain::smallprint::{self, SmallPrint};
use crate::parse::read::Guess;
use crate::text::fold::fold_title;
use crate::text::{Date, Lang, Span, word};
use std::sync::Arc;

const TITLE: Rule = Rule { name: "title", why: "the headline, as the page's markup has it too" };
const BYLINE: Rule = Rule { name: "byline", why: "names who wrote the article, beside its head" };
const DATE: Rule =
    Rule { name: "date-line", why: "a date and nothing else but small print, beside the article's head" };
const STANDFIRST: Rule = Rule { name: "standfirst", why: "the sentence under the title, as the page describes itself" };

/// Stretches before the article's first paragraph, without a headline and with one, and behind it, in which its small print is
/// looked for.
const NEAR: (usize, usize, usize) = (25, 80, 3);

/// What the page is, with the stretches that say so.
pub(super) struct About {
    title: Option<(String, Option<usize>)>,
    authors: Vec<Author>,
    date: Option<(Date, How)>,
    site: Option<String>,
    standfirst: Option<usize>,
}

/// Reads it, and gives the fates of small print to the stretches that are some.
pub(super) fn read(dom: &Dom, flow: &Flow, fates: &mut [Fate], meta: &Meta, lang: &Lang) -> About {
    let first = fates.iter().position(|fate| *fate == Fate::Body).unwrap_or(0);
    let last = fates.iter().rposition(|fate| *fate == Fate::Body).unwrap_or(0);
    let site = site::read(dom, flow, meta);
    let title = title(dom, flow, meta, site.as_deref(), first);
    if let Some((title, _)) = &title {
        let told = fold_title(title);
        for (at, stretch) in flow.stretches.iter().enumerate() {
            if stretch.words.len() < title.len() + 80 && fold_title(&stretch.words) == told {
                fates[at] = Fate::Part(Role::Meta(Field::Title), TITLE);
            }
        }
    }
    let first = fates.iter().position(|fate| *fate == Fate::Body).unwrap_or(first);
    let at = title.as_ref().and_then(|(_, at)| *at).unwrap_or(first);
    let above = title.as_ref().and_then(|(_, at)| *at).or_else(|| {
        let heads = (0..first).rev().filter(|&at| dom.name(flow.stretches[at].block) == "h1");
        heads.take(1).next()
    });
    let prints = small_print(flow, fates, above, first, lang);
    for (fate, stretch) in fates.iter_mut().zip(&flow.stretches).take(last).skip(first) {
        if matches!(fate, Fate::Part(Role::Aside(_), _)) && dom.name(stretch.block) == "figcaption" {
            *fate = Fate::Caption;
        }
    }
    let standfirst = standfirst(flow, fates, meta, at, first);
    let mut authors = people::read(dom, flow, meta, &prints, site.as_deref());
    people::note(flow, fates, &mut authors, lang);
    About { authors, date: date(dom, meta, &prints), title, site, standfirst }
}

impl About {
    /// As the formats tell it; `places` are those of the stretches in the reading text.
    pub fn guess(self, places: &[Span], meta: &Meta) -> Guess {
        let place = |at: Option<usize>| at.and_then(|at| places.get(at).copied()).filter(|span| !span.is_empty());
        let html = |words: &str| Found::new(Arc::from(words), How::Html, None);
        Guess {
            title: self.title.map(|(title, at)| Found::new(title.into(), How::Html, place(at))),
            standfirst: self
                .standfirst
                .and_then(|at| Some(Found::new(Arc::from(meta.description.as_deref()?), How::Text, place(Some(at))))),
            authors: self
                .authors
                .into_iter()
                .map(|author| Found::new(author.person, How::Html, place(author.at)))
                .collect(),
            date: self.date.map(|(date, how)| Found::new(date, how, None)),
            site: self.site.as_deref().map(html),
            url: meta.address.as_deref().map(html),
            lang: meta.lang.as_deref().and_then(Lang::parse).map(|lang| Found::new(lang, How::Html, None)),
            ..Guess::default()
        }
    }
}

/// What sort of text, from what is known of it.
pub(super) fn kind(guess: &Guess, has: impl Fn(Role) -> bool) -> Kind {
    let address = guess.url.as_ref().map_or("", |url| &url.value);
    let is_view =
        ["/opinion", "/op-ed", "/commentisfree", "/editorial", "/tribune", "/opinie", "/meinung", "/kommentar"]
            .iter()
            .any(|part| address.contains(part));
    match () {
        () if is_view => Kind::Opinion,
        () if address.contains("/blog") => Kind::BlogPost,
        () if guess.date.is_some() || has(Role::Meta(Field::Authors)) => Kind::News,
        () => Kind::Page,
    }
}

/// The title that most of the places that tell one agree on, and the stretch that shows it.
fn title(dom: &Dom, flow: &Flow, meta: &Meta, site: Option<&str>, first: usize) -> Option<(String, Option<usize>)> {
    let mut heads: Vec<usize> =
        (0..flow.stretches.len()).filter(|&at| dom.name(flow.stretches[at].block) == "h1").collect();
    // a page that has no headings and is called nothing
    if heads.is_empty() && meta.window.is_empty() && meta.headlines.is_empty() && meta.titles.is_empty() {
        let head = flow.stretches.iter().take(first + 1).rposition(|stretch| flow::is_headline(dom, stretch));
        heads.extend(head);
    }
    // among several, the one that stands nearest above the article
    let nearest = heads.iter().copied().min_by_key(|&at| if at <= first { first - at } else { (at - first) * 3 });
    let weight = |at: usize| match heads.len() {
        1 => 8,
        _ if Some(at) == nearest => 5,
        _ => 1,
    };
    let is_told = |words: &str| words.chars().any(char::is_alphanumeric);
    let mut told: Vec<(String, i32, Option<usize>)> = Vec::new();
    for &at in &heads {
        told.push((flow.stretches[at].words.clone(), weight(at), Some(at)));
    }
    told.extend(meta.headlines.first().map(|words| (words.clone(), 4, None)));
    let headlines = told.iter().filter(|(words, ..)| is_told(words)).count();
    for (words, weight) in meta.titles.iter().zip([3, 2, 1, 1]).chain([(&meta.window, 2)]) {
        told.push((bare(words, site, &told), weight, None));
    }
    told.retain(|(words, ..)| is_told(words));
    let keys: Vec<String> = told.iter().map(|(words, ..)| fold_title(words)).collect();
    let is_site = |key: &str| site.is_some_and(|site| fold_title(site) == key);
    let votes = |i: usize| {
        let key = &keys[i];
        // what a window or a card is called may go on behind the title; a headline that goes on is another one
        let goes_on =
            |other: &String| key.len() >= 12 && other.starts_with(key.as_str()) && other.len() < key.len() * 3 / 2;
        let agrees = |at: &usize| keys[*at] == *key || *at >= headlines && goes_on(&keys[*at]);
        let sum: i32 = (0..told.len()).filter(agrees).map(|at| told[at].1).sum();
        sum - i32::from(is_site(key)) * 20
    };
    let best = (0..told.len()).max_by_key(|&i| (votes(i), std::cmp::Reverse(i)))?;
    let shown = flow
        .stretches
        .iter()
        .position(|s| s.words.len() < told[best].0.len() + 80 && fold_title(&s.words) == keys[best]);
    let words = told[best].0.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ");
    (!is_site(&keys[best])).then_some((words, shown))
}

/// A title without the site's name before or behind it: what another title shows, or what the site's name shows.
fn bare(words: &str, site: Option<&str>, told: &[(String, i32, Option<usize>)]) -> String {
    let is_known = |words: &str| told.iter().any(|(other, ..)| fold_title(other) == fold_title(words));
    let is_site = |part: &str| {
        const MORE: usize = 12;
        let part = fold_title(part).replace(' ', "");
        site.map(|site| fold_title(site).replace(' ', "")).is_some_and(|site| {
            !part.is_empty() && (site.contains(&part) || part.contains(&site) && part.len() <= site.len() + MORE)
        })
    };
    let marks = site::MARKS;
    let mut words = words;
    for _ in 0..3 {
        let first = marks.iter().filter_map(|mark| words.find(mark).map(|at| (at, mark.len()))).min();
        let last = marks.iter().filter_map(|mark| words.rfind(mark).map(|at| (at, mark.len()))).max();
        let (Some(first), Some(last), false) = (first, last, is_known(words)) else { break };
        let (head, tail) = (words[..last.0].trim(), words[last.0 + last.1..].trim());
        let short = word::count(tail) <= 4 && word::count(head) >= 4 && tail.starts_with(char::is_uppercase);
        words = match () {
            () if is_site(&words[..first.0]) && !is_site(tail) => words[first.0 + first.1..].trim(),
            () if is_known(head) || is_site(tail) || short => head,
            () => break,
        };
    }
    words.to_owned()
}

/// Lines of small print beside the article's head, with their stretches; gives them their fates.
fn small_print(
    flow: &Flow,
    fates: &mut [Fate],
    head: Option<usize>,
    first: usize,
    lang: &Lang,
) -> Vec<(usize, SmallPrint)> {
    const LONGEST: usize = 240;
    let from = match head {
        Some(head) => head.min(first).saturating_sub(NEAR.2).max(first.saturating_sub(NEAR.1)),
        None => first.saturating_sub(NEAR.0),
    };
    let mut out = Vec::new();
    for at in from..(first + NEAR.2).min(fates.len()) {
        let words = &flow.stretches[at].words;
        if words.len() > LONGEST || matches!(fates[at], Fate::Part(Role::Meta(_), _)) {
            continue;
        }
        let print = smallprint::read(words, lang);
        let dated = !print.dates.is_empty() || print.figures.is_some();
        if !print.authors.is_empty() && print.rest <= 8 {
            fates[at] = Fate::Part(Role::Meta(Field::Authors), BYLINE);
        } else if dated && print.rest == 0 {
            fates[at] = Fate::Part(Role::Meta(Field::Date), DATE);
        } else if print.names.is_empty() || print.rest > 0 || fates[at] == Fate::Body {
            continue;
        }
        out.push((at, print));
    }
    for at in (first + NEAR.2).min(fates.len())..fates.len() {
        let words = &flow.stretches[at].words;
        if fates[at] == Fate::Body && words.len() <= LONGEST && smallprint::tells_who_asked(words, lang) {
            fates[at] = Fate::Part(Role::Meta(Field::Authors), BYLINE);
            out.push((at, smallprint::read(words, lang)));
        }
    }
    out
}

/// The description, where a stretch between the title and the byline or date shows it. Many a page describes itself with its
/// first paragraph, which is none.
fn standfirst(flow: &Flow, fates: &mut [Fate], meta: &Meta, head: usize, first: usize) -> Option<usize> {
    let told = fold_title(meta.description.as_deref()?);
    let range = head + 1..(first + 1).min(fates.len());
    let at = range.into_iter().find(|&at| told.len() > 20 && fold_title(&flow.stretches[at].words) == told)?;
    let is_print = |fate: &Fate| matches!(fate, Fate::Part(Role::Meta(Field::Authors | Field::Date), _));
    let above_print = fates[at + 1..].iter().take_while(|fate| **fate != Fate::Body).any(is_print);
    let apart = matches!(fates[at], Fate::Part(Role::Aside(_), _));
    (apart || above_print && fates[at] == Fate::Body).then(|| {
        fates[at] = Fate::Part(Role::Meta(Field::Standfirst), STANDFIRST);
        at
    })
}

/// The day that the markup gives, as readers see it: it stands in the site's own time zone there. Else another one that
/// is told, the surest first. A day beside the byline is surer than one of the markup that lies more than a year off.
fn date(dom: &Dom, meta: &Meta, prints: &[(usize, SmallPrint)]) -> Option<(Date, How)> {
    let shown: Vec<Date> = days(prints.iter().map(|(_, print)| print)).collect();
    let timed: Vec<Date> =
        dom.named("time").filter_map(|id| dom.attribute(id, "datetime")).filter_map(meta::date).collect();
    let address = meta.address.as_deref().and_then(from_address);
    let near = |dates: &[Date], told: Date| dates.iter().copied().find(|date| is_near(*date, told));
    let in_words = |told: Date| near(&shown, told).map(|date| (date, How::Text));
    let as_seen = |told: Date| in_words(told).or_else(|| near(&timed, told).map(|date| (date, How::Html)));
    let html = |dates: &[Date]| dates.first().map(|date| (*date, How::Html));
    let signed = signed(prints).filter(|signed| !meta.modified.iter().any(|day| is_near(*signed, *day)));
    let is_off =
        |told: &Date| signed.is_some_and(|signed| signed.days_from(*told).is_none_or(|days| days.abs() > YEAR));
    let is_beyond = |told: &Date| {
        shown.first().is_some_and(|shown| told.days_from(*shown).is_none_or(|days| days > BEYOND)) && address.is_none()
    };
    let published: Vec<Date> =
        meta.published.iter().copied().filter(|told| !is_off(told) && !is_beyond(told)).collect();
    (published.first().copied().and_then(as_seen))
        .or_else(|| meta.modified.first().copied().and_then(in_words))
        .or_else(|| html(&published))
        .or_else(|| address.map(|date| as_seen(date).unwrap_or((date, How::Address))))
        .or(signed.or(shown.first().copied()).map(|date| (date, How::Text)))
        .or_else(|| html(&meta.dated))
        .or_else(|| html(&timed))
        .or_else(|| html(&meta.modified))
        .or_else(|| html(&meta.doubtful.0))
        .or_else(|| html(&meta.published))
}

/// Days that differ by more are not the same day told twice; and a page shows no day so long before its own.
const YEAR: i32 = 366;
const BEYOND: i32 = 10 * YEAR;

fn days<'p>(prints: impl Iterator<Item = &'p SmallPrint>) -> impl Iterator<Item = Date> {
    prints.flat_map(|print| &print.dates).map(|written| written.date).filter(|date| date.parts().2.is_some())
}

/// The day that stands with the byline, or at most two stretches from it.
fn signed(prints: &[(usize, SmallPrint)]) -> Option<Date> {
    const CLOSE: usize = 2;
    let bylines: Vec<usize> = prints.iter().filter(|(_, print)| !print.authors.is_empty()).map(|(at, _)| *at).collect();
    let beside = prints.iter().filter(|(at, _)| bylines.iter().any(|byline| byline.abs_diff(*at) <= CLOSE));
    days(beside.map(|(_, print)| print)).next()
}

/// Whether two days are the same or next to each other.
fn is_near(one: Date, other: Date) -> bool {
    one.days_from(other).is_some_and(|days| days.abs() <= 1)
}

/// `/2023/12/22/` in an address.
fn from_address(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(['/', '-']).collect();
    parts.windows(3).find_map(|w| {
        let sound = w[0].len() == 4 && (1..=2).contains(&w[1].len()) && (1..=2).contains(&w[2].len());
        sound.then(|| Date::day(w[0].parse().ok()?, w[1].parse().ok()?, w[2].parse().ok()?)).flatten()
    })
}
