//! The newest dated articles for readers of feeds, of the dossier or of a theme: Atom by a template, JSON Feed from the same view.
//! Enters: the plan's feed. Leaves: [`FeedView`]: what the articles' pages show, with full addresses. Its dates are the articles'
//! own; what bears none is in no feed.

use super::article::{Withheld, withheld};
use super::card::{Card, card, date};
use super::excerpt::{self, ExcerptView};
use super::fact::{self, FactView};
use super::frame::Frame;
use crate::model::article::{Article, Origin};
use crate::model::config::Rights;
use crate::model::{Route, Slot};
use crate::render::away::away;
use crate::render::body::{self, BlockView, NoteView};
use crate::render::here::Here;
use crate::render::html::{Html, followable};
use crate::render::inline::Pen;
use crate::text::Date;
use serde::Serialize;
use std::collections::BTreeSet;
use tera::Context;

/// How many articles a feed holds.
const NEWEST: usize = 50;

/// `it` in `feed/atom.xml`.
#[derive(Serialize)]
pub(crate) struct FeedView<'a> {
    /// Its own full address, which is its id too.
    pub id: String,
    /// The full address of the page that lists the same.
    pub page: String,
    /// What it is a feed of.
    pub title: String,
    /// What that is about.
    pub subtitle: Option<String>,
    /// Who made the dossier.
    pub authors: Vec<String>,
    /// The date of the newest entry, as RFC 3339 has it.
    pub updated: String,
    /// The edition's marking and what it means.
    pub rights: String,
    /// The newest first.
    pub entries: Vec<EntryView<'a>>,
}

/// One article.
#[derive(Serialize)]
pub(crate) struct EntryView<'a> {
    /// Never changes: the full address at which readers first knew it.
    pub id: String,
    /// The full address of its page.
    pub url: String,
    /// The address that it was taken from.
    pub source: Option<String>,
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Its date, or the first day of its month or year.
    pub updated: String,
    /// Its date, where the day is known and not guessed.
    pub published: Option<String>,
    /// Who wrote or published it.
    pub authors: Vec<String>,
    /// Its themes.
    pub themes: Vec<Label>,
    /// What its page shows of its text, as HTML.
    pub content: &'a str,
}

/// A theme of an entry.
#[derive(Serialize)]
pub(crate) struct Label {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// The feed of the theme at an index of the settings, or of the dossier.
pub(crate) fn new(here: Here<'_>, theme: Option<u16>) -> (Frame<'_>, FeedView<'_>) {
    let config = here.config();
    let frame = Frame::of(here, "feed", "");
    let theme = theme.and_then(|index| Some((usize::from(index), config.themes.get(usize::from(index))?)));
    let members = theme.and_then(|(index, _)| here.all.dossier.ledger.members.get(index));
    let members: Option<BTreeSet<Slot>> = members.map(|members| members.iter().map(|(_, slot)| *slot).collect());
    let is_in = |slot: &Slot| members.as_ref().is_none_or(|members| members.contains(slot));
    let newest = here.all.survey.newest.iter().copied().filter(is_in);
    let entries: Vec<EntryView<'_>> = newest.filter_map(|slot| entry(here, slot)).take(NEWEST).collect();
    let full = |route: &str| config.address(&Route::new(route)).unwrap_or_default();
    let makers = if config.authors.is_empty() { vec![config.title.clone()] } else { config.authors.clone() };
    let view = FeedView {
        id: config.address(here.route).unwrap_or_default(),
        page: theme.map_or_else(|| full("index.html"), |(_, theme)| full(&format!("themes/{}.html", theme.id))),
        title: theme.map_or_else(
            || config.title.clone(),
            |(_, theme)| here.words().fill("page.title", &[("page", &theme.title), ("dossier", &config.title)]),
        ),
        subtitle: theme.map_or_else(|| config.description.clone(), |(_, theme)| theme.about.clone()),
        authors: makers,
        updated: entries.first().map(|entry| entry.updated.clone()).unwrap_or_default(),
        rights: frame.marking.as_ref().map(|tlp| format!("{}: {}", tlp.label, tlp.means)).unwrap_or_default(),
        entries,
    };
    (frame, view)
}

fn entry(here: Here<'_>, slot: Slot) -> Option<EntryView<'_>> {
    let route = here.article_route(slot)?;
    let article = &*here.entry(slot).article;
    let found = article.date.as_ref()?;
    let day = found.value.parts().2.is_some() && date(here, article).is_some_and(|date| date.note.is_none());
    let theme = |vote: &crate::model::features::ThemeVote| {
        let theme = here.config().themes.get(usize::from(vote.theme))?;
        Some(Label { id: theme.id.to_string(), title: theme.title.clone() })
    };
    Some(EntryView {
        id: here.config().address(here.all.links.first.get(slot.index())?)?,
        url: here.config().address(route)?,
        source: article.url.as_ref().and_then(|url| followable(&url.value)),
        title: article.title.value.to_string(),
        lang: article.lang.value.tag().to_owned(),
        updated: instant(found.value),
        published: day.then(|| instant(found.value)),
        authors: authors(here, article),
        themes: here.entry(slot).features.votes.iter().filter_map(theme).collect(),
        content: here.all.away.get(slot.index())?.get_or_init(|| content(Here::page(here.all, route), slot)),
    })
}

/// Midnight of a day, of the first one where the month or the year is all that is known.
fn instant(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{year:04}-{:02}-{:02}T00:00:00Z", month.unwrap_or(1), day.unwrap_or(1))
}

/// Who wrote it, else who published it. An own text without a name is the dossier's authors'; of a clipping that would be wrong.
fn authors(here: Here<'_>, article: &Article) -> Vec<String> {
    let names: Vec<String> = article.authors.iter().map(|author| author.value.name.to_string()).collect();
    match (&names[..], &article.site, article.origin.value) {
        ([], Some(site), Origin::Clipping) => vec![site.value.to_string()],
        ([], None, Origin::Clipping) => vec![here.words().get("feed.unknown_author").to_owned()],
        _ => names,
    }
}

/// `it` in `feed/entry.html`.
#[derive(Serialize)]
struct ContentView {
    /// Date, site and kind.
    card: Card,
    /// Where a clipping is read whole.
    source: Option<Withheld>,
    /// What the dossier's authors say of it.
    note: Option<Html>,
    /// Sentences of it, where its text is not ours to show.
    excerpt: Option<ExcerptView>,
    /// Blocks and footnotes.
    blocks: Vec<BlockView>,
    notes: Vec<NoteView>,
    /// Claims and views.
    facts: Vec<FactView>,
}

/// What the article's page, which stands `here`, shows of its text.
fn content(here: Here<'_>, slot: Slot) -> String {
    let article = &here.entry(slot).article;
    let mut pen = Pen::new(here, slot);
    let is_excerpt = here.entry(slot).rights == Rights::Excerpt;
    let body = if is_excerpt { body::Body::default() } else { body::read(&mut pen) };
    let facts = fact::facts(here, slot, |index| here.fact_id(slot, index), &pen.cites);
    let is_others = article.origin.value == Origin::Clipping;
    let view = ContentView {
        card: card(here, slot),
        source: is_others.then(|| withheld(here, article)),
        note: article.editors_note.as_ref().map(|note| here.text(note)),
        excerpt: is_excerpt.then(|| excerpt::new(here, slot)),
        blocks: body.blocks,
        notes: body.notes,
        facts,
    };
    let mut context = Context::new();
    context.insert("it", &view);
    // a fault of this template is told with the feed's own page, which includes it
    let (html, _) = here.all.templates.render("feed/entry.html", &context, &here.all.look);
    away(here, html.trim())
}

#[derive(Serialize)]
struct Item<'v> {
    id: &'v str,
    url: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'v str>,
    title: &'v str,
    content_html: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'v str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Name<'v>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'v str>,
    language: &'v str,
}

#[derive(Serialize)]
struct Name<'v> {
    name: &'v str,
}

#[derive(Serialize)]
struct JsonFeed<'v> {
    version: &'static str,
    title: &'v str,
    home_page_url: &'v str,
    feed_url: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'v str>,
    authors: Vec<Name<'v>>,
    language: &'v str,
    items: Vec<Item<'v>>,
}

/// The same as JSON Feed 1.1.
pub(crate) fn json(here: Here<'_>, theme: Option<u16>) -> Vec<u8> {
    let (frame, view) = new(here, theme);
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &view.title,
        home_page_url: &view.page,
        feed_url: &view.id,
        description: view.subtitle.as_deref(),
        authors: names(&view.authors),
        language: frame.lang,
        items: view.entries.iter().map(item).collect(),
    };
    crate::render::json::pretty(&feed).into_bytes()
}

fn item<'v>(entry: &'v EntryView<'_>) -> Item<'v> {
    Item {
        id: &entry.id,
        url: &entry.url,
        external_url: entry.source.as_deref(),
        title: &entry.title,
        content_html: entry.content,
        date_published: entry.published.as_deref(),
        authors: names(&entry.authors),
        tags: entry.themes.iter().map(|theme| theme.title.as_str()).collect(),
        language: &entry.lang,
    }
}

fn names(names: &[String]) -> Vec<Name<'_>> {
    names.iter().map(|name| Name { name }).collect()
}
