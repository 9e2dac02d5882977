//! What pages say to programs (JSON-LD, OpenGraph): nothing that they do not show to readers, and never that a clipping is ours.

use crate::stage::{Map, config, pages, sample, site};
use serde_json::Value;
use std::collections::BTreeMap;

const BOOK: &str = "[book]\ntitle = \"Sluices\"\ndescription = \"What is known.\"\nauthors = [\"Harbour desk\"]\n[[theme]]\nid = \"sluices\"\ntitle = \"Sluices and <gates>\"\nterms = [\"sluice\"]\n[output.html]\nsite-url = \"https://example.org/harbours/\"\n[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n";

fn of(book: &str, seeds: &[(String, Vec<u8>)]) -> BTreeMap<String, String> {
    let seeds = seeds.iter().map(|(path, text)| (path.as_str(), text.as_slice()));
    let pages = pages(&site(&config(book), &Map::of(seeds))).0;
    pages.into_iter().map(|(route, bytes)| (route, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

fn seeds(of: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    of.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

const OPEN: &str = "<script type=\"application/ld+json\">";

fn linked(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once(OPEN)?;
    let (json, _) = rest.split_once("</script>").expect("an end");
    assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
    Some(serde_json::from_str(json).expect("JSON"))
}

/// The words of a page that a reader sees, and its addresses.
fn seen(page: &str) -> (String, String) {
    let body = page.split_once("<main").map_or("", |(_, rest)| rest);
    let mut words = String::new();
    for piece in body.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    let unescaped =
        |text: &str| text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (folded(&unescaped(&words)), unescaped(page))
}

/// Every text of a value, with the name it is said under.
fn texts<'v>(value: &'v Value, key: &'v str, out: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::String(text) => out.push((key, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, key, out)),
        Value::Object(map) => map.iter().for_each(|(key, value)| texts(value, key, out)),
        _ => {}
    }
}

#[test]
fn says_nothing_that_the_page_does_not_show() {
    for rights in ["full", "link-only"] {
        let book = sample().into_iter().find(|(path, _)| path == "book.toml").expect("a book").1;
        let book = String::from_utf8(book).expect("text").replace("\"full\"", &format!("\"{rights}\""));
        let pages = of(
            &format!("{book}\n[output.html]\nsite-url = \"https://example.org/sample/\"\n"),
            &sample().into_iter().filter(|(path, _)| path != "book.toml").collect::<Vec<_>>(),
        );
        let mut checked = 0;
        for (route, page) in pages.iter().filter(|(route, _)| route.ends_with(".html")) {
            let Some(value) = linked(page) else { continue };
            let (words, source) = seen(page);
            let mut said = Vec::new();
            texts(&value, "", &mut said);
            for (key, text) in said.into_iter().filter(|(key, _)| !matches!(*key, "@context" | "@type" | "inLanguage"))
            {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let local = text.strip_prefix("https://example.org/sample/");
                let shown = match (key, local) {
                    ("url", Some(path)) => path.is_empty() || source.contains(path.trim_start_matches("articles/")),
                    ("url" | "datePublished", _) => source.contains(&text),
                    _ => words.contains(&text) || source.contains(&format!(">{text}<")),
                };
                assert!(shown, "{rights} {route}: `{key}` says `{text}`");
                checked += 1;
            }
        }
        assert!(checked > 100, "{rights}: {checked}");
    }
}

#[test]
fn a_clipping_is_somebody_else_s_work() {
    let pages = of(
        BOOK,
        &seeds(&[
            (
                "seeds/own.md",
                "---\ntitle: Outlook\ndate: 2025-03-02\norigin: own\nkind: analysis\nauthors: [Harbour desk]\n---\nA sluice, says [the gazette](clip.md). The sluice.\n",
            ),
            (
                "seeds/clip.md",
                "---\ntitle: \"</script><script>alert(1)</script>\u{2028}\"\ndate: 2025-03-01\nsite: Harbour Gazette\nauthors: [Ann Clipper]\nkind: opinion\nurl: https://example.com/sheet\n---\nA sluice is shut. The sluice waits.\n",
            ),
            (
                "seeds/sheet.txt",
                "The harbour fees\n\nRelations (1)\n\nrelated 2.45 — supporting 1 facts\n\nFacts (2)\n\nclaim The fee was raised in 2023 & <again>.\nperspective Too high, says the board.\n\nSources\n[1] The fee list, harbour.example\n",
            ),
        ]),
    );
    let own = linked(&pages["articles/outlook.html"]).expect("JSON-LD");
    assert_eq!(own["@type"], "Report", "{own}");
    assert_eq!(own["isPartOf"]["name"], "Sluices");
    assert_eq!(own["author"]["name"], "Harbour desk");
    let clipping =
        pages.iter().find(|(_, page)| page.contains("Ann Clipper") && page.contains("<h1>")).expect("a page");
    let page = linked(clipping.1).expect("JSON-LD");
    assert_eq!((&page["@type"], &page["author"]), (&Value::from("WebPage"), &Value::Null), "{page}");
    let work = &page["isBasedOn"];
    assert_eq!(work["@type"], "OpinionNewsArticle", "{page}");
    assert_eq!(
        (&work["publisher"]["name"], &work["author"]["name"]),
        (&Value::from("Harbour Gazette"), &Value::from("Ann Clipper"))
    );
    assert_eq!(
        (&work["url"], &work["datePublished"]),
        (&Value::from("https://example.com/sheet"), &Value::from("2025-03-01"))
    );
    assert_eq!(clipping.1.matches("<script").count(), 2, "{}", clipping.1);
    let card = |page: &str, kind: &str| page.contains(&format!("<meta property=\"og:type\" content=\"{kind}\">"));
    assert!(card(clipping.1, "website") && card(&pages["articles/outlook.html"], "article"));
    assert!(clipping.1.contains("<meta property=\"og:title\" content=\"&lt;/script&gt;"), "{}", clipping.1);
    let front = linked(&pages["index.html"]).expect("JSON-LD");
    assert_eq!(
        (&front["@type"], &front["url"]),
        (&Value::from("Report"), &Value::from("https://example.org/harbours/"))
    );
    assert!(pages["themes/sluices.html"].contains("\"name\":\"Sluices and \\u003cgates\\u003e\""));
}

#[test]
fn a_working_copy_tells_programs_nothing() {
    let book = &BOOK[..BOOK.find("[edition]").expect("a table")];
    let pages = of(book, &seeds(&[("seeds/a.md", "---\ntitle: Weir\n---\nA sluice.\n")]));
    assert!(pages.values().all(|page| !page.contains(OPEN) && !page.contains("og:title")));
    // an edition that does not know where it stands shows no links to itself elsewhere
    let pages = of(
        &BOOK.replace("site-url = \"https://example.org/harbours/\"", ""),
        &seeds(&[("seeds/a.md", "---\ntitle: Weir\norigin: own\n---\nA sluice.\n")]),
    );
    let weir = &pages["articles/weir.html"];
    assert!(linked(weir).expect("JSON-LD").get("url").is_none() && !weir.contains("og:"), "{weir}");
}
