//! A numbered list of sources: `[1] Port statistics`, which `[1]` in a statement cites.

use super::super::page::{Page, starts_item};
use super::{Row, SHORT, patterns};
use crate::model::account::{Role, Rule};
use crate::model::reference::{RefKind, Reference, Target};
use crate::text::Span;
use crate::text::fold::fold_title;
use std::collections::BTreeMap;

const LISTED: Rule = Rule { name: "fact-source-listed", why: "a line of a numbered list of sources" };

/// Heads of such a list, folded.
pub(in crate::parse) const HEADS: [&str; 6] =
    ["sources", "references", "bronnen", "quellen", "références", "referenties"];

/// The number that a line of such a list begins with, and where its words begin.
pub(super) fn number(words: &str) -> Option<(u16, usize)> {
    let rest = words.strip_prefix('[')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let told = rest[digits..].strip_prefix(']').filter(|_| (1..=3).contains(&digits))?;
    let inner = told.trim_start_matches([' ', '\t', ':', '.', '\u{a0}']);
    let begins = words.len() - inner.len();
    (inner.len() < told.len() && inner.contains(char::is_alphabetic))
        .then(|| Some((rest[..digits].parse().ok()?, begins)))?
}

/// Decides the lines of the list and gives the index of each number's reference. One line alone is a list when a statement
/// cites it, or a head stands above it.
pub(super) fn read(page: &mut Page<'_>, rows: &[Row]) -> BTreeMap<u16, u16> {
    let mut run: Vec<(usize, usize)> = Vec::new();
    let mut is_headed = false;
    for at in 0..rows.len() {
        if page.units[at].core.is_empty() {
            continue;
        }
        let is_free = page.units[at].is_open() && matches!(rows[at], Row::Other | Row::Source);
        let found = if is_free && page.units[at].words <= SHORT { listed(page.words(at), is_headed) } else { None };
        match found {
            Some((n, begins)) if usize::from(n) == run.len() + 1 => run.push((at, begins)),
            _ if is_list(page, rows, &run, is_headed) => break,
            _ => {
                run.clear();
                is_headed = HEADS.contains(&bare(page.words(at)).as_str());
            }
        }
    }
    if !is_list(page, rows, &run, is_headed) {
        return BTreeMap::new();
    }
    let decided = |((at, begins), n): ((usize, usize), u16)| Some((n, decide(page, at, begins)?));
    run.into_iter().zip(1..).filter_map(decided).collect()
}

fn bare(words: &str) -> String {
    fold_title(words.trim_end_matches(':'))
}

fn listed(words: &str, is_headed: bool) -> Option<(u16, usize)> {
    let item = || {
        let (begins, n) = starts_item(words)?;
        Some((u16::try_from(n?).ok()?, begins))
    };
    number(words).or_else(|| if is_headed { item() } else { None })
}

fn is_list(page: &Page<'_>, rows: &[Row], run: &[(usize, usize)], is_headed: bool) -> bool {
    let cites = |at: usize| rows[at].statement().is_some() && page.words(at).contains("[1]");
    run.len() >= 2 || run.len() == 1 && (is_headed || (0..rows.len()).any(cites))
}

pub(super) fn decide(page: &mut Page<'_>, at: usize, begins: usize) -> Option<u16> {
    let (words, span) = (&page.words(at)[begins..], page.units[at].core);
    let counted = patterns().source.captures(words).filter(|_| words.ends_with("fact") || words.ends_with("facts"));
    let part = |i: usize| counted.as_ref()?.get(i).map(|m| m.as_str().trim()).filter(|s| !s.is_empty()).map(Into::into);
    let address = words.split_whitespace().find(|word| word.starts_with("http://") || word.starts_with("https://"));
    let address = address.map(|word| word.trim_end_matches([',', '.', ';', ')', '>']));
    let title = address.map_or(words, |address| words.split(address).next().unwrap_or(words));
    let title = title.trim_end_matches([' ', ',', ':', '(', '<', '–', '—', '-', '.']).trim();
    let reference = Reference {
        kind: RefKind::Source,
        at: Span { start: span.start, end: span.end },
        place: page.place(span.start),
        title: if counted.is_some() { part(1) } else { Some(title).filter(|title| !title.is_empty()).map(Into::into) },
        target: address.map_or(Target::Nothing, |address| Target::Url(address.into())),
        site: part(2),
        publisher: part(3),
        date: None,
        inline: false,
    };
    let index = page.refer(reference)?;
    page.decide(at, Role::Reference(index), LISTED);
    Some(index)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn lines_of_a_list() {
        assert_eq!(number("[1] Port statistics"), Some((1, 4)));
        assert_eq!(number("[12]: Port statistics"), Some((12, 6)));
        for none in ["[1]", "[a] Port", "1. Port", "[1]Port", "[1] 2025", "[] Port", "[1234] Port"] {
            assert_eq!(number(none), None, "{none}");
        }
    }
}
