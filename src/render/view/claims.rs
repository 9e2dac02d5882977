//! All claims and views. Enters: the articles that have any. Leaves: [`ClaimsView`], by article, newest first.

use super::fact::{FactView, counted, facts};
use super::frame::{Frame, Pager, pager};
use super::theme::FactGroup;
use crate::model::Slot;
use crate::render::here::Here;
use crate::render::paging;
use serde::Serialize;
use std::collections::BTreeMap;

/// `it` in `page/claims.html`.
#[derive(Serialize)]
pub(crate) struct ClaimsView {
    /// "11 claims", where there are any.
    pub claims: Option<String>,
    /// "11 views", where there are any.
    pub views: Option<String>,
    /// "2 other statements", where there are any.
    pub statements: Option<String>,
    /// "from 5 articles".
    pub articles: String,
    /// Whether both kinds are there, so that one can be hidden.
    pub both: bool,
    /// Whether some sheet states relations.
    pub relations: bool,
    /// By article.
    pub groups: Vec<Sheet>,
    /// Pages of the list.
    pub pager: Option<Pager>,
}

/// The statements of one article.
#[derive(Serialize)]
pub(crate) struct Sheet {
    /// Its id on the page.
    pub id: String,
    /// The article and its facts.
    pub group: FactGroup,
    /// Site and date.
    pub meta: Vec<String>,
    /// What the sheet states between two names: "Belgium and European Union — strongly supporting".
    pub stated: Vec<String>,
}

/// Page `at` of all claims and views.
pub(crate) fn new(here: Here<'_>, at: usize) -> (Frame<'_>, ClaimsView) {
    let survey = &here.all.survey;
    let words = here.words();
    let routes = &survey.routes.claims;
    let range = paging::items(at, routes.len(), survey.with_facts.len());
    let first = range.start;
    let groups = survey.with_facts[range].iter().enumerate().map(|(i, slot)| {
        let number = first + i + 1;
        let facts = facts(here, *slot, |index| format!("fact-{number}-{}", index + 1), &BTreeMap::new());
        sheet(here, *slot, format!("sheet-{number}"), facts)
    });
    let groups: Vec<Sheet> = groups.collect();
    let states =
        |sheet: &Sheet| !sheet.stated.is_empty() || sheet.group.facts.iter().any(|fact| !fact.stated.is_empty());
    let some = |key: &str, n: usize| (n > 0).then(|| words.count(key, n));
    let view = ClaimsView {
        claims: some("counts.claims", survey.claims),
        views: some("counts.views", survey.views),
        statements: some("counts.statements", survey.statements),
        articles: words.count("counts.from_articles", survey.with_facts.len()),
        both: survey.claims > 0 && survey.views > 0,
        relations: groups.iter().any(states),
        groups,
        pager: pager(here, routes, at),
    };
    let title = words.get("claims.title");
    (Frame::of(here, "claims", title).described(Some(words.get("claims.about").to_owned())), view)
}

/// The statements of the article at `slot`, at the place `id`.
pub(crate) fn sheet(here: Here<'_>, slot: Slot, id: String, facts: Vec<FactView>) -> Sheet {
    let words = here.words();
    let article = &here.entry(slot).article;
    let site = article.site.as_ref().map(|site| site.value.to_string());
    let date = article.date.as_ref().map(|date| words.date(date.value));
    let date = date.unwrap_or_else(|| words.get("card.date_unknown").to_owned());
    let group = FactGroup { link: here.link(slot), counted: counted(here, &facts), facts };
    let stated = super::article::stated(here, slot);
    Sheet { id, group, meta: site.into_iter().chain([date]).collect(), stated }
}
