//! A fault as one JSON object. Its keys are a contract; keys may be added.

use crate::diagnostic::Diagnostic;
use serde_json::Value;

/// One line.
pub(super) fn line(fault: &Diagnostic) -> Value {
    let number = |n: u32| (n > 0).then_some(n);
    serde_json::json!({
        "severity": fault.severity().name(), "code": fault.code.name(), "message": fault.message, "file": fault.place.file,
        "line": number(fault.place.line), "column": number(fault.place.column),
        "excerpt": fault.place.excerpt.as_ref().map(|e| &e.line), "notes": fault.notes, "hint": fault.hint,
    })
}
