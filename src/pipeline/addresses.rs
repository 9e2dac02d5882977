//! The record of addresses, once an edition has left: what it is to say, and writing it. Only what hands pages to readers records
//! (`publish`, `export`, `init --github`); `build` and `serve` use the record and never write it.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::load::{ADDRESSES, Loaded};
use crate::model::addresses::{Recorded, text_of};
use crate::model::article::ArticleId;
use crate::model::config::Audience;
use crate::model::{Addresses, Dossier, Links, Route, SeedPath};
use crate::text::shown::line;
use crate::write;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What addresses.toml is to say once an edition has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// All of it.
    pub addresses: Addresses,
    /// Pages of articles that were not recorded yet, in order.
    pub new: Vec<Route>,
    /// Pages that stand elsewhere than recorded: from where, to where.
    pub moved: Vec<(Route, Route)>,
}

/// Writes down where the articles of an edition stand, whole or not at all; `false` where that is written already. Call it once
/// the edition has left.
///
/// # Errors
/// When addresses.toml is faulty, so that writing it would lose what it says, or cannot be written.
pub fn record(loaded: &Loaded, recording: &Recording) -> Result<bool> {
    let path = loaded.root.join(ADDRESSES);
    let is_faulty = |fault: &Diagnostic| fault.place.file == ADDRESSES && fault.severity() == Severity::Error;
    if loaded.faults.iter().any(is_faulty) {
        let error = Error::new("the addresses cannot be recorded: there is a fault in").at(&path);
        return Err(error.hint("see `briefbook check`, and mend it first: nothing of it is lost"));
    }
    if recording.addresses.at.is_empty() || same(&recording.addresses, &loaded.addresses) {
        return Ok(false);
    }
    write::replace(&path, recording.addresses.to_toml().as_bytes())?;
    Ok(true)
}

fn same(one: &Addresses, other: &Addresses) -> bool {
    one.to_toml() == other.to_toml()
}

/// What the record is to say of the articles of an edition. Lines of other articles stay, but where one of these stands now.
pub(super) fn recording(old: &Addresses, dossier: &Dossier, links: &Links) -> Option<Recording> {
    if dossier.config.audience == Audience::WorkingCopy {
        return None;
    }
    let mut out = Recording { addresses: old.clone(), new: Vec::new(), moved: Vec::new() };
    let at = &mut out.addresses.at;
    let before: Vec<Option<Recorded>> =
        links.recorded.iter().map(|there| there.as_ref().and_then(|there| at.remove(there))).collect();
    for (((_, entry), route), (there, before)) in
        dossier.iter().zip(&links.articles).zip(links.recorded.iter().zip(before))
    {
        let Some(slug) = route.article().map(Arc::from) else { continue };
        let mut former = before.as_ref().map(|before| before.former.clone()).unwrap_or_default();
        match there {
            Some(there) if *there != slug => {
                out.moved.push((Route::of_article(there), route.clone()));
                former.push(there.clone());
            }
            Some(_) => {}
            None => out.new.push(route.clone()),
        }
        let article = &entry.article;
        let first = before.and_then(|before| before.first).or_else(|| there.clone()).filter(|first| *first != slug);
        former.retain(|old| *old != slug);
        former.sort();
        former.dedup();
        let recorded = Recorded {
            title: line(&article.title.value).into(),
            id: article.id.clone(),
            text: Some(text_of(article).into()),
            url: article.url.as_ref().map(|url| line(&url.value).into()),
            first,
            former,
            place: crate::diagnostic::Place::file(ADDRESSES),
        };
        at.insert(slug, recorded);
    }
    let now: BTreeSet<Arc<str>> = at.keys().cloned().collect();
    let mut former = BTreeSet::new();
    for article in at.values_mut() {
        article.former.retain(|old| !now.contains(old) && former.insert(old.clone()));
    }
    Some(out)
}

/// Lines whose article is not among the seeds, and at whose address no other stands: for the owner alone.
pub(super) fn alone<'s>(
    addresses: &Addresses,
    links: &Links,
    seeds: impl Iterator<Item = &'s SeedPath>,
) -> Vec<Diagnostic> {
    let seeds: BTreeSet<ArticleId> = seeds.map(ArticleId::of).collect();
    let found = links.recorded.iter().flatten().map(|there| &**there);
    let found: BTreeSet<&str> = found.chain(links.articles.iter().filter_map(Route::article)).collect();
    let is_alone = |(address, of): &(&Arc<str>, &Recorded)| !found.contains(&***address) && !seeds.contains(&of.id);
    addresses
        .at
        .iter()
        .filter(is_alone)
        .map(|(address, of)| {
            let message = format!("`{address}` is where readers were given `{}`, which is not among the seeds", of.title);
            let hint = format!(
                "if its seed was renamed and changed, write `slug = \"{address}\"` in its sidecar; if it is gone for good, remove the line"
            );
            Diagnostic::new(Code::AddressAlone, of.place.clone(), message, hint)
        })
        .collect()
}
