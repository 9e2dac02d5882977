//! `briefbook schema`: JSON Schemas of what the owner writes, made from the keys that the readers know.

use super::End;
use crate::load;
use crate::model::keys::{Keys, Shape};
use crate::pipeline;
use serde_json::{Map, Value, json};

/// Print the JSON Schema of book.toml, or of sidecars and front matter
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  briefbook schema > .book.schema.json              of book.toml
  briefbook schema sidecar > .sidecar.schema.json   of NAME.EXT.toml and front matter

Editors that know Taplo then complete and check a file that begins with `#:schema ./.book.schema.json`.")]
pub(super) struct Arguments {
    /// Of what
    #[arg(value_enum, default_value_t = Of::Book)]
    of: Of,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Of {
    /// book.toml
    Book,
    /// Sidecars and front matter
    Sidecar,
}

/// Prints it.
pub(super) fn run(arguments: &Arguments) -> End {
    let (title, keys) = match arguments.of {
        Of::Book => ("book.toml of briefbook", &load::config::keys::TOP),
        Of::Sidecar => ("A sidecar or front matter of briefbook", &pipeline::CORRECTIONS),
    };
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".to_owned(), title.into());
    schema.extend(table(keys));
    if matches!(arguments.of, Of::Book) {
        schema["properties"]["defaults"]["items"] = Value::Object(defaults());
    }
    anstream::println!("{:#}", Value::Object(schema));
    End::Well
}

/// `[[defaults]]`: its own keys, and those of a sidecar, lines being patterns there.
fn defaults() -> Map<String, Value> {
    let mut whole = table(&load::config::keys::DEFAULTS);
    let corrections = table(&pipeline::CORRECTIONS).remove("properties");
    if let (Some(Value::Object(ours)), Some(Value::Object(theirs))) = (whole.get_mut("properties"), corrections) {
        ours.extend(theirs.into_iter().filter(|(key, _)| key != "keep"));
        let mut aside = shape(Shape::Texts);
        aside.insert("description".to_owned(), "Patterns of whole lines that are set aside: `Subscribe to *`.".into());
        ours.insert("aside".to_owned(), Value::Object(aside));
    }
    whole
}

fn table(keys: &Keys) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in keys.keys {
        let mut said = shape(key.shape);
        said.insert("description".to_owned(), key.about.into());
        properties.insert(key.name.to_owned(), Value::Object(said));
    }
    let mut out = Map::new();
    out.insert("type".to_owned(), "object".into());
    out.insert("properties".to_owned(), Value::Object(properties));
    out.insert("additionalProperties".to_owned(), keys.is_shared.into());
    out
}

fn shape(shape: Shape) -> Map<String, Value> {
    let said = match shape {
        Shape::Text => json!({"type": "string"}),
        Shape::Texts => json!({"type": ["string", "array"], "items": {"type": "string"}}),
        // TOML and YAML know days, and a year may be a number
        Shape::Date => json!({"type": ["string", "integer"], "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$"}),
        Shape::Number => json!({"type": "integer", "minimum": 0}),
        Shape::DateOrNone => json!({"type": ["string", "integer"], "pattern": "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$"}),
        Shape::Truth => json!({"type": "boolean"}),
        Shape::OneOf(words) => json!({"enum": words()}),
        Shape::Table(keys) => return table(keys),
        Shape::Tables(keys) => json!({"type": "array", "items": table(keys)}),
        Shape::Theirs => json!({}),
    };
    if let Value::Object(said) = said { said } else { Map::new() }
}
