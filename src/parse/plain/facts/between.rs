//! The two entities that a relation of a fact sheet is between.

use super::super::page::{Ending, Page};
use super::{Row, Sheet, Stated};
use crate::lexicon::{dates, demonyms, frequency::english_rarity, roles};
use crate::model::reference::StatedRelation;
use crate::text::fold::fold;
use crate::text::name::names;
use crate::text::word;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How a title joins two names, the surest first.
const JOINTS: [&[&str]; 3] = [
    &[" – ", " — ", " - ", " ↔ ", " ⇄ "],
    &[" / ", " vs ", " vs. ", " versus "],
    &[" & ", " and ", " et ", " en ", " und "],
];

/// Small words that may stand within a name.
const WITHIN: [&str; 21] = [
    "of", "the", "for", "on", "and", "&", "de", "du", "des", "la", "le", "les", "et", "van", "der", "den", "von",
    "het", "bin", "al", "di",
];

/// Tells each relation its two: those of the line above it or of the title, else the two that stand in the most of its facts,
/// when no other comes near. In German, where all nouns have capitals, titles alone tell.
pub(super) fn read(page: &Page<'_>, rows: &[Row], stated: &[Stated], sheet: &mut Sheet, known: Option<&str>) {
    if stated.is_empty() {
        return;
    }
    let facts: Vec<Vec<&str>> = sheet.facts.iter().map(|fact| told(page, fact.words.of(page.text))).collect();
    let is_prose = |at: &usize| rows[*at] == Row::Other && page.units[*at].is_prose();
    let prose: Vec<(usize, Vec<&str>)> =
        page.open().into_iter().filter(is_prose).map(|at| (at, told(page, page.words(at)))).collect();
    let named: BTreeSet<&str> = facts.iter().chain(prose.iter().map(|(_, names)| names)).flatten().copied().collect();
    let canon = one_name_each(&named);
    let title = known.and_then(|title| pair(title, &named)).or_else(|| title(page, rows, &named));
    let whole = |facts: &std::ops::Range<u16>| usize::from(facts.end - facts.start) == sheet.facts.len();
    let mut of_whole = None;
    for (i, (relation, stated_at)) in sheet.relations.iter_mut().zip(stated).enumerate() {
        let StatedRelation { between, facts: own, .. } = relation;
        let above = (stated.len() > 1 || title.is_none()).then(|| above(page, rows, stated_at.at, &named)).flatten();
        let rest = || -> Option<[Arc<str>; 2]> {
            if page.lang.primary() == "de" {
                return None;
            }
            let end = stated.get(i + 1).map_or(usize::MAX, |next| next.at);
            let is_own = |at: usize| whole(own) || (stated_at.at..end).contains(&at);
            let from = if whole(own) { 0 } else { prose.partition_point(|(at, _)| *at < stated_at.at) };
            let summary = prose[from..].iter().take_while(|(at, _)| is_own(*at)).map(|(_, names)| &names[..]);
            let facts = facts.get(usize::from(own.start)..usize::from(own.end)).unwrap_or_default();
            rank(facts, summary, &canon)
        };
        *between = match above.or_else(|| title.clone()) {
            Some(two) => two.into(),
            None if whole(own) => of_whole.get_or_insert_with(rest).clone().map_or_else(Vec::new, Vec::from),
            None => rest().map_or_else(Vec::new, Vec::from),
        };
    }
}

/// The names in `words` that may be an entity's: no dates, no roles.
fn told<'t>(page: &Page<'t>, words: &'t str) -> Vec<&'t str> {
    let common = |word: &str| english_rarity(word) < 6 || page.lang.is_stop_word(word);
    let is_role = |name: &str| roles::is_role(&fold(name));
    let found = names(words, &common).into_iter().map(|span| undated(span.of(words)));
    found.filter(|name| !name.is_empty() && !is_role(name)).collect()
}

/// `name` without a date that it begins with: "March the Salt Board", "May 2025".
fn undated(name: &str) -> &str {
    let mut rest = name;
    let mut dated = false;
    for word in word::words(name) {
        let folded = fold(word.text);
        let is_small = WITHIN.contains(&word.text) || folded.bytes().all(|b| b.is_ascii_digit());
        let is_date = dates::is_calendar_word(&folded);
        if !(is_date && !is_small || dated && is_small) {
            break;
        }
        dated = true;
        rest = name[word.end()..].trim_start_matches([' ', '-', '\u{a0}']);
    }
    rest
}

/// The name that each of `named` stands for, where that is another or none: an adjective for a country, initials, a surname or
/// an everyday word for the whole of a longer name.
fn one_name_each<'t>(named: &BTreeSet<&'t str>) -> BTreeMap<&'t str, Option<&'t str>> {
    let mut longer: BTreeMap<String, Option<&'t str>> = BTreeMap::new();
    for name in named.iter().filter(|name| name.contains(' ')) {
        let initials: String =
            name.split([' ', '-']).filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect();
        let (head, last) = name.rsplit_once(' ').unwrap_or_default();
        let before = head.rsplit(' ').next().unwrap_or_default();
        let is_surname = !head.contains(' ') && english_rarity(&fold(head)) >= 6;
        let stands = !WITHIN.contains(&before) && (is_surname || is_plain(last));
        for short in [Some(initials.as_str()), stands.then_some(last)].into_iter().flatten() {
            longer.entry(short.to_owned()).and_modify(|found| *found = None).or_insert(Some(name));
        }
    }
    let of = |name: &&'t str| -> Option<(&'t str, Option<&'t str>)> {
        let name = *name;
        if name.contains(' ') {
            return None;
        }
        if let Some(names) = demonyms::names_of(name) {
            return Some((name, names.iter().find_map(|noun| named.get(noun).copied())));
        }
        if let Some(found) = longer.get(name) {
            return Some((name, *found));
        }
        noun(name, named).map(|noun| (name, Some(noun)))
    };
    named.iter().filter_map(of).collect()
}

/// The noun among `named` that an adjective of no known country is made of: "Ostmarkian" of "Ostmark".
fn noun<'t>(adjective: &'t str, named: &BTreeSet<&'t str>) -> Option<&'t str> {
    const NEAR: usize = 20;
    let stems = ["n", "an", "ian", "ean", "ese", "ish"].iter().filter_map(|ending| adjective.strip_suffix(ending));
    stems.filter(|stem| stem.chars().count() >= 4).find_map(|stem| {
        let near = named.range(stem..).take(NEAR).take_while(|name| name.starts_with(stem));
        near.copied().find(|name| *name != adjective && !name.contains(' ') && name.len() <= stem.len() + 3)
    })
}

#[derive(Clone, Copy, Default)]
struct Tally {
    facts: usize,
    summary: bool,
    first: usize,
}

/// The two names that stand in the most of `facts`, where a summary counts as one more; nothing when a third is as sure, or
/// one of the two is an everyday word or stands in few.
fn rank<'a>(
    facts: &[Vec<&'a str>],
    summary: impl Iterator<Item = &'a [&'a str]>,
    canon: &BTreeMap<&'a str, Option<&'a str>>,
) -> Option<[Arc<str>; 2]> {
    let meant = |name: &&'a str| canon.get(name).copied().unwrap_or(Some(*name));
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut add = |name: &'a str, is_summary: bool| {
        let first = all.len();
        let tally = all.entry(name).or_insert(Tally { first, ..Tally::default() });
        tally.summary |= is_summary;
        tally.facts += usize::from(!is_summary);
    };
    summary.flatten().filter_map(meant).for_each(|name| add(name, true));
    for fact in facts {
        let mut seen = BTreeSet::new();
        fact.iter().filter_map(meant).filter(|name| seen.insert(*name)).for_each(|name| add(name, false));
    }
    let mut best: Vec<(&str, Tally)> = all.into_iter().collect();
    let weight = |tally: &Tally| (tally.facts + usize::from(tally.summary), tally.summary);
    best.sort_by_key(|(_, tally)| (Reverse(weight(tally)), tally.first));
    let [(one, a), (other, b)] = *best.get(..2)? else { return None };
    let third = best.get(2).map(|(_, tally)| weight(tally));
    let is_sure = |name: &str, tally: Tally| {
        let everyday = !name.contains(' ') && name.chars().skip(1).any(char::is_lowercase) && is_plain(name);
        !everyday && (tally.summary || tally.facts >= 2 && tally.facts * 3 >= facts.len())
    };
    let sure = third < Some(weight(&b)) && is_sure(one, a) && is_sure(other, b);
    let two = if a.first <= b.first { [one, other] } else { [other, one] };
    sure.then(|| two.map(Arc::from))
}

/// Whether a name is an everyday word that anybody may capitalise, and no known country or people.
fn is_plain(name: &str) -> bool {
    let folded = fold(name);
    english_rarity(&folded) < 6 && !crate::lexicon::frequency::is_known_name(&folded)
}

/// The pair that a short line above all that the sheet states is made of.
fn title(page: &Page<'_>, rows: &[Row], named: &BTreeSet<&str>) -> Option<[Arc<str>; 2]> {
    const NEAR: usize = 10;
    let is_head = |at: &usize| matches!(rows[*at], Row::Other | Row::Label);
    let head = (0..page.units.len()).take_while(is_head).take(NEAR).filter(|at| page.units[*at].is_open());
    head.filter(|&at| is_line(page, at)).find_map(|at| pair(page.words(at), named))
}

/// The pair that the line above unit `at` is made of.
fn above(page: &Page<'_>, rows: &[Row], at: usize, named: &BTreeSet<&str>) -> Option<[Arc<str>; 2]> {
    let line = at.checked_sub(1)?;
    let line = if rows[line] == Row::Label { line.checked_sub(1)? } else { line };
    (rows[line] == Row::Other && is_line(page, line)).then(|| pair(page.words(line), named)).flatten()
}

fn is_line(page: &Page<'_>, at: usize) -> bool {
    (2..=16).contains(&page.units[at].words) && page.units[at].ending == Ending::Open
}

/// The two names that a title is made of, one of which at least the sheet speaks of.
fn pair(title: &str, named: &BTreeSet<&str>) -> Option<[Arc<str>; 2]> {
    let title = title.split(" | ").next()?.trim();
    JOINTS.iter().find_map(|joints| {
        let mut cuts = joints.iter().flat_map(|joint| title.match_indices(joint));
        let (at, joint) = cuts.next().filter(|_| title.len() <= 200)?;
        if cuts.next().is_some() {
            return None;
        }
        let sides = [&title[..at], &title[at + joint.len()..]].map(|side| {
            let side = side.trim();
            side.strip_prefix("The ").or_else(|| side.strip_prefix("the ")).unwrap_or(side)
        });
        let is_told = sides.map(|side| named.contains(side));
        let is_own = |side: &str| side.split(' ').any(|word| english_rarity(&fold(word)) >= 6);
        let sound = sides.iter().zip(is_told).all(|(side, told)| is_name(side) && (told || is_own(side)));
        (sound && is_told.contains(&true) && sides[0] != sides[1]).then(|| sides.map(Arc::from))
    })
}

/// Capitalised words with small ones between them, not all of them a date's.
fn is_name(side: &str) -> bool {
    let parts: Vec<&str> = side.split_whitespace().collect();
    let is_capital = |part: &str| part.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let sound = |part: &&str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’' | '&'));
    (1..=8).contains(&parts.len())
        && is_capital(parts[0])
        && parts.iter().all(sound)
        && parts
            .iter()
            .all(|part| is_capital(part) || WITHIN.contains(part) || part.bytes().all(|b| b.is_ascii_digit()))
        && parts.iter().any(|part| !dates::is_calendar_word(&fold(part)))
}

#[cfg(test)]
mod tests {
    use super::{pair, undated};
    use std::collections::BTreeSet;

    #[test]
    fn pairs() {
        let named = BTreeSet::from(["Kessel", "Salt Board", "Swans Society"]);
        let two = |title: &str| pair(title, &named).map(|[one, other]| format!("{one}+{other}"));
        for title in [
            "Kessel – Salt Board",
            "Kessel and the Salt Board",
            "Kessel vs Salt Board",
            "Kessel / Salt Board",
            "The Kessel & Salt Board | Sheets",
        ] {
            assert_eq!(two(title).as_deref(), Some("Kessel+Salt Board"), "{title}");
        }
        assert_eq!(two("Ostmark – Kessel").as_deref(), Some("Ostmark+Kessel"));
        assert_eq!(two("Trade and Salt Board – Kessel"), None);
        for title in [
            "June 2024 – May 2026",
            "Facts and Figures",
            "Kessel – June 2024",
            "Briefing – Kessel",
            "Kessel – Kessel",
            "Kessel – Salt Board – Ostmark",
            "Kessel and its lamps",
            "Kessel",
        ] {
            assert_eq!(two(title), None, "{title}");
        }
    }

    #[test]
    fn dates_before_names() {
        for (name, want) in [
            ("March the Salt Board", "Salt Board"),
            ("May 2025 Minister", "Minister"),
            ("June 2024", ""),
            ("Article 42", "Article 42"),
            ("Kessel", "Kessel"),
        ] {
            assert_eq!(undated(name), want, "{name}");
        }
    }
}
