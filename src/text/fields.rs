//! TOML and YAML as one tree of named values with their places. The only room that knows either format.

use std::collections::BTreeSet;
use std::ops::Range;

/// A named value and where its name stands, in bytes of the text given.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name as written.
    pub key: String,
    /// Where the name stands.
    pub key_at: Range<usize>,
    /// What it says.
    pub node: Node,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the text given.
    pub at: Range<usize>,
}

/// What a field can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing was written.
    Empty,
    /// A string, or a date as it was written.
    Text(String),
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a point.
    Float(f64),
    /// Values in order.
    List(Vec<Node>),
    /// Named values, ordered by their place.
    Table(Vec<Field>),
}

impl Value {
    /// What it is, for a message: "a list", "the number 3".
    #[must_use]
    pub fn described(&self) -> String {
        match self {
            Self::Empty => "nothing".to_owned(),
            Self::Text(text) => format!("the text `{text}`"),
            Self::Bool(b) => format!("`{b}`"),
            Self::Integer(n) => format!("the number {n}"),
            Self::Float(n) => format!("the number {n}"),
            Self::List(_) => "a list".to_owned(),
            Self::Table(_) => "a table".to_owned(),
        }
    }
}

impl Node {
    /// The value as one text: numbers and truth values count as they are written.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        Some(match &self.value {
            Value::Text(text) => text.clone(),
            Value::Bool(b) => b.to_string(),
            Value::Integer(n) => n.to_string(),
            Value::Float(n) => n.to_string(),
            Value::Empty | Value::List(_) | Value::Table(_) => return None,
        })
    }

    /// The value as a list of texts; a single text is a list of one, and items of which nothing was written are none.
    #[must_use]
    pub fn texts(&self) -> Option<Vec<String>> {
        match &self.value {
            Value::List(nodes) => {
                nodes.iter().filter(|node| !matches!(node.value, Value::Empty)).map(Self::text).collect()
            }
            Value::Empty => Some(Vec::new()),
            _ => self.text().map(|text| vec![text]),
        }
    }
}

/// Why a text is not TOML or YAML.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The parser's sentence.
    pub message: String,
    /// Where, in bytes of the text given.
    pub at: Range<usize>,
}

impl Unreadable {
    /// What to do about it, where the sentence tells; `otherwise` elsewhere.
    #[must_use]
    pub fn step(&self, otherwise: &str) -> String {
        if self.message.contains("duplicate key") {
            return "it stands there twice: remove one of the two".to_owned();
        }
        if self.message.contains("tabs") {
            return "indent with spaces in place of tabs".to_owned();
        }
        otherwise.to_owned()
    }
}

/// Reads a TOML document.
///
/// # Errors
/// The first place where `text` is not TOML.
pub fn from_toml(text: &str) -> Result<Vec<Field>, Unreadable> {
    let table = toml::de::DeTable::parse(text)
        .map_err(|e| Unreadable { message: e.message().to_owned(), at: e.span().unwrap_or(0..0) })?;
    Ok(toml_table(table.get_ref()))
}

fn toml_table(table: &toml::de::DeTable<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> = table
        .iter()
        .map(|(key, node)| Field { key: key.get_ref().to_string(), key_at: key.span(), node: toml_node(node) })
        .collect();
    fields.sort_by_key(|field| field.key_at.start);
    fields
}

fn toml_node(node: &toml::Spanned<toml::de::DeValue<'_>>) -> Node {
    use toml::de::DeValue;
    let value = match node.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(n) => {
            let digits = n.as_str();
            i64::from_str_radix(digits, n.radix()).map_or_else(|_| Value::Text(digits.to_owned()), Value::Integer)
        }
        DeValue::Float(n) => n.as_str().parse().map_or_else(|_| Value::Text(n.as_str().to_owned()), Value::Float),
        DeValue::Boolean(b) => Value::Bool(*b),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(nodes) => Value::List(nodes.iter().map(toml_node).collect()),
        DeValue::Table(table) => Value::Table(toml_table(table)),
    };
    Node { value, at: node.span() }
}

/// Reads a YAML document that is a mapping; an empty one gives no fields.
///
/// # Errors
/// The first place where `text` is not YAML, or not a mapping.
pub fn from_yaml(text: &str) -> Result<Vec<Field>, Unreadable> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Vec::new());
    }
    let options = serde_saphyr::options! { with_snippet: false };
    let root: yaml::Place<yaml::Tree> = serde_saphyr::from_str_with_options(text, options).map_err(|e| Unreadable {
        message: yaml_message(&e),
        at: e.location().map_or(0..0, |place| byte_range(&Lines::of(text), place)),
    })?;
    match node(&Lines::of(text), root) {
        Node { value: Value::Table(fields), .. } => Ok(fields),
        other => Err(Unreadable {
            message: format!("expected `name: value` lines, found {}", other.value.described()),
            at: other.at,
        }),
    }
}

/// Reads a YAML document of which some lines are none: each name at the margin with what stands below it by itself, and what
/// cannot be read is left out, a line at a time, or read as the text that it is where a colon spoils it.
#[must_use]
pub fn mended_yaml(text: &str) -> (Vec<Field>, Vec<Unreadable>) {
    let (mut fields, mut faults): (Vec<Field>, Vec<Unreadable>) = (Vec::new(), Vec::new());
    let mut known: BTreeSet<String> = BTreeSet::new();
    for range in chunks(text) {
        let (read, broken) = mended_chunk(text, range);
        faults.extend(broken);
        for field in read {
            if !known.insert(field.key.clone()) {
                let message = format!("`{}` stands here a second time", field.key);
                faults.push(Unreadable { message, at: field.key_at.start..field.node.at.end });
            } else {
                fields.push(field);
            }
        }
    }
    (fields, faults)
}

/// The stretches that begin with a name and a colon at the margin, each to the next one.
fn chunks(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = !line.starts_with([' ', '\t', '-', '#', '\n', '\r', ']', '}']) && line.contains(':');
        match out.last_mut().filter(|_| !begins) {
            Some(last) => last.end = at + line.len(),
            None => out.push(at..at + line.len()),
        }
        at += line.len();
    }
    out
}

/// Reads one stretch, without the lines that spoil it: at most `MENDED` of them, then nothing of it is read.
fn mended_chunk(text: &str, range: Range<usize>) -> (Vec<Field>, Vec<Unreadable>) {
    const MENDED: usize = 8;
    let mut chunk = text[range.clone()].to_owned();
    let mut faults: Vec<Unreadable> = Vec::new();
    for _ in 0..=MENDED {
        let Unreadable { message, at } = match from_yaml(&chunk) {
            Ok(fields) => return (moved(fields, range.start), faults),
            Err(fault) => fault,
        };
        if first_line_only(&chunk) {
            let field = as_text(&chunk, range.start);
            let read = if field.is_some() { "; it was read as the text behind its name" } else { "" };
            faults.push(Unreadable { message: format!("{message}{read}"), at: range });
            return (field.into_iter().collect(), faults);
        }
        let start = chunk[..chunk.floor_char_boundary(at.start.min(chunk.len()))].rfind('\n').map_or(0, |at| at + 1);
        let end = chunk[start..].find('\n').map_or(chunk.len(), |at| start + at);
        let is_head = start == 0 || chunk[start..end].trim().is_empty();
        faults.push(Unreadable { message, at: range.start + start..range.start + end });
        if is_head {
            break;
        }
        chunk.replace_range(start..end, &" ".repeat(end - start));
    }
    let message = faults.swap_remove(0).message;
    (Vec::new(), vec![Unreadable { message, at: range }])
}

fn first_line_only(chunk: &str) -> bool {
    chunk.lines().skip(1).all(|line| line.trim().is_empty() || line.starts_with('#'))
}

/// `name: words: more words` as the text behind the name, where it begins like a text.
fn as_text(chunk: &str, offset: usize) -> Option<Field> {
    let line = chunk.lines().next()?;
    let (key, rest) = line.split_once(':')?;
    let value = rest.trim();
    let sound = rest.starts_with(' ') && value.starts_with(|c: char| c.is_alphanumeric()) && value.contains(": ");
    let is_name = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    let at = offset + line.len() - rest.trim_start().len();
    (sound && is_name).then(|| Field {
        key: key.trim().to_owned(),
        key_at: offset..offset + key.len(),
        node: Node { value: Value::Text(value.to_owned()), at: at..at + value.len() },
    })
}

/// `fields` read from a text that begins at byte `by`.
fn moved(mut fields: Vec<Field>, by: usize) -> Vec<Field> {
    fn node_of(node: &mut Node, by: usize) {
        node.at = node.at.start + by..node.at.end + by;
        match &mut node.value {
            Value::List(nodes) => nodes.iter_mut().for_each(|inner| node_of(inner, by)),
            Value::Table(fields) => fields.iter_mut().for_each(|inner| field(inner, by)),
            _ => {}
        }
    }
    fn field(field: &mut Field, by: usize) {
        field.key_at = field.key_at.start + by..field.key_at.end + by;
        node_of(&mut field.node, by);
    }
    fields.iter_mut().for_each(|inner| field(inner, by));
    fields
}

/// The parser's own sentence, without the place that it repeats at the end.
fn yaml_message(error: &serde_saphyr::Error) -> String {
    let message = error.to_string();
    let sentence = message.lines().next().unwrap_or_default();
    let sentence = sentence.strip_prefix("error: ").unwrap_or(sentence);
    let sentence =
        sentence.split_once(": ").filter(|(head, _)| head.starts_with("line ")).map_or(sentence, |(_, rest)| rest);
    sentence.split(" at line ").next().unwrap_or(sentence).to_owned()
}

fn node(text: &Lines<'_>, place: yaml::Place<yaml::Tree>) -> Node {
    let at = byte_range(text, place.referenced);
    let value = match place.value {
        yaml::Tree::Empty => Value::Empty,
        yaml::Tree::Text(written) => Value::Text(written),
        yaml::Tree::Bool(b) => Value::Bool(b),
        yaml::Tree::Integer(n) => Value::Integer(n),
        yaml::Tree::Float(n) => Value::Float(n),
        yaml::Tree::List(items) => Value::List(items.into_iter().map(|item| node(text, item)).collect()),
        yaml::Tree::Table(pairs) => Value::Table(
            pairs
                .into_iter()
                .map(|(key, item)| Field {
                    key: key.value,
                    key_at: byte_range(text, key.referenced),
                    node: node(text, item),
                })
                .collect(),
        ),
    };
    Node { value, at }
}

/// A text and where its lines begin.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, starts: std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect() }
    }
}

/// Line and column to bytes: the parser's own byte offsets may be missing.
fn byte_range(Lines { text, starts }: &Lines<'_>, place: serde_saphyr::Location) -> Range<usize> {
    let line = usize::try_from(place.line()).unwrap_or(1).max(1);
    let column = usize::try_from(place.column()).unwrap_or(1).max(1);
    let start = starts.get(line - 1).copied().unwrap_or(text.len());
    let rest = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let skip: usize = rest.chars().take(column - 1).map(char::len_utf8).sum();
    let length = rest[skip..].trim_end().len().max(1).min(text.len().saturating_sub(start + skip));
    start + skip..start + skip + length
}

mod yaml {
    //! A YAML document of any shape, as serde reads it.

    use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
    use std::fmt;

    pub(super) type Place<T> = serde_saphyr::Spanned<T>;

    pub(super) enum Tree {
        Empty,
        Text(String),
        Bool(bool),
        Integer(i64),
        Float(f64),
        List(Vec<Place<Tree>>),
        Table(Vec<(Place<String>, Place<Tree>)>),
    }

    impl<'de> Deserialize<'de> for Tree {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(AnyTree)
        }
    }

    struct AnyTree;

    impl<'de> Visitor<'de> for AnyTree {
        type Value = Tree;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value")
        }

        fn visit_unit<E: Error>(self) -> Result<Tree, E> {
            Ok(Tree::Empty)
        }

        fn visit_none<E: Error>(self) -> Result<Tree, E> {
            Ok(Tree::Empty)
        }

        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
            Tree::deserialize(deserializer)
        }

        fn visit_bool<E: Error>(self, b: bool) -> Result<Tree, E> {
            Ok(Tree::Bool(b))
        }

        fn visit_i64<E: Error>(self, n: i64) -> Result<Tree, E> {
            Ok(Tree::Integer(n))
        }

        fn visit_u64<E: Error>(self, n: u64) -> Result<Tree, E> {
            Ok(i64::try_from(n).map_or_else(|_| Tree::Text(n.to_string()), Tree::Integer))
        }

        fn visit_f64<E: Error>(self, n: f64) -> Result<Tree, E> {
            Ok(Tree::Float(n))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
            Ok(Tree::Text(text.to_owned()))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = seq.next_element()? {
                items.push(item);
            }
            Ok(Tree::List(items))
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
            let mut pairs = Vec::new();
            while let Some(pair) = map.next_entry()? {
                pairs.push(pair);
            }
            Ok(Tree::Table(pairs))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, from_toml, from_yaml, mended_yaml};

    #[test]
    fn both_give_the_same_tree() {
        let toml =
            from_toml("title = \"A\"\ndate = 2025-07-01\nthemes = [\"x\"]\n[[source]]\ntitle = \"S\"\n").expect("TOML");
        let yaml = from_yaml("title: A\ndate: 2025-07-01\nthemes: [x]\nsource:\n  - title: S\n").expect("YAML");
        for fields in [toml, yaml] {
            let keys: Vec<&str> = fields.iter().map(|f| f.key.as_str()).collect();
            assert_eq!(keys, ["title", "date", "themes", "source"]);
            assert_eq!(fields[1].node.text().as_deref(), Some("2025-07-01"));
            assert!(
                matches!(&fields[3].node.value, Value::List(l) if matches!(&l[0].value, Value::Table(t) if t[0].key == "title"))
            );
        }
    }

    #[test]
    fn a_broken_line_costs_that_line() {
        let text =
            "title: Locks: a history\ntags:\n  - \"one\"\n  - @two\n  - three\nby: @me\ndate: 2024-01-02\ndate: 2025\n";
        assert!(from_yaml(text).is_err());
        let (fields, faults) = mended_yaml(text);
        let read: Vec<_> =
            fields.iter().map(|field| (field.key.as_str(), field.node.texts().unwrap_or_default())).collect();
        let texts = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let expected = [
            ("title", texts(&["Locks: a history"])),
            ("tags", texts(&["one", "three"])),
            ("date", texts(&["2024-01-02"])),
        ];
        assert_eq!(read, expected);
        let at: Vec<_> = faults.iter().map(|fault| text[fault.at.clone()].trim()).collect();
        assert_eq!(at, ["title: Locks: a history", "- @two", "by: @me", "date: 2025"]);
        assert!(text[fields[2].key_at.start..].starts_with("date: 2024"));
        assert!(mended_yaml("- a\n- b: [\n").0.is_empty());
    }

    #[test]
    fn places_and_faults() {
        let text = "title: A\ndraft: maybe\n";
        let fields = from_yaml(text).expect("YAML");
        assert_eq!(&text[fields[1].key_at.start..][..5], "draft");
        assert!(text[fields[1].node.at.clone()].starts_with("maybe"));
        let fault = from_yaml("title: A: B\n").expect_err("not YAML");
        assert!(!fault.message.is_empty());
        assert!(from_yaml("").expect("empty").is_empty());
        assert!(from_toml("title = ").is_err());
        assert!(from_yaml("- a\n- b\n").is_err());
    }
}
