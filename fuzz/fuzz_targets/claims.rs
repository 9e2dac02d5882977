//! Tables of claims of any bytes: as `.csv`, `.tsv` and `.toml`, each of their characters is in one part of the article.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (&first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let name = ["a.csv", "a.tsv", "a.toml"][usize::from(first) % 3];
    briefbook_fuzz::is_accounted(name, rest, None);
});
