//! The evidence of fitted tables, kept where somebody asks for it: what each feature of a stretch of words weighed in one
//! question. A build asks for none and pays nothing.

use crate::text::Span;
use std::cell::RefCell;

/// What a table was asked about some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Whether a line looks like the article's.
    Looks,
    /// Whether a line stands where the article's do.
    Stands,
    /// Whether a line is the title.
    Title,
    /// Whether a paragraph opens another story.
    OtherStory,
    /// Whether a stretch of a saved page looks like the article's.
    Stretch,
    /// Whether a stretch stands among the article's.
    Among,
}

impl Question {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Looks | Self::Stretch => "looks like the article",
            Self::Stands | Self::Among => "stands where the article does",
            Self::Title => "is the title",
            Self::OtherStory => "opens another story",
        }
    }

    /// The table that answers it, below `src/parse`.
    #[must_use]
    pub fn table(self) -> &'static str {
        match self {
            Self::Looks => "plain/lines/table.rs: FORM",
            Self::Stands => "plain/lines/table.rs: PLACE",
            Self::Title => "plain/title/table.rs",
            Self::OtherStory => "plain/stories.rs",
            Self::Stretch => "html/content.rs: FIRST",
            Self::Among => "html/content.rs: SECOND",
        }
    }
}

/// One answer: features with what they weigh, in thousandths of a log-odds, and what became of their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The words, in the reading text.
    pub at: Span,
    /// What was asked.
    pub question: Question,
    /// What speaks for it where no feature does.
    pub base: i32,
    /// What speaks for it in this text as a whole.
    pub lean: i32,
    /// The features that weigh something.
    pub features: Vec<(&'static str, i32)>,
    /// The sum.
    pub sum: i32,
    /// What the sum must be more than.
    pub needs: i32,
    /// What became of it, as a sentence.
    pub outcome: &'static str,
}

impl Weighed {
    /// The answer of a table of weights for features in hundredths.
    #[must_use]
    pub fn of(question: Question, at: Span, base: i32, table: &[(&'static str, i32)], features: &[i32]) -> Self {
        let weighed = table.iter().zip(features).map(|(&(name, weight), feature)| (name, weight * feature));
        // as the sum is worked out: divided once
        let sum = base + weighed.clone().map(|(_, weight)| weight).sum::<i32>() / 100;
        let features = weighed.map(|(name, weight)| (name, weight / 100)).filter(|(_, weight)| *weight != 0).collect();
        Self { at, question, base, lean: 0, features, sum, needs: 0, outcome: "" }
    }

    /// The same with what the sum must be more than.
    #[must_use]
    pub fn needing(self, needs: i32) -> Self {
        Self { needs, ..self }
    }

    /// The same with what became of it.
    #[must_use]
    pub fn ending(self, outcome: &'static str) -> Self {
        Self { outcome, ..self }
    }
}

/// Takes note of evidence, when somebody asked for it.
#[derive(Debug, Default)]
pub struct Witness(Option<RefCell<Vec<Weighed>>>);

impl Witness {
    /// One that takes note.
    #[must_use]
    pub fn asked() -> Self {
        Self(Some(RefCell::default()))
    }

    /// Takes note of what `tell` tells, which is not asked where nobody wants to know.
    pub fn note<I: IntoIterator<Item = Weighed>>(&self, tell: impl FnOnce() -> I) {
        if let Some(notes) = &self.0 {
            notes.borrow_mut().extend(tell());
        }
    }

    /// All that was noted.
    #[must_use]
    pub fn told(self) -> Vec<Weighed> {
        self.0.map_or_else(Vec::new, RefCell::into_inner)
    }
}
