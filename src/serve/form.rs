//! In: a form that a page of the desk sent. Out: it is saved, and the browser is led back; or it is refused, and nothing is saved.
//! Keep out: what a field means, where it is written.
//!
//! Only a page of this preview may save: the request must come from this very origin as the browser tells it, bear the token of
//! this run, and be a plain form.

use super::answer::{HTML, PLAIN, whole};
use super::inject::bare_with;
use super::place::wanted;
use super::screen::{Refused, Screen};
use crate::model::site::decode;
use axum::body::{Body, to_bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use std::time::Duration;
use tokio::sync::watch;

/// Where forms are sent.
pub(super) const SAVE: &str = "/_briefbook/save";

/// The query of a page to which a saved form leads back.
pub(super) const SAVED: &str = "saved";

/// Longest form that is taken, in bytes.
const LONGEST: usize = 1 << 20;

/// How long a browser waits for the site that its correction makes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Saves the form in `body`, once it is known who sends it.
pub(super) async fn save(mut seen: watch::Receiver<Screen>, request: &Parts, body: Body) -> Response {
    let refuse = |status, why: &'static str| whole(status, PLAIN, why);
    let Some(desk) = seen.borrow().desk.clone() else {
        return refuse(StatusCode::NOT_FOUND, "nothing can be saved here\n");
    };
    if request.method != Method::POST {
        let mut refused = refuse(StatusCode::METHOD_NOT_ALLOWED, "corrections are sent by POST\n");
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        return refused;
    }
    if !is_own_page(&request.headers) {
        return refuse(StatusCode::FORBIDDEN, "corrections are taken from the pages of this preview only\n");
    }
    let kind = request.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().unwrap_or_default().trim() != "application/x-www-form-urlencoded" {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "corrections are sent as a form\n");
    }
    let Ok(bytes) = to_bytes(body, LONGEST).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "this form is too long\n");
    };
    let form = pairs(&bytes);
    if !is_same(value(&form, "token"), &desk.token) {
        return refuse(StatusCode::FORBIDDEN, "this page is of an earlier preview: load it again, then save\n");
    }
    let back = back(&form);
    let before = seen.borrow().generation;
    let state = seen.borrow().state();
    let saved = tokio::task::spawn_blocking(move || (desk.save)(&form)).await;
    match saved {
        Ok(Ok(is_new)) => {
            let newer = seen.wait_for(|screen| !is_new || screen.generation > before || screen.closing);
            let _ = tokio::time::timeout(PATIENCE, newer).await;
            let mut led = whole(StatusCode::SEE_OTHER, PLAIN, "");
            let address = HeaderValue::try_from(format!("{back}?{SAVED}")).unwrap_or(HeaderValue::from_static("/"));
            led.headers_mut().insert(header::LOCATION, address);
            led
        }
        Ok(Err(why)) => whole(StatusCode::UNPROCESSABLE_ENTITY, HTML, refused(&why, &back, &state)),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "this could not be saved: see the console\n"),
    }
}

/// Whether the browser says that a page of this very origin sends the request.
fn is_own_page(headers: &HeaderMap) -> bool {
    let one = |name: header::HeaderName| {
        let mut all = headers.get_all(name).iter();
        let first = all.next()?.to_str().ok()?;
        all.next().is_none().then_some(first)
    };
    let (Some(origin), Some(host)) = (one(header::ORIGIN), one(header::HOST)) else { return false };
    let is_here = origin.strip_prefix("http://").is_some_and(|rest| rest.eq_ignore_ascii_case(host));
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    is_here && site.is_none_or(|site| site == b"same-origin")
}

/// Compares without telling by its time where two texts begin to differ.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

fn value<'f>(form: &'f [(String, String)], name: &str) -> &'f str {
    form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// Names and values of a form, in their order.
fn pairs(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let word = |word: &str| decode(&word.replace('+', " "));
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (word(key), word(value))
    };
    text.split('&').filter(|pair| !pair.is_empty()).map(pair).collect()
}

/// Where the form came from, if that can be a page of the site.
fn back(form: &[(String, String)]) -> String {
    let back = value(form, "back");
    let is_route = back.starts_with('/') && wanted(back).is_some();
    if is_route { back.to_owned() } else { "/desk.html".to_owned() }
}

/// The page that says why nothing was saved, with everything that was typed, to be mended and sent again.
fn refused(why: &Refused, back: &str, state: &str) -> Vec<u8> {
    let typed = &why.form;
    let mut body = String::new();
    for notice in &why.notices {
        body.push_str(&format!("<h2>{}</h2>\n<pre>{}</pre>\n", escaped(&notice.title), escaped(&notice.text)));
    }
    if !typed.is_empty() {
        body.push_str(&again(typed));
    }
    body.push_str(&format!("<p><a href=\"{}\">Back without saving</a></p>\n", escaped(back)));
    bare_with("Not saved yet", &body, state)
}

/// The form with what was typed.
fn again(typed: &[(String, String)]) -> String {
    let mut body = String::new();
    body.push_str(&format!("<form method=\"post\" action=\"{SAVE}\" data-unsaved>\n"));
    for (key, value) in typed {
        let is_shown = typed.iter().any(|(was, old)| was.strip_prefix("was.") == Some(key) && old != value);
        let (name, value) = (escaped(key), escaped(value));
        body.push_str(&if is_shown {
            format!("<p><label>{name}<br><input name=\"{name}\" value=\"{value}\"></label></p>\n")
        } else {
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">\n")
        });
    }
    body.push_str("<p><button>Save again</button></p>\n</form>\n");
    body
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{back, is_own_page, is_same, pairs};
    use axum::http::HeaderMap;

    #[test]
    fn forms_are_read() {
        let form = pairs(b"title=A+%26+B&line=1&line=2&x&=y");
        let told: Vec<_> = form.iter().map(|(key, value)| format!("{key}:{value}")).collect();
        assert_eq!(told, ["title:A & B", "line:1", "line:2", "x:", ":y"]);
        for (written, leads) in [
            ("/desk/a.html", "/desk/a.html"),
            ("//evil.example/", "/desk.html"),
            ("/../x", "/desk.html"),
            ("http://a", "/desk.html"),
        ] {
            assert_eq!(back(&[("back".to_owned(), written.to_owned())]), leads, "{written}");
        }
        assert!(is_same("abc", "abc") && !is_same("abc", "abd") && !is_same("", "a"));
    }

    #[test]
    fn only_own_pages_save() {
        let told = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            pairs.iter().for_each(|(name, value)| {
                headers.append(*name, value.parse().unwrap());
            });
            is_own_page(&headers)
        };
        let host = ("host", "127.0.0.1:4000");
        assert!(told(&[host, ("origin", "http://127.0.0.1:4000")]));
        assert!(told(&[host, ("origin", "http://127.0.0.1:4000"), ("sec-fetch-site", "same-origin")]));
        for origin in
            ["http://127.0.0.1:4001", "https://127.0.0.1:4000", "http://localhost:4000", "null", "http://evil.example"]
        {
            assert!(!told(&[host, ("origin", origin)]), "{origin}");
        }
        assert!(!told(&[host]));
        assert!(!told(&[host, ("origin", "http://127.0.0.1:4000"), ("origin", "http://127.0.0.1:4000")]));
        for site in ["cross-site", "same-site", "none"] {
            assert!(!told(&[host, ("origin", "http://127.0.0.1:4000"), ("sec-fetch-site", site)]), "{site}");
        }
    }
}
