//! `briefbook inspect`.

mod explain;

use super::{End, console, today::today};
use crate::error::{Error, Result};
use crate::load;
use crate::model::SeedPath;
use crate::pipeline;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Show what was understood of a seed
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook inspect seeds/clip.txt
  briefbook inspect --format json seeds/*.txt
  briefbook inspect --explain 12 seeds/clip.txt
  briefbook inspect --alone ~/Downloads/page.txt

Every line of the seed is in the article, in what is known about it, or in what was set aside, with the reason.")]
pub(super) struct Arguments {
    /// The seeds
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Tell the story of one line instead: what became of it, which rule said so, what weighed for and against it
    #[arg(long, value_name = "LINE", value_parser = clap::value_parser!(u32).range(1..))]
    explain: Option<u32>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The dossier's folder, instead of the nearest one upwards with a book.toml
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Read each seed alone, without a dossier's settings and themes
    #[arg(long)]
    alone: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// Newline-delimited JSON, one object a seed
    Json,
}

/// Inspects each file in the order given.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let mut well = true;
    let mut last: Option<Opened> = None;
    for file in &arguments.files {
        match one(arguments, file, &mut last) {
            Ok((object, faults)) => {
                match arguments.format {
                    Format::Json => anstream::println!("{}", console::json(&object.to_string())),
                    Format::Text if arguments.explain.is_some() => explain::print(&object),
                    Format::Text => print(&object),
                }
                faults.iter().filter(|_| arguments.format == Format::Text).for_each(console::diagnostic);
            }
            Err(error) => {
                console::error(&error);
                well = false;
            }
        }
    }
    Ok(if well { End::Well } else { End::Faulty })
}

/// A dossier, with what its seeds say of each other's lines, once somebody asked.
struct Opened {
    loaded: load::Loaded,
    around: Option<pipeline::Neighbours>,
}

/// One seed within its dossier, which is opened once for files of one dossier.
fn one(
    arguments: &Arguments,
    file: &Path,
    last: &mut Option<Opened>,
) -> Result<(Value, Vec<crate::diagnostic::Diagnostic>)> {
    let whole = file.canonicalize().map_err(|cause| {
        Error::io("cannot find", file, cause).hint("check its name; paths are taken from the folder you are in")
    })?;
    if !whole.is_file() {
        return Err(Error::new("not a file:").at(file).hint("name one file or more, such as `seeds/*.txt`"));
    }
    if let Some(refused) = settings(&whole) {
        return Err(refused.at(file));
    }
    let folder = whole.parent().unwrap_or(Path::new("/")).to_owned();
    let dossier = if arguments.alone { None } else { arguments.dir.clone().or_else(|| load::find_root(&whole)) };
    let is_alone = dossier.is_none();
    let root =
        dossier.as_ref().and_then(|dir| dir.canonicalize().ok()).filter(|dir| whole.starts_with(dir)).unwrap_or(folder);
    if last.as_ref().is_none_or(|opened| opened.loaded.root != root) {
        let loaded = if arguments.alone { load::alone(&root) } else { load::open(&root, today(None))? };
        *last = Some(Opened { loaded, around: None });
    }
    let Some(Opened { loaded, around }) = last else { return Err(Error::new("cannot open the dossier").at(&root)) };
    let path = whole.strip_prefix(&loaded.root).unwrap_or(&whole);
    let path: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    let path = SeedPath::new(&path.join("/"));
    if !is_alone && around.is_none() && pipeline::Neighbours::concern(loaded, &path) {
        *around = Some(pipeline::Neighbours::of(loaded));
    }
    let nobody = pipeline::Neighbours::default();
    let around = around.as_ref().unwrap_or(&nobody);
    let unread = |cause| Error::io("cannot read", file, cause);
    if let Some(line) = arguments.explain {
        return match pipeline::explain(loaded, around, &path, line).map_err(unread)? {
            pipeline::Story::Told(story) => Ok((story, Vec::new())),
            pipeline::Story::Beyond(lines) => {
                let hint = format!("its last line is {lines}");
                Err(Error::new(format!("there is no line {line} in")).at(file).hint(hint))
            }
        };
    }
    let inspected = pipeline::inspect(loaded, around, &path).map_err(unread)?;
    Ok((inspected.object, inspected.faults))
}

/// What to say of a file of settings, which is no text, and of one that is not read.
fn settings(file: &Path) -> Option<Error> {
    let name = file.file_name()?.to_str()?;
    if name == load::BOOK {
        return Some(
            Error::new("the dossier's settings are no seed:").hint("`briefbook check` says what is amiss in them"),
        );
    }
    if load::is_unread(name) {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let hint = format!("save its text beside it as `{stem}.txt` and inspect that");
        return Some(Error::new("a file of a format that is not read:").hint(hint));
    }
    let seed = load::seed_of(name).filter(|_| !load::is_claims(file))?;
    let (what, hint) = if file.with_file_name(seed).is_file() {
        ("a sidecar is no seed:", format!("inspect `{seed}` beside it: that shows what the sidecar says of it"))
    } else {
        ("a file of settings is no seed:", format!("it would correct `{seed}`, which is not there"))
    };
    Some(Error::new(what).hint(hint))
}

/// The object for people: what it is, then every block with its lines.
fn print(object: &Value) {
    let how = |key: &str| object[&format!("{key}_source")].as_str();
    // what has a source and no value, the owner says that there is none of
    let text = |key: &str| {
        let missing = if how(key).is_some() { "none" } else { "unknown" };
        object[key].as_str().unwrap_or(missing).to_owned()
    };
    let source = |key: &str| how(key).map_or_else(String::new, |how| format!("  [{how}]"));
    console::say(&text("seed"));
    if object["only_orders"] == Value::Bool(true) {
        console::say("  no article: it only orders the others");
    }
    for key in ["title", "date", "site", "kind", "language", "origin", "url"] {
        console::say(&format!("  {key:<9} {}{}", text(key), source(key)));
    }
    let authors: Vec<&Value> = object["authors"].as_array().into_iter().flatten().collect();
    for author in &authors {
        let affiliation = author["affiliation"].as_str().map_or_else(String::new, |a| format!(", {a}"));
        let name = author["name"].as_str().unwrap_or_default();
        console::say(&format!("  author    {name}{affiliation}{}", source("authors")));
    }
    if authors.is_empty() && how("authors").is_some() {
        console::say(&format!("  author    none{}", source("authors")));
    }
    for (key, too_little) in [("themes", ""), ("themes_short", ", too little to be filed")] {
        for theme in object[key].as_array().into_iter().flatten() {
            let evidence: Vec<String> = theme["evidence"].as_array().into_iter().flatten().map(hit).collect();
            console::say(&format!(
                "  theme     {} {}  [{}]{too_little}",
                theme["id"].as_str().unwrap_or_default(),
                theme["score"],
                evidence.join(", ")
            ));
        }
    }
    let mut blocks: Vec<(u64, String)> = Vec::new();
    let lists = [
        ("body", "kind"),
        ("metadata", "field"),
        ("set_aside", "reason"),
        ("references", "kind"),
        ("facts", "kind"),
        ("remarks", "kind"),
    ];
    for (key, name) in lists {
        for item in object[key].as_array().into_iter().flatten().filter(|item| item["inline"] != Value::Bool(true)) {
            blocks.push((item["span"][0].as_u64().unwrap_or(0), block(key, name, item)));
        }
    }
    blocks.sort();
    blocks.iter().for_each(|(_, block)| console::say(block));
}

/// "sluice 3", and how many of them stand in the title.
fn hit(hit: &Value) -> String {
    let (term, count, titled) = (hit["term"].as_str().unwrap_or_default(), &hit["count"], &hit["in_title"]);
    match titled.as_u64().unwrap_or(0) {
        0 => format!("{term} {count}"),
        _ if titled == count => format!("{term} {count} in the title"),
        _ => format!("{term} {count} ({titled} in the title)"),
    }
}

/// "stands in 9 of 10 clippings of this site".
fn recurs(counts: &Value) -> Option<String> {
    Some(format!("stands in {} of {} clippings of this site", counts.get(0)?, counts.get(1)?))
}

fn block(key: &str, name: &str, item: &Value) -> String {
    let lines = (item["lines"][0].as_u64().unwrap_or(0), item["lines"][1].as_u64().unwrap_or(0));
    let lines = if lines.0 == lines.1 { lines.0.to_string() } else { format!("{}-{}", lines.0, lines.1) };
    let words: String = item["text"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let head: String = words.chars().take(64).collect();
    let more = if words.chars().count() > 64 { "…" } else { "" };
    let label = match key {
        "set_aside" => format!("set aside: {}", item[name].as_str().unwrap_or_default()),
        "metadata" => format!("about: {}", item[name].as_str().unwrap_or_default()),
        _ => item[name].as_str().unwrap_or_default().to_owned(),
    };
    let why = if key == "set_aside" {
        let why = item["why"].as_str().unwrap_or_default();
        let why = match recurs(&item["recurs"]) {
            Some(recurs) if item["rule"] == "recurring-line" => recurs,
            Some(recurs) => format!("{why}; {recurs}"),
            None => why.to_owned(),
        };
        format!("\n{:>9}  {:<28} because: {why}", "", "")
    } else {
        String::new()
    };
    format!("{lines:>9}  {label:<28} {head}{more}{why}")
}
