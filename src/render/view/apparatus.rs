//! What an article points to, what points to it, and what is related. Enters: an article's links. Leaves: lists with the
//! sentences that they rest on, the words that count marked.

use super::card::{Card, card};
use super::frame::{Tlp, tlp};
use crate::model::Slot;
use crate::model::article::{Article, Source};
use crate::model::links::{Reason, Relation, Resolved};
use crate::model::reference::{RefKind, Reference};
use crate::render::evidence;
use crate::render::here::{Here, Link};
use crate::render::html::{Html, followable, host, prose};
use crate::render::inline::address;
use crate::render::reason::told;
use crate::text::Key;
use serde::Serialize;
use std::collections::BTreeSet;

/// References of one sort.
#[derive(Serialize)]
pub(crate) struct RefGroup {
    /// What sort, in words.
    pub title: String,
    /// The references.
    pub items: Vec<RefItem>,
}

/// One reference.
#[derive(Serialize)]
pub(crate) struct RefItem {
    /// Its number in the seed, where it has one.
    pub number: Option<String>,
    /// What it points to.
    pub title: Html,
    /// Its address.
    pub href: Option<String>,
    /// Whether that leads out of the site.
    pub outside: bool,
    /// Publisher, site and date.
    pub meta: Vec<Html>,
    /// Whether it is cited but not in this dossier.
    pub absent: bool,
    /// Whether the editors named it too.
    pub named: bool,
    /// Whether it is a link within the text.
    #[serde(skip)]
    pub inline: bool,
}

/// The references of the article at `slot`: those that stand apart, and the outside and missing ones within the text.
pub(crate) fn references(here: Here<'_>, slot: Slot) -> Vec<RefGroup> {
    let kinds: [(&str, &[RefKind]); 4] = [
        ("references.related_posts", &[RefKind::RelatedPost]),
        ("references.sources", &[RefKind::Source]),
        ("references.citations", &[RefKind::Citation]),
        ("references.links", &[RefKind::Link, RefKind::WikiLink]),
    ];
    let mut groups = Vec::new();
    for (key, kinds) in kinds {
        let items = references_of(here, slot, kinds);
        if !items.is_empty() {
            groups.push(RefGroup { title: here.words().get(key).to_owned(), items });
        }
    }
    groups
}

/// The references of some kinds, each once.
pub(crate) fn references_of(here: Here<'_>, slot: Slot, kinds: &[RefKind]) -> Vec<RefItem> {
    let entry = here.entry(slot);
    let resolved = here.all.links.resolved.get(slot.index()).map_or(&[][..], |all| all);
    let mut items: Vec<RefItem> = Vec::new();
    let mut seen = BTreeSet::new();
    for (reference, resolved) in entry.article.refs.iter().zip(resolved) {
        if !kinds.contains(&reference.kind) || entry.shown.words(reference.at).is_none() || !listed(reference, resolved)
        {
            continue;
        }
        let item = item(here, slot, reference, resolved);
        if !item.title.is_empty() && seen.insert((item.title.0.clone(), item.href.clone())) {
            items.push(item);
        }
    }
    items
}

fn listed(reference: &Reference, resolved: &Resolved) -> bool {
    match resolved {
        Resolved::Fact(_) | Resolved::Here(_) => false,
        Resolved::Outside(_) | Resolved::Missing => true,
        Resolved::Article { .. } | Resolved::File(_) => !reference.inline,
    }
}

fn item(here: Here<'_>, slot: Slot, reference: &Reference, resolved: &Resolved) -> RefItem {
    let source = named(&here.entry(slot).article, reference).filter(|_| matches!(resolved, Resolved::Missing));
    let told = source.and_then(|source| followable(source.url.as_deref()?));
    let address = address(here, slot, resolved).or_else(|| told.map(|href| (href, true)));
    let outside = address.as_ref().is_some_and(|(_, outside)| *outside);
    let href = address.map(|(href, _)| href);
    let mut meta: Vec<Html> = Vec::new();
    for part in [&reference.publisher, &reference.site].into_iter().flatten() {
        meta.push(here.text(part));
    }
    meta.dedup();
    if meta.is_empty() && outside {
        meta.extend(href.as_deref().and_then(host).map(|host| here.text(host)));
    }
    meta.extend(reference.date.map(|date| here.text(&here.words().date(date))));
    let title = title(here, slot, reference, resolved, href.as_deref());
    meta.retain(|part| *part != title);
    let number =
        (reference.kind == RefKind::Source).then(|| number(here.entry(slot).shown.words(reference.at)?)).flatten();
    let absent = matches!(resolved, Resolved::Missing) && source.is_none();
    RefItem { number, title, href, outside, meta, absent, named: source.is_some(), inline: reference.inline }
}

/// The source that the editors named which is what `reference` cites: both bear one title.
pub(crate) fn named<'a>(article: &'a Article, reference: &Reference) -> Option<&'a Source> {
    let cites = matches!(reference.kind, RefKind::Source | RefKind::Citation);
    let key = Key::of_title(reference.title.as_deref().filter(|_| cites)?);
    article.sources.iter().find(|source| source.title.as_deref().is_some_and(|title| Key::of_title(title) == key))
}

/// The number that a listed source bears in its seed, and by which statements cite it.
fn number(words: &str) -> Option<String> {
    let end = words.find(']').filter(|end| (2..=4).contains(end))?;
    let digits = words.strip_prefix('[')?.get(..end - 1)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| words[..=end].to_owned())
}

fn title(here: Here<'_>, slot: Slot, reference: &Reference, resolved: &Resolved, href: Option<&str>) -> Html {
    if let Resolved::Article { slot, .. } = resolved {
        return here.link(*slot).title;
    }
    let entry = here.entry(slot);
    let named = reference.title.as_deref().or(reference.publisher.as_deref()).or(reference.site.as_deref());
    let named = named.filter(|_| reference.title.is_some() || reference.kind == RefKind::Source);
    let words = named.or_else(|| entry.shown.words(reference.at)).unwrap_or_default();
    let words = evidence::cut(words, 240);
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let text = if bare.len() < 3 { href.unwrap_or(&words).to_owned() } else { words };
    prose(&text, &entry.article.lang.value)
}

/// A related article and why.
#[derive(Serialize)]
pub(crate) struct RelatedView {
    /// The other article.
    pub card: Card,
    /// Why, in a sentence.
    pub reason: Html,
    /// `names`, `terms` or `text`.
    pub sign: &'static str,
    /// The sentence here.
    pub here: Option<Sentence>,
    /// The sentence there.
    pub there: Option<Sentence>,
}

/// A sentence with the words that count marked.
#[derive(Serialize)]
pub(crate) struct Sentence {
    /// Its words.
    pub html: Html,
    /// Its language, where that is not the page's.
    pub lang: Option<String>,
    /// The paragraph it stands in.
    pub href: Option<String>,
    /// The paragraph's number.
    pub number: Option<u32>,
}

/// Related articles, strongest first.
pub(crate) fn related(here: Here<'_>, slot: Slot) -> Vec<RelatedView> {
    let one = |relation: &Relation| {
        let told = told(here, slot, &relation.reason);
        let (ours, theirs): (Vec<_>, Vec<_>) = match &relation.reason {
            Reason::Shared(terms) => terms.iter().map(|term| (term.here, term.there)).unzip(),
            Reason::SameText { differing: [ours, theirs], .. } => (ours.to_vec(), theirs.to_vec()),
        };
        let there = sentence(here, relation.to, relation.there, &theirs);
        let ours = sentence(here, slot, relation.here, &ours);
        // what both say word for word is shown once
        let is_same = |there: &Sentence| ours.as_ref().is_some_and(|ours| ours.html.0 == there.html.0);
        RelatedView {
            card: card(here, relation.to),
            reason: told.html,
            sign: told.sign,
            there: there.filter(|there| !is_same(there)),
            here: ours,
        }
    };
    here.all.links.related.related(slot).iter().map(one).collect()
}

/// The words at `span` of the article at `slot`, marked.
pub(crate) fn sentence(
    here: Here<'_>,
    slot: Slot,
    span: crate::text::Span,
    marks: &[crate::text::Span],
) -> Option<Sentence> {
    let entry = here.entry(slot);
    let html = evidence::marked(entry, span, marks).filter(|html| !html.is_empty())?;
    let number = evidence::paragraph_number(entry, span);
    let id = number.map(|number| here.own_id(slot, format!("p{number}")));
    let href = id.and_then(|id| here.in_article(slot, &id));
    Some(Sentence { html, lang: here.other_lang(&entry.article.lang.value), href, number })
}

/// An article that points here, with the sentence in which it does.
#[derive(Serialize)]
pub(crate) struct BacklinkView {
    /// The article.
    pub link: Link,
    /// The sentence.
    pub sentence: Option<Sentence>,
}

/// Who points to the article at `slot`, each article once.
pub(crate) fn backlinks(here: Here<'_>, slot: Slot) -> Vec<BacklinkView> {
    let mut seen = Vec::new();
    let mut out = Vec::new();
    for backlink in here.all.links.backlinks.get(slot.index()).map_or(&[][..], Vec::as_slice) {
        if seen.contains(&backlink.from) || backlink.from == slot {
            continue;
        }
        seen.push(backlink.from);
        let entry = here.entry(backlink.from);
        let at = entry.article.refs.get(usize::from(backlink.reference)).map(|reference| reference.at);
        let sentence = at.and_then(|at| sentence(here, backlink.from, evidence::sentence(entry, at), &[at]));
        out.push(BacklinkView { link: here.link(backlink.from), sentence });
    }
    out
}

/// A source that the owner named.
#[derive(Serialize)]
pub(crate) struct SourceView {
    /// What it is called.
    pub title: Html,
    /// Its address.
    pub href: Option<String>,
    /// Author, publisher and date.
    pub meta: Vec<Html>,
    /// A copy in an archive.
    pub archived: Option<String>,
    /// For whom it is, where that was said of it alone.
    pub marking: Option<Tlp>,
}

/// The sources that the owner named for the article at `slot` and that do not stand among its references already.
pub(crate) fn other_sources(here: Here<'_>, slot: Slot) -> Vec<SourceView> {
    let listed = references_of(here, slot, &[RefKind::Source, RefKind::Citation]);
    let is_listed = |source: &SourceView| listed.iter().any(|item| item.named && item.title.0 == source.title.0);
    let mut sources = sources(here, slot);
    sources.retain(|source| source.archived.is_some() || !is_listed(source));
    sources
}

/// The sources that the owner named for the article at `slot`.
pub(crate) fn sources(here: Here<'_>, slot: Slot) -> Vec<SourceView> {
    let one = |source: &Source| {
        let href = source.url.as_deref().and_then(followable);
        let name = source.title.as_deref().or(source.publisher.as_deref()).or(href.as_deref()).unwrap_or_default();
        let publisher = source.publisher.as_ref().filter(|_| source.title.is_some());
        let date = source.date.map(|date| here.words().date(date));
        let parts = [source.author.as_deref(), publisher.map(|p| &**p), date.as_deref()];
        SourceView {
            title: here.text(name),
            meta: parts.into_iter().flatten().map(|part| here.text(part)).collect(),
            archived: source.archived.as_deref().and_then(followable),
            marking: source.marking.map(|marking| tlp(here, marking)),
            href,
        }
    };
    let all = here.entry(slot).article.sources.iter().map(one);
    all.filter(|source| !source.title.is_empty()).collect()
}
