//! Folders in the dossier that hold a site, other than the one that builds write to. In: the root and its settings. Out:
//! which they are, and a note for each. Must not come in: what the pages are.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Config;
use crate::model::site::MARKER;
use std::fs;
use std::path::Path;

/// Whether the folder at `path`, below the root, holds a site that builds do not write to.
pub(super) fn is_site(root: &Path, config: &Config, path: &str) -> bool {
    path != config.build_dir && !is_kept(path) && root.join(path).join(MARKER).is_file()
}

/// The sites among the folders of the root itself. Folders further down are not looked through.
pub(super) fn at_the_top(root: &Path, config: &Config) -> Vec<Diagnostic> {
    let folders = fs::read_dir(root).into_iter().flatten().flatten();
    let folders = folders.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| is_site(root, config, name)).map(|name| note(config, &name)).collect()
}

/// Tells of a site at `path`.
pub(super) fn note(config: &Config, path: &str) -> Diagnostic {
    let message = format!("`{path}` holds a site that briefbook wrote, and builds write to `{}` now", config.build_dir);
    let hint =
        format!("remove `{path}` if nobody needs it, or write `build-dir = \"{path}\"` under `[build]` in book.toml");
    Diagnostic::new(Code::OldOutput, Place::file(path), message, hint).note("it stays as it is, with all that it says")
}

/// Names that a build uses beside its folder.
fn is_kept(path: &str) -> bool {
    path.starts_with(MARKER)
}
