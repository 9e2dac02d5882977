//! Tables: which are of data, and where their cells stand.

use super::dom::{Dom, Id};
use super::flow::is_block;

/// The columns of a table: each keeps its place where a cell goes over several rows or columns.
#[derive(Default)]
pub(in crate::parse) struct Grid {
    /// How many rows below the cell of each column still goes over.
    left: Vec<usize>,
    /// The column of the next cell.
    pub column: usize,
    /// How many columns more the open cell goes over.
    pub more: usize,
    /// How many empty cells stand for others.
    empty: usize,
}

/// A table has no more empty cells than this that stand for others: some ask for millions.
const EMPTY: usize = 20_000;

impl Grid {
    /// Whether a cell from above goes over the next column; goes past it.
    pub fn is_covered(&mut self) -> bool {
        let left = self.left.get_mut(self.column).filter(|left| **left > 0);
        let covered = left.is_some() && self.empty < EMPTY;
        self.empty += usize::from(covered);
        left.into_iter().for_each(|left| *left -= 1);
        self.column += usize::from(covered);
        covered
    }

    /// Places a cell that goes over so many columns and rows.
    pub fn place(&mut self, columns: usize, rows: usize) {
        let columns = if self.empty + columns > EMPTY { 1 } else { columns };
        self.empty += columns - 1;
        self.left.resize(self.left.len().max(self.column + columns), 0);
        self.left[self.column..self.column + columns].fill(rows - 1);
        self.column += columns;
        self.more = columns - 1;
    }
}

/// Whether a table is one of data: some rows of several short cells, none of which holds blocks of its own.
pub(super) fn is_data(dom: &Dom, id: Id) -> bool {
    const LONGEST: usize = 300;
    const BLOCKS: usize = 3;
    let (mut rows, mut cells) = (0, 0);
    for below in dom.descendants(id) {
        match dom.name(below) {
            "tr" => rows += 1,
            "td" | "th" => {
                cells += span(dom.attribute(below, "colspan")) * span(dom.attribute(below, "rowspan"));
                let blocks = dom.descendants(below).filter(|&id| is_block(dom.name(id))).count();
                if blocks > BLOCKS || dom.words(below).len() > LONGEST {
                    return false;
                }
            }
            "table" => return false,
            _ => {}
        }
    }
    rows >= 2 && cells >= rows * 2
}

/// Whether the first table of `markup` is one of data.
pub(in crate::parse) fn holds_data(markup: &str) -> bool {
    let dom = Dom::parse(markup);
    dom.named("table").next().is_some_and(|id| is_data(&dom, id))
}

/// Over how many columns or rows a cell goes that says `value` of it.
pub(in crate::parse) fn span(value: Option<&str>) -> usize {
    const MOST: usize = 200;
    value.and_then(|n| n.trim().parse().ok()).unwrap_or(1).clamp(1, MOST)
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, Grid};

    #[test]
    fn cells_that_go_over_too_much_are_bounded() {
        let mut grid = Grid::default();
        let mut empty = 0;
        for _ in 0..2_000 {
            grid.column = 0;
            while grid.is_covered() {
                empty += 1;
            }
            grid.place(200, 200);
            empty += grid.more;
        }
        assert!(empty <= EMPTY && grid.left.len() <= 2 * EMPTY, "{empty}");
    }
}
