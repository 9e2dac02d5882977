//! What sites leave in clipped Markdown: boilerplate lines, related-post lines, a byline, tags.

use super::super::account::aside;
use super::super::paper::{Built, take_out};
use super::super::read::Guess;
use crate::lexicon::boilerplate::{self, Furniture};
use crate::model::account::{Field, Part, Role, Rule};
use crate::model::block::{Block, Node};
use crate::model::reference::{RefKind, Reference, Target};
use crate::text::LineIndex;
use crate::text::fold::fold_title;

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
    take_out(&mut built.nodes, &mut built.marks, &mut built.parts, &taken);
    built.parts.extend(parts);
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
    let span = built.nodes[at].span;
    take_out(&mut built.nodes, &mut built.marks, &mut built.parts, &[at]);
    built.parts.push(Part { span, role, rule });
}
