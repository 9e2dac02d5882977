//! In: a site. Out: the output folder that equals it. Touches nothing but that folder and its own names beside it.
//! Keep out: articles, configuration, HTML; any knowledge of what a page says.
//!
//! 1. `Target` names the folder and refuses a place that cannot serve.
//! 2. One build at a time holds the `lock`.
//! 3. `mend` ends what a killed build left.
//! 4. `inspect` refuses whatever briefbook did not write.
//! 5. `Staging` makes the new tree beside the old one; files with the same bytes are carried over.
//! 6. `exchange` puts it in place. Until then the old site is whole; afterwards the new one is.

mod exchange;
mod lock;
mod mark;
mod stage;
mod standing;
mod target;

pub use exchange::Recovered;
pub use target::Target;

use crate::error::Result;
use crate::model::site::{Output, Pages, Route};
use exchange::{Swap, at_once};
use lock::Lock;
use mark::Manifest;
use stage::Staging;
use standing::{Standing, inspect};

/// What a build did to the output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    let tally = staging.fill(site, &routes, on_page)?;
    // Rendering takes a while: what was put into the folder meanwhile must not go with the old site.
    inspect(target)?;
    exchange::exchange(target, swap)?;
    let removed = if let Standing::Ours(before) = &standing { before.without(&manifest) } else { 0 };
    Ok(Written { files: routes.len(), changed: tally.changed, unchanged: tally.unchanged, removed, bytes: tally.bytes })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
