//! Lines that stand in most clippings of a site. In: hints of which those are. Out: what is the site's, set aside; and what a
//! seed prints, from which hints are counted.

use super::Format;
use super::paper::take_out;
use super::read::Read;
use crate::model::account::{Aside, Field, Part, Role, Rule};
use crate::model::article::{Article, Kind, Origin};
use crate::model::block::Block;
use crate::model::hints::{Hints, Length, Printed};
use crate::model::{How, Parsed};
use crate::text::fold::fold;
use crate::text::{Key, Span};

/// The rule for such a line.
pub(super) const RECURS: Rule = Rule { name: "recurring-line", why: "stands in most clippings of its site" };

/// What a seed prints. Nothing of an own text, nor of a note that names no site: those repeat what their owner repeats.
#[must_use]
pub fn printed(parsed: &Parsed) -> Printed {
    let (article, text) = (&parsed.article, &parsed.reading.text);
    let site = site(article);
    let is_note = Format::of(&article.seed.extension()) == Format::Markdown && site.is_none();
    if article.origin.value == Origin::Own || is_note || article.kind.value == Kind::FactSheet {
        return Printed::default();
    }
    let (mut short, mut kept, mut long, mut part, mut at) = (Vec::new(), Vec::new(), Vec::new(), 0, 0);
    for line in text.split_inclusive(['\n', '\r']) {
        let span = Span::new(at, at + line.len());
        at += line.len();
        while article.parts.get(part).is_some_and(|part| part.span.end <= span.start) {
            part += 1;
        }
        let stands = article.parts.get(part).filter(|part| part.span.start < span.end);
        match Length::of(line) {
            // other sayings of a page about itself are no line that a reader sees
            Some(Length::Short(key)) if stands.is_some_and(|part| !is_matter(part)) => {
                short.push(key);
                kept.extend(stands.is_some_and(|part| is_kept(part.role)).then_some(key));
            }
            Some(Length::Long(key)) => long.push(key),
            _ => {}
        }
    }
    let set = |mut keys: Vec<Key>| {
        keys.sort_unstable();
        keys.dedup();
        keys.into_boxed_slice()
    };
    let is_copied = Format::of(&article.seed.extension()) == Format::Plain;
    Printed { site, is_copied, short: set(short), kept: set(kept), long: set(long) }
}

fn is_matter(part: &Part) -> bool {
    part.rule.name == "front-matter"
}

fn is_kept(role: Role) -> bool {
    matches!(role, Role::Body | Role::Meta(Field::Title | Field::Standfirst))
}

/// The site's name, else its host.
fn site(article: &Article) -> Option<Key> {
    let named = article.site.as_ref().filter(|site| site.how != How::FileName).map(|site| fold(&site.value));
    let host = || {
        let (_, rest) = article.url.as_ref()?.value.split_once("://")?;
        let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
        Some(host.strip_prefix("www.").map_or(host.clone(), str::to_owned))
    };
    named.or_else(host).filter(|name| !name.is_empty()).map(|name| Key::of(&name))
}

/// Sets the blocks of a body aside of which every line recurs. A heading above a paragraph stays: texts have those alike.
pub(super) fn read(read: &mut Read, hints: &Hints) {
    let (mut taken, mut at) = (Vec::new(), 0);
    while at < read.nodes.len() && !hints.is_empty() {
        let (node, text) = (read.nodes[at], &read.reading.text);
        let next = read.nodes.get(node.end as usize).map(|next| next.kind);
        let heads = matches!(node.kind, Block::Heading(_)) && next.is_some_and(|next| next != node.kind);
        let mut lines = node.span.of(text).lines().filter(|line| !line.trim().is_empty()).peekable();
        if lines.peek().is_some() && !heads && lines.all(|line| hints.recurs(line)) {
            taken.push(at);
        }
        at = node.end as usize;
    }
    let spans: Vec<Span> = taken.iter().map(|&at| read.nodes[at].span).collect();
    take_out(&mut read.nodes, &mut read.marks, &mut read.parts, &taken);
    read.parts.extend(spans.into_iter().map(|span| Part { span, role: Role::Aside(Aside::Recurring), rule: RECURS }));
}
