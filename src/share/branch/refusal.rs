//! Why a repository was not reached or did not take the site: git's words come in, a failure with its next step goes out.

use super::git::first_line;
use crate::error::Error;

/// Words of git, of SSH and of hosts, in lower case, by what they mean; the first that is found counts.
const WORDS: &[(Why, &[&str])] = &[
    (Why::Moved, &["stale info", "fetch first", "cannot lock ref", "failed to update ref"]),
    (
        Why::Unreachable,
        &[
            "could not resolve host",
            "could not resolve proxy",
            "failed to connect",
            "couldn't connect",
            "connection refused",
            "connection timed out",
            "connection reset",
            "network is unreachable",
            "no route to host",
            "operation timed out",
            "name resolution",
            "ssl certificate",
            "tls connect error",
        ],
    ),
    (
        Why::NotAllowed,
        &[
            "permission denied",
            "permission to",
            "insufficient permission",
            "authentication failed",
            "could not read username",
            "could not read password",
            "terminal prompts disabled",
            "invalid username",
            "write access to repository not granted",
            "error: 403",
            "error: 401",
            "host key verification failed",
            "access denied",
            "unable to create temporary object directory",
        ],
    ),
    (
        Why::Missing,
        &[
            "repository not found",
            "does not appear to be a git repository",
            "not found",
            "does not exist",
            "no such file",
        ],
    ),
    (Why::Refused, &["remote rejected", "protected branch", "hook declined", "gh006", "non-fast-forward", "denied"]),
];

#[derive(Clone, Copy)]
enum Why {
    Moved,
    Unreachable,
    NotAllowed,
    Missing,
    Refused,
}

/// The failure that `said` means, at `address`.
pub(super) fn told(said: &str, address: &str, branch: &str) -> Error {
    let low = said.to_lowercase();
    let why = WORDS.iter().find(|(_, words)| words.iter().any(|word| low.contains(word))).map(|(why, _)| *why);
    let words = because(said);
    match why {
        Some(Why::Moved) => Error::new(format!("somebody else changed the branch `{branch}` meanwhile; nothing was sent"))
            .hint("run `briefbook publish --dry-run` to see what stands there now, then publish again"),
        Some(Why::Unreachable) => Error::new(format!("`{address}` cannot be reached: {words}"))
            .hint("see whether the network works and the address is right; nothing was sent"),
        Some(Why::NotAllowed) => Error::new(format!("you may not write to `{address}`, or it does not know you: {words}"))
            .hint("sign in as git asks for (docs/publishing.md, \"Signing in\"), or ask its owner for the right to write; nothing was sent"),
        Some(Why::Missing) => Error::new(format!("there is no repository at `{address}`: {words}"))
            .hint("make it there first, or correct the address: `git remote set-url origin ADDRESS`; a private one needs signing in"),
        Some(Why::Refused) => Error::new(format!("`{address}` did not take the branch `{branch}`: {words}"))
            .hint("allow forced pushes to that branch in the repository's settings, or keep its history: `--keep-history`"),
        None => Error::new(format!("git failed at `{address}`: {words}"))
            .hint("see whether `git ls-remote ADDRESS` works in this terminal; nothing was sent"),
    }
}

/// The line that says most: of a rejected branch, its reason.
fn because(said: &str) -> String {
    let rejected = said.lines().find(|line| line.starts_with('!')).and_then(|line| line.rsplit('\t').next());
    rejected.map_or_else(|| first_line(said), |reason| reason.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn words_of_git_say_what_to_do() {
        let of = |said: &str| told(said, "https://example.org/a.git", "gh-pages").to_string();
        let cases = [
            (
                "fatal: unable to access 'https://example.org/a.git/': Could not resolve host: example.org",
                "cannot be reached",
            ),
            (
                "fatal: unable to access 'https://example.org/a.git/': The requested URL returned error: 403",
                "may not write",
            ),
            ("remote: Permission to a/b.git denied to c.\nfatal: unable to access", "may not write"),
            (
                "git@example.org: Permission denied (publickey).\nfatal: Could not read from remote repository.",
                "may not write",
            ),
            ("fatal: could not read Username for 'https://example.org': terminal prompts disabled", "may not write"),
            (
                "remote: Repository not found.\nfatal: repository 'https://example.org/a.git/' not found",
                "there is no repository",
            ),
            ("fatal: '../a.git' does not appear to be a git repository", "there is no repository"),
            (
                "To ../a.git\n!\tx:refs/heads/gh-pages\t[rejected] (stale info)\nDone\nerror: failed to push",
                "somebody else",
            ),
            (
                "To ../a.git\n!\tx:refs/heads/gh-pages\t[remote rejected] (protected branch hook declined)\nDone",
                "did not take the branch `gh-pages`: [remote rejected] (protected branch hook declined)",
            ),
            ("fatal: the sky fell", "git failed at `https://example.org/a.git`: the sky fell"),
        ];
        for (said, expected) in cases {
            assert!(of(said).contains(expected), "{said}\n{}", of(said));
        }
    }
}
