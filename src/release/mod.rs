//! The room `release`.
