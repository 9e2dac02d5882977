//! What a page says of itself outside its visible words: JSON-LD, OpenGraph and other `meta` elements, microdata.

use super::dom::Dom;
use crate::text::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything told, the surest first in each list.
#[derive(Default)]
pub(super) struct Meta {
    /// Headlines of JSON-LD.
    pub headlines: Vec<String>,
    /// Titles of OpenGraph and its like.
    pub titles: Vec<String>,
    /// The `title` element.
    pub window: String,
    /// Authors, one list for each place that names some.
    pub authors: Vec<Vec<String>>,
    /// Dates that are told as those of publication.
    pub published: Vec<Date>,
    /// Dates of the last change.
    pub modified: Vec<Date>,
    /// Dates of which is not told what they are.
    pub dated: Vec<Date>,
    /// Sites.
    pub sites: Vec<String>,
    /// The page's own address.
    pub address: Option<String>,
    /// Its language tag.
    pub lang: Option<String>,
    /// The sentence under the title.
    pub description: Option<String>,
    /// The whole body, where JSON-LD holds it.
    pub body: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Whether the page says that it is not free to read.
    pub is_closed: bool,
}

/// Reads what `dom` says of itself; `text` is the page as written.
pub(super) fn read(dom: &Dom, text: &str) -> Meta {
    let mut all = Meta::default();
    json_ld(dom, &mut all);
    elements(dom, &mut all);
    microdata(dom, &mut all);
    all.address = all.address.take().or_else(|| saved_from(text));
    all
}

fn json_ld(dom: &Dom, all: &mut Meta) {
    const MOST: usize = 4 << 20;
    let mut objects: Vec<Value> = Vec::new();
    for script in dom.named("script") {
        let is_data = dom.attribute(script, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
        if !is_data {
            continue;
        }
        let Some(words) = dom.node(script).first.map(|first| dom.text(first)) else { continue };
        if words.len() > MOST {
            continue;
        }
        let bare = words.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("-->");
        let bare = bare.trim_end_matches("//]]>").trim().trim_end_matches(';');
        let clean: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if let Ok(value) = serde_json::from_str::<Value>(&clean) {
            objects.push(value);
        }
    }
    let mut flat: Vec<&Value> = Vec::new();
    objects.iter().for_each(|value| flatten(value, 0, &mut flat));
    let by_id: BTreeMap<&str, &Value> =
        flat.iter().filter(|o| o.get("name").is_some()).filter_map(|o| Some((o.get("@id")?.as_str()?, *o))).collect();
    let mut articles: Vec<&Value> = flat.iter().copied().filter(|o| is_article(o)).collect();
    // one with authors and a date says more than a teaser's
    articles.sort_by_key(|o| {
        std::cmp::Reverse(usize::from(o.get("author").is_some()) + usize::from(o.get("datePublished").is_some()) * 2)
    });
    for article in articles.iter().take(1) {
        for name in ["headline", "name", "alternativeHeadline"] {
            all.headlines.extend(article.get(name).and_then(Value::as_str).map(unescaped).filter(|s| !s.is_empty()));
        }
        let people = article
            .get("author")
            .or_else(|| article.get("creator"))
            .map(|value| names(value, &by_id))
            .unwrap_or_default();
        if !people.is_empty() {
            all.authors.push(people);
        }
        let told = |name: &str| article.get(name).and_then(Value::as_str).and_then(date);
        all.published.extend(told("datePublished"));
        all.dated.extend(["dateCreated", "uploadDate"].iter().filter_map(|name| told(name)));
        all.modified.extend(told("dateModified"));
        let publisher = article.get("publisher").map(|value| names(value, &by_id)).unwrap_or_default();
        all.sites.extend(publisher);
        if let Some(body) = article.get("articleBody").and_then(Value::as_str) {
            all.body = unescaped(body);
        }
        all.description = article.get("description").and_then(Value::as_str).map(unescaped);
        all.lang = article.get("inLanguage").and_then(Value::as_str).map(str::to_owned);
        all.is_closed = article
            .get("isAccessibleForFree")
            .is_some_and(|free| free == false || free.as_str().is_some_and(|f| f.eq_ignore_ascii_case("false")));
        all.address = article
            .get("mainEntityOfPage")
            .and_then(|m| m.as_str().or_else(|| m.get("@id")?.as_str()))
            .or_else(|| article.get("url")?.as_str())
            .filter(|url| url.starts_with("http"))
            .map(str::to_owned);
        match article.get("keywords") {
            Some(Value::String(list)) => all.tags.extend(list.split(',').map(|tag| tag.trim().to_owned())),
            Some(Value::Array(list)) => {
                all.tags.extend(list.iter().filter_map(Value::as_str).map(|tag| tag.trim().to_owned()));
            }
            _ => {}
        }
    }
}

fn flatten<'v>(value: &'v Value, depth: usize, out: &mut Vec<&'v Value>) {
    const DEEPEST: usize = 8;
    if depth > DEEPEST || out.len() > 2_000 {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|value| flatten(value, depth + 1, out)),
        Value::Object(map) => {
            if map.contains_key("@type") || map.contains_key("@id") {
                out.push(value);
            }
            map.values()
                .filter(|value| value.is_object() || value.is_array())
                .for_each(|value| flatten(value, depth + 1, out));
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let is = |name: &str| {
        name.ends_with("Article")
            || matches!(
                name,
                "BlogPosting"
                    | "Report"
                    | "LiveBlogPosting"
                    | "Review"
                    | "SocialMediaPosting"
                    | "Recipe"
                    | "ReviewNewsArticle"
            )
    };
    match value.get("@type") {
        Some(Value::String(name)) => is(name),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// Names of people or organisations, however they are given.
fn names(value: &Value, by_id: &BTreeMap<&str, &Value>) -> Vec<String> {
    match value {
        Value::String(name) => vec![unescaped(name)],
        Value::Array(list) => list.iter().flat_map(|value| names(value, by_id)).collect(),
        Value::Object(map) => {
            match (map.get("name"), map.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id))) {
                (Some(Value::String(name)), _) => vec![unescaped(name)],
                (Some(list @ Value::Array(_)), _) => names(list, by_id),
                (_, Some(found)) => found.get("name").and_then(Value::as_str).map(unescaped).into_iter().collect(),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// Text without markup and character references, with single spaces.
fn unescaped(words: &str) -> String {
    if !words.contains(['&', '<']) {
        return words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    Dom::parse(words).words(0)
}

fn elements(dom: &Dom, all: &mut Meta) {
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for id in dom.named("meta") {
        let name = ["property", "name", "itemprop"].iter().find_map(|name| dom.attribute(id, name));
        let (Some(name), Some(content)) = (name, dom.attribute(id, "content")) else { continue };
        let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
        if !content.is_empty() {
            named.entry(name.trim().to_ascii_lowercase()).or_default().push(content);
        }
    }
    let first = |names: &[&str]| names.iter().find_map(|name| named.get(*name)?.first().cloned());
    all.titles.extend(
        [
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "sailthru.title",
            "parsely-title",
            "headline",
            "title",
        ]
        .iter()
        .filter_map(|name| first(&[name])),
    );
    for name in [
        "author",
        "authors",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "article:author",
        "article:author_name",
        "byl",
        "byline",
        "dc.contributor",
        "cxenseparse:author",
        "twitter:creator",
    ] {
        let people: Vec<String> = named
            .get(name)
            .into_iter()
            .flatten()
            .filter(|name| !name.contains("://") && !name.starts_with('@'))
            .cloned()
            .collect();
        if !people.is_empty() {
            all.authors.push(people);
        }
    }
    let told = |names: &[&str]| -> Vec<Date> {
        names.iter().filter_map(|name| first(&[name])).filter_map(|value| date(&value)).collect()
    };
    all.published.extend(told(&[
        "article:published_time",
        "article:published",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "publishdate",
        "publish-date",
        "publication_date",
        "article.published",
        "cxenseparse:recs:publishtime",
        "dc.date.issued",
        "dcterms.issued",
    ]));
    all.modified.extend(told(&["article:modified_time", "og:updated_time", "datemodified", "last-modified"]));
    all.dated.extend(told(&["date", "dc.date", "dcterms.created", "dcterms.date", "pubdate", "dc.date.created"]));
    all.sites.splice(0..0, first(&["og:site_name", "application-name"]));
    all.description = first(&["og:description", "description", "twitter:description"]).or(all.description.take());
    let canonical =
        dom.named("link").find(|&id| dom.attribute(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")));
    let canonical =
        canonical.and_then(|id| dom.attribute(id, "href")).filter(|url| url.starts_with("http")).map(str::to_owned);
    all.address = canonical
        .or_else(|| first(&["og:url", "twitter:url"]).filter(|url| url.starts_with("http")))
        .or(all.address.take());
    let root = dom.named("html").next();
    let lang =
        root.and_then(|id| dom.attribute(id, "lang").or_else(|| dom.attribute(id, "xml:lang"))).map(str::to_owned);
    all.lang = lang
        .filter(|lang| !lang.trim().is_empty())
        .or(all.lang.take())
        .or_else(|| first(&["og:locale", "language", "content-language"]));
    all.tags.extend(named.get("article:tag").into_iter().flatten().cloned());
    all.window = dom.named("title").next().map(|id| dom.words(id)).unwrap_or_default();
    let tier = first(&["article:content_tier"]);
    all.is_closed |= tier.is_some_and(|tier| matches!(tier.as_str(), "locked" | "metered"));
}

/// `itemprop` and `time` elements, which also stand in the visible page.
fn microdata(dom: &Dom, all: &mut Meta) {
    let mut people = Vec::new();
    let mut dates = Vec::new();
    for id in dom.descendants(0) {
        let property = dom.attribute(id, "itemprop").unwrap_or_default();
        let is_change = property.split(' ').any(|name| name == "dateModified");
        if is_change || property.split(' ').any(|name| name == "datePublished") {
            let value = dom
                .attribute(id, "content")
                .or_else(|| dom.attribute(id, "datetime"))
                .map_or_else(|| dom.words(id), str::to_owned);
            if is_change { &mut all.modified } else { &mut dates }.extend(date(&value));
        }
        if property.split(' ').any(|name| name == "author" || name == "creator") {
            let name = dom
                .descendants(id)
                .find(|&below| dom.attribute(below, "itemprop").is_some_and(|p| p.split(' ').any(|p| p == "name")));
            let words = dom.attribute(id, "content").map_or_else(|| dom.words(name.unwrap_or(id)), str::to_owned);
            if !words.is_empty() && words.len() < 80 && !people.contains(&words) {
                people.push(words);
            }
        }
    }
    all.published.extend(dates);
    if !people.is_empty() {
        all.authors.push(people);
    }
}

/// A date at the head of an ISO 8601 time, or written out.
pub(super) fn date(value: &str) -> Option<Date> {
    let value = value.trim();
    let mut parts = value.get(..10).filter(|_| value.len() >= 10)?.split('-');
    let (year, month, day) = (parts.next()?.parse().ok(), parts.next()?.parse().ok(), parts.next()?.parse().ok());
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => Date::day(year, month, day),
        _ => None,
    }
}

/// The address in the comment that browsers write at the head of a page they save.
fn saved_from(text: &str) -> Option<String> {
    const HEAD: usize = 4000;
    let head = &text[..text.floor_char_boundary(HEAD)];
    let behind = head.split_once("saved from url=(").or_else(|| head.split_once("url: "));
    let rest = behind?.1;
    let at = rest.find("http")?;
    let url: String = rest[at..].chars().take_while(|c| !c.is_whitespace() && !matches!(c, '<' | '"' | '\'')).collect();
    (at < 10 && url.len() > 10).then_some(url)
}
