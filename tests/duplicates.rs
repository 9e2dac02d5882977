//! What is shown of articles that are nearly the same text: words of their own, no teaser of the site's.

use crate::stage::{Map, config, pages, site};
use std::fs;
use std::path::Path;

#[test]
fn the_sentence_shown_is_no_teaser() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/links/nearly-the-same-text/seeds");
    let read = |name: &str| fs::read(seeds.join(name)).expect("a seed");
    let [one, other, lamps] = ["one.md", "other.md", "lamps.md"].map(read);
    let config = config("[book]\ntitle = \"Harbours\"\n");
    let related = |shelf: &Map| {
        let page = pages(&site(&config, shelf)).0;
        let page = String::from_utf8_lossy(&page["articles/the-sluice-is-closed.html"]).into_owned();
        page[page.find("id=\"related_\"").expect("related articles")..].to_owned()
    };
    let two = Map::of([("seeds/one.md", &one[..]), ("seeds/other.md", &other[..])]);
    let three = Map::of([("seeds/one.md", &one[..]), ("seeds/other.md", &other[..]), ("seeds/lamps.md", &lamps[..])]);
    for shelf in [two, three] {
        let related = related(&shelf);
        assert_eq!(related.matches("each time in another green").count(), 2, "{related}");
        assert!(!related.contains("herring"), "{related}");
    }
}
