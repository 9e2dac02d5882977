//! book.toml: its text comes in, a [`Config`] goes out, with a fault for all that cannot be meant as it is written. Keys are
//! mdBook's where mdBook has them; tables of mdBook's that briefbook has no use for are passed over. Must not come in: the
//! seeds and the look.

mod book;
mod edition;
pub mod folders;
mod html;
pub mod keys;
mod many;
mod named;

use super::{BOOK, read_capped, reason};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Config;
use crate::model::config::Audience;
use crate::text::decode::decode;
use crate::text::{Lang, fields};
use book::{Book, Table, Written};
use std::path::Path;

/// Keys of mdBook's `[build]` that briefbook has no use for.
const BUILD: [&str; 3] = ["create-missing", "use-default-preprocessors", "extra-watch-dirs"];

/// The settings of the dossier at `root`, an absolute path. A value that cannot serve is a fault and its default is used.
#[must_use]
pub fn read(root: &Path) -> (Config, Vec<Diagnostic>) {
    let path = root.join(BOOK);
    match read_capped(&path) {
        Ok(bytes) => parse(&decode(&bytes).text, root),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => (without_book(root), Vec::new()),
        Err(cause) => {
            let linked = path.is_symlink().then_some("it is a link, and briefbook follows no links");
            let cause = linked.map_or_else(|| reason(&cause), ToOwned::to_owned);
            let fault = Diagnostic::new(
                Code::ConfigUnreadable,
                Place::file(BOOK),
                format!("{BOOK} cannot be read: {cause}; every setting has its default"),
                "make it a file that you have permission to read",
            );
            (without_book(root), vec![fault])
        }
    }
}

/// Where the value of a key, `table.key`, stands in the book.toml at `root`; the whole file where it cannot be found.
#[must_use]
pub fn place_of(root: &Path, key: &str) -> Place {
    let text = read_capped(&root.join(BOOK)).map(|bytes| decode(&bytes).text).unwrap_or_default();
    let mut inner = fields::from_toml(&text).unwrap_or_default();
    let mut found = None;
    for part in key.split('.') {
        let Some(field) = inner.into_iter().find(|field| field.key == part) else { return Place::file(BOOK) };
        found = Some(field.node.at.clone());
        inner = if let fields::Value::Table(inner) = field.node.value { inner } else { Vec::new() };
    }
    found.map_or_else(|| Place::file(BOOK), |at| Place::within(BOOK, &text, at))
}

/// An address of the web or a path from a domain's root, as `site-url` may be, with a closing `/`.
#[must_use]
pub fn site_url(text: &str) -> Option<String> {
    html::folder(text)
}

/// What `text`, the content of the book.toml at `root`, means.
fn parse(text: &str, root: &Path) -> (Config, Vec<Diagnostic>) {
    let mut book = Book::new(text);
    let fields = match fields::from_toml(text) {
        Ok(fields) => fields,
        Err(fault) => {
            let first = fault.message.lines().next().unwrap_or_default().to_owned();
            let message = format!("{BOOK} is not TOML: {first}; every setting has its default");
            let hint = fault.step("mend this place; texts stand in quotes, `key = \"value\"`");
            book.fault(Code::ConfigUnreadable, fault.at, message, hint);
            return (without_book(root), book.faults);
        }
    };
    let top = Table::new("", &fields);
    let mut config = defaults(root);
    let about = book.table(top, "book", "[book]");
    let build = book.table(top, "build", "[build]");
    (config.src, config.build_dir) = folders::read(&mut book, [about, build], root);
    if let Some(about) = about {
        read_about(&mut book, about, &mut config);
    }
    if let Some(build) = build {
        book.misspelt(build, &BUILD);
    }
    let output = book.table(top, "output", "[output]");
    let html = output.and_then(|output| book.table(output, "html", "[output.html]"));
    if let Some(html) = html {
        html::read(&mut book, html, root, &mut config);
    }
    config.themes = named::themes(&mut book, top);
    config.entities = named::entities(&mut book, top);
    config.defaults = many::defaults(&mut book, top);
    if let Some(edition) = book.table(top, "edition", "[edition]") {
        config.audience = edition::read(&mut book, edition);
        config.pictures = edition::pictures(&mut book, edition);
    }
    if let Some(html) = html {
        html::tell_unaddressed(&mut book, html, &config);
    }
    book.unknown(top);
    (config, book.faults)
}

/// `[book]`, but for `src`.
fn read_about(book: &mut Book<'_>, table: Table<'_>, config: &mut Config) {
    book.unknown(table);
    if let Some(title) = book.text(table, "title") {
        config.title = title.text;
    }
    config.authors = book.texts(table, "authors").into_iter().map(|written| written.text).collect();
    config.description = book.text(table, "description").map(|written| written.text);
    if let Some(Written { text, at }) = book.text(table, "language") {
        match Lang::parse(&text) {
            Some(language) => config.language = language,
            None => {
                let message = format!("`language` is `{text}`, expected the tag of a language");
                book.wrong(at, message, "write a tag such as `en`, `nl` or `pt-BR`");
            }
        }
    }
}

/// The settings of a folder without a readable book.toml: its clippings may lie in the folder itself.
fn without_book(root: &Path) -> Config {
    let mut config = defaults(root);
    if !root.join(folders::SEEDS).is_dir() {
        config.src = String::new();
    }
    config
}

pub(super) fn defaults(root: &Path) -> Config {
    let folder = root.file_name().map_or_else(String::new, |name| prettified(&name.to_string_lossy()));
    Config {
        title: if folder.is_empty() { "Dossier".to_owned() } else { folder },
        authors: Vec::new(),
        description: None,
        language: Lang::english(),
        src: folders::SEEDS.to_owned(),
        build_dir: folders::PUBLIC.to_owned(),
        site_url: None,
        cname: None,
        repository: None,
        edit_url_template: None,
        additional_css: Vec::new(),
        themes: Vec::new(),
        entities: Vec::new(),
        defaults: Vec::new(),
        pictures: false,
        audience: Audience::WorkingCopy,
    }
}

/// A name with spaces for its hyphens and underscores.
fn prettified(name: &str) -> String {
    name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
