//! The look as shipped, without any file of an owner's: what stands in for a faulty one.

use crate::lexicon;
use crate::model::Look;
use crate::model::look::Shelved;
use std::sync::Arc;

/// Templates by name below `templates/`, interface words by language, static files by path below `static/`.
pub(super) fn look() -> Look {
    let mut look = Look::default();
    for (path, bytes) in lexicon::shipped::templates() {
        let content: Arc<str> = String::from_utf8_lossy(bytes).into();
        let content = Shelved { content, own: false };
        match path.strip_prefix("words/").and_then(|name| name.strip_suffix(".toml")) {
            Some(language) => look.words.insert(language.to_owned(), content),
            None => look.templates.insert(path, content),
        };
    }
    for (path, bytes) in lexicon::shipped::statics() {
        look.statics.insert(path, Shelved { content: bytes.into(), own: false });
    }
    look
}
