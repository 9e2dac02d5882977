//! `briefbook set`.

use super::{End, console, report, today::today};
use crate::error::{Error, Result};
use crate::load;
use crate::model::account::Shape;
use crate::model::{Marking, SeedPath, Shelf as _};
use crate::pipeline::{self, Correction, Fate, Stretch};
use std::path::{Path, PathBuf};

/// Correct what was understood of seeds
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook set seeds/a.txt title=\"The lock gate\" date=2025-07-01
  briefbook set seeds/clips/*.txt themes=sluices,ports
  briefbook set seeds/a.txt authors=\"Ann Example; Bo Example (Harbour Institute)\"
  briefbook set seeds/a.txt --keep 12-14 --aside 30-
  briefbook set seeds/a.txt --mark 12-14=amber
  briefbook set seeds/a.txt --none authors,date
  briefbook set seeds/a.txt --keep 12 --as heading
  briefbook set seeds/a.txt --reset 12 title=

Said in the front matter of Markdown, where it has one, else in a sidecar beside the seed; comments and
order stay. An empty value takes back what was said; --none says that there is none, whatever reading
finds. Lines are known by their words from then on: they
are found again when the clipping is pasted anew, or reported. Nothing is written that does not hold.")]
pub(super) struct Arguments {
    /// Seeds, and what is so of them: NAME=VALUE
    #[arg(required = true, value_name = "FILE|NAME=VALUE")]
    words: Vec<String>,
    /// There is none of these: authors, date, site, url or description
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    none: Vec<String>,
    /// These lines are the article: 12, 12-14, 30- or -5
    #[arg(long, value_name = "LINES", allow_hyphen_values = true)]
    keep: Vec<String>,
    /// What the lines of --keep are, where they are no paragraphs
    #[arg(long = "as", value_name = "SHAPE", value_enum, requires = "keep")]
    shape: Option<As>,
    /// These lines are not the article
    #[arg(long, value_name = "LINES", allow_hyphen_values = true)]
    aside: Vec<String>,
    /// These lines are for fewer readers than the rest: 12-14=amber
    #[arg(long, value_name = "LINES=MARKING", allow_hyphen_values = true)]
    mark: Vec<String>,
    /// Forget what was said of these lines
    #[arg(long, value_name = "LINES", allow_hyphen_values = true)]
    reset: Vec<String>,
}

/// What lines are that are kept.
#[derive(Clone, Copy, clap::ValueEnum)]
enum As {
    /// Headings
    Heading,
    /// Items of a list
    Item,
    /// A quotation
    Quote,
}

impl As {
    fn shape(self) -> Shape {
        match self {
            Self::Heading => Shape::Heading,
            Self::Item => Shape::Item,
            Self::Quote => Shape::Quote,
        }
    }
}

/// Corrects each seed, or says why not.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let (files, say) = sorted(&arguments.words);
    let mut wanted = Correction { say, none: arguments.none.clone(), ..Correction::default() };
    for (fate, all) in [
        (Fate::Open, &arguments.reset),
        (Fate::Kept(arguments.shape.map(As::shape)), &arguments.keep),
        (Fate::Aside, &arguments.aside),
    ] {
        for written in all {
            wanted.draw.push((fate, stretch(written)?));
        }
    }
    for written in &arguments.mark {
        let (lines, marking) = written.split_once('=').unwrap_or((written, ""));
        let marking = Marking::parse(marking).ok_or_else(|| {
            Error::new(format!("`{written}` does not say for whom the lines are")).hint(
                "write lines and a TLP marking, such as `--mark 12-14=amber`: clear, green, amber, amber+strict or red",
            )
        })?;
        wanted.draw.push((Fate::Marked(marking), stretch(lines)?));
    }
    if files.is_empty() {
        return Err(Error::new("no file is named").hint("name a seed first: `briefbook set seeds/a.txt title=\"…\"`"));
    }
    if wanted == Correction::default() {
        return Err(Error::new("nothing is said of these files")
            .hint("say it as `title=\"…\"`, `date=2025-07-01`, `--keep 12-14` or `--aside 30-`"));
    }
    let mut last: Option<load::Loaded> = None;
    let mut well = true;
    for file in files {
        well &= one(file, &wanted, &mut last)?;
    }
    Ok(if well { End::Well } else { End::Faulty })
}

/// Files, and names with their values. A file is what is there, whatever its name.
fn sorted(words: &[String]) -> (Vec<&Path>, Vec<(String, String)>) {
    let (mut files, mut say) = (Vec::new(), Vec::new());
    for word in words {
        match word.split_once('=') {
            Some((key, value)) if !Path::new(word).exists() && !key.contains(['/', '\\']) => {
                say.push((key.trim().to_owned(), value.to_owned()));
            }
            _ => files.push(Path::new(word.as_str())),
        }
    }
    (files, say)
}

/// `12`, `12-14`, `30-`, `-5`.
fn stretch(written: &str) -> Result<Stretch> {
    let number = |digits: &str| digits.trim().parse::<u32>().ok().filter(|n| *n > 0);
    let (first, last) = written.split_once(['-', '–']).unwrap_or((written, written));
    let (first, last) = match (first.trim(), last.trim()) {
        ("", "") => (None, None),
        ("", last) => (Some(None), number(last).map(Some)),
        (first, "") => (number(first).map(Some), Some(None)),
        (first, last) => (number(first).map(Some), number(last).map(Some)),
    };
    let (Some(first), Some(last)) = (first, last) else {
        return Err(Error::new(format!("`{written}` names no lines"))
            .hint("lines count from 1: `12`, `12-14`, `30-` to the end, `-5` from the beginning"));
    };
    Ok(Stretch { first, last, of_reading: false })
}

fn one(file: &Path, wanted: &Correction, last: &mut Option<load::Loaded>) -> Result<bool> {
    let whole = file.canonicalize().map_err(|cause| {
        Error::io("cannot find", file, cause).hint("check its name; what is so of it is said as NAME=VALUE")
    })?;
    let folder = || whole.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let root = load::find_root(&whole).unwrap_or_else(folder);
    if last.as_ref().is_none_or(|loaded| loaded.root != root) {
        *last = Some(load::open(&root, today(None))?);
    }
    let Some(loaded) = last else { return Ok(false) };
    let path: Vec<&str> =
        whole.strip_prefix(&loaded.root).unwrap_or(&whole).iter().filter_map(|p| p.to_str()).collect();
    let path = SeedPath::new(&path.join("/"));
    if whole.is_dir() {
        let below = loaded.config.below_src(path.as_str());
        return Err(Error::new("this is a folder:").at(file).hint(format!(
            "what is so of all its seeds stands in book.toml: `[[defaults]]`, `match = \"{below}/**\"`, and below it `site = \"…\"` and the like"
        )));
    }
    if loaded.shelf.seeds().binary_search(&path).is_err() {
        return Err(Error::new("this is no seed of the dossier:").at(file).hint(
            "a correction is said of the clipping, not of its sidecar; `briefbook check` lists what is not read",
        ));
    }
    match pipeline::correct(loaded, &path, wanted)? {
        Ok(done) if done.files.is_empty() => {
            console::say(&format!("{path}: said already"));
            Ok(true)
        }
        Ok(done) => {
            let (there, gone): (Vec<String>, Vec<String>) =
                done.files.into_iter().partition(|file| loaded.root.join(file).exists());
            if !there.is_empty() {
                console::say(&format!("{path}: written to {}", there.join(" and ")));
            }
            gone.iter()
                .for_each(|file| console::say(&format!("{path}: nothing is said any more, so {file} was removed")));
            report::print(&done.faults.iter().collect::<Vec<_>>(), report::FEW);
            Ok(true)
        }
        Err(faults) => {
            faults.iter().for_each(console::diagnostic);
            anstream::eprintln!("{}: nothing was written", console::clean(path.as_str()));
            Ok(false)
        }
    }
}
