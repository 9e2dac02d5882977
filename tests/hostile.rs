//! Bad input never stops a build and loses nothing.

use crate::stage::{Dice, Folder, Map, config, pages, sample, site};
use briefbook::diagnostic::Diagnostic;
use briefbook::model::{Parsed, Seed, SeedPath};
use briefbook::parse::parse;

/// Every non-blank byte of the reading text is in exactly one part, and every span lies on characters.
pub fn accounted(path: &str, bytes: &[u8]) -> (Parsed, Vec<Diagnostic>) {
    let config = config("[book]\ntitle = \"T\"\n");
    let (parsed, faults) = parse(
        &Seed {
            path: SeedPath::new(path),
            bytes: bytes.to_vec(),
            sidecar: None,
            misnamed: Vec::new(),
            unread: Vec::new(),
        },
        &config,
    );
    let text = &parsed.reading.text;
    let mut at = 0;
    for part in &parsed.article.parts {
        let range = part.span.range();
        assert!(range.start >= at, "`{path}`: parts overlap at {at}");
        assert!(
            text.is_char_boundary(range.start) && text.is_char_boundary(range.end),
            "`{path}`: a part splits a character"
        );
        assert!(text[at..range.start].trim().is_empty(), "`{path}`: lost {:?}", &text[at..range.start]);
        at = range.end;
    }
    assert!(text[at..].trim().is_empty(), "`{path}`: lost {:?}", &text[at..]);
    for node in &parsed.article.nodes {
        assert!(text.get(node.span.range()).is_some(), "`{path}`: a block lies outside the text");
    }
    for mark in &parsed.article.marks {
        assert!(text.get(mark.span.range()).is_some(), "`{path}`: a mark lies outside the text");
    }
    (parsed, faults)
}

#[test]
fn every_character_of_the_sample_is_accounted_for() {
    for (path, bytes) in sample().iter().filter(|(path, _)| path.starts_with("seeds/") && !path.ends_with(".toml")) {
        accounted(path, bytes);
        // as another format, with other line ends, and torn off anywhere
        let text = String::from_utf8_lossy(bytes);
        for (name, text) in [
            ("x.txt", text.to_string()),
            ("x.md", text.to_string()),
            ("x.csv", text.to_string()),
            ("x.txt", text.replace('\n', "\r\n")),
            ("x.md", text.replace('\n', "\r")),
        ] {
            accounted(name, text.as_bytes());
        }
        for cut in (0..bytes.len()).step_by(97) {
            accounted("x.txt", &bytes[..cut]);
            accounted("x.csv", &bytes[cut..]);
            accounted("x.md", &bytes[cut..]);
        }
    }
}

#[test]
fn every_character_of_noise_is_accounted_for() {
    let pieces = [
        "RELATED POST: ",
        "claim",
        "Belgium",
        "perspectiveThe",
        " ",
        "\n",
        "\n\n",
        "\r",
        "“",
        "”",
        "* ",
        "1. ",
        "> ",
        "```",
        "|",
        "---\n",
        "+++\n",
        "[[",
        "]]",
        "[a](b.md#c)",
        "<!--",
        "-->",
        "<br>",
        "<script>",
        "</script>",
        "# ",
        "蔡英文",
        "🦀",
        "e\u{301}",
        "\u{0}",
        "\u{feff}",
        "By Ada Marsh",
        "Leave a Reply",
        "October 20 2020 — ",
        "Facts (2)",
        "[1]",
        "[^1]",
        "[^1]: note",
        "\t",
        "Ada Marsh is a researcher at X.",
        "&amp;",
        "\\",
        "_",
        "~~",
        "$x$",
        "![x](y.png)",
        "a long enough run of plain words to be taken for prose by whoever counts them, which is what the rules of reading do, all told and",
    ];
    let mut dice = Dice(3);
    for _ in 0..1500 {
        let text: String = (0..1 + dice.roll(40)).map(|_| pieces[dice.roll(pieces.len())]).collect();
        accounted("n.txt", text.as_bytes());
        accounted("n.md", text.as_bytes());
    }
}

#[test]
fn a_folder_of_nothing_but_trouble_becomes_a_site() {
    let long = "x".repeat(240);
    let wide = "蔡英文 ".repeat(20_000);
    let line = "words without an end ".repeat(200_000);
    let brackets = "[".repeat(10_000) + &"]".repeat(10_000);
    let nested = "> ".repeat(3_000) + "deep";
    let seeds: Vec<(String, Vec<u8>)> = vec![
        ("empty.txt".into(), vec![]),
        ("blank.md".into(), b" \n\t\n".to_vec()),
        ("line.txt".into(), line.clone().into_bytes()),
        ("line.md".into(), line.into_bytes()),
        ("wide.txt".into(), wide.into_bytes()),
        ("binary.txt".into(), (0..=255u8).cycle().take(5000).collect()),
        ("nul.txt".into(), b"one\0two\n\nthree".to_vec()),
        ("latin.txt".into(), b"caf\xe9 au lait, d\xe9j\xe0 vu".to_vec()),
        ("utf16.txt".into(), "Belgium and Taiwan".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("brackets.md".into(), brackets.clone().into_bytes()),
        ("brackets.txt".into(), brackets.into_bytes()),
        ("nested.md".into(), nested.into_bytes()),
        ("broken matter.md".into(), b"---\ntitle: A: B: C\n\t- x\n---\nThe article is still made.\n".to_vec()),
        ("bomb.md".into(), b"---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n---\nText.\n".to_vec()),
        ("index.md".into(), b"# Index\n\nText.".to_vec()),
        ("404.md".into(), b"# 404\n\nText.".to_vec()),
        ("con.md".into(), b"# Con\n\nText.".to_vec()),
        ("\u{1f980} crab.md".into(), "# 🦀\n\nText.".into()),
        ("e\u{301}.md".into(), b"# One\n\nText.".to_vec()),
        ("\u{e9}.md".into(), b"# One\n\nText.".to_vec()),
        ("CASE.md".into(), b"# Case\n\nText.".to_vec()),
        ("case.md".into(), b"# case\n\nText.".to_vec()),
        (format!("{long}.md"), b"# Long name\n\nText.".to_vec()),
        ("script.md".into(), b"# <script>alert(1)</script>\n\n<script>alert(2)</script>\n\n<img src=x onerror=alert(3)>\n\n[x](javascript:alert(4)) [y](data:text/html,z)\n".to_vec()),
    ];
    let shelf = Map::of(seeds.iter().map(|(path, bytes)| (path.as_str(), &bytes[..])));
    for (path, bytes) in &seeds {
        accounted(path, bytes);
    }
    let outcome = site(&config("[book]\ntitle = \"Trouble <b>&amp;\"\n"), &shelf);
    // nothing can be read in three of them
    assert_eq!(outcome.counts.articles, seeds.len() - 3);
    for path in ["empty.txt", "blank.md", "binary.txt"] {
        let told = |fault: &briefbook::diagnostic::Diagnostic| {
            fault.place.file == path && ["empty-seed", "binary"].contains(&fault.code.name())
        };
        assert_eq!(outcome.faults.iter().filter(|fault| told(fault)).count(), 1, "{path}");
    }
    let (pages, faults) = pages(&outcome);
    assert!(faults.is_empty(), "{faults:?}");
    let routes: std::collections::BTreeSet<String> = pages.keys().map(|route| route.to_lowercase()).collect();
    assert_eq!(routes.len(), pages.len(), "two routes are one file on some systems");
    for (route, bytes) in pages.iter().filter(|(route, _)| route.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(
            !html.contains("<script>alert") && !html.contains("href=\"javascript:") && !html.contains("<img src=x"),
            "`{route}` runs a seed's script"
        );
    }
}

#[test]
fn nothing_of_a_seed_is_markup_on_a_page() {
    const BODY: &str = "<p>The gates of the port were opened by hand in the night, said the keeper of the eastern lock, and \
        nobody knew how to close them again before the flood came in that spring.</p>";
    let evil = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)> \" onclick=x \u{202e}\u{2066}\u{2028} end";
    let quoted = evil.replace('<', "&lt;").replace('"', "&quot;");
    let json = serde_json::to_string(evil).expect("JSON").replace("</", "<\\/");
    let links: String = [
        "javascript:alert(1)",
        " JaVa\tScript:alert(1)",
        "&#106;avascript&colon;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "https://a.example/\u{202e}gpj.exe",
        "//far.example/x",
        "https://a.example/&quot;onclick=&quot;x",
    ]
    .iter()
    .map(|to| format!("<p>See <a href=\"{to}\" onclick=x ping=//far.example>the plan of the gates</a>, which the keeper has held since then.</p>"))
    .collect();
    let seeds = [
        ("title.html", format!("<title>{quoted}</title><h1>{quoted}</h1>{BODY}")),
        (
            "data.html",
            format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":{json},\"author\":[{json}],\"publisher\":{{\"name\":{json}}},\"url\":\"javascript:alert(1)\",\"keywords\":{json}}}</script>{BODY}"
            ),
        ),
        (
            "head.html",
            format!(
                "<base href=javascript:alert(1)//><link rel=canonical href=javascript:x><meta http-equiv=refresh content='0;url=//far.example'><meta property=og:title content=\"{quoted}\"><meta name=author content=\"{quoted}\">{BODY}{links}"
            ),
        ),
        (
            "drawn.html",
            format!(
                "<h1>Drawn</h1>{BODY}<svg onload=x><a xlink:href=javascript:x><text>drawn</text></a><foreignObject><iframe srcdoc='<script>x</script>'></iframe><p>foreign</p></foreignObject></svg><math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x&gt;'></mglyph></table></mtext></math><template><template><script>x</script></template></template><template shadowrootmode=open><p onclick=x>shadow</p></template><noscript><p title='</noscript><img src=x onerror=x>'>{quoted}</noscript><style>@import 'x'</style><figure><img src=javascript:x onerror=x><figcaption>{quoted}</figcaption></figure>{BODY}<pre><code class=\"language-{quoted}\">{quoted}</code></pre>{BODY}"
            ),
        ),
        (
            "raw.md",
            format!(
                "# {evil}\n\n<script>x</script>\n\n<svg/onload=x>\n\n<base href=//far.example>\n\n```html\"><script>x</script>\n{evil}\n```\n\n| {evil} | b |\n|--|--|\n| `{evil}` | ![{evil}](javascript:x) |\n\n> [!note\"><script>] {evil}\n> y\n\n[x](javascript:x) [[javascript:x|wiki]] <javascript:x>\n"
            ),
        ),
        (
            "matter.md",
            format!(
                "---\ntitle: {json}\nauthor: [{json}]\nsite: {json}\nurl: \"javascript:x\"\ntags: [{json}]\naliases: [\"//far.example\", \"javascript:x\"]\nstandfirst: {json}\nlang: {json}\n---\nThe gates of the port were opened by hand.\n"
            ),
        ),
        (
            "text.txt",
            format!(
                "{evil}\n\nBy Ada Marsh, {evil}\n\nThe gates {evil} of the port were opened by hand in the night, said the keeper.\n\nRELATED POST: {evil}\n"
            ),
        ),
    ];
    let shelf = Map::of(seeds.iter().map(|(path, text)| (*path, text.as_bytes())));
    for book in ["", "[edition]\nmarking = \"clear\"\nunmarked = \"clear\"\nclippings = \"full\"\n"] {
        let outcome = site(&config(&format!("[book]\ntitle = \"T\"\n{book}")), &shelf);
        let (pages, faults) = pages(&outcome);
        assert!(faults.is_empty(), "{faults:?}");
        for (route, bytes) in
            pages.iter().filter(|(route, _)| !route.starts_with("seeds/") && !route.starts_with("static/"))
        {
            crate::own::is_our_own(route, &String::from_utf8_lossy(bytes));
        }
    }
}

#[test]
fn files_that_go_or_cannot_be_followed_are_told() {
    let folder = Folder::with(&[("book.toml", b"[book]\ntitle = \"T\"\n"), ("seeds/a.md", b"# A\n\nText.")]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("seeds/out.txt")).expect("a link");
        std::os::unix::fs::symlink("..", folder.path().join("seeds/loop")).expect("a link");
    }
    let output = folder.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!folder.public().values().any(|bytes| String::from_utf8_lossy(bytes).contains("root:x:")));
    let told = folder.run(&["check", "--all"]);
    #[cfg(unix)]
    assert!(
        String::from_utf8_lossy(&told.stderr).contains("seeds/out.txt"),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    drop(told);
}

#[test]
fn folders_that_cannot_serve_are_refused() {
    for (src, build) in [
        ("seeds", "."),
        ("seeds", ".."),
        ("seeds", "/"),
        ("seeds", "seeds"),
        ("seeds", "seeds/out"),
        ("..", "public"),
        ("/", "public"),
        ("public/seeds", "public"),
    ] {
        let book = format!("[book]\ntitle = \"T\"\nsrc = \"{src}\"\n[build]\nbuild-dir = \"{build}\"\n");
        let folder = Folder::with(&[
            ("book.toml", book.as_bytes()),
            ("seeds/a.md", b"# A\n\nText."),
            ("public/seeds/b.md", b"# B"),
        ]);
        let before = crate::stage::walk(folder.path());
        let output = folder.run(&["check"]);
        assert_eq!(
            output.status.code(),
            Some(1),
            "src {src}, build-dir {build}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        folder.run(&["build"]);
        let after = crate::stage::walk(folder.path());
        assert!(
            before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)),
            "src {src}, build-dir {build}: a file was lost"
        );
    }
}

/// A shelf that cannot give some of its seeds, for the reason that stands in their names' place.
struct Refusing(Map, &'static [(&'static str, std::io::ErrorKind)]);

impl briefbook::model::Shelf for Refusing {
    fn seeds(&self) -> &[SeedPath] {
        self.0.seeds()
    }

    fn read(&self, seed: &SeedPath) -> std::io::Result<Seed> {
        let refused = self.1.iter().find(|(path, _)| *path == seed.as_str());
        refused.map_or_else(|| self.0.read(seed), |(_, kind)| Err((*kind).into()))
    }
}

#[test]
fn seeds_that_cannot_be_read_are_told_and_the_rest_is_built() {
    use std::io::ErrorKind;
    let shelf = Refusing(
        Map::of(
            ["seeds/a.md", "seeds/b.md", "seeds/c.md", "seeds/d.md", "seeds/e.md"]
                .map(|path| (path, &b"# A\n\nText."[..])),
        ),
        &[
            ("seeds/b.md", ErrorKind::NotFound),
            ("seeds/c.md", ErrorKind::PermissionDenied),
            ("seeds/d.md", ErrorKind::FileTooLarge),
            ("seeds/e.md", ErrorKind::Other),
        ],
    );
    for book in
        ["[book]\ntitle = \"T\"\n", "[book]\ntitle = \"T\"\n[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n"]
    {
        let inputs = briefbook::model::Inputs {
            config: config(book),
            shelf: &shelf,
            look: std::sync::Arc::new(briefbook::load::look::shipped()),
            addresses: std::sync::Arc::default(),
            desk: None,
        };
        let outcome = briefbook::pipeline::make(&inputs, &|_, _| {});
        assert_eq!(outcome.counts.articles, 1);
        let told: Vec<(&str, &str, &str)> = outcome
            .faults
            .iter()
            .filter(|fault| fault.severity() == briefbook::diagnostic::Severity::Error)
            .map(|fault| (&*fault.place.file, fault.code.name(), &*fault.hint))
            .collect();
        let expected = [
            ("seeds/b.md", "seed-unreadable", "it went away while the folder was read: build again"),
            ("seeds/c.md", "seed-unreadable", "give yourself the right to read it"),
            ("seeds/d.md", "seed-too-large", "keep it elsewhere, or split it into smaller files"),
            ("seeds/e.md", "seed-unreadable", "see whether other programs can read it"),
        ];
        assert_eq!(told, expected);
    }
}

/// Other systems refuse some of these names, or take two of them for one.
#[cfg(target_os = "linux")]
#[test]
fn names_of_many_kinds_are_kept_apart() {
    let long = "n".repeat(246);
    let names: Vec<String> = [
        "CON.txt",
        "a.txt ",
        "a.txt",
        "A.TXT",
        "index.txt",
        "404.md",
        "\u{1f980}.txt",
        "e\u{301}.txt",
        "\u{e9}.txt",
        "aux",
        "a .txt",
        "a\nb.txt",
        "q?*|<>.md",
    ]
    .iter()
    .map(|name| (*name).to_owned())
    .chain([format!("{long}.txt"), format!("{long}x.md")])
    .collect();
    let folder = Folder::with(&[("book.toml", b"[book]\ntitle = \"T\"\n")]);
    let words = |number: usize| {
        format!("The harbour number{number}word was dredged in spring, and nobody has paid for it since then.\n")
    };
    for (number, name) in names.iter().enumerate() {
        folder.put(&format!("seeds/{name}"), words(number).as_bytes());
    }
    let there = crate::stage::walk(&folder.path().join("seeds"));
    let output = folder.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let public = folder.public();
    let articles: Vec<String> = public
        .iter()
        .filter(|(route, _)| route.starts_with("articles/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for (number, name) in names.iter().enumerate() {
        let word = format!("number{number}word");
        assert!(articles.iter().any(|page| page.contains(&word)), "{name} is lost");
    }
    assert!(there == crate::stage::walk(&folder.path().join("seeds")), "a seed was changed");
}
