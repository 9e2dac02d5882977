//! What lies on the desk: for each article what wants a look, and the order in which to look. Enters: the dossier and its faults.
//! Leaves: [`Desk`]. In the preview only.

use super::doubt::{Doubt, doubts};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::account::Role;
use crate::model::article::Article;
use crate::model::config::Theme;
use crate::model::{Dossier, Slot};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What wants a look.
pub(crate) struct Desk {
    /// The faults of each article, by slot.
    faults: Vec<Vec<Diagnostic>>,
    /// What is doubtful of each, by slot.
    doubts: Vec<Vec<Doubt>>,
    /// All articles, what wants a look most first.
    pub order: Vec<Slot>,
    /// The other article of each near-duplicate, by slot.
    pub twins: BTreeMap<Slot, Slot>,
    /// Faults of files that are no article's.
    pub others: Vec<Diagnostic>,
    suggest: Arc<Suggest>,
    suggested: OnceLock<Vec<(Theme, Vec<Slot>)>>,
}

/// What gives themes that the dossier might have, each with the articles that it would take. Asked once, and only by the desk.
pub type Suggest = dyn Fn() -> Vec<(Theme, Vec<Slot>)> + Send + Sync;

impl Desk {
    pub(crate) fn new<'f>(
        dossier: &Dossier,
        faults: impl Iterator<Item = &'f Diagnostic>,
        suggest: Arc<Suggest>,
    ) -> Self {
        let slots: BTreeMap<&str, Slot> =
            dossier.iter().map(|(slot, entry)| (entry.article.seed.as_str(), slot)).collect();
        let (mut own, mut others) = (vec![Vec::new(); dossier.entries.len()], Vec::new());
        for fault in faults {
            let file = fault.place.file.as_str();
            let seed = slots.get(file).or_else(|| slots.get(file.strip_suffix(".toml")?));
            match seed {
                Some(slot) => own[slot.index()].push(fault.clone()),
                None => others.push(fault.clone()),
            }
        }
        let mut twins = BTreeMap::new();
        for duplicate in &dossier.ledger.duplicates {
            twins.entry(duplicate.pair.0).or_insert(duplicate.pair.1);
            twins.entry(duplicate.pair.1).or_insert(duplicate.pair.0);
        }
        let mut order: Vec<Slot> = dossier.iter().map(|(slot, _)| slot).collect();
        let doubts: Vec<Vec<Doubt>> = dossier.iter().map(|(_, entry)| doubts(&entry.article)).collect();
        let weight = |slot: &Slot| {
            let of = slot.index();
            weight(&own[of], &doubts[of], &dossier.entry(*slot).article)
        };
        order.sort_by_cached_key(|slot| (Reverse(weight(slot)), *slot));
        Self { faults: own, doubts, order, twins, others, suggest, suggested: OnceLock::new() }
    }

    /// Themes that the dossier might have, with the articles that each would take.
    pub(crate) fn suggested(&self) -> &[(Theme, Vec<Slot>)] {
        self.suggested.get_or_init(|| (self.suggest)())
    }

    /// What is doubtful of an article.
    pub(crate) fn doubts(&self, slot: Slot) -> &[Doubt] {
        self.doubts.get(slot.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether an article wants a look.
    pub(crate) fn wants(&self, slot: Slot) -> bool {
        self.doubts(slot).iter().any(|doubt| doubt.weight > 10) || self.faults(slot).iter().any(wants)
    }

    /// What is amiss in an article.
    pub(crate) fn faults(&self, slot: Slot) -> &[Diagnostic] {
        self.faults.get(slot.index()).map_or(&[], Vec::as_slice)
    }
}

/// Whether a fault wants a look: not what is only to be known of a clipping, and not what a doubt says.
pub(crate) fn wants(fault: &Diagnostic) -> bool {
    match fault.code {
        Code::DerivedTitle | Code::Undated => false,
        // without a theme an article is listed as such, and many may be
        Code::Unfiled => false,
        Code::SetAside => true,
        _ => fault.severity() != Severity::Note,
    }
}

/// How much an article wants a look: its faults, what is doubtful of it, and a share set aside that is large.
fn weight(faults: &[Diagnostic], doubts: &[Doubt], article: &Article) -> u32 {
    let of = |fault: &Diagnostic| match (fault.severity(), fault.code) {
        (Severity::Error, _) => 400,
        (_, Code::EmptySeed | Code::ClosedPage | Code::ScriptedPage) => 300,
        (Severity::Warning, _) => 100,
        (_, Code::Unfiled) => 40,
        (_, Code::DerivedTitle | Code::Undated) => 0,
        (Severity::Note, _) => 5,
    };
    let doubtful = doubts.iter().map(|doubt| doubt.weight).sum::<u32>();
    faults.iter().map(of).sum::<u32>() + doubtful + aside_percent(article) / 5
}

/// The share of the words that was set aside, in whole per cent of bytes.
pub(crate) fn aside_percent(article: &Article) -> u32 {
    let (mut aside, mut all) = (0u64, 0u64);
    for part in &article.parts {
        all += part.span.len() as u64;
        if matches!(part.role, Role::Aside(_)) {
            aside += part.span.len() as u64;
        }
    }
    u32::try_from(aside * 100 / all.max(1)).unwrap_or(100)
}
