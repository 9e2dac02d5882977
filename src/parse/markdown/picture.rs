//! Pictures in Markdown. None is ever loaded: no reader's machine asks another for one. A picture that stands alone becomes a
//! figure of its words; one within a sentence becomes its words. Both point to where the picture lies. The name of a file of the
//! owner's is never shown: it may say more than readers should know.

use super::builder::Builder;
use super::spans::{Open, Opened};
use super::target::link_target;
use crate::model::block::{Block, Mark, MarkKind};
use crate::model::reference::{RefKind, Target};
use crate::text::Span;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// A character that shows nothing: the words of a picture that has none.
const WORDLESS: &str = "\u{2060}";
/// How the names of pictures end.
const ENDINGS: [&str; 12] =
    [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic", ".ico"];

/// A picture whose words are being read.
pub(super) struct Picture {
    target: Target,
    place: (u32, u32),
    /// What it is called besides its words; may be empty.
    title: String,
    /// The file's name, where the address names one.
    name: Option<String>,
    /// Its bytes in the source.
    range: Range<usize>,
    /// Whether it is a block of its own.
    alone: bool,
    /// `![[name|300]]`: whether its words are its path or a size.
    embedded: bool,
}

/// Where the paragraphs begin that hold nothing but pictures.
pub(super) fn alone(events: Parser<'_>) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    let mut paragraph: Option<(usize, bool, bool)> = None;
    let mut depth = 0usize;
    for (event, range) in events.into_offset_iter() {
        match (&event, &mut paragraph) {
            (Event::Start(Tag::Paragraph), _) => paragraph = Some((range.start, false, true)),
            (Event::End(TagEnd::Paragraph), Some((start, true, true))) => {
                out.insert(*start);
                paragraph = None;
            }
            (Event::Start(Tag::Image { link_type, dest_url, .. }), Some((_, any, only))) => {
                depth += 1;
                *any = true;
                *only &= is_picture(*link_type, dest_url);
            }
            (Event::End(TagEnd::Image), _) => depth = depth.saturating_sub(1),
            (Event::Text(words), Some((_, _, only))) => *only &= depth > 0 || words.trim().is_empty(),
            (Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak, _) => {}
            (_, Some((_, _, only))) => *only &= depth > 0,
            _ => {}
        }
    }
    out
}

/// Whether this is a picture, and not an article that is to stand here.
pub(super) fn is_picture(link_type: LinkType, address: &str) -> bool {
    let file = address.split(['#', '?']).next().unwrap_or(address).to_ascii_lowercase();
    let file = file.trim_end();
    !matches!(link_type, LinkType::WikiLink { .. }) || ENDINGS.iter().any(|ending| file.ends_with(ending))
}

impl Builder<'_> {
    /// Begins a picture.
    pub(super) fn open_picture(&mut self, link_type: LinkType, address: &str, title: &str, range: Range<usize>) {
        let place = self.paper.lines.position(self.paper.source, u32::try_from(range.start).unwrap_or(u32::MAX));
        let alone = self.alone && !self.in_picture();
        if alone {
            self.paper.open_block(Block::Figure);
        }
        let embedded = matches!(link_type, LinkType::WikiLink { .. });
        let target = if embedded {
            Target::Path { path: address.trim_end().into(), anchor: None }
        } else {
            link_target(address)
        };
        let name = name(&target);
        let start = self.paper.leaf_here();
        let picture = Picture { target, place, title: title.trim().to_owned(), name, range, alone, embedded };
        self.spans.push(Open { start, opened: Opened::Picture(Box::new(picture)), tag: None, node: 0 });
    }

    /// Whether words that come now are those of a picture.
    pub(super) fn in_picture(&self) -> bool {
        self.spans.iter().any(|open| matches!(open.opened, Opened::Picture(_)))
    }

    /// Whether `words` only repeat an embedded picture's path, or give its size.
    pub(super) fn says_nothing(&self, words: &str) -> bool {
        let size = |words: &str| words.chars().all(|c| c.is_ascii_digit() || c == 'x');
        match self.spans.last().map(|open| &open.opened) {
            Some(Opened::Picture(picture)) if picture.embedded => {
                size(words) || matches!(&picture.target, Target::Path { path, .. } if **path == *words.trim_end())
            }
            _ => false,
        }
    }

    /// Ends a picture whose words began at `start`.
    pub(super) fn close_picture(&mut self, start: u32, picture: Picture) {
        let Picture { target, place, title, name, range, alone, .. } = picture;
        let words = self.paper.out.text.get(start as usize..).unwrap_or_default();
        let kept = words.len() - size(words).len();
        self.paper.take_back(start + u32::try_from(kept).unwrap_or(0));
        let said = |builder: &Self| builder.paper.out.text.get(start as usize..).unwrap_or_default().to_owned();
        let local = !matches!(&target, Target::Url(url) if !is_file(url));
        if said(self).trim().is_empty() {
            let title = Some(title.as_str()).filter(|title| !title.is_empty());
            // one from elsewhere that says nothing within a sentence is there for looks, or to count readers
            let words = title.or(name.as_deref().filter(|_| alone && !local)).or(alone.then_some(WORDLESS));
            self.push_found(words.unwrap_or_default(), &range);
        }
        let span = Span { start, end: self.paper.here() };
        let index = self.refer(RefKind::Picture, span, place, target);
        let linked = self.spans.iter().any(|open| matches!(open.opened, Opened::Link { .. }));
        if let Some(index) = index.filter(|_| !linked && !span.is_empty()) {
            self.paper.out.marks.push(Mark { span, kind: MarkKind::Link(index) });
        }
        if !alone {
            return;
        }
        if !title.is_empty() && !said(self).contains(&title) {
            self.paper.line_break();
            self.push_found(&title, &range);
        }
        self.paper.close_block();
    }

    /// Adds words that stand somewhere in `range` of the source.
    pub(super) fn push_found(&mut self, words: &str, range: &Range<usize>) {
        let offset = self.paper.source.get(range.clone()).and_then(|source| source.find(words)).unwrap_or(0);
        self.paper.push(words, range.start + offset);
    }
}

/// What at the end of a picture's words is the size that an editor shows it in: `250`, `crane|300x200`. A year is none.
fn size(words: &str) -> &str {
    let at = words.rfind('|');
    let written = words[at.map_or(0, |at| at + 1)..].trim();
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_size = match written.split_once('x') {
        Some((wide, high)) => is_number(wide) && is_number(high),
        None => is_number(written) && (at.is_some() || !matches!(written.parse(), Ok(1900..=2099))),
    };
    if is_size { &words[at.unwrap_or(0)..] } else { "" }
}

fn is_file(url: &str) -> bool {
    url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"))
}

/// The name of the file that a picture lies in, without its folders.
fn name(target: &Target) -> Option<String> {
    let path = match target {
        Target::Path { path, .. } => path.to_string(),
        Target::Url(url) => {
            let (_, rest) = url.split_once("//")?;
            let path = rest.split(['?', '#']).next().unwrap_or(rest);
            crate::model::site::decode(path)
        }
        _ => return None,
    };
    let name = path.rsplit(['/', '\\']).find(|part| !part.trim().is_empty())?;
    Some(name.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_no_words() {
        for (words, want) in [
            ("250", "250"),
            ("300x200", "300x200"),
            ("The crane|300", "|300"),
            ("The crane|2000", "|2000"),
            ("The crane", ""),
            ("2024", ""),
            ("Berth 7", ""),
            ("12345", ""),
            ("axb", ""),
            ("", ""),
        ] {
            assert_eq!(size(words), want, "{words}");
        }
    }
}
