//! Who may read an article. In: what the owner said, the words, the path. Out: its marking, whether it is a draft, what says
//! so, and a fault for whatever may surprise the owner.
//!
//! The stricter one counts: a label wins over a laxer correction, for a page may be pasted into a file whose front matter is
//! older than it. The owner has the last word by naming the line: `overrules`. Words of offices are weaker than a correction.

use super::Format;
use super::corrections::{Corrections, Told};
use super::matter::Matter;
use super::read::Unseen;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::article::Passage;
use crate::model::{Config, Found, How, Marking, Reading, Seed, Why};
use crate::text::fold::{fold, fold_title};
use crate::text::handling::{self, Force, HEAD, Says, Sign};
use crate::text::{LineIndex, Lines, Span};
use std::collections::BTreeSet;

/// Longest comment of a page that is looked at, in bytes.
const COMMENT: usize = 200;

/// What is known of an article's readers.
pub(super) struct Readers {
    pub marking: Option<Found<Marking>>,
    pub marked: Option<Why>,
    /// Where it says that it is a draft, if it does.
    pub drafted: Option<Place>,
}

/// What a seed is, as far as it says who may read it.
pub(super) struct Words<'a> {
    pub seed: &'a Seed,
    pub format: Format,
    /// The seed's characters.
    pub text: &'a str,
    pub matter: &'a Matter,
    pub reading: &'a Reading,
    /// What a page holds where no reader looks.
    pub unseen: &'a [Unseen],
}

/// Weighs all that is said.
///
/// A label within a passage speaks of that passage, where the passage has no laxer marking; a passage that is not found counts
/// as the whole article.
pub(super) fn decide(
    words: &Words<'_>,
    said: &Corrections,
    (passages, lost): (&[Passage], Option<(Marking, Place)>),
    config: &Config,
    faults: &mut Vec<Diagnostic>,
) -> Readers {
    let of_passages: Vec<(Lines, Marking)> =
        passages.iter().map(|passage| (words.reading.lines(passage.at), passage.marking)).collect();
    let is_of_passage = |told: &Told| {
        let line = told.place.line;
        let is_seed = told.place.file == words.seed.path.as_str() && line > 0;
        let holds = |(lines, there): &(Lines, Marking)| {
            (lines.first..=lines.last).contains(&line) && marking(told.says) <= *there
        };
        is_seed && of_passages.iter().any(holds)
    };
    let mut own = words.told(config);
    own.retain(|told| !is_of_passage(told));
    let is_overruled = |told: &&Told| {
        said.overrules.iter().any(|line| {
            let same = fold_title(line) == fold_title(&told.written) && !fold_title(line).is_empty();
            same || fold(line) == fold(&told.written)
        })
    };
    let signs: Vec<&Told> = said.signs.iter().chain(&own).filter(|told| !is_overruled(told)).collect();
    let of = |force: Force| signs.iter().copied().filter(move |told| told.force == force);
    let seed = words.seed;
    let explicit = said.marking.as_ref().map(|(found, _)| found.value);
    let label = of(Force::Label).max_by_key(|told| (marking(told.says), std::cmp::Reverse(&told.place)));
    let word = of(Force::Word).find(|told| told.says == Says::Closed);
    let unfinished = of(Force::Word).find(|told| told.says == Says::Draft);

    let mut found = said.marking.clone();
    if let Some(told) = label.filter(|told| explicit.is_none_or(|there| marking(told.says) > there)) {
        if let Some(there) = explicit {
            faults.push(told.wins(seed, there));
        }
        found = Some((Found::new(marking(told.says), How::Text, None), told.place.clone()));
    }
    if let Some(told) = word {
        match explicit {
            Some(Marking::Red) => {}
            Some(there) => faults.push(told.loses(seed, &format!("it is marked {there}"))),
            None => {
                faults.push(told.counts(seed, "as RED"));
                let is_stricter = found.as_ref().is_none_or(|(found, _)| found.value < Marking::Red);
                if is_stricter {
                    found = Some((Found::new(Marking::Red, How::Text, None), told.place.clone()));
                }
            }
        }
    }
    if let Some((marking, place)) = lost.filter(|(lost, _)| found.as_ref().is_none_or(|(found, _)| found.value < *lost))
    {
        found = Some((Found::new(marking, How::Sidecar, None), place));
    }
    let mut draft = said.draft.clone();
    match (unfinished, &draft) {
        (Some(told), None) => {
            if explicit != Some(Marking::Red) {
                faults.push(told.counts(seed, "as a draft"));
            }
            draft = Some((true, told.place.clone()));
        }
        (Some(told), Some((false, _))) => faults.push(told.loses(seed, "it is said to be no draft")),
        _ => {}
    }
    let is_closed = found.as_ref().is_some_and(|(found, _)| found.value == Marking::Red);
    if explicit.is_none() && !is_closed {
        faults.extend(doubt(seed, &of(Force::Doubt).collect::<Vec<_>>()));
    }
    let closes =
        |(found, place): &(Found<Marking>, Place)| (found.value > Marking::Clear).then(|| (place.clone(), found.how));
    let marked = found.as_ref().and_then(closes).map(|(place, how)| {
        let told = label.filter(|told| how == How::Text && told.place == place);
        Why { place, otherwise: told.map_or_else(String::new, |told| told.otherwise(seed)) }
    });
    let drafted = draft.filter(|(draft, _)| *draft).map(|(_, place)| place);
    Readers { marking: found.map(|(found, _)| found), marked, drafted }
}

/// What may be a marking and counts as none: the first is told.
fn doubt(seed: &Seed, told: &[&Told]) -> Option<Diagnostic> {
    let first = told.iter().find(|told| told.says != Says::Colour("clear"))?;
    let message = format!("`{}` may be a marking, or talk of one; it does not count", first.written);
    let (value, open) = match first.says {
        Says::Draft => (setting(seed, "draft", "true"), setting(seed, "draft", "false")),
        Says::Colour(name) => (correction(seed, "marking", name), correction(seed, "marking", "clear")),
        Says::Closed => (correction(seed, "marking", "red"), correction(seed, "marking", "clear")),
    };
    let hint = format!("if it is one: {value}; if not, {open} ends this warning");
    let fault = Diagnostic::new(Code::DoubtfulMarking, first.place.clone(), message, hint);
    Some(match told.len() {
        1 => fault,
        n => fault.note(format!("{n} places of this seed are like it")),
    })
}

fn marking(says: Says) -> Marking {
    match says {
        Says::Colour(name) => Marking::parse(name).unwrap_or(Marking::Red),
        Says::Closed | Says::Draft => Marking::Red,
    }
}

impl Told {
    /// A label against a laxer correction.
    fn wins(&self, seed: &Seed, there: Marking) -> Diagnostic {
        let counts = marking(self.says);
        let message = format!("`{}` stands here, but the article is marked {there}; {counts} counts", self.written);
        let hint = format!("if it does not speak of this article: {}", overrule(seed, &self.written));
        Diagnostic::new(Code::Contradiction, self.place.clone(), message, hint).note("the stricter of two counts")
    }

    /// A word against a laxer correction.
    fn loses(&self, seed: &Seed, there: &str) -> Diagnostic {
        let message = format!("`{}` stands here, but {there}, which counts", self.written);
        let hint =
            format!("correct that if it is wrong; if it is right, {} ends this warning", overrule(seed, &self.written));
        Diagnostic::new(Code::Contradiction, self.place.clone(), message, hint)
    }

    fn counts(&self, seed: &Seed, what: &str) -> Diagnostic {
        let message = format!("`{}` stands here: `{}` counts {what}", self.written, seed.path.file_name());
        Diagnostic::new(Code::HandlingWord, self.place.clone(), message, self.otherwise(seed))
    }

    fn otherwise(&self, seed: &Seed) -> String {
        format!("if these words do not speak of it: {}", overrule(seed, &self.written))
    }
}

fn overrule(seed: &Seed, written: &str) -> String {
    // what is no letter does not matter
    let written = written.replace(['"', '\\'], "");
    setting(seed, "overrules", &format!("\"{}\"", written.trim()))
}

/// How a text is corrected, and where.
pub(super) fn correction(seed: &Seed, key: &str, value: &str) -> String {
    match Format::of(&seed.path.extension()) {
        Format::Markdown if !is_toml(seed) => setting(seed, key, value),
        _ => setting(seed, key, &format!("\"{value}\"")),
    }
}

/// Whether its front matter is TOML.
fn is_toml(seed: &Seed) -> bool {
    let bytes = seed.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&seed.bytes);
    bytes.trim_ascii_start().starts_with(b"+++")
}

/// How a value is set, and where.
fn setting(seed: &Seed, key: &str, value: &str) -> String {
    match Format::of(&seed.path.extension()) {
        Format::Markdown if is_toml(seed) => format!("`{key} = {value}` in its front matter"),
        Format::Markdown => format!("`{key}: {value}` in its front matter"),
        _ => format!("`{key} = {value}` in `{}.toml`", seed.path.file_name()),
    }
}

impl Words<'_> {
    /// What the text, its comments and the path say.
    fn told(&self, config: &Config) -> Vec<Told> {
        let mut out = self.of_path(config);
        if self.format == Format::Html {
            out.extend(self.of_page());
        } else {
            out.extend(self.of_text());
        }
        out
    }

    /// The names of the file and of the folders that it lies in, below that of the seeds.
    fn of_path(&self, config: &Config) -> Vec<Told> {
        let path = self.seed.path.as_str();
        let below = path.strip_prefix(config.src.as_str()).unwrap_or(path).trim_start_matches('/');
        let folders = below.split('/').rev().skip(1).map(|name| (name, true));
        let names = folders.chain([(self.seed.path.stem(), false)]);
        let told = names.filter_map(|(name, is_folder)| Some((name, handling::of_name(name, is_folder)?)));
        told.map(|(name, (says, force))| Told { says, force, written: name.to_owned(), place: Place::file(path) })
            .collect()
    }

    /// Plain text and Markdown say it in the lines of the seed.
    fn of_text(&self) -> Vec<Told> {
        let from = if self.matter.unclosed.is_some() { 0 } else { self.matter.body };
        let body = &self.text[from..];
        let mut out: Vec<Told> = few(body)
            .into_iter()
            .map(|sign| {
                let at = from + sign.at.start..from + sign.at.end;
                let written = self.text[at.clone()].to_owned();
                let place = Place::within(self.seed.path.as_str(), self.text, at);
                Told { says: sign.says, force: sign.force, written, place }
            })
            .collect();
        out.extend(draft_line(body).map(|(start, line)| Told {
            says: Says::Draft,
            force: Force::Word,
            written: line.to_owned(),
            place: Place::within(self.seed.path.as_str(), self.text, from + start..from + start + line.len()),
        }));
        out
    }

    /// A saved page says it in what it shows, and in its comments.
    fn of_page(&self) -> Vec<Told> {
        let shown = &self.reading.text;
        let index = LineIndex::new(self.text);
        let place = |line: u32, written: &str| {
            let Some(span) = index.span(line) else { return Place::file(self.seed.path.as_str()) };
            let at = span.of(self.text).find(written).map_or(span.range(), |at| {
                let start = span.start as usize + at;
                start..start + written.len()
            });
            Place::within(self.seed.path.as_str(), self.text, at)
        };
        let draft = draft_line(shown).map(|(start, line)| (Says::Draft, Force::Word, start..start + line.len()));
        let signs = few(shown).into_iter().map(|sign| (sign.says, sign.force, sign.at));
        let mut out: Vec<Told> = signs
            .chain(draft)
            .map(|(says, force, at)| {
                let line = self.reading.lines(Span::new(at.start, at.end)).first;
                let written = shown[at].to_owned();
                Told { says, force, place: place(line, &written), written }
            })
            .collect();
        out.extend(self.unseen.iter().filter_map(|unseen| {
            let named = unseen.is_marking.then(|| handling::by_name("distribution", &unseen.words)).flatten();
            let (says, force) = named.or_else(|| handling::alone(&unseen.words))?;
            let written = unseen.words.clone();
            Some(Told { says, force, place: place(unseen.line, &written), written })
        }));
        let comments = self.text.match_indices("<!--").filter_map(|(at, open)| {
            let start = at + open.len();
            let near = self.text.ceil_char_boundary((start + COMMENT).min(self.text.len()));
            self.text[start..near].find("-->").map(|end| (start, &self.text[start..start + end]))
        });
        out.extend(comments.filter_map(|(start, inside)| {
            let (says, force) = handling::alone(inside)?;
            let written = inside.trim().to_owned();
            let place = Place::within(self.seed.path.as_str(), self.text, start..start + inside.len());
            Some(Told { says, force, written, place })
        }));
        out
    }
}

/// The signs of a text, each wording once, the strictest ones of very many.
fn few(text: &str) -> Vec<Sign> {
    const MANY: usize = 200;
    let mut seen = BTreeSet::new();
    let mut signs = handling::signs(text);
    signs.retain(|sign| seen.insert((&text[sign.at.clone()], sign.force)));
    if signs.len() > MANY {
        signs.sort_by_key(|sign| std::cmp::Reverse((sign.force, marking(sign.says))));
        signs.truncate(MANY);
        signs.sort_by_key(|sign| sign.at.start);
    }
    signs
}

/// A line near the head that says `draft: true` or `publish: false`, and nothing else, and where it begins.
fn draft_line(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    let mut lines = text.split_inclusive(['\n', '\r']).map(|line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        (start, line.trim())
    });
    let head = lines.by_ref().filter(|(_, line)| !line.is_empty()).take(HEAD);
    let says_so = |line: &str| {
        let (name, value) = line.split_once([':', '='])?;
        let value = value.trim().trim_matches(['"', '\'', ',']).to_ascii_lowercase();
        Some(match name.trim().trim_matches(['"', '\'', '-', '*', ' ']).to_ascii_lowercase().as_str() {
            "draft" | "private" => matches!(value.as_str(), "true" | "yes"),
            "publish" | "published" => matches!(value.as_str(), "false" | "no"),
            _ => false,
        })
    };
    head.filter(|(_, line)| line.len() <= 40).find(|(_, line)| says_so(line) == Some(true))
}
