//! How a site looks: the templates, interface words and static files that ship inside the program, with the owner's
//! `templates/` and `static/` laid over them file by file. In: the root. Out: a [`Look`] and faults. Must not come in: what
//! a template says.

use super::tree::Walk;
use super::{STATICS, TEMPLATES, names, reason};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lexicon;
use crate::model::config::Audience;
use crate::model::look::Shelved;
use crate::model::{Look, Marking};
use crate::text::Lang;
use crate::text::decode::decode;
use crate::text::handling::{self, Force, Says};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The look as shipped.
#[must_use]
pub fn shipped() -> Look {
    let mut look = Look::default();
    for (path, bytes) in lexicon::shipped::templates() {
        if let Ok(text) = std::str::from_utf8(bytes) {
            shelve(shelf_of(&mut look, &path), &name_of(&path), Arc::from(text), false);
        }
    }
    for (path, bytes) in lexicon::shipped::statics() {
        shelve(&mut look.statics, &path, Arc::from(bytes), false);
    }
    look
}

/// The shipped look with the owner's files at `root` over it. Hidden files and links are left out; an owner's file that is
/// byte for byte the shipped one counts as shipped. What `audience` may not have by its marking is an error.
#[must_use]
pub fn read(root: &Path, audience: Audience) -> (Look, Vec<Diagnostic>) {
    let mut look = shipped();
    let mut faults = Vec::new();
    for (path, bytes) in files(root, TEMPLATES, &mut faults) {
        match std::str::from_utf8(&bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                shelve(shelf_of(&mut look, &path), &name_of(&path), Arc::from(text), true);
            }
            Err(_) => faults.push(Diagnostic::new(
                Code::Template,
                Place::file(format!("{TEMPLATES}/{path}")),
                format!("`{path}` is not UTF-8 text; the shipped template is used if there is one"),
                "save it as UTF-8, or move it to `static/` if it is no template",
            )),
        }
    }
    for (path, bytes) in files(root, STATICS, &mut faults) {
        faults.extend(suspicious(&path, &bytes, audience));
        shelve(&mut look.statics, &path, Arc::from(bytes), true);
    }
    (look, faults)
}

/// The interface is in English for want of words in `language`; `place` is where that stands.
pub(super) fn wordless(look: &Look, language: &Lang, place: impl FnOnce() -> Place) -> Option<Diagnostic> {
    let name = language.primary();
    if name == "en" || [name, language.tag()].iter().any(|tag| look.words.contains_key(*tag)) {
        return None;
    }
    let languages: Vec<String> = shipped().words.keys().map(|tag| format!("`{tag}`")).collect();
    let message = format!("there are no interface words in `{name}`: the interface is in English");
    let hint = format!(
        "to add them, write the words of the shipped `en.toml` in that language into `{TEMPLATES}/words/{name}.toml`"
    );
    let note = format!("the interface is shipped in {}; articles may be in any language", languages.join(", "));
    Some(Diagnostic::new(Code::InterfaceLanguage, place(), message, hint).note(note))
}

/// How much of a static file is looked through for a marking, in bytes.
const HEAD: usize = 1 << 16;

/// Texts that sites have beside their pages.
const USUAL: [&str; 8] =
    ["robots.txt", "humans.txt", "ads.txt", "llms.txt", "security.txt", "licence.txt", "license.txt", "ofl.txt"];

/// A file that readers get as it is, though it bears a marking or looks like a seed.
fn suspicious(path: &str, bytes: &[u8], audience: Audience) -> Option<Diagnostic> {
    let file = format!("{STATICS}/{path}");
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let hint = "move it to the seeds if it is an article, or out of the folder if nobody may have it; else nothing";
    let note = "every file in `static/` is copied to readers as it is, whatever it says";
    let named = |part: &str| {
        let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
        handling::of_name(stem, true).filter(|(_, force)| *force > Force::Doubt)
    };
    let named: Vec<(&str, (Says, Force))> = path.split('/').filter_map(|part| Some((part, named(part)?))).collect();
    if let Some((part, (says, _))) = named.iter().find(|(_, (says, force))| is_closed(*says, *force, audience)) {
        return Some(closed(Place::file(file), part, *says));
    }
    if let Some((part, _)) = named.first() {
        let message = format!("`{part}` is copied to readers, and its name speaks of a marking or a draft");
        return Some(Diagnostic::new(Code::StaticSeed, Place::file(file), message, hint).note(note));
    }
    let is_text =
        matches!(ending, "md" | "markdown" | "txt" | "text" | "toml" | "html" | "htm" | "csv" | "json" | "svg" | "");
    let said = if is_text { decode(&bytes[..bytes.len().min(HEAD)]).text } else { String::new() };
    let signs = handling::signs(&said);
    if let Some(sign) = signs.iter().find(|sign| is_closed(sign.says, sign.force, audience)) {
        return Some(closed(Place::within(file, &said, sign.at.clone()), &said[sign.at.clone()], sign.says));
    }
    if let Some(sign) = signs.into_iter().find(|sign| sign.force > Force::Doubt) {
        let message = format!("`{}` stands in a file that is copied to readers", &said[sign.at.clone()]);
        return Some(Diagnostic::new(Code::StaticSeed, Place::within(file, &said, sign.at), message, hint).note(note));
    }
    let is_seed = matches!(ending, "md" | "markdown" | "txt" | "text" | "toml") && !USUAL.contains(&name.as_str());
    let message = format!("`{name}` is copied to readers, though it looks like a seed or a note");
    is_seed.then(|| Diagnostic::new(Code::StaticSeed, Place::file(file), message, hint).note(note))
}

/// Whether a label keeps a file from the readers of an edition.
fn is_closed(says: Says, force: Force, audience: Audience) -> bool {
    let Audience::Edition(edition) = audience else { return false };
    force == Force::Label && marking(says).is_some_and(|marking| marking > edition.marking)
}

/// What a label says; one that cannot be read counts as RED.
fn marking(says: Says) -> Option<Marking> {
    match says {
        Says::Colour(colour) => Some(Marking::parse(colour).unwrap_or(Marking::Red)),
        Says::Closed => Some(Marking::Red),
        Says::Draft => None,
    }
}

/// A file that an edition's readers would get though its label says that they may not.
fn closed(place: Place, label: &str, says: Says) -> Diagnostic {
    let counts = marking(says).unwrap_or(Marking::Red);
    let message =
        format!("`{label}` marks a file that is copied to readers as it is: {counts} is not for this edition");
    let hint = format!("move it out of `{STATICS}/`; if these readers may have it, take the label out");
    Diagnostic::new(Code::StaticMarked, place, message, hint).note("no edition is written while it lies there")
}

/// The owner's files below `folder` with their bytes, named below it.
fn files(root: &Path, folder: &str, faults: &mut Vec<Diagnostic>) -> Vec<(String, Vec<u8>)> {
    let tree = Walk { root, folder, unreadable: Code::Template, skip: &|_| false }.files();
    faults.extend(tree.faults);
    faults.extend(
        names::unportable(tree.files.iter().map(String::as_str), "whoever has Windows can keep no copy of the site")
            .into_iter()
            .filter(is_refused),
    );
    let mut read = Vec::new();
    for file in tree.files {
        match fs::read(root.join(&file)) {
            Ok(bytes) => read.push((file[folder.len() + 1..].to_owned(), bytes)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
            Err(cause) => faults.push(Diagnostic::new(
                Code::Template,
                Place::file(&file),
                format!("`{file}` cannot be read: {}", reason(&cause)),
                "give yourself permission to read it, or move it out of the folder",
            )),
        }
    }
    read
}

/// Files in `static/` that no site gets, for their names: hidden ones, backups, a system's own.
#[must_use]
pub fn left_out(root: &Path) -> Vec<String> {
    let tree = Walk { root, folder: STATICS, unreadable: Code::Template, skip: &|_| false }.files();
    tree.litter.into_iter().collect()
}

/// Names that differ in capitals alone collide as addresses, and are told as such.
fn is_refused(fault: &Diagnostic) -> bool {
    !fault.hint.starts_with("rename one")
}

/// Words and templates are told apart by path.
fn shelf_of<'l>(look: &'l mut Look, path: &str) -> &'l mut BTreeMap<String, Shelved<Arc<str>>> {
    if language_of(path).is_some() { &mut look.words } else { &mut look.templates }
}

/// The key on its shelf: a language, or the path.
fn name_of(path: &str) -> String {
    language_of(path).unwrap_or(path).to_owned()
}

/// `nl` of `words/nl.toml`.
fn language_of(path: &str) -> Option<&str> {
    path.strip_prefix("words/")?.strip_suffix(".toml").filter(|tag| !tag.contains('/'))
}

/// Lays `content` over what `name` held, unless it is the same.
fn shelve<T: PartialEq>(shelf: &mut BTreeMap<String, Shelved<T>>, name: &str, content: T, own: bool) {
    if shelf.get(name).is_none_or(|there| there.content != content) {
        shelf.insert(name.to_owned(), Shelved { content, own });
    }
}

#[cfg(test)]
mod tests {
    use super::{language_of, read, shelve, shipped};
    use crate::diagnostic::Code;
    use crate::model::config::Audience;
    use std::collections::BTreeMap;
    use std::fs;

    #[test]
    fn the_owner_s_files_lie_over_the_shipped_ones() {
        let folder = tempfile::tempdir().expect("folder");
        let root = folder.path().canonicalize().expect("path");
        fs::create_dir_all(root.join("templates/words")).expect("folder");
        fs::create_dir_all(root.join("static/css/.cache")).expect("folder");
        fs::write(root.join("templates/own-part.html"), "\u{feff}<p>").expect("file");
        fs::write(root.join("templates/bad.html"), b"caf\xe9").expect("file");
        fs::write(root.join("templates/words/xx.toml"), "home = \"H\"").expect("file");
        fs::write(root.join("static/css/own.css"), "p {}").expect("file");
        fs::write(root.join("static/secret.md"), "words").expect("file");
        fs::write(root.join("static/table.csv"), "a,b\nTLP:RED\n").expect("file");
        fs::write(root.join("static/robots.txt"), "Disallow: /").expect("file");
        fs::write(root.join("static/css/.cache/x"), "").expect("file");
        fs::write(root.join("static/.DS_Store"), "").expect("file");
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/hostname", root.join("static/host")).expect("link");
        let (look, faults) = read(&root, Audience::WorkingCopy);
        assert_eq!(&*look.templates["own-part.html"].content, "<p>");
        assert!(look.templates["own-part.html"].own && look.words["xx"].own);
        let own: Vec<&str> = look.statics.iter().filter(|(_, f)| f.own).map(|(path, _)| path.as_str()).collect();
        assert_eq!(own, ["css/own.css", "robots.txt", "secret.md", "table.csv"]);
        let codes: Vec<(Code, &str)> = faults.iter().map(|f| (f.code, f.place.file.as_str())).collect();
        let mut expected = vec![(Code::Template, "templates/bad.html")];
        if cfg!(unix) {
            expected.push((Code::LinkOutside, "static/host"));
        }
        expected.extend([(Code::StaticSeed, "static/secret.md"), (Code::StaticSeed, "static/table.csv")]);
        assert_eq!(codes, expected);
    }

    #[test]
    fn the_same_bytes_are_not_own() {
        let mut shelf = BTreeMap::new();
        shelve(&mut shelf, "a", 1, false);
        shelve(&mut shelf, "a", 1, true);
        assert!(!shelf["a"].own);
        shelve(&mut shelf, "a", 2, true);
        assert!(shelf["a"].own);
        assert_eq!((language_of("words/nl.toml"), language_of("page/words/nl.toml")), (Some("nl"), None));
        assert!(shipped().templates.keys().chain(shipped().statics.keys()).all(|path| !path.contains(".gitkeep")));
    }
}
