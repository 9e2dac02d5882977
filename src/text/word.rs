//! Words of a text with their places.

use super::lang::is_cjk;
use unicode_segmentation::UnicodeSegmentation;

/// One word: its byte offset and the word as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Byte offset in the text.
    pub at: usize,
    /// As written.
    pub text: &'t str,
}

impl Word<'_> {
    /// One past the last byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it begins with a capital letter.
    #[must_use]
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The words of `text` by Unicode's rules (UAX 29), without punctuation and space. A possessive ending is cut off.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.unicode_word_indices().map(|(at, text)| {
        let bare =
            text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).filter(|w| !w.is_empty()).unwrap_or(text);
        Word { at, text: bare }
    })
}

/// How many words a reader would count: runs between spaces that hold a letter or digit, each character in scripts without spaces.
#[must_use]
pub fn count(text: &str) -> usize {
    let (mut count, mut is_word) = (0, false);
    for c in text.chars() {
        if !c.is_ascii() && is_cjk(c) {
            count += 1 + usize::from(std::mem::take(&mut is_word));
        } else if c.is_whitespace() {
            count += usize::from(std::mem::take(&mut is_word));
        } else {
            is_word = is_word || c.is_alphanumeric();
        }
    }
    count + usize::from(is_word)
}
