//! Tables of contents. Enters: an article. Leaves: whether it is a book's SUMMARY.md that orders the others and says nothing
//! itself. What must not come in: what its links lead to.

use crate::model::Parsed;
use crate::model::block::Block;
use crate::text::{Span, word};

/// Most words of an entry beside its link.
const BESIDE: usize = 4;

/// Whether the seed is called SUMMARY.md and holds nothing but headings and short entries, with a link in one at least.
#[must_use]
pub fn only_orders(parsed: &Parsed) -> bool {
    let article = &parsed.article;
    if !article.seed.file_name().eq_ignore_ascii_case("SUMMARY.md") || !article.facts.is_empty() {
        return false;
    }
    let words = |span: Span| word::count(span.of(&parsed.reading.text));
    let is_entry = |span: Span| {
        let linked = article.refs.iter().filter(|reference| span.contains(reference.at));
        words(span) <= linked.map(|reference| words(reference.at)).sum::<usize>() + BESIDE
    };
    let is_sober = |kind: Block| {
        matches!(kind, Block::Heading(_) | Block::Paragraph | Block::List { .. } | Block::Item | Block::Break)
    };
    !article.refs.is_empty()
        && article
            .nodes
            .iter()
            .all(|node| is_sober(node.kind) && (node.kind != Block::Paragraph || is_entry(node.span)))
}
