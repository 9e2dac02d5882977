//! What a page is, for programs (JSON-LD in the words of schema.org). Enters: a finished view, so that nothing stands there that the
//! page does not show. Leaves: JSON that no page's markup can end. A clipping is never our own work: its page is a `WebPage` that
//! is based on it. Guessed dates and derived titles are left out, for programs would take them for found ones.

use super::article::ArticleView;
use super::fact::FactView;
use super::frame::Frame;
use super::theme::ThemeView;
use crate::model::Slot;
use crate::model::article::{Kind, Origin};
use crate::model::config::Audience;
use crate::render::away::full_address;
use crate::render::here::Here;
use crate::render::html::{Html, plain};
use crate::text::shown::is_unshown;
use serde_json::{Map, Value, json};

/// The dossier, on its front page.
pub(crate) fn dossier(here: Here<'_>) -> Option<Html> {
    let config = here.config();
    let mut it = thing("Report", &config.title);
    set(&mut it, "description", config.description.clone().map(Value::from));
    set(&mut it, "author", list(config.authors.iter().map(|name| json!({"name": name})).collect()));
    said(here, it)
}

/// A theme, on its first page and the others.
pub(crate) fn theme(here: Here<'_>, title: &str, view: &ThemeView) -> Option<Html> {
    let mut it = thing("CollectionPage", title);
    set(&mut it, "description", view.about.as_ref().map(|about| plain(about).into()));
    set(&mut it, "isPartOf", Some(of_dossier(here)));
    said(here, it)
}

/// The article at `slot` as its page shows it.
pub(crate) fn article(here: Here<'_>, slot: Slot, view: &ArticleView) -> Option<Html> {
    let article = &here.entry(slot).article;
    if view.gone {
        return None;
    }
    let title = plain(&view.card.title);
    let is_own = article.origin.value == Origin::Own;
    let mut work = thing(kind(article.kind.value, is_own), &title);
    if view.card.title_note.is_none() {
        work.remove("name");
        work.insert("headline".to_owned(), title.as_str().into());
    } else if !is_own {
        work.remove("name");
    }
    set(&mut work, "abstract", view.standfirst.as_ref().map(|words| plain(words).into()));
    set(&mut work, "inLanguage", Some(article.lang.value.tag().into()));
    let date = view.card.date.as_ref().filter(|date| date.note.is_none());
    set(&mut work, "datePublished", date.map(|date| date.iso.clone().into()));
    set(&mut work, "author", list(view.authors.iter().map(|author| json!({"name": plain(&author.name)})).collect()));
    set(&mut work, "citation", list(citations(here, view)));
    set(&mut work, "mentions", list(view.facts.iter().filter_map(claim).collect()));
    let about = view.themes.iter().map(|theme| json!({"name": plain(&theme.theme.title)})).collect();
    if is_own {
        set(&mut work, "isBasedOn", list(sources(view)));
        set(&mut work, "about", list(about));
        set(&mut work, "isPartOf", Some(of_dossier(here)));
        return said(here, work);
    }
    set(
        &mut work,
        "publisher",
        view.card.site.as_ref().map(|site| json!({"@type": "Organization", "name": plain(site)})),
    );
    set(&mut work, "url", view.source.as_ref().map(|source| source.href.clone().into()));
    let mut page = thing("WebPage", &title);
    set(&mut page, "about", list(about));
    set(&mut page, "isPartOf", Some(of_dossier(here)));
    set(&mut page, "isBasedOn", Some(work.into()));
    said(here, page)
}

/// What sort of work. What a publisher calls its text is not known: `Report` is what we call ours.
fn kind(kind: Kind, is_own: bool) -> &'static str {
    match kind {
        Kind::Opinion => "OpinionNewsArticle",
        Kind::Analysis if !is_own => "AnalysisNewsArticle",
        Kind::Analysis | Kind::Report => "Report",
        Kind::News => "NewsArticle",
        Kind::BlogPost => "BlogPosting",
        Kind::Interview | Kind::FactSheet => "Article",
        Kind::Note | Kind::Mail | Kind::Page => "CreativeWork",
    }
}

/// What the page lists as cited.
fn citations(here: Here<'_>, view: &ArticleView) -> Vec<Value> {
    let items = view.references.iter().flat_map(|group| &group.items);
    let one = |item: &super::apparatus::RefItem| {
        let mut it = thing("CreativeWork", &plain(&item.title));
        set(&mut it, "url", item.href.as_deref().and_then(|href| full_address(here, href)).map(Value::from));
        Value::from(it)
    };
    items.map(one).collect()
}

/// What the owner named as sources.
fn sources(view: &ArticleView) -> Vec<Value> {
    let one = |source: &super::apparatus::SourceView| {
        let mut it = thing("CreativeWork", &plain(&source.title));
        set(&mut it, "url", source.href.clone().map(Value::from));
        Value::from(it)
    };
    view.provenance.sources.iter().map(one).collect()
}

/// A claim. A view is somebody's and no claim.
fn claim(fact: &FactView) -> Option<Value> {
    (fact.kind == "claim").then(|| json!({"@type": "Claim", "text": plain(&fact.html)}))
}

fn of_dossier(here: Here<'_>) -> Value {
    let mut it = thing("Report", &here.config().title);
    let front = here.all.survey.routes.front.as_ref();
    set(&mut it, "url", front.and_then(|front| here.config().address(front)).map(Value::from));
    it.into()
}

fn thing(kind: &str, name: &str) -> Map<String, Value> {
    Map::from_iter([("@type".to_owned(), kind.into()), ("name".to_owned(), name.into())])
}

fn set(it: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        it.insert(key.to_owned(), value);
    }
}

/// Several as a list, one alone, none not at all.
fn list(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(values.into()),
    }
}

/// The whole of it, with the page's address, for an edition: a working copy has no readers.
fn said(here: Here<'_>, it: Map<String, Value>) -> Option<Html> {
    if here.config().audience == Audience::WorkingCopy {
        return None;
    }
    let mut whole = Map::from_iter([("@context".to_owned(), Value::from("https://schema.org"))]);
    whole.extend(it);
    set(&mut whole, "url", here.config().address(here.route).map(Value::from));
    let mut out = String::new();
    for c in Value::from(whole).to_string().chars() {
        match c {
            // neither markup nor an end of a line may begin within a script
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c if is_unshown(c) => {}
            c => out.push(c),
        }
    }
    Some(Html(out))
}

/// How a link to a page looks in other programs (OpenGraph), where the page's full address is known.
pub(crate) fn preview(frame: &Frame<'_>, kind: &'static str, title: &str) -> Option<super::frame::Preview> {
    frame.canonical.as_ref().filter(|_| !frame.working)?;
    Some(super::frame::Preview { kind, title: title.to_owned(), image: None })
}
