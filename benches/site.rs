//! Pages for timing the reading of one seed: an article of the corpus with what its site prints around it.

use crate::corpus::article;

/// Lines that stand around an article on its site.
const MENU: [&str; 12] = [
    "Home",
    "News",
    "Trade",
    "Energy",
    "Elections",
    "Health",
    "Opinion",
    "Newsletters",
    "About us",
    "Contact",
    "Log in",
    "Subscribe",
];

fn paragraphs(number: usize) -> Vec<String> {
    let article = article(number, 100);
    let body = article.splitn(3, "---\n").nth(2).unwrap_or_default().to_owned();
    body.split("\n\n")
        .map(|part| part.trim_start_matches(['#', '>', ' ']).trim().to_owned())
        .filter(|p| p.len() > 40)
        .collect()
}

/// A page as a browser saves it.
pub fn page(number: usize) -> String {
    let menu: String =
        MENU.iter().map(|name| format!("<li class=\"menu-item\"><a href=\"/{name}\">{name}</a></li>")).collect();
    let body: String = paragraphs(number).iter().map(|p| format!("<p>{p}</p>\n")).collect();
    let teasers: String = (0..20)
        .map(|i| format!("<div class=\"card\"><a href=\"/{i}\"><h3>The other story of number {i}</h3></a><p>It begins like this and …</p></div>\n"))
        .collect();
    format!(
        "<!doctype html><html lang=en><head><title>Story {number} of the council | Benchmark Post</title>\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Story {number} of the council\",\
         \"datePublished\":\"2024-03-05\",\"author\":{{\"name\":\"Benchmark desk\"}}}}</script><style>{}</style></head><body>\
         <header><nav><ul>{menu}</ul></nav></header><main><article><h1>Story {number} of the council</h1>\
         <p class=byline>By Benchmark desk, 5 March 2024</p><div class=article-body>{body}</div></article></main>\
         <aside class=related>{teasers}</aside><footer><ul>{menu}</ul><p>© Benchmark Post</p></footer></body></html>",
        ".x{color:red}\n".repeat(500)
    )
}

/// The article alone, as somebody copies it.
pub fn clipped(number: usize) -> String {
    let paragraphs = paragraphs(number).join("\n\n");
    format!("Story {number} of the council\nBy Benchmark desk, 5 March 2024\n\n{paragraphs}\n\nShare this article\n")
}

/// The same as select-all-copy gives it.
pub fn copied(number: usize) -> String {
    let teasers: String =
        (0..20).map(|i| format!("The other story of number {i}\nIt begins like this and …\n")).collect();
    format!(
        "{}\n\nStory {number} of the council\nBy Benchmark desk, 5 March 2024\n\n{}\n\nRelated articles\n{teasers}\n© Benchmark Post\n",
        MENU.join("\n"),
        paragraphs(number).join("\n\n")
    )
}
