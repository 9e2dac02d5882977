//! Static files that nobody means to give away: keys and passwords, and what editors leave. In: a file, or names of those that
//! are left out. Out: faults.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Route;
use regex::bytes::Regex;
use std::sync::LazyLock;

/// Names of files that hold keys or passwords, in lower case.
const NAMES: [&str; 15] = [
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "credentials",
    "credentials.json",
    "secrets.json",
    "secrets.yml",
    "secrets.yaml",
    "secrets.toml",
    "secrets.txt",
    "passwords.txt",
    "htpasswd",
    "wallet.dat",
    "client_secret.json",
];

/// Endings of such files.
const ENDINGS: [&str; 8] = ["env", "p12", "pfx", "kdbx", "kdb", "keystore", "jks", "ppk"];

/// Hidden names of such files: no site gets them, and a repository would.
const HIDDEN: [&str; 7] = [".env", ".netrc", ".npmrc", ".pypirc", ".git-credentials", ".htpasswd", ".ssh"];

/// Endings of what editors and tools leave beside a file.
const LEFT: [&str; 6] = ["orig", "rej", "old", "save", "backup", "dist-old"];

static KEYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{22,}|glpat-[0-9A-Za-z_-]{20}|AKIA[0-9A-Z]{16}|xox[abp]-[0-9A-Za-z-]{10,})",
    )
    .ok()
});

/// How much of a file is looked through for keys, in bytes.
const HEAD: usize = 1 << 20;

/// What a file in `static/` gives away.
pub(super) fn found(route: &Route, bytes: &[u8]) -> Vec<Diagnostic> {
    let file = route.as_str();
    let name = file.rsplit('/').next().unwrap_or_default();
    let low = name.to_lowercase();
    let ending = low.rsplit_once('.').map_or("", |(_, ending)| ending);
    let mut faults = Vec::new();
    let hint = "move it out of `static/`; if it was ever published, the key or password is to be changed";
    if NAMES.contains(&low.as_str()) || ENDINGS.contains(&ending) || low.starts_with("env.") {
        let message = format!("`{name}` would be copied to readers, and files of that name hold keys or passwords");
        faults.push(Diagnostic::new(Code::SecretFile, Place::file(file), message, hint));
    } else if let Some(key) = KEYS.as_ref().and_then(|keys| keys.find(&bytes[..bytes.len().min(HEAD)])) {
        let text = String::from_utf8_lossy(&bytes[..key.end()]);
        let line = u32::try_from(text.matches('\n').count() + 1).unwrap_or(u32::MAX);
        let place = Place { line, ..Place::file(file) };
        let message = format!("`{name}` would be copied to readers, and holds what looks like a key");
        faults.push(Diagnostic::new(Code::SecretFile, place, message, hint));
    }
    let stem = low.rsplit_once('.').map_or(low.as_str(), |(stem, _)| stem);
    if LEFT.contains(&ending) || low.starts_with("copy of ") || stem.ends_with(" - copy") || stem.ends_with(" copy") {
        let message = format!("`{name}` would be copied to readers, and looks like what an editor left");
        let hint = "remove it, or rename it if readers should have it";
        faults.push(Diagnostic::new(Code::StaticLeftover, Place::file(file), message, hint));
    }
    faults
}

/// Files in `static/` that no site gets, told together; those with keys each.
pub(super) fn left_out(files: &[String]) -> Vec<Diagnostic> {
    let name = |file: &'_ str| file.rsplit('/').next().unwrap_or_default().to_lowercase();
    let is_secret = |file: &&String| HIDDEN.iter().any(|hidden| name(file).starts_with(hidden));
    let secret = files.iter().filter(is_secret).map(|file| {
        let message =
            format!("`{file}` may hold keys or passwords; no site gets it, but a repository of this folder would");
        let hint = "move it out of `static/`";
        Diagnostic::new(Code::StaticLeftover, Place::file(file), message, hint)
    });
    let others: Vec<&String> = files.iter().filter(|file| !is_secret(file)).collect();
    let told = others.first().map(|first| {
        let named: Vec<String> = others.iter().take(5).map(|file| format!("`{file}`")).collect();
        let more = others.len().checked_sub(5).filter(|more| *more > 0);
        let more = more.map_or_else(String::new, |more| format!(", and {more} more"));
        let message = format!("no site gets what systems and editors leave in `static/`: {}{more}", named.join(", "));
        let hint = "remove them, or rename what readers should have";
        Diagnostic::new(Code::StaticLeftover, Place::file(first.as_str()), message, hint)
    });
    secret.chain(told).collect()
}
