//! In: the text of the file `.briefbook` at the top of an output folder. Out: the files that briefbook wrote there, and by what
//! key their bytes are known.
//! Keep out: every other file of the folder.

use crate::text::Key;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

/// The marker's name, at the top of every tree that briefbook writes.
pub(super) const NAME: &str = crate::model::site::MARKER;

const FIRST: &str = "This folder is written by briefbook: each build replaces it. Its files:";

/// The files of one build, relative to its top, with `/`, each with the key of its bytes where that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(BTreeMap<String, Option<Key>>);

impl Manifest {
    /// The manifest of these files, whose bytes are not known.
    pub(super) fn new<'a>(files: impl IntoIterator<Item = &'a str>) -> Self {
        Self(files.into_iter().map(|file| (file.to_owned(), None)).collect())
    }

    /// The manifest of these files with their bytes' keys.
    pub(super) fn sealed<'a>(files: impl IntoIterator<Item = (&'a str, Key)>) -> Self {
        Self(files.into_iter().map(|(file, key)| (file.to_owned(), Some(key))).collect())
    }

    /// The manifest in the marker of `folder`: `None` when it has no marker, or one of another make.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(NAME);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => Ok(Self::parse(&String::from_utf8_lossy(&fs::read(path)?))),
            Ok(_) => Ok(None),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(cause),
        }
    }

    /// What the marker says.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{FIRST}\n");
        for (file, key) in &self.0 {
            text.push_str(file);
            if let Some(Key(key)) = key {
                // no address holds a tab
                text.push_str(&format!("\t{key:016x}"));
            }
            text.push('\n');
        }
        text
    }

    /// Whether briefbook wrote `file`.
    pub(super) fn holds(&self, file: &str) -> bool {
        self.0.contains_key(file)
    }

    /// Its files whose bytes are known, with their keys.
    pub(super) fn known(&self) -> Vec<(&str, Key)> {
        self.0.iter().filter_map(|(file, key)| Some((file.as_str(), (*key)?))).collect()
    }

    /// How many of its files `other` does not have.
    pub(super) fn without(&self, other: &Self) -> usize {
        self.0.keys().filter(|file| !other.holds(file)).count()
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let read = |line: &str| match line.split_once('\t') {
            Some((file, key)) => (file.to_owned(), u64::from_str_radix(key, 16).ok().map(Key)),
            None => (line.to_owned(), None),
        };
        (lines.next() == Some(FIRST)).then(|| Self(lines.filter(|line| !line.is_empty()).map(read).collect()))
    }
}

/// Whether a tree's marker begins as ours do: enough to know whose tree it is, even when the rest was cut off.
pub(super) fn is_ours(folder: &Path) -> bool {
    let path = folder.join(NAME);
    let mut start = [0; FIRST.len()];
    fs::symlink_metadata(&path).is_ok_and(|found| found.is_file())
        && fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && start == FIRST.as_bytes()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Manifest;
    use crate::text::Key;

    #[test]
    fn text_and_back() {
        let manifest = Manifest::new(["b.html", "a/b.html"]);
        assert!(manifest.text().ends_with("\na/b.html\nb.html\n"));
        assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
        let sealed = Manifest::sealed([("a b.html", Key(5)), ("c.html", Key(u64::MAX))]);
        assert!(sealed.text().ends_with("\nc.html\tffffffffffffffff\n"));
        assert_eq!(Manifest::parse(&sealed.text()), Some(sealed));
        assert_eq!(Manifest::parse("a/b.html\n"), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
