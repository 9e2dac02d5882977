//! One form for words that a reader takes for the same: case, typographic quotes and dashes, width and composition folded.

use unicode_normalization::UnicodeNormalization;

/// `text` in NFKC, lower case, with plain quotes and hyphens and single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_whitespace() || c == '`') {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkc() {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '`' | '´' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => continue,
            c => c,
        };
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// `text` folded and reduced to its letters and digits with single spaces between words: for comparing titles.
#[must_use]
pub fn fold_title(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A stable 64-bit key of some words. The same in every run, thread order and session; there is no interner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

impl Key {
    /// The key of `words` as they are.
    #[must_use]
    pub fn of(words: &str) -> Self {
        Self(rapidhash::v3::rapidhash_v3(words.as_bytes()))
    }

    /// The key of some bytes as they are.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(rapidhash::v3::rapidhash_v3(bytes))
    }

    /// The key of a name, given folded: the same in every language.
    #[must_use]
    pub fn of_name(folded: &str) -> Self {
        Self::of(&format!("name {folded}"))
    }

    /// The key of one stem, or of some joined by spaces, in the language with this primary tag.
    #[must_use]
    pub fn of_stems(language: &str, stems: &str) -> Self {
        Self::of(&format!("{language} {stems}"))
    }

    /// The key of a title: equal for titles that differ in case, quotes, dashes and punctuation only.
    #[must_use]
    pub fn of_title(title: &str) -> Self {
        Self::of(&fold_title(title))
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, fold};

    #[test]
    fn quotes_dashes_and_width() {
        assert_eq!(fold("“Den — of\u{a0}SPIES”’s"), "\"den - of spies\"'s");
        assert_eq!(Key::of_title("5G — Belgian Politicians… Trash!"), Key::of_title("5g - belgian politicians trash"));
    }
}
