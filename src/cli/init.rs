//! `briefbook init`.

use super::End;
use crate::error::{Error, Result};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Start a dossier in a folder
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook init                   start a dossier in this folder
  briefbook init ~/dossier         in another one, which is made if need be
  briefbook init --sample demo     with the sample dossier, to look around in

Nothing that is there is overwritten.")]
pub(super) struct Arguments {
    /// The folder
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Copy the sample dossier into it
    #[arg(long)]
    sample: bool,
}

static SAMPLE: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/seeds");
const SAMPLE_BOOK: &str = include_str!("../../book.toml");

/// Writes book.toml and, where no seeds lie in the folder yet, a place for them.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let folder = &arguments.folder;
    fs::create_dir_all(folder).map_err(|cause| Error::io("cannot make the folder", folder, cause))?;
    let book = folder.join("book.toml");
    if arguments.sample {
        let occupied = book.exists() || folder.join("seeds").exists();
        if occupied {
            return Err(Error::new("there is a dossier already in")
                .at(folder)
                .hint("name a new folder: `briefbook init --sample demo`"));
        }
        put(&book, SAMPLE_BOOK.as_bytes())?;
        copy(&SAMPLE, &folder.join("seeds"))?;
        anstream::println!(
            "the sample dossier is in `{}`: look at it with `briefbook serve {}`",
            folder.display(),
            folder.display()
        );
        return Ok(End::Well);
    }
    let seeds_here = holds_clippings(folder)?;
    if book.exists() {
        anstream::println!("`{}` is there already and was left as it is", book.display());
    } else {
        put(&book, book_toml(folder, seeds_here).as_bytes())?;
        anstream::println!("wrote `{}`", book.display());
    }
    if !seeds_here {
        let seeds = folder.join("seeds");
        fs::create_dir_all(&seeds).map_err(|cause| Error::io("cannot make the folder", &seeds, cause))?;
        anstream::println!("drop clippings into `{}`: pages as text, Markdown, fact sheets", seeds.display());
    }
    anstream::println!("look at it with `briefbook serve`");
    Ok(End::Well)
}

/// Whether clippings lie in the folder itself, outside a folder `seeds`.
fn holds_clippings(folder: &Path) -> Result<bool> {
    if folder.join("seeds").is_dir() {
        return Ok(false);
    }
    let entries = fs::read_dir(folder).map_err(|cause| Error::io("cannot read the folder", folder, cause))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let clipping = |name: String| {
        let name = name.to_lowercase();
        !name.starts_with('.')
            && !name.starts_with("readme")
            && [".txt", ".md", ".markdown", ".html", ".htm"].iter().any(|e| name.ends_with(e))
    };
    Ok(names.into_iter().any(clipping))
}

fn book_toml(folder: &Path, seeds_here: bool) -> String {
    let name =
        folder.canonicalize().ok().and_then(|whole| whole.file_name().map(|name| name.to_string_lossy().into_owned()));
    let title = name.unwrap_or_default().replace(['-', '_'], " ");
    let title = toml_text(if title.trim().is_empty() { "Dossier" } else { title.trim() });
    let src = if seeds_here { "src = \".\"\n" } else { "" };
    format!(
        "[book]\ntitle = {title}\nlanguage = \"en\"\n{src}\n\
         # A theme gathers the articles in which its terms stand. Add as many as you need.\n\
         # [[theme]]\n# id = \"energy\"\n# title = \"Energy\"\n# about = \"Grids, gas and who pays for them.\"\n# terms = [\"electricity\", \"gas pipeline\", \"grid\"]\n\n\
         # What readers may see. While both lines are missing, everything is a working copy.\n\
         # [edition]\n# unmarked = \"clear\"       # an article without a marking may be shared without limit\n# clippings = \"link-only\"  # other people's texts: \"full\", or title and address alone\n"
    )
}

fn toml_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(|c: char| c.is_control(), " "))
}

fn put(path: &Path, content: &[u8]) -> Result<()> {
    let file = fs::File::create_new(path).and_then(|mut file| file.write_all(content));
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
