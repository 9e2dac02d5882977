//! Shipped data and the lookups over it: background frequencies, boilerplate phrases, months, roles. Sources and licences
//! of the word lists are in `data/LICENCES.md`. Imports only `text`; knows no article.

pub mod boilerplate;
pub mod clutter;
pub mod dates;
pub mod demonyms;
mod english;
pub mod frequency;
pub mod known;
pub mod person;
pub mod roles;
pub mod shipped;

/// The lines of a list with the head in brackets that each stands under. Empty lines and lines that begin with `#` are none.
fn sections(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut head = "";
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(move |line| {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(told) => head = told,
            None => return Some((head, line)),
        }
        None
    })
}
