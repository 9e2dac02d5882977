//! What a stretch of a page looks like, in numbers: its words, the blocks around it, its neighbours.

use super::dom::{Dom, Id};
use super::flow::Flow;
use crate::lexicon::boilerplate;
use crate::text::fold::{Key, fold, fold_title};
use crate::text::{Lang, word};
use std::collections::HashMap;

/// Names of the features, in the order of [`Row`].
pub(super) const NAMES: [&str; 46] = [
    "bias",
    "words",
    "long",
    "stop",
    "commas",
    "linked",
    "all_linked",
    "capitals",
    "digits",
    "small_words",
    "p",
    "heading",
    "item",
    "cell",
    "quote_or_code",
    "caption",
    "control",
    "article",
    "main",
    "nav",
    "aside",
    "header",
    "footer",
    "form",
    "body_name",
    "body_name_near",
    "clutter_name",
    "clutter_name_near",
    "furniture",
    "call",
    "repeated",
    "parent_prose",
    "parent_linked",
    "alike_prose",
    "alike_linked",
    "before_prose",
    "after_prose",
    "before_linked",
    "after_linked",
    "start",
    "finish",
    "title_words",
    "told",
    "untold",
    "after_title",
    "credit",
];

/// One stretch in numbers.
pub(super) type Row = [f32; NAMES.len()];

/// Parts of names (`class`, `id`, `itemprop`) that sites give to the article's body.
const BODY: [&str; 12] = [
    "articlebody",
    "article-body",
    "article_body",
    "entry-content",
    "post-content",
    "story-body",
    "article-content",
    "article__body",
    "story-content",
    "content-body",
    "post-body",
    "article-text",
];
/// The same, of less weight: words in a name.
const BODY_WORDS: [&str; 10] =
    ["article", "body", "content", "entry", "post", "story", "text", "main", "paragraph", "page"];
/// Words in names that sites give to what is not the article.
const CLUTTER_WORDS: [&str; 75] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "affiliate",
    "alert",
    "archive",
    "author",
    "banner",
    "bio",
    "bottom",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "caption",
    "carousel",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "cta",
    "credit",
    "date",
    "dialog",
    "disclaimer",
    "disqus",
    "donate",
    "follow",
    "foot",
    "footer",
    "form",
    "gallery",
    "gdpr",
    "header",
    "hidden",
    "info",
    "inline",
    "latest",
    "login",
    "masthead",
    "menu",
    "meta",
    "modal",
    "more",
    "most",
    "nav",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "popular",
    "popup",
    "promo",
    "promoted",
    "read",
    "recirc",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "subscribe",
    "taboola",
    "tags",
    "teaser",
    "toolbar",
    "tools",
    "trending",
    "video",
    "widget",
];

/// What the blocks around a stretch say, gathered from the root down.
#[derive(Clone, Copy, Default)]
struct Around {
    article: bool,
    main: bool,
    nav: bool,
    aside: bool,
    header: bool,
    footer: bool,
    form: bool,
    caption: bool,
    item: bool,
    cell: bool,
    quote: bool,
    control: bool,
    /// How many blocks up stand the nearest whose names speak of a body, and of clutter; `None` where none does.
    body: Option<u8>,
    sure_body: bool,
    clutter: Option<u8>,
}

/// What the page's own data told of the article.
pub(super) struct Told<'t> {
    /// The title.
    pub title: &'t str,
    /// The words of the body.
    pub body: &'t str,
}

/// The rows of all stretches.
pub(super) fn rows(dom: &Dom, flow: &Flow, told: &Told<'_>, lang: &Lang) -> Vec<Row> {
    let around = Surroundings::new(dom);
    let places: Vec<Around> = flow.stretches.iter().map(|s| around.of(s.block)).collect();
    let title: Vec<String> = word::words(told.title).map(|w| fold(w.text)).filter(|w| w.len() > 3).collect();
    let body = Shingles::new(told.body);
    let folded: Vec<String> =
        flow.stretches.iter().map(|s| fold_title(&s.words[..s.words.floor_char_boundary(300)])).collect();
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for words in &folded {
        *seen.entry(words).or_default() += 1;
    }
    let sizes: Vec<usize> = flow.stretches.iter().map(|s| word::count(&s.words)).collect();
    let linked: Vec<f32> = flow.stretches.iter().map(|s| s.linked as f32 / s.words.len().max(1) as f32).collect();
    let prose: Vec<bool> =
        flow.stretches.iter().zip(&sizes).zip(&linked).map(|((s, &n), &l)| is_prose(&s.words, n, l)).collect();
    let parents = Groups::new(flow.stretches.iter().map(|s| u64::from(holder(dom, s.block))), &sizes, &linked, &prose);
    let alike = Groups::new(flow.stretches.iter().map(|s| around.signature(dom, s.block)), &sizes, &linked, &prose);
    let all: usize = sizes.iter().sum();
    let heading = flow.stretches.iter().position(|s| dom.name(s.block) == "h1").unwrap_or(usize::MAX);
    let mut before = 0;
    let mut out = Vec::with_capacity(flow.stretches.len());
    for (i, stretch) in flow.stretches.iter().enumerate() {
        let words = stretch.words.as_str();
        let name = dom.name(stretch.block);
        let place = places[i];
        let size = sizes[i];
        let near = |range: std::ops::Range<usize>, what: &dyn Fn(usize) -> f32| {
            let count = range.len().max(1) as f32;
            range.map(what).sum::<f32>() / count
        };
        let (low, high) = (i.saturating_sub(4), (i + 5).min(sizes.len()));
        let as_number = |yes: bool| f32::from(u8::from(yes));
        let prose_words = |at: usize| if prose[at] { (sizes[at] as f32).min(60.0) / 60.0 } else { 0.0 };
        let letters = words.chars().filter(|c| c.is_alphabetic()).count().max(1) as f32;
        let few = |count: usize| count as f32 / size.max(1) as f32;
        let folded_words: Vec<String> =
            word::words(&words[..words.floor_char_boundary(600)]).map(|w| fold(w.text)).collect();
        let small =
            folded_words.iter().filter(|w| lang.is_stop_word(w)).count() as f32 / folded_words.len().max(1) as f32;
        let in_title =
            folded_words.iter().filter(|w| title.contains(w)).count() as f32 / folded_words.len().max(1) as f32;
        let cover = body.cover(words);
        let level = |up: Option<u8>| up.map_or(0.0, |up| 1.0 / (1.0 + f32::from(up)));
        let is_caption = place.caption
            || ["photo:", "credit:", "image:", "(image", "(photo", "getty", "foto:"].iter().any(|mark| {
                size < 60 && fold(&words[words.floor_char_boundary(words.len().saturating_sub(80))..]).contains(mark)
            });
        out.push([
            1.0,
            (size as f32).ln_1p() / 4.0,
            as_number(size >= 25),
            as_number(
                words.trim_end_matches(['”', '"', '»', ')', '’']).ends_with(['.', '!', '?', '…', '。', '！', '？']),
            ),
            few(words.matches([',', '，', '、', ';']).count()).min(0.3) * 3.0,
            linked[i].min(1.0),
            as_number(linked[i] > 0.9),
            words.chars().filter(|c| c.is_uppercase()).count() as f32 / letters,
            words.chars().filter(char::is_ascii_digit).count() as f32 / words.len().max(1) as f32,
            small,
            as_number(name == "p"),
            as_number(matches!(name, "h2" | "h3" | "h4" | "h5" | "h6")),
            as_number(place.item),
            as_number(place.cell),
            as_number(place.quote),
            as_number(place.caption),
            as_number(place.control),
            as_number(place.article),
            as_number(place.main),
            as_number(place.nav),
            as_number(place.aside),
            as_number(place.header),
            as_number(place.footer),
            as_number(place.form),
            as_number(place.sure_body),
            level(place.body),
            as_number(place.clutter.is_some()),
            level(place.clutter),
            as_number(
                boilerplate::line(&folded[i]).is_some()
                    || boilerplate::is_button_row(words)
                    || boilerplate::is_copyright(words),
            ),
            as_number(size <= 60 && (boilerplate::is_call(words) || boilerplate::related_label(words).is_some())),
            as_number(seen.get(folded[i].as_str()).copied().unwrap_or(0) > 1),
            (parents.prose(i, sizes[i]) as f32).ln_1p() / 8.0,
            parents.linked(i),
            (alike.prose(i, sizes[i]) as f32).ln_1p() / 8.0,
            alike.linked(i),
            near(low..i, &prose_words),
            near(i + 1..high, &prose_words),
            near(low..i, &|at| linked[at].min(1.0)),
            near(i + 1..high, &|at| linked[at].min(1.0)),
            before as f32 / all.max(1) as f32,
            as_number(before as f32 > 0.7 * all as f32),
            in_title,
            cover.unwrap_or(0.0),
            cover.map_or(0.0, |cover| 1.0 - cover),
            as_number(i > heading && heading != usize::MAX),
            as_number(is_caption),
        ]);
        before += size;
    }
    out
}

/// Whether nothing around a stretch says that it is no part of the article.
pub(super) fn may_be_body(row: &Row) -> bool {
    const AGAINST: [&str; 11] = [
        "clutter_name",
        "form",
        "aside",
        "caption",
        "nav",
        "footer",
        "control",
        "furniture",
        "call",
        "all_linked",
        "untold",
    ];
    NAMES.iter().zip(row).all(|(name, value)| *value < 0.5 || !AGAINST.contains(name))
}

/// Whether a stretch stands in a form or a menu, or calls the reader to do something.
pub(super) fn is_control(row: &Row) -> bool {
    const CONTROL: [&str; 6] = ["form", "control", "nav", "footer", "furniture", "call"];
    NAMES.iter().zip(row).any(|(name, value)| *value >= 0.5 && CONTROL.contains(name))
}

/// Whether a stretch is a link or stands closely within a block that is named as something beside the article.
pub(super) fn is_beside(row: &Row) -> bool {
    const BESIDE: [(&str, f32); 3] = [("all_linked", 0.5), ("aside", 0.5), ("clutter_name_near", 0.3)];
    NAMES.iter().zip(row).any(|(name, value)| BESIDE.iter().any(|(known, least)| known == name && value >= least))
}

/// Whether a block says of itself that it is no part of the article.
pub(super) fn is_clutter(dom: &Dom, id: Id) -> bool {
    let own = within(dom, id, Around::default());
    own.nav || own.aside || own.footer || own.form || own.control || own.clutter.is_some() && own.body.is_none()
}

fn is_prose(words: &str, size: usize, linked: f32) -> bool {
    size >= 12 && linked < 0.4 && words.contains(['.', '!', '?', '…', '。'])
}

/// The block whose other children are a stretch's neighbours: above a paragraph, item or cell the one that holds it.
pub(super) fn holder(dom: &Dom, block: Id) -> Id {
    dom.node(block).parent.unwrap_or(block)
}

/// Sums over the stretches that share something.
struct Groups {
    of: Vec<usize>,
    prose: Vec<usize>,
    words: Vec<usize>,
    linked: Vec<f32>,
}

impl Groups {
    fn new(keys: impl Iterator<Item = u64>, sizes: &[usize], linked: &[f32], prose: &[bool]) -> Self {
        let mut index: HashMap<u64, usize> = HashMap::new();
        let mut all = Self { of: Vec::new(), prose: Vec::new(), words: Vec::new(), linked: Vec::new() };
        for (i, key) in keys.enumerate() {
            let next = index.len();
            let at = *index.entry(key).or_insert(next);
            if at == all.prose.len() {
                all.prose.push(0);
                all.words.push(0);
                all.linked.push(0.0);
            }
            all.of.push(at);
            all.prose[at] += if prose[i] { sizes[i] } else { 0 };
            all.words[at] += sizes[i];
            all.linked[at] += linked[i] * sizes[i] as f32;
        }
        all
    }

    /// Words of prose in the group of stretch `i`.
    fn prose(&self, i: usize, _: usize) -> usize {
        self.prose[self.of[i]]
    }

    /// The share of its words that stand in links.
    fn linked(&self, i: usize) -> f32 {
        (self.linked[self.of[i]] / self.words[self.of[i]].max(1) as f32).min(1.0)
    }
}

/// What all blocks of a page are within.
struct Surroundings {
    around: Vec<Around>,
}

impl Surroundings {
    fn new(dom: &Dom) -> Self {
        let mut around = vec![Around::default(); dom.len()];
        for id in dom.descendants(0) {
            let above = dom.node(id).parent.map_or_else(Around::default, |parent| around[parent as usize]);
            around[id as usize] = within(dom, id, above);
        }
        Self { around }
    }

    fn of(&self, block: Id) -> Around {
        self.around[block as usize]
    }

    /// Names and classes of a block and the two above it.
    fn signature(&self, dom: &Dom, block: Id) -> u64 {
        let chain = std::iter::successors(Some(block), |&id| dom.node(id).parent).take(3);
        let mut said = String::new();
        for id in chain {
            said.push_str(dom.name(id));
            said.push('.');
            said.push_str(dom.attribute(id, "class").unwrap_or_default());
            said.push('/');
        }
        Key::of(&said).0
    }
}

fn within(dom: &Dom, id: Id, above: Around) -> Around {
    let mut here = Around {
        body: above.body.map(|up| up.saturating_add(1)),
        clutter: above.clutter.map(|up| up.saturating_add(1)),
        ..above
    };
    let role = dom.attribute(id, "role").unwrap_or_default();
    match dom.name(id) {
        "" => return above,
        "article" => here.article = true,
        "main" => here.main = true,
        "nav" | "menu" => here.nav = true,
        "aside" => here.aside = true,
        "header" => here.header = true,
        "footer" => here.footer = true,
        "form" | "fieldset" | "label" => here.form = true,
        "figcaption" | "figure" | "caption" => here.caption = true,
        "li" | "dd" | "dt" => here.item = true,
        "td" | "th" => here.cell = true,
        "blockquote" | "pre" => here.quote = true,
        "button" | "select" | "textarea" => here.control = true,
        _ => {}
    }
    match role {
        "main" => here.main = true,
        "article" => here.article = true,
        "navigation" | "menu" | "menubar" => here.nav = true,
        "complementary" => here.aside = true,
        "banner" => here.header = true,
        "contentinfo" => here.footer = true,
        "button" | "dialog" | "alert" | "search" => here.control = true,
        _ => {}
    }
    for name in ["class", "id", "itemprop", "data-testid", "data-component"] {
        let Some(value) = dom.attribute(id, name).filter(|value| value.len() < 400) else { continue };
        let lower = value.to_ascii_lowercase();
        if BODY.iter().any(|part| lower.contains(part)) {
            here.sure_body = true;
            here.body = Some(0);
        }
        for part in parts(value) {
            if BODY_WORDS.contains(&part.as_str()) {
                here.body = Some(0);
            }
            if CLUTTER_WORDS.contains(&part.as_str()) && !matches!(dom.name(id), "body" | "html") {
                here.clutter = Some(0);
            }
        }
    }
    here
}

/// "relatedPosts-list" as "related", "posts", "list".
fn parts(name: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut last = ' ';
    for c in name.chars() {
        if !c.is_ascii_alphabetic() || c.is_ascii_uppercase() && last.is_ascii_lowercase() {
            out.push(String::new());
        }
        if c.is_ascii_alphabetic()
            && let Some(part) = out.last_mut()
        {
            part.push(c.to_ascii_lowercase());
        }
        last = c;
    }
    out.retain(|part| !part.is_empty());
    out
}

/// Runs of four words of a text.
struct Shingles(std::collections::HashSet<u64>);

impl Shingles {
    const LENGTH: usize = 4;

    fn new(text: &str) -> Self {
        Self(Self::keys(text).collect())
    }

    fn keys(text: &str) -> impl Iterator<Item = u64> {
        let folded = fold_title(text);
        let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        let count = (words.len() + 1).saturating_sub(Self::LENGTH);
        (0..count).map(move |at| Key::of(&words[at..at + Self::LENGTH].join(" ")).0)
    }

    /// The share of `words` that stands in the text; `None` when either says too little.
    fn cover(&self, words: &str) -> Option<f32> {
        if self.0.len() < 60 {
            return None;
        }
        let (mut all, mut known) = (0u32, 0u32);
        for key in Self::keys(words) {
            all += 1;
            known += u32::from(self.0.contains(&key));
        }
        (all > 0).then(|| known as f32 / all as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{dom::Dom, flow, meta};
    use super::{NAMES, Told, rows};
    use crate::text::{Lang, decode::decode_page, lang};
    use std::io::Write;

    /// Prints the features of all pages of a folder, a line of JSON for each stretch: what `tools/fit_html.py` fits weights to.
    #[test]
    #[ignore = "prints what the weights are fitted to; BRIEFBOOK_PAGES names the folder"]
    fn print() {
        let Some(folder) = std::env::var_os("BRIEFBOOK_PAGES") else { return };
        let mut out = std::io::stdout().lock();
        let mut pages: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok).map(|e| e.path()).collect();
        pages.sort();
        writeln!(out, "{}", serde_json::json!({ "names": NAMES.to_vec() })).expect("written");
        for path in pages {
            let text = decode_page(&std::fs::read(&path).expect("read")).text;
            let dom = Dom::parse(&text);
            let told = meta::read(&dom, &text);
            let flow = flow::read(&dom, false);
            let words: String = flow.stretches.iter().map(|s| s.words.as_str()).collect::<Vec<_>>().join("\n");
            let language = lang::detect(&words).unwrap_or_else(Lang::english);
            let title = told.headlines.first().or(told.titles.first()).unwrap_or(&told.window);
            let rows = rows(&dom, &flow, &Told { title, body: &told.body }, &language);
            for (i, (row, stretch)) in rows.iter().zip(&flow.stretches).enumerate() {
                let line = serde_json::json!({
                    "page": path.file_stem().map(|n| n.to_string_lossy()), "at": i, "words": stretch.words, "row": row.to_vec(),
                    "holder": super::holder(&dom, stretch.block), "block": stretch.block,
                });
                writeln!(out, "{line}").expect("written");
            }
        }
    }
}
