//! What each reference points to.

use super::{Kept, anchors};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::article::Origin;
use crate::model::config::Audience;
use crate::model::links::Resolved;
use crate::model::reference::{RefKind, Reference, Target};
use crate::model::{Dossier, Entry, Look, Route, Slot};
use crate::text::Key;
use crate::text::fold::fold_title;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names by which an article can be pointed to.
struct Names<'d> {
    dossier: &'d Dossier,
    look: &'d Look,
    kept: &'d [Kept<'d>],
    anchors: &'d [Vec<(u32, Arc<str>)>],
    paths: BTreeMap<&'d str, Slot>,
    stems: BTreeMap<Key, Vec<Slot>>,
    urls: BTreeMap<String, Slot>,
    short_titles: BTreeMap<Key, Slot>,
}

/// For each article what its references point to, by their index.
pub(super) fn all(
    dossier: &Dossier,
    look: &Look,
    kept: &[Kept<'_>],
    anchors: &[Vec<(u32, Arc<str>)>],
    faults: &mut Vec<Diagnostic>,
) -> Vec<Box<[Resolved]>> {
    let names = Names::new(dossier, look, kept, anchors);
    let mut out = Vec::with_capacity(dossier.entries.len());
    for (slot, entry) in dossier.iter() {
        out.push(entry.article.refs.iter().map(|reference| names.resolve(slot, entry, reference, faults)).collect());
    }
    out
}

impl<'d> Names<'d> {
    fn new(dossier: &'d Dossier, look: &'d Look, kept: &'d [Kept<'d>], anchors: &'d [Vec<(u32, Arc<str>)>]) -> Self {
        let mut names = Self {
            dossier,
            look,
            kept,
            anchors,
            paths: BTreeMap::new(),
            stems: BTreeMap::new(),
            urls: BTreeMap::new(),
            short_titles: BTreeMap::new(),
        };
        for (slot, entry) in dossier.iter() {
            let article = &entry.article;
            names.paths.insert(article.seed.as_str(), slot);
            names.stems.entry(Key::of_title(article.seed.stem())).or_default().push(slot);
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
            Target::Here(anchor) => {
                self.anchor(slot, entry, reference, anchor, faults).map_or(Resolved::Missing, Resolved::Here)
            }
            Target::Named { name, heading } => match self.named(slot, entry, name) {
                Some(found) => self.at(found, entry, reference, heading.as_deref(), faults),
                None => {
                    let is_link = reference.kind == RefKind::WikiLink;
                    if let Some(kept) = self.kept_as(name).filter(|kept| is_link || kept.1) {
                        faults.push(self.named_withheld(entry, reference, name, kept));
                    } else if is_link {
                        faults.push(self.unresolved_name(entry, reference, name));
                    }
                    Resolved::Missing
                }
            },
            Target::Path { path, anchor } => self.path(entry, reference, path, anchor.as_deref(), faults),
            Target::Nothing => {
                if reference.kind == RefKind::Citation && reference.inline && !entry.article.facts.is_empty() {
                    let message = format!("`{}` points to no fact of this sheet", words(entry, reference));
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

    /// A title, a file's name with or without extension, or the end of a path; the nearest where several bear it.
    fn named(&self, from: Slot, entry: &Entry, name: &str) -> Option<Slot> {
        let titles = self.dossier.ledger.titles.get(&Key::of_title(name)).map_or(&[][..], Vec::as_slice);
        let bare = name.strip_suffix(".md").or_else(|| name.strip_suffix(".txt")).unwrap_or(name);
        let stem = bare.rsplit('/').next().unwrap_or(bare);
        let folder = fold_title(bare.strip_suffix(stem).unwrap_or_default());
        let in_folder = |slot: &&Slot| fold_title(self.dossier.entry(**slot).article.seed.folder()).ends_with(&folder);
        let stems = self.stems.get(&Key::of_title(stem)).map_or(&[][..], Vec::as_slice);
        let here = entry.article.seed.folder();
        let near = |slot: &&Slot| {
            let folder = self.dossier.entry(**slot).article.seed.folder();
            (
                **slot == from,
                std::cmp::Reverse(folder.bytes().zip(here.bytes()).take_while(|(a, b)| a == b).count()),
                **slot,
            )
        };
        titles.iter().min_by_key(near).or_else(|| stems.iter().filter(in_folder).min_by_key(near)).copied().or_else(
            || {
                self.short_titles
                    .get(&Key::of_title(without_bracket(name)))
                    .copied()
                    .filter(|_| fold_title(name).len() >= 12)
            },
        )
    }

    fn path(
        &self,
        entry: &Entry,
        reference: &Reference,
        path: &str,
        anchor: Option<&str>,
        faults: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let from = if path.starts_with('/') { self.dossier.config.src.as_str() } else { entry.article.seed.folder() };
        let Some(joined) = join(from, path) else { return self.unresolved_path(entry, reference, path, faults) };
        let seed =
            [joined.clone(), format!("{joined}.md")].iter().find_map(|path| self.paths.get(path.as_str()).copied());
        if let Some(slot) = seed {
            return self.at(slot, entry, reference, anchor, faults);
        }
        if self.kept.iter().any(|kept| kept.seed.as_str() == joined) {
            faults.push(self.withheld(entry, reference, path));
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
        if let Some(anchor) = anchors::find(anchors, written) {
            return Some(anchor);
        }
        let target = &self.dossier.entry(slot).article;
        let near = crate::diagnostic::did_you_mean(written, anchors.iter().map(|(_, anchor)| &**anchor));
        let hint = match near {
            Some(near) => format!("did you mean `#{near}`?"),
            None if anchors.is_empty() => "leave `#` and what follows it out: the article has no headings".to_owned(),
            None => format!("its headings are: {}", list(anchors)),
        };
        let message = format!("`{}` has no heading `#{written}`", target.title.value);
        faults.push(Diagnostic::new(Code::BrokenAnchor, place(entry, reference), message, hint));
        None
    }

    /// What is kept from this audience and goes by `name`, and whether that is its title.
    fn kept_as(&self, name: &str) -> Option<(&Kept<'d>, bool)> {
        let key = Key::of_title(name);
        let short = Key::of_title(without_bracket(name));
        let bare = name.strip_suffix(".md").or_else(|| name.strip_suffix(".txt")).unwrap_or(name);
        let stem = Key::of_title(bare.rsplit('/').next().unwrap_or(bare));
        let titled = self.kept.iter().find(|kept| {
            [&*kept.title, without_bracket(&kept.title)]
                .iter()
                .any(|title| [key, short].contains(&Key::of_title(title)))
        });
        let named = || self.kept.iter().find(|kept| Key::of_title(kept.seed.stem()) == stem);
        titled.map(|kept| (kept, true)).or_else(|| named().map(|kept| (kept, false)))
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
        let titles = self.dossier.entries.iter().take(2000).map(|e| &*e.article.title.value);
        let near = crate::diagnostic::did_you_mean(name, titles);
        let hint = match near {
            Some(near) => format!("did you mean `[[{near}]]`?"),
            None => {
                "correct the title, or add the article; until then it is shown as cited, not in this dossier".to_owned()
            }
        };
        let message = format!("no article of the dossier is called `{name}`");
        Diagnostic::new(Code::UnresolvedWikiLink, place(entry, reference), message, hint)
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
        if reference.kind == RefKind::Picture {
            let message = format!("the picture `{path}` does not lie in `static/`");
            let hint = "nothing to do: readers see its caption; to link it too, put it into `static/` and point there";
            faults.push(Diagnostic::new(Code::PictureNotShown, place(entry, reference), message, hint));
            return Resolved::Missing;
        }
        let message = format!("`{path}` is no seed and no file in `static/`");
        faults.push(if names_seed || is_own {
            let near = crate::diagnostic::did_you_mean(
                path,
                self.paths.keys().take(5000).filter_map(|p| p.rsplit('/').next()),
            );
            let hint = near.map_or_else(
                || "correct the path, or put the file into `static/`".to_owned(),
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
