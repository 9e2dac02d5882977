//! stub
use crate::diagnostic::Diagnostic;
use crate::model::{Dossier, Links, Look, Output, Pages, Route};
use std::sync::Arc;
/// stub
pub struct Rendering { links: Arc<Links> }
impl Rendering {
    /// stub
    pub fn new(_d: Arc<Dossier>, links: Arc<Links>, _l: Arc<Look>) -> (Self, Vec<Diagnostic>) { (Self { links }, vec![]) }
}
impl Pages for Rendering {
    fn routes(&self) -> Vec<Route> { self.links.plan.keys().cloned().collect() }
    fn page(&self, _r: &Route) -> Option<Output> { Some(Output::file(Arc::from([]))) }
}
