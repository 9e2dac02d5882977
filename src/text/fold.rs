//! One form for words that a reader takes for the same: case, typographic quotes and dashes, width and composition folded.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use unicode_normalization::UnicodeNormalization;

/// `text` in NFKC, lower case, with plain quotes and hyphens and single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_whitespace() || c == '`') {
        return text.to_ascii_lowercase();
    }
    Folded { out: Vec::with_capacity(text.len()), gap: false, letters: false }.with(text)
}

/// [`fold`] of one word, most of which are folded already.
#[must_use]
pub fn fold_word(word: &str) -> Cow<'_, str> {
    match word.bytes().all(|b| b.is_ascii_lowercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold(word)),
    }
}

/// One word in lower case, as most words are; else `room` holds it.
#[must_use]
pub fn lower<'a>(word: &'a str, room: &'a mut String) -> &'a str {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word;
    }
    room.clear();
    if word.is_ascii() {
        room.push_str(word);
        room.make_ascii_lowercase();
    } else {
        room.push_str(&word.to_lowercase());
    }
    room
}

/// `text` folded and reduced to its letters and digits with single spaces between words: for comparing titles.
#[must_use]
pub fn fold_title(text: &str) -> String {
    Folded { out: Vec::with_capacity(text.len()), gap: false, letters: true }.with(text)
}

/// Words while they are folded.
struct Folded {
    /// In UTF-8: most of it is added byte by byte.
    out: Vec<u8>,
    /// Whether white space stands between the last word and the next.
    gap: bool,
    /// Whether all but letters and digits is white space.
    letters: bool,
}

impl Folded {
    fn with(mut self, text: &str) -> String {
        let mut rest = text;
        while !rest.is_empty() {
            let plain = rest.bytes().position(|b| !b.is_ascii()).unwrap_or(rest.len());
            if let Some(mark) = rest[plain..].chars().next().filter(|c| matches!(c, '‘' | '’' | '“' | '”' | '–' | '—'))
            {
                self.plain(&rest[..plain]);
                self.push(mark);
                rest = &rest[plain + mark.len_utf8()..];
                continue;
            }
            // an ASCII character is what it is, but for one before others: a mark may be joined with it
            let plain = if plain < rest.len() { plain.saturating_sub(1) } else { plain };
            self.plain(&rest[..plain]);
            rest = &rest[plain..];
            let others = rest.bytes().skip(1).position(|b| b.is_ascii()).map_or(rest.len(), |plain| plain + 1);
            rest[..others].nfkc().for_each(|c| self.push(c));
            rest = &rest[others..];
        }
        String::from_utf8(self.out).unwrap_or_default()
    }

    /// Adds ASCII.
    fn plain(&mut self, ascii: &str) {
        for b in ascii.bytes() {
            match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                    self.space();
                    self.out.push(b.to_ascii_lowercase());
                }
                b' ' => self.gap = !self.out.is_empty(),
                _ => self.push(char::from(b)),
            }
        }
    }

    fn push(&mut self, c: char) {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '`' | '´' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => return,
            c => c,
        };
        for c in c.to_lowercase() {
            if c.is_whitespace() || self.letters && !c.is_alphanumeric() {
                self.gap = !self.out.is_empty();
            } else {
                self.space();
                self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }

    /// Adds the space before what is added next.
    fn space(&mut self) {
        if std::mem::take(&mut self.gap) {
            self.out.push(b' ');
        }
    }
}

/// [`fold_title`] of what is folded already.
#[must_use]
pub fn title_of(folded: &str) -> String {
    if folded.is_ascii() {
        return fold_title(folded);
    }
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What is known of words that ship with the program. Its hash is quick and the same for everybody: not for words of a seed.
pub type Shipped<V> = HashMap<&'static str, V, BuildHasherDefault<rapidhash::fast::RapidHasher<'static>>>;

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
    use super::{Key, fold, fold_title, title_of};

    #[test]
    fn quotes_dashes_and_width() {
        assert_eq!(fold("“Den — of\u{a0}SPIES”’s"), "\"den - of spies\"'s");
        assert_eq!(fold(" A`B\t\u{b} \u{1}C  e\u{301}’\u{301}F "), "a'b \u{1}c é'\u{301}f");
        assert_eq!(fold_title("“Den — of\u{a0}SPIES”’s İ_3"), title_of(&fold("“Den — of\u{a0}SPIES”’s İ_3")));
        assert_eq!(Key::of_title("5G — Belgian Politicians… Trash!"), Key::of_title("5g - belgian politicians trash"));
    }
}
