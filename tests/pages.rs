//! What readers find on pages: one order of a theme's articles, sources once, sentences that are sentences.

use crate::stage::{Map, config, pages, site};
use std::collections::BTreeMap;

/// The pages of these seeds, as text.
fn of(book: &str, seeds: &[(&str, &str)]) -> BTreeMap<String, String> {
    let seeds = seeds.iter().map(|(path, text)| (*path, text.as_bytes()));
    let pages = pages(&site(&config(book), &Map::of(seeds))).0;
    pages.into_iter().map(|(route, bytes)| (route, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// Where these words stand, in the order given.
fn are_in_order(page: &str, words: &[&str]) -> bool {
    let places: Vec<Option<usize>> = words.iter().map(|word| page.find(word)).collect();
    places.iter().all(Option::is_some) && places.is_sorted()
}

#[test]
fn a_theme_has_one_order() {
    let book = "[book]\ntitle = \"Harbours\"\n[[theme]]\nid = \"sluices\"\ntitle = \"Sluices\"\nterms = [\"sluice\"]\n";
    let text = |title: &str, date: &str, body: &str| format!("---\ntitle: {title}\ndate: {date}\n---\n{body}\n");
    let seeds = [
        ("seeds/a.md", text("Few", "2025-03-01", "A sluice is shut. The sluice waits.")),
        ("seeds/b.md", text("Most", "2025-01-01", "A sluice and a sluice and a sluice and a sluice are shut.")),
        ("seeds/c.md", text("Some", "2025-02-01", "A sluice is shut. The sluice waits. A sluice opens.")),
    ];
    let pages = of(book, &seeds.each_ref().map(|(path, text)| (*path, text.as_str())));
    for page in ["themes/sluices.html", "index.html"] {
        let from = pages[page].find("Strongest first").expect("the order is said");
        assert!(are_in_order(&pages[page][from..], &[">Most<", ">Some<", ">Few<"]), "{page}: {}", &pages[page][from..]);
    }
    let some = &pages["articles/some.html"];
    assert!(are_in_order(some, &["Strongest first", "Before", ">Most<", "After", ">Few<"]), "{some}");
}

#[test]
fn a_sheet_states_its_relation_in_a_sentence_and_its_source_once() {
    let sheet = "The harbour fees\n\nRelations (1)\n\nrelated 2.45 — supporting 1 facts\n\nVarsen and Kessel share their pilots, as noted in [1].\n\nFacts (1)\n\nSources\nThe fee list of the basin harbour.example Harbour Institute 1 fact\nclaimThe fee was raised in 2023.\n";
    let named = "title = \"Varsen and Kessel\"\n[[source]]\ntitle = \"The fee list of the basin\"\nurl = \"https://example.org/fees\"\n";
    let pages = of("[book]\ntitle = \"Harbours\"\n", &[("seeds/s.txt", sheet), ("seeds/s.txt.toml", named)]);
    let page = &pages["articles/varsen-and-kessel.html"];
    assert!(page.contains("The sheet states a relation"), "{page}");
    assert!(page.contains(": supporting, strength 2.45</p>"), "{page}");
    assert_eq!(page.matches(">The fee list of the basin<").count(), 1, "{page}");
    assert!(page.contains("<a href=\"https://example.org/fees\""), "{page}");
    assert!(!page.contains("cited, not in this dossier"), "{page}");
}

#[test]
fn an_item_of_a_list_is_no_abstract() {
    let text = "---\ntitle: Reading\n---\n- The plan for the eastern basin, Harbour Institute, 2024, with maps\n\nNobody has read the plan to its end, and it shows.\n";
    let pages = of("[book]\ntitle = \"Harbours\"\n", &[("seeds/r.md", text)]);
    assert!(pages["index.html"].contains("Nobody has read"), "{}", pages["index.html"]);
    assert!(!pages["index.html"].contains("The plan for"), "{}", pages["index.html"]);
}

#[test]
fn all_articles_of_a_site_are_among_its_sources() {
    let book = "[book]\ntitle = \"Harbours\"\n[[theme]]\nid = \"sluices\"\ntitle = \"Sluices\"\nterms = [\"sluice\"]\n";
    let text = |i: usize| format!("---\ntitle: Tide {i} of the year\nsite: Harbour Gazette\n---\nThe tide was late.\n");
    let seeds: Vec<(String, String)> = (1..=15).map(|i| (format!("seeds/{i}.md"), text(i))).collect();
    let seeds: Vec<(&str, &str)> = seeds.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let page = &of(book, &seeds)["sources.html"];
    assert!(page.contains("<summary class=\"meta\">and 3 more</summary>"), "{page}");
    assert_eq!(page.matches(" of the year</a>").count(), 15, "{page}");
}

#[test]
fn no_count_of_a_withheld_text_leaves() {
    let book = "[book]\ntitle = \"Harbours\"\n[[theme]]\nid = \"sluices\"\ntitle = \"Sluices\"\nterms = [\"sluice\"]\n\
                [[entity]]\nname = \"Salt Board\"\nkind = \"organisation\"\n";
    let edition = |clippings: &str| format!("{book}[edition]\nunmarked = \"clear\"\nclippings = \"{clippings}\"\n");
    let text = "---\ntitle: The gates\ndate: 2025-01-02\nurl: https://example.org/gates\n---\nThe Salt Board shut the sluice. The sluice waits.\n";
    let short = "---\ntitle: The lamps\ndate: 2025-01-03\nurl: https://example.org/lamps\n---\nA sluice was lit.\n";
    let seeds = [("seeds/a.md", text), ("seeds/b.md", short)];
    let full = of(&edition("full"), &seeds);
    assert!(full["articles/the-gates.html"].contains("sluice 2"), "{}", full["articles/the-gates.html"]);
    assert!(full["themes/sluices.html"].contains("9 words") && full["dossier.json"].contains("Salt Board"));
    let linked = of(&edition("link-only"), &seeds);
    assert!(linked["themes/sluices.html"].contains("The gates"), "it is filed");
    for (route, page) in linked.iter().filter(|(route, _)| !route.starts_with("static/")) {
        for told in
            ["sluice 2", "sluice 1", "9 words", "4 words", "13 words", "of all words<", "Salt Board", "1 minute"]
        {
            assert!(!page.contains(told), "{told} in {route}: {page}");
        }
    }
}

#[test]
fn the_page_for_missing_addresses_knows_its_root_or_says_what_to_do() {
    let of =
        |html: &str| of(&format!("[book]\ntitle = \"Harbours\"\n[output.html]\n{html}\n"), &[])["404.html"].clone();
    for (html, root) in [
        ("site-url = \"https://example.org/harbours/\"", "/harbours/"),
        ("site-url = \"/harbours\"", "/harbours/"),
        ("cname = \"harbours.example.org\"", "/"),
    ] {
        let page = of(html);
        assert!(
            page.contains(&format!("<base href=\"{root}\">")) && !page.contains("If these links"),
            "{html}: {page}"
        );
    }
    assert!(of("").contains("If these links lead nowhere") && !of("").contains("<base"), "{}", of(""));
}
