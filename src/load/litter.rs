//! Names of files and folders that programs leave behind and no owner means. A name comes in; yes or no goes out. No disk.

/// Whether a file or folder of this name is nobody's writing: hidden, a lock, a backup, a system's own file.
pub(super) fn is_litter(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.len() > 1 && name.starts_with('#') && name.ends_with('#')
        || matches!(lower.as_str(), "thumbs.db" | "ehthumbs.db" | "desktop.ini" | "icon\r" | "node_modules")
        || lower.rsplit_once('.').is_some_and(|(_, extension)| {
            matches!(extension, "swp" | "swo" | "swx" | "tmp" | "bak" | "part" | "crdownload")
        })
}

/// What browsers in several languages append to a page's name for the folder of its pictures and scripts.
const COMPANIONS: [&str; 8] =
    ["_files", "-files", ".files", "_fichiers", "-dateien", "_bestanden", "-bestanden", "_archivos"];

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
        for name in [".git", "~$note.docx", "a.txt~", ".a.txt.swp", "a.SWP", "Thumbs.db", "#a.md#", "node_modules"] {
            assert!(is_litter(name), "{name}");
        }
        for name in ["a.txt", "#", "#5g", "~home.txt", "README", "swp"] {
            assert!(!is_litter(name), "{name}");
        }
        assert_eq!(companion_of("Page one_files"), Some("Page one"));
        assert_eq!(companion_of("Seite-Dateien"), Some("Seite"));
        assert_eq!((companion_of("_files"), companion_of("é_file"), companion_of("files")), (None, None, None));
    }
}
