//! What an edition holds, in a few keys for each article, and what is different from another one. No words are kept but titles.

use crate::model::account::Role;
use crate::model::{Dossier, Entry, Links};
use crate::text::Key;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an edition held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The program that made it.
    program: String,
    /// Its articles, by their seeds.
    articles: BTreeMap<String, Held>,
    /// Where it was published and as which commit.
    published: Option<(String, String)>,
}

/// What an edition held of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Held {
    title: String,
    /// Its page.
    route: String,
    /// Key of the seed's bytes.
    seed: u64,
    /// Key of what is said about it.
    about: u64,
    /// Key of its words.
    words: u64,
}

/// What is different from the edition before, by title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles that it did not hold.
    pub new: Vec<String>,
    /// Articles of which something reads otherwise.
    pub corrected: Vec<String>,
    /// Articles that are not there any more.
    pub withdrawn: Vec<String>,
    /// Articles of which a newer program takes other lines for the text; their seeds are the same.
    pub moved: Vec<String>,
}

impl Record {
    /// What the edition of `dossier` holds.
    #[must_use]
    pub fn of(dossier: &Dossier, links: &Links) -> Self {
        // of an article that was taken back a note stands at its address
        let there = dossier.iter().filter(|(_, entry)| entry.article.withdrawn.is_none());
        let held = there.map(|(slot, entry)| {
            let route = links.articles.get(slot.index()).map(ToString::to_string).unwrap_or_default();
            (entry.article.seed.to_string(), held(entry, route))
        });
        Self { program: env!("CARGO_PKG_VERSION").to_owned(), articles: held.collect(), published: None }
    }

    /// What a text says that [`Self::text`] gave; nothing where it is of another make.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The text to keep.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{:#}\n", serde_json::json!(self))
    }

    /// The same, published at `place` as `commit`.
    #[must_use]
    pub fn published(mut self, place: &str, commit: &str) -> Self {
        self.published = Some((place.to_owned(), commit.to_owned()));
        self
    }

    /// The commit as which it was published at `place`.
    #[must_use]
    pub fn commit(&self, place: &str) -> Option<&str> {
        self.published.as_ref().filter(|(at, _)| at == place).map(|(_, commit)| commit.as_str())
    }

    /// What is different from the edition `before`. A seed that was renamed is known by its page.
    #[must_use]
    pub fn since(&self, before: &Self) -> Changes {
        let gone = before.articles.iter().filter(|(seed, _)| !self.articles.contains_key(*seed));
        let mut gone: BTreeMap<&str, &Held> = gone.map(|(_, held)| (held.route.as_str(), held)).collect();
        let mut changes = Changes::default();
        for (seed, now) in &self.articles {
            let Some(then) = before.articles.get(seed).or_else(|| gone.remove(now.route.as_str())) else {
                changes.new.push(now.title.clone());
                continue;
            };
            let newer = self.program != before.program && now.seed == then.seed && now.about == then.about;
            match () {
                () if now.words != then.words && newer => changes.moved.push(now.title.clone()),
                () if now.words != then.words || now.about != then.about => changes.corrected.push(now.title.clone()),
                () => {}
            }
        }
        changes.withdrawn = gone.values().map(|held| held.title.clone()).collect();
        changes
    }
}

fn held(entry: &Entry, route: String) -> Held {
    let article = &entry.article;
    let title = article.title.value.to_string();
    let date = article.date.as_ref().map(|date| date.value);
    let text =
        |found: &Option<crate::model::Found<std::sync::Arc<str>>>| found.as_ref().map(|found| found.value.clone());
    let authors: Vec<_> = article.authors.iter().map(|author| &author.value).collect();
    let said = (text(&article.standfirst), text(&article.site), text(&article.url), &article.lang.value, &article.tags);
    let about = format!("{title:?} {date:?} {authors:?} {said:?} {:?} {:?}", article.kind.value, article.origin.value);
    let is_text = |role: Role| matches!(role, Role::Body | Role::Fact(_) | Role::Reference(_));
    let parts = article.parts.iter().filter(|part| is_text(part.role));
    let words: Vec<&str> = parts.filter_map(|part| entry.shown.words(part.span)).collect();
    let seed: [u8; 8] = std::array::from_fn(|n| article.sha256[n]);
    Held { title, route, seed: u64::from_be_bytes(seed), about: Key::of(&about).0, words: Key::of(&words.join("\n")).0 }
}

#[cfg(test)]
mod tests {
    use super::{Held, Record};
    use std::collections::BTreeMap;

    fn record(program: &str, articles: &[(&str, &str, u64, u64, u64)]) -> Record {
        let held = |&(title, route, seed, about, words): &(&str, &str, u64, u64, u64)| Held {
            title: title.to_owned(),
            route: route.to_owned(),
            seed,
            about,
            words,
        };
        let articles: BTreeMap<String, Held> =
            articles.iter().map(|row| (format!("seeds/{}.txt", row.2 / 10), held(row))).collect();
        Record { program: program.to_owned(), articles, published: None }
    }

    #[test]
    fn each_kind_of_difference_is_told() {
        let before =
            record("1", &[("A", "a", 10, 1, 1), ("B", "b", 20, 1, 1), ("C", "c", 30, 1, 1), ("D", "d", 40, 1, 1)]);
        let rows = [("A", "a", 11, 1, 2), ("B", "b", 20, 1, 2), ("E", "e", 50, 1, 1), ("D", "d", 90, 1, 1)];
        let changes = record("2", &rows).since(&before);
        assert_eq!((changes.new, changes.corrected), (vec!["E".to_owned()], vec!["A".to_owned()]));
        assert_eq!((changes.withdrawn, changes.moved), (vec!["C".to_owned()], vec!["B".to_owned()]));
        let same = record("1", &rows).since(&before);
        assert_eq!((same.corrected.len(), same.moved.len()), (2, 0), "the same program moved nothing by itself");
    }

    #[test]
    fn text_and_back() {
        let kept = record("1", &[("A", "a", 10, 1, u64::MAX)]).published("origin gh-pages", "abc");
        assert_eq!(Record::read(&kept.text()), Some(kept.clone()));
        assert_eq!((kept.commit("origin gh-pages"), kept.commit("other")), (Some("abc"), None));
        assert_eq!(Record::read("[]"), None);
    }
}
