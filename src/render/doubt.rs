//! What of an article's data was found and may well be wrong, or was not found. Enters: an article. Leaves: [`Doubt`]s, worded in
//! `view`. For the desk alone.

use crate::lexicon::frequency::{english_rarity, is_known_name};
use crate::lexicon::person::{is_likely_name, is_person_name, lower_capitals};
use crate::model::Found;
use crate::model::article::{Article, How, Origin, Person};
use crate::text::fold::fold;
use crate::text::lang::is_cjk;

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// The name that a sidecar uses for it.
    pub field: &'static str,
    /// What is doubtful: its name below `desk.doubt_` in the words of the interface.
    pub about: &'static str,
    /// The value.
    pub value: String,
    /// How much it wants a look.
    pub weight: u32,
}

/// What is doubtful of an article, in the order of the desk's form. What the owner said is not.
pub(crate) fn doubts(article: &Article) -> Vec<Doubt> {
    let mut out = Vec::new();
    let mut doubt = |field, about, value: &str, weight| {
        out.push(Doubt { field, about, value: value.to_owned(), weight });
    };
    match article.title.how {
        How::Derived | How::Inferred => doubt("title", "title_derived", &article.title.value, 30),
        How::FileName | How::Address => doubt("title", "title_elsewhere", &article.title.value, 30),
        _ => {}
    }
    let site = article.site.as_ref().map(|site| fold(&site.value));
    for author in article.authors.iter().filter(|author| !author.how.is_correction()) {
        let name = &*author.value.name;
        if site.as_ref() == Some(&fold(name)) {
            doubt("authors", "author_site", name, 30);
        } else if !may_be_person(author) {
            doubt("authors", "author_nobody", name, 30);
        }
    }
    match article.date.as_ref().map(|date| (date.how, date.value.to_string())) {
        Some((How::Page, date)) => doubt("date", "date_page", &date, 15),
        Some((How::Address, date)) => doubt("date", "date_address", &date, 10),
        Some((How::FileName, date)) => doubt("date", "date_file", &date, 10),
        Some((How::Inferred | How::Derived, date)) => doubt("date", "date_inferred", &date, 15),
        None if article.none("date").is_none() => doubt("date", "undated", "", 20),
        _ => {}
    }
    let is_clipping = article.origin.value == Origin::Clipping;
    if is_clipping && article.site.is_none() && article.none("site").is_none() {
        doubt("site", "no_site", "", 10);
    }
    out
}

/// Whether a name that was found may be a person's: by its form and words, or because its script or its one word cannot tell.
fn may_be_person(author: &Found<Person>) -> bool {
    let name = lower_capitals(&author.value.name);
    // "Copy URL": everyday words and capitals
    let is_worn = |part: &str| {
        let (folded, is_short) = (fold(part), part.len() <= 4 && part.chars().all(char::is_uppercase));
        (is_short || english_rarity(&folded) < 6) && !is_known_name(&folded)
    };
    if name.contains(' ') && name.split(' ').all(is_worn) {
        return false;
    }
    let is_written_together = name.chars().any(is_cjk) && name.chars().count() <= 12;
    is_written_together || is_likely_name(&name) || author.value.affiliation.is_some() && is_person_name(&name)
}

#[cfg(test)]
mod tests {
    use super::may_be_person;
    use crate::model::article::Person;
    use crate::model::{Found, How};

    #[test]
    fn people_and_what_is_none() {
        let is =
            |name: &str| may_be_person(&Found::new(Person { name: name.into(), affiliation: None }, How::Text, None));
        for name in ["Ada Marsh", "BRAM DE VRIES", "Chiara Lindqvist", "王小明"] {
            assert!(is(name), "{name}");
        }
        for other in ["Copy URL", "Opinion", "Save Article", "Share this story", "World News", "By our staff"] {
            assert!(!is(other), "{other}");
        }
    }
}
