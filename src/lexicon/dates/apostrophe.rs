//! Dates whose year has an apostrophe and two figures: "12 mei '25". In running text they may be of any century, so that they count
//! where a line holds nothing else.

use super::{MONTHS, Written, month};
use crate::text::{Date, Span};
use regex::Regex;
use std::sync::OnceLock;

/// Such dates in `text`.
pub fn with_apostrophe(text: &str) -> impl Iterator<Item = Written> + '_ {
    static DATE: OnceLock<Regex> = OnceLock::new();
    let pattern = DATE.get_or_init(|| {
        let mut names: Vec<&str> = MONTHS.iter().flat_map(|names| names.iter().copied()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let month = names.join("|");
        let pattern = format!(
            r"(?xi) (?: \b(?<d1>\d{{1,2}})(?:(?:st|nd|rd|th|er|e|\.)?\s+|\.) (?:de\s+|of\s+)? (?<m1>{month})\b\.?,?
              | \b(?<m2>{month})\b\.?\s+(?<d2>\d{{1,2}})(?:st|nd|rd|th)?,?
              | \b(?<m3>{month})\b\.? ) \s+ ['’‘] (?<y>[0-3]\d)\b"
        );
        Regex::new(&pattern).unwrap_or_else(|e| unreachable!("the pattern of years with an apostrophe compiles: {e}"))
    });
    let found = could_hold(text).then(|| pattern.captures_iter(text)).into_iter().flatten();
    found.filter_map(|found| {
        let text = |name: &str| found.name(name).map(|part| part.as_str());
        let year = 2000 + text("y")?.parse::<i16>().ok()?;
        let month = text("m1").or(text("m2")).or(text("m3")).and_then(month)?;
        let day = text("d1").or(text("d2"));
        let date = day.map_or_else(|| Date::month(year, month), |day| Date::day(year, month, day.parse().ok()?))?;
        let whole = found.get(0)?;
        Some(Written { date, span: Span::new(whole.start(), whole.end()) })
    })
}

/// Whether two figures stand behind an apostrophe: a quick look.
#[must_use]
pub fn could_hold(text: &str) -> bool {
    let ends = text.match_indices(['\'', '’', '‘']).map(|(at, mark)| &text.as_bytes()[at + mark.len()..]);
    ends.filter(|rest| rest.len() >= 2).any(|rest| rest[..2].iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::with_apostrophe;

    #[test]
    fn forms() {
        let told =
            |text: &str| with_apostrophe(text).map(|written| written.date.to_string()).collect::<Vec<_>>().join(" ");
        for (text, want) in [
            ("12 mei '25", "2025-05-12"),
            ("ma 12 mei ’25, 14.02 uur", "2025-05-12"),
            ("May 12, '25", "2025-05-12"),
            ("3. März '24", "2024-03-03"),
            ("juin '25", "2025-06"),
            ("31 februari '25", ""),
            ("mei '68", ""),
            ("12 mei 25", ""),
            ("the class of '25", ""),
            ("12 mei '255", ""),
        ] {
            assert_eq!(told(text), want, "{text}");
        }
    }
}
