//! A dossier, a theme or an article as one document in reading order: the print page, and the file that is handed on alone.
//! Enters: how much of the dossier. Leaves: [`WholeView`]: what stands at its head, its parts with their articles, each article
//! once, then claims and sources. Two dresses of one document: they differ in where links may lead and in where styles stand.

use super::article::{self, ArticleView};
use super::claims::{Sheet, sheet};
use super::frame::{Frame, styles};
use super::front::{self, Judged};
use super::sources::{self, SourcesView};
use crate::model::article::Introduces;
use crate::model::links::Scope;
use crate::model::{Route, Slot};
use crate::render::Rendering;
use crate::render::here::{Here, Link, Whole};
use crate::render::html::Html;
use crate::render::one_file;
use serde::Serialize;

/// `it` in `page/whole.html`.
#[derive(Serialize)]
pub(crate) struct WholeView {
    /// The title of the dossier or of the theme; nothing where one article is all.
    pub title: Option<Html>,
    /// The title of the dossier, where less than it is here.
    pub within: Option<Html>,
    /// What it is.
    pub about: Option<Html>,
    /// What it holds, in numbers.
    pub counts: Vec<String>,
    /// Bottom line and judgements, where no text introduces the dossier.
    pub judged: [Option<Judged>; 2],
    /// The text that introduces the dossier.
    pub head: Option<Piece>,
    /// Whether a list of contents is worth its place.
    pub contents: bool,
    /// Parts in reading order.
    pub parts: Vec<Part>,
    /// Claims and views, by article.
    pub claims: Vec<Sheet>,
    /// Whether some sheet states relations.
    pub relations: bool,
    /// Where the articles come from.
    pub sources: Option<SourcesView>,
    /// Rules for sheets of paper: what stands in their margins.
    pub sheets: Html,
    /// Style sheets for the screen and paper, and for paper alone, where the document is a file of its own.
    pub css: Option<[Html; 2]>,
}

/// A theme with its articles, or what is in none.
#[derive(Serialize)]
pub(crate) struct Part {
    /// Its id.
    pub id: String,
    /// The name of its sheets of paper.
    pub sheet: String,
    /// Its numeral, of a theme.
    pub numeral: String,
    /// Its title; nothing where the document's own says it.
    pub title: Option<Html>,
    /// What it is about.
    pub about: Option<Html>,
    /// Its articles.
    pub articles: Vec<Piece>,
    /// Articles of the theme that stand in another part.
    pub elsewhere: Vec<Link>,
}

/// An article in the document.
#[derive(Serialize)]
pub(crate) struct Piece {
    /// Its id.
    pub id: String,
    /// The level of its heading.
    pub level: u8,
    /// The article.
    pub it: ArticleView,
    /// Its claims and views, which stand further down.
    pub claims: Option<Link>,
}

/// A stretch of the reading order.
pub(crate) struct Stretch {
    title: Option<Title>,
    slots: Vec<Slot>,
    elsewhere: Vec<Slot>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Title {
    Head,
    Theme(usize),
    Unfiled,
    All,
}

/// The reading order of `scope`, in which an article stands once.
pub(crate) fn order(all: &Rendering, scope: Scope) -> Vec<Stretch> {
    let ledger = &all.dossier.ledger;
    let members = |theme: usize| ledger.members.get(theme).into_iter().flatten().map(|(_, slot)| *slot);
    let introduces = |theme: usize| {
        let theme = all.dossier.config.themes.get(theme)?;
        ledger.introductions.get(&Introduces::Theme(theme.id.as_str().into())).copied()
    };
    let mut out = Vec::new();
    let mut placed = vec![false; all.dossier.entries.len()];
    let mut add = |title: Option<Title>, slots: &mut dyn Iterator<Item = Slot>, elsewhere: Vec<Slot>| {
        let slots: Vec<Slot> = slots.filter(|slot| !std::mem::replace(&mut placed[slot.index()], true)).collect();
        let elsewhere = elsewhere.into_iter().filter(|slot| !slots.contains(slot)).collect();
        out.push(Stretch { title, slots, elsewhere });
    };
    match scope {
        Scope::Article(slot) => add(None, &mut std::iter::once(slot), Vec::new()),
        Scope::Theme(theme) => {
            let theme = usize::from(theme);
            add(None, &mut introduces(theme).into_iter().chain(members(theme)), Vec::new());
        }
        Scope::Whole => {
            let head = ledger.introductions.get(&Introduces::Dossier).copied();
            add(Some(Title::Head), &mut head.into_iter(), Vec::new());
            for theme in 0..all.dossier.config.themes.len() {
                let is_first = |slot: &Slot| {
                    let first = all.dossier.entry(*slot).features.votes.first();
                    first.is_some_and(|vote| usize::from(vote.theme) == theme)
                };
                let own = introduces(theme).into_iter().chain(members(theme).filter(is_first));
                add(Some(Title::Theme(theme)), &mut own.into_iter(), members(theme).collect());
            }
            let rest = if ledger.members.is_empty() { Title::All } else { Title::Unfiled };
            add(Some(rest), &mut all.survey.newest.iter().copied(), Vec::new());
        }
    }
    out.retain(|stretch| !stretch.slots.is_empty() || !stretch.elsewhere.is_empty());
    out
}

/// Which articles and themes stand in a document that is read in this order.
pub(crate) fn places(all: &Rendering, order: &[Stretch], alone: bool) -> Whole {
    let mut articles = vec![None; all.dossier.entries.len()];
    for (slot, number) in order.iter().flat_map(|stretch| &stretch.slots).zip(1..) {
        articles[slot.index()] = Some(number);
    }
    let is_in = |theme| order.iter().any(|stretch| stretch.title == Some(Title::Theme(theme)));
    Whole { articles, themes: (0..all.dossier.config.themes.len()).map(is_in).collect(), alone }
}

/// The document of `scope` in this order.
pub(crate) fn new<'a>(here: Here<'a>, scope: Scope, order: &[Stretch]) -> (Frame<'a>, WholeView) {
    let config = here.config();
    let theme = if let Scope::Theme(theme) = scope { config.themes.get(usize::from(theme)) } else { None };
    let is_whole = scope == Scope::Whole;
    let mut claims = Vec::new();
    let level = if is_whole { 3 } else { 2 - u8::from(matches!(scope, Scope::Article(_))) };
    let mut parts: Vec<Part> = Vec::new();
    let mut head = None;
    for (stretch, number) in order.iter().zip(1..) {
        if stretch.title == Some(Title::Head) {
            head = stretch.slots.first().map(|slot| piece(here, *slot, 2, &mut claims));
            continue;
        }
        parts.push(part(here, stretch, number, level, &mut claims));
    }
    let (bottom, judgements) = if is_whole && head.is_none() { front::judged(here, None) } else { (None, None) };
    let articles = order.iter().map(|stretch| stretch.slots.len()).sum::<usize>();
    let states =
        |sheet: &Sheet| !sheet.stated.is_empty() || sheet.group.facts.iter().any(|fact| !fact.stated.is_empty());
    let sources = sources::of(here, &|slot| here.number(slot).is_some());
    let title = match scope {
        Scope::Whole => config.title.as_str(),
        Scope::Theme(_) => theme.map_or("", |theme| theme.title.as_str()),
        Scope::Article(slot) => &here.entry(slot).article.title.value,
    };
    let mut frame = Frame::of(here, "whole", if is_whole { "" } else { title });
    frame.noindex = true;
    let styles = styles(config, Some("whole"));
    frame.styles = styles.iter().map(|path| here.href(&Route::new(path))).collect();
    let about = if is_whole { config.description.as_ref() } else { theme.and_then(|theme| theme.about.as_ref()) };
    let view = WholeView {
        title: (level > 1).then(|| here.text(title)),
        within: (!is_whole).then(|| here.text(&config.title)),
        about: about.map(|text| here.text(text)),
        counts: if is_whole { front::counts(here) } else { Vec::new() },
        judged: [bottom, judgements],
        contents: articles > 1,
        sheets: Html(sheets(here, &frame, &parts)),
        head,
        parts,
        relations: claims.iter().any(states),
        claims,
        sources: (!sources.sites.is_empty() || !sources.named.is_empty()).then_some(sources),
        css: here.alone().then(|| one_file::css(&here.all.look, &styles)),
    };
    (frame, view)
}

fn part(here: Here<'_>, stretch: &Stretch, number: usize, level: u8, claims: &mut Vec<Sheet>) -> Part {
    let words = here.words();
    let theme = if let Some(Title::Theme(theme)) = stretch.title { Some(theme) } else { None };
    let link = theme.and_then(|theme| super::frame::theme_link(here, theme));
    let title = match stretch.title {
        Some(Title::Unfiled) => Some(here.text(words.get("unfiled.title"))),
        Some(Title::All) => Some(here.text(words.get("articles.title"))),
        _ => link.as_ref().map(|link| link.title.clone()),
    };
    let about = theme.and_then(|theme| here.config().themes.get(theme)?.about.as_ref());
    Part {
        id: theme.map_or_else(|| "rest".to_owned(), |theme| format!("t{}", theme + 1)),
        sheet: format!("part{number}"),
        numeral: link.map(|link| link.numeral).unwrap_or_default(),
        title,
        about: about.map(|text| here.text(text)),
        articles: stretch.slots.iter().map(|slot| piece(here, *slot, level, claims)).collect(),
        elsewhere: stretch.elsewhere.iter().map(|slot| here.link(*slot)).collect(),
    }
}

fn piece(here: Here<'_>, slot: Slot, level: u8, claims: &mut Vec<Sheet>) -> Piece {
    let (_, mut it) = article::new(here, slot);
    for block in &mut it.blocks {
        block.level = (block.level + level - 1).min(6);
    }
    // what the text or a note of it tells is not told again below
    for group in &mut it.references {
        group.items.retain(|item| !item.inline || !item.outside && !item.absent);
    }
    it.references.retain(|group| !group.items.is_empty());
    let number = here.number(slot).unwrap_or_default();
    let facts = std::mem::take(&mut it.facts);
    let link = (!facts.is_empty() || !it.stated.is_empty()).then(|| {
        let id = format!("sheet-{number}");
        let title = if facts.is_empty() { here.words().get("claims.title") } else { it.facts_counted.as_str() };
        let link = Link { title: here.text(title), href: format!("#{id}"), lang: None };
        claims.push(sheet(here, slot, id, facts));
        link
    });
    Piece { id: format!("a{number}"), level, it, claims: link }
}

/// What stands in the margins of sheets: the dossier and the part above, for whom it is below.
fn sheets(here: Here<'_>, frame: &Frame<'_>, parts: &[Part]) -> String {
    let said = |place: &str, text: &str| format!("@{place} {{ content: {} }}", one_file::quoted(text));
    let below = match &frame.marking {
        Some(marking) => format!("{} · {}", marking.label, marking.means),
        None => here.words().get("page.working").to_owned(),
    };
    let dossier = &here.config().title;
    let mut out =
        format!("@page {{ margin: 22mm 28mm; {} {} }}\n", said("top-left", dossier), said("bottom-left", &below));
    for part in parts {
        // sheets of another name begin a new page
        let Some(title) = &part.title else { continue };
        let title = format!("{} {}", part.numeral, one_file::plain(&title.0));
        out.push_str(&format!("@page {} {{ {} }}\n", part.sheet, said("top-right", title.trim())));
        out.push_str(&format!("@media print {{ .{0} {{ page: {0} }} }}\n", part.sheet));
    }
    out
}
