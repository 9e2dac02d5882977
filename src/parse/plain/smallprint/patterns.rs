//! What small print is told by: labels before names, words around dates, counts, credits, offices.

use super::BY;
use crate::lexicon::dates;
use regex::Regex;
use std::sync::OnceLock;

/// The patterns of small print.
pub(super) struct Patterns {
    pub label: Regex,
    pub around: Regex,
    pub ago: Regex,
    pub count: Regex,
    pub contact: Regex,
    pub glued: Regex,
    pub figures: Regex,
    pub open_figures: Regex,
    pub short: Regex,
    pub said: Regex,
    pub address: Regex,
    pub desk: Regex,
    pub own: Regex,
    pub weekday: Regex,
    pub credit_behind: Regex,
    pub conjunction: Regex,
    pub credit: Regex,
    pub by: Regex,
    pub made: Regex,
    pub work: Regex,
}

/// All of them, compiled once.
pub(super) fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    let compile =
        |pattern: &str| Regex::new(pattern).unwrap_or_else(|e| unreachable!("a pattern of small print compiles: {e}"));
    PATTERNS.get_or_init(|| Patterns {
        label: compile(
            r"^(?:(?i:(?:(?:written|story|text|words|reporting|reported|report|posted|published|review|analysis|interview|essay|opinion|commentary|column|submitted|contributed|as told) (?:by|to)|by|authors?|par|écrit par|rédigé par|publié par|propos recueillis par|auteure?s?|texte?|door|geschreven door|opgetekend door|auteurs?|tekst|von|(?:verfasst|geschrieben|aufgezeichnet) von|aus \p{L}+ berichte[nt]|uit \p{L}+ bericht|autor(?:in)?|autoren)\s*:?\s+|(?:authors?|auteure?s?|texte?|tekst|autor(?:in)?)\s*:\s*)|(?:By|BY|by|Par|Door|Von)\s*:?\s*)",
        ),
        around: compile(&format!(
            r"(?i)^(?:(?:{})\b[.:,]?|\d{{1,2}}\s?[:.h]\s?\d{{2}}(?::\d{{2}})?|[+-]\d{{2}}:?\d{{2}}|[\s,;:()\[\]–—.•@-])+",
            "first published|originally published|published|posted|updated|last updated|last modified|modified|created|dat(?:e|um)|on|at|the|in|from|since|publié(?:e)?|publie|mise? à jour|modifié(?:e)?|paru|le|à|gepubliceerd|geplaatst|(?:laatst )?(?:bijgewerkt|aangepast|gewijzigd)|laatste update|op|om|veröffentlicht|(?:zuletzt )?(?:aktualisiert|geändert)|erschienen|am|um|uhr|uur|stand|gmt|utc|cet|cest|est|edt|pst|pdt|cst|cdt|mst|mdt|bst|ist|et|pt|ct|a\\.?m\\.?|p\\.?m\\.?|h"
        )),
        ago: compile(r"(?i)^(?:\d+|an?|one) (?:second|minute|min|hour|hr|day|week|month|year|jour|heure|mois|dag|dagen|uur|stunde|tag|woche)\w* ago$|^il y a \d+ \w+$|^\d+ (?:dagen|uur|weken|maanden) geleden$|^vor \d+ \w+$|^(?:today|yesterday|aujourd'hui|hier|vandaag|gisteren|heute|gestern)(?:,? (?:at|à|om|um))?(?: \d{1,2} ?[:.h] ?\d{2})?$"),
        count: compile(r"(?i)^(?:[\d.,]+\s?[km]?\s+(?:shares?|views?|comments?|likes?|reads?|partages?|commentaires?|reacties?|kommentare?)\s*)+$|^[\d.,]+[km]?$"),
        contact: compile(r"^@[\w.]+$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^(?:https?://|www\.)\S+$"),
        glued: compile(r"(?:\p{Ll}|\)|\d)((?:Published|Updated|Posted|Modified|First published|Last [Uu]pdated|Last [Mm]odified|Tags|PUBLISHED|UPDATED|[Aa]rchive page|Publié|Mis à jour|Gepubliceerd|Veröffentlicht|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[\w.:,]*|@\w)"),
        short: compile(r"(?:^|[\s,(])(\d{1,2}(?:\.\d{1,2}\.|-\d{1,2}-)\d{2})(?:$|[\s,)])"),
        said: compile(
            r"(?i)(updated?\b|modified|edited|revised|mise? à jour|modifié|actualisé|bijgewerkt|gewijzigd|aangepast|aktualisiert|geändert|überarbeitet|\bstand\b)|published|posted|publié|paru|created|gepubliceerd|geplaatst|veröffentlicht|erschienen|erstellt",
        ),
        address: compile(r"(?:https?://|www\.)\S*[^\s.,;:)\]]"),
        desk: compile(
            r"^(?:[Vv]on|[Vv]an|[Pp]ar|[Dd]oor|[Dd]e|VON|VAN|PAR|DOOR)\s+(?i:der|de|la|unserer|onze|notre)\s+((?i:redaktion|redactie|rédaction|redaction)(?: \p{L}+)?|\p{L}+ (?i:redactie|rédaction))(?:,? (?i:avec|met|mit|und|et|en) \p{Lu}[\p{Lu}/ ]*)?$",
        ),
        own: compile(r"^(?i:our|unser(?:e[mnr]?)?|notre|nos|onze?|ons)\s+"),
        weekday: compile(&format!(r"^(?:{})$", dates::WEEKDAYS)),
        credit_behind: compile(
            r"(?i)(?:\s*[,;(]|\s+(?:und|and|et|en|&))\s*(?:fotos?|photos?|photographs?|photography|bild(?:er)?|beeld|illustrations?|illustraties?|video|grafik|graphics?|edit(?:ed|ing)|translat(?:ed|ion)|traduction|übersetzung|vertaling)(?:\s*:|\s+(?:by|von|van|par|door)\b).*$",
        ),
        figures: compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$"),
        open_figures: compile(r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b"),
        credit: compile(
            r"(?i)^(?:(?:photo(?:graph)?s?|photography|photographed|illustrat(?:ions?|ed)|images?|pictures?|video|graphics?|artwork|art|animation|design|designed|styled|styling|hair|makeup|edited|curated|translated|produced|(?:fact|medically|technically|expert|legally)[ -](?:checked|reviewed)|reviewed|(?:recipe )?tested|(?:(?:additional|with|further) )?(?:contributions?|research)|(?:additional|with|further) reporting|foto(?:'s|s)?|illustraties?|beeld|vertaling|bild(?:er)?|fotos|übersetzung|photos?|illustrations?|traduit|traduction) (?:by|from|door|von|par|de)|credit)\b",
        ),
        by: compile(&BY.join("|")),
        made: compile(
            r"(?i)^(?:[\p{L}-]+ly )?(?:written|words|story|text|posted|published|reported|reporting|updated|created|compiled|submitted|added|uploaded|contributed|analysis|opinion|commentary|column|interview|essay|review|blog|article|guest post|an?|in|publié|écrit|propos|gepubliceerd|geplaatst|geschreven|veröffentlicht|verfasst)\b",
        ),
        work: compile(
            r"^(?:(?:ein(?:e[nmrs]?)?|une?|een) (?:\p{L}+ )?)?(?:(?:gast)?(?:beitrag|kommentar|bijdrage|column)|analyse|essay|interview|gespräch|reportage|bericht|artikel|text|kolumne|rezension|porträt|glosse|leitartikel|texte|article|tribune|chronique|entretien|enquête|récit|billet|éditorial|critique|portrait|opinie|verhaal|recensie|commentaar|verslag)$",
        ),
        conjunction: compile(r"\s*,[\s,]*(?:(?:and|AND|et|ET|en|EN|und|UND|y|&)\s+)?|\s+(?:and|AND|et|ET|en|EN|und|UND|sowie|y|&|with|avec|mit|met)\s+|\s*;\s*"),
    })
}
