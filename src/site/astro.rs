//! Astro, and the frameworks that keep content as it does: collections below `src/content`, dated pages.
//!
//! Rules from Astro's documentation ("Content collections", "Markdown pages") and from its starter blogs.

use std::path::{Path, PathBuf};

use super::permalink::squeeze;
use super::rules::{
    Found, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_list, is_markdown, parts,
};
use super::{script, slug};
use crate::post::conventions::{Names, Split, Untitled};
use crate::post::date::{self, Clock, DayOrder};
use crate::post::front_matter::FrontMatter;
use crate::post::{Conventions, Post};
use crate::template::Dialect;
use crate::text::Clean;

/// Where content lives.
const CONTENT: [&str; 5] = ["src/content", "src/data", "src/pages", "src/blog", "content"];

/// An Astro site's rules.
#[derive(Debug)]
struct Astro {
    conventions: Conventions,
    base: Option<String>,
    base_path: String,
}

/// Reads what the configuration says in plain words.
pub(super) fn open(config: &str) -> Found {
    let base =
        script::text(config, "site").filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
    let rules = Astro {
        conventions: Conventions {
            clock: Clock { day_order: DayOrder::MonthFirst, ..Clock::default() },
            tags: Names::listed(&["tags", "tag"], Split::Guess),
            categories: Names::listed(&["categories", "category"], Split::Never),
            untitled: Untitled::Heading,
            ..Conventions::default()
        },
        base_path: script::text(config, "base").unwrap_or_default().trim_matches('/').to_owned(),
        base: base.clone(),
    };
    Found { title: None, base_url: base, rules: Box::new(rules) }
}

/// The path below the directory of content it is in.
fn below(file: &Path) -> Option<PathBuf> {
    CONTENT.iter().find_map(|root| Some(file.strip_prefix(root).ok()?.to_path_buf()))
}

impl Rules for Astro {
    fn enters(&self, directory: &Path) -> bool {
        let inside = CONTENT.iter().any(|root| directory.starts_with(root) || Path::new(root).starts_with(directory));
        inside && !is_built(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        let hidden = parts(file).any(|part| part.starts_with(['_', '.']));
        is_markdown(file) && below(file).is_some() && !hidden
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let dated =
            self.conventions.date_keys.iter().any(|key| front.values.get(key).is_some_and(|it| it.as_bool().is_none()));
        let in_blog = below(file).is_some_and(|below| parts(below.parent().unwrap_or(&below)).any(is_blog_folder));
        !is_housekeeping(file)
            && (dated || in_blog && front.syntax.is_some() && !is_list(file) || date::in_path(file).is_some())
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        let Some(below) = below(file) else { return };
        post.status.draft =
            flag(&front.values, "draft") == Some(true) || flag(&front.values, "published") == Some(false);
        post.status.hidden = ["unlisted", "hidden"].iter().any(|key| flag(&front.values, key) == Some(true));
        let is_page = file.starts_with("src/pages");
        let mut names: Vec<String> = parts(below.parent().unwrap_or(&below)).map(str::to_owned).collect();
        let stem = below.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if stem != "index" {
            names.push(stem.to_owned());
        }
        // Starlight keeps everything in one collection, which is no part of its addresses.
        if names.first().is_some_and(|first| first == "docs") {
            names.remove(0);
        }
        if let Some(own) = front.values.text("slug") {
            let collection = names.first().cloned().filter(|_| names.len() > 1);
            names = collection.into_iter().chain(own.split('/').map(str::to_owned)).collect();
        } else if !is_page {
            names = names.iter().map(|name| slug::github(name)).collect();
        }
        if front.values.text("slug").is_none() && stem != "index" {
            post.slug = Clean::line(&slug::github(stem));
        }
        let own = front.values.text("permalink").map(str::to_owned);
        let path = own.unwrap_or_else(|| format!("/{}/{}/", self.base_path, names.join("/")));
        post.url = Some(address(self.base.as_deref(), &squeeze(&path)));
    }

    fn dialect(&self, file: &Path) -> Dialect {
        if file.extension().is_some_and(|extension| extension == "mdx") { Dialect::Mdx } else { Dialect::Plain }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn collections_and_their_addresses() {
        let files = [
            ("astro.config.mjs", "export default defineConfig({ site: 'https://a.b' })"),
            ("src/content/blog/First-Post.md", "---\ntitle: One\npubDate: 'Jul 08 2022'\n---\n"),
            ("src/content/blog/deep/index.mdx", "---\ntitle: Two\npubDate: 2022-07-09\ndraft: true\n---\n"),
            ("src/content/blog/slugged.md", "---\ntitle: Three\nslug: own\npubDate: 2022-07-10\n---\n"),
            ("src/content/authors/ann.md", "---\nname: Ann\n---\n"),
            ("src/content/docs/guide.md", "---\ntitle: Guide\n---\n"),
            ("src/pages/posts/dated.md", "---\ntitle: Four\ndate: 2022-07-11\n---\n"),
        ];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let url = |path: &str| {
            Some(
                site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 0)?
                    .url?
                    .as_str()
                    .to_owned(),
            )
        };
        assert_eq!(url("src/content/blog/First-Post.md").as_deref(), Some("https://a.b/blog/first-post/"));
        assert_eq!(url("src/content/blog/deep/index.mdx").as_deref(), Some("https://a.b/blog/deep/"));
        assert_eq!(url("src/content/blog/slugged.md").as_deref(), Some("https://a.b/blog/own/"));
        assert_eq!(url("src/pages/posts/dated.md").as_deref(), Some("https://a.b/posts/dated/"));
        assert_eq!(url("src/content/authors/ann.md"), None);
        assert_eq!(url("src/content/docs/guide.md"), None);
    }
}
