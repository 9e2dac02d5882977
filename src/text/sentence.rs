//! Sentences of a paragraph.

use super::{Lang, Span};

/// The sentences of `text` in order, each without surrounding white space, as spans of `text`.
#[must_use]
pub fn sentences(text: &str, lang: &Lang) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for piece in sentencex::get_sentence_boundaries(lang.primary(), text) {
        let span = Span::new(piece.start_byte.min(text.len()), piece.end_byte.min(text.len())).trimmed(text);
        if span.is_empty() {
            continue;
        }
        match out.last_mut() {
            Some(last) if ends_in_title(last.of(text)) => last.end = span.end,
            _ => out.push(span),
        }
    }
    out
}

/// The sentence of `text` that holds byte `at`; the whole text when none does.
#[must_use]
pub fn sentence_at(text: &str, lang: &Lang, at: usize) -> Span {
    let at = Span::new(at, at);
    sentences(text, lang).into_iter().find(|s| s.contains(at)).unwrap_or_else(|| Span::new(0, text.len()))
}

/// French forms of address that the sentence rules take for an end.
fn ends_in_title(sentence: &str) -> bool {
    [" M.", " MM.", " Mme.", " Mmes.", " Mlle.", " Me."]
        .iter()
        .any(|t| sentence.ends_with(t) || sentence == t.trim_start())
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::text::Lang;

    #[test]
    fn abbreviations_stay_whole() {
        let text = "Dr. Smith met the U.S. President at 3 p.m. on Jan. 5. He left.";
        assert_eq!(sentences(text, &Lang::english()).len(), 2);
    }
}
