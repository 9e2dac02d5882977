//! What the other seeds of a dossier say of one seed's lines, for whoever looks at that one alone. The same counts as a build's.

use super::recurring::Recurring;
use crate::load::Loaded;
use crate::model::hints::{Hints, Length, Printed};
use crate::model::{SeedPath, Shelf};
use crate::{parse, release};
use rayon::prelude::*;

/// The seeds of a dossier, with what they print.
#[derive(Default)]
pub struct Neighbours {
    seeds: Vec<SeedPath>,
    printed: Vec<Printed>,
    recurring: Recurring,
}

impl Neighbours {
    /// Reads every seed of `loaded` once.
    #[must_use]
    pub fn of(loaded: &Loaded) -> Self {
        let seeds = loaded.shelf.seeds().to_vec();
        let one = |path: &SeedPath| {
            let seed = loaded.shelf.read(path).ok()?;
            let (parsed, _) = parse::parse(&seed, &loaded.config);
            let is_article = release::release(&parsed, &loaded.config).is_ok() && !parse::only_orders(&parsed);
            is_article.then(|| parse::printed(&parsed))
        };
        let printed: Vec<Printed> = seeds.par_iter().map(|path| one(path).unwrap_or_default()).collect();
        let recurring = Recurring::of(printed.iter());
        Self { seeds, printed, recurring }
    }

    /// Whether they say anything of the seed at `path`: of lines that its site prints, not of a note or a text of one's own. It is
    /// told by that seed alone.
    #[must_use]
    pub fn concern(loaded: &Loaded, path: &SeedPath) -> bool {
        let is_listed = loaded.shelf.seeds().binary_search(path).is_ok();
        let seed = is_listed.then(|| loaded.shelf.read(path).ok()).flatten();
        seed.is_some_and(|seed| !parse::printed(&parse::parse(&seed, &loaded.config).0).short.is_empty())
    }

    /// The hints that the seed at `path` is read with.
    pub(super) fn hints(&self, path: &SeedPath) -> Hints {
        self.seeds
            .binary_search(path)
            .map_or_else(|_| Hints::default(), |at| self.recurring.hints(at, &self.printed[at]))
    }

    /// In how many of how many clippings of its site a line of the seed at `path` stands, when it is the site's.
    pub(super) fn recurs(&self, path: &SeedPath, line: &str) -> Option<(u32, u32)> {
        let at = self.seeds.binary_search(path).ok()?;
        match Length::of(line) {
            Some(Length::Short(key)) => self.recurring.recurs(at, key),
            _ => None,
        }
    }
}
