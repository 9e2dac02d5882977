//! `briefbook check`.

use super::{End, console::Bar, report, root, summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Result;
use crate::load;
use crate::pipeline::{self, Stages};
use std::path::PathBuf;

/// Report every fault of the dossier, and write nothing
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook check                  faults by kind, three of each
  briefbook check --all            all of them
  briefbook check --format json    one JSON object a line, for other programs

Exit code 1 when there are errors; warnings and notes are not errors.")]
pub(super) struct Arguments {
    /// The dossier's folder, instead of the nearest one upwards with a book.toml
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Show every fault, not three of each kind
    #[arg(long)]
    all: bool,
    /// How to print the faults
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, on standard error
    Text,
    /// Newline-delimited JSON, on standard output
    Json,
}

/// Checks.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let loaded = load::open(&root(arguments.dir.as_deref())?)?;
    let (reading, making) = (Bar::new("reading seeds"), Bar::new("making pages"));
    let stages = Stages { reading: &|done, all| reading.show(done, all), making: &|done, all| making.show(done, all) };
    let built = pipeline::check(&loaded, &stages);
    if arguments.format == Format::Json {
        built.faults.iter().for_each(|fault| anstream::println!("{}", json(fault)));
    } else {
        let faults: Vec<&Diagnostic> = built.faults.iter().collect();
        report::print(&faults, if arguments.all { usize::MAX } else { report::FEW });
        anstream::println!("{}", summary::line(&built.counts, &built.faults));
    }
    Ok(if summary::of(&built.faults, Severity::Error) > 0 { End::Faulty } else { End::Well })
}

fn json(fault: &Diagnostic) -> serde_json::Value {
    let severity = match fault.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let number = |n: u32| (n > 0).then_some(n);
    serde_json::json!({
        "severity": severity, "code": fault.code.name(), "message": fault.message, "file": fault.place.file,
        "line": number(fault.place.line), "column": number(fault.place.column),
        "excerpt": fault.place.excerpt.as_ref().map(|e| &e.line), "notes": fault.notes, "hint": fault.hint,
    })
}
