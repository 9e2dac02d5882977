//! What a page says of itself outside its visible words: JSON-LD, OpenGraph and other `meta` elements, microdata.

use super::address::{base, join};
use super::data;
use super::dom::{Dom, Id};
use crate::lexicon::dates;
use crate::text::fold::fold_title;
use crate::text::{Date, Lang};
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
    /// The address from which its relative ones lead on, where a `base` element says so.
    pub base: Option<String>,
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
    /// Authors that are organisations, where the page's data names no person: a person of the byline wins over them.
    pub bodies: Vec<String>,
    /// Days and authors of data that may speak of something else than this page: they count where nothing else is told.
    pub doubtful: (Vec<Date>, Vec<Vec<String>>),
}

/// Reads what `dom` says of itself; `text` is the page as written.
pub(super) fn read(dom: &Dom, text: &str) -> Meta {
    let mut all = Meta::default();
    elements(dom, &mut all);
    let saved = saved_from(text).or_else(|| reader_view(dom));
    let heads = dom.named("h1").map(|id| dom.words(id));
    let titles = heads.chain(all.titles.iter().cloned()).chain([all.window.clone()]);
    let titles = titles.map(|words| fold_title(&words)).filter(|words| !words.is_empty()).collect();
    let known = data::Known { titles, address: all.address.clone().or_else(|| saved.clone()) };
    if let Some(told) = data::read(dom, &known) {
        all.take(told);
    }
    microdata(dom, &mut all);
    all.address = all.address.take().or(saved);
    if let Some(canonical) = canonical(dom) {
        all.address = match all.address.take() {
            _ if canonical.starts_with("http") => Some(canonical),
            Some(page) => join(based(dom, Some(&page)).as_deref().unwrap_or(&page), &canonical),
            None => based(dom, None).and_then(|base| join(&base, &canonical)),
        };
    }
    all.base = based(dom, all.address.as_deref());
    all
}

impl Meta {
    /// Adds what JSON-LD says: before all else where it is sure to speak of this page, else behind it.
    fn take(&mut self, told: data::Told) {
        let people = Some(told.authors).filter(|names| !names.is_empty());
        let put = |all: &mut Vec<Date>, dates: Vec<Date>| {
            let at = if told.is_own { 0 } else { all.len() };
            all.splice(at..at, dates);
        };
        put(&mut self.modified, told.modified.into_iter().collect());
        put(&mut self.dated, told.dated);
        match told.is_own {
            true => put(&mut self.published, told.published.into_iter().collect()),
            false => self.doubtful.0.extend(told.published),
        }
        match told.is_own {
            true if told.are_bodies => self.bodies.extend(people.into_iter().flatten()),
            true => self.authors.splice(0..0, people).for_each(drop),
            false => self.doubtful.1.extend(people),
        }
        self.sites.extend(told.sites);
        if told.is_own {
            self.headlines = told.headlines;
            self.description = self.description.take().or(told.description);
            self.address = self.address.take().or(told.address);
            self.lang = self.lang.take().or(told.lang);
            self.tags.splice(0..0, told.tags);
        } else {
            self.titles.extend(told.headlines.into_iter().take(1));
        }
        self.body = told.body;
        self.is_closed |= told.is_closed;
    }
}

/// Text without markup and character references, with single spaces.
pub(super) fn unescaped(words: &str) -> String {
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
    all.description = first(&["og:description", "description", "twitter:description"]);
    all.address = canonical(dom)
        .filter(|url| url.starts_with("http"))
        .or_else(|| first(&["og:url", "twitter:url"]).filter(|url| url.starts_with("http")));
    let root = dom.named("html").next();
    let lang =
        root.and_then(|id| dom.attribute(id, "lang").or_else(|| dom.attribute(id, "xml:lang"))).map(str::to_owned);
    all.lang =
        lang.filter(|lang| !lang.trim().is_empty()).or_else(|| first(&["og:locale", "language", "content-language"]));
    all.tags.extend(named.get("article:tag").into_iter().flatten().cloned());
    all.window = dom.named("title").next().map(|id| dom.words(id)).unwrap_or_default();
    let tier = first(&["article:content_tier"]);
    all.is_closed |= tier.is_some_and(|tier| matches!(tier.as_str(), "locked" | "metered"));
}

/// What the first `base` element with an address makes of it.
fn based(dom: &Dom, page: Option<&str>) -> Option<String> {
    let href = dom.named("base").find_map(|id| dom.attribute(id, "href"))?;
    base(href, page)
}

/// Where the page says that it lies.
fn canonical(dom: &Dom) -> Option<String> {
    let is_canonical = |id: &Id| dom.attribute(*id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
    let link = dom.named("link").find(is_canonical)?;
    Some(dom.attribute(link, "href")?.trim().to_owned()).filter(|url| !url.is_empty())
}

/// The address at the head of a page that was saved from a browser's reader view.
fn reader_view(dom: &Dom) -> Option<String> {
    let is_called = |id: Id, name: &str| dom.attribute(id, "class").is_some_and(|c| c.split(' ').any(|c| c == name));
    let link = dom.named("a").find(|&id| is_called(id, "domain") || is_called(id, "reader-domain"))?;
    let is_head = std::iter::successors(Some(link), |&id| dom.node(id).parent).any(|id| is_called(id, "header"));
    dom.attribute(link, "href").filter(|url| is_head && url.starts_with("http")).map(str::to_owned)
}

/// `itemprop` elements, which also stand in the visible page. What stands in a scope of its own that does not hold the page's
/// headline is doubtful, and a comment's is not the article's.
fn microdata(dom: &Dom, all: &mut Meta) {
    let (mut people, mut dates) = ((Vec::new(), Vec::new()), Vec::new());
    let mut scopes: BTreeMap<Id, Scope> = BTreeMap::new();
    for id in dom.descendants(0) {
        let Some(property) = dom.attribute(id, "itemprop") else { continue };
        let is = |wanted: &str| property.split(' ').any(|name| name == wanted);
        if !["dateModified", "datePublished", "author", "creator"].iter().any(|name| is(name)) {
            continue;
        }
        let holder = std::iter::successors(dom.node(id).parent, |&id| dom.node(id).parent)
            .find(|&above| dom.attribute(above, "itemscope").is_some());
        let scope = holder.map_or(Scope::Page, |holder| *scopes.entry(holder).or_insert_with(|| scope(dom, holder)));
        if scope == Scope::Comment {
            continue;
        }
        if is("dateModified") || is("datePublished") {
            let value = dom
                .attribute(id, "content")
                .or_else(|| dom.attribute(id, "datetime"))
                .map_or_else(|| dom.words(id), str::to_owned);
            match () {
                () if scope == Scope::Other => all.doubtful.0.extend(date(&value)),
                () if is("dateModified") => all.modified.extend(date(&value)),
                () => dates.extend(date(&value)),
            }
        }
        if is("author") || is("creator") {
            let name = dom
                .descendants(id)
                .find(|&below| dom.attribute(below, "itemprop").is_some_and(|p| p.split(' ').any(|p| p == "name")));
            let words = dom.attribute(id, "content").map_or_else(|| dom.words(name.unwrap_or(id)), str::to_owned);
            let people = if scope == Scope::Other { &mut people.1 } else { &mut people.0 };
            if !words.is_empty() && words.len() < 80 && !people.contains(&words) {
                people.push(words);
            }
        }
    }
    all.published.extend(dates);
    all.authors.extend(Some(people.0).filter(|people| !people.is_empty()));
    all.doubtful.1.extend(Some(people.1).filter(|people| !people.is_empty()));
}

/// What a scope of microdata speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Page,
    Other,
    Comment,
}

fn scope(dom: &Dom, holder: Id) -> Scope {
    let kind = dom.attribute(holder, "itemtype").unwrap_or_default();
    let is_article = kind.ends_with("Article") || kind.ends_with("Posting");
    let holds = || dom.descendants(holder).any(|id| dom.name(id) == "h1");
    match () {
        () if kind.ends_with("Comment") || kind.ends_with("UserComments") => Scope::Comment,
        () if is_article && dom.named("h1").next().is_some() && !holds() => Scope::Other,
        () => Scope::Page,
    }
}

/// A date at the head of an ISO 8601 time, or written out. The day from which machines count is none.
pub(super) fn date(value: &str) -> Option<Date> {
    let value = value.trim();
    let is_figures = value.len() >= 8 && value.as_bytes()[..8].iter().all(u8::is_ascii_digit);
    let figures = || {
        let rest = &value[8..];
        let part = |range: std::ops::Range<usize>| value[range].parse::<u8>().ok();
        let sound = is_figures && !rest.starts_with(|c: char| c.is_ascii_digit());
        Date::day(value[..4].parse().ok().filter(|_| sound)?, part(4..6)?, part(6..8)?)
    };
    let found = match () {
        () if is_figures => figures(),
        () => iso(value).or_else(|| dates::first(value, &Lang::english()).map(|written| written.date)),
    };
    found.filter(|date| date.parts().2.is_some() && !is_epoch(*date))
}

fn iso(value: &str) -> Option<Date> {
    let mut parts = value.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Date::day(year, month, day)
}

/// Whether a day is what programs write that know none.
fn is_epoch(date: Date) -> bool {
    let epochs = [(1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (1, 1, 1)];
    epochs.iter().any(|&(year, month, day)| Date::day(year, month, day) == Some(date))
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
