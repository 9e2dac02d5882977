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
use crate::text::slug::slug;
use serde::Serialize;

/// How many of a site's articles are named at once; the others open below them.
const NAMED: usize = 12;
/// From how many entries on a list has letters to jump by.
const MANY: usize = 12;

/// `it` in `page/sources.html`.
#[derive(Serialize)]
pub(crate) struct SourcesView {
    /// "12 clippings", for the rail.
    pub count: String,
    /// Links to the sections, where there are several.
    pub contents: Vec<Link>,
    /// Sites of clippings, by name.
    pub sites: Vec<SiteView>,
    /// Links to the first site under each letter, where there are many.
    pub site_letters: Vec<Link>,
    /// "3 clippings name no site".
    pub nameless: Option<String>,
    /// Sources that the authors named, under the articles they support, by title.
    pub named: Vec<Supported>,
    /// Links to the first of them under each letter, where there are many.
    pub named_letters: Vec<Link>,
    /// Sources and citations that articles themselves give, by title.
    pub cited: Vec<Cited>,
    /// Links to the first of them under each letter, where there are many.
    pub cited_letters: Vec<Link>,
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
    /// Those.
    pub others: Vec<Dated>,
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
    /// Its id on the page.
    pub id: String,
    /// The article.
    pub link: Link,
    /// Its sources.
    pub sources: Vec<SourceView>,
}

/// What an article cites.
#[derive(Serialize)]
pub(crate) struct Cited {
    /// Its id on the page.
    pub id: String,
    /// The article.
    pub link: Link,
    /// What it cites.
    pub items: Vec<RefItem>,
}

/// The page of sources.
pub(crate) fn new(here: Here<'_>) -> (Frame<'_>, SourcesView) {
    (Frame::of(here, "sources", here.words().get("sources.title")), of(here, &|_| true))
}

/// The sources of the articles that are in a document.
pub(crate) fn of(here: Here<'_>, is_in: &dyn Fn(Slot) -> bool) -> SourcesView {
    let survey = &here.all.survey;
    let words = here.words();
    let slots: Vec<Slot> = survey.newest.iter().copied().filter(|slot| is_in(*slot)).collect();
    let mut by_title = slots.clone();
    by_title.sort_by_cached_key(|slot| (sorting(title(here, *slot)), *slot));
    let supported = |slot: &Slot| {
        let sources = sources(here, *slot);
        (!sources.is_empty()).then(|| Supported { id: article_id("named", *slot), link: here.link(*slot), sources })
    };
    let cited = |slot: &Slot| {
        let mut items = references_of(here, *slot, &[RefKind::Source, RefKind::Citation]);
        items.retain(|item| !item.named);
        (!items.is_empty()).then(|| Cited { id: article_id("cited", *slot), link: here.link(*slot), items })
    };
    let both = |slot: &Slot| (title(here, *slot), *slot);
    let named: Vec<(&str, Supported)> =
        by_title.iter().map(both).filter_map(|(title, slot)| Some((title, supported(&slot)?))).collect();
    let cited: Vec<(&str, Cited)> =
        by_title.iter().map(both).filter_map(|(title, slot)| Some((title, cited(&slot)?))).collect();
    let of_site = |(i, (name, slots)): (usize, &'_ (std::sync::Arc<str>, Vec<Slot>))| {
        let slots: Vec<Slot> = slots.iter().copied().filter(|slot| is_in(*slot)).collect();
        (!slots.is_empty()).then(|| site(here, i, name, &slots))
    };
    let names = survey.sites.iter().map(|(name, _)| &**name);
    let mut sites: Vec<(&str, SiteView)> = names
        .zip(survey.sites.iter().enumerate().map(of_site))
        .filter_map(|(name, site)| Some((name, site?)))
        .collect();
    sites.sort_by_cached_key(|(name, _)| sorting(name));
    let nameless = slots.iter().map(|slot| &here.entry(*slot).article);
    let nameless = nameless.filter(|a| a.origin.value == Origin::Clipping && a.site.is_none()).count();
    let clippings = slots.iter().filter(|slot| here.entry(**slot).article.origin.value == Origin::Clipping).count();
    SourcesView {
        count: words.count("counts.clippings", clippings),
        contents: contents(here, [sites.len() + nameless, named.len(), cited.len()]),
        site_letters: letters(here, sites.iter().map(|(name, site)| (*name, &*site.id))),
        sites: sites.into_iter().map(|(_, site)| site).collect(),
        nameless: (nameless > 0).then(|| words.count("sources.nameless", nameless)),
        named_letters: letters(here, named.iter().map(|(title, one)| (*title, &*one.id))),
        named: named.into_iter().map(|(_, one)| one).collect(),
        cited_letters: letters(here, cited.iter().map(|(title, one)| (*title, &*one.id))),
        cited: cited.into_iter().map(|(_, one)| one).collect(),
    }
}

fn title(here: Here<'_>, slot: Slot) -> &str {
    &here.all.dossier.entry(slot).article.title.value
}

fn article_id(section: &str, slot: Slot) -> String {
    format!("{section}-{}", slot.index() + 1)
}

/// Where a name stands among others: numbers first, then Latin letters, into which other scripts and accents are written.
fn sorting(name: &str) -> String {
    slug(name)
}

/// Links to the sections that hold something, where there are several.
fn contents(here: Here<'_>, counts: [usize; 3]) -> Vec<Link> {
    let sections = [("sites_", "sources.sites"), ("named_", "sources.named"), ("cited_", "sources.cited")];
    let there = sections.iter().zip(counts).filter(|(_, count)| *count > 0);
    let link = |((id, key), _): (&(&str, &str), usize)| Link {
        title: here.text(here.words().get(key)),
        href: format!("#{id}"),
        lang: None,
    };
    Some(there.map(link).collect::<Vec<_>>()).filter(|links| links.len() > 1).unwrap_or_default()
}

/// A link to the first of `names` under each letter; names are in order, each with its id on the page.
fn letters<'n>(here: Here<'_>, names: impl ExactSizeIterator<Item = (&'n str, &'n str)>) -> Vec<Link> {
    let mut out: Vec<(char, Link)> = Vec::new();
    if names.len() <= MANY {
        return Vec::new();
    }
    for (name, id) in names {
        let first = sorting(name).chars().next().unwrap_or('…');
        let letter = if first.is_ascii_digit() { '#' } else { first.to_ascii_uppercase() };
        if out.last().is_none_or(|(last, _)| *last != letter) {
            out.push((letter, Link { title: here.text(&letter.to_string()), href: format!("#{id}"), lang: None }));
        }
    }
    out.into_iter().map(|(_, link)| link).collect()
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
        others: slots.iter().skip(NAMED).map(dated).collect(),
        more: (more > 0).then(|| here.words().count("sources.more", more)),
    }
}
