//! The record of addresses: where the page of each article stands since readers were given it, and by what the article is known
//! again. Enters: what addresses.toml says, or what an edition gives. Leaves: the same, and its text. It names no seed.

use super::Marking;
use super::article::{Article, ArticleId};
use crate::diagnostic::Place;
use crate::text::shown::line;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Articles by the name in their address: `the-weir` of `articles/the-weir.html`.
pub type Lines = BTreeMap<Arc<str>, Recorded>;

/// Every recorded address, with the article that stands there. Readers of each marking have a record of their own: an address may
/// hold words that only some of them may know, or a number that tells of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// For whom the lines in use are.
    pub marking: Marking,
    /// The lines in use.
    pub at: Lines,
    /// Those for other readers.
    pub others: BTreeMap<Marking, Lines>,
}

/// An article as it was when its address was recorded last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its title, for whoever reads the file.
    pub title: Arc<str>,
    /// Its identity, from the path of its seed.
    pub id: ArticleId,
    /// The first digits of the SHA-256 of its seed: a seed that was renamed is known by them.
    pub text: Option<Arc<str>>,
    /// The address that it was taken from: so is one that was renamed and changed.
    pub url: Option<Arc<str>>,
    /// Where it stood when it was first recorded, if elsewhere: feeds know it by that.
    pub first: Option<Arc<str>>,
    /// Where it stood before.
    pub former: Vec<Arc<str>>,
    /// Where that is written.
    pub place: Place,
}

/// The first digits of the SHA-256 of an article's seed.
#[must_use]
pub fn text_of(article: &Article) -> String {
    article.sha256[..8].iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

const HEAD: &str = "\
# Where the articles stand that readers were given. `briefbook publish` and `export` add to it; keep it beside book.toml, under
# version control. A line holds a page in its place, whatever its title or its seed's name becomes: to move it, give the article
# another `slug`. After a merge, keep the lines of both sides. Below a marking stand the lines of the edition for its readers.
";

impl Addresses {
    /// The text of addresses.toml: one line an article, sorted, so that two copies of it can be merged.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = HEAD.to_owned();
        for marking in Marking::ALL {
            let lines = if marking == self.marking { Some(&self.at) } else { self.others.get(&marking) };
            let Some(lines) = lines.filter(|lines| !lines.is_empty()) else { continue };
            if marking != Marking::Clear {
                let _ = write!(out, "\n[\"{marking}\"]\n");
            }
            lines.iter().for_each(|(address, article)| write_line(&mut out, address, article));
        }
        out
    }
}

/// One line of the file.
fn write_line(out: &mut String, address: &str, article: &Recorded) {
    let _ = write!(out, "{address} = {{ title = {}, id = \"{}\"", quoted(&article.title), article.id);
    if let Some(text) = &article.text {
        let _ = write!(out, ", text = {}", quoted(text));
    }
    if let Some(url) = &article.url {
        let _ = write!(out, ", url = {}", quoted(url));
    }
    if let Some(first) = &article.first {
        let _ = write!(out, ", first = {}", quoted(first));
    }
    if !article.former.is_empty() {
        let former: Vec<String> = article.former.iter().map(|former| quoted(former)).collect();
        let _ = write!(out, ", former = [{}]", former.join(", "));
    }
    out.push_str(" }\n");
}

/// A text as TOML has it, on one line.
fn quoted(text: &str) -> String {
    serde_json::Value::from(&*line(text)).to_string()
}
