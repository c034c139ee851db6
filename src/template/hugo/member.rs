//! What things of Hugo's templates have: a shortcode its arguments, a page its parameters and files, a site its data
//! ("Shortcode", "Page", "Site" and "Resource" methods). What a page's files look like is not known.

use std::rc::Rc;

use super::super::reference;
use super::super::tags::asked::FILE_READ;
use super::super::tags::pages;
use super::super::tags::value::Value;
use super::date;
use super::resources;
use super::scope::{PAGE_SCRATCH, PARENT, SCRATCH, Scope, TAG};
use crate::template::tags::arguments::Arguments;

/// A thing that a chain of fields may begin with: `site`, `page`, `hugo`.
pub(super) fn root(chain: &str) -> Option<Value> {
    let first = chain.split('.').next().unwrap_or_default();
    matches!(first, "site" | "page" | "hugo").then(|| Value::Named(first.to_owned()))
}

/// What a chain leads to: `.Page.Title`, `$a.B`, `site.Params.c`; its last field is given the arguments.
pub(super) fn of_chain(chain: &str, given: &[Option<Value>], scope: &mut Scope<'_>) -> Option<Value> {
    let (value, fields) = if let Some(fields) = chain.strip_prefix('.') {
        (Some(scope.dot.clone()), fields)
    } else {
        let (first, fields) = chain.split_once('.').unwrap_or((chain, ""));
        let value = match first {
            "$" => Some(scope.root.clone()),
            name if name.starts_with('$') => scope.variable(name),
            name => root(name),
        };
        (value, fields)
    };
    if fields.is_empty() { value.filter(|_| given.is_empty()) } else { of(value?, fields, given, scope) }
}

/// What fields of a value lead to.
pub(super) fn of(value: Value, fields: &str, given: &[Option<Value>], scope: &mut Scope<'_>) -> Option<Value> {
    let fields: Vec<&str> = fields.split('.').filter(|field| !field.is_empty()).collect();
    let (last, before) = fields.split_last()?;
    let mut value = value;
    for field in before {
        value = member(&value, field, &[], scope)?;
    }
    member(&value, last, given, scope)
}

fn member(value: &Value, field: &str, given: &[Option<Value>], scope: &mut Scope<'_>) -> Option<Value> {
    let name = field.to_ascii_lowercase();
    match value {
        Value::Named(thing) => match thing.as_str() {
            TAG => of_tag(&name, given, scope),
            PARENT => of_arguments(scope.tag.parent?.1, &name, given),
            SCRATCH | PAGE_SCRATCH => of_scratch(thing, &name, given, scope),
            "page" => of_page(&name, given, scope),
            "site" => of_site(&name, given, scope),
            "hugo" => of_hugo(&name),
            // Parameters may stand in a map of their own.
            "page.params" => Some(match Value::named(scope.values, &format!("page.params.{name}")) {
                Value::Nothing => Value::named(scope.values, &format!("page.{name}")),
                value => value,
            }),
            "site.language" => (name == "lang").then(|| scope.language().map(Value::text)).flatten(),
            "resources" => of_resources(&name, given, scope),
            _ => value.at(&name, scope.values),
        },
        Value::Map(map) if is_file(map) => of_file(value, &name, scope),
        value if name == "string" => Some(value.clone()),
        Value::Text(text) if date::member(text, &name, given).is_some() => date::member(text, &name, given),
        value => value.at(field, scope.values).filter(|_| given.is_empty()),
    }
}

fn argument(given: &[Option<Value>], at: usize) -> Option<String> {
    given.get(at)?.as_ref()?.words()
}

fn of_tag(name: &str, given: &[Option<Value>], scope: &Scope<'_>) -> Option<Value> {
    let tag = scope.tag;
    match name {
        "get" | "params" | "isnamedparams" => of_arguments(tag.given, name, given),
        "inner" | "innerdeindent" => Some(scope.inner()),
        "page" | "site" => Some(Value::Named(name.to_owned())),
        "parent" => Some(tag.parent.map_or(Value::Nothing, |_| Value::Named(PARENT.to_owned()))),
        "name" => Some(Value::text(tag.name)),
        "ordinal" => Some(Value::Number(tag.ordinal as f64)),
        "scratch" | "store" => Some(Value::Named(SCRATCH.to_owned())),
        "ref" | "relref" => Some(Value::Text(reference::target("ref", &argument(given, 0)?))),
        _ => None,
    }
}

/// What a shortcode is given, by place or name; nothing where it is not given.
fn of_arguments(arguments: &Arguments, name: &str, given: &[Option<Value>]) -> Option<Value> {
    let is_named = !arguments.named.is_empty();
    match name {
        "get" => {
            let asked = argument(given, 0)?;
            let found = match asked.parse().ok().filter(|_| !is_named) {
                Some(place) => arguments.at(place),
                None => arguments.get(&[&asked.to_lowercase()]),
            };
            Some(found.map_or(Value::Nothing, Value::text))
        }
        "params" if is_named => {
            let named = arguments.named.iter().map(|(name, value)| (name.clone(), Value::text(value.as_str())));
            Some(Value::Map(Rc::new(named.collect())))
        }
        "params" => Some(Value::list(arguments.positional.iter().map(|value| Value::text(value.as_str())).collect())),
        "isnamedparams" => Some(Value::Truth(is_named)),
        _ => None,
    }
}

fn of_scratch(thing: &str, name: &str, given: &[Option<Value>], scope: &Scope<'_>) -> Option<Value> {
    let key = argument(given, 0)?;
    let more = || given.get(1).cloned().flatten();
    let value = match name {
        "get" => return scope.kept(thing, &key),
        "set" => more(),
        "add" => scope.kept(thing, &key).zip(more()).and_then(|(old, more)| added(old, more)),
        _ => None,
    };
    scope.keep(thing, &key, value);
    Some(Value::Nothing)
}

/// A value with another added to it: numbers are summed, texts and lists joined ("SCRATCH.Add").
fn added(old: Value, more: Value) -> Option<Value> {
    match (old, more) {
        (Value::Nothing, more) => Some(more),
        (Value::Number(old), Value::Number(more)) => Some(Value::Number(old + more)),
        (Value::List(old), Value::List(more)) => Some(Value::list(old.iter().chain(more.iter()).cloned().collect())),
        (Value::List(old), more) => Some(Value::list(old.iter().cloned().chain([more]).collect())),
        (Value::Text(old), more) => Some(Value::Text(old + &more.words()?)),
        _ => None,
    }
}

fn of_page(name: &str, given: &[Option<Value>], scope: &Scope<'_>) -> Option<Value> {
    match name {
        "page" | "site" => Some(Value::Named(name.to_owned())),
        "params" | "file" => Some(Value::Named(format!("page.{name}"))),
        "title" | "linktitle" => Some(Value::named(scope.values, "page.title")),
        "resources" => Some(Value::Named("resources".to_owned())),
        "scratch" | "store" => Some(Value::Named(PAGE_SCRATCH.to_owned())),
        "tableofcontents" => Some(Value::Nothing),
        // Its files are named from its place.
        "relpermalink" | "permalink" => Some(Value::text("")),
        "renderstring" => match given.last()?.clone()? {
            Value::Inner => Some(Value::Inner),
            value => value.words().map(Value::Markdown),
        },
        "getpage" => Some(page_at(&argument(given, 0)?, scope)),
        "param" => {
            let name = argument(given, 0)?;
            let places = ["page.params", "page", "site.params"].map(|place| format!("{place}.{name}"));
            let found = places.iter().map(|place| Value::named(scope.values, place)).find(|it| *it != Value::Nothing);
            Some(found.unwrap_or(Value::Nothing))
        }
        "ref" | "relref" => Some(Value::Text(reference::target("ref", &argument(given, 0)?))),
        "kind" => Some(Value::text("page")),
        "ispage" => Some(Value::Truth(true)),
        "description" | "keywords" | "date" | "publishdate" | "expirydate" | "section" | "type" | "weight" | "slug"
        | "path" => Some(Value::named(scope.values, &format!("page.{name}"))),
        "lastmod" => Some(match Value::named(scope.values, "page.lastmod") {
            Value::Nothing => Value::named(scope.values, "page.date"),
            date => date,
        }),
        "lang" => scope.language().map(Value::text),
        "language" => Some(Value::Named("site.language".to_owned())),
        _ => None,
    }
}

fn of_site(name: &str, given: &[Option<Value>], scope: &Scope<'_>) -> Option<Value> {
    match name {
        "params" | "data" => Some(Value::Named(format!("site.{name}"))),
        "getpage" => Some(page_at(&argument(given, 0)?, scope)),
        "isserver" => Some(Value::Truth(false)),
        "language" => Some(Value::Named("site.language".to_owned())),
        "baseurl" | "title" | "copyright" | "languagecode" | "author" => {
            Some(Value::named(scope.values, &format!("site.{name}")))
        }
        _ => None,
    }
}

/// As the published pages were made.
fn of_hugo(name: &str) -> Option<Value> {
    match name {
        "data" => Some(Value::Named("site.data".to_owned())),
        "environment" => Some(Value::text("production")),
        "isproduction" | "isextended" => Some(Value::Truth(true)),
        "isserver" | "isdevelopment" => Some(Value::Truth(false)),
        _ => None,
    }
}

/// Files beside the page: by name, by pattern, by kind.
fn of_resources(name: &str, given: &[Option<Value>], scope: &Scope<'_>) -> Option<Value> {
    let asked = argument(given, 0)?;
    let beside = || resources::of(scope.values);
    match name {
        "get" => Some(file_at(&asked)?).map(|file| resources::named(&asked, scope.values).unwrap_or(file)),
        "getmatch" => match file_at(&asked) {
            Some(file) => Some(resources::named(&asked, scope.values).unwrap_or(file)),
            None => {
                resources::matching(&asked, beside()?).map(|found| found.into_iter().next().unwrap_or(Value::Nothing))
            }
        },
        "match" => resources::matching(&asked, beside()?).map(Value::list),
        "bytype" => Some(Value::list(resources::of_kind(&asked, beside()?, scope.values))),
        _ => None,
    }
}

/// A page by its path, with what its head says, if that was read.
fn page_at(path: &str, scope: &Scope<'_>) -> Value {
    let target = reference::target("ref", path);
    let told = pages::of(path, scope.values).unwrap_or_default();
    places(&target, &[("kind", "page")].into_iter().chain(told).collect::<Vec<_>>())
}

/// A file of the site by its path. None for a pattern.
pub(super) fn file_at(path: &str) -> Option<Value> {
    let is_name = !path.is_empty() && !path.contains(['*', '?', '{', '[']);
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let kind = match extension {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "avif" | "bmp" => "image",
        "mp4" | "webm" | "mov" => "video",
        _ => "file",
    };
    is_name.then(|| places(path, &[("name", path), ("title", path), ("resourcetype", kind), ("subtype", extension)]))
}

fn places(target: &str, more: &[(&str, &str)]) -> Value {
    let links = [("relpermalink", target), ("permalink", target)];
    let entries = links.iter().chain(more).map(|(name, value)| ((*name).to_owned(), Value::text(*value)));
    Value::Map(Rc::new(entries.collect()))
}

fn is_file(map: &[(String, Value)]) -> bool {
    map.iter().any(|(name, _)| name == "relpermalink")
}

/// What a page or file has; a picture that is made of another is taken for it.
fn of_file(file: &Value, name: &str, scope: &Scope<'_>) -> Option<Value> {
    const MADE: [&str; 9] =
        ["resize", "fit", "fill", "crop", "filter", "process", "fingerprint", "minify", "mediatype"];
    match name {
        _ if MADE.contains(&name) => Some(file.clone()),
        "content" => file.at("name", scope.values)?.words().and_then(|name| content(&name, scope)),
        _ => file.at(name, scope.values).filter(|value| *value != Value::Nothing),
    }
}

/// What a file of the site says that is at hand.
pub(super) fn content(name: &str, scope: &Scope<'_>) -> Option<Value> {
    let name = name.trim_start_matches(['/', '.']);
    scope.values.file(&format!("{FILE_READ}{name}")).map(Value::text)
}
