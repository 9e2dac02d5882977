//! `briefbook build`.

use super::{End, console::Bar, edition, report, root, summary, today::today};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::load;
use crate::model::Shelf as _;
use crate::pipeline::{self, Stages};
use crate::text::Date;
use crate::write::Target;
use std::path::{Component, Path, PathBuf};

/// Write the site to the output folder (`public/`, or `build-dir` of book.toml)
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook build                     build the dossier around this folder
  briefbook build --dir ~/dossier     build another one
  briefbook build --strict            fail where there are errors
  briefbook build --edition           never a working copy: for publishing

The output folder is exchanged for the new one in one step; files that did not change keep their times.
Exit code 0 when a site was written, also where there are errors; with --strict they make it 1.")]
pub(super) struct Arguments {
    /// The dossier's folder, instead of the nearest one upwards with a book.toml
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Write to this folder below the dossier's, instead of `build-dir` of book.toml
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<String>,
    /// End with exit code 1 where there are errors
    #[arg(long)]
    strict: bool,
    /// Refuse to write a working copy: for publishing
    #[arg(long)]
    edition: bool,
    /// The day to build for, as YYYY-MM-DD: articles of later days are withheld from an edition. Without it, today
    #[arg(long, value_name = "DAY", value_parser = super::today::day)]
    today: Option<Date>,
    /// Where the site will stand, instead of `site-url` of book.toml
    #[arg(long, value_name = "ADDRESS")]
    site_url: Option<String>,
}

/// Refuses an output folder outside the dossier's.
fn within(build_dir: &str) -> Result<()> {
    if let Some(word) = load::shell_word(build_dir) {
        return Err(Error::new(format!(
            "the output folder has `{word}` in its path, which a shell replaces and briefbook does not:"
        ))
        .at(Path::new(build_dir))
        .hint("name a folder below the dossier's, such as `public`"));
    }
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if Path::new(build_dir).components().all(inside) {
        return Ok(());
    }
    Err(Error::new("the output folder must lie in the dossier's folder, unlike")
        .at(Path::new(build_dir))
        .hint("name a folder below it, such as `public`"))
}

/// Builds.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let mut loaded = load::open(&root(arguments.dir.as_deref())?, today(arguments.today))?;
    if let Some(address) = &arguments.site_url {
        edition::stands_at(&mut loaded, address)?;
    }
    let build_dir = arguments.output.as_deref().unwrap_or(&loaded.config.build_dir);
    if edition::is_kept_from_writing(&loaded) {
        return Ok(End::Faulty);
    }
    if arguments.edition {
        edition::decided(&loaded)?;
    }
    within(build_dir)?;
    let target = Target::new(&loaded.root, build_dir)?
        .on_wait(|what| anstream::eprintln!("another build is writing `{what}`: waiting"));
    let (reading, making) = (Bar::new("reading seeds"), Bar::new("making pages"));
    let stages = Stages { reading: &|done, all| reading.show(done, all), making: &|done, all| making.show(done, all) };
    let built = pipeline::build(&loaded, &target, &stages)?;
    let of = |test: &dyn Fn(&Diagnostic) -> bool| built.faults.iter().filter(|fault| test(fault)).collect::<Vec<_>>();
    let errors = of(&|fault| fault.severity() == Severity::Error);
    report::one_screen(&errors);
    report::print(&of(&|fault| fault.code == Code::OldOutput), report::FEW);
    // no later command can tell these again
    let edited = of(&|fault| fault.code == Code::EditedOutput);
    report::print_some(&edited, report::FEW, "their copies lie in the same folder");
    anstream::println!("{}", summary::line(&built.counts, &built.faults));
    if let Some(written) = &built.written {
        let pages = summary::counted(built.pages, "page", "pages");
        anstream::println!(
            "{pages} in `{build_dir}`: {} written, {} unchanged",
            summary::counted(written.changed, "file", "files"),
            written.unchanged
        );
    }
    if let Some(changes) = &built.changes {
        anstream::println!("since the last edition: {}", summary::changes(changes));
    }
    if loaded.shelf.seeds().is_empty() {
        anstream::println!("{}", summary::nothing_yet(&loaded.config.src));
    }
    if built.counts.working_copy {
        anstream::println!(
            "a working copy, in full and marked as such: say what readers may see with `[edition] unmarked = …, clippings = …` in book.toml"
        );
    }
    if !errors.is_empty() && !arguments.strict {
        anstream::println!("a site was written in spite of errors: `--strict` makes them fail");
    }
    Ok(if arguments.strict && !errors.is_empty() { End::Faulty } else { End::Well })
}
