//! The pictures that a released article shows. Enters: the article and the shelf. Leaves: each picture without its metadata, by
//! the reference that shows it, and what is wrong with those that cannot be shown. Those of clippings are read only where
//! book.toml says so; none is fetched.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::article::{Article, Origin};
use crate::model::config::Config;
use crate::model::dossier::Picture;
use crate::model::reference::{RefKind, Reference, Target};
use crate::model::{Route, SeedPath, Shelf};
use crate::release::picture::{bare, withheld};
use crate::text::Key;
use crate::text::fold::fold;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pictures of `article`, by the index of the reference.
pub(super) fn of(
    article: &Article,
    shelf: &dyn Shelf,
    config: &Config,
) -> (BTreeMap<u16, Option<Picture>>, Vec<Diagnostic>) {
    let (mut out, mut faults) = (BTreeMap::new(), Vec::new());
    if article.origin.value != Origin::Own && !config.pictures {
        return (out, faults);
    }
    let shown = (0u16..).zip(&article.refs).filter(|(_, reference)| reference.kind == RefKind::Picture);
    for (index, reference) in shown {
        let Some(path) = find(article, reference, shelf) else { continue };
        if let Some(why) = withheld(path.as_str(), config) {
            out.insert(index, None);
            let place =
                Place { line: reference.place.0, column: reference.place.1, ..Place::file(article.seed.as_str()) };
            let message = format!("`{}` is withheld from this edition: {why}", path.file_name());
            let hint = "nothing to do, if that is what you mean; readers see its caption";
            faults.push(Diagnostic::new(Code::PictureNotShown, place, message, hint));
            continue;
        }
        let read = shelf.picture(&path).map_err(|cause| format!("it cannot be read: {cause}"));
        let picture =
            read.and_then(|bytes| bare(&bytes).ok_or_else(|| "it is no whole PNG, JPEG, GIF or WebP".to_owned()));
        match picture {
            Ok(bare) => {
                let name = format!("pictures/{:016x}.{}", Key::of_bytes(&bare.bytes).0, bare.ending);
                let bytes = Arc::from(bare.bytes);
                out.insert(index, Some(Picture { route: Route::new(&name), size: bare.size, bytes }));
            }
            Err(why) => {
                out.insert(index, None);
                let (line, column) = reference.place;
                let place = Place { line, column, ..Place::file(article.seed.as_str()) };
                let message = format!("`{}` is not shown: {why}", path.file_name());
                let hint = "save it anew as PNG, JPEG, GIF or WebP; until then readers see its caption";
                faults.push(Diagnostic::new(Code::PictureFormat, place, message, hint));
            }
        }
    }
    (out, faults)
}

/// The file that a reference shows: at its path from the seed's folder or the root, else the one of its name that lies nearest.
fn find(article: &Article, reference: &Reference, shelf: &dyn Shelf) -> Option<SeedPath> {
    let written = match &reference.target {
        Target::Path { path, .. } => path,
        Target::Named { name, .. } => name,
        _ => return None,
    };
    let files = shelf.media();
    let is_there = |path: &SeedPath| files.binary_search(path).is_ok();
    let folder = article.seed.folder();
    let joined = joined(folder, written).map(|path| SeedPath::new(&path));
    let from_root = SeedPath::new(written.trim_start_matches('/'));
    if let Some(path) = joined.into_iter().chain([from_root]).find(is_there) {
        return Some(path);
    }
    let wanted = format!("/{}", fold(written.trim_start_matches(['.', '/'])));
    let is_meant = |path: &&SeedPath| format!("/{}", fold(path.as_str())).ends_with(&wanted);
    let named = files.iter().filter(is_meant);
    // how many folders lie between
    let far = |path: &&SeedPath| {
        let shared = folder.split('/').zip(path.folder().split('/')).take_while(|(a, b)| a == b).count();
        (std::cmp::Reverse(shared), path.as_str().matches('/').count())
    };
    named.min_by_key(far).cloned()
}

/// `path` as it is meant in `folder`; nothing where it leads out of the root.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paths() {
        assert_eq!(joined("seeds/a", "../b/./c.png").as_deref(), Some("seeds/b/c.png"));
        assert_eq!(joined("", "../c.png"), None);
    }
}
