//! What is known of single words: how common each is in English, what it tells of a line, in which languages it carries no subject.
//! One look tells all of it.

use super::clutter::{Sort, sorted};
use super::frequency::LISTS;
use crate::text::Lang;
use crate::text::fold::Shipped;
use std::sync::OnceLock;

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// How rare it is in English, as [`english_rarity`](super::frequency::english_rarity) tells.
    pub rarity: u8,
    /// What it tells of the line that it stands in.
    pub sort: Option<Sort>,
    stops: u8,
}

/// Languages with a list of stop words.
const LANGUAGES: [&str; 7] = ["en", "fr", "nl", "de", "es", "it", "pt"];

/// One of them, or none.
#[derive(Clone, Copy)]
pub struct Stops(u8);

impl Stops {
    /// The stop words of `lang`.
    #[must_use]
    pub fn of(lang: &Lang) -> Self {
        Self(LANGUAGES.iter().position(|tag| *tag == lang.primary()).map_or(0, |at| 1 << at))
    }
}

impl Known {
    /// A word that no list holds.
    const NOTHING: Self = Self { rarity: 6, sort: None, stops: 0 };

    /// What is known of `word`, folded.
    #[must_use]
    pub fn of(word: &str) -> Self {
        static ALL: OnceLock<Shipped<Known>> = OnceLock::new();
        ALL.get_or_init(all).get(word).copied().unwrap_or(Self::NOTHING)
    }

    /// Whether it carries no subject in a language.
    #[must_use]
    pub fn is_stop(self, language: Stops) -> bool {
        self.stops & language.0 != 0
    }
}

fn all() -> Shipped<Known> {
    let mut all = Shipped::<Known>::default();
    for (rarity, list) in LISTS {
        all.extend(list.lines().map(|word| (word, Known { rarity, ..Known::NOTHING })));
    }
    for (word, sort) in sorted() {
        all.entry(word).or_insert(Known::NOTHING).sort = Some(sort);
    }
    for (at, lang) in LANGUAGES.iter().enumerate().filter_map(|(at, tag)| Some((at, Lang::parse(tag)?))) {
        lang.stop_words().keys().for_each(|word| all.entry(word).or_insert(Known::NOTHING).stops |= 1 << at);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Known, Stops};
    use crate::lexicon::clutter::Sort;
    use crate::text::Lang;

    #[test]
    fn one_look_tells_what_each_list_holds() {
        let (english, german) = (Stops::of(&Lang::english()), Stops::of(&Lang::parse("de-AT").expect("a tag")));
        let told = |word| (Known::of(word).rarity, Known::of(word).sort, Known::of(word).is_stop(english));
        assert_eq!(told("the"), (0, None, true));
        assert_eq!(told("you"), (0, Some(Sort::Reader), true));
        assert_eq!(told("cookies").1, Some(Sort::Site));
        assert_eq!(told("vsse"), (6, None, false));
        assert!(Known::of("nicht").is_stop(german) && !Known::of("nicht").is_stop(english));
        assert!(!Known::of("the").is_stop(Stops::of(&Lang::parse("fi").expect("a tag"))));
    }
}
