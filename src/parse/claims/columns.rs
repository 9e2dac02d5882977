//! What the columns of a table of claims mean, by their names in any letter case and four languages.

use crate::model::reference::FactKind;
use crate::text::fold::fold_title;

/// What a cell says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Column {
    Id,
    Kind,
    /// The statement, of this kind where the name of the column says so.
    Text(Option<FactKind>),
    Source,
    Publisher,
    Date,
    Url,
    Relation,
    Strength,
    Between,
    /// For whom the row is, in TLP.
    Marking,
    /// Of the whole file: its title.
    Title,
    /// None of these.
    Other,
}

const NAMES: [(&str, Column); 65] = [
    ("id", Column::Id),
    ("nr", Column::Id),
    ("no", Column::Id),
    ("number", Column::Id),
    ("kind", Column::Kind),
    ("type", Column::Kind),
    ("soort", Column::Kind),
    ("art", Column::Kind),
    ("typ", Column::Kind),
    ("text", Column::Text(None)),
    ("texte", Column::Text(None)),
    ("tekst", Column::Text(None)),
    ("statement", Column::Text(None)),
    ("fact", Column::Text(Some(FactKind::Claim))),
    ("claim", Column::Text(Some(FactKind::Claim))),
    ("affirmation", Column::Text(Some(FactKind::Claim))),
    ("bewering", Column::Text(Some(FactKind::Claim))),
    ("behauptung", Column::Text(Some(FactKind::Claim))),
    ("perspective", Column::Text(Some(FactKind::Perspective))),
    ("view", Column::Text(Some(FactKind::Perspective))),
    ("point de vue", Column::Text(Some(FactKind::Perspective))),
    ("standpunt", Column::Text(Some(FactKind::Perspective))),
    ("sichtweise", Column::Text(Some(FactKind::Perspective))),
    ("source", Column::Source),
    ("sources", Column::Source),
    ("source title", Column::Source),
    ("bron", Column::Source),
    ("bronnen", Column::Source),
    ("quelle", Column::Source),
    ("quellen", Column::Source),
    ("publisher", Column::Publisher),
    ("éditeur", Column::Publisher),
    ("uitgever", Column::Publisher),
    ("herausgeber", Column::Publisher),
    ("date", Column::Date),
    ("datum", Column::Date),
    ("source date", Column::Date),
    ("url", Column::Url),
    ("link", Column::Url),
    ("address", Column::Url),
    ("source url", Column::Url),
    ("adresse", Column::Url),
    ("relation", Column::Relation),
    ("relations", Column::Relation),
    ("relatie", Column::Relation),
    ("beziehung", Column::Relation),
    ("strength", Column::Strength),
    ("force", Column::Strength),
    ("sterkte", Column::Strength),
    ("stärke", Column::Strength),
    ("between", Column::Between),
    ("from", Column::Between),
    ("to", Column::Between),
    ("marking", Column::Marking),
    ("classification", Column::Marking),
    ("einstufung", Column::Marking),
    ("kennzeichnung", Column::Marking),
    ("merking", Column::Marking),
    ("rubricering", Column::Marking),
    ("confidentiality", Column::Marking),
    ("confidentialité", Column::Marking),
    ("tlp", Column::Marking),
    ("marquage", Column::Marking),
    ("markering", Column::Marking),
    ("markierung", Column::Marking),
];

/// What a column of this name means, and which of several it is: `source 2` is the second source.
pub(super) fn column(name: &str) -> (Column, u16) {
    let folded = fold_title(&name.replace('_', " "));
    let known = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column);
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = folded[bare.len()..].parse().ok().filter(|n| *n > 0);
    match (known(&folded), known(bare.trim_end()), number) {
        (Some(column), ..) => (column, u16::from(folded == "to")),
        (None, Some(column), Some(number)) => (column, u16::saturating_sub(number, 1)),
        _ => (Column::Other, 0),
    }
}

/// The kind of statement that a cell or a table of TOML names; `None` for one that is not known.
pub(super) fn kind(named: &str) -> Option<FactKind> {
    let folded = fold_title(named);
    let one = folded.strip_suffix('s').unwrap_or(&folded);
    match (column(&folded).0, column(one).0) {
        (Column::Text(Some(kind)), _) | (_, Column::Text(Some(kind))) => Some(kind),
        _ if ["opinion", "avis", "mening", "meinung"].contains(&one) => Some(FactKind::Perspective),
        _ => None,
    }
}

/// Whether columns hold claims: a statement that its name calls one, or whose kind another column tells, or its source.
pub(super) fn hold_claims(columns: &[Column]) -> bool {
    let has = |column: Column| columns.contains(&column);
    let is_typed = columns.iter().any(|column| matches!(column, Column::Text(Some(_))));
    is_typed || has(Column::Text(None)) && (has(Column::Kind) || has(Column::Source))
}
