//! What a build costs per article, at 1,000 and 10,000: `cargo bench`. The cost per article stays flat.

mod corpus;

use briefbook::load;
use briefbook::pipeline::{Stages, build};
use briefbook::write::Target;
use std::path::Path;

fn main() {
    divan::main();
}

fn dossier(articles: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("seeds")).expect("seeds");
    std::fs::write(folder.path().join("book.toml"), corpus::BOOK).expect("book.toml");
    for number in 0..articles {
        let path = folder.path().join("seeds").join(corpus::name(number));
        std::fs::write(path, corpus::article(number, articles)).expect("a seed");
    }
    folder
}

fn whole_build(root: &Path) -> usize {
    let loaded = load::open(root, briefbook::text::Date::LAST).expect("the dossier opens");
    let target = Target::new(&loaded.root, "public").expect("a target");
    let quiet: &(dyn Fn(usize, usize) + Sync) = &|_, _| {};
    build(&loaded, &target, &Stages { reading: quiet, making: quiet }).expect("a site").pages
}

/// From nothing: no output folder.
#[divan::bench(args = [1_000, 10_000], sample_count = 3, sample_size = 1)]
fn cold(bencher: divan::Bencher<'_, '_>, articles: usize) {
    let folder = dossier(articles);
    bencher.counter(divan::counter::ItemsCount::new(articles)).bench_local(|| {
        let pages = whole_build(folder.path());
        std::fs::rename(
            folder.path().join("public"),
            folder.path().join(format!("old-{}", std::fs::read_dir(folder.path()).expect("entries").count())),
        )
        .expect("moved");
        pages
    });
}

/// Again, with nothing changed.
#[divan::bench(args = [1_000, 10_000], sample_count = 3, sample_size = 1)]
fn again(bencher: divan::Bencher<'_, '_>, articles: usize) {
    let folder = dossier(articles);
    whole_build(folder.path());
    bencher.counter(divan::counter::ItemsCount::new(articles)).bench_local(|| whole_build(folder.path()));
}
