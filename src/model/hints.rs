//! What one seed may be told of others: which of its lines stand in most clippings of its site. And what it prints, as keys,
//! from which somebody who sees all seeds can count that. No words leave a seed this way.

use crate::text::Key;

/// Lines of a seed that stand in most clippings of its site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints(Box<[Key]>);

/// What a seed prints, read alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The site it names, or its address's host.
    pub site: Option<Key>,
    /// Whether it may be told by its lines alone which site it is of: a page copied whole.
    pub is_copied: bool,
    /// Its short lines, sorted, each once.
    pub short: Box<[Key]>,
    /// Those of them that were taken for the article or its title, sorted.
    pub kept: Box<[Key]>,
    /// Its long lines, sorted, each once.
    pub long: Box<[Key]>,
}

/// How a line counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// May be a site's.
    Short(Key),
    /// Is a text's: tells two seeds apart that are not one text.
    Long(Key),
}

impl Length {
    /// Bytes that a site's line has at most; of half as many characters in scripts of three bytes each.
    const SHORT: usize = 160;

    /// The key of a line, by its letters and digits in lower case; nothing of a line without any.
    #[must_use]
    pub fn of(line: &str) -> Option<Self> {
        let line = line.trim();
        if line.len() > Self::SHORT {
            return Some(Self::Long(Key::of(line)));
        }
        let mut bare = String::with_capacity(line.len());
        line.chars().filter(|c| c.is_alphanumeric()).for_each(|c| bare.extend(c.to_lowercase()));
        (!bare.is_empty()).then(|| Self::Short(Key::of(&bare)))
    }
}

impl Hints {
    /// Hints of these lines.
    #[must_use]
    pub fn new(mut lines: Vec<Key>) -> Self {
        lines.sort_unstable();
        lines.dedup();
        Self(lines.into())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `line` stands in most clippings of the site.
    #[must_use]
    pub fn recurs(&self, line: &str) -> bool {
        let key = || match Length::of(line) {
            Some(Length::Short(key)) => Some(key),
            _ => None,
        };
        !self.is_empty() && key().is_some_and(|key| self.0.binary_search(&key).is_ok())
    }
}
