//! `briefbook build`.

use super::{End, console::Bar, report, root, summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Result;
use crate::load;
use crate::pipeline::{self, Stages};
use crate::write::Target;
use std::path::PathBuf;

/// Write the site to the output folder (`public/`, or `build-dir` of book.toml)
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook build                     build the dossier around this folder
  briefbook build --dir ~/dossier     build another one
  briefbook build --strict            fail where there are errors

The output folder is exchanged for the new one in one step; files that did not change keep their times.")]
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
}

/// Builds.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let loaded = load::open(&root(arguments.dir.as_deref())?)?;
    let build_dir = arguments.output.as_deref().unwrap_or(&loaded.config.build_dir);
    let target = Target::new(&loaded.root, build_dir)?
        .on_wait(|what| anstream::eprintln!("another build is writing `{what}`: waiting"));
    let (reading, making) = (Bar::new("reading seeds"), Bar::new("making pages"));
    let stages = Stages { reading: &|done, all| reading.show(done, all), making: &|done, all| making.show(done, all) };
    let built = pipeline::build(&loaded, &target, &stages)?;
    let errors: Vec<&Diagnostic> = built.faults.iter().filter(|fault| fault.severity() == Severity::Error).collect();
    report::print(&errors, report::FEW);
    anstream::println!("{}", summary::line(&built.counts, &built.faults));
    if let Some(written) = &built.written {
        let pages = summary::counted(built.pages, "page", "pages");
        anstream::println!(
            "{pages} in `{build_dir}`: {} written, {} unchanged",
            summary::counted(written.changed, "file", "files"),
            written.unchanged
        );
    }
    if built.counts.working_copy {
        anstream::println!(
            "a working copy, in full and marked as such: say what readers may see with `[edition] unmarked = …, clippings = …` in book.toml"
        );
    }
    if !built.faults.is_empty() {
        anstream::println!("`briefbook check` tells what wants a look");
    }
    Ok(if arguments.strict && !errors.is_empty() { End::Faulty } else { End::Well })
}
