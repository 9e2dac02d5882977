//! Prints what the fitting script reads.

use super::super::{byline, edges, epigraph, facts, furniture, head, stories, title};
use super::{form, place, table};
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
            let lines = LineIndex::new(&text);
            let language = lang::detect(&text).unwrap_or_else(Lang::english);
            let mut page = Page::new(&text, &lines, language);
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
            head::read(&mut page, &mut Guess::default(), None, &known);
            let forms = form::read(&page);
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
