//! The body as blocks. Enters: an article's tree of nodes. Leaves: flat block views in reading order, footnotes apart; the
//! inside of each is HTML made here, its wrapper stands in `templates/part/block.html`.

use super::code;
use super::flow::{anchor, callout_word, code_of, flow, items, rows};
use super::html::{Html, prose};
use super::inline::Pen;
use super::picture::{PictureView, picture};
use super::view::frame::{Tlp, tlp};
use crate::model::block::Block;
use crate::model::reference::{RefKind, Reference};
use crate::text::Span;
use crate::text::lang::detect;
use serde::Serialize;

/// One block as `part/block.html` sees it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BlockView {
    /// `heading`, `paragraph`, `list`, `ordered`, `quote`, `epigraph`, `callout`, `table`, `code`, `figure` or `break`.
    pub kind: &'static str,
    /// Its id on the page.
    pub id: Option<String>,
    /// A paragraph's number, from 1.
    pub number: Option<u32>,
    /// A heading's level, 2 to 6, without gaps.
    pub level: u8,
    /// What stands in it.
    pub html: Html,
    /// Its language, where that is not the article's.
    pub lang: Option<String>,
    /// The first number of an ordered list, where that is not 1.
    pub start: Option<u32>,
    /// What it is called: a callout's kind, a table's or code's name for those who do not see it.
    pub label: String,
    /// What an epigraph is taken from.
    pub source: Option<Html>,
    /// The picture of a figure that is shown; then there is no `html`.
    pub picture: Option<PictureView>,
    /// For whom it is, where that was said of it alone.
    pub marking: Option<Tlp>,
}

/// A footnote with the ways back to its numbers.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NoteView {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: usize,
    /// Its text.
    pub html: Html,
    /// Ids of the places that carry its number.
    pub backs: Vec<String>,
}

/// A body that may be shown.
#[derive(Default)]
pub(crate) struct Body {
    /// Blocks in reading order.
    pub blocks: Vec<BlockView>,
    /// Footnotes by number.
    pub notes: Vec<NoteView>,
}

/// Reads the tree of the pen's article.
pub(crate) fn read(pen: &mut Pen<'_>) -> Body {
    let nodes = &pen.entry.article.nodes;
    let mut body = Body::default();
    let mut notes: Vec<(u16, String)> = Vec::new();
    let (mut at, mut paragraphs, mut tables, mut levels) = (0, 0, 0, Vec::new());
    while let Some(node) = nodes.get(at) {
        let end = (node.end as usize).max(at + 1);
        match node.kind {
            Block::Paragraph => paragraphs += 1,
            Block::Table => tables += 1,
            _ => {}
        }
        if let Block::Footnote(index) = node.kind {
            notes.extend(flow(pen, at).map(|html| (index, html)));
        } else if let Some(mut view) = block(pen, at) {
            view.marking = pen.entry.article.marking_at(node.span).map(|marking| tlp(pen.here, marking));
            match node.kind {
                Block::Heading(level) => view.level = depth(&mut levels, level),
                Block::Paragraph => {
                    view.number = Some(paragraphs);
                    view.id = Some(pen.here.own_id(pen.slot, format!("p{paragraphs}")));
                }
                Block::Table => view.label = pen.here.words().fill("body.table", &[("n", &tables.to_string())]),
                _ => {}
            }
            body.blocks.push(view);
        }
        at = end;
    }
    notes.sort_by_key(|(index, _)| *index);
    notes.dedup_by_key(|(index, _)| *index);
    body.notes = notes.into_iter().map(|(index, html)| note(pen, index, html)).collect();
    body
}

/// A heading's level on the page: one deeper than the heading it stands under, whatever its own number says.
fn depth(levels: &mut Vec<u8>, level: u8) -> u8 {
    while levels.last().is_some_and(|last| *last >= level) {
        levels.pop();
    }
    levels.push(level);
    u8::try_from(levels.len() + 1).unwrap_or(6).min(6)
}

fn note(pen: &Pen<'_>, index: u16, html: String) -> NoteView {
    NoteView {
        id: pen.here.own_id(pen.slot, format!("fn-{}", index + 1)),
        number: usize::from(index) + 1,
        html: Html(html),
        backs: pen.notes.get(&index).cloned().unwrap_or_default(),
    }
}

fn block(pen: &mut Pen<'_>, at: usize) -> Option<BlockView> {
    let node = pen.entry.article.nodes[at];
    let mut view = BlockView { kind: kind(node.kind), ..BlockView::default() };
    let html = match node.kind {
        Block::Heading(_) => {
            view.id = anchor(pen, at);
            pen.inline(node.span)
        }
        Block::List { start } => {
            view.start = start.filter(|start| *start != 1);
            items(pen, at)
        }
        Block::Quote | Block::Epigraph => {
            let words = pen.entry.shown.words(node.span).and_then(detect);
            view.lang = words
                .filter(|lang| lang.primary() != pen.entry.article.lang.value.primary())
                .map(|lang| lang.to_string());
            view.source = (node.kind == Block::Epigraph).then(|| taken_from(pen, node.span)).flatten();
            flow(pen, at)
        }
        Block::Callout(callout) => {
            view.label = pen.here.words().get(callout_word(callout)).to_owned();
            flow(pen, at)
        }
        Block::Table => rows(pen, at),
        Block::Code { language } => {
            let (text, language) = code_of(pen, node.span, language)?;
            view.label = pen.here.words().fill("body.code", &[("language", language)]).trim_end().to_owned();
            Some(code::block(text, language))
        }
        Block::Break => return Some(view),
        Block::Figure if let Some(picture) = picture(pen, node.span) => {
            view.picture = Some(picture);
            return Some(view);
        }
        _ => pen.inline(node.span),
    };
    view.html = Html(html?);
    (!view.html.is_empty()).then_some(view)
}

/// The citation that stands right below an epigraph.
fn taken_from(pen: &Pen<'_>, epigraph: Span) -> Option<Html> {
    let below = |reference: &&Reference| {
        reference.kind == RefKind::Citation && !reference.inline && reference.at.start >= epigraph.end
    };
    let reference = pen.entry.article.refs.iter().filter(below).min_by_key(|reference| reference.at)?;
    Some(prose(pen.entry.shown.words(reference.at)?, &pen.entry.article.lang.value))
}

fn kind(block: Block) -> &'static str {
    match block {
        Block::Heading(_) => "heading",
        Block::List { start: None } => "list",
        Block::List { start: Some(_) } => "ordered",
        Block::Quote => "quote",
        Block::Epigraph => "epigraph",
        Block::Callout(_) => "callout",
        Block::Table => "table",
        Block::Code { .. } => "code",
        Block::Figure => "figure",
        Block::Break => "break",
        _ => "paragraph",
    }
}
