//! The key that a name in front matter or a sidecar was meant as, when it is a slip of the pen: one that could have its value.
//! Vaults have keys of their own in front matter, so that an everyday word is no slip there.

use super::keys::CORRECTIONS;
use crate::diagnostic::{did_you_mean, slips};
use crate::lexicon::frequency::english_rarity;
use crate::model::keys::Shape;
use crate::text::Date;
use crate::text::fields::{Node, Value};

/// Keys that protect: what is only near them counts as one all the same.
const GUARDED: [&str; 5] = ["draft", "marking", "passage", "rights", "withdrawn"];

/// Names of at least so many letters may have two slips.
const LONG: usize = 7;

/// The key of `known` that `key` was meant as, with what it says; `is_shared` where other programs have keys too.
pub(super) fn near(key: &str, says: &Node, known: &[&'static str], is_shared: bool) -> Option<&'static str> {
    let near = did_you_mean(key, known.iter().copied()).filter(|_| !super::marked::is_other(key))?;
    (GUARDED.contains(&near) || (!is_shared || is_slip(key, near)) && fits(near, says)).then_some(near)
}

fn is_slip(key: &str, near: &str) -> bool {
    let folded = key.to_lowercase();
    let is_plural = |one: &str, many: &str| many.strip_prefix(one).is_some_and(|end| matches!(end, "s" | "es"));
    let most = if folded.chars().count().min(near.len()) >= LONG { 2 } else { 1 };
    is_plural(&folded, near) || is_plural(near, &folded) || slips(&folded, near) <= most && english_rarity(&folded) >= 6
}

/// Whether a key could say that.
fn fits(key: &str, says: &Node) -> bool {
    let text = says.text();
    let is_truth =
        || text.as_deref().is_some_and(|text| matches!(&*text.to_lowercase(), "true" | "false" | "yes" | "no"));
    let shape = CORRECTIONS.keys.iter().find(|known| known.name == key).map(|known| known.shape);
    match (shape, &says.value) {
        (_, Value::Empty) => true,
        (Some(Shape::Truth), _) => is_truth(),
        (Some(Shape::Date | Shape::DateOrNone), _) => text.as_deref().and_then(Date::from_iso).is_some(),
        (Some(Shape::OneOf(words)), _) => text.is_some_and(|text| words().contains(&&*text.trim().to_lowercase())),
        (Some(Shape::Text), value) => text.is_some() && !matches!(value, Value::Bool(_)),
        (Some(Shape::Texts), value) => says.texts().is_some() && !matches!(value, Value::Bool(_)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::near;
    use crate::text::fields::from_yaml;

    #[test]
    fn slips_and_other_words() {
        let known = ["title", "authors", "kind", "themes", "lead", "site", "date", "draft", "language", "hidden"];
        let told = |line: &str| {
            let fields = from_yaml(line).expect("YAML");
            near(&fields[0].key, &fields[0].node, &known, true)
        };
        for (line, want) in [
            ("titel: The lock", "title"),
            ("autors: Ada Marsh", "authors"),
            ("lnaguage: en", "language"),
            ("themess: a", "themes"),
            ("dates: 2025-03-03", "date"),
            ("leda: true", "lead"),
            ("drafts: maybe", "draft"),
            ("kinds: opinion", "kind"),
        ] {
            assert_eq!(told(line), Some(want), "{line}");
        }
        for line in [
            "read: true",
            "load: 3",
            "side: left",
            "mind: calm",
            "leda: soon",
            "dote: tomorrow",
            "cite: x",
            "kine: red",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }
}
