//! Addresses from titles.

use deunicode::deunicode;

/// Longest slug in bytes: leaves room for folder, suffix and `.html` within every file system's limit.
const LONGEST: usize = 80;

/// A lower-case ASCII name of letters, digits and hyphens for `title` in any script; empty when it has no letter or digit.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in deunicode(&title.replace(['\'', '’'], "")).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    if out.len() > LONGEST {
        let cut = out[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        out.truncate(cut);
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether a file of this name (without extension) makes trouble: device names on Windows, `index` and `404` on web servers.
#[must_use]
pub fn is_reserved(slug: &str) -> bool {
    let numbered =
        |prefix: &str| slug.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    matches!(slug, "con" | "prn" | "aux" | "nul" | "index" | "404") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::{is_reserved, slug};

    #[test]
    fn any_script() {
        assert_eq!(slug("Über Straße: Belgium’s choice"), "uber-strasse-belgiums-choice");
        assert_eq!(slug("  --  "), "");
        assert_eq!(slug("蔡英文"), "cai-ying-wen");
        assert!(slug(&"long word ".repeat(40)).len() <= 80);
        assert!(!slug(&"x".repeat(400)).is_empty());
        assert!(is_reserved("com1") && is_reserved("index") && !is_reserved("company"));
    }
}
