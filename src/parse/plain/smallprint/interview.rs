//! Who asked the questions of an interview: "Interview: Ada Marsh", "Das Gespräch führte Ada Marsh", "Propos recueillis par Ada
//! Marsh". In English "Interview: Ada Marsh" is a headline that names who was asked, but beside a date.

use super::Named;
use super::names::unannounced;
use crate::lexicon::person::is_likely_name;
use crate::text::{Lang, word};
use regex::Regex;
use std::sync::OnceLock;

struct Patterns {
    /// What says that somebody asked.
    asked: Regex,
    /// What says so, or who was asked.
    open: Regex,
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    let compile =
        |pattern: &str| Regex::new(pattern).unwrap_or_else(|e| unreachable!("a pattern of interviews compiles: {e}"));
    PATTERNS.get_or_init(|| Patterns {
        asked: compile(
            r"^(?i:(?:(?:das|dieses) )?(?:interview|gespräch) führten?|die fragen stellten?|(?:das )?(?:interview|gespräch) (?:wurde )?geführt von|(?:les )?propos (?:ont été )?recueillis par|(?:l['’])?(?:entretien|interview) (?:(?:a été )?(?:réalisée?|menée?|conduite?) )?par|(?:het )?(?:interview|gesprek) (?:is |werd )?(?:afgenomen|opgetekend) door|interview(?:ed)? (?:was )?(?:conducted )?by)\s*:?\s+",
        ),
        open: compile(r"^(?i:interview|gespräch|entretien|gesprek)\s*:\s+"),
    })
}

/// Those who asked, where `words` tell of them and nothing else.
pub(super) fn interviewers(words: &str, lang: &Lang, is_dated: bool) -> Option<Vec<Named>> {
    let asked = patterns().asked.find(words);
    let open = || patterns().open.find(words).filter(|_| is_dated || lang.primary() != "en");
    let behind = &words[asked.or_else(open)?.end()..];
    let stops = behind.rsplit([' ', '.']).find(|word| !word.is_empty()).is_some_and(|word| word.chars().count() > 2);
    let behind = if stops { behind.trim_end_matches('.') } else { behind };
    unannounced(behind).filter(|names| names.iter().all(|named| is_likely_name(&named.name)))
}

/// Whether a line says who asked, wherever on the page it stands.
pub(in crate::parse) fn tells_who_asked(line: &str, lang: &Lang) -> bool {
    const LONGEST: usize = 16;
    let bare = line.trim_matches(['(', ')', '[', ']', '*', '_', '—', '–', '-', ' ']);
    patterns().asked.is_match(bare) && word::count(bare) <= LONGEST && interviewers(bare, lang, false).is_some()
}

#[cfg(test)]
mod tests {
    use super::{interviewers, tells_who_asked};
    use crate::text::Lang;

    #[test]
    fn who_asked_and_who_was_asked() {
        let told = |line: &str, lang: &str| {
            let names = interviewers(line, &Lang::parse(lang)?, false)?;
            Some(names.into_iter().map(|named| named.name).collect::<Vec<_>>().join(", "))
        };
        for (line, lang, want) in [
            ("Interview: Ada Marsh", "de", "Ada Marsh"),
            ("Interview: Ada Marsh und Bram de Vries", "de", "Ada Marsh, Bram de Vries"),
            ("Das Gespräch führte Ada Marsh.", "de", "Ada Marsh"),
            ("Die Fragen stellten Ada Marsh und Bram de Vries.", "de", "Ada Marsh, Bram de Vries"),
            ("Propos recueillis par Ada Marsh", "fr", "Ada Marsh"),
            ("Entretien réalisé par Ada Marsh", "fr", "Ada Marsh"),
            ("Interview afgenomen door Bram de Vries", "nl", "Bram de Vries"),
            ("Interview by Ada Marsh", "en", "Ada Marsh"),
        ] {
            assert_eq!(told(line, lang).as_deref(), Some(want), "{line}");
        }
        for (line, lang) in [
            ("Interview: why the lock is late", "en"),
            ("Interview: Ada Marsh", "en"),
            ("Interview: Warum die Schleuse klemmt", "de"),
            ("Interview: Ada Marsh über die Schleuse", "de"),
            ("Das Gespräch führte zu nichts", "de"),
            ("Gespräch: Wer zahlt die Schleuse", "de"),
            ("Propos recueillis par la mairie", "fr"),
        ] {
            assert_eq!(told(line, lang), None, "{line}");
        }
        assert!(tells_who_asked("(Propos recueillis par Ada Marsh)", &Lang::english()));
        assert!(!tells_who_asked("Interview: Ada Marsh", &Lang::english()));
    }
}
