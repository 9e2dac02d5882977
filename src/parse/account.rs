//! The account: from claimed parts to a partition of the reading text.

use crate::lexicon::boilerplate::Furniture;
use crate::model::account::{Aside, Part, Role, Rule};
use crate::text::Span;

/// What nothing claimed: kept, and set aside in the open.
const UNCLAIMED: Rule = Rule { name: "unclaimed", why: "no rule knew what this is" };

/// Why furniture of each sort is set aside.
pub(super) fn aside(furniture: Furniture) -> Aside {
    match furniture {
        Furniture::Comments => Aside::Comments,
        Furniture::OtherStories => Aside::OtherStories,
        Furniture::Advert => Aside::Advert,
        Furniture::Navigation => Aside::Navigation,
        Furniture::Call => Aside::Call,
        Furniture::Notice => Aside::Notice,
    }
}

/// Sorts `parts`, cuts overlaps (the earlier claim keeps its bytes), trims white space and fills gaps that hold words, so
/// that every non-blank byte of `text` is in exactly one part.
pub(super) fn partition(text: &str, mut parts: Vec<Part>) -> Box<[Part]> {
    parts.sort_by_key(|part| (part.span.start, part.span.end));
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    let mut covered = 0u32;
    for mut part in parts {
        part.span.start = part.span.start.max(covered);
        if part.span.start >= part.span.end {
            continue;
        }
        part.span = part.span.trimmed(text);
        if part.span.is_empty() {
            continue;
        }
        fill(text, covered, part.span.start, &mut out);
        covered = part.span.end;
        out.push(part);
    }
    fill(text, covered, u32::try_from(text.len()).unwrap_or(u32::MAX), &mut out);
    out.into()
}

fn fill(text: &str, from: u32, to: u32, out: &mut Vec<Part>) {
    let gap = Span { start: from, end: to.max(from) }.trimmed(text);
    if !gap.is_empty() {
        out.push(Part { span: gap, role: Role::Aside(Aside::Beyond), rule: UNCLAIMED });
    }
}

#[cfg(test)]
mod tests {
    use super::partition;
    use crate::model::account::{Part, Role, Rule};
    use crate::text::Span;

    #[test]
    fn nothing_is_lost_or_twice() {
        let rule = Rule { name: "x", why: "x" };
        let part = |a, b| Part { span: Span::new(a, b), role: Role::Body, rule };
        let text = "one two  three four";
        let out = partition(text, vec![part(9, 14), part(0, 4), part(2, 6)]);
        let spans: Vec<_> = out.iter().map(|p| p.span.of(text)).collect();
        assert_eq!(spans, ["one", "tw", "o", "three", "four"]);
    }
}
