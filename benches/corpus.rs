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

/// A table of `rows` claims.
#[allow(dead_code, reason = "only one of the two benches reads tables")]
pub fn claims(number: usize, rows: usize) -> String {
    let mut dice = Dice(number as u64 * 77 + 5);
    let mut out = "kind,text,source,date\n".to_owned();
    for _ in 0..rows {
        let (noun, other, place, day) = (dice.pick(&NOUNS), dice.pick(&NOUNS), dice.place(), 1 + dice.roll(28));
        out.push_str(&format!("claim,\"The {noun} of {place} delayed the {other}.\",Benchmark,2024-03-{day:02}\n"));
    }
    out
}
