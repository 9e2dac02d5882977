//! Tables. Enters: rows of finished cells. Leaves: them as HTML, each as wide as the widest, the head marked as one. A column
//! is set as the author said; one of numbers of which nothing was said stands to the right.

use crate::model::block::Align;

/// A row.
pub(crate) struct Row {
    /// Whether its cells are headers.
    pub head: bool,
    /// What stands in its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Default)]
pub(crate) struct Cell {
    /// What stands in it.
    pub html: String,
    /// How its column is set.
    pub align: Align,
    /// Whether it holds a number; `None` when it holds nothing.
    pub number: Option<bool>,
}

/// Whether a cell's words are a number, a share, a sum or a range of them; `None` where there is nothing, or a dash for it.
pub(crate) fn is_number(words: &str) -> Option<bool> {
    let words = words.trim();
    let says = words.chars().any(char::is_alphanumeric);
    let plain = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,'’%‰+−–±~≈<>€$£¥()".contains(c);
    let rest = words.strip_prefix('-').unwrap_or(words);
    says.then(|| rest.chars().all(plain))
}

/// The rows of a table, each as wide as the widest.
pub(crate) fn html(rows: &[Row]) -> Option<String> {
    let widest = rows.iter().map(|row| row.cells.len()).max().filter(|widest| *widest > 0)?;
    let classes: Vec<&str> = (0..widest).map(|column| class(rows, column)).collect();
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
        for (column, class) in classes.iter().enumerate() {
            let html = row.cells.get(column).map_or("", |cell| &cell.html);
            let tag = if head && !html.trim().is_empty() { "th" } else { "td" };
            let scope = if tag == "th" { " scope=\"col\"" } else { "" };
            out.push_str(&format!("<{tag}{scope}{class}>{html}</{tag}>"));
        }
        out.push_str(if head { "</tr></thead>\n" } else { "</tr>\n" });
    }
    if rows.len() > usize::from(rows[0].head) {
        out.push_str("</tbody>");
    }
    Some(out)
}

/// The class of a column, as an attribute.
fn class(rows: &[Row], column: usize) -> &'static str {
    let cells = || rows.iter().filter_map(|row| Some((row.head, row.cells.get(column)?)));
    let said = cells().map(|(_, cell)| cell.align).find(|align| *align != Align::Natural);
    let numbers = || cells().filter(|(head, _)| !head).filter_map(|(_, cell)| cell.number);
    match said {
        Some(Align::Left) => " class=\"left\"",
        Some(Align::Middle) => " class=\"middle\"",
        Some(Align::Right) => " class=\"right\"",
        _ if numbers().next().is_some() && numbers().all(|number| number) => " class=\"number\"",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Row, html, is_number};
    use crate::model::block::Align;

    fn row(head: bool, words: [&str; 3]) -> Row {
        let cell = |(i, words): (usize, &&str)| Cell {
            html: (*words).to_owned(),
            align: if i == 1 { Align::Middle } else { Align::Natural },
            number: is_number(words),
        };
        Row { head, cells: words.iter().enumerate().map(cell).collect() }
    }

    #[test]
    fn columns_are_set_as_said_and_numbers_to_the_right() {
        let rows =
            [row(true, ["Gate", "Side", "Width"]), row(false, ["east", "left", "12"]), row(false, ["2a", "", "–"])];
        let html = html(&rows).unwrap_or_default();
        assert!(html.contains("<th scope=\"col\">Gate</th><th scope=\"col\" class=\"middle\">Side</th>"));
        assert!(html.contains("<td>east</td><td class=\"middle\">left</td><td class=\"number\">12</td>"));
    }

    #[test]
    fn numbers() {
        for words in ["12", "45–55 %", "-3", "€ 1,200.50", "~7"] {
            assert_eq!(is_number(words), Some(true), "{words}");
        }
        for words in ["2a", "2024-01-02", "three"] {
            assert_eq!(is_number(words), Some(false), "{words}");
        }
        assert_eq!((is_number(""), is_number("–")), (None, None));
    }
}
