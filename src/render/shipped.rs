//! The look that ships with the program: `templates/` and `static/`, compiled in. Leaves: a [`Look`] without any file of an
//! owner's. What must not come in: the disk. The only room that knows how files are compiled in.

use crate::model::Look;
use crate::model::look::Shelved;
use include_dir::{Dir, include_dir};
use std::sync::Arc;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Templates by name below `templates/`, interface words by language, static files by path below `static/`.
#[must_use]
pub fn look() -> Look {
    let mut look = Look::default();
    walk(&TEMPLATES, &mut |path, bytes| {
        let content: Arc<str> = String::from_utf8_lossy(bytes).into();
        let content = Shelved { content, own: false };
        match path.strip_prefix("words/").and_then(|name| name.strip_suffix(".toml")) {
            Some(language) => look.words.insert(language.to_owned(), content),
            None => look.templates.insert(path, content),
        };
    });
    walk(&STATICS, &mut |path, bytes| {
        look.statics.insert(path, Shelved { content: bytes.into(), own: false });
    });
    look
}

fn walk(dir: &Dir<'_>, each: &mut impl FnMut(String, &[u8])) {
    for file in dir.files() {
        each(file.path().to_string_lossy().replace('\\', "/"), file.contents());
    }
    for dir in dir.dirs() {
        walk(dir, each);
    }
}
