//! No interface word stands in a template or in the render room: all are in `templates/words`.

use std::fs;
use std::path::Path;

/// Text between tags of a template that a reader would see.
fn visible(template: &str) -> Vec<String> {
    let mut text = String::new();
    let (mut depth, mut rest) = (0, template);
    while let Some(at) = rest.find(['<', '{', '}', '>']) {
        let (before, from) = rest.split_at(at);
        if depth == 0 {
            text.push_str(before);
        }
        let two = &from[..from.ceil_char_boundary(from.len().min(2))];
        let (step, skip) = match two {
            "{{" | "{%" | "{#" => (1, 2),
            "}}" | "%}" | "#}" => (-1, 2),
            _ if from.starts_with('<') => (1, 1),
            _ if from.starts_with('>') => (-1, 1),
            _ if from.starts_with('%') => (0, 1),
            _ => (0, 1),
        };
        depth = (depth + step).max(0);
        if depth == 0 {
            text.push('\n');
        }
        rest = &from[skip..];
    }
    text.lines()
        .map(str::trim)
        .filter(|line| line.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .map(str::to_owned)
        .collect()
}

#[test]
fn templates_hold_no_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut faults = Vec::new();
    for (path, bytes) in crate::stage::walk(&root) {
        if !path.ends_with(".html") {
            continue;
        }
        let template = String::from_utf8(bytes).expect("text");
        // a script is no words; where one is written, its end is too
        let template: String = template
            .split("<script>")
            .map(|part| part.split_once("</script>").map_or(part, |(_, rest)| rest))
            .collect();
        // tags may be opened and closed in statements: only what no tag or statement holds counts
        for words in visible(&template).into_iter().filter(|w| !matches!(w.as_str(), "TLP" | "SHA-256")) {
            faults.push(format!("templates/{path}: `{words}` belongs into templates/words/en.toml"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(visible("<p class=\"x\">Hello {{ name }}</p>"), ["Hello"]);
}

#[test]
fn every_language_has_every_word() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/words");
    let keys = |name: &str| -> Vec<String> {
        let text = fs::read_to_string(folder.join(name)).expect("words");
        let mut table = String::new();
        text.lines()
            .filter_map(|line| {
                if let Some(head) = line.strip_prefix('[') {
                    table = head.trim_end_matches(']').to_owned();
                    return None;
                }
                line.split_once(" = ").map(|(key, _)| format!("{table}.{key}"))
            })
            .collect()
    };
    let english = keys("en.toml");
    assert!(english.len() > 50, "the English words can be read");
    for entry in fs::read_dir(&folder)
        .expect("words")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("text"))
    {
        let missing: Vec<&String> = english.iter().filter(|key| !keys(&entry).contains(key)).collect();
        assert!(missing.is_empty(), "{entry} lacks {missing:?}");
    }
}
