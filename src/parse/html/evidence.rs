//! What each feature of a stretch weighed in the two models, for whoever asks why. In: the page's stretches in numbers, and
//! their places in the reading text. Out: evidence in whole numbers.

use super::Look;
use super::content::{CUT, weigh};
use crate::model::evidence::{Question, Weighed};
use crate::text::Span;

/// The evidence of both models for every stretch that has a place.
pub(super) fn read(look: &Look, places: &[Span]) -> Vec<Weighed> {
    let weighed = weigh(&look.rows, &look.sizes, &look.holders);
    let placed = weighed.into_iter().zip(places).filter(|(_, place)| !place.is_empty());
    placed
        .flat_map(|([looks, stands], &at)| {
            let looks = one(Question::Stretch, at, looks).ending("its look is what the second table begins with");
            let stands = one(Question::Among, at, stands).needing(thousandths(CUT));
            let outcome = match stands.sum > stands.needs {
                true => "enough for the article, rather too much than too little",
                false => "too little for the article",
            };
            [looks, stands.ending(outcome)]
        })
        .collect()
}

fn one(question: Question, at: Span, weighed: Vec<(&'static str, f32)>) -> Weighed {
    let sum = thousandths(weighed.iter().map(|(_, weight)| weight).sum());
    let base = weighed.iter().filter(|(name, _)| *name == "bias").map(|(_, weight)| thousandths(*weight)).sum();
    let features = weighed.into_iter().filter(|(name, _)| *name != "bias");
    let features = features.map(|(name, weight)| (name, thousandths(weight))).filter(|(_, weight)| *weight != 0);
    Weighed { at, question, base, lean: 0, features: features.collect(), sum, needs: 0, outcome: "" }
}

/// A log-odds in thousandths.
fn thousandths(weight: f32) -> i32 {
    (weight * 1000.0).round() as i32
}
