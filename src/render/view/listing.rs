//! Plain lists of articles: those that reached no theme, and all of them by date and source. Enters: an order made once.
//! Leaves: [`ListView`], newest first, "date unknown" last.

use super::article::hits;
use super::card::{Card, card};
use super::frame::{Frame, Pager, pager};
use super::sources::site_links;
use crate::model::features::ThemeVote;
use crate::model::{Route, Slot};
use crate::render::evidence::shows;
use crate::render::here::{Here, Link};
use crate::render::paging;
use serde::Serialize;

/// `it` in `page/unfiled.html` and `page/articles.html`.
#[derive(Serialize)]
pub(crate) struct ListView {
    /// The page's heading.
    pub title: String,
    /// "12 articles".
    pub count: String,
    /// Articles by year, newest first.
    pub groups: Vec<Group>,
    /// Sites with counts: on the first page of all articles.
    pub sites: Vec<Link>,
    /// Pages of the list.
    pub pager: Option<Pager>,
}

/// Articles of one year.
#[derive(Serialize)]
pub(crate) struct Group {
    /// The year, or "date unknown".
    pub title: String,
    /// Its id on the page.
    pub id: String,
    /// The articles.
    pub cards: Vec<Card>,
}

/// Page `at` of the articles that reached no theme.
pub(crate) fn unfiled(here: Here<'_>, at: usize) -> (Frame<'_>, ListView) {
    let survey = &here.all.survey;
    let (frame, mut view) = list(here, "unfiled", "unfiled.title", &survey.unfiled, &survey.routes.unfiled, at);
    let slots = &survey.unfiled[paging::items(at, survey.routes.unfiled.len(), survey.unfiled.len())];
    let cards = view.groups.iter_mut().flat_map(|group| &mut group.cards);
    cards.zip(slots).for_each(|(card, slot)| card.found = found(here, *slot));
    (frame, view)
}

/// What was found of the themes in an unfiled article and did not suffice; nothing where the owner said its themes.
fn found(here: Here<'_>, slot: Slot) -> Option<String> {
    let (words, entry) = (here.words(), here.entry(slot));
    if entry.article.themes.is_some() || !here.working() && !shows(entry) {
        return None;
    }
    let hits = |vote: &ThemeVote| {
        let theme = here.config().themes.get(usize::from(vote.theme))?;
        Some(words.fill("unfiled.in_theme", &[("hits", &hits(here, vote)), ("theme", &theme.title)]))
    };
    let found: Vec<String> = entry.features.short.iter().filter_map(hits).collect();
    if found.is_empty() {
        return Some(words.get("unfiled.nothing").to_owned());
    }
    Some(words.fill("unfiled.found", &[("found", &found.join(words.get("lists.comma")))]))
}

/// Page `at` of all articles.
pub(crate) fn articles(here: Here<'_>, at: usize) -> (Frame<'_>, ListView) {
    let survey = &here.all.survey;
    let (frame, mut view) = list(here, "articles", "articles.title", &survey.newest, &survey.routes.articles, at);
    if at == 0 {
        view.sites = site_links(here, 20);
    }
    (frame, view)
}

fn list<'a>(
    here: Here<'a>,
    kind: &'static str,
    title: &str,
    slots: &[Slot],
    routes: &[Route],
    at: usize,
) -> (Frame<'a>, ListView) {
    let words = here.words();
    let mut groups: Vec<Group> = Vec::new();
    for slot in &slots[paging::items(at, routes.len(), slots.len())] {
        let year = here.entry(*slot).article.date.as_ref().map(|date| date.value.parts().0.to_string());
        let title = year.clone().unwrap_or_else(|| words.get("card.date_unknown").to_owned());
        let id = format!("y{}_", year.unwrap_or_default());
        match groups.last_mut() {
            Some(group) if group.id == id => group.cards.push(card(here, *slot)),
            _ => groups.push(Group { title, id, cards: vec![card(here, *slot)] }),
        }
    }
    let title = words.get(title);
    let view = ListView {
        title: title.to_owned(),
        count: words.count("counts.articles", slots.len()),
        groups,
        sites: Vec::new(),
        pager: pager(here, routes, at),
    };
    (Frame::of(here, kind, title), view)
}
