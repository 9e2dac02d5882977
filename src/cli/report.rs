//! Many faults on one screen: grouped by kind, the gravest first, a few of each.

use super::console;
use super::summary::counted;
use crate::diagnostic::{Code, Diagnostic, Severity};
use std::collections::BTreeMap;

/// How many faults of each kind are shown unless all are asked for.
pub(super) const FEW: usize = 3;

/// Prints `faults`, at most `few` of each kind, and says how many of a kind were left out.
pub(super) fn print(faults: &[&Diagnostic], few: usize) {
    print_some(faults, few, "`briefbook check --all` shows them");
}

/// As [`print()`], with where those are told that were left out.
pub(super) fn print_some(faults: &[&Diagnostic], few: usize, told: &str) {
    let mut kinds: BTreeMap<(Severity, Code), Vec<&Diagnostic>> = BTreeMap::new();
    for fault in faults {
        kinds.entry((fault.severity(), fault.code)).or_default().push(fault);
    }
    for ((_, code), faults) in kinds {
        faults.iter().take(few).for_each(|fault| console::diagnostic(fault));
        if faults.len() > few {
            let (one, many) = code.counted();
            anstream::eprintln!("… and {} more: {told}\n", counted(faults.len() - few, one, many));
        }
    }
}

/// How many faults fit on a screen.
const SCREEN: usize = 4;

/// Prints what fits on one screen, a fault of each kind first, and says how many errors were left out.
pub(super) fn one_screen(errors: &[&Diagnostic]) {
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, Code, &Diagnostic)> = Vec::new();
    for fault in errors {
        let n = seen.entry(fault.code).or_default();
        ranked.push((*n, fault.code, *fault));
        *n += 1;
    }
    ranked.sort_by_key(|(n, code, _)| (*n, *code));
    let mut shown: Vec<&Diagnostic> = ranked.iter().take(SCREEN).map(|(.., fault)| *fault).collect();
    shown.sort_by_key(|fault| fault.code);
    shown.iter().for_each(|fault| console::diagnostic(fault));
    if let Some(more) = errors.len().checked_sub(SCREEN).filter(|more| *more > 0) {
        anstream::eprintln!("… and {}: `briefbook check` shows them\n", counted(more, "more error", "more errors"));
    }
}
