//! Tests of the tables and of the cut, and the door through which the fitting scripts see the features.

use super::super::{byline, edges, epigraph, facts, furniture, head, stories, title};
use super::{place, table};
use crate::model::evidence::Witness;
use crate::parse::plain::page::{PROSE, Page};
use crate::parse::read::Guess;
use crate::text::{Lang, LineIndex, lang};
use std::fmt::Write as _;

/// Prints the features of the open lines of each file of the folders named in `BRIEFBOOK_FIT`, for `tools/fit_lines.py`.
#[test]
#[ignore = "reads folders that the environment names"]
fn features_for_fitting() {
    let Ok(folders) = std::env::var("BRIEFBOOK_FIT") else { return };
    let mut out = String::new();
    for folder in folders.split(':') {
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        for file in files {
            let text = String::from_utf8_lossy(&std::fs::read(&file).expect("a file")).into_owned();
            let (lines, witness) = (LineIndex::new(&text), Witness::default());
            let language = lang::detect(&text).unwrap_or_else(Lang::english);
            let mut page = Page::new(&text, &lines, language, &witness);
            facts::read(&mut page, None);
            furniture::read(&mut page);
            if std::env::var("BRIEFBOOK_FIT_WHAT").is_ok_and(|what| what == "stories") {
                let _ = writeln!(out, "#\t{}", file.display());
                let prose: Vec<usize> = page.open().into_iter().filter(|&at| page.units[at].words >= PROSE).collect();
                for (at, features) in stories::told_for_fitting(&page, &prose) {
                    let span = page.units[at].core;
                    let _ = write!(out, "{at}\t{}\t{}\t-", span.start, span.end);
                    features.iter().for_each(|f| {
                        let _ = write!(out, "\t{f}");
                    });
                    out.push('\n');
                }
                continue;
            }
            edges::read(&mut page, &mut Guess::default());
            epigraph::read(&mut page);
            let known = super::read(&page);
            if std::env::var("BRIEFBOOK_FIT_WHAT").is_ok_and(|what| what == "titles") {
                let (zone, article) = head::zone(&page, &known);
                let prints = byline::lines(&mut page, &known);
                head::menus(&mut page, &zone, None);
                let _ = writeln!(out, "#\t{}", file.display());
                for (at, features) in article
                    .map(|article| title::told_for_fitting(&page, &zone, article, &prints, &known))
                    .unwrap_or_default()
                {
                    let span = head::split_site(&page, at).0;
                    let _ = write!(out, "{at}\t{}\t{}\t-", span.start, span.end);
                    features.iter().for_each(|f| {
                        let _ = write!(out, "\t{f}");
                    });
                    out.push('\n');
                }
                continue;
            }
            let mut guess = Guess::default();
            head::read(&mut page, &mut guess, None, &known);
            edges::notes_on_authors(&mut page, &guess);
            let forms = known.again(&page).forms;
            let looks: Vec<i32> =
                forms.iter().map(|form| table::weigh(table::FORM_BASE, &table::FORM, &form.features)).collect();
            let places = place::read(&page, &forms, &looks);
            let _ = writeln!(out, "#\t{}", file.display());
            for (at, unit) in page.units.iter().enumerate() {
                let span = unit.core;
                let _ = write!(
                    out,
                    "{at}\t{}\t{}\t{}",
                    span.start,
                    span.end,
                    unit.verdict.map_or("open", |(_, rule)| rule.name)
                );
                if let Some(i) = forms.iter().position(|form| form.at == at) {
                    forms[i].features.iter().chain(&places[i]).for_each(|f| {
                        let _ = write!(out, "\t{f}");
                    });
                }
                out.push('\n');
            }
        }
    }
    std::fs::write(std::env::var("BRIEFBOOK_FIT_TO").expect("where to"), out).expect("written");
}

/// The names of the features, from the comments behind them.
fn named(source: &str) -> Vec<&str> {
    source.lines().filter_map(|line| line.rsplit_once("// = ").map(|(_, name)| name.trim())).collect()
}

#[test]
fn tables_name_the_features_in_their_order() {
    let names = |table: &[(&'static str, i32)]| table.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert_eq!(named(include_str!("form.rs")), names(&table::FORM));
    assert_eq!(named(include_str!("place.rs")), names(&table::PLACE));
    assert_eq!(named(include_str!("../title.rs")), names(&title::table()));
    assert_eq!(named(include_str!("../stories.rs")), names(&stories::table()));
}

#[test]
fn the_cut_weighs_lines_against_changes() {
    let cut = |scores: &[i32]| super::cut(scores, 500);
    assert_eq!(cut(&[-900, 900, -300, 900, -900]), [false, true, true, true, false]);
    assert_eq!(cut(&[-900, 1900, -1500, 1900, -900]), [false, true, false, true, false]);
    assert_eq!(cut(&[900, 300]), [true, true]);
    assert_eq!(cut(&[-900]), [false]);
    assert_eq!(cut(&[]), Vec::<bool>::new());
}
