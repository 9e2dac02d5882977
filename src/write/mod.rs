//! In: a site. Out: the output folder that equals it. Touches nothing but that folder and its own names beside it, and, when a
//! correction is saved, the one file that says it.
//! Keep out: articles, configuration, HTML; any knowledge of what a page says.
//!
//! 1. `Target` names the folder and refuses a place that cannot serve.
//! 2. One build at a time holds the `lock`.
//! 3. `mend` ends what a killed build left.
//! 4. `inspect` refuses whatever briefbook did not write.
//! 5. `Staging` makes the new tree beside the old one; files with the same bytes are carried over.
//! 6. `edited` keeps what somebody changed by hand in the old tree.
//! 7. `exchange` puts the new one in place. Until then the old site is whole; afterwards the new one is.

mod edited;
mod exchange;
mod file;
mod lock;
mod mark;
mod record;
mod stage;
mod standing;
mod target;

pub use exchange::Recovered;
pub use file::replace;
pub use record::{Which, recall, record};
pub use target::Target;

use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::model::site::{Output, Pages, Route};
use exchange::{Swap, at_once};
use lock::Lock;
use mark::Manifest;
use stage::Staging;
use standing::{Standing, inspect};
use std::collections::BTreeSet;

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Of these, files that are new or have other bytes than before.
    pub changed: usize,
    /// Of these, files that were left as they were.
    pub unchanged: usize,
    /// Files of the build before that the site no longer has.
    pub removed: usize,
    /// Bytes of all files together.
    pub bytes: u64,
    /// Files that were changed by hand since the last build, with where a copy is.
    pub edited: Vec<Diagnostic>,
}

/// Writes the site: renders its pages in parallel and hands each to `on_page` once, in no fixed order, before it is written.
/// Fails when the output folder holds what briefbook did not write, when another build keeps writing there, when a route
/// cannot be a file, or when the disk refuses; then the folder is as it was.
pub fn write(site: &dyn Pages, target: &Target, on_page: &(dyn Fn(&Route, &Output) + Sync)) -> Result<Written> {
    write_with(site, target, on_page, &at_once)
}

/// Finishes or undoes an exchange that was cut off and removes what else a killed build left beside the output folder.
/// `None` when there was nothing to do, or when a build is under way that will see to it. Every `write` begins with this.
/// Fails when the disk refuses.
pub fn recover(target: &Target) -> Result<Option<Recovered>> {
    if !target.parent().is_dir() {
        return Ok(None);
    }
    Lock::try_take(target)?.map_or(Ok(None), |_lock| exchange::mend(target))
}

fn write_with(site: &dyn Pages, target: &Target, on_page: stage::OnPage, swap: Swap) -> Result<Written> {
    target.make_parent()?;
    let _lock = Lock::take(target)?;
    exchange::mend(target)?;
    let standing = inspect(target)?;
    let routes = site.routes();
    let manifest = Manifest::new(routes.iter().map(Route::as_str));
    let staging = Staging::open(target, &standing, &manifest, &routes)?;
    let prints = staging.fill(site, &routes, on_page)?;
    let pairs = || routes.iter().map(Route::as_str).zip(&prints);
    let manifest = Manifest::sealed(pairs().map(|(file, print)| (file, print.key)));
    staging.seal(&manifest)?;
    let unchanged: BTreeSet<&str> = pairs().filter(|(_, print)| !print.changed).map(|(file, _)| file).collect();
    // Rendering takes a while: what was put into the folder meanwhile must not go with the old site.
    inspect(target)?;
    let before = if let Standing::Ours(before) = &standing { Some(before) } else { None };
    let edited =
        before.map_or(Ok(Vec::new()), |before| edited::save(target, before, &|file| unchanged.contains(file)))?;
    exchange::exchange(target, swap)?;
    Ok(Written {
        files: routes.len(),
        changed: routes.len() - unchanged.len(),
        unchanged: unchanged.len(),
        removed: before.map_or(0, |before| before.without(&manifest)),
        bytes: prints.iter().map(|print| print.bytes).sum(),
        edited,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
