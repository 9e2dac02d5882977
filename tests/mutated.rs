//! Seeds torn and stitched at random: each still gives an article whose parts cover every character once.

use briefbook::model::account::{Part, Role};
use briefbook::model::{Parsed, Seed, SeedPath};
use briefbook::parse::parse;

const PIECES: [&str; 55] = [
    "<table>",
    "</div>",
    "<p>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<a href=\"x\">",
    "<b>",
    "</b>",
    "<ul><li>",
    "<td>",
    "<template>",
    "<svg>",
    "<math>",
    "<select>",
    "<form>",
    "<br><br>",
    "\0",
    "\u{202e}",
    "<h1>",
    "<pre>",
    "<blockquote>",
    "<title>",
    "<frameset>",
    "&#0;",
    "<plaintext>",
    "\"",
    ">",
    "<",
    "\n",
    "\n\n",
    "# ",
    "> ",
    "- ",
    "|",
    "[[",
    "```",
    "%%",
    "claimThe ",
    "\"\"",
    ",;",
    "[[claim]]\ntext = ",
    "</td>",
    "<tr>",
    "</tr>",
    "</ul>",
    "</table>",
    "<figure>",
    "<figcaption>",
    "<img src=a alt=words>",
    "<div hidden>",
    "<hr>",
    "<video src=https://a.example/b>",
    "</a>",
];

/// A sequence of numbers that is the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % below.max(1)
    }
}

fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut out = text.to_owned();
    for _ in 0..1 + dice.roll(30) {
        let from = out.floor_char_boundary(dice.roll(out.len() + 1));
        let to = out.floor_char_boundary((from + dice.roll(400)).min(out.len())).max(from);
        match dice.roll(10) {
            0..5 => out.insert_str(from, PIECES[dice.roll(PIECES.len())]),
            5..8 => out.replace_range(from..to, ""),
            _ => {
                let again = out[from..to].to_owned();
                out.insert_str(from, &again);
            }
        }
    }
    out
}

fn check(parsed: &Parsed, what: &str) {
    let text = &parsed.reading.text;
    let mut covered = 0;
    for part in &parsed.article.parts {
        let (start, end) = (part.span.start as usize, part.span.end as usize);
        assert!(start >= covered && end >= start, "parts overlap in {what:?}");
        assert!(text[covered..start].trim().is_empty(), "{:?} is in no part of {what:?}", &text[covered..start]);
        covered = end;
    }
    assert!(text[covered..].trim().is_empty(), "the end is in no part of {what:?}");
    let mut top = 0;
    while let Some(node) = parsed.article.nodes.get(top) {
        // the name of a language stands by its code, wherever that is
        let within =
            |part: &Part| matches!(part.role, Role::Body | Role::Reference(_)) || part.rule.name == "code-language";
        let mut parts = parsed.article.parts.iter().filter(|part| !within(part));
        let foreign = parts.find(|part| part.span.start < node.span.end && node.span.start < part.span.end);
        assert!(foreign.is_none(), "{foreign:?} within {:?} in {what:?}", node.kind);
        top = (node.end as usize).max(top + 1);
    }
    for node in &parsed.article.nodes {
        assert!(
            text.get(node.span.start as usize..node.span.end as usize).is_some(),
            "a block cuts a character in {what:?}"
        );
    }
    for mark in &parsed.article.marks {
        assert!(
            text.get(mark.span.start as usize..mark.span.end as usize).is_some(),
            "a mark cuts a character in {what:?}"
        );
    }
}

#[test]
fn every_mutation_is_covered() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/reading");
    let config =
        briefbook::load::open(&folder.join("saved-pages"), briefbook::text::Date::LAST).expect("a dossier").config;
    let bases = [
        "saved-pages/seeds/news.html",
        "menus-and-small-print",
        "markdown",
        "raw-html",
        "fact-sheet",
        "notes-and-notices",
        "claims-tables",
        "claims-as-readers-see-them",
        "fact-sheet-unnumbered-sources",
        "vault-highlights-and-sizes/seeds/Gates.md",
    ];
    let mut dice = Dice(2_025);
    for base in bases {
        let path = folder.join(base);
        let files = if path.is_file() {
            vec![path]
        } else {
            let list = std::fs::read_dir(path.join("seeds")).expect("seeds");
            let mut files: Vec<_> = list.filter_map(Result::ok).map(|entry| entry.path()).collect();
            files.sort();
            files
        };
        for file in files {
            let text = std::fs::read_to_string(&file).expect("text");
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            for _ in 0..60 {
                let torn = mutated(&text, &mut dice);
                let seed = Seed {
                    path: SeedPath::new(&name),
                    bytes: torn.as_bytes().to_vec(),
                    sidecar: None,
                    misnamed: Vec::new(),
                    unread: Vec::new(),
                };
                check(&parse(&seed, &config).0, &torn);
            }
        }
    }
}
