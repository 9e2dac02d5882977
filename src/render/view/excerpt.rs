//! What readers of an excerpt get of somebody else's text: sentences with their places, and names. Enters: an article of which
//! only an excerpt may be shown. Leaves: [`ExcerptView`]. Words come through `Shown` alone.

use crate::model::Slot;
use crate::model::block::Block;
use crate::model::dossier::Entry;
use crate::render::evidence;
use crate::render::here::Here;
use crate::render::html::{Html, prose};
use crate::text::Span;
use serde::Serialize;

/// An excerpt.
#[derive(Serialize)]
pub(crate) struct ExcerptView {
    /// Sentences in their order.
    pub passages: Vec<PassageView>,
    /// Names that it mentions.
    pub names: String,
    /// "An excerpt: 84 of 1,240 words".
    pub share: String,
}

/// A sentence or more that stand together.
#[derive(Serialize)]
pub(crate) struct PassageView {
    /// The words.
    pub html: Html,
    /// "paragraph 4 of 17"; empty where paragraphs are not numbered.
    pub place: String,
}

/// The excerpt of the article at `slot`.
pub(crate) fn new(here: Here<'_>, slot: Slot) -> ExcerptView {
    let entry = here.entry(slot);
    let words = here.words();
    let lang = &entry.article.lang.value;
    let (places, all) = paragraphs(entry);
    let passages = evidence::sentences_shown(entry).into_iter().map(|span| {
        let number = places.iter().find(|(_, paragraph)| paragraph.contains(span)).map(|(number, _)| *number);
        let place = number.map(|number| {
            words.fill("excerpt.place", &[("number", &words.number(number)), ("all", &words.number(all))])
        });
        let html = prose(entry.shown.words(span).unwrap_or_default(), lang);
        PassageView { html, place: place.unwrap_or_default() }
    });
    let mut names: Vec<String> = Vec::new();
    for name in entry.features.telling_names().filter_map(|at| entry.shown.words(at)) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            names.push(name);
        }
    }
    let (some, total) = (words.number(entry.borrowed), words.number(entry.article.words as usize));
    ExcerptView {
        passages: passages.collect(),
        names: names.join(words.get("lists.comma")),
        share: words.fill("excerpt.share", &[("some", &some), ("all", &total)]),
    }
}

/// The paragraphs that pages number, and how many there are.
fn paragraphs(entry: &Entry) -> (Vec<(usize, Span)>, usize) {
    let nodes = &entry.article.nodes;
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(node) = nodes.get(at) {
        if node.kind == Block::Paragraph {
            out.push((out.len() + 1, node.span));
        }
        at = (node.end as usize).max(at + 1);
    }
    let all = out.len();
    (out, all)
}
