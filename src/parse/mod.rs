//! One seed into one article, blind to all other seeds. What enters: the bytes of a seed and its sidecar. What leaves: the
//! article with an account of every byte, its words apart from it, and what is faulty about it. No disk, no theme, no route.
//!
//! 1. [`text::decode`](crate::text::decode) makes characters of the bytes.
//! 2. A format reads them into a [`read::Read`]: [`plain`] or [`markdown`], one function each.
//! 3. [`corrections`] reads what the owner said in front matter and sidecar.
//! 4. [`passage`] finds the words that are for fewer readers than the rest.
//! 5. [`boundary`] draws the lines that the owner kept or set aside.
//! 6. [`audience`] weighs what all of it says of readers.
//! 7. [`assemble`] joins the two: a correction wins over every guess.

mod account;
mod apart;
mod assemble;
mod audience;
mod boundary;
mod claims;
mod contents;
mod corrections;
mod derive;
mod force;
mod html;
mod keys;
mod markdown;
mod marked;
mod matter;
mod paper;
mod passage;
mod plain;
mod read;
mod recurring;
mod slip;
mod unread;
mod written;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::account::Said;
use crate::model::evidence::{Weighed, Witness};
use crate::model::features::LOOKED_AT;
use crate::model::{Config, Hints, Parsed, Seed};
use crate::text::Span;
use crate::text::decode::{Decoded, decode, decode_page, is_binary};
use crate::text::shown::is_unshown;
pub use contents::only_orders;
pub use corrections::{Form, can_be_none, correction_key, correction_keys, name_in};
pub use keys::CORRECTIONS;
use passage::Cut;
use read::{Beyond, Unread};
pub use recurring::printed;

/// Longest text that is read, in bytes: beyond it a place no longer fits the coordinates, and no clipping is that long.
const LONGEST: usize = 256 << 20;

/// How a seed's characters are to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
    Html,
    Claims,
}

impl Format {
    fn of(extension: &str) -> Self {
        match extension {
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "csv" | "tsv" | "toml" => Self::Claims,
            _ => Self::Plain,
        }
    }
}

/// Reads `seed`. Always gives an article, if only one with a title and nothing else; faults say what could not be read.
#[must_use]
pub fn parse(seed: &Seed, config: &Config) -> (Parsed, Vec<Diagnostic>) {
    parse_among(seed, config, &Hints::default())
}

/// Reads `seed` as one of many: `hints` say which of its lines stand in most clippings of its site.
#[must_use]
pub fn parse_among(seed: &Seed, config: &Config, hints: &Hints) -> (Parsed, Vec<Diagnostic>) {
    read_as(seed, config, hints, &Witness::default(), None)
}

/// Reads `seed` as if the words at `spans` of `whole`, what [`parse`] made of it, had never stood in it; lines stay those of the
/// seed. `None` where a boundary that the owner drew is lost with them, so that more would be shown than was meant.
#[must_use]
pub fn parse_without(seed: &Seed, config: &Config, hints: &Hints, whole: &Parsed, spans: &[Span]) -> Option<Parsed> {
    let cut = Cut::new(&whole.reading, spans);
    let (parsed, _) = read_as(seed, config, hints, &Witness::default(), Some(&cut));
    let is_cut = |at: &Span| spans.iter().any(|span| span.contains(*at));
    let mut drawn = whole.article.drawn.iter().zip(&parsed.article.drawn);
    let is_lost = drawn.any(|(was, is)| was.said == Said::Aside && is.at.is_empty() && !was.at.iter().all(is_cut));
    let breaks = Format::of(&seed.path.extension()) == Format::Markdown && passage::breaks(whole, &parsed, spans);
    (!is_lost && !breaks).then_some(parsed)
}

/// Reads `seed` as [`parse_among`] does, and tells what weighed in it.
#[must_use]
pub fn explain(seed: &Seed, config: &Config, hints: &Hints) -> (Parsed, Vec<Weighed>) {
    let witness = Witness::asked();
    let (parsed, _) = read_as(seed, config, hints, &witness, None);
    (parsed, witness.told())
}

fn read_as(
    seed: &Seed,
    config: &Config,
    hints: &Hints,
    witness: &Witness,
    cut: Option<&Cut>,
) -> (Parsed, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let format = Format::of(&seed.path.extension());
    let mut text = characters(seed, format, &mut faults);
    let mut words_cut = &[][..];
    match cut {
        // markup is no lines: its words are taken out once it is read
        Some(cut) if format == Format::Html => words_cut = &cut.spans,
        Some(cut) => text = cut.out_of(&text),
        None => {}
    }
    let matter = matter::split(&text, format == Format::Markdown);
    let corrections = corrections::gather(seed, &text, &matter, config, &mut faults);
    let known = corrections.title.as_ref().map(|title| &*title.value);
    let mut read = match format {
        Format::Markdown => markdown::read(&text, &matter, known),
        Format::Html => html::read(&text, &config.language, words_cut, witness),
        Format::Claims => {
            let (read, told) = claims::read(seed, &text);
            faults.extend(told);
            read
        }
        Format::Plain => plain::read(&text, &config.language, known, hints, witness),
    };
    if format != Format::Plain {
        recurring::read(&mut read, hints);
    }
    if let Some(cut) = cut.filter(|_| format != Format::Html) {
        cut.restore(&mut read);
    }
    let passage::Found { passages, drawn: marked, lost } = passage::find(&read, &corrections.passages, &mut faults);
    let mut drawn = boundary::draw(&mut read, (&corrections.boundaries, &corrections.patterns), &mut faults);
    drawn.extend(marked);
    let unread = read.unread;
    if let Some(unread) = unread {
        faults.push(missing(seed, unread));
    }
    let is_large = (read.reading.text.len() > LOOKED_AT).then_some(Beyond::Large);
    faults.extend(read.beyond.into_iter().chain(is_large).map(|beyond| over(seed, beyond)));
    if format == Format::Markdown {
        faults.extend(markdown::foreign(seed, &text, &matter));
    }
    let words =
        audience::Words { seed, format, text: &text, matter: &matter, reading: &read.reading, unseen: &read.unseen };
    // what was taken out is not lost
    let lost = lost.filter(|_| cut.is_none());
    let readers = audience::decide(&words, &corrections, (&passages, lost), config, &mut faults);
    let parsed = assemble::assemble(seed, read, (corrections, drawn, passages), readers, config);
    let seen = assemble::faults(&parsed, seed).into_iter();
    faults.extend(seen.filter(|fault| unread.is_none() || fault.code != Code::EmptySeed));
    (parsed, faults)
}

/// Front matter as it stands in a seed's bytes.
pub struct FrontMatter {
    /// Whether it is TOML; otherwise it is YAML.
    pub is_toml: bool,
    /// What stands between the fences, in bytes of the seed.
    pub at: std::ops::Range<usize>,
}

/// The front matter of a seed that can be written anew: closed, in TOML or YAML, in a file of UTF-8.
#[must_use]
pub fn front_matter(seed: &Seed) -> Option<FrontMatter> {
    let text = std::str::from_utf8(&seed.bytes).ok()?;
    let matter = matter::split(text, Format::of(&seed.path.extension()) == Format::Markdown);
    let (language, at) = matter.block.filter(|_| matter.unclosed.is_none())?;
    (language != matter::Language::Json).then_some(FrontMatter { is_toml: language == matter::Language::Toml, at })
}

/// The fault of a page whose article is not in it.
fn missing(seed: &Seed, unread: Unread) -> Diagnostic {
    let name = seed.path.file_name();
    let place = Place::file(seed.path.as_str());
    match unread {
        Unread::Closed => Diagnostic::new(
            Code::ClosedPage,
            place,
            format!("`{name}` says that it is for subscribers, and holds little of its article"),
            "save it anew from a browser that shows the whole article",
        ),
        Unread::Gated => Diagnostic::new(
            Code::ClosedPage,
            place,
            format!("`{name}` breaks off where it asks the reader to subscribe"),
            "save it anew from a browser that shows the whole article",
        ),
        Unread::Apart => Diagnostic::new(
            Code::ScriptedPage,
            place,
            format!("no article was found in `{name}`: all its words were set aside"),
            "see `briefbook inspect` for what they are; save it anew once its words show, or paste them into a .txt file",
        ),
        Unread::Scripted => Diagnostic::new(
            Code::ScriptedPage,
            place,
            format!("`{name}` holds hardly any words: a script fetches them after the page has loaded"),
            "save it from the browser as a complete page once the words show, or paste them into a .txt file",
        ),
    }
}

/// The fault of a seed that goes beyond a bound.
fn over(seed: &Seed, beyond: Beyond) -> Diagnostic {
    let name = seed.path.file_name();
    let file = Place::file(seed.path.as_str());
    match beyond {
        Beyond::Deep { most, line } => Diagnostic::new(
            Code::BeyondBounds,
            Place { line, column: line.min(1), ..file },
            format!("`{name}` nests deeper than {most} levels: what lies deeper stands at that level"),
            "take the needless levels out of it",
        ),
        Beyond::Stuffed { most, line } => Diagnostic::new(
            Code::BeyondBounds,
            Place { line, column: 1, ..file },
            format!(
                "`{name}` has an element with more than {most} attributes, which are left out; its words are there"
            ),
            "nothing to do, if no picture or address is missing; else save the page anew",
        ),
        Beyond::Large => Diagnostic::new(
            Code::BeyondBounds,
            file,
            format!(
                "`{name}` has more than {} MiB of text: themes, names and duplicates are told by the first {0} alone",
                LOOKED_AT >> 20
            ),
            "split it into smaller files",
        ),
        Beyond::Long { most, what } => Diagnostic::new(
            Code::BeyondBounds,
            file,
            format!("`{name}` has more than {most} {what}: it is shown as it stands, with nothing set aside"),
            "split it into smaller files",
        ),
    }
}

fn characters(seed: &Seed, format: Format, faults: &mut Vec<Diagnostic>) -> String {
    let place = || Place::file(seed.path.as_str());
    if is_binary(&seed.bytes) {
        let message = format!("`{}` is no text", seed.path.file_name());
        let hint = "move it out of the folder, or save the page it came from as text or Markdown";
        faults.push(Diagnostic::new(Code::Binary, place(), message, hint).note("none of its bytes are shown"));
        return String::new();
    }
    if seed.bytes.len() > LONGEST {
        faults.push(Diagnostic::new(
            Code::SeedTooLarge,
            place(),
            format!("`{}` is too large to read", seed.path.file_name()),
            "split it into smaller files",
        ));
        return String::new();
    }
    let Decoded { text, encoding, lossy, rival } =
        if format == Format::Html { decode_page(&seed.bytes) } else { decode(&seed.bytes) };
    if lossy {
        let known = encoding.unwrap_or("UTF-8");
        faults.push(
            Diagnostic::new(
                Code::Encoding,
                text.find('\u{fffd}').map_or_else(place, |at| Place::within(seed.path.as_str(), &text, at..at + 3)),
                format!("some bytes of `{}` stand for no character in {known}", seed.path.file_name()),
                "save the file anew as UTF-8",
            )
            .note("they are shown as \u{fffd}"),
        );
    }
    let mut hidden = text.char_indices().filter(|(_, c)| is_unshown(*c));
    if let Some((at, first)) = hidden.next() {
        let count = hidden.count() + 1;
        let what = if count == 1 { "a character".to_owned() } else { format!("{count} characters") };
        let message = format!(
            "`{}` holds {what} that no page can show, the first U+{:04X}",
            seed.path.file_name(),
            u32::from(first)
        );
        let place = Place::within(seed.path.as_str(), &text, at..at + first.len_utf8());
        let hint = "see whether words around it are whole, and save the page it came from anew";
        faults.push(
            Diagnostic::new(Code::Controls, place, message, hint).note("pages leave it out; the seed is as it was"),
        );
    }
    if let Some(encoding) = encoding.filter(|name| !lossy && !name.starts_with("UTF-")) {
        let file = seed.path.file_name();
        let found = match rival {
            None => Diagnostic::new(
                Code::GuessedEncoding,
                place(),
                format!("`{file}` is not UTF-8 and was read as {encoding}"),
                "if letters look wrong, save the file anew as UTF-8",
            ),
            Some(other) => Diagnostic::new(
                Code::DoubtfulEncoding,
                first_foreign(&text).map_or_else(place, |at| Place::within(seed.path.as_str(), &text, at)),
                format!("`{file}` is not UTF-8; it was read as {encoding}, and may as well be {other}"),
                "open it in an editor, choose the encoding in which its letters look right, and save it anew as UTF-8",
            ),
        };
        faults.push(found);
    }
    text
}

/// The first character that the encoding decides.
fn first_foreign(text: &str) -> Option<std::ops::Range<usize>> {
    text.char_indices().find(|(_, c)| !c.is_ascii()).map(|(at, c)| at..at + c.len_utf8())
}
