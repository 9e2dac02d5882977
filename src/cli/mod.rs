//! The only room that talks to a person: arguments, console, progress, exit codes. One file a command; knows no stage.
//! Results go to standard output, progress and diagnostics to standard error.

mod build;
mod check;
mod console;
mod edition;
mod export;
mod init;
mod inspect;
mod new;
mod publish;
mod report;
mod schema;
mod serve;
mod set;
mod shell;
mod summary;
mod themes;
mod today;

use crate::error::{Error, Result};
use crate::load;
use clap::{CommandFactory as _, Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Turn a folder of raw source clippings into a briefing dossier: a static site, cleaned, grouped by theme, cross-referenced
/// with reasons.
#[derive(Parser)]
#[command(name = "briefbook", version, max_term_width = 100, arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  briefbook serve ~/clips        look at a folder of clippings as a site
  briefbook init && briefbook serve
                                 start a dossier in this folder
  briefbook build                write the site to public/
  briefbook inspect seeds/a.txt  see what was understood of one clipping

A dossier is the nearest folder upwards with a book.toml.";

#[derive(Subcommand)]
enum Command {
    /// Preview a folder of clippings in the browser, with live reload
    Serve(serve::Arguments),
    /// Write the site to the output folder
    Build(build::Arguments),
    /// Put the edition into one file, an archive or a folder, to hand on
    Export(export::Arguments),
    /// Report every fault of the dossier, and write nothing
    Check(check::Arguments),
    /// Send the edition to GitHub Pages, or to any branch of a git repository
    Publish(publish::Arguments),
    /// Show what was understood of a seed
    Inspect(inspect::Arguments),
    /// Correct what was understood of seeds
    Set(set::Arguments),
    /// Show how the articles stand to the themes, or suggest themes
    Themes(themes::Arguments),
    /// Start a dossier in a folder
    Init(init::Arguments),
    /// Start a text of your own
    New(new::Arguments),
    /// Print the JSON Schema of book.toml, or of sidecars and front matter
    Schema(schema::Arguments),
    /// Print completions for a shell
    Completions(shell::Completions),
    /// Print the man page of the program, or of a command
    Man(shell::Man),
}

/// How a command ended.
enum End {
    /// All was well.
    Well,
    /// Faults in the content kept it from its purpose.
    Faulty,
}

/// Runs the program with the process's arguments: 0 when all was well, 1 when faults in the content kept it from its purpose,
/// 2 when it could not run.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let end = match arguments.command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Set(arguments) => set::run(&arguments),
        Command::Themes(arguments) => themes::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Schema(arguments) => Ok(schema::run(&arguments)),
        Command::Completions(arguments) => shell::completions(&arguments, Arguments::command()),
        Command::Man(arguments) => shell::man(&arguments, Arguments::command()),
    };
    match end {
        Ok(End::Well) => ExitCode::SUCCESS,
        Ok(End::Faulty) => ExitCode::from(1),
        Err(error) => {
            console::error(&error);
            ExitCode::from(2)
        }
    }
}

/// The dossier's root: `--dir` as given, else the nearest folder upwards with a book.toml.
fn root(dir: Option<&Path>) -> Result<PathBuf> {
    if let Some(dir) = dir {
        if !dir.is_dir() {
            return Err(Error::new("there is no folder")
                .at(dir)
                .hint("name a folder that holds a book.toml or clippings"));
        }
        return Ok(dir.to_owned());
    }
    let here =
        std::env::current_dir().map_err(|cause| Error::io("cannot tell the current folder", Path::new("."), cause))?;
    load::find_root(&here).ok_or_else(|| {
        Error::new("this is no dossier: neither this folder nor one above it has a book.toml").hint(
            "run `briefbook init` to start one here, name it with `--dir FOLDER`, or look at any folder with `briefbook serve FOLDER`",
        )
    })
}
