//! The `git` program: asked about the checkout, and made to work in a temporary repository. In: arguments. Out: what it prints,
//! or what it says against it. Keep out: what the commands are for.

use crate::error::{Error, Result};
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use tempfile::TempDir;

/// Variables of git's that say how to reach a host. All others would say where the repository is, or whose the commit.
const KEPT: [&str; 13] = [
    "GIT_ASKPASS",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_EXEC_PATH",
    "GIT_HTTP_USER_AGENT",
    "GIT_PROXY_COMMAND",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSH_VARIANT",
    "GIT_SSL_CAINFO",
    "GIT_SSL_NO_VERIFY",
    "GIT_TERMINAL_PROMPT",
];

/// Settings of the owner's that say how to reach a host and to sign in there.
const SIGNING_IN: &str = r"^(credential|http|protocol|ssh)\.|^core\.(sshcommand|askpass|gitproxy)$";

/// Git in one folder, and a repository of its own.
pub(super) struct Git {
    /// The top of the checkout, against which relative addresses are meant; else the dossier's folder.
    top: PathBuf,
    /// Whether there is a checkout.
    has_checkout: bool,
    /// Why there is none, in git's words.
    said: String,
    /// The kind of names that its objects have.
    format: String,
    temporary: TempDir,
    /// How to sign in: names and values.
    settings: Vec<(String, String)>,
}

impl Git {
    /// Git in `root`. Makes a temporary folder and nothing else.
    pub(super) fn new(root: &Path) -> Result<Self> {
        let temporary = tempfile::Builder::new().prefix("briefbook-").tempdir();
        let temporary = temporary.map_err(|cause| {
            Error::io("cannot make a temporary folder below", &std::env::temp_dir(), cause)
                .hint("see that the disk has room, or name another folder in TMPDIR")
        })?;
        let mut git = Self {
            top: root.to_owned(),
            has_checkout: false,
            said: String::new(),
            format: "sha1".to_owned(),
            temporary,
            settings: Vec::new(),
        };
        match git.checkout(&["rev-parse", "--show-object-format"])? {
            Ok(format) => (git.has_checkout, git.format) = (true, format.trim().to_owned()),
            Err(said) => git.said = said,
        }
        if let Ok(top) = git.checkout(&["rev-parse", "--show-toplevel"])? {
            git.top = PathBuf::from(top.trim_end_matches(['\r', '\n']));
        }
        Ok(git)
    }

    /// The address of a remote of the checkout.
    pub(super) fn remote(&self, name: &str) -> Result<String> {
        if !self.has_checkout && self.said.contains("not a git repository") {
            return Err(Error::new("this folder is in no git repository").at(&self.top).hint(
                "run `git init` and `git remote add origin ADDRESS` here, or name the address alone: `--remote https://github.com/NAME/REPOSITORY.git`",
            ));
        }
        if !self.has_checkout {
            return Err(Error::new(format!("git will not read this folder: {}", first_line(&self.said)))
                .hint("do what git says, or name the address alone: `--remote ADDRESS`"));
        }
        if let Ok(url) = self.checkout(&["remote", "get-url", "--push", "--", name])? {
            return Ok(url.lines().next().unwrap_or_default().to_owned());
        }
        let others = self.checkout(&["remote"])?.unwrap_or_default();
        let others: Vec<String> = others.lines().map(|name| format!("`{name}`")).collect();
        let hint = if others.is_empty() {
            format!("make a repository where the site is to stand, then `git remote add {name} ADDRESS`")
        } else {
            format!("name one that there is, `--remote NAME`: {}", others.join(", "))
        };
        Err(Error::new(format!("the repository has no remote `{name}`")).hint(hint))
    }

    /// The branch that the checkout is on.
    pub(super) fn current_branch(&self) -> Option<String> {
        let named = self.checkout(&["symbolic-ref", "--quiet", "--short", "HEAD"]).ok()?.ok()?;
        Some(named.trim().to_owned())
    }

    /// Whether git says yes.
    pub(super) fn asks(&self, arguments: &[&str]) -> Result<bool> {
        Ok(self.checkout(arguments)?.is_ok())
    }

    /// Makes the temporary repository, and takes over how to sign in.
    pub(super) fn prepare(&mut self) -> Result<()> {
        let listed = self.checkout(&["config", "--null", "--get-regexp", SIGNING_IN])?.unwrap_or_default();
        let pairs = listed.split('\0').filter(|pair| !pair.is_empty());
        self.settings = pairs
            .map(|pair| pair.split_once('\n').unwrap_or((pair, "true")))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let repository = self.repository().display().to_string();
        let format = format!("--object-format={}", self.format);
        let empty = std::fs::write(self.nothing(), "");
        empty.map_err(|cause| Error::io("cannot write", &self.nothing(), cause))?;
        let made = self.run(&["init", "--quiet", "--bare", "--template=", &format, &repository])?;
        made.map(drop)
            .map_err(|said| Error::new(format!("git cannot make a repository: {}", first_line(&said))).hint(OLD))
    }

    /// What git prints when it works in the temporary repository.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<std::result::Result<String, String>> {
        answered(self.apart().args(arguments).stdin(Stdio::null()).output())
    }

    /// Runs git in the temporary repository on what `write` gives it.
    pub(super) fn feed(&self, arguments: &[&str], write: impl FnOnce(&mut ChildStdin) -> io::Result<()>) -> Result<()> {
        let piped = || Stdio::piped();
        let child = self.apart().args(arguments).stdin(piped()).stdout(Stdio::null()).stderr(piped()).spawn();
        let mut child: Child = child.map_err(missing)?;
        let written = child.stdin.take().map_or(Ok(()), |mut stdin| write(&mut stdin));
        let output = child.wait_with_output().map_err(missing)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let why = match written {
            Ok(()) if output.status.success() => return Ok(()),
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => cause.to_string(),
            _ => first_line(&said),
        };
        Err(Error::new(format!("git cannot make a commit of the site: {why}"))
            .hint("see that the disk with the temporary folder has room for the site"))
    }

    /// What git says of the checkout. Nothing that is asked writes anything.
    fn checkout(&self, arguments: &[&str]) -> Result<std::result::Result<String, String>> {
        answered(self.git().args(arguments).stdin(Stdio::null()).output())
    }

    fn repository(&self) -> PathBuf {
        self.temporary.path().join("site.git")
    }

    /// An empty file: no settings, and no folder of hooks.
    fn nothing(&self) -> PathBuf {
        self.temporary.path().join("nothing")
    }

    /// Git in the checkout's folder, without what the environment says of repositories and people.
    fn git(&self) -> Command {
        let mut git = Command::new("git");
        git.current_dir(&self.top).env("LC_ALL", "C").env("LANGUAGE", "C").env("GIT_OPTIONAL_LOCKS", "0");
        let strange = |name: &OsString| {
            let name = name.to_string_lossy();
            name.starts_with("GIT_") && !KEPT.contains(&name.as_ref())
        };
        std::env::vars_os().map(|(name, _)| name).filter(strange).for_each(|name| {
            git.env_remove(name);
        });
        git
    }

    /// Git in the temporary repository, with no settings but those by which to sign in.
    fn apart(&self) -> Command {
        let mut git = self.git();
        git.env("GIT_DIR", self.repository()).env("GIT_CONFIG_GLOBAL", self.nothing()).env("GIT_CONFIG_NOSYSTEM", "1");
        git.env_remove("GIT_CONFIG_SYSTEM");
        let nowhere = self.nothing().display().to_string();
        let fixed = [("core.hooksPath", nowhere.as_str()), ("gc.auto", "0"), ("maintenance.auto", "false")];
        let owners = self.settings.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = owners.chain(fixed).collect();
        git.env("GIT_CONFIG_COUNT", all.len().to_string());
        for (n, (key, value)) in all.into_iter().enumerate() {
            git.env(format!("GIT_CONFIG_KEY_{n}"), key).env(format!("GIT_CONFIG_VALUE_{n}"), value);
        }
        git
    }
}

/// Where git is too old to be told its settings as they are here.
const OLD: &str = "briefbook needs git 2.32 or newer";

fn answered(output: io::Result<Output>) -> Result<std::result::Result<String, String>> {
    let output = output.map_err(missing)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    // `push --porcelain` says on standard output what was rejected
    let said = || format!("{}{}", text(&output.stdout), text(&output.stderr));
    Ok(if output.status.success() { Ok(text(&output.stdout)) } else { Err(said()) })
}

fn missing(cause: io::Error) -> Error {
    if cause.kind() == ErrorKind::NotFound {
        return Error::new("git is not installed, and `publish` works by it").hint(
            "install it from https://git-scm.com; or run `briefbook build --edition` and carry `public/` to the host yourself",
        );
    }
    Error::io("cannot run", Path::new("git"), cause).hint("see whether `git --version` works in this terminal")
}

/// The first line that says something, without git's own word before it.
pub(super) fn first_line(said: &str) -> String {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let found =
        lines().find(|line| line.starts_with("fatal:") || line.starts_with("error:")).or_else(|| lines().next());
    let found = found.unwrap_or("it does not say why");
    found.trim_start_matches("fatal:").trim_start_matches("error:").trim().to_owned()
}
