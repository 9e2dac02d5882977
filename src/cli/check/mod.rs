//! `briefbook check`: every fault, for people or for another program. One file for each way of printing that others define.

mod github;
mod json;
mod sarif;

use super::{End, console, console::Bar, edition, report, root, summary, today::today};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Result;
use crate::load;
use crate::model::{Marking, Shelf as _};
use crate::pipeline::{self, Going, Stages};
use crate::share::branch;
use crate::text::Date;
use std::path::{Path, PathBuf};

/// Report every fault of the dossier, and write nothing
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook check                    faults by kind, the gravest first, three of each
  briefbook check --all              all of them
  briefbook check --edition          what readers will get, and whether it can be published
  briefbook check --format json      one JSON object a line
  briefbook check --format sarif     SARIF 2.1.0, for code scanning and editors
  briefbook check --format github    annotations in a GitHub workflow

The formats for programs hold every fault, on standard output. Exit code 1 when there are errors; warnings and notes are
not errors. With --edition, exit code 1 when something keeps the edition from being published.")]
pub(super) struct Arguments {
    /// The dossier's folder, instead of the nearest one upwards with a book.toml
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Show every fault, not three of each kind
    #[arg(long)]
    all: bool,
    /// Check what would be published too: addresses, requests to other hosts, sizes, static files
    #[arg(long)]
    edition: bool,
    /// With --edition, the narrowest marking of an edition that may be published
    #[arg(long, value_name = "MARKING", default_value = "clear", value_parser = super::publish::marking, requires = "edition")]
    allow: Marking,
    /// With --edition, where the site will stand, instead of `site-url` of book.toml
    #[arg(long, value_name = "ADDRESS", requires = "edition")]
    site_url: Option<String>,
    /// How to print the faults
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The day to build for, as YYYY-MM-DD: articles of later days are withheld from an edition. Without it, today
    #[arg(long, value_name = "DAY", value_parser = super::today::day)]
    today: Option<Date>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, on standard error
    Text,
    /// Newline-delimited JSON
    Json,
    /// SARIF 2.1.0, one document
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
}

/// Checks.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let mut loaded = load::open(&root(arguments.dir.as_deref())?, today(arguments.today))?;
    if let Some(address) = &arguments.site_url {
        edition::stands_at(&mut loaded, address)?;
    }
    let (reading, making) = (Bar::new("reading seeds"), Bar::new("making pages"));
    let stages = Stages { reading: &|done, all| reading.show(done, all), making: &|done, all| making.show(done, all) };
    let (counts, faults) = if arguments.edition {
        // whoever says where the site will stand knows better than the name of the repository
        let repository = branch::address(&loaded.root, "origin").filter(|_| arguments.site_url.is_none());
        let going = Going { allowed: arguments.allow, repository: repository.as_deref(), records: false };
        let departure = pipeline::depart(&loaded, &going, &stages);
        (departure.counts, departure.faults)
    } else {
        let built = pipeline::check(&loaded, &stages);
        (built.counts, built.faults)
    };
    match arguments.format {
        Format::Json => {
            faults.iter().for_each(|fault| anstream::println!("{}", console::json(&json::line(fault).to_string())));
        }
        Format::Sarif => {
            anstream::println!("{}", console::json(&format!("{:#}", sarif::log(&faults, &from_here(&loaded.root)))));
        }
        Format::Github => {
            let folder = from_here(&loaded.root);
            faults.iter().for_each(|fault| anstream::println!("{}", github::command(fault, &folder)));
        }
        Format::Text => {
            let all: Vec<&Diagnostic> = faults.iter().collect();
            report::print(&all, if arguments.all { usize::MAX } else { report::FEW });
            anstream::println!("{}", summary::kinds(&counts, &faults));
            if loaded.shelf.seeds().is_empty() && faults.is_empty() {
                anstream::println!("{}", summary::nothing_yet(&loaded.config.src));
            }
        }
    }
    let is_grave = |fault: &Diagnostic| match arguments.edition {
        true => pipeline::keeps_back(fault),
        false => fault.severity() == Severity::Error,
    };
    Ok(if faults.iter().any(is_grave) { End::Faulty } else { End::Well })
}

/// What leads from the folder that the program runs in to the dossier's, with a closing `/`: programs that read faults run
/// where the repository begins. Empty where the dossier is not below it.
fn from_here(root: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let below = root.strip_prefix(&here).unwrap_or(Path::new(""));
    below.iter().map(|part| format!("{}/", part.to_string_lossy())).collect()
}

/// Where a fault's region begins and ends on its line, in characters from 1, when it is known.
fn columns(fault: &Diagnostic) -> Option<(u32, u32)> {
    let start = Some(fault.place.column).filter(|column| *column > 0)?;
    let excerpt = fault.place.excerpt.as_ref();
    let meant = excerpt.and_then(|excerpt| excerpt.line.get(excerpt.meant.0..excerpt.meant.1));
    let length = meant.map_or(1, |meant| meant.chars().count().max(1));
    Some((start, start + u32::try_from(length).unwrap_or(1)))
}

/// The message with what else is known and the next step, a sentence a line.
fn whole(fault: &Diagnostic) -> String {
    let notes = fault.notes.iter().map(|note| format!("\nNote: {note}"));
    let text = [fault.message.clone()].into_iter().chain(notes).chain([format!("\nNext: {}", fault.hint)]);
    console::clean_lines(&text.collect::<String>())
}
