//! `[[theme]]` and `[[entity]]`. In: the tables in their order. Out: themes and names, each once, with a fault for each that
//! has no name, a name twice, or a value that cannot serve. Must not come in: what articles say.

use super::book::{Book, Table, Written};
use crate::diagnostic::{Code, did_you_mean};
use crate::model::ThemeId;
use crate::model::config::{EntityKind, NamedEntity, Theme};
use crate::text::fields::Value;
use crate::text::fold::fold;
use crate::text::slug::{is_reserved, slug};
use std::collections::BTreeMap;
use std::ops::Range;

/// The themes of `[[theme]]`, in their order.
pub(super) fn themes(book: &mut Book<'_>, top: Table<'_>) -> Vec<Theme> {
    let mut themes = Vec::new();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for (table, at) in book.tables(top, "theme", "[[theme]]") {
        book.unknown(table);
        let about = book.text(table, "about").map(|written| written.text);
        let terms = terms(book, table);
        let Some((id, title, id_at)) = id_and_title(book, table, at) else { continue };
        if let Some(first) = seen.get(&id) {
            let message = format!("the theme `{id}` is there twice, first on line {first}");
            book.fault(Code::ConfigTwice, id_at, message, "give it another `id`, or make the two one theme");
            continue;
        }
        seen.insert(id.clone(), book.line(id_at.start));
        themes.push(Theme { id: ThemeId::new(&id), title, about, terms });
    }
    themes
}

/// The terms of a theme. One text with commas in it was meant as several.
fn terms(book: &mut Book<'_>, table: Table<'_>) -> Vec<String> {
    let terms = book.texts(table, "terms");
    let is_list = table.get("terms").is_some_and(|field| matches!(field.node.value, Value::List(_)));
    if let Some(Written { text, at }) = terms.first().filter(|written| !is_list && written.text.contains(',')) {
        let each: Vec<String> = text.split(',').map(|term| format!("\"{}\"", term.trim())).collect();
        let message = "`terms` is one text with commas, expected each term by itself";
        book.wrong(at.clone(), message, format!("write `terms = [{}]`", each.join(", ")));
    }
    terms.into_iter().map(|written| written.text).collect()
}

/// A theme's id, title, and where the id was taken from. Either is made from the other when it is not written.
fn id_and_title(book: &mut Book<'_>, table: Table<'_>, at: Range<usize>) -> Option<(String, String, Range<usize>)> {
    let title = book.text(table, "title");
    let id = book.text(table, "id").map(|written| {
        let good = usable(slug(&written.text));
        if good != written.text && !good.is_empty() {
            let message = format!(
                "`id` is `{}`, expected lower-case letters, digits and hyphens, and no reserved name",
                written.text
            );
            book.wrong(written.at.clone(), message, format!("write `id = \"{good}\"`"));
        }
        Written { text: good, at: written.at }
    });
    let named = match (id, title) {
        (Some(id), title) if !id.text.is_empty() => {
            let title = title.map_or_else(|| super::prettified(&id.text), |title| title.text);
            Some((id.text, title, id.at))
        }
        (_, Some(title)) => Some((usable(slug(&title.text)), title.text, title.at)),
        _ => None,
    };
    let named = named.filter(|(id, ..)| !id.is_empty());
    if named.is_none() && table.lacks("id") && table.lacks("title") {
        let message =
            "the theme has no `id`, and no `title` to make one from, expected letters or digits in one of them";
        book.wrong(at, message, "add a line like `title = \"Telecoms\"` below `[[theme]]`");
    }
    named
}

/// The slug, or one that is no reserved name.
fn usable(slug: String) -> String {
    if is_reserved(&slug) { format!("theme-{slug}") } else { slug }
}

/// The names of `[[entity]]`, in their order.
pub(super) fn entities(book: &mut Book<'_>, top: Table<'_>) -> Vec<NamedEntity> {
    let mut entities = Vec::new();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for (table, at) in book.tables(top, "entity", "[[entity]]") {
        book.unknown(table);
        let kind = book.text(table, "kind").map_or(EntityKind::Other, |written| kind(book, written));
        let aliases: Vec<String> = book.texts(table, "aliases").into_iter().map(|written| written.text).collect();
        let Some(name) = book.text(table, "name") else {
            if table.lacks("name") {
                let hint = "add a line like `name = \"Council of State\"` below `[[entity]]`";
                book.wrong(at, "the entity has no `name`, expected the name that pages show", hint);
            }
            continue;
        };
        if let Some(first) = seen.get(&fold(&name.text)) {
            let message = format!("the entity `{}` is there twice, first on line {first}", name.text);
            book.fault(Code::ConfigTwice, name.at, message, "put all its `aliases` into one `[[entity]]`");
            continue;
        }
        seen.insert(fold(&name.text), book.line(name.at.start));
        entities.push(NamedEntity { name: name.text, kind, aliases });
    }
    entities
}

fn kind(book: &mut Book<'_>, Written { text, at }: Written) -> EntityKind {
    let word = text.to_lowercase().replace("organization", EntityKind::Organisation.name());
    if let Some(kind) = EntityKind::ALL.into_iter().find(|kind| kind.name() == word) {
        return kind;
    }
    let names = EntityKind::ALL.map(EntityKind::name);
    let hint = did_you_mean(&word, names).map_or_else(
        || "write `kind = \"other\"` if none of them fits".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    book.wrong(at, format!("`kind` is `{text}`, expected one of: {}", names.join(", ")), hint);
    EntityKind::Other
}
