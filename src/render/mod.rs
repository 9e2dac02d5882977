//! Dossier, links and look to a site: [`Rendering`] is the site as a value.
//!
//! Entering: the dossier, the links and the look. Leaving: the plan's routes and, for each, a page made when it is asked for.
//! What must not come in: the disk, another stage, a clock; words of an article come through `Shown` alone.
//!
//! 1. [`Rendering::new`] compiles the templates ([`templates`]), reads the interface's words ([`words`]) and counts once
//!    over all articles ([`survey`]).
//! 2. [`Pages::page`] looks the route up in the plan and makes that kind of page's view (`view/`), whose words are set by
//!    [`body`], [`flow`], [`table`], [`inline`], [`code`] and [`evidence`].
//! 3. A template turns the view into HTML, and [`scan`] tells what the page defines and points to.

mod away;
mod body;
mod code;
mod desk;
mod doubt;
mod evidence;
mod flow;
mod here;
mod html;
mod inline;
mod json;
mod one_file;
mod paging;
mod picture;
mod reason;
mod scan;
mod shipped;
mod survey;
mod table;
mod templates;
mod view;
mod words;

#[cfg(test)]
mod fixture;

use crate::diagnostic::Diagnostic;
use crate::model::links::{Leaf, Scope};
use crate::model::{Dossier, Links, Look, Output, Pages, Route};
use desk::Desk;
pub use desk::Suggest;
use here::Here;
use std::sync::{Arc, OnceLock};
use survey::Survey;
use templates::Templates;
use words::Words;

/// A site as a value: all that a page may know, with what is worked out once.
pub struct Rendering {
    /// Articles and counts.
    pub dossier: Arc<Dossier>,
    /// Routes, references, relations.
    pub links: Arc<Links>,
    /// Templates, words, static files.
    pub look: Arc<Look>,
    templates: Templates,
    words: Words,
    survey: Survey,
    desk: Option<Desk>,
    /// What feeds hold of each article, by slot, once one of them has asked: an article stands in several.
    away: Vec<OnceLock<String>>,
}

impl Rendering {
    /// A site, and the faults of its templates and words. Where an owner's file is faulty, the shipped one stands in for it.
    #[must_use]
    pub fn new(dossier: Arc<Dossier>, links: Arc<Links>, look: Arc<Look>) -> (Self, Vec<Diagnostic>) {
        let (words, mut faults) = Words::new(&look, &dossier.config.language);
        let (templates, more) = Templates::new(&look, &words);
        faults.extend(more);
        let survey = Survey::new(&dossier, &links);
        let away = dossier.entries.iter().map(|_| OnceLock::new()).collect();
        (Self { dossier, links, look, templates, words, survey, desk: None, away }, faults)
    }

    /// Lays what wants a look on the desk, for the pages that only the preview has.
    pub fn lay_on_desk<'f>(&mut self, faults: impl Iterator<Item = &'f Diagnostic>, suggest: Arc<Suggest>) {
        self.desk = Some(Desk::new(&self.dossier, faults, suggest));
    }

    /// So much of the dossier as one page that stands alone, and how many articles are in it.
    #[must_use]
    pub fn one_file(&self, scope: Scope) -> (Output, usize) {
        let route = Route::new("print.html");
        let (page, articles) = view::document(self, &route, scope, true);
        (self.made(page, &route), articles)
    }

    fn html(&self, leaf: &Leaf, route: &Route) -> Output {
        self.made(view::page(Here::page(self, route), leaf), route)
    }

    fn made(&self, (template, context): (&str, tera::Context), route: &Route) -> Output {
        let (html, fault) = self.templates.render(template, &context, &self.look);
        let found = scan::scan(&html, route);
        Output {
            bytes: html.into_bytes().into(),
            anchors: found.anchors,
            hrefs: found.hrefs,
            faults: fault.into_iter().collect(),
        }
    }
}

impl Pages for Rendering {
    fn routes(&self) -> Vec<Route> {
        self.links.plan.keys().cloned().collect()
    }

    fn page(&self, route: &Route) -> Option<Output> {
        Some(match self.links.plan.get(route)? {
            Leaf::Static(path) => Output::file(self.look.statics.get(&**path)?.content.clone()),
            Leaf::Fixed(bytes) => Output::file(bytes.clone()),
            Leaf::JsonFeed(theme) => Output::file(view::feed::json(Here::page(self, route), *theme).into()),
            Leaf::Data => Output::file(view::data::json(Here::page(self, route)).into()),
            leaf => self.html(leaf, route),
        })
    }
}
