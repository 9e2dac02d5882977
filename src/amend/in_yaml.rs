//! YAML front matter, changed line by line: a name with its value is a stretch of lines, and all other lines stay as they are.

use super::{Change, Value};
use crate::text::fields::{Field, from_yaml};
use std::ops::Range;

/// `text` with `changes` made. What it says afterwards is read again: nothing but what was to change may differ.
pub(super) fn amend(text: &str, changes: &[Change]) -> Result<String, String> {
    let mut out = text.to_owned();
    for change in changes {
        let Change::Say { key, value } = change else {
            return Err("lines are said of in a sidecar, not in front matter".to_owned());
        };
        out = say(&out, key, value)?;
    }
    Ok(out)
}

fn say(text: &str, key: &str, value: &Value) -> Result<String, String> {
    let before = read(text)?;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = written(key, value);
    let mut out = text.to_owned();
    match (stretch(text, key, &before), line) {
        (Some((range, comment)), Some(line)) => out.replace_range(range, &format!("{line}{comment}{end}")),
        (Some((range, _)), None) => out.replace_range(range, ""),
        (None, Some(line)) => {
            let joint = if out.is_empty() || out.ends_with('\n') { "" } else { end };
            out.push_str(&format!("{joint}{line}{end}"));
        }
        (None, None) => {}
    }
    let after = read(&out)?;
    let rest = |fields: &[Field]| -> Vec<String> {
        fields
            .iter()
            .filter(|field| field.key != key)
            .map(|field| format!("{}={:?}", field.key, plain(field)))
            .collect()
    };
    let said = after.iter().find(|field| field.key == key);
    let is_said = match value {
        Value::Nothing => said.is_none(),
        Value::Text(words) => said.and_then(|field| field.node.text()).as_ref() == Some(words),
        Value::List(items) => said.and_then(|field| field.node.texts()).as_ref() == Some(items),
        Value::Truth(truth) => said.and_then(|field| field.node.text()) == Some(truth.to_string()),
    };
    if is_said && rest(&before) == rest(&after) {
        Ok(out)
    } else {
        Err(format!("`{key}` cannot be changed here without touching what stands around it: change it by hand"))
    }
}

fn read(text: &str) -> Result<Vec<Field>, String> {
    from_yaml(text).map_err(|fault| format!("it is not YAML: {}", fault.message))
}

/// What a field says, without its place.
fn plain(field: &Field) -> String {
    fn of(node: &crate::text::fields::Node) -> String {
        use crate::text::fields::Value as V;
        match &node.value {
            V::List(nodes) => format!("[{}]", nodes.iter().map(of).collect::<Vec<_>>().join(",")),
            V::Table(fields) => {
                fields.iter().map(|field| format!("{}:{};", field.key, of(&field.node))).collect::<String>()
            }
            other => other.described(),
        }
    }
    of(&field.node)
}

/// The lines of `key` and its value, and a comment behind a value of one line.
fn stretch(text: &str, key: &str, fields: &[Field]) -> Option<(Range<usize>, String)> {
    let field = fields.iter().find(|field| field.key == key)?;
    let start = text[..field.key_at.start].rfind('\n').map_or(0, |at| at + 1);
    let mut end = start;
    let mut filled = start;
    for line in text[start..].split_inclusive('\n') {
        let is_next = end > start && !line.starts_with([' ', '\t', '-', '#', '\n', '\r', ']', '}']);
        if is_next {
            break;
        }
        end += line.len();
        // blank lines and comments below belong to what follows
        if !line.trim().is_empty() && !line.starts_with('#') {
            filled = end;
        }
    }
    let lines = &text[start..filled];
    let is_one = lines.trim_end().lines().count() == 1;
    let comment = lines.trim_end().rfind(" #").filter(|_| is_one).map_or(String::new(), |at| {
        let bare = &lines[..at];
        let says = |text: &str| from_yaml(text).ok().and_then(|fields| fields.first().map(plain));
        let is_comment = says(bare).is_some() && says(bare) == says(lines);
        if is_comment { lines.trim_end()[bare.trim_end().len()..].to_owned() } else { String::new() }
    });
    Some((start..filled, comment))
}

fn written(key: &str, value: &Value) -> Option<String> {
    let value = match value {
        Value::Nothing => return None,
        Value::Truth(truth) => truth.to_string(),
        Value::Text(text) => scalar(text),
        Value::List(items) => format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", ")),
    };
    Some(format!("{key}: {value}"))
}

/// A text as it is where that is safe, else in quotes.
fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_alphabetic())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | ',' | '\'' | '’' | '/' | '(' | ')'))
        && !text.ends_with(' ')
        && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&text.to_lowercase().as_str());
    let is_date = crate::text::Date::from_iso(text).is_some() && text.len() == 10;
    if is_plain || is_date { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::amend;
    use crate::amend::{Change, Value};

    fn said(text: &str, key: &str, value: Value) -> Result<String, String> {
        amend(text, &[Change::Say { key: key.to_owned(), value }])
    }

    #[test]
    fn one_name_changes_and_nothing_else() {
        let old = "# head\ntitle: Old # why\ntags:\n  - one\n  - two\n\n# about the date\ndate: 2025-01-01\nodd: {a: 1, b: [x, y]}\n";
        let text = |words: &str| Value::Text(words.to_owned());
        assert_eq!(said(old, "title", text("New")).unwrap(), old.replace("Old", "New"));
        assert_eq!(said(old, "title", text("A: B \"c\"")).unwrap(), old.replace("Old", "\"A: B \\\"c\\\"\""));
        assert_eq!(
            said(old, "tags", Value::List(vec!["x".to_owned()])).unwrap(),
            old.replace("tags:\n  - one\n  - two\n", "tags: [\"x\"]\n")
        );
        assert_eq!(said(old, "date", text("2025-02")).unwrap(), old.replace("2025-01-01", "\"2025-02\""));
        assert_eq!(said(old, "tags", Value::Nothing).unwrap(), old.replace("tags:\n  - one\n  - two\n", ""));
        assert_eq!(said(old, "draft", Value::Truth(true)).unwrap(), format!("{old}draft: true\n"));
        assert_eq!(said("a: 1\r\n", "b", text("x")).unwrap(), "a: 1\r\nb: x\r\n");
        assert_eq!(said("title: A # B", "title", text("#1")).unwrap(), "title: \"#1\" # B\n");
        assert!(said("title: A: B\n", "title", text("C")).is_err());
    }
}
