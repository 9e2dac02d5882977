//! What this audience may know. Enters: a parsed article with its words. Leaves: the article and the door to the words that may
//! be shown, or nothing. The only room that reads a marking; no count, index or statistic is made before it.

mod excerpt;
pub mod picture;

use crate::model::account::{Field, Role};
use crate::model::article::{Article, Origin};
use crate::model::block::Block;
use crate::model::config::{Audience, Edition, Rights};
use crate::model::{Config, Found, How, Marking, Parsed, Shown};
use crate::text::{Date, Span};
use std::sync::Arc;

/// One article as the audience may know it.
pub struct Released {
    /// The article.
    pub article: Arc<Article>,
    /// The words that may be shown. Of an excerpt, those about the article: [`excerpt()`] adds its sentences.
    pub shown: Shown,
    /// How much of it readers get.
    pub rights: Rights,
}

/// Why this audience may not know of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is a draft.
    Draft,
    /// It is marked for fewer readers.
    Marked(Marking),
    /// It is of a day to come.
    Scheduled(Date),
    /// Nothing of it may be shown, and its title is a file's name.
    Wordless,
    /// Nothing could be read: there is no article.
    Unread,
}

/// The words of `parsed` that are for fewer readers than the audience of `config`, while the article may be for these. They are
/// taken out of the seed, which is read again without them: then nothing that was concluded from them is left.
#[must_use]
pub fn passages(parsed: &Parsed, config: &Config) -> Vec<Span> {
    let Audience::Edition(edition) = config.audience else { return Vec::new() };
    let above = parsed.article.passages.iter().filter(|passage| passage.marking > edition.marking);
    above.map(|passage| passage.at).collect()
}

/// `parsed` for the audience of `config`.
///
/// # Errors
/// Why the audience may not know of it.
pub fn release(parsed: &Parsed, config: &Config) -> Result<Released, Kept> {
    let article = parsed.article.clone();
    // no words and no title that anybody gave
    if article.parts.is_empty() && article.title.how == How::FileName {
        return Err(Kept::Unread);
    }
    let Audience::Edition(edition) = config.audience else {
        return Ok(Released { shown: everything(parsed), article, rights: Rights::Full });
    };
    let marking = article.marking.as_ref().map_or(edition.unmarked, |found| found.value);
    // a passage that could not be taken out takes the article with it
    let marking = article.passages.iter().map(|passage| passage.marking).fold(marking, Marking::max);
    match () {
        () if marking > edition.marking => return Err(Kept::Marked(marking)),
        () if article.draft => return Err(Kept::Draft),
        () if let Some(day) = to_come(&article, &edition) => return Err(Kept::Scheduled(day)),
        // a title taken from the file's name is that name, and an article without a word has nothing else to show
        () if article.title.how == How::FileName => return Err(Kept::Wordless),
        () => {}
    }
    if article.withdrawn.is_some() {
        let article = Arc::new(withdrawn(&article));
        return Ok(Released { shown: Shown::new(Vec::new(), Arc::from([]), None), article, rights: Rights::LinkOnly });
    }
    let rights = match article.origin.value {
        Origin::Own => Rights::Full,
        Origin::Clipping => article.rights.as_ref().map_or(edition.clippings, |found| found.value),
    };
    let keeps_title = rights == Rights::Excerpt && excerpt::affords_title(parsed, &edition);
    let mut article =
        if rights == Rights::Full { article } else { Arc::new(by_link_alone(&article, rights, keeps_title)) };
    if article.sources.iter().any(|source| source.marking > Some(edition.marking)) {
        Arc::make_mut(&mut article).sources.retain(|source| source.marking <= Some(edition.marking));
    }
    Ok(Released { shown: allowed(parsed, rights != Rights::Full, &[]), article, rights })
}

/// What readers of an excerpt see of the words, and how many words of the text that is. `telling` and `names` are places in the
/// reading text, the most telling first.
#[must_use]
pub fn excerpt(parsed: &Parsed, config: &Config, telling: &[Span], names: &[Span]) -> (Shown, usize) {
    let Audience::Edition(edition) = config.audience else { return (everything(parsed), 0) };
    let excerpt = excerpt::excerpt(parsed, &edition, telling, names);
    (allowed(parsed, true, &excerpt.spans), excerpt.words)
}

/// The day of an article that is dated after the edition's.
fn to_come(article: &Article, edition: &Edition) -> Option<Date> {
    let (date, today) = (article.date.as_ref()?.value, edition.today?);
    let (year, month, day) = date.parts();
    let first = Date::day(year, month.unwrap_or(1), day.unwrap_or(1))?;
    (today.days_from(first)? < 0).then_some(date)
}

/// What is left of an article that was taken back: its title and why.
fn withdrawn(article: &Article) -> Article {
    let article = by_link_alone(article, Rights::LinkOnly, false);
    Article {
        authors: Vec::new(),
        date: None,
        site: None,
        url: None,
        themes: None,
        introduces: None,
        lead: false,
        hidden: true,
        sources: Vec::new(),
        editors_note: None,
        places: Box::default(),
        parts: Box::default(),
        nodes: Box::default(),
        marks: Box::default(),
        refs: Box::default(),
        facts: Box::default(),
        relations: Box::default(),
        passages: Box::default(),
        beaten: Box::default(),
        drawn: Box::default(),
        ..article
    }
}

/// A clipping with title, credit and address alone: standfirst and tags are the publisher's, for web clippers write both into
/// front matter. A title made of its first words is words of it too: who published it, who wrote it or what it is stands in
/// its place.
fn by_link_alone(article: &Article, rights: Rights, keeps_title: bool) -> Article {
    let words = if rights == Rights::Excerpt { article.words } else { 0 };
    let mut article = Article { standfirst: None, tags: Vec::new(), words, ..article.clone() };
    if article.title.how == How::Derived && !keeps_title {
        let site = article.site.as_ref().map(|site| site.value.clone());
        let author = article.authors.first().map(|author| author.value.name.clone());
        let title = site.or(author).unwrap_or_else(|| Arc::from(article.kind.value.name()));
        article.title = Found::new(title, How::Inferred, None);
    }
    article
}

/// The owner sees every byte, and the seed as it lies on disk.
fn everything(parsed: &Parsed) -> Shown {
    let reading = &parsed.reading;
    let whole = Span::new(0, reading.text.len());
    let source = reading.source.clone().unwrap_or_else(|| reading.text.clone());
    Shown::new(vec![(whole, reading.text.clone())], reading.origin.clone().into(), Some(source))
}

/// Readers see the article and what is about it, never what was set aside; of a clipping that is not ours to show, only who
/// made it and when, and the sentences of its excerpt.
fn allowed(parsed: &Parsed, withheld: bool, excerpt: &[Span]) -> Shown {
    let text = &parsed.reading.text;
    let may = |role: Role| match role {
        Role::Body | Role::Fact(_) | Role::Reference(_) => !withheld,
        Role::Meta(Field::Label) => false,
        Role::Meta(field) => !withheld || matches!(field, Field::Title | Field::Authors | Field::Date | Field::Site),
        Role::Aside(_) => false,
    };
    let mut spans: Vec<Span> =
        parsed.article.parts.iter().filter(|part| may(part.role)).map(|part| part.span).collect();
    if !withheld {
        spans.extend(languages_of_code(&parsed.article));
    }
    spans.extend(excerpt);
    let pieces = joined(text, spans).into_iter().map(|span| (span, Arc::from(span.of(text)))).collect();
    Shown::new(pieces, Arc::from([]), None)
}

/// The name of a code block's language is a label, but the page needs it.
fn languages_of_code(article: &Article) -> impl Iterator<Item = Span> + '_ {
    article.nodes.iter().filter_map(|node| match node.kind {
        Block::Code { language } if !language.is_empty() => Some(language),
        _ => None,
    })
}

/// Neighbouring spans with nothing but white space between them become one, so that a block over several of them can be shown.
fn joined(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last)
                if span.start <= last.end || Span { start: last.end, end: span.start }.of(text).trim().is_empty() =>
            {
                last.end = last.end.max(span.end);
            }
            _ => out.push(span),
        }
    }
    out
}
