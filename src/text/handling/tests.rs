//! Signs as they are written, and what only looks like them.

use super::{Force, Says, Sign, alone, by_name, of_name, signs};

fn force(text: &str) -> Option<Force> {
    signs(text).iter().map(|sign| sign.force).max()
}

const PROSE: &str =
    "The harbour board met again this week to speak of the dredging, and of who is to pay for the new gate.";

#[test]
fn labels_however_spelled() {
    for line in [
        "TLP:RED",
        "TLP：RED",
        "ＴＬＰ：ＲＥＤ",
        "TLP：AMBER",
        "TLP=RED",
        "TLP/RED",
        "T L P : R E D",
        "tlp red",
        "TLP-RED",
        "Traffic Light Protocol: RED",
        "This document is marked TLP:RED.",
        "[TLP:AMBER+STRICT]",
        "TLP 2.0: RED",
        "T.L.P. RED",
        "**TLP: RED**",
        "Marking: TLP:RED",
        "𝐓𝐋𝐏:𝐑𝐄𝐃",
        "TLP:\u{200b}RED",
        "TLP:REDD",
        "TLP ROUGE",
        "TLP:",
        "#tlp/red",
        "(TLP:RED)",
        "Sharing: TLP:GREEN",
        "TLP:RED - named recipients only",
        "Traffic Light Protocol marking: AMBER",
        "TLPRED",
        "<!-- TLP:RED -->",
        "TLP:RED For the eyes and ears of individual recipients only, no further disclosure is allowed. Sources may use it so.",
        "The board met on Monday. This report is marked TLP:RED and must not be passed on to anybody outside of the room.",
        "The board met on Monday and again on Friday, and spoke of the gate at great length. TLP:AMBER",
    ] {
        for text in [line.to_owned(), format!("A head line here\n\n{PROSE}\n\n{line}\n\n{PROSE}\n")] {
            assert_eq!(force(&text), Some(Force::Label), "{text}");
        }
    }
}

#[test]
fn talk_of_labels() {
    for line in [
        "The report explains what TLP:RED means for readers who were never told, and why the board came to use it at all.",
        "What TLP:RED means",
        "How to use a TLP:AMBER report?",
        "He had leaked the TLP:RED report.",
        "The harbour board now writes TLP:AMBER on its papers, because the pilots were used to passing them around.",
        "See [[TLP:RED note]]",
        "The protocol has four labels that the agency explains at length on its\nown page, where TLP:RED is the strictest of them all and TLP:CLEAR\nthe widest",
    ] {
        assert_eq!(force(&format!("A head line here\n\n{line}\n")), Some(Force::Doubt), "{line}");
    }
    let quoted = format!("{}\n> TLP:RED\n\n{}", "Line.\n".repeat(20), "Line.\n".repeat(5));
    assert_eq!(force(&quoted), Some(Force::Doubt));
    for line in
        ["https://example.org/tlp-red", "[a page](tlp-red.md)", "The tulip is red", "Dutlp red", "TLP is a protocol"]
    {
        assert_eq!(force(line), None, "{line}");
    }
}

#[test]
fn the_place_is_the_line() {
    let text = "A head\n\n  TLP:RED  \n";
    assert_eq!(signs(text), [Sign { at: 10..17, says: Says::Colour("red"), force: Force::Label }]);
    assert_eq!(alone("TLP:AMBER+STRICT"), Some((Says::Colour("amber+strict"), Force::Label)));
    let long = format!("{PROSE} {PROSE} They call it TLP:RED, and the pilots do not mind.");
    assert_eq!(&long[signs(&long)[0].at.clone()], "TLP:RED");
}

#[test]
fn words_of_offices_that_stand_alone() {
    for line in [
        "CONFIDENTIAL",
        "Confidential",
        "SECRET",
        "TOP SECRET",
        "NATO SECRET",
        "NATO RESTRICTED",
        "NATO CONFIDENTIAL",
        "EU RESTRICTED",
        "RESTREINT UE",
        "RESTREINT UE/EU RESTRICTED",
        "DIFFUSION RESTREINTE",
        "VERTRAULICH",
        "Vertrouwelijk",
        "DRAFT – NOT FOR CIRCULATION",
        "EMBARGOED UNTIL 5 May 2025, 00:01",
        "NOT FOR PUBLICATION",
        "** CONFIDENTIAL **",
        "SECRET//NOFORN",
        "[DRAFT] The lock gate",
        "DRAFT",
        "DRAFT 0.3",
        "Strictly confidential",
        "VS-NfD",
        "| Marking | RED |",
        "#+MARKING: RED",
        "marking:: red",
        "confidential: true",
        "status: draft",
        "access: restricted",
        "Marking\nRED",
        "CONFIDENTIAL - prepared for the board",
        "Classification: SECRET",
        "Note to file (CONFIDENTIAL)",
        "Private & Confidential",
        "This document is strictly confidential.",
        "| Title | Marking |\n|---|---|\n| x | RED |",
        "VS – NUR FÜR DEN DIENSTGEBRAUCH",
        "VS-VERTRAULICH",
        "OFFICIAL - SENSITIVE",
        "UK EYES ONLY",
        "Sensitive but unclassified",
        "DRAFT - do not cite",
        "Draft v0.3",
        "Entwurf, Version 2",
        "CONCEPT",
        "ONTWERP – niet citeren",
        "PROJET",
        "state: draft",
        "wip: true",
    ] {
        assert!(force(&format!("{line}\n\nThe lock gate\n\n{PROSE}\n")) >= Some(Force::Word), "{line}");
    }
    assert_eq!(force(&format!("The lock gate\n{}CONFIDENTIAL\n", format!("{PROSE}\n").repeat(20))), Some(Force::Word));
    for word in ["CONCEPT", "PROJET", "ONTWERP"] {
        assert_eq!(force(&format!("The lock gate\n\n{PROSE}\n\n{PROSE}\n\n{word}\n\n{PROSE}\n")), None, "{word}");
    }
    let middle = format!("{}CONFIDENTIAL\n{}", format!("{PROSE}\n").repeat(20), format!("{PROSE}\n").repeat(20));
    assert_eq!(force(&middle), Some(Force::Doubt));
}

#[test]
fn words_of_newspapers() {
    for line in [
        "Secret talks in Brussels",
        "Confidential papers show how the port was sold",
        "Top secret: the gate",
        "Draft law on ports",
        "Embargo: how sanctions bite",
        "EU restricted exports of steel",
        "Draft",
        "Private",
        "Restricted",
        "A secret",
        "The minister's secret",
        "Do not sell my personal information",
        "Status: open",
        "Access: free",
        "Embargo on oil",
        "NATO Secretary General visits",
        "SECRET TALKS IN BRUSSELS",
        "Concept",
        "Projet",
        "**Concept**",
        "CONCEPT CARS OF 1998",
        "Draft 2025",
        "Draft v",
        "DRAFT: the weak and the strong",
        "Internal market",
        "Classification: public",
        "Distribution: Harbour Press",
        "“This report is secret,” the minister said, and nobody laughed.",
        "| Title | Marking |\n|---|---|\n| x | RED |\n| y | CLEAR |",
        "| Handling | Keys |\n|-|-|\n| Copy | c |",
    ] {
        let found = force(&format!("{line}\n\nThe lock gate\n\n{PROSE}\n"));
        assert!(found.is_none() || found == Some(Force::Doubt), "{line}: {found:?}");
    }
}

#[test]
fn names_and_values() {
    assert_eq!(of_name("TLP RED", true), Some((Says::Colour("red"), Force::Label)));
    assert_eq!(of_name("TLP-RED x", false), Some((Says::Colour("red"), Force::Label)));
    assert_eq!(of_name("what-tlp-red-means", false).map(|(_, force)| force), Some(Force::Doubt));
    assert_eq!(of_name("Drafts", true), Some((Says::Draft, Force::Word)));
    assert_eq!(of_name("Confidential", true), Some((Says::Closed, Force::Word)));
    assert_eq!(of_name("note CONFIDENTIAL", false), Some((Says::Closed, Force::Word)));
    for name in ["secret-talks", "Secret talks in Brussels", "a", "5G"] {
        assert_eq!(of_name(name, false), None, "{name}");
    }
    assert_eq!(by_name("confidential", "false"), None);
    assert_eq!(by_name("marking", "clear"), Some((Says::Colour("clear"), Force::Label)));
    assert_eq!(by_name("classification", "purple"), Some((Says::Closed, Force::Word)));
    assert_eq!(by_name("tags", "draft"), Some((Says::Draft, Force::Word)));
}
