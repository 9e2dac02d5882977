//! Runs of capitalised words: what may be a name.

use super::Span;
use super::word::{Word, words};

/// Lower-case words that may stand inside a name, between two capitalised ones.
const CONNECTORS: [&str; 17] =
    ["of", "the", "for", "on", "de", "du", "des", "la", "le", "van", "der", "den", "von", "het", "bin", "al", "di"];

/// The names in `text`, in order. A word that begins a sentence counts only when `is_common` (told its lower-case form) does
/// not know it as an everyday word; a longer run loses such a first word.
#[must_use]
pub fn names(text: &str, is_common: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let all: Vec<Word<'_>> = words(text).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let end = run_end(text, &all, at, is_common);
        if end == at {
            at += 1;
            continue;
        }
        let mut first = at;
        if begins_sentence(text, all[first].at) && is_common(&all[first].text.to_lowercase()) {
            first += 1;
            while first < end && !all[first].is_capitalised() {
                first += 1;
            }
        }
        if first < end && all[first..end].iter().any(|w| w.text.chars().filter(|c| c.is_alphabetic()).count() > 1) {
            out.push(Span::new(all[first].at, all[end - 1].end()));
        }
        at = end;
    }
    out
}

/// A name and every run of words within it.
pub fn within(name: &str) -> impl Iterator<Item = &str> {
    let all: Vec<(usize, usize)> = words(name).map(|word| (word.at, word.end())).collect();
    let runs = (0..all.len()).flat_map(move |from| {
        let all = all.clone();
        (from..all.len()).map(move |to| all[from].0..all[to].1)
    });
    runs.map(|run| &name[run])
}

/// One past the last word of the run that begins at word `at`; `at` itself when none does.
fn run_end(text: &str, all: &[Word<'_>], at: usize, is_common: &dyn Fn(&str) -> bool) -> usize {
    if !all[at].is_capitalised() {
        return at;
    }
    let mut end = at + 1;
    loop {
        let mut next = end;
        while next < all.len() && next - end < 2 && CONNECTORS.contains(&all[next].text) && joined(text, all, next) {
            next += 1;
        }
        // "Economic and Trade Office", but not "France and Germany"
        let both_common = |at: usize| is_common(&all[at].text.to_lowercase());
        if next == end
            && next + 1 < all.len()
            && matches!(all[next].text, "and" | "&")
            && joined(text, all, next)
            && both_common(end - 1)
            && both_common(next + 1)
        {
            next += 1;
        }
        let continues = next < all.len()
            && joined(text, all, next)
            && (all[next].is_capitalised() || next == end && all[next].text.bytes().all(|b| b.is_ascii_digit()));
        if !continues || next - at > 9 {
            return end;
        }
        end = next + 1;
    }
}

/// Whether word `at` follows the word before it after one space or hyphen.
fn joined(text: &str, all: &[Word<'_>], at: usize) -> bool {
    let gap = &text[all[at - 1].end()..all[at].at];
    matches!(gap, " " | "-" | "\u{a0}")
}

/// Whether a sentence, quotation or bracket begins at byte `at`.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at]
        .trim_end_matches([' ', '\u{a0}', '“', '"', '‘', '«', '(', '[', '\n', '\r', '\t', '—', '–', '-', '*']);
    before.chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | ';' | '…' | '。' | '”'))
        || text[before.len()..at].contains('\n')
}

#[cfg(test)]
mod tests {
    use super::{names, within};

    #[test]
    fn names_within_names() {
        assert_eq!(
            within("Port of Ghent").collect::<Vec<_>>(),
            ["Port", "Port of", "Port of Ghent", "of", "of Ghent", "Ghent"]
        );
    }

    #[test]
    fn runs() {
        let common = |word: &str| ["the", "central", "top", "in", "it"].contains(&word);
        let found = |text: &'static str| names(text, &common).into_iter().map(|s| s.of(text)).collect::<Vec<_>>();
        assert_eq!(found("The Port of Zeebrugge, in Belgium’s north."), ["Port of Zeebrugge", "Belgium"]);
        assert_eq!(found("Central to this is Article 42. It says so."), ["Article 42"]);
        assert_eq!(
            found("Top Chinese officials met Charles de Gaulle and Vlaams Belang."),
            ["Chinese", "Charles de Gaulle", "Vlaams Belang"]
        );
    }
}
