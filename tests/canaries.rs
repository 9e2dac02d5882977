//! A word that only withheld things hold is looked for in every byte that leaves. Each is first found in the working copy: a
//! canary that never sang says nothing.

use crate::stage::Folder;

const BOOK: &str =
    "[book]\ntitle = \"Test\"\n[[theme]]\nid = \"ports\"\ntitle = \"Ports\"\nterms = [\"harbour\", \"sluice\"]\n";
const EDITION: &str =
    "[edition]\nunmarked = \"clear\"\nclippings = \"full\"\n[output.html]\nsite-url = \"https://example.org/d/\"\n";

/// Files with words that no reader may see: a canary each, `NAME` in what it is told by.
const WITHHELD: [(&str, &str); 18] = [
    (
        "seeds/a.md",
        "---\ntitle: CANARYtitle of the harbour\nmarking: red\nslug: canaryslug\naliases: [CANARYalias]\ntags: [CANARYtag]\nauthors: [CANARYauthor]\nsite: CANARYsite\nurl: https://example.org/CANARYurl\ndescription: CANARYstandfirst\neditors-note: CANARYnote\nsource:\n  - title: CANARYsource\n    url: https://example.org/CANARYsourceurl\n---\nThe harbour of CANARYbody is a sluice.\n\n## CANARYheading\n\n> CANARYquote of the harbour\n\n- CANARYitem\n\n| CANARYcell | b |\n|---|---|\n| c | d |\n\n![CANARYalt](CANARYpicture.png)\n\n```CANARYlanguage\nCANARYcode\n```\n\nA [CANARYlink](https://example.org/CANARYaddress) and [[open]].[^1]\n\n[^1]: CANARYfootnote\n",
    ),
    (
        "seeds/CANARYfolder/b.txt",
        "CANARYplain head\nBy CANARYbyline\n\nThe harbour and the sluice of CANARYplainbody.\n",
    ),
    ("seeds/CANARYfolder/b.txt.toml", "draft = true\n"),
    ("seeds/CANARYfile.md", "---\ntitle: To come\norigin: own\ndate: 2031-01-01\n---\nThe harbour of CANARYfuture.\n"),
    (
        "seeds/c.html",
        "<html><head><title>CANARYwindow</title><meta name=author content=CANARYmeta></head><body><article><h1>CANARYpagehead</h1><p>The harbour and the sluice of CANARYpage are words of a page that nobody may see at all.</p><figure><img src=x.png alt=CANARYpagealt><figcaption>CANARYcaption</figcaption></figure></article></body></html>",
    ),
    ("seeds/c.html.toml", "marking = \"amber\"\n"),
    (
        "seeds/d.csv",
        "kind,text,source,marking\nclaim,The harbour is open,Board,\nclaim,The sluice leaks at CANARYclaim,CANARYclaimsource,red\n",
    ),
    ("seeds/d.csv.toml", "title = \"Claims\"\norigin = \"own\"\n"),
    (
        "seeds/e.txt",
        "The open harbour\n2 January 2025\n\nThe harbour is open to all, and so is the sluice beside it.\n\nThe harbour of CANARYpassage is open to nobody.\n\nMore words of the harbour stand here, for everybody.\n",
    ),
    (
        "seeds/e.txt.toml",
        "origin = \"own\"\nmarking = \"clear\"\n[[source]]\ntitle = \"CANARYmarkedsource\"\nmarking = \"green\"\n[[passage]]\nmarking = \"green\"\nfrom = \"The harbour of CANARYpassage\"\nto = \"open to nobody.\"\n",
    ),
    (
        "seeds/f.md",
        "---\ntitle: Taken back\norigin: own\nwithdrawn: It was wrong.\nauthors: [CANARYgoneauthor]\n---\nThe harbour of CANARYgone.\n",
    ),
    (
        "seeds/g.md",
        "---\ntitle: A comment cut open\norigin: own\npassage: {marking: amber, from: \"It starts on\", to: \"and opens\"}\n---\nThe harbour.\n\nIt starts on the sluice.\n\n%% and opens\n\nCANARYcomment of the harbour\n\n%%\n\nMore of the sluice.\n",
    ),
    (
        "seeds/h.md",
        "---\ntitle: Code cut open\norigin: own\npassage: {marking: amber, from: \"It begins here\", to: \"let a = 1\"}\n---\nThe harbour.\n\nIt begins here.\n\n```\nlet a = 1\n```\n\n<!-- CANARYcode2 -->\n\nMore of the sluice.\n",
    ),
    (
        "seeds/i.csv",
        "kind,text,source,Einstufung\nclaim,The sluice is CANARYclassed,Board,amber\nclaim,TLP:AMBER The sluice is CANARYlabelled,Board,\nclaim,The harbour is open to all,Board,\n",
    ),
    ("seeds/i.csv.toml", "title = \"More claims\"\norigin = \"own\"\n"),
    (
        "seeds/j.toml",
        "title = \"Claims of a plan\"\norigin = \"own\"\n[[claim]]\ntext = \"The sluice of CANARYplanned\"\nsource = \"Plan\"\n[[source]]\ntitle = \"Plan\"\nurl = \"https://example.org/plan\"\nmarking = \"red\"\n",
    ),
    (
        "seeds/k.toml",
        "title = \"Claims of a source\"\norigin = \"own\"\nmarking = \"clear\"\n[[claim]]\ntext = \"The sluice of CANARYcited\"\nsource = \"CANARYplan\"\n[[claim]]\ntext = \"The harbour is known to all\"\n[[source]]\ntitle = \"CANARYplan\"\nurl = \"https://example.org/plan\"\nmarking = \"amber\"\n",
    ),
    (
        "seeds/open.md",
        "---\ntitle: Open\norigin: own\n---\nThe harbour and the sluice, for everybody. See [it](a.md), [that](CANARYfolder/b.txt), [[Taken back]] and [theirs](https://bob:CANARYpassword@example.org/x?utm_source=CANARYtracking&id=3&sessionid=CANARYsession).\n",
    ),
];

/// A PNG with words in it.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\0\0\0\0\0\0\0\x0ctEXtCANARYplace.\0\0\0\0\0\0\0\0IEND\0\0\0\0CANARYtail";

/// Every canary by name.
fn canaries() -> Vec<&'static str> {
    let mut out = Vec::new();
    for (path, text) in WITHHELD {
        for words in [path, text] {
            for (at, _) in words.match_indices("CANARY") {
                let rest = &words[at..];
                out.push(&rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())]);
            }
        }
    }
    out.push("canaryslug");
    out.sort_unstable();
    out.dedup();
    out
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[test]
fn no_byte_that_leaves_knows_what_is_withheld() {
    let folder = Folder::with(&[("book.toml", BOOK.as_bytes())]);
    WITHHELD.iter().for_each(|(path, text)| folder.put(path, text.as_bytes()));
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    let working = folder.public();
    let is_there = |name: &str| working.iter().any(|(path, bytes)| holds(path.as_bytes(), name) || holds(bytes, name));
    let silent: Vec<&str> = canaries().into_iter().filter(|name| !is_there(name)).collect();
    assert!(silent.is_empty(), "not even the working copy has {silent:?}");
    assert!(canaries().len() > 40);

    // a picture of ours loses what its maker's tools wrote into it, in a working copy too
    folder.put("seeds/picture.png", PICTURE);
    folder.put("seeds/TLP-RED/other.png", &[PICTURE, b"other"].concat());
    folder.put("seeds/marked.png", PICTURE);
    folder.put("seeds/marked.png.toml", b"marking = \"red\"\n");
    folder.put("seeds/with.md", b"---\ntitle: With\norigin: own\n---\nThe harbour.\n\n![A quay](picture.png)\n\n![Red](TLP-RED/other.png)\n\n![Marked](marked.png)\n");
    folder.put("book.toml", format!("{BOOK}{EDITION}").as_bytes());
    assert_eq!(folder.run(&["build", "--edition"]).status.code(), Some(0));
    let mut left: Vec<(String, Vec<u8>)> = folder.public().into_iter().collect();
    for form in [&["export", "--zip", "-o", "out.zip"][..], &["export", "--single-file", "-o", "out.html"]] {
        let output = folder.run(form);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    left.push(("out.html".to_owned(), std::fs::read(folder.path().join("out.html")).expect("one file")));
    left.extend(unpacked(&folder.path().join("out.zip")));
    let mut leaks = Vec::new();
    for (path, bytes) in &left {
        for name in ["CANARY", "canaryslug", "2031"] {
            if holds(path.as_bytes(), name) || holds(bytes, name) {
                leaks.push(format!("{path}: {name}"));
            }
        }
    }
    assert!(left.len() > folder.public().len() * 2 - 4, "the archive holds the site");
    assert_eq!(leaks, Vec::<String>::new());
    let shown: Vec<String> =
        folder.public().into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(shown.iter().any(|page| page.contains("alt=\"A quay\"")), "the picture is shown");
    assert!(
        !shown.iter().any(|page| page.contains("alt=\"Red\"") || page.contains("alt=\"Marked\"")),
        "what is marked is not"
    );
}

/// The files of an archive.
fn unpacked(path: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("an archive")).expect("a sound one");
    let read = |at: usize, archive: &mut zip::ZipArchive<std::fs::File>| {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        (format!("out.zip: {}", file.name().expect("a name")), bytes)
    };
    (0..archive.len()).map(|at| read(at, &mut archive)).collect()
}
