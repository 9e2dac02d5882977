//! What an edition may know: it equals the edition of a dossier from which everything above it was deleted.

use crate::stage::{Folder, Map, config, pages, sample, site};

const EDITION: &str = "[book]\ntitle = \"Test\"\n[[theme]]\nid = \"ports\"\ntitle = \"Ports\"\nterms = [\"harbour\", \"Zeebrugge\"]\n[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n";

const OPEN: &str = "---\ntitle: Open\ndate: 2025-01-02\n---\nThe harbour of Zeebrugge and the Blue Charter stand here. The harbour again, said [[Hidden]].\n";
const HIDDEN: &str = "---\ntitle: Hidden\nmarking: amber\n---\nThe Blue Charter and the harbour of Zeebrugge, unutterable, in a [link](open.md).\n";
const DRAFT: &str = "---\ntitle: Draft\ndraft: true\n---\nThe Blue Charter, inchoate, at the harbour of harbours.\n";
const ODD: &str = "---\ntitle: Odd\nmarking: purple\n---\nThe Blue Charter, illegible, at the harbour.\n";

#[test]
fn equals_the_edition_without_what_it_hides() {
    let config = config(EDITION);
    let whole = Map::of(
        [("seeds/a.md", OPEN), ("seeds/b.md", HIDDEN), ("seeds/c.md", DRAFT), ("seeds/d.md", ODD)]
            .map(|(p, t)| (p, t.as_bytes())),
    );
    let rest = Map::of([("seeds/a.md", OPEN.as_bytes())]);
    let (whole, rest) = (pages(&site(&config, &whole)).0, pages(&site(&config, &rest)).0);
    assert_eq!(whole.keys().collect::<Vec<_>>(), rest.keys().collect::<Vec<_>>());
    for (route, bytes) in &rest {
        assert!(whole[route] == *bytes, "`{route}` knows what was hidden");
    }
    let all = whole.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect::<String>();
    for word in ["unutterable", "inchoate", "illegible"] {
        assert!(!all.contains(word), "`{word}` got out");
    }
    assert!(all.contains("Blue Charter"));
}

#[test]
fn a_working_copy_says_that_it_is_one() {
    let config = config(&EDITION[..EDITION.find("[edition]").expect("a table")]);
    let shelf = Map::of([("seeds/a.md", OPEN.as_bytes()), ("seeds/b.md", HIDDEN.as_bytes())]);
    let pages = pages(&site(&config, &shelf)).0;
    for (route, bytes) in pages.iter().filter(|(route, _)| route.ends_with(".html")) {
        assert!(String::from_utf8_lossy(bytes).contains("noindex"), "`{route}` may be indexed");
    }
    assert!(String::from_utf8_lossy(&pages["articles/hidden.html"]).contains("TLP:AMBER"));
}

#[test]
fn files_that_are_not_read_are_for_the_owner_alone() {
    let about = |edition: &str| {
        let book = format!("[book]\ntitle = \"Test\"\n{edition}");
        let seeds: [(&str, &[u8]); 4] = [
            ("book.toml", book.as_bytes()),
            ("seeds/a.md", OPEN.as_bytes()),
            ("seeds/secret-plan.pdf", b"%PDF-1.7"),
            ("seeds/secret-door.png", b"x"),
        ];
        let folder = Folder::with(&seeds);
        assert_eq!(folder.run(&["build"]).status.code(), Some(0));
        folder.public().into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
    };
    let working: std::collections::BTreeMap<String, String> = about("");
    assert!(
        working["about.html"].contains("seeds/secret-plan.pdf")
            && working["about.html"].contains("seeds/secret-door.png")
    );
    let edition = about("[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n");
    for (path, bytes) in &edition {
        assert!(!bytes.contains("secret-"), "`{path}` names a file that is not read");
    }
}

#[test]
fn a_draft_says_so_wherever_it_stands() {
    let config = config(&EDITION[..EDITION.find("[edition]").expect("a table")]);
    let shelf = Map::of([("seeds/a.md", OPEN.as_bytes()), ("seeds/c.md", DRAFT.as_bytes())]);
    let pages = pages(&site(&config, &shelf)).0;
    let signs = |route: &str| String::from_utf8_lossy(&pages[route]).matches("class=\"draft\"").count();
    assert_eq!(signs("articles/draft.html"), 2, "above the page and beside the title");
    assert_eq!(signs("articles/open.html"), 0);
    for route in ["index.html", "themes/ports.html"] {
        assert!(signs(route) > 0, "`{route}` shows a draft as finished");
    }
    assert_eq!(signs("sources.html"), 0);
}

#[test]
fn clippings_by_link_alone_show_none_of_their_words() {
    let book = EDITION.replace("\"full\"", "\"link-only\"");
    let clipping = "---\ntitle: The Port\ndate: 2025-01-02\nsite: The Meridian\nurl: https://example.org/port\nauthors: [Ada Marsh]\n---\nThe harbour of Zeebrugge is dredged by incantation.\n";
    let bare = "The sluice of incantation has no headline, and its first words are somebody else’s.\n";
    let own = "---\ntitle: Our view\norigin: own\n---\nThe harbour of Zeebrugge is dredged by our own reckoning.\n";
    let shelf = Map::of([
        ("seeds/a.md", clipping.as_bytes()),
        ("seeds/b.md", own.as_bytes()),
        ("seeds/c.txt", bare.as_bytes()),
    ]);
    let pages = pages(&site(&config(&book), &shelf)).0;
    assert!(!pages.keys().any(|route| route.contains("incantation")));
    let all = pages.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect::<String>();
    assert!(!all.contains("incantation") && all.contains("reckoning"));
    let page = String::from_utf8_lossy(&pages["articles/the-port.html"]).into_owned();
    assert!(page.contains("The Meridian") && page.contains("https://example.org/port") && page.contains("Ada Marsh"));
}

#[test]
fn the_published_sample_holds_no_seed_name_and_no_green_article() {
    let folder = Folder::with(&[]);
    let files = sample();
    files.iter().for_each(|(path, bytes)| folder.put(path, bytes));
    let output = folder.run(&["build", "--strict"]);
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let seeds =
        files.iter().map(|(path, _)| path).filter(|path| path.starts_with("seeds/") && !path.ends_with(".toml"));
    let names: Vec<&str> = seeds.filter_map(|path| path.rsplit('/').next()).collect();
    for (path, bytes) in folder.public() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            !path.contains("how-the-sample-was-made") && !text.contains("How the sample was made"),
            "`{path}` knows of the GREEN article"
        );
        for name in &names {
            assert!(!text.contains(name), "`{path}` names the seed `{name}`");
        }
    }
}

/// Articles that say in some readable form that they are not for everybody: files of each, the last one the article's.
const MARKED: &[&[(&str, &str)]] = &[
    &[("a.md", "---\ntitle: A\nmarking: clear\n---\nTLP:RED\n\nCANARY of the sluice.\n")],
    &[
        ("a.txt.toml", "marking = \"clear\"\n"),
        ("a.txt", "A head\n\nThis document is marked TLP:RED.\n\nCANARY of the sluice.\n"),
    ],
    &[("a.txt.toml", "\u{1}\u{2}%%% nothing\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a.txt", "A head\n\nTLP：RED\n\nCANARY of the sluice.\n")],
    &[("a.txt", "A head\n\nＴＬＰ：ＲＥＤ\n\nCANARY of the sluice.\n")],
    &[("a.md", "# A head\n\nTLP：AMBER\n\nCANARY of the sluice.\n")],
    &[(".a.txt.toml", "marking = \"red\"\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a.txt.toml~", "marking = \"red\"\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a.txt.toml.bak", "marking = \"red\"\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a.txt.md", "marking: red\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("sub/a.txt.toml", "marking = \"red\"\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("slice.txt.toml", "draft = true\n"), ("sluice.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a_meta.toml", "marking = \"red\"\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a.txt.toml", "description = \"TLP:RED\"\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a.txt.toml", "tags = [\"TLP:RED\"]\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a.txt.toml", "# TLP:RED\ntitle = \"A\"\n"), ("a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[
        ("a.txt.toml", "marking = \"red\"\n"),
        ("a.md", "---\nmarking: clear\n---\n# A\n\nWords.\n"),
        ("a.txt", "A head\n\nCANARY of the sluice.\n"),
    ],
    &[("a.md.toml", "marking = \"red\"\n"), ("a.md", "---\nmarking: clear\n---\n# A\n\nCANARY of the sluice.\n")],
    &[("a.md", "---\nmarking: clear\nclassification: red\n---\n# A\n\nCANARY of the sluice.\n")],
    &[("a.md", "# A head\n\n#+MARKING: RED\n\nCANARY of the sluice.\n")],
    &[("a.md", "# A head\n\n| Marking | RED |\n|---|---|\n| Date | today |\n\nCANARY of the sluice.\n")],
    &[("a.md", "# A head\n\n<!-- TLP:RED -->\n\nCANARY of the sluice.\n")],
    &[(
        "a.html",
        "<html><!-- TLP:RED --><body><h1>A head</h1><p>CANARY of the sluice, and of the gate.</p></body></html>",
    )],
    &[(
        "a.html",
        "<html><body><p>TLP:RED</p><h1>A head</h1><p>CANARY of the sluice, and of the gate.</p></body></html>",
    )],
    &[("a.txt", "A head\n\nTLP=RED\n\nCANARY of the sluice.\n")],
    &[("a.txt", "A head\n\nTLP/RED\n\nCANARY of the sluice.\n")],
    &[("a.txt", "A head\n\nT L P : R E D\n\nCANARY of the sluice.\n")],
    &[("a.txt", "A head\n\nTraffic Light Protocol: RED\n\nCANARY of the sluice.\n")],
    &[("TLP RED/a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("TLP-RED x.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("Confidential/a.txt", "A head\n\nCANARY of the sluice.\n")],
    &[("a.txt", "CONFIDENTIAL\nA head\n\nCANARY of the sluice.\n")],
    &[("a.txt", "A head\nTOP SECRET\n\nCANARY of the sluice.\n")],
    &[("a.txt", "NATO RESTRICTED\nA head\n\nCANARY of the sluice.\n")],
    &[("a.txt", "RESTREINT UE/EU RESTRICTED\nA head\n\nCANARY of the sluice.\n")],
    &[("a.txt", "DIFFUSION RESTREINTE\nA head\n\nCANARY of the sluice.\n")],
    &[("a.txt", "Vertraulich\nA head\n\nCANARY of the sluice.\n")],
    &[("a.md", "# A head\n\nVERTROUWELIJK\n\nCANARY of the sluice.\n")],
    &[("a.txt", "DRAFT – NOT FOR CIRCULATION\nA head\n\nCANARY of the sluice.\n")],
    &[("a.txt", "EMBARGOED UNTIL 5 May 2025, 00:01\nA head\n\nCANARY of the sluice.\n")],
    &[("a.md", "# A head\n\n**NOT FOR PUBLICATION**\n\nCANARY of the sluice.\n")],
    &[("a.md", "---\nconfidential: true\n---\n# A head\n\nCANARY of the sluice.\n")],
    &[("a.md", "---\naccess: restricted\n---\n# A head\n\nCANARY of the sluice.\n")],
    &[("a.md", "---\nstatus: draft\n---\n# A head\n\nCANARY of the sluice.\n")],
    &[("a.md", "---\ntags: [draft]\n---\n# A head\n\nCANARY of the sluice.\n")],
    &[("a.md", "---\ntags:\n  - ports\n  - tlp/red\n---\n# A head\n\nCANARY of the sluice.\n")],
];

/// Settings of an edition whose seeds lie in `src`.
fn book(src: &str) -> String {
    EDITION.replacen("[book]\n", &format!("[book]\nsrc = \"{src}\"\n"), 1)
}

fn printed(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.run(arguments);
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn leaks(folder: &Folder, canary: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
    folder
        .public()
        .into_iter()
        .filter(|(path, bytes)| path.contains(canary) || holds(bytes))
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn what_says_that_it_is_for_fewer_readers_is_withheld_and_listed() {
    for files in MARKED {
        let src = if files.iter().any(|(path, _)| path.contains('/')) { "seeds" } else { "." };
        let folder = Folder::with(&[("book.toml", book(src).as_bytes())]);
        files.iter().for_each(|(path, words)| folder.put(&format!("{src}/{path}"), words.as_bytes()));
        let build = printed(&folder, &["build", "--edition"]);
        assert_eq!(leaks(&folder, "CANARY"), Vec::<String>::new(), "{files:?}\n{build}");
        let check = printed(&folder, &["check", "--all"]);
        let name = files.last().map_or("", |(path, _)| path.rsplit('/').next().unwrap_or(path));
        let is_reason =
            |line: &str| line.starts_with("note[withheld]") && line.contains(&format!("{name}` is withheld"));
        assert!(check.lines().any(is_reason), "{files:?}\n{check}");
    }
}

#[cfg(unix)]
#[test]
fn a_sidecar_that_is_no_plain_file_withholds() {
    use std::os::unix::fs::symlink;
    type Lay = fn(&std::path::Path);
    let lays: [Lay; 6] = [
        |root| symlink("other.toml", root.join("a.txt.toml")).expect("a link"),
        |root| symlink("nowhere", root.join("a.txt.toml")).expect("a link"),
        |root| symlink("other.toml", root.join("a.toml")).expect("a link"),
        |root| std::fs::create_dir(root.join("a.txt.toml")).expect("a folder"),
        |root| {
            let made = std::process::Command::new("mkfifo").arg(root.join("a.txt.toml")).status().expect("a pipe");
            assert!(made.success());
        },
        |root| std::fs::write(root.join("a.txt.toml"), [0, 159, 146, 150, 255, 7, 61]).expect("a file"),
    ];
    for (n, lay) in lays.iter().enumerate() {
        let folder =
            Folder::with(&[("book.toml", book(".").as_bytes()), ("a.txt", b"A head\n\nCANARY of the sluice.\n")]);
        folder.put("other.toml", b"marking = \"red\"\n");
        lay(folder.path());
        let build = printed(&folder, &["build", "--edition"]);
        assert_eq!(leaks(&folder, "CANARY"), Vec::<String>::new(), "{n}\n{build}");
        assert!(build.contains("error[sidecar]") && build.contains("counts as RED"), "{n}\n{build}");
    }
}

#[test]
fn talk_and_the_owner_s_last_word_do_not_withhold() {
    let open: [&[(&str, &str)]; 8] = [
        &[("a.txt", "Secret talks in Brussels\n\nCANARY of the sluice.\n")],
        &[(
            "a.txt",
            "A head\n\nThe report explains what TLP:RED means for readers who were never told of it, CANARY, and why the board uses it at all.\n",
        )],
        &[("a.md", "---\ntitle: A\nmarking: clear\noverrules: \"TLP:RED\"\n---\nTLP:RED\n\nCANARY of the sluice.\n")],
        &[
            ("a.txt.toml", "overrules = [\"CONFIDENTIAL\"]\n"),
            ("a.txt", "A head\nCONFIDENTIAL\n\nCANARY of the sluice.\n"),
        ],
        &[("a.txt.toml", "marking = \"clear\"\n"), ("a.txt", "A head\nCONFIDENTIAL\n\nCANARY of the sluice.\n")],
        &[
            ("a.txt.toml", "marking = \"clear\"\n"),
            ("a.txt.toml~", "marking = \"red\"\n"),
            ("a.txt", "A head\n\nCANARY of the sluice.\n"),
        ],
        &[("a.md", "---\ntitle: A\nstatus: draft\ndraft: false\n---\nCANARY of the sluice.\n")],
        &[
            ("a.txt.toml", "overrules = \"TLP RED\"\n"),
            ("a.txt.md", "# Other\n\nWords: of its own.\n\nAnd more.\n"),
            ("a.txt", "A head\n\nTLP: RED\n\nCANARY of the sluice.\n"),
        ],
    ];
    for files in open {
        let folder = Folder::with(&[("book.toml", book(".").as_bytes())]);
        files.iter().for_each(|(path, words)| folder.put(path, words.as_bytes()));
        let build = printed(&folder, &["build", "--edition"]);
        assert!(!leaks(&folder, "CANARY").is_empty(), "{files:?}\n{build}");
    }
}

#[test]
fn a_clipping_by_link_alone_keeps_standfirst_tags_and_facts() {
    let book = book(".").replace("\"full\"", "\"link-only\"");
    let sheet = "Facts (1)\nClaim (1)\nThe CANARY gate leaks, says the board.\nSources\n1. The Meridian, The gate\n";
    let clipping = "---\ntitle: The port\ndate: 2025-01-02\ndescription: CANARY of the publisher\ntags: [CANARY tag]\nurl: https://example.org/port\n---\nThe harbour of Zeebrugge CANARY.\n\n![CANARY picture](x.png)\n\n| CANARY | b |\n|---|---|\n| c | CANARY |\n";
    let folder =
        Folder::with(&[("book.toml", book.as_bytes()), ("a.md", clipping.as_bytes()), ("s.txt", sheet.as_bytes())]);
    folder.put("b.txt", b"The lock gate\n\nWords of the harbour.\n");
    folder.put("b.txt.toml", b"description = \"CANARY of ours\"\ntags = [\"CANARY\"]\n");
    let build = printed(&folder, &["build", "--edition"]);
    assert_eq!(leaks(&folder, "CANARY"), Vec::<String>::new(), "{build}");
    assert!(folder.public().contains_key("articles/the-port.html"), "{build}");
}

#[test]
fn a_withheld_title_reads_as_one_that_is_not_there() {
    let config = config(EDITION);
    let open = OPEN.as_bytes();
    let there = Map::of([("seeds/a.md", open), ("seeds/b.md", HIDDEN.as_bytes())]);
    let gone = Map::of([("seeds/a.md", open)]);
    let (with, without) = (site(&config, &there), site(&config, &gone));
    assert!(with.faults.iter().any(|f| f.code.name() == "withheld-title" && f.message.contains("seeds/b.md")));
    assert!(without.faults.iter().any(|f| f.code.name() == "unresolved-wiki-link"));
    let (with, without) = (pages(&with).0, pages(&without).0);
    assert!(with["articles/open.html"] == without["articles/open.html"]);
}
