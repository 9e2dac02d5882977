//! `briefbook export`.

use super::{End, console::Bar, edition, report, root, summary, today::today};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::load::{self, Loaded};
use crate::pipeline::{self, Form, Stages, Wanted};
use crate::share::Outlet;
use crate::text::Date;
use crate::write::Target;
use std::path::{Path, PathBuf};

/// Put the edition into one file, an archive or a folder, to hand on
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook export --single-file              one HTML file, named after the dossier, for mail
  briefbook export --single-file -o ~/Desktop/harbours.html
  briefbook export --single-file --theme sluices
  briefbook export --single-file --article seeds/a.txt
  briefbook export --zip                      the whole site in an archive
  briefbook export -o /media/stick/harbours   the whole site in a folder

Only an edition leaves, as book.toml's `[edition]` says. A file that is there is replaced only where an export
wrote it, or with --force. Which form passes where: docs/one-file.md.")]
pub(super) struct Arguments {
    /// One HTML file that reads in order, needs no script and asks for nothing
    #[arg(long, conflicts_with = "zip")]
    single_file: bool,
    /// The site in a zip archive
    #[arg(long)]
    zip: bool,
    /// This theme alone, by its id in book.toml
    #[arg(long, value_name = "ID", conflicts_with = "article")]
    theme: Option<String>,
    /// This article alone, by its address or its seed
    #[arg(long, value_name = "ADDRESS-OR-SEED")]
    article: Option<String>,
    /// Where to: a file, or a folder to put it in; without --single-file and --zip the folder of the site
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Replace a file that no export wrote
    #[arg(long)]
    force: bool,
    /// The day to export for, as YYYY-MM-DD: articles of later days are withheld. Without it, today
    #[arg(long, value_name = "DAY", value_parser = super::today::day)]
    today: Option<Date>,
    /// The dossier's folder, instead of the nearest one upwards with a book.toml
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Exports.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let loaded = load::open(&root(arguments.dir.as_deref())?, today(arguments.today))?;
    let is_part = arguments.theme.is_some() || arguments.article.is_some();
    if is_part && !arguments.single_file {
        return Err(Error::new("a theme or an article alone fits into one file, not into a site")
            .hint("add `--single-file`, and leave out `--zip`"));
    }
    if edition::is_kept_from_writing(&loaded) {
        return Ok(End::Faulty);
    }
    edition::decided(&loaded)?;
    let seed = arguments.article.as_deref().map(|written| seed_of(&loaded, written));
    let wanted = match (&arguments.theme, &seed) {
        (Some(id), _) => Wanted::Theme(id),
        (None, Some(seed)) => Wanted::Article(seed),
        (None, None) => Wanted::Whole,
    };
    let target = if arguments.single_file || arguments.zip { None } else { Some(folder(&loaded, arguments)?) };
    let form = match &target {
        Some(target) => Form::Folder(target),
        None if arguments.zip => Form::Archive,
        None => Form::File(wanted),
    };
    let outlet = outlet(&loaded, arguments);
    let (reading, making) = (Bar::new("reading seeds"), Bar::new("making pages"));
    let stages = Stages { reading: &|done, all| reading.show(done, all), making: &|done, all| making.show(done, all) };
    let exported = pipeline::export(&loaded, form, &outlet, &stages)?;
    let errors: Vec<&Diagnostic> = exported.faults.iter().filter(|f| f.severity() == Severity::Error).collect();
    report::one_screen(&errors);
    let path = arguments.output.as_deref().filter(|path| target.is_some() || !path.is_dir()).unwrap_or(&exported.path);
    anstream::println!(
        "`{}`: {}, {} withheld, {} kB, {}",
        path.display(),
        summary::counted(exported.articles, "article", "articles"),
        exported.counts.withheld,
        exported.bytes.div_ceil(1000),
        summary::counted(exported.asks, "outside request", "outside requests")
    );
    Ok(End::Well)
}

/// Where a file may go: not among the seeds, where the next build would read it, and not into the site.
fn outlet(loaded: &Loaded, arguments: &Arguments) -> Outlet {
    let whole = |folder: &str| loaded.root.join(folder).canonicalize().ok();
    let kept = [
        (whole(&loaded.config.build_dir), "the folder of the site, which the next build exchanges"),
        (whole(&loaded.config.src), "the folder of the seeds, where it would be read as one"),
    ];
    let kept = kept.into_iter().filter_map(|(folder, what)| Some((folder?, what))).collect();
    Outlet { named: arguments.output.clone(), force: arguments.force, kept }
}

/// The folder of a whole site.
fn folder(loaded: &Loaded, arguments: &Arguments) -> Result<Target> {
    let Some(output) = &arguments.output else {
        return Err(
            Error::new("in which form?").hint("say `--single-file`, `--zip`, or `-o FOLDER` for the site in a folder")
        );
    };
    let here =
        std::env::current_dir().map_err(|cause| Error::io("cannot tell the current folder", Path::new("."), cause))?;
    Target::new(&loaded.root, &here.join(output).to_string_lossy())
}

/// An article's seed below the dossier's root, where that is what was written.
fn seed_of(loaded: &Loaded, written: &str) -> String {
    let whole = Path::new(written).canonicalize().ok();
    let root = loaded.root.canonicalize().ok();
    let below = whole.zip(root).and_then(|(whole, root)| whole.strip_prefix(root).ok().map(Path::to_path_buf));
    let parts = below.map(|below| below.iter().map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>());
    parts.map_or_else(|| written.to_owned(), |parts| parts.join("/"))
}
