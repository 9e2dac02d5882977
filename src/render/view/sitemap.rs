//! The pages that search engines may find. Enters: the plan. Leaves: [`SitemapView`], their full addresses. No date stands there: an
//! article's own is when it was written, and nothing tells when its page last changed.

use super::article::is_noindex;
use super::frame::Frame;
use crate::model::links::Leaf;
use crate::render::here::Here;
use serde::Serialize;

/// `it` in `feed/sitemap.xml`.
#[derive(Serialize)]
pub(crate) struct SitemapView {
    /// Full addresses, in the order of the plan.
    pub pages: Vec<String>,
}

/// The sitemap.
pub(crate) fn new(here: Here<'_>) -> (Frame<'_>, SitemapView) {
    let is_found = |leaf: &Leaf| match leaf {
        Leaf::Article(slot) => {
            let article = &here.entry(*slot).article;
            !article.hidden && !is_noindex(article)
        }
        Leaf::Front
        | Leaf::Theme(..)
        | Leaf::Unfiled(_)
        | Leaf::Articles(_)
        | Leaf::Claims(_)
        | Leaf::Sources
        | Leaf::About => true,
        _ => false,
    };
    let found = here.all.links.plan.iter().filter(|(_, leaf)| is_found(leaf));
    let pages = found.filter_map(|(route, _)| here.config().address(route)).collect();
    (Frame::of(here, "sitemap", ""), SitemapView { pages })
}
