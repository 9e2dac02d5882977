//! Where the settings say that the site will stand, against where it is going. In: settings and the repository's address. Out: faults.

use super::Bound;
use crate::diagnostic::{Code, Diagnostic};

/// Where GitHub serves the site of the repository at `url`; nothing for a repository elsewhere.
#[must_use]
pub fn of_repository(url: &str) -> Option<String> {
    let (owner, name) = on_github(url)?;
    let host = format!("{}.github.io", owner.to_lowercase());
    let is_of_owner = name.to_lowercase() == host;
    Some(if is_of_owner { format!("https://{host}/") } else { format!("https://{host}/{name}/") })
}

/// Owner and name of a repository at GitHub.
fn on_github(url: &str) -> Option<(&str, &str)> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    let (host, path) = rest.split_once([':', '/'])?;
    let path = path.trim_start_matches("22/").trim_start_matches("443/").trim_matches('/');
    let (owner, name) = path.split_once('/')?;
    let name = name.strip_suffix(".git").unwrap_or(name);
    let is_github = host.eq_ignore_ascii_case("github.com") || host.eq_ignore_ascii_case("ssh.github.com");
    (is_github && !owner.is_empty() && !name.is_empty() && !name.contains('/')).then_some((owner, name))
}

/// Host, empty for a path alone, and path of `site-url`.
fn parts(site: &str) -> (&str, String) {
    let (host, path) = match site.split_once("://") {
        Some((_, rest)) => rest.split_once('/').unwrap_or((rest, "")),
        None => ("", site.trim_start_matches('/')),
    };
    (host, format!("/{path}"))
}

pub(super) fn faults(bound: &Bound<'_>) -> Vec<Diagnostic> {
    let served = bound.repository.and_then(of_repository);
    let mut faults = Vec::new();
    let mut cname = |message: String, hint: String| {
        faults.push(Diagnostic::new(Code::PagesFile, (bound.places)("output.html.cname"), message, hint));
    };
    let site = bound.site_url;
    if let Some(domain) = bound.cname {
        let host = site.map(|site| parts(site).0).unwrap_or_default();
        if domain.to_lowercase().ends_with(".github.io") {
            let message = format!("`cname` is `{domain}`, which is GitHub's own: the key is for a domain of yours");
            cname(message, "take the line out; `site-url` alone says where the site stands".to_owned());
        } else if !host.is_empty() && !host.eq_ignore_ascii_case(domain) {
            let message = format!("`cname` is `{domain}`, and `site-url` names the host `{host}`");
            cname(message, format!("make them one: `site-url = \"https://{domain}/\"`, or another `cname`"));
        }
    }
    let Some(site) = site else { return faults };
    if let Some((message, hint)) = misplaced(site, bound.cname, served.as_deref()) {
        faults.push(Diagnostic::new(Code::SiteAddress, (bound.places)("output.html.site-url"), message, hint));
    }
    faults
}

/// What is wrong with `site-url`, and what to write.
fn misplaced(site: &str, cname: Option<&str>, served: Option<&str>) -> Option<(String, String)> {
    let (host, path) = parts(site);
    let write = |whole: &str| format!("write `site-url = \"{whole}\"`");
    if is_here(host) {
        let hint =
            served.map_or_else(|| "write where readers will find the site, or leave `site-url` out".to_owned(), write);
        return Some((format!("`site-url` is `{site}`, which nobody but this machine can open"), hint));
    }
    if site.starts_with("http://") {
        let secure = site.replacen("http://", "https://", 1);
        return Some((
            format!("`site-url` is `{site}`, without encryption: others can see and change what readers get"),
            write(&secure),
        ));
    }
    if let Some(domain) = cname {
        let message = format!("`site-url` is `{site}`, and a domain of your own serves the site at its root");
        return (path != "/").then(|| (message, write(&format!("https://{domain}/"))));
    }
    let served = served?;
    let (home, folder) = parts(served);
    let same_folder = path.eq_ignore_ascii_case(&folder);
    let right = if host.is_empty() {
        same_folder
    } else if host.to_lowercase().ends_with(".github.io") {
        host.eq_ignore_ascii_case(home) && same_folder
    } else {
        // the owner's domain may serve this repository in a folder
        same_folder
    };
    let own = !host.is_empty() && !host.to_lowercase().ends_with(".github.io");
    let hint = if own && path == "/" {
        format!("if `{host}` is a domain of yours for this site, add `cname = \"{host}\"`; else {}", write(served))
    } else {
        write(served)
    };
    (!right).then(|| (format!("`site-url` is `{site}`, and GitHub serves this repository at `{served}`"), hint))
}

/// Whether a host is this machine or a private network.
fn is_here(host: &str) -> bool {
    let name = host.trim_start_matches('[').split([']', ':']).next().unwrap_or_default().to_lowercase();
    let part = |n: usize| name.split('.').nth(n).and_then(|part| part.parse::<u8>().ok());
    let is_private = match (part(0), part(1), name.split('.').count()) {
        (Some(0 | 10 | 127), Some(_), 4) | (Some(192), Some(168), 4) => true,
        (Some(172), Some(second), 4) => (16..32).contains(&second),
        _ => false,
    };
    let is_loopback = host.starts_with("[::1]");
    is_private
        || is_loopback
        || name == "localhost"
        || [".localhost", ".local", ".test", ".invalid"].iter().any(|end| name.ends_with(end))
}
