//! What a text says of who may read it: TLP labels, named markings, and the words that offices put on papers that are not for
//! everybody. Text comes in; signs with their places and their force go out. What they mean for an article is not decided here.

mod label;
mod words;

use super::LineIndex;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

pub use words::by_name;

/// One place that speaks of who may read the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Where, in bytes of the text given.
    pub at: Range<usize>,
    /// What it says.
    pub says: Says,
    /// How surely it speaks of the text itself.
    pub force: Force,
}

/// What a sign says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// A colour of the Traffic Light Protocol, as `Marking::parse` reads it.
    Colour(&'static str),
    /// A marking whose colour cannot be read, or a word for papers that are not for everybody.
    Closed,
    /// It is unfinished.
    Draft,
}

/// How surely a sign speaks of the text that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// It may be talk of markings, or another text's.
    Doubt,
    /// A word that offices use, on a line of its own.
    Word,
    /// A label of the Traffic Light Protocol.
    Label,
}

/// How many lines with words are the head of a text.
pub const HEAD: usize = 15;

/// How many of these are the first that a reader sees.
const TOP: usize = 3;

/// How many are its foot.
const FOOT: usize = 3;

/// Longest line that is looked at as a line, in bytes; longer ones are prose.
const SHORT: usize = 200;

/// Most words of a line that is no prose.
const FEW: usize = 12;

/// Every sign in `text`, in the order of their places.
#[must_use]
pub fn signs(text: &str) -> Vec<Sign> {
    let index = LineIndex::new(text);
    let lines: Vec<Range<usize>> =
        index.spans().iter().map(|span| span.range()).filter(|at| !text[at.clone()].trim().is_empty()).collect();
    let may_label = label::may_hold(text);
    let mut out = Vec::new();
    for (n, at) in lines.iter().enumerate() {
        let written = &text[at.clone()];
        let is_edge = n < HEAD || n + FOOT >= lines.len();
        let line = plain(written);
        let around = Around { before: n.checked_sub(1).map(|n| &text[lines[n].clone()]), is_edge };
        let told = may_label.then(|| label::of_line(&line, &around)).flatten();
        let told = told.or_else(|| {
            let behind = lines[n + 1..].iter().take(3).map(|next| &text[next.clone()]);
            let is_top = n < TOP && lines[..n].iter().all(|above| !is_prose(&text[above.clone()]));
            let stands = words::Stands { is_top, is_head: n < HEAD, is_edge };
            let look = || words::of_line(&line, &behind.collect::<Vec<_>>(), stands);
            (written.len() <= SHORT).then(look).flatten()
        });
        if let Some((says, force)) = told {
            let place = place(written, force);
            out.push(Sign { at: at.start + place.start..at.start + place.end, says, force });
        }
    }
    out
}

/// Whether a line is a sentence of some length.
fn is_prose(line: &str) -> bool {
    line.split_whitespace().count() > FEW && line.trim_end().ends_with(['.', '!', '?', '”', '"'])
}

/// Whether any line of `text` may hold a label of the Traffic Light Protocol.
#[must_use]
pub fn may_label(text: &str) -> bool {
    label::may_hold(text)
}

/// What one line that stands by itself says: a name, a value, a line of settings.
#[must_use]
pub fn alone(line: &str) -> Option<(Says, Force)> {
    let line = plain(line);
    label::of_line(&line, &Around { before: None, is_edge: true })
}

/// What the name of a file or folder says: as [`alone`], or a word of handling that is all of it.
#[must_use]
pub fn of_name(name: &str, is_folder: bool) -> Option<(Says, Force)> {
    let spaced: String = plain(name).chars().map(|c| if matches!(c, '_' | '-') { ' ' } else { c }).collect();
    alone(&spaced).or_else(|| words::of_name(&spaced, is_folder))
}

/// What stands around a line.
struct Around<'a> {
    before: Option<&'a str>,
    /// Whether it stands at the text's head or foot.
    is_edge: bool,
}

/// Where the words of a line stand, or where the label does in a long one or in talk.
fn place(line: &str, force: Force) -> Range<usize> {
    let start = line.len() - line.trim_start().len();
    let whole = start..start + line.trim().len();
    if line.len() <= SHORT && force > Force::Doubt {
        return whole;
    }
    label::place(line).unwrap_or(whole)
}

/// Words as a reader takes them: width and letter-like signs folded, what nobody sees left out. Letter case stays.
fn plain(line: &str) -> Cow<'_, str> {
    if line.is_ascii() || !line.contains(is_odd) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(
        line.nfkc().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')).collect(),
    )
}

/// Characters that look like others, or like nothing.
fn is_odd(c: char) -> bool {
    !c.is_ascii()
        && matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{2100}'..='\u{214f}'
        | '\u{2460}'..='\u{24ff}' | '\u{fe10}'..='\u{ff65}' | '\u{1d400}'..='\u{1d7ff}' | '\u{1f100}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests;
