//! Where two articles that are nearly the same text differ. In: their sentences and words. Out: a pair of sentences that stand
//! at one place of both and differ, and the words in which they do. Must not come in: why the articles are compared.

use super::related::Piece;
use crate::text::{Key, Span, fold::fold, word};
use std::collections::BTreeMap;

/// Least share of words that a pair has in common, in percent: less is another sentence.
const ALIKE: usize = 50;

/// Of the sentences that only one of the two has and that follow or precede the same sentence in both, the pair that has most
/// words in common.
pub(super) fn pair<'p>(ours: &'p [Piece<'p>], theirs: &'p [Piece<'p>]) -> Option<(&'p Piece<'p>, &'p Piece<'p>)> {
    let places = |pieces: &[Piece<'_>]| -> BTreeMap<Key, usize> {
        pieces.iter().enumerate().rev().map(|(at, piece)| (piece.key, at)).collect()
    };
    let (here, there) = (places(ours), places(theirs));
    let mut best: Option<(usize, (&Piece<'_>, &Piece<'_>))> = None;
    for (at, piece) in ours.iter().enumerate().filter(|(_, piece)| !there.contains_key(&piece.key)) {
        let place = |at: Option<usize>| at.and_then(|at| ours.get(at)).and_then(|piece| there.get(&piece.key).copied());
        let after = place(at.checked_sub(1)).map(|before| before + 1);
        let before = place(Some(at + 1)).and_then(|after| after.checked_sub(1));
        for other in after.into_iter().chain(before).filter_map(|at| theirs.get(at)) {
            if here.contains_key(&other.key) {
                continue;
            }
            let share = alike(piece.words, other.words);
            if share >= ALIKE && best.as_ref().is_none_or(|(most, _)| share > *most) {
                best = Some((share, (piece, other)));
            }
        }
    }
    best.map(|(_, pair)| pair)
}

/// How much of the longer of two sentences the two have in common, in percent of its words.
fn alike(one: &str, other: &str) -> usize {
    let (one, other) = (folded(one), folded(other));
    let [ours, _] = common(&one, &other);
    let kept = ours.iter().filter(|kept| **kept).count();
    (kept * 100).checked_div(one.len().max(other.len())).unwrap_or(0)
}

/// The places in `one` and in `other` whose words the other does not have there; neighbours are one place.
pub(super) fn words(one: &str, other: &str) -> [Vec<Span>; 2] {
    let (ours, theirs) = (folded(one), folded(other));
    let [kept_here, kept_there] = common(&ours, &theirs);
    [runs(&ours, &kept_here), runs(&theirs, &kept_there)]
}

/// The words of a text, folded, with their places.
type Words = Vec<(String, Span)>;

fn folded(text: &str) -> Words {
    word::words(text).map(|word| (fold(word.text), Span::new(word.at, word.end()))).collect()
}

fn runs(words: &Words, kept: &[bool]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, ((_, span), kept)) in words.iter().zip(kept).enumerate() {
        let joins = at > 0 && !*kept;
        match out.last_mut().filter(|last| joins && words[at - 1].1.end == last.end) {
            Some(last) if !*kept => last.end = span.end,
            _ if !*kept => out.push(*span),
            _ => {}
        }
    }
    out
}

/// Which words of two texts are part of their longest common subsequence.
fn common(one: &Words, other: &Words) -> [Vec<bool>; 2] {
    const MOST: usize = 400;
    let (m, n) = (one.len().min(MOST), other.len().min(MOST));
    let mut length = vec![vec![0u16; n + 1]; m + 1];
    for i in (0..m).rev() {
        for j in (0..n).rev() {
            length[i][j] =
                if one[i].0 == other[j].0 { length[i + 1][j + 1] + 1 } else { length[i + 1][j].max(length[i][j + 1]) };
        }
    }
    let (mut here, mut there) = (vec![false; one.len()], vec![false; other.len()]);
    let (mut i, mut j) = (0, 0);
    while i < m && j < n {
        if one[i].0 == other[j].0 {
            (here[i], there[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if length[i + 1][j] >= length[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    [here, there]
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_that_differ() {
        let one = "The gate was shut on Monday, and the tug waited.";
        let other = "The gate was shut late on Tuesday, and the tug waited.";
        let [here, there] = words(one, other);
        assert_eq!(here.iter().map(|at| at.of(one)).collect::<Vec<_>>(), ["Monday"]);
        assert_eq!(there.iter().map(|at| at.of(other)).collect::<Vec<_>>(), ["late", "Tuesday"]);
        assert_eq!(words(one, one), [vec![], vec![]]);
    }
}
