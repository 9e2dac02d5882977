//! The same bytes from another path, time zone, locale and file order.

use crate::stage::{Folder, sample};
use std::process::Command;

#[test]
fn of_the_sample_wherever_and_whenever_it_is_built() {
    let files = sample();
    let build = |reversed: bool, environment: &[(&str, &str)], below: &str| {
        let folder = Folder::with(&[]);
        let order: Vec<_> = if reversed { files.iter().rev().collect() } else { files.iter().collect() };
        for (path, bytes) in order {
            folder.put(&format!("{below}{path}"), bytes);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefbook"));
        command.arg("build").current_dir(folder.path().join(below)).envs(environment.iter().copied());
        let output = command.output().expect("briefbook runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        crate::stage::walk(&folder.path().join(below).join("public"))
    };
    let plain = build(false, &[("TZ", "UTC"), ("LC_ALL", "C")], "");
    let other = build(
        true,
        &[("TZ", "Asia/Taipei"), ("LC_ALL", "tr_TR.UTF-8"), ("USER", "somebody"), ("RAYON_NUM_THREADS", "3")],
        "deep/er folder/",
    );
    assert_eq!(plain.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &plain {
        assert!(other[path] == *bytes, "`{path}` differs");
    }
    assert!(plain.keys().any(|path| path.starts_with("articles/")), "the sample has articles");
}
