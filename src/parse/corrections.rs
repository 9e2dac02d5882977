//! What the owner says of a seed: front matter in Markdown, a sidecar beside any seed. Front matter has the greater force.

use super::boundary::Boundary;
use super::force::{Worded, stronger};
use super::matter::{Language, Matter};
use super::passage::Marked;
use super::unread::unread;
use super::written::File;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::article::{Beaten, Introduces, Kind, Origin, Person, Source};
use crate::model::config::{Defaults, Rights};
use crate::model::{Config, Found, How, Marking, Seed};
use crate::text::decode::decode;
use crate::text::fields::{Field, Node, Unreadable, Value, from_toml, from_yaml, mended_yaml};
use crate::text::glob::Pattern;
use crate::text::handling::{self, Force, Says};
use crate::text::{Date, Lang};
use std::ops::Range;
use std::sync::Arc;

/// Everything the owner may say. Empty where nothing was said.
#[derive(Default)]
pub(super) struct Corrections {
    pub title: Option<Found<Arc<str>>>,
    pub standfirst: Option<Found<Arc<str>>>,
    pub authors: Option<Vec<Found<Person>>>,
    pub date: Option<Found<Date>>,
    pub site: Option<Found<Arc<str>>>,
    pub url: Option<Found<Arc<str>>>,
    pub lang: Option<Found<Lang>>,
    pub kind: Option<Found<Kind>>,
    pub origin: Option<Found<Origin>>,
    pub themes: Option<Found<Vec<Arc<str>>>>,
    pub tags: Option<Vec<Arc<str>>>,
    /// The strictest that is said, with its place.
    pub marking: Option<(Found<Marking>, Place)>,
    /// Whether it is a draft, with the place that says so; of two, that it is.
    pub draft: Option<(bool, Place)>,
    /// What else it says of readers.
    pub signs: Vec<Told>,
    /// Words that do not speak of the article, whatever they seem to say.
    pub overrules: Vec<String>,
    pub slug: Option<Found<Arc<str>>>,
    pub introduces: Option<Found<Introduces>>,
    pub lead: Option<bool>,
    pub hidden: Option<bool>,
    /// What it says that there is none of, the strongest first.
    pub none: Vec<(&'static str, How)>,
    pub sources: Vec<Source>,
    pub rights: Option<Found<Rights>>,
    pub withdrawn: Option<Arc<str>>,
    pub editors_note: Option<Arc<str>>,
    /// Lines that are for fewer readers.
    pub passages: Vec<Marked>,
    pub aliases: Vec<Arc<str>>,
    /// Faults of single items, where the others count.
    pub faults: Vec<Diagnostic>,
    /// What weaker corrections said.
    pub beaten: Vec<Beaten>,
    /// Lines that were kept or set aside.
    pub boundaries: Vec<Boundary>,
    /// Lines that are set aside in many seeds, the weakest that is said of lines.
    pub patterns: Vec<Pattern>,
}

/// What a place outside the article's text says of its readers.
pub(super) struct Told {
    pub says: Says,
    pub force: Force,
    /// The words.
    pub written: String,
    pub place: Place,
}

/// The keys that a sidecar or front matter may use.
const KEYS: [&str; 27] = [
    "title",
    "description",
    "authors",
    "date",
    "site",
    "url",
    "language",
    "kind",
    "origin",
    "themes",
    "tags",
    "marking",
    "draft",
    "slug",
    "overrules",
    "source",
    "aliases",
    "introduces",
    "lead",
    "hidden",
    "keep",
    "aside",
    "passage",
    "rights",
    "withdrawn",
    "editors-note",
    "author",
];

/// Keys of other programs that mean one of ours.
const ALSO: [(&str, &str); 19] = [
    ("author", "authors"),
    ("lang", "language"),
    ("theme", "themes"),
    ("summary", "description"),
    ("subtitle", "description"),
    ("standfirst", "description"),
    ("keywords", "tags"),
    ("tag", "tags"),
    ("sources", "source"),
    ("type", "kind"),
    ("created", "date"),
    ("publisher", "site"),
    ("tlp", "marking"),
    ("classification", "marking"),
    ("markings", "marking"),
    ("alias", "aliases"),
    ("redirect_from", "aliases"),
    ("passages", "passage"),
    ("retracted", "withdrawn"),
];

/// What there may be none of: an empty value in a sidecar or in defaults says so. In front matter it says nothing, for templates
/// and other programs leave names without values there.
const NONE: [&str; 5] = ["authors", "date", "site", "url", "description"];

/// What a text introduces that stands at the head of the front page.
const DOSSIER: &str = "dossier";

/// How much of a seed is looked through for a marking when its front matter cannot be read, in bytes.
const HEAD: usize = 4000;

/// How many places outside the text may speak of readers.
const MANY: usize = 200;

/// Reads both and lays the front matter over the sidecar. What is called or fenced otherwise is not read.
pub(super) fn gather(
    seed: &Seed,
    text: &str,
    matter: &Matter,
    config: &Config,
    faults: &mut Vec<Diagnostic>,
) -> Corrections {
    let mut all = Corrections::default();
    let name = || seed.path.as_str().to_owned();
    // what stands behind front matter may belong to it, where its end was not found
    let said = &text[..text.floor_char_boundary(HEAD.max(matter.body))];
    if let Some((language, at)) = &matter.block {
        let (offset, length) = (at.start, at.len());
        let file = File { name: name(), text, said, offset, length, how: How::FrontMatter, config };
        let block = &text[at.clone()];
        let fields = match language {
            Language::Yaml | Language::Json => from_yaml(block),
            Language::Toml => from_toml(block),
        };
        match fields {
            Err(_) if *language == Language::Yaml && matter.unclosed.is_none() => file.mended(block, &mut all, faults),
            fields => file.read(fields, &mut all, faults),
        }
    }
    let length = text.len();
    let whole = File { name: name(), text, said, offset: 0, length, how: How::FrontMatter, config };
    if let Some(at) = &matter.unclosed {
        let message = "it begins here and is never closed".to_owned();
        faults.push(whole.unreadable(&Unreadable { message, at: at.clone() }, &mut all));
    }
    if let Some(stray) = &matter.stray {
        faults.extend(whole.stray(stray, seed, &mut all));
    }
    let mut known = String::new();
    if let Some(beside) = &seed.sidecar {
        let text = &decode(&beside.bytes).text;
        let file = File::sidecar(&beside.path, text, config);
        file.read(from_toml(text), &mut all, faults);
        known.clone_from(text);
    }
    for beside in &seed.misnamed {
        let text = &decode(&beside.bytes).text;
        let file = File::sidecar(&beside.path, text, config);
        faults.extend(file.misnamed(seed, beside.called, &known, &mut all));
    }
    faults.extend(seed.unread.iter().map(|beside| unread(seed, beside, &mut all)));
    for defaults in config.defaults_of(seed.path.as_str()) {
        let text = &*defaults.book;
        let said = text.get(defaults.at.clone()).unwrap_or_default();
        let file = File { said, how: How::Defaults, ..File::sidecar("book.toml", text, config) };
        file.defaults(defaults, &mut all, faults);
    }
    faults.append(&mut all.faults);
    all
}

impl<'a> File<'a> {
    fn sidecar(path: &str, text: &'a str, config: &'a Config) -> Self {
        File { name: path.to_owned(), text, said: text, offset: 0, length: text.len(), how: How::Sidecar, config }
    }
}

impl File<'_> {
    fn read(&self, fields: Result<Vec<Field>, Unreadable>, all: &mut Corrections, faults: &mut Vec<Diagnostic>) {
        match fields {
            Ok(fields) => {
                faults.extend(self.misplaced(&fields, all));
                self.labels(&fields, all);
                // a clipper writes the day of clipping beside that of publication, which it may leave empty
                let has = |key: &str| fields.iter().any(|field| field.key.eq_ignore_ascii_case(key));
                let is_clipped = has("published") && (has("source") || has("url"));
                let counts = |field: &&Field| !(is_clipped && field.key.eq_ignore_ascii_case("created"));
                let told = fields.iter().filter(counts).filter_map(|field| self.field(field, all).err());
                faults.extend(told.map(|fault| *fault));
            }
            Err(fault) => faults.push(self.unreadable(&fault, all)),
        }
    }

    /// What is so of many seeds: nothing of it counts where something stronger was said, a marking included.
    fn defaults(&self, defaults: &Defaults, all: &mut Corrections, faults: &mut Vec<Diagnostic>) {
        let (is_marked, is_drafted) = (all.marking.is_some(), all.draft.is_some());
        let is_said = |field: &&Field| match canonical(&field.key).as_str() {
            "marking" => is_marked,
            "draft" => is_drafted,
            _ => false,
        };
        let unsaid = defaults.fields.iter().filter(|field| !is_said(field));
        faults.extend(unsaid.filter_map(|field| self.field(field, all).err()).map(|fault| *fault));
    }

    /// Reads YAML of which some lines are none. What such a line may have said of a marking or draft withholds.
    fn mended(&self, block: &str, all: &mut Corrections, faults: &mut Vec<Diagnostic>) {
        let (fields, broken) = mended_yaml(block);
        if let (true, Err(fault)) = (fields.is_empty(), from_yaml(block)) {
            return faults.push(self.unreadable(&fault, all));
        }
        faults.extend(broken.iter().map(|fault| self.unreadable_line(fault, block, all)));
        self.read(Ok(fields), all, faults);
    }

    /// Reads one field; what stronger corrections already said stays.
    fn field(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let key = canonical(&field.key);
        let key = key.as_str();
        let node = &field.node;
        if !matches!(key, "marking" | "overrules" | "keep" | "aside" | "passage" | "source" | "rights") {
            self.words(field, all);
        }
        let is_nothing = match &node.value {
            Value::Empty => true,
            Value::Text(text) => text.trim().is_empty() && self.how == How::FrontMatter,
            Value::List(nodes) => nodes.is_empty() && self.how == How::FrontMatter,
            _ => false,
        };
        if is_nothing && !matches!(key, "marking" | "draft") {
            return Ok(());
        }
        if let Some(key) = NONE.into_iter().find(|none| *none == key && self.how != How::FrontMatter && is_blank(node))
        {
            if all.none.iter().all(|(of, _)| *of != key) {
                all.none.push((key, self.how));
            }
            return Ok(());
        }
        match key {
            "title" => set("title", &mut all.title, self.found(self.line(field)?), &mut all.beaten),
            "description" => set("description", &mut all.standfirst, self.found(self.line(field)?), &mut all.beaten),
            "site" => set("site", &mut all.site, self.found(self.line(field)?), &mut all.beaten),
            "url" => set("url", &mut all.url, self.found(self.address(field)?), &mut all.beaten),
            "slug" => set("slug", &mut all.slug, self.found(self.slug(field)?), &mut all.beaten),
            "authors" => set("authors", &mut all.authors, self.people(field)?, &mut all.beaten),
            "aliases" => all.aliases.extend(self.texts(field)?.into_iter().map(Arc::from)),
            "tags" => {
                all.tags.get_or_insert(self.texts(field)?.into_iter().map(Arc::from).collect());
            }
            "themes" => return self.themes(field, all),
            "date" => set("date", &mut all.date, self.found(self.date(node)?), &mut all.beaten),
            "language" => set("language", &mut all.lang, self.found(self.language(field)?), &mut all.beaten),
            // other programs mean many things by it
            "kind" if field.key.eq_ignore_ascii_case("type") && self.how == How::FrontMatter => {
                let kind = self.one_of(field, Kind::ALL.map(|k| (k.name(), k)));
                kind.into_iter().for_each(|kind| set("kind", &mut all.kind, self.found(kind), &mut all.beaten));
            }
            "kind" => {
                let kind = self.one_of(field, Kind::ALL.map(|k| (k.name(), k)))?;
                set("kind", &mut all.kind, self.found(kind), &mut all.beaten);
            }
            "origin" => {
                let origin = self.one_of(field, [Origin::Own, Origin::Clipping].map(|o| (o.name(), o)))?;
                set("origin", &mut all.origin, self.found(origin), &mut all.beaten);
            }
            "introduces" => {
                let introduces = self.introduces(field)?;
                all.introduces.get_or_insert(self.found(introduces));
            }
            "lead" => {
                all.lead.get_or_insert(self.truth(field)?);
            }
            "hidden" => {
                all.hidden.get_or_insert(self.truth(field)?);
            }
            "marking" => return self.marking(field, all),
            "draft" | "private" => return self.draft(field, all),
            "overrules" => all.overrules.extend(self.texts(field)?),
            "publish" => return self.drafted(field, !self.truth(field)?, all),
            "published" => match (&node.value, Date::from_iso(&node.text().unwrap_or_default())) {
                (Value::Bool(published), _) => return self.drafted(field, !published, all),
                (_, Some(date)) => set("date", &mut all.date, self.found(date), &mut all.beaten),
                _ => {}
            },
            "source" => return self.source(field, all),
            "aside" if self.how == How::Defaults => all.patterns.extend(self.patterns(field)?),
            "passage" => self.passages(field, all),
            "rights" => return self.rights(field, all),
            "withdrawn" => {
                let why = self.withdrawn(field)?;
                all.withdrawn = all.withdrawn.take().or(why);
            }
            "editors-note" => {
                all.editors_note.get_or_insert(self.line(field)?);
            }
            "keep" | "aside" => {
                let (boundaries, faults) = self.boundaries(field, key == "keep");
                all.boundaries.extend(boundaries);
                all.faults.extend(faults);
            }
            "status" | "visibility" | "access" | "confidential" | "embargo" => {}
            _ => return self.unknown(field, all),
        }
        Ok(())
    }

    /// Theme ids that book.toml knows are kept; the first one that it does not know is told.
    fn themes(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let known = || self.config.themes.iter().map(|theme| theme.id.as_str());
        let (filed, unknown): (Vec<String>, Vec<String>) =
            self.texts(field)?.into_iter().partition(|id| known().any(|k| k == id.as_str()));
        if !filed.is_empty() {
            set("themes", &mut all.themes, self.found(filed.into_iter().map(Arc::from).collect()), &mut all.beaten);
        }
        let Some(id) = unknown.first() else { return Ok(()) };
        let hint = match did_you_mean(id, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("define it in book.toml: `[[theme]]` with `id = \"{id}\"`"),
        };
        let message = format!("book.toml defines no theme `{id}`");
        let at = match &field.node.value {
            Value::List(nodes) => nodes.iter().find(|node| node.text().as_ref() == Some(id)).map(|node| &node.at),
            _ => None,
        };
        let place = self.place(at.unwrap_or(&field.node.at));
        Err(Box::new(Diagnostic::new(Code::UnknownTheme, place, message, hint)))
    }

    /// The dossier, or a theme that book.toml knows.
    fn introduces(&self, field: &Field) -> Result<Introduces, Box<Diagnostic>> {
        let written = self.line(field)?;
        let known = || self.config.themes.iter().map(|theme| theme.id.as_str());
        if known().any(|id| *id == *written) {
            return Ok(Introduces::Theme(written));
        }
        if *written == *DOSSIER {
            return Ok(Introduces::Dossier);
        }
        let hint = match did_you_mean(&written, known().chain([DOSSIER])) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write `{DOSSIER}`, or the id of a theme of book.toml"),
        };
        let message = format!("there is no theme `{written}` to introduce");
        Err(Box::new(Diagnostic::new(Code::UnknownTheme, self.place(&field.node.at), message, hint)))
    }

    /// What cannot be read as true or false counts as a draft: better withheld than let go.
    fn draft(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        match self.truth(field) {
            Ok(draft) => self.drafted(field, draft, all),
            Err(fault) => {
                all.draft = Some((true, self.place(&field.node.at)));
                Err(Box::new(fault.note("the article counts as a draft")))
            }
        }
    }

    /// Of two that differ, that it is a draft counts.
    fn drafted(&self, field: &Field, draft: bool, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let place = Place::within(self.name.clone(), self.text, self.whole(field));
        let other = all.draft.take();
        let differs = other.as_ref().is_some_and(|(other, _)| *other != draft);
        all.draft = other.filter(|(other, _)| *other || !draft).or(Some((draft, place)));
        if !differs {
            return Ok(());
        }
        let message = "it is said to be a draft, and not to be one; it counts as a draft";
        let hint = "say the same in both places";
        Err(Box::new(Diagnostic::new(Code::Contradiction, self.place(&field.node.at), message, hint)))
    }

    /// A marking that cannot be read counts as RED: better withheld than let go.
    fn marking(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let written = field.node.text();
        if let Some(marking) = written.as_deref().and_then(Marking::parse) {
            return self.marked(field, marking, all);
        }
        self.withhold(&field.node.at, all);
        let written = written.unwrap_or_else(|| field.node.value.described());
        Err(Box::new(Diagnostic::new(
            Code::UnknownMarking,
            self.place(&field.node.at),
            format!("`{written}` is no TLP marking; it counts as RED"),
            "write one of: clear, green, amber, amber+strict, red",
        )))
    }

    /// Of two that differ, the stricter counts.
    fn marked(&self, field: &Field, marking: Marking, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let place = Place::within(self.name.clone(), self.text, self.whole(field));
        let Some((other, there)) = all.marking.take() else {
            all.marking = Some((self.found(marking), place));
            return Ok(());
        };
        let stricter = other.value.max(marking);
        let message = format!("it is marked {marking} here and {} elsewhere; {stricter} counts", other.value);
        let hint = format!("say the same here and in `{}`, line {}", there.file, there.line.max(1));
        let differs = other.value != marking;
        all.marking = Some(if other.value >= marking { (other, there) } else { (self.found(marking), place) });
        let fault = || Box::new(Diagnostic::new(Code::Contradiction, self.place(&field.node.at), message, hint));
        if differs { Err(fault()) } else { Ok(()) }
    }

    /// Words for papers that are not for everybody, under names of other programs.
    fn words(&self, field: &Field, all: &mut Corrections) {
        let texts = field.node.texts().unwrap_or_default();
        let found = texts.iter().filter_map(|text| handling::by_name(&field.key, text));
        let Some((says, force)) = found.max_by_key(|(_, force)| *force) else { return };
        let at = self.whole(field);
        let written = self.text[at.clone()].lines().next().unwrap_or_default().trim().to_owned();
        all.signs.push(Told { says, force, written, place: Place::within(self.name.clone(), self.text, at) });
    }

    /// Lines with a label in them: values, list items, comments.
    fn labels(&self, fields: &[Field], all: &mut Corrections) {
        let mut ours: Vec<Range<usize>> = Vec::new();
        for field in fields {
            let nodes = match &field.node.value {
                Value::List(nodes) => &nodes[..],
                _ => std::slice::from_ref(&field.node),
            };
            let tables =
                nodes.iter().filter_map(|node| if let Value::Table(inner) = &node.value { Some(inner) } else { None });
            match canonical(&field.key).as_str() {
                "marking" | "overrules" | "keep" | "aside" => ours.push(self.whole(field)),
                // what is said of a passage or a source is not said of the article
                "passage" => ours.extend(tables.flatten().map(|field| self.whole(field))),
                "source" => {
                    let markings = tables.flatten().filter(|field| field.key == "marking");
                    ours.extend(markings.map(|field| self.whole(field)));
                }
                _ => {}
            }
        }
        let mut at = self.offset;
        for line in self.text[self.offset..self.end()].split_inclusive('\n') {
            let start = at + line.len() - line.trim_start().len();
            let here = start..start + line.trim().len();
            at += line.len();
            let is_ours = ours.iter().any(|ours| ours.start < here.end && here.start < ours.end);
            if let Some((says, force)) = handling::alone(line).filter(|_| !is_ours && all.signs.len() < MANY) {
                let place = Place::within(self.name.clone(), self.text, here.clone());
                all.signs.push(Told { says, force, written: self.text[here].to_owned(), place });
            }
        }
    }

    /// Where a field's name and value stand, in bytes of the whole text.
    fn whole(&self, field: &Field) -> Range<usize> {
        let end = field.node.at.end.max(field.key_at.end) + self.offset;
        let start = (field.key_at.start + self.offset).min(self.text.len());
        let start = self.text.floor_char_boundary(start);
        start..self.text.ceil_char_boundary(end.clamp(start, self.text.len()))
    }

    /// `source` is our list of tables; a web clipper's is an address or a site's name.
    fn source(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let nodes = match &field.node.value {
            Value::List(nodes) => nodes.iter().collect(),
            _ => vec![&field.node],
        };
        for node in nodes {
            if let Value::Table(fields) = &node.value {
                all.sources.push(self.one_source(fields)?);
            } else if let Some(text) = node.text() {
                let is_address = text.starts_with("http://") || text.starts_with("https://");
                let (key, slot) = if is_address { ("url", &mut all.url) } else { ("site", &mut all.site) };
                set(key, slot, self.found(text.into()), &mut all.beaten);
            }
        }
        Ok(())
    }

    /// A sidecar is ours: every key must be known. Front matter is shared with other programs: only near misses are told.
    fn unknown(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let near = super::slip::near(&field.key, &field.node, &KEYS, self.how == How::FrontMatter);
        if near == Some("draft") {
            all.draft = Some((true, self.place(&field.key_at)));
            let message = format!("unknown key `{}`; the article counts as a draft", field.key);
            return Err(Box::new(Diagnostic::new(
                Code::CorrectionValue,
                self.place(&field.key_at),
                message,
                "did you mean `draft`?",
            )));
        }
        if near == Some("marking") {
            self.withhold(&field.key_at, all);
            let message = format!("unknown key `{}`; the article counts as RED", field.key);
            return Err(Box::new(Diagnostic::new(
                Code::UnknownMarking,
                self.place(&field.key_at),
                message,
                "did you mean `marking`?",
            )));
        }
        if near == Some("passage") {
            self.withhold(&field.key_at, all);
        }
        if near == Some("withdrawn") {
            all.withdrawn.get_or_insert_default();
        }
        if near == Some("rights") && self.how != How::FrontMatter {
            all.rights.get_or_insert(self.found(Rights::LinkOnly));
        }
        let is_word = all.signs.iter().any(|told| told.place.file == self.name && told.written.starts_with(&field.key));
        if (self.how == How::FrontMatter || is_word) && near.is_none() {
            return Ok(());
        }
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known keys are: {}", KEYS[..26].join(", ")),
        };
        Err(Box::new(Diagnostic::new(
            Code::UnknownKey,
            self.place(&field.key_at),
            format!("unknown key `{}`", field.key),
            hint,
        )))
    }
}

/// How something that the owner may say of a seed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words on one line.
    Text,
    /// Names, which may hold commas.
    Names,
    /// Words or ids.
    List,
    /// True or false.
    Truth,
    /// First and last words of lines.
    Lines,
    /// Tables with values of their own.
    Tables,
}

/// What can be said of a seed, by the names that a sidecar uses.
pub fn correction_keys() -> impl Iterator<Item = &'static str> {
    KEYS.into_iter().filter(|key| *key != "author")
}

/// What `written` means, whatever its letter case, and how it is written.
#[must_use]
pub fn correction_key(written: &str) -> Option<(&'static str, Form)> {
    let meant = canonical(written);
    let key = correction_keys().find(|key| *key == meant)?;
    let form = match key {
        "authors" => Form::Names,
        "themes" | "tags" | "aliases" | "overrules" => Form::List,
        "draft" | "lead" | "hidden" => Form::Truth,
        "keep" | "aside" => Form::Lines,
        "source" | "passage" => Form::Tables,
        _ => Form::Text,
    };
    Some((key, form))
}

/// Whether there may be none of what `key` means, so that an empty value in a sidecar says so.
#[must_use]
pub fn can_be_none(key: &str) -> bool {
    NONE.contains(&key)
}

/// The name under which `text`, a sidecar or front matter, says what `key` means; `key` where it does not say it.
#[must_use]
pub fn name_in(text: &str, is_toml: bool, key: &str) -> String {
    let fields = if is_toml { from_toml(text) } else { from_yaml(text) }.unwrap_or_default();
    fields.into_iter().find(|field| canonical(&field.key) == key).map_or_else(|| key.to_owned(), |field| field.key)
}

/// Whether a value is empty, or all of its items are.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Text(text) => text.trim().is_empty(),
        Value::List(nodes) => nodes.iter().all(is_blank),
        _ => false,
    }
}

/// Our name for what other programs call otherwise, in lower case.
fn canonical(key: &str) -> String {
    ALSO.iter().find(|(other, _)| other.eq_ignore_ascii_case(key)).map_or(key, |(_, ours)| ours).to_lowercase()
}

/// Whether a sidecar or front matter may use `key`.
pub(super) fn is_key(key: &str) -> bool {
    KEYS.iter().chain(ALSO.iter().map(|(other, _)| other)).any(|known| known.eq_ignore_ascii_case(key))
}

fn set<T: Worded>(key: &'static str, slot: &mut Option<T>, value: T, beaten: &mut Vec<Beaten>) {
    *slot = stronger(key, slot.take(), Some(value), beaten);
}
