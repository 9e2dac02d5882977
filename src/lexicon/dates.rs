//! Dates as people write them, in English, French, Dutch, German, Spanish and Italian, and in Chinese and Japanese figures.

mod apostrophe;
mod figures;

use crate::text::{Date, Lang, Span};
use regex::{Captures, Match, Regex};
use std::ops::Range;
use std::sync::OnceLock;

pub use apostrophe::{could_hold as may_hold_apostrophe, with_apostrophe};
pub use figures::{either, settled, short, year_of};

/// Month names and abbreviations by number, folded; a full stop after an abbreviation is allowed where a date is read.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv", "januari", "januar", "jänner", "enero", "gennaio"],
    &["february", "feb", "février", "fevrier", "févr", "fev", "februari", "februar", "febrero", "febbraio"],
    &["march", "mar", "mars", "maart", "mrt", "märz", "maerz", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "aprile"],
    &["may", "mai", "mei", "mayo", "maggio"],
    &["june", "jun", "juin", "juni", "junio", "giugno"],
    &["july", "jul", "juillet", "juil", "juli", "julio", "luglio"],
    &["august", "aug", "août", "aout", "augustus", "agosto"],
    &["september", "sept", "sep", "septembre", "septiembre", "settembre"],
    &["october", "oct", "octobre", "oktober", "okt", "octubre", "ottobre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "décembre", "decembre", "déc", "dezember", "dez", "diciembre", "dicembre"],
];

/// Names of weekdays, folded: they may stand before a date.
pub const WEEKDAYS: &str = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thurs?|fri|sat|sun|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag";

/// Their abbreviations, some of which are everyday words too: they count right before a date alone.
const SHORT_WEEKDAYS: &str = "lun|mar|mer|jeu|ven|sam|dim|ma|di|wo|do|vr|za|zo|mo|mi|fr|sa|so";

/// Words that may stand around a date on a line of its own, folded.
const AROUND: &str = "published|posted|updated|last updated|modified|created|date|datum|on|at|the|publié|publie|mis à jour|le|à|gepubliceerd|geplaatst|bijgewerkt|op|om|veröffentlicht|aktualisiert|am|um|uhr|stand|gmt|utc|cet|cest|est|edt|pst|pdt|bst|a\\.?m\\.?|p\\.?m\\.?|h";

/// A date found in some text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The date.
    pub date: Date,
    /// Its bytes, with a weekday that stands before it.
    pub span: Span,
}

struct Patterns {
    all: Regex,
    /// The same with words of ASCII alone: much quicker, and right where no other letter stands beside what it finds.
    quick: Regex,
    /// The parts of what `all` found: it need not know the names of months to tell them apart.
    parts: Regex,
    around: Regex,
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let mut names: Vec<&str> = MONTHS.iter().flat_map(|names| names.iter().copied()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let month = names.join("|");
        let all = format!(
            r"(?xi)
            (?:\b(?:{WEEKDAYS}|{SHORT_WEEKDAYS})\b [.,]{{0,2}} \s+ (?:the\s+|le\s+|den\s+|,\s*)?)?
            (?: \b(?<d1>\d{{1,2}})(?:(?:st|nd|rd|th|er|e|\.)? \s+|\.) (?:de\s+|of\s+)? (?<m1>{month})\b\.? ,? \s+ (?:de\s+)? (?<y1>\d{{4}})(?:\b|\d{{1,2}}:\d{{2}}\b)
              | \b(?<m2>{month})\b\.? \s+ (?<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:,\s*|\s+) (?<y2>\d{{4}})(?:\b|\d{{1,2}}:\d{{2}}\b)
              | \b(?<y3>\d{{4}})-(?<m3>\d{{2}})-(?<d3>\d{{2}})(?:T[0-9:.+Z-]*)?
              | (?<y4>\d{{4}})\s*年\s*(?<m4>\d{{1,2}})\s*月\s*(?<d4>\d{{1,2}})\s*日
              | \b(?<y7>\d{{4}})/(?<m7>\d{{2}})/(?<d7>\d{{2}})\b
              | \b(?<a>\d{{1,2}})(?<by>[./-])(?<b>\d{{1,2}})[./-](?<y5>\d{{4}})\b
              | \b(?<c>\d{{1,2}})/(?<d>\d{{1,2}})/(?<y8>[0-4]\d)\b
              | \b(?<m6>{month})\b\.? ,? \s+ (?<y6>\d{{4}})\b
            )"
        );
        let parts = r"(?x)^
            (?:[^\s0-9.,/]+ [.,]{0,2} \s+ (?:(?i:the|le|den)\s+|,\s*)?)?
            (?: (?<d1>[0-9]{1,2})(?:(?:\.|[^\s0-9.,/]+)? \s+|\.) (?:(?i:de|of)\s+)? (?<m1>[^\s0-9.,/]+)\.? ,? \s+ (?:(?i:de)\s+)? (?<y1>[0-9]{4})(?:[0-9]{1,2}:[0-9]{2})?
              | (?<m2>[^\s0-9.,/]+)\.? \s+ (?<d2>[0-9]{1,2})(?:[^\s0-9.,/]+)? (?:,\s*|\s+) (?<y2>[0-9]{4})(?:[0-9]{1,2}:[0-9]{2})?
              | (?<y3>[0-9]{4})-(?<m3>[0-9]{2})-(?<d3>[0-9]{2})(?:T.*)?
              | (?<y4>[0-9]{4})\s*年\s*(?<m4>[0-9]{1,2})\s*月\s*(?<d4>[0-9]{1,2})\s*日
              | (?<y7>[0-9]{4})/(?<m7>[0-9]{2})/(?<d7>[0-9]{2})
              | (?<a>[0-9]{1,2})(?<by>[./-])(?<b>[0-9]{1,2})[./-](?<y5>[0-9]{4})
              | (?<c>[0-9]{1,2})/(?<d>[0-9]{1,2})/(?<y8>[0-4][0-9])
              | (?<m6>[^\s0-9.,/]+)\.? ,? \s+ (?<y6>[0-9]{4})
            )$";
        let around = format!(r"(?i)\b(?:{AROUND}|{WEEKDAYS})\b\.?|\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?|[+-]\d{{2}}:?\d{{2}}");
        Patterns {
            quick: Regex::new(&all.replace(r"\b", r"(?-u:\b)"))
                .unwrap_or_else(|e| unreachable!("the quick date pattern compiles: {e}")),
            all: Regex::new(&all).unwrap_or_else(|e| unreachable!("the date pattern compiles: {e}")),
            parts: Regex::new(parts).unwrap_or_else(|e| unreachable!("the pattern of a date's parts compiles: {e}")),
            around: Regex::new(&around).unwrap_or_else(|e| unreachable!("the pattern around dates compiles: {e}")),
        }
    })
}

impl Written {
    /// The same date `by` bytes further on.
    #[must_use]
    pub fn moved(self, by: usize) -> Self {
        Self { span: Span::new(self.span.start as usize + by, self.span.end as usize + by), ..self }
    }
}

/// The dates in `text`, of day precision or of month precision ("March 2025").
pub fn all<'t>(text: &'t str, lang: &'t Lang) -> impl Iterator<Item = Written> + 't {
    let from = move |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    let could = if may_hold(text) { text } else { "" };
    could.split(APART).filter(|piece| may_hold(piece)).flat_map(move |piece| {
        found(piece).into_iter().filter(|found| is_whole(piece, &found.range())).filter_map(move |found| {
            let date = read(&patterns().parts.captures(found.as_str())?, lang)?;
            Some(Written { date, span: Span::new(found.start(), found.end()) }.moved(from(piece)))
        })
    })
}

/// What may be dates in a piece.
fn found(piece: &str) -> Vec<Match<'_>> {
    let is_other = |c: char| !c.is_ascii() && !c.is_whitespace();
    let quick: Vec<Match<'_>> = patterns().quick.find_iter(piece).collect();
    let is_beside = |at: &Match<'_>| piece[..at.start()].ends_with(is_other) || piece[at.end()..].starts_with(is_other);
    if quick.iter().any(is_beside) { patterns().all.find_iter(piece).collect() } else { quick }
}

/// Whether figures joined by hyphens are no part of a longer number: "12-05-2025-3".
fn is_whole(text: &str, found: &Range<usize>) -> bool {
    let is_day_first = text[found.clone()].bytes().take(3).any(|b| b == b'-');
    let is_joined = |c: Option<char>| matches!(c, Some('-' | '/'));
    !is_day_first || !is_joined(text[..found.start].chars().next_back()) && !is_joined(text[found.end..].chars().next())
}

/// Marks that stand in no date and end a word: what lies between them is looked at alone, most of it plain ASCII, in which the
/// pattern is quick.
const APART: [char; 16] = ['’', '‘', '“', '”', '„', '–', '—', '…', '"', '\'', ';', '(', ')', '!', '?', '|'];

/// Whether a date could stand in `text`: each form has a year of four figures, or figures around a slash. To look for them is much
/// cheaper than the pattern, and most lines hold none.
#[must_use]
pub fn may_hold(text: &str) -> bool {
    let mut figures = 0;
    text.bytes().any(|b| {
        figures = if b.is_ascii_digit() { figures + 1 } else { 0 };
        figures >= 4
    }) || text.as_bytes().windows(3).any(|w| w[1] == b'/' && w[0].is_ascii_digit() && w[2].is_ascii_digit())
}

/// The first of them.
#[must_use]
pub fn first(text: &str, lang: &Lang) -> Option<Written> {
    all(text, lang).next()
}

/// The date of a line that holds a date and nothing else of weight ("Published on Sunday, 3 March 2025, 10:30").
#[must_use]
pub fn alone(line: &str, lang: &Lang) -> Option<Written> {
    let written = first(line, lang).or_else(|| with_apostrophe(line).next())?;
    let (before, after) = (&line[..written.span.start as usize], &line[written.span.end as usize..]);
    let rest = |part: &str| patterns().around.replace_all(part, " ").chars().filter(|c| c.is_alphanumeric()).count();
    (rest(before) + rest(after) == 0).then_some(written)
}

/// Whether a folded word is the name of a month or weekday, or a number.
#[must_use]
pub fn is_calendar_word(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let is_weekday = |day: &str| match day.strip_suffix("s?") {
        Some(short) => word.strip_suffix('s').unwrap_or(word) == short,
        None => word == day,
    };
    month(word).is_some()
        || WEEKDAYS.split('|').any(is_weekday)
        || !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn read(found: &Captures<'_>, lang: &Lang) -> Option<Date> {
    let text = |name: &str| found.name(name).map(|m| m.as_str());
    let number = |name: &str| text(name)?.parse::<u8>().ok();
    let year = |name: &str| text(name)?.parse::<i16>().ok();
    if let (Some(y), Some(m), Some(d)) = (year("y7"), number("m7"), number("d7")) {
        return Date::day(y, m, d);
    }
    // 12/22/23: only where the day cannot be the month
    if let (Some(y), Some(a), Some(b)) = (year("y8"), number("c"), number("d")) {
        return match (a > 12, b > 12) {
            (true, false) => Date::day(2000 + y, b, a),
            (false, true) => Date::day(2000 + y, a, b),
            _ => None,
        };
    }
    if let (Some(y), Some(m), Some(d)) = (year("y1"), text("m1").and_then(month), number("d1")) {
        return Date::day(y, m, d);
    }
    if let (Some(y), Some(m), Some(d)) = (year("y2"), text("m2").and_then(month), number("d2")) {
        return Date::day(y, m, d);
    }
    for (y, m, d) in [("y3", "m3", "d3"), ("y4", "m4", "d4")] {
        if let (Some(y), Some(m), Some(d)) = (year(y), number(m), number(d)) {
            return Date::day(y, m, d);
        }
    }
    if let (Some(y), Some(a), Some(b)) = (year("y5"), number("a"), number("b")) {
        return match (a > 12, b > 12) {
            (true, _) => Date::day(y, b, a),
            (false, true) => Date::day(y, a, b),
            // 04/03/2025: day first everywhere but in English, where both readings are common and neither is taken; between
            // full stops it is day first there too
            (false, false) => {
                (lang.primary() != "en" || a == b || text("by") == Some(".")).then(|| Date::day(y, b, a))?
            }
        };
    }
    Date::month(year("y6")?, month(text("m6")?)?)
}

fn month(name: &str) -> Option<u8> {
    let folded = name.to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&folded.as_str()))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{alone, first, is_calendar_word};
    use crate::text::Lang;

    fn date(text: &str, lang: &str) -> Option<String> {
        first(text, &Lang::parse(lang)?).map(|w| w.date.to_string())
    }

    #[test]
    fn forms() {
        for (text, lang, want) in [
            ("October 20 2020 — What", "en", "2020-10-20"),
            ("Sunday, February 15, 2026", "en", "2026-02-15"),
            ("3rd of March 2025", "en", "2025-03-03"),
            ("le 1er juillet 2025", "fr", "2025-07-01"),
            ("maandag 3 maart 2025", "nl", "2025-03-03"),
            ("3. März 2025", "de", "2025-03-03"),
            ("2026年2月15日", "zh", "2026-02-15"),
            ("25/12/2024", "en", "2024-12-25"),
            ("2023/12/20 at 8:39", "en", "2023-12-20"),
            ("12/22/23 11:35", "en", "2023-12-22"),
            ("04/03/2025", "fr", "2025-03-04"),
            ("03.10.2024", "en", "2024-10-03"),
            ("25-05-2025", "en", "2025-05-25"),
            ("Gepubliceerd: 12-05-2025 14:02", "nl", "2025-05-12"),
            ("ma 12 mei 2025, 14.02 uur", "nl", "2025-05-12"),
            ("lun. 2 juin 2025", "fr", "2025-06-02"),
            ("Sa., 3. Mai 2025", "de", "2025-05-03"),
            ("3.Mai 2025", "de", "2025-05-03"),
            ("in March 1999 has", "en", "1999-03"),
        ] {
            assert_eq!(date(text, lang).as_deref(), Some(want), "{text}");
        }
        for (text, lang) in [
            ("04/03/2025", "en"),
            ("04-03-2025", "en"),
            ("12-05-2025-3", "nl"),
            ("signed in February, included", "en"),
            ("31 February 2025", "en"),
            ("may 2", "en"),
        ] {
            assert_eq!(date(text, lang), None, "{text}");
        }
        let sunday = first("am So., 4. Mai 2025", &Lang::english()).map(|w| w.span);
        assert_eq!(sunday, Some(crate::text::Span::new(3, 19)), "the weekday belongs to the date");
    }

    #[test]
    fn words_of_a_calendar() {
        assert!(["june", "sept.", "mars", "tues", "thur", "zondag", "2024"].into_iter().all(is_calendar_word));
        assert!(["", ".", "juniper", "sundial", "q3"].into_iter().all(|word| !is_calendar_word(word)));
    }

    #[test]
    fn lines_of_their_own() {
        let english = Lang::english();
        for line in [
            "Sunday, February 15, 2026",
            "Published: 3 March 2025 at 10:30 GMT",
            "Posted on Oct. 4, 2021",
            "2025-07-01",
            "gepubliceerd op 12 mei '25",
        ] {
            assert!(alone(line, &english).is_some(), "{line}");
        }
        for line in [
            "The harbour’s fire of March 1999 has been",
            "Report of 3 March 2025",
            "October 20 2020 — What a year",
            "The storm of 12 May '25",
        ] {
            assert!(alone(line, &english).is_none(), "{line}");
        }
    }
}
