//! The few sentences of somebody else's text that an excerpt holds. Enters: the article with its words, and the places that say
//! what it is about, the most telling first. Leaves: spans that together stay within the budget. They are the only words of
//! the body that pass the door, so the budget holds for the whole edition: every page, list, feed and file takes from them.

use crate::model::block::Block;
use crate::model::config::Edition;
use crate::model::{How, Parsed};
use crate::text::lang::is_cjk;
use crate::text::sentence::sentences;
use crate::text::{Span, word};
use std::cmp::Reverse;

/// Of the clipping, at most one part in this many is shown.
const PART: usize = 10;
/// A sentence of fewer words says too little alone.
const SHORT: usize = 6;
/// How many of the most telling places count.
const TELLING: usize = 24;
/// How much of the budget names may take: one part in this many.
const NAMES: usize = 4;
/// How much of a paragraph is read for sentences, in bytes.
const READ: usize = 20_000;

/// What is shown of a text.
pub(super) struct Excerpt {
    /// Sentences and names, sorted, none touching another.
    pub spans: Vec<Span>,
    /// How many words they have; of scripts without spaces, half as many as characters.
    pub words: usize,
}

/// What may be shown of the text: twice the number of words. A title that was made of its first words takes from it.
fn budget(parsed: &Parsed, edition: &Edition) -> (usize, usize) {
    let text = &*parsed.reading.text;
    let article = &parsed.article;
    let blocks = article.nodes.iter().filter(|node| is_leaf(&node.kind)).map(|node| node.span);
    let whole: usize = blocks.chain(article.facts.iter().map(|fact| fact.words)).map(|span| size(span.of(text))).sum();
    let title = if article.title.how == How::Derived { size(&article.title.value) } else { 0 };
    ((usize::from(edition.excerpt_words) * 2).min(whole / PART), title)
}

/// Whether a title that was made of the text's words is worth what it takes: half of what may be shown at most.
pub(super) fn affords_title(parsed: &Parsed, edition: &Edition) -> bool {
    let (budget, title) = budget(parsed, edition);
    title * 2 <= budget
}

/// The excerpt of an article. `telling` and `names` are places in the reading text, the most telling first.
pub(super) fn excerpt(parsed: &Parsed, edition: &Edition, telling: &[Span], names: &[Span]) -> Excerpt {
    let text = &*parsed.reading.text;
    let (budget, title) = budget(parsed, edition);
    let title = if title * 2 <= budget { title } else { 0 };
    let budget = budget - title;
    let mut out = Excerpt { spans: Vec::new(), words: 0 };
    let mut left = budget - named(text, names, budget / NAMES, &mut out.spans);
    let mut candidates = candidates(parsed, text);
    for candidate in &mut candidates {
        let ranks = telling.iter().take(TELLING).zip((1..=TELLING).rev());
        candidate.worth +=
            ranks.filter(|(place, _)| candidate.at.contains(**place)).map(|(_, rank)| rank).sum::<usize>();
    }
    // an opening sentence says what a text is, where nothing tells more
    candidates.sort_by_key(|candidate| (Reverse(candidate.worth), candidate.at.start));
    for candidate in candidates.iter().filter(|candidate| candidate.size >= SHORT * 2) {
        // names within it were paid for
        let paid: usize =
            out.spans.iter().filter(|span| candidate.at.contains(**span)).map(|span| size(span.of(text))).sum();
        let price = candidate.size.saturating_sub(paid);
        if price <= left {
            left -= price;
            out.spans.retain(|span| !candidate.at.contains(*span));
            out.spans.push(candidate.at);
        }
    }
    out.spans.sort();
    out.words = (title + out.spans.iter().map(|span| size(span.of(text))).sum::<usize>()).div_ceil(2);
    out
}

/// A sentence that may be shown.
struct Candidate {
    at: Span,
    size: usize,
    worth: usize,
}

fn is_leaf(kind: &Block) -> bool {
    matches!(kind, Block::Heading(_) | Block::Paragraph | Block::Item | Block::Cell(_))
}

/// The sentences of the paragraphs, and the statements.
fn candidates(parsed: &Parsed, text: &str) -> Vec<Candidate> {
    let lang = &parsed.article.lang.value;
    let mut out = Vec::new();
    for node in parsed.article.nodes.iter().filter(|node| node.kind == Block::Paragraph) {
        let words = node.span.of(text);
        let words = &words[..words.floor_char_boundary(READ)];
        for at in sentences(words, lang) {
            let start = node.span.start as usize;
            let at = Span::new(start + at.start as usize, start + at.end as usize).trimmed(text);
            if is_whole(at.of(text)) {
                out.push(Candidate { at, size: size(at.of(text)), worth: 0 });
            }
        }
    }
    let facts = parsed.article.facts.iter().map(|fact| fact.words);
    // a statement is what a sheet is there for
    out.extend(facts.map(|at| Candidate { at, size: size(at.of(text)), worth: TELLING * TELLING }));
    out.sort_by_key(|candidate| candidate.at);
    out.dedup_by(|later, kept| kept.at.overlaps(later.at));
    out
}

/// Whether some words are a sentence by themselves: not cut off at either end, as an item of a list or the head of one may be.
fn is_whole(words: &str) -> bool {
    let begins =
        words.chars().find(|c| c.is_alphanumeric() || *c == '(').is_some_and(|c| !c.is_lowercase() && c != '(');
    begins && words.trim_end_matches(['”', '"', '’', '\'', '»', ')']).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Adds the names that fit, and gives what they take of the budget.
fn named(text: &str, names: &[Span], budget: usize, out: &mut Vec<Span>) -> usize {
    let mut taken = 0;
    for &name in names {
        let price = size(name.of(text));
        if taken + price <= budget && !out.iter().any(|span| span.overlaps(name)) {
            taken += price;
            out.push(name);
        }
    }
    taken
}

/// Two for each word, and one for each character of a script without spaces.
fn size(text: &str) -> usize {
    let wide = text.chars().filter(|c| is_unspaced(*c)).count();
    let spaced: String = text.chars().map(|c| if is_unspaced(c) { ' ' } else { c }).collect();
    wide + 2 * if wide == 0 { word::count(text) } else { word::count(&spaced) }
}

/// Whether words of this character's script stand without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
fn is_unspaced(c: char) -> bool {
    is_cjk(c) || matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn words_and_characters() {
        assert_eq!(size("three short words"), 6);
        assert_eq!(size("臺北的門"), 4);
        assert_eq!(size("臺北 and 門"), 5);
    }
}
