//! Corrections of any bytes: front matter in each of its languages, and a sidecar.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    const BODY: &[u8] = b"# Title\n\nThe gates of the port were opened by hand in the night, said the keeper.\n";
    for (opens, closes) in [("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ("{\n", "\n}\n")] {
        let note = [opens.as_bytes(), bytes, closes.as_bytes(), BODY].concat();
        briefbook_fuzz::is_accounted("a.md", &note, None);
    }
    briefbook_fuzz::is_accounted("a.txt", BODY, Some(bytes));
});
