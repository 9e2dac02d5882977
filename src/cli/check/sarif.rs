//! Faults as a SARIF 2.1.0 log: one run, a rule for each kind that was found.

use super::{columns, whole};
use crate::diagnostic::{Code, Diagnostic};
use serde_json::{Value, json};

/// The log. `folder` leads from where the program runs to the dossier, with a closing `/`.
pub(super) fn log(faults: &[Diagnostic], folder: &str) -> Value {
    let found: Vec<Code> =
        Code::ALL.iter().copied().filter(|code| faults.iter().any(|fault| fault.code == *code)).collect();
    let results: Vec<Value> = faults.iter().map(|fault| result(fault, &found, folder)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "briefbook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": found.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": {"text": code.about()},
        "defaultConfiguration": {"level": code.severity().name()},
    })
}

fn result(fault: &Diagnostic, found: &[Code], folder: &str) -> Value {
    let mut place = json!({"artifactLocation": {
        "uri": uri(&format!("{folder}{}", fault.place.file)), "uriBaseId": "%SRCROOT%",
    }});
    if fault.place.line > 0 {
        place["region"] = match columns(fault) {
            Some((from, to)) => json!({"startLine": fault.place.line, "startColumn": from, "endColumn": to}),
            None => json!({"startLine": fault.place.line}),
        };
    }
    json!({
        "ruleId": fault.code.name(),
        "ruleIndex": found.iter().position(|code| *code == fault.code),
        "level": fault.severity().name(),
        "message": {"text": whole(fault)},
        "locations": [{"physicalLocation": place}],
    })
}

/// A path with `/` as a relative reference.
fn uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    path.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{log, uri};
    use crate::diagnostic::{Code, Diagnostic, Place};

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("seeds/a b: c%é.md"), "seeds/a%20b%3A%20c%25%C3%A9.md");
    }

    #[test]
    fn regions_count_characters_and_leave_out_what_is_unknown() {
        let place = Place::within("seeds/a.md", "é [x](y)\n", 3..9);
        let faults = [
            Diagnostic::new(Code::UnresolvedLink, place, "m", "h").note("n"),
            Diagnostic::new(Code::Undated, Place::file("seeds/b.md"), "m", "h"),
        ];
        let log = log(&faults, "dossier/");
        let results = &log["runs"][0]["results"];
        let region = &results[0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&region["startColumn"], &region["endColumn"]), (&3.into(), &9.into()));
        assert_eq!(results[0]["message"]["text"], "m\nNote: n\nNext: h");
        let there = &results[1]["locations"][0]["physicalLocation"];
        assert_eq!(
            (there["artifactLocation"]["uri"].as_str(), there.get("region")),
            (Some("dossier/seeds/b.md"), None)
        );
        assert_eq!(
            (&results[1]["ruleIndex"], log["runs"][0]["tool"]["driver"]["rules"][1]["id"].as_str()),
            (&1.into(), Some("undated"))
        );
    }
}
