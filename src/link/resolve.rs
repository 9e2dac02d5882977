//! What each reference points to.

use super::Kept;
use super::anchors::{self, Headings};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::article::Origin;
use crate::model::config::{Audience, Rights};
use crate::model::links::Resolved;
use crate::model::reference::{RefKind, Reference, Target};
use crate::model::{Dossier, Entry, Look, Route, Slot};
use crate::text::Key;
use crate::text::fold::fold_title;
use crate::text::slug::slug;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Names by which an article can be pointed to.
struct Names<'d> {
    dossier: &'d Dossier,
    look: &'d Look,
    kept: &'d [Kept<'d>],
    /// By title, by file name and by path, an index of `kept`.
    kept_by: [BTreeMap<Key, usize>; 2],
    kept_paths: BTreeSet<&'d str>,
    /// Paths of tables of contents, which have no page.
    contents: BTreeSet<&'d str>,
    anchors: &'d [Vec<(u32, Arc<str>)>],
    /// The headings of articles that somebody pointed into.
    headings: RefCell<BTreeMap<Slot, Headings<'d>>>,
    places: BTreeMap<(Slot, &'d str), Option<Arc<str>>>,
    paths: BTreeMap<String, Slot>,
    stems: BTreeMap<Key, Vec<Slot>>,
    aliases: BTreeMap<Key, Vec<Slot>>,
    urls: BTreeMap<String, Slot>,
    short_titles: BTreeMap<Key, Slot>,
    /// What was found near names that nothing bears.
    near: RefCell<BTreeMap<String, Option<String>>>,
}

/// What the references of articles point to, by their index.
type Targets = Vec<Box<[Resolved]>>;

/// For each article what its references point to, and the same for each of `contents`.
pub(super) fn all<'d>(
    dossier: &'d Dossier,
    look: &'d Look,
    kept: &'d [Kept<'d>],
    contents: &'d [Entry],
    anchors: &'d [Vec<(u32, Arc<str>)>],
    faults: &mut Vec<Diagnostic>,
) -> (Targets, Targets) {
    let mut names = Names::new(dossier, look, kept, anchors);
    names.contents = contents.iter().map(|entry| entry.article.seed.as_str()).collect();
    let mut of = |slot: Slot, entry: &Entry| -> Box<[Resolved]> {
        let one = |(index, reference)| match entry.pictures.get(&index) {
            Some(Some(picture)) => Resolved::File(picture.route.clone()),
            Some(None) => Resolved::Missing,
            None => names.resolve(slot, entry, reference, faults),
        };
        (0u16..).zip(&entry.article.refs).map(one).collect()
    };
    let resolved = dossier.iter().map(|(slot, entry)| of(slot, entry)).collect();
    // no article points from there
    let listed = contents.iter().map(|entry| of(Slot(u32::MAX), entry)).collect();
    (resolved, listed)
}

impl<'d> Names<'d> {
    fn new(dossier: &'d Dossier, look: &'d Look, kept: &'d [Kept<'d>], anchors: &'d [Vec<(u32, Arc<str>)>]) -> Self {
        let mut kept_by = [BTreeMap::new(), BTreeMap::new()];
        for (at, one) in kept.iter().enumerate() {
            kept_by[0].entry(Key::of_title(&one.title)).or_insert(at);
            kept_by[0].entry(Key::of_title(without_bracket(&one.title))).or_insert(at);
            kept_by[1].entry(Key::of_title(one.seed.stem())).or_insert(at);
        }
        let mut names = Self {
            dossier,
            look,
            kept,
            kept_by,
            kept_paths: kept.iter().map(|kept| kept.seed.as_str()).collect(),
            contents: BTreeSet::new(),
            anchors,
            headings: RefCell::default(),
            places: anchors::places(dossier, anchors),
            paths: BTreeMap::new(),
            stems: BTreeMap::new(),
            aliases: BTreeMap::new(),
            urls: BTreeMap::new(),
            short_titles: BTreeMap::new(),
            near: RefCell::default(),
        };
        for (slot, entry) in dossier.iter() {
            let article = &entry.article;
            names.paths.entry(article.seed.as_str().to_lowercase()).or_insert(slot);
            names.stems.entry(Key::of_title(article.seed.stem())).or_default().push(slot);
            for alias in &article.aliases {
                names.aliases.entry(Key::of_title(alias)).or_default().push(slot);
            }
            if let Some(url) = &article.url {
                names.urls.entry(bare_url(&url.value)).or_insert(slot);
            }
            names.short_titles.entry(Key::of_title(without_bracket(&article.title.value))).or_insert(slot);
        }
        names
    }

    fn resolve(&self, slot: Slot, entry: &Entry, reference: &Reference, faults: &mut Vec<Diagnostic>) -> Resolved {
        match &reference.target {
            Target::Fact(index) => Resolved::Fact(*index),
            Target::Url(url) => self.address(url),
            Target::Here(_) if slot.index() >= self.anchors.len() => Resolved::Missing,
            Target::Here(anchor) => {
                self.anchor(slot, entry, reference, anchor, faults).map_or(Resolved::Missing, Resolved::Here)
            }
            Target::Named { name, heading } => match self.named(slot, entry, reference.kind, name) {
                Some(found) => {
                    if reference.kind == RefKind::WikiLink {
                        faults.extend(self.ambiguous(slot, entry, reference, name, found));
                    }
                    self.at(found, entry, reference, heading.as_deref(), faults)
                }
                None => {
                    let is_link = reference.kind == RefKind::WikiLink;
                    if let Some(kept) = self.kept_as(name).filter(|kept| is_link || kept.1) {
                        faults.push(self.named_withheld(entry, reference, name, kept));
                    } else if is_link {
                        faults.push(self.unresolved_name(entry, reference, name));
                    } else if reference.kind == RefKind::RelatedPost {
                        faults.push(absent(entry, reference, name));
                    }
                    Resolved::Missing
                }
            },
            Target::Path { path, anchor } => self.path(slot, entry, reference, path, anchor.as_deref(), faults),
            Target::Nothing => {
                if reference.kind == RefKind::Citation && reference.inline && !entry.article.facts.is_empty() {
                    let message = format!("`{}` points to no fact or source of this sheet", words(entry, reference));
                    let hint = "correct the number, if the text is yours";
                    faults.push(Diagnostic::new(Code::UnresolvedFact, place(entry, reference), message, hint));
                }
                Resolved::Missing
            }
        }
    }

    /// An address may be that of a clipping in the dossier.
    fn address(&self, url: &Arc<str>) -> Resolved {
        if let Some(&slot) = self.urls.get(&bare_url(url)) {
            return Resolved::Article { slot, anchor: None };
        }
        let followable =
            ["http://", "https://", "mailto:", "//"].iter().any(|scheme| url.to_lowercase().starts_with(scheme));
        if followable { Resolved::Outside(url.clone()) } else { Resolved::Missing }
    }

    /// A file's name with or without extension and folders, a title or an alias; the nearest where several bear it. A
    /// wiki-link means the file before the title.
    fn named(&self, from: Slot, entry: &Entry, kind: RefKind, name: &str) -> Option<Slot> {
        let key = Key::of_title(name);
        let here = entry.article.seed.folder();
        let nearest = |slots: Option<&Vec<Slot>>| {
            slots?.iter().copied().min_by_key(|slot| (*slot == from, self.distance(here, *slot), *slot))
        };
        let title = || nearest(self.dossier.ledger.titles.get(&key));
        let file = || {
            let path = name.contains('/').then(|| self.file(join(&self.dossier.config.src, name)?)).flatten();
            path.or_else(|| self.tail(from, here, name))
        };
        let found = if kind == RefKind::WikiLink { file().or_else(title) } else { title().or_else(file) };
        found.or_else(|| nearest(self.aliases.get(&key))).or_else(|| {
            let short = self.short_titles.get(&Key::of_title(without_bracket(name))).copied();
            short.filter(|_| fold_title(name).len() >= 12)
        })
    }

    /// The article whose seed's path ends as `path` does, the nearest to the folder `here`.
    fn tail(&self, from: Slot, here: &str, path: &str) -> Option<Slot> {
        let stem = stem_of(path);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).trim_start_matches(['.', '/']);
        let folder = fold_title(folder);
        let ends = |slot: &Slot| {
            let found = fold_title(self.dossier.entry(*slot).article.seed.folder());
            found
                .strip_suffix(&folder)
                .is_some_and(|before| folder.is_empty() || before.is_empty() || before.ends_with(' '))
        };
        let slots = self.stems.get(&Key::of_title(stem))?.iter().copied().filter(ends);
        slots.min_by_key(|slot| (self.apart(here, stem, *slot), *slot == from, *slot))
    }

    /// How far the article of a name is from what was written: another spelling than in letter case, then folders, then letters.
    fn apart(&self, here: &str, written: &str, slot: Slot) -> (bool, (usize, usize), bool) {
        let stem = self.dossier.entry(slot).article.seed.stem();
        let is_other = stem.to_lowercase() != written.to_lowercase();
        (is_other, self.distance(here, slot), stem != written)
    }

    /// How far an article's folder is from the folder `here`: folders that they do not share, then those of its own.
    fn distance(&self, here: &str, slot: Slot) -> (usize, usize) {
        let folder = self.dossier.entry(slot).article.seed.folder();
        let shared = folder.split('/').zip(here.split('/')).take_while(|(a, b)| a == b).count();
        let own = folder.split('/').count();
        (here.split('/').count().saturating_sub(shared), own.saturating_sub(shared))
    }

    /// The article of the seed at `path`, which may lack its extension, bear that of a page, or be a folder.
    fn file(&self, path: String) -> Option<Slot> {
        let path = path.to_lowercase();
        let page = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"));
        let known = |path: &str| self.paths.get(path).copied();
        known(&path).or_else(|| page.and_then(|page| known(&format!("{page}.md")))).or_else(|| {
            [".md", "/index.md", "/_index.md", "/readme.md"].iter().find_map(|end| known(&format!("{path}{end}")))
        })
    }

    /// A name that another article bears as well, no farther from this one than the found.
    fn ambiguous(
        &self,
        from: Slot,
        entry: &Entry,
        reference: &Reference,
        name: &str,
        found: Slot,
    ) -> Option<Diagnostic> {
        let seed = |slot: Slot| &self.dossier.entry(slot).article.seed;
        let here = entry.article.seed.folder();
        let (stems, titles) =
            (self.stems.get(&Key::of_title(stem_of(name))), self.dossier.ledger.titles.get(&Key::of_title(name)));
        let aliases = self.aliases.get(&Key::of_title(name));
        let told = [(stems, "have the file name"), (titles, "bear the title"), (aliases, "have the alias")];
        let (all, what) =
            told.into_iter().find_map(|(all, what)| Some((all.filter(|all| all.contains(&found))?, what)))?;
        let stem = stem_of(name);
        let near = |slot: &Slot| match what {
            "have the file name" => self.apart(here, stem, *slot) <= self.apart(here, stem, found),
            _ => self.distance(here, *slot) <= self.distance(here, found),
        };
        let mut others = all.iter().copied().filter(|slot| *slot != from && *slot != found && near(slot));
        let other = others.next().filter(|_| !name.contains('/'))?;
        let more = others.count();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = format!("`{}` and `{}`{more} {what} `{name}`", seed(found), seed(other));
        let target = seed(found).as_str();
        let target = target.strip_prefix(&self.dossier.config.src).unwrap_or(target).trim_start_matches('/');
        let target = target.rsplit_once('.').map_or(target, |(stem, _)| stem);
        let hint = format!("name the file that you mean, such as `[[{target}|{name}]]`");
        let fault = Diagnostic::new(Code::AmbiguousWikiLink, place(entry, reference), message, hint);
        Some(fault.note(format!("the link leads to `{}`", seed(found))))
    }

    fn path(
        &self,
        slot: Slot,
        entry: &Entry,
        reference: &Reference,
        path: &str,
        anchor: Option<&str>,
        faults: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let (src, here) = (self.dossier.config.src.as_str(), entry.article.seed.folder());
        let joined = join(if path.starts_with('/') { src } else { here }, path);
        // vaults write paths from their root, or no more of a path than they need
        let names_note = path.to_lowercase().ends_with(".md") || path.trim_matches('/').contains('/');
        let found = joined
            .clone()
            .and_then(|path| self.file(path))
            .or_else(|| self.file(join(src, path)?))
            .or_else(|| self.tail(slot, here, path).filter(|_| names_note && !is_file(path)))
            .or_else(|| self.aliases.get(&Key::of_title(path)).filter(|_| path.starts_with('/'))?.first().copied());
        if let Some(slot) = found {
            return self.at(slot, entry, reference, anchor, faults);
        }
        let Some(joined) = joined else { return self.unresolved_path(entry, reference, path, faults) };
        if [joined.clone(), format!("{joined}.md")].iter().any(|path| self.kept_paths.contains(path.as_str())) {
            faults.push(self.withheld(entry, reference, path));
            return Resolved::Missing;
        }
        if self.contents.contains(joined.as_str()) {
            let message = format!("`{path}` only orders the others, and has no page");
            let hint = "nothing to do: readers see these words without a link";
            faults.push(Diagnostic::new(Code::WithheldTarget, place(entry, reference), message, hint));
            return Resolved::Missing;
        }
        let file = joined.strip_prefix("static/").filter(|file| self.look.statics.contains_key(*file));
        if file.is_some() {
            return Resolved::File(Route::new(&joined));
        }
        self.unresolved_path(entry, reference, path, faults)
    }

    fn at(
        &self,
        slot: Slot,
        entry: &Entry,
        reference: &Reference,
        heading: Option<&str>,
        faults: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let anchor = heading.and_then(|heading| self.anchor(slot, entry, reference, heading, faults));
        Resolved::Article { slot, anchor }
    }

    fn anchor(
        &self,
        slot: Slot,
        entry: &Entry,
        reference: &Reference,
        written: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Arc<str>> {
        let anchors = &self.anchors[slot.index()];
        let last = written.trim_end_matches('\\').rsplit('#').next().unwrap_or(written).trim();
        if self.hides(slot) {
            let message = format!(
                "`{}` is not shown in full in this edition, so `#{last}` leads to its top",
                self.dossier.entry(slot).article.title.value
            );
            let hint = "nothing to do: `clippings` in book.toml, or `rights` of the article, says so";
            faults.push(Diagnostic::new(Code::WithheldTarget, place(entry, reference), message, hint));
            return None;
        }
        let block = format!("^{last}");
        if let Some(place) = [last, &block].iter().find_map(|name| self.places.get(&(slot, *name))) {
            return place.clone();
        }
        let mut headings = self.headings.borrow_mut();
        if let Some(anchor) = headings.entry(slot).or_insert_with(|| Headings::new(anchors)).find(last) {
            return Some(anchor);
        }
        let target = &self.dossier.entry(slot).article;
        // the heading that became the title stands at the top
        if fold_title(last) == fold_title(&target.title.value) || slug(last) == slug(&target.title.value) {
            return None;
        }
        let written = last;
        if let Some(name) = last.strip_prefix('^') {
            let message = format!("`{}` has no block `^{name}`", target.title.value);
            let hint = format!("write ` ^{name}` behind the words that are meant, or leave `#^{name}` out");
            faults.push(Diagnostic::new(Code::BrokenAnchor, place(entry, reference), message, hint));
            return None;
        }
        let near = did_you_mean(written, anchors.iter().take(2000).map(|(_, anchor)| &**anchor));
        let hint = match near {
            Some(near) => format!("did you mean `#{near}`?"),
            None if anchors.is_empty() => "leave `#` and what follows it out: the article has no headings".to_owned(),
            None => format!("its headings are: {}", list(anchors)),
        };
        let message = format!("`{}` has no heading `#{written}`", target.title.value);
        faults.push(Diagnostic::new(Code::BrokenAnchor, place(entry, reference), message, hint));
        None
    }

    /// Whether readers get less of the article at `slot` than all.
    fn hides(&self, slot: Slot) -> bool {
        self.dossier.entry(slot).rights != Rights::Full
    }

    /// What is kept from this audience and goes by `name`, and whether that is its title.
    fn kept_as(&self, name: &str) -> Option<(&Kept<'d>, bool)> {
        let keys = [Key::of_title(name), Key::of_title(without_bracket(name))];
        let titled = keys.iter().find_map(|key| self.kept_by[0].get(key));
        let named = || self.kept_by[1].get(&Key::of_title(stem_of(name)));
        let by_title = titled.map(|&at| (&self.kept[at], true));
        by_title.or_else(|| named().map(|&at| (&self.kept[at], false)))
    }

    /// A name of what this audience may not know of: readers see it as that of anything else that is not there.
    fn named_withheld(
        &self,
        entry: &Entry,
        reference: &Reference,
        name: &str,
        (kept, is_title): (&Kept<'_>, bool),
    ) -> Diagnostic {
        let is_seen = fold_title(&words(entry, reference)).contains(&fold_title(name));
        if !is_seen || !matches!(self.dossier.config.audience, Audience::Edition(_)) {
            return self.withheld(entry, reference, name);
        }
        let (what, other) = if is_title { ("title", "title") } else { ("name", "file's name") };
        let message = format!("`{name}` is the {other} of `{}`, which is withheld from this edition", kept.seed);
        let instead = match reference.kind {
            RefKind::WikiLink => format!("show other words, as in `[[{name}|other words]]`"),
            _ => "leave it out, or withhold this text too".to_owned(),
        };
        let hint = format!(
            "if the {what} must not be known either, {instead}; else nothing: it reads as cited, not in this dossier"
        );
        Diagnostic::new(Code::WithheldTitle, place(entry, reference), message, hint)
            .note(format!("readers see this {what}, though nothing tells them that there is such an article"))
    }

    /// A pointer to what this audience may not know of, or to a seed that gave no article.
    fn withheld(&self, entry: &Entry, reference: &Reference, name: &str) -> Diagnostic {
        let (message, hint) = match self.dossier.config.audience {
            Audience::Edition(_) => (
                format!("`{name}` is withheld from this edition"),
                "nothing to do, if that is what you mean: readers see these words without a link",
            ),
            Audience::WorkingCopy => (
                format!("nothing could be read in `{name}`, so it is no article"),
                "give it words, or leave the link out",
            ),
        };
        Diagnostic::new(Code::WithheldTarget, place(entry, reference), message, hint)
    }

    fn unresolved_name(&self, entry: &Entry, reference: &Reference, name: &str) -> Diagnostic {
        let titles = || self.dossier.entries.iter().take(2000).map(|e| &*e.article.title.value);
        let near = self.nearest(format!("title {name}"), || did_you_mean(name, titles()).map(str::to_owned));
        let hint = match near {
            Some(near) => format!("did you mean `[[{near}]]`?"),
            None => {
                "correct the title, or add the article; until then it is shown as cited, not in this dossier".to_owned()
            }
        };
        let message = format!("no article of the dossier is called `{name}`");
        Diagnostic::new(Code::UnresolvedWikiLink, place(entry, reference), message, hint)
    }

    /// What `look` finds, looked for once a `name`.
    fn nearest(&self, name: String, look: impl FnOnce() -> Option<String>) -> Option<String> {
        if let Some(known) = self.near.borrow().get(&name) {
            return known.clone();
        }
        let found = look();
        self.near.borrow_mut().insert(name, found.clone());
        found
    }

    fn unresolved_path(
        &self,
        entry: &Entry,
        reference: &Reference,
        path: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let names_seed = [".md", ".markdown", ".txt"].iter().any(|extension| path.to_lowercase().ends_with(extension));
        let is_own = entry.article.origin.value == Origin::Own;
        if reference.kind == RefKind::Picture || is_file(path) && !is_own {
            let what = if reference.kind == RefKind::Picture { "picture" } else { "file" };
            let message = match reference.kind {
                RefKind::Picture if is_own => format!("the picture `{path}` is not there"),
                _ => format!("the {what} `{path}` does not lie in `static/`"),
            };
            let hint = match reference.kind {
                RefKind::Picture if is_own => {
                    "put it beside this text, or correct its path; until then readers see its caption"
                }
                RefKind::Picture => {
                    "nothing to do: readers see its caption; `pictures = true` in `[edition]` of book.toml shows pictures of clippings that lie among the seeds"
                }
                _ => "nothing to do: readers see its caption; to link it too, put it into `static/` and point there",
            };
            faults.push(Diagnostic::new(Code::PictureNotShown, place(entry, reference), message, hint));
            return Resolved::Missing;
        }
        let message = format!("`{path}` is no seed and no file in `static/`");
        faults.push(if names_seed || is_own {
            let name = path.rsplit('/').next().unwrap_or(path);
            let near = self.nearest(format!("path {name}"), || {
                let name = name.to_lowercase();
                let known = self.paths.keys().take(5000).filter_map(|p| p.rsplit('/').next());
                did_you_mean(&name, known.filter(|known| *known != name)).map(str::to_owned)
            });
            let hint = near.map_or_else(
                || "correct the path, or put the file into `static/` and point there".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Diagnostic::new(Code::UnresolvedLink, place(entry, reference), message, hint)
        } else {
            let hint = "nothing to do: readers see its words without a link";
            Diagnostic::new(Code::ForeignLink, place(entry, reference), message, hint)
        });
        Resolved::Missing
    }
}

/// A story that a site names as related and that nobody clipped.
fn absent(entry: &Entry, reference: &Reference, name: &str) -> Diagnostic {
    let message = format!("the related post `{}` is not in the dossier", cut(name));
    let hint = "nothing to do: readers see it as cited, not in this dossier; to link it, clip it too";
    Diagnostic::new(Code::AbsentRelated, place(entry, reference), message, hint)
}

/// At most what a line of a message holds.
fn cut(name: &str) -> String {
    const MOST: usize = 120;
    let end = name.floor_char_boundary(MOST);
    if end < name.len() { format!("{}…", &name[..end]) } else { name.to_owned() }
}

fn list(anchors: &[(u32, Arc<str>)]) -> String {
    let shown: Vec<String> = anchors.iter().take(6).map(|(_, anchor)| format!("#{anchor}")).collect();
    let more = if anchors.len() > 6 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

fn words(entry: &Entry, reference: &Reference) -> String {
    entry.shown.words(reference.at).unwrap_or_default().to_owned()
}

/// Where the reference stands; the pipeline adds the line itself.
fn place(entry: &Entry, reference: &Reference) -> Place {
    let (line, column) = reference.place;
    Place { line, column, ..Place::file(entry.article.seed.as_str()) }
}

/// `path` from the folder `from`, both with `/`; `None` when it climbs out.
fn join(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A file's name without folders and without the extension of a text.
fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    [".md", ".markdown", ".txt"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// Whether a path names a file of another kind than texts and pages.
fn is_file(path: &str) -> bool {
    const ENDS: [&str; 18] = [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "pdf", "mp3", "mp4", "m4a", "wav", "ogg", "webm",
        "mov", "canvas", "base",
    ];
    path.rsplit_once('.').is_some_and(|(_, end)| ENDS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// An address without what does not change the page: scheme, `www.`, fragment, tracking parameters, closing slash.
fn bare_url(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (page, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    let page = page.strip_prefix("www.").unwrap_or(page).trim_end_matches('/').to_lowercase();
    if kept.is_empty() { page } else { format!("{page}?{}", kept.join("&")) }
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    name.starts_with("utm_")
        || matches!(name, "fbclid" | "gclid" | "mc_cid" | "mc_eid" | "ref" | "igshid" | "ocid" | "cmpid")
}

/// A title without what stands in brackets behind it: "Title [UPDATE: …]".
fn without_bracket(title: &str) -> &str {
    let trimmed = title.trim_end();
    let open = if trimmed.ends_with(']') {
        trimmed.rfind('[')
    } else if trimmed.ends_with(')') {
        trimmed.rfind('(')
    } else {
        None
    };
    open.map_or(trimmed, |at| trimmed[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{bare_url, join, without_bracket};

    #[test]
    fn names() {
        assert_eq!(join("seeds/a", "../b/c.md").as_deref(), Some("seeds/b/c.md"));
        assert_eq!(join("seeds", "../../x"), None);
        assert_eq!(bare_url("https://www.example.org/a/?utm_source=x#top"), bare_url("http://example.org/a"));
        assert_ne!(bare_url("https://example.org/a?id=1"), bare_url("https://example.org/a?id=2"));
        assert_eq!(without_bracket("Ports — News [UPDATE : more]"), "Ports — News");
    }
}
