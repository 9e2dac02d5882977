//! What sites leave in clipped Markdown: boilerplate lines, related-post lines, a byline, tags.

use super::super::account::aside;
use super::super::paper::{Built, take_out};
use super::super::read::Guess;
use crate::lexicon::boilerplate::{self, Furniture};
use crate::model::account::{Field, Part, Role, Rule};
use crate::model::block::{Block, MarkKind, Node};
use crate::model::reference::{RefKind, Reference, Target};
use crate::text::fold::fold_title;
use crate::text::{LineIndex, Span};
use std::collections::BTreeSet;

const LINE: Rule = Rule { name: "boilerplate", why: "a line that sites print around articles" };
const RELATED: Rule = Rule { name: "related-label", why: "begins with a label for another story" };
const POSTED: Rule = Rule { name: "posted-in", why: "says under which tags the article was posted" };

/// Takes such lines out of the top level of the body.
pub(super) fn read(built: &mut Built, guess: &mut Guess, source: &str, lines: &LineIndex) {
    let (mut taken, mut parts, mut at) = (Vec::new(), Vec::new(), 0);
    while at < built.nodes.len() {
        let node = built.nodes[at];
        let could = matches!(node.kind, Block::Paragraph | Block::Heading(_) | Block::Figure) && node.span.len() <= 400;
        if let Some((role, rule)) = could.then(|| decide(built, &node, source, lines)).flatten() {
            if role == Role::Meta(Field::Tags) {
                let words = node.span.of(&built.text);
                let tags = boilerplate::posted_in(words).map_or("", |range| &words[range]);
                guess.tags.extend(tags.split(", ").filter(|tag| !tag.is_empty()).map(Into::into));
            }
            taken.push(at);
            parts.push(Part { span: node.span, role, rule });
        }
        at = node.end as usize;
    }
    let strong = built.marks.iter().filter(|mark| mark.kind == MarkKind::Strong).map(|mark| mark.span).collect();
    let heads: Vec<usize> =
        taken.iter().copied().filter(|&at| heads_what_stays(built, (&taken, &strong), at)).collect();
    for at in heads {
        let place = taken.partition_point(|&other| other < at);
        taken.remove(place);
        parts.remove(place);
    }
    take_out(&mut built.nodes, &mut built.marks, &mut built.parts, &taken);
    built.parts.extend(parts);
}

/// Whether the block `at`, one of `taken`, is a heading or a strong line above words that stay, which then head them. Adverts
/// head nothing. `strong` are the spans that are set so.
fn heads_what_stays(built: &Built, (taken, strong): (&[usize], &BTreeSet<Span>), at: usize) -> bool {
    const BELOW: usize = 50;
    let node = &built.nodes[at];
    let level = match node.kind {
        Block::Heading(level) => level,
        Block::Paragraph if strong.contains(&node.span) => 7,
        _ => return false,
    };
    let furniture = boilerplate::line(&fold_title(node.span.of(&built.text)));
    if !matches!(furniture, Some(Furniture::Comments | Furniture::OtherStories | Furniture::Navigation)) {
        return false;
    }
    let mut next = node.end as usize;
    for _ in 0..BELOW {
        let Some(below) = built.nodes.get(next) else { return false };
        if matches!(below.kind, Block::Heading(other) if other <= level) {
            return false;
        }
        if taken.binary_search(&next).is_err() {
            return true;
        }
        next = below.end as usize;
    }
    false
}

fn decide(built: &mut Built, node: &Node, source: &str, lines: &LineIndex) -> Option<(Role, Rule)> {
    let words = node.span.of(&built.text);
    if let Some(title) = boilerplate::related_label(words) {
        return related(built, node, title, source, lines);
    }
    if boilerplate::posted_in(words).is_some() {
        return Some((Role::Meta(Field::Tags), POSTED));
    }
    let furniture = boilerplate::line(&fold_title(words))?;
    // in Markdown a heading such as "Contact" may be the author's own: only comment forms, adverts and lists of stories go
    let sure = !matches!(node.kind, Block::Heading(_)) || matches!(furniture, Furniture::Comments | Furniture::Advert);
    sure.then_some((Role::Aside(aside(furniture)), LINE))
}

/// The story that a label names: all the words from byte `title` of the block on. What holds links and says more than one of
/// them stays a sentence, whose links lead on.
fn related(built: &mut Built, node: &Node, title: usize, source: &str, lines: &LineIndex) -> Option<(Role, Rule)> {
    let start = node.span.start + u32::try_from(title).ok()?;
    let name: std::sync::Arc<str> = Span { start, end: node.span.end }.of(&built.text).trim().into();
    let links =
        |reference: &Reference| node.span.contains(reference.at) && !matches!(reference.target, Target::Nothing);
    if let Some(at) = built.refs.iter().position(links) {
        if built.refs[at].at.of(&built.text).trim() != &*name {
            return None;
        }
        (built.refs[at].kind, built.refs[at].at) = (RefKind::RelatedPost, node.span);
        built.refs[at].inline = false;
        return Some((Role::Reference(u16::try_from(at).ok()?), RELATED));
    }
    let index = u16::try_from(built.refs.len()).ok()?;
    let place = lines.position(source, built.source_offset(node.span.start));
    built.refs.push(Reference::naming(RefKind::RelatedPost, node.span, place, name));
    Some((Role::Reference(index), RELATED))
}

/// Removes the top-level block `at` from the tree and gives its words the role.
pub(super) fn remove(built: &mut Built, at: usize, role: Role, rule: Rule) {
    let span = built.nodes[at].span;
    take_out(&mut built.nodes, &mut built.marks, &mut built.parts, &[at]);
    built.parts.push(Part { span, role, rule });
}
