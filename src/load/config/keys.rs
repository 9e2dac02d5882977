//! The keys of book.toml, table by table: what its readers ask for, what is no unknown key, and what the JSON Schema tells.

use crate::model::Marking;
use crate::model::config::{EntityKind, Rights};
use crate::model::keys::{Key, Keys, Shape};

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, about }
}

fn markings() -> Vec<&'static str> {
    Marking::ALL.map(Marking::name).to_vec()
}

fn rights() -> Vec<&'static str> {
    Rights::ALL.map(Rights::name).to_vec()
}

fn kinds() -> Vec<&'static str> {
    EntityKind::ALL.map(EntityKind::name).to_vec()
}

/// The top of the file.
pub static TOP: Keys = Keys {
    keys: &[
        key("book", Shape::Table(&ABOUT), "What the dossier is."),
        key("theme", Shape::Tables(&THEME), "A subject that articles are grouped by."),
        key("entity", Shape::Tables(&ENTITY), "A name with its other spellings."),
        key("edition", Shape::Table(&EDITION), "What may leave the machine. Without it, everything is a working copy."),
        key("defaults", Shape::Tables(&DEFAULTS), "What is so of many seeds: as in a sidecar, and weaker."),
        key("build", Shape::Table(&BUILD), "Where the site is written."),
        key("output", Shape::Table(&OUTPUT), "What is written."),
        key("rust", Shape::Theirs, "mdBook's: passed over."),
        key("preprocessor", Shape::Theirs, "mdBook's: passed over."),
        key("language", Shape::Theirs, "mdBook's: passed over."),
    ],
    is_shared: false,
};

/// `[book]`.
pub static ABOUT: Keys = Keys {
    keys: &[
        key("title", Shape::Text, "The dossier's title. Without it, the folder's name."),
        key("authors", Shape::Texts, "Who made the dossier."),
        key("description", Shape::Text, "What it is, in a sentence."),
        key(
            "language",
            Shape::Text,
            "The language of the pages, and of an article that nothing says another of: a tag such as `en`, `nl` or `pt-BR`.",
        ),
        key(
            "src",
            Shape::Text,
            "The folder of the seeds, below the one of book.toml: `seeds` where none is named, `.` for the folder itself.",
        ),
        key("multilingual", Shape::Theirs, "mdBook's: passed over."),
        key("text-direction", Shape::Theirs, "mdBook's: passed over."),
    ],
    is_shared: false,
};

/// `[build]`.
pub static BUILD: Keys = Keys {
    keys: &[key(
        "build-dir",
        Shape::Text,
        "The folder that a build owns and writes, below the one of book.toml: `public` where none is named.",
    )],
    is_shared: true,
};

/// `[output]`.
pub static OUTPUT: Keys =
    Keys { keys: &[key("html", Shape::Table(&HTML), "Addresses and stylesheets of the site.")], is_shared: true };

/// `[output.html]`.
pub static HTML: Keys = Keys {
    keys: &[
        key(
            "site-url",
            Shape::Text,
            "Where the front page's folder will stand: `https://example.org/dossier/` or `/dossier/`.",
        ),
        key("cname", Shape::Text, "The domain alone, for GitHub Pages' CNAME file."),
        key("git-repository-url", Shape::Text, "The address of the repository's web page."),
        key(
            "edit-url-template",
            Shape::Text,
            "An address at which a seed can be edited, with the seed's `{path}` in it.",
        ),
        key("additional-css", Shape::Texts, "Stylesheets of your own below `static/`."),
    ],
    is_shared: true,
};

/// `[[theme]]`.
pub static THEME: Keys = Keys {
    keys: &[
        key(
            "id",
            Shape::Text,
            "Its name in addresses and front matter: lower-case letters, digits and hyphens. Without it, made from the title.",
        ),
        key("title", Shape::Text, "Its title."),
        key("about", Shape::Text, "What it is about, in a sentence."),
        key("terms", Shape::Texts, "The words and phrases that mark it, in any of their forms."),
    ],
    is_shared: false,
};

/// `[[entity]]`.
pub static ENTITY: Keys = Keys {
    keys: &[
        key("name", Shape::Text, "The name that pages show."),
        key("kind", Shape::OneOf(kinds), "What kind of thing bears it."),
        key("aliases", Shape::Texts, "Its other spellings."),
    ],
    is_shared: false,
};

/// `[[defaults]]`: its other keys are those of a sidecar, which are read where it is.
pub static DEFAULTS: Keys = Keys {
    keys: &[key(
        "match",
        Shape::Text,
        "The paths of the seeds, below the folder of the seeds: `gazette/**` or `*.{txt,md}`.",
    )],
    is_shared: true,
};

/// `[edition]`.
pub static EDITION: Keys = Keys {
    keys: &[
        key("marking", Shape::OneOf(markings), "For whom the edition is, in TLP 2.0: `clear` where none is given."),
        key("unmarked", Shape::OneOf(markings), "What an article without a marking counts as. It has no default."),
        key("clippings", Shape::OneOf(rights), "What readers see of other people's texts. It has no default."),
        key("pictures", Shape::Truth, "Whether pictures of clippings are shown; those of your own texts are."),
        key("excerpt-words", Shape::Number, "How many words an excerpt has at most: 90 where none is given."),
    ],
    is_shared: false,
};

/// The tables by their headings.
static TABLES: [(&str, &Keys); 9] = [
    ("", &TOP),
    ("[book]", &ABOUT),
    ("[build]", &BUILD),
    ("[output]", &OUTPUT),
    ("[output.html]", &HTML),
    ("[[theme]]", &THEME),
    ("[[entity]]", &ENTITY),
    ("[[defaults]]", &DEFAULTS),
    ("[edition]", &EDITION),
];

/// The keys of the table with this heading.
pub(super) fn of(heading: &str) -> &'static Keys {
    TABLES.iter().find(|(known, _)| *known == heading).map_or(&TOP, |(_, keys)| keys)
}

/// The heading of the table that a key belongs to.
pub(super) fn home(key: &str) -> Option<&'static str> {
    let is_ours =
        |keys: &Keys| keys.keys.iter().any(|known| known.name == key && !matches!(known.shape, Shape::Theirs));
    TABLES.iter().find(|(heading, keys)| !heading.is_empty() && is_ours(keys)).map(|(heading, _)| *heading)
}
