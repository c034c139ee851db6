//! Content folders of a Hugo site: its own, those of languages, and mounts, each with the place it has in the site.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use crate::post::front_matter::{Map, Value};
use crate::site::glob::Glob;

/// Patterns of one mount that are read.
const MOST_PATTERNS: usize = 64;

/// A content folder.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// The folder, from the site's root.
    pub source: PathBuf,
    /// The language of what is in it.
    pub language: String,
    /// Where it is mounted below `content`.
    place: PathBuf,
    /// What of it is mounted (`includeFiles`), if that is said.
    included: Vec<Glob>,
    /// What of it is not (`excludeFiles`).
    excluded: Vec<Glob>,
}

impl Root {
    fn new(source: &str, language: &str) -> Self {
        Self {
            source: PathBuf::from(source.trim_matches('/')),
            language: language.to_lowercase(),
            place: PathBuf::new(),
            included: Vec::new(),
            excluded: Vec::new(),
        }
    }

    /// Where a file stands in the site's content; none if it is not of this folder.
    pub(super) fn below<'p>(&self, file: &'p Path) -> Option<Cow<'p, Path>> {
        let rest = file.strip_prefix(&self.source).ok()?;
        let name = rest.to_string_lossy();
        let covered = |globs: &[Glob]| globs.iter().any(|glob| glob.covers(&name));
        if covered(&self.excluded) || !self.included.is_empty() && !covered(&self.included) {
            return None;
        }
        let is_own = self.place.as_os_str().is_empty();
        Some(if is_own { Cow::Borrowed(rest) } else { Cow::Owned(self.place.join(rest)) })
    }
}

/// Content folders, the deepest first and the default language before others.
pub(super) fn of(settings: &Map<'_>, default_language: &str) -> Vec<Root> {
    let mut found: Vec<Root> = Vec::new();
    for (language, of_language) in settings.get("languages").and_then(Value::as_map).map_or(&[][..], |map| &map.0) {
        let directory = of_language.as_map().and_then(|map| map.text("contentdir"));
        found.extend(directory.map(|directory| Root::new(directory, language)));
    }
    let mounts = settings.at(&["module", "mounts"]).and_then(Value::as_list).unwrap_or_default();
    found.extend(mounts.iter().filter_map(Value::as_map).filter_map(|mount| mounted(mount, default_language)));
    if !found.iter().any(|root| root.language == default_language) {
        found.push(Root::new(settings.text("contentdir").unwrap_or("content"), default_language));
    }
    found.sort_by_key(|root| (std::cmp::Reverse(root.source.components().count()), root.language != default_language));
    found.dedup_by(|one, other| one.source == other.source && one.place == other.place);
    found
}

/// Folders above a site's configuration that its content may be in.
const MOST_ABOVE: usize = 3;

/// Where paths start if the content is not all below the configuration (`contentDir = "../posts"`), and the configuration's
/// folder from there; what the settings say of content is then said from there.
pub(in crate::site) fn raise<'p>(at: &'p Path, settings: &mut Map<'static>) -> (&'p Path, PathBuf) {
    let above = folders_of(settings).iter().map(|folder| steps_above(folder)).max().unwrap_or_default();
    let root = at.ancestors().nth(above).filter(|_| (1..=MOST_ABOVE).contains(&above));
    let Some((root, home)) = root.and_then(|root| Some((root, at.strip_prefix(root).ok()?))) else {
        return (at, PathBuf::new());
    };
    if settings.get("contentdir").is_none() {
        settings.0.push((Cow::Borrowed("contentDir"), Value::Text(Cow::Borrowed("content"))));
    }
    for folder in folders_of(settings) {
        let mut whole = home.to_path_buf();
        for part in Path::new(folder.as_ref()).components() {
            match part {
                Component::ParentDir => drop(whole.pop()),
                Component::Normal(name) => whole.push(name),
                _ => {}
            }
        }
        *folder = Cow::Owned(whole.to_string_lossy().into_owned());
    }
    (root, home.to_path_buf())
}

/// How often a path goes up before it goes down.
fn steps_above(folder: &str) -> usize {
    Path::new(folder).components().take_while(|part| *part == Component::ParentDir).count()
}

/// Every folder that the settings take content from.
fn folders_of<'s>(settings: &'s mut Map<'static>) -> Vec<&'s mut Cow<'static, str>> {
    let mut found = Vec::new();
    for entry in &mut settings.0 {
        match entry.0.to_ascii_lowercase().as_str() {
            "contentdir" => found.extend(text_of(entry, "contentdir")),
            "languages" => {
                let languages = map_of(&mut entry.1).into_iter().flatten().filter_map(|entry| map_of(&mut entry.1));
                found.extend(languages.flatten().filter_map(|entry| text_of(entry, "contentdir")));
            }
            "module" => {
                let mounts = map_of(&mut entry.1).into_iter().flatten().find(|(key, _)| key == "mounts");
                found
                    .extend(mounts.into_iter().flat_map(|(_, mounts)| list_of(mounts)).flatten().filter_map(source_of));
            }
            _ => {}
        }
    }
    found
}

/// Where a mount takes content from.
fn source_of<'s>(mount: &'s mut Value<'static>) -> Option<&'s mut Cow<'static, str>> {
    let entries = map_of(mount)?;
    let mut target = entries.iter().filter(|(key, _)| key.eq_ignore_ascii_case("target"));
    let target = target.next().and_then(|(_, target)| target.as_text()).unwrap_or_default();
    let is_content = target.trim_matches('/').split('/').next() == Some("content");
    entries.iter_mut().filter(|_| is_content).find_map(|entry| text_of(entry, "source"))
}

/// The text of an entry that has this key.
fn text_of<'s>(entry: &'s mut (Cow<'static, str>, Value<'static>), name: &str) -> Option<&'s mut Cow<'static, str>> {
    match &mut entry.1 {
        Value::Text(text) if entry.0.eq_ignore_ascii_case(name) => Some(text),
        _ => None,
    }
}

fn map_of<'s>(value: &'s mut Value<'static>) -> Option<&'s mut Vec<(Cow<'static, str>, Value<'static>)>> {
    match value {
        Value::Map(map) => Some(&mut map.0),
        _ => None,
    }
}

fn list_of<'s>(value: &'s mut Value<'static>) -> Option<&'s mut Vec<Value<'static>>> {
    match value {
        Value::List(list) => Some(list),
        _ => None,
    }
}

/// A mount that gives content from the site's own tree.
fn mounted(mount: &Map<'_>, default_language: &str) -> Option<Root> {
    let target = mount.text("target")?.trim_matches('/');
    let place = target.strip_prefix("content").filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
    let source = mount.text("source").filter(|source| !source.contains("..") && !source.starts_with('/'))?;
    Some(Root {
        place: PathBuf::from(place.trim_matches('/')),
        included: globs(mount, "includefiles"),
        excluded: globs(mount, "excludefiles"),
        ..Root::new(source.trim_start_matches("./"), language_of(mount).unwrap_or(default_language))
    })
}

/// The language of a mount: `lang`, since Hugo 0.153 the first of `sites.matrix.languages`.
fn language_of<'m>(mount: &'m Map<'_>) -> Option<&'m str> {
    let languages = mount.at(&["sites", "matrix", "languages"]);
    let first = languages.and_then(|it| it.as_list().and_then(<[_]>::first).or(Some(it))).and_then(Value::as_text);
    mount.text("lang").or(first.filter(|language| !language.contains('*')))
}

/// One pattern or a list of them.
fn globs(mount: &Map<'_>, key: &str) -> Vec<Glob> {
    let value = mount.get(key);
    let texts = value.and_then(Value::as_list).unwrap_or_default().iter().filter_map(Value::as_text);
    let one = value.and_then(Value::as_text).into_iter();
    one.chain(texts).take(MOST_PATTERNS).filter_map(|it| Glob::new(it.trim_start_matches('/'))).collect()
}
