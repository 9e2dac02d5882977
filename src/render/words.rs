//! The interface in one language: every word that briefbook itself says on a page. Enters: `words/LANG.toml` of the look.
//! Leaves: [`Words`], read once; a word that a language lacks is the English one. No sentence of a page is written in Rust.

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::Look;
use crate::text::fields::{Field, Value, from_toml};
use crate::text::{Date, Lang};
use serde::Serialize;
use std::collections::BTreeMap;

/// All words of the interface, by dotted name.
pub(crate) struct Words {
    flat: BTreeMap<String, String>,
    /// The language that they are in.
    pub lang: Lang,
}

/// The same words as templates see them: `w.table.name`.
#[derive(Serialize)]
#[serde(untagged)]
enum Tree<'w> {
    Word(&'w str),
    Table(BTreeMap<&'w str, Tree<'w>>),
}

impl Words {
    /// The words for `lang`, and what was wrong with the owner's.
    pub(crate) fn new(look: &Look, lang: &Lang) -> (Self, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let shipped = super::shipped::look();
        let mut flat = BTreeMap::new();
        let english = Lang::english();
        let mut written_in = english.clone();
        let layers =
            [(&shipped, "en"), (look, "en"), (&shipped, lang.primary()), (look, lang.primary()), (look, lang.tag())];
        for (from, name) in layers {
            let Some(words) = from.words.get(name) else { continue };
            match from_toml(&words.content) {
                Ok(fields) => {
                    let mut read = BTreeMap::new();
                    flatten("", &fields, &mut |key, value, at| {
                        if words.own && !key.starts_with("languages.") && !flat.contains_key(&key) {
                            faults.push(unknown(name, &words.content, &key, at, &flat));
                        }
                        read.insert(key, value);
                    });
                    flat.extend(read);
                    if name != "en" {
                        written_in = lang.clone();
                    }
                }
                Err(wrong) => faults.push(Diagnostic::new(
                    Code::Template,
                    Place::within(format!("templates/words/{name}.toml"), &words.content, wrong.at),
                    format!("words for `{name}` cannot be read: {}", wrong.message),
                    "mend the line, or delete the file to get the shipped words",
                )),
            }
        }
        if lang.primary() == "en" {
            written_in = lang.clone();
        }
        (Self { flat, lang: written_in }, faults)
    }

    /// As templates see them.
    pub(crate) fn value(&self) -> tera::Value {
        let mut root = BTreeMap::new();
        for (key, word) in &self.flat {
            hang(&mut root, key, word);
        }
        tera::Value::from_serializable(&Tree::Table(root))
    }

    /// The word at `key`; the key itself where there is none.
    pub(crate) fn get<'w>(&'w self, key: &'w str) -> &'w str {
        self.flat.get(key).map_or(key, String::as_str)
    }

    /// The word at `key`, if there is one and it says something.
    pub(crate) fn known(&self, key: &str) -> Option<&str> {
        self.flat.get(key).map(String::as_str).filter(|word| !word.is_empty())
    }

    /// The word at `key` with `{name}` replaced by its value.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut out = self.get(key).to_owned();
        for (name, value) in values {
            out = out.replace(&format!("{{{name}}}"), value);
        }
        out
    }

    /// "12 articles": the form of `key` for `n`, with `{n}` written out.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        let one = n == 1 || (n == 0 && self.get("numbers.zero") == "one");
        self.fill(&format!("{key}.{}", if one { "one" } else { "other" }), &[("n", &self.number(n))])
    }

    /// A number with its digits in groups.
    pub(crate) fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let group = self.get("numbers.group");
        let mut out = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 3 {
                out.push_str(group);
            }
            out.push(digit);
        }
        out
    }

    /// A share in thousandths as whole per cent: "84 %".
    pub(crate) fn percent(&self, permille: usize) -> String {
        if permille > 0 && permille < 5 {
            return self.get("numbers.under_one_percent").to_owned();
        }
        self.fill("numbers.percent", &[("n", &((permille + 5) / 10).to_string())])
    }

    /// A date as precise as it is: "15 February 2026", "February 2026", "2026".
    pub(crate) fn date(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let year = year.to_string();
        let Some(month) = month else { return year };
        let name = self.get(&format!("dates.m{month}")).to_owned();
        match day {
            None => self.fill("dates.month", &[("month", &name), ("year", &year)]),
            Some(1) => self.fill("dates.day", &[("day", self.get("dates.first")), ("month", &name), ("year", &year)]),
            Some(day) => self.fill("dates.day", &[("day", &day.to_string()), ("month", &name), ("year", &year)]),
        }
    }

    /// "A", "A and B", "A, B and C".
    pub(crate) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => {
                self.fill("lists.last", &[("most", &most.join(self.get("lists.comma"))), ("last", last)])
            }
        }
    }
}

fn hang<'w>(table: &mut BTreeMap<&'w str, Tree<'w>>, key: &'w str, word: &'w str) {
    match key.split_once('.') {
        None => {
            table.insert(key, Tree::Word(word));
        }
        Some((head, rest)) => {
            if let Tree::Table(inner) = table.entry(head).or_insert_with(|| Tree::Table(BTreeMap::new())) {
                hang(inner, rest, word);
            }
        }
    }
}

fn flatten(prefix: &str, fields: &[Field], each: &mut impl FnMut(String, String, std::ops::Range<usize>)) {
    for field in fields {
        let key = if prefix.is_empty() { field.key.clone() } else { format!("{prefix}.{}", field.key) };
        match &field.node.value {
            Value::Table(inner) => flatten(&key, inner, each),
            _ => each(key, field.node.text().unwrap_or_default(), field.key_at.clone()),
        }
    }
}

fn unknown(
    name: &str,
    text: &str,
    key: &str,
    at: std::ops::Range<usize>,
    known: &BTreeMap<String, String>,
) -> Diagnostic {
    let near = did_you_mean(key, known.keys().map(String::as_str));
    Diagnostic::new(
        Code::UnknownKey,
        Place::within(format!("templates/words/{name}.toml"), text, at),
        format!("no page uses the word `{key}`"),
        near.map_or_else(|| "delete the line".to_owned(), |near| format!("did you mean `{near}`?")),
    )
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::render::shipped;
    use crate::text::{Date, Lang};

    fn words(tag: &str) -> Words {
        Words::new(&shipped::look(), &Lang::parse(tag).unwrap_or_else(Lang::english)).0
    }

    #[test]
    fn forms() {
        let english = words("en");
        assert_eq!(english.number(1_234_567), "1,234,567");
        assert_eq!(english.count("counts.articles", 1), "1 article");
        assert_eq!(english.count("counts.articles", 0), "0 articles");
        assert_eq!(english.list(&["A".to_owned(), "B".to_owned(), "C".to_owned()]), "A, B and C");
        let date = Date::day(2026, 2, 15);
        assert_eq!(date.map(|d| english.date(d)).as_deref(), Some("15 February 2026"));
        let french = words("fr-BE");
        assert_eq!(date.map(|d| french.date(d)).as_deref(), Some("15 février 2026"));
        assert_eq!(french.count("counts.articles", 0), "0 article");
        assert_eq!(french.lang.tag(), "fr-BE");
        assert_eq!(date.map(|d| words("de").date(d)).as_deref(), Some("15. Februar 2026"));
        assert_eq!(words("de-AT").lang.tag(), "de-AT");
        assert_eq!(words("es").lang.tag(), "en");
    }

    #[test]
    fn languages_have_the_same_words() {
        let english = words("en");
        for tag in ["de", "fr", "nl"] {
            let other = shipped::look();
            let mut keys = std::collections::BTreeSet::new();
            let text = other.words.get(tag).map(|w| w.content.to_string()).unwrap_or_default();
            let fields = crate::text::fields::from_toml(&text).unwrap_or_default();
            super::flatten("", &fields, &mut |key, _, _| {
                keys.insert(key);
            });
            let ours: std::collections::BTreeSet<String> = english.flat.keys().cloned().collect();
            assert_eq!(ours.symmetric_difference(&keys).collect::<Vec<_>>(), Vec::<&String>::new(), "{tag}");
        }
    }

    #[test]
    fn templates_use_words_that_exist() {
        let english = words("en");
        for (name, template) in &shipped::look().templates {
            let boundary = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.'));
            for used in template.content.split(boundary).filter_map(|token| token.strip_prefix("w.")) {
                assert!(english.flat.contains_key(used), "{name} uses w.{used}");
            }
        }
    }
}
