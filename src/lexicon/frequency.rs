//! How common an English word is in general, from the size classes of SCOWL.

use std::collections::HashMap;
use std::sync::OnceLock;

const LISTS: [(u8, &str); 3] = [
    (0, include_str!("data/english-10.txt")),
    (2, include_str!("data/english-20.txt")),
    (4, include_str!("data/english-35.txt")),
];

/// How rare a folded English word is: 0 for the commonest 4,000, 2 for the next 7,000, 4 for the next 29,000, 6 beyond.
#[must_use]
pub fn english_rarity(word: &str) -> u8 {
    static WORDS: OnceLock<HashMap<&'static str, u8>> = OnceLock::new();
    let words =
        WORDS.get_or_init(|| LISTS.iter().flat_map(|&(class, list)| list.lines().map(move |w| (w, class))).collect());
    words.get(word).copied().unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::english_rarity;

    #[test]
    fn classes() {
        assert_eq!(english_rarity("the"), 0);
        assert!(english_rarity("espionage") >= 2);
        assert_eq!(english_rarity("vsse"), 6);
    }
}
