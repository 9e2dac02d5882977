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
    let pair = [("seeds/one.md", &one[..]), ("seeds/other.md", &other[..])];
    let shelf = Map::of(pair);
    assert!(related(&shelf).contains("with a <mark>crowbar</mark>"), "{}", related(&shelf));
    assert!(related(&shelf).contains("with a <mark>spanner</mark>"), "{}", related(&shelf));
    // the same words under another title: one sentence, once, and no teaser, which `lamps` has too
    let copy = String::from_utf8(one.clone()).expect("text").replace("is closed\n", "is shut\n").into_bytes();
    let two = Map::of([("seeds/one.md", &one[..]), ("seeds/other.md", &copy[..])]);
    let three = Map::of([("seeds/one.md", &one[..]), ("seeds/other.md", &copy[..]), ("seeds/lamps.md", &lamps[..])]);
    for shelf in [two, three] {
        let related = related(&shelf);
        assert_eq!(related.matches("each time in another green").count(), 1, "{related}");
        assert!(!related.contains("herring"), "{related}");
    }
}
