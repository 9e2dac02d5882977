//! `briefbook new`: a text of the dossier's own, with its front matter, ready to be written.

use super::{End, root, today::today};
use crate::diagnostic::did_you_mean;
use crate::error::{Error, Result};
use crate::load::{self, Loaded};
use crate::model::{SeedPath, Shelf as _};
use crate::text::decode::decode;
use crate::text::slug::{is_reserved, slug};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Start a text of your own
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook new \"What the lock costs\"
  briefbook new \"What the lock costs\" --theme sluices
  briefbook new \"What we know\" --introduces dossier

Writes a Markdown file with `origin = own`, today's date and the title into the folder of the seeds, with front matter in
YAML or TOML as your other texts have it. Nothing is overwritten, and no editor is opened.")]
pub(super) struct Arguments {
    /// Its title
    title: String,
    /// File it under this theme: an `id` of book.toml
    #[arg(long, value_name = "ID")]
    theme: Option<String>,
    /// Put it at the head of the front page (`dossier`) or of a theme (its `id`): bottom line first, then key judgements
    #[arg(long, value_name = "dossier|ID")]
    introduces: Option<String>,
    /// The dossier's folder, instead of the nearest one upwards with a book.toml
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Writes the file.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let title = arguments.title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let title = title.collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(
            Error::new("the title is empty").hint("say what it is about: `briefbook new \"What the lock costs\"`")
        );
    }
    let loaded = load::open(&root(arguments.dir.as_deref())?, today(None))?;
    let theme = arguments.theme.as_deref().map(|theme| known(&loaded, theme)).transpose()?;
    let folder = loaded.root.join(&loaded.config.src);
    fs::create_dir_all(&folder).map_err(|cause| Error::io("cannot make the folder", &folder, cause))?;
    let path = folder.join(free_name(&loaded, &folder, &title)?);
    let introduces = match arguments.introduces.as_deref() {
        Some("dossier") => Some("dossier"),
        Some(theme) => Some(known(&loaded, theme)?),
        None => None,
    };
    let text = front_matter(is_toml(&loaded), &title, &today(None).to_string(), theme, introduces);
    let written = fs::File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|cause| Error::io("cannot write", &path, cause))?;
    anstream::println!("wrote `{}`", from_here(&path));
    anstream::println!("next: write below its front matter, and look at it with `briefbook serve`");
    if introduces.is_some() {
        anstream::println!("readers get it once `draft` is taken out of its front matter");
    }
    Ok(End::Well)
}

/// What stands in a text that introduces something, until its author writes it. No page shows comments.
const INTRODUCTION: &str = "\
<!-- The bottom line, in one paragraph: it stands at the head of the page. -->

## Key judgements

<!-- A judgement an item, the surest first; links say what it rests on:
- We judge it likely that … -->
";

/// The theme's id, if book.toml defines it.
fn known<'t>(loaded: &Loaded, theme: &'t str) -> Result<&'t str> {
    let ids: Vec<&str> = loaded.config.themes.iter().map(|theme| theme.id.as_str()).collect();
    if ids.contains(&theme) {
        return Ok(theme);
    }
    let hint = match did_you_mean(&theme.to_lowercase(), ids.iter().copied()) {
        Some(near) => format!("did you mean `--theme {near}`?"),
        None if ids.is_empty() => format!("leave `--theme` out, or define it: `[[theme]]` with `id = \"{theme}\"`"),
        None => format!("write one of: {}", ids.join(", ")),
    };
    Err(Error::new(format!("book.toml defines no theme `{theme}`")).hint(hint))
}

/// A file name made from the title that no file, and no seed of another folder, has with any ending.
fn free_name(loaded: &Loaded, folder: &Path, title: &str) -> Result<String> {
    let entries = fs::read_dir(folder).map_err(|cause| Error::io("cannot read the folder", folder, cause))?;
    let beside = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let taken: BTreeSet<String> = beside
        .map(|name| name.split('.').next().unwrap_or_default().to_lowercase())
        .chain(loaded.shelf.seeds().iter().map(|seed| seed.stem().to_lowercase()))
        .collect();
    let slug = Some(slug(title)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "text".to_owned());
    let numbered = (2..).map(|n| format!("{slug}-{n}"));
    let mut names = std::iter::once(slug.clone()).chain(numbered);
    let name = names.find(|name| !taken.contains(name) && !is_reserved(name)).unwrap_or(slug);
    Ok(format!("{name}.md"))
}

/// Whether most of the dossier's own texts have TOML front matter.
fn is_toml(loaded: &Loaded) -> bool {
    let is_markdown = |seed: &&SeedPath| matches!(seed.extension().as_str(), "md" | "markdown");
    let heads = loaded.shelf.seeds().iter().filter(is_markdown).filter_map(|seed| loaded.shelf.read(seed).ok());
    let (mut toml, mut yaml) = (0, 0);
    for seed in heads {
        let text = decode(&seed.bytes).text;
        let mut lines = text.trim_start().lines().map(str::trim_end);
        let count = match lines.next() {
            Some("+++") => &mut toml,
            Some("---") => &mut yaml,
            _ => continue,
        };
        let is_own = |line: &str| {
            line.split_once([':', '=']).is_some_and(|(key, value)| {
                key.trim().eq_ignore_ascii_case("origin") && value.trim().trim_matches(['"', '\'']) == "own"
            })
        };
        *count += usize::from(lines.take_while(|line| !matches!(*line, "+++" | "---")).any(is_own));
    }
    toml > yaml
}

fn front_matter(is_toml: bool, title: &str, date: &str, theme: Option<&str>, introduces: Option<&str>) -> String {
    let body = if introduces.is_some() { INTRODUCTION } else { "" };
    // a JSON string is one in YAML and in TOML
    let title = serde_json::Value::from(title);
    if is_toml {
        let theme = theme.map_or_else(String::new, |theme| format!("themes = [\"{theme}\"]\n"));
        let introduces = introduces.map_or_else(String::new, |what| format!("introduces = \"{what}\"\ndraft = true\n"));
        return format!("+++\ntitle = {title}\norigin = \"own\"\ndate = \"{date}\"\n{theme}{introduces}+++\n\n{body}");
    }
    let theme = theme.map_or_else(String::new, |theme| format!("themes: [{theme}]\n"));
    let introduces = introduces.map_or_else(String::new, |what| format!("introduces: {what}\ndraft: true\n"));
    format!("---\ntitle: {title}\norigin: own\ndate: {date}\n{theme}{introduces}---\n\n{body}")
}

/// A path as it is reached from the folder that the program runs in.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string().replace('\\', "/")
}
