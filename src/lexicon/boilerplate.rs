//! What sites print around articles, in English, French, Dutch and German: whole lines, beginnings of lines, calls at the
//! end of a paragraph, and the labels before links to other stories.

use std::collections::HashMap;
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

use Furniture::{Advert, Call, Comments, Navigation, Notice, OtherStories};

/// Whole lines, as `text::fold::fold_title` leaves them (letters, digits and single spaces).
const LINES: &[(Furniture, &[&str])] = &[
    (
        Comments,
        &[
            "leave a reply",
            "leave a comment",
            "leave a response",
            "post a comment",
            "post comment",
            "add a comment",
            "add comment",
            "write a comment",
            "comments",
            "comment",
            "no comments",
            "no comments yet",
            "join the discussion",
            "join the conversation",
            "please enter your comment",
            "name",
            "email",
            "e mail",
            "website",
            "your name",
            "your email",
            "your comment",
            "cancel reply",
            "please enter your name here",
            "submit comment",
            "reply",
            "log out change",
            "logo",
            "facebook photo",
            "google photo",
            "twitter picture",
            "gravatar",
            "connecting to s",
            "connecting to",
            "notify me of new comments via email",
            "notify me of new posts via email",
            "save my name email and website in this browser for the next time i comment",
            "your email address will not be published",
            "your email address will not be published required fields are marked",
            "required fields are marked",
            "recent comments",
            "laisser un commentaire",
            "laissez un commentaire",
            "ajouter un commentaire",
            "commentaires",
            "repondre",
            "répondre",
            "votre nom",
            "votre commentaire",
            "plaats een reactie",
            "geef een reactie",
            "laat een reactie achter",
            "reacties",
            "reageer",
            "schrijf een reactie",
            "naam",
            "jouw reactie",
            "schreibe einen kommentar",
            "kommentar hinterlassen",
            "kommentar schreiben",
            "kommentare",
            "antworten",
            "antwort hinterlassen",
        ],
    ),
    (
        OtherStories,
        &[
            "related articles",
            "related posts",
            "related stories",
            "related content",
            "related news",
            "related",
            "related topics",
            "most popular",
            "most read",
            "most viewed",
            "most shared",
            "trending",
            "trending now",
            "popular posts",
            "popular",
            "latest",
            "latest news",
            "latest posts",
            "latest articles",
            "latest stories",
            "recent posts",
            "recent articles",
            "more stories",
            "more news",
            "more from this author",
            "more from author",
            "more articles",
            "more on this topic",
            "more on this story",
            "you may also like",
            "you might also like",
            "you may be interested in",
            "recommended",
            "recommended for you",
            "recommended reading",
            "read more",
            "read next",
            "up next",
            "see also",
            "editors picks",
            "editor s picks",
            "top stories",
            "in other news",
            "also on this site",
            "further reading on this site",
            "articles similaires",
            "articles liés",
            "articles lies",
            "a lire aussi",
            "à lire aussi",
            "lire aussi",
            "lire la suite",
            "les plus lus",
            "sur le meme sujet",
            "sur le même sujet",
            "dans la meme rubrique",
            "dans la même rubrique",
            "lees ook",
            "lees meer",
            "meer artikelen",
            "gerelateerde artikelen",
            "gerelateerd",
            "meest gelezen",
            "meer nieuws",
            "laatste nieuws",
            "mehr zum thema",
            "lesen sie auch",
            "weitere artikel",
            "ähnliche artikel",
            "meistgelesen",
            "auch interessant",
            "das könnte sie auch interessieren",
        ],
    ),
    (
        Advert,
        &[
            "advertisement",
            "advertisment",
            "advertising",
            "advert",
            "ad",
            "ads",
            "sponsored",
            "sponsored content",
            "promoted",
            "story continues below advertisement",
            "article continues below",
            "continue reading below",
            "google search engine",
            "publicite",
            "publicité",
            "advertentie",
            "gesponsord",
            "anzeige",
            "werbung",
        ],
    ),
    (
        Navigation,
        &[
            "home",
            "menu",
            "main menu",
            "search",
            "skip to content",
            "skip to main content",
            "skip to the content",
            "sections",
            "categories",
            "tags",
            "archives",
            "archive",
            "about",
            "about us",
            "contact",
            "contact us",
            "log in",
            "login",
            "sign in",
            "sign up",
            "register",
            "my account",
            "subscribe",
            "newsletter",
            "newsletters",
            "previous article",
            "next article",
            "previous post",
            "next post",
            "previous",
            "next",
            "back to top",
            "back",
            "top",
            "print",
            "print this page",
            "pdf",
            "download",
            "close",
            "open menu",
            "toggle navigation",
            "sitemap",
            "site map",
            "faq",
            "jobs",
            "careers",
            "rss",
            "uncategorized",
            "post navigation",
            "load more",
            "show more",
            "view all",
            "see all",
            "accueil",
            "recherche",
            "rechercher",
            "connexion",
            "se connecter",
            "s abonner",
            "contactez nous",
            "retour",
            "imprimer",
            "zoeken",
            "inloggen",
            "aanmelden",
            "abonneren",
            "startseite",
            "suche",
            "anmelden",
            "abonnieren",
            "drucken",
        ],
    ),
    (
        Call,
        &[
            "share",
            "share this",
            "share this article",
            "share this post",
            "share this story",
            "share on facebook",
            "share on twitter",
            "share on x",
            "share on linkedin",
            "share via email",
            "email this",
            "tweet",
            "facebook",
            "twitter",
            "x",
            "linkedin",
            "whatsapp",
            "telegram",
            "pinterest",
            "reddit",
            "instagram",
            "youtube",
            "copy link",
            "follow us",
            "follow",
            "like this",
            "like loading",
            "loading",
            "subscribe now",
            "subscribe today",
            "sign up for our newsletter",
            "subscribe to our newsletter",
            "get our newsletter",
            "support us",
            "donate",
            "donate now",
            "become a member",
            "partager",
            "partagez",
            "partager sur facebook",
            "suivez nous",
            "abonnez vous",
            "inscrivez vous a notre newsletter",
            "delen",
            "deel dit artikel",
            "volg ons",
            "schrijf je in",
            "schrijf je in voor onze nieuwsbrief",
            "teilen",
            "artikel teilen",
            "folgen sie uns",
            "newsletter abonnieren",
        ],
    ),
    (
        Notice,
        &[
            "all rights reserved",
            "terms of use",
            "terms of service",
            "terms and conditions",
            "privacy policy",
            "privacy",
            "cookie policy",
            "cookies",
            "cookie settings",
            "accept",
            "accept all",
            "accept cookies",
            "reject all",
            "disclaimer",
            "legal notice",
            "imprint",
            "accessibility",
            "tous droits réservés",
            "mentions légales",
            "politique de confidentialité",
            "accepter",
            "tout accepter",
            "alle rechten voorbehouden",
            "gebruiksvoorwaarden",
            "privacybeleid",
            "cookiebeleid",
            "alles accepteren",
            "alle rechte vorbehalten",
            "impressum",
            "datenschutz",
            "datenschutzerklärung",
            "alle akzeptieren",
        ],
    ),
];

/// Beginnings of lines of at most 40 words, folded like [`LINES`].
const BEGINNINGS: &[(Furniture, &[&str])] = &[
    (
        Comments,
        &[
            "fill in your details below",
            "you are commenting using your",
            "you must be logged in to",
            "please log in to comment",
            "your email address will not be published",
            "save my name email",
            "notify me of",
            "leave a reply to",
            "comments are closed",
            "1 comment",
            "0 comments",
            "votre adresse e mail ne sera pas publiée",
            "je e mailadres wordt niet gepubliceerd",
            "deine e mail adresse wird nicht veröffentlicht",
        ],
    ),
    (
        Call,
        &[
            "follow us on",
            "follow us at",
            "like us on",
            "subscribe to our",
            "sign up for our",
            "sign up to our",
            "join our newsletter",
            "share this with",
            "click here to subscribe",
            "to support our work",
            "if you enjoyed this",
            "suivez nous sur",
            "abonnez vous à",
            "inscrivez vous à",
            "volg ons op",
            "abonneer je op",
            "folgen sie uns auf",
            "abonnieren sie",
        ],
    ),
    (
        Notice,
        &[
            "all rights reserved",
            "copyright ©",
            "copyright 20",
            "© 20",
            "we use cookies",
            "this site uses cookies",
            "this website uses cookies",
            "by continuing to use this",
            "the views expressed",
            "views expressed in this",
            "the opinions expressed",
            "this article was originally published",
            "nous utilisons des cookies",
            "ce site utilise des cookies",
            "deze website gebruikt cookies",
            "wij gebruiken cookies",
            "diese website verwendet cookies",
            "wir verwenden cookies",
        ],
    ),
    (Advert, &["advertisement scroll", "sponsored by", "paid for by"]),
];

/// Beginnings of sentences that call the reader away from the article, folded by `text::fold::fold`.
const CALLS: &[&str] = &[
    "follow us on ",
    "follow us at ",
    "follow @",
    "like us on ",
    "subscribe to our ",
    "subscribe now",
    "sign up for our ",
    "sign up to our ",
    "click here to ",
    "share this article",
    "read more about us",
    "join our newsletter",
    "join us on ",
    "find us on ",
    "visit our website",
    "download our app",
    "listen to our podcast",
    "support our work",
    "suivez-nous sur ",
    "abonnez-vous ",
    "inscrivez-vous ",
    "volg ons op ",
    "abonneer je ",
    "schrijf je in ",
    "folgen sie uns ",
    "abonnieren sie ",
    "melden sie sich ",
];

/// Labels before the title of another story, upper case or not, without the colon, folded by `text::fold::fold`.
const RELATED_LABELS: &[&str] = &[
    "related post",
    "related posts",
    "related article",
    "related story",
    "related",
    "read also",
    "also read",
    "see also",
    "read more",
    "read next",
    "more on this",
    "a lire",
    "à lire",
    "a lire aussi",
    "à lire aussi",
    "lire aussi",
    "article lié",
    "lees ook",
    "lees verder",
    "zie ook",
    "gerelateerd",
    "lesen sie auch",
    "lesen sie dazu",
    "mehr dazu",
    "siehe auch",
];

/// [`LINES`] by line; one that stands under two heads has the first.
fn lines() -> &'static HashMap<&'static str, Furniture> {
    static BY_LINE: OnceLock<HashMap<&'static str, Furniture>> = OnceLock::new();
    BY_LINE.get_or_init(|| {
        let all = LINES.iter().rev().flat_map(|(kind, lines)| lines.iter().map(move |line| (*line, *kind)));
        all.collect()
    })
}

/// What a whole line is for, if it is furniture. `folded` is the line through `text::fold::fold_title`.
#[must_use]
pub fn line(folded: &str) -> Option<Furniture> {
    if folded.is_empty() {
        return None;
    }
    if is_count_of_comments(folded) {
        return Some(Comments);
    }
    if is_reading_time(folded) {
        return Some(Navigation);
    }
    let whole = lines().get(folded).copied();
    whole.or_else(|| {
        let short = folded.split(' ').count() <= 40;
        BEGINNINGS
            .iter()
            .find(|(_, beginnings)| short && beginnings.iter().any(|b| begins(folded, b)))
            .map(|(kind, _)| *kind)
    })
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
    let minutes =
        folded.split(' ').any(|word| matches!(word, "min" | "mins" | "minute" | "minutes" | "minuten" | "minuut"));
    let reading =
        ["read", "lecture", "leestijd", "lesezeit", "lezen"].iter().any(|word| folded.split(' ').any(|w| w == *word));
    minutes && reading && folded.split(' ').count() <= 7
}

fn begins(folded: &str, beginning: &str) -> bool {
    folded
        .strip_prefix(beginning)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || beginning.ends_with("20"))
}

/// Whether a sentence calls the reader to follow, share or subscribe.
#[must_use]
pub fn is_call(folded_sentence: &str) -> bool {
    CALLS.iter().any(|call| folded_sentence.starts_with(call))
}

/// Splits "RELATED POST: Title" at the colon: the byte at which the title begins.
#[must_use]
pub fn related_label(line: &str) -> Option<usize> {
    let colon =
        line.char_indices().take(40).find(|(_, c)| matches!(c, ':' | '：')).map(|(at, c)| (at, c.len_utf8()))?;
    let label = crate::text::fold::fold(&line[..colon.0]);
    let known = RELATED_LABELS.contains(&label.trim());
    let rest = &line[colon.0 + colon.1..];
    (known && !rest.trim().is_empty()).then(|| line.len() - rest.trim_start().len())
}

/// Whether a line says under which tags an article was posted: the byte range of the tags.
#[must_use]
pub fn posted_in(line: &str) -> Option<std::ops::Range<usize>> {
    const HEADS: [&str; 8] = [
        "This entry was posted in ",
        "Posted in ",
        "Filed under: ",
        "Filed under ",
        "Tagged ",
        "Tags: ",
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
    use super::{Furniture, line, posted_in, related_label};
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
    fn labels() {
        let text = "RELATED POST: City of Towers";
        assert_eq!(related_label(text).map(|at| &text[at..]), Some("City of Towers"));
        assert!(related_label("Brussels, Den of Spies: a title").is_none());
        let text = "This entry was posted in Belgium, Brussels. Bookmark the permalink.";
        assert_eq!(posted_in(text).map(|r| &text[r]), Some("Belgium, Brussels"));
    }
}
