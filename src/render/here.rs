//! The rendering seen from one page: relative addresses, words, and whose eyes it is for. Enters: the rendering and the
//! page's route. Leaves: small answers that every view needs. What must not come in: anything about one kind of page.

use super::Rendering;
use super::html::{Html, prose};
use super::words::Words;
use crate::model::config::{Audience, Config, Edition};
use crate::model::dossier::Entry;
use crate::model::{Route, Slot};
use crate::text::{Date, Lang};
use serde::Serialize;
use std::sync::Arc;

/// One page's place in the rendering.
#[derive(Clone, Copy)]
pub(crate) struct Here<'a> {
    /// All that a page may know.
    pub all: &'a Rendering,
    /// Where the page stands.
    pub route: &'a Route,
    /// What stands on it, where that is a document of several articles.
    pub whole: Option<&'a Whole>,
}

/// A document of several articles. Links lead to places in it, and ids of its articles never meet.
pub(crate) struct Whole {
    /// The number of each article that is in it, by slot.
    pub articles: Vec<Option<usize>>,
    /// Whether each theme is in it, by index in the settings.
    pub themes: Vec<bool>,
    /// Whether it is a file of its own, with no page beside it: what is not in it cannot be reached.
    pub alone: bool,
}

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Link {
    /// What it says.
    pub title: Html,
    /// Where it leads.
    pub href: String,
    /// The language of its words, where that is not the page's.
    pub lang: Option<String>,
}

/// A date as it is written, for machines and for readers.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DateView {
    /// `2026-02-15`, `2026-02` or `2026`.
    pub iso: String,
    /// As readers see it.
    pub text: String,
    /// What a reader must know of it when it is not the article's own: "the page’s date".
    pub note: Option<String>,
}

impl<'a> Here<'a> {
    /// A page of its own.
    pub(crate) fn page(all: &'a Rendering, route: &'a Route) -> Self {
        Self { all, route, whole: None }
    }

    /// The interface's words.
    pub(crate) fn words(&self) -> &'a Words {
        &self.all.words
    }

    /// The settings.
    pub(crate) fn config(&self) -> &'a Config {
        &self.all.dossier.config
    }

    /// The edition, unless this is a working copy.
    pub(crate) fn edition(&self) -> Option<Edition> {
        match self.config().audience {
            Audience::WorkingCopy => None,
            Audience::Edition(edition) => Some(edition),
        }
    }

    /// Whether this is for the owner's eyes.
    pub(crate) fn working(&self) -> bool {
        self.edition().is_none()
    }

    /// The article at `slot`.
    pub(crate) fn entry(&self, slot: Slot) -> &'a Entry {
        self.all.dossier.entry(slot)
    }

    /// The relative address of `target`.
    pub(crate) fn href(&self, target: &Route) -> String {
        self.route.to(target).as_str().to_owned()
    }

    /// The relative address of a place; on the same page the place alone.
    pub(crate) fn at(&self, target: &Route, anchor: &str) -> String {
        if target == self.route && self.route.as_str() != "404.html" {
            return format!("#{}", crate::model::site::encode(anchor));
        }
        self.route.to(target).at(anchor)
    }

    /// The page of an article.
    pub(crate) fn article_route(&self, slot: Slot) -> Option<&'a Route> {
        self.all.links.articles.get(slot.index())
    }

    /// The address of an article: of its page, or of its place in this document; nothing where it cannot be reached.
    pub(crate) fn article(&self, slot: Slot) -> String {
        match (self.number(slot), self.article_route(slot)) {
            (Some(number), _) => format!("#a{number}"),
            (None, Some(route)) if !self.alone() => self.href(route),
            _ => String::new(),
        }
    }

    /// The address of the place with this id, as [`Here::own_id`] or [`Here::placed`] gives it, in an article.
    pub(crate) fn in_article(&self, slot: Slot, id: &str) -> Option<String> {
        if self.number(slot).is_some() {
            return Some(format!("#{}", crate::model::site::encode(id)));
        }
        self.article_route(slot).filter(|_| !self.alone()).map(|route| self.at(route, id))
    }

    /// The address of a theme: of its first page, or of its place in this document; nothing where it cannot be reached.
    pub(crate) fn theme(&self, index: usize) -> Option<String> {
        if self.whole.is_some_and(|whole| whole.themes.get(index) == Some(&true)) {
            return Some(format!("#t{}", index + 1));
        }
        let route = self.all.links.themes.get(index)?;
        Some(if self.alone() { String::new() } else { self.href(route) })
    }

    /// The number of an article in this document.
    pub(crate) fn number(&self, slot: Slot) -> Option<usize> {
        *self.whole?.articles.get(slot.index())?
    }

    /// Whether this is a file of its own.
    pub(crate) fn alone(&self) -> bool {
        self.whole.is_some_and(|whole| whole.alone)
    }

    /// A link to an article by its title.
    pub(crate) fn link(&self, slot: Slot) -> Link {
        let article = &self.entry(slot).article;
        Link {
            title: prose(&article.title.value, &article.lang.value),
            href: self.article(slot),
            lang: self.other_lang(&article.lang.value),
        }
    }

    /// The tag of `lang` where it is not the page's.
    pub(crate) fn other_lang(&self, lang: &Lang) -> Option<String> {
        (*lang != self.words().lang).then(|| lang.tag().to_owned())
    }

    /// A text in the page's own language, with foreign runs marked.
    pub(crate) fn text(&self, text: &str) -> Html {
        prose(text, &self.words().lang)
    }

    /// A date for readers.
    pub(crate) fn date(&self, date: Date, note: Option<String>) -> DateView {
        DateView { iso: date.to_string(), text: self.words().date(date), note }
    }

    /// The name of a language in the page's own.
    pub(crate) fn language(&self, lang: &Lang) -> String {
        let words = self.words();
        let name = words.known(&format!("languages.{}", lang.primary()));
        name.map_or_else(|| lang.tag().to_owned(), str::to_owned)
    }

    /// The anchors of an article's headings.
    pub(crate) fn anchors(&self, slot: Slot) -> &'a [(u32, Arc<str>)] {
        self.all.links.anchors.get(slot.index()).map_or(&[], Vec::as_slice)
    }

    /// The node of the heading with this anchor.
    fn heading(&self, slot: Slot, anchor: &str) -> Option<u32> {
        self.all.survey.headings.get(slot.index())?.get(anchor).copied()
    }

    /// Whether the heading with this anchor stands on the article's page.
    pub(crate) fn shows_heading(&self, slot: Slot, anchor: &str) -> bool {
        let entry = self.entry(slot);
        let node = self.heading(slot, anchor);
        let span = node.and_then(|node| entry.article.nodes.get(node as usize)).map(|node| node.span);
        span.is_some_and(|span| entry.shown.words(span).is_some())
    }

    /// An id of our own in an article: `wanted`, with `_` where a heading has taken it.
    pub(crate) fn own_id(&self, slot: Slot, wanted: String) -> String {
        let taken = self.heading(slot, &wanted).is_some();
        self.placed(slot, if taken { wanted + "_" } else { wanted })
    }

    /// An id within an article, with the article's number before it in a document of several.
    pub(crate) fn placed(&self, slot: Slot, id: String) -> String {
        self.number(slot).map_or_else(|| id.clone(), |number| format!("a{number}-{id}"))
    }

    /// The id of the fact at `index` in its article.
    pub(crate) fn fact_id(&self, slot: Slot, index: usize) -> String {
        self.own_id(slot, format!("fact-{}", index + 1))
    }
}
