//! Openings of other stories behind the article, glued without a mark: paragraph by paragraph from the end, whether it breaks off,
//! shares words and names with what stands above it, and reads as a beginning. The best sum from the end says how many they are.

use super::lines::weigh;
use super::page::Page;
use crate::lexicon::known::{Known, Stops};
use crate::model::evidence::{Question, Weighed};
use crate::text::Key;
use crate::text::fold::lower;
use crate::text::word::{Word, words};

/// How many paragraphs from the end are looked at.
const MOST: usize = 12;
/// What the sum must be, in thousandths of a log-odds.
const SURE: i32 = 1_200;
/// How many features there are.
const COUNT: usize = 20;

/// What a paragraph scores without any feature of [`STORY`], in thousandths of a log-odds of being another story's opening.
const BASE: i32 = -3921;
/// Written by `tools/fit_stories.py`: a ridge conditional logit over how many of the last paragraphs of news texts are another story, half of them with
/// openings of other texts glued behind. In five-fold cross-validation all of
/// them were found and nothing else in .90 of one set's texts and .76 of another's, nothing in .99 of texts without any. The texts
/// are not part of the project.
const STORY: [(&str, i32); COUNT] = [
    ("cut-off", 2854),
    ("dots", 1985),
    ("shared", -3131),
    ("shared-often", -2638),
    ("names-known", -758),
    ("no-names", -2338),
    ("shared-before", -4789),
    ("length", 1422),
    ("short", -1046),
    ("goes-on", -526),
    ("quote", -2439),
    ("amount", 3010),
    ("cut-below", 5),
    ("shared-12", 783),
    ("cut-above", -223),
    ("shared-usual", -2791),
    ("length-usual", -530),
    ("shared-after", 3545),
    ("dateline", 2369),
    ("breaks-hard", 1950),
];

/// One paragraph's words.
struct Told {
    /// Keys of its telling words, sorted, each once.
    telling: Vec<Key>,
    /// Keys of its names, sorted, each once.
    names: Vec<Key>,
    words: usize,
    /// Whether it breaks off.
    is_cut: bool,
}

fn told(page: &Page<'_>, at: usize) -> Told {
    const HEAD: usize = 3000;
    let text = page.words(at);
    let text = &text[..text.floor_char_boundary(HEAD)];
    let (english, stops) = (page.lang.primary() == "en", Stops::of(&page.lang));
    let (mut telling, mut names) = (Vec::new(), Vec::new());
    let (mut opens, mut room) = (true, String::new());
    for word in words(text) {
        let lower = lower(word.text, &mut room);
        let is_name = is_name(&word) && !opens;
        opens = text[word.end()..].starts_with(['.', '!', '?', ':', '”', '"']);
        let known = Known::of(lower);
        if lower.chars().nth(2).is_none() || known.is_stop(stops) {
            continue;
        }
        if is_name {
            names.push(Key::of(lower));
        }
        if !english || known.rarity >= 2 {
            telling.push(Key::of(lower));
        }
    }
    for keys in [&mut telling, &mut names] {
        keys.sort_unstable();
        keys.dedup();
    }
    Told { telling, names, words: page.units[at].words, is_cut: super::edges::is_cut(page, at) }
}

fn is_name(word: &Word<'_>) -> bool {
    word.is_capitalised() && word.text.chars().any(char::is_alphabetic)
}

/// How many of the last paragraphs of `prose` are openings of other stories.
pub(super) fn behind(page: &Page<'_>, prose: &[usize]) -> usize {
    // nothing breaks off: nothing shows that there are other stories
    if !prose.iter().rev().take(MOST).any(|&at| super::edges::is_cut(page, at)) {
        return 0;
    }
    let features = features(page, prose);
    let (mut sum, mut best, mut found) = (0, SURE, 0);
    for (i, features) in features.iter().rev().enumerate() {
        sum += weigh(BASE, &STORY, features);
        if sum > best {
            (best, found) = (sum, i + 1);
        }
    }
    let found = if found < prose.len() { found } else { 0 };
    page.witness.note(|| evidence(page, prose, &features, found));
    found
}

/// The evidence for each of the last paragraphs.
fn evidence(page: &Page<'_>, prose: &[usize], features: &[[i32; COUNT]], found: usize) -> Vec<Weighed> {
    let first = prose.len() - features.len();
    let one = |(i, features): (usize, &[i32; COUNT])| {
        let told = Weighed::of(Question::OtherStory, page.units[prose[first + i]].core, BASE, &STORY, features);
        let is_other = first + i + found >= prose.len();
        told.ending(match is_other {
            true => "the sum of the paragraphs from here to the last is the best, and enough",
            false => "the sum of the paragraphs from here to the last is not the best, or not enough",
        })
    };
    features.iter().enumerate().map(one).collect()
}

fn so(is_so: bool) -> i32 {
    if is_so { 100 } else { 0 }
}

fn percent(part: usize, whole: usize, most: i32) -> i32 {
    i32::try_from(part * 100 / whole.max(1)).unwrap_or(most).min(most)
}

/// The features of the last [`MOST`] paragraphs.
fn features(page: &Page<'_>, prose: &[usize]) -> Vec<[i32; COUNT]> {
    let first = prose.len().saturating_sub(MOST);
    let all: Vec<Told> = prose.iter().map(|&at| told(page, at)).collect();
    let above = Above {
        telling: Places::new(all.iter().map(|told| &told.telling)),
        names: Places::new(all.iter().map(|told| &told.names)),
        usual: usual(&all),
    };
    (first..all.len()).map(|i| one(page, prose, &all, i, &above)).collect()
}

/// Keys with the paragraphs that they stand in, sorted.
struct Places(Vec<(Key, usize)>);

impl Places {
    fn new<'a>(paragraphs: impl Iterator<Item = &'a Vec<Key>>) -> Self {
        let mut all: Vec<_> =
            paragraphs.enumerate().flat_map(|(i, keys)| keys.iter().map(move |&key| (key, i))).collect();
        all.sort_unstable();
        Self(all)
    }

    /// Whether `key` stands in at least `times` paragraphs above `paragraph`.
    fn stands(&self, key: Key, paragraph: usize, times: usize) -> bool {
        let first = self.0.partition_point(|place| *place < (key, 0));
        self.0.get(first + times - 1).is_some_and(|&(other, at)| other == key && at < paragraph)
    }
}

/// What stands above the paragraphs, and what is [`usual`].
struct Above {
    telling: Places,
    names: Places,
    usual: (i32, i32),
}

/// Of the first half of the paragraphs: the percentage of telling words that stand elsewhere in it, and the mean length.
fn usual(all: &[Told]) -> (i32, i32) {
    let half = &all[..all.len().div_ceil(2)];
    let mut telling: Vec<Key> = half.iter().flat_map(|told| told.telling.iter().copied()).collect();
    telling.sort_unstable();
    let again: usize = telling.chunk_by(|one, other| one == other).map(<[Key]>::len).filter(|&count| count >= 2).sum();
    let words: usize = half.iter().map(|told| told.words).sum();
    (percent(again, telling.len(), 100), i32::try_from(words / half.len().max(1)).unwrap_or(500).min(500))
}

fn one(page: &Page<'_>, prose: &[usize], all: &[Told], i: usize, above: &Above) -> [i32; COUNT] {
    let (here, at) = (&all[i], prose[i]);
    let line = page.words(at);
    let is_cut = here.is_cut;
    let first = all.len().saturating_sub(MOST);
    let cuts = |from: usize, to: usize| (from..to).filter(|&other| all[other].is_cut).count();
    let stand = |times: usize| here.telling.iter().filter(|&&key| above.telling.stands(key, i, times)).count();
    let (shared, often) = (stand(1), stand(2));
    let known_names = here.names.iter().filter(|&&key| above.names.stands(key, i, 1)).count();
    let with = |other: &Told| here.telling.iter().filter(|&key| other.telling.binary_search(key).is_ok()).count();
    let before = i.checked_sub(1).map_or(0, |before| with(&all[before]));
    let after = all.get(i + 1).map_or(0, with);
    let share = percent(shared, here.telling.len(), 100);
    let length = i32::try_from(here.words.min(500)).unwrap_or(500);
    let head = &line[..line.floor_char_boundary(50)];
    let is_dateline = [" — ", " – ", " -- ", " - ", "(AP)", "(CNN)"].iter().any(|mark| head.contains(mark))
        && head.starts_with(char::is_uppercase);
    let last =
        line.rsplit(' ').find_map(|run| words(run).last()).map(|word| word.text.to_lowercase()).unwrap_or_default();
    let lead = words(line).next().map(|word| word.text.to_lowercase()).unwrap_or_default();
    let goes_on = page.lang.is_stop_word(&lead)
        && !matches!(
            lead.as_str(),
            "the" | "a" | "an" | "in" | "der" | "die" | "das" | "le" | "la" | "les" | "de" | "het" | "een"
        );
    let told: usize = all[..i].iter().map(|told| told.words).sum();
    let amount = i32::try_from(told.checked_ilog2().unwrap_or(0)).unwrap_or(0) * 10;
    [
        so(is_cut),                                           // = cut-off
        so(line.ends_with("...") || line.ends_with('…')),     // = dots
        percent(shared, here.telling.len(), 100),             // = shared
        percent(often, here.telling.len(), 100),              // = shared-often
        percent(known_names, here.names.len(), 100),          // = names-known
        so(here.names.is_empty()),                            // = no-names
        percent(before, here.telling.len(), 60),              // = shared-before
        so((40..=130).contains(&here.words)),                 // = length
        so(here.words < 40),                                  // = short
        so(goes_on),                                          // = goes-on
        so(line.starts_with(['“', '"', '„', '«', '—', '–'])), // = quote
        amount,                                               // = amount
        so(cuts(i + 1, all.len()) > 0),                       // = cut-below
        so(share < 12),                                       // = shared-12
        so(cuts(first, i) > 0),                               // = cut-above
        (share - above.usual.0).clamp(-60, 60),               // = shared-usual
        (length - above.usual.1).clamp(-150, 100),            // = length-usual
        percent(after, here.telling.len(), 60),               // = shared-after
        so(is_dateline),                                      // = dateline
        so(is_cut && page.lang.is_stop_word(&last)),          // = breaks-hard
    ]
}

#[cfg(test)]
pub(super) fn told_for_fitting(page: &Page<'_>, prose: &[usize]) -> Vec<(usize, Vec<i32>)> {
    let features = features(page, prose);
    let first = prose.len() - features.len();
    prose[first..].iter().copied().zip(features.into_iter().map(|f| f.to_vec())).collect()
}

#[cfg(test)]
pub(super) fn table() -> [(&'static str, i32); COUNT] {
    STORY
}
