//! Which of several values wins, and what it beat.

use crate::model::article::{Beaten, Kind, Origin, Person};
use crate::model::{Found, How};
use crate::text::{Date, Lang};
use std::sync::Arc;

/// A value that can be told in words.
pub(super) trait Worded {
    /// The value in words, and where it came from.
    fn worded(&self) -> (String, How);
}

impl Worded for Found<Arc<str>> {
    fn worded(&self) -> (String, How) {
        (self.value.to_string(), self.how)
    }
}

impl Worded for Found<Date> {
    fn worded(&self) -> (String, How) {
        (self.value.to_string(), self.how)
    }
}

impl Worded for Found<Lang> {
    fn worded(&self) -> (String, How) {
        (self.value.tag().to_owned(), self.how)
    }
}

impl Worded for Found<Kind> {
    fn worded(&self) -> (String, How) {
        (self.value.name().to_owned(), self.how)
    }
}

impl Worded for Found<Origin> {
    fn worded(&self) -> (String, How) {
        (self.value.name().to_owned(), self.how)
    }
}

impl Worded for Found<Vec<Arc<str>>> {
    fn worded(&self) -> (String, How) {
        (self.value.join(", "), self.how)
    }
}

impl Worded for Vec<Found<Person>> {
    fn worded(&self) -> (String, How) {
        let names: Vec<&str> = self.iter().map(|person| &*person.value.name).collect();
        (names.join("; "), self.first().map_or(How::Inferred, |person| person.how))
    }
}

/// The stronger of two values; the weaker one is noted as beaten, unless both say the same.
pub(super) fn stronger<T: Worded>(
    key: &'static str,
    strong: Option<T>,
    weak: Option<T>,
    beaten: &mut Vec<Beaten>,
) -> Option<T> {
    let Some(strong) = strong else { return weak };
    let weak = weak.map(|weak| weak.worded()).filter(|(value, _)| !value.is_empty() && *value != strong.worded().0);
    beaten.extend(weak.map(|(value, how)| Beaten { key, value: value.into(), how }));
    Some(strong)
}
