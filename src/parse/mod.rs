//! The room `parse`.
