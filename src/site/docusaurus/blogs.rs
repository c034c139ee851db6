//! The blogs of a Docusaurus site: instances of the blog plugin, each with its folder and route, and their translations.
//!
//! Read from the configuration's words; nothing is run.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::post::front_matter::{Map, Value};
use crate::site::{object, script, settings};
use crate::system::System;

/// Instances and translations of them that are read.
const MOST: usize = 64;

/// A folder of posts.
#[derive(Debug)]
pub(super) struct Blog {
    /// From the site's root.
    pub folder: PathBuf,
    /// What stands before its posts in addresses, the language first where it is not the default one.
    pub route: String,
    /// The language of a translation.
    pub language: Option<String>,
    /// Authors by key.
    pub authors: Map<'static>,
    /// Tags by key.
    pub tags: Map<'static>,
}

impl Blog {
    /// An author by the key in the authors' file.
    pub(super) fn author(&self, value: &Value<'_>) -> Value<'static> {
        let name = value.as_text().and_then(|key| self.authors.exact(key)?.as_map()?.text("name"));
        name.map_or_else(|| value.clone().into_owned(), |name| Value::Text(Cow::Owned(name.to_owned())))
    }

    /// A tag by the key in the tags' file.
    pub(super) fn tag(&self, value: &Value<'_>) -> Value<'static> {
        let label = value.as_text().and_then(|key| self.tags.exact(key)?.as_map()?.text("label"));
        label.map_or_else(|| value.clone().into_owned(), |label| Value::Text(Cow::Owned(label.to_owned())))
    }
}

/// What the configuration says of one instance.
struct Options<'c> {
    id: String,
    path: String,
    route: String,
    authors: Option<&'c str>,
}

/// The blogs of a site, those in the deepest folders first. `config` is without comments.
pub(super) fn of(system: &dyn System, root: &Path, config: &str) -> Vec<Blog> {
    let instances = instances(config);
    let mut found: Vec<Blog> = Vec::new();
    for options in &instances {
        let own = data(system, root, options, &options.path);
        found.push(Blog { folder: PathBuf::from(&options.path), route: options.route.clone(), language: None, ..own });
    }
    let default = script::text(config, "defaultLocale").unwrap_or_else(|| "en".to_owned());
    let locales = script::texts(config, "locales").unwrap_or_default();
    for locale in locales.iter().filter(|locale| **locale != default).take(MOST) {
        for options in &instances {
            let suffix = if options.id == "default" { String::new() } else { format!("-{}", options.id) };
            let folder = format!("i18n/{locale}/docusaurus-plugin-content-blog{suffix}");
            if found.len() < MOST && system.is_dir(root, Path::new(&folder)) {
                // A translation without its own authors has those of the original (`getContentPathList`).
                let own = data(system, root, options, &folder);
                let original = data(system, root, options, &options.path);
                found.push(Blog {
                    folder: PathBuf::from(folder),
                    route: format!("{locale}/{}", options.route),
                    language: Some(locale.clone()),
                    authors: if own.authors.0.is_empty() { original.authors } else { own.authors },
                    tags: if own.tags.0.is_empty() { original.tags } else { own.tags },
                });
            }
        }
    }
    found.sort_by_key(|blog| std::cmp::Reverse(blog.folder.components().count()));
    found
}

/// The authors and tags that lie in a folder of posts.
fn data(system: &dyn System, root: &Path, options: &Options<'_>, folder: &str) -> Blog {
    let read = |names: &[&str]| {
        let paths: Vec<String> = names.iter().map(|name| format!("{folder}/{name}")).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        settings::read(system, root, &paths).unwrap_or_default()
    };
    Blog {
        folder: PathBuf::new(),
        route: String::new(),
        language: None,
        authors: read(&[options.authors.unwrap_or("authors.yml"), "authors.yaml", "authors.json"]),
        tags: read(&["tags.yml", "tags.yaml", "tags.json"]),
    }
}

/// Instances of the plugin: of the preset, unless it says `blog: false`, and of its own (`plugin-content-blog`, and local
/// plugins that are called after it).
fn instances(config: &str) -> Vec<Options<'_>> {
    let mut found: Vec<Options<'_>> = Vec::new();
    for (at, _) in config.match_indices("blog").take(1024) {
        let Some(rest) = config.get(at + "blog".len()..) else { continue };
        let before = config.get(..at).unwrap_or_default();
        let is_word = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '@'));
        let object = match () {
            () if is_word => rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':').map(str::trim_start),
            () => plugin(before, rest),
        };
        let object = object.filter(|value| value.starts_with('{')).and_then(object::inside);
        if let Some(object) = object.filter(|_| found.len() < MOST) {
            found.push(options(config, object));
        }
    }
    let is_off = script::flag(config, "blog") == Some(false);
    if found.is_empty() && !is_off {
        found.push(options(config, ""));
    }
    found
}

/// The options after the name of a plugin in a list: `['@docusaurus/plugin-content-blog', {…}]`.
fn plugin<'c>(before: &str, rest: &'c str) -> Option<&'c str> {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let name = line.rsplit(['"', '\'', '`']).next().unwrap_or_default();
    let is_quoted = line.contains(['"', '\'', '`']) && name.chars().all(|c| c.is_alphanumeric() || "_-./@".contains(c));
    let end = rest.find(['"', '\'', '`'])?;
    let tail = rest.get(..end)?;
    let is_name = tail.chars().all(|c| c.is_alphanumeric() || "_-./".contains(c)) && !tail.starts_with(':');
    // `require.resolve('…')` closes a bracket first.
    let after = rest.get(end + 1..)?.trim_start().trim_start_matches(')').trim_start();
    let object = after.strip_prefix(',')?.trim_start();
    (is_quoted && is_name && (name.contains("plugin") || tail.contains("plugin"))).then_some(object)
}

fn options<'c>(config: &'c str, object: &'c str) -> Options<'c> {
    let entries = object::members(object);
    let value = |key: &str| entries.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
    let text = |key: &str| script::text(&format!("{key}: {}", value(key)?), key);
    let path = value("path").and_then(|value| object::path(config, &format!("path: {value}"), "path"));
    let authors = value("authorsMapPath").map(|value| value.trim_matches(['"', '\'', '`']));
    Options {
        id: text("id").unwrap_or_else(|| "default".to_owned()),
        path: path.unwrap_or_else(|| "blog".to_owned()),
        route: text("routeBasePath").unwrap_or_else(|| "blog".to_owned()).trim_matches('/').to_owned(),
        authors,
    }
}
