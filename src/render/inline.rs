//! Words of one block with their marks. Enters: a span of an article. Leaves: inline HTML: emphasis, code, links, footnote
//! numbers, line breaks, and runs in other scripts. Marks may overlap; the tags never do.

use super::here::Here;
use super::html::{escape_into, escaped, followable, prose_into};
use crate::model::Slot;
use crate::model::article::Article;
use crate::model::block::{Block, MarkKind, Node};
use crate::model::dossier::Entry;
use crate::model::links::Resolved;
use crate::model::reference::RefKind;
use crate::text::Span;
use std::collections::BTreeMap;

/// Writes the words of one article, and remembers where it put what other places lead back to.
pub(crate) struct Pen<'a> {
    /// The page.
    pub here: Here<'a>,
    /// The article.
    pub slot: Slot,
    /// The article and its words.
    pub entry: &'a Entry,
    /// Ids of the places that cite a fact, by the fact's index.
    pub cites: BTreeMap<u16, Vec<String>>,
    /// Ids of the places that carry a footnote's number, by footnote.
    pub notes: BTreeMap<u16, Vec<String>>,
    /// How deep in blocks within blocks the pen is.
    pub depth: usize,
    /// Whether the words stand away from their own page: links lead there in full, footnotes and citations are left out.
    pub away: bool,
    /// Addresses out of the site, in the order in which links lead there: in a document for paper alone, where each is a note.
    addresses: Vec<String>,
    /// How many footnotes the article has there.
    footnotes: usize,
}

/// An open tag: which mark it stands for and how it closes.
struct Open {
    mark: usize,
    close: String,
}

impl<'a> Pen<'a> {
    /// A pen for the article at `slot`.
    pub(crate) fn new(here: Here<'a>, slot: Slot) -> Self {
        Self {
            here,
            slot,
            entry: here.entry(slot),
            cites: BTreeMap::new(),
            notes: BTreeMap::new(),
            depth: 0,
            away: false,
            addresses: Vec::new(),
            footnotes: here.whole.map_or(0, |_| footnotes(&here.entry(slot).article)),
        }
    }

    /// The addresses that links lead to, each with the number of its note.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        (self.footnotes + 1..).zip(self.addresses.iter().map(String::as_str))
    }

    fn article(&self) -> &'a Article {
        &self.entry.article
    }

    /// The words at `span` as HTML; `None` when they may not be shown.
    pub(crate) fn inline(&mut self, span: Span) -> Option<String> {
        let words = self.entry.shown.words(span)?;
        let marks = &self.article().marks;
        let order = self.within(span);
        let mut out = String::with_capacity(words.len() + 32 * order.len());
        let mut open: Vec<Open> = Vec::new();
        let (mut at, mut next) = (span.start, 0);
        while at < span.end {
            let mut stop = order.get(next).map_or(span.end, |&i| marks[i].span.start);
            if stop == at {
                let mark = order[next];
                next += 1;
                if marks[mark].span.is_empty() || self.replaces(mark) {
                    let tag = self.whole(mark, open.iter().any(|o| self.is_link(o.mark)));
                    out.push_str(&tag);
                    at = at.max(marks[mark].span.end);
                    next += order[next..].iter().take_while(|&&i| marks[i].span.start < at).count();
                    self.close(&mut out, &mut open, at);
                } else if let Some((tag, close)) = self.tag(mark, &open) {
                    out.push_str(&tag);
                    open.push(Open { mark, close });
                }
                continue;
            }
            stop = open.iter().map(|o| marks[o.mark].span.end).fold(stop, u32::min);
            let code = open.iter().any(|o| matches!(marks[o.mark].kind, MarkKind::Code));
            let piece = words.get((at - span.start) as usize..(stop - span.start) as usize).unwrap_or_default();
            if code {
                escape_into(&mut out, piece);
            } else {
                prose_into(&mut out, piece, &self.article().lang.value);
            }
            at = stop;
            self.close(&mut out, &mut open, at);
        }
        self.close(&mut out, &mut open, u32::MAX);
        Some(out)
    }

    /// The marks within `span`, outer ones first.
    fn within(&self, span: Span) -> Vec<usize> {
        let marks = &self.article().marks;
        let first = marks.partition_point(|mark| mark.span.start < span.start);
        let count = marks[first..].iter().take_while(|mark| mark.span.start < span.end).count();
        let mut order: Vec<usize> = (first..first + count).filter(|&i| marks[i].span.end <= span.end).collect();
        order.sort_by_key(|&i| (marks[i].span.start, std::cmp::Reverse(marks[i].span.end)));
        order
    }

    /// Closes every tag whose mark has ended, and opens those again that were only in the way.
    fn close(&mut self, out: &mut String, open: &mut Vec<Open>, at: u32) {
        let marks = &self.article().marks;
        let ended = |o: &Open| marks[o.mark].span.end <= at;
        let Some(depth) = open.iter().position(ended) else { return };
        let mut again = Vec::new();
        while open.len() > depth {
            if let Some(top) = open.pop() {
                out.push_str(&top.close);
                if !ended(&top) {
                    again.push(top.mark);
                }
            }
        }
        for mark in again.into_iter().rev() {
            if let Some((tag, close)) = self.tag(mark, open) {
                out.push_str(&tag);
                open.push(Open { mark, close });
            }
        }
    }

    fn is_link(&self, mark: usize) -> bool {
        matches!(self.article().marks[mark].kind, MarkKind::Link(_))
    }

    fn replaces(&self, mark: usize) -> bool {
        matches!(self.article().marks[mark].kind, MarkKind::Footnote(_) | MarkKind::LineBreak)
    }

    /// A mark that stands for itself.
    fn whole(&mut self, mark: usize, in_link: bool) -> String {
        match self.article().marks[mark].kind {
            MarkKind::LineBreak => "<br>".to_owned(),
            MarkKind::Footnote(_) if self.away => String::new(),
            MarkKind::Footnote(index) if !in_link => self.footnote(index),
            MarkKind::Footnote(index) => format!("<sup>{}</sup>", index + 1),
            _ => String::new(),
        }
    }

    fn footnote(&mut self, index: u16) -> String {
        let before = self.notes.get(&index).map_or(0, Vec::len);
        let suffix = if before == 0 { String::new() } else { format!("-{}", before + 1) };
        let id = self.here.own_id(self.slot, format!("fnref-{}{suffix}", index + 1));
        let target = self.here.own_id(self.slot, format!("fn-{}", index + 1));
        let number = (index + 1).to_string();
        let label = escaped(&self.here.words().fill("body.note", &[("n", &number)]));
        self.notes.entry(index).or_default().push(id.clone());
        format!("<sup><a id=\"{id}\" href=\"#{target}\" aria-label=\"{label}\">{number}</a></sup>")
    }

    /// The opening and closing tag of a mark; `None` where it shows nothing or may not stand here.
    fn tag(&mut self, mark: usize, open: &[Open]) -> Option<(String, String)> {
        let simple = |name: &str| Some((format!("<{name}>"), format!("</{name}>")));
        match self.article().marks[mark].kind {
            MarkKind::Strong => simple("strong"),
            MarkKind::Emphasis => simple("em"),
            MarkKind::Struck => simple("del"),
            MarkKind::Lit => simple("mark"),
            MarkKind::Raised => simple("sup"),
            MarkKind::Lowered => simple("sub"),
            MarkKind::Code => simple("code"),
            MarkKind::Link(_) if open.iter().any(|o| self.is_link(o.mark)) => None,
            MarkKind::Link(reference) => self.link(mark, reference),
            MarkKind::Footnote(_) | MarkKind::LineBreak => None,
        }
    }

    fn link(&mut self, mark: usize, reference: u16) -> Option<(String, String)> {
        let resolved = self.here.all.links.resolved.get(self.slot.index())?.get(reference as usize)?;
        if self.away {
            return self.led(resolved);
        }
        if let Resolved::Fact(fact) = resolved {
            return self.cite(*fact);
        }
        let picture = self.article().refs.get(reference as usize).is_some_and(|r| r.kind == RefKind::Picture);
        if matches!(resolved, Resolved::Missing) && !picture {
            let absent = escaped(self.here.words().get("references.absent"));
            return Some((String::new(), format!(" <span class=\"absent\">({absent})</span>")));
        }
        let (href, outside) = address(self.here, self.slot, resolved)?;
        let (open, close) = opened(&href, outside);
        let note = if outside && self.here.whole.is_some() { self.noted(mark, href) } else { String::new() };
        Some((open, close + &note))
    }

    /// A link as it leads from another page: what it points to within its own is there.
    fn led(&self, resolved: &Resolved) -> Option<(String, String)> {
        let own = |anchor: &str| {
            let route = self.here.article_route(self.slot)?;
            self.here.shows_heading(self.slot, anchor).then(|| (self.here.at(route, anchor), false))
        };
        let (href, outside) = match resolved {
            Resolved::Here(anchor) => own(anchor)?,
            other => address(self.here, self.slot, other)?,
        };
        Some(opened(&href, outside))
    }

    /// The number of the note that tells the address of a link on paper; nothing where the link's words are the address.
    fn noted(&mut self, mark: usize, href: String) -> String {
        let words = self.entry.shown.words(self.article().marks[mark].span).unwrap_or_default().trim();
        if words.len() > 4 && href.trim_end_matches('/').ends_with(words.trim_end_matches('/')) {
            return String::new();
        }
        let known = self.addresses.iter().position(|address| *address == href);
        let at = known.unwrap_or_else(|| {
            self.addresses.push(href);
            self.addresses.len() - 1
        });
        format!("<sup class=\"to\">{}</sup>", self.footnotes + at + 1)
    }

    fn cite(&mut self, fact: u16) -> Option<(String, String)> {
        self.entry.shown.words(self.article().facts.get(fact as usize)?.words)?;
        let places = self.cites.entry(fact).or_default();
        let id = self.here.own_id(self.slot, format!("cite-{}-{}", fact + 1, places.len() + 1));
        places.push(id.clone());
        let target = self.here.fact_id(self.slot, fact as usize);
        Some((format!("<a class=\"cite\" id=\"{id}\" href=\"#{target}\">"), "</a>".to_owned()))
    }
}

/// The tags of a link.
fn opened(href: &str, outside: bool) -> (String, String) {
    let rel = if outside { " rel=\"noopener noreferrer external\"" } else { "" };
    (format!("<a href=\"{}\"{rel}>", escaped(href)), "</a>".to_owned())
}

/// How many footnotes an article has.
fn footnotes(article: &Article) -> usize {
    let number = |node: &Node| if let Block::Footnote(index) = node.kind { usize::from(index) + 1 } else { 0 };
    article.nodes.iter().map(number).max().unwrap_or(0)
}

/// Where something resolved in the article at `from` leads, and whether that is out of the site; `None` when it cannot be
/// followed.
pub(crate) fn address(here: Here<'_>, from: Slot, resolved: &Resolved) -> Option<(String, bool)> {
    match resolved {
        Resolved::Article { slot, anchor } => {
            let anchor = anchor.as_ref().filter(|anchor| here.shows_heading(*slot, anchor));
            let place = anchor.and_then(|anchor| here.in_article(*slot, &here.placed(*slot, anchor.to_string())));
            let href = place.unwrap_or_else(|| here.article(*slot));
            (!href.is_empty()).then_some((href, false))
        }
        Resolved::Here(anchor) => {
            let place = here.placed(from, anchor.to_string());
            Some((format!("#{}", crate::model::site::encode(&place)), false))
        }
        Resolved::File(route) => (!here.alone()).then(|| (here.href(route), false)),
        Resolved::Outside(url) => followable(url).map(|url| (url, true)),
        Resolved::Fact(_) | Resolved::Missing => None,
    }
}
