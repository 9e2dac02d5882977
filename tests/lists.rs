//! Long lists have ways to jump.

use crate::stage::{Map, config, pages, site};

#[test]
fn many_sites_have_letters() {
    let seeds: Vec<(String, String)> = ["Élan", "Estuary", "Lock", "9 Days", "港口"]
        .iter()
        .flat_map(|name| (1..=3).map(move |n| format!("{name} {n}")))
        .map(|name| (format!("seeds/{name}.md"), format!("---\ntitle: On {name}\nsite: {name}\n---\nWords.\n")))
        .collect();
    let shelf = Map::of(seeds.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
    let pages = pages(&site(&config("[book]\ntitle = \"Test\"\n"), &shelf)).0;
    let page = String::from_utf8_lossy(&pages["sources.html"]).into_owned();
    let nav = page.split_once("class=\"letters\"").and_then(|(_, rest)| rest.split_once("</nav>")).expect("letters").0;
    let letters: Vec<&str> =
        nav.split("</a>").filter_map(|link| link.rsplit_once('>')).map(|(_, l)| l.trim()).collect();
    assert_eq!(letters.iter().filter(|l| !l.is_empty()).copied().collect::<Vec<_>>(), ["#", "E", "G", "L"]);
    let first = nav.split("href=\"#").nth(2).and_then(|link| link.split('"').next()).expect("an address");
    assert!(page.contains(&format!("<li id=\"{first}\"><div class=\"text list\"><h3>Élan 1</h3>")), "{first}");
}
