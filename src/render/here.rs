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

    /// The relative address of an article's page.
    pub(crate) fn article(&self, slot: Slot) -> String {
        self.article_route(slot).map(|route| self.href(route)).unwrap_or_default()
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

    /// Whether the heading with this anchor stands on the article's page.
    pub(crate) fn shows_heading(&self, slot: Slot, anchor: &str) -> bool {
        let entry = self.entry(slot);
        let node = self.anchors(slot).iter().find(|(_, own)| **own == *anchor).map(|(node, _)| *node as usize);
        let span = node.and_then(|node| entry.article.nodes.get(node)).map(|node| node.span);
        span.is_some_and(|span| entry.shown.words(span).is_some())
    }

    /// An id of our own on an article's page: `wanted`, with `_` where a heading has taken it.
    pub(crate) fn own_id(&self, slot: Slot, wanted: String) -> String {
        let taken = self.anchors(slot).iter().any(|(_, anchor)| **anchor == *wanted);
        if taken { wanted + "_" } else { wanted }
    }

    /// The id of the fact at `index` on its article's page.
    pub(crate) fn fact_id(&self, slot: Slot, index: usize) -> String {
        self.own_id(slot, format!("fact-{}", index + 1))
    }
}
