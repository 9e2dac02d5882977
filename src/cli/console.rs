//! What is written on standard error: diagnostics, errors, progress.

use crate::diagnostic::{Diagnostic, Excerpt, Severity};
use crate::error::Error;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::time::Duration;

/// Prints one fault with its place, excerpt, notes and next step.
pub(super) fn diagnostic(fault: &Diagnostic) {
    anstream::eprintln!("{}\n", rendered(fault));
}

fn rendered(fault: &Diagnostic) -> String {
    let level = match fault.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (place, title) = (&fault.place, level.primary_title(clean(&fault.message)).id(fault.code.name()));
    let origin = || Origin::path(place.file.clone());
    let mut group = match place.excerpt.as_ref().filter(|excerpt| begins_line(excerpt, place.column)) {
        Some(excerpt) => title.element(
            Snippet::source(clean(&excerpt.line))
                .line_start(place.line as usize)
                .path(place.file.clone())
                .annotation(AnnotationKind::Primary.span(excerpt.meant.0..excerpt.meant.1)),
        ),
        None if place.line > 0 => {
            title.element(origin().line(place.line as usize).char_column(place.column.max(1) as usize))
        }
        None => title.element(origin()),
    };
    for note in &fault.notes {
        group = group.element(Level::NOTE.message(clean(note)));
    }
    group = group.element(Level::HELP.message(clean(&fault.hint)));
    Renderer::styled().term_width(width()).render(&[group])
}

/// The library counts columns from the excerpt's beginning, which is right only where that is the line's.
fn begins_line(excerpt: &Excerpt, column: u32) -> bool {
    excerpt.line.get(..excerpt.meant.0).is_some_and(|before| before.chars().count() + 1 == column as usize)
}

fn width() -> usize {
    usize::from(console::Term::stderr().size().1)
}

/// Control characters of a seed may not command the terminal. Each becomes one character of the same length in bytes.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_control() && c != '\t' { '?' } else { c }).collect()
}

/// As [`clean`], with line breaks kept.
pub(super) fn clean_lines(text: &str) -> String {
    text.split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

/// Prints why the program could not do its work.
pub(super) fn error(error: &Error) {
    anstream::eprintln!("{}", Renderer::styled().render(&[titled(error)]));
}

fn titled(error: &Error) -> annotate_snippets::Group<'static> {
    let title = annotate_snippets::Group::with_title(Level::ERROR.primary_title(clean(&error.to_string())));
    match &error.hint {
        Some(hint) => title.element(Level::HELP.message(clean(hint))),
        None => title,
    }
}

/// A progress bar on a terminal, once the work has taken half a second; nothing elsewhere.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar for `what`, such as "reading seeds".
    pub(super) fn new(what: &'static str) -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::no_length() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        Self(bar)
    }

    /// Shows that `done` of `all` are done.
    pub(super) fn show(&self, done: usize, all: usize) {
        if self.0.elapsed() > Duration::from_millis(500) {
            self.0.set_length(all as u64);
            self.0.set_position(done as u64);
        }
        if done == all {
            self.0.finish_and_clear();
        }
    }
}
