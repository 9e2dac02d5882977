//! A parsed page: an arena of nodes, each with the line that it stands on. Built by html5ever, which reads what browsers read.

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Elements nest no deeper than this: what lies deeper becomes a sibling there. Looking for an element's scope takes time in
/// the depth, so that a page of nothing but openings would take it in its square.
pub(super) const DEEPEST: usize = 400;

/// And no more elements than this are open at once in what html5ever is given.
const OPEN: usize = 1_000;

/// A node of the page by its place in the arena.
pub(super) type Id = u32;

/// One node.
pub(super) struct Node {
    pub kind: Kind,
    pub parent: Option<Id>,
    pub first: Option<Id>,
    pub last: Option<Id>,
    pub next: Option<Id>,
    previous: Option<Id>,
    /// Line of the page, from 0.
    pub line: u32,
}

/// What a node is.
pub(super) enum Kind {
    Document,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
    /// A comment, a declaration, a processing instruction.
    Silent,
}

/// The page.
pub(super) struct Dom {
    nodes: Vec<Node>,
    /// Whether it was read as a browser does that runs scripts: what `noscript` holds is one text then.
    pub scripting: bool,
    /// Whether elements nest deeper than [`DEEPEST`].
    pub is_deep: bool,
    /// The line of the first element, from 1, that has more attributes than [`ATTRIBUTES`]; they are left out.
    pub stuffed: Option<u32>,
}

impl Dom {
    /// Reads a page. Every text is one.
    pub fn parse(text: &str) -> Self {
        Self::parse_as(text, true)
    }

    /// Reads a page as a browser does that runs no scripts.
    pub fn unscripted(text: &str) -> Self {
        Self::parse_as(text, false)
    }

    fn parse_as(text: &str, scripting: bool) -> Self {
        let sink = Sink {
            nodes: RefCell::new(vec![Node::new(Kind::Document, 0)]),
            line: Cell::new(0),
            depth: RefCell::new(vec![0]),
            is_deep: Cell::new(false),
            scripting,
        };
        let mut options = ParseOpts::default();
        options.tree_builder.scripting_enabled = scripting;
        let (text, stuffed) = unnested(text);
        let dom = parse_document(sink, options).one(&*text);
        Self { stuffed, ..dom }
    }

    pub fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The name of an element, else nothing.
    pub fn name(&self, id: Id) -> &str {
        match &self.node(id).kind {
            Kind::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// Whether a text is one of a drawing that is not drawn: what stands in no `text` of it.
    pub fn is_undrawn(&self, id: Id) -> bool {
        self.node(id).parent.is_some_and(|parent| match &self.node(parent).kind {
            Kind::Element { name, .. } => {
                name.ns == html5ever::ns!(svg) && !matches!(&*name.local, "text" | "tspan" | "textPath" | "a")
            }
            _ => false,
        })
    }

    /// An attribute's value.
    pub fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Element { attributes, .. } => attributes.iter().find(|a| &*a.name.local == wanted).map(|a| &*a.value),
            _ => None,
        }
    }

    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.node(id).first, |&child| self.node(child).next)
    }

    /// All nodes below `id`, in the page's order.
    pub fn descendants(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut stack: Vec<Id> = self.children(id).collect();
        stack.reverse();
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            let below = stack.len();
            stack.extend(self.children(next));
            stack[below..].reverse();
            Some(next)
        })
    }

    /// Takes the words of a text node, or a picture's, out of the page.
    pub fn blank(&mut self, id: Id) {
        match &mut self.nodes[id as usize].kind {
            Kind::Text(words) => *words = " ".into(),
            Kind::Element { attributes, .. } => attributes.clear(),
            _ => {}
        }
    }

    /// The words of a text node.
    pub fn text(&self, id: Id) -> &str {
        match &self.node(id).kind {
            Kind::Text(words) => words,
            _ => "",
        }
    }

    /// The words below `id` with single spaces.
    pub fn words(&self, id: Id) -> String {
        let mut out = String::new();
        for node in std::iter::once(id).chain(self.descendants(id)) {
            if let Kind::Text(words) = &self.node(node).kind {
                out.push_str(words);
                out.push(' ');
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The elements of one name, in the page's order.
    pub fn named<'d>(&'d self, name: &'d str) -> impl Iterator<Item = Id> + 'd {
        self.descendants(0).filter(move |&id| self.name(id) == name)
    }
}

impl Node {
    fn new(kind: Kind, line: u32) -> Self {
        Self { kind, parent: None, first: None, last: None, next: None, previous: None, line }
    }
}

/// `text` without the openings of elements that lie deeper than [`OPEN`], and without the attributes of openings that hold
/// thousands: all words stay. Elements that the next of their kind closes do not count.
/// With the line of the first such opening, from 1.
fn unnested(text: &str) -> (Cow<'_, str>, Option<u32>) {
    if text.len() < OPEN * 3 {
        return (Cow::Borrowed(text), None);
    }
    let bytes = text.as_bytes();
    let mut stuffed = None;
    let newlines = |at: std::ops::Range<usize>| bytes[at].iter().filter(|&&b| b == b'\n').count();
    let mut kept: Option<String> = None;
    let (mut depth, mut from, mut at) = (0usize, 0, 0);
    while let Some(found) = bytes[at..].iter().position(|&b| b == b'<') {
        let start = at + found;
        at = start + 1;
        let closes = bytes.get(at) == Some(&b'/');
        let name = &bytes[(at + usize::from(closes)).min(bytes.len())..];
        let name = &name[..name.iter().take(20).take_while(|b| b.is_ascii_alphanumeric()).count()];
        if name.is_empty() {
            continue;
        }
        let Some(end) = bytes[at..].iter().position(|&b| b == b'>').map(|end| at + end) else { break };
        let opening = at..end;
        at = end + 1;
        if closes {
            depth = depth.saturating_sub(usize::from(!is_closed_by_next(name)));
            continue;
        }
        depth += usize::from(!is_closed_by_next(name));
        let cut = match () {
            () if depth > OPEN => start..at,
            () if is_stuffed(&bytes[opening.clone()]) => {
                stuffed = stuffed.or_else(|| u32::try_from(newlines(0..start) + 1).ok());
                opening.start + name.len()..end
            }
            () => continue,
        };
        let kept = kept.get_or_insert_with(|| String::with_capacity(text.len()));
        kept.push_str(&text[from..cut.start]);
        // lines stay where they were
        kept.extend(std::iter::repeat_n('\n', newlines(cut.clone())));
        from = cut.end;
    }
    let text = match kept {
        None => Cow::Borrowed(text),
        Some(mut kept) => {
            kept.push_str(&text[from..]);
            Cow::Owned(kept)
        }
    };
    (text, stuffed)
}

/// Whether the next element of its kind closes one of this name, or it holds nothing.
fn is_closed_by_next(name: &[u8]) -> bool {
    const CLOSING: [&[u8]; 30] = [
        b"p", b"li", b"dt", b"dd", b"tr", b"td", b"th", b"option", b"tbody", b"thead", b"br", b"img", b"hr", b"input",
        b"meta", b"link", b"area", b"base", b"col", b"embed", b"source", b"track", b"wbr", b"param", b"path",
        b"circle", b"rect", b"use", b"html", b"body",
    ];
    CLOSING.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// An opening that holds more attributes loses them: each is compared with all before it.
pub(super) const ATTRIBUTES: usize = 2_000;

fn is_stuffed(opening: &[u8]) -> bool {
    const LONG: usize = 16_000;
    opening.len() > LONG && opening.iter().filter(|b| b.is_ascii_whitespace()).count() > ATTRIBUTES
}

/// What html5ever builds into.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u32>,
    /// How deep each node lies.
    depth: RefCell<Vec<usize>>,
    is_deep: Cell<bool>,
    scripting: bool,
}

/// An element's name while the arena is borrowed.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn add(&self, kind: Kind) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        let id = Id::try_from(nodes.len()).unwrap_or(Id::MAX);
        nodes.push(Node::new(kind, self.line.get()));
        self.depth.borrow_mut().push(0);
        id
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous, next) = {
            let node = &mut nodes[id as usize];
            (node.parent.take(), node.previous.take(), node.next.take())
        };
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => nodes[previous as usize].next = next,
            None => nodes[parent as usize].first = next,
        }
        match next {
            Some(next) => nodes[next as usize].previous = previous,
            None => nodes[parent as usize].last = previous,
        }
    }

    fn append_node(&self, parent: Id, child: Id) {
        self.detach(child);
        let parent = self.shallow(parent);
        let depth = self.depth.borrow()[parent as usize] + 1;
        self.depth.borrow_mut()[child as usize] = depth;
        let mut nodes = self.nodes.borrow_mut();
        let last = nodes[parent as usize].last.replace(child);
        nodes[child as usize].parent = Some(parent);
        nodes[child as usize].previous = last;
        match last {
            Some(last) => nodes[last as usize].next = Some(child),
            None => nodes[parent as usize].first = Some(child),
        }
    }

    /// `parent`, or the nearest of its ancestors that may have children.
    fn shallow(&self, mut parent: Id) -> Id {
        while self.depth.borrow()[parent as usize] >= DEEPEST {
            self.is_deep.set(true);
            match self.nodes.borrow()[parent as usize].parent {
                Some(above) => parent = above,
                None => break,
            }
        }
        parent
    }

    fn append_text(&self, parent: Id, words: StrTendril) {
        let last = self.nodes.borrow()[parent as usize].last;
        if let Some(last) = last
            && let Kind::Text(before) = &mut self.nodes.borrow_mut()[last as usize].kind
        {
            before.push_tendril(&words);
            return;
        }
        let id = self.add(Kind::Text(words));
        self.append_node(parent, id);
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Dom {
        Dom { nodes: self.nodes.into_inner(), scripting: self.scripting, is_deep: self.is_deep.get(), stuffed: None }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target as usize].kind {
            Kind::Element { name, .. } => name,
            _ => unreachable!("html5ever asks for the names of elements only"),
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Kind::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Kind::Silent)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Kind::Silent)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(child) => self.append_node(*parent, child),
            NodeOrText::AppendText(words) => self.append_text(*parent, words),
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let has_parent = self.nodes.borrow()[*element as usize].parent.is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(words) => self.add(Kind::Text(words)),
        };
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous) = (nodes[*sibling as usize].parent, nodes[*sibling as usize].previous);
        let Some(parent) = parent else { return };
        let depth = self.depth.borrow()[*sibling as usize];
        self.depth.borrow_mut()[child as usize] = depth;
        nodes[child as usize].parent = Some(parent);
        nodes[child as usize].previous = previous;
        nodes[child as usize].next = Some(*sibling);
        nodes[*sibling as usize].previous = Some(child);
        match previous {
            Some(previous) => nodes[previous as usize].next = Some(child),
            None => nodes[parent as usize].first = Some(child),
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Kind::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target as usize].kind {
            for attribute in more {
                if !attributes.iter().any(|known| known.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let children: Vec<Id> = {
            let nodes = self.nodes.borrow();
            std::iter::successors(nodes[*node as usize].first, |&child| nodes[child as usize].next).collect()
        };
        for child in children {
            self.append_node(*parent, child);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::Dom;

    #[test]
    fn what_browsers_read() {
        let dom = Dom::parse("<p>One<p class=x>Two <b>bold</b>\n<table><td>cell</table>after");
        let names: Vec<&str> = dom.descendants(0).map(|id| dom.name(id)).filter(|name| !name.is_empty()).collect();
        assert_eq!(names, ["html", "head", "body", "p", "p", "b", "table", "tbody", "tr", "td"]);
        assert_eq!(dom.words(0), "One Two bold cell after");
        let second = dom.named("p").nth(1).expect("two paragraphs");
        assert_eq!(dom.attribute(second, "class"), Some("x"));
        let cell = dom.named("td").next().expect("a cell");
        assert_eq!(dom.node(cell).line, 1);
    }

    #[test]
    fn what_stands_in_no_cell_comes_before_the_table() {
        let dom = Dom::parse("<table>loose<p>words</p><tr><td>cell</table>");
        assert_eq!(dom.words(0), "loose words cell");
    }

    #[test]
    fn attributes_are_bounded() {
        let stuffing: String = (0..60_000).map(|i| format!(" a{i}=1")).collect();
        let dom = Dom::parse(&format!("<p{stuffing}>one<div{stuffing}>two"));
        assert_eq!((dom.words(0).as_str(), dom.stuffed), ("one two", Some(1)));
        let below = format!("<p{}>one\n<b>two", stuffing.replace(' ', "\n"));
        let dom = Dom::parse(&format!("\n{below}"));
        let line = dom.named("b").next().map(|id| dom.node(id).line);
        assert_eq!((dom.stuffed, line), (Some(2), Some(60_002)));
    }

    #[test]
    fn depth_is_bounded() {
        let dom = Dom::parse(&format!("{}deep", "<div>".repeat(30_000)));
        assert!(dom.words(0).ends_with("deep"));
    }
}
