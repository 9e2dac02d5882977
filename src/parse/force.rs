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

/// What is so of `key`: what was said, else the guess; nothing where the owner says that there is none, and nothing of greater
/// force says otherwise.
pub(super) fn settled<T: Worded>(
    key: &'static str,
    (said, guess): (Option<T>, Option<T>),
    none: &mut Vec<(&'static str, How)>,
    beaten: &mut Vec<Beaten>,
) -> Option<T> {
    let denied = none.iter().find(|(of, _)| *of == key).map(|(_, how)| *how);
    let wins = |denied: How| said.as_ref().is_none_or(|said| denied <= said.worded().1);
    if !denied.is_some_and(wins) {
        none.retain(|(of, _)| *of != key);
        return stronger(key, said, guess, beaten);
    }
    let weak = said.iter().chain(&guess).map(Worded::worded).filter(|(value, _)| !value.is_empty());
    beaten.extend(weak.map(|(value, how)| Beaten { key, value: value.into(), how }));
    None
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
