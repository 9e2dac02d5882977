//! In: a finished tree beside the output folder. Out: the same tree in its place, and the old one gone; or the old one untouched.
//! Keep out: what the trees hold.
//!
//! 1. Where the system can, both change places in one step.
//! 2. Elsewhere two renames do it. A journal says that the new tree is finished, so that the next command can end what was
//!    cut off: with the journal and the new tree the exchange is finished, else it is undone.

use super::mark::is_ours;
use super::standing::clear;
use super::target::{Target, advice};
use crate::error::{Error, Result};
use std::fs;
use std::io;
use std::path::Path;

/// What became of a build that was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// Its site was finished and now stands in place.
    Finished,
    /// The site before it stands in place again.
    Undone,
    /// The site stood in place; what lay beside it was removed.
    Cleared,
}

/// Exchanges two folders in one step; false when the system cannot.
pub(super) type Swap<'a> = &'a dyn Fn(&Path, &Path) -> io::Result<bool>;

/// Puts the finished tree in the output folder's place. The old tree may then stand where the new one was made.
pub(super) fn exchange(target: &Target, swap: Swap) -> Result<()> {
    let (new, output) = (target.staging(), target.output());
    let done = if output.exists() { swap(&new, &output) } else { fs::rename(&new, &output).map(|()| true) };
    match done {
        Ok(true) => Ok(()),
        Ok(false) => by_renames(target),
        Err(cause) => Err(failure(target, cause)),
    }
}

/// Ends an exchange that was cut off and removes what is certainly left of a build of ours. Needs the lock.
pub(super) fn mend(target: &Target) -> Result<Option<Recovered>> {
    let (new, old, output, journal) = (target.staging(), target.retired(), target.output(), target.journal());
    let mut recovered = None;
    let begun = journal.exists();
    if !present(&output) && present(&old) && (begun || is_ours(&old)) {
        let finish = begun && is_ours(&new);
        fs::rename(if finish { &new } else { &old }, &output).map_err(|cause| failure(target, cause))?;
        recovered = Some(if finish { Recovered::Finished } else { Recovered::Undone });
    }
    remove_journal(&journal)?;
    for left in [&new, &old] {
        if present(left) && clear(left).is_ok_and(|gone| gone) {
            recovered = recovered.or(Some(Recovered::Cleared));
        }
    }
    Ok(recovered)
}

/// The one step, on systems that have it.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn at_once(new: &Path, output: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(cause) if [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP].contains(&cause) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

/// Systems without such a step.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn at_once(_new: &Path, _output: &Path) -> io::Result<bool> {
    Ok(false)
}

fn by_renames(target: &Target) -> Result<()> {
    let (new, old, output, journal) = (target.staging(), target.retired(), target.output(), target.journal());
    fs::write(&journal, "briefbook: two folders are changing places\n")
        .map_err(|cause| Error::io("cannot write", &journal, cause).hint(advice()))?;
    let done = fs::rename(&output, &old).and_then(|()| {
        // The site must stand somewhere: a new one that cannot move gives way to the old one.
        fs::rename(&new, &output).or_else(|cause| fs::rename(&old, &output).and(Err(cause)))
    });
    if present(&output) {
        remove_journal(&journal)?;
    }
    done.map_err(|cause| failure(target, cause))?;
    let _ = clear(&old);
    Ok(())
}

fn remove_journal(journal: &Path) -> Result<()> {
    match fs::remove_file(journal) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("cannot remove", journal, cause).hint("remove it yourself, then build again"))
        }
        _ => Ok(()),
    }
}

fn present(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn failure(target: &Target, cause: io::Error) -> Error {
    Error::io("cannot put the new site in place at", &target.output(), cause)
        .hint("close programs that have files there open, and see that you may write in the folder around it")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Recovered, Target, at_once, exchange, mend};
    use crate::write::mark::{self, Manifest};
    use std::fs;
    use std::path::Path;

    /// A tree of ours whose page says `text`.
    fn tree(folder: &Path, text: &str) {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join(mark::NAME), Manifest::new(["index.html"]).text()).unwrap();
        fs::write(folder.join("index.html"), text).unwrap();
    }

    fn says(target: &Target) -> String {
        fs::read_to_string(target.output().join("index.html")).unwrap()
    }

    /// Nothing but the site stands in the root.
    fn alone(root: &Path) -> bool {
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).eq(["public"])
    }

    #[test]
    fn one_step_and_two_renames_do_the_same() {
        for one_step in [true, false] {
            let root = tempfile::tempdir().unwrap();
            let target = Target::new(root.path(), "public").unwrap();
            tree(&target.output(), "old");
            tree(&target.staging(), "new");
            exchange(&target, &|a, b| if one_step { at_once(a, b) } else { Ok(false) }).unwrap();
            assert_eq!(says(&target), "new");
            mend(&target).unwrap();
            assert!(alone(root.path()));
            assert_eq!(mend(&target).unwrap(), None);
        }
    }

    #[test]
    fn a_failed_rename_gives_the_old_site_back() {
        let root = tempfile::tempdir().unwrap();
        let target = Target::new(root.path(), "public").unwrap();
        tree(&target.output(), "old");
        assert!(exchange(&target, &|_, _| Ok(false)).is_err());
        assert_eq!(says(&target), "old");
        assert!(alone(root.path()));
    }

    #[test]
    fn what_was_cut_off_is_ended() {
        // (journal, new, old, output) as they lie there, then what becomes of them and what the site says.
        let cases = [
            ((true, true, true, false), Some(Recovered::Finished), "new"),
            ((true, false, true, false), Some(Recovered::Undone), "old"),
            ((false, true, true, false), Some(Recovered::Undone), "old"),
            ((true, true, false, true), Some(Recovered::Cleared), "site"),
            ((true, false, true, true), Some(Recovered::Cleared), "site"),
            ((false, true, false, true), Some(Recovered::Cleared), "site"),
            ((true, false, false, true), None, "site"),
            ((false, false, false, true), None, "site"),
        ];
        for ((journal, new, old, output), expected, text) in cases {
            let root = tempfile::tempdir().unwrap();
            let target = Target::new(root.path(), "public").unwrap();
            if journal {
                fs::write(target.journal(), "").unwrap();
            }
            let trees =
                [(new, target.staging(), "new"), (old, target.retired(), "old"), (output, target.output(), "site")];
            for (_, folder, text) in trees.iter().filter(|(there, ..)| *there) {
                tree(folder, text);
            }
            assert_eq!(mend(&target).unwrap(), expected, "{journal} {new} {old} {output}");
            assert_eq!(says(&target), text);
            assert!(alone(root.path()));
        }
    }

    #[test]
    fn a_strangers_folder_with_our_name_stays() {
        let root = tempfile::tempdir().unwrap();
        let target = Target::new(root.path(), "public").unwrap();
        fs::create_dir(target.staging()).unwrap();
        fs::write(target.staging().join("mine.txt"), "").unwrap();
        assert_eq!(mend(&target).unwrap(), None);
        assert!(target.staging().join("mine.txt").exists());
    }
}
