//! Words that are for fewer readers than the rest of their article, and what else the owner says of how much of it leaves.
//! Enters: `[[passage]]`, `rights` and `withdrawn` as written. Leaves: passages as spans of the reading text, and what the whole
//! article counts as where one is not found. Better withheld than let go: what cannot be read counts as its strictest reading.

use super::corrections::Corrections;
use super::read::Read;
use super::written::File;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::account::{Drawn, Role, Said};
use crate::model::article::Passage;
use crate::model::block::Block;
use crate::model::config::Rights;
use crate::model::{How, Marking, Parsed, Reading};
use crate::text::anchor::{Anchor, Ground, Sought};
use crate::text::fields::{Field, Node, Value};
use crate::text::{LineIndex, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Lines with a marking of their own, as the owner said them.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    pub marking: Marking,
    pub anchor: Anchor,
    /// Where that was said.
    pub place: Place,
}

impl File<'_> {
    /// Tables of lines with a marking. One that cannot be read is of unknown words: the whole article counts as RED.
    pub(super) fn passages(&self, field: &Field, all: &mut Corrections) {
        let nodes: Vec<&Node> = match &field.node.value {
            Value::List(nodes) => nodes.iter().collect(),
            _ => vec![&field.node],
        };
        for node in nodes {
            match self.passage(field, node) {
                Ok(marked) => all.passages.push(marked),
                Err(fault) => {
                    self.withhold(&node.at, all);
                    all.faults.push(fault.note("until it can be read, the whole article counts as RED"));
                }
            }
        }
    }

    fn passage(&self, field: &Field, node: &Node) -> Result<Marked, Box<Diagnostic>> {
        let (anchor, others, place) = self.lines(field, node, &["marking"])?;
        let Some(marking) = others.first() else {
            let message = "it is not said for whom these lines are".to_owned();
            return Err(self.wrong(&node.at, message, "add `marking = \"amber\"`, or what you mean"));
        };
        Ok(Marked { marking: self.marking_of(marking)?, anchor, place })
    }

    /// How much of the article readers see; what cannot be read counts as the least. Front matter is shared with other programs,
    /// which mean a notice by it.
    pub(super) fn rights(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let written = field.node.text().unwrap_or_else(|| field.node.value.described());
        let folded = written.trim().to_lowercase();
        if let Some(rights) = Rights::ALL.into_iter().find(|rights| rights.name() == folded) {
            all.rights.get_or_insert(self.found(rights));
            return Ok(());
        }
        let near = did_you_mean(&folded, Rights::ALL.map(Rights::name));
        if self.how == How::FrontMatter && near.is_none() {
            return Ok(());
        }
        all.rights.get_or_insert(self.found(Rights::LinkOnly));
        let names = Rights::ALL.map(Rights::name);
        let hint =
            near.map_or_else(|| format!("write one of: {}", names.join(", ")), |n| format!("did you mean `{n}`?"));
        Err(self.wrong(
            &field.node.at,
            format!("`{written}` says not how much readers see; it counts as `link-only`"),
            hint,
        ))
    }

    /// Why the article was taken back; nothing where it is said not to be. What is no reason is one all the same.
    pub(super) fn withdrawn(&self, field: &Field) -> Result<Option<Arc<str>>, Box<Diagnostic>> {
        match &field.node.value {
            Value::Bool(false) => Ok(None),
            Value::Bool(true) | Value::Empty => Ok(Some(Arc::from(""))),
            Value::Text(text) if text.trim().is_empty() => Ok(Some(Arc::from(""))),
            _ => self.line(field).map(Some),
        }
    }
}

/// Passages as they stand.
pub(super) struct Found {
    /// Sorted.
    pub passages: Box<[Passage]>,
    /// As the owner said them.
    pub drawn: Vec<Drawn>,
    /// The strictest of those that were not found, and where it was said.
    pub lost: Option<(Marking, Place)>,
}

/// The passages as they stand, and the strictest of those that were not found, each of which is told.
pub(super) fn find(read: &Read, marked: &[Marked], faults: &mut Vec<Diagnostic>) -> Found {
    let mut out: Vec<Passage> = read.passages.clone();
    let mut lost: Option<(Marking, Place)> = None;
    let mut drawn = Vec::new();
    if !marked.is_empty() {
        let ground = Ground::new(&read.reading.text);
        for one in marked {
            let at = match ground.seek(&one.anchor) {
                Sought::At(spans) => spans,
                sought => {
                    faults.push(unfound(one, &sought));
                    if lost.as_ref().is_none_or(|(marking, _)| *marking < one.marking) {
                        lost = Some((one.marking, one.place.clone()));
                    }
                    Vec::new()
                }
            };
            out.extend(at.iter().map(|at| Passage { at: *at, marking: one.marking }));
            drawn.push(Drawn { said: Said::Marked(one.marking), anchor: one.anchor.clone(), at });
        }
    }
    out.sort();
    out.dedup();
    Found { passages: out.into(), drawn, lost }
}

fn unfound(marked: &Marked, sought: &Sought) -> Diagnostic {
    let words = marked.anchor.from.as_deref().or(marked.anchor.to.as_deref()).unwrap_or_default();
    let why = match sought {
        Sought::Changed => format!("the passage that begins with `{words}` has other words now"),
        Sought::Several(n) => format!("{n} passages begin with `{words}`"),
        _ => format!("the passage at `{words}` is not there any more"),
    };
    let hint = match sought {
        Sought::Several(_) => "give more of the first words, or the words before them as `after`",
        _ => "look at the lines, say it anew with `briefbook set FILE --mark LINES=MARKING`, and delete this one",
    };
    Diagnostic::new(Code::LostPassage, marked.place.clone(), why, hint)
        .note(format!("the whole article counts as {} until then", marked.marking))
}

/// What is taken out of a seed before it is read: the lines of its passages.
pub(super) struct Cut {
    /// In the reading text of the whole seed.
    pub spans: Vec<Span>,
    /// Lines of the seed, sorted.
    lines: Vec<u32>,
}

impl Cut {
    pub(super) fn new(reading: &Reading, spans: &[Span]) -> Self {
        let lines = |span: &Span| {
            let lines = reading.lines(*span);
            lines.first..=lines.last
        };
        let mut all: Vec<u32> = spans.iter().flat_map(lines).collect();
        all.sort_unstable();
        all.dedup();
        Self { spans: spans.to_vec(), lines: all }
    }

    /// `text` without the lines.
    pub(super) fn out_of(&self, text: &str) -> String {
        let index = LineIndex::new(text);
        let starts = || index.spans().iter().map(|line| line.start as usize);
        let ends = starts().skip(1).chain([text.len()]);
        let kept = starts().zip(ends).zip(1u32..).filter(|(_, number)| self.lines.binary_search(number).is_err());
        kept.map(|((start, end), _)| &text[start..end]).collect()
    }

    /// Gives everything that was read of what was left the line that it has in the whole seed.
    pub(super) fn restore(&self, read: &mut Read) {
        let last = read.reading.origin.last().map_or(0, |&(_, line)| line);
        let last = read.refs.iter().map(|reference| reference.place.0).max().unwrap_or(0).max(last);
        let kept: Vec<u32> =
            (1u32..).filter(|line| self.lines.binary_search(line).is_err()).take(last as usize).collect();
        let whole = |line: u32| (line as usize).checked_sub(1).and_then(|at| kept.get(at)).copied().unwrap_or(line);
        read.reading.origin.iter_mut().for_each(|(_, line)| *line = whole(*line));
        read.refs.iter_mut().for_each(|reference| reference.place.0 = whole(reference.place.0));
    }
}

/// Whether words beside the passages at `spans` are other things in `left` than in `whole`: what was set aside is read, or code is
/// none any more, or the other way about.
pub(super) fn breaks(whole: &Parsed, left: &Parsed, spans: &[Span]) -> bool {
    let lines = |parsed: &Parsed, spans: &mut dyn Iterator<Item = Span>| -> BTreeSet<u32> {
        let lines = spans.map(|span| parsed.reading.lines(span));
        lines.flat_map(|lines| lines.first..=lines.last).collect()
    };
    let code = |parsed: &Parsed| {
        let code = parsed.article.nodes.iter().filter(|node| matches!(node.kind, Block::Code { .. }));
        lines(parsed, &mut code.map(|node| node.span))
    };
    let of = |parsed: &Parsed, is: &dyn Fn(Role) -> bool| {
        lines(parsed, &mut parsed.article.parts.iter().filter(|part| is(part.role)).map(|part| part.span))
    };
    let cut = lines(whole, &mut spans.iter().copied());
    let aside = of(whole, &|role| matches!(role, Role::Aside(_)));
    let read = of(left, &|role| !matches!(role, Role::Aside(_)));
    let read_before = of(whole, &|role| !matches!(role, Role::Aside(_)));
    let beside = |line: &&u32| !cut.contains(line);
    aside.iter().filter(beside).any(|line| read.contains(line) && !read_before.contains(line))
        || code(whole).symmetric_difference(&code(left)).any(|line| !cut.contains(line))
}
