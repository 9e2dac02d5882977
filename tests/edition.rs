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
