#![doc = include_str!("../ARCHITECTURE.md")]

pub mod pipeline;

pub mod cli;

pub mod amend;
pub mod analyze;
pub mod link;
pub mod load;
pub mod parse;
pub mod preflight;
pub mod release;
pub mod render;
pub mod serve;
pub mod share;
pub mod write;

pub mod lexicon;
pub mod model;
pub mod text;

pub mod diagnostic;
pub mod error;
