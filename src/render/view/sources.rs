//! All sources. Enters: the sources that owners named, the sites of clippings, and what articles cite. Leaves:
//! [`SourcesView`].

use super::apparatus::{RefItem, SourceView, references_of, sources};
use super::card::date;
use super::frame::Frame;
use crate::model::Slot;
use crate::model::article::Origin;
use crate::model::reference::RefKind;
use crate::render::here::{DateView, Here, Link};
use crate::render::html::Html;
use serde::Serialize;

/// How many of a site's articles are named.
const NAMED: usize = 12;

/// `it` in `page/sources.html`.
#[derive(Serialize)]
pub(crate) struct SourcesView {
    /// Counts for the rail.
    pub counts: Vec<String>,
    /// Sites of clippings, those with most first.
    pub sites: Vec<SiteView>,
    /// "3 clippings name no site".
    pub nameless: Option<String>,
    /// Sources that the authors named, under the articles they support.
    pub named: Vec<Supported>,
    /// Sources and citations that articles themselves give.
    pub cited: Vec<Cited>,
}

/// A site with its articles.
#[derive(Serialize)]
pub(crate) struct SiteView {
    /// Its id on the page.
    pub id: String,
    /// Its name.
    pub name: Html,
    /// "12 articles".
    pub count: String,
    /// The newest of them.
    pub articles: Vec<Dated>,
    /// "and 20 more".
    pub more: Option<String>,
}

/// An article with its date.
#[derive(Serialize)]
pub(crate) struct Dated {
    /// The article.
    pub link: Link,
    /// Its date.
    pub date: Option<DateView>,
}

/// Sources under the article they support.
#[derive(Serialize)]
pub(crate) struct Supported {
    /// The article.
    pub link: Link,
    /// Its sources.
    pub sources: Vec<SourceView>,
}

/// What an article cites.
#[derive(Serialize)]
pub(crate) struct Cited {
    /// The article.
    pub link: Link,
    /// What it cites.
    pub items: Vec<RefItem>,
}

/// The page of sources.
pub(crate) fn new(here: Here<'_>) -> (Frame<'_>, SourcesView) {
    let survey = &here.all.survey;
    let words = here.words();
    let supported = |slot: &Slot| {
        let sources = sources(here, *slot);
        (!sources.is_empty()).then(|| Supported { link: here.link(*slot), sources })
    };
    let cited = |slot: &Slot| {
        let items = references_of(here, *slot, &[RefKind::Source, RefKind::Citation]);
        (!items.is_empty()).then(|| Cited { link: here.link(*slot), items })
    };
    let nameless = survey.newest.iter().map(|slot| &here.entry(*slot).article);
    let nameless = nameless.filter(|a| a.origin.value == Origin::Clipping && a.site.is_none()).count();
    let view = SourcesView {
        counts: vec![
            words.count("counts.sites", survey.sites.len()),
            words.count("counts.clippings", survey.clippings),
        ],
        sites: survey.sites.iter().enumerate().map(|(i, (name, slots))| site(here, i, name, slots)).collect(),
        nameless: (nameless > 0).then(|| words.count("sources.nameless", nameless)),
        named: survey.newest.iter().filter_map(supported).collect(),
        cited: survey.newest.iter().filter_map(cited).collect(),
    };
    (Frame::of(here, "sources", words.get("sources.title")), view)
}

/// Links to the first `most` sites, each with how many articles it has.
pub(crate) fn site_links(here: Here<'_>, most: usize) -> Vec<Link> {
    let survey = &here.all.survey;
    let words = here.words();
    let Some(route) = &survey.routes.sources else { return Vec::new() };
    let one = |(i, (site, slots)): (usize, &(std::sync::Arc<str>, Vec<Slot>))| {
        let articles = words.count("counts.articles", slots.len());
        Link {
            title: here.text(&words.fill("front.site", &[("site", site), ("articles", &articles)])),
            href: here.at(route, &site_id(i)),
            lang: None,
        }
    };
    survey.sites.iter().enumerate().take(most).map(one).collect()
}

fn site_id(index: usize) -> String {
    format!("site-{}", index + 1)
}

fn site(here: Here<'_>, index: usize, name: &str, slots: &[Slot]) -> SiteView {
    let dated = |slot: &Slot| Dated { link: here.link(*slot), date: date(here, &here.entry(*slot).article) };
    let more = slots.len().saturating_sub(NAMED);
    SiteView {
        id: site_id(index),
        name: here.text(name),
        count: here.words().count("counts.articles", slots.len()),
        articles: slots.iter().take(NAMED).map(dated).collect(),
        more: (more > 0).then(|| here.words().count("sources.more", more)),
    }
}
