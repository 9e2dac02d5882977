//! The closing line: what was made and what wants a look.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pipeline::Counts;
use std::collections::BTreeMap;

/// "40 articles, 4 themes · 2 errors · 6 unfiled · 9 undated · 3 titles derived".
pub(super) fn line(counts: &Counts, faults: &[Diagnostic]) -> String {
    let mut parts = vec![counted(counts.articles, "article", "articles")];
    if counts.themes > 0 {
        parts[0] = format!("{}, {}", parts[0], counted(counts.themes, "theme", "themes"));
    }
    let mut kinds: BTreeMap<Code, usize> = BTreeMap::new();
    for fault in faults {
        *kinds.entry(fault.code).or_default() += 1;
    }
    for (code, n) in &kinds {
        let (one, many) = code.counted();
        parts.push(counted(*n, one, many));
    }
    parts.join(" · ")
}

/// "1 article", "2 articles".
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// How many faults are of this severity.
pub(super) fn of(faults: &[Diagnostic], severity: Severity) -> usize {
    faults.iter().filter(|fault| fault.severity() == severity).count()
}
