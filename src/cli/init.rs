//! `briefbook init`: a folder becomes a dossier. What lies in it stays as it is; what is missing is written beside it.

mod github;

use super::{End, summary, today::today};
use crate::error::{Error, Result};
use crate::load;
use crate::model::{SeedPath, Shelf as _};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Start a dossier in a folder
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook init                   this folder becomes a dossier
  briefbook init ~/clips           another one, which is made if need be
  briefbook init --sample demo     the sample dossier, to look around in
  briefbook init --github          GitHub builds and publishes at each push; it needs the seeds in the repository

Clippings that are there are adopted where they lie: in the folder, in folders of it, in a vault, in a book. Nothing that
is there is overwritten, moved or renamed.")]
pub(super) struct Arguments {
    /// The folder
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Copy the sample dossier into it
    #[arg(long)]
    sample: bool,
    #[command(flatten)]
    github: github::Options,
}

static SAMPLE: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/seeds");
const SAMPLE_BOOK: &str = include_str!("../../book.toml");

/// The folder of the seeds where none lie in the dossier's own.
const SEEDS: &str = "seeds";

/// What no repository should hold: the site, and what builds keep beside it.
const IGNORED: [&str; 2] = ["/public/", ".briefbook*"];

/// Writes what a dossier needs and the folder lacks.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let folder = arguments.folder.as_path();
    if arguments.github.are_asked_for() {
        return github::run(folder, &arguments.github);
    }
    fs::create_dir_all(folder).map_err(|cause| Error::io("cannot make the folder", folder, cause))?;
    if arguments.sample {
        sample(folder)?;
    } else {
        adopt(folder)?;
    }
    let serve = if folder == Path::new(".") {
        "briefbook serve".to_owned()
    } else {
        format!("briefbook serve {}", quoted(folder))
    };
    anstream::println!("next: `{serve}`");
    Ok(End::Well)
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}

fn sample(folder: &Path) -> Result<()> {
    if is_there(&folder.join(load::BOOK)) || is_there(&folder.join(SEEDS)) {
        return Err(Error::new("there is a dossier already in")
            .at(folder)
            .hint("name a new folder: `briefbook init --sample demo`"));
    }
    put(&folder.join(load::BOOK), SAMPLE_BOOK)?;
    copy(&SAMPLE, &folder.join(SEEDS))?;
    anstream::println!("the sample dossier is in `{}`", folder.display());
    Ok(())
}

/// Where the clippings of a folder are.
enum Seeds {
    /// In the folder itself, or in folders of it.
    Here(usize),
    /// In a folder below it, named by its book.toml or by custom.
    Below(String, usize),
    /// Nowhere yet.
    Missing,
}

fn adopt(folder: &Path) -> Result<()> {
    let seeds = find(folder)?;
    let src = match &seeds {
        Seeds::Here(_) => "",
        Seeds::Below(name, _) => name,
        Seeds::Missing => SEEDS,
    };
    let place = if src.is_empty() { "this folder".to_owned() } else { format!("`{src}/`") };
    match &seeds {
        Seeds::Here(0) | Seeds::Below(_, 0) | Seeds::Missing => {
            anstream::println!("{}", summary::nothing_yet(src));
        }
        Seeds::Here(n) => anstream::println!("{}: none was moved or changed", found(*n)),
        Seeds::Below(_, n) => anstream::println!("{} in {place}: none was moved or changed", found(*n)),
    }
    if matches!(seeds, Seeds::Missing) {
        let path = folder.join(SEEDS);
        fs::create_dir_all(&path).map_err(|cause| Error::io("cannot make the folder", &path, cause))?;
    }
    let book = book_toml(folder, matches!(seeds, Seeds::Here(_)));
    let ignored = IGNORED.map(|line| format!("{line}\n")).concat();
    for (name, content) in [(load::BOOK, book), ("README.md", readme(folder, &place)), (".gitignore", ignored)] {
        let path = folder.join(name);
        if is_there(&path) {
            anstream::println!("`{name}` is there and stays as it is{}", lacking(name, &path));
        } else {
            put(&path, &content)?;
            anstream::println!("wrote `{name}`");
        }
    }
    Ok(())
}

fn found(n: usize) -> String {
    format!("found {}", summary::counted(n, "clipping", "clippings"))
}

/// What a `.gitignore` that was there should say too.
fn lacking(name: &str, path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let bare = |line: &str| line.trim().trim_matches('/').to_owned();
    let missing: Vec<&str> =
        IGNORED.into_iter().filter(|wanted| !text.lines().any(|line| bare(line) == bare(wanted))).collect();
    if name != ".gitignore" || missing.is_empty() {
        return String::new();
    }
    let missing: Vec<String> = missing.iter().map(|line| format!("`{line}`")).collect();
    format!("; it lacks {}", missing.join(" and "))
}

/// Where the clippings are, read as `serve` reads the folder.
fn find(folder: &Path) -> Result<Seeds> {
    let loaded = load::open(folder, today(None))?;
    let count = loaded.shelf.seeds().len();
    let src = loaded.config.src.clone();
    if is_there(&folder.join(load::BOOK)) {
        return Ok(if src.is_empty() { Seeds::Here(count) } else { Seeds::Below(src, count) });
    }
    if !src.is_empty() {
        return Ok(Seeds::Below(src, count));
    }
    // what a repository says of itself, and nothing else, is no collection
    let is_about = |seed: &SeedPath| {
        let name = seed.as_str().to_lowercase();
        seed.folder().is_empty() && (!name.contains('.') || name.starts_with("readme."))
    };
    Ok(if loaded.shelf.seeds().iter().all(is_about) { Seeds::Missing } else { Seeds::Here(count) })
}

/// The folder's name as a title.
fn title(folder: &Path) -> String {
    let whole = folder.canonicalize().ok();
    let name = whole.and_then(|whole| whole.file_name().map(|name| name.to_string_lossy().into_owned()));
    let title = name.unwrap_or_default().replace(['-', '_'], " ").replace(|c: char| c.is_control(), " ");
    if title.trim().is_empty() { "Dossier".to_owned() } else { title.trim().to_owned() }
}

fn book_toml(folder: &Path, seeds_here: bool) -> String {
    let title = title(folder).replace('\\', "\\\\").replace('"', "\\\"");
    let src = if seeds_here { "src = \".\"\n" } else { "" };
    format!(
        "[book]\ntitle = \"{title}\"\nlanguage = \"en\"\n{src}\n\
         # A theme gathers the articles in which its terms stand. Add as many as you need.\n\
         # [[theme]]\n# id = \"energy\"\n# title = \"Energy\"\n# about = \"Grids, gas and who pays for them.\"\n# terms = [\"electricity\", \"gas pipeline\", \"grid\"]\n\n\
         # What is so of many clippings at once; what a clipping's own front matter or sidecar says wins.\n\
         # [[defaults]]\n# match = \"gazette/**\"\n# site = \"Harbour Gazette\"\n\n\
         # Your own text at the head of the front page, or of a theme: `briefbook new \"Overview\"`, and in its front matter\n\
         # introduces = \"dossier\"\n\n\
         # What readers may see. While both lines are missing, everything is a working copy.\n\
         # [edition]\n# unmarked = \"clear\"       # an article without a marking may be shared without limit\n# clippings = \"link-only\"  # other people's texts: \"full\", \"excerpt\", or title and address alone\n"
    )
}

/// Ten lines about the folder, for whoever finds it.
fn readme(folder: &Path, place: &str) -> String {
    let (title, mark) = (title(folder), load::NO_SEED);
    format!(
        "{mark}\n# {title}\n\nA dossier that briefbook makes from clippings.\n\n\
         - **Drop** saved pages (.html), copied text (.txt) and Markdown (.md) into {place}, in folders of it too.\n\
         - **Look**: `briefbook serve` shows the site and follows every change; `briefbook check` tells what wants a look.\n\
         - **Correct** on the desk of the preview, or with `briefbook set FILE title=\"…\" date=2025-07-01`.\n\
         - **Write** a text of your own: `briefbook new \"Title\"`. Themes are `[[theme]]` in `book.toml`.\n\
         - **Publish**: `[edition]` in `book.toml` says what readers may see; then `briefbook publish` shows what would leave, and asks.\n"
    )
}

/// Whether anything is at `path`, a link to nowhere too.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn put(path: &Path, content: &(impl AsRef<[u8]> + ?Sized)) -> Result<()> {
    let file = fs::File::create_new(path).and_then(|mut file| file.write_all(content.as_ref()));
    file.map_err(|cause| Error::io("cannot write", path, cause))
}

fn copy(from: &include_dir::Dir<'_>, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(|cause| Error::io("cannot make the folder", to, cause))?;
    for file in from.files() {
        if let Some(name) = file.path().file_name() {
            put(&to.join(name), file.contents())?;
        }
    }
    for folder in from.dirs() {
        if let Some(name) = folder.path().file_name() {
            copy(folder, &to.join(name))?;
        }
    }
    Ok(())
}
