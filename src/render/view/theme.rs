//! A theme's page. Enters: a theme and a page of its list. Leaves: [`ThemeView`]: what it is about, the words that mark it, its
//! articles strongest first with their strongest sentence, facts, and the themes next to it.

use super::apparatus::{Sentence, sentence};
use super::article::hits;
use super::card::{Card, card};
use super::fact::{FactView, counted, facts};
use super::frame::{Frame, Pager, ThemeLink, feeds, pager, theme_link};
use super::front::{Judged, judgements, opening};
use super::linked;
use crate::model::Slot;
use crate::model::article::Introduces;
use crate::model::features::{Score, ThemeVote};
use crate::render::evidence;
use crate::render::here::{Here, Link};
use crate::render::html::Html;
use crate::render::paging;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many facts a theme's page shows.
const FACTS: usize = 40;

/// `it` in `page/theme.html`.
#[derive(Serialize)]
pub(crate) struct ThemeView {
    /// Its numeral and title.
    pub theme: Option<ThemeLink>,
    /// "Theme 2 of 5".
    pub place: String,
    /// What it is about.
    pub about: Option<Html>,
    /// The opening of the text that introduces it, where one does.
    pub introduction: Option<Judged>,
    /// Its key judgements.
    pub judgements: Option<Judged>,
    /// "12 articles".
    pub articles: String,
    /// "2 of them in other themes too".
    pub shared: Option<String>,
    /// Its share of all words, and the same in whole per cent.
    pub share: (String, usize),
    /// The terms that mark it, with totals.
    pub marks: Vec<Mark>,
    /// Its articles on this page.
    pub members: Vec<Member>,
    /// Facts of these articles.
    pub facts: Vec<FactGroup>,
    /// All claims, where not all are here.
    pub all_facts: Option<Link>,
    /// Themes that share articles.
    pub neighbours: Vec<Neighbour>,
    /// Pages of the list.
    pub pager: Option<Pager>,
}

/// A term with how often it stands.
#[derive(Clone, Serialize)]
pub(crate) struct Mark {
    /// The term.
    pub term: String,
    /// How often.
    pub count: String,
    /// "in 3 articles".
    pub articles: String,
}

/// An article in a theme.
#[derive(Serialize)]
pub(crate) struct Member {
    /// The article.
    pub card: Card,
    /// Its strongest sentence.
    pub sentence: Option<Sentence>,
    /// "NATO 17, Security Council 2".
    pub evidence: String,
    /// Whether the owner filed it here.
    pub filed: bool,
    /// Other themes it is in.
    pub also: Vec<ThemeLink>,
}

/// Facts of one article.
#[derive(Serialize)]
pub(crate) struct FactGroup {
    /// The article.
    pub link: Link,
    /// "4 claims and 2 views".
    pub counted: String,
    /// Its facts.
    pub facts: Vec<FactView>,
}

/// A theme that shares articles.
#[derive(Serialize)]
pub(crate) struct Neighbour {
    /// The theme.
    pub theme: ThemeLink,
    /// "3 articles in both".
    pub shared: String,
    /// What it is about.
    pub about: Option<Html>,
}

/// Page `at` of the theme at `index`.
pub(crate) fn new(here: Here<'_>, index: usize, at: usize) -> (Frame<'_>, ThemeView) {
    let words = here.words();
    let theme = here.config().themes.get(index);
    let survey = &here.all.survey;
    let none = Vec::new();
    let routes = survey.routes.themes.get(index).unwrap_or(&none);
    let members = here.all.dossier.ledger.members.get(index).map_or(&[][..], Vec::as_slice);
    let page = &members[paging::items(at, routes.len(), members.len())];
    let (groups, cut) = fact_groups(here, page);
    let (total, shared) = survey.themes.get(index).map_or((0, 0), |sum| (sum.words, sum.shared));
    let permille = (total * 1000).checked_div(survey.words).unwrap_or(0);
    let title = theme.map_or("", |theme| theme.title.as_str());
    let head = theme.map(|theme| Introduces::Theme(theme.id.as_str().into())).filter(|_| at == 0);
    let head = head.and_then(|head| here.all.dossier.ledger.introductions.get(&head).copied());
    let view = ThemeView {
        theme: theme_link(here, index),
        place: words.fill(
            "theme.place",
            &[("n", &words.number(index + 1)), ("all", &words.number(here.config().themes.len()))],
        ),
        about: theme.and_then(|theme| theme.about.as_ref()).map(|text| here.text(text)),
        introduction: head.and_then(|slot| opening(here, slot)),
        judgements: head.and_then(|slot| judgements(here, slot)),
        articles: words.count("counts.articles", members.len()),
        shared: (shared > 0).then(|| words.count("theme.shared", shared)),
        share: (
            if survey.tells_words { words.percent(permille) } else { String::new() },
            ((permille + 5) / 10).min(100),
        ),
        marks: marks(here, index, 12),
        members: page.iter().map(|member| one(here, index, *member)).collect(),
        facts: groups,
        all_facts: survey.routes.claims.first().filter(|_| cut).map(|route| Link {
            title: here.text(words.get("theme.all_claims")),
            href: here.href(route),
            lang: None,
        }),
        neighbours: neighbours(here, index),
        pager: pager(here, routes, at),
    };
    let mut frame = Frame::of(here, "theme", title).described(theme.and_then(|theme| theme.about.clone()));
    frame.linked = linked::theme(here, title, &view);
    let feeds = theme.map(|theme| feeds(here, &format!("themes/{}", theme.id), &frame.title)).unwrap_or_default();
    if !feeds.is_empty() {
        frame.feeds = feeds;
    }
    (frame, view)
}

/// The terms of a theme that its articles hold, those in most articles first.
pub(crate) fn marks(here: Here<'_>, index: usize, most: usize) -> Vec<Mark> {
    let Some((theme, sum)) = here.config().themes.get(index).zip(here.all.survey.themes.get(index)) else {
        return Vec::new();
    };
    let words = here.words();
    let mark = |(term, count, articles): &(u16, usize, usize)| {
        Some(Mark {
            term: theme.terms.get(usize::from(*term))?.clone(),
            count: words.number(*count),
            articles: words.count("counts.in_articles", *articles),
        })
    };
    sum.terms.iter().filter_map(mark).take(most).collect()
}

fn one(here: Here<'_>, index: usize, (_, slot): (Score, Slot)) -> Member {
    let entry = here.entry(slot);
    let is = |vote: &&ThemeVote| usize::from(vote.theme) == index;
    let vote = entry.features.votes.iter().find(is);
    let also = entry.features.votes.iter().filter(|vote| !is(vote)).take(3);
    Member {
        card: card(here, slot),
        sentence: vote.and_then(|vote| strongest(here, slot, vote)),
        evidence: vote.map(|vote| hits(here, vote)).unwrap_or_default(),
        filed: vote.is_some_and(|vote| vote.corrected),
        also: also.filter_map(|vote| theme_link(here, usize::from(vote.theme))).collect(),
    }
}

/// The sentence that speaks most for a vote: no heading, which is none.
pub(super) fn strongest(here: Here<'_>, slot: Slot, vote: &ThemeVote) -> Option<Sentence> {
    let entry = here.entry(slot);
    let hit = vote.hits.iter().find(|hit| !evidence::in_heading(&entry.article, hit.at))?;
    sentence(here, slot, evidence::sentence(entry, hit.at), &[hit.at])
}

/// Facts of the articles on this page, and whether some are left out.
fn fact_groups(here: Here<'_>, members: &[(Score, Slot)]) -> (Vec<FactGroup>, bool) {
    let mut left = FACTS;
    let mut out = Vec::new();
    for (number, (_, slot)) in members.iter().enumerate() {
        let mut all = facts(here, *slot, |index| format!("fact-{}-{}", number + 1, index + 1), &BTreeMap::new());
        if all.is_empty() {
            continue;
        }
        if left == 0 {
            return (out, true);
        }
        let cut = all.len() > left;
        let counted = counted(here, &all);
        all.truncate(left);
        left -= all.len();
        out.push(FactGroup { link: here.link(*slot), counted, facts: all });
        if cut {
            return (out, true);
        }
    }
    (out, false)
}

fn neighbours(here: Here<'_>, index: usize) -> Vec<Neighbour> {
    let Some(sum) = here.all.survey.themes.get(index) else { return Vec::new() };
    let one = |(other, count): &(usize, usize)| {
        Some(Neighbour {
            theme: theme_link(here, *other)?,
            shared: here.words().count("theme.in_both", *count),
            about: here.config().themes.get(*other)?.about.as_ref().map(|text| here.text(text)),
        })
    };
    sum.neighbours.iter().take(4).filter_map(one).collect()
}
