//! Views: what templates see. Enters: a page's place and kind. Leaves: a template's name and flat, finished values: lists
//! sorted, dates written, addresses relative. Templates look nothing up. The fields are a contract with template authors.

mod about;
mod apparatus;
mod article;
mod card;
mod claims;
pub(crate) mod data;
mod desk;
mod desk_seed;
mod excerpt;
mod fact;
pub(crate) mod feed;
pub(crate) mod frame;
mod front;
mod linked;
mod listing;
mod moved;
mod provenance;
mod seed;
mod sitemap;
mod sources;
mod theme;
pub(crate) mod whole;

use super::Rendering;
use super::here::Here;
use crate::model::Route;
use crate::model::links::{Leaf, Scope};
use frame::Frame;
use serde::Serialize;
use tera::Context;

/// The template and the values for the page that stands `here`.
pub(crate) fn page(here: Here<'_>, leaf: &Leaf) -> (&'static str, Context) {
    match leaf {
        Leaf::Front => made("page/home.html", front::new(here)),
        Leaf::Article(slot) => made("page/article.html", article::new(here, *slot)),
        Leaf::Seed(slot) => made("page/seed.html", seed::new(here, *slot)),
        Leaf::Desk(at) => made("page/desk.html", desk::new(here, usize::from(*at))),
        Leaf::DeskSeed(slot) => made("page/desk_seed.html", desk_seed::new(here, *slot)),
        Leaf::Theme(theme, at) => made("page/theme.html", theme::new(here, usize::from(*theme), usize::from(*at))),
        Leaf::Unfiled(at) => made("page/unfiled.html", listing::unfiled(here, usize::from(*at))),
        Leaf::Articles(at) => made("page/articles.html", listing::articles(here, usize::from(*at))),
        Leaf::Claims(at) => made("page/claims.html", claims::new(here, usize::from(*at))),
        Leaf::Sources => made("page/sources.html", sources::new(here)),
        Leaf::Print => document(here.all, here.route, Scope::Whole, false).0,
        Leaf::Moved(slot) => made("page/moved.html", moved::new(here, *slot)),
        Leaf::About => made("page/about.html", about::new(here)),
        Leaf::Atom(theme) => made("feed/atom.xml", feed::new(here, *theme)),
        Leaf::Sitemap => made("feed/sitemap.xml", sitemap::new(here)),
        Leaf::NotFound | Leaf::Data | Leaf::JsonFeed(_) | Leaf::Static(_) | Leaf::Fixed(_) => {
            made("page/not_found.html", (Frame::of(here, "missing", here.words().get("missing.title")), ()))
        }
    }
}

/// The template and the values for a document of several articles, and how many there are; `alone` where it is a file of its own.
pub(crate) fn document(all: &Rendering, route: &Route, scope: Scope, alone: bool) -> ((&'static str, Context), usize) {
    let order = whole::order(all, scope);
    let places = whole::places(all, &order, alone);
    let articles = places.articles.iter().flatten().count();
    (made("page/whole.html", whole::new(Here { all, route, whole: Some(&places) }, scope, &order)), articles)
}

/// The context of a page: `page` for what every page has, `it` for what this kind has.
fn made<V: Serialize>(template: &'static str, (frame, view): (Frame<'_>, V)) -> (&'static str, Context) {
    let mut context = Context::new();
    context.insert("page", &frame);
    context.insert("it", &view);
    (template, context)
}
