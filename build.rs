//! Tells cargo that the embedded folders may gain files.

fn main() {
    for folder in ["templates", "static", "seeds"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
