//! A fault as a workflow command, which GitHub Actions shows at its line.

use super::{columns, whole};
use crate::diagnostic::{Diagnostic, Severity};

/// `::error file=…,line=…::…`. `folder` leads from where the program runs to the dossier, with a closing `/`.
pub(super) fn command(fault: &Diagnostic, folder: &str) -> String {
    let name = match fault.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut at = format!("file={}", property(&format!("{folder}{}", fault.place.file)));
    if fault.place.line > 0 {
        at.push_str(&format!(",line={}", fault.place.line));
        if let Some((from, to)) = columns(fault) {
            // unlike SARIF's, the last column is one that is meant
            at.push_str(&format!(",col={from},endColumn={}", to - 1));
        }
    }
    format!("::{name} {at},title={}::{}", property(fault.code.name()), data(&whole(fault)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::command;
    use crate::diagnostic::{Code, Diagnostic, Place};

    #[test]
    fn what_ends_a_property_or_a_line_is_escaped() {
        let place = Place::within("seeds/a,b: 100%.md", "x [y](z)\n", 2..8);
        let fault = Diagnostic::new(Code::UnresolvedLink, place, "50% of `a::b`\r\nis gone", "mend it");
        assert_eq!(
            command(&fault, "d/"),
            "::error file=d/seeds/a%2Cb%3A 100%25.md,line=1,col=3,endColumn=8,title=unresolved-link::50%25 of `a::b`?%0Ais gone%0ANext: mend it"
        );
        let whole = Diagnostic::new(Code::Undated, Place::file("a.md"), "m", "h");
        assert_eq!(command(&whole, ""), "::notice file=a.md,title=undated::m%0ANext: h");
    }
}
