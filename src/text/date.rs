//! Calendar dates as precise as they were given. Validity is jiff's business; finding dates in prose is not done here.

use std::fmt;

/// A date of day, month or year precision. Orders by time; a less precise date comes before the days within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// A year, 1000 to 2999.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        (1000..3000).contains(&year).then_some(Self { year, month: 0, day: 0 })
    }

    /// A month of a year.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Option<Self> {
        Self::year(year)?;
        (1..=12).contains(&month).then_some(Self { year, month, day: 0 })
    }

    /// A day that the calendar has.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        Self::month(year, month)?;
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { year, month, day })
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, also as the head of a date and time (`2025-07-01T10:00`).
    #[must_use]
    pub fn from_iso(written: &str) -> Option<Self> {
        let written = written.trim();
        let day = written.split(['T', 't', ' ']).next()?;
        let mut numbers = day.split('-');
        let year = numbers.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let date = match (numbers.next(), numbers.next(), numbers.next()) {
            (None, ..) => Self::year(year),
            (Some(month), None, _) => Self::month(year, two_digits(month)?),
            (Some(month), Some(day), None) => Self::day(year, two_digits(month)?, two_digits(day)?),
            _ => None,
        };
        date.filter(|_| day.len() == written.len() || day.len() == 10)
    }

    /// The last day that a date can be.
    pub const LAST: Self = Self { year: 9999, month: 12, day: 31 };

    /// How many days it comes after `other`, where both are days.
    #[must_use]
    pub fn days_from(self, other: Self) -> Option<i32> {
        let civil = |date: Self| {
            jiff::civil::Date::new(date.year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
        };
        (civil(self)? - civil(other)?).get_days().into()
    }

    /// Year, month if known, day if known.
    #[must_use]
    pub fn parts(self) -> (i16, Option<u8>, Option<u8>) {
        (self.year, (self.month > 0).then_some(self.month), (self.day > 0).then_some(self.day))
    }
}

fn two_digits(written: &str) -> Option<u8> {
    (written.len() == 2 && written.bytes().all(|b| b.is_ascii_digit())).then(|| written.parse().ok())?
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (year, None, _) => write!(f, "{year:04}"),
            (year, Some(month), None) => write!(f, "{year:04}-{month:02}"),
            (year, Some(month), Some(day)) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn iso_forms() {
        for written in ["2025", "2025-07", "2025-07-01"] {
            assert_eq!(Date::from_iso(written).map(|d| d.to_string()).as_deref(), Some(written));
        }
        assert_eq!(Date::from_iso("2025-07-01T23:00:00Z").map(|d| d.to_string()).as_deref(), Some("2025-07-01"));
        for wrong in ["2025-13", "2025-02-30", "1 July", "", "2025-7-1", "25", "2025-07 x", "0999"] {
            assert_eq!(Date::from_iso(wrong), None, "{wrong}");
        }
        assert!(Date::from_iso("2025") < Date::from_iso("2025-01"));
        assert!(Date::from_iso("2025-01") < Date::from_iso("2025-01-01"));
    }
}
