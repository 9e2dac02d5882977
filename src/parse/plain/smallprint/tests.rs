//! Lines of small print and what they say.

use super::{SmallPrint, read};
use crate::text::Lang;

fn told(line: &str) -> (Vec<String>, Vec<String>, Vec<String>, usize) {
    let SmallPrint { authors, names, dates, rest, .. } = read(line, &Lang::english());
    let list = |names: Vec<super::Named>| names.into_iter().map(|n| n.name).collect();
    (list(authors), list(names), dates.into_iter().map(|w| w.date.to_string()).collect(), rest)
}

#[test]
fn announced() {
    for (line, authors, date) in [
        ("By Ada Marsh", vec!["Ada Marsh"], None),
        ("ByThe Harbour Press", vec!["The Harbour Press"], None),
        ("By ADA MARSH and BRAM DE VRIES", vec!["Ada Marsh", "Bram De Vries"], None),
        (
            "by Samuel Okoro November 21, 2024 in Analysis Reading Time: 5 mins read",
            vec!["Samuel Okoro"],
            Some("2024-11-21"),
        ),
        ("By R L Marsh, Research Fellow, Harbour Institute", vec!["R L Marsh"], None),
        (
            "By Emma Lindt and Kaspar Voss Globe Staff and Globe Correspondent,Updated December 22, 2023, 3:31 p.m.",
            vec!["Emma Lindt", "Kaspar Voss"],
            Some("2023-12-22"),
        ),
        ("By Emma LindtPublished: Dec 22, 2023 10:55 AM EST", vec!["Emma Lindt"], Some("2023-12-22")),
        ("By Samuel Okoro in Merrow", vec!["Samuel Okoro"], None),
        ("Review by Rick Lane Contributor", vec!["Rick Lane"], None),
        ("Dec 19, 2023 by News Staff", vec!["News Staff"], Some("2023-12-19")),
        ("By Robert E. Lindt, Ph.D.", vec!["Robert E. Lindt"], None),
        ("Par Ada Marsh et Bram de Vries, Bruxelles", vec!["Ada Marsh", "Bram de Vries"], None),
        ("Autor: Ada Marsh", vec!["Ada Marsh"], None),
        ("2 hours ago By Ada Marsh", vec!["Ada Marsh"], None),
        ("door onze redacteur Wouter van der Plas", vec!["Wouter van der Plas"], None),
        ("2025-03-18 08:20 来源：江海日报 作者：林文海", vec!["林文海"], Some("2025-03-18")),
    ] {
        let (found, names, dates, rest) = told(line);
        assert_eq!(
            (found, dates.first().map(String::as_str), rest),
            (authors.into_iter().map(str::to_owned).collect(), date, 0),
            "{line} {names:?}"
        );
    }
}

#[test]
fn announced_in_other_languages() {
    for (line, authors) in [
        ("DOOR JAN MARSH EN BRAM DE VRIES", vec!["Jan Marsh", "Bram De Vries"]),
        ("Geschrieben von Ada Marsh", vec!["Ada Marsh"]),
        ("Ein Gastbeitrag von Prof. Dr. Ada Marsh", vec!["Ada Marsh"]),
        ("Une enquête de Jean Marsh", vec!["Jean Marsh"]),
        ("Von unserer Korrespondentin Katharina Lindt, Merrow", vec!["Katharina Lindt"]),
        ("De notre correspondante à Gand, Anne Marsh", vec!["Anne Marsh"]),
        ("Van onze redacteur Jan Marsh", vec!["Jan Marsh"]),
        ("Van onze redactie buitenland", vec!["Redactie buitenland"]),
        ("Text: Katharina Lindt, Fotos: Bram de Vries", vec!["Katharina Lindt"]),
        ("Auteur: drs. J. van der Marsh", vec!["J. van der Marsh"]),
        ("Door Ilse van 't Hof en Bas ter Haar", vec!["Ilse van 't Hof", "Bas ter Haar"]),
        ("Par Anne-Marie de La Tour d'Auvergne", vec!["Anne-Marie de La Tour d'Auvergne"]),
        ("Eine Analyse von Zahlen und Daten", vec![]),
        ("De notre temps, Ada Marsh", vec![]),
    ] {
        assert_eq!(told(line).0, authors, "{line}");
    }
}

#[test]
fn dates_of_publication_come_first() {
    for (line, lang, dates, is_update) in [
        ("Updated June 5, 2025 | Published June 3, 2025", "en", vec!["2025-06-03", "2025-06-05"], false),
        ("Bijgewerkt op 14 mei 2025, gepubliceerd op 12 mei 2025", "nl", vec!["2025-05-12", "2025-05-14"], false),
        ("3 juin 2025, mis à jour le 4 juin 2025", "fr", vec!["2025-06-03", "2025-06-04"], false),
        ("Stand: 03.06.25, 14:02 Uhr", "de", vec!["2025-06-03"], true),
    ] {
        let told = read(line, &Lang::parse(lang).expect("a language"));
        let found: Vec<String> = told.dates.iter().map(|w| w.date.to_string()).collect();
        assert_eq!(
            (found, told.is_update, told.rest),
            (dates.into_iter().map(str::to_owned).collect(), is_update, 0),
            "{line}"
        );
    }
    let address = read("Posted on June 3, 2025 | https://merrow.example/a.", &Lang::english()).url;
    assert_eq!(address.as_deref(), Some("https://merrow.example/a"));
}

#[test]
fn signatures() {
    let name = |line: &str| super::signed(line).map(|named| (named.name, named.affiliation));
    for (line, agency) in [
        ("Ada Marsh in Brussels", None),
        ("Ada Marsh, Den Haag", None),
        ("Ada Marsh, dpa", Some("dpa")),
        ("Ada Marsh avec AFP", None),
    ] {
        assert_eq!(name(line), Some(("Ada Marsh".to_owned(), agency.map(str::to_owned))), "{line}");
    }
    for line in ["Ada Marsh, Bram de Vries", "Harbours in Brussels", "Ada Marsh in 2025", "Ada Marsh in the harbour"] {
        assert_eq!(name(line), None, "{line}");
    }
}

#[test]
fn unannounced() {
    for (line, names, dates, rest) in [
        ("Harriet Voss and Kaspar Lindt", vec!["Harriet Voss", "Kaspar Lindt"], 0, 0),
        ("Harriet Voss, Merrow Post, 3 March 2024", vec!["Harriet Voss"], 1, 0),
        ("Publié le 12 mars 2024 à 10h31 – Mis à jour le 13 mars 2024 à 08h00", vec![], 2, 0),
        ("Eric Lindt - Dec 21, 2023 1:00 pm UTC", vec!["Eric Lindt"], 1, 0),
        ("Harriet Voss@harrietvoss", vec!["Harriet Voss"], 0, 0),
        ("Samuel Okoro, @sokoro, MERROW TODAY", vec!["Samuel Okoro"], 0, 0),
        ("Rose Marsh | 3 March 2025", vec!["Rose Marsh"], 1, 0),
        ("Tyrese LindtOct 17, 2023 57 Shares 97579 Views", vec!["Tyrese Lindt"], 1, 0),
        ("Die Kräne von Merrow", vec![], 0, 4),
        ("Posted on March 22, 2025 by ewillems", vec![], 1, 0),
        ("Oosterhaven, 20 March 2025", vec![], 1, 0),
        ("Mar 13th 2025 | OOSTERHAVEN", vec![], 1, 0),
        ("Analysis · Centre for Estuary Policy · January 2025", vec![], 1, 0),
        ("3. März 2025 | Lesezeit: 4 Min.", vec![], 1, 0),
        ("Harbour Settings", vec![], 0, 2),
        ("Report of 3 March 2025", vec![], 1, 2),
        ("Harbours in March 2024 were quieter than ever", vec![], 1, 6),
    ] {
        let (authors, found, dated, left) = told(line);
        assert!(authors.is_empty(), "{line}");
        assert_eq!((found, dated.len()), (names.into_iter().map(str::to_owned).collect::<Vec<_>>(), dates), "{line}");
        assert!(if rest == 0 { left == 0 } else { left > 0 }, "{line} {left}");
    }
}
