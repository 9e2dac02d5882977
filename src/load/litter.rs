//! Names of files and folders that programs leave behind and no owner means. A name comes in; yes or no goes out. No disk.

/// Files and folders that systems and tools keep among the owner's, in lower case.
const SYSTEM: [&str; 13] = [
    "thumbs.db",
    "thumbs.db:encryptable",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "icon\r",
    "node_modules",
    "__macosx",
    "$recycle.bin",
    "system volume information",
    "lost+found",
    "@eadir",
    "#recycle",
];

/// Extensions of locks, backups and downloads that are under way.
const PASSING: [&str; 16] = [
    "swp",
    "swo",
    "swx",
    "tmp",
    "temp",
    "bak",
    "lock",
    "lck",
    "part",
    "partial",
    "crdownload",
    "opdownload",
    "download",
    "filepart",
    "aria2",
    "laccdb",
];

/// Whether a file or folder of this name is nobody's writing: hidden, a lock, a backup, a system's own file.
pub(super) fn is_litter(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.len() > 1 && name.starts_with('#') && name.ends_with('#')
        || SYSTEM.contains(&lower.as_str())
        || lower.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && PASSING.contains(&extension))
}

/// What browsers in several languages append to a page's name for the folder of its pictures and scripts.
const COMPANIONS: [&str; 26] = [
    "_files",
    "-files",
    ".files",
    "_file",
    "_fichiers",
    "-dateien",
    "_dateien",
    "_bestanden",
    "-bestanden",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "-filer",
    "_filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
    "_dosyalar",
    "_datoteke",
    "-datoteke",
    "_fitxers",
    "_fitxategiak",
    "_failid",
    "_fails",
    "_fajlovi",
];

/// The name of the saved page that a folder of this name would accompany, without its extension.
pub(super) fn companion_of(folder: &str) -> Option<&str> {
    COMPANIONS.iter().find_map(|end| {
        let at = folder.len().checked_sub(end.len()).filter(|&at| at > 0)?;
        folder.get(at..).filter(|tail| tail.eq_ignore_ascii_case(end)).and(folder.get(..at))
    })
}

#[cfg(test)]
mod tests {
    use super::{companion_of, is_litter};

    #[test]
    fn litter_and_companions() {
        for name in [
            ".git",
            ".obsidian",
            ".DS_Store",
            "._page.html",
            ".~lock.a.odt#",
            "~$note.docx",
            "a.txt~",
            ".a.txt.swp",
            "a.SWP",
            "Thumbs.db",
            "THUMBS.DB",
            "desktop.ini",
            "Desktop.ini",
            "Icon\r",
            "__MACOSX",
            "$RECYCLE.BIN",
            "System Volume Information",
            "#a.md#",
            "node_modules",
            "page.html.crdownload",
            "Unconfirmed 1234.crdownload",
            "page.html.part",
            "page.partial",
            "page.html.download",
            "base.laccdb",
            "yarn.lock",
        ] {
            assert!(is_litter(name), "{name}");
        }
        for name in ["a.txt", "#", "#5g", "~home.txt", "README", "swp", "part", "download", "lock.txt", "thumbs.db.txt"]
        {
            assert!(!is_litter(name), "{name}");
        }
        assert_eq!(companion_of("Page one_files"), Some("Page one"));
        for folder in ["Seite-Dateien", "Seite_arquivos", "Seite_pliki", "Seite-filer", "Seite.files", "Seite_file"] {
            assert_eq!(companion_of(folder), Some("Seite"), "{folder}");
        }
        assert_eq!((companion_of("_files"), companion_of("é_fil"), companion_of("files")), (None, None, None));
    }
}
