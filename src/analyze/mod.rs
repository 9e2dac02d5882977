//! The room `analyze`.
