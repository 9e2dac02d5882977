//! The closing line: what was made and what wants a look.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pipeline::{Changes, Counts};
use std::collections::BTreeMap;

/// "40 articles, 4 themes · 2 errors · 6 unfiled · 9 undated · 3 titles derived · see the desk or `briefbook check`": the one
/// line of `build` and `serve`.
pub(super) fn line(counts: &Counts, faults: &[Diagnostic]) -> String {
    let mut parts = vec![made(counts)];
    for (severity, one, many) in [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings")] {
        parts.extend(Some(of(faults, severity)).filter(|n| *n > 0).map(|n| counted(n, one, many)));
    }
    for code in [Code::Withheld, Code::PassageWithheld, Code::Unfiled, Code::Undated, Code::DerivedTitle] {
        let n = faults.iter().filter(|fault| fault.code == code).count();
        let (one, many) = code.counted();
        parts.extend((n > 0).then(|| counted(n, one, many)));
    }
    if !faults.is_empty() {
        parts.push("see the desk or `briefbook check`".to_owned());
    }
    parts.join(" · ")
}

/// The same with every kind of fault that was found.
pub(super) fn kinds(counts: &Counts, faults: &[Diagnostic]) -> String {
    let mut parts = vec![made(counts)];
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

fn made(counts: &Counts) -> String {
    let articles = counted(counts.articles, "article", "articles");
    if counts.themes > 0 { format!("{articles}, {}", counted(counts.themes, "theme", "themes")) } else { articles }
}

/// "2 new: A; B · 1 withdrawn: C", or "no article is new, corrected or withdrawn": what changed between two editions, in one line.
pub(super) fn changes(changes: &Changes) -> String {
    let kinds = [
        (&changes.new, "new"),
        (&changes.corrected, "corrected"),
        (&changes.withdrawn, "withdrawn"),
        (&changes.moved, "read otherwise by a newer briefbook"),
    ];
    let told = kinds.into_iter().filter(|(titles, _)| !titles.is_empty());
    let told: Vec<String> = told.map(|(titles, what)| format!("{} {what}: {}", titles.len(), named(titles))).collect();
    if told.is_empty() { "no article is new, corrected or withdrawn".to_owned() } else { told.join(" · ") }
}

/// The first titles of many.
pub(super) fn named(titles: &[String]) -> String {
    const NAMED: usize = 3;
    let first: Vec<&str> = titles.iter().take(NAMED).map(String::as_str).collect();
    let more = titles.len().saturating_sub(NAMED);
    if more == 0 { first.join("; ") } else { format!("{}; and {more} more", first.join("; ")) }
}

/// What to do where no clipping is there yet; `src` is the folder of the seeds, empty for the dossier's own.
pub(super) fn nothing_yet(src: &str) -> String {
    let place = if src.is_empty() { "the folder".to_owned() } else { format!("`{src}/`") };
    format!("no clippings yet: drop saved pages (.html), copied text (.txt) and Markdown (.md) into {place}")
}

/// "1 article", "2 articles".
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// How many faults are of this severity.
pub(super) fn of(faults: &[Diagnostic], severity: Severity) -> usize {
    faults.iter().filter(|fault| fault.severity() == severity).count()
}
