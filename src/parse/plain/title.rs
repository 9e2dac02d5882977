//! Which of the lines above the article is its title: each candidate is scored by what it looks like, what stands around it and
//! how much of it the article speaks of; the best one is the title, if it is likelier than that there is none.
//!
//! `table` holds a weight for each feature, fitted by `tools/fit_titles.py`; features are in hundredths, scores in thousandths of
//! a log-odds against there being no title.

mod table;

use super::byline::Prints;
use super::head::{could_be_title, split_site};
use super::lines::{Lines, weigh};
use super::page::{Ending, Page, Unit};
use super::site::is_outlet_name;
use crate::lexicon::clutter;
use crate::model::account::{Field, Role};
use crate::model::evidence::{Question, Weighed};
use crate::text::Key;
use crate::text::fold::fold_title;

/// How many features there are.
const COUNT: usize = 36;
/// A page with no more candidates than this has few.
const FEW: usize = 4;
/// What the best candidate must score: a title that is none is no worse than a page without one.
const DOUBT: i32 = -1_000;
/// The same where a page has hardly another line above its first paragraph: those are seldom a site's.
const DOUBT_OF_FEW: i32 = -4_000;

/// The unit of `zone`, above `article`, that is likeliest the title.
pub(super) fn best(page: &Page<'_>, zone: &[usize], article: usize, prints: &Prints, lines: &Lines) -> Option<usize> {
    let candidates = candidates(page, zone);
    let doubt = if candidates.len() <= FEW { DOUBT_OF_FEW } else { DOUBT };
    let features = features(page, &candidates, article, prints, lines);
    let scores = features.iter().map(|features| weigh(table::BASE, &table::TITLE, features));
    let best = scores.zip(candidates.iter().copied()).max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)));
    let best = best.filter(|(score, _)| *score > doubt).map(|(_, at)| at);
    page.witness.note(|| told(page, &candidates, &features, doubt, best));
    best
}

/// The evidence for each candidate.
fn told(
    page: &Page<'_>,
    candidates: &[usize],
    features: &[[i32; COUNT]],
    doubt: i32,
    best: Option<usize>,
) -> Vec<Weighed> {
    let outcome = |at: usize, sum: i32| match best {
        Some(best) if best == at => "the best of the lines above the article",
        _ if sum <= doubt => "likelier no title than one",
        _ => "another line is the likelier title",
    };
    let one = |(&at, features): (&usize, &[i32; COUNT])| {
        let told =
            Weighed::of(Question::Title, page.units[at].core, table::BASE, &table::TITLE, features).needing(doubt);
        let outcome = outcome(at, told.sum);
        told.ending(outcome)
    };
    candidates.iter().zip(features).map(one).collect()
}

/// The candidate that is the title beyond doubt: the outlet's name stands behind it, and its words stand elsewhere too; or, where
/// there are few, it opens a block in which the byline follows, and nothing but short lines stand above it.
pub(super) fn sure(page: &Page<'_>, zone: &[usize], prints: &Prints) -> Option<usize> {
    const KICKER: usize = 4;
    let candidates = candidates(page, zone);
    let repeated = |at: usize| {
        let (title, site) = split_site(page, at);
        let again = again(page, at, &fold_title(title.of(page.text)));
        site.is_some() && page.units[at].words > KICKER && (again.0 || again.1)
    };
    let is_byline = |at: usize| prints.iter().any(|(unit, print)| *unit == at && !print.authors.is_empty());
    let row = |at: usize| page.lines.line(page.units[at].core.start);
    let opens_block = |i: usize| {
        let at = candidates[i];
        (KICKER + 1..=14).contains(&page.units[at].words)
            && page.units[at].ending == Ending::Open
            && at > 0
            && row(at) > row(at - 1) + 1
            && is_byline(at + 1)
            && candidates[..i].iter().all(|&above| page.units[above].words <= KICKER)
    };
    let few = candidates.len() <= FEW;
    let found = candidates.iter().copied().find(|&at| repeated(at));
    found.or_else(|| (0..candidates.len()).find(|&i| few && opens_block(i)).map(|i| candidates[i]))
}

fn candidates(page: &Page<'_>, zone: &[usize]) -> Vec<usize> {
    let could = |at: usize| page.units.get(at).is_some_and(Unit::is_open) && could_be_title(page, at);
    zone.iter().copied().filter(|&at| could(at) && !(could(at + 1) && is_masthead(page, at))).collect()
}

/// Whether a line has an outlet's name and stands above a headline with its byline or date: "The Harbour Review".
fn is_masthead(page: &Page<'_>, at: usize) -> bool {
    let is_meta = |at: usize| {
        page.units
            .get(at)
            .is_some_and(|unit| matches!(unit.verdict, Some((Role::Meta(Field::Date | Field::Authors), _))))
    };
    is_meta(at + 2) && page.units[at + 1].words > 2 && !is_outlet_name(page, at + 1) && is_outlet_name(page, at)
}

/// How often each line's words stand elsewhere on the page: whole, and as the beginning of a longer line.
fn again(page: &Page<'_>, at: usize, told: &str) -> (bool, bool) {
    const LONGEST: usize = 80;
    if told.len() < 8 {
        return (false, false);
    }
    let (mut whole, mut head) = (false, false);
    // few places are looked at in each line: a searcher would take longer to set up
    let is_at = |words: &[u8]| words[0] == told.as_bytes()[0] && words == told.as_bytes();
    for (other, unit) in page.units.iter().enumerate() {
        if other != at && unit.folded.len() >= told.len() && unit.folded.len() <= told.len() + LONGEST {
            whole |= unit.folded == told;
            head |= unit.folded.len() > told.len() && unit.folded.as_bytes().windows(told.len()).any(is_at);
        }
    }
    (whole, head)
}

fn so(is_so: bool) -> i32 {
    if is_so { 100 } else { 0 }
}

fn percent(part: usize, whole: usize) -> i32 {
    i32::try_from(part * 100 / whole.max(1)).unwrap_or(100)
}

/// The features of each candidate.
fn features(
    page: &Page<'_>,
    candidates: &[usize],
    article: usize,
    prints: &Prints,
    lines: &Lines,
) -> Vec<[i32; COUNT]> {
    (0..candidates.len()).map(|i| one(page, candidates, i, article, prints, lines)).collect()
}

fn one(
    page: &Page<'_>,
    candidates: &[usize],
    i: usize,
    article: usize,
    prints: &Prints,
    lines: &Lines,
) -> [i32; COUNT] {
    let at = candidates[i];
    let (unit, line) = (&page.units[at], page.words(at));
    let (title, site) = split_site(page, at);
    let (whole, head) = again(page, at, &fold_title(title.of(page.text)));
    let form = lines.form(at);
    let telling: &[Key] = form.map_or(&[], |form| &form.telling);
    let found = telling.iter().filter(|key| lines.tells(**key)).count();
    let words = unit.words;
    let small_print = |from: usize, to: usize, is: fn(&super::smallprint::SmallPrint) -> bool| {
        let from = prints.partition_point(|(unit, _)| *unit < from);
        prints[from..].iter().take_while(|(unit, _)| *unit < to).any(|(_, print)| is(print))
    };
    let named = |print: &super::smallprint::SmallPrint| !print.authors.is_empty() || !print.names.is_empty();
    let dated = |print: &super::smallprint::SmallPrint| !print.dates.is_empty();
    let off = article.saturating_sub(at);
    let between = candidates[i + 1..].iter().filter(|&&other| page.units[other].words >= 4).count();
    let is_meta =
        |unit: &super::page::Unit| matches!(unit.verdict, Some((Role::Meta(Field::Date | Field::Authors), _)));
    let is_aside = |at: usize| page.units.get(at).is_some_and(|unit| matches!(unit.verdict, Some((Role::Aside(_), _))));
    let row = |at: usize| page.lines.line(page.units[at].core.start);
    let gap = at == 0 || row(at) > row(at - 1) + 1;
    let gap_below = at + 1 >= page.units.len() || row(at + 1) > row(at) + 1;
    let near = |other: usize| candidates.get(other).map_or(0, |&other| page.units[other].words);
    let most = (i.saturating_sub(4)..i + 5).filter(|&other| other != i).map(near).max().unwrap_or(0);
    let share = |feature: usize| form.map_or(0, |form| form.features[feature]);
    let next_is_sentence =
        page.units.get(at + 1).is_some_and(|unit| unit.is_open() && unit.words >= 8 && unit.ending == Ending::Stop);
    let list = (i.saturating_sub(2)..(i + 3).min(candidates.len())).filter(|&other| near(other) >= 4).count();
    // FEATURES
    [
        so(words <= 2),                                                               // = words-1-2
        so(words == 3),                                                               // = words-3
        so((4..=5).contains(&words)),                                                 // = words-4-5
        so((17..=24).contains(&words)),                                               // = words-17-24
        so(words >= 25),                                                              // = words-25
        so(line.ends_with(['.', '。'])),                                              // = stop
        so(line.ends_with(['?', '!', '？', '！'])),                                   // = asks
        so(whole),                                                                    // = again
        so(head),                                                                     // = again-longer
        so(site.is_some()),                                                           // = site-behind
        percent(found, telling.len()),                                                // = told-share
        so(telling.len() >= 2 && found == 0),                                         // = told-none
        so(candidates.len() <= FEW),                                                  // = few
        so(off <= 1),                                                                 // = off-1
        so((2..=4).contains(&off)),                                                   // = off-4
        so(small_print(at + 1, at + 2, named) || small_print(at + 1, at + 2, dated)), // = small-print-next
        so(off >= 20),                                                                // = off-20
        so(small_print(at + 1, at + 4, named)),                                       // = names-below
        so(small_print(at + 1, at + 4, dated)),                                       // = date-below
        so(small_print(at.saturating_sub(3), at, dated)),                             // = date-above
        so(small_print(at, at + 1, named)),                                           // = is-name
        so(candidates.len() == 1),                                                    // = only
        100 * i32::try_from(between.min(6)).unwrap_or(6),                             // = between
        share(11),                                                                    // = capitals
        share(13),                                                                    // = upper-case
        share(15),                                                                    // = site-words
        so(clutter::is_caption(line)) + share(20),                                    // = caption
        share(21),                                                                    // = numbers
        so(is_aside(at.wrapping_sub(1)) || at.checked_sub(1).is_some_and(|at| is_meta(&page.units[at]))), // = decided-above
        so(gap),                                                                                          // = gap-above
        so(gap_below),                                                                                    // = gap-below
        so(list >= 4),                                                                                    // = list
        so(at == 0),                                                                                      // = first
        so(next_is_sentence),                 // = sentence-below
        so(i > 0 && near(i - 1) * 2 < words), // = kicker-above
        so(words > most),                     // = longest
    ]
}

#[cfg(test)]
pub(super) fn told_for_fitting(
    page: &Page<'_>,
    zone: &[usize],
    article: usize,
    prints: &Prints,
    lines: &Lines,
) -> Vec<(usize, Vec<i32>)> {
    let candidates = candidates(page, zone);
    let features = features(page, &candidates, article, prints, lines);
    candidates.into_iter().zip(features).map(|(at, f)| (at, f.to_vec())).collect()
}

#[cfg(test)]
pub(super) fn table() -> [(&'static str, i32); COUNT] {
    table::TITLE
}
