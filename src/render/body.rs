//! The body as blocks. Enters: an article's tree of nodes. Leaves: flat block views in reading order, footnotes apart; the
//! inside of each is HTML made here, its wrapper stands in `templates/part/block.html`.

use super::code;
use super::html::{Html, escaped, prose};
use super::inline::Pen;
use super::table::rows;
use crate::model::block::{Block, Callout, Node};
use crate::model::reference::{RefKind, Reference};
use crate::text::Span;
use crate::text::lang::detect;
use serde::Serialize;

/// How deep blocks stand within blocks; what lies deeper is set as plain words.
const DEEPEST: usize = 32;

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
        Block::Figure => Some(escaped(pen.entry.shown.words(node.span)?.trim())),
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

fn callout_word(callout: Callout) -> &'static str {
    match callout {
        Callout::Note => "body.callout.note",
        Callout::Tip => "body.callout.tip",
        Callout::Important => "body.callout.important",
        Callout::Warning => "body.callout.warning",
        Callout::Caution => "body.callout.caution",
    }
}

fn anchor(pen: &Pen<'_>, at: usize) -> Option<String> {
    let anchors = pen.here.anchors(pen.slot);
    anchors.iter().find(|(node, _)| *node as usize == at).map(|(_, anchor)| anchor.to_string())
}

fn code_of<'p>(pen: &Pen<'p>, span: Span, language: Span) -> Option<(&'p str, &'p str)> {
    let text = pen.entry.shown.words(span)?;
    let name = if language.is_empty() { "" } else { pen.entry.shown.words(language).unwrap_or_default().trim() };
    if !language.is_empty() && span.contains(language) {
        let after = text.get((language.end - span.start) as usize..).unwrap_or_default();
        return Some((after.strip_prefix('\n').unwrap_or(after), name));
    }
    Some((text, name))
}

/// The children of the node at `at`, as indices.
pub(crate) fn children(nodes: &[Node], at: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut child = at + 1;
    while child < nodes[at].end as usize {
        out.push(child);
        child = (nodes[child].end as usize).max(child + 1);
    }
    out
}

/// What stands in a quotation, item, callout or footnote: its blocks, and words of its own between them.
pub(crate) fn flow(pen: &mut Pen<'_>, at: usize) -> Option<String> {
    let nodes = &pen.entry.article.nodes;
    let span = nodes[at].span;
    let children = children(nodes, at);
    if children.is_empty() || pen.depth >= DEEPEST {
        let wrap = !matches!(nodes[at].kind, Block::Item);
        return pen.inline(span).map(|html| if wrap { format!("<p>{html}</p>") } else { html });
    }
    let mut out = String::new();
    let mut from = span.start;
    pen.depth += 1;
    for child in children {
        gap(pen, from, nodes[child].span.start, &mut out);
        out.push_str(&inner(pen, child).unwrap_or_default());
        from = from.max(nodes[child].span.end);
    }
    pen.depth -= 1;
    gap(pen, from, span.end, &mut out);
    (!out.is_empty()).then_some(out)
}

/// Words between two children, unless they are only a list's or quotation's sign.
fn gap(pen: &mut Pen<'_>, from: u32, to: u32, out: &mut String) {
    if from >= to {
        return;
    }
    let span = Span { start: from, end: to };
    let letters = pen.entry.shown.words(span).map_or(0, |words| words.chars().filter(|c| c.is_alphabetic()).count());
    if letters > 1 {
        out.push_str(pen.inline(span).unwrap_or_default().trim());
    }
}

/// A block within a block.
fn inner(pen: &mut Pen<'_>, at: usize) -> Option<String> {
    let node = pen.entry.article.nodes[at];
    match node.kind {
        Block::List { start } => {
            let items = items(pen, at)?;
            Some(match start {
                None => format!("<ul>{items}</ul>"),
                Some(1) => format!("<ol>{items}</ol>"),
                Some(start) => format!("<ol start=\"{start}\">{items}</ol>"),
            })
        }
        Block::Quote | Block::Epigraph | Block::Callout(_) => {
            flow(pen, at).map(|html| format!("<blockquote>{html}</blockquote>"))
        }
        Block::Table => {
            let rows = rows(pen, at)?;
            let label = escaped(pen.here.words().get("body.inner_table"));
            Some(format!(
                "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"><table>{rows}</table></div>"
            ))
        }
        Block::Code { language } => {
            let (text, language) = code_of(pen, node.span, language)?;
            Some(format!("<pre tabindex=\"0\"><code>{}</code></pre>", code::block(text, language)))
        }
        Block::Heading(_) => {
            let id = anchor(pen, at).map_or_else(String::new, |id| format!(" id=\"{}\"", escaped(&id)));
            pen.inline(node.span).map(|html| format!("<p{id}><strong>{html}</strong></p>"))
        }
        Block::Break => Some("<hr>".to_owned()),
        Block::Paragraph | Block::Figure => pen.inline(node.span).map(|html| format!("<p>{html}</p>")),
        _ => flow(pen, at),
    }
}

fn items(pen: &mut Pen<'_>, at: usize) -> Option<String> {
    let mut out = String::new();
    for child in children(&pen.entry.article.nodes, at) {
        if let Some(html) = flow(pen, child) {
            out.push_str("<li>");
            out.push_str(&html);
            out.push_str("</li>\n");
        }
    }
    (!out.is_empty()).then_some(out)
}
