//! What a page says where no reader looks: its `meta` elements, blocks that it hides, the words of attributes, its data.

use super::dom::{Dom, Id, Kind};
use crate::parse::read::Unseen;
use crate::text::handling;

/// Longest words that are looked at, in bytes.
const LONGEST: usize = 200;
/// How many at most.
const MANY: usize = 2_000;
/// Attributes that hold words.
const WORDS: [&str; 4] = ["alt", "title", "aria-label", "summary"];
/// Parts of names of `meta` elements that tell who may read a page.
const NAMED: [&str; 6] = ["classification", "marking", "sensitivity", "distribution", "dissemination", "handling"];

/// All that may speak of who may read the page.
pub(super) fn read(dom: &Dom, text: &str) -> Vec<Unseen> {
    let mut out = Vec::new();
    let may_label = handling::may_label(text);
    for id in dom.descendants(0).take_while(|_| may_label) {
        if out.len() > MANY {
            break;
        }
        let line = dom.node(id).line + 1;
        match &dom.node(id).kind {
            Kind::Text(_) if is_hidden(dom, id) => push(&mut out, line, dom.text(id)),
            Kind::Text(_) if is_data(dom, id) => dom.text(id).split('"').for_each(|said| push(&mut out, line, said)),
            Kind::Element { attributes, .. } => {
                let holds = |name: &str| WORDS.contains(&name) || name.starts_with("data-");
                let is_meta = dom.name(id) == "meta";
                let told = attributes.iter().filter(|a| holds(&a.name.local) || is_meta && &*a.name.local == "content");
                told.for_each(|a| push(&mut out, line, &a.value));
            }
            _ => {}
        }
    }
    for id in dom.named("meta") {
        let name = ["name", "property", "itemprop"].iter().find_map(|name| dom.attribute(id, name));
        let (Some(name), Some(content)) = (name, dom.attribute(id, "content")) else { continue };
        let name = name.to_lowercase();
        if NAMED.iter().any(|part| name.contains(part)) {
            out.push(Unseen { line: dom.node(id).line + 1, words: content.trim().to_owned(), is_marking: true });
        }
    }
    out
}

fn push(out: &mut Vec<Unseen>, line: u32, said: &str) {
    let said = said.trim();
    if !said.is_empty() && said.len() <= LONGEST {
        out.push(Unseen { line, words: said.to_owned(), is_marking: false });
    }
}

/// Whether a text stands in a block that browsers do not show until a script does.
fn is_hidden(dom: &Dom, id: Id) -> bool {
    let above: Vec<Id> = std::iter::successors(dom.node(id).parent, |&id| dom.node(id).parent).collect();
    let is_code = above.iter().any(|&id| matches!(dom.name(id), "script" | "style"));
    !is_code && above.iter().any(|&id| super::flow::is_hidden(dom, id) || dom.name(id) == "template")
}

fn is_data(dom: &Dom, id: Id) -> bool {
    dom.node(id).parent.is_some_and(|parent| {
        dom.name(parent) == "script" && dom.attribute(parent, "type").is_some_and(|kind| kind.contains("ld+json"))
    })
}
