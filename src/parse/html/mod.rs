//! A saved page. The reading text is what a browser shows, without markup; each stretch of it knows the line it came from.
//!
//! 1. [`dom`] reads the markup as browsers do, within bounds.
//! 2. [`meta`] gathers what the page says of itself outside its words, [`data`] what its JSON-LD does.
//! 3. [`flow`] cuts the visible words into stretches between blocks.
//! 4. [`features`] puts each stretch into numbers, [`content`] decides which are the article.
//! 5. [`whole`] sees to lists, tables, quotations and notes, which stay together.
//! 6. [`about`] weighs title, date and site of the markup against those of the visible page, [`people`] the authors.
//! 7. [`mod@write`] makes the reading text, its blocks and its account.
//!
//! [`missing`] sees whether the article is there at all, [`site`] which site it is from; [`unseen`] gathers what may be a marking where no reader looks.

mod about;
pub(super) mod address;
mod content;
mod data;
mod dom;
mod evidence;
mod features;
mod flow;
mod meta;
mod missing;
mod people;
mod site;
pub(super) mod table;
pub(super) mod tag;
mod unseen;
mod whole;
mod write;

pub(super) use flow::is_block;

use super::read::{Beyond, Guess, Read};
use crate::model::Reading;
use crate::model::account::Role;
use crate::model::article::Kind;
use crate::model::evidence::Witness;
use crate::text::{Lang, LineIndex, Span, lang, word};
use content::Verdict;
use dom::Dom;
use features::Told;
use flow::Flow;
use std::sync::Arc;
use write::Fate;

/// A page whose article has fewer words than this, and hides more, is read with what it hides.
const TOO_FEW: usize = 80;

/// A page of more stretches or bytes in them is shown as it stands: to weigh them would take longer than anybody waits.
fn beyond(flow: &Flow) -> Option<Beyond> {
    const PARAGRAPHS: usize = 40_000;
    const BYTES: usize = 6_000_000;
    let is_long = |length: usize, most, what| (length > most).then_some(Beyond::Long { most, what });
    let bytes = flow.stretches.iter().map(|stretch| stretch.words.len()).sum();
    is_long(flow.stretches.len(), PARAGRAPHS, "paragraphs").or_else(|| is_long(bytes, BYTES, "bytes of words"))
}

/// Reads the page `text`, whose language is `usual` unless it shows another, without the words that stand at `cut` of the
/// whole page's reading text.
pub(super) fn read(text: &str, usual: &Lang, cut: &[Span], witness: &Witness) -> Read {
    let mut dom = Dom::parse(text);
    if !cut.is_empty() {
        let (_, flow, places) = read_dom(&dom, text, usual, &Witness::default());
        let is_cut = |place: &Span| cut.iter().any(|span| span.overlaps(*place));
        let stretches = flow.stretches.iter().zip(&places).filter(|(_, place)| is_cut(place));
        let runs: Vec<dom::Id> = stretches.flat_map(|(stretch, _)| stretch.runs.iter().copied()).collect();
        runs.into_iter().for_each(|run| dom.blank(run));
    }
    read_dom(&dom, text, usual, witness).0
}

/// What is read of a page, with its stretches and where they stand in the reading text.
fn read_dom(dom: &Dom, text: &str, usual: &Lang, witness: &Witness) -> (Read, Flow, Vec<Span>) {
    let lines = LineIndex::new(text);
    let meta = meta::read(dom, text);
    let mut flow = flow::read(dom, false);
    let mut fates = judge(dom, &flow, &meta, usual);
    if told(&flow, &fates) < TOO_FEW {
        let unfolded = flow::read(dom, true);
        let others = judge(dom, &unfolded, &meta, usual);
        if told(&unfolded, &others) > told(&flow, &fates) * 3 {
            (flow, fates) = (unfolded, others);
        }
    }
    let unread = missing::read(&flow, &mut fates, text, &meta);
    let language = language(&flow, &fates, &meta, usual);
    let about = about::read(dom, &flow, &mut fates, &meta, &language);
    let (built, places) =
        write::write(dom, &flow, &fates, meta.base.as_deref().or(meta.address.as_deref()), text, &lines);
    witness.note(|| evidence::read(&look(dom, &flow, &meta, usual), &places));
    let has = |role: Role| fates.iter().any(|fate| matches!(fate, Fate::Part(other, _) if *other == role));
    let mut guess: Guess = about.guess(&places, &meta);
    guess.kind = Some(if told(&flow, &fates) == 0 { Kind::Page } else { about::kind(&guess, has) });
    let read = Read {
        reading: Reading { text: built.text.into(), origin: built.origin.into(), source: Some(Arc::from(text)) },
        parts: built.parts,
        nodes: built.nodes,
        marks: built.marks,
        refs: built.refs,
        facts: Vec::new(),
        relations: Vec::new(),
        guess,
        lines: u32::try_from(lines.spans().len()).unwrap_or(u32::MAX),
        unseen: unseen::read(dom, text),
        passages: Vec::new(),
        unread,
        beyond: beyond(&flow)
            .or(built.beyond)
            .or(dom.is_deep.then_some(Beyond::Deep { most: dom::DEEPEST, line: 0 }))
            .or(dom.stuffed.map(|line| Beyond::Stuffed { most: dom::ATTRIBUTES, line })),
    };
    (read, flow, places)
}

/// The stretches of a page in numbers.
struct Look {
    rows: Vec<features::Row>,
    /// Their words.
    sizes: Vec<usize>,
    /// The blocks that their blocks stand in.
    holders: Vec<dom::Id>,
}

fn look(dom: &Dom, flow: &Flow, meta: &meta::Meta, usual: &Lang) -> Look {
    let head: String =
        flow.stretches.iter().filter(|s| s.words.len() > 100).take(30).map(|s| s.words.as_str()).collect();
    let language = lang::detect(&head).unwrap_or_else(|| usual.clone());
    let title = meta.headlines.first().or(meta.titles.first()).unwrap_or(&meta.window);
    let rows = features::rows(dom, flow, &Told { title, body: &meta.body }, &language);
    let sizes: Vec<usize> = flow.stretches.iter().map(|s| word::count(&s.words)).collect();
    let holders: Vec<dom::Id> = flow.stretches.iter().map(|s| features::holder(dom, s.block)).collect();
    Look { rows, sizes, holders }
}

fn judge(dom: &Dom, flow: &Flow, meta: &meta::Meta, usual: &Lang) -> Vec<Fate> {
    if beyond(flow).is_some() {
        return vec![Fate::Body; flow.stretches.len()];
    }
    let Look { rows, sizes, holders } = look(dom, flow, meta, usual);
    let fate = |verdict: Verdict| match verdict {
        Verdict::Body => Fate::Body,
        Verdict::Apart(aside, rule) => Fate::Part(Role::Aside(aside), rule),
    };
    let mut fates: Vec<Fate> = content::judge(&rows, &sizes, &holders).into_iter().map(fate).collect();
    whole::complete((dom, flow), &sizes, &rows, meta.address.as_deref(), &mut fates);
    fates
}

/// Words of the body.
fn told(flow: &Flow, fates: &[Fate]) -> usize {
    flow.stretches.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Body).map(|(s, _)| word::count(&s.words)).sum()
}

/// The language that the article shows, else the one that the page declares.
fn language(flow: &Flow, fates: &[Fate], meta: &meta::Meta, usual: &Lang) -> Lang {
    let body = flow.stretches.iter().zip(fates).filter(|(_, fate)| **fate == Fate::Body).map(|(s, _)| s.words.as_str());
    let body: Vec<&str> = body.take(12).collect();
    let declared = meta.lang.as_deref().and_then(Lang::parse);
    lang::detect(&body.join("\n")).or(declared).unwrap_or_else(|| usual.clone())
}
