//! A book.toml of any text: it is read, its faults are told, and a site is made with what it could say.

#![no_main]

libfuzzer_sys::fuzz_target!(|book: &str| {
    let (config, faults) = briefbook_fuzz::settings(book);
    for fault in &faults {
        assert!(!fault.message.is_empty() && !fault.hint.is_empty(), "a fault without a next step: {fault:?}");
    }
    briefbook_fuzz::site(config, "a.txt", b"The gates\n\nThe gates of the port were opened by hand.\n");
});
