//! Plain text: a page copied whole, with the site's clutter. The reading text is the seed itself.
//!
//! Lines become [`page::Unit`]s; then each pass below decides what it can prove about the units that are still open, from the
//! surest evidence to the weakest. What no pass claims is the body.
//!
//! 1. [`facts`]: typed statements, labels, relations and sources of a fact sheet.
//! 2. [`mail`]: the lines of a mail's head; [`furniture`]: boilerplate lines, related-post lines, tags, calls at the end of a paragraph.
//! 3. [`edges`]: the author's note, and teasers of other stories before or behind the article.
//! 4. [`epigraph`]: a quotation with its source that opens the article.
//! 5. `recurring`: lines that stand in most clippings of the site, when hints say so.
//! 6. [`head`]: title, site, date and byline, above where [`lines`] sees the article begin; [`title`] ranks the candidates.
//! 7. [`lines`]: which of the remaining lines are the article, by weighed evidence; not on fact sheets.
//! 8. [`tail`]: what stands behind the last paragraph.
//! 9. [`paper`]: papers and tables take back what was set aside by weight alone; [`site`]: whose page it is.
//! 10. [`body`]: headings, quotes, lists, paragraphs.

mod body;
mod byline;
mod edges;
mod epigraph;
pub(super) mod facts;
mod furniture;
mod head;
mod kind;
mod lines;
mod mail;
pub(super) mod note;
mod page;
mod paper;
mod recurring;
mod site;
pub(super) mod smallprint;
mod stories;
mod table;
mod tail;
mod title;

use super::read::{Guess, Read, line_origin};
use crate::model::Reading;
use crate::model::evidence::Witness;
use crate::model::hints::Hints;
use crate::text::fold::fold_title;
use crate::text::{Lang, LineIndex, lang};
use page::Page;
use std::sync::Arc;

/// Reads `text`, whose language is `usual` unless it shows another, and whose title is `known` where the owner said it.
pub(super) fn read(text: &str, usual: &Lang, known: Option<&str>, hints: &Hints, witness: &Witness) -> Read {
    let lines = LineIndex::new(text);
    let language = lang::detect(text).unwrap_or_else(|| usual.clone());
    let mut page = Page::new(text, &lines, language, witness);
    let sheet = facts::read(&mut page, known);
    let mut guess = Guess::default();
    let is_mail = mail::read(&mut page, &mut guess);
    furniture::read(&mut page);
    edges::read(&mut page, &mut guess);
    epigraph::read(&mut page);
    recurring::read(&mut page, hints, known.map(fold_title).as_deref());
    let before = lines::read(&page);
    if !is_mail {
        head::read(&mut page, &mut guess, known, &before);
        edges::notes_on_authors(&mut page, &guess);
    }
    tail::below_heads(&mut page);
    if sheet.facts.is_empty() && !is_mail {
        before.again(&page).decide(&mut page);
    }
    if !is_mail {
        tail::read(&mut page);
    }
    paper::read(&mut page);
    site::read(&mut page, &mut guess);
    let tree = body::read(&mut page, &mut guess);
    guess.authors = byline::joined(std::mem::take(&mut guess.authors));
    guess.kind = kind::infer(&page, &guess, !sheet.facts.is_empty(), is_mail);
    let Page { parts, refs, .. } = page.finish();
    Read {
        reading: Reading { text: Arc::from(text), origin: line_origin(&lines), source: None },
        parts,
        nodes: tree.nodes,
        marks: tree.marks,
        refs,
        facts: sheet.facts,
        relations: sheet.relations,
        guess,
        lines: u32::try_from(lines.spans().len()).unwrap_or(u32::MAX),
        unseen: Vec::new(),
        passages: Vec::new(),
        unread: None,
    }
}
