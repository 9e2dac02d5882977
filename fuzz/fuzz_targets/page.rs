//! A seed of any bytes in any format, to its pages end to end: nothing of it becomes markup there.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (&first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let name = ["a.html", "a.md", "a.txt"][usize::from(first) % 3];
    for book in [briefbook_fuzz::WORKING, briefbook_fuzz::EDITION] {
        let (config, _) = briefbook_fuzz::settings(book);
        for (route, page) in briefbook_fuzz::site(config, name, rest) {
            briefbook_fuzz::own::is_our_own(&route, &page);
        }
    }
});
