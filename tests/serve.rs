//! The preview while book.toml or a template is faulty: it says so on the terminal and over the page, and keeps the last good.

use crate::stage::Folder;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

const BOOK: &str = "[book]\ntitle = \"Lamps\"\n";

struct Served {
    child: Child,
    address: String,
    events: BufReader<TcpStream>,
    terminal: BufReader<ChildStderr>,
}

impl Served {
    fn start(folder: &Folder) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_briefbook"))
            .args(["serve", "--port", "0"])
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("briefbook runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("output")).read_line(&mut line).expect("an address");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let terminal = BufReader::new(child.stderr.take().expect("a terminal"));
        let events = BufReader::new(request(&address, "/_briefbook/events", "keep-alive"));
        Self { child, address, events, terminal }
    }

    /// The next event of which `test` holds.
    fn wait(&mut self, test: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        for line in self.events.by_ref().lines() {
            let line = line.expect("an event within the time");
            let Some(data) = line.strip_prefix("data: ") else { continue };
            let event: serde_json::Value = serde_json::from_str(data).expect("JSON");
            if test(&event) {
                return event;
            }
        }
        panic!("the preview ended");
    }

    fn page(&self, path: &str) -> String {
        let mut answer = String::new();
        request(&self.address, path, "close").read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// What the terminal says, up to a line with `words`.
    fn said(&mut self, words: &str) -> String {
        let mut out = String::new();
        while !out.lines().last().is_some_and(|line| line.contains(words)) {
            assert!(self.terminal.read_line(&mut out).expect("a line") > 0, "`{words}` was not said: {out}");
        }
        out
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn request(address: &str, path: &str, connection: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: {connection}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
    stream
}

fn faults(event: &serde_json::Value) -> String {
    event["faults"].to_string()
}

fn has_faults(event: &serde_json::Value) -> bool {
    event["faults"].as_array().is_some_and(|faults| !faults.is_empty())
}

fn seed(words: &str) -> String {
    format!("---\ntitle: Lamp\ndate: 2025-01-02\n---\n{words}\n")
}

#[test]
fn a_faulty_book_is_told_until_it_is_mended() {
    let folder = Folder::with(&[("book.toml", BOOK.as_bytes()), ("seeds/a.md", seed("The first lamp.").as_bytes())]);
    let mut served = Served::start(&folder);
    served.wait(|event| !has_faults(event));
    served.said("1 article");
    folder.put("book.toml", b"[book\ntitle = \"Lamps\"\n");
    assert!(faults(&served.wait(has_faults)).contains("book.toml:1:6"));
    assert!(served.said("the last good site stays").contains("error[config-unreadable]"));
    folder.put("seeds/a.md", seed("The second lamp.").as_bytes());
    let event = served.wait(|event| event["generation"] == 2);
    assert!(faults(&event).contains("book.toml:1:6"), "an edit elsewhere hides the fault: {event}");
    assert!(served.page("/articles/lamp.html").contains("second lamp"));
    folder.put("book.toml", BOOK.replace("Lamps", "Lanterns").as_bytes());
    served.wait(|event| !has_faults(event));
    assert!(served.page("/").contains("Lanterns"));
}

#[test]
fn a_faulty_template_is_told_and_the_last_good_one_kept() {
    let shipped = include_str!("../templates/part/foot.html");
    let own = shipped.replace("<footer class=\"foot\">", "<footer class=\"foot own\">");
    let folder = Folder::with(&[
        ("book.toml", BOOK.as_bytes()),
        ("seeds/a.md", seed("The first lamp.").as_bytes()),
        ("templates/part/foot.html", own.as_bytes()),
    ]);
    let mut served = Served::start(&folder);
    served.wait(|event| !has_faults(event));
    for broken in [own.replace("{% endif %}", "{% endiff %}"), own.replace("page.home", "page.home.nothing.there")] {
        folder.put("templates/part/foot.html", broken.as_bytes());
        assert!(faults(&served.wait(has_faults)).contains("templates/part/foot.html"));
        assert!(served.said("the last good site stays").contains("error[template]"));
        assert!(served.page("/").contains("foot own"), "the last good template is gone");
        folder.put("seeds/a.md", seed("Another lamp.").as_bytes());
        let event = served.wait(|_| true);
        assert!(has_faults(&event) || has_faults(&served.wait(|_| true)), "an edit elsewhere hides the fault");
        folder.put("templates/part/foot.html", own.as_bytes());
        served.wait(|event| !has_faults(event));
    }
}
