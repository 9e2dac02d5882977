//! What stands behind the last paragraph: comment forms, lists of other stories, stray lines.

use super::super::account::aside;
use super::page::{Ending, PROSE, Page, starts_item};
use crate::lexicon::boilerplate::Furniture;
use crate::model::account::{Aside, Field, Role, Rule};

const FORM: Rule = Rule { name: "below-comments", why: "stands below the head of a comment form, behind the article" };
const LIST: Rule =
    Rule { name: "below-other-stories", why: "stands below the head of a list of other stories, behind the article" };
pub(super) const STRAY: Rule =
    Rule { name: "stray-line", why: "a line without a full stop behind the article's last paragraph" };

/// Decides open units behind the article's end.
pub(super) fn read(page: &mut Page<'_>) {
    let open = page.open();
    let Some(last) = open.iter().rposition(|&at| page.units[at].is_prose() || page.units[at].ending == Ending::Stop)
    else {
        return;
    };
    if page.units[open[last]].ending == Ending::Colon {
        return;
    }
    for &at in &open[last + 1..] {
        if starts_item(page.words(at)).is_none() {
            page.decide(at, Role::Aside(Aside::Beyond), STRAY);
        }
    }
}

/// Below a comment form nothing is the article any more, when less prose follows than came before; below a list of other
/// stories, when no prose follows.
pub(super) fn below_heads(page: &mut Page<'_>) {
    // words of prose above each unit
    let mut above = vec![0];
    for unit in &page.units {
        let told = if unit.is_open() && unit.words >= PROSE { unit.words } else { 0 };
        above.push(above.last().copied().unwrap_or(0) + told);
    }
    let all = above.last().copied().unwrap_or(0);
    for at in 0..page.units.len() {
        let Some(furniture) = page.units[at].furniture.filter(|_| page.units[at].verdict.is_some()) else {
            continue;
        };
        let (before, after) = (above[at], all - above[at + 1]);
        let ends = match furniture {
            Furniture::Comments => after * 2 < before,
            Furniture::OtherStories => after == 0 && before > 0,
            _ => false,
        };
        if !ends {
            continue;
        }
        let rule = if furniture == Furniture::Comments { FORM } else { LIST };
        let is_dates = |unit: &super::page::Unit| matches!(unit.verdict, Some((Role::Meta(Field::Date), _)));
        let below: Vec<usize> =
            (at + 1..page.units.len()).filter(|&b| page.units[b].is_open() || is_dates(&page.units[b])).collect();
        for below in below {
            page.decide(below, Role::Aside(aside(furniture)), rule);
        }
        return;
    }
}
