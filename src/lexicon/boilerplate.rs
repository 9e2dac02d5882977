//! What sites print around articles, in English, French, Dutch and German: whole lines, beginnings of lines, calls at the
//! end of a paragraph, and the labels before links to other stories.

use super::sections;
use crate::text::fold::{Shipped, fold, fold_title, fold_word};
use std::sync::OnceLock;

/// What a boilerplate line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    /// A comment form, or the head of readers' comments.
    Comments,
    /// The head of a list of other stories.
    OtherStories,
    /// An advert.
    Advert,
    /// A menu, breadcrumb or pager.
    Navigation,
    /// A call to follow, share or subscribe.
    Call,
    /// A cookie, copyright or legal notice.
    Notice,
}

impl Furniture {
    /// By its name in `data/boilerplate.txt`.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "comments" => Self::Comments,
            "other-stories" => Self::OtherStories,
            "advert" => Self::Advert,
            "navigation" => Self::Navigation,
            "call" => Self::Call,
            "notice" => Self::Notice,
            _ => return None,
        })
    }
}

/// The phrases of `data/boilerplate.txt` by what they are.
#[derive(Default)]
struct Phrases {
    lines: Shipped<Furniture>,
    /// The first words of those that are on buttons.
    buttons: Shipped<()>,
    /// By their first words.
    beginnings: Shipped<Vec<(&'static str, Furniture)>>,
    /// By their first words.
    calls: Shipped<Vec<&'static str>>,
    labels: Vec<&'static str>,
    about_author: Vec<&'static str>,
    gates: Vec<&'static str>,
    scripts: Vec<&'static str>,
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let mut all = Phrases::default();
        for (head, phrase) in sections(include_str!("data/boilerplate.txt")) {
            match head.split_once(' ').map_or((head, None), |(list, kind)| (list, Furniture::of(kind))) {
                ("lines", Some(kind)) => {
                    all.lines.entry(phrase).or_insert(kind);
                    all.buttons.extend(is_on_button(kind).then_some((first_word(phrase), ())));
                }
                ("beginnings", Some(kind)) => {
                    all.beginnings.entry(first_word(phrase)).or_default().push((phrase, kind));
                }
                ("calls", None) => all.calls.entry(first_word(phrase)).or_default().push(phrase),
                ("labels", None) => all.labels.push(phrase),
                ("about-author", None) => all.about_author.push(phrase),
                ("gates", None) => all.gates.push(phrase),
                ("scripts", None) => all.scripts.push(phrase),
                _ => unreachable!("`{phrase}` stands under the head `{head}`, which is none"),
            }
        }
        all
    })
}

/// What a whole line is for, if it is furniture. `folded` is the line through `text::fold::fold_title`.
#[must_use]
pub fn line(folded: &str) -> Option<Furniture> {
    if folded.is_empty() {
        return None;
    }
    if is_count_of_comments(folded) {
        return Some(Furniture::Comments);
    }
    if is_reading_time(folded) || folded.split(' ').all(|word| word.chars().nth(1).is_none()) {
        return Some(Furniture::Navigation);
    }
    let whole = phrases().lines.get(folded).copied();
    whole.or_else(|| {
        let alike = phrases().beginnings.get(first_word(folded))?;
        let (_, kind) = alike.iter().find(|(beginning, _)| begins(folded, beginning))?;
        (!has_more_words(folded, 40)).then_some(*kind)
    })
}

fn first_word(folded: &str) -> &str {
    folded.split(' ').next().unwrap_or(folded)
}

/// Whether `folded` has more than `most` words, without counting those of a long line.
fn has_more_words(folded: &str, most: usize) -> bool {
    folded.split(' ').nth(most).is_some()
}

/// Whether `line` is a row of buttons, glued or not: "ShareTweetSend", "Share Tweet Print".
#[must_use]
pub fn is_button_row(line: &str) -> bool {
    const LONGEST: usize = 120;
    const PHRASE: usize = 5;
    if line.len() > LONGEST || !opens_with_button(line) {
        return false;
    }
    let mut spaced = String::with_capacity(line.len() + 8);
    let mut last = ' ';
    for c in line.chars() {
        if last.is_lowercase() && c.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(c);
        last = c;
    }
    let folded = fold_title(&spaced);
    let (mut rest, mut buttons, mut calls) = (folded.as_str(), 0, 0);
    while !rest.is_empty() {
        let ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]).take(PHRASE);
        let known = ends.filter_map(|end| Some((end, phrases().lines.get(&rest[..end])?)));
        let Some((end, kind)) = known.last() else { return false };
        if !is_on_button(*kind) {
            return false;
        }
        buttons += 1;
        calls += usize::from(*kind == Furniture::Call);
        rest = rest[end..].trim_start();
    }
    buttons >= 2 && calls * 2 >= buttons
}

fn is_on_button(kind: Furniture) -> bool {
    matches!(kind, Furniture::Call | Furniture::Navigation)
}

/// Whether the first word of `line`, up to the next capital, may be one of a button: in most lines it is none.
fn opens_with_button(line: &str) -> bool {
    let head = line.trim_start_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    let is_small = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let word =
        head.bytes().enumerate().take_while(|(at, b)| *at == 0 && b.is_ascii_alphanumeric() || is_small(b)).count();
    let goes_on = head.as_bytes().get(word).is_some_and(|b| !b.is_ascii() || b.is_ascii_uppercase());
    goes_on || phrases().buttons.contains_key(head[..word].to_ascii_lowercase().as_str())
}

/// Whether `line` says whose the text is and nothing else: it begins with the sign of copyright, or with the word and a year.
#[must_use]
pub fn is_copyright(line: &str) -> bool {
    let rest =
        line.strip_prefix(['©', 'ⓒ']).or_else(|| line.strip_prefix("(c) ")).or_else(|| line.strip_prefix("(C) "));
    let year =
        |rest: &str| rest.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && n.starts_with(['1', '2']));
    rest.is_some() || line.strip_prefix("Copyright ").is_some_and(|rest| year(rest) && rest.len() < 160)
}

/// "2 thoughts on …", "14 comments", "3 réactions".
fn is_count_of_comments(folded: &str) -> bool {
    let mut words = folded.split(' ');
    let counted = words.next().is_some_and(|n| matches!(n, "one" | "no") || n.bytes().all(|b| b.is_ascii_digit()));
    const COMMENTS: [&str; 14] = [
        "thought",
        "thoughts",
        "comment",
        "comments",
        "response",
        "responses",
        "reply",
        "replies",
        "commentaire",
        "commentaires",
        "reactie",
        "reacties",
        "kommentar",
        "kommentare",
    ];
    counted
        && words.next().is_some_and(|noun| COMMENTS.contains(&noun))
        && words.next().is_none_or(|next| matches!(next, "on" | "to" | "sur" | "op"))
}

/// "5 min read", "temps de lecture 3 min", "leestijd 4 minuten".
fn is_reading_time(folded: &str) -> bool {
    let is_minutes = |word: &str| matches!(word, "min" | "mins" | "minute" | "minutes" | "minuten" | "minuut");
    let is_reading = |word: &str| matches!(word, "read" | "reading" | "lecture" | "leestijd" | "lesezeit" | "lezen");
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    !has_more_words(folded, 7)
        && folded.split(' ').any(is_minutes)
        && folded.split(' ').any(is_reading)
        && !folded.split(' ').any(is_year)
}

fn begins(folded: &str, beginning: &str) -> bool {
    folded.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a sentence calls the reader to follow, share or subscribe.
#[must_use]
pub fn is_call(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().map(fold_word).unwrap_or_default();
    phrases().calls.get(&*first).is_some_and(|calls| {
        let folded = fold(sentence);
        calls.iter().any(|call| folded.starts_with(call))
    })
}

/// Whether words, through `text::fold::fold_title`, say that only subscribers read on.
#[must_use]
pub fn is_gate(folded: &str) -> bool {
    phrases().gates.iter().any(|phrase| folded.contains(phrase))
}

/// Whether words, through `text::fold::fold_title`, ask the reader to let scripts run.
#[must_use]
pub fn asks_for_scripts(folded: &str) -> bool {
    phrases().scripts.iter().any(|phrase| folded.contains(phrase))
}

/// Whether a line, through `text::fold::fold_title`, is the head of what is said of an author.
#[must_use]
pub fn is_about_author(folded: &str) -> bool {
    phrases().about_author.contains(&folded)
}

/// Splits "RELATED POST: Title" at the colon: the byte at which the title begins.
#[must_use]
pub fn related_label(line: &str) -> Option<usize> {
    let colon =
        line.char_indices().take(40).find(|(_, c)| matches!(c, ':' | '：')).map(|(at, c)| (at, c.len_utf8()))?;
    let label = fold(&line[..colon.0]);
    let known = phrases().labels.contains(&label.trim());
    let rest = &line[colon.0 + colon.1..];
    (known && !rest.trim().is_empty()).then(|| line.len() - rest.trim_start().len())
}

/// Whether a line of tags says no more than that they are tags.
#[must_use]
pub fn is_bare_tags(line: &str) -> bool {
    ["Tags:", "Keywords:"].iter().any(|head| line.get(..head.len()).is_some_and(|s| s.eq_ignore_ascii_case(head)))
}

/// Whether a line says under which tags an article was posted: the byte range of the tags.
#[must_use]
pub fn posted_in(line: &str) -> Option<std::ops::Range<usize>> {
    const HEADS: [&str; 9] = [
        "This entry was posted in ",
        "Posted in ",
        "Filed under: ",
        "Filed under ",
        "Tagged ",
        "Tags: ",
        "Keywords: ",
        "Publié dans ",
        "Geplaatst in ",
    ];
    let head =
        HEADS.iter().find(|head| line.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)))?;
    let rest = &line[head.len()..];
    let end =
        [". Bookmark", " by ", " and tagged ", ". Ajoutez", ". Maak"].iter().filter_map(|tail| rest.find(tail)).min();
    let end = end.unwrap_or(rest.trim_end().trim_end_matches('.').len());
    (rest[..end].split_whitespace().count() <= 25).then_some(head.len()..head.len() + end)
}

#[cfg(test)]
mod tests {
    use super::{Furniture, asks_for_scripts, is_gate, line, posted_in, related_label};
    use crate::text::fold::fold_title;

    #[test]
    fn furniture() {
        for (text, want) in [
            ("LEAVE A REPLY", Some(Furniture::Comments)),
            ("- Advertisment -", Some(Furniture::Advert)),
            ("Please enter your comment!", Some(Furniture::Comments)),
            ("Log Out /  Change )", Some(Furniture::Comments)),
            ("Most Popular", Some(Furniture::OtherStories)),
            ("You are commenting using your Facebook account. Log Out /  Change )", Some(Furniture::Comments)),
            ("Commentators say the name is wrong", None),
            ("Peace Broker or Strategic Beneficiary?", None),
        ] {
            assert_eq!(line(&fold_title(text)), want, "{text}");
        }
    }

    #[test]
    fn gates() {
        for text in [
            "To continue reading, subscribe",
            "This article is for subscribers only.",
            "Il vous reste 60 % de cet article à lire.",
            "La suite est réservée aux abonnés",
            "Dieser Artikel ist Abonnenten vorbehalten.",
            "Verder lezen? Word abonnee",
        ] {
            assert!(is_gate(&fold_title(text)), "{text}");
        }
        for text in ["Subscribe to our newsletter", "Die Abonnenten lasen weiter.", "The rest is for the keepers"] {
            assert!(!is_gate(&fold_title(text)), "{text}");
        }
        assert!(asks_for_scripts(&fold_title("Please enable JavaScript, and cookies.")));
        assert!(!asks_for_scripts(&fold_title("JavaScript is a language.")));
    }

    #[test]
    fn labels() {
        let text = "RELATED POST: City of Towers";
        assert_eq!(related_label(text).map(|at| &text[at..]), Some("City of Towers"));
        assert!(related_label("Brussels, Den of Spies: a title").is_none());
        let text = "This entry was posted in Belgium, Brussels. Bookmark the permalink.";
        assert_eq!(posted_in(text).map(|r| &text[r]), Some("Belgium, Brussels"));
    }
}
