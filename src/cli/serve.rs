//! `briefbook serve`.

use super::{End, console, console::Bar, report, root, summary, today::today};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::pipeline::{self, How, Told};
use crate::text::Date;
use std::cell::RefCell;
use std::path::PathBuf;

/// Preview a folder of clippings in the browser, with live reload
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook serve                the dossier around this folder
  briefbook serve ~/clips        any folder of clippings; needs no book.toml
  briefbook serve --edition      what readers will get
  briefbook serve --port 8000

Shows a working copy, everything in full, on 127.0.0.1. Its Desk lists what was understood of each seed, and
corrects it; nothing is written but a correction that you save. Ends with Ctrl-C.")]
pub(super) struct Arguments {
    /// The folder to look at; without it the nearest one upwards with a book.toml
    folder: Option<PathBuf>,
    /// The port; without it 4000 or the next free one
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Show what readers will get instead of the working copy
    #[arg(long)]
    edition: bool,
    /// The day to build for, as YYYY-MM-DD: articles of later days are withheld from an edition. Without it, today
    #[arg(long, value_name = "DAY", value_parser = super::today::day)]
    today: Option<Date>,
}

/// Serves until interrupted.
pub(super) fn run(arguments: Arguments) -> Result<End> {
    let root = match &arguments.folder {
        Some(folder) if !folder.exists() => {
            return Err(Error::new("there is no folder").at(folder).hint("name a folder of clippings"));
        }
        folder => root(folder.as_deref())?,
    };
    let reading = Bar::new("reading seeds");
    // what an edit did not mend is not told again
    let known: RefCell<Vec<Diagnostic>> = RefCell::default();
    pipeline::preview(
        &root,
        How { port: arguments.port, edition: arguments.edition, today: today(arguments.today) },
        &|done, all| reading.show(done, all),
        move |told| match told {
            Told::Built(counts, faults) => {
                let errors: Vec<&Diagnostic> =
                    faults.iter().filter(|fault| fault.severity() == Severity::Error).collect();
                let mut known = known.borrow_mut();
                report::one_screen(&errors.iter().copied().filter(|fault| !known.contains(fault)).collect::<Vec<_>>());
                *known = errors.into_iter().cloned().collect();
                anstream::eprintln!("{}", summary::line(counts, faults));
                if counts.articles == 0 && counts.withheld == 0 {
                    anstream::eprintln!("no article yet: the front page says what to drop, and where");
                }
            }
            Told::Kept(faults, failure) => {
                report::one_screen(&faults.iter().collect::<Vec<_>>());
                failure.into_iter().for_each(console::error);
                anstream::eprintln!("the last good site stays on show until this is mended");
            }
            Told::Ready(address) => anstream::println!("http://{address}/"),
        },
    )?;
    Ok(End::Well)
}
