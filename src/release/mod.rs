//! What this audience may know. Enters: a parsed article with its words. Leaves: the article and the door to the words that may
//! be shown, or nothing. The only room that reads a marking; no count, index or statistic is made before it.

use crate::model::account::{Field, Role};
use crate::model::article::{Article, Origin};
use crate::model::block::Block;
use crate::model::config::{Audience, Rights};
use crate::model::{Config, Found, How, Marking, Parsed, Shown};
use crate::text::Span;
use std::sync::Arc;

/// One article as the audience may know it.
pub struct Released {
    /// The article.
    pub article: Arc<Article>,
    /// The words that may be shown.
    pub shown: Shown,
    /// Whether readers get title, credit and address alone.
    pub by_link_alone: bool,
}

/// Why this audience may not know of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is a draft.
    Draft,
    /// It is marked for fewer readers.
    Marked(Marking),
    /// Nothing of it may be shown, and its title is a file's name.
    Wordless,
    /// Nothing could be read: there is no article.
    Unread,
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
        return Ok(Released { shown: everything(parsed), article, by_link_alone: false });
    };
    let marking = article.marking.as_ref().map_or(edition.unmarked, |found| found.value);
    match () {
        () if marking > edition.marking => return Err(Kept::Marked(marking)),
        () if article.draft => return Err(Kept::Draft),
        // a title taken from the file's name is that name, and an article without a word has nothing else to show
        () if article.title.how == How::FileName => return Err(Kept::Wordless),
        () => {}
    }
    let withheld = article.origin.value == Origin::Clipping && edition.clippings == Rights::LinkOnly;
    let article = if withheld { Arc::new(by_link_alone(&article)) } else { article };
    Ok(Released { shown: allowed(parsed, withheld), article, by_link_alone: withheld })
}

/// A clipping with title, credit and address alone: standfirst and tags are the publisher's, for web clippers write both into
/// front matter. A title made of its first words is words of it too: who published it, who wrote it or what it is stands in
/// its place.
fn by_link_alone(article: &Article) -> Article {
    let mut article = Article { standfirst: None, tags: Vec::new(), words: 0, ..article.clone() };
    if article.title.how == How::Derived {
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
/// made it and when.
fn allowed(parsed: &Parsed, withheld: bool) -> Shown {
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
