//! Plain text: a page copied whole, with the site's clutter. The reading text is the seed itself.
//!
//! Lines become [`page::Unit`]s; then each pass below decides what it can prove about the units that are still open, from the
//! surest evidence to the weakest. What no pass claims is the body.
//!
//! 1. [`facts`]: typed statements, labels, relations and sources of a fact sheet.
//! 2. [`mail`]: the lines of a mail's head; [`furniture`]: boilerplate lines, related-post lines, tags, calls at the end of a paragraph;
//!    [`comments`]: readers' comments; [`openings`]: teasers whose title is glued to their first words.
//! 3. [`edges`]: the author's note, and teasers of other stories before or behind the article.
//! 4. [`epigraph`]: a quotation with its source that opens the article.
//! 5. `recurring`: lines that stand in most clippings of the site, when hints say so.
//! 6. [`head`]: title, site, date and byline, above where [`lines`] sees the article begin; [`title`] ranks the candidates.
//! 7. [`lines`]: which of the remaining lines are the article, by weighed evidence; not on fact sheets.
//! 8. [`tail`]: what stands behind the last paragraph.
//! 9. [`paper`], [`lists`]: papers, tables and lists take back what was set aside by weight alone; [`site`]: whose page it is.
//! 10. [`body`]: headings, quotes, lists, paragraphs.

mod body;
mod byline;
mod comments;
mod edges;
mod epigraph;
pub(super) mod facts;
mod furniture;
mod head;
mod kind;
mod lines;
mod lists;
mod mail;
pub(super) mod note;
mod openings;
mod page;
mod paper;
mod recurring;
mod site;
pub(super) mod smallprint;
mod stories;
mod table;
mod tail;
mod title;

use super::read::{Beyond, Guess, Read, line_origin};
use crate::model::Reading;
use crate::model::evidence::Witness;
use crate::model::hints::Hints;
use crate::text::fold::fold_title;
use crate::text::{Lang, LineIndex, lang};
use facts::Sheet;
use page::Page;
use std::sync::Arc;

/// Reads `text`, whose language is `usual` unless it shows another, and whose title is `known` where the owner said it.
pub(super) fn read(text: &str, usual: &Lang, known: Option<&str>, hints: &Hints, witness: &Witness) -> Read {
    let lines = LineIndex::new(text);
    let language = lang::detect(text).unwrap_or_else(|| usual.clone());
    let mut page = Page::new(text, &lines, language, witness);
    let mut guess = Guess::default();
    let beyond = beyond(text, &lines);
    let (sheet, is_mail) = match beyond {
        None => weigh(&mut page, &mut guess, known, hints),
        Some(_) => (Sheet::default(), false),
    };
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
        beyond,
    }
}

/// A text of more lines or bytes is no page that anybody copied: it is shown as it stands, for to weigh its lines would take
/// longer than anybody waits.
fn beyond(text: &str, lines: &LineIndex) -> Option<Beyond> {
    const LINES: usize = 60_000;
    const BYTES: usize = 6_000_000;
    let is_long = |length: usize, most, what| (length > most).then_some(Beyond::Long { most, what });
    is_long(lines.spans().len(), LINES, "lines").or_else(|| is_long(text.len(), BYTES, "bytes"))
}

/// All passes but the last; gives what a fact sheet states, and whether it is a mail.
fn weigh(page: &mut Page<'_>, guess: &mut Guess, known: Option<&str>, hints: &Hints) -> (Sheet, bool) {
    let sheet = facts::read(page, known);
    let is_mail = mail::read(page, guess);
    furniture::read(page);
    comments::read(page);
    openings::read(page);
    edges::read(page, guess);
    epigraph::read(page);
    recurring::read(page, hints, known.map(fold_title).as_deref());
    let before = lines::read(page);
    if !is_mail {
        head::read(page, guess, known, &before);
        edges::notes_on_authors(page, guess);
    }
    tail::below_heads(page);
    if sheet.facts.is_empty() && !is_mail {
        before.again(page).decide(page);
    }
    if !is_mail {
        tail::read(page);
    }
    paper::read(page);
    lists::read(page);
    site::read(page, guess);
    (sheet, is_mail)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::Hints;
    use crate::model::account::Role;
    use crate::model::evidence::Witness;
    use crate::parse::read::Beyond;
    use crate::text::Lang;

    #[test]
    fn what_is_too_long_is_shown_as_it_stands() {
        let told = |lines: usize| {
            let text = "Leave a reply\n".repeat(lines);
            read(&text, &Lang::english(), None, &Hints::default(), &Witness::default())
        };
        let is_body = |read: &super::Read| read.parts.iter().all(|part| part.role == Role::Body);
        let (short, long) = (told(60_000), told(60_001));
        assert!(short.beyond.is_none() && !is_body(&short));
        assert!(is_body(&long) && long.parts.len() == 60_001);
        assert_eq!(long.beyond, Some(Beyond::Long { most: 60_000, what: "lines" }));
    }
}
