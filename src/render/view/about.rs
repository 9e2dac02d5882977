//! About the dossier. Enters: counts over all articles. Leaves: [`AboutView`]: what it is, how it was read, how to read it.
//! In an edition nothing is said of what was set aside.

use super::frame::{Frame, Tlp, tlp};
use crate::model::Marking;
use crate::model::config::Rights;
use crate::model::dossier::Entry;
use crate::render::here::{Here, Link};
use crate::render::html::Html;
use serde::Serialize;

/// `it` in `page/about.html`.
#[derive(Serialize)]
pub(crate) struct AboutView {
    /// The dossier's title.
    pub title: Html,
    /// What it is.
    pub description: Option<Html>,
    /// Who made it.
    pub authors: Option<String>,
    /// How it was read: terms with counts.
    pub counts: Vec<Count>,
    /// What is uncertain, one sentence each.
    pub uncertain: Vec<String>,
    /// How much of others' texts is shown, where that is not all.
    pub borrowed: Option<String>,
    /// The markings, where one is shown somewhere.
    pub markings: Vec<Tlp>,
    /// Files that are not read; of a working copy alone.
    pub unread: Vec<String>,
    /// The data beside the pages.
    pub data: Option<Link>,
    /// Where the dossier's files lie.
    pub repository: Option<Link>,
}

/// One thing that was counted.
#[derive(Serialize)]
pub(crate) struct Count {
    /// What.
    pub name: String,
    /// How many.
    pub value: String,
}

/// The page about the dossier.
pub(crate) fn new(here: Here<'_>) -> (Frame<'_>, AboutView) {
    let config = here.config();
    let (survey, dossier) = (&here.all.survey, &here.all.dossier);
    let words = here.words();
    let marked = here.edition().is_some() || dossier.entries.iter().any(|e| e.article.marking.is_some());
    let view = AboutView {
        title: here.text(&config.title),
        description: config.description.as_ref().map(|text| here.text(text)),
        authors: (!config.authors.is_empty()).then(|| words.list(&config.authors)),
        counts: counts(here),
        uncertain: [("about.derived", survey.derived), ("about.undated", survey.undated)]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(key, n)| words.count(key, n))
            .collect(),
        borrowed: borrowed(here),
        markings: if marked { Marking::ALL.map(|marking| tlp(here, marking)).into() } else { Vec::new() },
        unread: if here.working() { dossier.unread.iter().map(ToString::to_string).collect() } else { Vec::new() },
        data: survey.routes.data.as_ref().map(|route| Link {
            title: here.text(route.as_str()),
            href: here.href(route),
            lang: None,
        }),
        repository: config.repository.as_deref().and_then(crate::render::html::followable).map(|href| Link {
            title: here.text(crate::render::html::host(&href).unwrap_or(&href)),
            href,
            lang: None,
        }),
    };
    (Frame::of(here, "about", words.get("about.title")), view)
}

fn counts(here: Here<'_>) -> Vec<Count> {
    let survey = &here.all.survey;
    let words = here.words();
    let mut out = Vec::new();
    let mut add = |key: &str, value: String| out.push(Count { name: words.get(key).to_owned(), value });
    add("about.clippings", words.number(survey.clippings));
    if !survey.own.is_empty() {
        add("about.own", words.number(survey.own.len()));
    }
    if survey.tells_words {
        add("about.words", words.number(survey.words));
    }
    if survey.claims + survey.views > 0 {
        add("about.facts", words.number(survey.claims + survey.views));
    }
    if here.working() {
        let (aside, all) = survey.aside;
        add("about.aside", words.percent((aside * 1000).checked_div(all).unwrap_or(0)));
    }
    out
}

/// "Of 12 clippings this edition shows excerpts: …, 640 words in all."
fn borrowed(here: Here<'_>) -> Option<String> {
    let edition = here.edition()?;
    let excerpts: Vec<&Entry> =
        here.all.dossier.entries.iter().filter(|entry| entry.rights == Rights::Excerpt).collect();
    let words = here.words();
    let most = words.number(usize::from(edition.excerpt_words));
    let shown = words.number(excerpts.iter().map(|entry| entry.borrowed).sum());
    let told = words.count("about.excerpts", excerpts.len()).replace("{most}", &most).replace("{words}", &shown);
    (!excerpts.is_empty()).then_some(told)
}
