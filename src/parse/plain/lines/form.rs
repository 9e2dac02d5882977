//! What a line looks like, by itself: its length and end, its marks, and what sort of words it has. All features are in
//! hundredths: 100 for what is so, a percentage for a share.

use super::super::page::{Ending, Page, Unit};
use super::Evidence;
use crate::lexicon::clutter::{self, Sort};
use crate::lexicon::dates;
use crate::lexicon::known::{Known, Stops};
use crate::text::Key;
use crate::text::fold::lower;

/// How many features there are.
pub(super) const COUNT: usize = 34;
/// Of a longer line only the head is looked at, in bytes.
const HEAD: usize = 3000;

/// One open unit.
pub(in super::super) struct Form {
    /// Its index.
    pub at: usize,
    /// Words, a character of a script without spaces for half a one.
    pub words: usize,
    /// The features, in the order of [`EVIDENCE`].
    pub(in super::super) features: [i32; COUNT],
    /// Keys of its telling words, sorted, each once.
    pub telling: Vec<Key>,
    /// Whether it ends as a sentence does.
    pub is_closed: bool,
    /// Percent of its words that begin with a capital.
    capitals: i32,
    /// Percent of its words that are stop words.
    stops: i32,
}

use Evidence as E;
/// What each feature is evidence of, in the order in which [`features`] gives them.
pub(super) const EVIDENCE: [Evidence; COUNT] = [
    E::Short,
    E::Short,
    E::Short,
    E::Short,
    E::Caption, // words
    E::Short,
    E::Short,
    E::Short,
    E::Short,
    E::None,
    E::None, // end
    E::Short,
    E::Short,
    E::Short,
    E::Short, // words' kinds
    E::Site,
    E::Site,
    E::Reader,
    E::None,
    E::Caption,
    E::Caption, // lexicon
    E::Figures,
    E::Figures,
    E::Figures,
    E::Figures, // figures
    E::Glued,
    E::Glued,
    E::Caption,
    E::Site, // marks
    E::None,
    E::None,
    E::List,
    E::Site,
    E::Short,
];

/// The forms of the open units.
pub(super) fn read(page: &Page<'_>) -> Vec<Form> {
    let mut all: Vec<Form> = page.open().into_iter().map(|at| form(page, at)).collect();
    let long = || all.iter().filter(|form| form.words >= 25 && form.is_closed);
    let mean = |of: fn(&Form) -> i32, usual: i32| match long().count() {
        0 => usual,
        n => long().map(of).sum::<i32>() / i32::try_from(n).unwrap_or(i32::MAX),
    };
    let (capitals, stops) = (mean(|form| form.capitals, 15), mean(|form| form.stops, 40));
    for form in &mut all {
        // against the page's own paragraphs: languages differ
        form.features[11] = if form.words >= 3 { (form.capitals - capitals).clamp(-30, 90) } else { 30 };
        form.features[12] = if form.words >= 3 { (stops - form.stops).clamp(-30, 60) } else { 30 };
    }
    all
}

/// Counts of the words of one line.
#[derive(Default)]
struct Counts {
    words: usize,
    wide: usize,
    capitals: usize,
    upper: usize,
    stops: usize,
    figures: usize,
    site: usize,
    reader: usize,
    writer: usize,
    credit: usize,
    glued: usize,
    telling: Vec<Key>,
}

fn count(words: &str, page: &Page<'_>) -> Counts {
    let mut all = Counts::default();
    let (english, stops) = (page.lang.primary() == "en", Stops::of(&page.lang));
    let mut room = String::new();
    for word in words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))) {
        let word = word.trim_matches(['\'', '’']);
        let Some(first) = word.chars().next() else { continue };
        if crate::text::lang::is_cjk(first) {
            let mut wide: Vec<char> = word.chars().collect();
            all.wide += wide.len();
            wide.dedup();
            all.telling.extend(wide.windows(2).map(|pair| Key::of(&pair.iter().collect::<String>())));
            continue;
        }
        all.words += 1;
        if first.is_numeric() {
            all.figures += 1;
            continue;
        }
        all.capitals += usize::from(first.is_uppercase());
        all.write(word);
        let lower = lower(word, &mut room);
        let bare = lower.find(['\'', '’']).map_or(lower, |end| &lower[..end]);
        let known = Known::of(bare);
        match known.sort {
            Some(Sort::Site) => all.site += 1,
            Some(Sort::Reader) => all.reader += 1,
            Some(Sort::Writer) => all.writer += 1,
            Some(Sort::Credit) => all.credit += 1,
            None => {}
        }
        if known.is_stop(stops) || bare.len() < lower.len() && Known::of(lower).is_stop(stops) {
            all.stops += 1;
        } else if bare.len() > 3 && (!english || known.rarity >= 2) {
            all.telling.push(Key::of(bare));
        }
    }
    all.telling.sort_unstable();
    all.telling.dedup();
    all
}

impl Counts {
    /// Counts a word that is written in capitals, and capitals behind small letters.
    fn write(&mut self, word: &str) {
        const LONG: usize = 2;
        // most words go on in small letters
        if word.bytes().skip(1).all(|b| b.is_ascii_lowercase()) {
            return;
        }
        let mut last = ' ';
        for (at, c) in word.char_indices() {
            self.glued += usize::from(last.is_lowercase() && c.is_uppercase() && at > LONG);
            last = c;
        }
        self.upper += usize::from(word.len() > LONG && !word.contains(char::is_lowercase));
    }
}

/// The marks in a line.
#[derive(Default)]
struct Marks {
    price: bool,
    address: bool,
    quotes: bool,
    commas: usize,
    /// Ends of sentences: a full stop, or its like, before a space or at the end.
    sentences: usize,
}

impl Marks {
    fn of(line: &str) -> Self {
        let mut all = Self { address: line.contains("://") || line.contains("www."), ..Self::default() };
        for (at, c) in line.char_indices() {
            match c {
                'a'..='z' | 'A'..='Z' | ' ' => {}
                ',' | ';' => all.commas += 1,
                '.' | '!' | '?' | '؟' | '।' => {
                    let rest = line[at + c.len_utf8()..].trim_start_matches(['”', '"', '’', '»', ')']);
                    all.sentences += usize::from(rest.is_empty() || rest.starts_with(char::is_whitespace));
                }
                '。' | '！' | '？' => all.sentences += 1,
                '$' | '€' | '£' | '¥' => all.price = true,
                '@' | '©' | '®' | '™' => all.address = true,
                '“' | '"' | '„' | '«' | '「' => all.quotes = true,
                _ => {}
            }
        }
        all
    }
}

/// Keys of the telling words of a line, sorted, each once.
pub(super) fn telling(words: &str, page: &Page<'_>) -> Vec<Key> {
    count(words, page).telling
}

fn form(page: &Page<'_>, at: usize) -> Form {
    let unit = &page.units[at];
    let whole = page.words(at);
    let head = &whole[..whole.floor_char_boundary(HEAD)];
    let counts = count(head, page);
    let words = if whole.len() > head.len() { unit.words } else { counts.words + counts.wide.div_ceil(2) };
    let told = counts.words.max(1);
    let is_closed = unit.ending == Ending::Stop;
    let features = features(page, unit, head, words, &counts);
    let share = |n: usize| percent(n, told);
    Form {
        at,
        words,
        features,
        is_closed,
        capitals: share(counts.capitals),
        stops: share(counts.stops),
        telling: counts.telling,
    }
}

fn percent(part: usize, whole: usize) -> i32 {
    i32::try_from(part * 100 / whole.max(1)).unwrap_or(i32::MAX)
}

fn so(is_so: bool) -> i32 {
    if is_so { 100 } else { 0 }
}

fn features(page: &Page<'_>, unit: &Unit, line: &str, words: usize, counts: &Counts) -> [i32; COUNT] {
    let told = counts.words.max(1);
    let stop = unit.ending == Ending::Stop;
    let is_short = words < 40;
    let marks = Marks::of(line);
    let stops = marks.sentences;
    let is_again = is_short && !unit.folded.is_empty() && page.repeated.binary_search(&Key::of(&unit.folded)).is_ok();
    let is_cut = line.ends_with("...") || line.ends_with('…') || line.ends_with("[…]");
    let dated = is_short && !stop && dates::first(line, &page.lang).is_some();
    let is_day = |written: dates::Written| written.date.parts().2.is_some();
    let could = stop && stops == 1 && (12..60).contains(&words);
    let has_day = could && dates::first(line, &page.lang).is_some_and(is_day);
    let opens = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    // FEATURES
    [
        so(words <= 2),                                         // = words-1-2
        so((3..=5).contains(&words)),                           // = words-3-5
        so((6..=11).contains(&words)),                          // = words-6-11
        so((12..=24).contains(&words)),                         // = words-12-24
        so(has_day),                                            // = dated-sentence
        so(!stop && words < 12),                                // = open-short
        so(!stop && words >= 12),                               // = open-long
        so(stop && words < 8),                                  // = closed-tiny
        so(unit.ending == Ending::Colon),                       // = colon
        so(is_cut),                                             // = cut-off
        100 * i32::try_from(stops.min(4)).unwrap_or(4),         // = sentences
        0,                                                      // = capitals
        0,                                                      // = few-stop-words
        so(told > 1 && counts.upper * 2 > told),                // = upper-case
        so(opens.starts_with(char::is_lowercase)),              // = lower-start
        percent(counts.site, told).min(60),                     // = site-words
        so(counts.site >= 3),                                   // = site-words-3
        percent(counts.reader, told).min(20) * 5,               // = reader
        percent(counts.writer, told).min(20) * 5,               // = writer
        so(clutter::is_caption(line)),                          // = caption
        100 * i32::try_from(counts.credit.min(2)).unwrap_or(2), // = credits
        percent(counts.figures, told),                          // = numbers
        so(dated),                                              // = dated
        so(marks.price),                                        // = price
        so(line.starts_with(|c: char| c.is_ascii_digit())),     // = number-first
        so(counts.glued >= 1 && is_short),                      // = glued
        so(counts.glued >= 3),                                  // = glued-3
        so(clutter::tells_of_picture(line)),                    // = pictured
        so(marks.address),                                      // = address
        percent(marks.commas, told).min(30),                    // = commas
        so(marks.quotes),                                       // = quotes
        so(is_again),                                           // = again
        so(line.ends_with('!')),                                // = exclaims
        so(line.ends_with('?')),                                // = asks
    ]
}
