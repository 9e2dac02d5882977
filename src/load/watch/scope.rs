//! What is watched, and what a path that the system tells of means. In: paths, and the disk as it is by now. Out: [`Changes`].
//! Must not come in: when to tell.

use super::Changes;
use crate::load::shelf::is_ours;
use crate::load::sidecar::{is_copy, meant, seed_of};
use crate::load::tree::below;
use crate::load::{ADDRESSES, BOOK, Loaded, STATICS, TEMPLATES, is_media, litter};
use crate::model::{Config, SeedPath, Shelf};
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a path means to the dossier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Area {
    Config,
    Look,
    Seeds,
    /// A folder that one of the others lies in, or is.
    Above,
}

/// What is watched, and what is known of it.
pub(super) struct Scope {
    pub(super) root: PathBuf,
    pub(super) config: Arc<Config>,
    pub(super) seeds: BTreeSet<SeedPath>,
    /// Those beside which a file is called nearly as their sidecar should be.
    near: BTreeSet<SeedPath>,
}

impl Scope {
    pub(super) fn of(loaded: &Loaded) -> Self {
        let seeds: BTreeSet<SeedPath> = loaded.shelf.seeds().iter().cloned().collect();
        let near = seeds.iter().filter(|seed| loaded.shelf.has_near(seed)).cloned().collect();
        Self { root: loaded.root.clone(), config: Arc::clone(&loaded.config), seeds, near }
    }

    /// The folders below the root that are watched with all that is in them.
    fn folders(&self) -> [&str; 3] {
        [self.config.src.as_str(), TEMPLATES, STATICS]
    }

    /// Tells the system what to watch. Again is as good as once.
    pub(super) fn watch(&self, system: &mut RecommendedWatcher) -> notify::Result<()> {
        if self.config.src.is_empty() {
            return system.watch(&self.root, RecursiveMode::Recursive);
        }
        system.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in self.folders() {
            let path = self.root.join(folder);
            let watched = if is_folder(&path) {
                system.watch(&path, RecursiveMode::Recursive)
            } else {
                let above = path.ancestors().skip(1).find(|above| is_folder(above)).filter(|above| *above != self.root);
                above.map_or(Ok(()), |above| system.watch(above, RecursiveMode::NonRecursive))
            };
            match watched.map_err(|error| error.kind) {
                // It went away meanwhile, which the folder above tells.
                Err(notify::ErrorKind::PathNotFound) | Ok(()) => {}
                Err(kind) => return Err(notify::Error::new(kind).add_path(path)),
            }
        }
        Ok(())
    }

    /// What `path`, below the root, means; nothing when no change there matters.
    pub(super) fn area(&self, path: &str) -> Option<Area> {
        let inside = |folder: &str| path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        if path == BOOK || path == ADDRESSES {
            return Some(Area::Config);
        }
        if self.folders().iter().any(|folder| *folder == path || folder.starts_with(&format!("{path}/"))) {
            return Some(Area::Above);
        }
        let found = match (inside(TEMPLATES).or(inside(STATICS)), self.config.src.as_str()) {
            (Some(rest), _) => (rest, Area::Look),
            (None, "") => (path, Area::Seeds),
            (None, src) => (inside(src)?, Area::Seeds),
        };
        let ours =
            path.match_indices('/').map(|(at, _)| &path[..at]).chain([path]).any(|part| is_ours(&self.config, part));
        let (folders, name) = found.0.rsplit_once('/').unwrap_or(("", found.0));
        let about_a_seed = found.1 == Area::Seeds && is_copy(name);
        let dropped = folders.split('/').any(litter::is_litter)
            || litter::is_litter(name) && !about_a_seed
            || found.1 == Area::Seeds && ours;
        (!dropped).then_some(found.1)
    }

    /// The known seed that `path` is, or is the sidecar of.
    fn seed(&self, path: &str) -> Option<SeedPath> {
        let known = |path: &str| self.seeds.get(&SeedPath::new(path)).cloned();
        known(path).or_else(|| known(seed_of(path)?))
    }

    /// The seeds that a file at `path` is about when its name, or one beside it, is nearly a sidecar's: which of those files
    /// is read is for the listing to say.
    fn near(&self, path: &str) -> Vec<SeedPath> {
        let beside = self.seed(path).filter(|seed| seed.as_str() != path && self.near.contains(seed));
        meant(path, &self.seeds).cloned().chain(beside).collect()
    }

    /// Sorts the paths that were told of by what is on the disk now. Seeds that went are forgotten.
    pub(super) fn changes(&mut self, batch: &Batch) -> Changes {
        let mut changes = Changes { config: batch.all, look: batch.all, listing: batch.all, seeds: Vec::new() };
        let mut seeds = BTreeSet::new();
        for (path, appeared) in &batch.paths {
            let near = if self.area(path) == Some(Area::Seeds) { self.near(path) } else { Vec::new() };
            changes.listing |= !near.is_empty();
            seeds.extend(near);
            let there = || fs::symlink_metadata(self.root.join(path));
            match self.area(path) {
                None => {}
                Some(Area::Config) => changes.config = true,
                Some(Area::Look) => changes.look = true,
                Some(Area::Above) => (changes.look, changes.listing) = (true, true),
                Some(Area::Seeds) => match self.seed(path) {
                    Some(seed) if seed.as_str() != path || there().is_ok_and(|found| found.is_file()) => {
                        seeds.insert(seed);
                    }
                    Some(seed) => {
                        self.seeds.remove(&seed);
                        changes.listing = true;
                    }
                    // What came and went meanwhile was some program's own.
                    None => {
                        changes.listing |= !appeared || there().is_ok();
                        // a text may show it
                        seeds.extend(Some(SeedPath::new(path)).filter(is_media));
                    }
                },
            }
        }
        if batch.all {
            seeds.extend(self.seeds.iter().cloned());
        }
        changes.seeds = seeds.into_iter().filter(|seed| self.seeds.contains(seed) || is_media(seed)).collect();
        changes
    }
}

/// What was told of since the disk last came to rest.
#[derive(Default)]
pub(super) struct Batch {
    /// Paths below the root, and whether what is there appeared only now.
    pub(super) paths: BTreeMap<String, bool>,
    /// Whether a folder that is watched as a whole, or one above it, appeared or went.
    pub(super) above: bool,
    /// Whether some folder appeared or went.
    pub(super) folders: bool,
    /// Whether the system lost count, so that anything may have changed.
    pub(super) all: bool,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.all
    }

    /// Takes in what the system tells; `false` when it matters to nobody.
    pub(super) fn take(&mut self, told: notify::Result<notify::Event>, scope: &Scope) -> bool {
        let event = match told {
            Ok(event) if !event.need_rescan() => event,
            _ => {
                self.all = true;
                return true;
            }
        };
        if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
            return false;
        }
        let mut taken = false;
        let appears = matches!(event.kind, EventKind::Create(_));
        let structural = !matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_)));
        for path in &event.paths {
            let Some(path) = below(&scope.root, path) else {
                // A name that is no UTF-8: the listing tells of it.
                self.paths.entry(scope.config.src.clone()).or_insert(false);
                taken = true;
                continue;
            };
            let Some(area) = scope.area(&path) else { continue };
            self.above |= area == Area::Above;
            self.folders |= area == Area::Above || structural && is_folder(&scope.root.join(&path));
            self.paths.entry(path).or_insert(appears);
            taken = true;
        }
        taken
    }
}

/// Whether a folder is at `path`, and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}
