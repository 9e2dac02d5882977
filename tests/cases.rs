//! Behaviour as folders of text. A case is a folder below `tests/cases` with a file `run`: one command a line, in a copy of the
//! folder; what it prints must be `printed`, exit codes included. `BRIEFBOOK_BLESS=1 cargo test cases` writes `printed` anew.

use crate::stage::{run, walk};
use std::fs;
use std::path::Path;

#[test]
fn print_what_they_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> =
        walk(&root).into_keys().filter_map(|path| path.strip_suffix("/run").map(str::to_owned)).collect();
    cases.sort();
    assert!(cases.len() >= 20, "the cases are found");
    let faults: Vec<String> = cases.iter().filter_map(|case| differs(&root.join(case), case)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn differs(case: &Path, name: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in walk(case).into_iter().filter(|(path, _)| path != "run" && path != "printed") {
        let to = folder.path().join(path);
        fs::create_dir_all(to.parent().expect("a parent")).expect("folders");
        fs::write(to, bytes).expect("a file");
    }
    let mut got = String::new();
    for line in fs::read_to_string(case.join("run")).expect("run").lines().filter(|line| !line.trim().is_empty()) {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let output = run(folder.path(), &arguments);
        got.push_str(&format!(
            "$ briefbook {line}\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ));
        if output.status.code() != Some(0) {
            got.push_str(&format!("exit code {}\n", output.status.code().unwrap_or(-1)));
        }
    }
    let got = got
        .replace(&folder.path().display().to_string(), "FOLDER")
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
        + "\n";
    let file = case.join("printed");
    if std::env::var_os("BRIEFBOOK_BLESS").is_some() {
        fs::write(&file, &got).expect("printed");
        return None;
    }
    let want = fs::read_to_string(&file).unwrap_or_default();
    (got != want).then(|| format!("tests/cases/{name} printed\n{got}\ninstead of\n{want}"))
}
