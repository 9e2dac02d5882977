//! What belongs to a country or continent, by its name in English.

/// Adjectives with the names they stand for.
const DEMONYMS: &[(&str, &[&str])] = &[
    ("African", &["Africa"]),
    ("American", &["United States", "America"]),
    ("Asian", &["Asia"]),
    ("Australian", &["Australia"]),
    ("Austrian", &["Austria"]),
    ("Belgian", &["Belgium"]),
    ("Brazilian", &["Brazil"]),
    ("British", &["United Kingdom", "Britain", "Great Britain"]),
    ("Bulgarian", &["Bulgaria"]),
    ("Canadian", &["Canada"]),
    ("Chinese", &["China"]),
    ("Croatian", &["Croatia"]),
    ("Czech", &["Czech Republic", "Czechia"]),
    ("Danish", &["Denmark"]),
    ("Dutch", &["Netherlands"]),
    ("Egyptian", &["Egypt"]),
    ("English", &["England"]),
    ("Estonian", &["Estonia"]),
    ("European", &["Europe"]),
    ("Finnish", &["Finland"]),
    ("Flemish", &["Flanders"]),
    ("French", &["France"]),
    ("German", &["Germany"]),
    ("Greek", &["Greece"]),
    ("Hungarian", &["Hungary"]),
    ("Indian", &["India"]),
    ("Indonesian", &["Indonesia"]),
    ("Iranian", &["Iran"]),
    ("Iraqi", &["Iraq"]),
    ("Irish", &["Ireland"]),
    ("Israeli", &["Israel"]),
    ("Italian", &["Italy"]),
    ("Japanese", &["Japan"]),
    ("Korean", &["South Korea", "Korea"]),
    ("Latvian", &["Latvia"]),
    ("Lithuanian", &["Lithuania"]),
    ("Mexican", &["Mexico"]),
    ("Moroccan", &["Morocco"]),
    ("Norwegian", &["Norway"]),
    ("Pakistani", &["Pakistan"]),
    ("Polish", &["Poland"]),
    ("Portuguese", &["Portugal"]),
    ("Romanian", &["Romania"]),
    ("Russian", &["Russia"]),
    ("Scottish", &["Scotland"]),
    ("Serbian", &["Serbia"]),
    ("Slovak", &["Slovakia"]),
    ("Spanish", &["Spain"]),
    ("Swedish", &["Sweden"]),
    ("Swiss", &["Switzerland"]),
    ("Taiwanese", &["Taiwan"]),
    ("Turkish", &["Turkey", "Türkiye"]),
    ("Ukrainian", &["Ukraine"]),
    ("Vietnamese", &["Vietnam"]),
    ("Welsh", &["Wales"]),
];

/// The names that an adjective, also as the name of a people ("Belgians"), stands for.
#[must_use]
pub fn names_of(adjective: &str) -> Option<&'static [&'static str]> {
    let find = |word: &str| DEMONYMS.binary_search_by_key(&word, |(adjective, _)| adjective).ok();
    let at = find(adjective).or_else(|| find(adjective.strip_suffix('s')?))?;
    Some(DEMONYMS[at].1)
}

#[cfg(test)]
mod tests {
    use super::{DEMONYMS, names_of};

    #[test]
    fn found() {
        assert!(DEMONYMS.is_sorted());
        assert_eq!(names_of("Belgians"), Some(&["Belgium"][..]));
        assert_eq!(names_of("Swiss"), Some(&["Switzerland"][..]));
        assert_eq!(names_of("Kessel"), None);
    }
}
