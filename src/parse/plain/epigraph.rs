//! A quotation that opens the article, with the line below it that names its source.

use super::page::{Ending, Page};
use super::smallprint;
use crate::lexicon::dates;
use crate::lexicon::person::{is_person_name, lower_capitals};
use crate::model::account::{Role, Rule};
use crate::model::reference::{RefKind, Reference, Target};
use std::sync::Arc;

/// The rule for the quotation's units; the body tree makes a block of them.
pub(super) const EPIGRAPH: Rule = Rule { name: "epigraph", why: "a quotation with its source that opens the article" };
const SOURCE: Rule = Rule { name: "epigraph-source", why: "names what the opening quotation is taken from" };
/// An epigraph begins among this many of the first open units: above it stand a title, a date, a byline at most.
const WITHIN: usize = 5;

/// Decides the quotation and its source line, if the page opens with them.
pub(super) fn read(page: &mut Page<'_>) {
    let open = page.open();
    for first in 0..open.len().min(WITHIN) {
        let Some(taken) = quotation(page, &open[first..]) else { continue };
        let Some(&below) = open.get(first + taken) else { return };
        if source(page, below) || named(page, below, open[first + taken - 1]) {
            open[first..first + taken].iter().for_each(|&at| page.decide(at, Role::Body, EPIGRAPH));
        }
        return;
    }
    unmarked(page, &open);
}

/// A quotation without marks: short lines below a title, and in the line right below them a dash and a name.
fn unmarked(page: &mut Page<'_>, open: &[usize]) {
    const LONGEST: usize = 60;
    let is_name = |line: &str| {
        let rest =
            line.strip_prefix(['—', '–', '―']).or_else(|| line.strip_prefix("--")).or_else(|| line.strip_prefix("- "));
        rest.is_some_and(|rest| {
            let name = rest.split([',', '(']).next().unwrap_or(rest).trim();
            is_person_name(&lower_capitals(name))
        })
    };
    let Some(i) = (2..open.len().min(WITHIN + 3)).find(|&i| is_name(page.words(open[i]))) else { return };
    let line = |page: &Page<'_>, at: usize| page.lines.line(page.units[at].core.start);
    let joined =
        |i: &usize| line(page, open[*i]) + 1 == line(page, open[*i + 1]) && page.units[open[*i]].words <= LONGEST;
    let first = (1..i).rev().take_while(joined).last();
    let Some(first) = first.or_else(|| (page.units[open[i - 1]].ending == Ending::Stop).then_some(i - 1)) else {
        return;
    };
    if source(page, open[i]) {
        open[first..i].iter().for_each(|&at| page.decide(at, Role::Body, EPIGRAPH));
    }
}

/// How many units from the first of `rest` make one quotation: one that stands whole between marks, or some that open with a
/// mark and close only in the last.
pub(super) fn quotation(page: &Page<'_>, rest: &[usize]) -> Option<usize> {
    const MOST: usize = 8;
    for (i, &at) in rest.iter().take(MOST).enumerate() {
        let words = page.words(at);
        let opens = words.starts_with(['“', '"', '«', '„']);
        if !opens && i == 0 {
            return None;
        }
        let inner = &words[words.chars().next().filter(|_| opens).map_or(0, char::len_utf8)..];
        let bare = inner.trim_end().trim_end_matches(['”', '"', '»', '“']);
        let closes = bare.len() < inner.trim_end().len();
        let inside = bare.chars().filter(|c| matches!(c, '”' | '"' | '»')).count();
        match (closes, inside) {
            (true, 0) if page.units[at].words >= 4 => return Some(i + 1),
            (false, 0) if page.units[at].words >= 4 => {}
            _ => return None,
        }
    }
    None
}

/// A name alone in the line right below a quotation that stands in marks: becomes a citation.
fn named(page: &mut Page<'_>, at: usize, quotation: usize) -> bool {
    const LONGEST: usize = 60;
    let line = |at: usize| page.lines.line(page.units[at].core.start);
    let (words, span) = (page.words(at), page.units[at].core);
    let is_name = words.len() <= LONGEST
        && page.units[at].ending == Ending::Open
        && page.units[at].words <= 5
        && words.split([',', '(']).next().is_some_and(|name| name.split_whitespace().all(is_capitalised));
    let is_below = line(quotation) + 1 == line(at);
    let is_apart = page.units.get(at + 1).is_some_and(|_| line(at + 1) > line(at) + 1);
    if !is_name || !is_below || !is_apart {
        return false;
    }
    // who said it is nothing to find in the dossier
    let reference = Reference {
        target: Target::Nothing,
        ..Reference::naming(RefKind::Citation, span, page.place(span.start), Arc::from(words))
    };
    let Some(index) = page.refer(reference) else { return false };
    page.decide(at, Role::Reference(index), SOURCE);
    true
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || matches!(word, "de" | "von" | "van" | "der" | "di" | "la" | "le" | "du")
}

/// "Title — Publisher (Date)", or "— Publisher": becomes a citation.
fn source(page: &mut Page<'_>, at: usize) -> bool {
    let (words, span) = (page.words(at), page.units[at].core);
    if page.units[at].words > 40 || page.units[at].ending == Ending::Stop && !words.ends_with(')') {
        return false;
    }
    // "Ada Marsh - 3 March 2025" below a standfirst in quotation marks is a byline
    let print = smallprint::read(words, &page.lang);
    let is_byline = print.rest == 0 && !print.names.is_empty() && !print.dates.is_empty();
    if is_byline && words.starts_with(char::is_alphabetic) && !words.contains('(') {
        return false;
    }
    let marks =
        ["—", "–", "―", "--", " - ", "|"].iter().filter_map(|mark| words.rfind(mark).map(|at| (at, *mark))).max();
    let Some((cut, mark)) = marks else { return false };
    let (title, behind) = (words[..cut].trim(), words[cut + mark.len()..].trim());
    let (name, bracket) = behind.split_once('(').map_or((behind, ""), |(name, bracket)| (name.trim(), bracket));
    let date = dates::first(if bracket.is_empty() { words } else { bracket }, &page.lang).map(|w| w.date);
    let some = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
    let reference = Reference {
        kind: RefKind::Citation,
        at: span,
        place: page.place(span.start),
        title: some(title).or_else(|| some(name)),
        target: some(title).map_or(Target::Nothing, |name| Target::Named { name, heading: None }),
        site: some(name).filter(|_| !title.is_empty()),
        publisher: None,
        date,
        inline: false,
    };
    let Some(index) = page.refer(reference) else { return false };
    page.decide(at, Role::Reference(index), SOURCE);
    true
}
