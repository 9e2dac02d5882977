//! Who wrote a page's article: what its markup says, its bylines, links to authors, and notes behind the last paragraph.

use super::dom::{Dom, Id};
use super::flow::Flow;
use super::meta::Meta;
use super::write::Fate;
use crate::lexicon::person::{is_likely_name, is_person_name, is_same, lower_capitals, strip_title};
use crate::model::account::{Field, Role, Rule};
use crate::model::article::Person;
use crate::parse::plain::note;
use crate::parse::plain::smallprint::{self, SmallPrint};
use crate::text::Lang;
use crate::text::fold::fold_title;
use std::sync::Arc;

const NOTE: Rule = Rule { name: "author-note", why: "says who an author is, behind the article's last paragraph" };

/// An author, and the stretch that names them.
pub(super) struct Author {
    pub person: Person,
    pub at: Option<usize>,
}

impl Author {
    fn new(name: &str, at: Option<usize>) -> Self {
        Self { person: Person { name: Arc::from(name), affiliation: None }, at }
    }
}

/// Names that a site's program puts where nobody is named, folded.
const NOBODY: [&str; 14] = [
    "admin",
    "administrator",
    "anonymous",
    "author",
    "default",
    "guest",
    "none",
    "null",
    "root",
    "system",
    "undefined",
    "unknown",
    "user",
    "webmaster",
];
/// Names of no one in particular at a site, folded.
const DESKS: [&str; 14] = [
    "editor",
    "editors",
    "the editors",
    "editorial",
    "editorial staff",
    "news desk",
    "web desk",
    "staff",
    "staff reporter",
    "staff writer",
    "redaktion",
    "redactie",
    "redaction",
    "la redaction",
];

/// Authors: of the first place in the markup that names people, else those of the bylines, else whom doubtful data names.
pub(super) fn read(
    dom: &Dom,
    flow: &Flow,
    meta: &Meta,
    prints: &[(usize, SmallPrint)],
    site: Option<&str>,
) -> Vec<Author> {
    let is_site = |name: &str| site.is_some_and(|site| fold_title(site) == fold_title(name));
    let mut desks = Vec::new();
    let mut told = |list: &[String]| {
        let people: Vec<String> = list.iter().flat_map(|words| people(words)).collect();
        let mut out: Vec<Author> = Vec::new();
        for name in people {
            let folded = fold_title(&name);
            if is_site(&name) || DESKS.contains(&folded.as_str()) {
                desks.push(name);
            } else if NOBODY.contains(&folded.as_str()) {
            } else if !out.iter().any(|known| is_same(&known.person.name, &name)) {
                let at = flow.stretches.iter().position(|s| s.words.len() < 200 && s.words.contains(&name));
                out.push(Author::new(&name, at));
            }
        }
        out
    };
    let is_signed = prints.iter().flat_map(|(_, print)| &print.authors).any(|named| is_person_name(&named.name));
    let bodies = Some(&meta.bodies).filter(|_| !is_signed);
    let first = bodies.into_iter().chain(&meta.authors).map(|list| told(list)).find(|out| !out.is_empty());
    if let Some(out) = first {
        return out;
    }
    let doubtful = meta.doubtful.1.iter().map(|list| told(list)).find(|out| !out.is_empty());
    let announced =
        prints.iter().flat_map(|(at, print)| print.authors.iter().map(|named| Author::new(&named.name, Some(*at))));
    let mut out: Vec<Author> = Vec::new();
    for Author { person, at } in announced.chain(linked(dom, flow)) {
        if !out.iter().any(|known| is_same(&known.person.name, &person.name)) {
            out.push(Author { person, at });
        }
    }
    if out.is_empty() {
        let named = prints.iter().find(|(_, print)| !print.names.is_empty());
        out.extend(
            named
                .into_iter()
                .flat_map(|(at, print)| print.names.iter().map(|named| Author::new(&named.name, Some(*at)))),
        );
    }
    if out.is_empty() {
        out.extend(doubtful.into_iter().flatten());
    }
    if out.is_empty() {
        out.extend(desks.into_iter().take(1).map(|name| Author::new(&name, None)));
    }
    out
}

/// Names in links that lead to their author.
fn linked(dom: &Dom, flow: &Flow) -> Vec<Author> {
    let is_author = |&id: &Id| {
        dom.name(id) == "a"
            && (dom.attribute(id, "rel").is_some_and(|rel| rel.split(' ').any(|r| r == "author"))
                || dom.attribute(id, "href").is_some_and(|href| {
                    ["/author/", "/authors/", "/auteur/", "/autor/", "/staff/", "/by/"]
                        .iter()
                        .any(|part| href.contains(part))
                }))
    };
    let mut out = Vec::new();
    for id in dom.descendants(0).filter(is_author).take(3) {
        let words = dom.words(id);
        if is_likely_name(&words) {
            let at = flow.stretches.iter().position(|s| s.words.len() < 200 && s.words.contains(&words));
            out.push(Author::new(&words, at));
        }
    }
    // a list of many authors is a list of stories
    if out.len() > 2 { Vec::new() } else { out }
}

/// The names of "By Ada Marsh and Bram de Vries, Merrow Post".
fn people(words: &str) -> Vec<String> {
    const LONGEST: usize = 200;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.len() > LONGEST || words.contains("://") || !words.chars().any(char::is_alphabetic) {
        return Vec::new();
    }
    let bare = words.trim_start_matches(['@', '•', ' ']).trim_end_matches([',', ';', ' ']);
    let announced = smallprint::read(&format!("By {bare}"), &Lang::english());
    if announced.authors.len() > 1 || announced.authors.len() == 1 && bare.contains([',', '|', '/', '(']) {
        return announced.authors.into_iter().map(|named| named.name).collect();
    }
    let bare = bare.strip_prefix("By ").or_else(|| bare.strip_prefix("by ")).unwrap_or(bare);
    let bare = bare.split([',', '|', ';', '(']).next().unwrap_or(bare).trim();
    if bare.is_empty() || bare.contains('@') {
        Vec::new()
    } else {
        vec![lower_capitals(strip_title(bare)).into_owned()]
    }
}

/// Makes notes of the last paragraphs that say who an author is.
pub(super) fn note(flow: &Flow, fates: &mut [Fate], authors: &mut Vec<Author>, lang: &Lang) {
    const LAST: usize = 3;
    let body: Vec<usize> = (0..fates.len()).filter(|&at| fates[at] == Fate::Body).collect();
    for &at in body.iter().rev().take(LAST).filter(|_| body.len() > LAST * 2) {
        let Some(found) = note::read(&flow.stretches[at].words, lang) else { continue };
        let known = |name: &str| authors.iter().any(|author| is_same(&author.person.name, name));
        if !(authors.is_empty() || found.authors.iter().any(|person| known(&person.name))) || found.authors.is_empty() {
            continue;
        }
        fates[at] = Fate::Part(Role::Meta(Field::AuthorNote), NOTE);
        for person in found.authors {
            match authors.iter_mut().find(|author| is_same(&author.person.name, &person.name)) {
                Some(author) => author.person.affiliation = person.affiliation,
                None => authors.push(Author { person, at: Some(at) }),
            }
        }
    }
}
