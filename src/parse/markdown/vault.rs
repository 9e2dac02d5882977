//! What vaults write besides Markdown: comments between `%%`, names of blocks (`^name`), signs of callouts, bars of wiki-links
//! in tables. In: the source. Out: the source with these blanked, every other byte where it was, and where they stood. No event,
//! no reading text.

use super::light;
use crate::model::block::{Block, Callout};
use std::ops::Range;

/// Stands before blanks that words follow; no text holds it as a word.
pub(super) const MARK: char = '\u{1}';

/// Stands for the bar within a wiki-link of a table's row, which is no edge of a cell.
pub(super) const BAR: char = '\u{2}';

/// What was found, in the order of the source.
pub(super) struct Vault {
    /// The source, as long as before, with blanks in place of what is not text.
    pub masked: String,
    /// Bytes that show nothing: comments, and names of blocks.
    pub silent: Vec<Range<usize>>,
    /// Signs of highlighted words, in pairs.
    pub lights: Vec<usize>,
    /// Names of blocks, and where each stands.
    pub names: Vec<(String, usize)>,
}

/// Blanks what a vault writes besides Markdown from byte `body` of `source` on. Code stays as it is.
pub(super) fn read(source: &str, body: usize) -> Vault {
    let mut vault = Vault { masked: String::new(), silent: Vec::new(), lights: Vec::new(), names: Vec::new() };
    let (mut blanks, mut bars) = (Vec::new(), Vec::new());
    let (mut at, mut fence, mut until): (usize, Option<&str>, usize) = (body, None, body);
    let mut paragraph = body;
    for line in source[body..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        if until >= at {
            continue;
        }
        let text = line.trim_end();
        let bare = text.trim_start_matches([' ', '\t', '>']);
        match (fence, fence_of(bare)) {
            (Some(open), Some(mark)) if mark.starts_with(open) && bare.len() == mark.len() => fence = None,
            (None, Some(mark)) if until <= start => fence = Some(mark),
            (Some(_), _) => {}
            (None, _) => {
                let line = until.max(start)..start + text.len();
                // pairs within comments go below
                light::signs(source, line.clone(), &mut vault.lights);
                until = comments(source, start, line, &mut paragraph, &mut vault.silent).max(until);
                if until <= at {
                    blanks.extend(sign(source, start..start + text.len()));
                    if bare.starts_with('|') {
                        row(source, start..start + text.len(), &mut bars, &mut blanks);
                    }
                    let name = name(text).map(|name| start + text.len() - name.len() - 1..start + text.len());
                    if let Some(name) =
                        name.filter(|name| vault.silent.last().is_none_or(|last| last.end <= name.start))
                    {
                        vault.names.push((source[name.start + 1..name.end].to_owned(), name.start));
                        vault.silent.push(name);
                    }
                }
            }
        }
    }
    let is_silent = |at: &usize| {
        let before = vault.silent.partition_point(|range| range.start <= *at);
        before.checked_sub(1).is_some_and(|last| vault.silent[last].contains(at))
    };
    let lights = std::mem::take(&mut vault.lights);
    let pairs = lights.chunks_exact(2).filter(|pair| !pair.iter().any(is_silent)).flatten().copied().collect();
    vault.lights = pairs;
    let mut masked = masked(source, vault.silent.iter().chain(&blanks)).into_bytes();
    for bar in bars {
        masked[bar] = BAR as u8;
    }
    vault.masked = String::from_utf8(masked).unwrap_or_default();
    vault
}

/// Bars before the words of wiki-links in a table's row; those of embeds go with the words behind them, which are a size.
fn row(source: &str, line: Range<usize>, bars: &mut Vec<usize>, blanks: &mut Vec<Range<usize>>) {
    let mut at = line.start;
    while let Some(open) = source[at..line.end].find("[[").map(|offset| at + offset) {
        let Some(end) = source[open..line.end].find("]]").map(|offset| open + offset) else { return };
        let begin = source[open..end].rfind("[[").map_or(open, |offset| open + offset);
        at = end + 2;
        let Some(bar) = source[begin..end].find('|').map(|offset| begin + offset) else { continue };
        match source[..begin].ends_with('!') {
            _ if source[..bar].ends_with(['\\', '[']) => {}
            true => blanks.push(bar..end),
            false => bars.push(bar),
        }
    }
}

/// `source` with blanks at `ranges`; line ends stay. Where words follow on the line a mark stands before the blanks, so that
/// they are no indent.
fn masked<'r>(source: &str, ranges: impl Iterator<Item = &'r Range<usize>>) -> String {
    let mut ranges: Vec<&Range<usize>> = ranges.collect();
    ranges.sort_by_key(|range| range.start);
    let (mut out, mut at) = (String::with_capacity(source.len()), 0);
    // how much of `out` is known, and whether its last line has held nothing but signs
    let (mut known, mut begins) = (0, true);
    for range in ranges {
        if range.start < at {
            continue;
        }
        out.push_str(&source[at..range.start]);
        let followed = source[range.end..].chars().take_while(|c| *c != '\n').any(|c| !c.is_whitespace());
        for line in source[range.clone()].split_inclusive('\n') {
            let words = line.trim_end_matches(['\n', '\r']);
            let last = out[known..].rfind('\n').map(|at| known + at + 1);
            begins = (begins || last.is_some()) && out[last.unwrap_or(known)..].chars().all(is_sign);
            known = out.len();
            let mark = followed && begins && words.len() == line.len() && !words.is_empty();
            out.push(if mark { MARK } else { ' ' });
            out.extend(std::iter::repeat_n(' ', words.len().saturating_sub(1)));
            out.truncate(out.len() - usize::from(words.is_empty()));
            out.push_str(&line[words.len()..]);
        }
        at = range.end;
    }
    out.push_str(&source[at..]);
    out
}

/// The run of backticks or tildes that a fence of code begins with.
pub(super) fn fence_of(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let run = &line[..line.len() - line.trim_start_matches(mark).len()];
    (run.len() >= 3 && !(mark == '`' && line[run.len()..].contains('`'))).then_some(run)
}

/// Adds the comments that begin within `line`; gives where the last one ends. One that begins a line reaches to its end over
/// any lines, one within a line to the end of its paragraph at most, which `paragraph` is once somebody asked.
fn comments(
    source: &str,
    start: usize,
    line: Range<usize>,
    paragraph: &mut usize,
    out: &mut Vec<Range<usize>>,
) -> usize {
    let (mut at, mut until) = (line.start, line.start);
    let words = line.end - source[start..line.end].trim_start_matches([' ', '\t', '>']).len();
    while at < line.end {
        let rest = &source[at..line.end];
        let Some(found) = rest.find(['`', '%']).map(|offset| at + offset) else { break };
        let rest = &source[found..line.end];
        if rest.starts_with('`') {
            let run = rest.len() - rest.trim_start_matches('`').len();
            let close = rest[run..].find(&rest[..run]).map_or(0, |close| close + run);
            at = found + run + close;
        } else if rest.starts_with("%%") {
            let is_first = found <= words;
            if !is_first && *paragraph < found + 2 {
                *paragraph = end_of_paragraph(source, found + 2);
            }
            let last = if is_first { source.len() } else { *paragraph };
            let Some(end) = source[found + 2..last].find("%%").map(|end| found + 2 + end + 2) else {
                at = found + 2;
                continue;
            };
            out.push(found..end);
            (at, until) = (end, end);
        } else {
            at = found + 1;
        }
    }
    until
}

/// Where the paragraph ends that byte `from` stands in.
fn end_of_paragraph(source: &str, from: usize) -> usize {
    let rest = &source[from..];
    let end =
        rest.match_indices('\n').find(|(at, _)| rest[at + 1..].lines().next().is_none_or(|l| l.trim().is_empty()));
    from + end.map_or(rest.len(), |(at, _)| at)
}

/// The name of a block at the end of a line: ` ^name`, or `^name` alone.
fn name(line: &str) -> Option<&str> {
    let (before, name) = line.rsplit_once('^')?;
    let sound = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (sound && (before.trim_matches([' ', '\t', '>']).is_empty() || before.ends_with([' ', '\t']))).then_some(name)
}

/// `[!kind]-` at the head of a quotation.
fn sign(source: &str, line: Range<usize>) -> Option<Range<usize>> {
    let text = &source[line.clone()];
    let start = text.find('>').filter(|&at| is_prefix(&text[..at]))?;
    let bare = text[start..].trim_start_matches(['>', ' ', '\t']);
    let head = head(bare)?;
    let at = line.end - bare.len();
    Some(at..at + head.length)
}

/// Whether quotations and lists may begin behind `words`.
fn is_prefix(words: &str) -> bool {
    words.chars().all(is_sign)
}

fn is_sign(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit()
}

/// The head of a callout.
pub(super) struct Head<'t> {
    /// What it says it is.
    pub kind: &'t str,
    /// Its title, if it has one.
    pub title: &'t str,
    /// How long its sign is, in bytes.
    length: usize,
}

/// Reads `[!kind]- Title`, the rest of a line.
pub(super) fn head(line: &str) -> Option<Head<'_>> {
    let (kind, rest) = line.strip_prefix("[!")?.split_once(']')?;
    let (kind, _) = kind.split_once('|').unwrap_or((kind, ""));
    let sound = !kind.trim().is_empty() && kind.len() <= 40 && !kind.contains(['[', '(', '<', '\n']);
    let title = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    sound.then(|| Head { kind: kind.trim(), title: title.trim(), length: line.len() - title.len() })
}

/// The block that a callout of this kind becomes, and whether the kind is one of those that vaults and forges know.
pub(super) fn callout(kind: &str) -> (Block, bool) {
    let callout = match kind.to_lowercase().as_str() {
        "note" | "info" | "todo" | "abstract" | "summary" | "tldr" | "example" | "question" | "help" | "faq" => {
            Callout::Note
        }
        "tip" | "hint" | "success" | "check" | "done" => Callout::Tip,
        "important" => Callout::Important,
        "warning" | "attention" | "failure" | "fail" | "missing" | "bug" => Callout::Warning,
        "caution" | "danger" | "error" => Callout::Caution,
        "quote" | "cite" => return (Block::Quote, true),
        _ => return (Block::Callout(Callout::Note), false),
    };
    (Block::Callout(callout), true)
}

#[cfg(test)]
mod tests {
    use super::{head, read};

    fn of(text: &str) -> (Vec<&str>, Vec<String>, String) {
        let vault = read(text, 0);
        assert_eq!(vault.masked.len(), text.len());
        let silent = vault.silent.iter().map(|range| &text[range.clone()]).collect();
        (silent, vault.names.into_iter().map(|(name, _)| name).collect(), vault.masked)
    }

    #[test]
    fn comments() {
        assert_eq!(of("a %%b%% c").0, ["%%b%%"]);
        assert_eq!(of("%%\nb\n\nc\n%%\nd").0, ["%%\nb\n\nc\n%%"]);
        assert_eq!(of("a %%b\nc%% d %%e%%").0, ["%%b\nc%%", "%%e%%"]);
        for text in ["100%% sure\n\n100%% right", "`%%a%%`", "```mermaid\n%% a %%\n```", "%% open", "a % b %"] {
            assert!(of(text).0.is_empty(), "{text}");
        }
        assert_eq!(of("```\n%%\n```\n%%é%%").0, ["%%é%%"]);
    }

    #[test]
    fn names_of_blocks() {
        assert_eq!(of("Words ^a-1\n\n| a |\n\n^table\n").1, ["a-1", "table"]);
        assert_eq!(of("Words ^a").2, "Words   ");
        assert_eq!(of("%%a\n\nb%% c").2, "   \n\n\u{1}   c");
        assert_eq!(of("a %%b%% c").2, "a       c");
        for text in ["x^2", "a ^b c", "`a ^b`", "```\na ^b\n```", "^", "a ^é"] {
            assert!(of(text).1.is_empty(), "{text}");
        }
    }

    #[test]
    fn bars_in_tables() {
        assert_eq!(of("| [[a|b]] | ![[c.png|90]] |").2, "| [[a\u{2}b]] | ![[c.png   ]] |");
        assert_eq!(of("| [[d\\|e]] | ![[c.png\\|90]] |").2, "| [[d\\|e]] | ![[c.png\\|90]] |");
        assert_eq!(of("[[a|b]]").2, "[[a|b]]");
        assert_eq!(of("| [[|a]] | [[b |").2, "| [[|a]] | [[b |");
    }

    #[test]
    fn callouts() {
        assert_eq!(of("> [!info]- Title\n> Words").2, "> \u{1}        Title\n> Words");
        assert_eq!(of("> > [!tip]").2, "> >       ");
        assert_eq!(of("[!tip]").2, "[!tip]");
        let found = head("[!quote|wide]+ A [[b]]").map(|head| (head.kind, head.title));
        assert_eq!(found, Some(("quote", "A [[b]]")));
        assert!(head("[!](x)").is_none() && head("[a]").is_none());
    }
}
