//! Addresses of what is no post: pages, documents of collections, files that are copied as they stand (`{% link %}`).
//!
//! Rules from `Jekyll::Page`, `Jekyll::Document` and `Jekyll::StaticFile`.

use std::path::Path;

use super::places::Places;
use super::stand_ins::{StandIn, ending};
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::site::permalink::{expand_colons, squeeze};
use crate::site::rules::below;
use crate::site::slug::{JekyllMode, jekyll};

/// What the configuration says of the addresses of pages and collections.
#[derive(Debug)]
pub(super) struct Pages {
    /// What stands behind the name of a page.
    ending: &'static str,
    /// The collections whose documents are written.
    collections: Vec<StandIn>,
}

impl Pages {
    /// Of these settings.
    pub(super) fn of(settings: &Map<'_>) -> Self {
        let style = settings.text("permalink").unwrap_or("date");
        let written = settings.get("collections").and_then(Value::as_map).into_iter().flat_map(|map| &map.0);
        let collections = written.filter_map(|(label, value)| StandIn::of(label, value.as_map()?, style)).collect();
        Self { ending: ending(style), collections }
    }

    /// The collection that a file below the sources and `collections_dir` is in.
    pub(super) fn collection(&self, collected: &Path) -> Option<&StandIn> {
        let folder = collected.iter().next()?.to_str()?;
        self.collections.iter().find(|it| it.folder == folder)
    }

    /// The path of the address of a file; none if it says in its head what only the generator can fill in.
    pub(super) fn path(&self, file: &Path, front: &FrontMatter<'_>, places: &Places) -> Option<String> {
        let own = front.values.text("permalink");
        if own.is_some_and(|own| own.contains(':')) {
            return None;
        }
        if let Some(own) = own {
            return Some(squeeze(own));
        }
        let written = places.below(file)?;
        let stem = file.file_stem()?.to_str()?;
        let output = places.output_extension(file);
        if let Some(collection) = places.collected(file).and_then(|it| self.collection(it)) {
            let inside = below(places.collected(file)?, Path::new(&collection.folder))?;
            let path = expand_colons(&collection.permalink, &|token| match token {
                "collection" => Some(collection.label.clone()),
                "path" => Some(inside.with_extension("").to_string_lossy().into_owned()),
                "name" | "title" | "slug" => Some(jekyll(stem, JekyllMode::Default)),
                "output_ext" => Some(output.clone()),
                _ => None,
            });
            return Some(squeeze(&path));
        }
        let folder = written.parent().unwrap_or(Path::new("")).to_string_lossy();
        Some(squeeze(&match (output.as_str(), stem) {
            (".html", "index") => format!("/{folder}/"),
            (".html", stem) => format!("/{folder}/{stem}{}", self.ending.replace(":output_ext", ".html")),
            _ => format!("/{}", written.to_string_lossy()),
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn pages_have_addresses_by_the_style_of_the_site_and_by_their_heads() {
        let collections = "collections:\n  team: {output: true, permalink: '/people/:name/'}\n  docs: {output: true}\n";
        let defaults = "defaults:\n- scope: {path: '', type: pages}\n  values: {x: y}\n- scope: {path: old}\n  values: {permalink: /new/}\n";
        for (style, file, head, want) in [
            ("pretty", "about.md", "", Some("/b/about/")),
            ("date", "about.md", "", Some("/b/about.html")),
            ("/:title/", "docs/a b.md", "", Some("/b/docs/a b/")),
            ("/:title", "about.html", "", Some("/b/about")),
            ("pretty", "docs/index.html", "", Some("/b/docs/")),
            ("pretty", "index.md", "", Some("/b/")),
            ("pretty", "about.md", "---\npermalink: /us.html\n---\n", Some("/b/us.html")),
            ("pretty", "old/a.md", "", Some("/b/new/")),
            ("pretty", "about.md", "---\npermalink: /:path/x\n---\n", None),
            ("date", "_team/Ann.md", "", Some("/b/people/ann/")),
            ("date", "_docs/in/a.md", "", Some("/b/docs/in/a.html")),
            ("pretty", "assets/f.pdf", "", Some("/b/assets/f.pdf")),
        ] {
            let config = format!("baseurl: /b\npermalink: {style}\n{collections}{defaults}");
            let system = MemorySystem::with_files([("_config.yml", config.as_str()), ("_posts/2020-01-01-a.md", "x")]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            assert_eq!(site.page_path(file.as_ref(), head).as_deref(), want, "{style} {file}");
        }
    }
}
