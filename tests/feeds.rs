//! What an edition says to readers of feeds and to search engines: full addresses, what its pages show, and nothing else.

use crate::stage::{Folder, Map, config, pages, site};
use serde_json::Value;
use std::collections::BTreeMap;

const BOOK: &str = "[book]\ntitle = \"Sluices & <locks>\"\nauthors = [\"Harbour desk\"]\n[[theme]]\nid = \"sluices\"\ntitle = \"Sluices\"\nterms = [\"sluice\"]\n[output.html]\nsite-url = \"https://example.org/harbours/\"\n[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n";

/// The pages of these seeds, as text.
fn of(book: &str, seeds: &[(&str, &str)]) -> BTreeMap<String, String> {
    let seeds = seeds.iter().map(|(path, text)| (*path, text.as_bytes()));
    let (pages, faults) = pages(&site(&config(book), &Map::of(seeds)));
    assert!(faults.is_empty(), "{faults:?}");
    pages.into_iter().map(|(route, bytes)| (route, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

const SEEDS: [(&str, &str); 5] = [
    (
        "seeds/a.md",
        "---\ntitle: \"The <weir> & \\\"the\\\" lock ]]>\"\ndate: 2025-03-02\norigin: own\n---\nThe sluice is shut. A sluice waits, says [the sheet](b.md) &amp; [[Hidden]].\n\n## A place\n\nSee [above](#a-place), and a note[^1].\n\n[^1]: Of the sluice.\n",
    ),
    (
        "seeds/b.md",
        "---\ntitle: The sheet\ndate: 2025-03\nsite: Harbour Gazette\nurl: https://example.com/sheet?a=1&b=2\n---\nA sluice, and words of the gazette. The sluice again.\n",
    ),
    ("seeds/c.md", "---\ntitle: Hidden\ndate: 2025-03-09\nmarking: red\n---\nThe CANARY sluice.\n"),
    ("seeds/d.md", "---\ntitle: Undated\n---\nA lamp, which nobody dated.\n"),
    ("seeds/e.md", "---\ntitle: Unlisted\ndate: 2025-03-08\nhidden: true\norigin: own\n---\nNot in any list.\n"),
];

/// Panics unless the tags of `xml` close one another and only its own five names stand for characters.
fn is_well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    for sign in xml.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;", "quot;", "apos;"].iter().any(|known| sign.starts_with(known)), "&{sign}");
    }
    for piece in xml.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').expect("a tag that ends");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.starts_with('?') && !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().expect("a name"));
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_feed_holds_what_pages_show_with_full_addresses() {
    let pages = of(BOOK, &SEEDS);
    let (atom, json) = (&pages["feed.xml"], &pages["feed.json"]);
    is_well_formed(atom);
    assert!(atom.contains("<title>Sluices &amp; &lt;locks&gt;</title>"), "{atom}");
    assert!(atom.contains("<title>The &lt;weir&gt; &amp; &quot;the&quot; lock ]]&gt;</title>"), "{atom}");
    assert_eq!(atom.matches("<entry").count(), 2, "{atom}");
    assert!(atom.contains("<updated>2025-03-01T00:00:00Z</updated>"), "{atom}");
    assert_eq!(atom.matches("<published>").count(), 1, "the day of a month is not invented: {atom}");
    assert!(atom.contains("<author><name>Harbour Gazette</name></author>"), "{atom}");
    assert!(atom.contains("<link rel=\"via\" href=\"https://example.com/sheet?a=1&amp;b=2\"/>"), "{atom}");
    let feed: Value = serde_json::from_str(json).expect("JSON");
    let content = feed["items"][0]["content_html"].as_str().expect("HTML");
    assert!(content.contains("href=\"https://example.org/harbours/articles/the-sheet.html\""), "{content}");
    let own = "href=\"https://example.org/harbours/articles/the-weir-the-lock.html#a-place\"";
    assert!(content.contains(own) && !content.contains("id=\""), "{content}");
    assert_eq!(feed["items"][1]["date_published"], Value::Null);
    assert_eq!(feed["items"][1]["external_url"], "https://example.com/sheet?a=1&b=2");
    for (route, page) in pages.iter().filter(|(route, _)| !route.starts_with("static/")) {
        assert!(!page.contains("CANARY") && !page.contains("seeds/"), "{route}: {page}");
    }
    assert!(pages.contains_key("themes/sluices.xml") && pages.contains_key("themes/sluices.json"));
    assert!(pages["themes/sluices.html"].contains("href=\"sluices.xml\""));
    assert!(
        pages["articles/the-sheet.html"]
            .contains("type=\"application/atom+xml\" title=\"Sluices &amp; &lt;locks&gt;\" href=\"../feed.xml\"")
    );
}

#[test]
fn of_a_clipping_by_link_alone_a_feed_holds_the_link_alone() {
    let pages = of(&BOOK.replace("\"full\"", "\"link-only\""), &SEEDS);
    let atom = &pages["feed.xml"];
    assert!(atom.contains("Read it at Harbour Gazette") && !atom.contains("words of the gazette"), "{atom}");
    assert!(atom.contains("a note"), "own texts are whole: {atom}");
}

#[test]
fn of_an_excerpt_a_feed_holds_the_excerpt() {
    let long: String = (0..400).map(|n| format!("The sluice of word{n} is shut, says the board. ")).collect();
    let head = "---\ntitle: Long\ndate: 2025-04-02\nsite: Harbour Gazette\nurl: https://example.com/long\nnote: Why it is here.\n---\n";
    let pages = of(&BOOK.replace("\"full\"", "\"excerpt\""), &[("seeds/long.md", &format!("{head}{long}"))]);
    let (atom, page) = (&pages["feed.xml"], &pages["articles/long.html"]);
    let words = |text: &str| text.matches("of word").count();
    assert!((1..=words(page).min(10)).contains(&words(atom)), "{atom}");
    assert!(atom.contains("Read it at Harbour Gazette"), "{atom}");
}

#[test]
fn the_sitemap_lists_what_may_be_found() {
    let pages = of(BOOK, &SEEDS);
    let sitemap = &pages["sitemap.xml"];
    is_well_formed(sitemap);
    assert!(pages["articles/the-sheet.html"].contains("noindex"), "a clipping is not ours to be found by");
    let listed = |path: &str| sitemap.contains(&format!("<loc>https://example.org/harbours/{path}</loc>"));
    assert!(listed("") && listed("articles/the-weir-the-lock.html") && listed("themes/sluices.html"), "{sitemap}");
    for path in ["articles/the-sheet.html", "articles/unlisted.html", "articles/hidden.html", "404.html", "index.html"]
    {
        assert!(!listed(path), "{path}: {sitemap}");
    }
    for (route, page) in pages.iter().filter(|(route, _)| route.ends_with(".html")) {
        let canonical = format!(
            "<link rel=\"canonical\" href=\"https://example.org/harbours/{}\">",
            route.replace("index.html", "")
        );
        // the page to print repeats the others, and is not to be found
        let is_one = !["404.html", "print.html"].contains(&route.as_str());
        assert_eq!(page.contains(&canonical), is_one, "{route}: {page}");
        let is_listed = listed(&route.replace("index.html", ""));
        let may = route != "articles/unlisted.html";
        assert!(!may || is_listed != page.contains("content=\"noindex\""), "{route}: {page}");
    }
    assert_eq!(pages["robots.txt"], "User-agent: *\nAllow: /\n\nSitemap: https://example.org/harbours/sitemap.xml\n");
}

#[test]
fn only_an_edition_that_knows_its_address_has_feeds_and_only_one_for_all_is_found() {
    let machines = |book: &str| {
        let pages = of(book, &SEEDS);
        let there = ["feed.xml", "feed.json", "sitemap.xml", "themes/sluices.xml"].map(|path| pages.contains_key(path));
        (there, pages["robots.txt"].contains("Disallow: /"), pages["index.html"].contains("noindex"))
    };
    assert_eq!(machines(BOOK), ([true; 4], false, false));
    assert_eq!(machines(&BOOK.replace("site-url = \"https://example.org/harbours/\"", "")), ([false; 4], false, false));
    assert_eq!(machines(&BOOK[..BOOK.find("[edition]").expect("a table")]), ([false; 4], true, true));
    assert_eq!(
        machines(&BOOK.replace("[edition]", "[edition]\nmarking = \"green\"")),
        ([true, true, false, true], true, true)
    );
}

#[test]
fn an_entry_keeps_its_id_when_its_page_moves() {
    let folder = Folder::with(&[("book.toml", BOOK.as_bytes())]);
    let ids = |slug: &str| {
        folder.put("seeds/a.md", format!("---\ntitle: Weir\ndate: 2025-03-02\n{slug}---\nA sluice.\n").as_bytes());
        let loaded = briefbook::load::open(folder.path(), briefbook::text::Date::LAST).expect("opened");
        let outcome = briefbook::pipeline::make(&loaded.inputs(), &|_, _| {});
        let recording = outcome.recording.as_ref().expect("an edition");
        briefbook::pipeline::record(&loaded, recording).expect("recorded");
        let pages = pages(&outcome).0;
        let feed: Value = serde_json::from_slice(&pages["feed.json"]).expect("JSON");
        ["id", "url"].map(|key| {
            feed["items"][0][key].as_str().expect("a text").replace("https://example.org/harbours/articles/", "")
        })
    };
    assert_eq!(ids(""), ["weir.html", "weir.html"]);
    assert_eq!(ids("slug: weirs\n"), ["weir.html", "weirs.html"]);
    assert_eq!(ids("slug: dam\n"), ["weir.html", "dam.html"]);
    assert_eq!(ids(""), ["weir.html", "dam.html"]);
    assert_eq!(ids("slug: weir\n"), ["weir.html", "weir.html"]);
}
