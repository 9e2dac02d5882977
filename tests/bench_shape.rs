//! The benchmark's generator makes articles that file and link, so that it times real work.

#[path = "../benches/corpus.rs"]
mod corpus;

use crate::stage::{Map, config, site};

#[test]
fn generated_articles_file_and_link() {
    let files: Vec<(String, String)> =
        (0..60).map(|i| (format!("seeds/{}", corpus::name(i)), corpus::article(i, 60))).collect();
    let shelf = Map::of(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
    let outcome = site(&config(corpus::BOOK), &shelf);
    assert_eq!(outcome.counts.articles, 60);
    assert_eq!(outcome.counts.unfiled, 0);
    assert!(outcome.faults.is_empty(), "{:?}", outcome.faults);
}
