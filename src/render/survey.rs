//! What is counted once over all articles. Enters: the dossier and the plan. Leaves: orders, sums and the routes of single
//! pages, so that no page has to walk over all articles. Every pass is linear in articles and votes.

use crate::model::account::Role;
use crate::model::article::{How, Origin};
use crate::model::config::Rights;
use crate::model::links::Leaf;
use crate::model::reference::FactKind;
use crate::model::{Dossier, Links, Route, Slot};
use crate::text::{Date, Key};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Counts and orders over all articles.
#[derive(Default)]
pub(crate) struct Survey {
    /// The headings of each article by their anchors: the node of each.
    pub headings: Vec<BTreeMap<Arc<str>, u32>>,
    /// All articles, newest first, undated last; those of one date as a SUMMARY.md orders them.
    pub newest: Vec<Slot>,
    /// The dossier's own texts, newest first.
    pub own: Vec<Slot>,
    /// Articles that reached no theme, newest first.
    pub unfiled: Vec<Slot>,
    /// Articles with facts that may be shown, newest first.
    pub with_facts: Vec<Slot>,
    /// How many are clippings.
    pub clippings: usize,
    /// Words of all articles.
    pub words: usize,
    /// Whether readers know how many words each has.
    pub tells_words: bool,
    /// How many bear no date.
    pub undated: usize,
    /// How many titles were made from the text.
    pub derived: usize,
    /// How many claims.
    pub claims: usize,
    /// How many views.
    pub views: usize,
    /// How many statements of unknown types.
    pub statements: usize,
    /// Bytes set aside, and bytes in all.
    pub aside: (usize, usize),
    /// The newest date.
    pub latest: Option<Date>,
    /// Per theme of the settings.
    pub themes: Vec<ThemeSum>,
    /// Per slot: its strongest theme, and where it stands among that theme's articles.
    pub place: Vec<Option<(usize, usize)>>,
    /// Sites with their articles, by name.
    pub sites: Vec<(Arc<str>, Vec<Slot>)>,
    /// Where the single pages and the pages of lists stand.
    pub routes: Routes,
}

/// Counts over one theme.
#[derive(Default)]
pub(crate) struct ThemeSum {
    /// Words of its articles.
    pub words: usize,
    /// How many of its articles stand in other themes too.
    pub shared: usize,
    /// Claims and views of its articles.
    pub facts: usize,
    /// (index of the term, how often, in how many articles), most articles first.
    pub terms: Vec<(u16, usize, usize)>,
    /// (theme, articles in both), most first.
    pub neighbours: Vec<(usize, usize)>,
}

/// Where pages stand.
#[derive(Default)]
pub(crate) struct Routes {
    /// The front page.
    pub front: Option<Route>,
    /// Pages of each theme.
    pub themes: Vec<Vec<Route>>,
    /// Pages of the unfiled.
    pub unfiled: Vec<Route>,
    /// Pages of all articles.
    pub articles: Vec<Route>,
    /// Pages of claims.
    pub claims: Vec<Route>,
    /// The sources.
    pub sources: Option<Route>,
    /// The whole dossier, for paper.
    pub print: Option<Route>,
    /// About.
    pub about: Option<Route>,
    /// The data.
    pub data: Option<Route>,
}

impl Survey {
    /// Counts.
    pub(crate) fn new(dossier: &Dossier, links: &Links) -> Self {
        let mut survey = Self { routes: Routes::new(dossier, links), tells_words: true, ..Self::default() };
        let by_anchor =
            |anchors: &Vec<(u32, Arc<str>)>| anchors.iter().map(|(node, name)| (name.clone(), *node)).collect();
        survey.headings = links.anchors.iter().map(by_anchor).collect();
        survey.newest = dossier.iter().filter(|(_, entry)| !entry.article.hidden).map(|(slot, _)| slot).collect();
        let order = &links.order;
        survey.newest.sort_by_key(|slot| {
            let date = dossier.entry(*slot).article.date.as_ref().map(|date| date.value);
            (Reverse(date), order.get(slot.index()).copied(), *slot)
        });
        let rank: Vec<usize> = survey.ranks(dossier.entries.len());
        survey.unfiled = dossier.ledger.unfiled.clone();
        survey.unfiled.sort_by_key(|slot| rank.get(slot.index()).copied());
        survey.themes = dossier.config.themes.iter().map(|_| ThemeSum::default()).collect();
        survey.count(dossier);
        survey.sites(dossier);
        survey.themes(dossier);
        survey
    }

    /// Each article's position in `newest`, by slot.
    fn ranks(&self, articles: usize) -> Vec<usize> {
        let mut ranks = vec![0; articles];
        for (rank, slot) in self.newest.iter().enumerate() {
            ranks[slot.index()] = rank;
        }
        ranks
    }

    fn count(&mut self, dossier: &Dossier) {
        for &slot in &self.newest {
            let entry = dossier.entry(slot);
            let article = &entry.article;
            match article.origin.value {
                Origin::Own if dossier.ledger.introductions.values().any(|head| *head == slot) => {}
                Origin::Own => self.own.push(slot),
                Origin::Clipping => self.clippings += 1,
            }
            self.words += article.words as usize;
            self.tells_words &= entry.rights != Rights::LinkOnly || article.withdrawn.is_some();
            self.undated += usize::from(article.date.is_none());
            self.derived += usize::from(article.title.how == How::Derived);
            self.latest = self.latest.max(article.date.as_ref().map(|date| date.value));
            let shown = || article.facts.iter().filter(|fact| entry.shown.words(fact.words).is_some());
            self.claims += shown().filter(|fact| fact.kind == FactKind::Claim).count();
            self.views += shown().filter(|fact| fact.kind == FactKind::Perspective).count();
            self.statements += shown().filter(|fact| fact.kind == FactKind::Statement).count();
            if shown().next().is_some() {
                self.with_facts.push(slot);
            }
            for part in &article.parts {
                self.aside.0 += if matches!(part.role, Role::Aside(_)) { part.span.len() } else { 0 };
                self.aside.1 += part.span.len();
            }
        }
    }

    fn sites(&mut self, dossier: &Dossier) {
        let mut sites: BTreeMap<Key, (Arc<str>, Vec<Slot>)> = BTreeMap::new();
        for &slot in &self.newest {
            let article = &dossier.entry(slot).article;
            if let Some(site) = article.site.as_ref().filter(|_| article.origin.value == Origin::Clipping) {
                let found = sites.entry(Key::of_title(&site.value)).or_insert_with(|| (site.value.clone(), Vec::new()));
                found.0 = found.0.clone().min(site.value.clone());
                found.1.push(slot);
            }
        }
        self.sites = sites.into_values().collect();
        self.sites.sort_by(|a, b| (Reverse(a.1.len()), &a.0).cmp(&(Reverse(b.1.len()), &b.0)));
    }

    fn themes(&mut self, dossier: &Dossier) {
        let mut terms: Vec<BTreeMap<u16, (usize, usize)>> = vec![BTreeMap::new(); self.themes.len()];
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for &slot in &self.newest {
            let entry = dossier.entry(slot);
            let votes = &entry.features.votes;
            for vote in votes {
                let theme = usize::from(vote.theme);
                let Some(sum) = self.themes.get_mut(theme) else { continue };
                sum.words += entry.article.words as usize;
                sum.shared += usize::from(votes.len() > 1);
                let typed = entry.article.facts.iter().filter(|fact| fact.kind != FactKind::Statement);
                sum.facts += typed.filter(|fact| entry.shown.words(fact.words).is_some()).count();
                for hit in &vote.hits {
                    let found = terms[theme].entry(hit.term).or_default();
                    *found = (found.0 + usize::from(hit.count), found.1 + 1);
                }
                for other in votes.iter().filter(|other| other.theme != vote.theme) {
                    *shared.entry((theme, usize::from(other.theme))).or_default() += 1;
                }
            }
        }
        for (sum, terms) in self.themes.iter_mut().zip(terms) {
            sum.terms = terms.into_iter().map(|(term, (count, articles))| (term, count, articles)).collect();
            sum.terms.sort_by_key(|(term, count, articles)| (Reverse(*articles), Reverse(*count), *term));
        }
        for ((theme, other), count) in shared {
            if let Some(sum) = self.themes.get_mut(theme) {
                sum.neighbours.push((other, count));
            }
        }
        for sum in &mut self.themes {
            sum.neighbours.sort_by_key(|(other, count)| (Reverse(*count), *other));
        }
        self.places(dossier);
    }

    fn places(&mut self, dossier: &Dossier) {
        self.place = vec![None; dossier.entries.len()];
        for (theme, members) in dossier.ledger.members.iter().enumerate() {
            for (at, (_, slot)) in members.iter().enumerate() {
                let first = dossier.entry(*slot).features.votes.first();
                if first.is_some_and(|vote| usize::from(vote.theme) == theme) {
                    self.place[slot.index()] = Some((theme, at));
                }
            }
        }
    }
}

impl Routes {
    fn new(dossier: &Dossier, links: &Links) -> Self {
        let mut routes = Self { themes: vec![Vec::new(); dossier.config.themes.len()], ..Self::default() };
        let mut paged: Vec<(u8, usize, u16, &Route)> = Vec::new();
        for (route, leaf) in &links.plan {
            match leaf {
                Leaf::Front => routes.front = Some(route.clone()),
                Leaf::Sources => routes.sources = Some(route.clone()),
                Leaf::Print => routes.print = Some(route.clone()),
                Leaf::About => routes.about = Some(route.clone()),
                Leaf::Data => routes.data = Some(route.clone()),
                Leaf::Theme(theme, page) => paged.push((0, usize::from(*theme), *page, route)),
                Leaf::Unfiled(page) => paged.push((1, 0, *page, route)),
                Leaf::Articles(page) => paged.push((2, 0, *page, route)),
                Leaf::Claims(page) => paged.push((3, 0, *page, route)),
                _ => {}
            }
        }
        paged.sort_unstable();
        for (list, theme, _, route) in paged {
            match list {
                0 => routes.themes.get_mut(theme).map(|pages| pages.push(route.clone())).unwrap_or_default(),
                1 => routes.unfiled.push(route.clone()),
                2 => routes.articles.push(route.clone()),
                _ => routes.claims.push(route.clone()),
            }
        }
        routes
    }
}
