//! A seed as it lies on disk, beside what became of it: in a working copy only. Enters: the seed's words and the account of
//! its bytes. Leaves: [`SeedView`]: numbered lines, each with its part.

use super::frame::Frame;
use super::provenance::aside_word;
use crate::model::Slot;
use crate::model::account::{Part, Role};
use crate::model::dossier::Entry;
use crate::render::code;
use crate::render::here::{Here, Link};
use crate::render::html::Html;
use serde::Serialize;

/// `it` in `page/seed.html`.
#[derive(Serialize)]
pub(crate) struct SeedView {
    /// The seed's path.
    pub path: String,
    /// The article it became.
    pub link: Link,
    /// "120 lines".
    pub count: String,
    /// The language of its words, where that is not the page's.
    pub lang: Option<String>,
    /// How many lines became what.
    pub sums: Vec<Sum>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// How many lines became one sort of part.
#[derive(Serialize)]
pub(crate) struct Sum {
    /// `body`, `meta`, `ref`, `fact` or `aside`.
    pub role: &'static str,
    /// What, in words.
    pub title: String,
    /// "12 lines".
    pub count: String,
    /// The first of them.
    pub href: String,
}

/// One line.
#[derive(Serialize)]
pub(crate) struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its words.
    pub html: Html,
    /// `body`, `meta`, `ref`, `fact`, `aside` or `blank`.
    pub role: &'static str,
    /// What it became, at the first line of each run.
    pub label: Option<String>,
    /// What the rule saw.
    pub why: Option<String>,
}

/// What one line became.
#[derive(Clone, PartialEq, Eq, Default)]
struct Fate {
    role: &'static str,
    label: String,
    why: String,
}

/// The page of the seed that became the article at `slot`.
pub(crate) fn new(here: Here<'_>, slot: Slot) -> (Frame<'_>, SeedView) {
    let entry = here.entry(slot);
    let source = entry.shown.source().filter(|_| here.working()).unwrap_or_default();
    let html = code::lines(source, language(&entry.article.seed.extension()));
    let fates = fates(here, entry, html.len());
    let path = if here.working() { entry.article.seed.as_str() } else { "" };
    let view = SeedView {
        path: path.to_owned(),
        link: here.link(slot),
        count: here.words().count("counts.lines", html.len()),
        lang: here.other_lang(&entry.article.lang.value),
        sums: sums(here, &fates),
        lines: lines(html, fates),
    };
    (Frame::of(here, "seed", &here.words().fill("seed.title", &[("path", path)])), view)
}

fn language(extension: &str) -> &'static str {
    match extension {
        "md" | "markdown" => "md",
        "html" | "htm" | "xhtml" => "html",
        _ => "",
    }
}

/// What each line became; where one holds several parts, all are named.
fn fates(here: Here<'_>, entry: &Entry, count: usize) -> Vec<Fate> {
    let mut out = vec![Fate::default(); count];
    for part in &entry.article.parts {
        let Some(lines) = entry.shown.lines(part.span) else { continue };
        let (role, label) = role(here, part);
        let last = (lines.last as usize).min(count);
        for fate in out.get_mut((lines.first as usize).saturating_sub(1)..last).unwrap_or_default() {
            if fate.role.is_empty() {
                *fate = Fate { role, label: label.clone(), why: why(part) };
            } else if !fate.label.split(" + ").any(|have| have == label) {
                fate.label = format!("{} + {label}", fate.label);
                if role == "aside" {
                    fate.role = if fate.role == "aside" { "aside" } else { "mixed" };
                    fate.why = why(part);
                }
            }
        }
    }
    out
}

fn why(part: &Part) -> String {
    if matches!(part.role, Role::Aside(_)) { part.rule.why.to_owned() } else { String::new() }
}

fn role(here: Here<'_>, part: &Part) -> (&'static str, String) {
    let words = here.words();
    match part.role {
        Role::Body => ("body", words.get("seed.body").to_owned()),
        Role::Meta(field) => ("meta", words.get(&format!("fields.{}", field.name().replace(' ', "_"))).to_owned()),
        Role::Reference(_) => ("ref", words.get("seed.reference").to_owned()),
        Role::Fact(n) => ("fact", words.fill("seed.fact", &[("n", &(usize::from(n) + 1).to_string())])),
        Role::Aside(aside) => ("aside", words.fill("seed.aside", &[("reason", &aside_word(here, aside))])),
    }
}

fn sums(here: Here<'_>, fates: &[Fate]) -> Vec<Sum> {
    let words = here.words();
    let kinds = [
        ("body", "seed.body"),
        ("meta", "seed.metadata"),
        ("ref", "seed.references"),
        ("fact", "seed.facts"),
        ("aside", "seed.set_aside"),
        ("mixed", "seed.in_part"),
    ];
    let sum = |(role, key): (&'static str, &str)| {
        let first = fates.iter().position(|fate| fate.role == role)?;
        let count = fates.iter().filter(|fate| fate.role == role).count();
        Some(Sum {
            role,
            title: words.get(key).to_owned(),
            count: words.count("counts.lines", count),
            href: format!("#L{}", first + 1),
        })
    };
    kinds.into_iter().filter_map(sum).collect()
}

/// Lines with their fates; a run of lines with one fate names it once.
fn lines(html: Vec<String>, fates: Vec<Fate>) -> Vec<Line> {
    let mut last = Fate::default();
    let mut out = Vec::with_capacity(html.len());
    for (i, (html, fate)) in html.into_iter().zip(fates).enumerate() {
        let blank = fate.role.is_empty();
        let new = !blank && fate != last;
        let (label, why) = if new { (Some(fate.label.clone()), Some(fate.why.clone())) } else { (None, None) };
        let role = if blank { "blank" } else { fate.role };
        out.push(Line { number: i + 1, html: Html(html), role, label, why: why.filter(|why| !why.is_empty()) });
        if !blank {
            last = fate;
        }
    }
    out
}
