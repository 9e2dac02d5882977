//! `set`, and a save on the desk: what the owner says of a seed, written where the seed's corrections stand, once it is known that
//! it holds.

use crate::amend::{Change, Language, Value, amend};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, did_you_mean};
use crate::error::{Error, Result};
use crate::load::Loaded;
use crate::model::Marking;
use crate::model::account::Shape;
use crate::model::account::{Drawn, Said};
use crate::model::article::Article;
use crate::model::{Beside, Called, How, Parsed, Reading, Seed, SeedPath, Shelf as _};
use crate::parse::{self, Form};
use crate::text::Span;
use crate::text::anchor::{Anchor, Ground};
use crate::write;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// What the owner wants to be so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Names and values as typed; an empty value takes what was said back.
    pub say: Vec<(String, String)>,
    /// Names of what there is none of.
    pub none: Vec<String>,
    /// Lines and what they are, in the order in which that was said.
    pub draw: Vec<(Fate, Stretch)>,
    /// What was said of lines and is to be forgotten, by its index in the article's `drawn`.
    pub forget: Vec<usize>,
}

/// What lines are to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The article; of this shape, if they are no paragraphs.
    Kept(Option<Shape>),
    /// Not the article.
    Aside,
    /// For these readers.
    Marked(Marking),
    /// Whatever reading finds: what was said of them goes.
    Open,
}

/// Lines, from 1. A missing end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first line.
    pub first: Option<u32>,
    /// The last line.
    pub last: Option<u32>,
    /// Whether they are counted in the reading text instead of the seed as it lies on disk.
    pub of_reading: bool,
}

/// What was written.
#[derive(Debug)]
pub struct Corrected {
    /// The files that were written, below the root.
    pub files: Vec<String>,
    /// What wants a look now and did not before.
    pub faults: Vec<Diagnostic>,
}

/// Writes `wanted` for the seed at `path`. Nothing is written unless all of it holds.
///
/// # Errors
/// When the seed cannot be read or the file cannot be written; or, as the inner error, what is wrong with the correction.
pub fn correct(
    loaded: &Loaded,
    path: &SeedPath,
    wanted: &Correction,
) -> Result<std::result::Result<Corrected, Vec<Diagnostic>>> {
    let unreadable = |cause| Error::io("cannot read", &loaded.root.join(path.as_str()), cause);
    let seed = loaded.shelf.read(path).map_err(unreadable)?;
    let (parsed, before) = parse::parse(&seed, &loaded.config);
    let changes = match changes(path, &parsed, wanted) {
        Ok(changes) => changes,
        Err(fault) => return Ok(Err(vec![*fault])),
    };
    let files = match amended(&seed, &changes) {
        Ok(files) => files,
        Err(fault) => return Ok(Err(vec![*fault])),
    };
    let (_, after) = parse::parse(&files.seed, &loaded.config);
    let new = |fault: &&Diagnostic| {
        !before.iter().any(|old| (old.code, &old.message) == (fault.code, &fault.message))
            && !matches!(fault.code, Code::DerivedTitle | Code::Undated)
    };
    let faults: Vec<Diagnostic> = after.iter().filter(new).cloned().collect();
    if faults.iter().any(|fault| fault.severity() == Severity::Error || fault.code == Code::LostLines) {
        return Ok(Err(faults));
    }
    let mut written = Vec::new();
    for (file, bytes) in files.changed {
        write::replace(&loaded.root.join(&file), &bytes)?;
        written.push(file);
    }
    Ok(Ok(Corrected { files: written, faults }))
}

/// The article that the seed at `path` is now.
pub(super) fn read_now(loaded: &Loaded, path: &SeedPath) -> Result<Arc<Article>> {
    let unreadable = |cause| Error::io("cannot read", &loaded.root.join(path.as_str()), cause);
    Ok(parse::parse(&loaded.shelf.read(path).map_err(unreadable)?, &loaded.config).0.article)
}

/// What goes into the front matter, where there is any, and what into the sidecar.
fn changes(path: &SeedPath, parsed: &Parsed, wanted: &Correction) -> std::result::Result<Vec<Change>, Box<Diagnostic>> {
    let mut out = Vec::new();
    for (key, written) in &wanted.say {
        let (key, form) = named(path, key)?;
        let value = value(path, key, form, written.trim())?;
        let guess = parsed.article.known(key).map(|(_, how)| how).filter(|how| !how.is_correction());
        if let (Value::Nothing, Some(how)) = (&value, guess) {
            let message =
                format!("nothing was said of `{key}` that could be taken back: it was found ({})", how.name());
            let hint = if parse::can_be_none(key) {
                format!("say what it is instead, or `--none {key}` where there is none")
            } else {
                "say what it is instead, or leave it as it is".to_owned()
            };
            return Err(refused(path, message, &hint));
        }
        out.push(Change::Say { key: key.to_owned(), value });
    }
    for key in &wanted.none {
        out.extend(denied(path, parsed, key)?);
    }
    let forgotten = wanted.forget.iter().filter_map(|at| parsed.article.drawn.get(*at));
    out.extend(forgotten.map(forget));
    let ground = Ground::new(&parsed.reading.text);
    for (fate, stretch) in &wanted.draw {
        let (first, last) = lines(path, &parsed.reading, &ground, *stretch)?;
        match fate {
            Fate::Open => {
                let within = Span { start: ground.lines()[first].start, end: ground.lines()[last].end };
                // a marking is taken back by its name alone
                let is_boundary = |drawn: &&Drawn| !matches!(drawn.said, Said::Marked(_));
                let said = parsed.article.drawn.iter().filter(|drawn| drawn.at.iter().any(|at| at.overlaps(within)));
                out.extend(said.filter(is_boundary).map(forget));
            }
            Fate::Kept(_) | Fate::Aside | Fate::Marked(_) => {
                let anchor = anchor(path, &parsed.reading.text, &ground, *stretch, (first, last))?;
                let (list, instead, more) = match fate {
                    Fate::Kept(shape) => ("keep", BOUNDARIES, shape.map(|shape| ("as", shape.name()))),
                    Fate::Marked(marking) => ("passage", PASSAGES, Some(("marking", marking.name()))),
                    _ => ("aside", BOUNDARIES, None),
                };
                out.push(Change::Draw { list, instead, more, anchor });
            }
        }
    }
    Ok(out)
}

/// The lists that say what the article is, of which one word on a line excludes another.
const BOUNDARIES: &[&str] = &["keep", "aside"];
/// The list that says for whom lines are.
const PASSAGES: &[&str] = &["passage"];

/// That what was said is said no more.
fn forget(drawn: &Drawn) -> Change {
    let lists = if matches!(drawn.said, Said::Marked(_)) { PASSAGES } else { BOUNDARIES };
    Change::Forget { lists, anchor: drawn.anchor.clone() }
}

/// What `written` means, and how it is written.
fn named(path: &SeedPath, written: &str) -> std::result::Result<(&'static str, Form), Box<Diagnostic>> {
    parse::correction_key(written).ok_or_else(|| {
        let hint = did_you_mean(written, parse::correction_keys()).map_or_else(
            || format!("what can be said of a seed: {}", parse::correction_keys().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        refused(path, format!("`{written}` is nothing that can be said of a seed"), &hint)
    })
}

/// That there is none of `written`: an empty value in the sidecar. In front matter it would say nothing, so that the name goes there.
fn denied(path: &SeedPath, parsed: &Parsed, written: &str) -> std::result::Result<Vec<Change>, Box<Diagnostic>> {
    let (key, form) = named(path, written)?;
    if !parse::can_be_none(key) {
        let all: Vec<&str> = parse::correction_keys().filter(|key| parse::can_be_none(key)).collect();
        let hint = format!("there may be none of: {}", all.join(", "));
        return Err(refused(path, format!("each seed has its `{key}`"), &hint));
    }
    let empty = if form == Form::Names { Value::List(Vec::new()) } else { Value::Text(String::new()) };
    let is_in_front = parsed.article.known(key).is_some_and(|(_, how)| how == How::FrontMatter);
    let taken = is_in_front.then_some(Value::Nothing);
    Ok(taken.into_iter().chain([empty]).map(|value| Change::Say { key: key.to_owned(), value }).collect())
}

fn refused(path: &SeedPath, message: String, hint: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::new(Code::CorrectionValue, Place::file(path.as_str()), message, hint).note("nothing was saved"),
    )
}

fn value(path: &SeedPath, key: &str, form: Form, written: &str) -> std::result::Result<Value, Box<Diagnostic>> {
    let list = |mark: char| -> Vec<String> {
        written.split(mark).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    };
    Ok(match form {
        _ if written.is_empty() => Value::Nothing,
        Form::Names if list(';').is_empty() => Value::Nothing,
        Form::List if list(',').is_empty() => Value::Nothing,
        Form::Text => Value::Text(written.split_whitespace().collect::<Vec<_>>().join(" ")),
        // a name may hold a comma
        Form::Names => Value::List(list(';')),
        Form::List => Value::List(list(',')),
        Form::Truth => match written.to_lowercase().as_str() {
            "true" | "yes" | "on" => Value::Truth(true),
            "false" | "no" | "off" => Value::Truth(false),
            _ => return Err(refused(path, format!("`{key}` is `true` or `false`, not `{written}`"), "say which")),
        },
        Form::Lines => {
            return Err(refused(path, format!("`{key}` is said of lines"), "name them: `--keep 12-14`, `--aside 30-`"));
        }
        Form::Tables => return Err(refused(path, format!("`{key}` is a table"), "write it into the sidecar by hand")),
    })
}

/// First and last line of the reading text, from 0.
fn lines(
    path: &SeedPath,
    reading: &Reading,
    ground: &Ground,
    stretch: Stretch,
) -> std::result::Result<(usize, usize), Box<Diagnostic>> {
    let count = u32::try_from(ground.lines().len()).unwrap_or(u32::MAX);
    let all = reading.origin.last().map_or(1, |(_, line)| *line).max(1);
    let wanted: RangeInclusive<u32> = stretch.first.unwrap_or(1)..=stretch.last.unwrap_or(u32::MAX);
    let most = if stretch.of_reading { count } else { all };
    if let (Some(first), Some(last)) = (stretch.first, stretch.last)
        && first > last
    {
        return Err(refused(
            path,
            format!("lines {first}-{last} end before they begin"),
            &format!("write {last}-{first}"),
        ));
    }
    if wanted.is_empty()
        || *wanted.start() == 0
        || *wanted.start() > most
        || stretch.last.is_some_and(|last| last > most)
    {
        let (first, last) = (stretch.first, stretch.last);
        let named = [first, last].map(|line| line.map_or_else(String::new, |line| line.to_string())).join("-");
        let hint = "lines count from 1: `--keep 12-14`, `--aside 30-` to the end, `--aside -5` from the beginning";
        return Err(refused(path, format!("`{}` has no lines {named}: it has {most}", path.file_name()), hint));
    }
    let is_wanted = |at: usize| {
        let line = if stretch.of_reading {
            u32::try_from(at + 1).unwrap_or(u32::MAX)
        } else {
            reading.lines(Span { start: ground.lines()[at].start, end: ground.lines()[at].start }).first
        };
        wanted.contains(&line)
    };
    let first = (0..ground.lines().len()).find(|at| is_wanted(*at));
    let last = (0..ground.lines().len()).rev().find(|at| is_wanted(*at));
    first.zip(last).ok_or_else(|| {
        let hint = "look at `briefbook inspect` for the lines that hold words";
        refused(path, format!("nothing of `{}` that is read stands in these lines", path.file_name()), hint)
    })
}

fn anchor(
    path: &SeedPath,
    text: &str,
    ground: &Ground,
    stretch: Stretch,
    (first, last): (usize, usize),
) -> std::result::Result<Anchor, Box<Diagnostic>> {
    let found = ground.anchor(text, stretch.first.map(|_| first), stretch.last.map(|_| last));
    found.ok_or_else(|| {
        let hint = "name lines with words in them: others cannot be found again when the text is pasted anew";
        refused(path, "there are no words in these lines".to_owned(), hint)
    })
}

/// The seed as it will be, and the files that differ.
struct Amended {
    seed: Seed,
    changed: Vec<(String, Vec<u8>)>,
}

fn amended(seed: &Seed, changes: &[Change]) -> std::result::Result<Amended, Box<Diagnostic>> {
    let matter = parse::front_matter(seed);
    let is_own =
        |change: &&Change| matter.is_some() && matches!(change, Change::Say { value, .. } if !value.is_empty());
    // what is taken back goes wherever it stands; lines are said of in the sidecar
    let is_beside = |change: &&Change| !is_own(change) || matches!(change, Change::Say { value: Value::Nothing, .. });
    let own: Vec<&Change> = changes.iter().filter(is_own).collect();
    let beside: Vec<&Change> = changes.iter().filter(is_beside).collect();
    let mut after = Seed {
        path: seed.path.clone(),
        bytes: seed.bytes.clone(),
        sidecar: seed.sidecar.clone(),
        misnamed: seed.misnamed.clone(),
        unread: seed.unread.clone(),
    };
    let mut changed = Vec::new();
    if let Some(matter) = matter.as_ref().filter(|_| !own.is_empty()) {
        let file = seed.path.as_str();
        let block = String::from_utf8_lossy(&seed.bytes[matter.at.clone()]);
        let block = said(file, &block, if matter.is_toml { Language::Toml } else { Language::Yaml }, &own)?;
        after.bytes.splice(matter.at.clone(), block.into_bytes());
        changed.push((file.to_owned(), after.bytes.clone()));
    }
    if let Some(unread) = seed.unread.iter().find(|unread| unread.path == seed.sidecar_path()) {
        return Err(unamendable(&unread.path, &unread.why));
    }
    let file = seed.sidecar.as_ref().map_or_else(|| seed.sidecar_path(), |beside| beside.path.clone());
    let old = seed.sidecar.as_ref().map(|beside| beside.bytes.as_slice()).unwrap_or_default();
    let text = std::str::from_utf8(old).map_err(|_| unamendable(&file, "it is not UTF-8"))?;
    let new = said(&file, text, Language::Toml, &beside)?.into_bytes();
    if new != old {
        after.sidecar = Some(Beside { path: file.clone(), called: Called::Right, bytes: new.clone() });
        changed.push((file, new));
    }
    changed.retain(|(file, bytes)| file != seed.path.as_str() || *bytes != seed.bytes);
    Ok(Amended { seed: after, changed })
}

/// `text` of `file` with `changes` made under the names that stand in it.
fn said(
    file: &str,
    text: &str,
    language: Language,
    changes: &[&Change],
) -> std::result::Result<String, Box<Diagnostic>> {
    let named = |change: &&Change| match change {
        Change::Say { key, value } => {
            Change::Say { key: parse::name_in(text, language == Language::Toml, key), value: value.clone() }
        }
        other => (*other).clone(),
    };
    let changes: Vec<Change> = changes.iter().map(named).collect();
    amend(text, language, &changes).map_err(|why| unamendable(file, &why))
}

fn unamendable(file: &str, why: &str) -> Box<Diagnostic> {
    let message = format!("`{file}` cannot be changed: {why}");
    let hint = "mend it by hand, then say it again";
    Box::new(Diagnostic::new(Code::CorrectionValue, Place::file(file), message, hint).note("nothing was saved"))
}
