//! What changed at the owner's. In: a [`Loaded`]. Out: [`Changes`], a few milliseconds after the disk came to rest, as often
//! as it does. Must not come in: what to do about a change, and any content. The only room that imports `notify`.
//!
//! 1. The system tells of a path. Our own reading and writing, and what no owner means, is dropped.
//! 2. Paths are gathered until nothing came for [`QUIET`] (longer when a folder appeared, because the system starts to
//!    watch a new folder a little after it is made), at most for [`LONGEST`].
//! 3. Folders that appeared or went are watched anew, so that nothing is missed between that and the listing.
//! 4. The paths are sorted into `Changes` by what is on the disk by then. How an editor writes does not matter: a rename
//!    over a seed is a change of that seed.

mod scope;

use super::Loaded;
use crate::error::{Error, Result};
use crate::model::{Look, SeedPath};
use notify::{RecommendedWatcher, Watcher};
use scope::{Batch, Scope};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How long the disk rests before changes are told.
const QUIET: Duration = Duration::from_millis(8);

/// How long it rests when a folder appeared or went.
const QUIET_FOLDERS: Duration = Duration::from_millis(40);

/// How long changes are gathered at most.
const LONGEST: Duration = Duration::from_millis(500);

/// What changed since the last time, or since [`super::open`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// book.toml or addresses.toml.
    pub config: bool,
    /// Something in `templates/` or `static/`.
    pub look: bool,
    /// Which seeds there are, or something beside them that a fault speaks of.
    pub listing: bool,
    /// Known seeds whose content or sidecar changed, sorted. One that the shelf does not list was away for a moment while
    /// it was listed: take that for a change of the listing.
    pub seeds: Vec<SeedPath>,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether [`super::open`] has to be called again, rather than the named seeds read.
    #[must_use]
    pub fn need_opening(&self) -> bool {
        self.config || self.look || self.listing
    }
}

/// A watch over one dossier. Dropping it ends it, and the channel of its changes with it.
pub struct Watch {
    door: Sender<Message>,
}

enum Message {
    Told(notify::Result<notify::Event>),
    Follow(Scope),
    End,
}

impl Watch {
    /// Watches over what was opened. What changed between opening and watching is told at once.
    ///
    /// # Errors
    /// When the system cannot watch the root or the folder of the seeds, such as for want of watches.
    pub fn start(loaded: &Loaded) -> Result<(Self, Receiver<Changes>)> {
        let failed = |cause: &notify::Error| {
            let hint = "on Linux, a larger `fs.inotify.max_user_watches` may help; without watching, start again after a change";
            Error::new(format!("cannot watch the folder: {cause}")).at(&loaded.root).hint(hint)
        };
        let (door, messages) = mpsc::channel();
        let tell = door.clone();
        let handler = move |event| {
            let _ = tell.send(Message::Told(event));
        };
        let no_links = notify::Config::default().with_follow_symlinks(false);
        let mut system = RecommendedWatcher::new(handler, no_links).map_err(|e| failed(&e))?;
        let scope = Scope::of(loaded);
        scope.watch(&mut system).map_err(|e| failed(&e))?;
        let (out, changes) = mpsc::channel();
        let missed = missed(loaded);
        if !missed.is_empty() {
            let _ = out.send(missed);
        }
        let room = Room { system, scope, messages, out };
        std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || room.run())
            .map_err(|cause| Error::io("cannot watch the folder", &loaded.root, cause))?;
        Ok((Self { door }, changes))
    }

    /// Follows what was opened anew: call it after each [`super::open`] that changes asked for.
    pub fn follow(&self, loaded: &Loaded) {
        let _ = self.door.send(Message::Follow(Scope::of(loaded)));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.door.send(Message::End);
    }
}

/// What changed between opening and now. Contents of seeds are left out: nobody has read them yet.
fn missed(loaded: &Loaded) -> Changes {
    let Ok(now) = super::open(&loaded.root, loaded.today) else { return Changes::default() };
    Changes {
        config: now.config != loaded.config || now.addresses != loaded.addresses,
        look: !same_look(&now.look, &loaded.look),
        listing: now.shelf != loaded.shelf,
        seeds: Vec::new(),
    }
}

fn same_look(one: &Look, other: &Look) -> bool {
    one.templates == other.templates && one.words == other.words && one.statics == other.statics
}

/// The thread that gathers.
struct Room {
    system: RecommendedWatcher,
    scope: Scope,
    messages: Receiver<Message>,
    out: Sender<Changes>,
}

impl Room {
    fn run(mut self) {
        let mut batch = Batch::default();
        let (mut rests, mut latest) = (Instant::now(), Instant::now());
        loop {
            let message = if batch.is_empty() {
                self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                self.messages.recv_timeout(rests.min(latest).saturating_duration_since(Instant::now()))
            };
            match message {
                Ok(Message::Told(told)) => {
                    let first = batch.is_empty();
                    if batch.take(told, &self.scope) {
                        rests = Instant::now() + if batch.folders { QUIET_FOLDERS } else { QUIET };
                        latest = if first { Instant::now() + LONGEST } else { latest };
                    }
                }
                Ok(Message::Follow(scope)) => {
                    self.scope = scope;
                    let _ = self.scope.watch(&mut self.system);
                }
                Err(RecvTimeoutError::Timeout) => {
                    if self.tell(&std::mem::take(&mut batch)).is_err() {
                        return;
                    }
                }
                Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Tells of a batch; an error when nobody listens any more.
    fn tell(&mut self, batch: &Batch) -> std::result::Result<(), mpsc::SendError<Changes>> {
        if batch.above || batch.all {
            let _ = self.scope.watch(&mut self.system);
        }
        let changes = self.scope.changes(batch);
        if changes.is_empty() { Ok(()) } else { self.out.send(changes) }
    }
}

#[cfg(test)]
mod tests;
