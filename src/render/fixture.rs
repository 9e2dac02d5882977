//! A dossier made by hand for this room's tests: six articles of all shapes in invented words, with links. With
//! `BRIEFBOOK_FIXTURE_OUT=FOLDER` the test writes every page there for checkers and eyes.

mod notation;
mod related;
mod rows;
mod sample;

use super::{Rendering, shipped};
use crate::model::config::{Audience, Edition, Rights};
use crate::model::links::Leaf;
use crate::model::{Marking, Pages, Route};
use crate::text::Key;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn site(audience: Audience, themed: bool, tag: &str) -> Rendering {
    let (dossier, links) = sample::dossier(audience, themed, tag);
    let (rendering, faults) = Rendering::new(Arc::new(dossier), Arc::new(links), Arc::new(shipped::look()));
    assert_eq!(faults, [], "the shipped look is sound");
    rendering
}

fn edition(clippings: Rights) -> Audience {
    Audience::Edition(Edition::new(Marking::Green, Marking::Clear, clippings))
}

fn text(site: &Rendering, route: &str) -> String {
    let output = site.page(&Route::new(route)).unwrap_or_else(|| panic!("no {route}"));
    String::from_utf8_lossy(&output.bytes).into_owned()
}

/// Renders all, checks that every link and anchor leads somewhere and that ids are unique.
fn sound(site: &Rendering, name: &str) {
    let mut anchors: BTreeMap<Route, BTreeSet<Key>> = BTreeMap::new();
    let mut hrefs = Vec::new();
    for route in site.routes() {
        let output = site.page(&route).unwrap_or_else(|| panic!("nothing at {route}"));
        assert_eq!(output.faults, [], "{route}");
        assert!(!output.bytes.is_empty() || !route.is_page(), "{route} is empty");
        let unique: BTreeSet<Key> = output.anchors.iter().copied().collect();
        assert_eq!(unique.len(), output.anchors.len(), "{name}: an id stands twice on {route}");
        anchors.insert(route.clone(), unique);
        hrefs.extend(output.hrefs.into_iter().map(|href| (route.clone(), href)));
        if let Ok(folder) = std::env::var("BRIEFBOOK_FIXTURE_OUT") {
            let file = std::path::Path::new(&folder).join(name).join(route.as_str());
            std::fs::create_dir_all(file.parent().unwrap_or(&file)).unwrap_or_else(|e| panic!("{e}"));
            std::fs::write(&file, &output.bytes).unwrap_or_else(|e| panic!("{e}"));
        }
    }
    for (from, (to, anchor)) in hrefs {
        let there = anchors.get(&to).unwrap_or_else(|| panic!("{name}: {from} leads to {to}, which is not there"));
        if let Some(anchor) = anchor {
            assert!(there.contains(&Key::of(&anchor)), "{name}: {from} leads to {to}#{anchor}");
        }
    }
}

#[test]
fn every_route_of_every_audience() {
    sound(&site(Audience::WorkingCopy, true, "en"), "working");
    sound(&site(Audience::WorkingCopy, false, "en"), "unthemed");
    sound(&site(edition(Rights::Full), true, "fr"), "edition");
    sound(&site(edition(Rights::LinkOnly), true, "en"), "linkonly");
}

#[test]
fn an_edition_keeps_its_seeds_to_itself() {
    for rights in [Rights::Full, Rights::LinkOnly] {
        let site = site(edition(rights), true, "en");
        for route in site.routes().iter().filter(|route| !route.as_str().starts_with("static/")) {
            let page = text(&site, route.as_str());
            for secret in ["clips/", "SHA-256", "0101010101", "Harbour hotels from", "Lines ", "seed", "Working copy"] {
                assert!(!page.contains(secret), "{route} holds {secret}");
            }
            assert!(!route.is_page() || page.contains("TLP:GREEN"), "{route} bears the marking");
        }
        let own = text(&site, "articles/what-the-harbour-needs.html");
        let clipping = text(&site, "articles/the-pilots-of-quay-nine.html");
        assert!(own.contains("noindex") && clipping.contains("noindex"), "an edition that is not for all");
        assert_eq!(clipping.contains("night shift"), rights == Rights::Full);
        assert_eq!(clipping.contains("Read it at Quayside Weekly"), rights == Rights::LinkOnly);
    }
}

#[test]
fn an_article_says_how_it_knows() {
    let site = site(Audience::WorkingCopy, true, "en");
    let page = text(&site, "articles/the-pilots-of-quay-nine.html");
    for part in [
        "<meta name=\"robots\" content=\"noindex\">",
        "Working copy: not for readers",
        "default-src 'none';",
        "<h1>The pilots of quay nine</h1>",
        "15 February 2026",
        "the page’s date",
        "Both name <span",
        "<mark>",
        "cited, not in this dossier",
        "rel=\"noopener noreferrer external\"",
        "Set aside: 2 lines",
        "id=\"p1\"",
    ] {
        assert!(page.contains(part) || part == "Both name <span" && page.contains("Both name"), "no {part}");
    }
    let copied = text(&site, "articles/lighthouse.html");
    assert!(copied.contains("about 84 % of what the two say stands in both, word for word"), "in plain words");
    let data = text(&site, "dossier.json");
    let data: serde_json::Value = serde_json::from_str(&data).unwrap_or_default();
    assert_eq!(data["articles"].as_array().map(Vec::len), Some(6));
    assert_eq!(data["related"][0]["articles"].as_array().map(Vec::len), Some(2));
}

#[test]
fn shares_of_themes_that_share_articles_are_explained() {
    let site = site(Audience::WorkingCopy, true, "en");
    assert!(text(&site, "index.html").contains("An article can stand in several themes"));
    assert!(text(&site, "themes/harbour.html").contains("4 articles, 4 of them in other themes too"));
    assert!(!text(&site, "themes/moon.html").contains("of them in other themes too"));
}

#[test]
fn sources_are_by_name_with_a_way_to_each_section() {
    let page = text(&site(Audience::WorkingCopy, true, "en"), "sources.html");
    for section in ["#sites_", "#named_", "#cited_"] {
        assert!(page.contains(&format!("<li><a href=\"{section}\">")), "no way to {section}");
    }
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(at("<h3>La Gazette du Quai") < at("<h3>Lamps") && at("<h3>Lamps") < at("<h3>Quayside Weekly"));
    assert!(!page.contains("class=\"letters\""), "three need no letters");
}

#[test]
fn the_front_page_lists_own_texts_once() {
    for themed in [true, false] {
        let page = text(&site(Audience::WorkingCopy, themed, "en"), "index.html");
        let rest = page.split_once("id=\"newest_\"").map_or("", |(_, rest)| rest);
        assert!(page.contains("From the desk") && rest.contains("The pilots of quay nine"));
        assert!(!rest.contains("What the harbour needs"), "listed above");
    }
}

#[test]
fn an_owners_faulty_template_gives_way() {
    let (dossier, links) = sample::dossier(Audience::WorkingCopy, true, "en");
    let mut look = shipped::look();
    let own = |content: &str| crate::model::look::Shelved { content: content.into(), own: true };
    look.templates.insert("page/about.html".to_owned(), own("<p>\n{{ oops"));
    look.templates.insert("page/theme.html".to_owned(), own("{{ nothing.at.all }}"));
    look.templates.insert("page/sources.html".to_owned(), own("<p>{{ page.dossier }}</p>"));
    look.templates.insert("page/artcle.html".to_owned(), own("x"));
    let (site, faults) = Rendering::new(Arc::new(dossier), Arc::new(links), Arc::new(look));
    let codes: Vec<_> = faults.iter().map(|f| (f.code.name(), f.place.file.as_str(), f.place.line)).collect();
    assert_eq!(
        codes,
        [("template", "templates/page/about.html", 2), ("unused-template", "templates/page/artcle.html", 0)]
    );
    assert!(text(&site, "about.html").contains("How it was read"));
    assert_eq!(text(&site, "sources.html"), "<p>The harbour dossier</p>");
    let theme = site.page(&Route::new("themes/harbour.html")).map(|output| output.faults.len());
    assert_eq!(theme, Some(1), "the fault comes with the page");
    assert!(text(&site, "themes/harbour.html").contains("<h1>"));
}

#[test]
fn rendering_stays_cheap() {
    let site = site(Audience::WorkingCopy, true, "en");
    let route =
        site.links.plan.iter().find(|(_, leaf)| matches!(leaf, Leaf::Article(_))).map(|(route, _)| route.clone());
    let Some(route) = route else { panic!("no article") };
    let _ = site.page(&route);
    let start = std::time::Instant::now();
    for _ in 0..200 {
        let _ = site.page(&route);
    }
    eprintln!("one article page: {} µs", start.elapsed().as_micros() / 200);
}
