//! Corrections of lines survive whatever happens to a clipping: each holds for the very words that it was said of, or is reported.

use crate::stage::Dice;
use briefbook::diagnostic::Code;
use briefbook::model::account::Role;
use briefbook::model::{Beside, Called, Parsed, Seed, SeedPath};
use briefbook::parse::parse;
use briefbook::text::LineIndex;
use briefbook::text::anchor::{Anchor, Ground};

const LINES: [&str; 14] = [
    "The harbour board opened the second gate of the eastern basin on Monday, after four years of work.",
    "Ships of two hundred metres can now turn within the basin, and the board expects more traffic.",
    "Subscribe to the newsletter of the harbour",
    "Advertisement",
    "Share this",
    "Read more",
    "The chair of the board said that the third gate was only a question of money.",
    "Nobody had asked the pilots, who were on the water that day.",
    "A bridge too many: what the river thinks of it",
    "By our desk",
    "3 March 2025",
    "臺北的門開了，船可以進來。",
    "Quay nine, where the fish is sold, stays closed until the spring.",
    "Comments (3)",
];

fn text(dice: &mut Dice, end: &str) -> Vec<String> {
    let count = 6 + dice.roll(14);
    let line = |dice: &mut Dice| format!("{}{end}", LINES[dice.roll(LINES.len())]);
    (0..count).map(|_| if dice.roll(4) == 0 { String::new() } else { line(dice) }).collect()
}

/// The same clipping pasted anew: lines lost, added, moved, changed; other blanks, letter case and line ends.
fn pasted(dice: &mut Dice, lines: &[String]) -> String {
    let mut lines = lines.to_vec();
    for _ in 0..dice.roll(5) {
        let at = dice.roll(lines.len());
        match dice.roll(5) {
            0 if lines.len() > 3 => {
                lines.remove(at);
            }
            1 => lines.insert(at, LINES[dice.roll(LINES.len())].to_owned()),
            2 => {
                let line = lines.remove(at);
                let to = dice.roll(lines.len() + 1);
                lines.insert(to, line);
            }
            3 => lines[at].push_str(" And more"),
            _ => lines[at] = lines[at].to_uppercase(),
        }
    }
    lines.join(["\n", "\r\n", "\n\n", "\r"][dice.roll(4)])
}

fn read(text: &str, sidecar: &str) -> (Parsed, Vec<briefbook::diagnostic::Diagnostic>) {
    let beside =
        |bytes: &str| Beside { path: "seeds/a.txt.toml".to_owned(), called: Called::Right, bytes: bytes.into() };
    let seed = Seed {
        path: SeedPath::new("seeds/a.txt"),
        bytes: text.into(),
        sidecar: Some(beside(sidecar)),
        misnamed: Vec::new(),
        unread: Vec::new(),
    };
    parse(&seed, &crate::stage::config("[book]\ntitle = \"T\"\n"))
}

fn toml(kept: bool, anchor: &Anchor) -> String {
    let mut out = format!("[[{}]]\n", if kept { "keep" } else { "aside" });
    let all = [("from", &anchor.from), ("to", &anchor.to), ("after", &anchor.after), ("check", &anchor.check)];
    for (key, words) in all.into_iter().filter_map(|(key, words)| Some((key, words.as_deref()?))) {
        out.push_str(&format!("{key} = {words:?}\n"));
    }
    out
}

/// Words in lower case, letters and digits alone, for comparing what a correction is of.
fn words(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn each_holds_or_is_reported_and_none_moves() {
    let mut dice = Dice(11);
    let (mut held, mut lost) = (0, 0);
    for _ in 0..400 {
        let lines = text(&mut dice, "");
        let before = lines.join("\n");
        let ground = Ground::new(&before);
        let first = dice.roll(lines.len());
        let last = first + dice.roll(3).min(lines.len() - 1 - first);
        let kept = dice.roll(2) == 0;
        let Some(anchor) = ground.anchor(&before, Some(first), Some(last)) else { continue };
        let meant = words(&lines[first..=last].join(" "));
        let after = pasted(&mut dice, &lines);
        let (parsed, faults) = read(&after, &toml(kept, &anchor));
        let at = &parsed.article.drawn[0].at;
        let is_told = faults.iter().any(|fault| fault.code == Code::LostLines);
        assert_eq!(at.is_empty(), is_told, "lost and not told: {anchor:?} in {after:?}");
        for span in at {
            assert_eq!(words(span.of(&after)), meant, "moved to other words");
            for part in parsed.article.parts.iter().filter(|part| part.span.overlaps(*span)) {
                let is_body = !matches!(part.role, Role::Aside(_) | Role::Meta(_));
                assert_eq!(is_body, kept, "{:?} of {:?} in {after:?}", part.rule, part.span.of(&after));
            }
        }
        held += usize::from(!is_told);
        lost += usize::from(is_told);
    }
    assert!(held > 100 && lost > 50, "{held} held, {lost} lost: both were tried");
}

#[test]
fn nothing_is_lost_by_drawing() {
    let mut dice = Dice(5);
    for _ in 0..300 {
        let end = ["", ".", " –"][dice.roll(3)];
        let text = text(&mut dice, end).join("\n");
        let ground = Ground::new(&text);
        let count = LineIndex::new(&text).spans().len();
        let mut sidecar = String::new();
        for _ in 0..1 + dice.roll(3) {
            let first = dice.roll(count);
            let last = first + dice.roll(count - first);
            let open = dice.roll(4) == 0;
            let anchor = ground.anchor(&text, Some(first), (!open).then_some(last));
            sidecar.extend(anchor.map(|anchor| toml(dice.roll(2) == 0, &anchor)));
        }
        let (parsed, _) = read(&text, &sidecar);
        let mut at = 0;
        for part in &parsed.article.parts {
            assert!(part.span.start >= at, "parts overlap");
            assert!(text[at as usize..part.span.start as usize].trim().is_empty(), "words are in no part");
            at = part.span.end;
        }
        assert!(text[at as usize..].trim().is_empty(), "words are in no part");
        for node in &parsed.article.nodes {
            let of = parsed.article.parts.iter().filter(|part| part.span.overlaps(node.span));
            let asides = of.filter(|part| matches!(part.role, Role::Aside(_)));
            assert_eq!(
                asides.count(),
                0,
                "set aside and in the body: {:?} in {text:?} with {sidecar}",
                node.span.of(&text)
            );
        }
    }
}
