//! Site -> other containers. In: a site as a value, or one of its documents. Out: a file at a place of the owner's choosing, or a
//! branch of a repository. Touches that place, and a temporary folder of its own, and nothing else.
//! Keep out: articles, settings, what a page says.

mod archive;
pub mod branch;
mod outlet;

pub use archive::pack;
pub use outlet::Outlet;
