//! The words of a page as a browser shows them: stretches between block boundaries, with the blocks around them.

use super::dom::{Dom, Id, Kind};

/// Elements whose words nobody sees.
const UNSEEN: [&str; 17] = [
    "script",
    "style",
    "template",
    "iframe",
    "canvas",
    "audio",
    "video",
    "datalist",
    "noframes",
    "frameset",
    "title",
    "link",
    "desc",
    "metadata",
    "annotation",
    "annotation-xml",
    "symbol",
];
/// Elements that begin and end a stretch.
const BLOCKS: [&str; 54] = [
    "html",
    "body",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "pre",
    "article",
    "section",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "legend",
    "address",
    "details",
    "summary",
    "hr",
    "center",
    "button",
    "menu",
    "dialog",
    "hgroup",
    "search",
    "picture",
    "option",
    "optgroup",
    "select",
    "textarea",
    "noscript",
];

/// What a walk over the page meets, in its order.
pub(super) enum Event {
    /// A block begins.
    Open(Id),
    /// It ends.
    Close,
    /// A stretch of words, by index.
    Words(usize),
    /// Words that do not show, by index.
    Hidden(usize),
    /// A picture that stands for itself and has words.
    Picture(Id),
}

/// Words that show only when a script or a style sheet says so, or where no script runs: a block's, with single spaces.
pub(super) struct Hidden {
    pub words: String,
    /// Their first line in the page, from 0.
    pub line: u32,
}

/// A stretch of words between block boundaries.
pub(super) struct Stretch {
    /// The block that it stands in.
    pub block: Id,
    /// Text nodes, forced breaks (`br`) and pictures (`img`) in order.
    pub runs: Vec<Id>,
    /// Its words with single spaces.
    pub words: String,
    /// Bytes of `words` that stand within links.
    pub linked: usize,
    /// Its first line in the page, from 0.
    pub line: u32,
}

/// The page as a browser lays it out.
pub(super) struct Flow {
    pub events: Vec<Event>,
    pub stretches: Vec<Stretch>,
    pub hidden: Vec<Hidden>,
}

/// Walks the page. With `unfold`, what it hides until a script shows it stands among what it shows.
pub(super) fn read(dom: &Dom, unfold: bool) -> Flow {
    let flow = Flow { events: Vec::new(), stretches: Vec::new(), hidden: Vec::new() };
    let mut walk = Walk { dom, flow, blocks: vec![0], open: None, shade: Shade::default() };
    let mut stack: Vec<Step> = dom.children(0).map(Step::Enter).collect();
    stack.reverse();
    while let Some(step) = stack.pop() {
        let id = match step {
            Step::Enter(id) => id,
            Step::Leave(id, hides) => {
                walk.leave(id, hides);
                continue;
            }
        };
        let name = dom.name(id);
        match &dom.node(id).kind {
            Kind::Text(words) => walk.text(id, words),
            Kind::Element { .. } if name == "noscript" && dom.scripting => walk.unscripted(id),
            Kind::Element { .. } if is_seen(dom, id, name) => {
                let hides = !unfold && is_hidden(dom, id);
                walk.enter(id, hides);
                stack.push(Step::Leave(id, hides));
                let below = stack.len();
                stack.extend(dom.children(id).map(Step::Enter));
                stack[below..].reverse();
            }
            _ => {}
        }
    }
    walk.end();
    walk.flow
}

enum Step {
    Enter(Id),
    /// Out of an element, and whether it hides what it holds.
    Leave(Id, bool),
}

/// Whether a browser shows what an element holds: a template's words too, where it is the shadow that stands in its place.
fn is_seen(dom: &Dom, id: Id, name: &str) -> bool {
    !UNSEEN.contains(&name) || name == "template" && dom.attribute(id, "shadowrootmode").is_some()
}

/// Whether an element says of itself that it is not shown.
pub(super) fn is_hidden(dom: &Dom, id: Id) -> bool {
    hides(dom.attribute(id, "hidden").is_some(), dom.attribute(id, "style").unwrap_or_default())
}

/// Whether an element is not shown that says so by its name, or that has this style.
pub(super) fn hides(is_named: bool, style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    is_named || style.contains("display:none") || style.contains("visibility:hidden")
}

pub(in crate::parse) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

struct Walk<'d> {
    dom: &'d Dom,
    flow: Flow,
    blocks: Vec<Id>,
    open: Option<Stretch>,
    shade: Shade,
}

/// What was met within links and within what is hidden.
#[derive(Default)]
struct Shade {
    links: usize,
    hiding: usize,
    open: Option<Hidden>,
    /// What waits for the end of the stretch that it stands in.
    waiting: Vec<Hidden>,
}

impl Shade {
    fn cut(&mut self) {
        let open = self.open.take().filter(|open| !open.words.trim().is_empty());
        self.waiting.extend(open.map(|open| Hidden { words: open.words.trim().to_owned(), ..open }));
    }
}

impl Walk<'_> {
    fn enter(&mut self, id: Id, hides: bool) {
        let name = self.dom.name(id);
        self.shade.hiding += usize::from(hides);
        self.shade.links += usize::from(name == "a");
        match name {
            _ if self.shade.hiding > 0 && (hides || is_block(name) || name == "br") => self.shade.cut(),
            _ if self.shade.hiding > 0 => {}
            "br" => self.line_break(id),
            "img" => self.picture(id),
            _ if is_block(name) => self.start(id),
            _ => {}
        }
    }

    fn leave(&mut self, id: Id, hides: bool) {
        let name = self.dom.name(id);
        self.shade.links -= usize::from(name == "a");
        match self.shade.hiding > 0 {
            true if hides || is_block(name) => self.shade.cut(),
            false if is_block(name) => self.close(),
            _ => {}
        }
        self.shade.hiding -= usize::from(hides);
    }

    /// What a browser without scripts shows instead.
    fn unscripted(&mut self, id: Id) {
        let Some(words) = self.dom.node(id).first.map(|first| self.dom.text(first)) else { return };
        if !words.contains(|c: char| c.is_alphanumeric()) {
            return;
        }
        let line = self.dom.node(id).line;
        let other = read(&Dom::unscripted(words), true);
        self.shade.cut();
        self.shade.waiting.extend(other.stretches.into_iter().map(|stretch| Hidden { words: stretch.words, line }));
        if self.open.is_none() {
            self.end();
        }
    }

    fn stretch(&mut self, id: Id) -> &mut Stretch {
        let block = self.blocks.last().copied().unwrap_or(0);
        let line = self.dom.node(id).line;
        self.open.get_or_insert_with(|| Stretch { block, runs: Vec::new(), words: String::new(), linked: 0, line })
    }

    fn text(&mut self, id: Id, words: &str) {
        if self.dom.is_undrawn(id) {
            return;
        }
        if self.shade.hiding > 0 {
            let line = self.dom.node(id).line;
            let open = self.shade.open.get_or_insert_with(|| Hidden { words: String::new(), line });
            push_words(&mut open.words, words);
            return;
        }
        if self.open.is_none() && words.trim().is_empty() {
            return;
        }
        let dom = self.dom;
        let stretch = self.stretch(id);
        if stretch.runs.last().is_some_and(|&last| are_boxes(dom, last, id)) {
            stretch.words.push(' ');
        }
        stretch.runs.push(id);
        let before = stretch.words.len();
        push_words(&mut stretch.words, words);
        let added = stretch.words.len() - before;
        if self.shade.links > 0
            && let Some(open) = &mut self.open
        {
            open.linked += added;
        }
    }

    /// One break stays within the stretch, a second one ends it, and so does one behind a headline.
    fn line_break(&mut self, id: Id) {
        let again = self.open.as_ref().is_some_and(|open| {
            let words = open
                .runs
                .iter()
                .rev()
                .find(|&&run| !matches!(&self.dom.node(run).kind, Kind::Text(t) if t.trim().is_empty()));
            words.is_some_and(|&run| self.dom.name(run) == "br")
        });
        if again || self.open.as_ref().is_some_and(|open| is_headline(self.dom, open)) {
            self.end();
        } else if let Some(open) = &mut self.open {
            open.runs.push(id);
            if !open.words.ends_with(' ') {
                open.words.push(' ');
            }
        }
    }

    fn picture(&mut self, id: Id) {
        let alt = self.dom.attribute(id, "alt").unwrap_or_default();
        match alt.trim().is_empty() {
            false if self.open.is_some() => self.stretch(id).runs.push(id),
            false => self.flow.events.push(Event::Picture(id)),
            true => {}
        }
    }

    fn start(&mut self, id: Id) {
        self.end();
        self.blocks.push(id);
        self.flow.events.push(Event::Open(id));
    }

    fn close(&mut self) {
        self.end();
        self.blocks.pop();
        self.flow.events.push(Event::Close);
    }

    fn end(&mut self) {
        if let Some(mut open) = self.open.take() {
            open.words.truncate(open.words.trim_end().len());
            if !open.words.is_empty() {
                self.flow.events.push(Event::Words(self.flow.stretches.len()));
                self.flow.stretches.push(open);
            }
        }
        for hidden in self.shade.waiting.drain(..) {
            self.flow.events.push(Event::Hidden(self.flow.hidden.len()));
            self.flow.hidden.push(hidden);
        }
    }
}

/// Whether a stretch is a line in large or bold type that stands in no paragraph: pages without headings head their texts so.
pub(super) fn is_headline(dom: &Dom, stretch: &Stretch) -> bool {
    const LONGEST: usize = 150;
    let is_loose = matches!(dom.name(stretch.block), "body" | "td" | "center" | "div");
    let is_large = |run: &Id| {
        let above = std::iter::successors(dom.node(*run).parent, |&id| dom.node(id).parent);
        let mut above = above.take_while(|&id| id != stretch.block);
        above.any(|id| match dom.name(id) {
            "b" | "strong" | "big" => true,
            "font" => dom.attribute(id, "size").is_some_and(|size| size.starts_with(['+', '4', '5', '6', '7'])),
            _ => false,
        })
    };
    let mut said = stretch.runs.iter().filter(|&&run| !dom.text(run).trim().is_empty()).peekable();
    is_loose && stretch.words.len() <= LONGEST && said.peek().is_some() && said.all(is_large)
}

/// Whether two runs of words are boxes side by side, which a style sheet sets apart and the markup does not:
/// `<span>Ada Marsh</span><span>5 March</span>`.
pub(super) fn are_boxes(dom: &Dom, before: Id, after: Id) -> bool {
    const WORD: usize = 4;
    let (left, right) = (dom.text(before), dom.text(after));
    let ends = left.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let begins = right.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let is_apart = |of: Id, other: Id| {
        let Some(holder) = dom.node(of).parent.filter(|&id| matches!(dom.name(id), "span" | "time" | "label" | "a"))
        else {
            return false;
        };
        std::iter::successors(Some(other), |&id| dom.node(id).parent).all(|id| id != holder)
    };
    let (left_apart, right_apart) = (is_apart(before, after), is_apart(after, before));
    let (shorter, longer) = (left.len().min(right.len()), left.len().max(right.len()));
    let is_whole = if left_apart && right_apart { longer >= WORD } else { shorter >= WORD };
    ends && begins && (left_apart || right_apart) && is_whole
}

/// Adds words with single spaces between them.
pub(super) fn push_words(out: &mut String, words: &str) {
    let mut gap = words.starts_with(is_space);
    for word in words.split(is_space).filter(|word| !word.is_empty()) {
        if gap && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(word);
        gap = true;
    }
    if words.ends_with(is_space) && !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// White space that a browser folds; a no-break space counts, since pages use it as one.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}'
}

#[cfg(test)]
mod tests {
    use super::super::dom::Dom;
    use super::read;

    #[test]
    fn stretches() {
        let dom = Dom::parse(
            "<body><h1>Cranes</h1><div>Loose <a href=x>link</a> words<p>Para\n graph<br>line<br><br>next</p>\
             <script>no()</script><span hidden>gone</span>tail</div>",
        );
        let flow = read(&dom, false);
        let words: Vec<&str> = flow.stretches.iter().map(|s| s.words.as_str()).collect();
        assert_eq!(words, ["Cranes", "Loose link words", "Para graph line", "next", "tail"]);
        assert_eq!(flow.stretches[1].linked, 4);
    }

    #[test]
    fn boxes_side_by_side() {
        let dom = Dom::parse(
            "<p><span>Ada Marsh</span><span>5 March 2024</span><a>2 shares</a><p>i<span>P</span>hone, H<span>2</span>O\
             <h2><span>Harbour</span>The gates open</h2>",
        );
        let flow = read(&dom, false);
        let words: Vec<&str> = flow.stretches.iter().map(|s| s.words.as_str()).collect();
        assert_eq!(words, ["Ada Marsh 5 March 2024 2 shares", "iPhone, H2O", "Harbour The gates open"]);
    }
}
