//! Small print: the short lines around a title that say who wrote the article, when, where and for whom, glued or not. A line
//! is cut into pieces at its dates and marks; each piece is a name, a date, an office, an outlet, a section, a count, a button,
//! or words that none of these explain.

use crate::lexicon::dates::{self, Written};
use crate::lexicon::frequency::english_rarity;
use crate::lexicon::person::{
    is_degree, is_likely_name, is_particle, is_person_name, lower_capitals, may_open, once, strip_title,
};
use crate::lexicon::{boilerplate, roles};
use crate::text::fold::{fold, fold_word, title_of};
use crate::text::{Lang, Span, lang, word};
use regex::Regex;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

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

struct Patterns {
    label: Regex,
    around: Regex,
    ago: Regex,
    count: Regex,
    contact: Regex,
    glued: Regex,
    figures: Regex,
    open_figures: Regex,
    short: Regex,
    said: Regex,
    address: Regex,
    desk: Regex,
    own: Regex,
    weekday: Regex,
    credit_behind: Regex,
    conjunction: Regex,
    credit: Regex,
    by: Regex,
    made: Regex,
    work: Regex,
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    let compile =
        |pattern: &str| Regex::new(pattern).unwrap_or_else(|e| unreachable!("a pattern of small print compiles: {e}"));
    PATTERNS.get_or_init(|| Patterns {
        label: compile(
            r"^(?:(?i:(?:(?:written|story|text|words|reporting|reported|report|posted|published|review|analysis|interview|essay|opinion|commentary|column|submitted|contributed|as told) (?:by|to)|by|authors?|par|écrit par|rédigé par|publié par|propos recueillis par|auteure?s?|texte?|door|geschreven door|opgetekend door|auteurs?|tekst|von|(?:verfasst|geschrieben|aufgezeichnet) von|aus \p{L}+ berichte[nt]|uit \p{L}+ bericht|autor(?:in)?|autoren)\s*:?\s+|(?:authors?|auteure?s?|texte?|tekst|autor(?:in)?)\s*:\s*)|(?:By|BY|by|Par|Door|Von)\s*:?\s*)",
        ),
        around: compile(&format!(
            r"(?i)^(?:(?:{})\b[.:,]?|\d{{1,2}}\s?[:.h]\s?\d{{2}}(?::\d{{2}})?|[+-]\d{{2}}:?\d{{2}}|[\s,;:()\[\]–—.•@-])+",
            "first published|originally published|published|posted|updated|last updated|last modified|modified|created|dat(?:e|um)|on|at|the|in|from|since|publié(?:e)?|publie|mise? à jour|modifié(?:e)?|paru|le|à|gepubliceerd|geplaatst|(?:laatst )?(?:bijgewerkt|aangepast|gewijzigd)|laatste update|op|om|veröffentlicht|(?:zuletzt )?(?:aktualisiert|geändert)|erschienen|am|um|uhr|uur|stand|gmt|utc|cet|cest|est|edt|pst|pdt|cst|cdt|mst|mdt|bst|ist|et|pt|ct|a\\.?m\\.?|p\\.?m\\.?|h"
        )),
        ago: compile(r"(?i)^(?:\d+|an?|one) (?:second|minute|min|hour|hr|day|week|month|year|jour|heure|mois|dag|dagen|uur|stunde|tag|woche)\w* ago$|^il y a \d+ \w+$|^\d+ (?:dagen|uur|weken|maanden) geleden$|^vor \d+ \w+$|^(?:today|yesterday|aujourd'hui|hier|vandaag|gisteren|heute|gestern)(?:,? (?:at|à|om|um))?(?: \d{1,2} ?[:.h] ?\d{2})?$"),
        count: compile(r"(?i)^(?:[\d.,]+\s?[km]?\s+(?:shares?|views?|comments?|likes?|reads?|partages?|commentaires?|reacties?|kommentare?)\s*)+$|^[\d.,]+[km]?$"),
        contact: compile(r"^@[\w.]+$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^(?:https?://|www\.)\S+$"),
        glued: compile(r"(?:\p{Ll}|\)|\d)((?:Published|Updated|Posted|Modified|First published|Last [Uu]pdated|Last [Mm]odified|Tags|PUBLISHED|UPDATED|[Aa]rchive page|Publié|Mis à jour|Gepubliceerd|Veröffentlicht|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[\w.:,]*|@\w)"),
        short: compile(r"(?:^|[\s,(])(\d{1,2}(?:\.\d{1,2}\.|-\d{1,2}-)\d{2})(?:$|[\s,)])"),
        said: compile(
            r"(?i)(updated?\b|modified|edited|revised|mise? à jour|modifié|actualisé|bijgewerkt|gewijzigd|aangepast|aktualisiert|geändert|überarbeitet|\bstand\b)|published|posted|publié|paru|created|gepubliceerd|geplaatst|veröffentlicht|erschienen|erstellt",
        ),
        address: compile(r"(?:https?://|www\.)\S*[^\s.,;:)\]]"),
        desk: compile(
            r"^(?:[Vv]on|[Vv]an|[Pp]ar|[Dd]oor|[Dd]e|VON|VAN|PAR|DOOR)\s+(?i:der|de|la|unserer|onze|notre)\s+((?i:redaktion|redactie|rédaction|redaction)(?: \p{L}+)?|\p{L}+ (?i:redactie|rédaction))(?:,? (?i:avec|met|mit|und|et|en) \p{Lu}[\p{Lu}/ ]*)?$",
        ),
        own: compile(r"^(?i:our|unser(?:e[mnr]?)?|notre|nos|onze?|ons)\s+"),
        weekday: compile(&format!(r"^(?:{})$", dates::WEEKDAYS)),
        credit_behind: compile(
            r"(?i)(?:\s*[,;(]|\s+(?:und|and|et|en|&))\s*(?:fotos?|photos?|photographs?|photography|bild(?:er)?|beeld|illustrations?|illustraties?|video|grafik|graphics?|edit(?:ed|ing)|translat(?:ed|ion)|traduction|übersetzung|vertaling)(?:\s*:|\s+(?:by|von|van|par|door)\b).*$",
        ),
        figures: compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$"),
        open_figures: compile(r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b"),
        credit: compile(
            r"(?i)^(?:(?:photo(?:graph)?s?|photography|photographed|illustrat(?:ions?|ed)|images?|pictures?|video|graphics?|artwork|art|animation|design|designed|styled|styling|hair|makeup|edited|curated|translated|produced|(?:fact|medically|technically|expert|legally)[ -](?:checked|reviewed)|reviewed|(?:recipe )?tested|(?:(?:additional|with|further) )?(?:contributions?|research)|(?:additional|with|further) reporting|foto(?:'s|s)?|illustraties?|beeld|vertaling|bild(?:er)?|fotos|übersetzung|photos?|illustrations?|traduit|traduction) (?:by|from|door|von|par|de)|credit)\b",
        ),
        by: compile(&BY.join("|")),
        made: compile(
            r"(?i)^(?:[\p{L}-]+ly )?(?:written|words|story|text|posted|published|reported|reporting|updated|created|compiled|submitted|added|uploaded|contributed|analysis|opinion|commentary|column|interview|essay|review|blog|article|guest post|an?|in|publié|écrit|propos|gepubliceerd|geplaatst|geschreven|veröffentlicht|verfasst)\b",
        ),
        work: compile(
            r"^(?:(?:ein(?:e[nmrs]?)?|une?|een) (?:\p{L}+ )?)?(?:(?:gast)?(?:beitrag|kommentar|bijdrage|column)|analyse|essay|interview|gespräch|reportage|bericht|artikel|text|kolumne|rezension|porträt|glosse|leitartikel|texte|article|tribune|chronique|entretien|enquête|récit|billet|éditorial|critique|portrait|opinie|verhaal|recensie|commentaar|verslag)$",
        ),
        conjunction: compile(r"\s*,[\s,]*(?:(?:and|AND|et|ET|en|EN|und|UND|y|&)\s+)?|\s+(?:and|AND|et|ET|en|EN|und|UND|sowie|y|&|with|avec|mit|met)\s+|\s*;\s*"),
    })
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
            None => piece(&line[range.clone()], &mut all),
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
        for written in dates::all(&line[part[0]..part[1]], lang) {
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

fn piece(words: &str, all: &mut SmallPrint) {
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
    dates::may_hold(line) || line.as_bytes().windows(3).any(joins)
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

/// `behind` without an office before the name: "our correspondent Ada Marsh", "unserer Korrespondentin in Gent, Ada Marsh".
fn without_office(behind: &str) -> &str {
    const IN: [&str; 7] = ["in", "à", "au", "en", "te", "aus", "at"];
    let own = patterns().own.find(behind.trim_start());
    let mut rest = own.map_or(behind, |own| &behind.trim_start()[own.end()..]).trim_start();
    let (mut is_office, mut last) = (false, "");
    for _ in 0..4 {
        let Some((word, after)) = rest.split_once(' ') else { break };
        let is_role = (word.starts_with(char::is_lowercase) || own.is_some()) && roles::is_role(&fold(word));
        if !is_role && !word.starts_with(char::is_lowercase) {
            break;
        }
        is_office |= is_role;
        (rest, last) = (after.trim_start(), word);
    }
    if is_office && IN.contains(&last) {
        rest = rest.split_once(", ").map_or(rest, |(_, name)| name);
    }
    if is_office { rest } else { behind }
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

/// The names at the head of what stands behind "By", and how many words behind them are no description of them.
fn announced(behind: &str) -> (Vec<Named>, usize) {
    const MOST: usize = 12;
    let behind = without_office(behind);
    let mut names: Vec<Named> = Vec::new();
    let mut end = 0;
    let ends: Vec<Range<usize>> = patterns()
        .conjunction
        .find_iter(behind)
        .map(|found| found.range())
        .chain(std::iter::once(behind.len()..behind.len()))
        .collect();
    let mut from = 0;
    for cut in ends {
        let token = behind[from..cut.start].trim();
        let start = from;
        from = cut.end;
        if !names.is_empty() && (is_degree(token) || is_contact(token)) {
            end = cut.start;
            continue;
        }
        let token_at = start + (behind[start..].len() - behind[start..].trim_start().len());
        // behind a comma an office or an outlet is where somebody works: "Ada Marsh, Merrow Post Staff"
        let is_joined = !behind[..start].trim_end().ends_with(',');
        let is_person = |length: &usize| {
            names.is_empty() || !names_office(token) || is_joined && (*length < token.len() || !is_desk(token))
        };
        let is_elsewhere = !names.is_empty() && (is_place_name(token) || roles::is_agency(&fold(token)));
        let Some(length) = leading_name(token).filter(is_person).filter(|_| !is_elsewhere) else { break };
        names.push(Named::new(&token[..length]));
        end = token_at + length;
        if length < token.len() && !token[length..].trim_start().starts_with(char::is_uppercase) {
            break;
        }
    }
    if names.is_empty() {
        let whole = behind.trim();
        let long = whole.chars().count() > 3 || roles::is_agency(&fold(whole));
        let single = word::count(whole) == 1 && whole.starts_with(char::is_uppercase) && long;
        return if single { (vec![Named::new(whole)], 0) } else { (names, 0) };
    }
    let described = behind[end..].trim_start_matches([',', ' ', '(', '.']).trim_end_matches([')', ' ', ',']);
    let count = word::count(described);
    let is_office = names_office(described);
    // an outlet behind several names is that of each
    let is_outlet = behind[end..].trim_start().starts_with([',', '(']) && is_outlet_of_many(described);
    if is_outlet || names.len() == 1 && !described.is_empty() && is_office && count <= MOST {
        let affiliation = described.trim_end_matches('.');
        names.iter_mut().for_each(|one| one.affiliation = Some(affiliation.to_owned()));
    }
    (names, if is_office || count <= 5 || described.contains('@') { 0 } else { count })
}

/// An agency, or an outlet and nothing else: "Harbour Post", "dpa".
fn is_outlet_of_many(words: &str) -> bool {
    let is_desk = word::words(words).any(|w| roles::is_role(&fold(w.text)));
    roles::is_agency(&fold(words)) || !is_desk && is_outlet(words)
}

/// Whether words open as the names of places do, and no full name does: "Den Haag", "Le Havre", "San Francisco".
fn is_place_name(words: &str) -> bool {
    const OPENINGS: [&str; 17] = [
        "Den", "Le", "La", "Les", "Los", "Las", "El", "San", "Santa", "Saint", "St.", "Sankt", "Sint", "Bad", "Port",
        "Fort", "New",
    ];
    words.split_once(' ').is_some_and(|(first, rest)| OPENINGS.contains(&first) && !rest.contains(' '))
}

/// A name with where it was written, or the agency it writes for: "Ada Marsh, Ghent", "Ada Marsh in Ghent", "Ada Marsh, dpa".
/// Headlines have that form too: what stands beside it must show that it is a byline.
pub(in crate::parse) fn signed(words: &str) -> Option<Named> {
    const BETWEEN: [&str; 9] = [", ", " in ", " à ", " te ", " en ", " avec ", " mit ", " met ", " with "];
    const LONGEST: usize = 60;
    if words.len() > LONGEST || words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bare = words.trim_start_matches(['—', '–', '-', ' ']);
    let cuts = BETWEEN.iter().filter_map(|by| Some((bare.find(by)?, *by)));
    let (cut, by) = cuts.min()?;
    let (name, place) = (&bare[..cut], &bare[cut + by.len()..]);
    let is_agency = place.split('/').all(|part| roles::is_agency(&fold(part)));
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) || roles::PARTICLES.contains(&word);
    let is_place = word::count(place) <= 3
        && place.split(' ').all(is_capital)
        && !place.ends_with(['.', '?', '!'])
        && (is_place_name(place) || !is_likely_name(place));
    let is_name = is_likely_name(&lower_capitals(name));
    (is_name && (is_agency || is_place && !matches!(by, " avec " | " mit " | " met " | " with ")))
        .then(|| Named { affiliation: (is_agency && by == ", ").then(|| place.to_owned()), ..Named::new(name) })
}

/// A handle or an address, also behind a word for it: "Email: desk@harbour.example".
fn is_contact(token: &str) -> bool {
    let last = token.rsplit(' ').next().unwrap_or(token);
    patterns().contact.is_match(last) && token.split(' ').count() <= 2
}

/// How many bytes of `token` are a name at its head: all of it, what stands before a lower-case word ("Ada Marsh in Ghent"),
/// or before an office ("Ada Marsh Staff Writer").
fn leading_name(token: &str) -> Option<usize> {
    let fits = |length: usize| {
        let name = lower_capitals(&token[..length]);
        is_person_name(&name) || is_desk(&name)
    };
    let ends: Vec<usize> = token.match_indices(' ').map(|(at, _)| at).filter(|&at| at > 0).collect();
    let next = |at: usize| token[at..].trim_start();
    // "ADA MARSH. Email: …": a full stop behind a whole word
    let stop = ends.iter().copied().find_map(|at| {
        let name = token[..at].strip_suffix('.')?;
        let is_whole = name.rsplit([' ', '.']).next().is_some_and(|word| word.chars().count() > 2);
        (is_whole && !is_degree(name.rsplit(' ').next()?) && is_person_name(&lower_capitals(name)))
            .then_some(name.len())
    });
    if stop.is_some() {
        return stop;
    }
    let lower = ends.iter().copied().find(|&at| {
        let word = next(at).split(' ').next().unwrap_or_default();
        word.starts_with(char::is_lowercase) && !is_particle(word) || word.starts_with(['(', '@'])
    });
    if let Some(at) = lower
        && fits(at)
    {
        return Some(at);
    }
    // an office behind: the shortest head that is a name, and does not break it behind an initial
    let is_office = names_office(token);
    let whole = |at: &usize| !token[..*at].ends_with('.') && !token[..*at].ends_with(char::is_uppercase);
    let is_person = |at: &usize| is_likely_name(&lower_capitals(&token[..*at]));
    let head = ends.into_iter().filter(|at| is_office && is_person(at)).find(whole);
    head.or_else(|| Some(token.len()).filter(|_| !token.is_empty() && fits(token.len())))
}

/// Whether some word of `text` is an office, or stands in the names of outlets.
fn names_office(text: &str) -> bool {
    word::words(text).map(|w| fold_word(w.text)).any(|word| roles::is_role(&word) || roles::is_outlet_word(&word))
}

/// "Harbour desk", "Associated Press", "News Staff": who writes without being a person.
fn is_desk(name: &str) -> bool {
    let words: Vec<String> = word::words(name).map(|w| fold(w.text)).collect();
    let last = words.last().map_or("", String::as_str);
    (1..=5).contains(&words.len())
        && name.starts_with(|c: char| c.is_uppercase())
        && (matches!(
            last,
            "desk"
                | "staff"
                | "team"
                | "reporter"
                | "reporters"
                | "correspondent"
                | "editors"
                | "newsroom"
                | "redactie"
                | "rédaction"
                | "redaktion"
                | "board"
        ) || words.len() >= 2 && roles::is_outlet_word(last))
}

/// The names of a piece that holds names and nothing else but an office or an outlet behind them.
fn unannounced(words: &str) -> Option<Vec<Named>> {
    let bare = words.split(" (").next().unwrap_or(words).trim();
    if !may_open(bare) {
        return None;
    }
    let tokens: Vec<&str> = patterns().conjunction.split(bare).map(str::trim).filter(|t| !t.is_empty()).collect();
    let mut names: Vec<Named> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if i > 0 && (is_degree(token) || is_contact(token)) {
            continue;
        }
        if !names.is_empty() && is_place_name(token) {
            break;
        }
        if is_likely_name(&lower_capitals(token)) {
            names.push(Named::new(token));
            continue;
        }
        // one whole piece may be a name with an office behind it: of several the first is a name by itself
        if names.is_empty() && (i > 0 || tokens.len() > 1) {
            return None;
        }
        let is_office = word::words(token).any(|w| roles::is_role(&fold_word(w.text)));
        if names.is_empty() || !(is_office || is_outlet(token) || roles::is_agency(&fold(token))) {
            // "Ada Marsh Wellness Writer", "Ada Marsh Merrow Harbour Courier"
            let is_outlet = word::words(token).last().is_some_and(|w| roles::is_outlet_word(&fold_word(w.text)));
            let is_described = is_office || is_outlet && token.split(' ').count() >= 5;
            let length = (is_described && tokens.len() == 1).then(|| leading_name(token)).flatten()?;
            let (name, office) = (&token[..length], token[length..].trim());
            names.push(Named { affiliation: Some(office.to_owned()), ..Named::new(name) });
            let is_title = is_office || office.split(' ').all(|word| word.starts_with(char::is_uppercase));
            let is_short = word::count(office) <= 8 && !office.ends_with('.');
            return (is_likely_name(name) && is_title && is_short).then_some(names);
        }
        let described = &bare[bare.find(token).unwrap_or(0)..];
        // "Ada Marsh avec AFP"
        let is_helped =
            ["avec ", "with ", "mit ", "met "].iter().any(|with| bare.ends_with(&format!("{with}{described}")));
        if (names.len() == 1 || is_outlet_of_many(described)) && !is_helped {
            names.iter_mut().for_each(|one| one.affiliation = Some(described.to_owned()));
        }
        break;
    }
    (!names.is_empty()).then_some(names)
}

fn is_outlet(words: &str) -> bool {
    let domain = !words.contains(' ')
        && words.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && (2..=6).contains(&end.len()))
        && words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let named = || word::words(words).any(|w| roles::is_outlet_word(&fold_word(w.text)));
    let letters = words.chars().all(char::is_uppercase) && (2..=5).contains(&words.chars().count());
    let capitals = |word: &str| word.starts_with(char::is_uppercase);
    let closes = words.rsplit(' ').next().is_some_and(capitals);
    domain || letters || closes && capitals(words) && word::count(words) <= 5 && named()
}

#[cfg(test)]
mod tests {
    use super::{SmallPrint, read};
    use crate::text::Lang;

    fn told(line: &str) -> (Vec<String>, Vec<String>, Vec<String>, usize) {
        let SmallPrint { authors, names, dates, rest, .. } = read(line, &Lang::english());
        let list = |names: Vec<super::Named>| names.into_iter().map(|n| n.name).collect();
        (list(authors), list(names), dates.into_iter().map(|w| w.date.to_string()).collect(), rest)
    }

    #[test]
    fn announced() {
        for (line, authors, date) in [
            ("By Ada Marsh", vec!["Ada Marsh"], None),
            ("ByThe Harbour Press", vec!["The Harbour Press"], None),
            ("By ADA MARSH and BRAM DE VRIES", vec!["Ada Marsh", "Bram De Vries"], None),
            (
                "by Samuel Okoro November 21, 2024 in Analysis Reading Time: 5 mins read",
                vec!["Samuel Okoro"],
                Some("2024-11-21"),
            ),
            ("By R L Marsh, Research Fellow, Harbour Institute", vec!["R L Marsh"], None),
            (
                "By Emma Lindt and Kaspar Voss Globe Staff and Globe Correspondent,Updated December 22, 2023, 3:31 p.m.",
                vec!["Emma Lindt", "Kaspar Voss"],
                Some("2023-12-22"),
            ),
            ("By Emma LindtPublished: Dec 22, 2023 10:55 AM EST", vec!["Emma Lindt"], Some("2023-12-22")),
            ("By Samuel Okoro in Merrow", vec!["Samuel Okoro"], None),
            ("Review by Rick Lane Contributor", vec!["Rick Lane"], None),
            ("Dec 19, 2023 by News Staff", vec!["News Staff"], Some("2023-12-19")),
            ("By Robert E. Lindt, Ph.D.", vec!["Robert E. Lindt"], None),
            ("Par Ada Marsh et Bram de Vries, Bruxelles", vec!["Ada Marsh", "Bram de Vries"], None),
            ("Autor: Ada Marsh", vec!["Ada Marsh"], None),
            ("2 hours ago By Ada Marsh", vec!["Ada Marsh"], None),
            ("door onze redacteur Wouter van der Plas", vec!["Wouter van der Plas"], None),
            ("2025-03-18 08:20 来源：江海日报 作者：林文海", vec!["林文海"], Some("2025-03-18")),
        ] {
            let (found, names, dates, rest) = told(line);
            assert_eq!(
                (found, dates.first().map(String::as_str), rest),
                (authors.into_iter().map(str::to_owned).collect(), date, 0),
                "{line} {names:?}"
            );
        }
    }

    #[test]
    fn announced_in_other_languages() {
        for (line, authors) in [
            ("DOOR JAN MARSH EN BRAM DE VRIES", vec!["Jan Marsh", "Bram De Vries"]),
            ("Geschrieben von Ada Marsh", vec!["Ada Marsh"]),
            ("Ein Gastbeitrag von Prof. Dr. Ada Marsh", vec!["Ada Marsh"]),
            ("Une enquête de Jean Marsh", vec!["Jean Marsh"]),
            ("Von unserer Korrespondentin Katharina Lindt, Merrow", vec!["Katharina Lindt"]),
            ("De notre correspondante à Gand, Anne Marsh", vec!["Anne Marsh"]),
            ("Van onze redacteur Jan Marsh", vec!["Jan Marsh"]),
            ("Van onze redactie buitenland", vec!["Redactie buitenland"]),
            ("Text: Katharina Lindt, Fotos: Bram de Vries", vec!["Katharina Lindt"]),
            ("Auteur: drs. J. van der Marsh", vec!["J. van der Marsh"]),
            ("Door Ilse van 't Hof en Bas ter Haar", vec!["Ilse van 't Hof", "Bas ter Haar"]),
            ("Par Anne-Marie de La Tour d'Auvergne", vec!["Anne-Marie de La Tour d'Auvergne"]),
            ("Eine Analyse von Zahlen und Daten", vec![]),
            ("De notre temps, Ada Marsh", vec![]),
        ] {
            assert_eq!(told(line).0, authors, "{line}");
        }
    }

    #[test]
    fn dates_of_publication_come_first() {
        for (line, lang, dates, is_update) in [
            ("Updated June 5, 2025 | Published June 3, 2025", "en", vec!["2025-06-03", "2025-06-05"], false),
            ("Bijgewerkt op 14 mei 2025, gepubliceerd op 12 mei 2025", "nl", vec!["2025-05-12", "2025-05-14"], false),
            ("3 juin 2025, mis à jour le 4 juin 2025", "fr", vec!["2025-06-03", "2025-06-04"], false),
            ("Stand: 03.06.25, 14:02 Uhr", "de", vec!["2025-06-03"], true),
        ] {
            let told = read(line, &Lang::parse(lang).expect("a language"));
            let found: Vec<String> = told.dates.iter().map(|w| w.date.to_string()).collect();
            assert_eq!(
                (found, told.is_update, told.rest),
                (dates.into_iter().map(str::to_owned).collect(), is_update, 0),
                "{line}"
            );
        }
        let address = read("Posted on June 3, 2025 | https://merrow.example/a.", &Lang::english()).url;
        assert_eq!(address.as_deref(), Some("https://merrow.example/a"));
    }

    #[test]
    fn signatures() {
        let name = |line: &str| super::signed(line).map(|named| (named.name, named.affiliation));
        for (line, agency) in [
            ("Ada Marsh in Brussels", None),
            ("Ada Marsh, Den Haag", None),
            ("Ada Marsh, dpa", Some("dpa")),
            ("Ada Marsh avec AFP", None),
        ] {
            assert_eq!(name(line), Some(("Ada Marsh".to_owned(), agency.map(str::to_owned))), "{line}");
        }
        for line in
            ["Ada Marsh, Bram de Vries", "Harbours in Brussels", "Ada Marsh in 2025", "Ada Marsh in the harbour"]
        {
            assert_eq!(name(line), None, "{line}");
        }
    }

    #[test]
    fn unannounced() {
        for (line, names, dates, rest) in [
            ("Harriet Voss and Kaspar Lindt", vec!["Harriet Voss", "Kaspar Lindt"], 0, 0),
            ("Harriet Voss, Merrow Post, 3 March 2024", vec!["Harriet Voss"], 1, 0),
            ("Publié le 12 mars 2024 à 10h31 – Mis à jour le 13 mars 2024 à 08h00", vec![], 2, 0),
            ("Eric Lindt - Dec 21, 2023 1:00 pm UTC", vec!["Eric Lindt"], 1, 0),
            ("Harriet Voss@harrietvoss", vec!["Harriet Voss"], 0, 0),
            ("Samuel Okoro, @sokoro, MERROW TODAY", vec!["Samuel Okoro"], 0, 0),
            ("Rose Marsh | 3 March 2025", vec!["Rose Marsh"], 1, 0),
            ("Tyrese LindtOct 17, 2023 57 Shares 97579 Views", vec!["Tyrese Lindt"], 1, 0),
            ("Die Kräne von Merrow", vec![], 0, 4),
            ("Posted on March 22, 2025 by ewillems", vec![], 1, 0),
            ("Oosterhaven, 20 March 2025", vec![], 1, 0),
            ("Mar 13th 2025 | OOSTERHAVEN", vec![], 1, 0),
            ("Analysis · Centre for Estuary Policy · January 2025", vec![], 1, 0),
            ("3. März 2025 | Lesezeit: 4 Min.", vec![], 1, 0),
            ("Harbour Settings", vec![], 0, 2),
            ("Report of 3 March 2025", vec![], 1, 2),
            ("Harbours in March 2024 were quieter than ever", vec![], 1, 6),
        ] {
            let (authors, found, dated, left) = told(line);
            assert!(authors.is_empty(), "{line}");
            assert_eq!(
                (found, dated.len()),
                (names.into_iter().map(str::to_owned).collect::<Vec<_>>(), dates),
                "{line}"
            );
            assert!(if rest == 0 { left == 0 } else { left > 0 }, "{line} {left}");
        }
    }
}
