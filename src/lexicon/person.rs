//! Names of people, by their form.

use super::frequency::{english_rarity, is_known_name};
use super::roles::{PARTICLES, is_outlet_word, is_role};
use crate::text::fold::fold;
use std::borrow::Cow;

/// Forms of address and degrees that stand before a name, also without a full stop.
const TITLES: [&str; 9] = ["Dr", "Prof", "Professor", "Mr", "Ms", "Mrs", "Sir", "Dame", "Mme"];
/// Those that have one, in small letters.
const DOTTED: [&str; 9] = ["dr.", "prof.", "mr.", "ms.", "mrs.", "drs.", "ir.", "ing.", "dipl.-ing."];

/// Degrees behind a name, folded, without full stops.
const DEGREES: [&str; 10] = ["phd", "md", "mba", "jd", "ma", "msc", "llm", "esq", "jr", "sr"];

/// Words in the names of places and bodies, folded.
const PLACES: [&str; 22] = [
    "republic",
    "kingdom",
    "states",
    "nations",
    "union",
    "islands",
    "city",
    "county",
    "republik",
    "république",
    "north",
    "south",
    "east",
    "west",
    "congress",
    "senate",
    "ministry",
    "district",
    "coast",
    "valley",
    "airport",
    "stadium",
];

/// `name` without the forms of address before it: "Prof. Dr.", "drs.".
#[must_use]
pub fn strip_title(name: &str) -> &str {
    let mut name = name;
    while let Some((first, rest)) = name.split_once(' ') {
        if !TITLES.contains(&first) && !DOTTED.iter().any(|title| first.eq_ignore_ascii_case(title)) {
            break;
        }
        name = rest;
    }
    name
}

/// Whether a word may stand small within a name: "de", "'t", "d'Auvergne".
#[must_use]
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
        || matches!(word, "'t" | "’t")
        || ["d’", "d'", "al-", "el-", "O’"].iter().any(|head| word.starts_with(head))
}

/// Whether `text` is a degree, as in "Ada Marsh, PhD".
#[must_use]
pub fn is_degree(text: &str) -> bool {
    DEGREES.contains(&fold(text).replace('.', "").trim())
}

/// Whether two names are one person's: the same but for forms of address, case and full stops.
#[must_use]
pub fn is_same(a: &str, b: &str) -> bool {
    let bare = |name: &str| fold(strip_title(name)).replace('.', "");
    bare(a) == bare(b)
}

/// Two to six words, all capitalised but for particles, none of them a word that opens a sentence, an office or an outlet.
#[must_use]
pub fn is_person_name(text: &str) -> bool {
    const NOT_FIRST: [&str; 32] = [
        "The", "This", "That", "There", "It", "He", "She", "They", "We", "In", "On", "At", "What", "Our", "By", "And",
        "No", "New", "For", "From", "To", "Der", "Die", "Das", "Ein", "Eine", "Het", "Een", "Les", "Une", "Un", "Des",
    ];
    const MOST: usize = 6;
    let name = strip_title(text);
    if name.split(' ').nth(MOST).is_some() {
        return false;
    }
    let parts: Vec<&str> = name.split(' ').collect();
    let sound = |part: &str| part.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '·'));
    // "Dean Harbour", "Judge Marsh": a first word may be both an office and a name
    let is_office = |part: &&&str| is_role(&fold(part)) || is_outlet_word(&fold(part));
    parts.len() >= 2
        && !NOT_FIRST.contains(&parts[0])
        && parts.iter().all(|part| is_part(part) && sound(part))
        && parts.iter().filter(|part| is_capital(part)).count() >= 2
        && !parts.iter().any(|part| part.len() > 4 && part.chars().all(char::is_uppercase))
        && (!parts[1..].iter().any(|part| is_office(&part)) || is_namesake(&parts))
}

fn is_capital(part: &str) -> bool {
    part.chars().next().is_some_and(|c| c.is_uppercase() || crate::text::lang::is_cjk(c))
}

/// Whether a word may stand in a name: by its capital, or as a particle.
fn is_part(word: &str) -> bool {
    is_capital(word) || is_particle(word)
}

/// Whether a name may stand at the head of `text`: so its first two words show, and most texts show that none does.
#[must_use]
pub fn may_open(text: &str) -> bool {
    let mut words = strip_title(text).split(' ');
    words.next().is_some_and(is_part) && words.next().is_some_and(is_part)
}

/// "Grace Dean": the name of an office that is a family's too, behind a name.
fn is_namesake(parts: &[&str]) -> bool {
    let known = |part: &str| is_known_name(&fold(part));
    parts.len() == 2 && known(parts[0]) && known(parts[1]) && !is_outlet_word(&fold(parts[1]))
}

/// Whether `text` is a person's name even where nothing says so: some word of it is no everyday word, or one that is a name too.
#[must_use]
pub fn is_likely_name(text: &str) -> bool {
    if !is_person_name(text) {
        return false;
    }
    let mut parts = strip_title(text).split(' ');
    // "NASA Human"
    let is_acronym = |part: &str| part.len() >= 4 && part.chars().all(char::is_uppercase);
    let opens_with_acronym = text.chars().any(char::is_lowercase) && parts.clone().next().is_some_and(is_acronym);
    // "NBA ID"
    let is_letters = text.chars().all(|c| !c.is_lowercase()) && parts.clone().all(|part| part.len() <= 4);
    let is_rare = |part: &str| {
        let folded = fold(part.trim_end_matches('.'));
        part.chars().count() > 2 && (english_rarity(&folded) >= 6 || is_known_name(&folded))
    };
    // "Czech Republic", "Merrow County"
    let is_place = |part: &str| PLACES.contains(&fold(part).as_str());
    !is_letters
        && !opens_with_acronym
        && !parts.clone().any(is_place)
        && parts.clone().count() <= 5
        && parts.any(is_rare)
}

/// `name` without its second half where that says it once more: "Ada Marsh Ada Marsh".
#[must_use]
pub fn once(name: &str) -> &str {
    let half = name.len() / 2;
    let twice = name.is_char_boundary(half) && name[half..].strip_prefix(' ').is_some_and(|rest| rest == &name[..half]);
    if twice { &name[..half] } else { name }
}

/// "ADA MARSH" as "Ada Marsh"; other names as they are.
#[must_use]
pub fn lower_capitals(name: &str) -> Cow<'_, str> {
    let long = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() > 3;
    if name.chars().any(char::is_lowercase) || !name.contains(' ') || !name.split(' ').any(long) {
        return Cow::Borrowed(name);
    }
    let (mut begins, mut last) = (true, ' ');
    let lowered = name.chars().flat_map(|c| {
        // "VAN 'T HOF"
        let is_elided = last == ' ' && matches!(c, '\'' | '’');
        last = c;
        let kept = std::mem::replace(&mut begins, !c.is_alphabetic() && !is_elided);
        let lower = if kept { vec![c] } else { c.to_lowercase().collect() };
        lower.into_iter()
    });
    lowered.collect()
}

#[cfg(test)]
mod tests {
    use super::{is_likely_name, is_person_name, is_same, lower_capitals, strip_title};

    #[test]
    fn forms() {
        for name in
            ["Ada B. Marsh", "Bram de Vries", "Dr. Chiara Lindqvist", "R L Marsh", "Lexi G", "Yi-Jin Yu", "Nelson C.J."]
        {
            assert!(is_person_name(name), "{name}");
        }
        for other in
            ["The Harbour", "Research Fellow", "By Ada Marsh", "Ada", "Harbour Daily News", "ada marsh", "Merrow 2"]
        {
            assert!(!is_person_name(other), "{other}");
        }
        assert!(is_likely_name("Grace Okoro") && !is_likely_name("Save Article") && !is_likely_name("Home Theater"));
        assert!(is_same("Dr. Ada B. Marsh", "ada b marsh"));
        assert_eq!(lower_capitals("ADA O'HARA-MARSH"), "Ada O'Hara-Marsh");
        assert_eq!(lower_capitals("EJ Antoni"), "EJ Antoni");
        assert_eq!(lower_capitals("ILSE VAN 'T HOF"), "Ilse Van 't Hof");
        assert_eq!(strip_title("Prof. Dr. Ada Marsh"), "Ada Marsh");
        assert_eq!(strip_title("drs. J. Marsh"), "J. Marsh");
        assert_eq!(strip_title("Ing Wen Marsh"), "Ing Wen Marsh");
    }
}
