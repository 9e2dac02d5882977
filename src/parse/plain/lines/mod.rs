//! Which of the lines that no sure rule claimed are the article: a score for each from what it looks like and where it stands,
//! then the best cut of the whole page into stretches that are the article and stretches that are not.
//!
//! [`form`] looks at a line alone, [`place`] at its surroundings; [`table`] holds a weight for each of their features, fitted by
//! `tools/fit_lines.py`. Scores are sums of whole numbers, in thousandths of a log-odds: above nought speaks for the article.

mod form;
mod place;
mod table;
mod told;
mod within;

use super::page::Page;
use crate::lexicon::clutter;
use crate::model::account::{Aside, Role, Rule};
use crate::text::Key;
pub(super) use form::Form;
pub(super) use table::weigh;

/// What changing from article to clutter or back costs a cut, in thousandths of a log-odds.
const SWITCH: i64 = 300;
/// What speaks for every line, in the same measure: a reader sees what is too much more easily than what is missing.
const LEAN: i32 = 450;
/// The same where nothing that sites print was found on the page.
const LEAN_WITHOUT_SITE: i32 = 2_300;
/// What evidence of what a line is must weigh to be told, in a hundred thousandth of a log-odds.
const TELLING: i32 = -40_000;
/// A page of which no more lines than this would be set aside, and a tenth, is no copy of a site's page: it is left alone.
const FEW: usize = 2;
/// A page of fewer open lines than this is left alone too.
const SMALL: usize = 6;

/// What the lines of a page look like as a whole, once scored.
pub(super) struct Lines {
    /// The open units that were scored.
    forms: Vec<Form>,
    /// Telling words of the article, sorted.
    told: Vec<Key>,
    /// Whether the best cut gives it to the article.
    is_article: Vec<bool>,
    /// The features of where it stands.
    places: Vec<[i32; place::COUNT]>,
}

/// Kinds of evidence against a line, each told by a rule of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Evidence {
    Short,
    List,
    Caption,
    Site,
    Reader,
    Figures,
    Glued,
    Foreign,
    Apart,
    Outside,
    None,
}

impl Evidence {
    fn rule(self) -> (Aside, Rule) {
        let (aside, name, why) = match self {
            Self::Short => {
                (Aside::Beyond, "short-line", "a short line that is no sentence, away from the article's paragraphs")
            }
            Self::List => (Aside::OtherStories, "line-of-list", "one of several lines in a row that are no paragraphs"),
            Self::Caption => (Aside::Beyond, "caption", "reads as the caption or the credit of a picture"),
            Self::Site => (Aside::Call, "words-of-sites", "uses words of notices, menus and sign-ups"),
            Self::Reader => {
                (Aside::Call, "speaks-to-reader", "speaks to the reader, apart from the article's paragraphs")
            }
            Self::Figures => {
                (Aside::Beyond, "figures", "holds figures, dates or prices where the article has sentences")
            }
            Self::Glued => (Aside::Navigation, "glued-labels", "labels without a space between them"),
            Self::Foreign => (Aside::Teaser, "foreign-words", "shares hardly a word with the article"),
            Self::Apart => (Aside::Beyond, "among-clutter", "stands among lines that are not the article"),
            Self::Outside | Self::None => {
                (Aside::Beyond, "outside-run", "stands outside the run of the article's paragraphs")
            }
        };
        (aside, Rule { name, why })
    }
}

/// Whether nothing but the place and the look of a line, or its words, made a rule of this module set it aside.
pub(super) fn is_weighed(rule: Rule) -> bool {
    use Evidence as E;
    [E::Short, E::List, E::Caption, E::Figures, E::Foreign, E::Apart, E::Outside].iter().any(|e| e.rule().1 == rule)
}

/// Whether the words or the labels of a line made a rule of this module set it aside, as a menu's might.
pub(super) fn is_looks(rule: Rule) -> bool {
    use Evidence as E;
    [E::List, E::Site, E::Reader, E::Glued].iter().any(|e| e.rule().1 == rule)
}

/// Scores the open lines of a page.
pub(super) fn read(page: &Page<'_>) -> Lines {
    scored(page, form::read(page))
}

/// Scores lines by their forms.
fn scored(page: &Page<'_>, forms: Vec<Form>) -> Lines {
    let looks: Vec<i32> =
        forms.iter().map(|form| table::weigh(table::FORM_BASE, &table::FORM, &form.features)).collect();
    let places = place::read(page, &forms, &looks);
    let lean = if shows_site(page) { LEAN } else { LEAN_WITHOUT_SITE };
    let score: Vec<i32> =
        places.iter().map(|place| table::weigh(table::PLACE_BASE + lean, &table::PLACE, place)).collect();
    let is_article = cut(&score, SWITCH);
    let article = forms.iter().zip(&is_article).filter(|(form, is_article)| **is_article && form.words >= 8);
    let mut told: Vec<Key> = article.flat_map(|(form, _)| form.telling.iter().copied()).collect();
    told.sort_unstable();
    Lines { forms, told, is_article, places }
}

/// Whether something on the page is a site's: a menu, a button, a notice; openings of other stories may be the owner's doing.
fn shows_site(page: &Page<'_>) -> bool {
    page.units.iter().any(|unit| matches!(unit.verdict, Some((Role::Aside(aside), _)) if aside != Aside::Teaser))
}

/// The cut of the line of scores into stretches that gains most, when each change costs `switch`.
fn cut(scores: &[i32], switch: i64) -> Vec<bool> {
    // best gain of a cut that ends in clutter, and in the article; and whether each came from the other side
    let (mut out, mut within) = (0i64, -switch);
    let mut came: Vec<(bool, bool)> = Vec::with_capacity(scores.len());
    for &score in scores {
        let (from_within, from_out) = (within - switch > out, out - switch > within);
        let next_out = out.max(within - switch);
        let next_within = within.max(out - switch) + i64::from(score);
        came.push((from_within, from_out));
        (out, within) = (next_out, next_within);
    }
    let mut is_within = within > out;
    let mut found = vec![false; scores.len()];
    for i in (0..scores.len()).rev() {
        found[i] = is_within;
        is_within = if is_within { !came[i].1 } else { came[i].0 };
    }
    found
}

/// The kind of evidence that weighs most against a line; one that says what the line is goes before one that says it is short or
/// stands among others.
fn against(form: &Form, place: &[i32; place::COUNT]) -> Evidence {
    let looks = table::FORM.iter().zip(&form.features).zip(form::EVIDENCE).map(|((&(_, w), &f), e)| (w * f, e));
    let stands = table::PLACE.iter().zip(place).zip(place::EVIDENCE).map(|((&(_, w), &f), e)| (w * f, e));
    let mut sums: Vec<(i32, Evidence)> = Vec::new();
    for (weight, evidence) in looks.chain(stands) {
        match sums.iter_mut().find(|(_, known)| *known == evidence) {
            Some(sum) => sum.0 += weight,
            None => sums.push((weight, evidence)),
        }
    }
    let is_special = |evidence: Evidence| {
        !matches!(evidence, Evidence::Short | Evidence::List | Evidence::Apart | Evidence::Outside | Evidence::None)
    };
    let is_long = form.words >= 12;
    let could = |evidence: Evidence| evidence != Evidence::None && !(is_long && evidence == Evidence::Short);
    let special =
        sums.iter().filter(|(sum, evidence)| is_special(*evidence) && *sum <= TELLING).min_by_key(|(sum, _)| *sum);
    let least = special.or_else(|| sums.iter().filter(|(_, evidence)| could(*evidence)).min_by_key(|(sum, _)| *sum));
    least.map_or(Evidence::None, |(_, evidence)| *evidence)
}

impl Lines {
    /// Scores those anew that are still open: their surroundings have been decided.
    pub fn again(mut self, page: &Page<'_>) -> Self {
        self.forms.retain(|form| page.units[form.at].is_open());
        scored(page, self.forms)
    }

    /// Whether the best cut gives unit `at` to the article; units that were not scored are none of it.
    pub fn is_article(&self, at: usize) -> bool {
        self.forms.binary_search_by_key(&at, |form| form.at).is_ok_and(|i| self.is_article[i])
    }

    /// The form of unit `at`, if it was scored.
    pub fn form(&self, at: usize) -> Option<&Form> {
        self.forms.binary_search_by_key(&at, |form| form.at).ok().map(|i| &self.forms[i])
    }

    /// Whether the article uses a word.
    pub fn tells(&self, word: Key) -> bool {
        self.told.binary_search(&word).is_ok()
    }

    /// Whether a line stands between the article's head and its first paragraph, short, with a word that the article uses: its
    /// first heading.
    fn opens_article(&self, page: &Page<'_>, i: usize) -> bool {
        const LONGEST: usize = 10;
        let form = &self.forms[i];
        let is_next = self.forms.get(i + 1).is_some_and(|next| self.is_article[i + 1] && next.words >= 12);
        is_next
            && form.words <= LONGEST
            && !form.is_closed
            && form.at > 0
            && place::is_head(page.units[form.at - 1].verdict)
            && !clutter::is_caption(page.words(form.at))
            && form.telling.iter().any(|key| self.tells(*key))
    }

    /// Sets aside what is still open and not the article; nothing where nothing would be left.
    pub fn decide(&self, page: &mut Page<'_>) {
        let asides =
            (0..self.forms.len()).filter(|&i| !self.is_article[i] && page.units[self.forms[i].at].is_open()).count();
        let is_clean = !shows_site(page) && asides <= FEW.max(self.forms.len() / 10);
        let is_left_alone = is_clean || self.forms.len() < SMALL || !self.is_article.contains(&true);
        page.witness.note(|| told::read(self, page, is_left_alone));
        if is_left_alone {
            return;
        }
        for (i, at) in self.forms.iter().map(|form| form.at).enumerate() {
            if page.units[at].is_open() && !self.is_article[i] && !self.opens_article(page, i) {
                let (aside, rule) = against(&self.forms[i], &self.places[i]).rule();
                page.decide(at, Role::Aside(aside), rule);
            }
        }
        self.take_back(page);
    }
}

#[cfg(test)]
mod tests;
