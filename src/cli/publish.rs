//! `briefbook publish`: what leaves is looked at, told, agreed to, and sent, in this order.

use super::{End, console::Bar, edition, report, root, summary, today::today};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::load::{self, Loaded};
use crate::model::Marking;
use crate::model::{Pages, Route};
use crate::pipeline::{self, Departure, Going, Record, Stages};
use crate::share::branch::{self, Repository, Standing};
use crate::text::Date;
use crate::write::{self, Target, Which};
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

/// Send the edition to GitHub Pages, or to any branch of a git repository
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook publish --dry-run     look at what would leave, and send nothing
  briefbook publish               the same, then ask
  briefbook publish --yes         for scripts: ask nothing
  briefbook publish --remote https://github.com/NAME/REPOSITORY.git
                                  no git repository is needed here

Only the built site leaves, as one commit without history and without anybody's name. Files, branches and settings of the
repository around the dossier are not touched. Step by step: docs/publishing.md.")]
pub(super) struct Arguments {
    /// The dossier's folder, instead of the nearest one upwards with a book.toml
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// The remote of the repository around the dossier, or an address
    #[arg(long, value_name = "NAME", default_value = "origin")]
    remote: String,
    /// The branch that the site alone is on
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    branch: String,
    /// Send without asking
    #[arg(long)]
    yes: bool,
    /// Do everything but send
    #[arg(long)]
    dry_run: bool,
    /// Keep former editions readable in the branch's history
    #[arg(long)]
    keep_history: bool,
    /// Replace what the branch holds, whoever put it there
    #[arg(long)]
    replace: bool,
    /// The day to publish for, as YYYY-MM-DD: articles of later days are withheld. Without it, today
    #[arg(long, value_name = "DAY", value_parser = super::today::day)]
    today: Option<Date>,
    /// The narrowest marking of an edition that may be published
    #[arg(long, value_name = "MARKING", default_value = "clear", value_parser = marking)]
    allow: Marking,
}

/// Reads a marking.
pub(super) fn marking(written: &str) -> std::result::Result<Marking, String> {
    let names = Marking::ALL.map(Marking::name).join(", ");
    Marking::parse(written).ok_or_else(|| format!("expected one of: {names}"))
}

/// Publishes.
pub(super) fn run(arguments: &Arguments) -> Result<End> {
    let mut loaded = load::open(&root(arguments.dir.as_deref())?, today(arguments.today))?;
    if edition::is_kept_from_writing(&loaded) {
        return Ok(End::Faulty);
    }
    edition::decided(&loaded)?;
    let repository = Repository::open(&loaded.root, &from_here(&arguments.remote), &arguments.branch)?;
    let address = repository.address();
    place(&mut loaded, &address)?;
    let departure = look(&loaded, arguments, &address);
    let kept_back = tell_faults(&departure);
    let target = Target::new(&loaded.root, &loaded.config.build_dir)?;
    let before = write::recall(&target, Which::Published).and_then(|text| Record::read(&text));
    tell(&departure, before.as_ref());
    if kept_back > 0 {
        anstream::println!(
            "nothing was published: {} above must be mended first",
            summary::counted(kept_back, "error", "errors")
        );
        return Ok(End::Faulty);
    }
    let place = format!("{address} {}", arguments.branch);
    let standing = repository.look()?;
    if !arguments.replace {
        may_replace(
            &standing,
            before.as_ref().and_then(|before| before.commit(&place)),
            &*departure.site,
            arguments,
            &address,
        )?;
    }
    let made = repository.commit(&*departure.site, &standing, arguments.keep_history.then(now))?;
    anstream::println!("to the branch `{}` of {address}", arguments.branch);
    if arguments.keep_history {
        anstream::println!(
            "the branch keeps its history: whoever opens it can still read what former editions held, withdrawn articles too"
        );
    }
    if made.same {
        anstream::println!("nothing to send: the branch holds this very site");
    }
    if arguments.dry_run {
        anstream::println!("nothing was sent: this was a dry run");
        return Ok(End::Well);
    }
    if !made.same {
        agreed(arguments)?;
        repository.push(&made, &standing)?;
    }
    if let Some(recording) = &departure.recording {
        pipeline::record(&loaded, recording)?;
    }
    let record = departure.record.published(&place, &made.commit);
    write::record(&target, Which::Published, &record.text())?;
    if !made.same {
        published(&loaded, &standing, arguments);
    }
    Ok(End::Well)
}

/// A remote as given; a folder is meant from where the program runs.
fn from_here(remote: &str) -> String {
    let whole = std::path::absolute(remote).ok().filter(|path| remote.starts_with('.') && path.is_dir());
    whole.map_or_else(|| remote.to_owned(), |path| path.display().to_string())
}

/// Where the settings do not say where the site will stand, the repository does.
fn place(loaded: &mut Loaded, address: &str) -> Result<()> {
    if loaded.config.site_url.is_some() {
        return Ok(());
    }
    let domain = loaded.config.cname.as_ref().map(|domain| format!("https://{domain}/"));
    if let Some(site) = domain.or_else(|| pipeline::of_repository(address)) {
        edition::stands_at(loaded, &site)?;
    }
    Ok(())
}

fn look(loaded: &Loaded, arguments: &Arguments, address: &str) -> Departure {
    let (reading, making) = (Bar::new("reading seeds"), Bar::new("looking at pages"));
    let stages = Stages { reading: &|done, all| reading.show(done, all), making: &|done, all| making.show(done, all) };
    pipeline::depart(loaded, &Going { allowed: arguments.allow, repository: Some(address), records: true }, &stages)
}

/// Tells what is amiss with the site, and how many faults keep it here.
fn tell_faults(departure: &Departure) -> usize {
    let of_site = departure.faults.iter().filter(|fault| pipeline::is_of_site(fault));
    let told: Vec<&Diagnostic> = of_site.filter(|fault| fault.severity() < Severity::Note).collect();
    report::print(&told, report::FEW);
    let others =
        departure.faults.iter().filter(|fault| fault.severity() == Severity::Error && !told.contains(fault)).count();
    if others > 0 {
        let errors = summary::counted(others, "error", "errors");
        anstream::println!("{errors} in seeds, which do not keep the site here: `briefbook check` shows them");
    }
    told.into_iter().filter(|fault| pipeline::keeps_back(fault)).count()
}

/// What leaves, in one true line, and what is different from what was published last.
fn tell(departure: &Departure, before: Option<&Record>) {
    let counts = &departure.counts;
    let changes = before.map(|before| departure.record.since(before));
    let new = changes.as_ref().filter(|changes| !changes.new.is_empty());
    let new = new
        .map_or_else(String::new, |changes| format!(", {} new: {}", changes.new.len(), summary::named(&changes.new)));
    anstream::println!(
        "{}{new}; {} withheld; {} of others' texts; {}; {}",
        summary::counted(counts.articles, "article", "articles"),
        counts.withheld,
        counted(departure.others, "word", "words"),
        summary::counted(departure.figures.requests, "outside request", "outside requests"),
        summary::counted(departure.figures.names, "file name", "file names"),
    );
    match changes {
        None => anstream::println!("the first edition that is published from here"),
        Some(changes) => anstream::println!("since the last one published: {}", summary::changes(&changes)),
    }
    let names = departure.faults.iter().filter(|fault| fault.code == Code::WithheldTitle).count();
    if names > 0 {
        let places = summary::counted(names, "place", "places");
        anstream::println!(
            "the title of something withheld stands in {places} of texts that leave: `briefbook check` shows them"
        );
    }
    let megabytes = departure.figures.bytes.div_ceil(100_000);
    let files = summary::counted(departure.figures.files, "file", "files");
    anstream::println!("{files}, {}.{} MB", megabytes / 10, megabytes % 10);
}

/// "1,240 words".
fn counted(n: usize, one: &str, many: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if n == 1 { one } else { many })
}

/// Refuses to replace what somebody else put into the branch.
fn may_replace(
    standing: &Standing,
    last: Option<&str>,
    site: &dyn Pages,
    arguments: &Arguments,
    address: &str,
) -> Result<()> {
    let branch = &arguments.branch;
    match (standing, last) {
        (Standing::Strange(_, names), _) => {
            let routes = site.routes();
            let is_ours = |name: &&String| {
                let of = |route: &Route| route.as_str().split('/').next() == Some(name.as_str());
                routes.iter().any(of)
            };
            let (ours, strange): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| is_ours(name));
            let strange: Vec<String> = strange.into_iter().cloned().collect();
            let what = match (strange.is_empty(), ours.is_empty()) {
                (false, _) => format!("holds what briefbook did not make: {}", branch::named(&strange)),
                _ => "was changed by somebody else: its last commit is not briefbook's".to_owned(),
            };
            Err(Error::new(format!("the branch `{branch}` of {address} {what}"))
                .hint("if all of it may go, say so: `--replace`; else publish to another branch: `--branch NAME`. A `CNAME` there belongs into book.toml as `cname`"))
        }
        (Standing::Ours(now), Some(last)) if now != last => {
            Err(Error::new(format!("somebody else published to the branch `{branch}` since this folder did"))
                .hint("get the dossier as they have it first; or replace their edition with this one: `--replace`"))
        }
        _ => Ok(()),
    }
}

/// Whether the owner says yes, by the argument or on the terminal.
fn agreed(arguments: &Arguments) -> Result<()> {
    if arguments.yes {
        return Ok(());
    }
    let refused = Error::new("nobody said yes, so nothing was sent");
    if !std::io::stdin().is_terminal() {
        return Err(refused.hint("in a script, give `--yes`; to look only, `--dry-run`"));
    }
    anstream::print!("publish this? Type yes: ");
    let _ = std::io::stdout().flush();
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    match read {
        Ok(_) if line.trim().eq_ignore_ascii_case("yes") => Ok(()),
        _ => Err(refused.hint("run it again and type yes, when what leaves is what you mean")),
    }
}

/// Where it can be read, and what is left to do the first time.
fn published(loaded: &Loaded, standing: &Standing, arguments: &Arguments) {
    match loaded.config.site_url.as_deref().filter(|site| site.contains("://")) {
        Some(site) => anstream::println!("published: {site} shows it in a minute or two"),
        None => anstream::println!("published"),
    }
    if *standing == Standing::Absent {
        let branch = &arguments.branch;
        anstream::println!(
            "the first time, choose the branch `{branch}` at GitHub: Settings, Pages, \"Deploy from a branch\", folder `/ (root)`"
        );
    }
}

/// Seconds since 1970: of a commit that stands in a history, and of no page.
fn now() -> i64 {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    given.unwrap_or_else(|| jiff::Timestamp::now().as_second())
}
