//! Blocks within blocks. Enters: a node of an article's tree. Leaves: what stands in it as HTML, wrappers of inner blocks
//! included; `None` where nothing of it may be shown.

use super::code;
use super::html::escaped;
use super::inline::Pen;
use super::picture::picture;
use super::table::{self, Cell, Row};
use crate::model::block::{Align, Block, Callout, Node};
use crate::text::Span;

/// How deep blocks stand within blocks; what lies deeper is set as plain words.
const DEEPEST: usize = 32;

/// The children of the node at `at`, as indices.
fn children(nodes: &[Node], at: usize) -> Vec<usize> {
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
        let begins = match nodes[child].kind {
            // the name of a language is shown with the code, if at all
            Block::Code { language } if !language.is_empty() => language.start,
            _ => nodes[child].span.start,
        };
        gap(pen, from, begins, &mut out);
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
        Block::Quote | Block::Epigraph => flow(pen, at).map(|html| format!("<blockquote>{html}</blockquote>")),
        Block::Callout(callout) => {
            let label = escaped(pen.here.words().get(callout_word(callout)));
            flow(pen, at).map(|html| {
                format!("<div class=\"callout\" role=\"note\"><p class=\"callout-kind\">{label}</p>{html}</div>")
            })
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
        Block::Figure if let Some(picture) = picture(pen, node.span) => Some(picture.html()),
        Block::Figure => {
            let label = escaped(pen.here.words().get("body.picture"));
            pen.inline(node.span).map(|html| format!("<p class=\"figure\"><b>{label}</b> {html}</p>"))
        }
        Block::Paragraph => pen.inline(node.span).map(|html| format!("<p>{html}</p>")),
        _ => flow(pen, at),
    }
}

/// What a callout is called.
pub(crate) fn callout_word(callout: Callout) -> &'static str {
    match callout {
        Callout::Note => "body.callout.note",
        Callout::Tip => "body.callout.tip",
        Callout::Important => "body.callout.important",
        Callout::Warning => "body.callout.warning",
        Callout::Caution => "body.callout.caution",
    }
}

/// The items of a list.
pub(crate) fn items(pen: &mut Pen<'_>, at: usize) -> Option<String> {
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

/// Rows of a table.
pub(crate) fn rows(pen: &mut Pen<'_>, at: usize) -> Option<String> {
    let nodes = &pen.entry.article.nodes;
    let mut rows = Vec::new();
    for row in children(nodes, at) {
        let cells = children(nodes, row).into_iter().map(|at| cell(pen, at)).collect();
        rows.push(Row { head: matches!(nodes[row].kind, Block::Row { head: true }), cells });
    }
    table::html(&rows)
}

fn cell(pen: &mut Pen<'_>, at: usize) -> Cell {
    let node = pen.entry.article.nodes[at];
    let html = if node.end as usize > at + 1 { flow(pen, at) } else { pen.inline(node.span) };
    let align = if let Block::Cell(align) = node.kind { align } else { Align::Natural };
    let number = pen.entry.shown.words(node.span).and_then(table::is_number);
    Cell { html: html.unwrap_or_default(), align, number }
}

/// The id of the heading at `at`.
pub(crate) fn anchor(pen: &Pen<'_>, at: usize) -> Option<String> {
    let anchors = pen.here.anchors(pen.slot);
    let own = anchors.binary_search_by_key(&at, |(node, _)| *node as usize).ok()?;
    Some(pen.here.placed(pen.slot, anchors[own].1.to_string()))
}

/// A block of code and the name of its language.
pub(crate) fn code_of<'p>(pen: &Pen<'p>, span: Span, language: Span) -> Option<(&'p str, &'p str)> {
    let text = pen.entry.shown.words(span)?;
    let name = if language.is_empty() { "" } else { pen.entry.shown.words(language).unwrap_or_default().trim() };
    if !language.is_empty() && span.contains(language) {
        let after = text.get((language.end - span.start) as usize..).unwrap_or_default();
        return Some((after.strip_prefix('\n').unwrap_or(after), name));
    }
    Some((text, name))
}
