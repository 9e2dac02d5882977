//! Which English a text is written in, by how it spells and abbreviates: Americans write the month first in figures, others the day.

use std::collections::BTreeSet;

/// Words that Americans spell so, folded.
const AMERICAN: [&str; 33] = [
    "behavior",
    "canceled",
    "center",
    "centers",
    "color",
    "colors",
    "counselor",
    "defense",
    "favor",
    "favorable",
    "favored",
    "favorite",
    "gray",
    "harbor",
    "honor",
    "honored",
    "labor",
    "mom",
    "neighbor",
    "neighborhood",
    "neighbors",
    "offense",
    "organized",
    "percent",
    "rumors",
    "skeptical",
    "theater",
    "toward",
    "traveled",
    "traveling",
    "program",
    "programs",
    "organization",
];
/// Words that others spell so, folded.
const OTHER: [&str; 36] = [
    "behaviour",
    "cancelled",
    "centre",
    "centres",
    "colour",
    "colours",
    "councillor",
    "defence",
    "favour",
    "favourable",
    "favoured",
    "favourite",
    "grey",
    "harbour",
    "honour",
    "honoured",
    "labour",
    "mum",
    "neighbour",
    "neighbourhood",
    "neighbours",
    "offence",
    "organised",
    "rumours",
    "sceptical",
    "theatre",
    "towards",
    "travelled",
    "travelling",
    "programme",
    "programmes",
    "organisation",
    "whilst",
    "realised",
    "recognised",
    "mps",
];
/// Abbreviations that Americans write so.
const AMERICAN_SIGNS: [&str; 15] = [
    "U.S.", "D.C.", "Sen. ", "Gov. ", "Rep. ", "N.Y.", "N.J.", "N.H.", "N.C.", "Calif.", "Fla.", "Conn.", "Ariz.",
    "Wis.", "Ill.",
];
/// Signs that others write so.
const OTHER_SIGNS: [&str; 4] = ["£", " per cent", " GMT", " BST"];

/// Whether an English text is American, when its words say so clearly: two or more of one side, and hardly one of the other.
#[must_use]
pub fn is_american(text: &str) -> Option<bool> {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        told.extend(AMERICAN.iter().chain(&OTHER).find(|known| **known == word));
    }
    let signs = |signs: &[&str]| signs.iter().filter(|sign| text.contains(**sign)).count();
    let american = AMERICAN.iter().filter(|word| told.contains(**word)).count() + signs(&AMERICAN_SIGNS);
    let other = OTHER.iter().filter(|word| told.contains(**word)).count() + signs(&OTHER_SIGNS);
    let clear = |most: usize, least: usize| most >= 2 + 3 * least;
    match (clear(american, other), clear(other, american)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_american;

    #[test]
    fn varieties() {
        for (text, want) in [
            ("The U.S. center rose by ten percent.", Some(true)),
            ("The harbour’s labour force grew by ten per cent.", Some(false)),
            ("The harbor’s labor force, said the Labour leader, is grey.", None),
            ("One percent of it.", None),
            ("Nobody knows.", None),
        ] {
            assert_eq!(is_american(text), want, "{text}");
        }
    }
}
