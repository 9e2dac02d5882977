//! `inspect`: what was understood of a seed, as the contract's JSON.

use super::Neighbours;
use crate::analyze::{self, Themes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Loaded;
use crate::model::account::Role;
use crate::model::article::Article;
use crate::model::block::Block;
use crate::model::features::ThemeVote;
use crate::model::reference::{RefKind, Reference, Target};
use crate::model::{Config, Features, Reading, SeedPath};
use crate::parse;
use crate::text::{Lines, Span};
use serde::Serialize;
use serde_json::{Value, json};

/// One seed as the build of the whole dossier has it.
pub struct Inspected {
    /// The contract's object.
    pub object: Value,
    /// What is faulty about the seed.
    pub faults: Vec<Diagnostic>,
}

/// What was understood of the seed at `path` (relative to the dossier's root).
///
/// # Errors
/// What the system says when the file cannot be read.
pub fn inspect(loaded: &Loaded, around: &Neighbours, path: &SeedPath) -> std::io::Result<Inspected> {
    let seed = super::explain::read(loaded, path)?;
    let (parsed, mut faults) = parse::parse_among(&seed, &loaded.config, &around.hints(path));
    let features = analyze::read(&parsed.article, &parsed.reading, &Themes::new(&loaded.config));
    let view = View { around, article: &parsed.article, reading: &parsed.reading };
    let mut object = view.object(&features, &loaded.config);
    let only_orders = parse::only_orders(&parsed);
    object["only_orders"] = json!(only_orders);
    faults.retain(|fault| !only_orders || fault.severity() != Severity::Note);
    Ok(Inspected { object, faults })
}

struct View<'a> {
    around: &'a Neighbours,
    article: &'a Article,
    reading: &'a Reading,
}

/// `[first, last]`.
fn pair(lines: Lines) -> Value {
    json!([lines.first, lines.last])
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    affiliation: Option<&'a str>,
}

impl View<'_> {
    fn words(&self, span: Span) -> &str {
        span.of(&self.reading.text)
    }

    fn lines(&self, span: Span) -> Value {
        pair(self.reading.lines(span))
    }

    fn object(&self, features: &Features, config: &Config) -> Value {
        let article = self.article;
        let authors: Vec<Author<'_>> = article
            .authors
            .iter()
            .map(|a| Author { name: &a.value.name, affiliation: a.value.affiliation.as_deref() })
            .collect();
        // also of what there is none of: the owner said so
        let source = |key: &str| {
            article.known(key).map(|(_, how)| how).or_else(|| article.none(key)).map(crate::model::How::name)
        };
        json!({
            "seed": article.seed.as_str(),
            "kind": article.kind.value.name(),
            "kind_source": article.kind.how.name(),
            "title": &*article.title.value,
            "title_source": article.title.how.name(),
            "standfirst": article.standfirst.as_ref().map(|s| &*s.value),
            "standfirst_source": source("description"),
            "authors": authors,
            "authors_source": source("authors"),
            "date": article.date.as_ref().map(|d| d.value.to_string()),
            "date_source": source("date"),
            "site": article.site.as_ref().map(|s| &*s.value),
            "site_source": source("site"),
            "url": article.url.as_ref().map(|u| &*u.value),
            "url_source": source("url"),
            "language": article.lang.value.tag(),
            "language_source": article.lang.how.name(),
            "origin": article.origin.value.name(),
            "origin_source": article.origin.how.name(),
            "marking": article.marking.as_ref().map(|m| m.value.name()),
            "draft": article.draft,
            "tags": article.tags.iter().map(|t| &**t).collect::<Vec<_>>(),
            "words": article.words,
            "lines": article.lines,
            "body": self.body(),
            "metadata": self.parts(|role| match role {
                Role::Meta(field) => Some(("field", field.name())),
                _ => None,
            }),
            "set_aside": self.parts(|role| match role {
                Role::Aside(aside) => Some(("reason", aside.name())),
                _ => None,
            }),
            "references": article.refs.iter().enumerate().map(|(i, r)| self.reference(i, r)).collect::<Vec<_>>(),
            "facts": article.facts.iter().map(|fact| json!({
                "id": format!("{:016x}", fact.id.0),
                "kind": fact.kind.name(),
                "label": fact.label.map(|label| self.words(label)),
                "text": self.words(fact.words),
                "source": fact.sources.first().map(|i| format!("r{}", i + 1)),
                "sources": fact.sources.iter().map(|i| format!("r{}", i + 1)).collect::<Vec<_>>(),
                "lines": self.lines(fact.words),
                "span": [fact.words.start, fact.words.end],
            })).collect::<Vec<_>>(),
            "remarks": article.facts.iter().flat_map(|fact| fact.remarks.iter().map(|at| json!({
                "fact": format!("{:016x}", fact.id.0),
                "kind": "remark",
                "text": self.words(*at),
                "lines": self.lines(*at),
                "span": [at.start, at.end],
            }))).collect::<Vec<_>>(),
            "relations": article.relations.iter().map(|relation| json!({
                "kind": &*relation.kind,
                "strength": &*relation.strength,
                "label": &*relation.label,
                "between": relation.between.iter().map(|name| &**name).collect::<Vec<_>>(),
                "facts": article.facts.get(usize::from(relation.facts.start)..usize::from(relation.facts.end))
                    .unwrap_or_default().iter().map(|fact| format!("{:016x}", fact.id.0)).collect::<Vec<_>>(),
                "lines": self.lines(relation.at),
                "span": [relation.at.start, relation.at.end],
            })).collect::<Vec<_>>(),
            "quotes": [],
            "dates": [],
            "entities": self.entities(features, config),
            "themes": self.themes(&features.votes, config),
            "themes_short": self.themes(&features.short, config),
        })
    }

    /// Body parts with the kind of the outermost block that says more than paragraph.
    fn body(&self) -> Vec<Value> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(node) = self.article.nodes.get(at) {
            let span = node.span;
            at = node.end as usize;
            let (kind, level) = match node.kind {
                Block::Heading(level) => ("heading", Some(level)),
                Block::Paragraph | Block::Footnote(_) | Block::Item => ("paragraph", None),
                Block::List { .. } => ("list", None),
                Block::Quote => ("quote", None),
                Block::Epigraph => ("epigraph", None),
                Block::Callout(_) => ("callout", None),
                Block::Table | Block::Row { .. } | Block::Cell(_) => ("table", None),
                Block::Code { .. } => ("code", None),
                Block::Figure => ("figure", None),
                Block::Break => ("break", None),
            };
            if !span.is_empty() {
                out.push(json!({
                    "kind": kind, "level": level, "text": self.words(span), "lines": self.lines(span), "span": [span.start, span.end],
                }));
            }
        }
        out
    }

    fn parts(&self, named: impl Fn(Role) -> Option<(&'static str, &'static str)>) -> Vec<Value> {
        let chosen = self.article.parts.iter().filter_map(|part| Some((part, named(part.role)?)));
        chosen
            .map(|(part, (key, name))| {
                json!({
                    key: name, "rule": part.rule.name, "why": part.rule.why, "text": self.words(part.span),
                    "recurs": self.around.recurs(&self.article.seed, self.words(part.span)).map(|(stands, of)| [stands, of]),
                    "lines": self.lines(part.span), "span": [part.span.start, part.span.end],
                })
            })
            .collect()
    }

    fn reference(&self, index: usize, reference: &Reference) -> Value {
        let url = match &reference.target {
            Target::Url(url) => Some(url.to_string()),
            Target::Path { path, anchor } => {
                Some(anchor.as_ref().map_or_else(|| path.to_string(), |a| format!("{path}#{a}")))
            }
            _ => None,
        };
        let title = reference.title.clone().or_else(|| match &reference.target {
            Target::Named { name, .. } => Some(name.clone()),
            _ => None,
        });
        let fact = match reference.target {
            Target::Fact(fact) => self.article.facts.get(usize::from(fact)).map(|fact| format!("{:016x}", fact.id.0)),
            _ => None,
        };
        debug_assert!(reference.kind != RefKind::Source || !reference.inline);
        json!({
            "id": format!("r{}", index + 1),
            "kind": reference.kind.name(),
            "title": title.as_deref(),
            "text": self.words(reference.at),
            "url": url,
            "site": reference.site.as_deref(),
            "publisher": reference.publisher.as_deref(),
            "date": reference.date.map(|d| d.to_string()),
            "fact": fact,
            "inline": reference.inline,
            "lines": self.lines(reference.at),
            "span": [reference.at.start, reference.at.end],
        })
    }

    fn entities(&self, features: &Features, config: &Config) -> Vec<Value> {
        let told = features
            .mentions
            .iter()
            .filter_map(|(index, spans)| Some((config.entities.get(usize::from(*index))?, spans)));
        told.map(|(entity, spans)| {
            let mentions = spans.iter().map(|span| {
                let via = if self.words(*span) == entity.name { "name" } else { "alias" };
                json!({"text": self.words(*span), "via": via, "lines": self.lines(*span), "span": [span.start, span.end]})
            });
            json!({"name": entity.name, "kind": entity.kind.name(), "aliases": entity.aliases, "mentions": mentions.collect::<Vec<_>>()})
        })
        .collect()
    }

    fn themes(&self, votes: &[ThemeVote], config: &Config) -> Vec<Value> {
        let voted = votes.iter().filter_map(|vote| Some((vote, config.themes.get(usize::from(vote.theme))?)));
        voted
            .map(|(vote, theme)| {
                let evidence = vote.hits.iter().filter_map(|hit| {
                    let term = theme.terms.get(usize::from(hit.term))?;
                    Some(json!({"term": term, "count": hit.count, "in_title": hit.in_title, "lines": self.lines(hit.at), "span": [hit.at.start, hit.at.end]}))
                });
                json!({
                    "id": theme.id.as_str(), "score": vote.score.0, "corrected": vote.corrected, "evidence": evidence.collect::<Vec<_>>(),
                })
            })
            .collect()
    }
}
