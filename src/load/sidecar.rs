//! Names of sidecars, right and wrong. Paths come in; which seed each is meant for goes out. No disk, no content.

use crate::model::SeedPath;
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The ending of a sidecar's name.
const ENDING: &str = ".toml";

/// Endings of files of named values, in lower case: what a sidecar is called by mistake.
const VALUES: [&str; 5] = [ENDING, ".tml", ".yaml", ".yml", ".json"];

/// Endings that an editor adds behind the name that its user typed.
const ADDED: [&str; 4] = [".txt", ".text", ".md", ".markdown"];

/// The files that are about one seed, where the plain name of its sidecar does not tell them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Its sidecar, when the name ends in other letter case.
    pub(super) sidecar: Option<String>,
    /// Files that seem meant as its sidecar and are called otherwise, sorted.
    pub(super) misnamed: Vec<String>,
}

/// The path of the seed that a sidecar at `path` belongs to, whatever the letter case of `.toml`.
pub(super) fn seed_of(path: &str) -> Option<&str> {
    let (seed, ending) = path.split_at_checked(path.len().checked_sub(ENDING.len())?)?;
    ending.eq_ignore_ascii_case(ENDING).then_some(seed)
}

/// Which of `files` are about which of `texts`, the files that may be seeds. All are paths below the root.
pub(super) fn assign(files: &BTreeSet<String>, texts: &BTreeSet<&str>) -> BTreeMap<SeedPath, Names> {
    let near: Vec<(&String, String)> = files.iter().filter_map(|path| Some((path, bare(name(path))?))).collect();
    let mut out: BTreeMap<SeedPath, Names> = BTreeMap::new();
    let sidecars: BTreeSet<&str> = files.iter().map(String::as_str).filter(|path| is_right(path, texts)).collect();
    let mut index: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
    if near.iter().any(|(path, _)| !sidecars.contains(path.as_str())) {
        for path in texts.iter().filter(|path| bare(name(path)).is_none()) {
            let (whole, stem) = (fold(name(path)), fold(stem(name(path))));
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
        let of = |words: &str| index.get(&(folder(path), words.to_owned()));
        let meant = of(bare).or_else(|| of(stem(bare)));
        for seed in meant.into_iter().flatten() {
            out.entry(SeedPath::new(seed)).or_default().misnamed.push((*path).clone());
        }
    }
    out
}

/// The seeds that a file at `path` may be about, though it is called otherwise than their sidecar.
pub(super) fn meant<'a>(path: &'a str, seeds: &'a BTreeSet<SeedPath>) -> impl Iterator<Item = &'a SeedPath> {
    let bare =
        bare(name(path)).filter(|_| !seed_of(path).is_some_and(|seed| right(seed) == path && is_known(seed, seeds)));
    bare.into_iter().flat_map(move |bare| {
        let is_meant = move |seed: &&SeedPath| {
            let (whole, short) = (fold(seed.file_name()), fold(stem(seed.file_name())));
            seed.folder() == folder(path) && [bare.as_str(), stem(&bare)].iter().any(|b| *b == whole || *b == short)
        };
        seeds.iter().filter(is_meant)
    })
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

/// A file's name, folded, without the endings that a sidecar may be given by mistake; nothing when it has none.
fn bare(name: &str) -> Option<String> {
    let folded = fold(name);
    let cut = |name: &str, endings: &[&str]| {
        endings.iter().find_map(|end| name.strip_suffix(end)).map(|rest| rest.trim_end().to_owned())
    };
    let typed = cut(&folded, &ADDED).filter(|typed| cut(typed, &VALUES).is_some()).unwrap_or(folded);
    let mut bare = cut(&typed, &VALUES)?;
    while let Some(shorter) = cut(&bare, &VALUES) {
        bare = shorter;
    }
    (!bare.is_empty()).then_some(bare)
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
    use crate::model::SeedPath;
    use std::collections::BTreeSet;

    fn of(files: &[&str], seed: &str) -> Names {
        let all: BTreeSet<String> = files.iter().map(|file| (*file).to_owned()).collect();
        let texts = files.iter().copied().filter(|file| file.ends_with(".txt") || file.ends_with(".md")).collect();
        assign(&all, &texts).remove(&SeedPath::new(seed)).unwrap_or_default()
    }

    #[test]
    fn names_without_their_endings() {
        assert_eq!(bare("A.txt.YAML").as_deref(), Some("a.txt"));
        assert_eq!(bare("a.txt.toml.txt").as_deref(), Some("a.txt"));
        assert_eq!(bare("a.toml.toml").as_deref(), Some("a"));
        assert_eq!((bare("a.txt"), bare(".toml"), bare("toml"), bare("a.toml.pdf")), (None, None, None, None));
    }

    #[test]
    fn near_misses_find_their_seeds() {
        for wrong in ["s/a.toml", "s/a.txt.yml", "s/A.TXT.toml", "s/a.txt.toml.txt", "s/a.toml.txt", "s/a.tx.toml"] {
            assert_eq!(of(&["s/a.txt", wrong], "s/a.txt").misnamed, [wrong], "{wrong}");
        }
        let both = ["s/a.txt", "s/a.md", "s/a.toml"];
        assert_eq!((of(&both, "s/a.txt").misnamed.len(), of(&both, "s/a.md").misnamed.len()), (1, 1));
        for other in ["s/Cargo.toml", "a.toml", "s/b/a.yaml", "s/b.txt.toml", "s/a.txt.toml", "s/notes.toml.txt"] {
            assert_eq!(of(&["s/a.txt", other], "s/a.txt"), Names::default(), "{other}");
        }
        assert_eq!(of(&["e\u{301}.txt", "\u{e9}.txt.toml"], "e\u{301}.txt").misnamed.len(), 1);
    }

    #[test]
    fn letter_case_of_the_ending() {
        let one = of(&["a.txt", "a.txt.TOML"], "a.txt");
        assert_eq!((one.sidecar.as_deref(), one.misnamed.len()), (Some("a.txt.TOML"), 0));
        let two = of(&["a.txt", "a.txt.TOML", "a.txt.toml"], "a.txt");
        assert_eq!((two.sidecar, two.misnamed), (None, vec!["a.txt.TOML".to_owned()]));
        let two = of(&["a.txt", "a.txt.TOML", "a.txt.Toml"], "a.txt");
        assert_eq!((two.sidecar.as_deref(), two.misnamed.len()), (Some("a.txt.TOML"), 1));
    }
}
