//! A picture in its place. Enters: a figure's node. Leaves: [`PictureView`] where the picture lies in the site and may be shown;
//! any other stays a caption that leads to its address. No page loads anything from elsewhere.

use super::html::{Html, escaped, prose};
use super::inline::Pen;
use crate::model::article::Origin;
use crate::model::links::Resolved;
use crate::model::reference::RefKind;
use crate::text::Span;
use serde::Serialize;

/// A picture with its words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PictureView {
    /// Its address.
    pub src: String,
    /// Width and height in pixels, where they are known.
    pub size: Option<(u32, u32)>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<Html>,
}

/// The picture of the figure at `span`.
pub(crate) fn picture(pen: &Pen<'_>, span: Span) -> Option<PictureView> {
    let article = &pen.entry.article;
    let words = pen.entry.shown.words(span)?;
    let index = article.refs.iter().position(|r| r.kind == RefKind::Picture && span.contains(r.at))?;
    let Resolved::File(route) = pen.here.all.links.resolved.get(pen.slot.index())?.get(index)? else { return None };
    (article.origin.value == Origin::Own || pen.here.config().pictures).then_some(())?;
    let size = u16::try_from(index)
        .ok()
        .and_then(|index| pen.entry.pictures.get(&index)?.as_ref())
        .map(|picture| picture.size);
    // its words, then its title; a sign that joins nothing stands where it has none
    let mut lines = words.lines().map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{2060}'));
    let alt = lines.next().unwrap_or_default().to_owned();
    let below = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let caption = (!below.is_empty()).then(|| prose(&below, &article.lang.value));
    Some(PictureView { src: pen.here.href(route), size, alt, caption })
}

impl PictureView {
    /// The picture within other blocks.
    pub(crate) fn html(&self) -> String {
        let size = self.size.map_or_else(String::new, |(w, h)| format!(" width=\"{w}\" height=\"{h}\""));
        let caption =
            self.caption.as_ref().map_or_else(String::new, |html| format!("<figcaption>{}</figcaption>", html.0));
        let (src, alt) = (escaped(&self.src), escaped(&self.alt));
        format!("<figure class=\"picture\"><img src=\"{src}\" alt=\"{alt}\"{size} loading=\"lazy\">{caption}</figure>")
    }
}
