//! Tables. Enters: rows of finished cells. Leaves: them as HTML, each as wide as the widest, the head marked as one.

/// A row.
pub(crate) struct Row {
    /// Whether its cells are headers.
    pub head: bool,
    /// What stands in its cells.
    pub cells: Vec<String>,
}

/// The rows of a table, each as wide as the widest.
pub(crate) fn html(rows: &[Row]) -> Option<String> {
    let widest = rows.iter().map(|row| row.cells.len()).max().filter(|widest| *widest > 0)?;
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        let head = row.head && i == 0;
        out.push_str(if head {
            "<thead>"
        } else if i == 0 || (i == 1 && rows[0].head) {
            "<tbody>"
        } else {
            ""
        });
        out.push_str("<tr>");
        for column in 0..widest {
            let html = row.cells.get(column).map_or("", String::as_str);
            let tag = if head && !html.trim().is_empty() { "th" } else { "td" };
            let scope = if tag == "th" { " scope=\"col\"" } else { "" };
            out.push_str(&format!("<{tag}{scope}>{html}</{tag}>"));
        }
        out.push_str(if head { "</tr></thead>\n" } else { "</tr>\n" });
    }
    if rows.len() > usize::from(rows[0].head) {
        out.push_str("</tbody>");
    }
    Some(out)
}
