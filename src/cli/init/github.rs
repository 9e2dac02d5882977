//! `briefbook init --github`: the workflow by which GitHub itself builds and publishes. It needs the seeds in the repository, so
//! what readers of the edition do not get is told first, and the owner says in words that it may be there.

use super::super::{End, console::Bar, edition, summary, today::today};
use super::{is_there, put};
use crate::error::{Error, Result};
use crate::load::{self, Loaded};
use crate::model::article::{Article, Origin};
use crate::model::config::{Edition, Rights};
use crate::model::{Dossier, Marking};
use crate::pipeline::{self, Recording};
use std::fs;
use std::path::{Path, PathBuf};

/// What a workflow needs to know.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Write the workflow by which GitHub builds and publishes the edition
    #[arg(long, conflicts_with = "sample")]
    github: bool,
    /// With --github: whoever can read the repository may read every seed, withheld ones too
    #[arg(long, requires = "github")]
    seeds_may_be_read: bool,
    /// With --github: where releases of briefbook are, a repository at GitHub
    #[arg(long, value_name = "ADDRESS", requires = "github")]
    program: Option<String>,
    /// With --github: the SHA-256 of the release's archive for Linux; without it, the one that the release itself gives
    #[arg(long, value_name = "SHA256", requires = "github")]
    checksum: Option<String>,
}

impl Options {
    /// Whether the workflow is asked for.
    pub(super) fn are_asked_for(&self) -> bool {
        self.github
    }
}

const WORKFLOW: &str = include_str!("pages.yml");

/// Where GitHub looks for it, below the top of the repository.
const PLACE: &str = ".github/workflows/pages.yml";

/// Writes the workflow, and nothing over anything.
pub(super) fn run(folder: &Path, options: &Options) -> Result<End> {
    if !folder.join(load::BOOK).is_file() {
        return Err(Error::new("there is no dossier yet in").at(folder).hint("run `briefbook init` there first"));
    }
    let loaded = load::open(folder, today(None))?;
    if edition::is_kept_from_writing(&loaded) {
        return Ok(End::Faulty);
    }
    let edition = edition::decided(&loaded)?;
    let recording = may_be_read(&loaded, &edition, options)?;
    let top = loaded.root.ancestors().find(|folder| is_there(&folder.join(".git"))).unwrap_or(&loaded.root).to_owned();
    let text = workflow(&loaded, &top, options)?;
    let path = top.join(PLACE);
    // where GitHub builds, nobody keeps what a build would record
    if let Some(recording) = &recording
        && pipeline::record(&loaded, recording)?
    {
        anstream::println!("wrote `{}`: where each page stands from now on", load::ADDRESSES);
    }
    if is_there(&path) {
        anstream::println!("`{PLACE}` is there and stays as it is");
        return Ok(End::Well);
    }
    let above = path.parent().unwrap_or(&top);
    fs::create_dir_all(above).map_err(|cause| Error::io("cannot make the folder", above, cause))?;
    put(&path, &text)?;
    anstream::println!("wrote `{PLACE}`");
    anstream::println!(
        "once, at GitHub: Settings, Pages, Source \"GitHub Actions\"; then every push to the default branch publishes"
    );
    anstream::println!("next: commit everything and push it (docs/publishing.md)");
    Ok(End::Well)
}

/// Refuses where seeds hold what readers of the edition do not get, unless the owner said that it may be read.
/// Gives the addresses to record.
fn may_be_read(loaded: &Loaded, edition: &Edition, options: &Options) -> Result<Option<Recording>> {
    anstream::println!(
        "GitHub builds from the seeds: they go into the repository, and whoever can read it can read all of them"
    );
    let reading = Bar::new("reading seeds");
    let outcome = pipeline::make(&loaded.inputs(), &|done, all| reading.show(done, all));
    let kept = kept(&outcome.dossier, edition);
    if kept.is_empty() || options.seeds_may_be_read {
        return Ok(outcome.recording);
    }
    let what = kept.join("; ");
    Err(Error::new(format!("the seeds hold what readers of the edition do not get: {what}")).hint(
        "publish from this machine, and the seeds stay here: `briefbook publish`; or, if everybody who can read the repository may read them, say so: `--seeds-may-be-read`",
    ))
}

/// What stands in seeds and not in the edition, or not for everybody.
fn kept(dossier: &Dossier, edition: &Edition) -> Vec<String> {
    let of = |test: &dyn Fn(&Article) -> bool| dossier.entries.iter().filter(|entry| test(&entry.article)).count();
    let marked = of(&|article| article.strictest().unwrap_or(edition.unmarked) > Marking::Clear);
    let rights = |article: &Article| article.rights.as_ref().map_or(edition.clippings, |found| found.value);
    let clippings = of(&|article| article.origin.value == Origin::Clipping && rights(article) != Rights::Full);
    let back = of(&|article| article.withdrawn.is_some());
    let told = [
        (dossier.withheld, "article that is withheld", "articles that are withheld"),
        (marked, "article for fewer readers than all", "articles for fewer readers than all"),
        (clippings, "clipping in full", "clippings in full"),
        (back, "article that was taken back", "articles that were taken back"),
    ];
    let told = told.into_iter().filter(|(n, ..)| *n > 0);
    told.map(|(n, one, many)| summary::counted(n, one, many)).collect()
}

fn workflow(loaded: &Loaded, top: &Path, options: &Options) -> Result<String> {
    let from = program(options)?;
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let below = |path: PathBuf| {
        let parts = path.strip_prefix(top).unwrap_or(&path).iter().map(|part| part.to_string_lossy().into_owned());
        let whole = parts.filter(|part| part != ".").collect::<Vec<_>>().join("/");
        quoted(if whole.is_empty() { "." } else { &whole })
    };
    let check = match &options.checksum {
        Some(sum) if sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit()) => {
            format!("          echo \"{}  $NAME.tar.gz\" | sha256sum --check", sum.to_lowercase())
        }
        Some(sum) => {
            return Err(Error::new(format!("`{sum}` is no SHA-256"))
                .hint("give the 64 digits that `sha256sum` prints for the archive, or leave `--checksum` out"));
        }
        None => [
            "          # the sum that the release gives; to trust no later change of it, write the digits here instead",
            "          get \"$NAME.tar.gz.sha256\"",
            "          sha256sum --check \"$NAME.tar.gz.sha256\"",
        ]
        .join("\n"),
    };
    Ok(WORKFLOW
        .replace("@FROM@", &quoted(&from))
        .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@FOLDER@", &below(loaded.root.clone()))
        .replace("@SITE@", &below(loaded.root.join(&loaded.config.build_dir)))
        .replace("@CHECKSUM@", &check))
}

/// Where releases are: as given, else as this program was built to know.
fn program(options: &Options) -> Result<String> {
    let built = Some(env!("CARGO_PKG_REPOSITORY")).filter(|address| !address.is_empty());
    let Some(address) = options.program.as_deref().or(built) else {
        return Err(Error::new("this briefbook does not know where its releases are, and a workflow has to fetch one").hint(
            "name the repository that has them: `--program https://github.com/OWNER/briefbook`; or publish from this machine: `briefbook publish`",
        ));
    };
    let address = address.trim_end_matches('/').trim_end_matches(".git");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/".contains(c);
    if address.starts_with("https://") && address.chars().all(is_plain) {
        return Ok(address.to_owned());
    }
    Err(Error::new(format!("`{address}` is no address of releases"))
        .hint("write it like `https://github.com/OWNER/briefbook`"))
}
