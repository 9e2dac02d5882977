//! Where a line stands: what its neighbours look like, how it lies to the best run of lines, and whether it speaks of what that
//! run speaks of. All features are in hundredths; looks are clipped.

use super::super::page::{Ending, Page, starts_item};
use super::Evidence;
use super::form::Form;
use crate::lexicon::boilerplate::Furniture;
use crate::model::account::{Field, Role, Rule};
use crate::text::Key;

/// How many features there are.
pub(super) const COUNT: usize = 25;

use Evidence as E;
/// What each feature is evidence of, in the order in which [`features`] gives them.
pub(super) const EVIDENCE: [Evidence; COUNT] = [
    E::None, // the look is told by its own evidence
    E::Apart,
    E::Apart,
    E::Apart,
    E::Apart,
    E::Apart, // neighbours
    E::Outside,
    E::Outside,
    E::Outside,
    E::Outside,
    E::Outside,
    E::Outside, // the best run
    E::Apart,
    E::Apart,
    E::Apart,
    E::Apart, // what stands decided around
    E::Foreign,
    E::Foreign,
    E::Foreign, // words
    E::Foreign,
    E::List,
    E::List,
    E::List,
    E::None,
    E::None,
];

/// What is worked out once for the page.
struct Scene<'a> {
    forms: &'a [Form],
    looks: &'a [i32],
    /// First and one past the last of the best run.
    run: (usize, usize),
    /// The telling words of the units of the core, sorted, each as often as units have it.
    core: Vec<Key>,
    is_core: Vec<bool>,
    /// Words of the core above each unit, and in all.
    above: Vec<usize>,
    /// How many lines in a row around each are no sentences.
    rows: Vec<usize>,
    /// The head that each stands below with no paragraph between: of other stories, of comments.
    below: Vec<Option<Furniture>>,
    /// Telling words of the title, sorted, once it is known.
    title: Vec<Key>,
    /// Whether it stands below a note on the author, a tag line or a copyright.
    behind: Vec<bool>,
}

/// The features of each unit.
pub(super) fn read(page: &Page<'_>, forms: &[Form], looks: &[i32]) -> Vec<[i32; COUNT]> {
    let run = best_run(page, forms, looks);
    let is_core: Vec<bool> = (0..forms.len()).map(|i| (run.0..run.1).contains(&i) && looks[i] > 0).collect();
    let mut core: Vec<Key> = Vec::new();
    let mut above = Vec::with_capacity(forms.len() + 1);
    let mut told = 0;
    for (form, is_core) in forms.iter().zip(&is_core) {
        above.push(told);
        if *is_core {
            told += form.words;
            core.extend(&form.telling);
        }
    }
    above.push(told);
    core.sort_unstable();
    let (below, behind) = heads(page, forms, looks);
    let scene = Scene { forms, looks, run, core, is_core, above, rows: rows(forms), below, behind, title: title(page) };
    (0..forms.len()).map(|i| features(page, &scene, i)).collect()
}

/// The run of lines that gains most, long lines that look like prose counting for it and others against it, items of a list for
/// neither.
fn best_run(page: &Page<'_>, forms: &[Form], looks: &[i32]) -> (usize, usize) {
    let (mut best, mut sum, mut from, mut run) = (0i64, 0i64, 0, (0, 0));
    for (i, (form, &look)) in forms.iter().zip(looks).enumerate() {
        let words = i64::try_from(form.words.clamp(4, 60)).unwrap_or(60);
        if look < 0 && starts_item(page.words(form.at)).is_some() {
            continue;
        }
        sum += i64::from(look.clamp(-2_000, 3_000)) * words;
        if sum > best {
            (best, run) = (sum, (from, i + 1));
        }
        if sum <= 0 {
            (sum, from) = (0, i + 1);
        }
    }
    run
}

/// For each unit, how many in a row around it are no sentences.
fn rows(forms: &[Form]) -> Vec<usize> {
    let mut out = vec![0; forms.len()];
    let mut from = 0;
    for i in 0..=forms.len() {
        let is_open = |form: &Form| !form.is_closed && form.words < 25;
        if forms.get(i).is_some_and(is_open) {
            continue;
        }
        out[from..i].fill(i - from);
        from = i + 1;
    }
    out
}

/// The telling words of the line that was decided to be the title.
fn title(page: &Page<'_>) -> Vec<Key> {
    let is_title = |unit: &&super::super::page::Unit| matches!(unit.verdict, Some((Role::Meta(Field::Title), _)));
    page.units.iter().find(is_title).map_or_else(Vec::new, |unit| super::form::telling(unit.core.of(page.text), page))
}

fn heads(page: &Page<'_>, forms: &[Form], looks: &[i32]) -> (Vec<Option<Furniture>>, Vec<bool>) {
    let (mut below, mut behind) = (Vec::with_capacity(forms.len()), Vec::with_capacity(forms.len()));
    let (mut head, mut is_behind, mut at, mut prose, mut run) = (None, false, 0, 0, 0);
    for (form, &look) in forms.iter().zip(looks) {
        for unit in &page.units[at..form.at] {
            if let Some(kind @ (Furniture::OtherStories | Furniture::Comments)) = unit.furniture {
                head = Some(kind);
            }
            is_behind |= prose > 100 && matches!(unit.verdict, Some((Role::Meta(Field::AuthorNote | Field::Tags), _)));
        }
        at = form.at;
        below.push(head);
        behind.push(is_behind);
        let is_prose = form.words >= 25 && look > 0;
        prose += if is_prose { form.words } else { 0 };
        // paragraphs that follow one another are no openings, each below its title
        run = if is_prose { run + form.words } else { 0 };
        if run >= 60 {
            head = None;
        }
    }
    (below, behind)
}

/// Whether a unit is decided to stand at the article's head.
pub(super) fn is_head(verdict: Option<(Role, Rule)>) -> bool {
    let Some((role, _)) = verdict else { return false };
    matches!(role, Role::Body | Role::Reference(_))
        || matches!(role, Role::Meta(Field::Title | Field::Date | Field::Authors | Field::Standfirst | Field::Site))
}

fn so(is_so: bool) -> i32 {
    if is_so { 100 } else { 0 }
}

fn features(page: &Page<'_>, scene: &Scene<'_>, i: usize) -> [i32; COUNT] {
    let Scene { forms, looks, run, .. } = scene;
    let form = &forms[i];
    let clip = |look: i32| look.clamp(-4_000, 4_000) / 10;
    let look = |at: Option<usize>| at.and_then(|at| looks.get(at)).map_or(-200, |&look| clip(look));
    let around = |from: usize, to: usize| {
        let near = from.min(forms.len())..to.min(forms.len());
        let count = i32::try_from(near.len()).unwrap_or(1).max(1);
        looks[near].iter().map(|&look| clip(look)).sum::<i32>() / count
    };
    let within = (run.0..run.1).contains(&i);
    let off = if within {
        0
    } else if i < run.0 {
        run.0 - i
    } else {
        i + 1 - run.1
    };
    let far = |most: usize| i32::try_from(off.min(most)).unwrap_or(0) * 100 / i32::try_from(most).unwrap_or(1);
    let told = scene.above[forms.len()];
    let before = scene.above[i] * 100 / told.max(1);
    let decided = |at: Option<usize>| {
        at.and_then(|at| page.units.get(at)).is_some_and(|unit| matches!(unit.verdict, Some((Role::Aside(_), _))))
    };
    let asides =
        (form.at.saturating_sub(4)..(form.at + 5).min(page.units.len())).filter(|&at| decided(Some(at))).count();
    let own = usize::from(scene.is_core[i]);
    let is_shared = |key: &&Key| scene.core.get(scene.core.partition_point(|other| other < *key) + own) == Some(*key);
    let shared = form.telling.iter().filter(is_shared).count();
    let overlap = shared * 100 / form.telling.len().max(1);
    let titled = form.telling.iter().filter(|key| scene.title.binary_search(key).is_ok()).count();
    let behind_head = form.at > 0 && is_head(page.units[form.at - 1].verdict);
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    // FEATURES
    [
        clip(looks[i]),                                              // = look
        look(i.checked_sub(1)),                                      // = look-before
        look(Some(i + 1)),                                           // = look-after
        around(i.saturating_sub(3), i),                              // = looks-3-before
        around(i + 1, i + 4),                                        // = looks-3-after
        (around(i.saturating_sub(8), i) + around(i + 1, i + 9)) / 2, // = looks-8
        so(within),                                                  // = in-run
        so(off > 0 && i < run.0),                                    // = above-run
        so(off > 0 && i >= run.1),                                   // = below-run
        far(8),                                                      // = off-run
        so(before < 5),                                              // = first-words
        so(before > 95),                                             // = last-words
        so(decided(form.at.checked_sub(1))),                         // = aside-before
        so(decided(Some(form.at + 1))),                              // = aside-after
        count(asides) * 25,                                          // = asides-near
        so(scene.below[i] == Some(Furniture::OtherStories)),         // = below-stories
        count(overlap.min(80)),                                      // = shared
        so(behind_head
            && page.units[form.at].ending == Ending::Open
            && form.words < 25
            && looks.get(i + 1).is_some_and(|&look| look > 1_000)), // = head-heading
        so(form.telling.len() >= 5 && overlap < 15),                 // = foreign
        100 * count(titled.min(3)),                                  // = title-words
        so(scene.rows[i] >= 6),                                      // = row-6
        so(behind_head),                                             // = below-head
        so(scene.below[i] == Some(Furniture::Comments)),             // = below-comments
        so(scene.behind[i]),                                         // = behind-note
        so(page.units[form.at].ending == Ending::Open
            && form.words < 25
            && looks.get(i + 1).is_some_and(|&look| look > 1_000)), // = heads-prose
    ]
}
