//! Whose page it is, where nothing at the title says so: a short line at the page's head whose words a copyright line or a call
//! names too, or an outlet's name among the small print.

use super::super::read::Guess;
use super::page::{Ending, Page, Unit};
use crate::lexicon::frequency::english_rarity;
use crate::lexicon::roles;
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::{Found, How};
use crate::text::fold::{fold, fold_title};
use crate::text::{Span, word};
use std::sync::Arc;

const MASTHEAD: Rule = Rule { name: "site-masthead", why: "a name at the page's head that the page's foot names too" };
const OUTLET: Rule = Rule { name: "site-above-title", why: "an outlet's name above the title" };
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
    let found = among(page).map(|at| (at, AMONG));
    let found = found.or_else(|| Some((masthead(page)?, MASTHEAD))).or_else(|| Some((outlet(page)?, OUTLET)));
    if let Some((at, rule)) = found {
        let name: Arc<str> = before_motto(page.words(at)).split_whitespace().collect::<Vec<_>>().join(" ").into();
        guess.site = Some(Found::new(name, How::Page, Some(page.units[at].core)));
        page.decide(at, Role::Meta(Field::Site), rule);
    } else if let Some(owner) = owner(page) {
        guess.site = Some(Found::new(Arc::from(owner.of(page.text)), How::Page, Some(owner)));
    }
}

/// The name in "The Harbour Review - News from the estuary".
fn before_motto(words: &str) -> &str {
    [" - ", " – ", " — ", " | "]
        .iter()
        .filter_map(|mark| words.split_once(mark))
        .map(|(name, _)| name)
        .next()
        .unwrap_or(words)
}

/// A line above the title that has an outlet's name, one that stands again in the page's text where it is one of a menu.
fn outlet(page: &Page<'_>) -> Option<usize> {
    let title = page.units.iter().position(|unit| matches!(unit.verdict, Some((Role::Meta(Field::Title), _))))?;
    let is_again = |at: usize| {
        let name = page.words(at);
        page.units[at + 1..]
            .iter()
            .any(|unit| unit.words > page.units[at].words && unit.core.of(page.text).contains(name))
    };
    (0..title.min(HEAD)).find(|&at| {
        let is_apart = match page.units[at].verdict {
            Some((Role::Aside(Aside::Navigation), rule)) => {
                super::head::is_above(rule) && at + 3 >= title || is_again(at)
            }
            _ => false,
        };
        is_apart && is_outlet_name(page, at)
    })
}

/// Whether a line is a name of two words or more whose last word outlets are named with, or that opens as the names of
/// institutes do: "The Harbour Review", "Institute for Port Studies".
pub(super) fn is_outlet_name(page: &Page<'_>, at: usize) -> bool {
    let words: Vec<String> = word::words(page.words(at)).map(|w| fold(w.text)).collect();
    let is_telling = |word: &String| !roles::is_outlet_word(word) && word.len() > 3 && english_rarity(word) >= 2;
    // "Merrow News" may be a section
    let is_outlet = |word: &String| roles::is_outlet_word(word) && !SECTIONS.contains(&word.as_str());
    let is_of = |word: &String| matches!(word.as_str(), "for" | "of" | "voor" | "für" | "des" | "de" | "pour" | "d");
    (2..=LONGEST).contains(&words.len())
        && is_name(page, at)
        && (is_outlet(&words[words.len() - 1]) || is_outlet(&words[0]) && is_of(&words[1]))
        && words.iter().any(is_telling)
}

/// Lines that name an owner beside its copyright lines.
const AGAIN: usize = 2;
/// Words of outlets that sections of a site are named with too, folded.
const SECTIONS: [&str; 6] = ["news", "nieuws", "nachrichten", "nouvelles", "media", "today"];

/// Whose the page is by its copyright line with a year, where it has one alone, or all name the same: an owner whose words tell
/// that it is an outlet, or that the page names elsewhere too. Many an owner is a publisher that readers never hear of.
fn owner(page: &Page<'_>) -> Option<Span> {
    let half = page.units.len() / 2;
    let mut owners = page.units[half..].iter().filter_map(|unit| owned(page.text, unit.core));
    let owner = owners.next()?;
    let name = bare(owner.of(page.text));
    if !owners.all(|other| bare(other.of(page.text)) == name) {
        return None;
    }
    // "Harbour Magazine Media" is a publisher's
    let is_outlet = !text_behind(page, owner).split([' ', ',', '.']).next().is_some_and(is_firm)
        && name.split(' ').any(|word| is_outlet_compound(word) && !SECTIONS.contains(&word));
    let names = |unit: &&Unit| {
        let line = unit.core.of(page.text);
        unit.words <= LONGEST * 4
            && !line.contains('©')
            && format!(" {} ", fold_title(line)).contains(&format!(" {name} "))
    };
    (is_outlet || page.units.iter().filter(names).nth(AGAIN - 1).is_some()).then_some(owner)
}

/// Whether a word is the legal form of a company.
fn is_form(word: &str) -> bool {
    const FORMS: [&str; 9] = ["gmbh", "ltd", "inc", "llc", "plc", "ag", "bv", "sa", "limited"];
    FORMS.contains(&fold(word).as_str())
}

/// Whether a word at the end of a name says that it is a company's.
fn is_firm(word: &str) -> bool {
    const FIRMS: [&str; 11] = [
        "media",
        "group",
        "company",
        "corp",
        "publishing",
        "communications",
        "digital",
        "ventures",
        "interactive",
        "entertainment",
        "holdings",
    ];
    FIRMS.contains(&fold(word).as_str())
}

/// What stands behind `span` on its line, blanks aside.
fn text_behind<'t>(page: &Page<'t>, span: Span) -> &'t str {
    let rest = &page.text[span.end as usize..];
    rest.split('\n').next().unwrap_or_default().trim_start()
}

/// Whether outlets are named with a folded word, or with its end: "wirtschaftszeitung".
fn is_outlet_compound(word: &str) -> bool {
    const ENDS: [&str; 7] = ["zeitung", "blatt", "nachrichten", "magazin", "krant", "nieuws", "bode"];
    roles::is_outlet_word(word) || ENDS.iter().any(|end| word.ends_with(end))
}

/// The name in a copyright line with a year, less the words for a company behind it.
fn owned(text: &str, span: Span) -> Option<Span> {
    const MOST: usize = 160;
    const ENDS: [&str; 10] = [".", ";", "|", ",", "·", " -", " –", "/", "(", " Powered"];
    let line = span.of(text);
    let has_year = line.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit));
    let mark = line.find('©').filter(|_| has_year && line.len() <= MOST)?;
    let behind = mark + '©'.len_utf8();
    let opens = |at: usize| {
        let rest = line[at..].trim_start_matches(|c: char| !c.is_alphabetic());
        let at = line.len() - rest.len();
        let skipped = ["copyright ", "by "]
            .iter()
            .find(|word| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)));
        skipped.map_or(at, |word| at + word.len())
    };
    let begin = opens(opens(behind));
    let begin = begin + line[begin..].find(char::is_alphabetic)?;
    let rights = line[begin..].char_indices().map(|(at, _)| begin + at).find(|&at| {
        [" all right", "all right", " tous droits", " alle recht"]
            .iter()
            .any(|head| line.get(at..at + head.len()).is_some_and(|words| words.eq_ignore_ascii_case(head)))
    });
    let ends = ENDS.iter().filter_map(|mark| line[begin..].find(mark)).map(|at| begin + at);
    let end = ends.chain(rights).min().unwrap_or(line.len());
    let mut name = line[begin..end].trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '-');
    while let Some((rest, _)) = name.rsplit_once(' ').filter(|(_, last)| is_form(last) || is_firm(last)) {
        name = rest.trim_end();
    }
    let is_name = name.starts_with(char::is_uppercase) && (4..60).contains(&name.len()) && word::count(name) <= LONGEST;
    let start = span.start as usize + begin;
    is_name.then(|| Span::new(start, start + name.len()))
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
        is_apart && (is_name(page, *at) || before_motto(page.words(*at)).len() < page.words(*at).len())
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
        let name = bare(before_motto(page.words(at)));
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
    // "Co-operation" is one word
    let end = rest.find(['.', '|', ',', '·', '/']).into_iter().chain(rest.find(" -")).min().unwrap_or(rest.len());
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
    use super::{claimed, owned};
    use crate::text::Span;

    #[test]
    fn names_of_owners() {
        for line in [
            "© 2025 Lock Review Ltd. All rights reserved.",
            "Copyright © 1998-2025 The Lock Review",
            "About Lock Review",
            "Subscribe to the Lock Review",
            "Lock Review © 2025 Lock Review, Inc.",
            "© Lock Review - 2025",
        ] {
            assert_eq!(claimed(line).map(|(name, _)| name).as_deref(), Some("lock review"), "{line}");
        }
        for line in ["The Lock Review", "Lock Review said", "2025"] {
            assert_eq!(claimed(line), None, "{line}");
        }
        assert_eq!(claimed("© 2025 Lock Co-operation").map(|(name, _)| name).as_deref(), Some("lock co operation"));
    }

    #[test]
    fn names_in_copyright_lines() {
        let name = |line: &str| {
            let span = owned(line, Span::new(0, line.len()))?;
            Some(span.of(line).to_owned())
        };
        for (line, want) in [
            ("© 2025 Merrow Zeitung GmbH", Some("Merrow Zeitung")),
            ("© Le Quotidien de Merrow 2025", Some("Le Quotidien de Merrow")),
            ("Copyright © 2025. All rights reserved. Merrow Post", None),
            ("© Copyright 2025 Merrow Post Media Group All rights reserved", Some("Merrow Post")),
            ("© Merrow Post", None),
        ] {
            assert_eq!(name(line).as_deref(), want, "{line}");
        }
    }
}
