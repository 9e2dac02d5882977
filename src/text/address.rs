//! Addresses without what is only about whoever followed them: who sent them there, which session, which key. No disk, no network.

/// Names of parameters that count readers or tell where they came from, in lower case; `*` stands for any ending.
const TRACKING: [&str; 32] = [
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "hsctatracking",
    "mkt_tok",
    "oly_*",
    "vero_*",
    "s_cid",
    "cmpid",
    "icid",
    "ncid",
    "ref_src",
    "ref_url",
    "__twitter_impression",
    "_ga",
    "_gl",
    "spm",
    "wt.*",
];

/// Names of parameters that let whoever has them in, or say who they were.
const SECRET: [&str; 26] = [
    "sessionid",
    "session_id",
    "session",
    "sid",
    "phpsessid",
    "jsessionid",
    "aspsessionid*",
    "cfid",
    "cftoken",
    "token",
    "access_token",
    "auth_token",
    "id_token",
    "refresh_token",
    "auth",
    "apikey",
    "api_key",
    "password",
    "passwd",
    "pwd",
    "email",
    "e-mail",
    "x-amz-*",
    "x-goog-*",
    "signature",
    "sharetoken",
];

fn is_known(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let fits = |known: &&str| known.strip_suffix('*').map_or(name == **known, |begin| name.starts_with(begin));
    TRACKING.iter().chain(&SECRET).any(fits)
}

/// An address behind its scheme (`//host/path?query#fragment`) without tracking, session and secret parts.
#[must_use]
pub fn untracked(rest: &str) -> String {
    let (before, fragment) = rest.split_once('#').map_or((rest, None), |(before, after)| (before, Some(after)));
    let (path, query) = before.split_once('?').map_or((before, None), |(path, query)| (path, Some(query)));
    let mut out = without_session(&without_user(path));
    let kept = |query: &str| {
        let pairs = query.split('&').filter(|pair| !is_known(pair.split('=').next().unwrap_or_default()));
        pairs.collect::<Vec<_>>().join("&")
    };
    if let Some(query) = query.map(kept).filter(|query| !query.is_empty()) {
        out.push('?');
        out.push_str(&query);
    }
    // a fragment is a place on the page, unless it is written as a query
    let is_query =
        |fragment: &str| fragment.split('&').any(|pair| is_known(pair.split('=').next().unwrap_or_default()));
    let fragment = fragment.map(|fragment| if is_query(fragment) { kept(fragment) } else { fragment.to_owned() });
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        out.push('#');
        out.push_str(&fragment);
    }
    out
}

/// Without a name and password before the host.
fn without_user(path: &str) -> String {
    let Some(host) = path.strip_prefix("//") else { return path.to_owned() };
    let (host, rest) = host.find('/').map_or((host, ""), |at| host.split_at(at));
    format!("//{}{rest}", host.rsplit('@').next().unwrap_or(host))
}

/// Without `;jsessionid=…` in the path.
fn without_session(path: &str) -> String {
    let part = |part: &str| {
        let mut pieces = part.split(';');
        let first = pieces.next().unwrap_or_default().to_owned();
        let kept = pieces.filter(|piece| !is_known(piece.split('=').next().unwrap_or_default()));
        kept.fold(first, |all, piece| all + ";" + piece)
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::untracked;

    #[test]
    fn what_is_about_the_reader_goes() {
        let same = [
            "//e.org/a?id=3&page=2#part",
            "//e.org/",
            "//e.org/a;v=1/b",
            "//e.org/search?q=session+token",
            "//e.org/?a",
        ];
        for address in same {
            assert_eq!(untracked(address), address);
        }
        for (address, left) in [
            ("//e.org/a?utm_source=x&id=3&fbclid=y", "//e.org/a?id=3"),
            ("//e.org/a?UTM_Medium=x#utm_source=y", "//e.org/a"),
            ("//bob:secret@e.org/x", "//e.org/x"),
            ("//e.org/a;jsessionid=1F/b?X-Amz-Signature=q#c", "//e.org/a/b#c"),
            ("//e.org?PHPSESSID=1", "//e.org"),
        ] {
            assert_eq!(untracked(address), left);
        }
    }
}
