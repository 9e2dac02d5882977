//! Behaviour as folders of text. A case is a folder below `tests/cases` with a file `run`: one command a line, in a copy of the
//! folder; what it prints must be `printed`, exit codes included. `BRIEFBOOK_BLESS=1 cargo test cases` writes `printed` anew.
//! Lines of the runner's own: `lay FOLDER` puts the files of a folder of the case over the others, `move A B`, `copy A B` and
//! `remove A` do what they say, `append A` changes a file, `list` names the files that are there, `show A` prints one. A first line
//! `linux` says that other systems have no such files: `link`, `socket`, `misname`; `large A 33` makes a file of 33 MiB. "Words in
//! quotes" are one argument.

use crate::stage::{run, walk};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn print_what_they_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> =
        walk(&root).into_keys().filter_map(|path| path.strip_suffix("/run").map(str::to_owned)).collect();
    // BRIEFBOOK_CASES=faults/links runs those alone
    let chosen = std::env::var("BRIEFBOOK_CASES").unwrap_or_default();
    cases.sort();
    assert!(cases.len() >= 20, "the cases are found");
    let faults: Vec<String> = cases
        .par_iter()
        .filter(|case| case.starts_with(&chosen))
        .filter_map(|case| differs(&root.join(case), case))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn differs(case: &Path, name: &str) -> Option<String> {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().join("dossier");
    let files = walk(case);
    let run_file = fs::read_to_string(case.join("run")).expect("run");
    let lines: Vec<Vec<String>> = run_file.lines().map(words).filter(|words| !words.is_empty()).collect();
    // what only some systems have is made by the lines themselves
    let lines = match lines.split_first() {
        Some((first, rest)) if *first == ["linux"] => {
            if cfg!(not(target_os = "linux")) {
                return None;
            }
            rest.to_vec()
        }
        _ => lines,
    };
    let laid = |path: &str| lines.iter().any(|line| line[0] == "lay" && path.starts_with(&format!("{}/", line[1])));
    for (path, bytes) in files.iter().filter(|(path, _)| *path != "run" && *path != "printed" && !laid(path)) {
        put(&folder, path, bytes);
    }
    let mut got = String::new();
    for line in &lines {
        got.push_str(&step(&folder, &files, line));
    }
    let got =
        got.replace(&folder.display().to_string(), "FOLDER").lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
            + "\n";
    let file = case.join("printed");
    if std::env::var_os("BRIEFBOOK_BLESS").is_some() {
        fs::write(&file, &got).expect("printed");
        return None;
    }
    let want = fs::read_to_string(&file).unwrap_or_default();
    (got != want).then(|| format!("tests/cases/{name} printed\n{got}\ninstead of\n{want}"))
}

/// Carries out one line of `run` and gives what it prints.
fn step(folder: &Path, files: &BTreeMap<String, Vec<u8>>, line: &[String]) -> String {
    let words: Vec<&str> = line.iter().map(String::as_str).collect();
    let shown = line.iter().map(|word| if word.contains(' ') { format!("\"{word}\"") } else { word.clone() });
    let shown = shown.collect::<Vec<_>>().join(" ");
    match words.as_slice() {
        ["lay", over] => {
            let inside = |path: &'_ str| path.strip_prefix(&format!("{over}/")).map(str::to_owned);
            files.iter().filter_map(|(path, bytes)| Some((inside(path)?, bytes))).for_each(|(path, bytes)| {
                put(folder, &path, bytes);
            });
        }
        ["move", from, to] => {
            fs::create_dir_all(folder.join(to).parent().expect("a parent")).expect("folders");
            fs::rename(folder.join(from), folder.join(to)).expect("moved");
        }
        ["copy", from, to] => put(folder, to, &fs::read(folder.join(from)).expect("a file")),
        ["remove", path] => fs::remove_file(folder.join(path)).expect("removed"),
        ["append", path] => {
            let mut bytes = fs::read(folder.join(path)).expect("a file");
            bytes.extend(b"\n<!-- by hand -->\n");
            put(folder, path, &bytes);
        }
        ["large", path, size] => {
            let file = fs::File::create(folder.join(path)).expect("a file");
            file.set_len(size.parse::<u64>().expect("a number") << 20).expect("a size");
        }
        #[cfg(unix)]
        ["link", to, path] => std::os::unix::fs::symlink(folder.join(to), folder.join(path)).expect("a link"),
        #[cfg(unix)]
        ["socket", path] => drop(std::os::unix::net::UnixListener::bind(folder.join(path)).expect("a socket")),
        #[cfg(unix)]
        ["misname" | "remove-misnamed", path] => {
            use std::os::unix::ffi::OsStringExt as _;
            let name = std::ffi::OsString::from_vec([path.as_bytes(), b"\xff.txt"].concat());
            let _ = if words[0] == "misname" {
                fs::write(folder.join(name), "x")
            } else {
                fs::remove_file(folder.join(name))
            };
        }
        ["list"] => return format!("$ list\n{}\n", walk(folder).into_keys().collect::<Vec<_>>().join("\n")),
        ["show", path] => {
            return format!("$ show {path}\n{}", fs::read_to_string(folder.join(path)).expect("a text"));
        }
        _ => {
            let output = run(folder, &words);
            let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            let code = output.status.code();
            let code = if code == Some(0) { String::new() } else { format!("exit code {}\n", code.unwrap_or(-1)) };
            return format!("$ briefbook {shown}\n{out}{err}{code}");
        }
    }
    format!("$ {shown}\n")
}

/// The words of a line; those in double quotes are one.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            out.push(part.to_owned());
        } else {
            out.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    out
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let to = folder.join(path);
    fs::create_dir_all(to.parent().expect("a parent")).expect("folders");
    fs::write(to, bytes).expect("a file");
}
