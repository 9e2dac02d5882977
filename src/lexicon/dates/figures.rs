//! Days in figures alone, of which a year of two figures or the order of day and month is open.

use super::{APART, MONTHS, all};
use crate::lexicon::english;
use crate::text::{Date, Lang};
use regex::{Captures, Regex};
use std::sync::OnceLock;

/// The pieces of `text` in which figures stand.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split(APART)).filter(|piece| piece.contains(char::is_numeric))
}

/// The date of figures with a year of two figures, which only their place shows to be one: 03.06.25, 3-6-25, 03/06/25. Between
/// full stops the day stands first, and everywhere but in English.
#[must_use]
pub fn short(figures: &str, lang: &Lang) -> Option<Date> {
    let parts: Vec<&str> = figures.split(['.', '-', '/']).collect();
    let [a, b, year] = parts[..] else { return None };
    let year = year.parse::<i16>().ok().filter(|y| year.len() == 2 && *y < 50)? + 2000;
    let (a, b) = (a.parse::<u8>().ok()?, b.parse::<u8>().ok()?);
    let is_dotted = figures.contains('.');
    let is_open = lang.primary() == "en" && !is_dotted && a <= 12 && b <= 12 && a != b;
    if b > 12 && !is_dotted { Date::day(year, a, b) } else { (!is_open).then(|| Date::day(year, b, a))? }
}

/// The date of figures that leave day and month open, 04/03/2025, when `text` shows which stands first: by writing one of both
/// days with its month's name, by other figures of which one is no month, else by how it writes days with the names of months
/// ("June 7", "7 June"), if it does so in one way, else by whose English it is.
#[must_use]
pub fn settled(figures: &str, text: &str) -> Option<Date> {
    static ORDERS: OnceLock<(Regex, Regex, Regex)> = OnceLock::new();
    let (plain, month_first, day_first) = ORDERS.get_or_init(|| {
        let mut names: Vec<&str> = MONTHS.iter().flat_map(|names| names.iter().copied()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let month = names.join("|");
        let compile =
            |pattern: &str| Regex::new(pattern).unwrap_or_else(|e| unreachable!("an order's pattern compiles: {e}"));
        (
            compile(r"\b(?:(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})|(\d{1,2})-(\d{1,2})-\d{4})\b"),
            compile(&format!(r"(?i)\b(?:{month})\b\.? \d{{1,2}}(?:st|nd|rd|th)?\b")),
            compile(&format!(r"(?i)\b\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:of )?(?:{month})\b")),
        )
    });
    let (a, b, year) = figures_of(figures)?;
    let (by_day, by_month) = (Date::day(year, b, a), Date::day(year, a, b));
    let is_told = |date: Option<Date>| date.is_some_and(|date| all(text, &Lang::english()).any(|w| w.date == date));
    let named = match (is_told(by_day), is_told(by_month)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    let numbers = |found: Captures<'_>| {
        let part = |one: usize, other: usize| found.get(one).or(found.get(other))?.as_str().parse::<u8>().ok();
        Some((part(1, 3)?, part(2, 4)?))
    };
    let writes = |order: &Regex| pieces(text).any(|piece| order.is_match(piece));
    let shown = || {
        pieces(text)
            .flat_map(|piece| plain.captures_iter(piece))
            .filter_map(numbers)
            .find(|(a, b)| (*a > 12) != (*b > 12))
            .map(|(a, _)| a > 12)
    };
    let is_day_first = named.or_else(shown).or_else(|| match (writes(month_first), writes(day_first)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        (false, false) => english::is_american(text).map(|is_american| !is_american),
        (true, true) => None,
    })?;
    if is_day_first { by_day } else { by_month }
}

/// The year of figures, all that they tell where nothing shows whether the day or the month stands first.
#[must_use]
pub fn year_of(figures: &str) -> Option<Date> {
    figures_of(figures).and_then(|(.., year)| Date::year(year))
}

/// The two days that figures may stand for when either number can be the month, 03/06/2025: day first, and month first.
#[must_use]
pub fn either(figures: &str) -> Option<(Date, Date)> {
    let (a, b, year) = figures_of(figures.trim())?;
    Date::day(year, b, a).zip(Date::day(year, a, b)).filter(|(one, other)| one != other)
}

/// The two numbers that may be day and month, and the year.
fn figures_of(figures: &str) -> Option<(u8, u8, i16)> {
    let mut parts = figures.split(['/', '-', '.']);
    let mut next = || parts.next()?.parse::<i16>().ok();
    let (a, b, year) = (next()?, next()?, next()?);
    let year = if year < 100 { 2000 + year } else { year };
    Some((u8::try_from(a).ok()?, u8::try_from(b).ok()?, year))
}

#[cfg(test)]
mod tests {
    use crate::text::Lang;

    #[test]
    fn years_of_two_figures() {
        for (figures, lang, want) in [
            ("03.06.25", "en", Some("2025-06-03")),
            ("3-6-25", "nl", Some("2025-06-03")),
            ("03/06/25", "fr", Some("2025-06-03")),
            ("06/23/25", "en", Some("2025-06-23")),
            ("03/06/25", "en", None),
            ("3.14.15", "de", None),
            ("3.6.1", "de", None),
        ] {
            let found = Lang::parse(lang).and_then(|lang| super::short(figures, &lang)).map(|date| date.to_string());
            assert_eq!(found.as_deref(), want, "{figures}");
        }
    }

    #[test]
    fn both_days_of_open_figures() {
        let both = |figures: &str| super::either(figures).map(|(one, other)| format!("{one} {other}"));
        assert_eq!(both("03/06/2025").as_deref(), Some("2025-06-03 2025-03-06"));
        for figures in ["06/06/2025", "13/06/2025", "03/06", "2025-03-06", "3 June 2025"] {
            assert_eq!(both(figures), None, "{figures}");
        }
    }

    #[test]
    fn figures_by_their_page() {
        let date = |figures: &str, text: &str| super::settled(figures, text).map(|date| date.to_string());
        assert_eq!(date("04/03/2025", "Paid on 04/17/2025.").as_deref(), Some("2025-04-03"));
        assert_eq!(date("04/03/2025", "Opened on June 7, closed on June 9.").as_deref(), Some("2025-04-03"));
        assert_eq!(date("04/03/2025", "Opened on 7 June.").as_deref(), Some("2025-03-04"));
        assert_eq!(date("04/03/2025", "Opened on 7 June and closed on June 9."), None);
        assert_eq!(date("04/03/2025", "The U.S. center rose by ten percent.").as_deref(), Some("2025-04-03"));
        assert_eq!(date("04/03/2025", "The harbour’s labour force.").as_deref(), Some("2025-03-04"));
        assert_eq!(date("04/03/2025", "Nobody knows."), None);
        assert_eq!(date("04-03-2025", "It closed on March 4, 2025, and on 7 June.").as_deref(), Some("2025-03-04"));
        assert_eq!(super::year_of("04-03-2025").map(|date| date.to_string()).as_deref(), Some("2025"));
    }
}
