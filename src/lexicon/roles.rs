//! What people who write are called, and the words that outlets are named with.

use super::sections;
use crate::text::fold::Shipped;
use std::sync::OnceLock;

/// Lower-case words that may stand within a person's name.
pub const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter",
    "van", "von", "y", "zu",
];

fn listed(head: &'static str) -> Shipped<()> {
    sections(include_str!("data/roles.txt")).filter(|(list, _)| *list == head).map(|(_, word)| (word, ())).collect()
}

/// Whether `word` (folded) names a role that authors have.
#[must_use]
pub fn is_role(word: &str) -> bool {
    static ROLES: OnceLock<Shipped<()>> = OnceLock::new();
    let roles = ROLES.get_or_init(|| listed("roles"));
    let singular = word.strip_suffix('s').filter(|w| w.len() > 3).unwrap_or(word);
    roles.contains_key(word)
        || roles.contains_key(singular)
        || word.rsplit('-').next().is_some_and(|tail| tail != word && roles.contains_key(tail))
}

/// Whether `word` (folded) stands in the names of outlets.
#[must_use]
pub fn is_outlet_word(word: &str) -> bool {
    static WORDS: OnceLock<Shipped<()>> = OnceLock::new();
    let words = WORDS.get_or_init(|| listed("outlets"));
    words.contains_key(word) || word.rsplit_once('-').is_some_and(|(_, tail)| words.contains_key(tail))
}

/// Whether `name` (folded) is a news agency's.
#[must_use]
pub fn is_agency(name: &str) -> bool {
    static NAMES: OnceLock<Shipped<()>> = OnceLock::new();
    NAMES.get_or_init(|| listed("agencies")).contains_key(name)
}
