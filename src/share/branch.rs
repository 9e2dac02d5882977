//! Site -> a branch of a repository, by the `git` program. In: pages, and the name of a repository. Out: one commit there.
//! The checkout is only asked for two things, its remote's address and how to sign in; the commit is made in a temporary
//! repository and goes out from there, so that no file, index, branch or setting of the owner's is touched, and no hook runs.
//! Keep out: what the pages say, and every name of a person: author, time zone and history of the checkout stay here.
//!
//! 1. `Repository::open` finds git and the address. No connection is made.
//! 2. `Repository::look` asks what the branch holds now, and fetches its last state.
//! 3. `Repository::commit` makes the commit.
//! 4. `Repository::push` sends it, if the branch still holds what was seen.

mod git;
mod refusal;

use crate::error::{Error, Result};
use crate::model::Pages;
use git::Git;
use rayon::prelude::*;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Who makes the commits: no person.
const AUTHOR: (&str, &str) = ("briefbook", "briefbook@localhost");

/// What commits say, by which they are known again.
const MESSAGE: &str = "Site made by briefbook";

/// The time of a commit without history: the same site is the same commit, whenever it is made. 2000-01-01T00:00:00Z.
const ALWAYS: i64 = 946_684_800;

/// What was seen of a branch, in the temporary repository.
const SEEN: &str = "refs/briefbook/seen";

/// What is made of the site, there too.
const MADE: &str = "refs/briefbook/made";

/// How many names of a stranger's branch are told.
const NAMED: usize = 5;

/// A repository to publish in, and one of our own to make the commit in.
pub struct Repository {
    git: Git,
    url: String,
    branch: String,
}

/// What a branch holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is no such branch.
    Absent,
    /// A site that briefbook made: the commit.
    Ours(String),
    /// Something else: the commit, and names of what it holds.
    Strange(String, Vec<String>),
}

impl Standing {
    /// The commit that the branch ends with.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        match self {
            Self::Absent => None,
            Self::Ours(commit) | Self::Strange(commit, _) => Some(commit),
        }
    }
}

/// A commit that was made and not sent.
pub struct Made {
    /// Its name.
    pub commit: String,
    /// Whether the branch holds the very same files already.
    pub same: bool,
}

/// The address that the remote of a checkout has; nothing where there is no git, no repository or no such remote.
#[must_use]
pub fn address(root: &Path, remote: &str) -> Option<String> {
    Repository::open(root, remote, "gh-pages").ok().map(|repository| repository.url)
}

impl Repository {
    /// The repository that `remote` names: a remote of the checkout around `root`, or itself an address.
    ///
    /// # Errors
    /// When git is not installed, there is no repository or no such remote, or the branch cannot be one for a site.
    pub fn open(root: &Path, remote: &str, branch: &str) -> Result<Self> {
        let mut git = Git::new(root)?;
        if !git.asks(&["check-ref-format", &format!("refs/heads/{branch}")])? {
            return Err(Error::new(format!("`{branch}` cannot be the name of a branch"))
                .hint("give a plain name: `--branch gh-pages`"));
        }
        let url = if is_address(remote) { remote.to_owned() } else { git.remote(remote)? };
        if git.current_branch().as_deref() == Some(branch) {
            return Err(Error::new(format!("`{branch}` is the branch that this folder's own files are on"))
                .hint("publish to a branch for the site alone: `--branch gh-pages`"));
        }
        git.prepare()?;
        Ok(Self { git, url, branch: branch.to_owned() })
    }

    /// The address, without the name and password that may stand in it.
    #[must_use]
    pub fn address(&self) -> String {
        without_secrets(&self.url)
    }

    /// What the branch holds now.
    ///
    /// # Errors
    /// When the repository cannot be reached or read.
    pub fn look(&self) -> Result<Standing> {
        let head = format!("refs/heads/{}", self.branch);
        let listed = self.ask(&["ls-remote", "--", &self.url, &head])?;
        if !listed.lines().any(|line| line.split_once('\t').is_some_and(|(_, name)| name == head)) {
            return Ok(Standing::Absent);
        }
        let from = format!("+{head}:{SEEN}");
        self.ask(&["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--", &self.url, &from])?;
        let said = self.ask(&["log", "-1", "--format=%H%n%ae%n%ce%n%s", SEEN])?;
        let said: Vec<&str> = said.lines().collect();
        let commit = said.first().copied().unwrap_or_default().to_owned();
        if said.get(1..) == Some(&[AUTHOR.1, AUTHOR.1, MESSAGE]) {
            return Ok(Standing::Ours(commit));
        }
        let names = self.ask(&["ls-tree", "--name-only", "-z", SEEN])?;
        let names = names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned);
        Ok(Standing::Strange(commit, names.collect()))
    }

    /// Makes the commit of a site: one without parents, or, with the time given, one after what the branch holds.
    ///
    /// # Errors
    /// When a page is missing, or git fails.
    pub fn commit(&self, site: &dyn Pages, standing: &Standing, history: Option<i64>) -> Result<Made> {
        let parent = history.and(standing.commit());
        let time = history.unwrap_or(ALWAYS);
        self.git.feed(&["fast-import", "--quiet", "--date-format=raw", "--done"], |to| {
            write_site(&mut BufWriter::new(to), site, time, parent)
        })?;
        let tree = |of: &str| self.ask(&["rev-parse", "--verify", &format!("{of}^{{tree}}")]);
        let commit = self.ask(&["rev-parse", "--verify", MADE])?.trim().to_owned();
        // one commit without parents is another state than the same files with a history
        let same = match standing {
            Standing::Ours(seen) if history.is_none() => *seen == commit,
            Standing::Ours(_) => tree(SEEN)? == tree(MADE)?,
            _ => false,
        };
        Ok(Made { commit, same })
    }

    /// Sends the commit, if the branch still holds what was seen.
    ///
    /// # Errors
    /// When it does not, or the repository refuses.
    pub fn push(&self, made: &Made, standing: &Standing) -> Result<()> {
        let head = format!("refs/heads/{}", self.branch);
        let lease = format!("--force-with-lease={head}:{}", standing.commit().unwrap_or_default());
        let what = format!("{}:{head}", made.commit);
        self.ask(&["push", "--porcelain", "--no-verify", &lease, "--", &self.url, &what]).map(drop)
    }

    /// What git answers, or its refusal in words that say what to do.
    fn ask(&self, arguments: &[&str]) -> Result<String> {
        let told = self.git.run(arguments)?;
        told.map_err(|said| refusal::told(&said, &self.address(), &self.branch))
    }
}

/// The names of what a stranger's branch holds, for a sentence.
#[must_use]
pub fn named(names: &[String]) -> String {
    let mut list: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    if names.len() > NAMED {
        list.push(format!("and {} more", names.len() - NAMED));
    }
    list.join(", ")
}

/// Whether a remote is given by its address rather than by its name.
fn is_address(remote: &str) -> bool {
    let scp = remote.split_once(':').is_some_and(|(host, _)| host.contains('@') && !host.contains('/'));
    remote.contains("://") || scp || remote.starts_with(['/', '.']) || Path::new(remote).is_absolute()
}

/// An address without what stands before the `@` of its host, but for the user that SSH needs.
fn without_secrets(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    match host.rsplit_once('@') {
        Some((_, host)) if scheme != "ssh" => format!("{scheme}://{host}/{path}"),
        _ => url.to_owned(),
    }
}

/// How many pages are made at once while the commit is written.
const AT_ONCE: usize = 64;

/// The stream that git reads: one commit with every file of the site, in the order of their addresses.
fn write_site(to: &mut dyn Write, site: &dyn Pages, time: i64, parent: Option<&str>) -> std::io::Result<()> {
    let (name, mail) = AUTHOR;
    writeln!(to, "commit {MADE}\ncommitter {name} <{mail}> {time} +0000\ndata {}\n{MESSAGE}", MESSAGE.len() + 1)?;
    if let Some(parent) = parent {
        writeln!(to, "from {parent}")?;
    }
    writeln!(to, "deleteall")?;
    let routes = site.routes();
    for some in routes.chunks(AT_ONCE) {
        let pages: Vec<_> = some.par_iter().map(|route| site.page(route)).collect();
        for (route, page) in some.iter().zip(pages) {
            let odd = route.as_str().contains(|c: char| c.is_control()) || route.as_str().starts_with('"');
            let page = page.filter(|_| !odd).ok_or_else(|| std::io::Error::other(format!("no page at `{route}`")))?;
            writeln!(to, "M 100644 inline {route}\ndata {}", page.bytes.len())?;
            to.write_all(&page.bytes)?;
            writeln!(to)?;
        }
    }
    writeln!(to, "done")?;
    to.flush()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{is_address, named, without_secrets};

    #[test]
    fn addresses_are_told_from_names_and_keep_no_secret() {
        for remote in ["https://example.org/a.git", "git@example.org:a/b.git", "../pages.git", "/srv/pages.git"] {
            assert!(is_address(remote), "{remote}");
        }
        assert!(!is_address("origin") && !is_address("up/stream"));
        assert_eq!(without_secrets("https://me:word@example.org/a.git"), "https://example.org/a.git");
        assert_eq!(without_secrets("ssh://git@example.org/a.git"), "ssh://git@example.org/a.git");
        assert_eq!(without_secrets("git@example.org:a.git"), "git@example.org:a.git");
    }

    #[test]
    fn a_few_names_are_told() {
        let names: Vec<String> = (1..=7).map(|n| n.to_string()).collect();
        assert_eq!(named(&names[..1]), "`1`");
        assert_eq!(named(&names), "`1`, `2`, `3`, `4`, `5`, and 2 more");
    }
}
