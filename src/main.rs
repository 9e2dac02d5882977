//! The door.

fn main() -> std::process::ExitCode {
    briefbook::cli::run()
}
