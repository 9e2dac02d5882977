//! A title for a text that has none.

use std::sync::Arc;

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

/// A title from what the relations of a sheet are between: each two once, as many as fit, and an ellipsis for more. None where no
/// relation tells.
#[must_use]
pub(super) fn of_relations<'r>(relations: impl Iterator<Item = &'r [Arc<str>]>) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    let mut is_all = true;
    for between in relations {
        match between {
            [one, other] => {
                let both = format!("{one} – {other}");
                told.extend((!told.contains(&both)).then_some(both));
            }
            _ => is_all = false,
        }
    }
    let mut title = told.first()?.clone();
    let mut rest = told[1..].iter();
    for both in rest.by_ref() {
        if title.chars().count() + both.chars().count() + 2 > LONGEST {
            is_all = false;
            break;
        }
        title = format!("{title}; {both}");
    }
    Some(if is_all { title } else { format!("{title}; …") })
}

#[cfg(test)]
mod tests {
    use super::{of_relations, title};
    use std::sync::Arc;

    #[test]
    fn titles_of_relations() {
        let two = |one: &str, other: &str| vec![Arc::from(one), Arc::from(other)];
        let told = |relations: &[Vec<Arc<str>>]| of_relations(relations.iter().map(|between| &between[..]));
        let (port, mill) = (two("Port", "Gate"), two("Mill", "Gate"));
        assert_eq!(told(&[port.clone(), port.clone()]).as_deref(), Some("Port – Gate"));
        assert_eq!(told(&[port.clone(), mill]).as_deref(), Some("Port – Gate; Mill – Gate"));
        assert_eq!(told(&[port.clone(), Vec::new()]).as_deref(), Some("Port – Gate; …"));
        assert_eq!(told(&[port, two(&"x".repeat(50), &"y".repeat(50))]).as_deref(), Some("Port – Gate; …"));
        assert_eq!(told(&[Vec::new()]), None);
    }

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
