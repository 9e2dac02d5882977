//! What a site prints around and within an article: boilerplate lines, links to other posts, tags, calls.

use super::super::account::aside;
use super::byline;
use super::page::{Ending, PROSE, Page, Unit, ending};
use super::smallprint;
use crate::lexicon::{boilerplate, clutter, dates};
use crate::model::Marking;
use crate::model::account::{Aside, Field, Role, Rule};
use crate::model::reference::{RefKind, Reference};
use crate::text::handling::{self, Force};
use crate::text::{Span, fold, word};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

const LINE: Rule = Rule { name: "boilerplate", why: "a line that sites print around articles" };
const BUTTONS: Rule = Rule { name: "buttons", why: "a row of buttons" };
const CAPTION: Rule = Rule { name: "picture-credit", why: "ends with the credit of a picture" };
const CREDIT: Rule = Rule { name: "credit-cut-off", why: "the credit of a picture, behind the end of a paragraph" };
const COPYRIGHT: Rule = Rule { name: "copyright", why: "says whose the text is" };
const RELATED: Rule = Rule { name: "related-label", why: "begins with a label for another story" };
const POSTED: Rule = Rule { name: "posted-in", why: "says under which tags the article was posted" };
const MARKING: Rule = Rule { name: "marking-label", why: "says who may see the article" };
const CALL: Rule = Rule { name: "call", why: "a sentence that calls the reader to follow, share or subscribe" };
const GLUED: Rule = Rule { name: "glued-to-end", why: "what a site prints, glued to the end of a paragraph" };
const DURATION: Rule = Rule { name: "duration", why: "how long a video or a recording takes" };
const PICTURE: Rule = Rule { name: "picture-words", why: "the words of a picture, above the button that shows it" };
const HANDLING: Rule =
    Rule { name: "handling-line", why: "says at the head who may see the article, or that it is a draft" };
const PARAGRAPH: Rule = Rule { name: "paragraph-repeated", why: "the same paragraph stands above on the page already" };
pub(super) const AGAIN: Rule =
    Rule { name: "short-line-repeated", why: "a short line that stands on the page more than once" };

/// Decides boilerplate lines, related-post lines, tag lines; cuts calls off paragraphs.
pub(super) fn read(page: &mut Page<'_>) {
    for at in page.open() {
        if page.units[at].words <= 3 && page.words(at).contains("TLP") && Marking::parse(page.words(at)).is_some() {
            page.decide(at, Role::Meta(Field::Label), MARKING);
        } else if page.units[at].words > 60 {
            cut_call(page, at);
        } else if at < HEAD && is_handling(page, at) {
            page.decide(at, Role::Meta(Field::Label), HANDLING);
        } else if VIEWS.contains(&page.units[at].folded.as_str()) {
            page.decide(at, Role::Aside(Aside::Navigation), LINE);
            let is_words = |unit: &Unit| unit.is_open() && unit.words <= PROSE && unit.ending == Ending::Open;
            let is_within = |above: usize| page.units[..above].iter().any(|unit| unit.words >= PROSE);
            if let Some(above) = at.checked_sub(1).filter(|&above| is_words(&page.units[above]) && is_within(above)) {
                page.decide(above, Role::Aside(Aside::Beyond), PICTURE);
            }
        } else if let Some(below) = also(page, at) {
            page.decide(at, Role::Aside(Aside::OtherStories), LINE);
            related(page, below, 0);
        } else if let Some(title) = boilerplate::related_label(page.words(at)) {
            related(page, at, title);
        } else if boilerplate::posted_in(page.words(at)).is_some() {
            page.decide(at, Role::Meta(Field::Tags), POSTED);
        } else if let Some(furniture) = page.units[at].furniture.filter(|_| !is_dated(page, at)) {
            page.decide(at, Role::Aside(aside(furniture)), LINE);
        } else if boilerplate::is_button_row(page.words(at)) {
            page.decide(at, Role::Aside(Aside::Call), BUTTONS);
        } else if let Some(credit) =
            clutter::credit(page.words(at)).filter(|_| page.units[at].words <= 60 && !is_byline(page, at))
        {
            credited(page, at, credit);
        } else if is_duration(page.words(at)) {
            page.decide(at, Role::Aside(Aside::Beyond), DURATION);
        } else if page.units[at].words <= 40 && boilerplate::is_copyright(page.words(at)) {
            page.decide(at, Role::Aside(Aside::Notice), COPYRIGHT);
        } else {
            cut_call(page, at);
        }
    }
    repeated(page);
    paragraphs_again(page);
}

/// Cuts the credit of a picture, from byte `credit` on, off a paragraph of two sentences or more; else the line is a caption.
fn credited(page: &mut Page<'_>, at: usize, credit: usize) {
    const CAPTION_WORDS: usize = 40;
    let (words, core) = (page.words(at), page.units[at].core);
    let own = words[..credit].trim_end();
    let sentences = own.match_indices(['.', '!', '?', '…', '。']).filter(|(end, mark)| {
        let rest = &own[end + mark.len()..];
        rest.is_empty() || rest.starts_with([' ', '”', '"', '»', '\u{a0}'])
    });
    let is_paragraph = sentences.count() >= 2 && word::count(own) >= PARAGRAPH_WORDS && ending(own) == Ending::Stop;
    if is_paragraph {
        let span = Span::new(core.start as usize + credit, core.end as usize);
        page.cut(at, span, Role::Aside(Aside::Beyond), CREDIT);
    } else if page.units[at].words <= CAPTION_WORDS {
        page.decide(at, Role::Aside(Aside::Beyond), CAPTION);
    }
}

/// "02:14", "1:02:14 Min."
fn is_duration(line: &str) -> bool {
    let bare = line
        .trim_end_matches(['.', ')'])
        .trim_end_matches("Min")
        .trim_end_matches("min")
        .trim_start_matches('(')
        .trim();
    (4..=8).contains(&bare.len())
        && bare.contains(':')
        && bare.split(':').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Buttons below the words of a picture, folded.
const VIEWS: [&str; 6] = [
    "view image in fullscreen",
    "view image in full screen",
    "open image in gallery",
    "enlarge this image",
    "enlarge image",
    "bild vergrößern",
];

/// Words of a paragraph that a credit was glued to, at least.
const PARAGRAPH_WORDS: usize = 20;

/// Units at the head in which words of handling stand.
const HEAD: usize = 8;

/// Whether a line is a label of handling, or words of offices that stand alone.
fn is_handling(page: &Page<'_>, at: usize) -> bool {
    page.units.len() > 2
        && page.units[at].words <= 8
        && handling::signs(page.words(at)).iter().any(|sign| sign.force > Force::Doubt)
}

/// The title of another story that stands below a line such as "Lesen Sie auch".
fn also(page: &Page<'_>, at: usize) -> Option<usize> {
    const LABELS: [&str; 10] = [
        "read also",
        "also read",
        "see also",
        "lesen sie auch",
        "lies auch",
        "lees ook",
        "à lire aussi",
        "lire aussi",
        "related article",
        "related story",
    ];
    let below = at + 1;
    let is_label = LABELS.contains(&page.units[at].folded.as_str()) || page.units[at].folded == "a lire aussi";
    let unit = page.units.get(below).filter(|unit| is_label && unit.is_open())?;
    let is_title = (3..=18).contains(&unit.words) && unit.ending != Ending::Stop;
    let goes_on = page.units.get(below + 1).is_some_and(|next| next.is_prose() || next.words >= 6);
    (is_title && goes_on).then_some(below)
}

fn related(page: &mut Page<'_>, at: usize, title: usize) {
    let span = page.units[at].core;
    let name: Arc<str> = page.words(at)[title..].trim().into();
    let place = page.place(span.start + u32::try_from(title).unwrap_or(0));
    let reference = Reference::naming(RefKind::RelatedPost, span, place, name);
    if let Some(index) = page.refer(reference) {
        page.decide(at, Role::Reference(index), RELATED);
    }
}

/// Cuts calls off the end of a paragraph: only its last few hundred bytes are looked at, for a call that begins behind the end
/// of a sentence and after which nothing but short sentences follow.
fn cut_call(page: &mut Page<'_>, at: usize) {
    const TAIL: usize = 400;
    let words = page.words(at);
    let tail = words.floor_char_boundary(words.len().saturating_sub(TAIL));
    let mut last = ' ';
    let gaps = words[tail..].char_indices().filter(|&(_, c)| {
        let before = std::mem::replace(&mut last, c);
        c.is_whitespace() && matches!(before, '.' | '!' | '?' | '…' | '”' | '"' | ')')
    });
    let mut begins = gaps.map(|(gap, _)| words.len() - words[tail + gap..].trim_start().len());
    let is_call = |&begin: &usize| boilerplate::is_call(&words[begin..]) && word::count(&words[begin..]) <= PROSE;
    let core = page.units[at].core;
    let from = |begin: usize| Span::new(core.start as usize + begin, core.end as usize);
    if let Some(begin) = begins.find(is_call) {
        page.cut(at, from(begin), Role::Aside(Aside::Call), CALL);
    } else if let Some((begin, role, rule)) = glued(words, tail) {
        page.cut(at, from(begin), role, rule);
    }
}

/// What is glued to the last sentence of a paragraph, from byte `tail` on: "… not be named.READ MORE: The thirst of the machines",
/// "… of Taipei.Advertisement".
fn glued(words: &str, tail: usize) -> Option<(usize, Role, Rule)> {
    let ends = words[tail..].match_indices(['.', '!', '?', '…', '”', '"']).map(|(i, mark)| tail + i + mark.len());
    // "U.S." is no sentence and what follows it
    let is_tail = |rest: &str| {
        let letters = || rest.chars().filter(|c| c.is_alphabetic()).count();
        rest.starts_with(|c: char| c.is_uppercase() || c == '(') && letters() >= 4
    };
    ends.filter(|&end| is_tail(&words[end..])).find_map(|end| {
        let rest = &words[end..];
        let line = boilerplate::line(&fold::fold_title(rest)).map(|furniture| (aside(furniture), GLUED));
        let label = || boilerplate::related_label(rest).map(|_| (Aside::OtherStories, GLUED));
        let credit = || (clutter::credit(rest) == Some(0)).then_some((Aside::Beyond, CREDIT));
        line.or_else(label).or_else(credit).map(|(aside, rule)| (end, Role::Aside(aside), rule))
    })
}

/// Whether a line bears a date: "3 March 2025, 3 min read".
fn is_dated(page: &Page<'_>, at: usize) -> bool {
    let words = page.words(at);
    words.len() <= 120 && words.bytes().any(|b| b.is_ascii_digit()) && dates::first(words, &page.lang).is_some()
}

/// Whether a line names its authors before the makers of its pictures.
fn is_byline(page: &Page<'_>, at: usize) -> bool {
    let print = smallprint::read(page.words(at), &page.lang);
    print.rest == 0 && !print.authors.is_empty()
}

/// Whether a line is a byline, a name or a date: pages repeat those.
fn is_small_print(page: &Page<'_>, at: usize) -> bool {
    let print = smallprint::read(page.words(at), &page.lang);
    let is_announced = at > 0 && smallprint::is_label(page.units[at - 1].core.of(page.text));
    print.rest == 0 && !(print.authors.is_empty() && print.names.is_empty() && print.dates.is_empty())
        || is_announced
        || smallprint::is_label(page.words(at))
        || byline::is_name_beside_date(page, at)
}

/// A whole paragraph that stands on the page again: an appeal that a site prints more than once, or the opening of the text.
fn paragraphs_again(page: &mut Page<'_>) {
    let mut seen: HashSet<&str> = HashSet::new();
    for at in page.open() {
        if page.units[at].words >= PROSE && page.units[at].ending == Ending::Stop && !seen.insert(page.words(at)) {
            page.decide(at, Role::Aside(Aside::Repeated), PARAGRAPH);
        }
    }
}

/// A short line that stands twice or more and is no heading of prose is furniture: an advert's label, a button.
fn repeated(page: &mut Page<'_>) {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in 0..page.units.len() {
        let unit = &page.units[at];
        if unit.words <= 6 && !unit.folded.is_empty() && unit.ending != super::page::Ending::Stop {
            seen.entry(unit.folded.clone()).or_default().push(at);
        }
    }
    for (folded, places) in seen {
        let in_prose = places.iter().any(|&at| page.units.get(at + 1).is_some_and(|next| next.words >= PROSE));
        if places.len() < 2 || in_prose || fold::fold_title(&folded).len() < 3 {
            continue;
        }
        for at in places {
            if page.units[at].is_open() && !is_small_print(page, at) {
                page.decide(at, Role::Aside(Aside::Repeated), AGAIN);
            }
        }
    }
}
