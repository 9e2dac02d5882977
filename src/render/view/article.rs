//! An article's page. Enters: an article with its links. Leaves: [`ArticleView`]: metadata, contents, body, and the apparatus
//! that says how we know. Parts that are empty stay empty, and the template leaves them out.

use super::apparatus::{self, BacklinkView, RefGroup, RelatedView};
use super::card::{self, Card, card};
use super::desk;
use super::excerpt::{self, ExcerptView};
use super::fact::{self, FactView};
use super::frame::{DeskNote, Frame, ThemeLink, theme_link, tlp};
use super::linked;
use super::provenance::{self, Provenance};
use crate::model::Slot;
use crate::model::account::{Field, Role};
use crate::model::article::{Article, Origin};
use crate::model::block::Block;
use crate::model::config::Rights;
use crate::model::dossier;
use crate::model::reference::StatedRelation;
use crate::render::body::{self, BlockView, NoteView};
use crate::render::here::{Here, Link};
use crate::render::html::{Html, followable, host, prose};
use crate::render::inline::Pen;
use crate::text::fold::fold;
use crate::text::sentence::sentences;
use serde::Serialize;
use std::collections::BTreeMap;

/// Words that a reader reads in a minute.
const PACE: usize = 220;
/// Headings that make a list of contents worth its place.
const CONTENTS: usize = 3;

/// `it` in `page/article.html`.
#[derive(Serialize)]
pub(crate) struct ArticleView {
    /// Title, date, site, kind, words.
    pub card: Card,
    /// `rtl` where the article runs the other way than the page.
    pub dir: Option<&'static str>,
    /// The sentence under the title.
    pub standfirst: Option<Html>,
    /// Authors in the order given.
    pub authors: Vec<AuthorView>,
    /// "4 minutes".
    pub minutes: String,
    /// Its language in words, where that is not the dossier's.
    pub language: Option<String>,
    /// Tags as the site or owner gave them.
    pub tags: String,
    /// The address it was taken from.
    pub source: Option<Link>,
    /// "Own text" or "Clipping".
    pub origin: String,
    /// Its themes with their evidence, strongest first.
    pub themes: Vec<ThemeEvidence>,
    /// Headings and sections.
    pub contents: Vec<Entry>,
    /// The body.
    pub blocks: Vec<BlockView>,
    /// Footnotes.
    pub notes: Vec<NoteView>,
    /// Addresses that links in the body lead to, in a document for paper, where each is a note.
    pub addresses: Vec<Address>,
    /// Why there is no body, where it may not be shown.
    pub withheld: Option<Withheld>,
    /// What is shown in its place.
    pub excerpt: Option<ExcerptView>,
    /// What the editors say of it.
    pub note: Option<Html>,
    /// Why it was taken back, where it was; empty where no reason is given.
    pub withdrawn: Option<String>,
    /// Whether nothing but that is left of it, as readers get it.
    pub gone: bool,
    /// Claims and views.
    pub facts: Vec<FactView>,
    /// "4 claims and 4 views".
    pub facts_counted: String,
    /// What the article says of its authors, where the byline does not say all of it.
    pub author_notes: Vec<Html>,
    /// Whether it states relations, here or beside its facts.
    pub relations: bool,
    /// What a fact sheet states between two names.
    pub stated: Vec<String>,
    /// What the article points to.
    pub references: Vec<RefGroup>,
    /// Related articles with reasons.
    pub related: Vec<RelatedView>,
    /// Who points to it.
    pub backlinks: Vec<BacklinkView>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// The neighbours in its strongest theme.
    pub series: Option<Series>,
    /// Where the seed can be edited, in a working copy.
    pub edit: Option<String>,
}

/// An author.
#[derive(Serialize)]
pub(crate) struct AuthorView {
    /// The name.
    pub name: Html,
    /// Employer or role.
    pub affiliation: Option<Html>,
}

/// An address that a link in the body leads to.
#[derive(Serialize)]
pub(crate) struct Address {
    /// The number of its note.
    pub number: usize,
    /// The address.
    pub href: String,
}

/// A theme of the article and why.
#[derive(Serialize)]
pub(crate) struct ThemeEvidence {
    /// The theme.
    pub theme: ThemeLink,
    /// "NATO 17, Security Council 2".
    pub evidence: String,
    /// Whether the owner filed it here.
    pub filed: bool,
}

/// A line of the contents.
#[derive(Serialize)]
pub(crate) struct Entry {
    /// What it says.
    pub title: Html,
    /// Where it leads on this page.
    pub href: String,
    /// 2 or 3 for headings, 0 for the sections below the body.
    pub level: u8,
}

/// A body that may not be shown.
#[derive(Serialize)]
pub(crate) struct Withheld {
    /// "Read it at PUBLISHER".
    pub title: String,
    /// The address.
    pub href: Option<String>,
}

/// The neighbours in a theme.
#[derive(Serialize)]
pub(crate) struct Series {
    /// The theme.
    pub theme: ThemeLink,
    /// The article before.
    pub before: Option<Link>,
    /// The article after.
    pub after: Option<Link>,
}

/// The page of the article at `slot`.
pub(crate) fn new(here: Here<'_>, slot: Slot) -> (Frame<'_>, ArticleView) {
    let entry = here.entry(slot);
    let article = &*entry.article;
    let lang = &article.lang.value;
    let words = here.words();
    let mut pen = Pen::new(here, slot);
    let is_excerpt = entry.rights == Rights::Excerpt;
    let body = if is_excerpt { body::Body::default() } else { body::read(&mut pen) };
    let facts = fact::facts(here, slot, |index| here.fact_id(slot, index), &pen.cites);
    let shown = !is_excerpt && (!body.blocks.is_empty() || !facts.is_empty());
    let is_gone = article.withdrawn.is_some() && !here.working();
    let mut view = ArticleView {
        card: card(here, slot),
        dir: (lang.is_right_to_left() != words.lang.is_right_to_left())
            .then(|| if lang.is_right_to_left() { "rtl" } else { "ltr" }),
        standfirst: article.standfirst.as_ref().filter(|_| shown).map(|found| prose(&found.value, lang)),
        authors: authors(here, article),
        minutes: words.count("counts.minutes", (article.words as usize).div_ceil(PACE).max(1)),
        language: (lang.primary() != words.lang.primary()).then(|| here.language(lang)),
        tags: article.tags.iter().map(|tag| &**tag).collect::<Vec<_>>().join(" · "),
        source: source(here, article),
        origin: words.get(origin(article)).to_owned(),
        themes: themes(here, slot),
        contents: Vec::new(),
        blocks: body.blocks,
        notes: body.notes,
        addresses: pen.numbered().map(|(number, href)| Address { number, href: href.to_owned() }).collect(),
        withheld: (!shown && !is_gone).then(|| withheld(here, article)),
        excerpt: is_excerpt.then(|| excerpt::new(here, slot)),
        note: article.editors_note.as_ref().map(|note| here.text(note)),
        withdrawn: article.withdrawn.as_ref().map(ToString::to_string),
        gone: is_gone,
        author_notes: author_notes(entry),
        facts_counted: fact::counted(here, &facts),
        facts,
        relations: article.relations.iter().any(|relation| entry.shown.words(relation.at).is_some()),
        stated: stated(here, slot),
        references: apparatus::references(here, slot),
        related: apparatus::related(here, slot),
        backlinks: apparatus::backlinks(here, slot),
        provenance: provenance::new(here, slot),
        series: series(here, slot),
        edit: edit(here, article),
    };
    if here.whole.is_none() {
        view.contents = contents(here, slot, &view);
    }
    let mut frame = frame(here, slot);
    frame.linked = linked::article(here, slot, &view);
    (frame, view)
}

fn frame(here: Here<'_>, slot: Slot) -> Frame<'_> {
    let article = &here.entry(slot).article;
    let mut frame = Frame::of(here, "article", &article.title.value).described(card::summary(here, slot));
    frame.draft = article.draft;
    if here.all.desk.is_some() {
        frame.desk = Some(DeskNote {
            label: here.words().get("desk.correct").to_owned(),
            href: desk::address(here, slot),
            wants: desk::wants(here, slot),
        });
    }
    frame.noindex |= is_noindex(article);
    let kind = if article.origin.value == Origin::Own { "article" } else { "website" };
    frame.preview = linked::preview(&frame, kind, &article.title.value);
    // a picture of ours, never of a clipping
    let picture = here.entry(slot).pictures.values().flatten().next().filter(|_| article.origin.value == Origin::Own);
    if let (Some(preview), Some(picture)) = (&mut frame.preview, picture) {
        preview.image = here.config().address(&picture.route);
    }
    frame.marking = frame.marking.or_else(|| article.strictest().map(|marking| tlp(here, marking)));
    frame
}

/// Whether search engines are asked to leave its page out: the text is not ours to be found by, or is gone.
pub(crate) fn is_noindex(article: &Article) -> bool {
    article.origin.value == Origin::Clipping || article.withdrawn.is_some()
}

fn origin(article: &Article) -> &'static str {
    match article.origin.value {
        Origin::Own => "article.own",
        Origin::Clipping => "article.clipping",
    }
}

fn authors(here: Here<'_>, article: &Article) -> Vec<AuthorView> {
    let person = |found: &crate::model::Found<crate::model::article::Person>| AuthorView {
        name: here.text(&found.value.name),
        affiliation: found.value.affiliation.as_ref().map(|words| here.text(words)),
    };
    article.authors.iter().map(person).collect()
}

/// Notes on the authors: one sentence is told by the byline, if that says what they are.
fn author_notes(entry: &dossier::Entry) -> Vec<Html> {
    let article = &entry.article;
    let lang = &article.lang.value;
    let is_told = article.authors.iter().any(|author| author.value.affiliation.is_some());
    let notes = article.parts.iter().filter(|part| part.role == Role::Meta(Field::AuthorNote));
    let words = notes.filter_map(|part| entry.shown.words(part.span)).map(str::trim);
    words.filter(|words| !is_told || sentences(words, lang).len() > 1).map(|words| prose(words, lang)).collect()
}

fn source(here: Here<'_>, article: &Article) -> Option<Link> {
    let href = followable(&article.url.as_ref()?.value)?;
    let title = here.text(host(&href).unwrap_or(&href));
    Some(Link { title, href, lang: None })
}

pub(crate) fn withheld(here: Here<'_>, article: &Article) -> Withheld {
    let href = article.url.as_ref().and_then(|url| followable(&url.value));
    let publisher = article.site.as_ref().map(|site| site.value.to_string());
    let publisher = publisher.or_else(|| href.as_deref().and_then(host).map(str::to_owned));
    let words = here.words();
    let title = match (&publisher, &href) {
        (Some(publisher), Some(_)) => words.fill("article.read_at", &[("publisher", publisher)]),
        (Some(publisher), None) => words.fill("article.published_by", &[("publisher", publisher)]),
        (None, _) => words.get("article.not_shown").to_owned(),
    };
    Withheld { title, href }
}

/// Evidence of one theme: "NATO 17, Security Council 2".
pub(crate) fn hits(here: Here<'_>, vote: &crate::model::features::ThemeVote) -> String {
    let theme = here.config().themes.get(usize::from(vote.theme));
    let term = |hit: &crate::model::features::Hit| {
        let term = theme?.terms.get(usize::from(hit.term))?;
        Some(format!("{term} {}", here.words().number(usize::from(hit.count))))
    };
    vote.hits.iter().take(6).filter_map(term).collect::<Vec<_>>().join(here.words().get("lists.comma"))
}

fn themes(here: Here<'_>, slot: Slot) -> Vec<ThemeEvidence> {
    let votes = &here.entry(slot).features.votes;
    let one = |vote: &crate::model::features::ThemeVote| {
        let theme = theme_link(here, usize::from(vote.theme))?;
        Some(ThemeEvidence { theme, evidence: hits(here, vote), filed: vote.corrected })
    };
    votes.iter().filter_map(one).collect()
}

/// What a fact sheet states between two names: "The sheet states a relation between Belgium and European Union: strongly
/// supporting, strength 3.17", and where there are several such lines, the numbers of the facts that each rests on. What rests on one fact stands beside that.
pub(crate) fn stated(here: Here<'_>, slot: Slot) -> Vec<String> {
    let article = &here.entry(slot).article;
    let one = |relation: &StatedRelation| stated_one(here, slot, relation);
    article.relations.iter().filter(|relation| !is_of_one(article, relation)).filter_map(one).collect()
}

/// What a sheet of several relations states of the fact at `index` alone.
pub(crate) fn stated_of(here: Here<'_>, slot: Slot, index: usize) -> Vec<String> {
    let article = &here.entry(slot).article;
    let is_its =
        |relation: &&StatedRelation| is_of_one(article, relation) && usize::from(relation.facts.start) == index;
    article.relations.iter().filter(is_its).filter_map(|relation| stated_one(here, slot, relation)).collect()
}

fn is_of_one(article: &Article, relation: &StatedRelation) -> bool {
    article.relations.len() > 1 && relation.facts.len() == 1
}

fn stated_one(here: Here<'_>, slot: Slot, relation: &StatedRelation) -> Option<String> {
    let (words, entry) = (here.words(), here.entry(slot));
    entry.shown.words(relation.at)?;
    let between: Vec<String> = relation.between.iter().map(ToString::to_string).collect();
    let strength = match &*relation.strength {
        "" => String::new(),
        strength => words.fill("claims.strength", &[("strength", strength)]),
    };
    let (first, last) = (usize::from(relation.facts.start) + 1, usize::from(relation.facts.end));
    let rests = if entry.article.relations.len() > 1 && first < last {
        words.fill("claims.rests_on", &[("first", &words.number(first)), ("last", &words.number(last))])
    } else {
        String::new()
    };
    // "related" beside a label says no more than that there is a relation
    let says_nothing = |kind: &str| words.get("claims.plain_relations").split('|').any(|plain| plain == fold(kind));
    let kind = if says_nothing(&relation.kind) && !relation.label.trim().is_empty() { "" } else { &relation.kind };
    let parts = [kind, &relation.label, &strength, &rests];
    let what: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    let what = what.join(words.get("lists.comma"));
    let key = match (between.is_empty(), what.is_empty()) {
        (false, false) => "claims.stated",
        (false, true) => "claims.stated_between",
        (true, false) => "claims.stated_alone",
        (true, true) => return None,
    };
    Some(words.fill(key, &[("between", &words.list(&between)), ("what", &what)]))
}

/// Headings where there are three or more, and the sections below the body.
fn contents(here: Here<'_>, slot: Slot, view: &ArticleView) -> Vec<Entry> {
    let entry = here.entry(slot);
    let by_node: BTreeMap<u32, &str> = here.anchors(slot).iter().map(|(node, anchor)| (*node, &**anchor)).collect();
    let nodes: BTreeMap<&str, &crate::model::block::Node> =
        by_node.iter().filter_map(|(node, anchor)| Some((*anchor, entry.article.nodes.get(*node as usize)?))).collect();
    let mut out: Vec<Entry> = Vec::new();
    for block in view.blocks.iter().filter(|block| block.kind == "heading" && block.level <= 3) {
        let Some(node) = block.id.as_deref().and_then(|id| nodes.get(id)) else { continue };
        if !matches!(node.kind, Block::Heading(_)) {
            continue;
        }
        let title = entry.shown.words(node.span).unwrap_or_default();
        let href = format!("#{}", crate::model::site::encode(block.id.as_deref().unwrap_or_default()));
        out.push(Entry { title: prose(title, &entry.article.lang.value), href, level: block.level });
    }
    if out.len() < CONTENTS {
        return Vec::new();
    }
    let sections = [
        ("claims_", "article.claims", !view.facts.is_empty()),
        ("references_", "article.references", !view.references.is_empty()),
        ("related_", "article.related", !view.related.is_empty()),
        ("linked_", "article.linked", !view.backlinks.is_empty()),
        ("provenance_", "article.provenance", true),
    ];
    for (id, key, _) in sections.iter().filter(|(_, _, there)| *there) {
        out.push(Entry { title: here.text(here.words().get(key)), href: format!("#{id}"), level: 0 });
    }
    out
}

fn series(here: Here<'_>, slot: Slot) -> Option<Series> {
    let (theme, at) = (*here.all.survey.place.get(slot.index())?)?;
    let members = here.all.dossier.ledger.members.get(theme)?;
    let link = |at: usize| members.get(at).map(|(_, slot)| here.link(*slot));
    let (before, after) = (at.checked_sub(1).and_then(link), link(at + 1));
    (before.is_some() || after.is_some()).then_some(())?;
    Some(Series { theme: theme_link(here, theme)?, before, after })
}

fn edit(here: Here<'_>, article: &Article) -> Option<String> {
    let template = here.config().edit_url_template.as_ref().filter(|_| here.working())?;
    let path: Vec<String> = article.seed.as_str().split('/').map(crate::model::site::encode).collect();
    followable(&template.replace("{path}", &path.join("/")))
}
