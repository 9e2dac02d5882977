//! Why two articles are related, in words. Enters: a reason as data and the article it is told on. Leaves: one sentence in
//! the interface's language, and the sign that goes with it.

use super::here::Here;
use super::html::{Html, prose};
use crate::model::Slot;
use crate::model::links::{Reason, SharedTerm};

/// A reason as readers see it.
pub(crate) struct Told {
    /// The sentence.
    pub html: Html,
    /// The same as plain words.
    pub text: String,
    /// `names`, `terms` or `text`: which sign stands before it.
    pub sign: &'static str,
}

/// The sentence for `reason`, told with the words of the article at `slot`.
pub(crate) fn told(here: Here<'_>, slot: Slot, reason: &Reason) -> Told {
    let words = here.words();
    match reason {
        Reason::SameText { permille, .. } => {
            let share = words.percent(usize::from(*permille));
            let key = if *permille >= 950 { "reasons.same_text" } else { "reasons.much_text" };
            let text = words.fill(key, &[("share", &share)]);
            Told { html: here.text(&text), text, sign: "text" }
        }
        Reason::Shared(terms) => {
            let names = printed(here, slot, terms.iter().filter(|term| term.name));
            let others = printed(here, slot, terms.iter().filter(|term| !term.name));
            let (key, sign) = match (names.is_empty(), others.is_empty()) {
                (false, false) => ("reasons.both", "names"),
                (false, true) => ("reasons.names", "names"),
                (true, false) => ("reasons.terms", "terms"),
                (true, true) => ("reasons.shared", "terms"),
            };
            let text = words.fill(key, &[("names", &words.list(&names)), ("terms", &words.list(&others))]);
            Told { html: prose(&text, &words.lang), text, sign }
        }
    }
}

/// The terms as they are printed in the article, each once.
fn printed<'t>(here: Here<'_>, slot: Slot, terms: impl Iterator<Item = &'t SharedTerm>) -> Vec<String> {
    let shown = &here.entry(slot).shown;
    let mut out: Vec<String> = Vec::new();
    for term in terms {
        let told = term.entity.and_then(|entity| here.config().entities.get(usize::from(entity)));
        let Some(words) = told.map(|entity| entity.name.as_str()).or_else(|| shown.words(term.here)) else { continue };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = if term.name { words } else { here.words().fill("reasons.term", &[("term", &words)]) };
        if !words.is_empty() && !out.iter().any(|have| have.to_lowercase() == words.to_lowercase()) {
            out.push(words);
        }
    }
    out.truncate(4);
    out
}
