//! A stretch of whole lines, known by its first and last words, so that it is found again when the text around it moves.

use super::fold::{Key, fold};
use super::lang::is_cjk;
use super::{LineIndex, Span};

/// How many words at either end an anchor holds.
const ENDS: usize = 8;

/// A stretch of whole lines by its words. A side that is missing is open: the stretch reaches to that end of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The first words of the first line.
    pub from: Option<String>,
    /// The last words of the last line.
    pub to: Option<String>,
    /// The words that stand before it, where the stretch stands in several places and one is meant.
    pub after: Option<String>,
    /// How many words it has, and a key of them: `57.9f3ac1d2`. With it, only these very words are meant.
    pub check: Option<String>,
}

/// Where an anchor leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// To these stretches of whole lines; all hold the same words.
    At(Vec<Span>),
    /// Its first or last words stand nowhere as the begin or end of a line.
    Nowhere,
    /// Its ends are there, but the words between them are others.
    Changed,
    /// To so many stretches, and nothing says which is meant.
    Several(usize),
}

/// One word, folded.
struct Word {
    key: Key,
    at: Span,
    line: usize,
}

/// A text's words and lines, ready for seeking.
pub struct Ground {
    lines: Vec<Span>,
    words: Vec<Word>,
}

impl Ground {
    /// Reads `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let lines = LineIndex::new(text).spans().to_vec();
        let words = lines.iter().enumerate().flat_map(|(line, span)| line_words(text, *span, line)).collect();
        Self { lines, words }
    }

    /// The lines, from first to last.
    #[must_use]
    pub fn lines(&self) -> &[Span] {
        &self.lines
    }

    /// The anchor of lines `first` to `last` (from 0, inclusive); an end that is `None` is open. `None` when there are no words
    /// in them that could be found again.
    #[must_use]
    pub fn anchor(&self, text: &str, first: Option<usize>, last: Option<usize>) -> Option<Anchor> {
        let (begin, end) = self.bounds(first.unwrap_or(0), last.unwrap_or(usize::MAX));
        if begin >= end {
            return None;
        }
        let said = |words: &[Word]| {
            let (one, other) = (words.first()?, words.last()?);
            Some(
                Span { start: one.at.start, end: other.at.end }
                    .of(text)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        let of_line = |line: usize| self.bounds(line, line);
        let (from, to) = (of_line(self.words[begin].line), of_line(self.words[end - 1].line));
        let mut anchor = Anchor {
            from: first.and_then(|_| said(&self.words[from.0..from.1.min(from.0 + ENDS)])),
            to: last.and_then(|_| said(&self.words[to.0.max(to.1.saturating_sub(ENDS))..to.1])),
            after: None,
            check: (first.is_some() && last.is_some()).then(|| check(&self.words[begin..end])),
        };
        let is_one = |anchor: &Anchor| matches!(self.seek(anchor), Sought::At(found) if found.len() == 1);
        if first.is_some() && !is_one(&anchor) {
            anchor.after = said(&self.words[begin.saturating_sub(ENDS)..begin]);
        }
        Some(anchor)
    }

    /// Where `anchor` leads.
    #[must_use]
    pub fn seek(&self, anchor: &Anchor) -> Sought {
        let (from, to) = (keys(anchor.from.as_deref()), keys(anchor.to.as_deref()));
        let after = keys(anchor.after.as_deref());
        if from.is_empty() && to.is_empty() {
            return Sought::Nowhere;
        }
        let begins = (0..self.words.len()).filter(|&at| {
            self.begins_line(at)
                && self.are(at, &from)
                && at.checked_sub(after.len()).is_some_and(|at| self.are(at, &after))
        });
        let ends = (1..=self.words.len())
            .filter(|&at| self.ends_line(at) && at.checked_sub(to.len()).is_some_and(|at| self.are(at, &to)));
        if from.is_empty() {
            return open(self.one(ends.map(|end| (0, end)).collect()), |span| span.start = 0);
        }
        if to.is_empty() {
            let last = self.lines.last().map_or(0, |line| line.end);
            return open(self.one(begins.map(|begin| (begin, self.words.len())).collect()), |span| span.end = last);
        }
        let (begins, ends): (Vec<usize>, Vec<usize>) = (begins.collect(), ends.collect());
        let next = |begin: usize| ends[ends.partition_point(|&end| end < begin + to.len())..].first().copied();
        let Some(check) = anchor.check.as_deref() else {
            return self.one(begins.iter().filter_map(|&begin| Some((begin, next(begin)?))).collect());
        };
        let length = check.split('.').next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
        let same = |begin: &usize| {
            let end = begin + length;
            ends.binary_search(&end).is_ok() && self::check(&self.words[*begin..end]) == check
        };
        let found: Vec<Span> =
            begins.iter().copied().filter(same).map(|begin| self.stretch(begin, begin + length)).collect();
        match (found.is_empty(), begins.iter().any(|&begin| next(begin).is_some())) {
            (false, _) => Sought::At(found),
            (true, true) => Sought::Changed,
            (true, false) => Sought::Nowhere,
        }
    }

    /// The one stretch of `found`, given as words.
    fn one(&self, found: Vec<(usize, usize)>) -> Sought {
        match found[..] {
            [] => Sought::Nowhere,
            [(begin, end)] => Sought::At(vec![self.stretch(begin, end)]),
            _ => Sought::Several(found.len()),
        }
    }

    /// The whole lines of some words.
    fn stretch(&self, begin: usize, end: usize) -> Span {
        let line = |word: usize| self.lines[self.words[word].line];
        Span { start: line(begin).start, end: line(end - 1).end }
    }

    /// First word of line `first` or of a later one, and one past the last of line `last`.
    fn bounds(&self, first: usize, last: usize) -> (usize, usize) {
        (self.words.partition_point(|word| word.line < first), self.words.partition_point(|word| word.line <= last))
    }

    fn begins_line(&self, at: usize) -> bool {
        at == 0 || self.words[at - 1].line != self.words[at].line
    }

    fn ends_line(&self, end: usize) -> bool {
        end == self.words.len() || self.words[end].line != self.words[end - 1].line
    }

    fn are(&self, at: usize, keys: &[Key]) -> bool {
        self.words
            .get(at..at + keys.len())
            .is_some_and(|words| words.iter().map(|word| word.key).eq(keys.iter().copied()))
    }
}

/// What was sought, drawn out to an end of the text.
fn open(mut sought: Sought, draw: impl Fn(&mut Span)) -> Sought {
    if let Sought::At(spans) = &mut sought {
        spans.iter_mut().for_each(draw);
    }
    sought
}

/// How many words, and a key of them in their order.
fn check(words: &[Word]) -> String {
    let all: String = words.iter().map(|word| format!("{:x} ", word.key.0)).collect();
    format!("{}.{:08x}", words.len(), Key::of(&all).0 >> 32)
}

fn keys(words: Option<&str>) -> Vec<Key> {
    let text = words.unwrap_or_default();
    line_words(text, Span::new(0, text.len()), 0).map(|word| word.key).collect()
}

/// Runs of letters and digits; each character of a script without spaces by itself.
fn line_words(text: &str, line: Span, number: usize) -> impl Iterator<Item = Word> {
    let words = line.of(text);
    let mut out: Vec<Word> = Vec::new();
    let mut begin: Option<usize> = None;
    let mut push = |from: usize, to: usize| {
        let at = Span::new(line.start as usize + from, line.start as usize + to);
        out.push(Word { key: Key::of(&fold(&words[from..to])), at, line: number });
    };
    for (at, c) in words.char_indices() {
        if is_cjk(c) {
            begin.take().into_iter().for_each(|from| push(from, at));
            push(at, at + c.len_utf8());
        } else if c.is_alphanumeric() {
            begin.get_or_insert(at);
        } else if let Some(from) = begin.take() {
            push(from, at);
        }
    }
    begin.into_iter().for_each(|from| push(from, words.len()));
    out.into_iter()
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Ground, Sought};

    const PAGE: &str =
        "Menu\nThe lock gate\n\nFirst words of it stand here.\nMore.\nAdvert\nLast words of it.\nAdvert\nFooter one\n";

    fn anchored(text: &str, first: usize, last: usize) -> Anchor {
        Ground::new(text).anchor(text, Some(first), Some(last)).expect("words")
    }

    fn sought(text: &str, anchor: &Anchor) -> Vec<String> {
        match Ground::new(text).seek(anchor) {
            Sought::At(spans) => spans.iter().map(|span| span.of(text).to_owned()).collect(),
            other => vec![format!("{other:?}")],
        }
    }

    #[test]
    fn lines_are_found_where_they_went() {
        let anchor = anchored(PAGE, 3, 4);
        assert_eq!(
            (anchor.from.as_deref(), anchor.to.as_deref()),
            (Some("First words of it stand here"), Some("More"))
        );
        assert_eq!(sought(PAGE, &anchor), ["First words of it stand here.\nMore."]);
        let moved = "A new head\r\nFIRST words of it  stand here.\r\n\r\nMore.\r\nThe lock gate\r\n";
        assert_eq!(sought(moved, &anchor), ["FIRST words of it  stand here.\r\n\r\nMore."]);
    }

    #[test]
    fn other_words_between_are_told() {
        let anchor = anchored(PAGE, 3, 6);
        assert_eq!(sought(&PAGE.replace("More.", "Less."), &anchor), ["Changed"]);
        assert_eq!(sought(&PAGE.replace("Last words", "Final words"), &anchor), ["Nowhere"]);
    }

    #[test]
    fn one_of_several_is_known_by_what_stands_before_it() {
        let second = anchored(PAGE, 7, 7);
        assert!(second.after.as_deref().is_some_and(|after| after.ends_with("Last words of it")));
        assert_eq!(sought(PAGE, &second).len(), 1);
        assert_eq!(sought("Advert\nSomething else.\nAdvert\n", &second), ["Nowhere"]);
    }

    #[test]
    fn open_ends_reach_to_the_end() {
        let ground = Ground::new(PAGE);
        let tail = ground.anchor(PAGE, Some(6), None).expect("words");
        assert_eq!((tail.to.as_deref(), tail.check.as_deref()), (None, None));
        assert_eq!(sought("Other.\nLast words of it.\nA new footer\n", &tail), ["Last words of it.\nA new footer"]);
        let head = ground.anchor(PAGE, None, Some(1)).expect("words");
        assert_eq!(sought(PAGE, &head), ["Menu\nThe lock gate"]);
    }

    #[test]
    fn words_of_the_owner_must_be_clear() {
        let by_hand = Anchor { from: Some("Advert".to_owned()), ..Anchor::default() };
        assert_eq!(sought(PAGE, &by_hand), ["Several(2)"]);
        assert_eq!(sought(PAGE, &Anchor::default()), ["Nowhere"]);
        assert!(Ground::new("***\n").anchor("***\n", Some(0), Some(0)).is_none());
        let wide = "臺北的門\n另一個\n";
        assert_eq!(sought(wide, &anchored(wide, 1, 1)), ["另一個"]);
    }
}
