//! Seeds beyond each bound of reading: the bound tells of itself, and no word is lost to it.

use crate::hostile::accounted;
use briefbook::diagnostic::Code;
use briefbook::model::account::Role;

/// Reads a seed that goes beyond a bound; gives whether all of it is the article's body. Its words are numbers from 0 on.
fn beyond(name: &str, text: &str, words: usize, told: &str) -> bool {
    let (parsed, faults) = accounted(name, text.as_bytes());
    let fault = faults.iter().find(|fault| fault.code == Code::BeyondBounds).expect("a fault");
    assert!(fault.message.contains(told) && !fault.hint.is_empty(), "{fault:?}");
    let numbers = parsed.reading.text.split_ascii_whitespace().filter_map(|word| word.parse::<usize>().ok());
    let mut next = 0;
    numbers.for_each(|number| next += usize::from(number == next));
    assert_eq!(next, words, "`{name}`: a word is lost or out of its order");
    parsed.article.parts.iter().all(|part| matches!(part.role, Role::Body | Role::Meta(_)))
}

/// `count` numbers, each between `before` and `after`, and after every tenth a line end.
fn numbers(count: usize, before: &str, after: &str) -> String {
    let end = |n: usize| if n % 10 == 9 { "\n" } else { "" };
    (0..count).map(|n| format!("{before}{n}{after}{}", end(n))).collect()
}

/// As many words as fill more than `bytes`, and the words.
fn long(bytes: usize) -> (usize, String) {
    let pad = format!(" {}\n", "a".repeat(490));
    let count = bytes / 490;
    (count, (0..count).map(|n| format!("{n}{pad}")).collect())
}

#[test]
fn more_lines_than_are_told_apart() {
    let text: String = (0..60_001).map(|n| format!("{n}\n")).collect();
    assert!(beyond("a.txt", &text, 60_001, "60000 lines"));
}

#[test]
fn more_bytes_than_are_told_apart() {
    let (count, text) = long(6_200_000);
    assert!(text.lines().count() < 60_000);
    assert!(beyond("a.txt", &text, count, "6000000 bytes"));
    assert!(beyond("a.html", &format!("<title>T</title><pre>{text}</pre>"), count, "6000000 bytes of words"));
}

#[test]
fn more_stretches_than_are_told_apart() {
    assert!(beyond("a.html", &numbers(40_001, "<p>", "</p>"), 40_001, "40000 paragraphs"));
}

#[test]
fn more_text_than_is_analysed() {
    let (count, text) = long(4 << 20 | 1 << 16);
    beyond("a.md", &text, count, "4 MiB");
}

#[test]
fn more_attributes_than_an_element_may_have() {
    let page = format!("<p>0 <b{}>1</b> 2</p>", numbers(2_001, " data-", "=yes"));
    beyond("a.html", &page, 3, "2000 attributes");
}
