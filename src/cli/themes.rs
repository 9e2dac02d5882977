//! `briefbook themes`.

use super::{End, console, console::Bar, root, summary::counted, today::today};
use crate::error::Result;
use crate::load;
use crate::model::config::Theme;
use crate::model::features::ThemeVote;
use crate::model::{Dossier, Entry, Slot};
use crate::pipeline;
use std::path::PathBuf;

/// Show how the articles stand to the themes, or suggest themes
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook themes                 each theme with its articles, the close calls, and what would file the unfiled
  briefbook themes --suggest       themes that these articles might have, as TOML for book.toml
  briefbook themes --suggest >> book.toml

A score is what the words of a theme weigh in an article: 1500 is enough, whatever the dossier's other articles say.")]
pub(super) struct Arguments {
    /// The dossier's folder, instead of the nearest one upwards with a book.toml
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Suggest themes from what the articles share
    #[arg(long)]
    suggest: bool,
}

/// A score this near to the least one, in per cent of it, is a close call.
const CLOSE: u32 = 25;
/// Titles named of a suggested theme.
const NAMED: usize = 6;

pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let loaded = load::open(&root(arguments.dir.as_deref())?, today(None))?;
    let reading = Bar::new("reading seeds");
    let dossier = pipeline::working_copy(&loaded, &|done, all| reading.show(done, all));
    drop(reading);
    if arguments.suggest {
        suggest(&dossier);
    } else if dossier.config.themes.is_empty() {
        anstream::eprintln!(
            "book.toml defines no theme yet: `briefbook themes --suggest` prints some that these articles might have"
        );
    } else {
        (0u16..).zip(&dossier.config.themes).for_each(|(at, theme)| one(&dossier, at, theme));
        unfiled(&dossier);
    }
    Ok(End::Well)
}

fn title(dossier: &Dossier, slot: Slot) -> &str {
    &dossier.entry(slot).article.title.value
}

/// "sluice 3, lock gate 1".
fn evidence(theme: &Theme, vote: &ThemeVote) -> String {
    let hit =
        |hit: &crate::model::features::Hit| Some(format!("{} {}", theme.terms.get(usize::from(hit.term))?, hit.count));
    vote.hits.iter().take(6).filter_map(hit).collect::<Vec<_>>().join(", ")
}

fn one(dossier: &Dossier, at: u16, theme: &Theme) {
    let members = dossier.ledger.members.get(usize::from(at)).map_or(&[][..], Vec::as_slice);
    console::say(&format!("{} ({}): {}", theme.title, theme.id, counted(members.len(), "article", "articles")));
    let votes = |entry: &'_ Entry| entry.features.votes.iter().find(|vote| vote.theme == at).cloned();
    for (score, slot) in members {
        let Some(vote) = votes(dossier.entry(*slot)) else { continue };
        let note = match (vote.corrected, pipeline::margin(score.0) <= CLOSE) {
            (true, _) => "  filed by you",
            (false, true) => "  a close call",
            (false, false) => "",
        };
        console::say(&format!("  {:>6}  {}  [{}]{note}", score.0, title(dossier, *slot), evidence(theme, &vote)));
    }
    for &slot in &dossier.ledger.unfiled {
        let short = dossier.entry(slot).features.short.iter().find(|vote| vote.theme == at);
        if let Some(vote) = short.filter(|vote| pipeline::margin(vote.score.0) <= CLOSE) {
            let (score, title) = (vote.score.0, title(dossier, slot));
            console::say(&format!("  {score:>6}  {title}  [{}]  just too little", evidence(theme, vote)));
        }
    }
    anstream::println!();
}

fn unfiled(dossier: &Dossier) {
    let unfiled = &dossier.ledger.unfiled;
    if unfiled.is_empty() {
        return;
    }
    console::say(&format!("unfiled: {}", counted(unfiled.len(), "article", "articles")));
    for &slot in unfiled {
        let would = pipeline::filing(dossier, slot).and_then(|filing| {
            let theme = dossier.config.themes.get(usize::from(filing.theme))?;
            let shared = counted(filing.shared, "article", "articles");
            Some(format!(
                "`{}` as a term of `{}` would file it; {shared} there {} it",
                filing.term,
                theme.id,
                if filing.shared == 1 { "has" } else { "have" }
            ))
        });
        let would = would.unwrap_or_else(|| "no term of the others would file it".to_owned());
        console::say(&format!("  {}: {would}", title(dossier, slot)));
    }
}

fn suggest(dossier: &Dossier) {
    let suggested = pipeline::suggest(dossier);
    if suggested.themes.is_empty() {
        anstream::eprintln!("these articles share too little for a theme of three: name one yourself in book.toml");
        return;
    }
    for (theme, members) in &suggested.themes {
        let mut titles: Vec<&str> = members.iter().take(NAMED).map(|slot| title(dossier, *slot)).collect();
        let more = format!("and {} more", members.len().saturating_sub(NAMED));
        titles.extend((members.len() > NAMED).then_some(more.as_str()));
        console::say(&format!("# would take {}:", counted(members.len(), "article", "articles")));
        titles.iter().for_each(|title| console::say(&format!("#   {title}")));
        console::say(&theme.to_toml());
    }
    anstream::eprintln!(
        "{} of {} would stay unfiled; change titles and terms as you like",
        suggested.left.len(),
        counted(dossier.entries.len(), "article", "articles")
    );
}
