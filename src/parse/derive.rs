//! A title for a text that has none.

/// Longest derived title, in characters.
const LONGEST: usize = 84;
/// Shortest clause that is taken for a title, in characters.
const SHORTEST: usize = 34;

/// Words before which a long first sentence can be cut, leaving a clause that reads as a title.
const BREAKS: [&str; 22] = [
    " when ",
    " because ",
    " due to ",
    " as well as ",
    " which ",
    " amid ",
    " amidst ",
    " while ",
    " although ",
    " since ",
    " whereas ",
    " after ",
    " before ",
    " lorsque ",
    " parce que ",
    " tandis que ",
    " terwijl ",
    " omdat ",
    " wanneer ",
    " weil ",
    " während ",
    " obwohl ",
];

/// A title from the first sentence of a text: the sentence, a clause of it, or its beginning with an ellipsis. All its words
/// are the text's, in their order.
#[must_use]
pub(super) fn title(sentence: &str) -> String {
    let whole = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole =
        whole.trim_start_matches(['“', '"', '«', '‘']).trim_end_matches(['.', ' ', '”', '"', '»', '’', ',', ';', ':']);
    if whole.chars().count() <= LONGEST {
        return whole.to_owned();
    }
    let limit = whole.char_indices().nth(LONGEST).map_or(whole.len(), |(at, _)| at);
    let shortest = whole.char_indices().nth(SHORTEST).map_or(0, |(at, _)| at);
    let head = &whole[..limit];
    // a mark that begins within the limit may end beyond it
    let places = |mark: &&str| whole.match_indices(*mark).map(|(at, _)| at).take_while(|&at| at <= limit).last();
    let clause = [", ", "; ", ": ", " — ", " – ", " ("].iter().chain(&BREAKS).filter_map(places).max();
    let cut = clause.filter(|&at| at >= shortest).or_else(|| head.rfind(' ')).unwrap_or(limit);
    format!("{}…", head[..cut].trim_end_matches([',', ';', ':', ' ', '—', '–', '(']))
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn clauses_and_beginnings() {
        assert_eq!(title("The port opened."), "The port opened");
        let long = "The harbour master kept the eastern basin closed to all traffic for a third week, because the new gates could not be moved by hand.";
        assert_eq!(title(long), "The harbour master kept the eastern basin closed to all traffic for a third week…");
        let no_break = "word ".repeat(60);
        assert!(title(&no_break).chars().count() <= 85);
        assert!(title(&"x".repeat(500)).chars().count() <= 86);
    }
}
