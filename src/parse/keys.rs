//! What the owner may say of a seed, in front matter or a sidecar, as data for the JSON Schema. `corrections` reads it; a test
//! compares the two.

use crate::model::article::{Kind, Origin};
use crate::model::config::Rights;
use crate::model::keys::{Key, Keys, Shape};
use crate::model::{Marking, account};

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, about }
}

fn kinds() -> Vec<&'static str> {
    Kind::ALL.map(Kind::name).to_vec()
}

fn origins() -> Vec<&'static str> {
    [Origin::Own, Origin::Clipping].map(Origin::name).to_vec()
}

fn rights() -> Vec<&'static str> {
    Rights::ALL.map(Rights::name).to_vec()
}

fn shapes() -> Vec<&'static str> {
    account::Shape::ALL.map(account::Shape::name).to_vec()
}

fn markings() -> Vec<&'static str> {
    Marking::ALL.map(Marking::name).to_vec()
}

/// The keys of a sidecar and of front matter.
pub static CORRECTIONS: Keys = Keys {
    keys: &[
        key("title", Shape::Text, "The article's title."),
        key(
            "description",
            Shape::Text,
            "What it says, in a sentence: its standfirst. Empty in a sidecar or in defaults: it has none.",
        ),
        key(
            "authors",
            Shape::Texts,
            "Who wrote it, each with an affiliation in brackets: `Harbour desk (Harbour Institute)`. Empty in a sidecar or in defaults: nobody is named. In front matter an empty value says nothing.",
        ),
        key(
            "date",
            Shape::DateOrNone,
            "When it was published: a day, a month or a year. Empty in a sidecar or in defaults: it bears none.",
        ),
        key(
            "site",
            Shape::Text,
            "Where it was published: the name of the paper, site or institute. Empty in a sidecar or in defaults: none is known.",
        ),
        key("url", Shape::Text, "Its address. Empty in a sidecar or in defaults: it has none."),
        key("language", Shape::Text, "Its language: a tag such as `en`, `fr` or `zh-Hant`."),
        key("kind", Shape::OneOf(kinds), "What kind of text it is."),
        key("origin", Shape::OneOf(origins), "Whether the dossier's authors wrote it, or somebody else did."),
        key("themes", Shape::Texts, "The themes that it is filed under: ids of book.toml."),
        key("tags", Shape::Texts, "Its tags."),
        key("marking", Shape::OneOf(markings), "Who may see it, in TLP 2.0. What cannot be read counts as RED."),
        key("passage", Shape::Tables(&PASSAGE), "Lines that are for fewer readers than the rest."),
        key("rights", Shape::OneOf(rights), "How much of somebody else's text readers see, whatever `[edition]` says."),
        key("withdrawn", Shape::Text, "Why it was taken back: readers get this note in place of the text."),
        key("editors-note", Shape::Text, "What you say of it to readers, in your own words."),
        key("draft", Shape::Truth, "Whether it is a draft, which no edition shows."),
        key("slug", Shape::Text, "Its name in addresses: lower-case letters, digits and hyphens."),
        key(
            "overrules",
            Shape::Texts,
            "Lines of the text that look like a marking and do not speak of the article, as they stand there.",
        ),
        key("source", Shape::Tables(&SOURCE), "What the article rests on."),
        key("aliases", Shape::Texts, "Other names that wiki-links may use, and old addresses that lead to it."),
        key(
            "introduces",
            Shape::Text,
            "What a text of your own stands at the head of: `dossier`, or the id of a theme.",
        ),
        key("lead", Shape::Truth, "Whether it comes first in its themes."),
        key("hidden", Shape::Truth, "Whether it is kept out of lists."),
        key("keep", Shape::Tables(&KEPT), "Lines that are the article, though they look otherwise."),
        key("aside", Shape::Tables(&LINES), "Lines that are not the article."),
    ],
    is_shared: true,
};

/// The keys of `[[source]]`.
pub static SOURCE: Keys = Keys {
    keys: &[
        key("title", Shape::Text, "Its title."),
        key("author", Shape::Text, "Who wrote it."),
        key("publisher", Shape::Text, "Who published it."),
        key("date", Shape::Date, "When it was published."),
        key("url", Shape::Text, "Its address."),
        key("archived", Shape::Text, "The address of a copy in an archive."),
        key("marking", Shape::OneOf(markings), "Who may see it, in TLP 2.0."),
    ],
    is_shared: false,
};

/// The keys of `[[passage]]`.
pub static PASSAGE: Keys = Keys {
    keys: &[
        key("marking", Shape::OneOf(markings), "Who may see these lines, in TLP 2.0."),
        LINES.keys[0],
        LINES.keys[1],
        LINES.keys[2],
        LINES.keys[3],
    ],
    is_shared: false,
};

/// The keys of `[[keep]]`: those of lines, and what they are.
pub static KEPT: Keys = Keys {
    keys: &[
        LINES.keys[0],
        LINES.keys[1],
        LINES.keys[2],
        LINES.keys[3],
        key("as", Shape::OneOf(shapes), "What the lines are, where they are no paragraphs."),
    ],
    is_shared: false,
};

/// The keys of `[[keep]]` and `[[aside]]`: the words by which lines are known.
pub static LINES: Keys = Keys {
    keys: &[
        key("from", Shape::Text, "The first words of the first line; without them, from the beginning on."),
        key("to", Shape::Text, "The last words of the last line; without them, to the end."),
        key("after", Shape::Text, "Words that stand before them, where the first words stand more than once."),
        key(
            "check",
            Shape::Text,
            "How many words they have, and a key of them: with it, only these very words are meant.",
        ),
    ],
    is_shared: false,
};

#[cfg(test)]
mod tests {
    use super::{CORRECTIONS, LINES, SOURCE};
    use std::collections::BTreeSet;

    /// The words of a list of names in a source file.
    fn listed<'s>(source: &'s str, name: &str) -> BTreeSet<&'s str> {
        let (_, list) = source.split_once(&format!("const {name}: [&str")).expect("the list");
        let list = list.split_once("= [").and_then(|(_, rest)| rest.split_once(']')).expect("its end").0;
        list.split('"').skip(1).step_by(2).collect()
    }

    #[test]
    fn readers_and_schema_know_the_same_keys() {
        let mut read = listed(include_str!("corrections.rs"), "KEYS");
        assert!(read.remove("author"), "another name of `authors`");
        assert_eq!(read, CORRECTIONS.names().collect(), "src/parse/keys.rs tells every key that corrections.rs reads");
        assert_eq!(listed(include_str!("written.rs"), "SOURCE_KEYS"), SOURCE.names().collect());
        assert_eq!(listed(include_str!("written.rs"), "ANCHOR_KEYS"), LINES.names().collect());
    }
}
