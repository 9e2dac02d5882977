//! What sites leave in clipped Markdown: boilerplate lines, related-post lines, a byline, tags.

use super::super::account::aside;
use super::super::paper::Built;
use super::super::read::Guess;
use crate::lexicon::boilerplate::{self, Furniture};
use crate::model::account::{Field, Part, Role, Rule};
use crate::model::block::{Block, Node};
use crate::model::reference::{RefKind, Reference, Target};
use crate::text::fold::fold_title;
use crate::text::{LineIndex, Span};

const LINE: Rule = Rule { name: "boilerplate", why: "a line that sites print around articles" };
const RELATED: Rule = Rule { name: "related-label", why: "begins with a label for another story" };
const POSTED: Rule = Rule { name: "posted-in", why: "says under which tags the article was posted" };

/// Takes such lines out of the top level of the body.
pub(super) fn read(built: &mut Built, guess: &mut Guess, source: &str, lines: &LineIndex) {
    let mut at = 0;
    while at < built.nodes.len() {
        let node = built.nodes[at];
        if !matches!(node.kind, Block::Paragraph | Block::Heading(_) | Block::Figure) || node.span.len() > 400 {
            at = node.end as usize;
            continue;
        }
        match decide(built, &node, source, lines) {
            Some((role, rule)) => {
                if role == Role::Meta(Field::Tags) {
                    let words = node.span.of(&built.text);
                    let tags = boilerplate::posted_in(words).map_or("", |range| &words[range]);
                    guess.tags.extend(tags.split(", ").filter(|tag| !tag.is_empty()).map(Into::into));
                }
                remove(built, at, role, rule);
            }
            None => at = node.end as usize,
        }
    }
}

fn decide(built: &mut Built, node: &Node, source: &str, lines: &LineIndex) -> Option<(Role, Rule)> {
    let words = node.span.of(&built.text);
    if let Some(title) = boilerplate::related_label(words) {
        let name: std::sync::Arc<str> = words[title..].trim().into();
        // a link within the line already says where it leads
        let inside = built.refs.iter().position(|r| node.span.contains(r.at) && !matches!(r.target, Target::Nothing));
        let target =
            inside.map_or(Target::Named { name: name.clone(), heading: None }, |i| built.refs[i].target.clone());
        let index = u16::try_from(built.refs.len()).ok()?;
        let place = lines.position(source, built.source_offset(node.span.start));
        built.refs.push(Reference {
            kind: RefKind::RelatedPost,
            at: node.span,
            place,
            title: Some(name),
            target,
            site: None,
            publisher: None,
            date: None,
            inline: false,
        });
        return Some((Role::Reference(index), RELATED));
    }
    if boilerplate::posted_in(words).is_some() {
        return Some((Role::Meta(Field::Tags), POSTED));
    }
    let furniture = boilerplate::line(&fold_title(words))?;
    // in Markdown a heading such as "Contact" may be the author's own: only comment forms, adverts and lists of stories go
    let sure = !matches!(node.kind, Block::Heading(_)) || matches!(furniture, Furniture::Comments | Furniture::Advert);
    sure.then_some((Role::Aside(aside(furniture)), LINE))
}

/// Removes the top-level block `at` from the tree and gives its words the role.
pub(super) fn remove(built: &mut Built, at: usize, role: Role, rule: Rule) {
    let node = built.nodes[at];
    let count = node.end - u32::try_from(at).unwrap_or(0);
    built.nodes.drain(at..node.end as usize);
    for later in &mut built.nodes[at..] {
        later.end -= count;
    }
    built.marks.retain(|mark| !node.span.contains(mark.span));
    let inside = |span: Span| node.span.contains(span);
    built.parts.retain(|part| !inside(part.span));
    built.parts.push(Part { span: node.span, role, rule });
}
