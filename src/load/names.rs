//! Names of files that other systems refuse, or take for one another. Paths come in; a note for each goes out. No disk.

use crate::diagnostic::{Code, Diagnostic, Place};
use std::collections::BTreeMap;

/// Names of devices on Windows, without a number behind them.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A note for each of `paths`, files below the root with `/`, that cannot be copied to Windows as it is called.
/// `note` says what comes of it.
pub(super) fn unportable<'p>(paths: impl Iterator<Item = &'p str>, note: &str) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        if let Some((part, why)) = path.split('/').find_map(|part| Some((part, refused(part)?))) {
            let message = format!("Windows refuses the name `{part}`: {why}");
            let hint = format!("rename it, for example to `{}`", sound(part));
            out.push(Diagnostic::new(Code::UnportableName, Place::file(path), message, hint).note(note));
        } else if let Some(other) = folded.get(&path.to_lowercase()) {
            let message = format!("`{path}` and `{other}` differ only in capitals: on many systems they are one file");
            out.push(
                Diagnostic::new(Code::UnportableName, Place::file(path), message, "rename one of them").note(note),
            );
        }
        folded.entry(path.to_lowercase()).or_insert(path);
    }
    out
}

/// Why Windows has no file of this name.
fn refused(name: &str) -> Option<String> {
    if let Some(c) = name.chars().find(|c| is_refused(*c)) {
        return Some(if c.is_control() {
            "it holds a control character".to_owned()
        } else {
            format!("it holds `{c}`")
        });
    }
    if name.ends_with(['.', ' ']) {
        return Some("it ends in a full stop or a space".to_owned());
    }
    is_device(name).then(|| "it is the name of a device".to_owned())
}

fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| {
            matches!(n, "\u{b9}" | "\u{b2}" | "\u{b3}") || n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit())
        })
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// A name like it that Windows takes.
fn sound(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !is_refused(*c)).collect();
    let (stem, end) = plain.split_once('.').map_or((plain.as_str(), ""), |(stem, end)| (stem, end));
    let stem = if is_device(&plain) { format!("{}-1", stem.trim_end()) } else { stem.to_owned() };
    let whole = if end.is_empty() { stem } else { format!("{stem}.{end}") };
    let whole = whole.trim_end_matches(['.', ' ']);
    if whole.is_empty() { "seed".to_owned() } else { whole.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::unportable;

    #[test]
    fn names_that_windows_refuses() {
        for (name, meant) in [
            ("CON.txt", "CON-1.txt"),
            ("con", "con-1"),
            ("Aux.tar.md", "Aux-1.tar.md"),
            ("nul .txt", "nul-1.txt"),
            ("COM1.md", "COM1-1.md"),
            ("lpt9", "lpt9-1"),
            ("com\u{b2}.txt", "com\u{b2}-1.txt"),
            ("a: b.md", "a b.md"),
            ("What?.html", "What.html"),
            ("a\"b\".txt", "ab.txt"),
            ("a\\b.txt", "ab.txt"),
            ("trailing dot.", "trailing dot"),
            ("trailing space ", "trailing space"),
            ("a.md ", "a.md"),
            ("***", "seed"),
        ] {
            for path in [format!("seeds/{name}"), format!("seeds/{name}/a.txt")] {
                let found = unportable([path.as_str()].into_iter(), "n");
                assert_eq!(found.len(), 1, "{path}");
                assert_eq!(found[0].hint, format!("rename it, for example to `{meant}`"), "{path}");
                assert!(unportable([meant].into_iter(), "n").is_empty(), "{meant}");
            }
        }
        for name in
            ["contents.txt", "com10.txt", "console", "a.con", "auxiliary.md", "com.txt", ".hidden", "a b.md", "lpt.md"]
        {
            assert!(unportable([name].into_iter(), "n").is_empty(), "{name}");
        }
    }

    #[test]
    fn names_that_are_one_on_other_systems() {
        let found = unportable(["a/Lock.md", "a/lock.md", "b/lock.md"].into_iter(), "n");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place.file, "a/lock.md");
    }
}
