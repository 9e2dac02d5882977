//! The sentence that something rests on. Enters: an article and a place in it. Leaves: the sentence around it, and its words
//! with the ones that count marked. Words come through `Shown` alone.

use super::html::{Html, prose_into};
use crate::model::article::Article;
use crate::model::block::Block;
use crate::model::config::Rights;
use crate::model::dossier::Entry;
use crate::text::Span;
use crate::text::sentence::{sentence_at, sentences};

/// Longest sentence that is shown whole, in bytes.
const LONGEST: usize = 420;
/// How much of a paragraph is read for its first sentence, in bytes.
const OPENING: usize = 1200;

/// The innermost block around `span`.
pub(crate) fn block_around(article: &Article, span: Span) -> Option<Span> {
    let mut found = None;
    let mut at = 0;
    while let Some(node) = article.nodes.get(at) {
        if node.span.contains(span) {
            found = Some(node.span);
            at += 1;
        } else {
            at = (node.end as usize).max(at + 1);
        }
    }
    found.or_else(|| article.facts.iter().map(|fact| fact.words).find(|words| words.contains(span)))
}

/// Whether `span` stands in a heading, which is no sentence to rest on.
pub(crate) fn in_heading(article: &Article, span: Span) -> bool {
    let after = article.nodes.partition_point(|node| node.span.start <= span.start);
    let within = |node: &crate::model::block::Node| node.span.contains(span);
    article.nodes[..after].iter().rev().find(|node| within(node)).is_some_and(|n| matches!(n.kind, Block::Heading(_)))
}

/// The sentence around `span`, or `span` itself where it stands in no block.
pub(crate) fn sentence(entry: &Entry, span: Span) -> Span {
    let Some(block) = block_around(&entry.article, span) else { return span };
    // of an excerpt, no more than it shows
    let block = match entry.shown.words(block) {
        Some(_) => block,
        None => match entry.shown.around(span) {
            Some(piece) => Span { start: piece.start.max(block.start), end: piece.end.min(block.end) },
            None => return span,
        },
    };
    let Some(words) = entry.shown.words(block) else { return span };
    let offset = (span.start - block.start) as usize;
    let found = sentence_at(words, &entry.article.lang.value, offset);
    let start = block.start as usize + found.start as usize;
    let end = (block.start as usize + found.end as usize).max(span.end as usize);
    Span::new(start.min(span.start as usize), end)
}

/// The words at `sentence` with those at `marks` marked; a very long sentence is cut around the first of them.
pub(crate) fn marked(entry: &Entry, sentence: Span, marks: &[Span]) -> Option<Html> {
    let words = entry.shown.words(sentence)?;
    let lang = &entry.article.lang.value;
    let base = sentence.start;
    let mut marks: Vec<(usize, usize)> = marks
        .iter()
        .filter(|mark| sentence.contains(**mark) && !mark.is_empty())
        .map(|mark| ((mark.start - base) as usize, (mark.end - base) as usize))
        .filter(|(start, end)| words.is_char_boundary(*start) && words.is_char_boundary(*end))
        .collect();
    marks.sort_unstable();
    let (from, to) = window(words, marks.first().copied());
    let mut out = String::new();
    if from > 0 {
        out.push('…');
    }
    let mut at = from;
    for (start, end) in marks {
        if start < at || end > to {
            continue;
        }
        prose_into(&mut out, &words[at..start], lang);
        out.push_str("<mark>");
        prose_into(&mut out, &words[start..end], lang);
        out.push_str("</mark>");
        at = end;
    }
    prose_into(&mut out, &words[at..to], lang);
    if to < words.len() {
        out.push('…');
    }
    Some(Html(out))
}

/// The bytes of `words` that are shown.
fn window(words: &str, mark: Option<(usize, usize)>) -> (usize, usize) {
    if words.len() <= LONGEST {
        return (0, words.len());
    }
    let space = |at: usize| words[..at].rfind(' ').map_or(at, |i| i + 1);
    let mut from = 0;
    if let Some((start, end)) = mark.filter(|(_, end)| *end + 20 > LONGEST) {
        let near = words.floor_char_boundary(start.saturating_sub(LONGEST / 3));
        from = space(near).min(start).min(end);
    }
    let to = words.ceil_char_boundary((from + LONGEST).max(mark.map_or(0, |(_, end)| end)).min(words.len()));
    let to = if to == words.len() { to } else { space(to).max(mark.map_or(0, |(_, end)| end)) };
    (from, to.max(from))
}

/// The first sentence of the body that may be shown, as plain words. An item of a list is none: out of its list it says little.
pub(crate) fn opening(entry: &Entry) -> Option<String> {
    if entry.rights == Rights::Excerpt {
        let first = sentences_shown(entry).into_iter().next()?;
        return entry.shown.words(first).map(|words| cut(words, LONGEST));
    }
    let mut listed = 0;
    let mut paragraphs = entry.article.nodes.iter().enumerate().filter_map(|(at, node)| {
        if matches!(node.kind, Block::List { .. }) {
            listed = listed.max(node.end as usize);
        }
        (at >= listed && matches!(node.kind, Block::Paragraph)).then_some(node)
    });
    let words = paragraphs.by_ref().filter_map(|node| entry.shown.words(node.span)).find(|words| words.len() > 40)?;
    let head = &words[..words.floor_char_boundary(OPENING)];
    let first = sentences(head, &entry.article.lang.value).first().map_or(head, |span| span.of(head));
    Some(cut(first, LONGEST))
}

/// `text` with white space folded and cut at a word so that it is at most `most` bytes.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() <= most {
        return text;
    }
    let head = &text[..text.floor_char_boundary(most)];
    let head = head.rfind(' ').filter(|at| *at > most / 2).map_or(head, |at| &head[..at]);
    format!("{}…", head.trim_end_matches([' ', ',', ';', ':', '.', '–', '—']))
}

/// Whether any words of the article itself may be shown.
pub(crate) fn shows(entry: &Entry) -> bool {
    let mut words = entry.article.nodes.iter().map(|node| node.span).chain(entry.article.facts.iter().map(|f| f.words));
    entry.rights == Rights::Excerpt || words.any(|span| !span.is_empty() && entry.shown.words(span).is_some())
}

/// The sentences of the body that an excerpt shows, in order; those that stand together are one. Names alone are none.
pub(crate) fn sentences_shown(entry: &Entry) -> Vec<Span> {
    let names: Vec<Span> = entry.features.telling_names().collect();
    let paragraphs = entry.article.nodes.iter().filter(|node| node.kind == Block::Paragraph).map(|node| node.span);
    let mut out = Vec::new();
    for paragraph in paragraphs {
        for (piece, _) in entry.shown.stretches().filter(|(piece, _)| piece.overlaps(paragraph)) {
            let span = Span { start: piece.start.max(paragraph.start), end: piece.end.min(paragraph.end) };
            if !names.contains(&span) {
                out.push(span);
            }
        }
    }
    out.dedup();
    out
}

/// Where a paragraph that may be shown stands among the numbered ones, from 1: the top-level paragraphs in order.
pub(crate) fn paragraph_number(entry: &Entry, span: Span) -> Option<u32> {
    let article = &entry.article;
    // an excerpt's page has no paragraphs
    if entry.rights == Rights::Excerpt {
        return None;
    }
    let mut number = 0;
    let mut at = 0;
    while let Some(node) = article.nodes.get(at) {
        if matches!(node.kind, Block::Paragraph) {
            number += 1;
            if node.span.overlaps(span) || node.span.contains(span) {
                return entry.shown.words(node.span).map(|_| number);
            }
        }
        at = (node.end as usize).max(at + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn cutting() {
        assert_eq!(cut("a  b\nc", 20), "a b c");
        assert_eq!(cut("one two three four", 12), "one two…");
    }
}
