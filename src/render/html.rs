//! Text to HTML. Enters: any words. Leaves: escaped markup as [`Html`], and addresses that are safe to follow.
//! What must not come in: markup made elsewhere; every tag of a page comes from here, from `inline`, `body`, `code` or a template.

use crate::text::Lang;
use crate::text::address::untracked;
use crate::text::lang::with_letter;
use crate::text::shown::is_unshown;
use serde::{Serialize, Serializer};

/// Markup that is finished: a template prints it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Html(pub String);

impl Html {
    /// Whether nothing would be seen.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// A string that the template engine knows to be safe.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// Appends `text` to `out`, escaped for content and for attributes in double quotes. Characters that no page may
/// show are dropped.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push('\n'),
            '\u{2028}' | '\u{2029}' => out.push(' '),
            c if is_unshown(c) || c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// `text` escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// The words of some markup of ours.
pub(crate) fn plain(html: &Html) -> String {
    let mut out = String::with_capacity(html.0.len());
    let mut rest = html.0.as_str();
    while let Some((words, tag)) = rest.split_once('<') {
        out.push_str(words);
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    if !out.contains('&') {
        return out;
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// `text` escaped, with runs in another script than `around` is written in marked by their language.
pub(crate) fn prose(text: &str, around: &Lang) -> Html {
    let mut out = String::with_capacity(text.len() + 16);
    prose_into(&mut out, text, around);
    Html(out)
}

/// As [`prose`], appended to `out`.
pub(crate) fn prose_into(out: &mut String, text: &str, around: &Lang) {
    if text.chars().all(|c| c < '\u{370}' || ('\u{2000}'..'\u{2c00}').contains(&c)) {
        return escape_into(out, text);
    }
    let mut rest = text;
    while let Some((start, end, tag)) = foreign_run(rest, around) {
        escape_into(out, &rest[..start]);
        let dir = if matches!(tag, "ar" | "he") { " dir=\"rtl\"" } else { "" };
        out.push_str(&format!("<span lang=\"{tag}\"{dir}>"));
        escape_into(out, &rest[start..end]);
        out.push_str("</span>");
        rest = &rest[end..];
    }
    escape_into(out, rest);
}

/// The first run of `text` in a script of its own: its bytes and its language tag.
fn foreign_run(text: &str, around: &Lang) -> Option<(usize, usize, &'static str)> {
    let mut run: Option<(usize, usize, &'static str)> = None;
    for (at, c) in text.char_indices() {
        let is_letter = c.is_alphabetic();
        let foreign = c >= '\u{370}' && is_letter && with_letter(None, c).is_some_and(|tag| !writes(around, tag));
        run = match (foreign, run) {
            (true, None) => with_letter(None, c).map(|tag| (at, at + c.len_utf8(), tag)),
            (true, Some((start, _, tag))) => match with_letter(Some(tag), c) {
                Some(tag) => Some((start, at + c.len_utf8(), tag)),
                None => return run,
            },
            (false, Some(_)) if is_letter => return run,
            (false, run) => run,
        };
    }
    run
}

/// Whether a text in `lang` is itself written in the script that `tag` stands for.
fn writes(lang: &Lang, tag: &str) -> bool {
    match lang.primary() {
        "ru" | "uk" | "bg" | "be" | "sr" | "mk" | "kk" | "mn" => tag == "und-Cyrl",
        "ja" => matches!(tag, "ja" | "zh"),
        "zh" | "yue" => tag == "zh",
        "fa" | "ur" | "ps" | "ckb" => tag == "ar",
        "yi" => tag == "he",
        primary => primary == tag,
    }
}

/// The address as it may stand in `href`, if it is one that a reader can follow: http, https or mailto.
pub(crate) fn followable(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let sound = match scheme.as_str() {
        "http" | "https" => {
            let host = rest.strip_prefix("//")?.split(['/', '?', '#']).next().unwrap_or_default();
            let host = host.rsplit('@').next().unwrap_or(host);
            !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "<>\"\\^`{|}%[]".contains(c))
        }
        "mailto" => rest.contains('@') && !rest.contains(char::is_whitespace),
        _ => false,
    };
    let rest = if scheme == "mailto" { rest.to_owned() } else { untracked(rest) };
    sound.then(|| format!("{scheme}:{}", tidy(&rest)))
}

/// Percent-encodes the characters that no address may hold, and a `%` that encodes nothing.
fn tidy(rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    let mut fragment = false;
    for (at, c) in rest.char_indices() {
        let hex = || rest.get(at + 1..at + 3).is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
        match c {
            '%' if !hex() => out.push_str("%25"),
            '#' if fragment => out.push_str("%23"),
            c if c.is_whitespace() || c.is_control() || is_unshown(c) || "<>\"\\^`{|}[]".contains(c) => {
                out.push_str(&crate::model::site::encode(c.encode_utf8(&mut [0; 4])));
            }
            c => out.push(c),
        }
        fragment |= c == '#';
    }
    out
}

/// The host of an address without `www.`, to show beside a link.
pub(crate) fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{escaped, followable, host, plain, prose};
    use crate::text::Lang;

    #[test]
    fn escaping_and_scripts() {
        assert_eq!(escaped("a<b>&\"c\"\u{0}"), "a&lt;b&gt;&amp;&quot;c&quot;");
        let english = Lang::english();
        assert_eq!(plain(&prose("a<b>&amp; 中文 \"c\"", &english)), "a<b>&amp; 中文 \"c\"");
        assert_eq!(prose("Plain — “text”", &english).0, "Plain — “text”");
        assert_eq!(prose("the 中文 sign", &english).0, "the <span lang=\"zh\">中文</span> sign");
        assert_eq!(prose("(Букви) и ещё", &english).0, "(<span lang=\"und-Cyrl\">Букви) и ещё</span>");
        let russian = Lang::parse("ru").unwrap_or_else(Lang::english);
        assert_eq!(prose("Букви", &russian).0, "Букви");
    }

    #[test]
    fn addresses() {
        assert_eq!(followable("javascript:alert(1)"), None);
        assert_eq!(followable("HTTPS://x.example/a b[1]%zz"), Some("https://x.example/a%20b%5B1%5D%25zz".to_owned()));
        assert_eq!(followable("http://"), None);
        assert_eq!(followable("mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
        assert_eq!(host("https://www.x.example/a"), Some("x.example"));
    }
}
