//! A session that lives on gives what a new one gives, byte for byte.

use crate::stage::{Dice, Map, config, inputs, pages, sample, site};
use briefbook::model::{SeedPath, Shelf};
use briefbook::pipeline::Session;

const NAMES: [&str; 12] = [
    "Zeebrugge",
    "Strategic Compass",
    "Ghent",
    "Ostend",
    "Port of Antwerp",
    "Article 42",
    "Lake Charter",
    "Harbour Institute",
    "Kiruna",
    "Treaty of Meise",
    "Blue Line",
    "Council of Ports",
];
const WORDS: [&str; 10] =
    ["tariff", "ballot", "grid", "espionage", "quota", "harbour", "treaty", "sluice", "pilotage", "dredging"];

fn article(dice: &mut Dice, number: usize) -> String {
    let mut out =
        format!("---\ntitle: Article {number} on {}\ndate: 2025-0{}-11\n---\n", NAMES[dice.roll(12)], 1 + dice.roll(9));
    for _ in 0..2 + dice.roll(4) {
        for _ in 0..1 + dice.roll(4) {
            let (name, other) = (NAMES[dice.roll(12)], WORDS[dice.roll(10)]);
            out.push_str(&format!(
                "The {other} of {name} was named {} times, said [another](s{}.md). ",
                dice.roll(9),
                dice.roll(40)
            ));
        }
        out.push_str("\n\n");
    }
    out
}

const BOOK: &str = "[book]\ntitle = \"Test\"\n[[theme]]\nid = \"spies\"\ntitle = \"Spies\"\nterms = [\"espionage\"]\n[[theme]]\nid = \"trade\"\ntitle = \"Trade\"\nterms = [\"tariff\", \"quota\"]\n";

#[test]
fn edits_leave_no_trace() {
    let (mut dice, mut shelf, mut session) = (Dice(7), Map::default(), Session::default());
    let config = config(BOOK);
    for number in 0..30 {
        shelf.put(&format!("seeds/s{number}.md"), article(&mut dice, number).as_bytes());
    }
    session.apply(&inputs(&config, &shelf), &[], &|_, _| {});
    for step in 0..25 {
        let at = dice.roll(40);
        let path = SeedPath::new(&format!("seeds/s{at}.md"));
        let changed = match dice.roll(4) {
            0 if shelf.seeds().len() > 5 => {
                shelf.remove(&path);
                vec![]
            }
            _ => {
                shelf.put(path.as_str(), article(&mut dice, at).as_bytes());
                vec![path]
            }
        };
        let patched = session.apply(&inputs(&config, &shelf), &changed, &|_, _| {});
        let fresh = site(&config, &shelf);
        assert_eq!(patched.faults, fresh.faults, "faults after step {step}");
        let ((patched, _), (fresh, _)) = (pages(&patched), pages(&fresh));
        assert_eq!(patched.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>(), "routes after step {step}");
        for (route, bytes) in &fresh {
            assert!(patched[route] == *bytes, "`{route}` differs after step {step}");
        }
    }
}

/// A copied page of one of two sites, with lines of its site and a text of its own; now and then one text twice.
fn copied(dice: &mut Dice, number: usize) -> String {
    let site = ["Courier", "Ledger"][number % 2];
    let about = if dice.roll(4) == 0 { 0 } else { number };
    let mut out = format!(
        "Harbour {site} of the morning\nAll tides of the {site}\nWeather for boats\n\nNews of pier {about}\n\n"
    );
    for part in 0..3 {
        let (name, other) = (NAMES[(about + part) % 12], WORDS[(about * 7 + part) % 10]);
        out.push_str(&format!("At pier {about} the {other} of {name} was named in part {part} by all who stood there, and nobody who was asked could say when it would end or who would pay for it at last.\n\n"));
        if dice.roll(3) > 0 {
            out.push_str(&format!("Hear the {site} every morning\n\n"));
        }
    }
    out.push_str(&format!("Write to the {site} if you like\n"));
    out
}

#[test]
fn hints_from_other_seeds_leave_no_trace() {
    let (mut dice, mut shelf, mut session) = (Dice(11), Map::default(), Session::default());
    let config = config(BOOK);
    let (mut told, mut silent) = (0, 0);
    for step in 0..40 {
        let at = dice.roll(16);
        let path = SeedPath::new(&format!("seeds/c{at}.txt"));
        let changed = match dice.roll(5) {
            0 | 1 if shelf.seeds().len() > 6 => {
                shelf.remove(&path);
                vec![]
            }
            _ => {
                shelf.put(path.as_str(), copied(&mut dice, at).as_bytes());
                vec![path]
            }
        };
        let patched = session.apply(&inputs(&config, &shelf), &changed, &|_, _| {});
        let fresh = site(&config, &shelf);
        let is_set_aside = fresh.dossier.entries.iter().flat_map(|entry| entry.article.parts.iter());
        match is_set_aside.filter(|part| part.rule.name == "recurring-line").count() {
            0 => silent += 1,
            _ => told += 1,
        }
        assert_eq!(patched.faults, fresh.faults, "faults after step {step}");
        assert!(pages(&patched).0 == pages(&fresh).0, "pages differ after step {step}");
    }
    assert!(told > 5 && silent > 5, "both with and without hints: {told} and {silent}");
}

#[test]
fn threads_do_not_matter() {
    let files = sample();
    let shelf =
        Map::of(files.iter().filter(|(path, _)| path != "book.toml").map(|(path, bytes)| (path.as_str(), &bytes[..])));
    let book = files.iter().find(|(path, _)| path == "book.toml").expect("book.toml");
    let config = config(std::str::from_utf8(&book.1).expect("text"));
    let alone = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| pages(&site(&config, &shelf)).0)
    };
    let one = alone(1);
    assert!(one == alone(2) && one == alone(7));
}
