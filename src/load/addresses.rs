//! addresses.toml: where the pages stand that readers were given. In: the root. Out: [`Addresses`], with a fault for all that
//! cannot be meant as it is written. Must not come in: which articles there are.

use super::{ADDRESSES, read_capped, reason};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::addresses::{Lines, Recorded};
use crate::model::article::ArticleId;
use crate::model::config::Audience;
use crate::model::{Addresses, Marking};
use crate::text::decode::decode;
use crate::text::fields::{self, Field, Node, Value};
use crate::text::slug::is_reserved;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// What is said of an article.
const KEYS: [&str; 6] = ["title", "id", "text", "url", "first", "former"];

/// How a line looks.
const LINE: &str =
    "a line is `ADDRESS = { title = \"…\", id = \"…\", text = \"…\" }`, as `briefbook publish` writes it";

/// The recorded addresses of the dossier at `root`; none where there is no such file.
pub(super) fn read(root: &Path, audience: Audience) -> (Addresses, Vec<Diagnostic>) {
    let path = root.join(ADDRESSES);
    let marking = match audience {
        Audience::Edition(edition) => edition.marking,
        Audience::WorkingCopy => Marking::Clear,
    };
    let none = Addresses { marking, ..Addresses::default() };
    match read_capped(&path) {
        Ok(bytes) => parse(&decode(&bytes).text, none),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => (none, Vec::new()),
        Err(cause) => {
            let linked = path.is_symlink().then_some("it is a link, and briefbook follows no links");
            let cause = linked.map_or_else(|| reason(&cause), ToOwned::to_owned);
            let message = format!("{ADDRESSES} cannot be read: {cause}");
            let hint = "make it a file that you have permission to read";
            (none, vec![Diagnostic::new(Code::Addresses, Place::file(ADDRESSES), message, hint)])
        }
    }
}

fn parse(text: &str, none: Addresses) -> (Addresses, Vec<Diagnostic>) {
    let mut read = Reader { text, faults: Vec::new() };
    let fields = match fields::from_toml(text) {
        Ok(fields) => fields,
        Err(fault) => {
            let first = fault.message.lines().next().unwrap_or_default().to_owned();
            let line = text[..text.floor_char_boundary(fault.at.start)].rfind('\n').map_or(0, |end| end + 1);
            let is_merge = ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| text[line..].starts_with(mark));
            let hint = if is_merge {
                "git left this mark: keep the lines of both sides, and take out the three marks".to_owned()
            } else if first.contains("duplicate key") {
                "two articles cannot stand at one address: remove the line of the one that came later".to_owned()
            } else {
                fault.step(LINE)
            };
            read.fault(fault.at, format!("{ADDRESSES} is not TOML: {first}"), hint);
            return (none, read.faults);
        }
    };
    let mut lines: BTreeMap<Marking, Lines> = BTreeMap::new();
    for field in &fields {
        match (Marking::ALL.into_iter().find(|marking| marking.to_string() == field.key), &field.node.value) {
            (Some(marking), Value::Table(fields)) => read.lines(fields, lines.entry(marking).or_default()),
            _ => read.lines(std::slice::from_ref(field), lines.entry(Marking::Clear).or_default()),
        }
    }
    lines.values().for_each(|lines| read.twice(lines));
    let at = lines.remove(&none.marking).unwrap_or_default();
    (Addresses { at, others: lines, ..none }, read.faults)
}

struct Reader<'t> {
    text: &'t str,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn fault(&mut self, at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.faults.push(Diagnostic::new(Code::Addresses, Place::within(ADDRESSES, self.text, at), message, hint));
    }

    fn lines(&mut self, fields: &[Field], into: &mut Lines) {
        for field in fields {
            if let Some(recorded) = self.article(field) {
                into.insert(Arc::from(field.key.as_str()), recorded);
            }
        }
    }

    fn article(&mut self, field: &Field) -> Option<Recorded> {
        let Value::Table(fields) = &field.node.value else {
            self.fault(field.node.at.clone(), format!("`{}` is {}", field.key, field.node.value.described()), LINE);
            return None;
        };
        if !is_address(&field.key) {
            let hint = "write lower-case letters, digits and hyphens, or remove the line";
            self.fault(field.key_at.clone(), format!("`{}` cannot be an address", field.key), hint);
            return None;
        }
        for other in fields.iter().filter(|other| !KEYS.contains(&other.key.as_str())) {
            let hint = did_you_mean(&other.key, KEYS)
                .map_or_else(|| format!("remove it: {LINE}"), |near| format!("did you mean `{near}`?"));
            self.fault(other.key_at.clone(), format!("nothing is known of `{}` here", other.key), hint);
        }
        let get = |key: &str| fields.iter().find(|field| field.key == key).map(|field| &field.node);
        let title = get("title").and_then(|node| self.words(node)).unwrap_or_default();
        let Some((node, id)) = get("id").and_then(|node| Some((node, self.words(node)?))) else {
            let hint = "remove the line: the next publication records the article anew";
            self.fault(field.key_at.clone(), format!("`{}` does not say whose address it is", field.key), hint);
            return None;
        };
        let Some(id) = ArticleId::parse(&id) else {
            let hint =
                "write sixteen hexadecimal digits, or remove the line: the next publication records the article anew";
            self.fault(node.at.clone(), format!("`{id}` is no article's id"), hint);
            return None;
        };
        Some(Recorded {
            title,
            id,
            text: get("text").and_then(|node| self.words(node)),
            url: get("url").and_then(|node| self.words(node)),
            first: get("first").and_then(|node| self.former(node).pop()),
            former: get("former").map(|node| self.former(node)).unwrap_or_default(),
            place: Place::within(ADDRESSES, self.text, field.key_at.clone()),
        })
    }

    fn words(&mut self, node: &Node) -> Option<Arc<str>> {
        if let Value::Text(text) = &node.value {
            return Some(text.trim().into());
        }
        self.fault(node.at.clone(), format!("this is {}, expected a text", node.value.described()), LINE);
        None
    }

    fn former(&mut self, node: &Node) -> Vec<Arc<str>> {
        let former = node.texts().unwrap_or_default();
        if let Some(wrong) = former.iter().find(|former| !is_address(former)) {
            let hint = "write lower-case letters, digits and hyphens, or take it out";
            self.fault(node.at.clone(), format!("`{wrong}` cannot be an address"), hint);
        }
        former.into_iter().filter(|former| is_address(former)).map(Arc::from).collect()
    }

    /// Articles and former addresses that stand in two lines.
    fn twice(&mut self, at: &Lines) {
        let (mut ids, mut former) = (BTreeMap::new(), BTreeMap::new());
        let mut faults = Vec::new();
        let mut tell = |of: &Recorded, message: String, hint: String| {
            faults.push(Diagnostic::new(Code::Addresses, of.place.clone(), message, hint));
        };
        for (address, article) in at {
            if let Some(other) = ids.insert(&article.id, address) {
                let message = format!("`{other}` and `{address}` are both recorded for one article");
                let hint =
                    format!("keep the line of the address that it has now, with the other in `former = [\"{other}\"]`");
                tell(article, message, hint);
            }
            for old in &article.former {
                let other = former.insert(old, address).filter(|other| *other != address);
                if let Some(other) = at.get_key_value(old).map(|(other, _)| other).or(other) {
                    let message = format!("`{old}` is a former address of `{address}`, and `{other}` has it too");
                    tell(article, message, "take it out of `former` in one of the two".to_owned());
                }
            }
        }
        self.faults.extend(faults);
    }
}

/// Whether a page can stand there.
fn is_address(name: &str) -> bool {
    const LONGEST: usize = 120;
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !name.is_empty() && name.len() <= LONGEST && name.bytes().all(is_plain) && !is_reserved(name)
}
