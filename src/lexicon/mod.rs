//! Shipped data and the lookups over it: background frequencies, boilerplate phrases, months, roles. Sources and licences
//! of the word lists are in `data/LICENCES.md`. Imports only `text`; knows no article.

pub mod boilerplate;
pub mod dates;
pub mod demonyms;
pub mod frequency;
pub mod roles;
pub mod shipped;
