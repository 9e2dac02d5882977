//! The front page. Enters: counts over all articles and the dossier's own texts. Leaves: [`FrontView`]: cover, bottom line and
//! judgements where the authors wrote them, introductions, themes with their strongest articles, and what is unfiled.

use super::card::{Card, card};
use super::frame::{Frame, ThemeLink, theme_link};
use super::linked;
use super::sources::site_links;
use super::theme::{Mark, marks};
use crate::model::Slot;
use crate::model::article::Introduces;
use crate::model::block::Block;
use crate::model::config::Audience;
use crate::render::here::{Here, Link};
use crate::render::html::Html;
use crate::render::inline::Pen;
use crate::text::fold::fold_title;
use serde::Serialize;

/// How many articles the front page lists where there are no themes, and of its newest.
const LISTED: usize = 12;
/// How many of a theme's articles it lists.
const FIRST: usize = 4;
/// How many of the dossier's own texts are introduced.
const INTRODUCED: usize = 6;
/// How many sites the front page names.
const SITES: usize = 12;

/// `it` in `page/home.html`.
#[derive(Serialize)]
pub(crate) struct FrontView {
    /// The dossier's title.
    pub title: Html,
    /// What it is.
    pub description: Option<Html>,
    /// Counts for the rail.
    pub counts: Vec<String>,
    /// The opening of the text that introduces the dossier, where one does.
    pub introduction: Option<Judged>,
    /// The bottom line, where one was written.
    pub bottom_line: Option<Judged>,
    /// Key judgements, where they were written.
    pub judgements: Option<Judged>,
    /// The dossier's own texts.
    pub own: Vec<Card>,
    /// Themes in the order of the settings.
    pub themes: Vec<ThemeSum>,
    /// Whether an article stands in several themes, so that their shares may add to more than the whole.
    pub shared: bool,
    /// "12 articles reached no theme", with their page.
    pub unfiled: Option<Link>,
    /// The newest articles but those introduced above: without themes, the list itself.
    pub newest: Vec<Card>,
    /// The page of all articles.
    pub all: Option<Link>,
    /// Sites with counts, where there are no themes.
    pub sites: Vec<Link>,
    /// Whether themes are defined.
    pub themed: bool,
    /// What to say where there is no article: to the owner, what to drop and where.
    pub empty: Vec<Html>,
}

/// What the authors concluded.
#[derive(Serialize)]
pub(crate) struct Judged {
    /// Paragraphs or judgements.
    pub items: Vec<Html>,
    /// The article it stands in.
    pub link: Link,
    /// Its language, where that is not the page's.
    pub lang: Option<String>,
}

/// A theme on the front page.
#[derive(Serialize)]
pub(crate) struct ThemeSum {
    /// The theme.
    pub theme: ThemeLink,
    /// What it is about.
    pub about: Option<Html>,
    /// "3 articles".
    pub articles: String,
    /// "8 claims and views", where it has any.
    pub facts: Option<String>,
    /// Its share of all words; empty where readers get none.
    pub share: String,
    /// The same in whole per cent, for the bar.
    pub weight: usize,
    /// The first of its articles, in the order of its page.
    pub first: Vec<Card>,
    /// The terms that mark it.
    pub marks: Vec<Mark>,
}

/// The front page.
pub(crate) fn new(here: Here<'_>) -> (Frame<'_>, FrontView) {
    let config = here.config();
    let survey = &here.all.survey;
    let words = here.words();
    let themed = !config.themes.is_empty();
    let unfiled = &here.all.dossier.ledger.unfiled;
    let head = here.all.dossier.ledger.introductions.get(&Introduces::Dossier).copied();
    let (bottom_line, judgements) = judged(here, head);
    let all = survey.routes.articles.first();
    let view = FrontView {
        title: here.text(&config.title),
        description: config.description.as_ref().map(|text| here.text(text)),
        counts: counts(here),
        introduction: head.and_then(|slot| opening(here, slot)),
        bottom_line,
        judgements,
        own: survey.own.iter().take(INTRODUCED).map(|slot| card(here, *slot)).collect(),
        themes: (0..config.themes.len()).filter_map(|index| theme(here, index)).collect(),
        shared: survey.themes.iter().any(|theme| theme.shared > 0),
        unfiled: survey.routes.unfiled.first().filter(|_| themed && !unfiled.is_empty()).map(|route| Link {
            title: here.text(&words.count("front.unfiled", unfiled.len())),
            href: here.href(route),
            lang: None,
        }),
        newest: newest(here, themed),
        all: all.map(|route| Link {
            title: here.text(&words.count("front.all_articles", survey.newest.len())),
            href: here.href(route),
            lang: None,
        }),
        sites: if themed { Vec::new() } else { site_links(here, SITES) },
        themed,
        empty: if survey.newest.is_empty() { empty(here) } else { Vec::new() },
    };
    let mut frame = Frame::of(here, "home", "").described(config.description.clone());
    frame.linked = linked::dossier(here);
    frame.desk = super::desk::others(here);
    (frame, view)
}

/// What stands in place of articles. Readers learn nothing of the owner's folders.
fn empty(here: Here<'_>) -> Vec<Html> {
    let (words, config) = (here.words(), here.config());
    let mut out = vec![words.get("front.empty").to_owned()];
    if config.audience == Audience::WorkingCopy {
        let folder =
            if config.src.is_empty() { words.get("front.empty_folder").to_owned() } else { format!("{}/", config.src) };
        out.push(words.fill("front.empty_where", &[("folder", &folder)]));
        out.extend(["front.empty_what", "front.empty_later", "front.empty_own"].map(|key| words.get(key).to_owned()));
    }
    out.iter().map(|text| here.text(text)).collect()
}

pub(super) fn counts(here: Here<'_>) -> Vec<String> {
    let survey = &here.all.survey;
    let words = here.words();
    let mut out = vec![words.get("front.kind").to_owned()];
    out.push(words.count("counts.articles", survey.newest.len()));
    if survey.tells_words {
        out.push(words.count("counts.words", survey.words));
    }
    let facts = survey.claims + survey.views;
    if facts > 0 {
        out.push(words.count("counts.facts", facts));
    }
    out.extend(survey.latest.map(|date| words.fill("front.until", &[("date", &words.date(date))])));
    out
}

fn newest(here: Here<'_>, themed: bool) -> Vec<Card> {
    let survey = &here.all.survey;
    if survey.newest.len() <= 4 && themed {
        return Vec::new();
    }
    let head = here.all.dossier.ledger.introductions.get(&Introduces::Dossier);
    let introduced = &survey.own[..survey.own.len().min(INTRODUCED)];
    let dated = |slot: &&Slot| !themed || here.entry(**slot).article.date.is_some();
    let listed = survey.newest.iter().filter(dated).filter(|slot| !introduced.contains(*slot) && head != Some(*slot));
    listed.take(if themed { 6 } else { LISTED }).map(|slot| card(here, *slot)).collect()
}

fn theme(here: Here<'_>, index: usize) -> Option<ThemeSum> {
    let sum = here.all.survey.themes.get(index)?;
    let words = here.words();
    let members = here.all.dossier.ledger.members.get(index).map_or(&[][..], Vec::as_slice);
    let permille = (sum.words * 1000).checked_div(here.all.survey.words).unwrap_or(0);
    Some(ThemeSum {
        theme: theme_link(here, index)?,
        about: here.config().themes.get(index)?.about.as_ref().map(|text| here.text(text)),
        articles: words.count("counts.articles", members.len()),
        facts: (sum.facts > 0).then(|| words.count("counts.facts", sum.facts)),
        share: if here.all.survey.tells_words { words.percent(permille) } else { String::new() },
        weight: ((permille + 5) / 10).min(100),
        first: members.iter().take(FIRST).map(|(_, slot)| card(here, *slot)).collect(),
        marks: marks(here, index, 5),
    })
}

/// The bottom line and the judgements of the text that introduces the dossier, else of the newest own text that has each.
pub(super) fn judged(here: Here<'_>, head: Option<Slot>) -> (Option<Judged>, Option<Judged>) {
    let (mut bottom, mut judgements) = (None, None);
    for slot in head.into_iter().chain(here.all.survey.own.iter().copied()) {
        bottom = bottom.or_else(|| under(here, slot, "front.bottom_line_headings", Some(2)));
        judgements = judgements.or_else(|| self::judgements(here, slot));
        if bottom.is_some() && judgements.is_some() {
            break;
        }
    }
    (bottom, judgements)
}

/// The paragraphs of a text above its first heading.
pub(super) fn opening(here: Here<'_>, slot: Slot) -> Option<Judged> {
    const MOST: usize = 6;
    let entry = here.entry(slot);
    let mut pen = Pen::new(here, slot);
    let above = entry.article.nodes.iter().take_while(|node| !matches!(node.kind, Block::Heading(_)));
    let paragraphs = above.filter(|node| matches!(node.kind, Block::Paragraph));
    let items: Vec<Html> = paragraphs.filter_map(|node| away(&mut pen, node.span)).take(MOST).collect();
    let lang = here.other_lang(&entry.article.lang.value);
    (!items.is_empty()).then(|| Judged { items, link: here.link(slot), lang })
}

/// The judgements of a text.
pub(super) fn judgements(here: Here<'_>, slot: Slot) -> Option<Judged> {
    under(here, slot, "front.judgement_headings", None)
}

/// What stands under a heading of these names: paragraphs, or the items of a list.
fn under(here: Here<'_>, slot: Slot, key: &str, most: Option<usize>) -> Option<Judged> {
    let entry = here.entry(slot);
    let names: Vec<String> = here.words().get(key).split('|').map(fold_title).collect();
    let nodes = &entry.article.nodes;
    let is = |at: usize| {
        matches!(nodes[at].kind, Block::Heading(_))
            && entry.shown.words(nodes[at].span).is_some_and(|words| names.contains(&fold_title(words)))
    };
    let mut at = (0..nodes.len()).find(|&at| is(at))? + 1;
    let mut pen = Pen::new(here, slot);
    let mut items = Vec::new();
    while let Some(node) = nodes.get(at).filter(|node| !matches!(node.kind, Block::Heading(_))) {
        match node.kind {
            Block::Paragraph | Block::Item => {
                items.extend(away(&mut pen, node.span));
                at = (node.end as usize).max(at + 1);
            }
            Block::List { .. } => at += 1,
            _ => at = (node.end as usize).max(at + 1),
        }
    }
    items.truncate(most.unwrap_or(10));
    let lang = here.other_lang(&entry.article.lang.value);
    (!items.is_empty()).then(|| Judged { items, link: here.link(slot), lang })
}

/// Words of an own text away from its page: emphasis and links are kept, footnotes are not.
fn away(pen: &mut Pen<'_>, span: crate::text::Span) -> Option<Html> {
    pen.away = true;
    pen.inline(span).map(|html| Html(html.trim().to_owned())).filter(|html| !html.is_empty())
}
