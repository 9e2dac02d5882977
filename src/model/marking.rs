//! TLP 2.0 markings: who may see something.

use std::fmt;

/// A marking, from the widest audience to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Marking {
    /// May be shared without limit.
    #[default]
    Clear,
    /// Within the community.
    Green,
    /// Within the organisation and its clients, on a need-to-know basis.
    Amber,
    /// Within the organisation alone.
    AmberStrict,
    /// For named recipients only.
    Red,
}

impl Marking {
    /// All markings, widest audience first.
    pub const ALL: [Self; 5] = [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];

    /// Reads `clear`, `TLP:GREEN`, `amber+strict` and the like; `white` is TLP 1.0 for clear.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let folded = written.trim().to_ascii_lowercase();
        let word = folded.strip_prefix("tlp").map_or(folded.as_str(), |rest| rest.trim_start_matches([':', ' ', '-']));
        Some(match word {
            "clear" | "white" => Self::Clear,
            "green" => Self::Green,
            "amber" => Self::Amber,
            "amber+strict" | "amber-strict" | "amber strict" => Self::AmberStrict,
            "red" => Self::Red,
            _ => return None,
        })
    }

    /// The lower-case name: `amber+strict`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::AmberStrict => "amber+strict",
            Self::Red => "red",
        }
    }
}

/// The label as TLP 2.0 writes it: `TLP:AMBER+STRICT`.
impl fmt::Display for Marking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TLP:{}", self.name().to_ascii_uppercase())
    }
}
