//! The story of one line: what became of each of its words, which rule said so, what weighed for and against, and how the
//! owner overrules it. Worked out when somebody asks; a build keeps none of it.

use super::Neighbours;
use crate::load::{DiskShelf, Loaded};
use crate::model::account::{Field, Part, Role};
use crate::model::article::Article;
use crate::model::block::Block;
use crate::model::evidence::Weighed;
use crate::model::{How, Reading, Seed, SeedPath, Shelf};
use crate::parse;
use crate::text::{LineIndex, Span};
use serde_json::{Value, json};

/// The story of a line, or how many lines there are.
pub enum Story {
    /// The line is there.
    Told(Value),
    /// The seed has fewer lines.
    Beyond(u32),
}

/// The story of line `line` of the seed at `path`, as the build of the whole dossier has it.
///
/// # Errors
/// What the system says when the file cannot be read.
pub fn explain(loaded: &Loaded, around: &Neighbours, path: &SeedPath, line: u32) -> std::io::Result<Story> {
    let seed = read(loaded, path)?;
    let (parsed, weighed) = parse::explain(&seed, &loaded.config, &around.hints(path));
    let source = parsed.reading.source.as_deref().unwrap_or(&parsed.reading.text);
    let lines = LineIndex::new(source);
    let Some(span) = lines.span(line) else {
        return Ok(Story::Beyond(u32::try_from(lines.spans().len()).unwrap_or(u32::MAX)));
    };
    let told = Telling { around, article: &parsed.article, reading: &parsed.reading, weighed: &weighed };
    Ok(Story::Told(told.line(line, span.of(source))))
}

/// The seed at `path`, whether the dossier lists it or not.
pub(super) fn read(loaded: &Loaded, path: &SeedPath) -> std::io::Result<Seed> {
    let is_listed = loaded.shelf.seeds().binary_search(path).is_ok();
    if is_listed { loaded.shelf.read(path) } else { DiskShelf::alone(&loaded.root, path.clone()).read(path) }
}

struct Telling<'a> {
    around: &'a Neighbours,
    article: &'a Article,
    reading: &'a Reading,
    weighed: &'a [Weighed],
}

impl Telling<'_> {
    fn line(&self, line: u32, source: &str) -> Value {
        let is_blank = source.trim().is_empty();
        let mut from = line;
        let mut pieces = self.pieces(line);
        if pieces.is_empty() && !is_blank {
            // words that run over several lines belong to the line they begin on
            let above = self.reading.origin.iter().rev().map(|&(_, line)| line).find(|&above| above < line);
            from = above.unwrap_or(line);
            pieces = self.pieces(from);
        }
        let note = match () {
            () if is_blank => Some("the line is blank".to_owned()),
            () if pieces.is_empty() => Some("nothing of this line shows: it is markup".to_owned()),
            () if from != line => Some(format!(
                "nothing that shows begins on this line: it is markup, or goes on with what begins on line {from}"
            )),
            () => None,
        };
        json!({
            "seed": self.article.seed.as_str(), "line": line, "source": source, "from": from, "note": note,
            "recurs": self.around.recurs(&self.article.seed, source).map(|(stands, of)| [stands, of]),
            "pieces": if is_blank { Vec::new() } else { pieces },
        })
    }

    /// The parts that have words of a line, in their order.
    fn pieces(&self, line: u32) -> Vec<Value> {
        let text = &self.reading.text;
        let origin = &self.reading.origin;
        let end = |at: usize| origin.get(at + 1).map_or(text.len(), |&(next, _)| next as usize);
        let stretches: Vec<Span> = (0..origin.len())
            .filter(|&at| origin[at].1 == line)
            .map(|at| Span::new(origin[at].0 as usize, end(at)).trimmed(text))
            .filter(|span| !span.is_empty())
            .collect();
        let meets =
            |part: &&Part| stretches.iter().any(|span| span.start < part.span.end && part.span.start < span.end);
        let parts: Vec<&Part> = self.article.parts.iter().filter(meets).collect();
        parts.into_iter().map(|part| self.piece(part, &stretches)).collect()
    }

    fn piece(&self, part: &Part, stretches: &[Span]) -> Value {
        let text = &self.reading.text;
        let mut clipped = stretches
            .iter()
            .map(|span| Span { start: span.start.max(part.span.start), end: span.end.min(part.span.end) })
            .filter(|span| span.start < span.end);
        let words: Vec<&str> = clipped.clone().map(|span| span.of(text).trim()).collect();
        let whole = clipped.clone().next().zip(clipped.next_back());
        let span = whole.map_or(part.span, |(first, last)| Span { start: first.start, end: last.end });
        let (became, kind) = self.became(part.role);
        let lines = self.reading.lines(part.span);
        let weighed = self.weighed.iter().filter(|weighed| part.span.contains(weighed.at) || weighed.at == part.span);
        json!({
            "text": words.join(" "), "span": [span.start, span.end], "became": became, "kind": kind,
            "blocks": if part.role == Role::Body { self.blocks(span) } else { Vec::new() },
            "unit": {"lines": [lines.first, lines.last], "span": [part.span.start, part.span.end],
                "words": crate::text::word::count(part.span.of(text))},
            "rule": part.rule.name, "why": part.rule.why, "in_use": self.in_use(part.role),
            "weighed": weighed.map(evidence).collect::<Vec<_>>(),
            "overrule": self.overrule(part),
        })
    }

    /// The command that makes something else of a part.
    fn overrule(&self, part: &Part) -> String {
        let lines = self.reading.lines(part.span);
        let lines =
            if lines.first == lines.last { lines.first.to_string() } else { format!("{}-{}", lines.first, lines.last) };
        let said = match part.role {
            _ if part.rule.name.starts_with("owner-") => format!("--reset {lines}"),
            Role::Aside(_) => format!("--keep {lines}"),
            Role::Meta(Field::Title) => "title=\"…\"".to_owned(),
            Role::Meta(Field::Standfirst) => "description=\"…\"".to_owned(),
            Role::Meta(Field::Authors | Field::AuthorNote) => "authors=\"…; …\"".to_owned(),
            Role::Meta(Field::Date) => "date=YYYY-MM-DD".to_owned(),
            Role::Meta(Field::Site) => "site=\"…\"".to_owned(),
            Role::Meta(Field::Tags) => "tags=…,…".to_owned(),
            Role::Meta(Field::Relation | Field::Label) | Role::Body | Role::Fact(_) | Role::Reference(_) => {
                format!("--aside {lines}")
            }
        };
        format!("briefbook set {} {said}", crate::text::shown::in_shell(self.article.seed.as_str()))
    }

    fn became(&self, role: Role) -> (&'static str, &'static str) {
        match role {
            Role::Body => ("body", "body"),
            Role::Meta(field) => ("metadata", field.name()),
            Role::Reference(index) => {
                let reference = self.article.refs.get(usize::from(index));
                ("reference", reference.map_or("reference", |reference| reference.kind.name()))
            }
            Role::Fact(index) => {
                let fact = self.article.facts.get(usize::from(index));
                ("fact", fact.map_or("statement", |fact| fact.kind.name()))
            }
            Role::Aside(aside) => ("set aside", aside.name()),
        }
    }

    /// The blocks around some words of the body, from the outermost in.
    fn blocks(&self, span: Span) -> Vec<&'static str> {
        let around =
            self.article.nodes.iter().filter(|node| node.span.start <= span.start && span.start < node.span.end);
        around
            .map(|node| match node.kind {
                Block::Heading(_) => "heading",
                Block::Paragraph => "paragraph",
                Block::List { .. } => "list",
                Block::Item => "item",
                Block::Quote => "quote",
                Block::Epigraph => "epigraph",
                Block::Callout(_) => "callout",
                Block::Table => "table",
                Block::Row { .. } => "row",
                Block::Cell(_) => "cell",
                Block::Code { .. } => "code",
                Block::Footnote(_) => "footnote",
                Block::Figure => "figure",
                Block::Break => "break",
            })
            .collect()
    }

    /// What the article says now of what some metadata says, and where that came from.
    fn in_use(&self, role: Role) -> Value {
        let Role::Meta(field) = role else { return Value::Null };
        let said = |value: String, how: How| json!({"value": value, "source": how.name()});
        let article = self.article;
        match field {
            Field::Title => Some(said(article.title.value.to_string(), article.title.how)),
            Field::Standfirst => article.standfirst.as_ref().map(|found| said(found.value.to_string(), found.how)),
            Field::Date => article.date.as_ref().map(|found| said(found.value.to_string(), found.how)),
            Field::Site => article.site.as_ref().map(|found| said(found.value.to_string(), found.how)),
            Field::Authors | Field::AuthorNote => article.authors.first().map(|first| {
                let names: Vec<&str> = article.authors.iter().map(|author| &*author.value.name).collect();
                said(names.join(", "), first.how)
            }),
            Field::Tags => Some(said(article.tags.join(", "), How::Text)).filter(|_| !article.tags.is_empty()),
            Field::Relation | Field::Label => None,
        }
        .unwrap_or(Value::Null)
    }
}

/// What was weighed, the strongest first.
fn evidence(weighed: &Weighed) -> Value {
    let side = |speaks_for: bool| {
        let mut side: Vec<_> =
            weighed.features.iter().filter(|(_, weight)| (*weight > 0) == speaks_for).copied().collect();
        side.sort_by_key(|&(name, weight)| (std::cmp::Reverse(weight.abs()), name));
        side.into_iter().map(|(name, weight)| json!({"feature": name, "weight": weight})).collect::<Vec<_>>()
    };
    json!({
        "question": weighed.question.name(), "table": weighed.question.table(), "base": weighed.base, "lean": weighed.lean,
        "for": side(true), "against": side(false), "sum": weighed.sum, "needs": weighed.needs, "outcome": weighed.outcome,
    })
}
