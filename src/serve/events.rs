//! In: the screen as it changes. Out: a stream of events that begins with the screen as it is; and the browser's half.
//! Keep out: pages.

use super::screen::Screen;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use tokio::sync::watch;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

/// Where browsers listen.
pub(super) const EVENTS: &str = "/_briefbook/events";

/// The browser's half, by address.
pub(super) const ASSETS: [(&str, &str); 4] = [
    ("/_briefbook/reload.js", include_str!("assets/reload.js")),
    ("/_briefbook/preview.css", include_str!("assets/preview.css")),
    ("/_briefbook/desk.css", include_str!("assets/desk.css")),
    ("/_briefbook/desk.js", include_str!("assets/desk.js")),
];

/// Every state of the screen from now on, until the preview ends. States that follow at once may be told as one.
pub(super) fn stream(screen: watch::Receiver<Screen>) -> Response {
    let events =
        WatchStream::new(screen).take_while(|screen| !screen.closing).map(|screen| Ok::<_, Infallible>(event(&screen)));
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

fn event(screen: &Screen) -> Event {
    let data = serde_json::json!({
        "state": screen.state(),
        "generation": screen.generation,
        "faults": screen.faults.as_ref(),
    });
    Event::default().event("screen").data(data.to_string())
}
