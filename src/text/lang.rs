//! Languages: a tag, detection, stemming and stop words.

use super::fold::Shipped;
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A BCP 47 language tag such as `en` or `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// A tag as written, if it has the form of one: letters and digits in hyphened parts, the first of two or three letters.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let sound = matches!(primary.len(), 2 | 3)
            && primary.bytes().all(|b| b.is_ascii_alphabetic())
            && parts.all(|p| matches!(p.len(), 1..=8) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        sound.then(|| Self(primary.to_ascii_lowercase().into()).with_rest(&tag[primary.len()..]))
    }

    fn with_rest(self, rest: &str) -> Self {
        if rest.is_empty() { self } else { Self(format!("{}{rest}", self.0).into()) }
    }

    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The whole tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The language without script or region: `en` of `en-GB`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.primary(), "ar" | "fa" | "he" | "ur" | "ps" | "yi" | "dv" | "ckb")
    }

    fn algorithm(&self) -> Option<(&'static str, Algorithm)> {
        Some(match self.primary() {
            "en" => ("en", Algorithm::English),
            "fr" => ("fr", Algorithm::French),
            "nl" => ("nl", Algorithm::Dutch),
            "de" => ("de", Algorithm::German),
            "es" => ("es", Algorithm::Spanish),
            "it" => ("it", Algorithm::Italian),
            "pt" => ("pt", Algorithm::Portuguese),
            "da" => ("da", Algorithm::Danish),
            "sv" => ("sv", Algorithm::Swedish),
            "no" | "nb" | "nn" => ("nn", Algorithm::Norwegian),
            "fi" => ("fi", Algorithm::Finnish),
            "ru" => ("ru", Algorithm::Russian),
            "ro" => ("ro", Algorithm::Romanian),
            "hu" => ("hu", Algorithm::Hungarian),
            "tr" => ("tr", Algorithm::Turkish),
            "el" => ("el", Algorithm::Greek),
            "ar" => ("ar", Algorithm::Arabic),
            _ => return None,
        })
    }

    /// The Snowball stem of a folded word; the word itself in a language without a stemmer.
    #[must_use]
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        // texts repeat their words: looking a stem up costs a tenth of working it out
        const KEPT: usize = 20_000;
        type Stems = HashMap<(&'static str, Box<str>), Box<str>>;
        thread_local!(static STEMS: RefCell<Stems> = RefCell::default());
        let Some((tag, algorithm)) = self.algorithm() else { return Cow::Borrowed(word) };
        STEMS.with_borrow_mut(|stems| {
            if let Some(stem) = stems.get(&(tag, Box::from(word))) {
                return Cow::Owned(stem.to_string());
            }
            let stem = Stemmer::create(algorithm).stem(word).into_owned();
            if stems.len() > KEPT {
                stems.clear();
            }
            stems.insert((tag, word.into()), stem.as_str().into());
            Cow::Owned(stem)
        })
    }

    /// Whether `word`, folded, carries no subject in this language: an article, a pronoun, an auxiliary.
    #[must_use]
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words().contains_key(word)
    }

    /// The words, folded, that carry no subject in this language; none where that is not known.
    #[must_use]
    pub fn stop_words(&self) -> &'static Shipped<()> {
        use stop_words::Language;
        static LISTS: OnceLock<Vec<(&str, Shipped<()>)>> = OnceLock::new();
        let lists = LISTS.get_or_init(|| {
            let list = |(tag, language)| (tag, stop_words::get(language).iter().map(|word| (*word, ())).collect());
            let known = [
                ("en", Language::English),
                ("fr", Language::French),
                ("nl", Language::Dutch),
                ("de", Language::German),
                ("es", Language::Spanish),
                ("it", Language::Italian),
                ("pt", Language::Portuguese),
            ];
            known.into_iter().map(list).chain([("", Shipped::default())]).collect()
        });
        let tag = self.primary();
        let known = lists.iter().find(|(known, _)| *known == tag);
        &known.unwrap_or(&lists[lists.len() - 1]).1
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The language of `text`, where one stands out: by the small words of its head where they leave no doubt, by its letter groups when
/// it has 100 letters or more, by fewer small words else.
#[must_use]
pub fn detect(text: &str) -> Option<Lang> {
    const HEAD: usize = 1000;
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(200).count();
    let is_wide = || text.chars().filter(|&c| is_cjk(c)).nth(39).is_some();
    if letters < 100 && !is_wide() {
        return by_small_words(text);
    }
    let head = &text[..text.char_indices().nth(HEAD).map_or(text.len(), |(at, _)| at)];
    let small = SmallWords::of(head);
    if small.leave_no_doubt() {
        return Some(Lang(small.tag.into()));
    }
    let info = whatlang::detect(head)?;
    let tag = ISO_639.iter().find(|(three, _)| *three == info.lang().code())?.1;
    let is_sure = info.is_reliable() || letters >= 200 && info.confidence() > 0.6;
    if is_sure { Some(Lang(tag.into())) } else { by_small_words(text) }
}

/// The language of a short text by its small words: four of one language or more, and twice as many as of any other.
fn by_small_words(text: &str) -> Option<Lang> {
    const HEAD: usize = 400;
    let small = SmallWords::of(&text[..text.floor_char_boundary(HEAD)]);
    (small.most >= 4 && small.most >= small.second * 2).then(|| Lang(small.tag.into()))
}

/// How many small words of the likeliest language, and of the next, stand among some words.
struct SmallWords {
    words: usize,
    tag: &'static str,
    most: usize,
    second: usize,
}

impl SmallWords {
    fn of(text: &str) -> Self {
        static LISTS: OnceLock<Shipped<usize>> = OnceLock::new();
        let lists = LISTS.get_or_init(|| {
            let numbered = SMALL_WORDS.iter().enumerate();
            numbered.flat_map(|(i, (_, list))| list.iter().map(move |word| (*word, i))).collect()
        });
        let mut counts = SMALL_WORDS.map(|(tag, _)| (0, tag));
        let mut words = 0;
        for word in super::word::words(text) {
            words += 1;
            if let Some(&i) = lists.get(&*super::fold::fold_word(word.text)) {
                counts[i].0 += 1;
            }
        }
        counts.sort_unstable();
        let [.., (second, _), (most, tag)] = counts;
        Self { words, tag, most, second }
    }

    /// Whether one word in six is a small one of one language, and hardly any is of another.
    fn leave_no_doubt(&self) -> bool {
        self.most >= 12 && self.most * 6 >= self.words && self.most >= self.second * 6
    }
}

/// Small words that stand in one of these languages and hardly in another, folded.
const SMALL_WORDS: [(&str, &[&str]); 4] = [
    (
        "en",
        &[
            "the", "and", "of", "to", "that", "it", "for", "with", "was", "his", "this", "have", "from", "not", "by",
            "what", "were", "which", "their", "has", "its", "been", "would", "they", "but", "be", "are", "or",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "et", "des", "du", "une", "est", "que", "dans", "pour", "qui", "au", "sur", "par", "pas",
            "plus", "avec", "ses", "ce", "il", "elle", "aux", "ne", "sont", "cette", "ont", "mais", "ou", "la", "un",
            "quoi",
        ],
    ),
    (
        "nl",
        &[
            "het", "een", "van", "en", "dat", "niet", "op", "te", "zijn", "voor", "met", "aan", "ook", "maar", "naar",
            "wordt", "haar", "bij", "heeft", "moet", "uit", "worden", "nog", "wat", "deze", "geen", "niemand", "nu",
            "hij", "ze", "weet",
        ],
    ),
    (
        "de",
        &[
            "der", "und", "das", "ist", "nicht", "mit", "den", "von", "zu", "sich", "auf", "für", "dem", "ein", "eine",
            "auch", "als", "wird", "aus", "bei", "nach", "einer", "um", "über", "sind", "noch", "werden", "hat", "im",
            "zum",
        ],
    ),
];

/// Whether `c` belongs to a script written without spaces between words.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}' | '\u{e00}'..='\u{e7f}')
}

/// The language tag of a run in another script than the text around it, by script alone; `None` for Latin and mixed runs.
#[must_use]
pub fn of_script(run: &str) -> Option<&'static str> {
    let mut tag = None;
    for c in run.chars().filter(|c| c.is_alphabetic()) {
        tag = Some(with_letter(tag, c)?);
    }
    tag
}

/// The tag of a run that bears `tag` so far, with one more letter; `None` where that belongs to no such run.
#[must_use]
pub fn with_letter(tag: Option<&'static str>, letter: char) -> Option<&'static str> {
    let this = match letter {
        '\u{3040}'..='\u{30ff}' => "ja",
        c if is_cjk(c) => "zh",
        '\u{ac00}'..='\u{d7af}' => "ko",
        '\u{400}'..='\u{52f}' => "und-Cyrl",
        '\u{370}'..='\u{3ff}' => "el",
        '\u{590}'..='\u{5ff}' => "he",
        '\u{600}'..='\u{6ff}' => "ar",
        _ => return None,
    };
    match tag {
        None => Some(this),
        Some("zh" | "ja") if this == "ja" || this == "zh" => {
            Some(if tag == Some("ja") || this == "ja" { "ja" } else { "zh" })
        }
        Some(same) => (same == this).then_some(same),
    }
}

/// whatlang speaks ISO 639-3, pages speak BCP 47.
const ISO_639: [(&str, &str); 30] = [
    ("eng", "en"),
    ("fra", "fr"),
    ("nld", "nl"),
    ("deu", "de"),
    ("spa", "es"),
    ("ita", "it"),
    ("por", "pt"),
    ("dan", "da"),
    ("swe", "sv"),
    ("nob", "nb"),
    ("fin", "fi"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("bel", "be"),
    ("bul", "bg"),
    ("pol", "pl"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("ron", "ro"),
    ("hun", "hu"),
    ("tur", "tr"),
    ("ell", "el"),
    ("ara", "ar"),
    ("pes", "fa"),
    ("heb", "he"),
    ("cmn", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("lit", "lt"),
    ("est", "et"),
];

#[cfg(test)]
mod tests {
    use super::{Lang, SmallWords, detect, of_script};

    #[test]
    fn tags() {
        assert_eq!(Lang::parse("zh_Hant").map(|l| l.to_string()).as_deref(), Some("zh-Hant"));
        assert_eq!(Lang::parse("EN-GB").map(|l| l.to_string()).as_deref(), Some("en-GB"));
        assert!(Lang::parse("english").is_none() && Lang::parse("").is_none());
        assert_eq!(of_script("蔡英文"), Some("zh"));
        assert_eq!(of_script("Букви"), Some("und-Cyrl"));
        assert_eq!(of_script("Leuven"), None);
    }

    #[test]
    fn small_words_tell_languages_that_have_them() {
        for (tag, is_told, text) in [
            (
                "en",
                true,
                "The gate of the lock was shut for a week, and the boats that came from the sea had to wait in the bay. The keeper said that it would be open by Monday, but the wind was not with them, and the water in the canal was lower than it had been for years.",
            ),
            (
                "de",
                true,
                "Das Tor der Schleuse war eine Woche lang zu, und die Schiffe, die von der See kamen, mussten in der Bucht warten. Der Wärter sagte, dass es bis Montag wieder auf ist, aber der Wind war nicht mit ihnen, und das Wasser im Kanal stand auch nach dem Regen noch nicht hoch.",
            ),
            (
                "it",
                false,
                "La porta della chiusa è rimasta chiusa per una settimana e le barche che venivano dal mare hanno dovuto aspettare nella baia. Il guardiano ha detto che sarebbe stata aperta lunedì, ma il vento non era con loro e l’acqua del canale era più bassa di quanto fosse stata da anni.",
            ),
            (
                "es",
                false,
                "La puerta de la esclusa estuvo cerrada una semana y los barcos que venían del mar tuvieron que esperar en la bahía. El guarda dijo que estaría abierta el lunes, pero el viento no estaba con ellos y el agua del canal estaba más baja de lo que había estado en años.",
            ),
            (
                "da",
                false,
                "Slusens port var lukket i en uge, og bådene, der kom fra havet, måtte vente i bugten. Vogteren sagde, at den ville være åben på mandag, men vinden var ikke med dem, og vandet i kanalen var lavere, end det havde været i årevis, og ingen vidste hvorfor det var sådan.",
            ),
        ] {
            assert_eq!(SmallWords::of(text).leave_no_doubt(), is_told, "{tag}");
            let found = detect(text).map(|lang| lang.to_string());
            assert!(found.as_deref() == Some(tag) || !is_told && found.is_none(), "{tag} {found:?}");
        }
    }
}
