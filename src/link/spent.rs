//! Which terms are no reason for a relation. In: the dossier. Out: keys of what every article of a theme says, and of who wrote
//! or published what lies here: that two texts name these says nothing of the two. Must not come in: which articles are compared.

use crate::lexicon::frequency::english_rarity;
use crate::model::Dossier;
use crate::text::fold::fold;
use crate::text::{Key, Lang, name, word};
use std::collections::BTreeSet;

/// Keys of terms that are no reason.
pub(super) fn spent(dossier: &Dossier) -> BTreeSet<Key> {
    let mut keys = themes(dossier);
    keys.extend(people(dossier));
    let spelt = |spelling: &String| keys.contains(&Key::of_name(&fold(spelling)));
    let entities = dossier.config.entities.iter();
    let named = entities.filter(|entity| std::iter::once(&entity.name).chain(&entity.aliases).any(spelt));
    let named: Vec<Key> = named.map(crate::model::config::NamedEntity::key).collect();
    keys.extend(named);
    keys
}

/// The keys of every term of every theme, as a whole and word by word, as a name and as stems of each language in the dossier.
fn themes(dossier: &Dossier) -> BTreeSet<Key> {
    let languages: BTreeSet<&Lang> = dossier.entries.iter().map(|entry| &entry.article.lang.value).collect();
    let mut keys = BTreeSet::new();
    for term in dossier.config.themes.iter().flat_map(|theme| &theme.terms) {
        let words: Vec<String> = word::words(term).map(|w| fold(w.text)).collect();
        keys.insert(Key::of_name(&words.join(" ")));
        keys.insert(Key::of_name(&fold(term)));
        keys.extend(words.iter().map(|word| Key::of_name(word)));
        for lang in &languages {
            let stems: Vec<String> = words.iter().map(|word| lang.stem(word).into_owned()).collect();
            keys.insert(Key::of_stems(lang.primary(), &stems.join(" ")));
            keys.extend(stems.iter().map(|stem| Key::of_stems(lang.primary(), stem)));
        }
    }
    keys
}

/// The keys of the names of authors and sites, as a text has them: "The Harbour Gazette" is "Harbour Gazette" within a sentence,
/// and a person's last name stands for the person.
fn people(dossier: &Dossier) -> BTreeSet<Key> {
    let articles = || dossier.entries.iter().map(|entry| &entry.article);
    let authors = articles().flat_map(|article| article.authors.iter().map(|author| &*author.value.name));
    let authors = authors.chain(dossier.config.authors.iter().map(String::as_str));
    let sites = articles().filter_map(|article| article.site.as_ref()).map(|site| &*site.value);
    let mut keys = BTreeSet::new();
    for (written, is_author) in authors.map(|name| (name, true)).chain(sites.map(|site| (site, false))) {
        keys.insert(Key::of_name(&fold(written)));
        for run in name::names(written, &|word| english_rarity(word) == 0) {
            let run = fold(run.of(written));
            if let Some((_, last)) = run.rsplit_once(' ').filter(|_| is_author) {
                keys.insert(Key::of_name(last));
            }
            keys.insert(Key::of_name(&run));
        }
    }
    keys
}
