//! Which characters a page may show.

use std::borrow::Cow;

/// Whether no page shows a character: controls but white space, what is no character, and controls of direction, which would
/// turn around what stands beside the text that holds them. Marks of direction are shown.
#[must_use]
pub fn is_unshown(c: char) -> bool {
    if c.is_ascii_graphic() || c == ' ' {
        return false;
    }
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
        || (u32::from(c) & 0xfffe) == 0xfffe
}

/// `words` on one line, without what no page shows.
#[must_use]
pub fn line(words: &str) -> Cow<'_, str> {
    if !words.contains(|c: char| is_unshown(c) || c.is_whitespace() && c != ' ') {
        return Cow::Borrowed(words);
    }
    let shown: String = words.chars().filter(|c| !is_unshown(*c)).collect();
    Cow::Owned(shown.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A path as a shell takes it.
#[must_use]
pub fn in_shell(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn controls_of_direction_are_left_out() {
        assert_eq!(line("gates\u{202e} of\u{2028}the \u{2066}port\u{0}"), "gates of the port");
        assert_eq!(line("مرحبا\u{200f} 12"), "مرحبا\u{200f} 12");
    }
}
