//! Sentences that were set aside by their place alone although they speak of what the article speaks of: the owner is told.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lexicon::frequency::english_rarity;
use crate::model::account::{Part, Role};
use crate::model::{Parsed, Seed};
use crate::text::fold::fold;
use crate::text::{Key, word};
use std::collections::BTreeSet;

/// Rules that know nothing of a line but where it stands and how long it is.
const BY_PLACE: [&str; 6] =
    ["outside-run", "among-clutter", "short-line", "line-of-list", "unlike-the-article", "below"];
/// How many sentences in a row are worth a word.
const ROW: usize = 2;
/// How many parts lie between two of them at most.
const NEAR: usize = 3;
/// Words of a whole sentence.
const WHOLE: usize = 8;
/// What of its telling words the article must use, in percent.
const SHARED: usize = 40;

/// The first run of such sentences, if there is one.
pub(super) fn told(parsed: &Parsed, seed: &Seed) -> Option<Diagnostic> {
    let (article, text) = (&parsed.article, &parsed.reading.text);
    let is_apart = |part: &Part| matches!(part.role, Role::Aside(_)) && BY_PLACE.contains(&part.rule.name);
    let ends = |words: &str| words.trim_end().ends_with(['.', '!', '?', '”', '"', '。', '»']);
    let could = |part: &&Part| is_apart(part) && ends(part.span.of(text)) && word::count(part.span.of(text)) >= WHOLE;
    if article.parts.iter().filter(could).count() < ROW {
        return None;
    }
    let body = article.parts.iter().filter(|part| part.role == Role::Body);
    let known: BTreeSet<Key> = body.flat_map(|part| telling(part.span.of(text))).collect();
    let is_sentence = |part: &Part| {
        let here: BTreeSet<Key> = telling(part.span.of(text)).collect();
        let shared = here.intersection(&known).count();
        shared >= 2 && shared * 100 >= here.len() * SHARED
    };
    // paragraphs of the article end a row, other lines do not
    let runs = article.parts.chunk_by(|_, other| other.role != Role::Body);
    let found = runs.into_iter().find_map(|run| {
        let told: Vec<usize> = (0..run.len()).filter(|&i| could(&&run[i]) && is_sentence(&run[i])).collect();
        let mut rows = told.chunk_by(|one, other| other - one <= NEAR);
        let row = rows.find(|row| row.len() >= ROW)?;
        Some((row.len(), &run[row[0]], &run[row[row.len() - 1]]))
    })?;
    let (count, first, last) = found;
    let lines = (parsed.reading.lines(first.span).first, parsed.reading.lines(last.span).last);
    let (name, file) = (seed.path.as_str(), crate::text::shown::in_shell(seed.path.as_str()));
    let source = parsed.reading.source.as_deref().unwrap_or(text);
    let message = format!("{count} paragraphs that use the article's words were set aside for where they stand");
    let hint = format!("if they are the article's: `briefbook set {file} --keep {}-{}`", lines.0, lines.1);
    let place = Place::at(name, source, lines.0, 1);
    Some(Diagnostic::new(Code::SetAside, place, message, hint).note("`briefbook inspect` shows why"))
}

/// Keys of the words that tell what a text is about.
fn telling(text: &str) -> impl Iterator<Item = Key> + '_ {
    word::words(text)
        .map(|word| fold(word.text))
        .filter(|word| word.len() > 3 && english_rarity(word) >= 2)
        .map(|word| Key::of(&word))
}
