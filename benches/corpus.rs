//! Articles for timing, in the shape of a real dossier: 500 to 900 words, headings, quotations, two to five links to other
//! articles, a table in one of ten. A function of their number alone.

/// Settings with eight themes and a decided edition.
pub const BOOK: &str = r#"[book]
title = "Benchmark"
[[theme]]
id = "trade"
title = "Trade"
terms = ["tariff", "quota", "exporter"]
[[theme]]
id = "energy"
title = "Energy"
terms = ["electricity", "grid", "pipeline"]
[[theme]]
id = "elections"
title = "Elections"
terms = ["ballot", "constituency", "referendum"]
[[theme]]
id = "health"
title = "Health"
terms = ["hospital", "patient", "vaccine"]
[edition]
unmarked = "clear"
clippings = "full"
"#;

const TERMS: [&str; 12] = [
    "tariff",
    "quota",
    "exporter",
    "electricity",
    "grid",
    "pipeline",
    "ballot",
    "constituency",
    "referendum",
    "hospital",
    "patient",
    "vaccine",
];
const NOUNS: [&str; 24] = [
    "agreement",
    "budget",
    "cabinet",
    "capacity",
    "census",
    "charter",
    "coalition",
    "committee",
    "contract",
    "corridor",
    "council",
    "debate",
    "decree",
    "deposit",
    "district",
    "embargo",
    "forum",
    "harbour",
    "inquiry",
    "ledger",
    "levy",
    "mandate",
    "motion",
    "verdict",
];
const SYLLABLES: [&str; 20] = [
    "bra", "cor", "del", "fen", "gor", "hal", "jun", "kel", "lom", "mar", "nor", "pel", "quin", "ros", "sel", "tor",
    "ul", "ver", "wes", "zan",
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) % sides.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    fn place(&mut self) -> String {
        let (a, b, c) = (self.pick(&SYLLABLES), self.pick(&SYLLABLES), self.pick(&SYLLABLES));
        format!("{}{}{b}{c}", a[..1].to_uppercase(), &a[1..])
    }
}

/// The file name of article `number`.
pub fn name(number: usize) -> String {
    format!("a{number:06}.md")
}

/// Article `number` of `all`.
pub fn article(number: usize, all: usize) -> String {
    let mut dice = Dice(number as u64 * 77 + 5);
    let (term, place) = (number % TERMS.len(), dice.place());
    let mut out = format!(
        "---\nslug: a{number:06}\ntitle: \"{} {number} of {place}\"\ndate: 20{}-{:02}-{:02}\nauthors: [\"Benchmark desk\"]\nsite: Benchmark\n---\n\n",
        TERMS[term][..1].to_uppercase() + &TERMS[term][1..],
        15 + dice.roll(10),
        1 + dice.roll(12),
        1 + dice.roll(28)
    );
    for section in 0..4 + dice.roll(2) {
        if section > 0 {
            out.push_str(&format!("## The {} of the {}\n\n", dice.pick(&NOUNS), dice.pick(&NOUNS)));
        }
        for _ in 0..2 + dice.roll(2) {
            for _ in 0..3 + dice.roll(3) {
                let (noun, other, word, town) = (dice.pick(&NOUNS), dice.pick(&NOUNS), TERMS[term], dice.place());
                out.push_str(&format!("The {noun} said on Monday that the {word} had delayed the {other} in {town}, and that {place} would follow it. "));
            }
            out.push_str("\n\n");
        }
        let to = dice.roll(all);
        out.push_str(&format!("A fuller account of the {} is in [article {to}]({}).\n\n", dice.pick(&NOUNS), name(to)));
    }
    if number.is_multiple_of(3) {
        out.push_str(&format!("> The {} will not wait for the {}.\n\n", dice.pick(&NOUNS), dice.pick(&NOUNS)));
    }
    if number.is_multiple_of(10) {
        out.push_str("| Region | Share |\n| --- | ---: |\n| north | 12 |\n| south | 9 |\n");
    }
    out
}

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
