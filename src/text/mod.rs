//! Ground: pure functions on strings and the plain values they give. Knows nothing of articles, seeds or pages,
//! and imports no other room.

pub mod address;
pub mod anchor;
pub mod date;
pub mod decode;
pub mod fields;
pub mod fold;
pub mod glob;
pub mod handling;
pub mod lang;
pub mod lines;
pub mod name;
pub mod sentence;
pub mod shown;
pub mod slug;
pub mod span;
pub mod word;

pub use date::Date;
pub use fold::Key;
pub use lang::Lang;
pub use lines::LineIndex;
pub use span::{Lines, Span};
