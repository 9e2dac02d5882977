//! A fact sheet in Markdown: paragraphs and items that open with the label of a typed statement, and a list of sources.

use super::clutter::remove;
use crate::model::account::{Field, Part, Role, Rule};
use crate::model::block::{Block, Node};
use crate::model::reference::{FactKind, RefKind, Reference, Target};
use crate::parse::paper::{Built, take_out};
use crate::parse::plain::facts::{HEADS, Opening, cited, known, unlisted};
use crate::parse::read::FactRead;
use crate::text::fold::fold_title;
use crate::text::{Lang, LineIndex, Span};

const FACT: Rule = Rule { name: "fact", why: "begins with the label of a typed statement" };
const LABEL: Rule = Rule { name: "fact-label", why: "a label of a fact sheet" };
const SOURCE: Rule = Rule { name: "fact-source-listed", why: "a line of a list of sources" };

/// A text with fewer typed statements is no sheet, and one in which they are less than half of the paragraphs.
const FEWEST: usize = 2;

/// Takes the statements of a sheet out of the body; none where the text is no sheet.
pub(super) fn read(built: &mut Built, source: &str, lines: &LineIndex) -> Vec<FactRead> {
    let is_paragraph = |node: &&Node| node.kind == Block::Paragraph;
    let paragraphs: Vec<Span> = built.nodes.iter().filter(is_paragraph).map(|node| node.span).collect();
    let listed = sources(built);
    let told = paragraphs.iter().filter(|span| known(span.of(&built.text)).is_some()).count();
    let is_listed = |span: Span| {
        let ends = listed.as_ref().and_then(|(_, items)| items.first().zip(items.last()));
        ends.is_some_and(|(first, last)| first.start <= span.start && span.end <= last.end)
    };
    let is_other = |span: &&Span| known(span.of(&built.text)).is_none() && !is_listed(**span);
    let others = paragraphs.iter().filter(is_other).count();
    if told < FEWEST || others > told {
        return Vec::new();
    }
    let forms: Vec<_> = paragraphs.iter().filter_map(|span| known(span.of(&built.text))).map(|o| o.form).collect();
    let opening = |text: &str| known(text).or_else(|| unlisted(text, &forms, &Lang::english()));
    let first = listed.map_or(built.refs.len(), |(heading, items)| cite(built, heading, &items, source, lines));
    let listed = first..built.refs.len();
    let mut facts = Vec::new();
    let (mut taken, mut parts) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < built.nodes.len() {
        let node = built.nodes[at];
        let inside: Vec<Span> =
            built.nodes[at..node.end as usize].iter().filter(is_paragraph).map(|node| node.span).collect();
        let found: Vec<Option<Opening>> = inside.iter().map(|span| opening(span.of(&built.text))).collect();
        let holds = matches!(node.kind, Block::Paragraph | Block::List { .. });
        let is_sheet = holds && !inside.is_empty() && !found.contains(&None);
        taken.extend(is_sheet.then_some(at));
        at = node.end as usize;
        if !is_sheet {
            continue;
        }
        for (span, opening) in inside.into_iter().zip(found.into_iter().flatten()) {
            let Ok(index) = u16::try_from(facts.len()) else { break };
            parts.push(Part { span, role: Role::Fact(index), rule: FACT });
            facts.push(fact(&built.text, span, opening, &listed));
        }
    }
    take_out(&mut built.nodes, &mut built.marks, &mut built.parts, &taken);
    built.parts.extend(parts);
    facts
}

fn fact(text: &str, span: Span, opening: Opening, listed: &std::ops::Range<usize>) -> FactRead {
    let start = span.start as usize;
    let words = Span::new(start + opening.begins, span.end as usize).trimmed(text);
    let is_unknown = opening.kind == FactKind::Statement;
    let label = is_unknown.then(|| Span::new(start + opening.label.0, start + opening.label.1));
    let number = |n: u16| listed.clone().nth(usize::from(n).checked_sub(1)?);
    let sources = cited(words.of(text)).filter_map(number).filter_map(|index| u16::try_from(index).ok());
    FactRead { id: None, kind: opening.kind, label, words, sources: sources.collect(), remarks: Vec::new() }
}

/// The heading of a list of sources, and the list's items. One without numbers, or lone paragraphs, are such a list where
/// statements cite no more than there are.
fn sources(built: &Built) -> Option<(usize, Vec<Span>)> {
    let is_head = |node: &Node| {
        matches!(node.kind, Block::Heading(_)) && HEADS.contains(&fold_title(node.span.of(&built.text)).as_str())
    };
    let heading = built.nodes.iter().position(is_head)?;
    let below = &built.nodes[heading + 1..];
    let first = below.first()?;
    let items: Vec<Span> = match first.kind {
        Block::List { .. } => {
            let items = built.nodes[heading + 1..first.end as usize].iter().filter(|node| node.kind == Block::Item);
            items.map(|node| node.span).collect()
        }
        _ => {
            let is_source = |node: &&Node| node.kind == Block::Paragraph && known(node.span.of(&built.text)).is_none();
            below.iter().take_while(is_source).map(|node| node.span).collect()
        }
    };
    let is_numbered = matches!(first.kind, Block::List { start: Some(1) });
    let paragraphs = built.nodes.iter().filter(|node| node.kind == Block::Paragraph).map(|node| node.span);
    let told = paragraphs.map(|span| span.of(&built.text)).filter(|words| known(words).is_some());
    let most = told.flat_map(cited).max().unwrap_or(0);
    (is_numbered || (1..=items.len()).contains(&usize::from(most))).then_some((heading, items))
}

/// Makes references of the list's items, and gives the index of the first.
fn cite(built: &mut Built, heading: usize, items: &[Span], source: &str, lines: &LineIndex) -> usize {
    let first = built.refs.len();
    let leads: Vec<Target> = items
        .iter()
        .map(|span| {
            let link = built.refs.iter().find(|reference| reference.inline && span.contains(reference.at));
            link.map_or(Target::Nothing, |link| link.target.clone())
        })
        .collect();
    remove(built, heading, Role::Meta(Field::Label), LABEL);
    let end = items.last().map_or(0, |last| last.end);
    while built.nodes.get(heading).is_some_and(|node| node.span.start < end) {
        remove(built, heading, Role::Body, SOURCE);
        built.parts.pop();
    }
    for (&at, target) in items.iter().zip(leads) {
        let Ok(index) = u16::try_from(built.refs.len()) else { break };
        let place = lines.position(source, built.source_offset(at.start));
        let title = Some(at.of(&built.text).trim().into());
        let kind = RefKind::Source;
        built.refs.push(Reference {
            kind,
            at,
            place,
            title,
            target,
            site: None,
            publisher: None,
            date: None,
            inline: false,
        });
        built.parts.push(Part { span: at, role: Role::Reference(index), rule: SOURCE });
    }
    first
}
