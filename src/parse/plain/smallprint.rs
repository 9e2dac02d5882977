//! Small print: the short lines around a title that say who wrote the article, when, where and for whom, glued or not. A line
//! is cut into pieces at its dates and marks; each piece is a name, a date, an office, an outlet, a section, a count, a button,
//! or words that none of these explain.

mod interview;
mod names;
mod patterns;

use crate::lexicon::dates::{self, Written};
use crate::lexicon::frequency::english_rarity;
use crate::lexicon::person::{is_likely_name, is_person_name, lower_capitals, once, strip_title};
use crate::lexicon::{boilerplate, roles};
use crate::text::fold::{fold, fold_word, title_of};
use crate::text::{Lang, Span, lang, word};
pub(in crate::parse) use interview::tells_who_asked;
pub(in crate::parse) use names::signed;
use names::{announced, is_outlet, unannounced, without_office};
use patterns::patterns;
use std::borrow::Cow;
use std::ops::Range;

/// What a line of small print says.
#[derive(Default, Debug)]
pub(in crate::parse) struct SmallPrint {
    /// Names behind "By" and its like.
    pub authors: Vec<Named>,
    /// Names that nothing announces.
    pub names: Vec<Named>,
    /// Dates in order, behind which stand those of updates; the bytes are the line's.
    pub dates: Vec<Written>,
    /// Whether each of them is an update's.
    pub is_update: bool,
    /// Whether words before one of them say what it is of: "Published", "Updated".
    pub is_said: bool,
    /// Whether it says how long ago, or at what hour of which weekday, which gives no date.
    pub is_ago: bool,
    /// An address.
    pub url: Option<String>,
    /// Figures that read as a date of which day and month cannot be told apart.
    pub figures: Option<String>,
    /// An outlet.
    pub outlet: Option<String>,
    /// How many pieces some other small print explains: an office, a section, a reading time, a button.
    pub told: usize,
    /// How many words nothing explains.
    pub rest: usize,
}

/// A name with what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) struct Named {
    /// The name.
    pub name: String,
    /// An office, an institute.
    pub affiliation: Option<String>,
}

impl Named {
    /// A name as a line has it.
    pub fn new(name: &str) -> Self {
        Self { name: lower_capitals(once(strip_title(name.trim()))).into_owned(), affiliation: None }
    }
}

/// Reads one line.
pub(in crate::parse) fn read(line: &str, lang: &Lang) -> SmallPrint {
    let mut all = SmallPrint::default();
    let line = &*labelled(line, &mut all);
    let mut unknown: Option<&str> = None;
    for range in pieces(line, lang, &mut all) {
        let before = all.rest;
        match short_date(&line[range.clone()], lang) {
            Some(written) => all.dates.push(written.moved(range.start)),
            None => piece(&line[range.clone()], lang, &mut all),
        }
        if all.rest > before && before == 0 {
            unknown = Some(line[range].trim());
        }
    }
    published_first(line, &mut all);
    // "Rose Marsh | 3 March 2025": beside a date the form of a name is enough, where nothing else is left
    let is_dated = !all.dates.is_empty() || all.figures.is_some();
    let is_name = |words: &&str| word::count(words) == all.rest && all.rest <= 3 && is_person_name(words);
    if let Some(name) = unknown.filter(is_name).filter(|_| is_dated && all.authors.is_empty() && all.names.is_empty()) {
        all.names.push(Named::new(name));
        all.rest = 0;
    }
    all
}

/// A date with a year of two figures, where nothing else of weight stands in its piece.
fn short_date(words: &str, lang: &Lang) -> Option<Written> {
    let found = patterns().short.captures(words)?.get(1)?;
    let is_alone = strip_around(&words[..found.start()]).is_empty() && strip_around(&words[found.end()..]).is_empty();
    let date = dates::short(found.as_str(), lang).filter(|_| is_alone)?;
    Some(Written { date, span: Span::new(found.start(), found.end()) })
}

/// Puts the dates of updates behind the others: the words before a date say what it is of.
fn published_first(line: &str, all: &mut SmallPrint) {
    all.dates.sort_by_key(|written| written.span.start);
    let mut from = 0;
    let (mut published, mut updates) = (Vec::new(), Vec::new());
    for written in all.dates.drain(..) {
        let before = &line[from..(written.span.start as usize).max(from)];
        from = written.span.end as usize;
        all.is_said |= patterns().said.is_match(before);
        if is_of_update(before) { updates.push(written) } else { published.push(written) }
    }
    all.is_update = published.is_empty() && !updates.is_empty();
    published.append(&mut updates);
    all.dates = published;
}

/// Takes "作者：…" and "来源：…" out of a line.
fn labelled<'t>(line: &'t str, all: &mut SmallPrint) -> Cow<'t, str> {
    const AUTHORS: [&str; 5] = ["作者", "记者", "記者", "撰文", "文"];
    const SITES: [&str; 3] = ["来源", "來源", "出处"];
    if !line.contains(['：', ':']) || !line.chars().any(lang::is_cjk) {
        return Cow::Borrowed(line);
    }
    let mut rest = String::with_capacity(line.len());
    for part in line.split(char::is_whitespace) {
        let (label, said) = part.split_once(['：', ':']).unwrap_or(("", ""));
        match said.is_empty() {
            false if AUTHORS.contains(&label) => all.authors.extend(said.split(['、', ',', '，']).map(Named::new)),
            false if SITES.contains(&label) => all.outlet = Some(said.to_owned()),
            // as many blanks, so that places stay where they are
            _ => {
                rest.push_str(part);
                rest.push(' ');
                continue;
            }
        }
        rest.extend(std::iter::repeat_n(' ', part.len() + 1));
    }
    Cow::Owned(rest)
}

/// What stands before whoever made something.
const BY: [&str; 8] = [" as told to ", " by ", " By ", " par ", " door ", " von ", " van ", " de "];

/// Marks between pieces.
const MARKS: [&str; 16] =
    ["|", "·", "•", "/", "\t", "▪", "●", "…", " – ", " — ", " - ", " // ", "  ", " › ", " » ", " > "];

/// The line cut at its dates, at marks between pieces, and where a button or a date is glued to a name.
fn pieces(line: &str, lang: &Lang, all: &mut SmallPrint) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    // behind the character that it is glued to
    let behind = |found: regex::Match<'_>| found.start() + found.as_str().chars().next().map_or(0, char::len_utf8);
    let glued = patterns().glued.find_iter(line).map(behind);
    let mut starts: Vec<usize> = std::iter::once(0).chain(glued).collect();
    starts.push(line.len());
    for part in starts.windows(2) {
        let part_of_line = &line[part[0]..part[1]];
        for written in dates::all(part_of_line, lang).chain(dates::with_apostrophe(part_of_line)) {
            let written = written.moved(part[0]);
            cuts.push(written.span.start as usize..written.span.end as usize);
            all.dates.push(written);
        }
        if part[0] > 0 {
            cuts.push(part[0]..part[0]);
        }
    }
    if line.contains("://") || line.contains("www.") {
        let address = patterns().address.find_iter(line);
        cuts.extend(address.map(|found| {
            all.url.get_or_insert_with(|| found.as_str().to_owned());
            found.range()
        }));
    }
    let is_read = |at: usize| all.dates.iter().any(|written| written.span.contains(Span::new(at, at)));
    let open = line.contains('/').then(|| patterns().open_figures.find(line)).flatten();
    if let Some(open) = open.filter(|found| !is_read(found.start())) {
        match dates::short(open.as_str(), lang) {
            Some(date) => all.dates.push(Written { date, span: Span::new(open.start(), open.end()) }),
            None => all.figures = Some(open.as_str().to_owned()),
        }
        cuts.push(open.range());
    }
    if line.contains(['|', '·', '•', '/', '\t', '▪', '●', '…', '–', '—', '›', '»', '>'])
        || line.contains(" - ")
        || line.contains("  ")
    {
        let stands = |mark: &&str| mark.trim().chars().all(|c| line.contains(c));
        for mark in MARKS.into_iter().filter(stands) {
            cuts.extend(line.match_indices(mark).map(|(at, mark)| at..at + mark.len()));
        }
    }
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    let mut out = Vec::new();
    let mut from = 0;
    for cut in cuts {
        if cut.start >= from {
            out.push(from..cut.start);
        }
        from = from.max(cut.end);
    }
    out.push(from..line.len());
    out
}

fn piece(words: &str, lang: &Lang, all: &mut SmallPrint) {
    // before "@" is taken for "at"
    if patterns().contact.is_match(words.trim()) {
        all.told += 1;
        return;
    }
    let is_timed = words.contains(|c: char| c.is_ascii_digit());
    let words = strip_around(words);
    if words.is_empty() {
        return;
    }
    if let Some(desk) = patterns().desk.captures(words).and_then(|found| found.get(1)) {
        all.authors.push(Named::new(&capitalised(desk.as_str())));
        return;
    }
    let words = without_credit(words);
    if patterns().figures.is_match(words) {
        all.figures.get_or_insert_with(|| words.to_owned());
        return;
    }
    if let Some(names) = interview::interviewers(words, lang, !all.dates.is_empty()) {
        all.authors.extend(names);
        return;
    }
    if let Some(label) = patterns().label.find(words) {
        let behind = &words[label.end()..];
        // "by By Ada Marsh"
        let behind = patterns().label.find(behind).map_or(behind, |again| &behind[again.end()..]);
        if label.as_str().ends_with(char::is_whitespace) || behind.starts_with(char::is_uppercase) {
            let (authors, rest) = announced(behind);
            if !authors.is_empty() {
                all.authors.extend(authors);
                all.rest += rest;
                return;
            }
        }
    }
    if patterns().credit.is_match(words) {
        all.told += 1;
        return;
    }
    let is_screen_name = |rest: &str| !rest.trim().is_empty() && !rest.trim().contains(' ');
    let is_signed = || patterns().label.find(words).is_some_and(|label| is_screen_name(&words[label.end()..]));
    // "De notre correspondante à Gand, Ada Marsh": a name alone is none of these
    if let Some((_, behind)) = words.split_once(' ').filter(|(by, _)| matches!(*by, "De" | "Van" | "From"))
        && patterns().own.is_match(behind)
        && without_office(behind).len() < behind.len()
    {
        let (authors, rest) = announced(behind);
        if !authors.is_empty() {
            all.authors.extend(authors);
            all.rest += rest;
            return;
        }
    }
    let folded = fold(words);
    if patterns().ago.is_match(&folded) || is_timed && patterns().weekday.is_match(&folded) {
        all.is_ago = true;
        all.told += 1;
        return;
    }
    if is_told(words, &folded) || !all.dates.is_empty() && is_signed() {
        all.told += 1;
        return;
    }
    // "Posted 3 days ago by Ada Marsh", "Ada Marsh as told to Bram de Vries"
    let by = if patterns().by.is_match(words) { &BY[..] } else { &[] };
    for by in by {
        let Some((before, behind)) = words.split_once(by) else { continue };
        // "Eine Analyse von Ada Marsh", "Un texte d’Ada Marsh": many a thing is somebody's
        let is_work = patterns().work.is_match(&fold(before));
        if !(is_work || makes(before) && !matches!(*by, " van " | " de ")) {
            continue;
        }
        let (authors, rest) = announced(behind);
        let whole = authors.iter().all(|named| named.name.contains(' ') && (!is_work || is_likely_name(&named.name)));
        if whole && !authors.is_empty() {
            all.authors.extend(authors);
            all.told += 1;
            all.rest += rest;
            return;
        }
    }
    if roles::is_agency(&folded) {
        all.names.push(Named { name: words.to_owned(), affiliation: None });
        return;
    }
    if let Some(names) = unannounced(words) {
        all.names.extend(names);
        return;
    }
    if is_outlet(words) {
        all.outlet.get_or_insert_with(|| words.to_owned());
        return;
    }
    if !all.dates.is_empty() && is_place(words) {
        all.told += 1;
        return;
    }
    let count = word::count(words);
    let is_office = || word::words(words).any(|w| roles::is_role(&fold_word(w.text)));
    match count <= 6 && words.starts_with(char::is_uppercase) && is_office() {
        true => all.told += 1,
        false => all.rest += count,
    }
}

/// Whether `before` is what may stand before "by": a time, a word for what was made, somebody who told it.
fn makes(before: &str) -> bool {
    let before = strip_around(before);
    let folded = fold(before);
    before.is_empty()
        || word::count(before) <= 6
            && (patterns().ago.is_match(&folded)
                || is_told(before, &folded)
                || patterns().made.is_match(&folded)
                || is_likely_name(before))
}

/// Whether a line may bear a date, or figures that read as one: a quick look.
pub(in crate::parse) fn may_be_dated(line: &str) -> bool {
    let is_figure = |b: u8| b.is_ascii_digit() || !b.is_ascii();
    let joins = |w: &[u8]| matches!(w[1], b'.' | b'/' | b'-') && is_figure(w[0]) && is_figure(w[2]);
    dates::may_hold(line) || dates::may_hold_apostrophe(line) || line.as_bytes().windows(3).any(joins)
}

/// Whether a line says that a name follows, and nothing else: "By", "Commentary by:".
pub(in crate::parse) fn is_label(line: &str) -> bool {
    const LONGEST: usize = 24;
    let bare = line.trim().trim_end_matches(':').trim_end();
    bare.len() <= LONGEST
        && patterns().label.find(&format!("{bare}: ")).is_some_and(|label| label.end() >= bare.len() + 2)
}

/// Whether a line says that a date follows, and nothing else: "Published", "Stand:".
pub(in crate::parse) fn is_date_label(line: &str) -> bool {
    const LONGEST: usize = 24;
    line.len() <= LONGEST && patterns().said.is_match(line) && strip_around(line).is_empty()
}

/// Whether such a label, or the words before a date, say that the text was changed then.
pub(in crate::parse) fn is_of_update(words: &str) -> bool {
    patterns().said.captures_iter(words).last().is_some_and(|said| said.get(1).is_some())
}

/// Whether a line names somebody who did not write the text, or is about to: "Edited by Ada Marsh".
pub(in crate::parse) fn is_credit(line: &str) -> bool {
    patterns().credit.is_match(line.trim()) && word::count(line) <= 8 && !line.trim_end().ends_with(['.', '?', '!'])
}

/// Whether a line says that the name of somebody who did not write the text follows: "Photography by".
pub(in crate::parse) fn is_credit_label(line: &str) -> bool {
    let bare = line.trim().trim_end_matches(':').trim_end();
    patterns().credit.find(bare).is_some_and(|credit| credit.end() == bare.len())
}

impl SmallPrint {
    /// Takes the names of `line` for its authors: the line above it said so.
    pub fn announce(&mut self, line: &str) {
        if self.authors.is_empty() {
            self.authors = std::mem::take(&mut self.names);
        }
        if self.authors.is_empty() && word::count(line) <= 6 {
            let (authors, rest) = announced(line);
            if !authors.is_empty() {
                (self.authors, self.rest) = (authors, rest);
            }
        }
    }
}

/// Whether a line is a handle or an address alone.
pub(in crate::parse) fn is_handle(line: &str) -> bool {
    patterns().contact.is_match(line.trim())
}

/// Whether a line opens as an office does, or ends with the word for one: "Environment correspondent", "Senior Fellow, Harbour
/// Institute".
pub(in crate::parse) fn is_office(line: &str) -> bool {
    let head = line.split([',', '|']).next().unwrap_or(line);
    let words: Vec<String> = word::words(head).take(4).map(|w| fold(w.text)).collect();
    line.starts_with(char::is_uppercase) && words.iter().any(|word| roles::is_role(word))
}

/// One or two words that may name the place beside a date: capitals, or no everyday words.
fn is_place(words: &str) -> bool {
    let parts: Vec<&str> = words.split(' ').collect();
    let letters = |part: &str| part.chars().all(|c| c.is_alphabetic() || c == '-');
    let is_rare = |part: &str| english_rarity(&fold(part)) >= 4 || part.chars().all(|c| c.is_uppercase() || c == '-');
    parts.len() <= 2 && parts.iter().all(|part| part.starts_with(char::is_uppercase) && letters(part) && is_rare(part))
}

/// `words` without the credit of others behind them: "Text: Ada Marsh, Fotos: Bram de Vries".
fn without_credit(words: &str) -> &str {
    if !words.contains([':', ' ']) {
        return words;
    }
    patterns().credit_behind.find(words).map_or(words, |credit| &words[..credit.start()])
}

fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

fn strip_around(words: &str) -> &str {
    const MARKS: [char; 12] = [' ', ',', ';', ':', '(', ')', '[', ']', '.', '–', '—', '-'];
    let mut words = words.trim_matches(|c: char| MARKS.contains(&c) && c != '.' || c.is_whitespace());
    if let Some(found) = patterns().around.find(words) {
        words = &words[found.end()..];
    }
    // "… by Ada Marsh on", "… Ada Marsh, Published:"
    loop {
        let bare = words.trim_end_matches(|c: char| MARKS.contains(&c) && c != '.' || c.is_whitespace());
        let Some((rest, last)) = bare.rsplit_once([' ', ',']) else { return bare };
        let is_around = patterns().around.find(last).is_some_and(|found| found.end() == last.len());
        // "S. V. Date"
        let is_name = last == "Date" && bare.len() == words.len();
        match is_around && !is_name {
            true => words = rest,
            false => return bare,
        }
    }
}

/// A reading time, a count, a handle, a button, a section. `folded` are the words, folded.
fn is_told(words: &str, folded: &str) -> bool {
    const SECTIONS: [&str; 5] = ["in ", "dans ", "under ", "posted in ", "filed under "];
    let opens = |head: &&str| words.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
    let is_section = || SECTIONS.iter().any(opens) && word::count(words) <= 5;
    let title = title_of(folded);
    patterns().count.is_match(words)
        || patterns().contact.is_match(words)
        || boilerplate::line(&title).is_some()
        || matches!(
            title.as_str(),
            "archive page"
                | "photo"
                | "video"
                | "listen"
                | "exclusive"
                | "analysis"
                | "opinion"
                | "news"
                | "comment is free"
        )
        || patterns().work.is_match(folded)
        || is_section()
}

#[cfg(test)]
mod tests;
