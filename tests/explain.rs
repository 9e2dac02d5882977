//! The story of a line is true: every line has one, and what it weighs adds up.

use crate::stage::Folder;
use serde_json::Value;

const PAGES: [&str; 2] = ["page.txt", "page.html"];

fn seed(name: &str) -> Vec<u8> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/reading/explain/seeds");
    std::fs::read(root.join(name)).expect("a seed")
}

#[test]
fn what_is_weighed_adds_up() {
    let mut weighed = 0;
    for name in PAGES {
        let bytes = seed(name);
        let folder = Folder::with(&[("book.toml", b""), (&format!("seeds/{name}"), &bytes)]);
        for line in 1..=String::from_utf8_lossy(&bytes).lines().count() {
            let path = format!("seeds/{name}");
            let output = folder.run(&["inspect", "--format", "json", "--explain", &line.to_string(), &path]);
            let story: Value = serde_json::from_slice(&output.stdout).expect("a story");
            let pieces = story["pieces"].as_array().expect("pieces");
            assert!(!pieces.is_empty() || story["note"].is_string(), "{name}:{line} has no story");
            for asked in pieces.iter().flat_map(|piece| piece["weighed"].as_array().expect("a list")) {
                let number = |value: &Value| value.as_i64().expect("a number");
                let sides =
                    [&asked["for"], &asked["against"]].into_iter().flat_map(|side| side.as_array().expect("a list"));
                let weights: Vec<i64> = sides.map(|one| number(&one["weight"])).collect();
                let sum = number(&asked["base"]) + number(&asked["lean"]) + weights.iter().sum::<i64>();
                let off = (number(&asked["sum"]) - sum).unsigned_abs();
                // each weight is rounded by itself
                assert!(off <= weights.len() as u64 + 2, "{name}:{line} is off by {off}: {asked}");
                assert!(asked["outcome"].as_str().is_some_and(|outcome| !outcome.is_empty()));
                weighed += 1;
            }
        }
    }
    assert!(weighed > 20, "lines are weighed: {weighed}");
}

#[test]
fn a_line_beyond_the_last_is_an_error() {
    let folder = Folder::with(&[("book.toml", b""), ("seeds/page.txt", &seed("page.txt"))]);
    let output = folder.run(&["inspect", "--explain", "999", "seeds/page.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty() && String::from_utf8_lossy(&output.stderr).contains("no line 999"));
}
