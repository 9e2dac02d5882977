//! The desk's list: one row a seed, what wants a look first. Enters: what lies on the desk. Leaves: [`DeskView`]. In the preview only.

use super::card::{Card, card};
use super::frame::{DeskNote, Frame, Pager, pager};
use super::provenance::said;
use super::theme::strongest;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::article::{How, Origin};
use crate::model::links::DESK_PAGE;
use crate::model::{Route, Slot};
use crate::render::desk::{self, aside_percent};
use crate::render::doubt::Doubt;
use crate::render::evidence;
use crate::render::here::{Here, Link};
use crate::render::html::Html;
use crate::text::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// `it` in `page/desk.html`.
#[derive(Serialize)]
pub(crate) struct DeskView {
    /// "40 articles".
    pub count: String,
    /// How many want a look for each reason, most first: "6 unfiled".
    pub sums: Vec<String>,
    /// What the list can be filtered by.
    pub filter: FilterView,
    /// The seeds on this page.
    pub rows: Vec<Row>,
    /// Themes that the dossier might have, where it has none.
    pub suggested: Vec<SuggestedView>,
    /// What is amiss with other files.
    pub others: Vec<FaultView>,
    /// Pages of the list.
    pub pager: Option<Pager>,
}

/// What the list can be filtered by.
#[derive(Serialize)]
pub(crate) struct FilterView {
    /// Titles of the themes that seeds on this page are in.
    pub themes: Vec<String>,
    /// The sites that they are from.
    pub sites: Vec<String>,
}

/// A theme that the dossier might have.
#[derive(Serialize)]
pub(crate) struct SuggestedView {
    /// Its title.
    pub title: String,
    /// "5 articles".
    pub count: String,
    /// The articles that it would take.
    pub links: Vec<Link>,
    /// What to write into book.toml.
    pub toml: String,
}

/// One seed.
#[derive(Serialize)]
pub(crate) struct Row {
    /// The seed's path.
    pub path: String,
    /// Where it can be corrected.
    pub href: String,
    /// Its article.
    pub card: Card,
    /// Authors, or that none is known.
    pub authors: String,
    /// "Clipping", and how that is known.
    pub origin: String,
    /// Its strongest theme.
    pub theme: Option<String>,
    /// The sentence that speaks for it most.
    pub sentence: Option<Html>,
    /// "34 % set aside".
    pub aside: String,
    /// An article that is nearly the same.
    pub twin: Option<Link>,
    /// Its site, to be filtered by.
    pub site: Option<String>,
    /// What wants a look.
    pub wants: Vec<Want>,
}

/// Something that wants a look, and why.
#[derive(Serialize)]
pub(crate) struct Want {
    /// In words.
    pub text: String,
    /// The language of these words, where it is not the page's.
    pub lang: Option<&'static str>,
}

/// What is amiss.
#[derive(Serialize)]
pub(crate) struct FaultView {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// "a.txt:12", or the file alone.
    pub place: String,
    /// The line of a seed that is meant, if it is one.
    pub line: Option<u32>,
    /// What was found.
    pub message: String,
    /// The next step.
    pub hint: String,
    /// The language of the next step, where it is not the page's.
    pub lang: Option<&'static str>,
}

/// Page `at` of the desk.
pub(crate) fn new(here: Here<'_>, at: usize) -> (Frame<'_>, DeskView) {
    let words = here.words();
    let title = words.get("desk.title");
    let order: &[Slot] = here.all.desk.as_ref().map_or(&[], |desk| &desk.order);
    let routes: Vec<Route> = (0..order.len().div_ceil(DESK_PAGE).max(1))
        .map(|page| Route::new(&if page == 0 { "desk.html".to_owned() } else { format!("desk.{}.html", page + 1) }))
        .collect();
    let others = here.all.desk.as_ref().map_or(&[][..], |desk| &desk.others);
    let rows: Vec<Row> = order.iter().skip(at * DESK_PAGE).take(DESK_PAGE).map(|slot| row(here, *slot)).collect();
    let view = DeskView {
        filter: FilterView {
            themes: sorted(rows.iter().filter_map(|row| row.theme.clone())),
            sites: sorted(rows.iter().filter_map(|row| row.site.clone())),
        },
        count: words.count("counts.articles", order.len()),
        sums: if at == 0 { sums(here, order) } else { Vec::new() },
        rows,
        suggested: if at == 0 { suggested(here) } else { Vec::new() },
        others: others.iter().filter(|_| at == 0).map(|fault| fault_view(here, fault, "")).collect(),
        pager: pager(here, &routes, at),
    };
    (Frame::of(here, "desk", title).on_desk(), view)
}

fn sorted(all: impl Iterator<Item = String>) -> Vec<String> {
    all.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn sums(here: Here<'_>, order: &[Slot]) -> Vec<String> {
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    let faults = order.iter().filter_map(|slot| Some(here.all.desk.as_ref()?.faults(*slot))).flatten();
    faults.for_each(|fault| *kinds.entry((fault.severity(), fault.code)).or_default() += 1);
    let counted = |((_, code), n): ((_, crate::diagnostic::Code), usize)| {
        let (one, many) = code.counted();
        format!("{n} {}", if n == 1 { one } else { many })
    };
    kinds.into_iter().map(counted).collect()
}

fn suggested(here: Here<'_>) -> Vec<SuggestedView> {
    const LINKED: usize = 12;
    let Some(desk) = here.all.desk.as_ref().filter(|_| here.config().themes.is_empty()) else { return Vec::new() };
    let view = |(theme, members): &(crate::model::config::Theme, Vec<Slot>)| SuggestedView {
        title: theme.title.clone(),
        count: here.words().count("counts.articles", members.len()),
        links: members.iter().take(LINKED).map(|slot| here.link(*slot)).collect(),
        toml: theme.to_toml(),
    };
    desk.suggested().iter().map(view).collect()
}

fn row(here: Here<'_>, slot: Slot) -> Row {
    let (words, entry) = (here.words(), here.entry(slot));
    let article = &entry.article;
    let names: Vec<String> = article.authors.iter().map(|author| author.value.name.to_string()).collect();
    let vote = entry.features.votes.first();
    let theme = vote.and_then(|vote| here.config().themes.get(usize::from(vote.theme)));
    let twin = here.all.desk.as_ref().and_then(|desk| desk.twins.get(&slot));
    Row {
        path: article.seed.as_str().to_owned(),
        href: address(here, slot),
        card: card(here, slot),
        authors: if names.is_empty() { words.get("desk.nobody").to_owned() } else { words.list(&names) },
        origin: origin(here, article.origin.value, article.origin.how),
        theme: theme.map(|theme| theme.title.clone()),
        sentence: vote.and_then(|vote| strongest(here, slot, vote)).map(|sentence| sentence.html),
        aside: words.fill("desk.aside", &[("share", &percent(here, aside_percent(article)))]),
        twin: twin.map(|twin| here.link(*twin)),
        site: article.site.as_ref().map(|site| site.value.to_string()),
        wants: wants(here, slot),
    }
}

fn origin(here: Here<'_>, origin: Origin, how: How) -> String {
    let key = match origin {
        Origin::Own => "article.own",
        Origin::Clipping => "article.clipping",
    };
    let word = here.words().get(key);
    if how.is_correction() {
        here.words().fill("provenance.with", &[("value", word), ("how", &said(here, how))])
    } else {
        word.to_owned()
    }
}

fn percent(here: Here<'_>, n: u32) -> String {
    here.words().fill("numbers.percent", &[("n", &n.to_string())])
}

/// Where an article can be corrected.
pub(super) fn address(here: Here<'_>, slot: Slot) -> String {
    here.all.links.desk.get(slot.index()).map(|route| here.href(route)).unwrap_or_default()
}

/// What wants a look in an article, and why.
pub(super) fn wants(here: Here<'_>, slot: Slot) -> Vec<Want> {
    const LONGEST: usize = 160;
    let Some(desk) = here.all.desk.as_ref() else { return Vec::new() };
    let mut out: Vec<Want> = Vec::new();
    for fault in desk.faults(slot).iter().filter(|fault| desk::wants(fault)) {
        let worded = here.words().known(&format!("desk.wants_{}", fault.code.name().replace('-', "_")));
        let text = worded.map_or_else(|| evidence::cut(&fault.message, LONGEST), str::to_owned);
        if out.iter().all(|want| want.text != text) {
            out.push(Want { text, lang: worded.is_none().then_some("en") });
        }
    }
    out.extend(desk.doubts(slot).iter().map(|doubt| Want { text: doubtful(here, doubt), lang: None }));
    out
}

/// What is amiss with files that are no article's, for the front page.
pub(super) fn others(here: Here<'_>) -> Option<DeskNote> {
    const TOLD: usize = 3;
    let others = here.all.desk.as_ref()?.others.iter().filter(|fault| fault.severity() != Severity::Note);
    let told = |fault: &Diagnostic| Want { text: format!("{}: {}", fault.place.file, fault.message), lang: Some("en") };
    let wants: Vec<Want> = others.take(TOLD).map(told).collect();
    let href = here.route.to(&Route::new("desk.html")).at("others_");
    let label = here.words().get("desk.settings").to_owned();
    (!wants.is_empty()).then_some(DeskNote { label, href, wants })
}

/// What is doubtful, in words.
pub(super) fn doubtful(here: Here<'_>, doubt: &Doubt) -> String {
    let date = Date::from_iso(&doubt.value).filter(|_| doubt.field == "date");
    let value = date.map_or_else(|| doubt.value.clone(), |date| here.words().date(date));
    here.words().fill(&format!("desk.doubt_{}", doubt.about), &[("value", &value)])
}

/// A fault as the desk shows it; `seed` is the seed whose page it stands on, where a form can mend it.
pub(super) fn fault_view(here: Here<'_>, fault: &Diagnostic, seed: &str) -> FaultView {
    let place = &fault.place;
    let on_desk = here.words().known(&format!("desk.next_{}", fault.code.name().replace('-', "_")));
    let on_desk = on_desk.filter(|_| !seed.is_empty());
    FaultView {
        severity: fault.severity().name(),
        place: if place.line > 0 { format!("{}:{}", place.file, place.line) } else { place.file.clone() },
        line: (place.file == seed && place.line > 0).then_some(place.line),
        message: fault.message.clone(),
        lang: on_desk.is_none().then_some("en"),
        hint: on_desk.unwrap_or(&fault.hint).to_owned(),
    }
}
