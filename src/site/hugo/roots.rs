//! Content folders of a Hugo site: its own, those of languages, and mounts, each with the place it has in the site.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

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

/// A mount that gives content from the site's own tree.
fn mounted(mount: &Map<'_>, default_language: &str) -> Option<Root> {
    let target = mount.text("target")?.trim_matches('/');
    let place = target.strip_prefix("content").filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
    let source = mount.text("source").filter(|source| !source.contains("..") && !source.starts_with('/'))?;
    Some(Root {
        place: PathBuf::from(place.trim_matches('/')),
        included: globs(mount, "includefiles"),
        excluded: globs(mount, "excludefiles"),
        ..Root::new(source.trim_start_matches("./"), mount.text("lang").unwrap_or(default_language))
    })
}

/// One pattern or a list of them.
fn globs(mount: &Map<'_>, key: &str) -> Vec<Glob> {
    let value = mount.get(key);
    let texts = value.and_then(Value::as_list).unwrap_or_default().iter().filter_map(Value::as_text);
    let one = value.and_then(Value::as_text).into_iter();
    one.chain(texts).take(MOST_PATTERNS).filter_map(|it| Glob::new(it.trim_start_matches('/'))).collect()
}
