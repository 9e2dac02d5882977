//! What a look at a table of claims as a whole finds faulty.

use super::{Rows, Sheet};

impl Sheet<'_> {
    /// What a look at the table as a whole finds faulty.
    pub(super) fn told(&mut self, rows: &Rows) {
        let is_toml = self.seed.path.extension() == "toml";
        for &name in &rows.others {
            let (what, holds) = if is_toml { ("key", "what it says is") } else { ("column", "its cells are") };
            let message = format!("`{}` is no {what} that is known: {holds} kept, and not shown", name.of(self.text));
            let hint =
                "known are id, kind, text, source, publisher, date, url, relation, strength, between and marking";
            self.fault(name, message, hint);
        }
        for &(name, is_known) in &rows.above {
            let (key, sidecar) = (name.of(self.text), self.seed.sidecar_path());
            let sidecar = sidecar.rsplit('/').next().unwrap_or_default();
            let message = format!("`{key}` means nothing above all tables: what it says is kept, and not shown");
            let hint = if is_known {
                format!(
                    "write it below each `[[claim]]` or `[[source]]` that it is of; of the sheet itself, in `{sidecar}`"
                )
            } else {
                "known there are `title`, `marking`, and the tables `[[claim]]`, `[[perspective]]`, `[[fact]]` and `[[source]]`".to_owned()
            };
            self.fault(name, message, &hint);
        }
        for &cell in &rows.wide {
            let message = "a row has more cells than there are columns".to_owned();
            self.fault(cell, message, "put the cell that holds the separator in quotes");
        }
        for &at in &rows.unclosed {
            let message = "a quotation mark opens a cell and is never closed: it ends with its line".to_owned();
            self.fault(at, message, "close it, and write quotation marks within it twice");
        }
    }
}
