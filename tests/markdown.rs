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
