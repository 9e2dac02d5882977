//! In: a target. Out: the right to write there, until it is dropped. Another process's right ends with that process.
//! Keep out: what is written.

use super::target::{Target, advice};
use crate::error::{Error, Result};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// The right to write a target.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, waiting about ten seconds for another build, of which the target's callback is told once.
    pub(super) fn take(target: &Target) -> Result<Self> {
        Self::within(target, TRIES)
    }

    /// Takes the lock when it is free.
    pub(super) fn try_take(target: &Target) -> Result<Option<Self>> {
        let path = target.lock();
        attempt(&path).map_err(|cause| Error::io("cannot lock", &path, cause).hint(advice()))
    }

    fn within(target: &Target, tries: u32) -> Result<Self> {
        for round in 0..tries {
            if let Some(lock) = Self::try_take(target)? {
                return Ok(lock);
            }
            if round == 0 {
                target.waits();
            }
            std::thread::sleep(PAUSE);
        }
        Err(Error::new(format!("another build is still writing `{}`", target.label()))
            .hint("wait until it has ended, then build again"))
    }
}

impl Drop for Lock {
    /// Where a waiting build can notice it (see `still`), the file goes while the lock is held; elsewhere it stays, empty.
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn attempt(path: &Path) -> io::Result<Option<Lock>> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) if still(&file, path) => Ok(Some(Lock { path: path.to_owned(), _file: file })),
        Ok(()) | Err(TryLockError::WouldBlock) => Ok(None),
        // A file system without locks: better a build without one than none.
        Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {
            Ok(Some(Lock { path: path.to_owned(), _file: file }))
        }
        Err(TryLockError::Error(cause)) => Err(cause),
    }
}

/// Whether `path` still names the file that was locked: the build before us may have removed it while we waited.
#[cfg(unix)]
fn still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(named)) => (ours.dev(), ours.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn still(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Lock, Target};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn the_second_build_waits_and_says_so() {
        let root = tempfile::tempdir().unwrap();
        let told = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&told);
        let target = Target::new(root.path(), "public").unwrap().on_wait(move |label| {
            assert_eq!(label, "public");
            count.fetch_add(1, Ordering::Relaxed);
        });
        let first = Lock::take(&target).unwrap();
        assert!(Lock::try_take(&target).unwrap().is_none());
        let refused = Lock::within(&target, 2).err().unwrap();
        assert_eq!(refused.to_string(), "another build is still writing `public`");
        assert_eq!(told.load(Ordering::Relaxed), 1);
        drop(first);
        assert!(Lock::try_take(&target).unwrap().is_some());
        assert!(cfg!(not(unix)) || !target.lock().exists());
    }
}
