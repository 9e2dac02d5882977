//! A fault in the content, as data: what kind, where, what was found, what to do. Nothing here prints.

use crate::text::LineIndex;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

/// How much a fault matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that the site cannot keep as promised: `check` and `--strict` fail on it.
    Error,
    /// Something a careful owner would mend.
    Warning,
    /// Something to know about a clipping; never a failure.
    Note,
}

impl Severity {
    /// The name in every format for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident, $group:literal;)+) => {
        /// Every kind of fault. The code is stable: a user may search for it or silence it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All kinds, in the order in which they are reported.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// How much it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// What kind of fault it is, in a sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii(),)+ }
            }

            /// One and many of what is counted when faults of a kind are summed up, separated by `|`.
            #[must_use]
            pub fn counted(self) -> (&'static str, &'static str) {
                let words = match self { $(Self::$name => $group,)+ };
                words.split_once('|').unwrap_or((words, words))
            }
        }
    };
}

codes! {
    /// book.toml is not TOML.
    ConfigUnreadable = "config-unreadable", Error, "unreadable book.toml";
    /// A value in book.toml has the wrong type or form.
    ConfigValue = "config-value", Error, "wrong value in book.toml|wrong values in book.toml";
    /// A key that briefbook does not know where it matters what may leave the machine.
    EditionKey = "edition-key", Error, "unknown key about the edition|unknown keys about the edition";
    /// A key that briefbook does not know.
    UnknownKey = "unknown-key", Warning, "unknown key|unknown keys";
    /// Two themes, or two entities, with one id or name.
    ConfigTwice = "config-twice", Error, "double id in book.toml|double ids in book.toml";
    /// Defaults of which no seed's path fits the pattern.
    UnusedDefaults = "unused-defaults", Warning, "default fitting no seed|defaults fitting no seed";
    /// `src` or `build-dir` name a folder that cannot serve.
    ConfigFolder = "config-folder", Error, "unusable folder in book.toml|unusable folders in book.toml";
    /// The interface has no words in the dossier's language.
    InterfaceLanguage = "interface-language", Note, "language without interface words|languages without interface words";
    /// A template cannot be read or rendered.
    Template = "template", Error, "faulty template|faulty templates";
    /// A user's template or static file that briefbook never uses.
    UnusedTemplate = "unused-template", Warning, "unused template|unused templates";
    /// A file in `static/` that readers get as it is looks like a seed, or bears a marking.
    StaticSeed = "static-seed", Warning, "file in static/ that may not be for readers|files in static/ that may not be for readers";
    /// A file in `static/` is marked for fewer readers than the edition's.
    StaticMarked = "static-marked", Error, "file in static/ that is marked for fewer readers|files in static/ that are marked for fewer readers";
    /// A file of the output folder was changed by hand; a copy is kept.
    EditedOutput = "edited-output", Warning, "file changed by hand|files changed by hand";
    /// A folder holds a site that no build renews.
    OldOutput = "old-output", Note, "site that no build renews|sites that no build renews";
    /// addresses.toml cannot be read as meant.
    Addresses = "addresses", Error, "fault in addresses.toml|faults in addresses.toml";
    /// A recorded address whose article is not in the dossier.
    AddressAlone = "address-alone", Note, "recorded address without its article|recorded addresses without their articles";
    /// An edition whose full address nobody told.
    NoSiteUrl = "no-site-url", Note, "edition without feeds and sitemap|editions without feeds and sitemap";
    /// Two pages would be written to one file.
    RouteCollision = "route-collision", Error, "colliding address|colliding addresses";
    /// A page holds a link to a page or file that the site does not have.
    BrokenLink = "broken-link", Error, "broken link|broken links";
    /// A page holds a link to a place that its target does not have.
    BrokenAnchor = "broken-anchor", Error, "broken anchor|broken anchors";
    /// Nothing says what may leave the machine, so there is no edition to publish.
    UndecidedEdition = "undecided-edition", Error, "undecided edition|undecided editions";
    /// A page of the edition is not recorded where another machine publishes it.
    UnrecordedAddress = "unrecorded-address", Error, "page without a recorded address|pages without recorded addresses";
    /// The edition is for fewer readers than those who can open what is published.
    EditionMarking = "edition-marking", Error, "edition for fewer readers|editions for fewer readers";
    /// `site-url` is not where the site will stand.
    SiteAddress = "site-address", Error, "wrong address of the site|wrong addresses of the site";
    /// A file that GitHub Pages looks for is missing or says another thing.
    PagesFile = "pages-file", Error, "fault in what GitHub Pages looks for|faults in what GitHub Pages looks for";
    /// A file, or the site, is larger than GitHub takes.
    TooLargeToPublish = "too-large-to-publish", Error, "size that GitHub refuses|sizes that GitHub refuses";
    /// A file, or the site, is nearly larger than GitHub takes.
    NearlyTooLarge = "nearly-too-large", Warning, "size that GitHub warns of|sizes that GitHub warns of";
    /// A page asks something of another host.
    OutsideRequest = "outside-request", Error, "request to another host|requests to other hosts";
    /// An address that holds only at a domain's root, or on one disk.
    AbsolutePath = "absolute-path", Error, "address that holds at one place alone|addresses that hold at one place alone";
    /// A picture without words for those who cannot see it.
    MissingAlt = "missing-alt", Warning, "picture without words|pictures without words";
    /// A path of the site that some systems cannot hold.
    SitePath = "site-path", Warning, "path that some systems cannot hold|paths that some systems cannot hold";
    /// A file in `static/` that holds keys or passwords.
    SecretFile = "secret-file", Error, "file with keys or passwords|files with keys or passwords";
    /// A file in `static/` that an editor or a system left.
    StaticLeftover = "static-leftover", Warning, "leftover in static/|leftovers in static/";
    /// A picture in `static/` that says where it was taken.
    PicturePlace = "picture-place", Error, "picture that says where it was taken|pictures that say where they were taken";
    /// A file in `static/` that says who made it, when, or with what.
    FileMetadata = "file-metadata", Warning, "file that says who made it|files that say who made them";
    /// The name of a seed stands in the site.
    SeedName = "seed-name", Warning, "name of a seed in the site|names of seeds in the site";
    /// The seed cannot be read from the disk.
    SeedUnreadable = "seed-unreadable", Error, "unreadable seed|unreadable seeds";
    /// The seed is larger than briefbook reads.
    SeedTooLarge = "seed-too-large", Error, "too large seed|too large seeds";
    /// The seed is longer, or nests deeper, than lines are told apart.
    BeyondBounds = "beyond-bounds", Warning, "seed beyond a bound|seeds beyond a bound";
    /// A link in the folder leads out of it, or nowhere.
    LinkOutside = "link-outside", Warning, "file link not followed|file links not followed";
    /// A name that Windows refuses, or that is one with another's where capitals do not count.
    UnportableName = "unportable-name", Note, "name that other systems refuse|names that other systems refuse";
    /// The seed's format is not one that is read.
    UnknownFormat = "unknown-format", Warning, "file of an unknown format|files of unknown formats";
    /// A picture or a recording that no seed shows.
    NotRead = "not-read", Note, "picture or recording that is not read|pictures and recordings that are not read";
    /// The seed's bytes are no text.
    Binary = "binary", Warning, "file that is no text|files that are no text";
    /// The seed has no words.
    EmptySeed = "empty-seed", Warning, "empty seed|empty seeds";
    /// Bytes that stand for no character were replaced.
    Encoding = "encoding", Warning, "seed with unreadable characters|seeds with unreadable characters";
    /// The seed is not UTF-8, and its encoding was guessed.
    GuessedEncoding = "guessed-encoding", Note, "encoding guessed|encodings guessed";
    /// The seed is not UTF-8, and its encoding cannot be told.
    DoubtfulEncoding = "doubtful-encoding", Warning, "encoding that cannot be told|encodings that cannot be told";
    /// Characters that no page can show.
    Controls = "control-characters", Note, "seed with characters that no page can show|seeds with characters that no page can show";
    /// Front matter is neither YAML nor TOML.
    FrontMatter = "front-matter", Error, "unreadable front matter|unreadable front matters";
    /// What looks like front matter is not read as such, for its place or its fence.
    StrayMatter = "stray-front-matter", Warning, "front matter that is not read|front matters that are not read";
    /// A sidecar is not TOML.
    Sidecar = "sidecar", Error, "unreadable sidecar|unreadable sidecars";
    /// A sidecar's seed is not there.
    SidecarAlone = "sidecar-alone", Warning, "sidecar without a seed|sidecars without a seed";
    /// A file seems meant as a seed's sidecar and is called otherwise.
    SidecarMisnamed = "sidecar-misnamed", Warning, "misnamed sidecar|misnamed sidecars";
    /// A saved page shows its article to subscribers only.
    ClosedPage = "closed-page", Warning, "page for subscribers|pages for subscribers";
    /// A saved page's words come from a script.
    ScriptedPage = "scripted-page", Warning, "page without its words|pages without their words";
    /// A correction has the wrong type or form.
    CorrectionValue = "correction-value", Error, "wrong value in a correction|wrong values in corrections";
    /// Lines that the owner marked for fewer readers are not found in the seed any more.
    LostPassage = "lost-passage", Error, "marked passage that is lost|marked passages that are lost";
    /// Lines that the owner kept or set aside are not found in the seed any more.
    LostLines = "lost-lines", Warning, "correction of lines that is lost|corrections of lines that are lost";
    /// A correction files the article under a theme that book.toml does not define.
    UnknownTheme = "unknown-theme", Error, "unknown theme|unknown themes";
    /// A text that is to introduce something and does not: it is not the owner's, or another one does.
    Introduction = "introduction", Warning, "introduction that does not count|introductions that do not count";
    /// A marking that cannot be read; it counts as RED.
    UnknownMarking = "unknown-marking", Error, "unreadable marking|unreadable markings";
    /// What the owner says of readers and what else says so differ.
    Contradiction = "contradicted-marking", Warning, "contradicted marking|contradicted markings";
    /// A word for papers that are not for everybody counts as a marking, or as a draft.
    HandlingWord = "handling-word", Warning, "word that counts as a marking|words that count as markings";
    /// What may be a marking, and does not count as one.
    DoubtfulMarking = "doubtful-marking", Warning, "possible marking that does not count|possible markings that do not count";
    /// The article is kept from this edition's readers.
    Withheld = "withheld", Note, "withheld|withheld";
    /// Words of an article are marked for fewer readers than this edition's: for the owner alone.
    PassageWithheld = "withheld-passage", Note, "article without its marked passages|articles without their marked passages";
    /// Without its marked passages, lines of an article that were set aside are read as the article.
    PassageMoves = "passage-moves", Warning, "article that reads otherwise without its marked passages|articles that read otherwise without their marked passages";
    /// A text that leaves names what is withheld.
    WithheldTitle = "withheld-title", Warning, "name of a withheld article in a text that leaves|names of withheld articles in texts that leave";
    /// A reference to an article that is kept from this edition's readers, or to a seed that gave none.
    WithheldTarget = "withheld-target", Note, "reference to something not shown|references to something not shown";
    /// Two articles bear one title.
    DuplicateTitle = "duplicate-title", Warning, "article with a shared title|articles with a shared title";
    /// Two articles are nearly the same text.
    NearDuplicate = "near-duplicate", Warning, "article with nearly the same text as another|articles with nearly the same text as others";
    /// A wiki-link to a title or file name that several articles bear.
    AmbiguousWikiLink = "ambiguous-wiki-link", Warning, "wiki-link that several articles answer|wiki-links that several articles answer";
    /// A wiki-link whose target is not in the dossier.
    UnresolvedWikiLink = "unresolved-wiki-link", Warning, "unresolved wiki-link|unresolved wiki-links";
    /// A line that names another story as related, which is not in the dossier.
    AbsentRelated = "absent-related-post", Note, "related post that is not in the dossier|related posts that are not in the dossier";
    /// A relative link to a seed that is not in the dossier.
    UnresolvedLink = "unresolved-link", Error, "broken link between seeds|broken links between seeds";
    /// A link of a clipping that led to another page of its own site.
    ForeignLink = "foreign-link", Note, "link that led within a clipping's own site|links that led within clippings' own sites";
    /// A statement of a fact sheet whose label is neither claim nor perspective.
    UnknownStatement = "unknown-statement", Warning, "unknown type of statement|unknown types of statements";
    /// A row or column of a table of claims that cannot be read as meant.
    ClaimsTable = "claims-table", Warning, "fault in a table of claims|faults in tables of claims";
    /// A table that holds no claims.
    PlainTable = "plain-table", Note, "table without claims|tables without claims";
    /// A picture of which no copy without metadata can be made.
    PictureFormat = "picture-format", Warning, "picture of an unknown format|pictures of unknown formats";
    /// A picture that readers get as its caption: it is not there, or is not ours to show.
    PictureNotShown = "picture-not-shown", Note, "picture without a link|pictures without a link";
    /// Code of another program that makes pages, shown as text.
    Shortcode = "shortcode", Note, "kind of other programs' code, shown as text|kinds of other programs' code, shown as text";
    /// A numbered reference to a fact that the sheet does not have.
    UnresolvedFact = "unresolved-fact", Note, "reference to a missing fact|references to missing facts";
    /// Sentences with the article's words were set aside for their place.
    SetAside = "set-aside", Note, "text set aside that may be the article's|texts set aside that may be the articles'";
    /// The article reached no theme.
    Unfiled = "unfiled", Note, "unfiled|unfiled";
    /// A clipping of which readers get a link alone has no address.
    NoAddress = "no-address", Note, "clipping without an address|clippings without an address";
    /// The article has no date.
    Undated = "undated", Note, "undated|undated";
    /// The article's title was made from its text.
    DerivedTitle = "derived-title", Note, "title derived|titles derived";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A place in a file of the owner.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the dossier's root, with `/`.
    pub file: String,
    /// 1-based line; 0 when the whole file is meant.
    pub line: u32,
    /// 1-based column in characters; 0 when the whole line is meant.
    pub column: u32,
    /// The line as it stands there, or a window of a very long one, and which part of it is meant.
    pub excerpt: Option<Excerpt>,
}

/// One line of a file with the part that is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The line, or a window of it.
    pub line: String,
    /// First byte of `line` that is meant, and one past the last.
    pub meant: (usize, usize),
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0, column: 0, excerpt: None }
    }

    /// 1-based line and column (in characters) of `text`, which is the whole content of `file`: a link to its end, else one
    /// character.
    #[must_use]
    pub fn at(file: impl Into<String>, text: &str, line: u32, column: u32) -> Self {
        let Some(span) = LineIndex::new(text).span(line) else { return Self { line, column, ..Self::file(file) } };
        let words = span.of(text);
        let start = words.char_indices().nth(column.saturating_sub(1) as usize).map_or(words.len(), |(at, _)| at);
        let rest = &words[start..];
        let end = |mark: &str| rest.find(mark).map(|at| at + mark.len());
        let length = match rest {
            link if link.starts_with("[[") || link.starts_with("![[") => end("]]"),
            link if link.starts_with(['[', '!']) => end(")").or_else(|| end("]")),
            _ => None,
        };
        let from = span.start as usize + start;
        Self::within(file, text, from..from + length.unwrap_or(1))
    }

    /// Bytes `at` of `text`, which is the whole content of `file`.
    #[must_use]
    pub fn within(file: impl Into<String>, text: &str, at: std::ops::Range<usize>) -> Self {
        let index = LineIndex::new(text);
        let start = text.floor_char_boundary(at.start.min(text.len()));
        let (line, column) = index.position(text, u32::try_from(start).unwrap_or(u32::MAX));
        let span = index.span(line).map_or(0..text.len(), crate::text::Span::range);
        let start = start.min(span.end);
        let end = text.ceil_char_boundary(at.end.clamp(start, span.end));
        let (window, window_end) = window(text, start, span);
        let meant = (start - window, end.clamp(start, window_end) - window);
        let excerpt = Some(Excerpt { line: text[window..window_end].to_owned(), meant });
        Self { file: file.into(), line, column, excerpt }
    }
}

/// A whole line, or of a very long one what stands around byte `at`.
fn window(text: &str, at: usize, line: std::ops::Range<usize>) -> (usize, usize) {
    const WHOLE: usize = 4000;
    if line.len() <= WHOLE {
        return (line.start, line.end);
    }
    let start = text.floor_char_boundary(at.saturating_sub(60)).max(line.start);
    (start, text.ceil_char_boundary((start + 240).min(line.end)))
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where; faults sort by place.
    pub place: Place,
    /// What kind.
    pub code: Code,
    /// What was found, in one sentence without a full stop, the owner's own words in backticks.
    pub message: String,
    /// More to know, one sentence each.
    pub notes: Vec<String>,
    /// The next step.
    pub hint: String,
}

impl Diagnostic {
    /// A fault at `place`.
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { place, code, message: message.into(), notes: Vec::new(), hint: hint.into() }
    }

    /// The same fault with one more thing to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// `faults`, sorted, with those that say one thing of many places told once, at the first.
#[must_use]
pub fn once(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(Code, String, String), (usize, usize, Place)> = BTreeMap::new();
    let mut out: Vec<Diagnostic> = Vec::with_capacity(faults.len());
    for fault in faults {
        let file = match fault.code {
            Code::UnresolvedWikiLink
            | Code::AbsentRelated
            | Code::ForeignLink
            | Code::PictureNotShown
            | Code::BrokenAnchor
            | Code::WithheldTarget
            | Code::NoAddress
            | Code::Shortcode => String::new(),
            // a path means another thing in another folder
            Code::UnresolvedLink => fault.place.file.clone(),
            _ => {
                out.push(fault);
                continue;
            }
        };
        match first.entry((fault.code, fault.message.to_lowercase(), file)) {
            Entry::Vacant(free) => {
                free.insert((out.len(), 0, fault.place.clone()));
                out.push(fault);
            }
            Entry::Occupied(mut told) => {
                let (_, more, second) = told.get_mut();
                if *more == 0 {
                    *second = fault.place;
                }
                *more += 1;
            }
        }
    }
    for (at, more, second) in first.into_values().filter(|(_, more, _)| *more > 0) {
        let line = if second.line > 0 { format!(":{}", second.line) } else { String::new() };
        let more = if more == 1 { "one more place".to_owned() } else { format!("{more} more places, the next") };
        out[at].notes.push(format!("the same stands at {more}: {}{line}", second.file));
    }
    out
}

/// How many slips of the pen lie between two words.
#[must_use]
pub fn slips(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// ", did you mean `x`?" for the word of `known` nearest to `written`, or nothing when none is near.
#[must_use]
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    known
        .into_iter()
        .filter_map(|word| {
            let other = word.chars().count();
            let most = (other.max(length) / 3).max(1);
            let near = || slips(written, word);
            (length.abs_diff(other) <= most).then(near).filter(|distance| *distance <= most).map(|d| (d, word))
        })
        .min()
        .map(|(_, word)| word)
}
