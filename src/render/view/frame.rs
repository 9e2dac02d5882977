//! What every page has: head, navigation, marking, foot. Enters: the page's place, its kind and title. Leaves: [`Frame`].

use super::linked;
use crate::model::config::Config;
use crate::model::{Marking, Route};
use crate::render::here::Here;
use crate::render::html::Html;
use serde::Serialize;

/// `page` in every template.
#[derive(Serialize)]
pub(crate) struct Frame<'a> {
    /// What kind of page: `home`, `article`, `seed`, `theme`, `unfiled`, `articles`, `claims`, `sources`, `whole`, `about`, `missing`.
    pub kind: &'static str,
    /// The language of the interface.
    pub lang: &'a str,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The title in the browser: "ARTICLE · DOSSIER".
    pub title: String,
    /// A sentence for search engines and previews.
    pub description: Option<String>,
    /// Whether search engines are asked to leave it out: not where anybody may find it.
    pub noindex: bool,
    /// Whether it is a working copy.
    pub working: bool,
    /// The full address, where the dossier has one.
    pub canonical: Option<String>,
    /// How a link to it looks elsewhere, where its full address is known.
    pub preview: Option<Preview>,
    /// What it is, for programs: JSON-LD, in an edition.
    pub linked: Option<Html>,
    /// The site's root, on the page for missing addresses alone.
    pub base: Option<String>,
    /// Feeds of what the page lists, of the dossier else.
    pub feeds: Vec<Feed>,
    /// Addresses of stylesheets for the screen and paper.
    pub styles: Vec<String>,
    /// The address of the stylesheet for paper.
    pub print: String,
    /// The address of the script.
    pub script: String,
    /// The dossier's title.
    pub dossier: &'a str,
    /// The address of the front page.
    pub home: String,
    /// Where the skip link leads.
    pub skip: String,
    /// The address of the whole dossier on one page.
    pub whole: String,
    /// The navigation.
    pub nav: Vec<Nav>,
    /// The marking of the edition, or of the article in a working copy.
    pub marking: Option<Tlp>,
    /// Whether forms on it may be sent to the preview.
    pub forms: bool,
    /// In the preview, on an article's page and the front page: where something can be corrected, and what wants a look.
    pub desk: Option<DeskNote>,
    /// Whether it is the page of a draft.
    pub draft: bool,
    /// Who made the dossier.
    pub authors: String,
    /// "Sources to 15 February 2026".
    pub latest: Option<String>,
}

/// A page as other programs show a link to it.
#[derive(Serialize)]
pub(crate) struct Preview {
    /// `website` or `article`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The full address of a picture of ours.
    pub image: Option<String>,
}

/// A feed.
#[derive(Serialize)]
pub(crate) struct Feed {
    /// What it is a feed of.
    pub title: String,
    /// Its name: "Atom".
    pub name: String,
    /// `application/atom+xml`.
    pub media: &'static str,
    /// Where it stands.
    pub href: String,
}

/// One link of the navigation.
#[derive(Serialize)]
pub(crate) struct Nav {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// Whether this page is it.
    pub here: bool,
}

/// What the preview says of what wants a look.
#[derive(Serialize)]
pub(crate) struct DeskNote {
    /// What the link says.
    pub label: String,
    /// Where it can be corrected.
    pub href: String,
    /// What wants a look.
    pub wants: Vec<super::desk::Want>,
}

/// A marking as it is shown.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Tlp {
    /// `TLP:GREEN`.
    pub label: String,
    /// `green`: its name in `data-tlp`.
    pub name: &'static str,
    /// `green`, `amber`, `red` or `clear`: how it is coloured.
    pub class: &'static str,
    /// Who may see it.
    pub means: String,
}

/// A marking for templates.
pub(crate) fn tlp(here: Here<'_>, marking: Marking) -> Tlp {
    let (class, key) = match marking {
        Marking::Clear => ("clear", "marking.clear"),
        Marking::Green => ("green", "marking.green"),
        Marking::Amber => ("amber", "marking.amber"),
        Marking::AmberStrict => ("amber", "marking.amber_strict"),
        Marking::Red => ("red", "marking.red"),
    };
    Tlp { label: marking.to_string(), name: marking.name(), class, means: here.words().get(key).to_owned() }
}

impl<'a> Frame<'a> {
    /// The frame of a page of the dossier's own.
    pub(crate) fn of(here: Here<'a>, kind: &'static str, title: &str) -> Self {
        let config = here.config();
        let words = here.words();
        let missing = here.route.as_str() == "404.html";
        // a domain of its own is the site's root
        let root = config.site_url.as_deref().map(root).or_else(|| config.cname.as_ref().map(|_| "/".to_owned()));
        let base = root.filter(|_| missing);
        let dossier = config.title.as_str();
        let file = |path: &str| here.href(&Route::new(path));
        let mut frame = Self {
            kind,
            lang: words.lang.tag(),
            dir: if words.lang.is_right_to_left() { "rtl" } else { "ltr" },
            title: if title.is_empty() {
                dossier.to_owned()
            } else {
                words.fill("page.title", &[("page", title), ("dossier", dossier)])
            },
            description: None,
            noindex: !config.is_open() || missing,
            working: here.working(),
            canonical: config.address(here.route).filter(|_| !missing),
            preview: None,
            linked: None,
            base: base.clone(),
            feeds: feeds(here, "feed", dossier),
            styles: styles(config, None).iter().map(|path| file(path)).collect(),
            print: file("static/css/print.css"),
            script: file("static/js/reader.js"),
            dossier,
            home: here.all.survey.routes.front.as_ref().map(|front| here.href(front)).unwrap_or_default(),
            whole: here.all.survey.routes.print.as_ref().map(|print| here.href(print)).unwrap_or_default(),
            skip: if base.is_some() { "404.html#main".to_owned() } else { "#main".to_owned() },
            nav: nav(here),
            marking: here.edition().map(|edition| tlp(here, edition.marking)),
            forms: false,
            desk: None,
            draft: false,
            authors: words.list(&config.authors),
            latest: here.all.survey.latest.map(|date| words.fill("page.latest", &[("date", &words.date(date))])),
        };
        frame.preview = linked::preview(&frame, "website", if title.is_empty() { dossier } else { title });
        frame
    }

    /// The same frame for a page of the desk.
    pub(crate) fn on_desk(mut self) -> Self {
        self.forms = true;
        self.styles.push("/_briefbook/desk.css".to_owned());
        self
    }

    /// The same frame with a description.
    pub(crate) fn described(mut self, description: Option<String>) -> Self {
        self.description =
            description.map(|text| crate::render::evidence::cut(&text, 300)).filter(|text| !text.is_empty());
        self
    }
}

/// The feeds of what stands at `stem`, where there are any.
pub(crate) fn feeds(here: Here<'_>, stem: &str, title: &str) -> Vec<Feed> {
    let forms = [("xml", "feed.atom", "application/atom+xml"), ("json", "feed.json", "application/feed+json")];
    let one = |(ending, name, media): (&str, &str, &'static str)| {
        let route = Route::new(&format!("{stem}.{ending}"));
        let there = here.all.links.plan.contains_key(&route);
        let name = here.words().get(name).to_owned();
        there.then(|| Feed { title: title.to_owned(), name, media, href: here.href(&route) })
    };
    forms.into_iter().filter_map(one).collect()
}

/// The style sheets of every page with one more of ours, below the site's root: the owner's come last.
pub(crate) fn styles(config: &Config, more: Option<&str>) -> Vec<String> {
    let ours = ["tokens", "base", "layout", "parts", "prose", "code"].into_iter().chain(more);
    let ours = ours.map(|name| format!("static/css/{name}.css"));
    let own = config.additional_css.iter().map(|path| path.trim_start_matches("./").trim_matches('/'));
    let own = own.filter(|path| !path.is_empty() && !path.split('/').any(|part| part == ".."));
    let own = own.map(|path| if path.starts_with("static/") { path.to_owned() } else { format!("static/{path}") });
    ours.chain(own).collect()
}

fn nav(here: Here<'_>) -> Vec<Nav> {
    let survey = &here.all.survey;
    let words = here.words();
    let mut out = Vec::new();
    let mut add = |key: &str, route: Option<&Route>, anchor: Option<&str>, current: bool| {
        let Some(route) = route else { return };
        let href = anchor.map_or_else(|| here.href(route), |anchor| here.route.to(route).at(anchor));
        out.push(Nav { title: words.get(key).to_owned(), href, here: current });
    };
    let is = |pages: &[Route]| pages.contains(here.route);
    if here.all.desk.is_some() {
        let desk = Route::new("desk.html");
        add("nav.desk", Some(&desk), None, here.route.as_str().starts_with("desk"));
    }
    let themed = here.all.dossier.ledger.members.iter().any(|members| !members.is_empty());
    if themed {
        add("nav.themes", survey.routes.front.as_ref(), Some("themes_"), false);
    }
    add("nav.articles", survey.routes.articles.first(), None, is(&survey.routes.articles));
    if !survey.with_facts.is_empty() {
        add("nav.claims", survey.routes.claims.first(), None, is(&survey.routes.claims));
    }
    add("nav.sources", survey.routes.sources.as_ref(), None, survey.routes.sources.as_ref() == Some(here.route));
    add("nav.about", survey.routes.about.as_ref(), None, survey.routes.about.as_ref() == Some(here.route));
    out
}

/// The path at which the site stands, with a slash at both ends.
fn root(site_url: &str) -> String {
    let path = match site_url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => site_url,
    };
    match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

/// The pages of a list, and which this one is.
#[derive(Serialize)]
pub(crate) struct Pager {
    /// "Page 2 of 5".
    pub title: String,
    /// All pages.
    pub pages: Vec<Nav>,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
}

/// A pager, where there is more than one page.
pub(crate) fn pager(here: Here<'_>, routes: &[Route], at: usize) -> Option<Pager> {
    let page = |i: usize| routes.get(i).map(|route| here.href(route));
    (routes.len() > 1).then(|| Pager {
        title: here
            .words()
            .fill("page.of", &[("n", &here.words().number(at + 1)), ("all", &here.words().number(routes.len()))]),
        pages: routes
            .iter()
            .enumerate()
            .filter(|(i, _)| *i == 0 || *i + 1 == routes.len() || i.abs_diff(at) <= 2)
            .map(|(i, route)| Nav { title: here.words().number(i + 1), href: here.href(route), here: i == at })
            .collect(),
        before: at.checked_sub(1).and_then(page),
        after: page(at + 1),
    })
}

/// A theme's numeral and title as a link.
#[derive(Clone, Serialize)]
pub(crate) struct ThemeLink {
    /// I, II, III, …
    pub numeral: String,
    /// Its title.
    pub title: Html,
    /// Its first page.
    pub href: String,
}

/// The link to the theme at `index` of the settings.
pub(crate) fn theme_link(here: Here<'_>, index: usize) -> Option<ThemeLink> {
    let theme = here.config().themes.get(index)?;
    Some(ThemeLink { numeral: roman(index + 1), title: here.text(&theme.title), href: here.theme(index)? })
}

fn roman(mut n: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{roman, root};

    #[test]
    fn addresses_and_numerals() {
        assert_eq!(root("https://x.example/dossier/"), "/dossier/");
        assert_eq!(root("https://x.example"), "/");
        assert_eq!((root("/d/").as_str(), root("/").as_str()), ("/d/", "/"));
        assert_eq!([1, 4, 9, 14, 49].map(roman), ["I", "IV", "IX", "XIV", "XLIX"]);
    }
}
