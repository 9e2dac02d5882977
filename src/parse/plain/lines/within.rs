//! What the cut took from the article for nothing but its neighbours: a heading between two paragraphs, and a paragraph behind an
//! advert or a sign-up form that stands within the article.

use super::super::page::{Ending, Page, starts_item};
use super::{Lines, clutter, is_weighed};
use crate::lexicon::boilerplate::Furniture;
use crate::model::account::{Aside, Role};

/// Words of a heading at most, and of a paragraph at least.
const HEADING: usize = 8;
const PARAGRAPH: usize = 20;
/// What a paragraph's own look must be, in hundredths of a log-odds.
const LOOK: i32 = 60;
/// How many lines may stand between two paragraphs: an advert's label, a heading.
const LABEL: usize = 2;
/// How many lines an insert above a heading has at most.
const INSERT: usize = 8;

impl Lines {
    /// Takes back headings and paragraphs of the article.
    pub(super) fn take_back(&self, page: &mut Page<'_>) {
        self.paragraphs(page);
        self.headings(page);
    }

    /// Paragraphs that follow one of the article, at once or behind an insert.
    fn paragraphs(&self, page: &mut Page<'_>) {
        let mut since = INSERT + 1;
        for at in 0..page.units.len() {
            // items of a list part no paragraphs, nor do the line that announces them and a site's own calls
            if page.units[at].core.is_empty() || starts_item(page.words(at)).is_some() || is_between(page, at) {
                continue;
            }
            if is_article(page, at) && page.units[at].words >= PARAGRAPH
                || self.is_paragraph(page, at) && (since <= LABEL || since <= INSERT && self.opens_section(page, at))
            {
                if !page.units[at].is_open() && page.units[at].verdict.is_some_and(|(_, rule)| is_weighed(rule)) {
                    page.units[at].verdict = None;
                }
                since = 0;
            } else if ends_article(page, at) {
                since = INSERT + 1;
            } else {
                since += 1;
            }
        }
    }

    /// Whether only its neighbours speak against a line that looks like a paragraph.
    fn is_paragraph(&self, page: &Page<'_>, at: usize) -> bool {
        let Ok(i) = self.forms.binary_search_by_key(&at, |form| form.at) else { return false };
        let form = &self.forms[i];
        page.units[at].verdict.is_some_and(|(_, rule)| is_weighed(rule))
            && form.words >= PARAGRAPH
            && form.is_closed
            && self.places[i][0] >= LOOK
    }

    /// Whether a paragraph stands below a heading, which stands below a line that is surely a site's, and has a word of the article.
    fn opens_section(&self, page: &Page<'_>, at: usize) -> bool {
        let is_sure = |above: usize| {
            is_aside(page, above) && page.units[above].verdict.is_some_and(|(_, rule)| !is_weighed(rule))
        };
        at >= 2 && could_head(page, at - 1) && is_sure(at - 2) && self.shares(at)
    }

    /// Whether a line has a telling word of the article.
    fn shares(&self, at: usize) -> bool {
        self.form(at).is_some_and(|form| form.telling.iter().any(|key| self.told.contains(key)))
    }

    /// Short lines that stand alone above a paragraph of the article: below another one, or below an insert that ends with a line
    /// that is surely a site's.
    fn headings(&self, page: &mut Page<'_>) {
        let filled: Vec<usize> = (0..page.units.len()).filter(|&at| !page.units[at].core.is_empty()).collect();
        let is_paragraph = |at: usize| is_article(page, at) && page.units[at].words >= PARAGRAPH;
        let stands = |k: usize| {
            let is_insert = |at: usize| is_aside(page, at) && !ends_article(page, at);
            let is_sure = page.units[filled[k - 1]].verdict.is_some_and(|(_, rule)| !is_weighed(rule));
            let mut above = filled[..k].iter().rev().take(INSERT + 1);
            let paragraph = above.position(|&at| !is_insert(at)).filter(|&insert| insert == 0 || is_sure);
            paragraph.is_some_and(|insert| is_paragraph(filled[k - 1 - insert]))
                && filled.get(k + 1).is_some_and(|&below| is_paragraph(below))
        };
        let heads: Vec<usize> =
            (1..filled.len()).filter(|&k| could_head(page, filled[k]) && stands(k)).map(|k| filled[k]).collect();
        heads.into_iter().for_each(|at| page.units[at].verdict = None);
    }
}

fn is_aside(page: &Page<'_>, at: usize) -> bool {
    matches!(page.units[at].verdict, Some((Role::Aside(_), _)))
}

fn is_article(page: &Page<'_>, at: usize) -> bool {
    matches!(page.units[at].verdict, None | Some((Role::Body, _)))
}

/// Whether the article ends at a line: a list of other stories, comments, a note on the author, tags, a copyright.
fn ends_article(page: &Page<'_>, at: usize) -> bool {
    let unit = &page.units[at];
    matches!(unit.furniture, Some(Furniture::OtherStories | Furniture::Comments))
        || match unit.verdict {
            Some((Role::Aside(Aside::OtherStories | Aside::Comments | Aside::Notice), _)) => true,
            Some((Role::Aside(Aside::Teaser), rule)) => !is_weighed(rule),
            Some((Role::Meta(_), _)) => true,
            _ => false,
        }
}

/// Whether a line announces a list, or is surely an advert's or a call.
fn is_between(page: &Page<'_>, at: usize) -> bool {
    let announces = || {
        let mut below = (at + 1..page.units.len()).take(LABEL).filter(|&below| !page.units[below].core.is_empty());
        page.units[at].ending == Ending::Colon && below.next().is_some_and(|at| starts_item(page.words(at)).is_some())
    };
    matches!(page.units[at].furniture, Some(Furniture::Advert | Furniture::Call)) || announces()
}

fn could_head(page: &Page<'_>, at: usize) -> bool {
    let unit = &page.units[at];
    let words = page.words(at);
    unit.words <= HEADING
        && unit.ending == Ending::Open
        && unit.furniture.is_none()
        && unit.verdict.is_some_and(|(_, rule)| is_weighed(rule))
        && words.starts_with(|c: char| !c.is_lowercase())
        && words.chars().any(char::is_alphabetic)
        && !clutter::is_caption(words)
}
