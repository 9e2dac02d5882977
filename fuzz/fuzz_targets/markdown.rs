//! A seed `.md` of any bytes: each of its characters is in one part of the article.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| briefbook_fuzz::is_accounted("a.md", bytes, None));
