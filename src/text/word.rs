//! Words of a text with their places.

use super::lang::is_cjk;
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

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
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, from: 0, start: 0, run: None }
}

/// The words of a text, in order.
pub struct Words<'t> {
    text: &'t str,
    /// Where the next run between spaces begins.
    from: usize,
    /// Where the last one began, and its words that are still to come, if it was no plain word.
    start: usize,
    run: Option<UnicodeWordIndices<'t>>,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((at, text)) = self.run.as_mut().and_then(Iterator::next) {
                return Some(Word { at: self.start + at, text: bare(text) });
            }
            // no word goes over a space
            let rest = self.text.get(self.from..)?;
            let run = &rest[..rest.bytes().position(|b| b == b' ').unwrap_or(rest.len())];
            self.start = self.from;
            self.from += run.len() + 1;
            let plain = plain(run);
            self.run = plain.is_none().then(|| run.unicode_word_indices());
            if let Some((at, text)) = plain {
                return Some(Word { at: self.start + at, text });
            }
        }
    }
}

/// The word of a run of ASCII letters and digits between marks, and where it begins: most runs are such, and quick to tell.
fn plain(run: &str) -> Option<(usize, &str)> {
    let is_word = |run: &str| !run.is_empty() && run.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_word(run) {
        return Some((0, run));
    }
    let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii() && !is_quote(c);
    let behind = run.trim_start_matches(|c| !is_inner(c));
    let word = behind.trim_end_matches(|c| !is_inner(c));
    is_word(word).then(|| (run.len() - behind.len(), word))
}

/// Quotation marks and dashes, which join no words unless they stand between letters.
fn is_quote(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '–' | '—')
}

fn bare(word: &str) -> &str {
    match word.as_bytes() {
        [.., b's'] => {
            word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).filter(|w| !w.is_empty()).unwrap_or(word)
        }
        _ => word,
    }
}

/// How many words a reader would count: runs between spaces that hold a letter or digit, each character in scripts without spaces.
#[must_use]
pub fn count(text: &str) -> usize {
    let (mut count, mut is_word) = (0, false);
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => is_word = true,
            ' ' | '\t'..='\r' => count += usize::from(std::mem::take(&mut is_word)),
            c if c.is_ascii() => {}
            c if is_cjk(c) => count += 1 + usize::from(std::mem::take(&mut is_word)),
            c if c.is_whitespace() => count += usize::from(std::mem::take(&mut is_word)),
            c => is_word = is_word || c.is_alphanumeric(),
        }
    }
    count + usize::from(is_word)
}

#[cfg(test)]
mod tests {
    use super::{count, words};
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn words_are_those_of_unicode() {
        let text = "“Ada’s gate,” (it's 3.5 m_2) — *don’t* e.g. U.S. x86 \u{301}a 5,000\tb 東京 café's -_- _x_ o’clock’ a \u{200d}b l’été. 'n' …2 3…\n\nEnd";
        let told: Vec<(usize, &str)> = words(text).map(|word| (word.at, word.text)).collect();
        let usual = |(at, word): (usize, &'static str)| (at, word.trim_end_matches("'s").trim_end_matches("’s"));
        assert_eq!(told, text.unicode_word_indices().map(usual).collect::<Vec<_>>());
    }

    #[test]
    fn readers_count_runs() {
        assert_eq!(count("One - two\u{a0}three, 4\n(five) …"), 5);
        assert_eq!(count("In 東京 x"), 4);
    }
}
