//! Whether the article is missing from a page: the site shows it to subscribers, a script fetches it, or nothing looks like one.
//! In: the page's stretches with their fates. Out: what keeps it, and the call to subscribe set aside.

use super::flow::Flow;
use super::meta::Meta;
use super::told;
use super::write::Fate;
use crate::lexicon::boilerplate;
use crate::model::account::{Aside, Role, Rule};
use crate::parse::read::Unread;
use crate::text::fold::fold_title;
use crate::text::word;

const GATE: Rule = Rule { name: "gate", why: "says that only subscribers read on, where the words end" };
/// An article of fewer words may be a beginning.
const CUT: usize = 250;

/// Why the article is missing, if it is.
pub(super) fn read(flow: &Flow, fates: &mut [Fate], text: &str, meta: &Meta) -> Option<Unread> {
    const NONE: usize = 40;
    const PAGE: usize = 8_000;
    const FEW: usize = 15;
    let before = told(flow, fates);
    if before >= CUT {
        return None;
    }
    let is_gated = gate(flow, fates);
    let told = told(flow, fates);
    let asks = || {
        let hidden = flow.hidden.iter().map(|hidden| hidden.words.as_str());
        let mut words = flow.stretches.iter().map(|s| s.words.as_str()).chain(hidden);
        words.any(|words| is_short(words) && boilerplate::asks_for_scripts(&fold_title(words)))
    };
    let is_scripted = || told < if text.len() > PAGE { NONE } else { FEW } && has_script(text);
    match () {
        () if meta.is_closed => Some(Unread::Closed),
        () if is_gated => Some(Unread::Gated),
        () if told < NONE && asks() || is_scripted() => Some(Unread::Scripted),
        () if told == 0 && !flow.stretches.is_empty() => Some(Unread::Apart),
        () => None,
    }
}

fn is_short(words: &str) -> bool {
    const LONGEST: usize = 400;
    words.len() <= LONGEST
}

/// Whether a line where the body ends says that only subscribers read on: it and the offers behind it are no body.
fn gate(flow: &Flow, fates: &mut [Fate]) -> bool {
    const BEFORE: usize = 4;
    const BEHIND: usize = 7;
    const OFFERS: usize = 80;
    let last = fates.iter().rposition(|fate| *fate == Fate::Body);
    let near = last.map_or(0..fates.len(), |last| last.saturating_sub(BEFORE)..(last + BEHIND).min(fates.len()));
    let says = |at: &usize| {
        let words = &flow.stretches[*at].words;
        is_short(words) && boilerplate::is_gate(&fold_title(words))
    };
    let offers = |from: usize| -> usize {
        let behind = fates.iter().zip(&flow.stretches).skip(from).filter(|(fate, _)| **fate == Fate::Body);
        behind.map(|(_, stretch)| word::count(&stretch.words)).sum()
    };
    let Some(at) = near.into_iter().find(says).filter(|&at| offers(at) <= OFFERS) else { return false };
    for fate in fates[at..].iter_mut().filter(|fate| **fate == Fate::Body) {
        *fate = Fate::Part(Role::Aside(Aside::Call), GATE);
    }
    true
}

fn has_script(text: &str) -> bool {
    let mut tags = text.as_bytes().windows(7);
    tags.any(|tag| tag.eq_ignore_ascii_case(b"<script"))
}
