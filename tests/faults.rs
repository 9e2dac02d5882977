//! Every kind of fault has cases of its own: below `tests/cases`, at least two folders print it, and below `tests/cases/faults` each
//! kind that a person could tell apart has two folders, in which the next step is followed.

use crate::stage::walk;
use briefbook::diagnostic::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What each case prints, by its folder.
fn printed() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = walk(&root).into_iter();
    let texts = files.filter_map(|(path, bytes)| Some((path.strip_suffix("/printed")?.to_owned(), bytes)));
    texts.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

#[test]
fn each_code_has_two_cases() {
    let printed = printed();
    let few: Vec<String> = Code::ALL
        .iter()
        .map(|code| (code, printed.values().filter(|text| text.contains(&format!("[{}]", code.name()))).count()))
        .filter(|(_, cases)| *cases < 2)
        .map(|(code, cases)| format!("`{code}` has {cases}"))
        .collect();
    assert!(few.is_empty(), "two cases below tests/cases/faults print each kind of fault; {}", few.join(", "));
}

#[test]
fn forty_kinds_and_their_next_steps() {
    let printed = printed();
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for case in printed.keys() {
        if let Some((kind, name)) = case.strip_prefix("faults/").and_then(|case| case.split_once('/')) {
            kinds.entry(kind).or_default().insert(name);
        }
    }
    assert!(kinds.len() >= 40, "{} kinds", kinds.len());
    let alone: Vec<_> = kinds.iter().filter(|(_, cases)| cases.len() < 2).map(|(kind, _)| kind).collect();
    assert!(alone.is_empty(), "two cases of each kind: {alone:?}");
    for (case, text) in printed.iter().filter(|(case, _)| case.starts_with("faults/")) {
        let told =
            text.matches("\nerror[").count() + text.matches("\nwarning[").count() + text.matches("\nnote[").count();
        assert!(told > 0, "{case} tells of no fault");
        assert!(!text.contains("panicked"), "{case} panics");
    }
}
