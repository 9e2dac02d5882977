//! Claims and views as a ledger. Enters: an article's facts. Leaves: [`FactView`]s, only of those whose words may be shown.

use super::apparatus::named;
use super::frame::{Tlp, tlp};
use crate::model::Slot;
use crate::model::dossier::Entry;
use crate::model::reference::{FactKind, RefKind, Reference};
use crate::render::here::Here;
use crate::render::html::{Html, followable, prose};
use serde::Serialize;
use std::collections::BTreeMap;

/// One statement.
#[derive(Serialize)]
pub(crate) struct FactView {
    /// Its id on this page.
    pub id: String,
    /// Its number in its article.
    pub number: usize,
    /// `claim`, `view` or `statement`.
    pub kind: &'static str,
    /// What kind, in words; of a statement of an unknown type its own label.
    pub label: String,
    /// The statement.
    pub html: Html,
    /// Its language, where that is not the page's.
    pub lang: Option<String>,
    /// Where it comes from.
    pub sources: Vec<FactSource>,
    /// What to say when that is not told: that the sheet names sources, or none.
    pub no_source: String,
    /// What the sheet states of it alone: kind, label and strength of a relation.
    pub stated: Vec<String>,
    /// Lines of the sheet that tell of it.
    pub remarks: Vec<String>,
    /// Addresses of the places that cite it.
    pub backs: Vec<String>,
    /// For whom it is, where that was said of it alone.
    pub marking: Option<Tlp>,
    /// The fact on its article's page, from another page.
    pub href: String,
}

/// A source of a statement.
#[derive(Serialize)]
pub(crate) struct FactSource {
    /// What it is called.
    pub title: Html,
    /// Its address.
    pub href: Option<String>,
}

/// The facts of the article at `slot`; `ids` makes a fact's id on this page, `cites` are the places that cite each.
pub(crate) fn facts(
    here: Here<'_>,
    slot: Slot,
    ids: impl Fn(usize) -> String,
    cites: &BTreeMap<u16, Vec<String>>,
) -> Vec<FactView> {
    let entry = here.entry(slot);
    let mut out = Vec::new();
    let has_sources = entry.article.refs.iter().any(|reference| reference.kind == RefKind::Source);
    let no_source = here.words().get(if has_sources { "claims.untold_source" } else { "claims.no_source" });
    for (index, fact) in entry.article.facts.iter().enumerate() {
        let Some(words) = entry.shown.words(fact.words) else { continue };
        let (kind, label) = match fact.kind {
            FactKind::Claim => ("claim", "claims.claim"),
            FactKind::Perspective => ("view", "claims.view"),
            FactKind::Statement => ("statement", "claims.statement"),
        };
        let own = fact.label.and_then(|label| entry.shown.words(label)).map(str::to_owned);
        let sources = fact.sources.iter().filter_map(|source| entry.article.refs.get(usize::from(*source)));
        let named =
            |source| Some(FactSource { title: source_name(here, entry, source)?, href: source_address(entry, source) });
        let remarks = fact.remarks.iter().filter_map(|at| entry.shown.words(*at)).map(str::to_owned);
        let back = u16::try_from(index).ok().and_then(|index| cites.get(&index));
        out.push(FactView {
            id: ids(index),
            number: index + 1,
            kind,
            label: own.unwrap_or_else(|| here.words().get(label).to_owned()),
            html: prose(words.trim(), &entry.article.lang.value),
            lang: here.other_lang(&entry.article.lang.value),
            sources: sources.filter_map(named).collect(),
            no_source: no_source.to_owned(),
            stated: super::article::stated_of(here, slot, index),
            remarks: remarks.collect(),
            backs: back.cloned().unwrap_or_default(),
            marking: entry.article.marking_at(fact.words).map(|marking| tlp(here, marking)),
            href: here.in_article(slot, &here.fact_id(slot, index)).unwrap_or_default(),
        });
    }
    out
}

/// What a source is called: its publisher or site, else its title, else its words.
fn source_name(here: Here<'_>, entry: &Entry, source: &Reference) -> Option<Html> {
    let name = source.publisher.as_deref().or(source.site.as_deref()).or(source.title.as_deref());
    let name = name.or_else(|| entry.shown.words(source.at));
    name.map(|name| here.text(&crate::render::evidence::cut(name, 120)))
}

/// Its address, or the one that the editors tell of it.
fn source_address(entry: &Entry, source: &Reference) -> Option<String> {
    match &source.target {
        crate::model::reference::Target::Url(url) => followable(url),
        _ => followable(named(&entry.article, source)?.url.as_deref()?),
    }
}

/// How many claims, views and other statements, in words.
pub(crate) fn counted(here: Here<'_>, facts: &[FactView]) -> String {
    let words = here.words();
    let of = |kind: &str| facts.iter().filter(|fact| fact.kind == kind).count();
    let kinds = [("counts.claims", "claim"), ("counts.views", "view"), ("counts.statements", "statement")];
    let counts = kinds.into_iter().map(|(key, kind)| (key, of(kind))).filter(|(_, n)| *n > 0);
    words.list(&counts.map(|(key, n)| words.count(key, n)).collect::<Vec<_>>())
}
