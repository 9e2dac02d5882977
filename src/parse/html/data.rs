//! JSON-LD of a page: the object that is about the page's own article. In: the page's scripts, and what else it is called and
//! where it lies. Out: one object, read, and whether it is sure to be this page's.

use super::dom::Dom;
use super::meta::{date, unescaped};
use crate::text::Date;
use crate::text::fold::fold_title;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What an object says of an article.
#[derive(Default)]
pub(super) struct Told {
    /// Whether its headline or address is the page's.
    pub is_own: bool,
    pub headlines: Vec<String>,
    /// People, or whoever is named where no person is.
    pub authors: Vec<String>,
    /// Whether the authors are organisations, none a person.
    pub are_bodies: bool,
    pub published: Option<Date>,
    pub modified: Option<Date>,
    pub dated: Vec<Date>,
    pub sites: Vec<String>,
    pub address: Option<String>,
    pub lang: Option<String>,
    pub description: Option<String>,
    pub body: String,
    pub tags: Vec<String>,
    pub is_closed: bool,
}

/// What the page is called and where it lies, as it says elsewhere.
pub(super) struct Known {
    /// Titles, folded.
    pub titles: Vec<String>,
    pub address: Option<String>,
}

/// An object, and whether it stands in a list of other things.
type Object<'v> = (&'v Value, bool);

/// Reads the article that is the page's, or the one that is likeliest to be.
pub(super) fn read(dom: &Dom, known: &Known) -> Option<Told> {
    let objects = scripts(dom);
    let mut flat: Vec<Object<'_>> = Vec::new();
    objects.iter().for_each(|value| flatten(value, (0, false), &mut flat));
    let by_id: BTreeMap<&str, &Value> = flat
        .iter()
        .filter(|(o, _)| o.get("name").is_some())
        .filter_map(|(o, _)| Some((o.get("@id")?.as_str()?, *o)))
        .collect();
    let rank = |(object, is_listed): &Object<'_>| {
        // one with authors and a date says more than a teaser's
        let says = usize::from(object.get("author").is_some()) + usize::from(object.get("datePublished").is_some()) * 2;
        (likeness(object, known), !is_listed, says)
    };
    let articles = flat.iter().copied().filter(|(object, _)| is_article(object));
    let (article, is_listed) = articles.rev().max_by_key(rank)?;
    let is_own = likeness(article, known) > 0;
    (is_own || !is_listed).then(|| Told { is_own, ..one(article, &by_id) })
}

/// What the data of all scripts holds.
fn scripts(dom: &Dom) -> Vec<Value> {
    const MOST: usize = 4 << 20;
    let mut out = Vec::new();
    for script in dom.named("script") {
        let is_data = dom.attribute(script, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
        let Some(words) = dom.node(script).first.map(|first| dom.text(first)).filter(|_| is_data) else { continue };
        if words.len() > MOST {
            continue;
        }
        let bare = words.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("-->");
        let bare = bare.trim_end_matches("//]]>").trim().trim_end_matches(';');
        let clean: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        out.extend(serde_json::from_str(&clean).or_else(|_| serde_json::from_str(&mended(&clean))).ok());
    }
    out
}

/// Data without commas that nothing follows.
fn mended(data: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(data.len());
    let (mut in_words, mut escaped) = (false, false);
    for (at, c) in data.char_indices() {
        let is_last = || data[at + 1..].trim_start().starts_with(['}', ']']);
        if in_words || c != ',' || !is_last() {
            out.push(c);
        }
        in_words ^= c == '"' && !escaped;
        escaped = in_words && c == '\\' && !escaped;
    }
    Cow::Owned(out)
}

fn flatten<'v>(value: &'v Value, (depth, is_listed): (usize, bool), out: &mut Vec<Object<'v>>) {
    const DEEPEST: usize = 8;
    /// What names other things than the page itself.
    const OTHERS: [&str; 9] = [
        "itemListElement",
        "mentions",
        "relatedLink",
        "significantLink",
        "citation",
        "isBasedOn",
        "hasPart",
        "comment",
        "subjectOf",
    ];
    if depth > DEEPEST || out.len() > 2_000 {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|value| flatten(value, (depth + 1, is_listed), out)),
        Value::Object(map) => {
            if map.contains_key("@type") || map.contains_key("@id") {
                out.push((value, is_listed));
            }
            for (name, value) in map.iter().filter(|(_, value)| value.is_object() || value.is_array()) {
                flatten(value, (depth + 1, is_listed || OTHERS.contains(&name.as_str())), out);
            }
        }
        _ => {}
    }
}

/// How much an object is like the page: its address, its headline.
fn likeness(object: &Value, known: &Known) -> usize {
    const LONG: usize = 12;
    let lies = addresses(object).any(|url| known.address.as_deref().is_some_and(|own| is_same_page(own, url)));
    let called =
        HEADLINES.iter().filter_map(|name| object.get(name)?.as_str()).map(|words| fold_title(&unescaped(words)));
    let alike = |words: &String| {
        let one = |title: &String| {
            let (short, long) = if words.len() < title.len() { (words, title) } else { (title, words) };
            short == long || short.len() >= LONG && long.contains(short.as_str()) || is_reworded(short, long)
        };
        !words.is_empty() && known.titles.iter().any(one)
    };
    usize::from(lies) * 2 + usize::from(called.into_iter().any(|words| alike(&words))) * 3
}

/// Whether most words of the shorter title stand in the longer.
fn is_reworded(short: &str, long: &str) -> bool {
    const FEWEST: usize = 3;
    let long: Vec<&str> = long.split(' ').collect();
    let (mut all, mut shared) = (0, 0);
    for word in short.split(' ').filter(|word| word.chars().count() > 3) {
        all += 1;
        shared += usize::from(long.contains(&word));
    }
    all >= FEWEST && shared * 2 >= all
}

fn addresses(object: &Value) -> impl Iterator<Item = &str> {
    let page = object.get("mainEntityOfPage").and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
    let own = ["url", "@id"].into_iter().filter_map(|name| object.get(name)?.as_str());
    page.into_iter().chain(own).filter(|url| url.starts_with("http"))
}

/// Whether two addresses are of one page: what stands behind `?` and `#` left out.
fn is_same_page(one: &str, other: &str) -> bool {
    fn bare(url: &str) -> &str {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
        rest.strip_prefix("www.").unwrap_or(rest)
    }
    bare(one).eq_ignore_ascii_case(bare(other)) && bare(one).contains('/')
}

const HEADLINES: [&str; 3] = ["headline", "name", "alternativeHeadline"];

/// What `article` says.
fn one(article: &Value, by_id: &BTreeMap<&str, &Value>) -> Told {
    let words = |name: &str| article.get(name).and_then(Value::as_str);
    let told = |name: &str| words(name).and_then(date);
    let named = article.get("author").or_else(|| article.get("creator"));
    let makers = named.map(|value| names(value, by_id)).unwrap_or_default();
    let is_free = article.get("isAccessibleForFree");
    Told {
        is_own: false,
        headlines: HEADLINES.iter().filter_map(|name| words(name)).map(unescaped).filter(|s| !s.is_empty()).collect(),
        are_bodies: makers.iter().all(|(_, is_body)| *is_body),
        authors: makers.into_iter().map(|(name, _)| name).collect(),
        published: told("datePublished"),
        modified: told("dateModified"),
        dated: ["dateCreated", "uploadDate"].iter().filter_map(|name| told(name)).collect(),
        sites: article
            .get("publisher")
            .map(|value| names(value, by_id).into_iter().map(|(name, _)| name).collect())
            .unwrap_or_default(),
        address: addresses(article).next().map(str::to_owned),
        lang: words("inLanguage").map(str::to_owned),
        description: words("description").map(unescaped),
        body: words("articleBody").map(unescaped).unwrap_or_default(),
        tags: match article.get("keywords") {
            Some(Value::String(list)) => list.split(',').map(|tag| tag.trim().to_owned()).collect(),
            Some(Value::Array(list)) => {
                list.iter().filter_map(Value::as_str).map(|tag| tag.trim().to_owned()).collect()
            }
            _ => Vec::new(),
        },
        is_closed: is_free
            .is_some_and(|free| free == false || free.as_str().is_some_and(|f| f.eq_ignore_ascii_case("false"))),
    }
}

fn is_a(value: &Value, is: impl Fn(&str) -> bool) -> bool {
    match value.get("@type") {
        Some(Value::String(name)) => is(name),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn is_article(value: &Value) -> bool {
    is_a(value, |name| {
        let others = ["BlogPosting", "Report", "LiveBlogPosting", "Review", "SocialMediaPosting", "Recipe"];
        name.ends_with("Article") || others.contains(&name)
    })
}

/// Names of people or organisations, however they are given, each with whether it is an organisation's.
fn names(value: &Value, by_id: &BTreeMap<&str, &Value>) -> Vec<(String, bool)> {
    let is_body = |value: &Value| is_a(value, |name| name.ends_with("Organization"));
    match value {
        Value::String(name) => vec![(unescaped(name), false)],
        Value::Array(list) => list.iter().flat_map(|value| names(value, by_id)).collect(),
        Value::Object(map) => {
            match (map.get("name"), map.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id))) {
                (Some(Value::String(name)), _) => vec![(unescaped(name), is_body(value))],
                (Some(list @ Value::Array(_)), _) => names(list, by_id),
                (_, Some(found)) => {
                    let name = found.get("name").and_then(Value::as_str).map(unescaped);
                    name.map(|name| (name, is_body(found))).into_iter().collect()
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_same_page, mended};

    #[test]
    fn commas_that_nothing_follows() {
        assert_eq!(mended(r#"{"a": [1, 2, ], "b": ",]\",}", }"#), r#"{"a": [1, 2 ], "b": ",]\",}" }"#);
    }

    #[test]
    fn addresses_of_one_page() {
        assert!(is_same_page("https://www.a.example/b/", "http://a.example/b?amp=1#c"));
        assert!(!is_same_page("https://a.example/b", "https://a.example/c"));
        assert!(!is_same_page("https://a.example/", "https://a.example"));
    }
}
