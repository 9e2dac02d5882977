//! The only room that knows the stages and their order. [`Session::apply`] is the one way to build: a build is a new session
//! given everything, the preview is a session that lives on.

mod addresses;
mod build;
mod changes;
mod correct;
mod departure;
mod desk;
mod explain;
mod export;
mod inspect;
mod lines;
mod neighbours;
mod pictures;
mod preview;
mod recurring;
mod themes;
mod uses;

use crate::analyze::{self, Themes};
use crate::diagnostic::{self, Code, Diagnostic, Place, Severity};
use crate::link;
use crate::model::account::Role;
use crate::model::article::{Article, Origin};
use crate::model::config::{Audience, Rights};
use crate::model::hints::Printed;
use crate::model::reference::Target;
use crate::model::{Dossier, Entry, Hints, Inputs, Parsed, Seed, SeedPath, Shown};
use crate::parse;
pub use crate::parse::CORRECTIONS;
use crate::release::{self, Kept, Released};
use crate::render::Rendering;
use crate::text::Key;
use crate::text::fold::fold;
use rayon::prelude::*;
use recurring::Recurring;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use crate::preflight::{Figures, is_of_site, keeps_back, of_repository};
pub use addresses::{Recording, record};
pub use build::{Built, Stages, build, check};
pub use changes::{Changes, Record};
pub use correct::{Corrected, Correction, Fate, Stretch, correct};
pub use departure::{Departure, Going, depart};
pub use explain::{Story, explain};
pub use export::{Exported, Form, Wanted, export};
pub use inspect::inspect;
pub use neighbours::Neighbours;
pub use preview::{How, Told, preview};
pub use themes::{filing, margin, suggest, working_copy};

/// What is kept of each seed between builds. Whoever changes a seed's content, name or the settings names it in `apply`.
#[derive(Default)]
pub struct Session {
    memo: BTreeMap<SeedPath, Memo>,
}

/// A seed as the last build left it.
struct Memo {
    /// Nothing when the seed could not be read.
    known: Option<Known>,
    /// What it prints, read alone.
    printed: Printed,
    /// Names of the files that it links to or shows.
    pictures: Box<[Key]>,
    /// With what it was read last.
    hints: Hints,
    faults: Vec<Diagnostic>,
}

/// What the audience may know of a seed's article; nothing when that is nothing, or when there is no article.
struct Known {
    released: Option<Entry>,
    /// The article where it only orders the others: it has no page.
    contents: Option<(Arc<Article>, Shown)>,
    /// Its title, when nothing is released: for a report to the owner.
    kept: Option<Arc<str>>,
}

/// What a build gives.
pub struct Outcome {
    /// The site.
    pub site: Arc<Rendering>,
    /// The dossier that it shows.
    pub dossier: Arc<Dossier>,
    /// What addresses.toml is to say once this edition has left; nothing for a working copy.
    pub recording: Option<Recording>,
    /// Faults from parse to link, sorted; a page's own come with the page.
    pub faults: Vec<Diagnostic>,
    /// What was made, in numbers.
    pub counts: Counts,
}

/// What was made and what wants a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles in the site.
    pub articles: usize,
    /// Themes defined.
    pub themes: usize,
    /// Articles that reached no theme.
    pub unfiled: usize,
    /// Articles without a date.
    pub undated: usize,
    /// Titles that were made from the text.
    pub derived: usize,
    /// Articles that this audience may not know of.
    pub withheld: usize,
    /// Articles that the dossier's authors wrote.
    pub own: usize,
    /// Whether the site is a working copy.
    pub working_copy: bool,
}

/// Tells how far the reading of seeds is: (seeds read, seeds in all).
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

impl Session {
    /// Builds the site of `inputs`, reading again only the seeds of `changed` and those not known yet. The result is that of a
    /// new session, byte for byte.
    pub fn apply(&mut self, inputs: &Inputs<'_>, changed: &[SeedPath], progress: Progress<'_>) -> Outcome {
        let seeds = inputs.shelf.seeds();
        let redrawn: BTreeSet<Key> =
            changed.iter().filter(|path| crate::load::is_media(path)).map(|path| name_key(path.as_str())).collect();
        self.memo.retain(|path, memo| {
            let is_redrawn = memo.pictures.iter().any(|name| redrawn.contains(name));
            seeds.binary_search(path).is_ok() && !changed.contains(path) && !is_redrawn
        });
        let unknown: Vec<&SeedPath> = seeds.iter().filter(|path| !self.memo.contains_key(*path)).collect();
        let themes = Themes::new(&inputs.config);
        let done = std::sync::atomic::AtomicUsize::new(0);
        let read: Vec<(SeedPath, Memo)> = unknown
            .par_iter()
            .map(|path| {
                let memo = read_one(inputs, path, &themes, Hints::default());
                progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, unknown.len());
                ((*path).clone(), memo)
            })
            .collect();
        self.memo.extend(read);
        self.read_among(inputs, &themes);
        self.outcome(inputs)
    }

    /// Reads those seeds again of which the others tell something new: lines that are their site's.
    fn read_among(&mut self, inputs: &Inputs<'_>, themes: &Themes) {
        let recurring = Recurring::of(self.memo.values().map(|memo| &memo.printed));
        let hints =
            self.memo.iter().enumerate().map(|(at, (path, memo))| (path, memo, recurring.hints(at, &memo.printed)));
        let changed: Vec<(SeedPath, Hints)> = hints
            .filter(|(_, memo, hints)| *hints != memo.hints)
            .map(|(path, _, hints)| (path.clone(), hints))
            .collect();
        let read = changed.into_par_iter().map(|(path, hints)| {
            let memo = read_one(inputs, &path, themes, hints);
            (path, memo)
        });
        for (path, memo) in read.collect::<Vec<_>>() {
            let printed = self.memo.get_mut(&path).map(|old| std::mem::take(&mut old.printed)).unwrap_or_default();
            self.memo.insert(path, Memo { printed, ..memo });
        }
    }

    /// Pictures and recordings among the seeds: none is read. Those that a seed shows are told with it.
    fn unread(&self, inputs: &Inputs<'_>) -> Vec<Diagnostic> {
        let shown: BTreeSet<Key> = self.memo.values().flat_map(|memo| memo.pictures.iter().copied()).collect();
        let media = inputs.shelf.unread().iter().filter(|path| crate::load::is_media(path));
        let alone = media.filter(|path| !shown.contains(&name_key(path.as_str())));
        let one = |path: &SeedPath| {
            let message = format!("`{}` is a picture or a recording, and is not read", path.file_name());
            let hint = format!("if words in it matter, write them beside it as `{}.txt`", path.stem());
            Diagnostic::new(Code::NotRead, Place::file(path.as_str()), message, hint)
        };
        alone.map(one).collect()
    }

    /// The site of what is known.
    fn outcome(&self, inputs: &Inputs<'_>) -> Outcome {
        let mut faults: Vec<Diagnostic> = self.memo.values().flat_map(|memo| memo.faults.iter().cloned()).collect();
        let known = || self.memo.values().filter_map(|memo| memo.known.as_ref());
        let entries: Vec<Entry> = known().filter_map(|known| known.released.as_ref()).cloned().collect();
        let title = |memo: &'_ Memo| memo.known.as_ref().and_then(|known| known.kept.clone());
        let kept = self.memo.iter().filter_map(|(seed, memo)| Some(link::Kept { seed, title: title(memo)? }));
        let kept: Vec<link::Kept<'_>> = kept.collect();
        let is_working = inputs.config.audience == Audience::WorkingCopy;
        let unread = if is_working { inputs.shelf.unread().to_vec() } else { Vec::new() };
        let (dossier, told) = analyze::tally(entries, inputs.config.clone(), kept.len(), unread);
        faults.extend(told);
        faults.extend(self.unread(inputs));
        let dossier = Arc::new(dossier);
        let bare = |(article, shown): &(Arc<Article>, Shown)| Entry {
            article: article.clone(),
            features: Arc::default(),
            shown: shown.clone(),
            rights: Rights::Full,
            borrowed: 0,
            pictures: Arc::default(),
        };
        let contents: Vec<Entry> = known().filter_map(|known| known.contents.as_ref()).map(bare).collect();
        let (links, told) =
            link::link(&dossier, &inputs.look, &inputs.addresses, &kept, &contents, inputs.desk.is_some());
        faults.extend(told);
        faults.extend(addresses::alone(&inputs.addresses, &links, self.memo.keys()));
        let recording = addresses::recording(&inputs.addresses, &dossier, &links);
        let counts = count(&dossier);
        let (mut rendering, told) = Rendering::new(dossier.clone(), Arc::new(links), inputs.look.clone());
        faults.extend(told);
        faults.sort();
        faults.dedup();
        let mut faults = diagnostic::once(faults);
        lines::find(inputs, &mut faults);
        add_excerpts(inputs, &mut faults);
        faults.sort();
        if let Some(found) = &inputs.desk {
            let of = dossier.clone();
            let suggest = Arc::new(move || analyze::suggest(&of).themes);
            rendering.lay_on_desk(found.iter().chain(&faults), suggest);
        }
        Outcome { site: Arc::new(rendering), dossier, recording, faults, counts }
    }
}

/// Key of a file's name, as pictures are looked for.
fn name_key(path: &str) -> Key {
    Key::of(&fold(path.rsplit('/').next().unwrap_or(path)))
}

/// The pictures that an article shows in its place.
fn pictures(article: &Article) -> Box<[Key]> {
    let named = article.refs.iter().filter_map(|reference| match &reference.target {
        Target::Path { path, .. } => Some(name_key(path)),
        Target::Named { name, .. } => Some(name_key(name)),
        _ => None,
    });
    named.collect()
}

/// Lines of seeds for faults that were found when the seeds' text was gone. More faults than anybody reads are left bare.
fn add_excerpts(inputs: &Inputs<'_>, faults: &mut [Diagnostic]) {
    const READ: usize = 500;
    let bare = faults.iter_mut().filter(|fault| fault.place.line > 0 && fault.place.excerpt.is_none());
    let mut last: Option<(String, String)> = None;
    for fault in bare.take(READ) {
        let place = &fault.place;
        if last.as_ref().is_none_or(|(file, _)| *file != place.file) {
            let read = inputs.shelf.read(&SeedPath::new(&place.file));
            last = read.ok().map(|seed| (place.file.clone(), crate::text::decode::decode(&seed.bytes).text));
        }
        if let Some((file, text)) = &last {
            fault.place = Place::at(file.clone(), text, place.line, place.column);
        }
    }
}

/// A new session, given everything.
pub fn make(inputs: &Inputs<'_>, progress: Progress<'_>) -> Outcome {
    Session::default().apply(inputs, &[], progress)
}

/// load's capability, then parse, release and the first half of analyze: one seed, and nothing else is known.
fn read_one(inputs: &Inputs<'_>, path: &SeedPath, themes: &Themes, hints: Hints) -> Memo {
    let seed = match inputs.shelf.read(path) {
        Ok(seed) => seed,
        Err(cause) => {
            let faults = vec![unreadable(path, &cause)];
            return Memo { known: None, printed: Printed::default(), pictures: Box::default(), hints, faults };
        }
    };
    let (parsed, mut faults) = parse::parse_among(&seed, &inputs.config, &hints);
    let (parsed, left) = without_passages(&seed, inputs, &hints, parsed);
    faults.extend(left);
    let mut printed = Printed::default();
    let mut contents = None;
    let released = match release::release(&parsed, &inputs.config) {
        Ok(released) if parse::only_orders(&parsed) => {
            faults.retain(|fault| fault.severity() != Severity::Note);
            contents = Some((released.article, released.shown));
            None
        }
        Ok(released) => {
            // what is withheld says nothing of others' lines either
            if hints.is_empty() && released.article.withdrawn.is_none() {
                printed = parse::printed(&parsed);
            }
            if released.rights != Rights::Full && released.article.withdrawn.is_none() {
                faults.extend(nowhere(path, &released.article));
            }
            if released.article.title.value != parsed.article.title.value {
                faults.extend(other_title(path, &parsed, &released));
            }
            let (entry, told) = entry(&parsed, released, inputs, themes);
            faults.extend(told);
            Some(entry)
        }
        Err(kept) => {
            // what is only good to know of an article is not, where no reader gets it
            faults.retain(|fault| fault.severity() != Severity::Note || kept == Kept::Unread);
            faults.extend(withheld(path, kept, &parsed));
            None
        }
    };
    let kept = (released.is_none() && contents.is_none()).then(|| parsed.article.title.value.clone());
    let pictures = pictures(&parsed.article);
    Memo { known: Some(Known { released, contents, kept }), printed, pictures, hints, faults }
}

/// `parsed` without the words that are for fewer readers than this edition's, as if they had never been in the seed; and, for the
/// owner alone, that they are withheld, and what is read otherwise without them.
fn without_passages(seed: &Seed, inputs: &Inputs<'_>, hints: &Hints, parsed: Parsed) -> (Parsed, Vec<Diagnostic>) {
    let passages = release::passages(&parsed, &inputs.config);
    let Some(first) = passages.first() else { return (parsed, Vec::new()) };
    // where lines stand does not depend on hints
    let Some(left) = parse::parse_without(seed, &inputs.config, hints, &parsed, &passages) else {
        return (parsed, Vec::new());
    };
    let at = |line: u32| Place { line, column: 1, ..Place::file(seed.path.as_str()) };
    let what = match passages.len() {
        1 => "a passage".to_owned(),
        n => format!("{n} passages"),
    };
    let message = format!("{what} of `{}` will not be in this edition", seed.path.file_name());
    let hint = "nothing to do, if that is what you mean; the marking of the passage says who may see it";
    let place = at(parsed.reading.lines(*first).first);
    let mut told = vec![Diagnostic::new(Code::PassageWithheld, place, message, hint)];
    if let Some((first, last)) = newly_kept(&parsed, &left) {
        let (lines, are) = match first == last {
            true => (first.to_string(), "line {} is"),
            false => (format!("{first}-{last}"), "lines {} are"),
        };
        let message = format!(
            "without the marked passages of `{}`, {} read as the article",
            seed.path.file_name(),
            are.replace("{}", &lines)
        );
        let file = crate::text::shown::in_shell(seed.path.as_str());
        let hint = format!(
            "look at it with `briefbook serve --edition`; if it is not: `briefbook set {file} --aside {lines}`"
        );
        told.push(Diagnostic::new(Code::PassageMoves, at(first), message, hint));
    }
    (left, told)
}

/// The first run of lines that were set aside in `whole` and are the article in `left`.
fn newly_kept(whole: &Parsed, left: &Parsed) -> Option<(u32, u32)> {
    let lines = |parsed: &Parsed, is: &dyn Fn(Role) -> bool| -> BTreeSet<u32> {
        let parts =
            parsed.article.parts.iter().filter(|part| is(part.role)).map(|part| parsed.reading.lines(part.span));
        parts.flat_map(|lines| lines.first..=lines.last).collect()
    };
    let is_aside = |role| matches!(role, Role::Aside(_));
    let is_body = |role| role == Role::Body;
    let (aside, body) = (lines(whole, &is_aside), lines(whole, &is_body));
    let fresh = lines(left, &is_body);
    let mut fresh = fresh.into_iter().filter(|line| aside.contains(line) && !body.contains(line));
    let first = fresh.next()?;
    let last = fresh.scan(first, |last, line| (line == *last + 1).then(|| *last = line).map(|()| line)).last();
    Some((first, last.unwrap_or(first)))
}

/// What the audience may know of a released article, its subject included.
fn entry(parsed: &Parsed, released: Released, inputs: &Inputs<'_>, themes: &Themes) -> (Entry, Vec<Diagnostic>) {
    let Released { article, mut shown, rights } = released;
    if article.withdrawn.is_some() && shown.is_empty() {
        return (
            Entry { article, features: Arc::default(), shown, rights, borrowed: 0, pictures: Arc::default() },
            Vec::new(),
        );
    }
    let mut features = analyze::read(&article, &parsed.reading, themes);
    let mut borrowed = 0;
    match rights {
        Rights::Full if article.origin.value == Origin::Clipping => borrowed = article.words as usize,
        Rights::Full => {}
        Rights::Excerpt => {
            let (telling, names) = analyze::telling(&features);
            (shown, borrowed) = release::excerpt(parsed, &inputs.config, &telling, &names);
        }
        Rights::LinkOnly => features = features.of_withheld_text(),
    }
    let (pictures, faults) = match rights {
        Rights::Full => pictures::of(&article, inputs.shelf, &inputs.config),
        _ => Default::default(),
    };
    (Entry { article, features: Arc::new(features), shown, rights, borrowed, pictures: Arc::new(pictures) }, faults)
}

/// A title that was made of words which readers do not get.
fn other_title(path: &SeedPath, parsed: &Parsed, released: &Released) -> Option<Diagnostic> {
    let (made, told) = (&parsed.article.title.value, &released.article.title.value);
    let message = format!(
        "readers of this edition get `{told}` as a title: `{made}` is made of words that are not theirs to see"
    );
    let hint = "give it a title of its own: `title = \"…\"` in its sidecar, or `title: …` in its front matter";
    Some(Diagnostic::new(Code::DerivedTitle, Place::file(path.as_str()), message, hint))
}

/// A clipping that readers get as a link, and that leads nowhere.
fn nowhere(path: &SeedPath, article: &Article) -> Option<Diagnostic> {
    let message = "a clipping has no address, so readers of this edition can open it nowhere";
    let hint = "if you know it, write `url = \"…\"` in its sidecar, or `url: …` in its front matter";
    article.url.is_none().then(|| Diagnostic::new(Code::NoAddress, Place::file(path.as_str()), message, hint))
}

/// For the owner alone: what readers will not get.
fn withheld(path: &SeedPath, kept: Kept, parsed: &Parsed) -> Option<Diagnostic> {
    let why = match kept {
        Kept::Draft => "it is a draft".to_owned(),
        Kept::Marked(marking) => format!("it counts as {marking}"),
        Kept::Scheduled(day) => format!("it is dated {day}, which is to come"),
        Kept::Wordless => "it has no words".to_owned(),
        // reading it told why
        Kept::Unread => return None,
    };
    let hint = "nothing to do, if that is what you mean; `[edition]` in book.toml says what readers may see";
    // the reason stands in the seed, or in a file beside it
    let marked = parsed.marked.as_ref().filter(|_| matches!(kept, Kept::Marked(_)));
    let drafted = parsed.drafted.as_ref().filter(|_| kept == Kept::Draft);
    let place = marked.map(|why| &why.place).or(drafted).cloned();
    let place = place.unwrap_or_else(|| Place::file(path.as_str()));
    let name = if place.file == path.as_str() { path.file_name() } else { path.as_str() };
    let message = format!("`{name}` is withheld from this edition: {why}");
    let otherwise = marked.map(|why| why.otherwise.as_str()).filter(|words| !words.is_empty());
    let hint =
        otherwise.map_or_else(|| hint.to_owned(), |words| format!("nothing to do, if that is what you mean; {words}"));
    Some(Diagnostic::new(Code::Withheld, place, message, hint))
}

fn unreadable(path: &SeedPath, cause: &std::io::Error) -> Diagnostic {
    let (code, hint) = match cause.kind() {
        std::io::ErrorKind::FileTooLarge => (Code::SeedTooLarge, "keep it elsewhere, or split it into smaller files"),
        std::io::ErrorKind::NotFound => (Code::SeedUnreadable, "it went away while the folder was read: build again"),
        std::io::ErrorKind::PermissionDenied => (Code::SeedUnreadable, "give yourself the right to read it"),
        _ => (Code::SeedUnreadable, "see whether other programs can read it"),
    };
    Diagnostic::new(code, Place::file(path.as_str()), format!("`{}` cannot be read: {cause}", path.file_name()), hint)
}

fn count(dossier: &Dossier) -> Counts {
    let of = |test: &dyn Fn(&Article) -> bool| dossier.entries.iter().filter(|entry| test(&entry.article)).count();
    Counts {
        articles: dossier.entries.len(),
        themes: dossier.config.themes.len(),
        unfiled: if dossier.config.themes.is_empty() { 0 } else { dossier.ledger.unfiled.len() },
        undated: of(&|article| article.date.is_none() && article.none("date").is_none()),
        derived: of(&|article| article.title.how == crate::model::How::Derived),
        withheld: dossier.withheld,
        own: of(&|article| article.origin.value == Origin::Own),
        working_copy: dossier.config.audience == Audience::WorkingCopy,
    }
}
