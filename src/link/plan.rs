//! The plan of routes: every page and file, known and unique before anything is rendered.

use super::slugs::{self, Given};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::config::Audience;
use crate::model::links::{DESK_PAGE, LIST_PAGE, Leaf};
use crate::model::{Addresses, Dossier, Look, Route};
use crate::text::slug::is_reserved;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// Where everything stands.
pub(super) struct Places {
    pub plan: BTreeMap<Route, Leaf>,
    pub articles: Vec<Route>,
    pub recorded: Vec<Option<Arc<str>>>,
    pub first: Vec<Route>,
    pub themes: Vec<Route>,
    pub seeds: Vec<Option<Route>>,
    pub desk: Vec<Route>,
}

/// Gives every leaf its route.
pub(super) fn plan(
    dossier: &Dossier,
    look: &Look,
    addresses: &Addresses,
    has_desk: bool,
    faults: &mut Vec<Diagnostic>,
) -> Places {
    let Given { slugs, recorded, first, former } = slugs::give(dossier, addresses, faults);
    let is_working_copy = dossier.config.audience == Audience::WorkingCopy;
    let articles: Vec<Route> = slugs.iter().map(|slug| Route::of_article(slug)).collect();
    let seeds: Vec<Option<Route>> =
        slugs.iter().map(|slug| is_working_copy.then(|| Route::new(&format!("seeds/{slug}.html")))).collect();
    let mut plan = BTreeMap::new();
    for (slot, _) in dossier.iter() {
        plan.insert(articles[slot.index()].clone(), Leaf::Article(slot));
        if let Some(route) = &seeds[slot.index()] {
            plan.insert(route.clone(), Leaf::Seed(slot));
        }
    }
    let themes = lists(dossier, &mut plan);
    for (path, leaf) in [
        ("index.html", Leaf::Front),
        ("sources.html", Leaf::Sources),
        ("print.html", Leaf::Print),
        ("about.html", Leaf::About),
        ("404.html", Leaf::NotFound),
        ("dossier.json", Leaf::Data),
        (".nojekyll", Leaf::Fixed(Arc::from([]))),
    ] {
        plan.insert(Route::new(path), leaf);
    }
    if let Some(cname) = &dossier.config.cname {
        plan.insert(Route::new("CNAME"), Leaf::Fixed(format!("{cname}\n").into_bytes().into()));
    }
    for picture in dossier.entries.iter().flat_map(|entry| entry.pictures.values().flatten()) {
        plan.insert(picture.route.clone(), Leaf::Fixed(picture.bytes.clone()));
    }
    for_machines(dossier, &mut plan);
    statics(look, &mut plan, faults);
    moved(dossier, &mut plan, faults);
    left(dossier, &former, &mut plan, faults);
    let desk = if has_desk { desk(dossier, &mut plan) } else { Vec::new() };
    let first = first.iter().map(|slug| Route::of_article(slug)).collect();
    Places { plan, articles, recorded, first, themes, seeds, desk }
}

/// What is for search engines, which an edition for all lets in, and for readers of feeds. Feeds and sitemaps hold full addresses,
/// so that only an edition that knows its own has them; a feed holds what bears a date.
fn for_machines(dossier: &Dossier, plan: &mut BTreeMap<Route, Leaf>) {
    let config = &dossier.config;
    let sitemap = Route::new("sitemap.xml");
    let mut robots = "User-agent: *\n".to_owned();
    robots.push_str(if config.is_open() { "Allow: /\n" } else { "Disallow: /\n" });
    if let Some(address) = config.address(&sitemap).filter(|_| config.is_open()) {
        robots.push_str(&format!("\nSitemap: {address}\n"));
        plan.insert(sitemap, Leaf::Sitemap);
    }
    if config.is_syndicated() {
        let is_dated = |entry: &crate::model::Entry| entry.article.date.is_some() && !entry.article.hidden;
        let mut feeds = |stem: &str, theme| {
            plan.insert(Route::new(&format!("{stem}.xml")), Leaf::Atom(theme));
            plan.insert(Route::new(&format!("{stem}.json")), Leaf::JsonFeed(theme));
        };
        if dossier.entries.iter().any(is_dated) {
            feeds("feed", None);
        }
        for ((index, theme), members) in (0..).zip(&config.themes).zip(&dossier.ledger.members) {
            if members.iter().any(|(_, slot)| is_dated(dossier.entry(*slot))) {
                feeds(&format!("themes/{}", theme.id), Some(index));
            }
        }
    }
    plan.insert(Route::new("robots.txt"), Leaf::Fixed(robots.into_bytes().into()));
}

/// The desk: its list, and a page for each seed at an address that no corrected title moves.
fn desk(dossier: &Dossier, plan: &mut BTreeMap<Route, Leaf>) -> Vec<Route> {
    let pages = u16::try_from(dossier.entries.len().div_ceil(DESK_PAGE).max(1)).unwrap_or(u16::MAX);
    for page in 0..pages {
        let path = if page == 0 { "desk.html".to_owned() } else { format!("desk.{}.html", page + 1) };
        plan.insert(Route::new(&path), Leaf::Desk(page));
    }
    let route = |(slot, entry): (_, &crate::model::Entry)| {
        let route = Route::new(&format!("desk/{}.html", entry.article.id));
        plan.insert(route.clone(), Leaf::DeskSeed(slot));
        route
    };
    dossier.iter().map(route).collect()
}

/// Old addresses that the owner named: `aliases: [/2024/05/old-name/]`.
fn moved(dossier: &Dossier, plan: &mut BTreeMap<Route, Leaf>, faults: &mut Vec<Diagnostic>) {
    for (slot, entry) in dossier.iter() {
        for (alias, route) in entry.article.aliases.iter().filter_map(|alias| Some((alias, old_route(alias)?))) {
            match plan.entry(route) {
                Entry::Vacant(free) => {
                    free.insert(Leaf::Moved(slot));
                }
                Entry::Occupied(taken) if *taken.get() == Leaf::Moved(slot) => {}
                Entry::Occupied(_) => {
                    let message = format!("the old address `{alias}` is another page's; it does not lead here");
                    let place = Place::file(entry.article.seed.as_str());
                    let hint = "leave it out of `aliases`, or out of those of the other article";
                    faults.push(Diagnostic::new(Code::RouteCollision, place, message, hint));
                }
            }
        }
    }
}

/// Addresses at which readers were given an article, and where it does not stand any more.
fn left(dossier: &Dossier, former: &[Vec<Arc<str>>], plan: &mut BTreeMap<Route, Leaf>, faults: &mut Vec<Diagnostic>) {
    for ((slot, _), old) in dossier.iter().zip(former).flat_map(|(at, old)| old.iter().map(move |old| (at, old))) {
        match plan.entry(Route::of_article(old)) {
            Entry::Vacant(free) => {
                free.insert(Leaf::Moved(slot));
            }
            Entry::Occupied(taken) => {
                if let Leaf::Article(other) | Leaf::Moved(other) = *taken.get()
                    && other != slot
                {
                    let seed = dossier.entry(other).article.seed.as_str();
                    let message = format!("the address `{old}` was another article's: its readers are led here now");
                    faults.push(Diagnostic::new(
                        Code::RouteCollision,
                        Place::file(seed),
                        message,
                        "choose another one",
                    ));
                }
            }
        }
    }
}

/// Where the page of an old address stands: one that begins with `/` and is made of plain letters.
fn old_route(alias: &str) -> Option<Route> {
    const LONGEST: usize = 150;
    let path = alias.strip_prefix('/')?.trim_end_matches('/');
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    let is_sound = path.len() <= LONGEST && path.split('/').all(is_plain) && !is_reserved(path);
    let end = if path.ends_with(".html") { "" } else { "/index.html" };
    is_sound.then(|| Route::new(&format!("{path}{end}")))
}

/// Pages of lists. The first page has the plain name; the third of `themes/x.html` is `themes/x.3.html`, which no id can be.
fn lists(dossier: &Dossier, plan: &mut BTreeMap<Route, Leaf>) -> Vec<Route> {
    let mut paged = |name: &str, length: usize, leaf: &dyn Fn(u16) -> Leaf| -> Route {
        let pages = u16::try_from(length.div_ceil(LIST_PAGE).max(1)).unwrap_or(u16::MAX);
        for page in 0..pages {
            let path = if page == 0 { format!("{name}.html") } else { format!("{name}.{}.html", page + 1) };
            plan.insert(Route::new(&path), leaf(page));
        }
        Route::new(&format!("{name}.html"))
    };
    let themes: Vec<Route> = (0u16..)
        .zip(&dossier.config.themes)
        .map(|(i, theme)| {
            let members = dossier.ledger.members.get(usize::from(i)).map_or(0, Vec::len);
            paged(&format!("themes/{}", theme.id), members, &|page| Leaf::Theme(i, page))
        })
        .collect();
    if themes.is_empty() {
        paged("articles", dossier.entries.iter().filter(|entry| !entry.article.hidden).count(), &Leaf::Articles);
    } else if !dossier.ledger.unfiled.is_empty() {
        paged("unfiled", dossier.ledger.unfiled.len(), &Leaf::Unfiled);
    }
    let sheets =
        dossier.entries.iter().filter(|entry| !entry.article.facts.is_empty() && !entry.article.hidden).count();
    if sheets > 0 {
        paged("claims", sheets, &Leaf::Claims);
    }
    themes
}

fn statics(look: &Look, plan: &mut BTreeMap<Route, Leaf>, faults: &mut Vec<Diagnostic>) {
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for path in look.statics.keys() {
        if let Some(other) = folded.insert(path.to_lowercase(), path) {
            faults.push(Diagnostic::new(
                Code::RouteCollision,
                Place::file(format!("static/{path}")),
                format!("`{path}` and `{other}` differ only in capitals: on many systems they are one file"),
                "rename one of them",
            ));
        }
        plan.insert(Route::new(&format!("static/{path}")), Leaf::Static(path.as_str().into()));
    }
}
