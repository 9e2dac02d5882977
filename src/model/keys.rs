//! Keys of the files that the owner writes, as data: the readers know no others, and the JSON Schemas say the same.

/// A key that a reader understands.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value can be.
    pub shape: Shape,
    /// What it says, in a sentence.
    pub about: &'static str,
}

/// What the value of a key can be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A list of texts, or one text.
    Texts,
    /// A day, a month or a year.
    Date,
    /// The same, or an empty text: there is none.
    DateOrNone,
    /// True or false.
    Truth,
    /// A whole number.
    Number,
    /// One of these words.
    OneOf(fn() -> Vec<&'static str>),
    /// A table with these keys.
    Table(&'static Keys),
    /// Tables with these keys.
    Tables(&'static Keys),
    /// Whatever another program wants there.
    Theirs,
}

/// The keys of one table.
#[derive(Debug)]
pub struct Keys {
    /// The keys, in the order in which they are told.
    pub keys: &'static [Key],
    /// Whether other programs have keys of their own there.
    pub is_shared: bool,
}

impl Keys {
    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.keys.iter().map(|key| key.name)
    }

    /// Whether a key of this name is among them.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }
}
