//! `[[defaults]]`. In: the tables in their order. Out: what each says of the seeds whose paths fit, with a fault for one that fits
//! none by its form. Must not come in: what a value means; that is read where a sidecar is.

use super::book::{Book, Table};
use crate::model::config::Defaults;
use crate::text::glob::Pattern;

/// The defaults of `[[defaults]]`, in their order.
pub(super) fn defaults(book: &mut Book<'_>, top: Table<'_>) -> Vec<Defaults> {
    let mut out = Vec::new();
    for (table, at) in book.tables(top, "defaults", "[[defaults]]") {
        let Some(written) = book.text(table, "match") else {
            if table.lacks("match") {
                let hint = "add a line like `match = \"gazette/**\"` below `[[defaults]]`";
                book.wrong(at, "the defaults have no `match`, expected the paths of the seeds that they are of", hint);
            }
            continue;
        };
        match Pattern::of_paths(&written.text) {
            Ok(paths) => {
                let fields: Vec<_> = table.fields().iter().filter(|field| field.key != "match").cloned().collect();
                let end = table.fields().iter().map(|field| field.node.at.end).max().unwrap_or(at.end);
                out.push(Defaults { paths, fields, book: book.whole(), at: at.start..end.max(at.end) });
            }
            Err(why) => {
                let message = format!("`match` is `{}`, which is no pattern of paths: {why}", written.text);
                book.wrong(written.at, message, "write it like `gazette/**` or `*.{txt,md}`");
            }
        }
    }
    out
}
