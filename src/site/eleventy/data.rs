//! Eleventy's data cascade, as far as it is written in plain words: data files of templates and folders, heads of layouts,
//! global data of the configuration.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::collections::{is_named_like, is_of_posts};
use super::is_template;
use crate::post::front_matter::{self, Fences, FrontMatter, Map, Value};
use crate::site::lender::Lender;
use crate::site::rules::is_built;
use crate::site::{script, settings};
use crate::system::{System, WalkKind};

/// Data files that are read before the first post.
const MOST_DATA: usize = 4096;
/// Templates that are looked at for data files of their own.
const MOST_TEMPLATES: usize = 65_536;
/// Layouts whose heads are read.
const MOST_LAYOUTS: usize = 256;
/// Layouts in layouts.
const DEEPEST: usize = 8;

/// What is said of templates outside of them.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// By template or folder, without extension; the innermost first.
    files: Vec<(PathBuf, Map<'static>)>,
    /// Heads of layouts, by their path below the folder of layouts.
    layouts: HashMap<String, Map<'static>>,
    /// Other names of layouts (`addLayoutAlias`).
    aliases: HashMap<String, String>,
    /// What every page has (`addGlobalData`).
    global: Map<'static>,
}

impl Data {
    /// Reads it all.
    pub(super) fn read(system: &dyn System, root: &Path, input: &Path, config: &str) -> Self {
        let mut global = Map::default();
        for key in ["layout", "permalink", "tags", "lang"] {
            let value = script::argument(config, "addGlobalData", key).and_then(script::returned);
            global.0.extend(value.map(|value| (Cow::Borrowed(key), Value::Text(Cow::Owned(value)))));
        }
        let folders = ["layouts", "includes"].iter().filter_map(|key| script::text(config, key));
        let folders: Vec<PathBuf> = folders.chain(["_includes".to_owned()]).map(|it| below(input, &it)).collect();
        let mut lender = Lender::default();
        Self {
            files: files(system, root, input, &mut lender),
            layouts: layouts(system, root, &folders, &mut lender),
            aliases: script::pairs(config, "addLayoutAlias").into_iter().collect(),
            global,
        }
    }

    /// Adds what holds for a template to its head: data files from the innermost, then its layouts, then global data.
    /// Tags of folders that only build their collection are left out; the answer says whether that is one of posts.
    pub(super) fn add(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let own = file.with_extension("");
        let over = self.files.iter().filter(|(subject, _)| file.starts_with(subject) || own == *subject);
        let mut is_collected = false;
        let mut is_open = replaces(front);
        for (subject, values) in over {
            let tags = values.get("tags").map(names).unwrap_or_default();
            is_collected |= tags.iter().any(|tag| is_of_posts(tag));
            let is_kept = |tag: &str| own == *subject || !is_of_posts(tag) && !is_named_like(tag, subject);
            is_open = join(front, values, is_open, &is_kept) && is_open;
        }
        let mut seen = HashSet::new();
        let mut next = front.values.text("layout").or_else(|| self.global.text("layout")).map(str::to_owned);
        while let Some((name, values)) = next.as_deref().and_then(|name| self.layout(name)) {
            if seen.len() >= DEEPEST || !seen.insert(name.to_owned()) {
                break;
            }
            is_collected |= values.get("tags").is_some_and(|tags| names(tags).iter().any(|tag| is_of_posts(tag)));
            is_open = join(front, values, is_open, &|tag| !is_of_posts(tag)) && is_open;
            next = values.text("layout").map(str::to_owned);
        }
        join(front, &self.global, is_open, &|tag| !is_of_posts(tag));
        is_collected
    }

    fn layout(&self, name: &str) -> Option<(&str, &Map<'static>)> {
        let name = self.aliases.get(name).map_or(name, String::as_str);
        let ends = ["", ".njk", ".liquid", ".html", ".md", ".hbs", ".ejs", ".webc", ".pug"];
        let found = ends.iter().find_map(|end| self.layouts.get_key_value(format!("{name}{end}").as_str()));
        found.map(|(name, values)| (name.as_str(), values))
    }
}

/// What stands before a key whose value is not to be merged with others (Eleventy's documentation, "Data cascade").
const OVERRIDE: &str = "override:tags";

/// What a template and its folders compute from their data.
const COMPUTED: &str = "eleventyComputed";

/// Whether tags of others add to those of a head; `override:tags` becomes `tags`.
fn replaces(front: &mut FrontMatter<'_>) -> bool {
    let Some(own) = front.values.0.iter_mut().find(|(key, _)| key == OVERRIDE) else { return true };
    own.0 = Cow::Borrowed("tags");
    false
}

/// Adds values that a head lacks. Tags add up, as Eleventy's deep merge has it, unless they are not `open`. Says whether
/// those of others further out add to them too.
fn join(front: &mut FrontMatter<'_>, values: &Map<'static>, is_open: bool, is_kept: &dyn Fn(&str) -> bool) -> bool {
    for (key, value) in &values.0 {
        let own = front.values.exact(if key == OVERRIDE { "tags" } else { key });
        match key.as_ref() {
            "tags" | OVERRIDE if !is_open => {}
            "tags" | OVERRIDE => {
                let all = own.map(names).unwrap_or_default().into_iter();
                let all = all.chain(names(value).into_iter().filter(|tag| is_kept(tag)));
                let all: Vec<Value<'_>> = all.map(|name| Value::Text(Cow::Owned(name.into_owned()))).collect();
                if !all.is_empty() {
                    front.values.0.push((Cow::Borrowed("tags"), Value::List(all)));
                }
            }
            COMPUTED if own.is_some() => {
                let told = own.and_then(Value::as_map).cloned().unwrap_or_default();
                let more = value.as_map().map(|more| more.0.clone()).unwrap_or_default();
                let more = more.into_iter().filter(|(key, _)| told.exact(key).is_none()).collect::<Vec<_>>();
                let all = told.0.into_iter().chain(more).collect();
                front.values.0.push((Cow::Borrowed(COMPUTED), Value::Map(Map(all))));
            }
            _ if own.is_none() => front.values.0.push((key.clone(), value.clone())),
            _ => {}
        }
    }
    values.exact(OVERRIDE).is_none()
}

/// The names under `tags`: a list, or a text with commas (`getCleanedTagsImmutable`).
pub(super) fn names<'v>(value: &'v Value<'_>) -> Vec<Cow<'v, str>> {
    match value {
        Value::List(list) => list.iter().filter_map(Value::to_text).collect(),
        Value::Text(text) => text.split(',').map(|name| Cow::Borrowed(name.trim())).collect(),
        _ => value.to_text().into_iter().collect(),
    }
}

/// A folder as a configuration writes it, from the input directory.
pub(super) fn below(input: &Path, written: &str) -> PathBuf {
    let mut path = input.to_path_buf();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path
}

/// Heads of layouts, by their path below each of these folders.
fn layouts(
    system: &dyn System,
    root: &Path,
    folders: &[PathBuf],
    lender: &mut Lender,
) -> HashMap<String, Map<'static>> {
    let mut found = HashMap::new();
    for folder in folders.iter().filter(|folder| !folder.as_os_str().is_empty() && system.is_dir(root, folder)) {
        let keep = |_: WalkKind, path: &Path| path.starts_with(folder) || folder.starts_with(path);
        let mut files = Vec::new();
        system.walk(root, &keep, &mut |entry| {
            files.push(entry.path);
            files.len() < MOST_LAYOUTS
        });
        for file in files {
            let Some(text) = settings::text(system, root, &file.to_string_lossy()) else { continue };
            let front = front_matter::read(&text, Fences::Yaml);
            let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
            if front.syntax.is_some() {
                found.entry(name).or_insert_with(|| lender.lend(front.values.into_owned()));
            }
        }
    }
    found
}

/// Data files of folders (`posts/posts.json`, `posts/posts.11tydata.js`) and of single templates (`posts/one.json` beside
/// `posts/one.md`), by the path they speak of without extension.
fn files(system: &dyn System, root: &Path, input: &Path, lender: &mut Lender) -> Vec<(PathBuf, Map<'static>)> {
    let keep = |kind: WalkKind, path: &Path| match kind {
        WalkKind::Directory => !is_built(path) && (path.starts_with(input) || input.starts_with(path)),
        WalkKind::File => data_kind(path).is_some() || is_template(path),
    };
    let mut found = Vec::new();
    let (mut files, mut templates) = (Vec::new(), HashSet::new());
    system.walk(root, &keep, &mut |entry| {
        match is_template(&entry.path) {
            true => templates.insert(entry.path.with_extension("")),
            false => {
                files.push(entry.path);
                true
            }
        };
        files.len() < MOST_DATA && templates.len() < MOST_TEMPLATES
    });
    for path in files {
        let Some((stem, kind)) = data_kind(&path) else { continue };
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let is_folder_s =
            folder.file_name().is_some_and(|name| name == stem) || folder == input && is_root_data(root, stem);
        let subject = if is_folder_s { folder } else { folder.join(stem) };
        if !is_folder_s && !templates.contains(&subject) {
            continue;
        }
        let name = path.to_string_lossy().into_owned();
        let values = match kind {
            Kind::Data => settings::read(system, root, &[&name]),
            Kind::Script => settings::text(system, root, &name).map(|source| scripted(&source)),
        };
        found.extend(values.map(|values| (subject, lender.lend(values))));
    }
    found.sort_by_key(|(subject, _)| std::cmp::Reverse(subject.components().count()));
    found
}

/// Whether a data file speaks of the whole input directory, which is the site's root.
fn is_root_data(root: &Path, stem: &str) -> bool {
    root.file_name().is_some_and(|name| name == stem)
}

enum Kind {
    Data,
    Script,
}

/// The name a data file speaks of, and how it is written.
fn data_kind(file: &Path) -> Option<(&str, Kind)> {
    let name = file.file_name()?.to_str()?;
    let scripts = [".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.ts"];
    let script = scripts.iter().find_map(|end| Some((name.strip_suffix(end)?, Kind::Script)));
    let written = [".11tydata.json", ".json", ".yaml", ".yml"];
    script.or_else(|| written.iter().find_map(|end| Some((name.strip_suffix(end)?, Kind::Data))))
}

/// What a script says in plain text: enough for tags, permalinks and layouts.
fn scripted(source: &str) -> Map<'static> {
    let one = ["tags", "layout", "lang"].iter().filter_map(|key| Some((*key, script::text(source, key)?)));
    let mut map = Map(one.map(|(key, text)| (Cow::Borrowed(key), Value::Text(Cow::Owned(text)))).collect());
    let written = script::value(source, "permalink");
    let is_flag = script::flag(source, "permalink").is_some();
    // What only a program knows has no address, and not that of its file.
    let permalink =
        written.filter(|_| !is_flag).map(|value| script::returned(value).unwrap_or_else(|| "{{ }}".to_owned()));
    let permalink = permalink.map(|made| (Cow::Borrowed("permalink"), Value::Text(Cow::Owned(made))));
    let is_behind = |start: usize| written.is_some_and(|value| source.len() - value.len() > start);
    let computed = source.find(COMPUTED).filter(|start| is_behind(*start));
    match computed {
        Some(_) => map.0.extend(permalink.map(|made| (Cow::Borrowed(COMPUTED), Value::Map(Map(vec![made]))))),
        None => map.0.extend(permalink),
    }
    for key in ["eleventyExcludeFromCollections", "draft", "permalink"] {
        map.0.extend(script::flag(source, key).map(|is| (Cow::Borrowed(key), Value::Bool(is))));
    }
    if let Some(tags) = script::texts(source, "tags") {
        map.0.push((
            Cow::Borrowed("tags"),
            Value::List(tags.into_iter().map(|tag| Value::Text(Cow::Owned(tag))).collect()),
        ));
    }
    // What is exported as an object may say more: authors, titles.
    let object = ["export default", "module.exports"].iter().find_map(|word| source.find(word));
    let object = front_matter::written_out(object.and_then(|at| source.get(at..)).unwrap_or_default());
    for (key, value) in object.into_owned().0.into_iter().filter(|(key, _)| key != "permalink") {
        match (map.exact(&key).cloned(), value) {
            (Some(Value::Map(mut own)), Value::Map(more)) => {
                own.0.extend(more.0.into_iter().filter(|(key, _)| key != "permalink"));
                map.0.push((key, Value::Map(own)));
            }
            (Some(_), _) => {}
            (None, value) => map.0.push((key, value)),
        }
    }
    map
}
