//! What every input must keep: the account of its characters, and pages that hold no markup but ours.

#[path = "../../tests/own.rs"]
pub mod own;

use briefbook::load;
use briefbook::model::account::{Part, Role};
use briefbook::model::seed::Called;
use briefbook::model::{Beside, Config, Inputs, Pages, Seed, SeedPath, Shelf};
use briefbook::parse::parse;
use briefbook::pipeline::make;
use std::sync::{Arc, OnceLock};

/// A dossier for which nothing was decided.
pub const WORKING: &str = "[book]\ntitle = \"T\"\n[[theme]]\nid = \"x\"\ntitle = \"X\"\nterms = [\"port\"]\n";
/// One that may leave.
pub const EDITION: &str =
    "[book]\ntitle = \"T\"\n[edition]\nmarking = \"clear\"\nunmarked = \"clear\"\nclippings = \"full\"\n";

fn seed(name: &str, bytes: &[u8], sidecar: Option<&[u8]>) -> Seed {
    let path = format!("seeds/{name}");
    let sidecar =
        sidecar.map(|bytes| Beside { path: format!("{path}.toml"), called: Called::Right, bytes: bytes.to_vec() });
    Seed { path: SeedPath::new(&path), bytes: bytes.to_vec(), sidecar, misnamed: Vec::new(), unread: Vec::new() }
}

/// The settings that a book.toml gives.
pub fn settings(book: &str) -> (Arc<Config>, Vec<briefbook::diagnostic::Diagnostic>) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("seeds")).expect("a folder");
    std::fs::write(folder.path().join("book.toml"), book).expect("a file");
    let (config, faults) = load::config::read(folder.path());
    (Arc::new(config), faults)
}

fn plain_settings() -> Arc<Config> {
    static CONFIG: OnceLock<Arc<Config>> = OnceLock::new();
    CONFIG.get_or_init(|| settings("[book]\ntitle = \"T\"\n").0).clone()
}

/// Every non-blank character is in one part, and no part that is no body lies within a block of the body.
pub fn is_accounted(name: &str, bytes: &[u8], sidecar: Option<&[u8]>) {
    let (parsed, _) = parse(&seed(name, bytes, sidecar), &plain_settings());
    let (article, text) = (&parsed.article, &parsed.reading.text);
    let mut at = 0;
    for part in &article.parts {
        let range = part.span.range();
        assert!(range.start >= at, "parts overlap at {at}");
        assert!(text[at..range.start].trim().is_empty(), "lost {:?}", &text[at..range.start]);
        at = range.end;
    }
    assert!(text[at..].trim().is_empty(), "lost {:?}", &text[at..]);
    assert!(!article.title.value.trim().is_empty(), "no title");
    let mut top = 0;
    while let Some(node) = article.nodes.get(top) {
        // the name of a language stands by its code, wherever that is
        let within =
            |part: &Part| matches!(part.role, Role::Body | Role::Reference(_)) || part.rule.name == "code-language";
        let foreign = article
            .parts
            .iter()
            .find(|part| !within(part) && part.span.start < node.span.end && node.span.start < part.span.end);
        assert!(foreign.is_none(), "{:?} within {:?} {:?}", foreign, node.kind, text.get(node.span.range()));
        top = (node.end as usize).max(top + 1);
    }
    for span in article.nodes.iter().map(|node| node.span).chain(article.marks.iter().map(|mark| mark.span)) {
        assert!(text.get(span.range()).is_some(), "a span lies outside the text");
    }
}

struct One<'b>(SeedPath, &'b str, &'b [u8]);

impl Shelf for One<'_> {
    fn seeds(&self) -> &[SeedPath] {
        std::slice::from_ref(&self.0)
    }

    fn read(&self, _: &SeedPath) -> std::io::Result<Seed> {
        Ok(seed(self.1, self.2, None))
    }
}

/// All pages of a dossier of one seed.
pub fn site(config: Arc<Config>, name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    static LOOK: OnceLock<Arc<briefbook::model::Look>> = OnceLock::new();
    let look = LOOK.get_or_init(|| Arc::new(load::look::shipped())).clone();
    let shelf = One(SeedPath::new(&format!("seeds/{name}")), name, bytes);
    let outcome = make(&Inputs { config, shelf: &shelf, look, addresses: Arc::default(), desk: None }, &|_, _| {});
    let mut pages = Vec::new();
    for route in outcome.site.routes() {
        let page = outcome.site.page(&route).expect("a planned page");
        let route = route.to_string();
        if !route.starts_with("static/") && !route.starts_with("seeds/") {
            pages.push((route, String::from_utf8(page.bytes.to_vec()).expect("UTF-8")));
        }
    }
    pages
}
