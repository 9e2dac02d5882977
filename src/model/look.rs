//! Templates, interface words and static files: the shipped ones with the owner's laid over them, file by file.

use std::collections::BTreeMap;
use std::sync::Arc;

/// How a site looks.
#[derive(Default)]
pub struct Look {
    /// Templates by name below `templates/`, such as `page/article.html`.
    pub templates: BTreeMap<String, Shelved<Arc<str>>>,
    /// Interface words by language: the TOML text of `words/LANG.toml`.
    pub words: BTreeMap<String, Shelved<Arc<str>>>,
    /// Static files by path below `static/`.
    pub statics: BTreeMap<String, Shelved<Arc<[u8]>>>,
}

/// A file of the look and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Shelved<T> {
    /// The content.
    pub content: T,
    /// Whether it is the owner's file rather than the shipped one.
    pub own: bool,
}
