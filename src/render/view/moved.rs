//! An old address. Enters: its article. Leaves: [`MovedView`], where that stands now.

use super::super::here::Here;
use super::frame::Frame;
use crate::model::{Href, Slot};
use serde::Serialize;

/// What `page/moved.html` sees.
#[derive(Serialize)]
pub(crate) struct MovedView {
    /// The address of the article's page.
    pub href: Href,
}

/// The page at an old address of the article at `slot`.
pub(crate) fn new(here: Here<'_>, slot: Slot) -> (Frame<'_>, MovedView) {
    let href = here.route.to(&here.all.links.articles[slot.index()]);
    (Frame::of(here, "moved", &here.all.dossier.entry(slot).article.title.value), MovedView { href })
}
