//! Markdown as readers see it: what the source says of tables and pictures reaches the page.

use crate::stage::{Map, config, pages, site};

fn page(book: &str, seed: &str) -> String {
    let shelf = Map::of([("seeds/a.md", seed.as_bytes())]);
    let pages = pages(&site(&config(book), &shelf)).0;
    String::from_utf8_lossy(&pages["articles/gates.html"]).into_owned()
}

const BOOK: &str = "[book]\ntitle = \"Test\"\n";

#[test]
fn columns_stand_as_the_author_set_them() {
    let page = page(
        BOOK,
        "# Gates\n\n| Gate | Side | Width | Year |\n| --- | :-: | --: | --- |\n| east | left | 12 m | 1968 |\n",
    );
    for cell in ["<td>east</td>", "<td class=\"middle\">left", "<td class=\"right\">12 m", "<td class=\"number\">1968"]
    {
        assert!(page.contains(cell), "no {cell} in {page}");
    }
    assert!(page.contains("<th scope=\"col\" class=\"right\">Width</th>") && !page.contains("style="));
}

const REMOTE: &str = "https://pictures.example/map.png?x=1";
const LINKED: &str = "<a href=\"https://pictures.example/map.png?x=1\" rel=\"noopener noreferrer external\">";

#[test]
fn a_picture_alone_becomes_a_caption_with_a_link() {
    let page = page(BOOK, &format!("# Gates\n\n![A map of the gates]({REMOTE} \"Drawn in 1968\")\n\nWords.\n"));
    let caption = format!("<p class=\"figure\"><b>Picture:</b> {LINKED}A map of the gates</a><br>\nDrawn in 1968</p>");
    assert!(page.contains(&caption), "{page}");
    assert!(!page.contains("<img") && !page.contains("src=\"https:"), "nothing is loaded");
}

#[test]
fn a_picture_of_the_owners_names_no_file() {
    for book in [BOOK, "[book]\ntitle = \"Test\"\n[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n"] {
        let seed = "# Gates\n\n![A map](home/ann/map%20of%20gates.png)\n![[home/ann/sluice.jpg|300]]\n![](home/ann/lock.png)\n";
        let page = page(book, seed);
        assert!(page.contains("A map</p>"), "no words in {page}");
        let article = page.split_once("prose").and_then(|(_, rest)| rest.split_once("</article>")).expect("a body").0;
        assert!(!article.split("provenance_").next().unwrap_or_default().contains("ann/") && !page.contains("300"));
        assert!(!["of gates.png", "sluice.jpg", "lock.png"].iter().any(|name| article.contains(name)), "{article}");
    }
}

#[test]
fn a_picture_within_a_sentence_stays_there() {
    let seed = format!("# Gates\n\nThe map ![of the gates]({REMOTE}) and ![a seal](seal.png) hang here.\n");
    let page = page(BOOK, &seed);
    assert!(page.contains(&format!("The map {LINKED}of the gates</a> and a seal hang here.")), "{page}");
    let around =
        format!("# Gates\n\n[![The gates]({REMOTE})](https://gates.example/)\n\n- ![A lock]({REMOTE})\n\n  Words.\n");
    let page = self::page(BOOK, &around);
    assert!(page.contains("<b>Picture:</b> <a href=\"https://gates.example/\""), "the author's own link leads: {page}");
    assert!(page.contains(&format!("<li><p class=\"figure\"><b>Picture:</b> {LINKED}A lock</a></p>")), "{page}");
}

#[test]
fn a_clipping_by_link_alone_keeps_its_pictures_to_itself() {
    let book = "[book]\ntitle = \"Test\"\n[edition]\nunmarked = \"clear\"\nclippings = \"link-only\"\n";
    let seed =
        format!("---\ntitle: Gates\n---\n\n![A map]({REMOTE})\n\nThe map ![of locks]({REMOTE}).\n\n![](lock.png)\n");
    let shelf = Map::of([("seeds/a.md", seed.as_bytes())]);
    for (route, bytes) in pages(&site(&config(book), &shelf)).0 {
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["A map", "pictures.example", "of locks", "lock.png", "Picture:"] {
            assert!(!text.contains(secret), "`{route}` holds {secret}");
        }
    }
}

#[test]
fn what_a_vault_hides_is_not_on_the_page() {
    let seed = "# Gates\n\n%%\nA remark\n\nover lines\n%%\nWords. ^name\n\n> [!info]- Who\n> Two.\n>\n> > [!warning]\n> > Deep.\n\nSee [[#^name]].\n";
    let page = page(&format!("{BOOK}[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n"), seed);
    assert!(!page.contains("remark") && !page.contains("over lines") && !page.contains("^name"), "{page}");
    assert!(page.contains("<p><strong>Who</strong></p><p>Two.</p><div class=\"callout\" role=\"note\">"), "{page}");
    assert!(page.contains("<a href=\"#p1\">name</a>"), "{page}");
}

#[test]
fn raw_html_is_read_like_words() {
    let seed = "<!-- One\n\ntwo -->\n\n# Gates\n\n<p align=\"center\"><img src=\"gate.png\" alt=\"A gate\"></p>\n<script>\nlet x;\n</script>\n\n<div onclick=\"x\">Words <b>bold</b></div>\n";
    let page = page(BOOK, seed);
    let body = page.split_once("prose").and_then(|(_, rest)| rest.split_once("provenance")).expect("a body").0;
    assert!(body.contains("<b>Picture:</b> A gate</p>") && body.contains("Words bold"), "{body}");
    assert!(!body.contains("onclick") && !body.contains("let x") && !body.contains("two"), "{body}");
}

#[test]
fn no_edition_shows_what_a_note_s_file_is_called() {
    let edition = format!("{BOOK}[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n");
    let shelf = Map::of([("seeds/Ann and the gates.md", "The gates are old. They were built in 1968.\n".as_bytes())]);
    let titled = |book: &str| {
        let pages = pages(&site(&config(book), &shelf)).0;
        pages.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Ann and the gates"))
    };
    assert!(titled(BOOK) && !titled(&edition));
}
