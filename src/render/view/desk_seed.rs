//! A seed on the desk: its lines beside the article that became of them, and a form for what is not right. Enters: an article with
//! its account. Leaves: [`DeskSeedView`]. In the preview only.

use super::desk::{FaultView, address, doubtful, fault_view};
use super::frame::Frame;
use super::provenance::{aside_word, said as said_to_readers};
use crate::diagnostic::Code;
use crate::model::account::{Drawn, Part, Role, Said};
use crate::model::article::{Article, How, Kind, Origin};
use crate::model::dossier::Entry;
use crate::model::{Marking, Slot};
use crate::render::body::{self, BlockView};
use crate::render::desk;
use crate::render::doubt::Doubt;
use crate::render::here::{Here, Link};
use crate::render::html::{Html, escaped};
use crate::render::inline::Pen;
use crate::text::{LineIndex, Span};
use serde::Serialize;

/// Most lines of one seed that are laid out; the rest is told.
const MOST: usize = 4_000;

/// `it` in `page/desk_seed.html`.
#[derive(Serialize)]
pub(crate) struct DeskSeedView {
    /// The seed's path.
    pub path: String,
    /// The key of what it was read from.
    pub seen: String,
    /// This page's address below the preview's root.
    pub back: String,
    /// The desk.
    pub desk: String,
    /// The article's page.
    pub article: Link,
    /// The seed as it lies on disk.
    pub source: Option<String>,
    /// "4 of 40", in the order of their paths, which no correction changes.
    pub place: String,
    /// The one before in that order.
    pub before: Option<Link>,
    /// The one after.
    pub after: Option<Link>,
    /// The next in that order that wants a look.
    pub wanting: Option<Link>,
    /// What is doubtful, each with its field.
    pub doubts: Vec<DoubtView>,
    /// What else is amiss.
    pub faults: Vec<FaultView>,
    /// What is known, each with where it came from.
    pub fields: Vec<FieldView>,
    /// The language of its words, where that is not the page's.
    pub lang: Option<String>,
    /// `rtl` where it runs the other way than the page.
    pub dir: Option<&'static str>,
    /// The lines, in runs of which long ones of what is set aside are folded.
    pub runs: Vec<RunView>,
    /// "and 200 more lines".
    pub more: Option<String>,
    /// What the owner said of lines.
    pub drawn: Vec<DrawnView>,
    /// The article's title.
    pub title: Html,
    /// The article's body.
    pub blocks: Vec<BlockView>,
}

/// Something that is doubtful.
#[derive(Serialize)]
pub(crate) struct DoubtView {
    /// What, in words.
    pub text: String,
    /// The field where it can be corrected.
    pub field: &'static str,
    /// "change: Date".
    pub change: String,
}

/// One thing that is known of a seed.
#[derive(Serialize)]
pub(crate) struct FieldView {
    /// The name in a sidecar.
    pub key: &'static str,
    /// What it is, in words.
    pub label: String,
    /// `text`, `choice`, `several` or `truth`.
    pub form: &'static str,
    /// The value.
    pub value: String,
    /// Where it came from.
    pub how: String,
    /// Whether it was guessed.
    pub guess: bool,
    /// Whether the owner says that there is none.
    pub none: bool,
    /// Whether the guess is doubtful.
    pub doubtful: bool,
    /// Whether there may be none.
    pub can_be_none: bool,
    /// What it won over.
    pub beaten: Vec<String>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// How to write it.
    pub hint: Option<String>,
}

/// Something that can be chosen.
#[derive(Serialize)]
pub(crate) struct Choice {
    /// The value.
    pub value: String,
    /// In words.
    pub label: String,
    /// Whether it is.
    pub chosen: bool,
}

/// Lines that stand together.
#[derive(Serialize)]
pub(crate) struct RunView {
    /// What to say of them where they are folded: "40 lines, set aside: navigation".
    pub fold: Option<String>,
    /// Whether the fold is open: something in it wants a look.
    pub open: bool,
    /// The lines.
    pub lines: Vec<LineView>,
}

/// One line of the reading text.
#[derive(Serialize)]
pub(crate) struct LineView {
    /// Its number, from 1.
    pub number: usize,
    /// Its words.
    pub html: Html,
    /// `body`, `meta`, `ref`, `fact`, `aside`, `mixed` or `blank`.
    pub role: &'static str,
    /// What it is, at the first line of each run.
    pub label: Option<String>,
    /// Which rule said so, and what it saw.
    pub why: Option<String>,
    /// Why it was set aside.
    pub reason: Option<String>,
}

/// What the owner said of lines.
#[derive(Serialize)]
pub(crate) struct DrawnView {
    /// Its number.
    pub index: usize,
    /// "Kept" or "Set aside".
    pub fate: String,
    /// The first and last words.
    pub words: String,
    /// The first line, where they are found.
    pub line: Option<usize>,
}

/// The page of the article at `slot`.
pub(crate) fn new(here: Here<'_>, slot: Slot) -> (Frame<'_>, DeskSeedView) {
    let entry = here.entry(slot);
    let article = &*entry.article;
    let words = here.words();
    let slots: Vec<Slot> = here.all.dossier.iter().map(|(slot, _)| slot).collect();
    let at = slot.index();
    let to = |other: &Slot| Link { href: address(here, *other), ..here.link(*other) };
    let desk = here.all.desk.as_ref();
    let others = || slots.iter().skip(at + 1).chain(slots.iter().take(at));
    let whole = entry.shown.whole().unwrap_or_default();
    let index = LineIndex::new(whole);
    let doubts = desk.map_or(&[][..], |desk| desk.doubts(slot));
    let mut faults = desk.map_or(&[][..], |desk| desk.faults(slot)).to_vec();
    faults.retain(|fault| !matches!(fault.code, Code::DerivedTitle | Code::Undated));
    faults.sort_by_key(crate::diagnostic::Diagnostic::severity);
    let told: Vec<u32> = faults.iter().filter(|fault| desk::wants(fault)).map(|fault| fault.place.line).collect();
    let mut pen = Pen::new(here, slot);
    let view = DeskSeedView {
        path: article.seed.as_str().to_owned(),
        seen: article.seen(),
        back: format!("/{}", here.route),
        desk: here.href(&crate::model::Route::new("desk.html")),
        article: here.link(slot),
        source: here.all.links.seeds.get(slot.index()).and_then(Option::as_ref).map(|route| here.href(route)),
        place: words.fill("desk.place", &[("n", &words.number(at + 1)), ("all", &words.number(slots.len()))]),
        before: at.checked_sub(1).and_then(|at| slots.get(at)).map(to),
        after: slots.get(at + 1).map(to),
        wanting: desk.and_then(|desk| others().find(|slot| desk.wants(**slot))).map(to),
        doubts: doubts.iter().map(|doubt| doubt_view(here, doubt)).collect(),
        faults: faults.iter().map(|fault| fault_view(here, fault, article.seed.as_str())).collect(),
        fields: fields(here, article, entry, doubts),
        lang: here.other_lang(&article.lang.value),
        dir: (article.lang.value.is_right_to_left() != words.lang.is_right_to_left())
            .then(|| if article.lang.value.is_right_to_left() { "rtl" } else { "ltr" }),
        more: (index.spans().len() > MOST).then(|| words.count("desk.more_lines", index.spans().len() - MOST)),
        runs: runs(here, lines(here, entry, whole, index.spans()), &told),
        drawn: (0..).zip(&article.drawn).map(|(at, drawn)| drawn_view(here, at, drawn, &index)).collect(),
        title: crate::render::html::prose(&article.title.value, &article.lang.value),
        blocks: body::read(&mut pen).blocks,
    };
    let title = words.fill("desk.seed_title", &[("path", article.seed.as_str())]);
    (Frame::of(here, "desk", &title).on_desk(), view)
}

fn doubt_view(here: Here<'_>, doubt: &Doubt) -> DoubtView {
    let key = format!("desk.field_{}", doubt.field);
    let change = here.words().fill("desk.change", &[("field", here.words().get(&key))]);
    DoubtView { text: doubtful(here, doubt), field: doubt.field, change }
}

fn drawn_view(here: Here<'_>, index: usize, drawn: &Drawn, lines: &LineIndex) -> DrawnView {
    let (from, to) = (drawn.anchor.from.as_deref(), drawn.anchor.to.as_deref());
    let said = match (from, to) {
        (Some(from), Some(to)) if from != to => format!("{from} … {to}"),
        (Some(only), Some(_)) => only.to_owned(),
        (Some(from), None) => format!("{from} …"),
        (None, to) => format!("… {}", to.unwrap_or_default()),
    };
    let fate = match drawn.said {
        Said::Kept(Some(shape)) => here.words().get(&format!("desk.kept_{}", shape.name())).to_owned(),
        Said::Kept(None) => here.words().get("desk.kept").to_owned(),
        Said::Aside => here.words().get("desk.set_aside").to_owned(),
        Said::Marked(marking) => marking.to_string(),
    };
    DrawnView { index, fate, words: said, line: drawn.at.first().map(|at| lines.line(at.start) as usize) }
}

/// Where a value came from, as its owner wants to know it.
fn said(here: Here<'_>, how: How) -> String {
    match how {
        How::Sidecar => here.words().get("desk.by_sidecar").to_owned(),
        How::Defaults => here.words().get("desk.by_defaults").to_owned(),
        how => said_to_readers(here, how),
    }
}

/// What is known, in the order of the form.
fn fields(here: Here<'_>, article: &Article, entry: &Entry, doubts: &[Doubt]) -> Vec<FieldView> {
    let words = here.words();
    let beaten = |key: &str| {
        let of = article.beaten.iter().filter(|beaten| beaten.key == key);
        of.map(|beaten| words.fill("desk.beat", &[("value", &beaten.value), ("how", &said(here, beaten.how))]))
            .collect()
    };
    let field = |key: &'static str, form, choices| {
        let (value, how) = article.known(key).map_or((String::new(), None), |(value, how)| (value, Some(how)));
        let none = article.none(key).map(|by| words.fill("desk.said_none", &[("how", &said(here, by))]));
        FieldView {
            key,
            label: words.get(&format!("desk.field_{key}")).to_owned(),
            form,
            value,
            how: none
                .clone()
                .unwrap_or_else(|| how.map_or_else(|| words.get("desk.unknown").to_owned(), |how| said(here, how))),
            guess: how.is_some_and(|how| !how.is_correction()),
            none: none.is_some(),
            doubtful: doubts.iter().any(|doubt| doubt.field == key && !doubt.value.is_empty()),
            can_be_none: ["description", "authors", "date", "site", "url"].contains(&key),
            beaten: beaten(key),
            choices,
            hint: words.known(&format!("desk.hint_{key}")).map(str::to_owned),
        }
    };
    let kinds = Kind::ALL.map(|kind| choice(kind.name(), &super::card::kind(here, kind), kind == article.kind.value));
    let origins = [(Origin::Clipping, "article.clipping"), (Origin::Own, "article.own")]
        .map(|(origin, key)| choice(origin.name(), words.get(key), origin == article.origin.value));
    let marking = article.marking.as_ref();
    let none = choice("", words.get("desk.no_marking"), marking.is_none());
    let markings =
        Marking::ALL.map(|m| choice(m.name(), &m.to_string(), marking.is_some_and(|found| found.value == m)));
    let mut out: Vec<FieldView> = ["title", "description", "authors", "date", "site", "url", "language"]
        .map(|key| field(key, "text", Vec::new()))
        .into();
    out.push(field("kind", "choice", kinds.into()));
    out.push(field("origin", "choice", origins.into()));
    out.push(field("marking", "choice", [none].into_iter().chain(markings).collect()));
    let voted = |at: usize| entry.features.votes.iter().any(|vote| usize::from(vote.theme) == at);
    let themes: Vec<Choice> = (0..)
        .zip(&here.config().themes)
        .map(|(at, theme)| choice(theme.id.as_str(), &theme.title, voted(at)))
        .collect();
    if !themes.is_empty() {
        let filed: Vec<&str> = themes.iter().filter(|theme| theme.chosen).map(|theme| theme.value.as_str()).collect();
        let filed = filed.join(",");
        let how = article.themes.as_ref().map_or(How::Inferred, |themes| themes.how);
        let said = FieldView {
            how: said(here, how),
            guess: !how.is_correction(),
            value: filed,
            ..field("themes", "several", themes)
        };
        out.push(said);
    }
    out
}

fn choice(value: &str, label: &str, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), chosen }
}

/// What a line is.
#[derive(Clone, PartialEq, Eq, Default)]
struct Fate {
    role: &'static str,
    label: String,
    why: String,
    /// Why it was set aside.
    reason: Option<String>,
}

fn lines(here: Here<'_>, entry: &Entry, whole: &str, spans: &[Span]) -> Vec<LineView> {
    let mut fates = vec![Fate::default(); spans.len()];
    for part in &entry.article.parts {
        let fate = fate(here, part);
        let first = spans.partition_point(|line| line.end <= part.span.start);
        for at in first..spans.len() {
            if spans[at].start >= part.span.end {
                break;
            }
            match &mut fates[at] {
                empty if empty.role.is_empty() => *empty = fate.clone(),
                known if *known != fate => {
                    known.role = if known.role == fate.role { known.role } else { "mixed" };
                    if known.label != fate.label {
                        known.label = format!("{} + {}", known.label, fate.label);
                    }
                    if known.why != fate.why {
                        known.why = format!("{}; {}", known.why, fate.why);
                    }
                }
                _ => {}
            }
        }
    }
    let mut last = Fate::default();
    let line = |((number, span), fate): ((usize, &Span), Fate)| {
        let is_new = !fate.role.is_empty() && fate != last;
        let view = LineView {
            number,
            html: Html(escaped(span.of(whole))),
            role: if fate.role.is_empty() { "blank" } else { fate.role },
            label: is_new.then(|| fate.label.clone()),
            why: (is_new && !fate.why.is_empty()).then(|| fate.why.clone()),
            reason: fate.reason.clone(),
        };
        if is_new {
            last = fate;
        }
        view
    };
    (1..).zip(spans).zip(fates).take(MOST).map(line).collect()
}

/// The lines with every long run of what is set aside as one fold, which is open where it holds a line of `told`.
fn runs(here: Here<'_>, lines: Vec<LineView>, told: &[u32]) -> Vec<RunView> {
    const LONG: usize = 6;
    const NAMED: usize = 3;
    let is_aside = |line: &LineView| matches!(line.role, "aside" | "blank");
    let mut out: Vec<RunView> = Vec::new();
    for mut lines in pieces(lines, is_aside) {
        let foot = lines.iter().rposition(|line| line.role != "blank").map_or(0, |last| last + 1);
        let head = lines.iter().position(|line| line.role != "blank").unwrap_or(0);
        let worded = lines.iter().filter(|line| line.role == "aside").count();
        let plain = |lines| RunView { fold: None, open: false, lines };
        if !lines.iter().all(is_aside) || worded < LONG {
            out.push(plain(lines));
            continue;
        }
        let behind = lines.split_off(foot);
        let inside = lines.split_off(head);
        out.push(plain(lines));
        let mut reasons: Vec<&str> = Vec::new();
        for reason in inside.iter().filter_map(|line| line.reason.as_deref()) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        let count = here.words().count("counts.lines", worded);
        let more = if reasons.len() > NAMED { " …" } else { "" };
        reasons.truncate(NAMED);
        let what = reasons.join(here.words().get("lists.comma")) + more;
        let fold = here.words().fill("desk.fold", &[("lines", &count), ("what", &what)]);
        let open = inside.iter().any(|line| told.iter().any(|at| *at as usize == line.number));
        out.push(RunView { fold: Some(fold), open, lines: inside });
        out.push(plain(behind));
    }
    out.retain(|run| !run.lines.is_empty());
    out
}

/// The lines cut where `is` changes.
fn pieces(lines: Vec<LineView>, is: impl Fn(&LineView) -> bool) -> Vec<Vec<LineView>> {
    let mut out: Vec<Vec<LineView>> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last) if last.first().map(&is) == Some(is(&line)) => last.push(line),
            _ => out.push(vec![line]),
        }
    }
    out
}

fn fate(here: Here<'_>, part: &Part) -> Fate {
    let words = here.words();
    let (role, label) = match part.role {
        Role::Body => ("body", words.get("seed.body").to_owned()),
        Role::Meta(field) => ("meta", words.get(&format!("fields.{}", field.name().replace(' ', "_"))).to_owned()),
        Role::Reference(_) => ("ref", words.get("seed.reference").to_owned()),
        Role::Fact(n) => ("fact", words.fill("seed.fact", &[("n", &(usize::from(n) + 1).to_string())])),
        Role::Aside(aside) => ("aside", words.fill("seed.aside", &[("reason", &aside_word(here, aside))])),
    };
    let reason = match part.role {
        Role::Aside(aside) => Some(aside_word(here, aside)),
        _ => None,
    };
    Fate { role, label, why: part.rule.why.to_owned(), reason }
}
