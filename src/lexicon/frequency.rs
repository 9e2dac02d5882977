//! How common an English word is in general, from the size classes of SCOWL.

use super::known::Known;
use crate::text::fold::Shipped;
use std::sync::OnceLock;

/// Words by their class.
pub(super) const LISTS: [(u8, &str); 3] = [
    (0, include_str!("data/english-10.txt")),
    (2, include_str!("data/english-20.txt")),
    (4, include_str!("data/english-35.txt")),
];

/// How rare a folded English word is: 0 for the commonest 4,000, 2 for the next 7,000, 4 for the next 29,000, 6 beyond.
#[must_use]
pub fn english_rarity(word: &str) -> u8 {
    Known::of(word).rarity
}

const NAMES: [(u8, &str); 3] = [
    (2, include_str!("data/names-40.txt")),
    (5, include_str!("data/names-60.txt")),
    (2, include_str!("data/names-common.txt")),
];

/// The classes of known names, folded. The last list is ours and has the last word.
fn known_names() -> &'static Shipped<u8> {
    static KNOWN: OnceLock<Shipped<u8>> = OnceLock::new();
    KNOWN.get_or_init(|| NAMES.iter().flat_map(|&(class, list)| list.lines().map(move |name| (name, class))).collect())
}

/// Whether a folded name is one of those known.
#[must_use]
pub fn is_known_name(name: &str) -> bool {
    known_names().contains_key(name)
}

/// How little known a folded name is: 2 for countries, peoples, great institutions and the best known names, 5 for other known
/// single words, 4 for a word with a small number ("Article 5"), 7 for unknown single words, 8 for longer names.
#[must_use]
pub fn name_rarity(name: &str) -> u8 {
    if let Some(&class) = known_names().get(name) {
        return class;
    }
    let Some((head, last)) = name.rsplit_once(' ') else {
        return if english_rarity(name) < 6 { english_rarity(name).min(3) } else { 7 };
    };
    let small = last.len() <= 2 && last.bytes().all(|b| b.is_ascii_digit());
    let plain = |word: &str| english_rarity(word) <= 2;
    match (small && !head.contains(' ') && english_rarity(head) < 6, head.split(' ').chain([last]).all(plain)) {
        (true, _) => 4,
        // "Trade Office", "Prime Minister": words that anybody may capitalise
        (_, true) => 5,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::{english_rarity, name_rarity};

    #[test]
    fn names() {
        for (name, rarity) in [
            ("france", 2),
            ("european union", 2),
            ("helsinki", 5),
            ("zeebrugge", 7),
            ("article 42", 4),
            ("strategic compass", 8),
            ("minister", 2),
        ] {
            assert_eq!(name_rarity(name), rarity, "{name}");
        }
    }

    #[test]
    fn classes() {
        assert_eq!(english_rarity("the"), 0);
        assert!(english_rarity("espionage") >= 2);
        assert_eq!(english_rarity("vsse"), 6);
    }
}
