//! Quartz: notes below `content`, addresses by their paths, what is shown by filters of the configuration.
//!
//! Rules from its source: `quartz/util/path.ts`, `plugins/transformers/frontmatter.ts` and `lastmod.ts`, `plugins/filters`.

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::Conventions;
use crate::post::Post;
use crate::post::conventions::{Names, Split, Untitled, keys};
use crate::post::front_matter::FrontMatter;
use crate::site::rules::{flag, parts};
use crate::site::script;
use crate::text::Clean;

/// How it is told.
pub(super) const KNOWN: Known = Known { files: &["quartz.config.ts", "quartz.config.js"], is_meant: |_| true, open };
/// Where the notes are.
const CONTENT: &str = "content";

/// What the configuration of a site says.
#[derive(Debug)]
struct Quartz {
    /// Names of folders and files that are left out.
    ignored: Vec<String>,
    /// Whether only what says `publish: true` is shown.
    is_explicit: bool,
}

fn open(folder: &Folder<'_>) -> Framework {
    let config = folder.script();
    let base = script::text(&config, "baseUrl").filter(|base| !base.is_empty());
    let base = base.map(|base| if base.contains("://") { base } else { format!("https://{base}") });
    let sources = Sources::at(CONTENT, "", Ending::Bare);
    Framework::new(sources, Quartz::of(&config)).of_site(script::text(&config, "pageTitle"), base)
}

impl Quartz {
    fn of(config: &str) -> Self {
        let ignored = script::texts(config, "ignorePatterns").unwrap_or_default();
        let ignored = ignored.iter().map(|pattern| pattern.trim_matches(['*', '/']).to_owned());
        Self { ignored: ignored.collect(), is_explicit: config.contains("ExplicitPublish(") }
    }

    fn ignores(&self, path: &Path) -> bool {
        parts(path).skip(1).any(|part| part.starts_with('.') || self.ignored.iter().any(|name| name == part))
    }
}

impl FrameworkRules for Quartz {
    fn enters(&self, _sources: &Sources, folder: &Path) -> Option<bool> {
        Some((folder.starts_with(CONTENT) || Path::new(CONTENT).starts_with(folder)) && !self.ignores(folder))
    }

    /// A note is called by its file, not by its first heading.
    fn conventions(&self) -> Conventions {
        Conventions {
            date_keys: keys(&["created", "date", "publishdate", "published"]),
            updated_keys: keys(&["modified", "lastmod", "updated", "last-modified"]),
            tags: Names::listed(&["tags", "tag"], Split::Commas),
            title_keys: &["title"],
            untitled: Untitled::File,
            mtime_dates: true,
            ..Conventions::default()
        }
    }

    fn has_own_addresses(&self) -> bool {
        true
    }

    /// What describes a folder or a tag is a page of a list.
    fn holds(&self, sources: &Sources, file: &Path) -> Option<bool> {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_list = matches!(stem, "index" | "_index") || file.starts_with("content/tags");
        Some(sources.hold(file) && !self.ignores(file) && !is_list)
    }

    /// Adds what the filters and `slugTag` make of a head.
    fn finish(&self, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        post.status.draft = flag(&front.values, "draft") == Some(true)
            || self.is_explicit && flag(&front.values, "publish") != Some(true);
        let mut tags: Vec<Clean> = Vec::new();
        for tag in post.tags.iter().map(|tag| Clean::line(slug(tag.trim_start_matches('#')).trim_matches('/'))) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        post.tags = tags.into();
    }

    fn path(&self, _sources: &Sources, page: &Page<'_>) -> String {
        let below = page.file.strip_prefix(CONTENT).unwrap_or(page.file).with_extension("");
        slug(&below.to_string_lossy())
    }
}

/// A path as it stands in addresses (`sluggify`).
fn slug(path: &str) -> String {
    let slug = path.replace(char::is_whitespace, "-").replace('&', "-and-").replace('%', "-percent");
    slug.replace(['?', '#'], "")
}

#[cfg(test)]
mod tests {
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn notes_are_shown_by_filters_and_called_by_their_files() {
        let config = "const config: QuartzConfig = { configuration: { pageTitle: 'Garden', baseUrl: \"a.example/g\", ignorePatterns: [\"private\", \"templates\", \".obsidian\"] }, plugins: { filters: [Plugin.RemoveDrafts()] } }";
        let explicit = config.replace("RemoveDrafts()", "ExplicitPublish()");
        for (config, path, text, want) in [
            (
                config,
                "content/Big Ideas/A & B?.md",
                "# No title\n",
                Some("A & B? https://a.example/g/Big-Ideas/A--and--B - "),
            ),
            (
                config,
                "content/a.md",
                "---\ntitle: T\ntags: web design, x/y z\npermalink: /old\n---\n",
                Some("T https://a.example/g/a - web-design x/y-z"),
            ),
            (
                config,
                "content/a.md",
                "---\ntag: [a, a]\ndraft: \"true\"\n---\n",
                Some("a https://a.example/g/a draft a"),
            ),
            (&explicit, "content/a.md", "x", Some("a https://a.example/g/a draft ")),
            (&explicit, "content/a.md", "---\npublish: true\n---\n", Some("a https://a.example/g/a - ")),
            (config, "content/private/a.md", "x", None),
            (config, "content/templates/a.md", "x", None),
            (config, "content/index.md", "x", None),
            (config, "content/tags/a.md", "x", None),
            (config, "docs/a.md", "x", None),
        ] {
            let system = MemorySystem::with_files([("quartz.config.ts", config), (path, text)]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let entered = std::path::Path::new(path).ancestors().skip(1).all(|it| site.enters(it));
            let post = (entered && site.is_post(path.as_ref()))
                .then(|| site.read_post(path.as_ref(), text.as_bytes(), 0, 0))
                .flatten();
            let told = post.map(|post| {
                let tags: Vec<&str> = post.tags.iter().map(|tag| tag.as_str()).collect();
                let state = if post.status.draft { "draft" } else { "-" };
                format!("{} {} {state} {}", post.title, post.url.unwrap(), tags.join(" "))
            });
            assert_eq!(told.as_deref(), want, "{path} {text}");
        }
    }
}
