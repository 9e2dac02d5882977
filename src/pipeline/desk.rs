//! A form of the desk, as a correction: what its page showed comes along, so that only what the owner changed is said. A field that is
//! emptied takes back what was said; one whose value was a guess says that there is none.

use super::correct::{Correction, Fate, Stretch};
use crate::parse::{self, Form};

/// The seed's path and what is so of it, by the form's names and values.
pub(super) fn read(form: &[(String, String)]) -> (String, Correction) {
    let all =
        |name: &str| form.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    let one = |name: &str| all(name).first().map(|value| (*value).to_owned());
    let mut wanted = Correction { seen: one("seen"), ..Correction::default() };
    for key in parse::correction_keys() {
        let Some(was) = one(&format!("was.{key}")) else { continue };
        let is_list = parse::correction_key(key).is_some_and(|(_, form)| form == Form::List);
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
                "keep" => Fate::Kept,
                "aside" => Fate::Aside,
                _ => Fate::Open,
            };
            let runs = ticked.chunk_by(|one, next| *next == *one + 1);
            wanted.draw.extend(runs.map(|run| (fate, stretch(run[0], run.last().copied()))));
        }
        None => {}
    }
    (one("seed").unwrap_or_default(), wanted)
}

#[cfg(test)]
mod tests {
    use super::{Correction, Fate, Stretch, read};

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
        ];
        let (seed, wanted) = read(&form);
        let lines = |first, last| (Fate::Kept, Stretch { first: Some(first), last: Some(last), of_reading: true });
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
