//! Quotations that a text sets apart: lines behind ">", and lines that are indented where the article's other lines are not.

use super::page::{Ending, PROSE, Page, starts_item};
use std::ops::Range;

/// By how much the lines of a quotation are indented at least, in columns.
const INDENT: usize = 2;
/// Columns of a tab.
const TAB: usize = 4;
/// Words that an indented quotation has at least.
const WORDS: usize = 6;

/// Finds them: the lines of an indented one become one unit. `page.quoted` holds the units of each.
pub(super) fn read(page: &mut Page<'_>) {
    let mut found: Vec<Range<usize>> = runs(page, |page, at| page.words(at).starts_with('>'));
    let indented = runs(page, |page, at| indent(page, at) >= INDENT);
    let could = !indented.is_empty() && has_own_margin(page);
    for run in indented {
        if could && is_indented_quotation(page, &run) {
            run.clone().skip(1).for_each(|next| page.join(run.start, next));
            found.push(run.start..run.start + 1);
        }
    }
    found.sort_by_key(|run| run.start);
    page.quoted = found;
}

/// Units of neighbouring lines that are all so.
fn runs(page: &Page<'_>, is_so: impl Fn(&Page<'_>, usize) -> bool) -> Vec<Range<usize>> {
    let line = |at: usize| page.lines.line(page.units[at].core.start);
    let could = |at: usize| page.units[at].is_open() && is_so(page, at);
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in (0..page.units.len()).filter(|&at| could(at)) {
        match out.last_mut().filter(|run| run.end == at && line(at) == line(at - 1) + 1) {
            Some(run) => run.end = at + 1,
            None => out.push(at..at + 1),
        }
    }
    out
}

/// By how many columns the line of a unit is indented.
fn indent(page: &Page<'_>, at: usize) -> usize {
    let start = page.units[at].core.start;
    let before = &page.text[..start as usize];
    if !before.ends_with([' ', '\t', '\u{a0}']) {
        return 0;
    }
    let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    before[line..].chars().map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

/// Whether most paragraphs of the text are not indented.
fn has_own_margin(page: &Page<'_>) -> bool {
    let prose = || (0..page.units.len()).filter(|&at| page.units[at].words >= PROSE);
    prose().filter(|&at| indent(page, at) >= INDENT).count() * 2 < prose().count().max(1)
}

/// Whether a run of indented lines is a quotation: a whole sentence below a paragraph or a colon of the text, with nothing else in
/// the lines right above and below.
fn is_indented_quotation(page: &Page<'_>, run: &Range<usize>) -> bool {
    let line = |at: usize| page.lines.line(page.units[at].core.start);
    let Some(above) = run.start.checked_sub(1) else { return false };
    let last = run.end - 1;
    let is_apart =
        line(above) + 1 < line(run.start) && page.units.get(run.end).is_none_or(|_| line(run.end) > line(last) + 1);
    let words: usize = page.units[run.clone()].iter().map(|unit| unit.words).sum();
    let announced =
        page.units[above].is_open() && (page.units[above].ending == Ending::Colon || page.units[above].is_prose());
    is_apart
        && announced
        && words >= WORDS
        && page.units[last].ending == Ending::Stop
        && !run.clone().any(|at| starts_item(page.words(at)).is_some() || page.table(at).is_some())
}
