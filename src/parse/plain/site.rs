//! Whose page it is, where nothing at the title says so: a short line at the page's head whose words a copyright line or a call
//! names too, or an outlet's name among the small print.

use super::super::read::Guess;
use super::page::{Ending, Page, Unit};
use crate::lexicon::roles;
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::{Found, How};
use crate::text::fold::{fold, fold_title};
use crate::text::word;
use std::sync::Arc;

const MASTHEAD: Rule = Rule { name: "site-masthead", why: "a name at the page's head that the page's foot names too" };
const AMONG: Rule = Rule { name: "site-line", why: "an outlet's name among the small print" };

/// Units at the page's head in which its masthead is looked for.
const HEAD: usize = 12;
/// Words of a name at most.
const LONGEST: usize = 5;
/// What calls of a site begin with, folded.
const CALLS: [&str; 4] = ["about ", "subscribe to ", "support ", "welcome to "];
/// What its claims must weigh: one copyright line, or two calls.
const ENOUGH: usize = 2;

/// Finds the site, where nothing told it yet.
pub(super) fn read(page: &mut Page<'_>, guess: &mut Guess) {
    if guess.site.is_some() {
        return;
    }
    let Some((at, rule)) = among(page).map(|at| (at, AMONG)).or_else(|| Some((masthead(page)?, MASTHEAD))) else {
        return;
    };
    let name: Arc<str> = page.words(at).split_whitespace().collect::<Vec<_>>().join(" ").into();
    guess.site = Some(Found::new(name, How::Page, Some(page.units[at].core)));
    page.decide(at, Role::Meta(Field::Site), rule);
}

/// A line that is an outlet's name and stands between or below the lines of byline and date.
fn among(page: &Page<'_>) -> Option<usize> {
    let is_print = |at: usize| {
        page.units
            .get(at)
            .is_some_and(|unit| matches!(unit.verdict, Some((Role::Meta(Field::Authors | Field::Date), _))))
    };
    let is_weighed = |at: usize| page.units[at].verdict.is_none_or(|(_, rule)| super::lines::is_weighed(rule));
    let line = |at: usize| page.lines.line(page.units[at].core.start);
    (1..page.units.len()).take(HEAD * 4).find(|&at| {
        is_weighed(at)
            && is_name(page, at)
            && word::words(page.words(at)).any(|w| roles::is_outlet_word(&fold(w.text)))
            && is_print(at - 1)
            && line(at) == line(at - 1) + 1
            && (is_print(at + 1) || page.units.get(at + 1).is_none_or(|_| line(at + 1) > line(at) + 1))
    })
}

/// The first short line that a copyright line or a call of the page names too.
fn masthead(page: &Page<'_>) -> Option<usize> {
    let could = |at: &usize| {
        let is_apart = matches!(
            page.units[*at].verdict,
            Some((Role::Aside(Aside::Navigation | Aside::Beyond | Aside::Repeated), _))
        );
        is_apart && is_name(page, *at)
    };
    let mut candidates = (0..page.units.len().min(HEAD)).filter(could).peekable();
    candidates.peek()?;
    let claimed: Vec<(String, usize)> = page
        .units
        .iter()
        .filter(|unit| may_claim(page, unit))
        .filter_map(|unit| claimed(unit.core.of(page.text)))
        .collect();
    candidates.find(|&at| {
        let name = bare(page.words(at));
        claimed.iter().filter(|(other, _)| *other == name).map(|(_, weight)| weight).sum::<usize>() >= ENOUGH
    })
}

/// One to five words that begin with capitals, and are no sentence.
fn is_name(page: &Page<'_>, at: usize) -> bool {
    let (unit, words) = (&page.units[at], page.words(at));
    let is_capital = |word: &str| {
        word.starts_with(|c: char| !c.is_lowercase())
            || page.lang.is_stop_word(word)
            || matches!(word, "of" | "the" | "and")
    };
    (1..=LONGEST).contains(&unit.words)
        && unit.ending == Ending::Open
        && words.starts_with(char::is_uppercase)
        && !words.contains([',', ':', '|', '>', '@', '/'])
        && words.split_whitespace().all(is_capital)
        && bare(words).len() >= 4
}

/// Whether a line may be a claim: a quick look at what it was folded to, if it was.
fn may_claim(page: &Page<'_>, unit: &Unit) -> bool {
    let folded = &unit.folded;
    folded.is_empty()
        || CALLS.iter().any(|call| folded.starts_with(call))
        || folded.contains("copyright")
        || unit.core.of(page.text).contains('©')
}

/// What a line weighs as a claim, and the name in `© 2025 NAME Ltd. All rights reserved`, `About NAME`, `Subscribe to NAME`.
fn claimed(line: &str) -> Option<(String, usize)> {
    const MOST: usize = 160;
    if line.len() > MOST {
        return None;
    }
    let folded = fold(line);
    if let Some(rest) = CALLS.iter().find_map(|call| folded.strip_prefix(call)) {
        return Some((bare(rest), 1)).filter(|(name, _)| name.split(' ').count() <= LONGEST);
    }
    let at = folded.find('©').map(|at| at + '©'.len_utf8()).or_else(|| {
        let at = folded.find("copyright")?;
        Some(at + "copyright".len())
    })?;
    let rest = folded[at..].trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.strip_prefix("by ").unwrap_or(rest).trim_start_matches(|c: char| !c.is_alphabetic());
    let end = rest.find(['.', '|', ',', '·', '-', '/']).unwrap_or(rest.len());
    let name = &rest[..end];
    let name = name.find(" all rights").map_or(name, |at| &name[..at]);
    Some((bare(name), ENOUGH)).filter(|(name, _)| !name.is_empty() && name.split(' ').count() <= LONGEST)
}

/// A name without article, form of company and year.
fn bare(name: &str) -> String {
    const FORMS: [&str; 12] =
        ["ltd", "inc", "llc", "plc", "gmbh", "ag", "bv", "b v", "corp", "limited", "media group", "company"];
    let mut name = fold_title(name);
    for form in FORMS {
        if let Some(rest) = name.strip_suffix(form).and_then(|rest| rest.strip_suffix(' ')) {
            name = rest.to_owned();
        }
    }
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::claimed;

    #[test]
    fn names_of_owners() {
        for line in [
            "© 2025 Lock Review Ltd. All rights reserved.",
            "Copyright © 1998-2025 The Lock Review",
            "About Lock Review",
            "Subscribe to the Lock Review",
            "Lock Review © 2025 Lock Review, Inc.",
        ] {
            assert_eq!(claimed(line).map(|(name, _)| name).as_deref(), Some("lock review"), "{line}");
        }
        for line in ["The Lock Review", "Lock Review said", "2025"] {
            assert_eq!(claimed(line), None, "{line}");
        }
    }
}
