//! Why articles are related: names in all their spellings, and no name that says nothing of the two.

use crate::stage::{Map, config, pages, site};

const SETTINGS: &str = "\
[book]
title = \"Harbours\"
authors = [\"Varsen Desk\"]

[[entity]]
name = \"Varsen Residents' League\"
kind = \"organisation\"
aliases = [\"the League\"]
";

/// The reasons on the page of the article called "Text 1", of twelve articles with these sentences and fillers.
fn reasons(sentences: &[&str]) -> Vec<String> {
    let texts: Vec<(String, String)> = (0..12)
        .map(|i| {
            let sentence = sentences.get(i).copied().unwrap_or("Nobody was told of it.");
            let text =
                format!("---\ntitle: Text {}\nlanguage: en\ndate: 2025-01-{:02}\n---\n{sentence}\n", i + 1, i + 1);
            (format!("seeds/{i}.md"), text)
        })
        .collect();
    let shelf: Vec<(&str, &[u8])> = texts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let page = pages(&site(&config(SETTINGS), &Map::of(shelf))).0;
    let page = String::from_utf8_lossy(&page["articles/text-1.html"]).into_owned();
    let after = page.split("<b>Both ").skip(1);
    after.map(|rest| rest.split("</b>").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_the_owner_told_of_is_called_as_told() {
    let league = ["It was the Varsen Residents’ League that paid.", "In the end the League paid for it."];
    assert_eq!(reasons(&league), ["name Varsen Residents' League."]);
}

#[test]
fn who_wrote_it_is_no_reason() {
    let of = |desk: &str| reasons(&[&format!("It was the {desk} that asked."), &format!("We asked the {desk} again.")]);
    assert_eq!(of("Kessel Desk"), ["name Kessel Desk."]);
    assert!(of("Varsen Desk").is_empty());
}

#[test]
fn a_name_within_longer_names_counts() {
    let two = ["They sailed to Kessel at night.", "Nobody sailed to Kessel by day."];
    assert_eq!(reasons(&two), ["name Kessel."]);
    assert!(reasons(&[two[0], two[1], "It went to the Kessel Water Board."]).is_empty());
}
