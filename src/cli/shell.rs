//! `briefbook completions` and `briefbook man`: what shells and `man` read, made from the arguments.

use super::End;
use crate::error::{Error, Result};
use clap::Command;
use clap_complete::Shell;
use std::io::Write as _;
use std::path::Path;

/// Print completions for a shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook completions bash > ~/.local/share/bash-completion/completions/briefbook
  briefbook completions fish > ~/.config/fish/completions/briefbook.fish
  briefbook completions zsh > ~/.zfunc/_briefbook     with ~/.zfunc in $fpath")]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

/// Print the man page of the program, or of a command
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook man > briefbook.1
  briefbook man check > briefbook-check.1")]
pub(super) struct Man {
    /// The command
    command: Option<String>,
}

/// Prints completions.
pub(super) fn completions(arguments: &Completions, mut program: Command) -> Result<End> {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, "briefbook", &mut out);
    put(&out)
}

/// Prints a man page.
pub(super) fn man(arguments: &Man, mut program: Command) -> Result<End> {
    program.build();
    let page = match &arguments.command {
        None => program,
        Some(name) => {
            let known: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
            let hint = format!("write one of: {}", known.join(", "));
            let found = program.find_subcommand(name).cloned();
            found.ok_or_else(|| Error::new(format!("there is no command `{name}`")).hint(hint))?
        }
    };
    let mut out = Vec::new();
    let made = clap_mangen::Man::new(page).render(&mut out);
    made.map_err(|cause| Error::io("cannot make the page", Path::new("man"), cause))?;
    put(&out)
}

/// To standard output as it is.
fn put(bytes: &[u8]) -> Result<End> {
    let written = std::io::stdout().write_all(bytes);
    match written {
        // `| head` has seen enough
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::io("cannot write to", Path::new("standard output"), cause))
        }
        _ => Ok(End::Well),
    }
}
