//! Where the lines of a text begin, and which line and column a byte stands in.

use super::Span;

/// Beyond this many bytes into a line a column counts bytes: nobody counts characters there, and a text of one long line
/// with many places in it stays linear.
const COUNTED: usize = 4096;

/// The physical lines of one text. Built in one pass; lookups are binary searches.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Line `i + 1` without its ending.
    spans: Vec<Span>,
}

impl LineIndex {
    /// Splits `text` at `\n`, `\r\n` and `\r`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut spans = Vec::new();
        let mut start = 0;
        while let Some(length) = bytes[start..].iter().position(|b| matches!(b, b'\n' | b'\r')) {
            let end = start + length;
            spans.push(Span::new(start, end));
            start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
        }
        if start < bytes.len() || spans.is_empty() {
            spans.push(Span::new(start, bytes.len()));
        }
        Self { spans }
    }

    /// Every line without its ending, in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The 1-based line that byte `offset` stands in; an offset in a line's ending belongs to that line.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        u32::try_from(self.spans.partition_point(|line| line.start <= offset).max(1)).unwrap_or(u32::MAX)
    }

    /// The 1-based line and column (in characters) of byte `offset` of `text`.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> (u32, u32) {
        let line = self.line(offset);
        let start = self.spans[line as usize - 1].start as usize;
        let before = text.get(start..offset as usize).unwrap_or_default();
        let count = if before.len() > COUNTED { before.len() } else { before.chars().count() };
        (line, u32::try_from(count).unwrap_or(u32::MAX - 1) + 1)
    }

    /// The span of 1-based line `line`, if the text has it.
    #[must_use]
    pub fn span(&self, line: u32) -> Option<Span> {
        self.spans.get((line as usize).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn three_line_endings() {
        let index = LineIndex::new("a\r\nb\rc\nd");
        assert_eq!(index.spans().len(), 4);
        assert_eq!(index.line(0), 1);
        assert_eq!(index.line(3), 2);
        assert_eq!(index.line(5), 3);
        assert_eq!(index.line(7), 4);
        assert_eq!(LineIndex::new("").spans().len(), 1);
        assert_eq!(LineIndex::new("a\n").spans().len(), 1);
    }
}
