//! The story of one line, for people: on one screen, the strongest evidence only.

use crate::cli::console;
use serde_json::Value;

/// How many features are printed on each side.
const TOLD: usize = 4;

/// Prints the story.
pub(super) fn print(story: &Value) {
    console::say(&format!("{}:{}", text(&story["seed"]), story["line"]));
    console::say(&format!("  {}", short(text(&story["source"]), 100)));
    if let Some(note) = story["note"].as_str() {
        console::say(&format!("  {note}"));
    }
    if let Some(recurs) = super::recurs(&story["recurs"]) {
        console::say(&format!("  {recurs}"));
    }
    for piece in list(&story["pieces"]) {
        self::piece(piece);
    }
}

fn piece(piece: &Value) {
    let (became, kind) = (text(&piece["became"]), text(&piece["kind"]));
    let blocks: Vec<&str> = list(&piece["blocks"]).map(text).collect();
    let what = if became == "body" { blocks.join(" > ") } else { format!("{became}: {kind}") };
    let what = if what.is_empty() { kind.to_owned() } else { what };
    console::say(&format!("\n  became    {what}"));
    console::say(&format!("  words     {}", short(text(&piece["text"]), 90)));
    let (first, last) = (&piece["unit"]["lines"][0], &piece["unit"]["lines"][1]);
    let lines = if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
    console::say(&format!("  unit      {lines}, {} words", piece["unit"]["words"]));
    console::say(&format!("  rule      {}: {}", text(&piece["rule"]), text(&piece["why"])));
    if let Some(value) = piece["in_use"]["value"].as_str() {
        console::say(&format!("  in use    {value}  [{}]", text(&piece["in_use"]["source"])));
    }
    list(&piece["weighed"]).for_each(weighed);
    console::say(&format!("  overrule  {}", text(&piece["overrule"])));
}

/// One question, its answer, and what weighed most on both sides.
fn weighed(asked: &Value) {
    console::say(&format!(
        "  asked     whether it {}: {} of more than {} [{}]",
        text(&asked["question"]),
        log_odds(&asked["sum"]),
        log_odds(&asked["needs"]),
        text(&asked["table"])
    ));
    for (key, name) in [("for", "for"), ("against", "against")] {
        let all: Vec<String> =
            list(&asked[key]).map(|one| format!("{} {}", text(&one["feature"]), log_odds(&one["weight"]))).collect();
        let more = if all.len() > TOLD { format!(", {} more", all.len() - TOLD) } else { String::new() };
        let most: Vec<&str> = all.iter().take(TOLD).map(String::as_str).collect();
        if !most.is_empty() {
            console::say(&format!("    {name:<8}{}{more}", most.join(", ")));
        }
    }
    let lean = asked["lean"].as_i64().filter(|lean| *lean != 0);
    let lean =
        lean.map_or_else(String::new, |_| format!(", and {} for every line of this text", log_odds(&asked["lean"])));
    console::say(&format!("    base    {}{lean}", log_odds(&asked["base"])));
    if let Some(outcome) = asked["outcome"].as_str().filter(|outcome| !outcome.is_empty()) {
        console::say(&format!("    so      {outcome}"));
    }
}

/// Thousandths of a log-odds as a decimal with a sign.
fn log_odds(value: &Value) -> String {
    let value = value.as_i64().unwrap_or(0);
    let sign = if value < 0 { "-" } else { "+" };
    format!("{sign}{}.{:03}", value.abs() / 1000, value.abs() % 1000)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The first `most` characters of some words, on one line.
fn short(words: &str, most: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let head: String = words.chars().take(most).collect();
    if words.chars().count() > most { format!("{head}…") } else { head }
}
