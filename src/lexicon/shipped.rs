//! The look that ships inside the program: `templates/` and `static/` as they were when it was compiled.

use include_dir::{Dir, include_dir};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Every file below `templates/` by its path with `/`, and its bytes.
#[must_use]
pub fn templates() -> Vec<(String, &'static [u8])> {
    files(&TEMPLATES)
}

/// Every file below `static/` by its path with `/`, and its bytes.
#[must_use]
pub fn statics() -> Vec<(String, &'static [u8])> {
    files(&STATICS)
}

/// Hidden files are the project's own, not the look's.
fn files(root: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut out = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        let named = folder.files().map(|file| (file.path().to_string_lossy().replace('\\', "/"), file.contents()));
        out.extend(named.filter(|(path, _)| !path.rsplit('/').next().unwrap_or_default().starts_with('.')));
    }
    out.sort();
    out
}
