//! A form of the desk, as a correction: what its page showed comes along, so that only what the owner changed is said.

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
        if now.trim() != was.trim() {
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
    }
}
