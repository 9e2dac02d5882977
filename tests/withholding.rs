//! For every marking and every measure of others' texts: an edition is, byte for byte, that of a copy of the dossier from which
//! all that is marked for fewer readers was deleted. Dossiers are made with markings on articles, claims, sources and passages.

use crate::stage::{Dice, Map, config, inputs, pages};
use briefbook::model::{Addresses, Config, Inputs, Marking};
use briefbook::pipeline::make;
use std::sync::Arc;

const MARKINGS: [&str; 5] = ["clear", "green", "amber", "amber+strict", "red"];
const NAMES: [&str; 8] =
    ["Zeebrugge", "Port Meridian", "Ghent", "Harbour Institute", "Blue Line", "Treaty of Meise", "Ostend", "Kiruna"];
const WORDS: [&str; 8] = ["tariff", "harbour", "quota", "espionage", "sluice", "dredging", "treaty", "pilotage"];

/// A thing of a dossier, and for whom it is where that was said of it alone.
struct Piece {
    text: String,
    marking: Option<usize>,
}

/// A seed as the owner has it.
struct Made {
    path: String,
    kind: Kind,
    title: String,
    marking: Option<usize>,
    draft: bool,
    own: bool,
    pieces: Vec<Piece>,
    sources: Vec<Piece>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Markdown,
    Plain,
    Page,
    Table,
}

fn marked(dice: &mut Dice, one_in: usize) -> Option<usize> {
    (dice.roll(one_in) == 0).then(|| dice.roll(5))
}

/// What book.toml says of the first seeds.
const DEFAULTS: &str =
    "[[defaults]]\nmatch = \"s0.*\"\nmarking = \"amber\"\n[[defaults]]\nmatch = \"s1.*\"\nrights = \"excerpt\"\n";
/// For whom the first seed is where nothing is said of it.
const AMBER: usize = 2;

/// A paragraph whose words stand nowhere else; sometimes with a link to another seed or note.
fn paragraph(dice: &mut Dice, kind: Kind, number: &str, many: usize) -> String {
    let heading = if kind == Kind::Markdown && dice.roll(3) == 0 {
        format!("## Part {}\n\n", dice.roll(many))
    } else {
        String::new()
    };
    let mut out =
        format!("{heading}Passage {number} opens on the {} of {}. ", WORDS[dice.roll(8)], NAMES[dice.roll(8)]);
    for _ in 0..1 + dice.roll(3) {
        let (word, name) = (WORDS[dice.roll(8)], NAMES[dice.roll(8)]);
        out.push_str(&format!("The {word} of {name} was weighed {} times before the council. ", dice.roll(90)));
    }
    if kind == Kind::Markdown && dice.roll(3) == 0 {
        let other = dice.roll(many);
        out.push_str(&match dice.roll(3) {
            0 => format!("See [[Article {other}]] on it. "),
            1 => format!("See [the other](s{other}.md) on it. "),
            _ => format!("See [[s{other}#Part {other}|there]] on it. "),
        });
    }
    out.push_str(&format!("So ends passage {number}."));
    out
}

fn made(dice: &mut Dice, number: usize, many: usize) -> Made {
    let kind = [Kind::Markdown, Kind::Markdown, Kind::Plain, Kind::Page, Kind::Table][dice.roll(5)];
    let extension = match kind {
        Kind::Markdown => "md",
        Kind::Plain => "txt",
        Kind::Page => "html",
        Kind::Table => "csv",
    };
    let pieces = (0..3 + dice.roll(5)).map(|at| {
        let text = paragraph(dice, kind, &format!("{number}x{at}"), many);
        Piece { text, marking: marked(dice, 3) }
    });
    let pieces: Vec<Piece> = pieces.collect();
    let sources =
        (0..dice.roll(3)).map(|at| Piece { text: format!("Source {number}x{at}"), marking: marked(dice, 2) }).collect();
    Made {
        path: format!("seeds/s{number}.{extension}"),
        kind,
        // twins, so that addresses are counted on
        title: format!("Article {}", if dice.roll(4) == 0 { 0 } else { number }),
        marking: marked(dice, 3).or((number == 0).then_some(AMBER)),
        draft: dice.roll(8) == 0,
        own: dice.roll(3) == 0,
        pieces,
        sources: if kind == Kind::Table { Vec::new() } else { sources },
    }
}

/// The files of a seed. `above` is the marking beyond which things were deleted; without one, all is there.
fn files(made: &Made, above: Option<usize>) -> Vec<(String, String)> {
    let is_there = |piece: &&Piece| above.is_none_or(|above| piece.marking.is_none_or(|marking| marking <= above));
    let mut said = String::new();
    // in TOML an article says its own, where a source does
    let has_marked_source = made.sources.iter().any(|source| source.marking.is_some());
    let own = made.marking.or(has_marked_source.then_some(0));
    if let Some(marking) = own.filter(|marking| *marking != AMBER || has_marked_source || !made.path.contains("/s0.")) {
        said.push_str(&format!("marking = \"{}\"\n", MARKINGS[marking]));
    }
    if made.own {
        said.push_str("origin = \"own\"\n");
    }
    if made.draft {
        said.push_str("draft = true\n");
    }
    for source in made.sources.iter().filter(is_there) {
        said.push_str(&format!("[[source]]\ntitle = \"{}\"\n", source.text));
        if let Some(marking) = source.marking {
            said.push_str(&format!("marking = \"{}\"\n", MARKINGS[marking]));
        }
    }
    if made.kind != Kind::Table {
        for piece in made.pieces.iter().filter(is_there) {
            let Some(marking) = piece.marking else { continue };
            let words: Vec<&str> = piece.text.split_whitespace().collect();
            let (from, to) = (words[..4].join(" "), words[words.len() - 4..].join(" "));
            let marking = MARKINGS[marking];
            said.push_str(&format!("[[passage]]\nmarking = \"{marking}\"\nfrom = \"{from}\"\nto = \"{to}\"\n"));
        }
    }
    let body: String = match made.kind {
        Kind::Markdown => {
            let head =
                format!("---\ntitle: {}\ndate: 2025-01-02\nurl: https://example.org/{}\n---\n", made.title, made.path);
            let parts = made.pieces.iter().map(|piece| match is_there(&piece) {
                true => format!("{}\n\n", piece.text),
                false => "\n".to_owned(),
            });
            head + &parts.collect::<String>()
        }
        Kind::Plain => {
            let parts = made.pieces.iter().map(|piece| match is_there(&piece) {
                true => format!("{}\n\n", piece.text),
                false => "\n".to_owned(),
            });
            format!("{}\nBy Ann Example\n2 January 2025\n\n{}", made.title, parts.collect::<String>())
        }
        Kind::Page => {
            let parts = made.pieces.iter().map(|piece| match is_there(&piece) {
                true => format!("<p>{}</p>\n", piece.text),
                false => "<p> </p>\n".to_owned(),
            });
            let title = &made.title;
            let parts: String = parts.collect();
            format!(
                "<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>\n{parts}</article></body></html>"
            )
        }
        Kind::Table => {
            let rows = made.pieces.iter().filter(is_there).map(|piece| {
                let marking = piece.marking.map_or("", |marking| MARKINGS[marking]);
                format!("claim,\"{}\",Port Authority,{marking}\n", piece.text)
            });
            let title = &made.title;
            said = format!("title = \"{title}\"\n{said}");
            format!("kind,text,source,marking\n{}", rows.collect::<String>())
        }
    };
    vec![(made.path.clone(), body), (format!("{}.toml", made.path), said)]
}

fn built(
    config: &Arc<Config>,
    addresses: &Arc<Addresses>,
    files: impl Iterator<Item = (String, String)>,
) -> std::collections::BTreeMap<String, Arc<[u8]>> {
    let mut shelf = Map::default();
    files.for_each(|(path, text)| shelf.put(&path, text.as_bytes()));
    pages(&make(&Inputs { addresses: addresses.clone(), ..inputs(config, &shelf) }, &|_, _| {})).0
}

/// The record of an edition for few, of all seeds: most of its lines are of articles that others may not know of.
fn recorded(seeds: &[Made], book: &str) -> Arc<Addresses> {
    let mut shelf = Map::default();
    seeds.iter().flat_map(|made| files(made, None)).for_each(|(path, text)| shelf.put(&path, text.as_bytes()));
    let outcome = make(&inputs(&config(book), &shelf), &|_, _| {});
    Arc::new(outcome.recording.expect("an edition").addresses)
}

#[test]
fn an_edition_is_that_of_a_copy_without_what_is_marked() {
    let mut dice = Dice(26);
    let (mut withheld, mut cut) = (0, 0);
    for _ in 0..6 {
        let many = 6 + dice.roll(6);
        let seeds: Vec<Made> = (0..many).map(|number| made(&mut dice, number, many)).collect();
        let book = |marking: &str, rights: &str| {
            format!(
                "[book]\ntitle = \"Test\"\n[[theme]]\nid = \"ports\"\ntitle = \"Ports\"\nterms = [\"harbour\", \"sluice\"]\n[[theme]]\nid = \"trade\"\ntitle = \"Trade\"\nterms = [\"tariff\", \"quota\"]\n[output.html]\nsite-url = \"https://example.org/t/\"\n[edition]\nmarking = \"{marking}\"\nunmarked = \"clear\"\nclippings = \"{rights}\"\n{DEFAULTS}"
            )
        };
        let addresses = [Arc::default(), recorded(&seeds, &book("red", "full"))];
        for (above, marking) in MARKINGS.into_iter().enumerate() {
            for rights in ["full", "excerpt", "link-only"] {
                for addresses in &addresses {
                    let config = config(&book(marking, rights));
                    let is_there = |made: &&Made| !made.draft && made.marking.is_none_or(|marking| marking <= above);
                    let whole = built(&config, addresses, seeds.iter().flat_map(|made| files(made, None)));
                    let rest = built(
                        &config,
                        addresses,
                        seeds.iter().filter(is_there).flat_map(|made| files(made, Some(above))),
                    );
                    assert_eq!(whole.keys().collect::<Vec<_>>(), rest.keys().collect::<Vec<_>>(), "{marking} {rights}");
                    for (route, bytes) in &rest {
                        let (one, other) = (String::from_utf8_lossy(&whole[route]), String::from_utf8_lossy(bytes));
                        assert!(
                            one == other,
                            "{marking} {rights}: `{route}` knows what was hidden\n{}",
                            differing(&one, &other)
                        );
                    }
                    withheld += seeds.iter().filter(|made| !is_there(made)).count();
                    let above = |piece: &&Piece| piece.marking.is_some_and(|marking| marking > above);
                    cut += seeds.iter().filter(is_there).flat_map(|made| &made.pieces).filter(above).count();
                }
            }
        }
    }
    assert!(withheld > 100 && cut > 100, "{withheld} articles and {cut} passages were withheld");
    assert_eq!(MARKINGS.map(|name| Marking::parse(name).map(Marking::name)), MARKINGS.map(Some));
}

/// Where two pages part.
fn differing(one: &str, other: &str) -> String {
    let lines = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    lines.map_or_else(String::new, |(one, other)| format!("{one}\n{other}"))
}

/// A text of so many words, no two alike.
fn text_of(words: usize, sentence: usize) -> String {
    let words: Vec<String> = (0..words).map(|n| format!("quill{n}")).collect();
    words.chunks(sentence).map(|words| format!("The harbour {}.\n\n", words.join(" "))).collect()
}

#[test]
fn an_excerpt_stays_within_its_budget_wherever_its_words_stand() {
    let book = |limit: &str| {
        format!(
            "[book]\ntitle = \"Test\"\n[[theme]]\nid = \"ports\"\ntitle = \"Ports\"\nterms = [\"harbour\", \"quill7\"]\n[output.html]\nsite-url = \"https://example.org/t/\"\n[edition]\nunmarked = \"clear\"\nclippings = \"excerpt\"\n{limit}"
        )
    };
    let near = text_of(2400, 12).replace("quill1 ", "Quill Ferry ");
    for (limit, words, most) in
        [("", 2400, 90), ("", 400, 40), ("excerpt-words = 20\n", 2400, 20), ("excerpt-words = 0\n", 900, 0)]
    {
        let text = text_of(words, 12);
        let head = "---\ntitle: On ports\ndate: 2025-01-02\nurl: https://example.org/a\ndescription: A quilled standfirst\n---\n";
        let shelf = [
            ("seeds/a.md".to_owned(), format!("{head}{text}")),
            ("seeds/b.md".to_owned(), format!("{}{near}", head.replace("On ports", "Nearly on ports"))),
            (
                "seeds/c.md".to_owned(),
                "---\ntitle: Ours\norigin: own\n---\nThe harbour: see [it](a.md) and [[On ports]].\n".to_owned(),
            ),
        ];
        let pages = built(&config(&book(limit)), &Arc::default(), shelf.into_iter());
        let all: String = pages.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned() + "\n").collect();
        assert!(!all.contains("quilled"), "a standfirst is the publisher's");
        let is_digit = |c: char| c.is_ascii_digit();
        let shown: std::collections::BTreeSet<&str> = all
            .match_indices("quill")
            .map(|(at, _)| {
                let rest = &all[at + 5..];
                &all[at..at + 5 + rest.find(|c| !is_digit(c)).unwrap_or(rest.len())]
            })
            .collect();
        // two articles, each with its own budget; a term of book.toml is the dossier's
        assert!(shown.len() <= most * 2 + 1, "{} words of {words} are shown: {shown:?}", shown.len());
        assert!(most == 0 || shown.len() > most / 2, "only {} words are shown", shown.len());
        let page = String::from_utf8_lossy(&pages["articles/on-ports.html"]).into_owned();
        assert!(most == 0 || page.contains("paragraph "), "each passage says where it stands");
    }
}
