//! `dossier.json`: the dossier as data. Enters: the dossier and its links. Leaves: one JSON object, sorted. In an edition it
//! holds only what some page shows: no `seed`, and `id` is the article's address without folder and ending.

use crate::model::Slot;
use crate::model::links::Reason;
use crate::render::evidence;
use crate::render::here::Here;
use crate::render::json;
use crate::render::reason::told;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    articles: Vec<ArticleData<'a>>,
    entities: Vec<EntityData<'a>>,
    facts: Vec<FactData<'a>>,
    related: Vec<RelatedData>,
    duplicates: Vec<DuplicateData>,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<&'a str>,
    route: &'a str,
    title: &'a str,
    date: Option<String>,
    themes: Vec<&'a str>,
}

#[derive(Serialize)]
struct EntityData<'a> {
    name: &'a str,
    kind: &'static str,
    articles: Vec<String>,
}

#[derive(Serialize)]
struct FactData<'a> {
    id: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    text: &'a str,
    article: String,
    source: Option<String>,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct RelatedData {
    articles: [String; 2],
    strength: u32,
    reason: String,
}

#[derive(Serialize)]
struct DuplicateData {
    articles: [String; 2],
    kind: &'static str,
    similarity: f64,
    reason: String,
}

/// The file's bytes.
pub(crate) fn json(here: Here<'_>) -> Vec<u8> {
    let dossier = &here.all.dossier;
    let data = Data {
        title: &here.config().title,
        articles: dossier.iter().map(|(slot, _)| article(here, slot)).collect(),
        entities: entities(here),
        facts: dossier.iter().flat_map(|(slot, _)| facts(here, slot)).collect(),
        related: dossier.iter().flat_map(|(slot, _)| related(here, slot)).collect(),
        duplicates: duplicates(here),
    };
    let text = json::pretty(&data);
    // whoever puts the file into a page's script gets no end of it, and no end of a line
    text.replace("</", "<\\/").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").into_bytes()
}

fn id(here: Here<'_>, slot: Slot) -> String {
    if here.working() {
        return here.entry(slot).article.id.to_string();
    }
    let route = here.article_route(slot).map_or("", |route| route.as_str());
    let file = route.rsplit('/').next().unwrap_or_default();
    file.strip_suffix(".html").unwrap_or(file).to_owned()
}

fn article(here: Here<'_>, slot: Slot) -> ArticleData<'_> {
    let entry = here.entry(slot);
    let theme = |theme: u16| here.config().themes.get(usize::from(theme)).map(|theme| theme.id.as_str());
    ArticleData {
        id: id(here, slot),
        seed: here.working().then(|| entry.article.seed.as_str()),
        route: here.article_route(slot).map_or("", |route| route.as_str()),
        title: &entry.article.title.value,
        date: entry.article.date.as_ref().map(|date| date.value.to_string()),
        themes: entry.features.votes.iter().filter_map(|vote| theme(vote.theme)).collect(),
    }
}

fn entities(here: Here<'_>) -> Vec<EntityData<'_>> {
    let mut articles: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    for (slot, entry) in here.all.dossier.iter() {
        for (entity, spans) in &entry.features.mentions {
            if spans.iter().any(|span| entry.shown.words(*span).is_some()) {
                articles.entry(*entity).or_default().push(id(here, slot));
            }
        }
    }
    let named = |(entity, articles): (u16, Vec<String>)| {
        let entity = here.config().entities.get(usize::from(entity))?;
        Some(EntityData { name: &entity.name, kind: entity.kind.name(), articles })
    };
    articles.into_iter().filter_map(named).collect()
}

fn facts(here: Here<'_>, slot: Slot) -> Vec<FactData<'_>> {
    let entry = here.entry(slot);
    let one = |(index, fact): (usize, &crate::model::reference::Fact)| {
        let id_of_fact =
            if here.working() { format!("{:016x}", fact.id.0) } else { format!("{}-{}", id(here, slot), index + 1) };
        let name = |index: &u16| {
            let source = entry.article.refs.get(usize::from(*index))?;
            source.title.as_deref().or(source.publisher.as_deref()).or(source.site.as_deref()).map(str::to_owned)
        };
        let sources: Vec<String> = fact.sources.iter().filter_map(name).collect();
        Some(FactData {
            id: id_of_fact,
            kind: fact.kind.name(),
            label: fact.label.and_then(|label| entry.shown.words(label)),
            text: entry.shown.words(fact.words)?.trim(),
            article: id(here, slot),
            source: sources.first().cloned(),
            sources,
        })
    };
    entry.article.facts.iter().enumerate().filter_map(one).collect()
}

fn related(here: Here<'_>, slot: Slot) -> Vec<RelatedData> {
    let relations = here.all.links.related.related(slot);
    let one = |relation: &crate::model::links::Relation| RelatedData {
        articles: [id(here, slot), id(here, relation.to)],
        strength: relation.strength.0,
        reason: told(here, slot, &relation.reason).text,
    };
    relations.iter().map(one).collect()
}

fn duplicates(here: Here<'_>) -> Vec<DuplicateData> {
    let one = |duplicate: &crate::model::dossier::Duplicate| {
        let (a, b) = duplicate.pair;
        DuplicateData {
            articles: [id(here, a), id(here, b)],
            kind: "duplicate",
            similarity: f64::from(duplicate.permille) / 1000.0,
            reason: told(here, a, &Reason::SameText { permille: duplicate.permille, differing: Default::default() })
                .text,
        }
    };
    let shown = |duplicate: &&crate::model::dossier::Duplicate| {
        evidence::shows(here.entry(duplicate.pair.0)) && evidence::shows(here.entry(duplicate.pair.1))
    };
    here.all.dossier.ledger.duplicates.iter().filter(shown).map(one).collect()
}
