//! An old address. Enters: its article. Leaves: [`MovedView`], where that stands now.

use super::super::here::Here;
use super::article::is_noindex;
use super::frame::Frame;
use crate::model::{Href, Slot};
use serde::Serialize;

/// What `page/moved.html` sees.
#[derive(Serialize)]
pub(crate) struct MovedView {
    /// The address of the article's page.
    pub href: Href,
}

/// The page at an old address of the article at `slot`. Its full address is the article's.
pub(crate) fn new(here: Here<'_>, slot: Slot) -> (Frame<'_>, MovedView) {
    let route = &here.all.links.articles[slot.index()];
    let article = &here.entry(slot).article;
    let mut frame = Frame::of(here, "moved", &article.title.value);
    frame.canonical = here.config().address(route);
    frame.noindex |= is_noindex(article) || frame.canonical.is_none();
    (frame, MovedView { href: here.route.to(route) })
}
