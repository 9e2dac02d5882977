//! The plan of routes: every page and file, known and unique before anything is rendered.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::article::Article;
use crate::model::config::Audience;
use crate::model::links::{LIST_PAGE, Leaf};
use crate::model::{Dossier, Look, Route};
use crate::text::slug::{is_reserved, slug};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where everything stands.
pub(super) struct Places {
    pub plan: BTreeMap<Route, Leaf>,
    pub articles: Vec<Route>,
    pub themes: Vec<Route>,
    pub seeds: Vec<Option<Route>>,
    pub desk: Vec<Route>,
}

/// Gives every leaf its route.
pub(super) fn plan(dossier: &Dossier, look: &Look, has_desk: bool, faults: &mut Vec<Diagnostic>) -> Places {
    let slugs = slugs(dossier, faults);
    let is_working_copy = dossier.config.audience == Audience::WorkingCopy;
    let articles: Vec<Route> = slugs.iter().map(|slug| Route::new(&format!("articles/{slug}.html"))).collect();
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
    statics(look, &mut plan, faults);
    moved(dossier, &mut plan, faults);
    let desk = if has_desk { desk(dossier, &mut plan) } else { Vec::new() };
    Places { plan, articles, themes, seeds, desk }
}

/// The desk: its list, and a page for each seed at an address that no corrected title moves.
fn desk(dossier: &Dossier, plan: &mut BTreeMap<Route, Leaf>) -> Vec<Route> {
    let pages = u16::try_from(dossier.entries.len().div_ceil(LIST_PAGE).max(1)).unwrap_or(u16::MAX);
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

/// Each article's slug: the owner's, else the title's, counted on where it is taken. Chosen ones come first, so that a title
/// can never push one aside.
fn slugs(dossier: &Dossier, faults: &mut Vec<Diagnostic>) -> Vec<String> {
    let (mut taken, mut next) = (BTreeSet::new(), BTreeMap::new());
    let mut out = vec![String::new(); dossier.entries.len()];
    for chosen in [true, false] {
        for (slot, entry) in dossier.iter().filter(|(_, entry)| entry.article.slug.is_some() == chosen) {
            let wanted = wanted(&entry.article);
            let free = free(&wanted, &taken, &mut next);
            if chosen && free != wanted {
                let message =
                    format!("the address `{wanted}` is already another article's; this one stands at `{free}`");
                let place = Place::file(entry.article.seed.as_str());
                faults.push(Diagnostic::new(Code::RouteCollision, place, message, "choose another `slug`"));
            }
            taken.insert(free.clone());
            out[slot.index()] = free;
        }
    }
    out
}

fn wanted(article: &Article) -> String {
    if let Some(chosen) = &article.slug {
        return chosen.value.to_string();
    }
    match slug(&article.title.value) {
        title if title.is_empty() => "article".to_owned(),
        title if is_reserved(&title) => format!("{title}-1"),
        title => title,
    }
}

/// `wanted`, or with the next number behind it that no article has.
fn free(wanted: &str, taken: &BTreeSet<String>, next: &mut BTreeMap<String, u32>) -> String {
    if !taken.contains(wanted) {
        return wanted.to_owned();
    }
    let number = next.entry(wanted.to_owned()).or_insert(2);
    loop {
        let name = format!("{wanted}-{number}");
        *number += 1;
        if !taken.contains(&name) {
            return name;
        }
    }
}
