//! Templates, compiled once. Enters: the look. Leaves: [`Templates`] that turn a view into a page, and faults with the
//! engine's own place. An owner's template that is faulty gives way to the shipped one, so that a site still comes out.

use super::shipped;
use super::words::Words;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::Look;
use std::error::Error as _;
use tera::{Context, Tera};

/// The templates of one look.
pub(crate) struct Templates {
    /// The shipped ones with the owner's laid over them.
    laid: Tera,
    /// The shipped ones alone, where the owner has any.
    shipped: Option<Tera>,
}

impl Templates {
    /// Compiles the look; `words` become `w` in every template.
    pub(crate) fn new(look: &Look, words: &Words) -> (Self, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let mut tera = Tera::new();
        tera.set_escape_fn(|words, out| out.write_all(super::html::escaped(words).as_bytes()));
        tera.global_context().insert_value("w", words.value());
        let ours = shipped::look();
        let all = ours.templates.iter().map(|(name, template)| (name.as_str(), &*template.content));
        if let Err(error) = tera.add_raw_templates(all) {
            faults.push(fault("", &error, look));
        }
        let own: Vec<(&str, &str)> =
            look.templates.iter().filter(|(_, t)| t.own).map(|(name, t)| (name.as_str(), &*t.content)).collect();
        if own.is_empty() {
            return (Self { laid: tera, shipped: None }, faults);
        }
        let shipped = tera.clone();
        lay(&mut tera, &own, look, &mut faults);
        faults.extend(unused(&own, &ours));
        (Self { laid: tera, shipped: Some(shipped) }, faults)
    }

    /// The page that `template` makes of `context`. Where the owner's template fails, the shipped one's page and the fault.
    pub(crate) fn render(&self, template: &str, context: &Context, look: &Look) -> (String, Option<Diagnostic>) {
        match self.laid.render(template, context) {
            Ok(page) => (page, None),
            Err(error) => {
                let page = self.shipped.as_ref().and_then(|shipped| shipped.render(template, context).ok());
                (page.unwrap_or_default(), Some(fault(template, &error, look)))
            }
        }
    }
}

/// Lays the owner's templates over the shipped ones: all at once where they are sound, else each that can be.
fn lay(tera: &mut Tera, own: &[(&str, &str)], look: &Look, faults: &mut Vec<Diagnostic>) {
    if tera.add_raw_templates(own.iter().copied()).is_ok() {
        return;
    }
    let mut left = own.to_vec();
    loop {
        let before = left.len();
        let mut failed = Vec::new();
        left.retain(|(name, content)| match tera.add_raw_template(name, content) {
            Ok(()) => false,
            Err(error) => {
                failed.push(fault(name, &error, look));
                true
            }
        });
        if left.len() == before || left.is_empty() {
            faults.extend(failed);
            return;
        }
    }
}

/// An owner's templates that no page comes from and no other template names.
fn unused(own: &[(&str, &str)], ours: &Look) -> Vec<Diagnostic> {
    let named = |name: &str| own.iter().any(|(other, text)| *other != name && text.contains(&format!("\"{name}\"")));
    let components = |text: &str| text.contains("{% component ") || text.contains("{%- component ");
    own.iter()
        .filter(|(name, text)| !ours.templates.contains_key(*name) && !named(name) && !components(text))
        .map(|(name, _)| {
            let (folder, stem) = split(name);
            let beside = ours.templates.keys().map(|other| split(other)).filter(|(other, _)| *other == folder);
            let near = did_you_mean(stem, beside.map(|(_, stem)| stem));
            let hint = near.map_or_else(
                || "include it from another template, or delete it".to_owned(),
                |near| format!("did you mean `{}`?", name.replacen(stem, near, 1)),
            );
            let message = format!("no page uses the template `{name}`");
            Diagnostic::new(Code::UnusedTemplate, Place::file(format!("templates/{name}")), message, hint)
        })
        .collect()
}

/// A template's folder, with its closing `/`, and its name without the ending.
fn split(name: &str) -> (&str, &str) {
    let (folder, file) = name.split_at(name.rfind('/').map_or(0, |at| at + 1));
    (folder, file.rsplit_once('.').map_or(file, |(stem, _)| stem))
}

/// What an error names in backticks or quotes, other than `template` itself, where it stands in its text.
fn named(message: &str, template: &str, content: &str) -> Option<std::ops::Range<usize>> {
    let names = message.split(['`', '\'']).skip(1).step_by(2);
    let name = names.filter(|name| !name.is_empty() && *name != template).find(|name| content.contains(*name))?;
    let at = content.find(name)?;
    Some(at..at + name.len())
}

/// The engine's error as a fault in a file of the owner's.
fn fault(template: &str, error: &tera::Error, look: &Look) -> Diagnostic {
    let mut hint = "mend the template, or delete it to get the shipped one";
    let (message, place) = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            let file = if report.filename().is_empty() { template } else { report.filename() };
            let content = look.templates.get(file).map_or("", |t| &*t.content);
            let said = content.get(report.span().range.clone()).unwrap_or_default();
            if said.starts_with("end") {
                hint =
                    "close what was opened above it: each `{% if %}`, `{% for %}` and `{% block %}` needs its own end";
            }
            (
                report.message().to_owned(),
                Place::within(format!("templates/{file}"), content, report.span().range.clone()),
            )
        }
        _ => {
            let mut message = error.to_string();
            if let Some(source) = error.source() {
                message = format!("{message}: {source}");
            }
            let message = message.strip_prefix("error: ").unwrap_or(&message).to_owned();
            let content = look.templates.get(template).map_or("", |t| &*t.content);
            let (file, at) = (format!("templates/{template}"), named(&message, template, content));
            let place = at.map_or_else(|| Place::file(&*file), |at| Place::within(&*file, content, at));
            (message, place)
        }
    };
    let first = message.lines().next().unwrap_or_default().trim_end_matches('.');
    Diagnostic::new(Code::Template, place, lower(first), hint)
}

fn lower(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
