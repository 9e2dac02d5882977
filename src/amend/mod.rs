//! The room `amend`: corrections into the text of the file that says them. Enters: the text of a sidecar or of front matter, and
//! what the owner wants it to say. Leaves: the text that says so, with its comments, its order and everything else as it was.
//! Keep out: the disk, seeds, what a correction means.

mod in_toml;
mod in_yaml;

use crate::text::anchor::Anchor;

/// One thing that a file is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A value under a name; a value of nothing takes the name out.
    Say {
        /// The name, as it stands in the file if it stands there.
        key: String,
        /// The value.
        value: Value,
    },
    /// Something is so of lines. What the file said of the same lines under one of `instead` goes.
    Draw {
        /// The name of the list.
        list: &'static str,
        /// Names of lists that say the opposite, its own among them.
        instead: &'static [&'static str],
        /// What else is said of them: a name and its value.
        more: Option<(&'static str, &'static str)>,
        /// The lines.
        anchor: Anchor,
    },
    /// Nothing is said any more of these lines in these lists.
    Forget {
        /// The names of the lists.
        lists: &'static [&'static str],
        /// The lines.
        anchor: Anchor,
    },
}

/// A value that a correction can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words on one line.
    Text(String),
    /// Several of them.
    List(Vec<String>),
    /// True or false.
    Truth(bool),
    /// Nothing: the name goes.
    Nothing,
}

impl Value {
    /// Whether it is written and holds nothing: that there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Truth(_) | Self::Nothing => false,
        }
    }
}

/// The language of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// A sidecar, or front matter between `+++`.
    Toml,
    /// Front matter between `---`.
    Yaml,
}

/// `text` with `changes` made, in the order given.
///
/// # Errors
/// A sentence that says why the text cannot be changed: it is not what its language says, or no change of it is safe.
pub fn amend(text: &str, language: Language, changes: &[Change]) -> Result<String, String> {
    match language {
        Language::Toml => in_toml::amend(text, changes),
        Language::Yaml => in_yaml::amend(text, changes),
    }
}
