//! One file, written anew in one step: a correction that the owner saved, a record, an export. Enters: a path and bytes.

use crate::error::{Error, Result};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Puts `bytes` in the place of the file at `path`, or makes it. The old file is whole until the new one is; nothing to
/// say is no file. A link is not
/// followed, and rights stay as they were.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |cause| Error::io("cannot save", path, cause).hint("see whether you may write there");
    let standing = fs::symlink_metadata(path).ok();
    if standing.as_ref().is_some_and(|found| !found.is_file()) {
        return Err(Error::new("cannot save: this is no regular file:").at(path).hint("put a file in its place"));
    }
    if bytes.is_empty() && standing.is_some() {
        return fs::remove_file(path).map_err(failed);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".briefbook-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    match &standing {
        Some(found) => fs::set_permissions(file.path(), found.permissions()).map_err(failed)?,
        None => open_to_readers(file.path()).map_err(failed)?,
    }
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// A new file may be read as other new files may, not by its owner alone as a temporary one.
#[cfg(unix)]
fn open_to_readers(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_readers(_: &Path) -> std::io::Result<()> {
    Ok(())
}
