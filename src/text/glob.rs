//! Patterns with `*`, of paths and of lines.

use super::fold::fold;
use globset::{GlobBuilder, GlobMatcher};

/// A pattern as its owner wrote it. Two are the same when they are written alike.
#[derive(Clone, Debug)]
pub struct Pattern {
    written: String,
    matcher: GlobMatcher,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Pattern {
    /// A pattern of paths with `/`: `*` stands for anything within a name, `**` for folders, `{a,b}` for either.
    ///
    /// # Errors
    /// Why it is none, in a few words.
    pub fn of_paths(written: &str) -> Result<Self, String> {
        Self::new(written, written, true)
    }

    /// A pattern of lines: `*` stands for any words; letter case, kinds of quotes and dashes do not count.
    ///
    /// # Errors
    /// Why it is none, in a few words.
    pub fn of_lines(written: &str) -> Result<Self, String> {
        // only `*` and `?` are signs: brackets are what lines are full of
        let escaped: String = fold(written)
            .chars()
            .flat_map(|c| matches!(c, '[' | ']' | '{' | '}' | '\\').then_some('\\').into_iter().chain([c]))
            .collect();
        Self::new(written, &escaped, false)
    }

    fn new(written: &str, glob: &str, of_paths: bool) -> Result<Self, String> {
        let glob = GlobBuilder::new(glob).literal_separator(of_paths).backslash_escape(true).build();
        let glob = glob.map_err(|error| error.kind().to_string())?;
        Ok(Self { written: written.to_owned(), matcher: glob.compile_matcher() })
    }

    /// The pattern as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether it fits a path.
    #[must_use]
    pub fn fits(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }

    /// Whether it fits a whole line.
    #[must_use]
    pub fn fits_line(&self, line: &str) -> bool {
        self.matcher.is_match(fold(line.trim()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Pattern;

    #[test]
    fn paths_and_lines() {
        let paths = Pattern::of_paths("gazette/**").unwrap();
        assert!(paths.fits("gazette/a.txt") && paths.fits("gazette/b/c.md") && !paths.fits("other/gazette/a.txt"));
        let names = Pattern::of_paths("*.{txt,md}").unwrap();
        assert!(names.fits("a.txt") && !names.fits("b/a.txt"));
        assert!(Pattern::of_paths("a{b").is_err());
        let line = Pattern::of_lines("Subscribe to “the Gazette”*").unwrap();
        assert!(
            line.fits_line("  SUBSCRIBE to \"the gazette\" / today")
                && !line.fits_line("Do subscribe to \"the gazette\"")
        );
        assert!(Pattern::of_lines("[AD] *").unwrap().fits_line("[ad] lamps"));
    }
}
