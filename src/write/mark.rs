//! In: the text of the file `.briefbook` at the top of an output folder. Out: the files that briefbook wrote there.
//! Keep out: every other file of the folder.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

/// The marker's name, at the top of every tree that briefbook writes.
pub(super) const NAME: &str = ".briefbook";

const FIRST: &str = "This folder is written by briefbook: each build replaces it. Its files:";

/// The files of one build, relative to its top, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(BTreeSet<String>);

impl Manifest {
    /// The manifest of these files.
    pub(super) fn new<'a>(files: impl IntoIterator<Item = &'a str>) -> Self {
        Self(files.into_iter().map(str::to_owned).collect())
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
        for file in &self.0 {
            text.push_str(file);
            text.push('\n');
        }
        text
    }

    /// Whether briefbook wrote `file`.
    pub(super) fn holds(&self, file: &str) -> bool {
        self.0.contains(file)
    }

    /// How many of its files `other` does not have.
    pub(super) fn without(&self, other: &Self) -> usize {
        self.0.difference(&other.0).count()
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        (lines.next() == Some(FIRST)).then(|| Self::new(lines.filter(|line| !line.is_empty())))
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

    #[test]
    fn text_and_back() {
        let manifest = Manifest::new(["b.html", "a/b.html"]);
        assert!(manifest.text().ends_with("\na/b.html\nb.html\n"));
        assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
        assert_eq!(Manifest::parse("a/b.html\n"), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
