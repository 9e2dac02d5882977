//! An article in a list. Enters: an article and its page's place. Leaves: [`Card`]: title, date, site, kind, first sentence.

use super::frame::{Tlp, tlp};
use crate::model::Slot;
use crate::model::article::{Article, How, Kind, Origin};
use crate::render::evidence;
use crate::render::here::{DateView, Here};
use crate::render::html::{Html, prose};
use serde::Serialize;

/// An article in a list.
#[derive(Serialize)]
pub(crate) struct Card {
    /// Its title.
    pub title: Html,
    /// Its page.
    pub href: String,
    /// The language of its title and summary, where that is not the page's.
    pub lang: Option<String>,
    /// What a reader must know of the title: "title derived from the text".
    pub title_note: Option<String>,
    /// Its date; none is unknown.
    pub date: Option<DateView>,
    /// Its site.
    pub site: Option<Html>,
    /// Its authors, where no site is known.
    pub by: Option<Html>,
    /// What sort of text it is.
    pub kind: String,
    /// Whether the dossier's authors wrote it.
    pub own: bool,
    /// Its words, counted; empty where readers do not get them.
    pub words: String,
    /// Its standfirst or first sentence.
    pub summary: Option<Html>,
    /// Its marking, where one was set.
    pub marking: Option<Tlp>,
    /// Whether it is a draft, which no edition shows.
    pub draft: bool,
    /// In the list of the unfiled: what was found of the themes.
    pub found: Option<String>,
}

/// The article at `slot` as a card.
pub(crate) fn card(here: Here<'_>, slot: Slot) -> Card {
    let entry = here.entry(slot);
    let article = &entry.article;
    let lang = &article.lang.value;
    Card {
        title: prose(&article.title.value, lang),
        href: here.article(slot),
        lang: here.other_lang(lang),
        title_note: title_note(here, article),
        date: date(here, article),
        site: article.site.as_ref().map(|site| here.text(&site.value)),
        by: by(here, article),
        kind: kind(here, article.kind.value),
        own: article.origin.value == Origin::Own,
        words: if article.words > 0 {
            here.words().count("counts.words", article.words as usize)
        } else {
            String::new()
        },
        summary: summary(here, slot).map(|text| prose(&text, lang)),
        marking: article.strictest().map(|marking| tlp(here, marking)),
        draft: article.draft,
        found: None,
    }
}

/// The standfirst, or else the first sentence that may be shown.
pub(crate) fn summary(here: Here<'_>, slot: Slot) -> Option<String> {
    let entry = here.entry(slot);
    if !evidence::shows(entry) {
        return None;
    }
    let standfirst = entry.article.standfirst.as_ref().map(|found| evidence::cut(&found.value, 420));
    standfirst.or_else(|| evidence::opening(entry))
}

/// What sort of text, in words.
pub(crate) fn kind(here: Here<'_>, kind: Kind) -> String {
    here.words().get(&format!("kinds.{}", kind.name().replace(' ', "_"))).to_owned()
}

/// What a reader must know of a title that the article does not bear.
pub(crate) fn title_note(here: Here<'_>, article: &Article) -> Option<String> {
    let key = match article.title.how {
        How::Derived | How::Inferred => "found.title_derived",
        How::FileName | How::Address => "found.title_elsewhere",
        _ => return None,
    };
    Some(here.words().get(key).to_owned())
}

/// The article's date with what a reader must know of it.
pub(crate) fn date(here: Here<'_>, article: &Article) -> Option<DateView> {
    let found = article.date.as_ref()?;
    let key = match found.how {
        How::Page => Some("found.date_page"),
        How::Address => Some("found.date_address"),
        How::FileName => Some("found.date_file"),
        How::Inferred | How::Derived => Some("found.date_inferred"),
        _ => None,
    };
    Some(here.date(found.value, key.map(|key| here.words().get(key).to_owned())))
}

fn by(here: Here<'_>, article: &Article) -> Option<Html> {
    let names: Vec<String> = article.authors.iter().map(|author| author.value.name.to_string()).collect();
    (article.site.is_none() && !names.is_empty()).then(|| here.text(&here.words().list(&names)))
}
