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
    let mut folded = Folded { out: String::with_capacity(text.len()), gap: false };
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|b| !b.is_ascii()).unwrap_or(rest.len());
        if let Some(mark) = rest[plain..].chars().next().filter(|c| matches!(c, '‘' | '’' | '“' | '”' | '–' | '—')) {
            folded.plain(&rest[..plain]);
            folded.push(mark);
            rest = &rest[plain + mark.len_utf8()..];
            continue;
        }
        // an ASCII character is what it is, but for one before others: a mark may be joined with it
        let plain = if plain < rest.len() { plain.saturating_sub(1) } else { plain };
        folded.plain(&rest[..plain]);
        rest = &rest[plain..];
        let others = rest.bytes().skip(1).position(|b| b.is_ascii()).map_or(rest.len(), |plain| plain + 1);
        rest[..others].nfkc().for_each(|c| folded.push(c));
        rest = &rest[others..];
    }
    folded.out
}

/// [`fold`] of one word, most of which are folded already.
#[must_use]
pub fn fold_word(word: &str) -> Cow<'_, str> {
    match word.bytes().all(|b| b.is_ascii_lowercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(fold(word)),
    }
}

/// Words while they are folded.
struct Folded {
    out: String,
    /// Whether white space stands between the last word and the next.
    gap: bool,
}

impl Folded {
    /// Adds ASCII.
    fn plain(&mut self, ascii: &str) {
        for run in ascii.split_inclusive(|c: char| !c.is_ascii_graphic() || c == '`') {
            let word = run.trim_end_matches(|c: char| !c.is_ascii_graphic() || c == '`');
            if !word.is_empty() {
                self.space();
                let from = self.out.len();
                self.out.push_str(word);
                self.out[from..].make_ascii_lowercase();
            }
            run[word.len()..].chars().for_each(|c| self.push(c));
        }
    }

    /// Adds the space before a word.
    fn space(&mut self) {
        if std::mem::take(&mut self.gap) {
            self.out.push(' ');
        }
    }

    fn push(&mut self, c: char) {
        if c.is_ascii_graphic() && c != '`' {
            self.space();
            self.out.push(c.to_ascii_lowercase());
            return;
        }
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '`' | '´' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => return,
            c => c,
        };
        if c.is_whitespace() {
            self.gap = !self.out.is_empty();
            return;
        }
        self.space();
        self.out.extend(c.to_lowercase());
    }
}

/// `text` folded and reduced to its letters and digits with single spaces between words: for comparing titles.
#[must_use]
pub fn fold_title(text: &str) -> String {
    title_of(&fold(text))
}

/// [`fold_title`] of what is folded already.
#[must_use]
pub fn title_of(folded: &str) -> String {
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
    use super::{Key, fold};

    #[test]
    fn quotes_dashes_and_width() {
        assert_eq!(fold("“Den — of\u{a0}SPIES”’s"), "\"den - of spies\"'s");
        assert_eq!(fold(" A`B\t\u{b} \u{1}C  e\u{301}’\u{301}F "), "a'b \u{1}c é'\u{301}f");
        assert_eq!(Key::of_title("5G — Belgian Politicians… Trash!"), Key::of_title("5g - belgian politicians trash"));
    }
}
