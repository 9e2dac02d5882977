//! A picture in its place. Enters: a figure's node. Leaves: [`PictureView`] where the picture lies in the site and may be shown;
//! any other stays a caption that leads to its address. No page loads anything from elsewhere.

use super::here::Here;
use super::html::{Html, escaped, prose};
use super::inline::Pen;
use crate::model::Route;
use crate::model::article::Origin;
use crate::model::links::{Leaf, Resolved};
use crate::model::reference::RefKind;
use crate::text::Span;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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
    Some(PictureView { src: address(pen.here, route)?, size, alt, caption })
}

/// Where a picture is loaded from: in a file that stands alone, from itself.
fn address(here: Here<'_>, route: &Route) -> Option<String> {
    if !here.alone() {
        return Some(here.href(route));
    }
    let bytes = match here.all.links.plan.get(route)? {
        Leaf::Fixed(bytes) => bytes.clone(),
        Leaf::Static(path) => here.all.look.statics.get(&**path)?.content.clone(),
        _ => return None,
    };
    let kind = match route.as_str().rsplit('.').next()? {
        "png" => "png",
        "jpg" | "jpeg" => "jpeg",
        "gif" => "gif",
        "webp" => "webp",
        _ => return None,
    };
    Some(format!("data:image/{kind};base64,{}", STANDARD.encode(&bytes)))
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
