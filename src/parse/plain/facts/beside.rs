//! Which statements a relation or source belongs to by where it stands: right below them, or above them in a block of its own.

use super::super::page::Page;
use super::Row;
use std::ops::Range;

/// A run of neighbours of one kind: statements by their numbers, or lines about them by their units.
enum Run {
    Statements(Range<usize>),
    About(Vec<usize>),
}

/// For each unit that `is_kind`, the statements it stands beside; nothing when the layout does not show it for every one, or
/// shows the same for all. `facts` are the units of the statements.
pub(super) fn read(
    page: &Page<'_>,
    rows: &[Row],
    facts: &[usize],
    is_kind: impl Fn(Row) -> bool,
) -> Option<Vec<(usize, Range<usize>)>> {
    let blocks = blocks(page, rows, facts);
    let kinds = rows.iter().filter(|row| is_kind(**row)).count();
    let below = |block: &[Run]| attached(block.windows(2).map(|two| (&two[0], &two[1])));
    let above = |block: &[Run]| match block {
        [about @ Run::About(_), statements @ Run::Statements(_)] => attached([(statements, about)].into_iter()),
        _ => Vec::new(),
    };
    [&below as &dyn Fn(&[Run]) -> Vec<(usize, Range<usize>)>, &above].into_iter().find_map(|layout| {
        let mut found: Vec<(usize, Range<usize>)> = blocks.iter().flat_map(|block| layout(block)).collect();
        found.retain(|(at, _)| is_kind(rows[*at]));
        let differ = found.windows(2).any(|two| two[0].1 != two[1].1);
        (found.len() == kinds && differ).then_some(found)
    })
}

fn attached<'r>(pairs: impl Iterator<Item = (&'r Run, &'r Run)>) -> Vec<(usize, Range<usize>)> {
    let mut out = Vec::new();
    for pair in pairs {
        if let (Run::Statements(facts), Run::About(units)) = pair {
            out.extend(units.iter().map(|at| (*at, facts.clone())));
        }
    }
    out
}

/// Runs that no blank line and nothing else parts. Where every line stands alone, blank lines part nothing.
fn blocks(page: &Page<'_>, rows: &[Row], facts: &[usize]) -> Vec<Vec<Run>> {
    let there: Vec<usize> = (0..rows.len()).filter(|&at| !page.units[at].core.is_empty()).collect();
    let is_row = |at: usize| matches!(rows[at], Row::Statement(_) | Row::Relation | Row::Source);
    let gap = |one: usize, other: usize| {
        page.lines.line(page.units[other].core.start) - page.lines.line(page.units[one].core.end.max(1) - 1)
    };
    let neighbours = || there.windows(2).filter(|two| is_row(two[0]) && is_row(two[1]));
    let tight = neighbours().map(|two| gap(two[0], two[1])).min().unwrap_or(1);
    let mut blocks: Vec<Vec<Run>> = Vec::new();
    for (i, &at) in there.iter().enumerate().filter(|(_, at)| is_row(**at)) {
        let goes_on = i.checked_sub(1).is_some_and(|last| is_row(there[last]) && gap(there[last], at) <= tight);
        if !goes_on {
            blocks.push(Vec::new());
        }
        let Some(block) = blocks.last_mut() else { continue };
        let fact = facts.binary_search(&at).ok();
        match (block.last_mut(), fact) {
            (Some(Run::Statements(run)), Some(fact)) => run.end = fact + 1,
            (Some(Run::About(run)), None) => run.push(at),
            (_, Some(fact)) => block.push(Run::Statements(fact..fact + 1)),
            (_, None) => block.push(Run::About(vec![at])),
        }
    }
    blocks
}
