//! What is written on standard error: diagnostics, errors, progress.

use crate::diagnostic::{Diagnostic, Excerpt, Severity};
use crate::error::Error;
use crate::text::shown::is_unshown;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::ops::Range;
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
    let origin = || Origin::path(clean(&place.file));
    let mut group = match place.excerpt.as_ref().filter(|excerpt| begins_line(excerpt, place.column)) {
        Some(excerpt) => {
            let part = |at: Range<usize>| clean(excerpt.line.get(at).unwrap_or_default());
            let (before, meant) = (part(0..excerpt.meant.0), part(excerpt.meant.0..excerpt.meant.1));
            let (from, to) = (before.len(), before.len() + meant.len());
            title.element(
                Snippet::source(before + &meant + &part(excerpt.meant.1..excerpt.line.len()))
                    .line_start(place.line as usize)
                    .path(clean(&place.file))
                    .annotation(AnnotationKind::Primary.span(from..to)),
            )
        }
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

/// Control characters of a seed may not command the terminal, nor turn around what stands beside them. Each becomes one sign.
pub(super) fn clean(text: &str) -> String {
    let commands = |c: char| c.is_ascii_control() && c != '\t' || is_unshown(c);
    text.chars().map(|c| if commands(c) { '?' } else { c }).collect()
}

/// Prints a line of what was found in seeds, without what no page shows.
pub(super) fn say(line: &str) {
    anstream::println!("{}", tame(line));
}

/// Without what no page shows; white space that moves the terminal's cursor back is a blank.
fn tame(words: &str) -> String {
    let shown = words.chars().filter(|c| !is_unshown(*c));
    shown.map(|c| if c.is_whitespace() && !matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

/// JSON with what no page shows as escapes: programs get every character, and no terminal obeys one.
pub(super) fn json(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        let mut units = [0; 2];
        match is_unshown(c) {
            true => c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
            false => out.push(c),
        }
    }
    out
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

#[cfg(test)]
mod tests {
    use super::{clean, json, tame};

    #[test]
    fn no_word_of_a_seed_commands_the_terminal() {
        assert_eq!(clean("a\u{202e}b\u{1b}[2J\u{9b}"), "a?b?[2J?");
        assert_eq!(tame("a\u{202e}b\u{1b}[2J\r\u{2066}c"), "ab[2J c");
        assert_eq!(json("\"a\u{202e}\u{1fffe}\u{7f}\""), "\"a\\u202e\\ud83f\\udffe\\u007f\"");
    }
}
