//! In: a site, again and again; notices of what keeps a newer one from being made. Out: HTTP on 127.0.0.1 that browsers
//! follow by themselves. Renders in memory, a page when a browser asks for it, and writes nothing itself.
//! Keep out: how a site is made, watching files, other hosts than this one.
//!
//! 1. `screen` is what browsers see now: a site, its generation, the notices over it.
//! 2. `answer` takes a request, checks who asks, and gives the page.
//! 3. `place` finds the route that a request means, `kind` its content type, `inject` gives a page the preview's script.
//! 4. `form` takes what the owner saves on the desk, and lets nobody else save anything.
//! 5. `events` tells browsers what changed; `assets/` is their half of it.

mod answer;
mod events;
mod form;
mod inject;
mod kind;
mod place;
mod port;
mod screen;

pub use screen::{Notice, Refused, Save};

use crate::error::{Error, Result};
use crate::model::site::Pages;
use axum::serve::ListenerExt as _;
use screen::Screen;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long open connections may take to end after Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(500);

/// A preview that is running. Clones are handles on the same one; it stops when `wait` ends or the last handle is dropped.
#[derive(Clone)]
pub struct Preview(Arc<Inner>);

struct Inner {
    address: SocketAddr,
    screen: watch::Sender<Screen>,
    running: Mutex<Option<Running>>,
}

struct Running {
    runtime: Runtime,
    server: JoinHandle<()>,
}

impl Preview {
    /// Serves `site` on 127.0.0.1: at `port` (0 is any), or without one at 4000 or the next free port. Forms that its pages
    /// send go to `save`; without it none are taken.
    /// Fails when the port is taken or may not be used.
    pub fn start(port: Option<u16>, site: Arc<dyn Pages>, save: Option<Arc<Save>>) -> Result<Self> {
        let listener = port::listen(port)?;
        let failed = |cause| Error { cause: Some(cause), ..Error::new("cannot start the preview") };
        let address = listener.local_addr().map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(16)
            .enable_all()
            .build()
            .map_err(failed)?;
        let (screen, seen) = watch::channel(Screen::new(site, save));
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(failed)?
        };
        // Events are small and should not wait for more.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        let mut closing = seen.clone();
        let server = axum::serve(listener, answer::router(seen)).with_graceful_shutdown(async move {
            let _ = closing.wait_for(|screen| screen.closing).await;
        });
        let server = runtime.spawn(async move {
            let _ = server.await;
        });
        Ok(Self(Arc::new(Inner { address, screen, running: Mutex::new(Some(Running { runtime, server })) })))
    }

    /// Where it can be reached.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// Shows another site and tells browsers to load it. Notices stay until `overlay` clears them.
    pub fn show(&self, site: Arc<dyn Pages>) {
        self.0.screen.send_modify(|screen| screen.show(site));
    }

    /// Shows these notices over every page until it is called again; none clears them.
    pub fn overlay(&self, faults: Vec<Notice>) {
        self.0.screen.send_if_modified(|screen| screen.overlay(faults));
    }

    /// Waits for Ctrl-C and ends the preview within a second, open connections or not. With another handle waiting
    /// already, it ends at once. Fails when the system does not tell of Ctrl-C.
    pub fn wait(self) -> Result<()> {
        let Some(running) = self.0.take() else { return Ok(()) };
        let told = running.runtime.block_on(tokio::signal::ctrl_c());
        self.0.stop(running);
        told.map_err(|cause| Error { cause: Some(cause), ..Error::new("cannot wait for Ctrl-C") })
    }
}

impl Inner {
    fn take(&self) -> Option<Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn stop(&self, running: Running) {
        self.screen.send_modify(|screen| screen.closing = true);
        let Running { runtime, server } = running;
        let _ = runtime.block_on(async { tokio::time::timeout(PATIENCE, server).await });
        runtime.shutdown_background();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(running) = self.take() {
            running.runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
