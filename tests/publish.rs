//! A bare repository on the disk plays GitHub: what `publish` sends there, what it leaves as it was, and how it fails. Without git
//! on this machine each test says so and looks at nothing.

use crate::stage::{Folder, walk};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

const BOOK: &[u8] = b"[book]\ntitle = \"Locks\"\n\n[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n";
const GATE: &[u8] = b"---\ntitle: The gate\ndate: 2025-03-03\norigin: own\n---\n\nThe gate was painted in spring.\n";
const PUMP: &[u8] =
    b"---\ntitle: The pump\ndate: 2025-04-03\norigin: own\n---\n\nThe CANARY pump was sold in autumn.\n";

/// Where the tests' own git acts: without the settings and variables of whoever runs them.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=Own Name", "-c", "user.email=own@example.org", "-c", "init.defaultBranch=main"]);
    git.args(["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/nowhere"]).args(arguments).current_dir(folder);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        git.env_remove(name);
    }
    let output = git.output().expect("git runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        println!("left out: there is no git on this machine");
    }
    found
}

/// A dossier in a checkout with a commit of its seeds, and the repository that plays GitHub.
fn stage() -> Option<(Folder, Folder)> {
    has_git().then(|| {
        let github = Folder::with(&[]);
        git(github.path(), &["init", "--quiet", "--bare", "."]);
        let dossier = Folder::with(&[("book.toml", BOOK), ("seeds/gate.md", GATE), ("seeds/pump.md", PUMP)]);
        dossier.put(".gitignore", b"/public/\n.briefbook*\n");
        git(dossier.path(), &["init", "--quiet", "."]);
        git(dossier.path(), &["remote", "add", "origin", &github.path().display().to_string()]);
        git(dossier.path(), &["add", "."]);
        git(dossier.path(), &["commit", "--quiet", "-m", "Seeds"]);
        (dossier, github)
    })
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

/// Publishes, and gives what was printed.
fn publish(dossier: &Folder, more: &[&str]) -> String {
    let output = dossier.run(&[&["publish", "--yes"], more].concat());
    assert!(output.status.success(), "{}", text(&output));
    text(&output)
}

fn refused(dossier: &Folder, more: &[&str]) -> String {
    let output = dossier.run(&[&["publish"], more].concat());
    assert!(!output.status.success(), "{}", text(&output));
    let said = text(&output);
    assert!(said.contains("= help: "), "no next step:\n{said}");
    said
}

/// The files of the branch, by path.
fn published(github: &Folder) -> BTreeMap<String, String> {
    let names = git(github.path(), &["ls-tree", "-r", "--name-only", "gh-pages"]);
    names.lines().map(|name| (name.to_owned(), git(github.path(), &["show", &format!("gh-pages:{name}")]))).collect()
}

/// Whether any commit that can be reached holds `word`, in a file, a name or a message.
fn reaches(github: &Folder, word: &str) -> bool {
    let objects = git(github.path(), &["rev-list", "--all", "--objects"]);
    objects.lines().any(|line| {
        let name = line.split(' ').next().unwrap_or_default();
        line.contains(word) || git(github.path(), &["cat-file", "-p", name]).contains(word)
    })
}

#[test]
fn a_site_is_published_corrected_and_withdrawn() {
    let Some((dossier, github)) = stage() else { return };
    let first = publish(&dossier, &[]);
    assert!(
        first.contains("2 articles; 0 withheld; 0 words of others' texts; 0 outside requests; 0 file names"),
        "{first}"
    );
    assert!(first.contains("the first edition"), "{first}");
    let files = published(&github);
    assert!(files["articles/the-gate.html"].contains("painted") && files.contains_key(".nojekyll"));
    assert!(!files.keys().any(|name| name.contains(".md") || name.starts_with(".briefbook")), "{:?}", files.keys());
    assert!(reaches(&github, "CANARY"));

    dossier.put("seeds/gate.md", &String::from_utf8_lossy(GATE).replace("spring", "March").into_bytes());
    dossier.put("seeds/lamp.md", &String::from_utf8_lossy(GATE).replace("gate", "lamp").into_bytes());
    let second = publish(&dossier, &[]);
    assert!(second.contains("3 articles, 1 new: The lamp; "), "{second}");
    assert!(second.contains("1 new: The lamp · 1 corrected: The gate"), "{second}");
    assert!(published(&github)["articles/the-gate.html"].contains("March"), "the same address");

    dossier.put("seeds/gate.md", &String::from_utf8_lossy(GATE).replace("The gate\n", "A better title\n").into_bytes());
    let title = publish(&dossier, &[]);
    assert!(title.contains("1 corrected: A better title"), "{title}");
    assert!(published(&github)["articles/the-gate.html"].contains("A better title"), "the same address");

    let draft = String::from_utf8_lossy(PUMP).replace("origin: own", "origin: own\ndraft: true");
    dossier.put("seeds/pump.md", draft.as_bytes());
    let third = publish(&dossier, &[]);
    assert!(third.contains("1 withheld") && third.contains("1 withdrawn: The pump"), "{third}");
    for word in ["CANARY", "pump"] {
        assert!(!reaches(&github, word), "`{word}` is left in a commit");
    }
    assert_eq!(git(github.path(), &["rev-list", "--count", "--all"]).trim(), "1");

    let fourth = publish(&dossier, &[]);
    assert!(
        fourth.contains("no article is new, corrected or withdrawn") && fourth.contains("holds this very site"),
        "{fourth}"
    );
}

#[test]
fn a_history_is_kept_when_asked_and_ends_when_not() {
    let Some((dossier, github)) = stage() else { return };
    publish(&dossier, &["--keep-history"]);
    std::fs::remove_file(dossier.path().join("seeds/pump.md")).expect("removed");
    let second = publish(&dossier, &["--keep-history"]);
    assert!(second.contains("can still read what former editions held"), "{second}");
    assert_eq!(git(github.path(), &["rev-list", "--count", "gh-pages"]).trim(), "2");
    assert!(reaches(&github, "CANARY"));
    publish(&dossier, &[]);
    assert_eq!(git(github.path(), &["rev-list", "--count", "gh-pages"]).trim(), "1");
    assert!(!reaches(&github, "CANARY"));
}

#[test]
fn nobody_is_named_and_the_time_zone_stays() {
    let Some((dossier, github)) = stage() else { return };
    let run = |epoch: &str, more: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_briefbook"));
        program.args(["publish", "--yes"]).args(more).current_dir(dossier.path());
        // what a terminal may have set, and what would lead git astray
        program
            .env("TZ", "Asia/Tokyo")
            .env("GIT_AUTHOR_NAME", "Own Name")
            .env("GIT_COMMITTER_EMAIL", "own@example.org");
        program.env("GIT_DIR", "/nowhere").env("GIT_INDEX_FILE", "/nowhere/index").env("GIT_WORK_TREE", "/nowhere");
        program.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "user.name").env("GIT_CONFIG_VALUE_0", "Own Name");
        program.env("SOURCE_DATE_EPOCH", epoch).env("NO_COLOR", "1");
        let output = program.output().expect("briefbook runs");
        assert!(output.status.success(), "{}", text(&output));
    };
    run("1751328000", &[]);
    let commit = git(github.path(), &["cat-file", "-p", "gh-pages"]);
    let who = "briefbook <briefbook@localhost> 946684800 +0000";
    assert!(commit.contains(&format!("author {who}\ncommitter {who}\n")), "{commit}");
    assert!(!commit.contains("parent"), "{commit}");
    dossier.put("seeds/lamp.md", GATE);
    run("1751328000", &["--keep-history"]);
    let commit = git(github.path(), &["cat-file", "-p", "gh-pages"]);
    assert!(commit.contains("committer briefbook <briefbook@localhost> 1751328000 +0000\n"), "{commit}");
}

#[test]
fn the_checkout_is_as_it_was() {
    let Some((dossier, github)) = stage() else { return };
    // a change that is staged, one that is not, and hooks that would tell
    dossier.put("seeds/gate.md", b"# The gate\n\nAnother text.\n");
    git(dossier.path(), &["add", "seeds/gate.md"]);
    dossier.put("seeds/pump.md", b"# The pump\n\nAnother text.\n");
    for hook in ["pre-push", "post-commit", "reference-transaction", "post-index-change", "pre-commit"] {
        dossier.put(
            &format!(".git/hooks/{hook}"),
            b"#!/bin/sh\ntouch \"$(dirname \"$0\")/../ran-$(basename \"$0\")\"\nexit 1\n",
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let path = dossier.path().join(".git/hooks").join(hook);
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a hook");
        }
    }
    let status = git(dossier.path(), &["status", "--porcelain"]) + "?? addresses.toml\n";
    let (before, head) = (walk(dossier.path()), git(dossier.path(), &["for-each-ref"]));
    publish(&dossier, &[]);
    publish(&dossier, &["--keep-history", "--branch", "other"]);
    let mut after = walk(dossier.path());
    assert!(
        after.remove(".briefbook-public.published").is_some(),
        "what was published is kept beside the output folder"
    );
    assert!(after.remove("addresses.toml").is_some(), "where pages stand is recorded");
    let changed: Vec<&String> =
        after.keys().chain(before.keys()).filter(|path| after.get(*path) != before.get(*path)).collect();
    assert!(changed.is_empty(), "{changed:?}");
    assert_eq!(
        (git(dossier.path(), &["status", "--porcelain"]), git(dossier.path(), &["for-each-ref"])),
        (status, head)
    );
    let sent = published(&github);
    assert!(sent["articles/the-gate.html"].contains("Another text"), "the files are what is published, not a commit");
    assert!(!sent.values().any(|page| page.contains("published\":")), "the record leaves");
}

#[test]
fn a_dry_run_sends_nothing() {
    let Some((dossier, github)) = stage() else { return };
    let before = walk(dossier.path());
    let output = dossier.run(&["publish", "--dry-run"]);
    assert!(output.status.success() && text(&output).contains("nothing was sent"), "{}", text(&output));
    assert_eq!(git(github.path(), &["for-each-ref"]), "");
    assert!(walk(dossier.path()) == before);
}

#[test]
fn a_repository_is_needed_only_for_a_remote_by_name() {
    if !has_git() {
        return;
    }
    let github = Folder::with(&[]);
    git(github.path(), &["init", "--quiet", "--bare", "."]);
    let dossier = Folder::with(&[("book.toml", BOOK), ("seeds/gate.md", GATE)]);
    let said = refused(&dossier, &["--yes"]);
    assert!(said.contains("in no git repository") && said.contains("git init"), "{said}");
    publish(&dossier, &["--remote", &github.path().display().to_string()]);
    assert!(published(&github).contains_key("index.html"));
}

#[test]
fn each_failure_says_what_to_do() {
    let Some((dossier, github)) = stage() else { return };
    let path = github.path().display().to_string();

    let said = refused(&dossier, &[]);
    assert!(said.contains("nobody said yes") && said.contains("--dry-run"), "{said}");
    let said = refused(&dossier, &["--yes", "--remote", "upstream"]);
    assert!(said.contains("no remote `upstream`") && said.contains("`origin`"), "{said}");
    let said = refused(&dossier, &["--yes", "--branch", "a..b"]);
    assert!(said.contains("cannot be the name of a branch"), "{said}");
    let own = git(dossier.path(), &["symbolic-ref", "--short", "HEAD"]);
    let said = refused(&dossier, &["--yes", "--branch", own.trim()]);
    assert!(said.contains("own files are on"), "{said}");
    let said = refused(&dossier, &["--yes", "--remote", &format!("{path}/nowhere")]);
    assert!(said.contains("there is no repository at"), "{said}");
    // nothing listens there: no connection to another machine is tried
    let said = refused(&dossier, &["--yes", "--remote", "http://127.0.0.1:9/a.git"]);
    assert!(said.contains("cannot be reached") && said.contains("network"), "{said}");

    dossier.put(
        "book.toml",
        &String::from_utf8_lossy(BOOK).replace("[edition]\n", "[edition]\nmarking = \"green\"\n").into_bytes(),
    );
    let said = refused(&dossier, &["--yes"]);
    assert!(said.contains("error[edition-marking]") && said.contains("nothing was published"), "{said}");
    publish(&dossier, &["--allow", "green"]);
    dossier.put("book.toml", b"[book]\ntitle = \"Locks\"\n");
    let said = refused(&dossier, &["--yes"]);
    assert!(said.contains("unmarked = \"clear\"\n") && said.contains("decide both lines"), "{said}");
}

#[test]
#[cfg(unix)]
fn without_git_and_without_rights() {
    use std::os::unix::fs::PermissionsExt as _;
    let Some((dossier, github)) = stage() else { return };
    let mut program = Command::new(env!("CARGO_BIN_EXE_briefbook"));
    let output = program.args(["publish", "--yes"]).current_dir(dossier.path()).env("PATH", "/nowhere").output();
    let said = text(&output.expect("briefbook runs"));
    assert!(said.contains("git is not installed") && said.contains("briefbook build --edition"), "{said}");

    // a host that asks who one is, refuses, or protects the branch says so by a hook
    let hook = github.path().join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder");
    for (words, expected) in [
        ("Permission to own/locks.git denied to another", "you may not write to"),
        ("GH006: Protected branch update failed", "did not take the branch `gh-pages`"),
    ] {
        std::fs::write(&hook, format!("#!/bin/sh\necho '{words}' >&2\nexit 1\n")).expect("a hook");
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("a hook");
        let said = refused(&dossier, &["--yes"]);
        assert!(said.contains(expected), "{said}");
    }
    assert_eq!(git(github.path(), &["for-each-ref"]), "");
}

#[test]
fn what_others_put_into_the_branch_stays() {
    let Some((dossier, github)) = stage() else { return };
    let other = Folder::with(&[("CNAME", b"locks.example.org\n"), ("book.html", b"<p>Another tool's.\n")]);
    git(other.path(), &["init", "--quiet", "."]);
    git(other.path(), &["add", "."]);
    git(other.path(), &["commit", "--quiet", "-m", "Site made by another"]);
    git(other.path(), &["push", "--quiet", &github.path().display().to_string(), "HEAD:refs/heads/gh-pages"]);
    let before = git(github.path(), &["for-each-ref"]);
    let said = refused(&dossier, &["--yes"]);
    assert!(
        said.contains("holds what briefbook did not make: `CNAME`, `book.html`") && said.contains("--replace"),
        "{said}"
    );
    assert_eq!(git(github.path(), &["for-each-ref"]), before);
    publish(&dossier, &["--replace"]);
    assert!(!published(&github).contains_key("book.html"));

    // somebody publishes from another folder
    let second = Folder::with(&[("book.toml", BOOK), ("seeds/lamp.md", GATE)]);
    publish(&second, &["--remote", &github.path().display().to_string()]);
    let before = git(github.path(), &["for-each-ref"]);
    let said = refused(&dossier, &["--yes"]);
    assert!(said.contains("somebody else published") && said.contains("--replace"), "{said}");
    assert_eq!(git(github.path(), &["for-each-ref"]), before);
    publish(&dossier, &["--replace"]);
    assert!(published(&github).contains_key("articles/the-pump.html"));
}

#[test]
fn a_branch_that_moves_meanwhile_is_left_as_it_is() {
    use briefbook::share::branch::Repository;
    let Some((dossier, github)) = stage() else { return };
    publish(&dossier, &[]);
    let loaded = briefbook::load::open(dossier.path(), briefbook::text::Date::LAST).expect("a dossier");
    let site = briefbook::pipeline::make(&loaded.inputs(), &|_, _| {}).site;
    let repository = Repository::open(&loaded.root, "origin", "gh-pages").expect("a repository");
    let standing = repository.look().expect("a branch");
    let made = repository.commit(&*site, &standing, Some(1)).expect("a commit");
    let second = Folder::with(&[("book.toml", BOOK), ("seeds/lamp.md", GATE)]);
    publish(&second, &["--remote", &github.path().display().to_string()]);
    let before = git(github.path(), &["for-each-ref"]);
    let failure = repository.push(&made, &standing).expect_err("the branch moved");
    assert!(failure.to_string().contains("somebody else changed the branch"), "{failure}");
    assert_eq!(git(github.path(), &["for-each-ref"]), before);
}

#[test]
fn words_of_others_are_counted_once() {
    let Some((dossier, _github)) = stage() else { return };
    dossier.put("seeds/clip.txt", b"The lamp of the lock\n\nOne two three four five six seven eight nine ten.\n");
    let full = publish(&dossier, &[]);
    assert!(full.contains("; 10 words of others' texts;"), "{full}");
    dossier.put("book.toml", &String::from_utf8_lossy(BOOK).replace("full", "link-only").into_bytes());
    let link = publish(&dossier, &[]);
    assert!(link.contains("; 0 words of others' texts;"), "{link}");
    assert!(link.contains("1 corrected: The lamp of the lock"), "{link}");
}

#[test]
fn the_workflow_is_whole_and_pinned() {
    let dossier =
        Folder::with(&[("docs/locks/book.toml", BOOK), ("docs/locks/seeds/gate.md", GATE), (".git/HEAD", b"")]);
    let arguments = ["init", "docs/locks", "--github", "--program", "https://github.com/OWNER/briefbook", "--checksum"];
    let output = dossier.run(&[&arguments[..], &[&"A".repeat(64)]].concat());
    assert!(output.status.success(), "{}", text(&output));
    let files = walk(dossier.path());
    let workflow = String::from_utf8_lossy(&files[".github/workflows/pages.yml"]).into_owned();
    let read: serde_json::Value = serde_saphyr::from_str(&workflow).expect("YAML");
    let build = &read["jobs"]["build"];
    assert_eq!(build["env"]["FOLDER"], "docs/locks");
    assert_eq!(build["permissions"], serde_json::json!({ "contents": "read", "pages": "read" }));
    let jobs = ["build", "deploy"].into_iter().flat_map(|job| read["jobs"][job]["steps"].as_array().expect("steps"));
    let steps: Vec<&serde_json::Value> = jobs.collect();
    let used: Vec<&str> = steps.iter().filter_map(|step| step["uses"].as_str()).collect();
    assert_eq!(used.len(), 4);
    for action in used {
        let (_, commit) = action.split_once('@').expect("a commit");
        assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{action}");
        assert!(workflow.contains(&format!("{action} # v")), "{action} without its version");
    }
    assert!(steps.iter().any(|step| step["with"]["path"] == "docs/locks/public"));
    assert!(workflow.contains(&format!("echo \"{}  $NAME.tar.gz\" | sha256sum --check", "a".repeat(64))));
    assert!(!workflow.lines().any(|line| line.contains('@') && !line.contains("actions/")), "{workflow}");
}
