//! What must be decided before anything leaves, for every command that makes an edition.

use super::report;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::load::{self, Loaded};
use crate::model::Marking;
use crate::model::config::{Audience, Edition, Rights};
use std::sync::Arc;

/// What keeps a build from writing: settings and addresses that cannot be trusted, and files that may not leave.
fn is_grave(fault: &Diagnostic) -> bool {
    fault.code == Code::StaticMarked
        || [load::BOOK, load::ADDRESSES].contains(&fault.place.file.as_str()) && fault.severity() == Severity::Error
}

/// Whether something keeps a build from writing; if so, it was told.
pub(super) fn is_kept_from_writing(loaded: &Loaded) -> bool {
    let kept_from: Vec<&Diagnostic> = loaded.faults.iter().filter(|fault| is_grave(fault)).collect();
    if kept_from.is_empty() {
        return false;
    }
    report::one_screen(&kept_from);
    let is_in = |file: &str| kept_from.iter().any(|fault| fault.place.file == file);
    let why = match () {
        () if is_in(load::BOOK) => "book.toml says what may leave the machine, so it is mended first",
        () if is_in(load::ADDRESSES) => {
            "addresses.toml says where pages stand that readers were given, so it is mended first"
        }
        () => "a file in `static/` may not leave",
    };
    anstream::println!("nothing was written: {why}");
    true
}

/// The edition, or a failure after the lines to paste.
pub(super) fn decided(loaded: &Loaded) -> Result<Edition> {
    if let Audience::Edition(edition) = loaded.config.audience {
        return Ok(edition);
    }
    let others = |names: Vec<&str>| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    anstream::println!("[edition]");
    anstream::println!(
        "# An article that bears no marking may be read by anybody. Or: {}, and it stays here",
        others(marked())
    );
    anstream::println!("unmarked = \"clear\"");
    anstream::println!("# Of other people's texts readers get title, credit and address. Or: {}", others(rights()));
    anstream::println!("clippings = \"link-only\"\n");
    Err(Error::new("this would be a working copy: book.toml does not say what may leave the machine")
        .hint("decide both lines above and paste them into book.toml; nobody else can"))
}

/// Markings that keep an article from an edition for everybody.
fn marked() -> Vec<&'static str> {
    Marking::ALL.into_iter().filter(|marking| *marking > Marking::Clear).map(Marking::name).collect()
}

fn rights() -> Vec<&'static str> {
    Rights::ALL.into_iter().filter(|rights| *rights != Rights::LinkOnly).map(Rights::name).collect()
}

/// The same dossier, standing at `address`.
pub(super) fn stands_at(loaded: &mut Loaded, address: &str) -> Result<()> {
    let address = load::config::site_url(address).ok_or_else(|| {
        Error::new(format!("`{address}` is no address of a folder"))
            .hint("write it like `https://example.org/dossier/` or `/dossier/`")
    })?;
    Arc::make_mut(&mut loaded.config).site_url = Some(address);
    Ok(())
}
