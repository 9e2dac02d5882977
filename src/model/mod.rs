//! The plain data that stages hand on. No behaviour beyond each type's own invariant; no disk, no HTML.

pub mod account;
pub mod addresses;
pub mod article;
pub mod block;
pub mod config;
pub mod dossier;
pub mod evidence;
pub mod features;
pub mod hints;
pub mod keys;
pub mod links;
pub mod look;
pub mod marking;
pub mod reference;
pub mod seed;
pub mod site;

pub use addresses::Addresses;
pub use article::{Article, Found, How, Parsed, Reading, Why};
pub use config::{Config, ThemeId};
pub use dossier::{Dossier, Entry, Shown, Slot};
pub use features::Features;
pub use hints::Hints;
pub use links::{Links, Relate};
pub use look::Look;
pub use marking::Marking;
pub use seed::{Beside, Called, Inputs, Seed, SeedPath, Shelf, Unread};
pub use site::{Href, Output, Pages, Route};
