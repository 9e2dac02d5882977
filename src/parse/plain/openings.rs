//! Teasers whose title is glued to their first words, as a page's boxes are copied: "Bridge To Be RebuiltA year after the flood …".
//! One such line may be a slip of the article's; a page with several has a list of them.

use super::page::{Ending, Page, Unit};
use crate::model::account::{Aside, Role, Rule};
use std::collections::HashMap;

const GLUED: Rule =
    Rule { name: "teaser-glued", why: "a title glued to the first words of its story, one of several on the page" };
/// How many make a list.
const FEWEST: usize = 3;
/// Words of a teaser at most.
const LONGEST: usize = 60;
/// Words of its title at least and at most, and of its opening at least.
const TITLE: std::ops::RangeInclusive<usize> = 3..=20;
const OPENING: usize = 5;

/// Decides lines that are a title and the beginning of a story.
pub(super) fn read(page: &mut Page<'_>) {
    let could = |unit: &Unit| (TITLE.start() + OPENING..=LONGEST).contains(&unit.words) && unit.ending == Ending::Stop;
    let joints: Vec<(usize, &str)> = (0..page.units.len())
        .filter(|&at| page.units[at].is_open() && could(&page.units[at]))
        .filter_map(|at| joint(page.words(at)).map(|word| (at, word)))
        .collect();
    // a name such as "YouTube" comes again; two boxes that meet in the same two words do not
    let mut count: HashMap<&str, usize> = HashMap::new();
    joints.iter().for_each(|(_, word)| *count.entry(word).or_default() += 1);
    let teasers: Vec<usize> = joints.iter().filter(|(_, word)| count[word] == 1).map(|(at, _)| *at).collect();
    if teasers.len() >= FEWEST {
        teasers.into_iter().for_each(|at| page.decide(at, Role::Aside(Aside::Teaser), GLUED));
    }
}

/// The word in which the end of a title meets the beginning of a sentence, if there is one: the title bears no full stop.
fn joint(line: &str) -> Option<&str> {
    // in most lines no capital stands right behind a small letter
    let is_joined =
        |w: &[u8]| (w[0].is_ascii_lowercase() || !w[0].is_ascii()) && (w[1].is_ascii_uppercase() || !w[1].is_ascii());
    if !line.as_bytes().windows(2).any(is_joined) {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| meets(word))?;
    let is_title = TITLE.contains(&(at + 1)) && !words[..at].iter().any(|word| word.ends_with(['.', '!', '?', ';']));
    (is_title && words.len() - at >= OPENING).then_some(words[at])
}

/// Whether a capital follows three small letters within a word, or a figure or closing mark, and none but small letters follow it.
fn meets(word: &str) -> bool {
    // most words go on in small letters
    if word.bytes().skip(1).all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return false;
    }
    let letters: Vec<char> = word.chars().collect();
    let Some(at) = (3..letters.len()).find(|&at| letters[at].is_uppercase()) else { return false };
    letters[at - 3..at].iter().all(|c| c.is_lowercase()) && letters[at + 1..].iter().all(|c| !c.is_uppercase())
}
