//! How strongly an article belongs to each theme, with the evidence: BM25 over the theme's terms (Robertson and Zaragoza 2009)
//! with a fixed mean length and shipped frequencies in place of the collection's, so that no other article has a say. All in
//! integers.

use super::Stretch;
use super::terms::Told;
use crate::lexicon::frequency::{english_rarity, is_known_name, name_rarity};
use crate::model::Config;
use crate::model::article::{Article, How};
use crate::model::config::NamedEntity;
use crate::model::features::{Hit, Score, ThemeVote};
use crate::text::{Key, Lang, Span, fold::fold, word};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The mean length that articles are held against, in words.
const MEAN: u32 = 600;
/// How soon more of the same term stops counting: BM25's k1 = 1.2, in 1/256.
const SATURATION: u32 = 307;
/// A word in the title weighs as much as this many below it.
const TITLE: u32 = 4;
/// Least score for belonging: an everyday word named three times in an article of mean length, or a rare one twice.
pub(super) const LEAST: u32 = 1500;
/// An article belongs to a second theme when its score is at least this much of its first, in percent.
const BESIDE: u32 = 40;
/// Languages whose stems the terms are prepared in; words of other languages match as they are.
const LANGUAGES: [&str; 4] = ["en", "fr", "nl", "de"];

/// Theme terms and told names, ready to be found.
pub struct Themes {
    ids: Vec<String>,
    /// For each language: first stem of a term to the terms that begin with it.
    index: BTreeMap<&'static str, HashMap<String, Vec<Sought>>>,
    weights: Vec<Vec<u32>>,
    names: HashMap<String, Vec<(u16, Vec<String>)>>,
    /// For each told entity: the key of its name and how little known it is.
    entities: Vec<(Key, u8)>,
}

struct Sought {
    theme: u16,
    term: u16,
    stems: Vec<String>,
}

/// A word of the text with its stem.
struct Stemmed {
    span: Span,
    folded: String,
    stem: String,
}

impl Themes {
    /// Prepares the terms and names of `config`.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let mut index: BTreeMap<&'static str, HashMap<String, Vec<Sought>>> = BTreeMap::new();
        for tag in LANGUAGES.into_iter().chain([""]) {
            let lang = Lang::parse(tag);
            let by_first = index.entry(tag).or_default();
            for (theme, t) in (0u16..).zip(&config.themes) {
                // "spy", "spies" and "spying" are forms of one term: each place counts once, for the first of them
                let mut known: BTreeSet<Vec<String>> = BTreeSet::new();
                for (term, written) in (0u16..).zip(&t.terms) {
                    let stems: Vec<String> = folded_words(written).map(|w| stem(lang.as_ref(), &w)).collect();
                    if let Some(first) = stems.first().cloned().filter(|_| known.insert(stems.clone())) {
                        by_first.entry(first).or_default().push(Sought { theme, term, stems });
                    }
                }
            }
        }
        let weights = config.themes.iter().map(|theme| theme.terms.iter().map(|term| weight(term)).collect()).collect();
        let mut names: HashMap<String, Vec<(u16, Vec<String>)>> = HashMap::new();
        for (i, entity) in (0u16..).zip(&config.entities) {
            for spelling in std::iter::once(&entity.name).chain(&entity.aliases) {
                let words: Vec<String> = folded_words(spelling).collect();
                if let Some(first) = words.first().cloned() {
                    names.entry(first).or_default().push((i, words));
                }
            }
        }
        let entities = config.entities.iter().map(|entity| (entity.key(), rarity(entity))).collect();
        Self { ids: config.themes.iter().map(|theme| theme.id.to_string()).collect(), index, weights, names, entities }
    }

    /// The themes that `article` belongs to, strongest first, and where there are none those that it fell short of. What the
    /// owner said wins over every score.
    pub(super) fn vote(&self, article: &Article, text: &str, stretches: &[Stretch]) -> [Box<[ThemeVote]>; 2] {
        let lang = &article.lang.value;
        let title = article.title.at.filter(|_| article.title.how != How::Derived);
        let told = self.hits(&article.title.value, None, lang);
        // facts may be of anything; they speak for the sheet only where its own words say nothing
        let body = |with_facts: bool| {
            stretches.iter().filter(move |s| s.is_fact == with_facts && title != Some(s.span)).map(|s| s.span)
        };
        // what a sheet says of itself is a sentence or two: one place in it is what the sheet is about
        let is_sheet = stretches.iter().any(|s| s.is_fact);
        let of_sheet = |vote: &ThemeVote| vote.score.0 >= LEAST;
        let mut votes = self.scored(article, text, body(false).collect(), &told, lang);
        let speaks = is_sheet && votes.iter().any(of_sheet);
        let belongs = |vote: &ThemeVote| if speaks { of_sheet(vote) } else { belongs(vote) };
        if votes.iter().all(|vote| !belongs(vote)) {
            votes = self.scored(article, text, body(false).chain(body(true)).collect(), &told, lang);
        }
        if let Some(said) = &article.themes {
            return [self.corrected(&said.value, votes), Box::default()];
        }
        votes.sort_by_key(|vote| (std::cmp::Reverse(vote.score), vote.theme));
        if !votes.iter().any(belongs) {
            return [Box::default(), votes.into()];
        }
        let first = votes.first().map_or(0, |vote| vote.score.0);
        votes.retain(|vote| belongs(vote) && vote.score.0 * 100 >= first * BESIDE);
        [votes.into(), Box::default()]
    }

    fn corrected(&self, said: &[std::sync::Arc<str>], mut votes: Vec<ThemeVote>) -> Box<[ThemeVote]> {
        let themes: Vec<u16> = said
            .iter()
            .filter_map(|id| self.ids.iter().position(|known| **known == **id))
            .map(|at| at as u16)
            .collect();
        let filed = |theme: &u16| {
            let scored = votes.iter().position(|vote| vote.theme == *theme).map(|at| votes.remove(at));
            let vote = scored.unwrap_or(ThemeVote {
                theme: *theme,
                score: Score::default(),
                hits: Box::default(),
                corrected: true,
            });
            ThemeVote { corrected: true, score: vote.score.max(Score(LEAST)), ..vote }
        };
        let mut filed = filed;
        themes.iter().map(&mut filed).collect()
    }

    /// A vote for each theme with any hit.
    fn scored(
        &self,
        article: &Article,
        text: &str,
        spans: Vec<Span>,
        title: &[(u16, u16, Span)],
        lang: &Lang,
    ) -> Vec<ThemeVote> {
        let mut counts: BTreeMap<(u16, u16), Hit> = BTreeMap::new();
        let none = |term, at| Hit { term, count: 0, in_title: 0, at };
        let mut length = 0;
        for span in spans {
            length += u32::try_from(word::count(span.of(text))).unwrap_or(0);
            for (theme, term, at) in self.hits(text, Some(span), lang) {
                let hit = counts.entry((theme, term)).or_insert_with(|| none(term, at));
                hit.count = hit.count.saturating_add(1);
            }
        }
        if article.title.how != How::Derived {
            let at = article.title.at.unwrap_or(Span { start: 0, end: 0 });
            for (theme, term, _) in title {
                let hit = counts.entry((*theme, *term)).or_insert_with(|| none(*term, at));
                (hit.count, hit.in_title) = (hit.count.saturating_add(1), hit.in_title.saturating_add(1));
            }
        }
        let mut votes: BTreeMap<u16, ThemeVote> = BTreeMap::new();
        let points = |theme: u16, hit: &Hit| {
            self.weights[usize::from(theme)][usize::from(hit.term)] * saturated(weighed(hit), length)
        };
        for ((theme, _), hit) in counts {
            let vote = votes.entry(theme).or_insert_with(|| ThemeVote {
                theme,
                score: Score::default(),
                hits: Box::default(),
                corrected: false,
            });
            vote.score.0 += points(theme, &hit) / 256;
            vote.hits = vote.hits.iter().cloned().chain([hit]).collect();
        }
        let mut votes: Vec<ThemeVote> = votes.into_values().collect();
        for vote in &mut votes {
            let theme = vote.theme;
            vote.hits.sort_by_key(|hit| (std::cmp::Reverse(points(theme, hit)), hit.term));
        }
        votes
    }

    /// Every term that stands in `span` of `text` (or in all of it), as (theme, term, place): of those of one theme that share a
    /// place the longest alone, so that "night ferry" says nothing of "ferry".
    fn hits(&self, text: &str, span: Option<Span>, lang: &Lang) -> Vec<(u16, u16, Span)> {
        let span = span.unwrap_or(Span::new(0, text.len()));
        let prepared = self.index.get(lang.primary()).or_else(|| self.index.get(""));
        let Some(index) = prepared.filter(|index| !index.is_empty()) else { return Vec::new() };
        let words = stemmed(text, span, lang);
        let mut found: Vec<(u16, u16, std::ops::Range<usize>)> = Vec::new();
        for (i, word) in words.iter().enumerate() {
            for sought in index.get(&word.stem).into_iter().flatten() {
                let matched = words[i..].iter().zip(&sought.stems).filter(|(word, stem)| word.stem == **stem).count();
                if matched == sought.stems.len() {
                    found.push((sought.theme, sought.term, i..i + matched));
                }
            }
        }
        let place =
            |at: std::ops::Range<usize>| Span { start: words[at.start].span.start, end: words[at.end - 1].span.end };
        longest(found).into_iter().map(|(theme, term, at)| (theme, term, place(at))).collect()
    }

    /// The places of `mentions` as terms, in the order of the text.
    pub(super) fn told(&self, mentions: &[(u16, Box<[Span]>)]) -> Vec<Told> {
        let places = mentions.iter().flat_map(|(entity, spans)| spans.iter().map(move |at| (*entity, *at)));
        let mut told: Vec<Told> = places
            .filter_map(|(entity, at)| {
                self.entities.get(usize::from(entity)).map(|&(key, rarity)| Told { key, rarity, at })
            })
            .collect();
        told.sort_by_key(|told| (told.at.start, told.at.end, told.key));
        told
    }

    /// Names that the owner told us of, with every place they stand in.
    pub(super) fn mentions(&self, text: &str, stretches: &[Stretch], lang: &Lang) -> Box<[(u16, Box<[Span]>)]> {
        if self.names.is_empty() {
            return Box::default();
        }
        let mut found: BTreeMap<u16, Vec<Span>> = BTreeMap::new();
        for stretch in stretches.iter().filter(|s| s.is_prose) {
            let words = stemmed(text, stretch.span, lang);
            let mut places: Vec<(u16, u16, std::ops::Range<usize>)> = Vec::new();
            for (i, word) in words.iter().enumerate() {
                for (entity, spelling) in self.names.get(&word.folded).into_iter().flatten() {
                    let matched = words[i..].iter().zip(spelling).filter(|(word, part)| word.folded == **part).count();
                    if matched == spelling.len() {
                        places.push((*entity, 0, i..i + matched));
                    }
                }
            }
            for (entity, _, at) in longest(places) {
                let span = Span { start: words[at.start].span.start, end: words[at.end - 1].span.end };
                found.entry(entity).or_default().push(span);
            }
        }
        found.into_iter().map(|(entity, spans)| (entity, spans.into())).collect()
    }
}

/// How little known a told entity is: as its name, or as the best known of its spellings.
fn rarity(entity: &NamedEntity) -> u8 {
    let spellings = || std::iter::once(&entity.name).chain(&entity.aliases).map(|spelling| fold(spelling));
    let known = spellings().filter(|spelling| is_known_name(spelling)).map(|spelling| name_rarity(&spelling)).min();
    known.unwrap_or_else(|| name_rarity(&fold(&entity.name)))
}

/// Of matches of one group that share a word, the longest alone, the first of those of one length; in the order of the text.
fn longest(mut found: Vec<(u16, u16, std::ops::Range<usize>)>) -> Vec<(u16, u16, std::ops::Range<usize>)> {
    found.sort_by_key(|(group, term, at)| (*group, std::cmp::Reverse(at.len()), at.start, *term));
    let mut taken: BTreeSet<(u16, usize)> = BTreeSet::new();
    found.retain(|(group, _, at)| {
        let free = at.clone().all(|word| !taken.contains(&(*group, word)));
        if free {
            taken.extend(at.clone().map(|word| (*group, word)));
        }
        free
    });
    found.sort_by_key(|(group, term, at)| (at.start, *group, *term));
    found
}

/// Whether an article with this vote belongs to the theme. One term named once below the title is no subject.
fn belongs(vote: &ThemeVote) -> bool {
    vote.score.0 >= LEAST && vote.hits.iter().map(weighed).sum::<u32>() >= 2
}

/// The occurrences of a term, those in the title by their weight.
fn weighed(hit: &Hit) -> u32 {
    u32::from(hit.count) + u32::from(hit.in_title) * (TITLE - 1)
}

/// tf · (k1 + 1) / (tf + k1), in 1/256, with tf scaled to an article of mean length and short ones taken for half of it.
fn saturated(count: u32, length: u32) -> u32 {
    let scaled = u64::from(count) * 256 * u64::from(MEAN) / u64::from(length.max(MEAN / 2));
    let points = scaled * u64::from(256 + SATURATION) / (scaled + u64::from(SATURATION));
    u32::try_from(points).unwrap_or(u32::MAX)
}

/// What a term is worth, in 1/256: more the rarer its words are in general, most for phrases.
fn weight(term: &str) -> u32 {
    let rarities: Vec<u32> = folded_words(term).map(|w| u32::from(english_rarity(&w))).collect();
    let rarest = rarities.iter().copied().max().unwrap_or(0);
    256 * (4 + rarest / 2 + if rarities.len() > 1 { 3 } else { 0 })
}

fn folded_words(text: &str) -> impl Iterator<Item = String> + '_ {
    word::words(text).map(|w| fold(w.text))
}

fn stem(lang: Option<&Lang>, folded: &str) -> String {
    lang.map_or_else(|| folded.to_owned(), |lang| lang.stem(folded).into_owned())
}

fn stemmed(text: &str, span: Span, lang: &Lang) -> Vec<Stemmed> {
    let known = LANGUAGES.contains(&lang.primary());
    word::words(span.of(text))
        .map(|w| {
            let folded = fold(w.text);
            let stem = if known { lang.stem(&folded).into_owned() } else { folded.clone() };
            Stemmed { span: Span { start: span.start + w.at as u32, end: span.start + w.end() as u32 }, folded, stem }
        })
        .collect()
}
