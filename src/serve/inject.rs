//! In: the bytes of a page, and the state it belongs to. Out: the page with the preview's script, which its policy lets listen.
//! Keep out: the site's own scripts and links.

/// What a page gets; the state tells the script which site the page is of.
fn script(state: &str) -> String {
    format!(
        "<meta name=\"briefbook-preview\" content=\"{state}\">\n<script src=\"/_briefbook/reload.js\" defer></script>\n"
    )
}

/// The page with the preview's script before its last `</body>`, else at its end.
pub(super) fn inject(page: &[u8], state: &str) -> Vec<u8> {
    const POLICY: &[u8] = b"default-src 'none';";
    const WIDER: &[u8] = b"default-src 'none'; connect-src 'self';";
    let mut out = Vec::with_capacity(page.len() + 256);
    let mut rest = page;
    if let Some(at) = policy(page).and_then(|from| Some(from + find(&page[from..], POLICY)?)) {
        out.extend_from_slice(&page[..at]);
        out.extend_from_slice(WIDER);
        rest = &page[at + POLICY.len()..];
    }
    let end = rest.windows(7).rposition(|bytes| bytes.eq_ignore_ascii_case(b"</body>")).unwrap_or(rest.len());
    out.extend_from_slice(&rest[..end]);
    out.extend_from_slice(script(state).as_bytes());
    out.extend_from_slice(&rest[end..]);
    out
}

/// The page for what is not there, whose links are to lead from the preview's root at whatever depth it was asked for.
pub(super) fn rooted(page: &[u8]) -> Vec<u8> {
    const BASE: &str = "<base href=\"/\">";
    let text = String::from_utf8_lossy(page).replacen("base-uri 'none'", "base-uri 'self'", 1);
    let written = text.find("<base ").and_then(|from| Some((from, from + text[from..].find('>')? + 1)));
    let (from, to) = written.or_else(|| text.find("<head>").map(|at| (at + 6, at + 6))).unwrap_or((0, 0));
    [&text[..from], BASE, &text[to..]].concat().into_bytes()
}

/// A page of the preview's own, where the site has none to show.
pub(super) fn bare(message: &str, state: &str) -> Vec<u8> {
    bare_with(message, &format!("<p>{message}</p>\n"), state)
}

/// The same with more than a message: `body` is HTML.
pub(super) fn bare_with(title: &str, body: &str, state: &str) -> Vec<u8> {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"same-origin\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/_briefbook/preview.css\">\n</head>\n<body>\n<main class=\"bare\">\n<h1>{title}</h1>\n\
         {body}</main>\n</body>\n</html>\n"
    );
    inject(page.as_bytes(), state)
}

/// The page with `token` in its forms, and the desk's script, where it is the desk's; it says so when something was just saved.
pub(super) fn fill_token(page: Vec<u8>, token: &str, is_saved: bool) -> Vec<u8> {
    const EMPTY: &str = "name=\"token\" value=\"\"";
    const END: &str = "</body>";
    if find(&page, b"/_briefbook/desk.css").is_none() {
        return page;
    }
    let text = String::from_utf8_lossy(&page).replace(EMPTY, &format!("name=\"token\" value=\"{token}\""));
    let text = if is_saved { text.replacen(" hidden data-saved", "", 1) } else { text };
    let end = text.rfind(END).unwrap_or(text.len());
    let (before, after) = text.split_at(end);
    format!("{before}<script src=\"/_briefbook/desk.js\" defer></script>\n{after}").into_bytes()
}

/// Where the page's policy begins: in the head, so that a text that quotes one stays as it is.
fn policy(page: &[u8]) -> Option<usize> {
    let head = find(page, b"</head>").or_else(|| find(page, b"<body")).unwrap_or(page.len());
    find(&page[..head], b"http-equiv=\"Content-Security-Policy\"")
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|bytes| bytes.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::inject;

    fn injected(page: &str) -> String {
        String::from_utf8(inject(page.as_bytes(), "7.1")).unwrap()
    }

    #[test]
    fn the_script_stands_before_the_last_end_of_the_body() {
        let page = injected("<body>a</body><!-- b --></BODY></html>");
        assert!(page.ends_with("<script src=\"/_briefbook/reload.js\" defer></script>\n</BODY></html>"));
        assert!(page.contains("content=\"7.1\""));
        assert!(injected("no body").starts_with("no body<meta"));
    }

    #[test]
    fn only_the_policy_is_widened() {
        let meta = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\"></head>";
        let quoted = "<body>default-src 'none';</body>";
        let page = injected(&format!("{meta}{quoted}"));
        assert!(page.contains("content=\"default-src 'none'; connect-src 'self'; style-src 'self'\""));
        assert_eq!(page.matches("connect-src").count(), 1);
        assert!(!injected(quoted).contains("connect-src"));
    }
}
