//! The day on which a command runs: the one thing of the machine's clock that is read.

use crate::text::Date;

/// The day given, else that of `SOURCE_DATE_EPOCH`, so that others can repeat what was done, else the machine's.
pub(super) fn today(given: Option<Date>) -> Date {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let epoch = epoch.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    given.unwrap_or_else(|| {
        let now = epoch.map_or_else(jiff::Zoned::now, |moment| moment.to_zoned(jiff::tz::TimeZone::UTC));
        Date::from_iso(&now.date().to_string()).unwrap_or(Date::LAST)
    })
}

/// Reads a day from the command line.
///
/// # Errors
/// When it is none.
pub(super) fn day(written: &str) -> Result<Date, String> {
    Date::from_iso(written)
        .filter(|date| date.parts().2.is_some())
        .ok_or_else(|| "write a day as YYYY-MM-DD".to_owned())
}
