//! What sort of text a page is, from its form.

use super::super::read::Guess;
use super::page::Page;
use crate::lexicon::boilerplate;
use crate::model::account::{Field, Role, Rule};
use crate::model::article::Kind;
use crate::model::reference::RefKind;

/// The kind that the page's form shows, if it shows one.
pub(super) fn infer(page: &Page<'_>, guess: &Guess, is_sheet: bool, is_mail: bool) -> Option<Kind> {
    if is_sheet {
        return Some(Kind::FactSheet);
    }
    let verdicts = || page.units.iter().filter_map(|unit| unit.verdict);
    let words: usize = page.open().into_iter().map(|at| page.units[at].words).sum();
    let has = |field: Field| verdicts().any(|(role, _)| role == Role::Meta(field));
    // what sites print of their reporters makes no opinion
    let is_note = |(role, rule): (Role, Rule)| role == Role::Meta(Field::AuthorNote) && rule != super::edges::BIO;
    let related = page.refs.iter().filter(|r| r.kind == RefKind::RelatedPost).count();
    let headings = verdicts().filter(|(_, rule)| rule.name == super::body::HEADING.name).count();
    Some(match () {
        () if is_mail => Kind::Mail,
        () if is_interview(page) => Kind::Interview,
        () if is_posted(page) || related >= 2 => Kind::BlogPost,
        () if is_report(page) => Kind::Report,
        () if verdicts().any(is_note) => Kind::Opinion,
        () if headings >= 3 && words >= 700 => Kind::Analysis,
        () if words == 0 => return None,
        () if has(Field::Authors) || guess.date.is_some() => Kind::News,
        () if words < 120 => Kind::Note,
        () => Kind::Page,
    })
}

/// Whether a line says that an article was posted, as blogs do; newspapers have tags too.
fn is_posted(page: &Page<'_>) -> bool {
    let is_tags = |unit: &&super::page::Unit| matches!(unit.verdict, Some((Role::Meta(Field::Tags), _)));
    page.units.iter().filter(is_tags).any(|unit| !boilerplate::is_bare_tags(unit.core.of(page.text)))
}

/// Whether the page's head says that it is a paper or report, or its headings are numbered as a report's.
fn is_report(page: &Page<'_>) -> bool {
    const NAMES: [&str; 12] = [
        "working paper",
        "discussion paper",
        "policy brief",
        "policy paper",
        "white paper",
        "research paper",
        "technical report",
        "annual report",
        "arbeitspapier",
        "document de travail",
        "werkdocument",
        "research report",
    ];
    const HEAD: usize = 10;
    let is_short = |unit: &&super::page::Unit| unit.words <= 12 && unit.ending == super::page::Ending::Open;
    let says = |unit: &super::page::Unit| NAMES.iter().any(|name| unit.folded.contains(name));
    page.heads.len() >= 3 && super::paper::is_own(page) || page.units.iter().take(HEAD).filter(is_short).any(says)
}

fn is_interview(page: &Page<'_>) -> bool {
    let begins = |mark: &str| page.units.iter().filter(|unit| unit.core.of(page.text).starts_with(mark)).count();
    [("Q:", "A:"), ("Q.", "A."), ("Q ", "A ")].iter().any(|(q, a)| begins(q) >= 3 && begins(a) >= 2)
}
