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

#[test]
fn what_a_table_has_too_much_is_shown() {
    let table = "| Gate | Keeper |\n| --- | --- |\n| north | [[b|her]] |\n| south | nobody | but *a* lamp |\n";
    let page = page(BOOK, &format!("# Gates\n\n{table}"));
    assert!(page.contains("<td>her <span class=\"absent\">") && !page.contains("[["), "{page}");
    assert!(page.contains("<td>nobody</td><td>but *a* lamp</td>"), "{page}");
}

#[test]
fn exponents_and_formulas_keep_what_they_say() {
    let page = page(BOOK, "# Gates\n\n10<sup>6</sup> m<sub>3</sub>, $h_1 \\in \\{a*b*\\}$, <sup>open\n");
    assert!(page.contains("10<sup>6</sup> m<sub>3</sub>"), "{page}");
    assert!(page.contains("<code>$h_1 \\in \\{a*b*\\}$</code>"), "{page}");
    let money = self::page(BOOK, "# Gates\n\nIt cost $5*a*, then $6 and US$ 7 at the *gate*.\n");
    assert!(money.contains("$5<em>a</em>, then $6 and US$ 7 at the <em>gate</em>."), "{money}");
}

#[test]
fn code_within_a_callout_does_not_say_its_language_twice() {
    let page = page(BOOK, "# Gates\n\n> [!tip]\n> Words.\n>\n> ```css\n> a { color: red }\n> ```\n");
    assert!(page.contains("<p>Words.</p><pre"), "{page}");
}

#[test]
fn a_label_of_several_links_stays_a_line() {
    let page = page(BOOK, "# Gates\n\nRelated: [one](https://one.example/), [two](https://two.example/)\n");
    let body = page.split("references_").next().unwrap_or_default();
    assert!(body.contains(">one</a>") && body.contains(">two</a>") && body.contains("Related:"), "{page}");
    let one = self::page(BOOK, "# Gates\n\nWords.\n\nRelated: [one](https://one.example/)\n");
    assert!(!one.contains("Related: <a") && one.matches("https://one.example/").count() == 1, "{one}");
}

#[test]
fn what_heads_words_that_stay_stays() {
    let page = page(BOOK, "# Gates\n\n## Comments\n\nKeepers write them here.\n\n**Recommended:**\n\n- Oil.\n");
    assert!(page.contains("<h2 id=\"comments\">Comments</h2>") && page.contains("Recommended:"), "{page}");
    let clipped = self::page(BOOK, "# Gates\n\nWords.\n\n## Leave a comment\n\nLeave a reply\n");
    assert!(!clipped.contains("<h2 id=\"leave-a-comment\">"), "{clipped}");
}

#[test]
fn a_heading_far_below_is_no_title() {
    let prose = "The gates stand in the eastern basin, and nobody has moved them since. ".repeat(6);
    for (seed, title, stays) in [
        (format!("{prose}\n\n# Gates\n\nWords.\n"), "", true),
        ("---\ntitle: Locks\n---\n# Gates\n\nWords.\n\n# Sluices\n".to_owned(), "Locks", true),
        ("---\ntitle: Locks\n---\n# Gates\n\nWords.\n".to_owned(), "Locks", false),
        ("A notice.\n\n# Gates\n\nWords.\n".to_owned(), "Gates", false),
    ] {
        let shelf = Map::of([("seeds/a.md", seed.as_bytes())]);
        let pages = pages(&site(&config(BOOK), &shelf)).0;
        let page = pages.iter().find(|(route, _)| route.starts_with("articles/") && !route.contains("index"));
        let page = String::from_utf8_lossy(page.expect("an article").1).into_owned();
        assert_eq!(page.contains("<h2 id=\"gates\">Gates</h2>"), stays, "{seed}: {page}");
        assert!(page.contains(&format!("<h1>{title}")), "{seed}");
    }
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

/// The body of the page that `seed` becomes.
fn body(seed: &str) -> String {
    let page = page(BOOK, &format!("# Gates\n\n{seed}"));
    let body = page.split_once("text prose\">").and_then(|(_, rest)| rest.split_once("<section"));
    body.map(|(body, _)| body.to_owned()).unwrap_or(page)
}

#[test]
fn raw_html_is_read_like_a_saved_page() {
    let head = body(
        "<!-- One\n\ntwo -->\n\n<p align=\"center\"><img src=\"gate.png\" alt=\"A gate\"></p>\n<script>\nlet x;\n</script>\n\n<div onclick=\"x\">Words <b>bold</b></div>\n",
    );
    assert!(head.contains("<b>Picture:</b> A gate</p>") && head.contains("Words <strong>bold</strong>"), "{head}");
    assert!(!head.contains("onclick") && !head.contains("let x") && !head.contains("two"), "{head}");
    let table = body("<table><tr><th>Lock<th>Boats<tr><td rowspan=2>Upper<td>12 &mdash; all\n<tr><td>14\n</table>\n");
    for part in ["<th scope=\"col\">Lock</th>", "<td>Upper</td><td>12 — all</td>", "<td></td><td>14</td>"] {
        assert!(table.contains(part), "no {part} in {table}");
    }
    let list =
        body("<ul><li>Oil <em>it</em><li>Paint<ol start=3><li>Red</li></ol></ul>\n<blockquote>So</blockquote>\n");
    assert!(list.contains("<li><p>Oil <em>it</em></p></li>") && list.contains("<ol start=\"3\"><li><p>Red"), "{list}");
    assert!(list.contains("<blockquote class=\"quote\"><p>So</p>"), "{list}");
}

#[test]
fn raw_html_and_markdown_hold_each_other() {
    let within = body("<details>\n<summary>More</summary>\n\nSome *words*.\n\n- one\n\n</details>\n");
    assert!(within.contains("Some <em>words</em>.") && within.contains("<li><p>one</p></li>"), "{within}");
    let apart = body("<table>\n\n<tr><td>A</td><td>1</td></tr>\n\n<tr><td>B</td><td>2</td></tr>\n\n</table>\n");
    assert!(apart.matches("<tr>").count() == 2 && apart.contains("<td>B</td>"), "{apart}");
    let code = body("<table><tr><td>\n\n```rust\nfn main() {}\n```\n\n</td></tr></table>\n");
    assert!(code.contains("<pre") && !code.contains("<table"), "{code}");
    let cell = body("| Gate | Parts |\n| --- | --- |\n| East | <ul><li>hinge</li><li>lamp</li></ul> |\n");
    assert!(cell.contains("<td>hinge<br>\nlamp</td>"), "{cell}");
    let item = body("- <ul><li>inner\n- outer\n\nBehind.\n");
    assert!(item.contains("inner</p></li>\n</ul></li>\n<li><p>outer</p></li>") && item.contains("Behind."), "{item}");
    let loose =
        body("<table>\n\n<tr><td>A</td><td>1</td></tr>\n\n<x><td>B</td><td>2</td></tr>\n\n</table>\n\nBehind.\n");
    assert!(loose.contains("B<br>\n2") && loose.contains("1</a>Behind."), "{loose}");
    let linked = body("Turn *at <a href=\"https://x.example/\">the <b>gate* here</b></a> now.\n");
    assert!(linked.contains("Turn <em>at the gate</em> here now."), "{linked}");
}

#[test]
fn highlights_stand_beside_comments() {
    let lit = body("One ==berth== stays. %%check%% And ==two== more.\n");
    assert!(lit.contains("One <mark>berth</mark> stays.") && lit.contains("And <mark>two</mark> more."), "{lit}");
}

#[test]
fn what_plays_elsewhere_becomes_a_link() {
    let film = body(
        "<video><source src=\"https://v.example/a.mp4\">No film</video>\n\nHear <audio src=talk.mp3>none</audio> it.\n",
    );
    assert!(film.contains("<a href=\"https://v.example/a.mp4\"") && film.contains(">v.example</a>"), "{film}");
    assert!(!film.contains("No film") && film.contains("Hear  it.") && !film.contains("talk"), "{film}");
}

#[test]
fn what_only_looks_like_a_tag_stays() {
    let named =
        body("Put it in <your vault>/plugins as Vec<T>, or <u>here</u>.\n\n<place>\n\nSee <Note>this</Note><Tab/>.\n");
    assert!(named.contains("in &lt;your vault&gt;/plugins as Vec&lt;T&gt;, or here."), "{named}");
    assert!(named.contains("&lt;place&gt;</p>") && named.contains("See this."), "{named}");
}

#[test]
fn what_raw_html_hides_is_not_on_the_page() {
    for seed in [
        "<div hidden>\n\nSecret *words*.\n\n</div>\n\nSeen.\n",
        "<p style=\"display : none\">Secret\n\nSeen.\n",
        "Seen <span hidden>secret <b>words</b></span> words.\n",
        "Seen words <script>secret()</script>.\n",
        "<div hidden>Secret\n\nSeen.\n",
    ] {
        let body = body(seed);
        assert!(body.contains("Seen") && !body.to_lowercase().contains("secret"), "{body}");
    }
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
