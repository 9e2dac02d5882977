//! What a seed shows is kept, and kept once: generated seeds of every format, seen through `inspect`.

use crate::stage::{Dice, Folder};
use serde_json::Value;
use std::collections::BTreeMap;

/// The lists whose items share out a seed's words.
const PARTS: [&str; 5] = ["body", "metadata", "references", "facts", "set_aside"];

/// Openings of HTML; `¤` becomes a word that stands nowhere else.
const HTML: [&str; 60] = [
    "<p>¤",
    "<p>¤ and ¤, said the harbour master of the eastern lock, and that was all that anybody heard of it for a week.</p>",
    "<p>¤ The barges wait in the outer basin, since the crane is at work in another port, as ¤ knows, until spring.",
    "<h1>¤</h1>",
    "<h2>¤ ¤",
    "<ul><li>¤<li><a href=/x>¤</a><li>The mills of the valley have ¤ stores for ten days.</ul>",
    "<ul><li>¤ <ul><li>¤",
    "<ol start=4><li>¤",
    "</ul>",
    "<table><tr><th>¤<th>¤<tr><td>¤ 12<td>¤</table>",
    "<table><tr><td>¤<div class=share>¤</div>",
    "</table>",
    "<blockquote>¤<p>The lock is older than the town hall, and ¤ has cared for it.",
    "</blockquote>",
    "<pre>¤\n  ¤</pre>",
    "<pre><code>¤",
    "</pre>",
    "<div class=related><a href=/y>¤</a>",
    "<div class='article-body'>¤",
    "<div hidden>¤<p>¤</div>",
    "<span style='display: none'>¤</span>",
    "<p>One <span hidden>¤</span> two ¤",
    "</div>",
    "<nav><a href=/z>¤</a></nav>",
    "<aside>¤ ¤",
    "</aside>",
    "<footer>¤</footer>",
    "<header>¤",
    "<figure><img src=x.jpg alt=y><figcaption>¤</figcaption></figure>",
    "<figure>¤",
    "<form><label>¤</label><select><option>¤<option>¤</select><textarea>¤</textarea><button>¤</button></form>",
    "<select><optgroup label=x><option>¤",
    "<noscript>¤<p>¤</noscript>",
    "<noscript><noscript>¤",
    "<template shadowrootmode=open>¤</template>",
    "<svg><title>no</title><text>¤</text></svg>",
    "<math><mi>¤</mi><mo>=</mo><mn>¤</mn></math>",
    "<b>¤<i>¤</b>¤</i>",
    "<a href=\"https://a.example/\">¤",
    "</a>",
    "<details><summary>¤</summary>¤</details>",
    "<object>¤</object>",
    "<dl><dt>¤<dd>¤",
    "¤<br>¤<br><br>¤",
    "<time datetime=2024-05-06>6 May 2024 ¤</time>",
    "<p class=byline>By Ada Marsh ¤",
    "<article>",
    "</article>",
    "<main>",
    "<section id=comments>¤",
    "</section>",
    "<script>no</script>",
    "<style>no</style>",
    "<!-- no -->",
    "<center>¤</center>",
    "<button>¤ ¤",
    "<h3><b>¤</b></h3>",
    "<address>¤</address>",
    "<tr><td>¤",
    "<caption>¤",
];

const MARKDOWN: [&str; 40] = [
    "¤\n",
    "\n\n",
    "\\# ¤\n",
    "\n# ¤\n",
    "\n## ¤ ¤\n\n",
    "- ¤\n",
    "  - ¤\n",
    "1. ¤ ¤\n",
    "> ¤\n",
    "> - ¤\n",
    "| ¤ | ¤ |\n|---|---|\n| ¤ | ¤ |\n",
    "```rust\n¤\n```\n",
    "    ¤\n",
    "[¤](https://a.example/b) ",
    "[[¤]] ",
    "[[other|¤]] ",
    "![[¤]]\n",
    "![¤](x.png)\n",
    "<div>¤</div>\n",
    "<b>¤</b> ",
    "%% ¤ %%\n",
    "> [!note] ¤\n> ¤\n",
    "<!-- ¤ -->\n",
    "$¤$ ",
    "$$¤$$\n",
    "`¤` ",
    "**¤** ",
    "~~¤~~ ",
    "¤[^1]\n",
    "\n[^1]: ¤\n",
    "RELATED POST: ¤\n",
    "By Ada Marsh\n",
    "March 5, 2024\n",
    "{{< ¤ >}}\n",
    "{% ¤ %}\n",
    "- [ ] ¤\n",
    "***\n",
    "^block\n",
    "The harbour master said that ¤ was closed, and that nobody could say when the lock would be opened again.\n\n",
    "Term\n: ¤\n",
];

const PLAIN: [&str; 30] = [
    "¤\n",
    "\n",
    "\n\n",
    "¤ ¤ ¤\n",
    "The harbour master said that ¤ was closed, and that nobody could say when the lock would be opened again.\n",
    "“¤ has cared for it,” said the keeper.\n",
    "By Ada Marsh\n",
    "By Ada Marsh, ¤\n",
    "March 5, 2024\n",
    "RELATED POST: ¤\n",
    "Related articles\n",
    "Leave a Reply\n",
    "Share ¤\n",
    "* ¤\n",
    "1. ¤\n",
    "Home\nNews\n¤\n",
    "claimBelgium has ¤ locks.\n",
    "Facts (2)\n",
    "Relations (1)\n",
    "Sources\n",
    "perspective¤ should be opened.\n",
    "[1] ¤, https://a.example/x\n",
    "Photo: ¤\n",
    "Ada Marsh is a researcher at ¤.\n",
    "¤ and …\n",
    "Read more: ¤\n",
    "Column\tOther\n¤\t¤\n",
    "© 2024 ¤\n",
    "— ¤\n",
    "Subscribe to our newsletter ¤\n",
];

/// A text of `count` pieces, and how many words of its own it has.
fn written(pieces: &[&str], count: usize, dice: &mut Dice) -> (String, usize) {
    let (mut text, mut words) = (String::new(), 0);
    for _ in 0..count {
        for c in pieces[dice.roll(pieces.len())].chars() {
            if c == '¤' {
                words += 1;
                text.push_str(&format!("zq{words}x"));
            } else {
                text.push(c);
            }
        }
    }
    (text, words)
}

/// What `inspect` says of the seeds, in their order.
fn inspected(seeds: &[(String, String)]) -> Vec<Value> {
    let folder = Folder::with(&[("book.toml", b"[book]\ntitle = \"T\"\n")]);
    for (name, text) in seeds {
        folder.put(&format!("seeds/{name}"), text.as_bytes());
    }
    let names: Vec<String> = seeds.iter().map(|(name, _)| format!("seeds/{name}")).collect();
    let mut arguments = vec!["inspect", "--alone", "--format", "json"];
    arguments.extend(names.iter().map(String::as_str));
    let output = folder.run(&arguments);
    let lines: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    assert_eq!(lines.len(), seeds.len(), "{}", String::from_utf8_lossy(&output.stderr));
    lines
}

/// The items that share out the words, with their spans, in order.
fn items(object: &Value) -> Vec<(u64, u64, &'static str, &str)> {
    let mut all = Vec::new();
    for part in PARTS {
        for item in object[part].as_array().expect("a list") {
            let (Some(start), Some(end)) = (item["span"][0].as_u64(), item["span"][1].as_u64()) else { continue };
            // an inline link marks words of the body
            if item["inline"] != Value::Bool(true) {
                all.push((start, end, part, item["text"].as_str().unwrap_or_default()));
            }
        }
    }
    all.sort_unstable();
    all
}

/// Every word of its own is in the items once, and no byte is in two of them.
fn kept_once(pieces: &[&str], extension: &str, seed: u64) {
    let mut dice = Dice(seed);
    let written: Vec<(String, usize)> = (0..150)
        .map(|_| {
            let count = 1 + dice.roll(30);
            written(pieces, count, &mut dice)
        })
        .collect();
    let seeds: Vec<(String, String)> =
        written.iter().enumerate().map(|(at, (text, _))| (format!("n{at:03}.{extension}"), text.clone())).collect();
    for ((text, words), object) in written.iter().zip(inspected(&seeds)) {
        let items = items(&object);
        for pair in items.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "a byte is in two parts: {pair:?}\n{text}");
        }
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for (.., said) in &items {
            for word in said.split("zq").skip(1) {
                let number = word.split('x').next().and_then(|number| number.parse().ok()).unwrap_or(0);
                *found.entry(number).or_default() += 1;
            }
        }
        for word in 1..=*words {
            assert_eq!(found.get(&word), Some(&1), "zq{word}x is not kept once: {items:?}\n{text}");
        }
    }
}

#[test]
fn of_saved_pages() {
    kept_once(&HTML, "html", 5);
}

#[test]
fn of_markdown() {
    kept_once(&MARKDOWN, "md", 6);
}

#[test]
fn of_text() {
    kept_once(&PLAIN, "txt", 7);
}
