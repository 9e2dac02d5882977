//! Where an article comes from. Enters: an article. Leaves: [`Provenance`]. In an edition it says only where title, date,
//! site, authors and language came from, and the sources: no name, path, hash or line of a seed, nothing that was set aside.

use super::apparatus::{self, SourceView};
use crate::model::Slot;
use crate::model::account::{Aside, Role};
use crate::model::article::{Article, How};
use crate::model::dossier::Entry;
use crate::render::here::{Here, Link};
use crate::render::html::{Html, escaped};
use crate::text::Lines;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where an article comes from.
#[derive(Serialize)]
pub(crate) struct Provenance {
    /// Terms with what is known of each.
    pub rows: Vec<Row>,
    /// What the owner named as sources.
    pub sources: Vec<SourceView>,
    /// What was set aside, in a working copy.
    pub aside: Option<AsideView>,
    /// The seed beside its article, in a working copy.
    pub seed: Option<Link>,
}

/// One term and what is known of it.
#[derive(Serialize)]
pub(crate) struct Row {
    /// The term.
    pub name: String,
    /// What is known.
    pub html: Html,
}

/// What was set aside, summed up.
#[derive(Serialize)]
pub(crate) struct AsideView {
    /// "Set aside: 11 lines".
    pub title: String,
    /// Reasons with their lines.
    pub rows: Vec<Row>,
}

/// Where the article at `slot` comes from.
pub(crate) fn new(here: Here<'_>, slot: Slot) -> Provenance {
    let entry = here.entry(slot);
    let article = &*entry.article;
    let mut rows = Vec::new();
    if here.working() {
        seed_rows(here, article, &mut rows);
    }
    found_rows(here, article, &mut rows);
    let seed = here.all.links.seeds.get(slot.index()).and_then(Option::as_ref).filter(|_| here.working());
    Provenance {
        rows,
        sources: apparatus::other_sources(here, slot),
        aside: here.working().then(|| aside(here, entry)).flatten(),
        seed: seed.map(|route| Link {
            title: here.text(here.words().get("provenance.seed_page")),
            href: here.href(route),
            lang: None,
        }),
    }
}

fn seed_rows(here: Here<'_>, article: &Article, rows: &mut Vec<Row>) {
    let words = here.words();
    let mut row = |key: &str, html: String| rows.push(Row { name: words.get(key).to_owned(), html: Html(html) });
    let lines = words.count("counts.lines", article.lines as usize);
    row("provenance.seed", format!("<code>{}</code>, {}", escaped(article.seed.as_str()), escaped(&lines)));
    let hash: String = article.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    row("provenance.sha256", format!("<code>{hash}</code>"));
}

fn found_rows(here: Here<'_>, article: &Article, rows: &mut Vec<Row>) {
    let words = here.words();
    let unknown = words.get("provenance.unknown");
    let how = |how: Option<How>| how.map_or_else(|| unknown.to_owned(), |how| said(here, how));
    let of = |key: &str| match article.none(key) {
        Some(by) => {
            let none = words.get("provenance.none");
            words.fill("provenance.with", &[("value", none), ("how", &said(here, by))])
        }
        None => how(article.known(key).map(|(_, how)| how)),
    };
    let mut row = |key: &str, text: String| {
        rows.push(Row { name: words.get(key).to_owned(), html: Html(escaped(&text)) });
    };
    row("provenance.title", of("title"));
    row("provenance.date", of("date"));
    if article.site.is_some() || article.none("site").is_some() {
        row("provenance.site", of("site"));
    }
    row("provenance.authors", of("authors"));
    let language = here.language(&article.lang.value);
    row(
        "provenance.language",
        words.fill("provenance.with", &[("value", &language), ("how", &how(Some(article.lang.how)))]),
    );
    let kind = super::card::kind(here, article.kind.value);
    row("provenance.kind", words.fill("provenance.with", &[("value", &kind), ("how", &how(Some(article.kind.how)))]));
    if let Some(marking) = &article.marking {
        let label = marking.value.to_string();
        row(
            "provenance.marking",
            words.fill("provenance.with", &[("value", &label), ("how", &how(Some(marking.how)))]),
        );
    }
}

/// Where a value came from, in words.
pub(super) fn said(here: Here<'_>, how: How) -> String {
    here.words().get(&format!("how.{}", how.name().replace(' ', "_"))).to_owned()
}

/// The word for why something was set aside.
pub(crate) fn aside_word(here: Here<'_>, aside: Aside) -> String {
    here.words().get(&format!("aside.{}", aside.name().replace(' ', "_"))).to_owned()
}

fn aside(here: Here<'_>, entry: &Entry) -> Option<AsideView> {
    let words = here.words();
    let mut by_reason: BTreeMap<Aside, Vec<Lines>> = BTreeMap::new();
    for part in &entry.article.parts {
        if let Role::Aside(aside) = part.role {
            by_reason.entry(aside).or_default().extend(entry.shown.lines(part.span));
        }
    }
    let mut all: Vec<u32> = by_reason.values().flatten().flat_map(|lines| lines.first..=lines.last).collect();
    all.sort_unstable();
    all.dedup();
    let rows: Vec<Row> = by_reason
        .into_iter()
        .map(|(aside, lines)| {
            let lines = ranges(lines).into_iter().map(|(first, last)| range(first, last)).collect::<Vec<_>>();
            Row {
                name: words.fill("provenance.at_lines", &[("lines", &lines.join(words.get("lists.comma")))]),
                html: Html(escaped(&aside_word(here, aside))),
            }
        })
        .collect();
    let count = words.count("counts.lines", all.len());
    (!rows.is_empty()).then(|| AsideView { title: words.fill("provenance.aside", &[("lines", &count)]), rows })
}

/// Neighbouring lines as one range.
fn ranges(mut lines: Vec<Lines>) -> Vec<(u32, u32)> {
    lines.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::new();
    for lines in lines {
        match out.last_mut() {
            Some(last) if lines.first <= last.1 + 1 => last.1 = last.1.max(lines.last),
            _ => out.push((lines.first, lines.last)),
        }
    }
    out
}

fn range(first: u32, last: u32) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

#[cfg(test)]
mod tests {
    use super::ranges;
    use crate::text::Lines;

    #[test]
    fn neighbours_join() {
        let lines = |first, last| Lines { first, last };
        assert_eq!(ranges(vec![lines(9, 9), lines(1, 2), lines(3, 5)]), [(1, 5), (9, 9)]);
    }
}
