//! In: requests as bytes. Out: whether the preview answers as it says. Keep out: other rooms, and how long anything takes.

use super::{Notice, Preview};
use crate::model::site::{Output, Pages, Route};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

struct Site(BTreeMap<Route, Vec<u8>>);

impl Pages for Site {
    fn routes(&self) -> Vec<Route> {
        self.0.keys().cloned().collect()
    }

    fn page(&self, route: &Route) -> Option<Output> {
        assert!(route.as_str() != "panic.html", "a page that fails");
        Some(Output::file(self.0.get(route)?.as_slice().into()))
    }
}

const PAGE: &str = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\"></head><body>home</body>";

fn site(pages: &[(&str, &str)]) -> Arc<dyn Pages> {
    Arc::new(Site(pages.iter().map(|(route, text)| (Route::new(route), text.as_bytes().to_vec())).collect()))
}

fn preview() -> Preview {
    let pages = [
        ("index.html", PAGE),
        ("404.html", "<base href=\"/x/\"><body>not here</body>"),
        ("articles/index.html", "<body>all</body>"),
        ("articles/a b.html", "<body>one</body>"),
        ("static/css/base.css", "a{}"),
    ];
    Preview::start(Some(0), site(&pages), None).unwrap()
}

/// The answer to one request, from which `head` and body are told apart.
struct Answer {
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }
}

fn send(preview: &Preview, request: &str) -> Answer {
    let mut stream = TcpStream::connect(preview.address()).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answer { head: head.to_owned(), body: body.to_owned() }
}

fn ask(preview: &Preview, method: &str, path: &str) -> Answer {
    send(preview, &format!("{method} {path} HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
}

fn get(preview: &Preview, path: &str) -> Answer {
    ask(preview, "GET", path)
}

#[test]
fn pages_come_with_the_script_and_the_right_headers() {
    let preview = preview();
    let home = get(&preview, "/");
    assert_eq!(home.status(), "200");
    assert!(home.body.contains("<script src=\"/_briefbook/reload.js\" defer></script>\n</body>"));
    assert!(home.body.contains("default-src 'none'; connect-src 'self'; style-src 'self'"));
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(home.header(name), Some(value));
    }
    assert_eq!(home.header("access-control-allow-origin"), None);
    assert_eq!(get(&preview, "/index.html?a=1").body, home.body);
    assert!(get(&preview, "/articles/a%20b.html").body.contains("one"));
    let css = get(&preview, "/static/css/base.css");
    assert_eq!((css.header("content-type"), css.body.as_str()), (Some("text/css; charset=utf-8"), "a{}"));
    assert!(get(&preview, "/_briefbook/reload.js").header("content-type").unwrap().starts_with("text/javascript"));
    assert!(get(&preview, "/_briefbook/preview.css").body.contains("briefbook-overlay"));
}

#[test]
fn what_is_not_there() {
    let preview = preview();
    for path in ["/missing.html", "/articles/a%2520b.html", "/_briefbook/other", "/static/css"] {
        let missing = get(&preview, path);
        assert_eq!(missing.status(), "404", "{path}");
        assert!(missing.body.starts_with("<base href=\"/\"><body>not here"), "{path}: {}", missing.body);
    }
    for path in ["/../index.html", "/%2e%2e/index.html", "/a%5cb", "//evil.example/", "/%2f"] {
        assert_eq!(get(&preview, path).status(), "400", "{path}");
    }
    let moved = get(&preview, "/articles?q=1");
    assert_eq!((moved.status(), moved.header("location")), ("307", Some("/articles/?q=1")));
    assert!(get(&preview, "/articles/").body.contains("all"));
    let empty = Preview::start(Some(0), site(&[]), None).unwrap();
    let bare = get(&empty, "/");
    assert_eq!(bare.status(), "404");
    assert!(bare.body.contains("/_briefbook/reload.js"));
}

#[test]
fn only_reading_and_only_from_here() {
    let preview = preview();
    let post = ask(&preview, "POST", "/");
    assert_eq!((post.status(), post.header("allow")), ("405", Some("GET, HEAD")));
    for path in ["/", "/static/css/base.css", "/missing.html", "/_briefbook/reload.js"] {
        let (whole, head) = (get(&preview, path), ask(&preview, "HEAD", path));
        assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()), "{path}");
        assert_eq!((head.status(), head.body.as_str()), (whole.status(), ""));
    }
    assert_eq!(ask(&preview, "HEAD", "/_briefbook/events").status(), "200");
    for lines in [
        "GET / HTTP/1.1\r\nHost: evil.example",
        "GET / HTTP/1.1\r\nHost: evil.example:4000",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost",
        "GET / HTTP/1.0\r\nAccept: */*",
        "GET /_briefbook/events HTTP/1.1\r\nHost: evil.example",
    ] {
        assert_eq!(send(&preview, &format!("{lines}\r\nConnection: close\r\n\r\n")).status(), "421", "{lines}");
    }
    assert_eq!(send(&preview, "GET / HTTP/1.1\r\nHost: [::1]:7\r\nConnection: close\r\n\r\n").status(), "200");
}

#[test]
fn a_page_that_panics_takes_nothing_with_it() {
    let preview = preview();
    assert_eq!(get(&preview, "/panic.html").status(), "500");
    assert_eq!(get(&preview, "/").status(), "200");
}

/// A browser that listens.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn new(preview: &Preview) -> Self {
        let mut stream = TcpStream::connect(preview.address()).unwrap();
        stream.write_all(b"GET /_briefbook/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
        Self(BufReader::new(stream))
    }

    /// The data of the next event; `None` when the connection ends.
    fn next(&mut self) -> Option<serde_json::Value> {
        for line in self.0.by_ref().lines() {
            if let Some(data) = line.ok()?.strip_prefix("data: ") {
                return Some(serde_json::from_str(data).unwrap());
            }
        }
        None
    }
}

#[test]
fn browsers_hear_of_sites_and_notices() {
    let preview = preview();
    let mut browser = Listener::new(&preview);
    let first = browser.next().unwrap();
    assert_eq!((&first["generation"], &first["faults"]), (&1.into(), &serde_json::json!([])));
    assert!(get(&preview, "/").body.contains(first["state"].as_str().unwrap()));
    preview.show(site(&[("index.html", "<body>new</body>")]));
    let second = browser.next().unwrap();
    assert_eq!(second["generation"], 2);
    let page = get(&preview, "/").body;
    assert!(page.contains("new") && page.contains(second["state"].as_str().unwrap()));
    let notice = Notice { title: "book.toml".to_owned(), text: "line 1\n<b>".to_owned() };
    preview.overlay(vec![notice.clone()]);
    preview.overlay(vec![notice]);
    assert_eq!(browser.next().unwrap()["faults"][0]["text"], "line 1\n<b>");
    assert_eq!(Listener::new(&preview).next().unwrap()["faults"][0]["title"], "book.toml");
    preview.overlay(Vec::new());
    let cleared = browser.next().unwrap();
    assert_eq!((&cleared["generation"], &cleared["faults"]), (&2.into(), &serde_json::json!([])));
}

#[test]
fn it_ends_although_browsers_listen() {
    let (dropped, stopped) = (preview(), preview());
    let mut browsers = [Listener::new(&dropped), Listener::new(&stopped)];
    let idle = TcpStream::connect(stopped.address()).unwrap();
    for browser in &mut browsers {
        assert!(browser.next().is_some());
    }
    let (address, handle) = (stopped.address(), stopped.clone());
    drop(dropped);
    stopped.0.stop(stopped.0.take().unwrap());
    handle.show(site(&[]));
    handle.wait().unwrap();
    assert!(browsers.iter_mut().all(|browser| browser.next().is_none()));
    assert!(TcpStream::connect(address).is_err());
    drop(idle);
}
