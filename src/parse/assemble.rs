//! An article from what its format read and what the owner said. A correction wins over every guess; who may read it is
//! decided apart.

use super::account::partition;
use super::audience::{Readers, correction};
use super::corrections::Corrections;
use super::derive;
use super::force::{settled, stronger};
use super::markdown::heads_a_part;
use super::plain::facts::cited as citations;
use super::read::{FactRead, Read, SHEET_TITLE};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::account::{Drawn, Field, Part, Role};
use crate::model::article::{Article, ArticleId, Kind, Origin, Passage, Person};
use crate::model::block::{Block, Node};
use crate::model::config::Audience;
use crate::model::reference::Fact;
use crate::model::{Config, Found, How, Parsed, Seed};
use crate::text::fold::{fold, fold_title};
use crate::text::sentence::sentences;
use crate::text::{Date, Key, Lang, LineIndex, Span, lang, shown, word};
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Joins the two. The title is never empty: corrected, found, or derived from the text, from the relation of a fact sheet, or
/// at last from the file's name.
pub(super) fn assemble(
    seed: &Seed,
    read: Read,
    (mut said, drawn, passages): (Corrections, Vec<Drawn>, Box<[Passage]>),
    readers: Readers,
    config: &Config,
) -> Parsed {
    let text = read.reading.text.clone();
    let id = ArticleId::of(&seed.path);
    let lang = said.lang.clone().unwrap_or_else(|| language(&read, &text, config));
    let mut beaten = std::mem::take(&mut said.beaten);
    let none = &mut said.none;
    let title = stronger("title", told(said.title.take()), told(read.guess.title.clone()), &mut beaten)
        .or_else(|| told(titled(&text, &read.parts)))
        .unwrap_or_else(|| lined(derived_title(seed, &read, &lang.value, config)));
    let parts = partition(&text, read.parts);
    let count = |span: Span| word::count(span.of(&text));
    let words =
        parts.iter().filter(|p| matches!(p.role, Role::Body | Role::Fact(_))).map(|p| count(p.span)).sum::<usize>();
    let guessed = read.guess.kind.unwrap_or(if words == 0 { Kind::Note } else { Kind::Page });
    let kind = Found::new(guessed, How::Inferred, None);
    let kind = stronger("kind", said.kind, Some(kind.clone()), &mut beaten).unwrap_or(kind);
    let article = Article {
        sha256: Sha256::digest(&seed.bytes).into(),
        kind,
        origin: said.origin.unwrap_or(Found::new(Origin::Clipping, How::Inferred, None)),
        marking: readers.marking,
        draft: readers.drafted.is_some(),
        title,
        standfirst: settled("description", (told(said.standfirst), told(read.guess.standfirst)), none, &mut beaten),
        authors: (settled("authors", (said.authors, Some(read.guess.authors)), none, &mut beaten).unwrap_or_default())
            .into_iter()
            .map(named)
            .collect(),
        date: settled("date", (said.date, read.guess.date.or_else(|| dated_name(seed))), none, &mut beaten),
        site: settled("site", (told(said.site), told(read.guess.site)), none, &mut beaten),
        url: settled("url", (said.url, read.guess.url), none, &mut beaten),
        none: std::mem::take(none).into(),
        sidecar: seed.sidecar.as_ref().map(|beside| Key::of_bytes(&beside.bytes)),
        beaten: beaten.into(),
        lang,
        tags: said.tags.unwrap_or(read.guess.tags),
        themes: said.themes,
        slug: said.slug,
        introduces: said.introduces,
        lead: said.lead.unwrap_or(false),
        hidden: said.hidden.unwrap_or(false),
        sources: said.sources,
        aliases: said.aliases,
        drawn: drawn.into(),
        passages,
        rights: said.rights,
        withdrawn: said.withdrawn,
        editors_note: said.editors_note,
        places: read.guess.places.into(),
        parts,
        nodes: read.nodes.into(),
        marks: read.marks.into(),
        refs: read.refs.into(),
        facts: facts(&id, &text, read.facts),
        relations: read.relations.into(),
        words: u32::try_from(words).unwrap_or(u32::MAX),
        lines: read.lines,
        seed: seed.path.clone(),
        id,
    };
    let (marked, drafted) = (readers.marked, readers.drafted);
    Parsed { article: Arc::new(article), reading: Arc::new(read.reading), marked, drafted }
}

/// Without what no page shows.
fn lined(found: Found<Arc<str>>) -> Found<Arc<str>> {
    match shown::line(&found.value) {
        Cow::Borrowed(_) => found,
        Cow::Owned(line) => Found { value: line.into(), ..found },
    }
}

/// The same, where anything is left.
fn told(found: Option<Found<Arc<str>>>) -> Option<Found<Arc<str>>> {
    found.map(lined).filter(|found| !found.value.trim().is_empty())
}

fn named(mut found: Found<Person>) -> Found<Person> {
    if let Cow::Owned(name) = shown::line(&found.value.name) {
        found.value.name = name.into();
    }
    found
}

/// The date that the name of a file begins with: `2025-07-01-title`, and nothing but a date in a day's note.
fn dated_name(seed: &Seed) -> Option<Found<Date>> {
    let stem = seed.path.stem();
    let (head, rest) = stem.split_at_checked(10)?;
    let date = Date::from_iso(head).filter(|_| rest.is_empty() || rest.starts_with(['-', '_', ' ', '.', ',']))?;
    Some(Found::new(date, How::FileName, None))
}

fn language(read: &Read, text: &str, config: &Config) -> Found<Lang> {
    let body: String = read
        .nodes
        .iter()
        .filter(|n| n.kind == Block::Paragraph)
        .map(|n| n.span.of(text))
        .take(12)
        .collect::<Vec<_>>()
        .join("\n");
    let body = if body.is_empty() { text.chars().take(2000).collect() } else { body };
    lang::detect(&body).map_or_else(
        || read.guess.lang.clone().unwrap_or_else(|| Found::new(config.language.clone(), How::Inferred, None)),
        |found| {
            Found::new(
                if found.primary() == config.language.primary() { config.language.clone() } else { found },
                How::Text,
                None,
            )
        },
    )
}

/// The title of a fact sheet, which stands above nothing but statements.
fn titled(text: &str, parts: &[Part]) -> Option<Found<Arc<str>>> {
    let part = parts.iter().find(|part| part.rule == SHEET_TITLE)?;
    let words = part.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Found::new(words.into(), How::Text, Some(part.span)))
}

/// What all relations of a fact sheet are between, else a note's own name, else the heading that the text opens with, else its
/// first sentence, else the file's name.
fn derived_title(seed: &Seed, read: &Read, lang: &Lang, config: &Config) -> Found<Arc<str>> {
    let text = &read.reading.text;
    if let Some(title) = derive::of_relations(read.relations.iter().map(|relation| &relation.between[..])) {
        return Found::new(title.into(), How::Derived, None);
    }
    if config.audience == Audience::WorkingCopy && names_a_note(seed) {
        return Found::new(seed.path.stem().trim().into(), How::FileName, None);
    }
    let is_blank = |node: &&Node| node.kind == Block::Paragraph && node.span.trimmed(text).is_empty();
    let opens = read.nodes.iter().find(|node| !is_blank(node));
    if let Some(first) = opens.filter(|first| matches!(first.kind, Block::Heading(_))) {
        let words = first.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() && !heads_a_part(&fold_title(&words)) {
            return Found::new(derive::title(&words).into(), How::Derived, Some(first.span));
        }
    }
    let blocks = read.nodes.iter().filter(|node| node.kind == Block::Paragraph).map(|node| node.span);
    for span in blocks.chain(read.facts.iter().map(|fact| fact.words)) {
        let words = span.of(text);
        let head = &words[..words.floor_char_boundary(2000)];
        let sentence = sentences(head, lang).first().map_or(head, |s| s.of(head));
        let title = derive::title(sentence);
        if title.chars().any(char::is_alphanumeric) {
            return Found::new(title.into(), How::Derived, Some(span));
        }
    }
    let name = seed.path.stem().replace(['_', '-'], " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    Found::new(if name.is_empty() { seed.path.as_str().into() } else { name.into() }, How::FileName, None)
}

/// Whether the name of a file is what its owner calls the note, as in a vault: words, or one with a capital. No edition shows it.
fn names_a_note(seed: &Seed) -> bool {
    let stem = seed.path.stem().trim();
    let is_word = stem.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    matches!(seed.path.extension().as_str(), "md" | "markdown")
        && !stem.contains(['_', '{', '<'])
        && stem.chars().any(char::is_alphabetic)
        && (stem.contains(' ') || is_word && stem.matches('-').count() <= 1 || is_version(stem))
}

/// `v0.14.9`: the notes on a version are called after it.
fn is_version(stem: &str) -> bool {
    let figures = stem.strip_prefix('v').unwrap_or_default();
    figures.contains('.') && figures.split('.').all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Ids from article and the id that the author gave, else kind and folded words; twins are counted on.
fn facts(article: &ArticleId, text: &str, read: Vec<FactRead>) -> Box<[Fact]> {
    let mut twins: BTreeMap<String, u32> = BTreeMap::new();
    read.into_iter()
        .map(|fact| {
            let said = match &fact.id {
                Some(id) => format!("{article}\nid\n{id}"),
                None => format!("{article}\n{}\n{}", fact.kind.name(), fold(fact.words.of(text))),
            };
            let twin = twins.entry(said.clone()).and_modify(|n| *n += 1).or_default();
            let id = if *twin == 0 { Key::of(&said) } else { Key::of(&format!("{said}\n{twin}")) };
            let (kind, label, words) = (fact.kind, fact.label, fact.words);
            Fact { id, kind, label, words, sources: fact.sources.into(), remarks: fact.remarks.into() }
        })
        .collect()
}

/// What a look at the article alone finds faulty.
pub(super) fn faults(parsed: &Parsed, seed: &Seed) -> Vec<Diagnostic> {
    let article = &parsed.article;
    let mut out = Vec::new();
    let place = || Place::file(seed.path.as_str());
    let has_words = article.parts.iter().any(|p| !matches!(p.role, Role::Meta(Field::Label | Field::Title)));
    if article.words == 0 && !has_words && !crate::text::decode::is_binary(&seed.bytes) {
        let message = format!("`{}` has no words of its own", seed.path.file_name());
        let hint = match seed.path.extension().as_str() {
            "html" | "htm" | "xhtml" => {
                "save the page anew once its words show, or paste them into a .txt file; else remove the file"
            }
            _ => "paste the text into it, or remove the file",
        };
        let fault = Diagnostic::new(Code::EmptySeed, place(), message, hint);
        let has_title = !article.parts.is_empty() || article.title.how != How::FileName;
        out.push(if has_title { fault } else { fault.note("it is no article of the site") });
        return out;
    }
    if crate::text::decode::is_binary(&seed.bytes) {
        return out;
    }
    out.extend(unknown_labels(parsed, seed));
    out.extend(without_source(parsed, seed));
    if article.introduces.is_some() && article.origin.value == Origin::Clipping {
        let message = format!("`{}` introduces nothing: it is not said to be your own text", article.title.value);
        out.push(Diagnostic::new(
            Code::Introduction,
            place(),
            message,
            format!("if you wrote it: {}; else leave `introduces` out", correction(seed, "origin", "own")),
        ));
    }
    out.extend(super::apart::told(parsed, seed));
    if article.title.how == How::Derived {
        let message = format!("the title was made from the text: `{}`", article.title.value);
        let hint = format!("give it one: {}", correction(seed, "title", "…"));
        out.push(Diagnostic::new(Code::DerivedTitle, place(), message, hint));
    }
    if article.date.is_none() && article.none("date").is_none() {
        let hint = format!("if you know it: {}", correction(seed, "date", "YYYY-MM-DD"));
        out.push(Diagnostic::new(Code::Undated, place(), format!("`{}` bears no date", article.title.value), hint));
    }
    out
}

/// Statements that cite numbers while no source of the sheet is theirs: the first is told.
fn without_source(parsed: &Parsed, seed: &Seed) -> Option<Diagnostic> {
    if matches!(seed.path.extension().as_str(), "csv" | "tsv" | "toml") {
        return None;
    }
    let text = &parsed.reading.text;
    let bare = parsed.article.facts.iter().filter(|fact| fact.sources.is_empty());
    let mut cited = bare.filter_map(|fact| Some((fact, citations(fact.words.of(text)).next()?)));
    let (first, number) = cited.next()?;
    let (more, sign) = (cited.count(), format!("[{number}]"));
    let start = first.words.start as usize + first.words.of(text).find(&sign)?;
    let message = format!(
        "`{sign}` of a statement names no source: none bears the number, and the sheet lists fewer than it cites"
    );
    let hint = "list the sources below a line `Sources`, each with its number: `[1] …`, if the text is yours";
    let at = Span::new(start, start + sign.len());
    let found = Diagnostic::new(Code::UnresolvedFact, in_seed(parsed, seed, at), message, hint);
    Some(if more > 0 { found.note(format!("{} statements of this sheet cite so", more + 1)) } else { found })
}

/// The place of words in their seed.
fn in_seed(parsed: &Parsed, seed: &Seed, at: Span) -> Place {
    match &parsed.reading.source {
        None => Place::within(seed.path.as_str(), &parsed.reading.text, at.range()),
        Some(source) => {
            let line = parsed.reading.lines(at).first;
            let from = LineIndex::new(source).span(line);
            let words = at.of(&parsed.reading.text);
            let found = from.and_then(|from| Some(from.start as usize + from.of(source).find(words)?));
            match found.filter(|_| !words.is_empty()) {
                Some(found) => Place::within(seed.path.as_str(), source, found..found + words.len()),
                None => Place::at(seed.path.as_str(), source, line, 1),
            }
        }
    }
}

/// Labels of statements that are not known, each once.
fn unknown_labels(parsed: &Parsed, seed: &Seed) -> Vec<Diagnostic> {
    const TOLD: usize = 50;
    let text = &parsed.reading.text;
    let mut labels: BTreeMap<String, (Span, usize)> = BTreeMap::new();
    for label in parsed.article.facts.iter().filter_map(|fact| fact.label) {
        labels.entry(fold(label.of(text))).or_insert((label, 0)).1 += 1;
    }
    let mut labels: Vec<_> = labels.into_values().collect();
    labels.sort();
    let one = |(label, times): (Span, usize)| {
        let word = label.of(text);
        let message = format!("`{word}` is not a known type of statement");
        let hint = "known types are claim and perspective: write one of them, if the text is yours";
        let found = Diagnostic::new(Code::UnknownStatement, in_seed(parsed, seed, label), message, hint);
        let found = if times > 1 { found.note(format!("{times} statements of this sheet bear it")) } else { found };
        found.note(format!("it keeps its number and is shown as `{word}`"))
    };
    labels.into_iter().take(TOLD).map(one).collect()
}
