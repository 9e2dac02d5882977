//! Names of sidecars, right and wrong. Paths come in; which seed each is meant for goes out. No disk, no content.

use crate::diagnostic::did_you_mean;
use crate::model::{Called, SeedPath};
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The ending of a sidecar's name.
const ENDING: &str = ".toml";

/// Endings of files of named values, in lower case: what a sidecar is called by mistake.
const VALUES: [&str; 5] = [ENDING, ".tml", ".yaml", ".yml", ".json"];

/// Endings that an editor adds behind the name that its user typed.
const ADDED: [&str; 4] = [".txt", ".text", ".md", ".markdown"];

/// Endings of copies that programs and people leave beside a file.
const COPIES: [&str; 6] = ["~", ".bak", ".old", ".orig", ".save", ".tmp"];

/// What a name may add to the seed's, to say that it is about it.
const ABOUT: [&str; 7] = ["meta", "metadata", "info", "sidecar", "marking", "tlp", "properties"];

/// The files that are about one seed, where the plain name of its sidecar does not tell them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Its sidecar, when the name ends in other letter case.
    pub(super) sidecar: Option<String>,
    /// Files that seem meant as its sidecar and are called otherwise, sorted.
    pub(super) misnamed: Vec<(String, Called)>,
}

/// The path of the seed that a sidecar at `path` belongs to, whatever the letter case of `.toml`.
pub fn seed_of(path: &str) -> Option<&str> {
    let (seed, ending) = path.split_at_checked(path.len().checked_sub(ENDING.len())?)?;
    ending.eq_ignore_ascii_case(ENDING).then_some(seed)
}

/// Which of `files` are about which of `texts`, the files that may be seeds. All are paths below the root.
pub(super) fn assign(files: &BTreeSet<String>, texts: &BTreeSet<&str>) -> BTreeMap<SeedPath, Names> {
    let near: Vec<(&String, Bare)> = files.iter().filter_map(|path| Some((path, bare(name(path))?))).collect();
    let mut out: BTreeMap<SeedPath, Names> = BTreeMap::new();
    for (path, of) in texts.iter().filter_map(|path| Some((path, text_of(path, |seed| texts.contains(seed))?))) {
        out.entry(SeedPath::new(of)).or_default().misnamed.push(((*path).to_owned(), Called::Text));
    }
    let sidecars: BTreeSet<&str> = files.iter().map(String::as_str).filter(|path| is_right(path, texts)).collect();
    let mut index: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
    let mut names: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    if near.iter().any(|(path, _)| !sidecars.contains(path.as_str())) {
        for path in texts.iter().filter(|path| bare(name(path)).is_none()) {
            let (whole, stem) = (fold(name(path)), fold(stem(name(path))));
            names.entry(whole.clone()).or_default().push(path);
            if whole != stem {
                index.entry((folder(path), stem)).or_default().push(path);
            }
            index.entry((folder(path), whole)).or_default().push(path);
        }
    }
    for (path, bare) in near.iter().filter(|(path, _)| !sidecars.contains(path.as_str())) {
        if let Some(seed) = seed_of(path).filter(|seed| texts.contains(seed) && !files.contains(&right(seed))) {
            let names = out.entry(SeedPath::new(seed)).or_default();
            if names.sidecar.is_none() {
                names.sidecar = Some((*path).clone());
                continue;
            }
        }
        let meant = bare.words().iter().find_map(|words| index.get(&(folder(path), (*words).to_owned())));
        let meant = meant.map(|seeds| (seeds.clone(), if bare.is_copy { Called::Kept } else { Called::Nearly }));
        let (seeds, called) = meant.unwrap_or_else(|| {
            let wanted = wanted(path).map(fold);
            let same = wanted.as_ref().and_then(|wanted| names.get(wanted)).cloned().unwrap_or_default();
            let slip = || {
                let beside = texts.iter().filter(|text| folder(text) == folder(path)).copied();
                wanted.iter().flat_map(|wanted| slip_of(wanted, beside.clone())).collect()
            };
            (if same.is_empty() { slip() } else { same }, Called::Elsewhere)
        });
        for seed in seeds {
            out.entry(SeedPath::new(seed)).or_default().misnamed.push(((*path).clone(), called));
        }
    }
    out.values_mut().for_each(|names| names.misnamed.sort());
    out
}

/// The seeds that a file at `path` may be about, though it is called otherwise than their sidecar.
pub(super) fn meant<'a>(path: &'a str, seeds: &'a BTreeSet<SeedPath>) -> impl Iterator<Item = &'a SeedPath> {
    let bare =
        bare(name(path)).filter(|_| !seed_of(path).is_some_and(|seed| right(seed) == path && is_known(seed, seeds)));
    let text = text_of(path, |seed| is_known(seed, seeds)).and_then(|seed| seeds.get(&SeedPath::new(seed)));
    let wanted = bare.as_ref().and_then(|_| wanted(path)).map(fold);
    let about = bare.into_iter().flat_map(move |bare| {
        let wanted = wanted.clone();
        let is_meant = move |seed: &&SeedPath| {
            let (whole, short) = (fold(seed.file_name()), fold(stem(seed.file_name())));
            let is_beside = seed.folder() == folder(path);
            is_beside && bare.words().iter().any(|b| *b == whole || *b == short)
                || wanted.as_ref().is_some_and(|wanted| {
                    *wanted == whole || is_beside && slip_of(wanted, std::iter::once(seed.as_str())).is_some()
                })
        };
        seeds.iter().filter(is_meant)
    });
    about.chain(text)
}

/// Whether a file of this name, though no owner means it, may be a copy of a sidecar.
pub(super) fn is_copy(name: &str) -> bool {
    bare(name).is_some_and(|bare| bare.is_copy)
}

/// The seed's name that a sidecar at `path` belongs to, if it looks like one with an ending of its own.
fn wanted(path: &str) -> Option<&str> {
    seed_of(name(path))
        .filter(|seed| seed.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && !end.is_empty()))
}

/// A name without its numbers, and what parts them from the word before.
fn letters(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if out.ends_with(['-', '_', ' ']) {
            out.pop();
        }
    }
    out
}

/// The seed of `beside` whose name is a slip of the pen away from `wanted`, folded. Another number is another seed.
fn slip_of<'t>(wanted: &str, beside: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let named: Vec<(String, &str)> = beside.map(|path| (fold(name(path)), path)).collect();
    let near = did_you_mean(wanted, named.iter().map(|(name, _)| name.as_str()))?;
    let far = letters(near) == letters(wanted) || near.len().abs_diff(wanted.len()) > 2 || stem(wanted).len() < 4;
    named.iter().find(|(name, _)| name == near).map(|(_, path)| *path).filter(|_| !far)
}

/// The seed that a text at `path` is called after, with another text's ending behind it: `a.txt` of `a.txt.md`.
fn text_of(path: &str, is_seed: impl Fn(&str) -> bool) -> Option<&str> {
    let lower = path.to_ascii_lowercase();
    let end = ADDED.iter().find(|end| lower.ends_with(**end))?;
    path.get(..path.len() - end.len()).filter(|seed| is_seed(seed))
}

fn is_known(seed: &str, seeds: &BTreeSet<SeedPath>) -> bool {
    seeds.contains(&SeedPath::new(seed))
}

/// What the sidecar of `seed` should be called.
fn right(seed: &str) -> String {
    format!("{seed}{ENDING}")
}

/// Whether `path` is called as the sidecar of one of `texts` should be.
fn is_right(path: &str, texts: &BTreeSet<&str>) -> bool {
    path.strip_suffix(ENDING).is_some_and(|seed| texts.contains(seed))
}

/// What is left of a sidecar's name.
struct Bare {
    words: String,
    is_copy: bool,
}

impl Bare {
    /// The folded names that its seed may have, with or without an extension, the likeliest first.
    fn words(&self) -> Vec<&str> {
        let words = self.words.as_str();
        let about = |words: &'_ str| {
            let (rest, last) = words.rsplit_once(['_', '-', '.', ' '])?;
            ABOUT.contains(&last).then_some(rest.len())
        };
        let mut out = vec![words, stem(words)];
        out.extend(about(words).map(|end| &words[..end]));
        out.extend(about(words).map(|end| stem(&words[..end])));
        out.extend(words.rsplit_once(" (").map(|(rest, _)| rest));
        out.extend(words.strip_suffix(" copy").or_else(|| words.strip_suffix(" - copy")));
        out
    }
}

/// A file's name, folded, without the endings that a sidecar may be given by mistake; nothing when it has none.
fn bare(name: &str) -> Option<Bare> {
    let folded = fold(name);
    let cut = |name: &str, endings: &[&str]| {
        endings.iter().find_map(|end| name.strip_suffix(end)).map(|rest| rest.trim_end().to_owned())
    };
    let hidden = folded.strip_prefix('.').or_else(|| folded.strip_prefix('#').and_then(|name| name.strip_suffix('#')));
    let open = hidden.unwrap_or(&folded).to_owned();
    let copied = cut(&open, &COPIES);
    let is_copy = hidden.is_some() || copied.is_some();
    let folded = copied.unwrap_or(open);
    let typed = cut(&folded, &ADDED).filter(|typed| cut(typed, &VALUES).is_some()).unwrap_or(folded);
    let mut bare = cut(&typed, &VALUES)?;
    while let Some(shorter) = cut(&bare, &VALUES) {
        bare = shorter;
    }
    (!bare.is_empty()).then_some(Bare { words: bare, is_copy })
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A name without its extension.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{Names, assign, bare};
    use crate::model::{Called, SeedPath};
    use std::collections::BTreeSet;

    fn of(files: &[&str], seed: &str) -> Names {
        let all: BTreeSet<String> = files.iter().map(|file| (*file).to_owned()).collect();
        let texts = files.iter().copied().filter(|file| file.ends_with(".txt") || file.ends_with(".md")).collect();
        assign(&all, &texts).remove(&SeedPath::new(seed)).unwrap_or_default()
    }

    fn misnamed<'a>(files: &[&'a str], seed: &str) -> Vec<(&'a str, Called)> {
        let found = of(files, seed).misnamed;
        let name = |path: &str| files.iter().copied().find(|file| *file == path).unwrap_or_default();
        found.iter().map(|(path, called)| (name(path), *called)).collect()
    }

    #[test]
    fn names_without_their_endings() {
        let bare = |name: &str| bare(name).map(|bare| (bare.words, bare.is_copy));
        let words = |words: &str, is_copy| Some((words.to_owned(), is_copy));
        assert_eq!(bare("A.txt.YAML"), words("a.txt", false));
        assert_eq!(bare("a.txt.toml.txt"), words("a.txt", false));
        assert_eq!(bare("a.toml.toml"), words("a", false));
        for copy in [".a.txt.toml", "a.txt.toml~", "a.txt.toml.bak", "#a.txt.toml#"] {
            assert_eq!(bare(copy), words("a.txt", true), "{copy}");
        }
        assert_eq!((bare("a.txt"), bare(".toml"), bare("toml"), bare("a.toml.pdf")), (None, None, None, None));
    }

    #[test]
    fn near_misses_find_their_seeds() {
        for wrong in [
            "s/a.toml",
            "s/a.txt.yml",
            "s/A.TXT.toml",
            "s/a.txt.toml.txt",
            "s/a.toml.txt",
            "s/a.tx.toml",
            "s/a_meta.toml",
        ] {
            assert_eq!(misnamed(&["s/a.txt", wrong], "s/a.txt"), [(wrong, Called::Nearly)], "{wrong}");
        }
        let both = ["s/a.txt", "s/a.md", "s/a.toml"];
        assert_eq!((of(&both, "s/a.txt").misnamed.len(), of(&both, "s/a.md").misnamed.len()), (1, 1));
        for other in ["s/Cargo.toml", "a.toml", "s/b/a.yaml", "s/b.txt.toml", "s/a.txt.toml", "s/notes.toml.txt"] {
            assert_eq!(of(&["s/a.txt", other], "s/a.txt"), Names::default(), "{other}");
        }
        assert_eq!(of(&["e\u{301}.txt", "\u{e9}.txt.toml"], "e\u{301}.txt").misnamed.len(), 1);
    }

    #[test]
    fn copies_strays_and_texts() {
        let one = |path, called| assert_eq!(misnamed(&["s/notes.txt", path], "s/notes.txt"), [(path, called)]);
        one("s/.notes.txt.toml", Called::Kept);
        one("s/notes.txt.toml~", Called::Kept);
        one("s/notes.txt.toml.bak", Called::Kept);
        one("s/sub/notes.txt.toml", Called::Elsewhere);
        one("notes.txt.toml", Called::Elsewhere);
        one("s/nots.txt.toml", Called::Elsewhere);
        one("s/notes.txt.md", Called::Text);
        assert_eq!(misnamed(&["s/note-1.txt", "s/note-2.txt.toml"], "s/note-1.txt"), []);
        assert_eq!(misnamed(&["s/notes-2.txt", "s/notes.txt.toml"], "s/notes-2.txt"), []);
        let known = BTreeSet::from([SeedPath::new("s/notes.txt")]);
        for path in ["s/.notes.txt.toml", "x/notes.txt.toml", "s/nots.txt.toml", "s/notes.txt.md", "s/notes_meta.toml"]
        {
            assert_eq!(super::meant(path, &known).count(), 1, "{path}");
        }
        assert_eq!(super::meant("s/notes.txt.toml", &known).count(), 0);
    }

    #[test]
    fn letter_case_of_the_ending() {
        let one = of(&["a.txt", "a.txt.TOML"], "a.txt");
        assert_eq!((one.sidecar.as_deref(), one.misnamed.len()), (Some("a.txt.TOML"), 0));
        let two = of(&["a.txt", "a.txt.TOML", "a.txt.toml"], "a.txt");
        assert_eq!((two.sidecar, two.misnamed), (None, vec![("a.txt.TOML".to_owned(), Called::Nearly)]));
        let two = of(&["a.txt", "a.txt.TOML", "a.txt.Toml"], "a.txt");
        assert_eq!((two.sidecar.as_deref(), two.misnamed.len()), (Some("a.txt.TOML"), 1));
    }
}
