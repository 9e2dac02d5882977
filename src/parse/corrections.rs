//! What the owner says of a seed: front matter in Markdown, a sidecar beside any seed. Front matter has the greater force.

use super::matter::{Language, Matter};
use super::written::File;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::article::{Kind, Origin, Person, Source};
use crate::model::{Config, Found, How, Marking, Seed};
use crate::text::decode::decode;
use crate::text::fields::{Field, Unreadable, Value, from_toml, from_yaml, mended_yaml};
use crate::text::{Date, Lang};
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
    pub marking: Option<Found<Marking>>,
    pub draft: Option<bool>,
    pub slug: Option<Found<Arc<str>>>,
    pub sources: Vec<Source>,
    pub aliases: Vec<Arc<str>>,
}

/// The keys that a sidecar or front matter may use.
const KEYS: [&str; 17] = [
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
    "source",
    "aliases",
    "author",
];

/// Keys of other programs that mean one of ours.
const ALSO: [(&str, &str); 17] = [
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
];

/// How much of a seed is looked through for a marking when its front matter cannot be read, in bytes.
const HEAD: usize = 4000;

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
        let file = File { name: name(), text, said, offset: at.start, how: How::FrontMatter, config };
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
    let whole = File { name: name(), text, said, offset: 0, how: How::FrontMatter, config };
    if let Some(at) = &matter.unclosed {
        let message = "it begins here and is never closed".to_owned();
        faults.push(whole.unreadable(&Unreadable { message, at: at.clone() }, &mut all));
    }
    if let Some(stray) = &matter.stray {
        faults.extend(whole.stray(stray, seed, &mut all));
    }
    if let Some(beside) = &seed.sidecar {
        let text = &decode(&beside.bytes).text;
        let file = File { name: beside.path.clone(), text, said: text, offset: 0, how: How::Sidecar, config };
        file.read(from_toml(text), &mut all, faults);
    }
    for beside in &seed.misnamed {
        let text = &decode(&beside.bytes).text;
        let file = File { name: beside.path.clone(), text, said: text, offset: 0, how: How::Sidecar, config };
        faults.push(file.misnamed(seed, &mut all));
    }
    all
}

impl File<'_> {
    fn read(&self, fields: Result<Vec<Field>, Unreadable>, all: &mut Corrections, faults: &mut Vec<Diagnostic>) {
        match fields {
            Ok(fields) => {
                faults.extend(self.misplaced(&fields, all));
                faults.extend(fields.iter().filter_map(|field| self.field(field, all).err()).map(|fault| *fault));
            }
            Err(fault) => faults.push(self.unreadable(&fault, all)),
        }
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
        let key = ALSO
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(&field.key))
            .map_or(field.key.as_str(), |(_, ours)| ours);
        let key = key.to_lowercase();
        let key = key.as_str();
        let node = &field.node;
        let is_nothing = match &node.value {
            Value::Empty => true,
            Value::Text(text) => text.trim().is_empty() && self.how == How::FrontMatter,
            Value::List(nodes) => nodes.is_empty() && self.how == How::FrontMatter,
            _ => false,
        };
        if is_nothing && !matches!(key, "marking" | "draft") {
            return Ok(());
        }
        match key {
            "title" => set(&mut all.title, self.found(self.line(field)?)),
            "description" => set(&mut all.standfirst, self.found(self.line(field)?)),
            "site" => set(&mut all.site, self.found(self.line(field)?)),
            "url" => set(&mut all.url, self.found(self.line(field)?)),
            "slug" => set(&mut all.slug, self.found(self.slug(field)?)),
            "authors" => set(&mut all.authors, self.people(field)?),
            "aliases" => all.aliases.extend(self.texts(field)?.into_iter().map(Arc::from)),
            "tags" => set(&mut all.tags, self.texts(field)?.into_iter().map(Arc::from).collect()),
            "themes" => return self.themes(field, all),
            "date" => set(&mut all.date, self.found(self.date(node)?)),
            "language" => set(&mut all.lang, self.found(self.language(field)?)),
            // other programs mean many things by it
            "kind" if field.key.eq_ignore_ascii_case("type") && self.how == How::FrontMatter => {
                let kind = self.one_of(field, Kind::ALL.map(|k| (k.name(), k)));
                kind.into_iter().for_each(|kind| set(&mut all.kind, self.found(kind)));
            }
            "kind" => set(&mut all.kind, self.found(self.one_of(field, Kind::ALL.map(|k| (k.name(), k)))?)),
            "origin" => {
                let origin = self.one_of(field, [Origin::Own, Origin::Clipping].map(|o| (o.name(), o)))?;
                set(&mut all.origin, self.found(origin));
            }
            "marking" => return self.marking(field, all),
            "draft" | "private" => return self.draft(field, all),
            "status" | "visibility" => {
                let word = node.text().unwrap_or_default().to_lowercase();
                if matches!(word.as_str(), "draft" | "private" | "unpublished" | "internal") {
                    set(&mut all.draft, true);
                }
            }
            "publish" => set(&mut all.draft, !self.truth(field)?),
            "published" => match (&node.value, Date::from_iso(&node.text().unwrap_or_default())) {
                (Value::Bool(published), _) => set(&mut all.draft, !published),
                (_, Some(date)) => set(&mut all.date, self.found(date)),
                _ => {}
            },
            "source" => return self.source(field, all),
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
            set(&mut all.themes, self.found(filed.into_iter().map(Arc::from).collect()));
        }
        let Some(id) = unknown.first() else { return Ok(()) };
        let hint = match did_you_mean(id, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("define it in book.toml: `[[theme]]` with `id = \"{id}\"`"),
        };
        let message = format!("book.toml defines no theme `{id}`");
        Err(Box::new(Diagnostic::new(Code::UnknownTheme, self.place(&field.node.at), message, hint)))
    }

    /// What cannot be read as true or false counts as a draft: better withheld than let go.
    fn draft(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let said = self.truth(field);
        match &said {
            Ok(draft) => set(&mut all.draft, *draft),
            Err(_) => all.draft = Some(true),
        }
        said.map(|_| ()).map_err(|fault| Box::new(fault.note("the article counts as a draft")))
    }

    /// A marking that cannot be read counts as RED: better withheld than let go.
    fn marking(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let written = field.node.text();
        if let Some(marking) = written.as_deref().and_then(Marking::parse) {
            set(&mut all.marking, self.found(marking));
            return Ok(());
        }
        self.withhold(all);
        let written = written.unwrap_or_else(|| field.node.value.described());
        Err(Box::new(Diagnostic::new(
            Code::UnknownMarking,
            self.place(&field.node.at),
            format!("`{written}` is no TLP marking; it counts as RED"),
            "write one of: clear, green, amber, amber+strict, red",
        )))
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
                set(if is_address { &mut all.url } else { &mut all.site }, self.found(text.into()));
            }
        }
        Ok(())
    }

    /// A sidecar is ours: every key must be known. Front matter is shared with other programs: only near misses are told.
    fn unknown(&self, field: &Field, all: &mut Corrections) -> Result<(), Box<Diagnostic>> {
        let near = did_you_mean(&field.key, KEYS).filter(|_| !super::marked::is_other(&field.key));
        if near == Some("draft") {
            all.draft = Some(true);
            let message = format!("unknown key `{}`; the article counts as a draft", field.key);
            return Err(Box::new(Diagnostic::new(
                Code::CorrectionValue,
                self.place(&field.key_at),
                message,
                "did you mean `draft`?",
            )));
        }
        if near == Some("marking") {
            self.withhold(all);
            let message = format!("unknown key `{}`; the article counts as RED", field.key);
            return Err(Box::new(Diagnostic::new(
                Code::UnknownMarking,
                self.place(&field.key_at),
                message,
                "did you mean `marking`?",
            )));
        }
        if self.how == How::FrontMatter && near.is_none() {
            return Ok(());
        }
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known keys are: {}", KEYS[..16].join(", ")),
        };
        Err(Box::new(Diagnostic::new(
            Code::UnknownKey,
            self.place(&field.key_at),
            format!("unknown key `{}`", field.key),
            hint,
        )))
    }
}

/// Whether a sidecar or front matter may use `key`.
pub(super) fn is_key(key: &str) -> bool {
    KEYS.iter().chain(ALSO.iter().map(|(other, _)| other)).any(|known| known.eq_ignore_ascii_case(key))
}

fn set<T>(slot: &mut Option<T>, value: T) {
    if slot.is_none() {
        *slot = Some(value);
    }
}
