//! A sidecar whose seed is gone, and the seed that it is probably of: the one that holds the words that it records, else the one whose
//! name is nearest. Names and texts come in; a seed goes out.

use super::sidecar::seed_of;
use crate::diagnostic::did_you_mean;
use crate::model::SeedPath;
use crate::text::decode::decode;
use crate::text::fields::{Field, Value, from_toml};
use crate::text::fold::fold;
use std::fs;
use std::path::Path;

/// Most seeds that are looked through for the words of one sidecar.
const MOST: usize = 2_000;

/// Longest file that is looked through, in bytes.
const LONGEST: u64 = 4 << 20;

/// Fewer characters than this are no evidence.
const TELLING: usize = 12;

/// The one of `seeds`, which have no sidecar, that the sidecar at `path` below `root` is probably of, and whether its words say so.
pub(super) fn probable<'s>(root: &Path, path: &str, seeds: &[&'s SeedPath]) -> Option<(&'s SeedPath, bool)> {
    by_words(root, path, seeds).map(|seed| (seed, true)).or_else(|| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let beside = || seeds.iter().filter(|seed| seed.folder() == folder);
        let near = did_you_mean(seed_of(name).unwrap_or(name), beside().map(|seed| seed.file_name()))?;
        beside().find(|seed| seed.file_name() == near).map(|seed| (*seed, false))
    })
}

/// The seed that holds most of the words that the sidecar records, if no other holds as many.
fn by_words<'s>(root: &Path, path: &str, seeds: &[&'s SeedPath]) -> Option<&'s SeedPath> {
    let recorded = recorded(&from_toml(&text(&root.join(path))?).ok()?);
    if recorded.is_empty() {
        return None;
    }
    let held = |seed: &&'s SeedPath| {
        let words = squeezed(&text(&root.join(seed.as_str()))?);
        let count = recorded.iter().filter(|said| words.contains(said.as_str())).count();
        (count > 0).then_some((count, *seed))
    };
    let mut found: Vec<(usize, &SeedPath)> = seeds.iter().take(MOST).filter_map(held).collect();
    found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (most, seed) = *found.first()?;
    let is_alone = found.get(1).is_none_or(|(count, _)| *count < most);
    is_alone.then_some(seed)
}

/// First and last words of lines, and titles.
fn recorded(fields: &[Field]) -> Vec<String> {
    let mut out = Vec::new();
    for field in fields {
        match &field.node.value {
            Value::Text(words) if ["title", "from", "to", "after"].contains(&field.key.as_str()) => {
                let words = squeezed(words);
                out.extend((words.chars().count() >= TELLING).then_some(words));
            }
            Value::List(nodes) if ["keep", "aside"].contains(&field.key.as_str()) => {
                for node in nodes {
                    if let Value::Table(inner) = &node.value {
                        out.extend(recorded(inner));
                    }
                }
            }
            _ => {}
        }
    }
    out
}

fn squeezed(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(path: &Path) -> Option<String> {
    let found = fs::symlink_metadata(path).ok()?;
    let bytes = (found.is_file() && found.len() <= LONGEST).then(|| fs::read(path).ok())??;
    Some(decode(&bytes).text)
}
