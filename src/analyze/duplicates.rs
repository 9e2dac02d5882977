//! Articles that share much of their text: MinHash over five-word shingles, banded so that no pair needs to be tried that
//! shares nothing (Broder 1997; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3).

use crate::model::dossier::Duplicate;
use crate::model::{Entry, Slot};
use crate::text::{Key, Span, fold, word};
use std::collections::{BTreeMap, BTreeSet};

/// Hash functions in a sketch.
const SIZE: usize = 64;
/// Values in a band: pairs with a quarter of their shingles in common meet in one of the 32 bands with a chance of 87 %, pairs
/// with two fifths in common with 99 %.
const BAND: usize = 2;
/// Words in a shingle.
const SHINGLE: usize = 5;
/// Fewest shingles that can be compared.
const FEWEST: usize = 20;
/// Least estimated share of shingles in common, in thousandths.
const LEAST: u32 = 200;
/// Largest bucket of a band that is compared pair by pair; larger ones hold boilerplate.
const BUCKET: usize = 64;

/// The sketch of an article's prose; empty when it is too short to compare.
pub(super) fn sketch(text: &str, prose: &[Span]) -> Box<[u32]> {
    let words: Vec<u64> =
        prose.iter().flat_map(|span| word::words(span.of(text))).map(|w| Key::of(&fold::fold(w.text)).0).collect();
    if words.len() < FEWEST + SHINGLE {
        return Box::default();
    }
    let mut least = [u32::MAX; SIZE];
    for shingle in words.windows(SHINGLE) {
        let hash = shingle.iter().fold(0u64, |hash, word| mix(hash.rotate_left(9) ^ word));
        for (i, slot) in (0u64..).zip(&mut least) {
            let value = mix(hash ^ (i + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            *slot = (*slot).min((value >> 32) as u32);
        }
    }
    least.into()
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// All pairs that share at least [`LEAST`] of their shingles, by estimate.
pub(super) fn pairs(entries: &[Entry]) -> Vec<Duplicate> {
    let mut buckets: BTreeMap<(usize, u64), Vec<Slot>> = BTreeMap::new();
    for (slot, entry) in (0u32..).map(Slot).zip(entries) {
        for (band, values) in entry.features.sketch.chunks_exact(BAND).enumerate() {
            let key = values.iter().fold(0u64, |key, &value| mix(key.rotate_left(13) ^ u64::from(value)));
            buckets.entry((band, key)).or_default().push(slot);
        }
    }
    let mut tried: BTreeSet<(Slot, Slot)> = BTreeSet::new();
    for slots in buckets.values().filter(|slots| (2..=BUCKET).contains(&slots.len())) {
        for (i, &one) in slots.iter().enumerate() {
            tried.extend(slots[i + 1..].iter().map(|&other| (one, other)));
        }
    }
    let compare = |(one, other): (Slot, Slot)| {
        let sketches = entries[one.index()].features.sketch.iter().zip(&entries[other.index()].features.sketch);
        let same = sketches.filter(|(a, b)| a == b).count() as u32 * 1000 / SIZE as u32;
        (same >= LEAST).then_some(Duplicate { pair: (one, other), permille: same as u16 })
    };
    tried.into_iter().filter_map(compare).collect()
}
