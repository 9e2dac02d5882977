//! In: a request. Out: its response, with the headers that every response has. Keep out: how the site is made.

use super::events::{ASSETS, EVENTS, stream};
use super::form::{self, SAVE};
use super::inject::{bare, fill_token, inject, rooted};
use super::kind::kind;
use super::place::{Wanted, wanted};
use super::screen::Screen;
use crate::model::site::Route;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::watch;

type Seen = watch::Receiver<Screen>;

pub(super) const PLAIN: &str = "text/plain; charset=utf-8";
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// What every response says: keep nothing, guess no type, tell nobody where the reader came from, and let no other site
/// use it as its own script or frame.
const EVERY: [(header::HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Every address has one door.
pub(super) fn router(seen: Seen) -> Router {
    Router::new().fallback(answer).with_state(seen)
}

async fn answer(State(seen): State<Seen>, request: Request) -> Response {
    let (request, body) = request.into_parts();
    let head = request.method == Method::HEAD;
    let mut response = respond(seen, &request, body).await;
    for (name, value) in EVERY {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if head {
        *response.body_mut() = Body::empty();
    }
    response
}

async fn respond(seen: Seen, request: &Parts, body: Body) -> Response {
    let (uri, method) = (&request.uri, &request.method);
    if !asks_this_machine(uri, &request.headers) {
        return whole(StatusCode::MISDIRECTED_REQUEST, PLAIN, "this preview answers to 127.0.0.1 and localhost only\n");
    }
    if uri.path() == SAVE {
        return form::save(seen, request, body).await;
    }
    if method != Method::GET && method != Method::HEAD {
        let mut refused = whole(StatusCode::METHOD_NOT_ALLOWED, PLAIN, "only GET and HEAD are answered\n");
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    if uri.path() == EVENTS {
        return stream(seen);
    }
    if let Some((name, text)) = ASSETS.iter().find(|(address, _)| *address == uri.path()) {
        return whole(StatusCode::OK, kind(&Route::new(name.trim_start_matches('/'))), *text);
    }
    let Some(wanted) = wanted(uri.path()) else {
        return whole(StatusCode::BAD_REQUEST, PLAIN, "this address cannot be one of the site's\n");
    };
    let screen = seen.borrow().clone();
    let (state, query) = (screen.state(), uri.query().map(str::to_owned));
    // Rendering is work for a processor, and a page that panics ends only its own task.
    tokio::task::spawn_blocking(move || find(&screen, &wanted, query.as_deref())).await.unwrap_or_else(|_| {
        whole(StatusCode::INTERNAL_SERVER_ERROR, HTML, bare("this page could not be made: see the console", &state))
    })
}

/// The page that is wanted, else the way to the folder that is meant, else the site's page for what it does not have.
fn find(screen: &Screen, wanted: &Wanted, query: Option<&str>) -> Response {
    let route = &wanted.route;
    if let Some(page) = screen.site.page(route) {
        let is_page = kind(route) == HTML;
        let bytes =
            if is_page { with_token(inject(&page.bytes, &screen.state()), screen, query) } else { page.bytes.to_vec() };
        return whole(StatusCode::OK, kind(route), bytes);
    }
    if let Some((index, address)) = &wanted.folder
        && screen.site.page(index).is_some()
    {
        let address = query.map_or_else(|| address.clone(), |query| format!("{address}?{query}"));
        let mut moved = whole(StatusCode::TEMPORARY_REDIRECT, PLAIN, "");
        if let Ok(address) = HeaderValue::try_from(address) {
            moved.headers_mut().insert(header::LOCATION, address);
        }
        return moved;
    }
    match screen.site.page(&Route::new("404.html")) {
        Some(page) => whole(StatusCode::NOT_FOUND, HTML, inject(&rooted(&page.bytes), &screen.state())),
        None => whole(StatusCode::NOT_FOUND, HTML, bare("nothing stands at this address", &screen.state())),
    }
}

/// A page with forms bears the token of this run; a site's own pages have none.
fn with_token(page: Vec<u8>, screen: &Screen, query: Option<&str>) -> Vec<u8> {
    match &screen.desk {
        Some(desk) => fill_token(page, &desk.token, query == Some(form::SAVED)),
        None => page,
    }
}

pub(super) fn whole(status: StatusCode, kind: &'static str, body: impl Into<Vec<u8>>) -> Response {
    let body = body.into();
    (status, [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_LENGTH, body.len().to_string())], body)
        .into_response()
}

/// Whether the request was meant for this machine: a name that another site bound to 127.0.0.1 is refused.
fn asks_this_machine(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    host.to_str().is_ok_and(is_this_machine) && uri.authority().is_none_or(|named| is_this_machine(named.as_str()))
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => {
            if port.is_empty() || !port.bytes().all(|byte| byte.is_ascii_digit()) {
                return false;
            }
            name
        }
        _ => host,
    };
    name == "127.0.0.1" || name == "[::1]" || name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn hosts() {
        for ours in ["127.0.0.1", "127.0.0.1:4000", "localhost", "LOCALHOST:80", "[::1]", "[::1]:9"] {
            assert!(is_this_machine(ours), "{ours}");
        }
        for other in [
            "",
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "::1",
            "localhost:x",
            "localhost:",
            "a@localhost",
            "localhost:1:2",
            "127.0.0.2",
        ] {
            assert!(!is_this_machine(other), "{other}");
        }
    }
}
