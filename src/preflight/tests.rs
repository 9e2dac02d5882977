//! Planted faults that no folder can show, each found, and a clean site that has none.

use super::{Bound, Figures, GITHUB, Limits, Preflight, of_repository, page, picture};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Look, Marking, Output, Route};
use std::sync::Arc;

/// `site-url` and `cname`.
type Settings = (&'static str, Option<&'static str>);

fn config(site_url: &'static str, cname: Option<&'static str>) -> Settings {
    (site_url, cname)
}

fn look(
    files: &[(&str, &[u8])],
    names: &[&str],
    config: &Settings,
    limits: Limits,
    repository: &str,
) -> (Vec<Diagnostic>, Figures) {
    let routes: Vec<Route> = files.iter().map(|(path, _)| Route::new(path)).collect();
    let preflight = Preflight::new(names.iter().copied(), &routes, limits);
    for (route, (_, bytes)) in routes.iter().zip(files) {
        preflight.note(route, &Output::file(Arc::from(*bytes)));
    }
    preflight.finish(&Bound {
        marking: Some(Marking::Clear),
        site_url: Some(config.0).filter(|site| !site.is_empty()),
        cname: config.1,
        look: &Look::default(),
        places: &|_| Place::file("book.toml"),
        left_out: &[],
        unrecorded: &[],
        allowed: Marking::Clear,
        repository: Some(repository).filter(|url| !url.is_empty()),
    })
}

fn codes(found: &[Diagnostic]) -> Vec<Code> {
    found.iter().map(|fault| fault.code).collect()
}

const CLEAN: [(&str, &[u8]); 5] = [
    (".nojekyll", b""),
    ("404.html", b"<base href=\"/locks/\"><link rel=stylesheet href=\"static/a.css\"><a href=\"index.html\">Home</a>"),
    (
        "index.html",
        b"<link rel=\"canonical\" href=\"https://own.github.io/locks/\"><a href=\"https://example.org/\">Out</a><img src=\"static/a.svg\" alt=\"\">",
    ),
    ("static/a.css", b"/* url(https://x.example/) */ a { background: url(\"data:,\") } b { background: url('a.svg') }"),
    ("static/a.js", b"fetch('../dossier.json'); location.href = 'https://example.org/'"),
];

#[test]
fn a_clean_site_has_none() {
    let repository = "https://github.com/Own/locks.git";
    let (faults, figures) =
        look(&CLEAN, &["gate.md"], &config("https://own.github.io/locks/", None), GITHUB, repository);
    assert_eq!(faults, []);
    let bytes = CLEAN.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    assert_eq!(figures, Figures { files: 5, bytes, requests: 0, names: 0 });
}

#[test]
fn sizes_and_what_pages_look_for() {
    let small = Limits { file: 400, large: 200, site: 500 };
    let of = |files: &[(&str, &[u8])]| codes(&look(files, &[], &config("", None), small, "").0);
    let there = (".nojekyll", &b""[..]);
    assert_eq!(of(&[there, ("a", &[0; 200])]), []);
    assert_eq!(of(&[there, ("a", &[0; 201])]), [Code::NearlyTooLarge]);
    assert_eq!(of(&[there, ("a", &[0; 400])]), [Code::TooLargeToPublish]);
    assert_eq!(of(&[there, ("a", &[0; 200]), ("b", &[0; 200])]), []);
    assert_eq!(of(&[there, ("a", &[0; 200]), ("b", &[0; 200]), ("c", &[0; 1])]), [Code::NearlyTooLarge]);
    assert_eq!(of(&[there, ("a", &[0; 200]), ("b", &[0; 200]), ("c", &[0; 101])]), [Code::TooLargeToPublish]);
    assert_eq!(of(&[("a", b"")]), [Code::PagesFile]);
    let domain = config("https://locks.example.org/", Some("locks.example.org"));
    assert_eq!(codes(&look(&[there], &[], &domain, GITHUB, "").0), [Code::PagesFile]);
}

#[test]
fn the_address_is_the_repository_s() {
    let cases: [(&'static str, Option<&'static str>, &str, Option<Code>); 14] = [
        ("https://own.github.io/locks/", None, "git@github.com:own/locks.git", None),
        ("https://own.github.io/Locks/", None, "https://github.com/own/locks", None),
        ("/locks/", None, "ssh://git@github.com/own/locks.git", None),
        ("https://own.github.io/", None, "https://github.com/own/own.github.io.git", None),
        ("https://locks.example.org/", Some("locks.example.org"), "https://github.com/own/locks", None),
        // a domain of the owner's serves each repository in its folder
        ("https://example.org/locks/", None, "https://github.com/own/locks", None),
        ("", None, "https://github.com/own/locks", None),
        ("https://example.org/dossier/", None, "https://codeberg.org/own/locks.git", None),
        ("https://own.github.io/", None, "https://github.com/own/locks", Some(Code::SiteAddress)),
        ("https://own.github.io/gates/", None, "https://github.com/own/locks", Some(Code::SiteAddress)),
        ("https://other.github.io/locks/", None, "https://github.com/own/locks", Some(Code::SiteAddress)),
        ("/", None, "https://github.com/own/locks", Some(Code::SiteAddress)),
        ("https://locks.example.org/", None, "https://github.com/own/locks", Some(Code::SiteAddress)),
        ("https://[::1]/locks/", None, "https://github.com/own/locks", Some(Code::SiteAddress)),
    ];
    for (site, cname, repository, expected) in cases {
        let files: &[(&str, &[u8])] = &[(".nojekyll", b""), ("CNAME", b"")];
        let found = look(files, &[], &config(site, cname), GITHUB, repository).0;
        assert_eq!(codes(&found), expected.into_iter().collect::<Vec<_>>(), "{site} {repository}");
    }
    assert_eq!(of_repository("https://github.com/Own/locks.git").as_deref(), Some("https://own.github.io/locks/"));
    assert_eq!(
        of_repository("https://me:word@github.com/own/own.github.io").as_deref(),
        Some("https://own.github.io/")
    );
    assert_eq!(of_repository("../locks.git"), None);
}

#[test]
fn requests_in_all_their_forms() {
    let asking = [
        "<script src=http://x.example/a.js></script>",
        "<IMG SRC='//x.example/a.png' alt=''>",
        "<img alt='' srcset=\"a.png 1x, https://x.example/a.png 2x\">",
        "<link rel='preload stylesheet' href='https://x.example/a.css'>",
        "<link rel=dns-prefetch href=//x.example>",
        "<video poster=https://x.example/a.png></video>",
        "<object data=https://x.example/a></object>",
        "<svg><use xlink:href=\"https://x.example/a.svg#a\"/></svg>",
        "<svg><image href=\"https://x.example/a.png\"/></svg>",
        "<style>@import 'https://x.example/a.css';</style>",
        "<p style='background:url( \"https://x.example/a.png\" )'>",
        "<meta http-equiv=refresh content='0; url=https://x.example/'>",
        "<a href='a.html' ping='https://x.example/'>a</a>",
        "<base href='https://x.example/'>",
        "<body background=\"\\\\x.example/a.png\">",
        "<script>const a = new WebSocket('wss://x.example/')</script>",
        "<script>let r = new XMLHttpRequest(); r.open('GET', 'https://x.example/')</script>",
        "<script type=module>import a from 'https://x.example/a.js'</script>",
        "<script>new Image().src = 'https://x.example/a.png'</script>",
    ];
    for html in asking {
        let found = page::found(&Route::new("index.html"), html.as_bytes());
        assert_eq!(found.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [Code::OutsideRequest], "{html}");
    }
    let silent = [
        "<!-- <script src=https://x.example/a.js></script> -->",
        "<textarea><img src=https://x.example/a.png></textarea>",
        "<p>&lt;img src=https://x.example/a.png&gt; and url(https://x.example/)</p>",
        "<a href=https://x.example/ rel=external>out</a><link rel=alternate href=https://x.example/feed.xml>",
        "<blockquote cite=https://x.example/>q</blockquote><form action=https://x.example/></form>",
        "<meta property=og:image content=https://x.example/a.png>",
    ];
    for html in silent {
        assert_eq!(page::found(&Route::new("index.html"), html.as_bytes()), [], "{html}");
    }
}

#[test]
fn names_of_seeds_in_each_way_of_writing() {
    let settings = config("", None);
    let names = ["our notes.txt", "R&D.md", "the-gate.html", "README", "a.md"];
    let of = |html: &str| {
        let files = [(".nojekyll", &b""[..]), ("articles/the-gate.html", html.as_bytes())];
        look(&files, &names, &settings, GITHUB, "").1.names
    };
    assert_eq!(of("<a href=\"../seeds/our%20notes.txt\">x</a>"), 1);
    assert_eq!(of("from our notes.txt, and R&amp;D.md"), 2);
    assert_eq!(of("<a href=\"the-gate.html\">README</a>"), 0, "a page's own address, and a word");
    assert_eq!(of("pizza.md and a.mdx"), 0, "a part of another word");
}

#[test]
fn pictures_tell() {
    let tiff =
        |tag: u16| [b"II*\0\x08\0\0\0\x01\0".as_slice(), &tag.to_le_bytes(), b"\x02\0\x04\0\0\0Own\0\0\0\0\0"].concat();
    let webp = [b"RIFF\0\0\0\0WEBPEXIF\x1a\0\0\0".as_slice(), &tiff(0x013b)].concat();
    assert!(picture::says(&webp).more && !picture::says(&webp).place);
    assert!(picture::says(&tiff(0x013b)).more && !picture::says(&tiff(0x0112)).more);
    let xmp = b"\x89PNG\r\n\x1a\n\0\0\0\x1eiTXtXML:com.adobe.xmpGPSLatitude=1\0\0\0\0";
    assert!(picture::says(xmp).place);
    let film = b"\0\0\0\x18ftypmp42 moov udta \xa9xyz+51.1+003.2/";
    assert!(picture::says(film).place);
    for cut in 0..webp.len() {
        let _ = picture::says(&webp[..cut]);
    }
    let _ = picture::says(b"\xff\xd8\xff\xe1\0\0");
    let _ = picture::says(b"\xff\xd8\xff\xe1\0\x01Exif");
}
