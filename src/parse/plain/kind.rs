//! What sort of text a page is, from its form.

use super::super::read::Guess;
use super::page::Page;
use crate::model::account::{Field, Role, Rule};
use crate::model::article::Kind;
use crate::model::reference::RefKind;
use crate::text::fold::fold;

/// The kind that the page's form shows, if it shows one.
pub(super) fn infer(page: &Page<'_>, guess: &Guess, is_sheet: bool) -> Option<Kind> {
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
        () if is_mail(page) => Kind::Mail,
        () if is_interview(page) => Kind::Interview,
        () if has(Field::Tags) || related >= 2 => Kind::BlogPost,
        () if verdicts().any(is_note) => Kind::Opinion,
        () if headings >= 3 && words >= 700 => Kind::Analysis,
        () if words == 0 => return None,
        () if has(Field::Authors) || guess.date.is_some() => Kind::News,
        () if words < 120 => Kind::Note,
        () => Kind::Page,
    })
}

fn is_mail(page: &Page<'_>) -> bool {
    let heads = page.units.iter().take(8).map(|unit| {
        let words = unit.core.of(page.text);
        fold(&words[..words.floor_char_boundary(12)])
    });
    let mut seen = [false; 3];
    for head in heads {
        for (i, names) in [
            ["from:", "de :", "van:", "von:"],
            ["to:", "à :", "aan:", "an:"],
            ["subject:", "objet :", "onderwerp:", "betreff:"],
        ]
        .iter()
        .enumerate()
        {
            seen[i] |= names.iter().any(|name| head.starts_with(name));
        }
    }
    seen.iter().all(|s| *s)
}

fn is_interview(page: &Page<'_>) -> bool {
    let begins = |mark: &str| page.units.iter().filter(|unit| unit.core.of(page.text).starts_with(mark)).count();
    [("Q:", "A:"), ("Q.", "A."), ("Q ", "A ")].iter().any(|(q, a)| begins(q) >= 3 && begins(a) >= 2)
}
