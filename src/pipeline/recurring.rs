//! Which lines of each seed stand in most clippings of its site. In: what all seeds print, as keys, in the order of their paths.
//! Out: hints for each. One pass over the keys tells the sites apart and counts, a second looks up: linear, integers only.
//!
//! A site is known by the name or host that its clippings give, and copied pages that give none by the short lines they share.
//! Clippings that share their long lines are one text: they have one voice, so that versions of an article do not make its
//! own short lines a site's.

use crate::model::hints::{Hints, Printed};
use crate::text::Key;
use std::collections::HashMap;

/// A site of fewer texts tells nothing.
const FEW: u32 = 5;
/// A line is the site's when it stands in as many of its texts, in percent.
const MOST: u32 = 80;
/// A copied page is of the site with which it shares as many short lines, and as large a share of its own, in percent.
const SHARED: usize = 3;
const SHARE: usize = 25;
/// Clippings are one text when they share so much of their long lines, in percent.
const SAME: usize = 50;

/// The sites of a dossier and what stands in their texts.
#[derive(Default)]
pub(super) struct Recurring {
    /// How many texts each site has.
    texts: Vec<u32>,
    /// In how many texts of a site a short line stands.
    count: HashMap<(u32, Key), u32>,
    /// The site of each seed, in the order given.
    site: Vec<Option<u32>>,
}

impl Recurring {
    /// Counts what `all` print.
    pub(super) fn of<'p>(all: impl Iterator<Item = &'p Printed> + Clone) -> Self {
        let mut counted = Self::default();
        if all.clone().filter(|printed| !printed.short.is_empty()).nth(FEW as usize - 1).is_none() {
            return counted;
        }
        let mut owners = Owners::default();
        for printed in all {
            let site = owners.site(printed, &mut counted.texts);
            counted.site.push(site);
            let Some(site) = site else { continue };
            if owners.is_new_text(printed) {
                counted.texts[site as usize] += 1;
                printed.short.iter().for_each(|&line| *counted.count.entry((site, line)).or_default() += 1);
            }
        }
        counted
    }

    /// In how many of how many texts of the site of seed `at` a line stands, when it is the site's.
    pub(super) fn recurs(&self, at: usize, line: Key) -> Option<(u32, u32)> {
        let site = self.site.get(at).copied().flatten()?;
        let (of, count) = (self.texts[site as usize], self.count.get(&(site, line)).copied().unwrap_or(0));
        (of >= FEW && count * 100 >= of * MOST).then_some((count, of))
    }

    /// The hints of seed `at`; none where it was read right without them, so that it need not be read again.
    pub(super) fn hints(&self, at: usize, printed: &Printed) -> Hints {
        let recurs = |line: &Key| self.recurs(at, *line).is_some();
        if !printed.kept.iter().any(recurs) {
            return Hints::default();
        }
        Hints::new(printed.short.iter().copied().filter(recurs).collect())
    }
}

/// Who printed a line first.
#[derive(Default)]
struct Owners {
    /// The site of each name.
    named: HashMap<Key, u32>,
    /// The site that printed each short line first.
    short: HashMap<Key, u32>,
    /// The text that each long line stood in first.
    long: HashMap<Key, u32>,
    texts: u32,
}

impl Owners {
    /// The site of a seed: the one of its name, or the one whose lines it has; a new one, when there is none.
    fn site(&mut self, printed: &Printed, texts: &mut Vec<u32>) -> Option<u32> {
        if printed.short.is_empty() {
            return None;
        }
        let named = printed.site.and_then(|name| self.named.get(&name).copied());
        let alike = || {
            let (shared, site) = most(printed.short.iter().filter_map(|line| self.short.get(line).copied()))?;
            let is_alike = shared >= SHARED && shared * 100 >= printed.short.len() * SHARE;
            (is_alike && printed.is_copied).then_some(site)
        };
        let site = named.or_else(alike).unwrap_or_else(|| {
            texts.push(0);
            u32::try_from(texts.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(name) = printed.site {
            self.named.entry(name).or_insert(site);
        }
        if printed.is_copied {
            printed.short.iter().for_each(|&line| _ = self.short.entry(line).or_insert(site));
        }
        Some(site)
    }

    /// Whether a seed is no version of a text above it. Without long lines nothing tells.
    fn is_new_text(&mut self, printed: &Printed) -> bool {
        let same = most(printed.long.iter().filter_map(|line| self.long.get(line).copied()));
        let is_same = same.is_some_and(|(shared, _)| shared * 100 >= printed.long.len() * SAME);
        let text = same.filter(|_| is_same).map_or(self.texts, |(_, text)| text);
        printed.long.iter().for_each(|&line| _ = self.long.entry(line).or_insert(text));
        self.texts += u32::from(!is_same);
        !is_same && !printed.long.is_empty()
    }
}

/// The commonest of some numbers, the least of several, with how often it stands.
fn most(numbers: impl Iterator<Item = u32>) -> Option<(usize, u32)> {
    let mut all: Vec<u32> = numbers.collect();
    all.sort_unstable();
    let runs = all.chunk_by(|one, other| one == other);
    runs.map(|run| (run.len(), run[0])).max_by_key(|&(length, number)| (length, std::cmp::Reverse(number)))
}
