//! What stays together, whatever its parts look like: lists, tables, quotations, code, notes, and lines that only breaks part.
//! In: the page's stretches with the fates that the model gave them. Out: better fates.

use super::address::host;
use super::dom::{Dom, Id};
use super::features::{self, Row};
use super::flow::Flow;
use super::write::Fate;
use crate::model::account::{Role, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What the page is weighed with.
struct Page<'p> {
    dom: &'p Dom,
    flow: &'p Flow,
    /// Words of the stretches.
    sizes: &'p [usize],
    rows: &'p [Row],
    /// The page's own address.
    address: Option<&'p str>,
    /// Its tables of data.
    data: BTreeSet<Id>,
}

/// Gives better fates to what stays together.
pub(super) fn complete(
    (dom, flow): (&Dom, &Flow),
    sizes: &[usize],
    rows: &[Row],
    address: Option<&str>,
    fates: &mut [Fate],
) {
    let data = dom.named("table").filter(|&id| super::table::is_data(dom, id)).collect();
    let page = Page { dom, flow, sizes, rows, address, data };
    page.parted_by_breaks(fates);
    page.among(fates);
    let groups = page.groups();
    page.lists(&groups, fates);
    page.tables(&groups, fates);
    page.last(&groups, fates);
    page.notes(fates);
}

/// A list, table or quotation that lies in no other, with its stretches.
struct Group {
    id: Id,
    /// The innermost block around it that holds other stretches.
    holder: Id,
    /// What stands in `holder` and holds the group.
    top: Id,
    at: Range<usize>,
}

impl Page<'_> {
    fn above(&self, at: usize) -> impl Iterator<Item = Id> + '_ {
        self.up(self.flow.stretches[at].block)
    }

    fn up(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |&id| self.dom.node(id).parent)
    }

    fn is_within(&self, at: usize, id: Id) -> bool {
        self.above(at).any(|above| above == id)
    }

    /// Words of the body, and all, below each node.
    fn held(&self, fates: &[Fate]) -> (Vec<usize>, Vec<usize>) {
        let (mut held, mut all) = (vec![0usize; self.dom.len()], vec![0usize; self.dom.len()]);
        for (at, fate) in fates.iter().enumerate() {
            for id in self.above(at) {
                all[id as usize] += self.sizes[at];
                held[id as usize] += if *fate == Fate::Body { self.sizes[at] } else { 0 };
            }
        }
        (held, all)
    }

    /// A sentence beside the article's that only a break parts from it is the article's.
    fn parted_by_breaks(&self, fates: &mut [Fate]) {
        const SENTENCE: usize = 12;
        let stretches = &self.flow.stretches;
        for at in 0..fates.len() {
            let is_beside = |other: Option<usize>| {
                other.is_some_and(|other| {
                    fates.get(other) == Some(&Fate::Body) && stretches[other].block == stretches[at].block
                })
            };
            let says = self.sizes[at] >= SENTENCE
                && stretches[at].linked * 3 < stretches[at].words.len()
                && stretches[at].words.contains(['.', '!', '?', '…', '。']);
            let is_beside = is_beside(at.checked_sub(1)) || is_beside(Some(at + 1));
            if fates[at] != Fate::Body && says && is_beside && features::may_be_body(&self.rows[at]) {
                fates[at] = Fate::Body;
            }
        }
    }

    /// Tables, quotations and code that stand among the article's paragraphs are the article's, however little they look like
    /// paragraphs, unless the page names them as something else. Of a list, table or quotation that is the article's for the
    /// most part, all is.
    fn among(&self, fates: &mut [Fate]) {
        const MOSTLY: usize = 5;
        const PARTLY: usize = 3;
        let Some((first, last)) = ends(fates) else { return };
        let (held, all) = self.held(fates);
        let is_home = |id: Id| held[id as usize] * 10 >= held[0] * 6;
        let is_whole = |id: Id, tenths: usize| {
            matches!(self.dom.name(id), "ul" | "ol" | "dl" | "table" | "blockquote")
                && held[id as usize] * 10 >= all[id as usize] * tenths
        };
        for (at, fate) in fates.iter_mut().enumerate() {
            if *fate == Fate::Body || features::is_control(&self.rows[at]) {
                continue;
            }
            let kept = || {
                let mut inner = self.above(at).take_while(|&id| !is_home(id));
                inner.any(|id| matches!(self.dom.name(id), "table" | "blockquote" | "pre"))
            };
            let among = || self.above(at).skip(1).any(is_home);
            let within = (first..last).contains(&at);
            let tenths = if within && !features::is_beside(&self.rows[at]) { PARTLY } else { MOSTLY };
            let may = within && features::may_be_body(&self.rows[at]);
            if self.above(at).any(|id| is_whole(id, tenths)) || may && kept() && among() {
                *fate = Fate::Body;
            }
        }
    }

    /// The outermost lists, tables and quotations below what the page's words have in common.
    fn groups(&self) -> Vec<Group> {
        let mut counts = vec![0usize; self.dom.len()];
        for at in 0..self.flow.stretches.len() {
            self.above(at).for_each(|id| counts[id as usize] += 1);
        }
        let is_group = |id: &Id| matches!(self.dom.name(*id), "ul" | "ol" | "dl" | "table" | "blockquote" | "pre");
        let mut out: Vec<Group> = Vec::new();
        for at in 0..self.flow.stretches.len() {
            let is_layout = |id: &Id| self.dom.name(*id) == "table" && !self.data.contains(id);
            let Some(id) = self.above(at).take_while(|id| !is_layout(id)).filter(is_group).last() else { continue };
            if let Some(last) = out.last_mut().filter(|last| last.id == id) {
                last.at.end = at + 1;
                continue;
            }
            // a figure holds its caption too
            let whole = self.up(id).take(4).find(|&id| self.dom.name(id) == "figure").unwrap_or(id);
            let holder = self.up(whole).skip(1).find(|&above| counts[above as usize] > counts[whole as usize]);
            let Some(holder) = holder else { continue };
            let top = self.up(id).take_while(|&above| above != holder).last().unwrap_or(id);
            out.push(Group { id, holder, top, at: at..at + 1 });
        }
        out
    }

    /// What stands next to a group in its holder, other groups left out: the last stretch of it before, the first behind.
    fn beside(&self, group: &Group, groups: &[Group]) -> (Option<usize>, Option<usize>) {
        const SKIPPED: usize = 40;
        let is_grouped = |at: usize| {
            let next = groups.partition_point(|other| other.at.end <= at);
            groups.get(next).is_some_and(|other| other.at.contains(&at) && other.holder == group.holder)
        };
        let is_free = |at: &usize| !is_grouped(*at) && self.dom.name(self.flow.stretches[*at].block) != "figcaption";
        let within = |at: &usize| self.is_within(*at, group.holder);
        let before = (0..group.at.start).rev().take(SKIPPED).find(is_free).filter(within);
        let behind = (group.at.end..self.flow.stretches.len()).take(SKIPPED).find(is_free).filter(within);
        (before, behind)
    }

    /// A list is the article's where its paragraphs stand in the same block on both sides, or where a line that ends in a
    /// colon or a heading of it announces the list where most of the article stands; a list of links only if they lead to
    /// other sites.
    fn lists(&self, groups: &[Group], fates: &mut [Fate]) {
        let (held, _) = self.held(fates);
        let is_home = |id: Id| held[id as usize] * 10 >= held[0] * 6;
        for group in groups.iter().filter(|group| matches!(self.dom.name(group.id), "ul" | "ol" | "dl")) {
            if fates[group.at.clone()].iter().all(|fate| *fate == Fate::Body) || self.is_named_apart(group) {
                continue;
            }
            let (before, behind) = self.beside(group, groups);
            let is_body = |at: Option<usize>| at.is_some_and(|at| fates[at] == Fate::Body);
            let ends = |at: usize| self.flow.stretches[at].words.ends_with([':', '：']);
            let heads =
                |at: usize| matches!(self.dom.name(self.flow.stretches[at].block), "h2" | "h3" | "h4" | "h5" | "h6");
            let is_told = is_home(group.holder) && before.is_some_and(|at| ends(at) || heads(at));
            let is_linked = self.is_of_links(group) && !self.leads_away(group, before.is_some_and(ends));
            if is_body(before) && (is_body(behind) || is_told) && !is_linked {
                fates[group.at.clone()].fill(Fate::Body);
            }
        }
    }

    /// Whether what holds a group says of itself that it is no part of the article.
    fn is_named_apart(&self, group: &Group) -> bool {
        let around = self.up(group.id).take_while(|&id| id != group.holder);
        let is_control = |at: usize| features::is_control(&self.rows[at]);
        let controls = group.at.clone().filter(|&at| is_control(at)).count();
        around.into_iter().any(|id| features::is_clutter(self.dom, id)) || controls * 2 > group.at.len()
    }

    fn is_of_links(&self, group: &Group) -> bool {
        let stretches = &self.flow.stretches[group.at.clone()];
        let (linked, all) = stretches.iter().fold((0, 0), |(l, a), s| (l + s.linked, a + s.words.len()));
        linked * 5 > all * 2
    }

    /// Whether the links of a group lead to several other sites, or to one where a line with a colon told so.
    fn leads_away(&self, group: &Group, is_told: bool) -> bool {
        let own = self.address.and_then(host);
        let links = self.dom.descendants(group.top).filter(|&id| self.dom.name(id) == "a");
        let hosts: Option<BTreeSet<&str>> = links.map(|id| host(self.dom.attribute(id, "href")?)).collect();
        let is_other = |hosts: &BTreeSet<&str>| own.map_or(hosts.len() > 1, |own| !hosts.contains(own));
        hosts.filter(is_other).is_some_and(|hosts| hosts.len() > 1 || is_told)
    }

    /// A table of data is kept or set aside as a whole, with its caption and what a figure says of it: kept among the
    /// article's paragraphs, and where most of it looks like the article.
    fn tables(&self, groups: &[Group], fates: &mut [Fate]) {
        for group in groups.iter().filter(|group| self.data.contains(&group.id)) {
            let (before, behind) = self.beside(group, groups);
            let is_body = |at: Option<usize>| at.is_some_and(|at| fates[at] == Fate::Body);
            let words = |kept: bool| -> usize {
                group.at.clone().filter(|&at| (fates[at] == Fate::Body) == kept).map(|at| self.sizes[at]).sum()
            };
            let is_among = is_body(before) && is_body(behind) && !self.is_of_links(group);
            let named =
                self.up(group.id).take_while(|&id| id != group.holder).any(|id| features::is_clutter(self.dom, id));
            if words(true) >= words(false) || is_among && !named {
                fates[group.at.clone()].fill(Fate::Body);
                self.tell_of(group, fates);
            } else if let Some(other) = most(&fates[group.at.clone()]) {
                fates[group.at.clone()].fill(other);
            }
        }
    }

    /// The caption of a figure that holds a table and no picture.
    fn tell_of(&self, group: &Group, fates: &mut [Fate]) {
        let Some(figure) = self.up(group.id).find(|&id| self.dom.name(id) == "figure") else { return };
        if self.dom.descendants(figure).any(|id| self.dom.name(id) == "img") {
            return;
        }
        let near = group.at.start.saturating_sub(2)..(group.at.end + 2).min(fates.len());
        for at in near.filter(|&at| self.is_within(at, figure)) {
            fates[at] = Fate::Body;
        }
    }

    /// A table or quotation behind the last paragraph is the article's where it stands in the innermost block that holds most
    /// of the article, and holds words rather than links.
    fn last(&self, groups: &[Group], fates: &mut [Fate]) {
        let Some((_, last)) = ends(fates) else { return };
        let (held, _) = self.held(fates);
        let is_home = |id: &Id| held[*id as usize] * 10 >= held[0] * 6;
        let home = self.above(last).find(is_home).filter(|&id| !matches!(self.dom.name(id), "body" | "html" | ""));
        let Some(home) = home else { return };
        for group in groups.iter().filter(|group| group.at.start > last) {
            let is_kind = matches!(self.dom.name(group.id), "table" | "blockquote" | "dl");
            let may = |at: usize| features::may_be_body(&self.rows[at]);
            let of = |of: &dyn Fn(usize) -> usize| group.at.clone().filter(|&at| may(at)).map(of).sum::<usize>();
            let (linked, words) =
                (of(&|at| self.flow.stretches[at].linked), of(&|at| self.flow.stretches[at].words.len()));
            let named = self.up(group.id).take_while(|&id| id != home).any(|id| features::is_clutter(self.dom, id));
            if is_kind && !named && self.up(group.id).any(|id| id == home) && linked * 3 < words {
                fates[group.at.clone()].fill(Fate::Body);
            }
        }
    }

    /// What a number in the article leads to is a note of it.
    fn notes(&self, fates: &mut [Fate]) {
        let mut places: BTreeMap<&str, Id> = BTreeMap::new();
        for id in self.dom.descendants(0) {
            if let Some(name) = self.dom.attribute(id, "id").filter(|_| is_note(self.dom.name(id))) {
                places.entry(name).or_insert(id);
            }
        }
        if places.is_empty() {
            return;
        }
        let body = (0..fates.len()).filter(|&at| fates[at] == Fate::Body);
        let links = body.flat_map(|at| &self.flow.stretches[at].runs).filter_map(|&run| {
            let link = self.up(run).take(4).find(|&id| self.dom.name(id) == "a")?;
            let is_sign = |words: &str| words.len() <= 8 && !words.chars().any(char::is_alphabetic);
            let name = self.dom.attribute(link, "href")?.strip_prefix('#')?;
            is_sign(&self.dom.words(link)).then_some(name)
        });
        let noted: BTreeSet<Id> = links.filter_map(|name| places.get(name).copied()).collect();
        for (at, fate) in fates.iter_mut().enumerate() {
            if self.above(at).any(|id| noted.contains(&id)) {
                *fate = Fate::Body;
            }
        }
    }
}

/// Elements that hold a note.
fn is_note(name: &str) -> bool {
    matches!(name, "li" | "p" | "dd" | "div" | "aside" | "tr")
}

/// The first and the last stretch of the body.
fn ends(fates: &[Fate]) -> Option<(usize, usize)> {
    let is_body = |fate: &Fate| *fate == Fate::Body;
    Some((fates.iter().position(is_body)?, fates.iter().rposition(is_body)?))
}

/// The commonest fate that is not the body's, of equals the first.
fn most(fates: &[Fate]) -> Option<Fate> {
    let apart = || fates.iter().filter(|fate| matches!(fate, Fate::Part(Role::Aside(_), Rule { .. })));
    let count = |fate: &&Fate| apart().filter(|other| other == fate).count();
    apart().rev().max_by_key(count).copied()
}
