//! Lume: pages by their paths, dates before names, and data that folders share.
//!
//! Rules from its documentation ("Page data", "Shared data", "URLs"): `_data.yml` and its kin hold for all that is below; tags
//! add up.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::site::lender::Lender;
use crate::site::rules::{Later, is_blog_folder, is_built, later};
use crate::site::{script, settings};
use crate::system::{System, WalkKind};

/// How it is told.
pub(super) const KNOWN: Known =
    Known { files: &["_config.ts", "_config.js"], is_meant: |folder| folder.config.contains("lume"), open };
/// Files of shared data that are read.
const MOST: usize = 2048;
/// Their names.
const NAMES: [&str; 3] = ["_data.yml", "_data.yaml", "_data.json"];

#[derive(Debug)]
struct Lume {
    /// What folders share, by their paths.
    shared: Later<HashMap<PathBuf, Map<'static>>>,
}

/// `location` and `src` (its documentation, "Configuration").
fn open(folder: &Folder<'_>) -> Framework {
    let config = folder.script();
    let sources = Sources::at(&script::text(&config, "src").unwrap_or_default(), "", Ending::Slash);
    let shared = later(folder.system, folder.root, gather);
    Framework::new(sources, Lume { shared }).of_site(None, script::call(&config, "new URL"))
}

impl FrameworkRules for Lume {
    /// Adds what the folders of a file say to its head, the innermost first. Tags that only say that it is a post are none.
    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let mut tags: Vec<Value<'static>> = Vec::new();
        for folder in file.ancestors().skip(1) {
            let Some(shared) = self.shared.get(folder) else { continue };
            for (key, value) in &shared.0 {
                match value {
                    Value::List(more) if key == "tags" => tags.extend(more.iter().cloned()),
                    _ if front.values.exact(key).is_none() => front.values.0.push((key.clone(), value.clone())),
                    _ => {}
                }
            }
        }
        let own = front.values.exact("tags").cloned().map(Value::into_owned);
        let own = match own {
            Some(Value::List(own)) => own,
            own => own.into_iter().collect(),
        };
        let is_kept = |tag: &Value<'_>| tag.as_text().is_none_or(|tag| !is_blog_folder(tag));
        let all: Vec<Value<'static>> = own.into_iter().chain(tags).filter(is_kept).collect();
        front.values.0.retain(|(key, _)| key != "tags");
        if !all.is_empty() {
            front.values.0.push((Cow::Borrowed("tags"), Value::List(all)));
        }
        true
    }

    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let name = page.slug().unwrap_or_else(|| undated(page.stem()));
        sources.path(page.file, name, sources.ending, |_| true)
    }
}

fn gather(system: &dyn System, root: &Path) -> HashMap<PathBuf, Map<'static>> {
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => !is_built(path),
        WalkKind::File => path.file_name().is_some_and(|name| NAMES.iter().any(|known| name == *known)),
    };
    let mut files = Vec::new();
    system.walk(root, &keep, &mut |entry| {
        files.push(entry.path);
        files.len() < MOST
    });
    let mut lender = Lender::default();
    let read = |file: PathBuf| {
        let values = settings::read(system, root, &[&file.to_string_lossy()])?;
        Some((file.parent().unwrap_or(Path::new("")).to_path_buf(), lender.lend(values)))
    };
    files.into_iter().filter_map(read).collect()
}

/// A name without the day before it: `2020-06-21_hello`.
fn undated(stem: &str) -> &str {
    let (day, rest) = stem.split_once('_').unwrap_or(("", stem));
    let is_day = day.len() >= 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_day && !rest.is_empty() { rest } else { stem }
}
