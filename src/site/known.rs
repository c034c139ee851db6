//! What a site knows for the templates of its posts: its configuration, its data, the heads of posts and what its generator makes
//! of them.

use std::path::Path;
use std::sync::Arc;

use super::{Site, data, others, values};
use crate::post;
use crate::system::System;
use crate::template::TemplateValues;

impl Site {
    /// A value of the site's configuration by its dotted name.
    pub fn template_value(&self, name: &str) -> Option<&str> {
        self.values.get(name)
    }

    /// The values that templates of a post may ask for: the site's configuration under `site.`, the head of the post
    /// under `page.`. `head` is what stands before its body.
    pub fn template_values(&self, file: &Path, head: &str) -> TemplateValues {
        let mut values = TemplateValues::within(Arc::clone(&self.values));
        let mut front = post::front_matter::read(head, self.rules.conventions().fences);
        self.rules.complete(file, &mut front);
        values::flatten(&front.values, "page", &mut values);
        values
    }

    /// Adds where a file lies, as Hugo's templates ask for it: below its folder of content ("File" and "Page" methods).
    pub fn add_place(&self, file: &Path, values: &mut TemplateValues) {
        let content = self.values.get("site.contentdir").unwrap_or("content");
        let below = file.strip_prefix(&self.home).unwrap_or(file);
        let below = below.strip_prefix(content).unwrap_or(below);
        // A language may have a folder of its own.
        let first = below.iter().next().and_then(|first| first.to_str()).unwrap_or_default();
        let own = self.values.get(&format!("site.languages.{first}.contentdir"));
        let is_own = own.is_some_and(|own| own.trim_end_matches('/').ends_with(first));
        let below = if is_own { below.strip_prefix(first).unwrap_or(below) } else { below };
        let path = below.to_string_lossy().replace('\\', "/");
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let base =
            stem.rsplit_once('.').filter(|(_, language)| (2..=7).contains(&language.len())).map_or(stem, |it| it.0);
        let is_bundle = matches!(base, "index" | "_index");
        let called = if is_bundle { folder.rsplit('/').next().unwrap_or_default() } else { base };
        let place = if is_bundle { format!("/{folder}") } else { format!("/{folder}/{base}") };
        let section = path.split_once('/').map_or("", |(section, _)| section);
        let dir = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        for (key, value) in [
            ("file.path", path.as_str()),
            ("file.dir", &dir),
            ("file.logicalname", name),
            ("file.ext", ending),
            ("file.basefilename", stem),
            ("file.translationbasename", base),
            ("file.contentbasename", called),
            ("section", section),
            ("path", place.replace("//", "/").as_str()),
        ] {
            values.set(&format!("page.{key}"), value);
        }
        if values.get("page.type").is_none() {
            values.set("page.type", section);
        }
    }

    /// Adds what the generator makes of a head for templates: the address, the date, the title and so on.
    pub fn compute_values(&self, file: &Path, head: &str, values: &mut TemplateValues) {
        let (post, _) = self.read_file(file, head.as_bytes(), head.len() as u64, 0);
        values::computed(&post, "page", self.base_url.as_deref(), values);
    }

    /// What templates of a post may ask of the other posts, if any of its texts asks: their heads are read then.
    pub fn others<'t>(&self, system: &dyn System, texts: impl Iterator<Item = &'t str>) -> Option<Arc<TemplateValues>> {
        others::asked(system, self, texts)
    }

    /// Adds what is known of the other posts to the values of this one.
    pub fn add_others(&self, file: &Path, others: &Arc<TemplateValues>, values: &mut TemplateValues) {
        values.surround(Arc::clone(others));
        others::place(file, values);
    }

    /// Adds what a file of data holds for templates, by its path below the folder of data.
    pub fn add_data(&self, path: &str, text: &str, values: &mut TemplateValues) {
        if let Some(value) = data::read(path, text) {
            values::data(&value, &format!("site.data.{}", data::name(path)), values);
        }
    }

    /// Adds what a file of the site holds that a template reads as data, by its path: `file.a.toml`.
    pub fn add_file(&self, path: &str, text: &str, values: &mut TemplateValues) {
        let is_data = [".toml", ".json", ".yaml", ".yml", ".csv"].iter().any(|ending| path.ends_with(ending));
        if let Some(value) = is_data.then(|| data::read(path, text)).flatten() {
            values::data(&value, &format!("file.{path}"), values);
        }
    }
}
