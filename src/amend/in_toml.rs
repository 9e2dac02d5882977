//! TOML, changed in place.

use super::{Change, Value};
use crate::text::anchor::Anchor;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// `text` with `changes` made.
pub(super) fn amend(text: &str, changes: &[Change]) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|e: toml_edit::TomlError| format!("it is not TOML: {}", e.message()))?;
    for change in changes {
        match change {
            Change::Say { key, value } => say(&mut document, key, value),
            Change::Draw { list, instead, more, anchor } => {
                forget(&mut document, instead, anchor);
                draw(&mut document, list, *more, anchor)?;
            }
            Change::Forget { lists, anchor } => forget(&mut document, lists, anchor),
        }
    }
    let out = document.to_string();
    // what was written with the line ends of one system stays so
    Ok(if text.contains("\r\n") { out.replace("\r\n", "\n").replace('\n', "\r\n") } else { out })
}

fn say(document: &mut DocumentMut, key: &str, said: &Value) {
    let new = match said {
        Value::Text(text) => value(text.as_str()),
        Value::Truth(truth) => value(*truth),
        Value::List(items) => value(items.iter().map(String::as_str).collect::<Array>()),
        Value::Nothing => {
            document.remove(key);
            return;
        }
    };
    match document.get_mut(key) {
        Some(old) => {
            let decor = old.as_value().map(|value| value.decor().clone());
            *old = new;
            if let (Some(decor), Some(value)) = (decor, old.as_value_mut()) {
                *value.decor_mut() = decor;
            }
        }
        None => {
            document.insert(key, new);
        }
    }
}

fn draw(document: &mut DocumentMut, name: &str, more: Option<(&str, &str)>, anchor: &Anchor) -> Result<(), String> {
    let mut table = Table::new();
    for (key, words) in fields(anchor) {
        table.insert(key, value(words));
    }
    if let Some((key, words)) = more {
        table.insert(key, value(words));
    }
    let item = document.entry(name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    match item {
        Item::ArrayOfTables(tables) => tables.push(table),
        Item::Value(toml_edit::Value::Array(array)) => array.push(table.into_inline_table()),
        _ => return Err(format!("`{name}` in it is no list of lines: write it as `[[{name}]]`")),
    }
    Ok(())
}

/// Takes out what is said of the same lines.
fn forget(document: &mut DocumentMut, lists: &[&str], anchor: &Anchor) {
    for name in lists {
        let is_empty = match document.get_mut(name) {
            Some(Item::ArrayOfTables(tables)) => {
                tables.retain(|table| !is_of(anchor, |key| table.get(key).and_then(Item::as_str)));
                tables.is_empty()
            }
            Some(Item::Value(toml_edit::Value::Array(array))) => {
                array.retain(|item| {
                    let table = item.as_inline_table();
                    !table.is_some_and(|table| is_of(anchor, |key| table.get(key).and_then(toml_edit::Value::as_str)))
                });
                array.is_empty()
            }
            _ => false,
        };
        if is_empty {
            document.remove(name);
        }
    }
}

fn fields(anchor: &Anchor) -> impl Iterator<Item = (&'static str, &str)> {
    let all = [("after", &anchor.after), ("from", &anchor.from), ("to", &anchor.to), ("check", &anchor.check)];
    all.into_iter().filter_map(|(key, words)| Some((key, words.as_deref()?)))
}

fn is_of<'t>(anchor: &Anchor, of: impl Fn(&str) -> Option<&'t str>) -> bool {
    ["after", "from", "to"]
        .iter()
        .all(|key| of(key) == fields(anchor).find(|(name, _)| name == key).map(|(_, words)| words))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::amend;
    use crate::amend::{Change, Value};
    use crate::text::anchor::Anchor;

    fn say(key: &str, value: Value) -> Change {
        Change::Say { key: key.to_owned(), value }
    }

    fn text(words: &str) -> Value {
        Value::Text(words.to_owned())
    }

    #[test]
    fn comments_and_order_stay() {
        let old = "# mine\ntitle = \"Old\"   # why\ndate = 2025-01-01\n\n[[source]]\ntitle = \"S\" # a source\n";
        let new = amend(
            old,
            &[
                say("title", text("New \"one\"")),
                say("site", text("Gazette")),
                say("tags", Value::List(vec!["a".to_owned(), "b".to_owned()])),
                say("draft", Value::Truth(true)),
                say("date", Value::Nothing),
            ],
        );
        assert_eq!(
            new.unwrap(),
            "# mine\ntitle = 'New \"one\"'   # why\nsite = \"Gazette\"\ntags = [\"a\", \"b\"]\ndraft = true\n\n[[source]]\ntitle = \"S\" # a source\n"
        );
        assert_eq!(amend("a = 1\r\n", &[say("b", Value::Truth(true))]).unwrap(), "a = 1\r\nb = true\r\n");
        assert_eq!(amend("", &[say("title", text("A"))]).unwrap(), "title = \"A\"\n");
        assert!(amend("title = ", &[]).is_err());
    }

    #[test]
    fn lines_are_said_of_once() {
        let anchor =
            Anchor { from: Some("one".into()), to: Some("two".into()), check: Some("2.0".into()), after: None };
        let kept = amend(
            "title = \"A\"\n",
            &[Change::Draw { list: "keep", instead: &["keep", "aside"], more: None, anchor: anchor.clone() }],
        )
        .unwrap();
        assert_eq!(kept, "title = \"A\"\n\n[[keep]]\nfrom = \"one\"\nto = \"two\"\ncheck = \"2.0\"\n");
        let aside = amend(
            &kept,
            &[Change::Draw { list: "aside", instead: &["keep", "aside"], more: None, anchor: anchor.clone() }],
        )
        .unwrap();
        assert_eq!(aside, kept.replace("keep", "aside"));
        let both = amend(&aside, &[say("site", text("B"))]).unwrap();
        assert!(both.starts_with("title = \"A\"\nsite = \"B\"\n\n[[aside]]"), "{both}");
        assert_eq!(amend(&aside, &[Change::Forget { lists: &["aside"], anchor }]).unwrap(), "title = \"A\"\n");
    }
}
