//! Texts of the dossier's own at the head of pages; articles that lead, and articles that no list has.

use crate::stage::Folder;

const BOOK: &str =
    "[book]\ntitle = \"Harbours\"\n[[theme]]\nid = \"sluices\"\ntitle = \"Sluices\"\nterms = [\"sluice\"]\n";

fn text(matter: &str, words: &str) -> Vec<u8> {
    format!("+++\n{matter}\n+++\n{words}\n").into_bytes()
}

#[test]
fn stand_where_they_should() {
    let many = "The sluice, a sluice and one more sluice.";
    let folder = Folder::with(&[
        ("book.toml", BOOK.as_bytes()),
        (
            "seeds/a.md",
            &text(
                "title = \"Overview\"\norigin = \"own\"\nintroduces = \"dossier\"",
                "The opening of all rests on [a gate](c.md), [more](#more), [a chart](https://charts.example/a) and a note.[^1]\n\n\
                 ## Key judgements\n\n- The first judgement, by [[Strong]].\n\n## More\n\nBelow the opening.\n\n[^1]: A note.",
            ),
        ),
        (
            "seeds/b.md",
            &text(
                "title = \"Gates\"\norigin = \"own\"\nintroduces = \"sluices\"",
                "The opening of the theme. A sluice.\n\n## Key judgements\n\n- The second judgement.",
            ),
        ),
        ("seeds/c.md", &text("title = \"Strong\"", many)),
        ("seeds/d.md", &text("title = \"Leading\"\nlead = true\nthemes = [\"sluices\"]", "A few words.")),
        ("seeds/e.md", &text("title = \"Unlisted\"\nhidden = true", many)),
        ("seeds/f.md", &text("title = \"Claimed\"\nintroduces = \"dossier\"", "Not an own text.")),
    ]);
    let output = folder.run(&["build"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let public = folder.public();
    let page = |path: &str| String::from_utf8(public[path].clone()).expect("text");
    let (front, theme) = (page("index.html"), page("themes/sluices.html"));
    assert!(front.contains("The opening of all rests on") && front.contains("The first judgement, by"));
    for link in [
        "<a href=\"articles/strong.html\">a gate</a>",
        "<a href=\"articles/overview.html#more\">more</a>",
        "<a href=\"https://charts.example/a\" rel=\"noopener noreferrer external\">a chart</a>",
        "<a href=\"articles/strong.html\">Strong</a>",
    ] {
        assert!(front.contains(link), "{link} stands in {front}");
    }
    assert!(!front.contains("#fn-1"), "a footnote stays on its own page");
    assert!(!front.contains("Below the opening.") && !front.contains("Not an own text."));
    assert!(theme.contains("The opening of the theme.") && theme.contains("The second judgement."));
    let list = &theme[theme.find("id=\"articles_\"").expect("the list")..];
    let at = |title: &str| list.find(&format!(">{title}<")).unwrap_or(usize::MAX);
    assert!(at("Leading") < at("Strong"), "what leads comes first");
    assert_eq!(at("Gates"), usize::MAX, "what introduces stands above the list");
    assert!(public.contains_key("articles/unlisted.html"), "what is hidden has its page");
    for (path, bytes) in public.iter().filter(|(path, _)| path.ends_with(".html") && !path.contains("unlisted")) {
        let is_list = !path.starts_with("articles/") && !path.starts_with("seeds/");
        assert!(!is_list || !String::from_utf8_lossy(bytes).contains(">Unlisted<"), "{path} lists what is hidden");
    }
}
