//! A form of the desk, as a correction: what its page showed comes along, so that only what the owner changed is said. A field that is
//! emptied takes back what was said; one whose value was a guess says that there is none.

use super::correct::{Correction, Fate, Stretch};
use crate::model::Marking;
use crate::model::account::Shape;
use crate::model::article::Article;
use crate::parse;

/// Names and values, as a browser sends them.
type Form = Vec<(String, String)>;

/// The seed's path and what is so of it, by the form's names and values.
pub(super) fn read(form: &[(String, String)]) -> (String, Correction) {
    let all =
        |name: &str| form.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    let one = |name: &str| all(name).first().map(|value| (*value).to_owned());
    let mut wanted = Correction::default();
    for key in parse::correction_keys() {
        let Some(was) = one(&format!("was.{key}")) else { continue };
        let is_list = parse::correction_key(key).is_some_and(|(_, form)| form == parse::Form::List);
        let now = if is_list { all(key).join(",") } else { one(key).unwrap_or_default() };
        let has = |name: &str| all(name).contains(&key);
        let (is_emptied, was_none) = (now.trim().is_empty(), has("was.none"));
        if now.trim() != was.trim() && !is_emptied {
            wanted.say.push((key.to_owned(), now));
        } else if has("none") && !was_none || now.trim() != was.trim() && has("guess") && parse::can_be_none(key) {
            wanted.none.push(key.to_owned());
        } else if now.trim() != was.trim() || was_none && !has("none") {
            wanted.say.push((key.to_owned(), String::new()));
        } else if has("sure") && !is_emptied {
            wanted.say.push((key.to_owned(), now));
        }
    }
    wanted.forget = all("forget").iter().filter_map(|at| at.parse().ok()).collect();
    let mut ticked: Vec<u32> = all("line").iter().filter_map(|line| line.parse().ok()).collect();
    ticked.sort_unstable();
    let stretch = |first, last| Stretch { first: Some(first), last, of_reading: true };
    match one("do").as_deref() {
        Some("aside-on") => wanted.draw.extend(ticked.first().map(|first| (Fate::Aside, stretch(*first, None)))),
        Some(fate) => {
            let fate = match fate {
                "keep" => Fate::Kept(one("as").as_deref().and_then(Shape::named)),
                "aside" => Fate::Aside,
                // what cannot be read counts as its strictest reading
                "mark" => {
                    let marking = one("mark").as_deref().and_then(Marking::parse).unwrap_or(Marking::Red);
                    Fate::Marked(marking)
                }
                _ => Fate::Open,
            };
            let runs = ticked.chunk_by(|one, next| *next == *one + 1);
            wanted.draw.extend(runs.map(|run| (fate, stretch(run[0], run.last().copied()))));
        }
        None => {}
    }
    (one("seed").unwrap_or_default(), wanted)
}

/// What is to be said of a form that was made before the seed or its corrections changed: what is there now, in a line each; and the
/// form that says on top of that what its sender had changed, if that is anything. Lines go from it, for they may be others by now.
pub(super) fn renewed(form: &[(String, String)], article: &Article) -> (Vec<String>, Form) {
    let one = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    let has = |name: &str, key: &str| form.iter().any(|(of, value)| of == name && value == key);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    // what its sender left as it was stays as it is now; the themes that reading finds are not the article's to know
    let is_left = |name: &str| name != "themes" && one(&format!("was.{name}")) == one(name);
    let (mut told, mut out) = (Vec::new(), Vec::new());
    for (name, value) in form {
        let known = |key: &str| article.known(key).map(|(value, _)| value).unwrap_or_default();
        match name.as_str() {
            "line" | "do" | "as" | "mark" | "forget" | "guess" | "was.none" | "none" => {}
            "seen" => out.push(pair(name, &article.seen())),
            "was.themes" => out.push(pair(name, value)),
            _ => match name.strip_prefix("was.") {
                Some(key) => {
                    let now = known(key);
                    if now != value.trim() {
                        told.push(format!("{key}: “{now}”, and no longer “{}”", value.trim()));
                    }
                    out.push(pair(name, &now));
                }
                None if parse::correction_key(name).is_some() && is_left(name) => out.push(pair(name, &known(name))),
                None => out.push(pair(name, value)),
            },
        }
    }
    for key in parse::correction_keys() {
        let (is_ticked, was_ticked, is_none) = (has("none", key), has("was.none", key), article.none(key).is_some());
        if is_none && !was_ticked {
            told.push(format!("{key}: it is said that there is none"));
        }
        out.extend(is_none.then(|| pair("was.none", key)));
        out.extend((if is_ticked == was_ticked { is_none } else { is_ticked }).then(|| pair("none", key)));
        let is_guess = article.known(key).is_some_and(|(_, how)| !how.is_correction());
        out.extend(is_guess.then(|| pair("guess", key)));
    }
    if read(&out).1 == Correction::default() {
        out.clear();
    }
    (told, out)
}

#[cfg(test)]
mod tests {
    use super::{Correction, Fate, Shape, Stretch, read, renewed};
    use crate::model::{Beside, Called, Seed, SeedPath};

    #[test]
    fn a_form_of_an_old_page_undoes_nothing() {
        let now = "title = \"Mended\"\nsite = \"\"\ndate = 2025-03-01\n";
        let seed = Seed {
            path: SeedPath::new("a.txt"),
            bytes: b"The gate of the eastern basin is open again.\n".to_vec(),
            sidecar: Some(Beside { path: "a.txt.toml".to_owned(), called: Called::Right, bytes: now.into() }),
            misnamed: Vec::new(),
            unread: Vec::new(),
        };
        let article = crate::parse::parse(&seed, &crate::load::alone(std::path::Path::new(".")).config).0.article;
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let old = |more: &[(&str, &str)]| {
            let shown =
                [("seen", "0"), ("was.title", "The gate"), ("was.site", "Gazette"), ("was.date", ""), ("date", "")];
            let form: Vec<_> = shown.iter().chain(more).map(|(key, value)| pair(key, value)).collect();
            renewed(&form, &article)
        };
        let (told, again) = old(&[("title", "The gate"), ("site", "Gazette"), ("line", "1"), ("do", "keep")]);
        assert_eq!((told.len(), again), (4, Vec::new()), "{told:?}");
        let (_, again) = old(&[("title", "Typed"), ("site", "Gazette"), ("guess", "site")]);
        assert_eq!(read(&again).1, Correction { say: vec![pair("title", "Typed")], ..Correction::default() });
        assert!(again.contains(&("seen".to_owned(), article.seen())) && again.contains(&pair("was.title", "Mended")));
        let (_, again) = old(&[("title", "The gate"), ("site", "Gazette"), ("none", "date")]);
        assert_eq!(read(&again).1.none, ["date"]);
    }

    #[test]
    fn only_what_changed_is_said() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let form = [
            pair("seed", "a.txt"),
            pair("was.title", "A"),
            pair("title", "B"),
            pair("was.date", "2025"),
            pair("date", "2025"),
            pair("was.themes", "x"),
            pair("themes", "x"),
            pair("themes", "y"),
            pair("line", "9"),
            pair("line", "4"),
            pair("line", "5"),
            pair("do", "keep"),
            pair("as", "item"),
        ];
        let (seed, wanted) = read(&form);
        let lines = |first, last| {
            (Fate::Kept(Some(Shape::Item)), Stretch { first: Some(first), last: Some(last), of_reading: true })
        };
        assert_eq!(seed, "a.txt");
        assert_eq!(wanted.say, [pair("title", "B"), pair("themes", "x,y")]);
        assert_eq!(wanted.draw, [lines(4, 5), lines(9, 9)]);
        assert_eq!(read(&[]).1, Correction::default());
        let of =
            |pairs: &[(&str, &str)]| read(&pairs.iter().map(|(key, value)| pair(key, value)).collect::<Vec<_>>()).1;
        let none = |key: &str| Correction { none: vec![key.to_owned()], ..Correction::default() };
        let said = |key: &str, value: &str| Correction { say: vec![pair(key, value)], ..Correction::default() };
        let was = ("was.date", "2025");
        assert_eq!(of(&[was, ("date", ""), ("guess", "date")]), none("date"));
        assert_eq!(of(&[was, ("date", "")]), said("date", ""));
        assert_eq!(of(&[was, ("date", "2025"), ("none", "date")]), none("date"));
        assert_eq!(
            of(&[("was.date", ""), ("date", ""), ("none", "date"), ("was.none", "date")]),
            Correction::default()
        );
        assert_eq!(of(&[("was.date", ""), ("date", ""), ("was.none", "date")]), said("date", ""));
        assert_eq!(
            of(&[("was.date", ""), ("date", "2024"), ("none", "date"), ("was.none", "date")]),
            said("date", "2024")
        );
        assert_eq!(of(&[was, ("date", "2025"), ("guess", "date"), ("sure", "date")]), said("date", "2025"));
    }
}
