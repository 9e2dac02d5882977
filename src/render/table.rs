//! Tables. Enters: a table's node. Leaves: its rows as HTML, each as wide as the widest, the head marked as one.

use super::body::{children, flow};
use super::inline::Pen;
use crate::model::block::Block;

/// Rows of a table, each as wide as the widest.
pub(crate) fn rows(pen: &mut Pen<'_>, at: usize) -> Option<String> {
    let nodes = &pen.entry.article.nodes;
    let rows: Vec<(bool, Vec<usize>)> = children(nodes, at)
        .into_iter()
        .map(|row| (matches!(nodes[row].kind, Block::Row { head: true }), children(nodes, row)))
        .collect();
    let widest = rows.iter().map(|(_, cells)| cells.len()).max().filter(|widest| *widest > 0)?;
    let mut out = String::new();
    for (i, (head, cells)) in rows.iter().enumerate() {
        let head = *head && i == 0;
        out.push_str(if head {
            "<thead>"
        } else if i == 0 || (i == 1 && rows[0].0) {
            "<tbody>"
        } else {
            ""
        });
        out.push_str("<tr>");
        for column in 0..widest {
            let html = cells.get(column).and_then(|cell| flow_cell(pen, *cell)).unwrap_or_default();
            let tag = if head && !html.trim().is_empty() { "th" } else { "td" };
            let scope = if tag == "th" { " scope=\"col\"" } else { "" };
            out.push_str(&format!("<{tag}{scope}>{html}</{tag}>"));
        }
        out.push_str(if head { "</tr></thead>\n" } else { "</tr>\n" });
    }
    if rows.len() > usize::from(rows[0].0) {
        out.push_str("</tbody>");
    }
    Some(out)
}

fn flow_cell(pen: &mut Pen<'_>, at: usize) -> Option<String> {
    let node = pen.entry.article.nodes[at];
    if node.end as usize > at + 1 { flow(pen, at) } else { pen.inline(node.span) }
}
