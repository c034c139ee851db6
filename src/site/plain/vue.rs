//! VitePress and VuePress: a page a file.
//!
//! Rules from their documentations ("Routing", "Site Config"), VitePress' pages and VuePress' plugin for blogs.

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::rewrites::Rewrites;
use super::sources::{Ending, Sources};
use crate::post::front_matter::FrontMatter;
use crate::site::glob::{self, Glob};
use crate::site::permalink::{date_token, expand_colons};
use crate::site::rules::parts;
use crate::site::{object, script};

/// How VitePress is told.
pub(super) const VITEPRESS: Known = Known {
    files: &[
        ".vitepress/config.js",
        ".vitepress/config.ts",
        ".vitepress/config.mjs",
        ".vitepress/config.mts",
        ".vitepress/config/index.ts",
        ".vitepress/config/index.mts",
        ".vitepress/config/index.js",
        "docs/.vitepress/config.js",
        "docs/.vitepress/config.ts",
        "docs/.vitepress/config.mjs",
        "docs/.vitepress/config.mts",
        "docs/.vitepress/config/index.ts",
        "docs/.vitepress/config/index.mts",
        "docs/.vitepress/config/index.js",
    ],
    is_meant: |_| true,
    open: open_vitepress,
};
/// How VuePress is told.
pub(super) const VUEPRESS: Known = Known {
    files: &[
        ".vuepress/config.js",
        ".vuepress/config.ts",
        ".vuepress/config.mts",
        "docs/.vuepress/config.js",
        "docs/.vuepress/config.ts",
        "docs/.vuepress/config.mts",
    ],
    is_meant: |_| true,
    open: |folder| {
        open(folder, |folder, _| {
            let constants = folder.constants();
            let pattern = ["permalinkPattern", "permalink"].iter().find_map(|key| constants.text(key));
            VuePress { pattern: pattern.filter(|pattern| pattern.contains("/:")) }
        })
    },
};

#[derive(Debug)]
struct VuePress {
    /// The pattern of all addresses, where there is one.
    pattern: Option<String>,
}

#[derive(Debug)]
struct VitePress {
    source: String,
    rewrites: Rewrites,
    /// Pages that are none (`srcExclude`).
    left_out: Vec<Glob>,
    /// Whether a plugin gives pages the addresses that their heads ask for.
    has_permalinks: bool,
}

/// Pages are files unless `cleanUrls` says otherwise.
fn open<R: FrameworkRules + 'static>(folder: &Folder<'_>, rules: impl Fn(&Folder<'_>, &str) -> R) -> Framework {
    let constants = folder.constants();
    let config = constants.own();
    let ending = if constants.flag("cleanUrls") == Some(true) { Ending::Bare } else { Ending::Html };
    let in_docs = ["docs/.vitepress", "docs/.vuepress"].iter().any(|name| folder.has(name));
    let route = constants.text("base").unwrap_or_default();
    let source = object::path(config, config, "srcDir").unwrap_or_default();
    let source = if in_docs { format!("docs/{source}") } else { source };
    let base = constants.address("hostname").or_else(|| constants.address("siteUrl"));
    let sources = Sources::at(&source, &route, ending);
    Framework::new(sources, rules(folder, &source)).of_site(constants.text("title"), base)
}

fn open_vitepress(folder: &Folder<'_>) -> Framework {
    open(folder, |folder, source| {
        let constants = folder.constants();
        let left_out = script::texts(constants.own(), "srcExclude").unwrap_or_default();
        VitePress {
            source: source.trim_end_matches('/').to_owned(),
            rewrites: Rewrites::of(&constants),
            left_out: left_out.iter().take(glob::MOST).filter_map(|pattern| Glob::new(pattern)).collect(),
            has_permalinks: ["permalink", "vitepress-theme-teek"].iter().any(|word| folder.config.contains(word)),
        }
    })
}

impl VitePress {
    /// The path of a file below the folder of pages.
    fn below<'p>(&self, file: &'p Path) -> Option<&'p str> {
        file.strip_prefix(&self.source).ok()?.to_str()
    }
}

impl FrameworkRules for VitePress {
    fn has_own_addresses(&self) -> bool {
        !self.has_permalinks
    }

    /// A file whose name has a part that varies is a page for each of its values, which a program computes.
    fn complete(&self, file: &Path, _front: &mut FrontMatter<'_>) -> bool {
        let is_left_out = |path| self.left_out.iter().any(|glob| glob.covers(path));
        self.below(file).is_some_and(|path| !is_left_out(path)) && !parts(file).any(|part| part.starts_with('['))
    }

    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let below = self.below(page.file).unwrap_or_default();
        let written = self.rewrites.of_page(below);
        let path = written.as_deref().unwrap_or(below).trim_end_matches(".md");
        let (_, route) = sources.below(page.file);
        match path.strip_suffix("index").filter(|folder| folder.is_empty() || folder.ends_with('/')) {
            Some(folder) => format!("{route}/{folder}"),
            None => format!("{route}/{path}{}", if sources.ending == Ending::Html { ".html" } else { "" }),
        }
    }
}

impl FrameworkRules for VuePress {
    /// Dated files in `_posts` have addresses of their own: the plugin for blogs. A folder's page is its `README.md`.
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let is_post = page.post.date.is_some() && parts(page.file).any(|part| part == "_posts");
        match &self.pattern {
            _ if page.stem().eq_ignore_ascii_case("readme") => {
                sources.path(page.file, "index", sources.ending, |_| true)
            }
            Some(pattern) => expand_colons(pattern, &|token| match token {
                "slug" => Some(page.post.slug.as_str().to_owned()),
                "regular" | "raw" => Some(sources.path(page.file, page.stem(), sources.ending, |_| true)),
                token => page.post.date.and_then(|date| date_token(date.civil, token)),
            }),
            None if is_post => format!("{}/{}/", page.day("%Y/%m/%d"), page.post.slug),
            None => sources.path(page.file, page.name(), sources.ending, |_| true),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    /// What VitePress 1.6 made of such sites.
    #[test]
    fn pages_of_vitepress_are_where_it_writes_them() {
        let post = "---\ntitle: A\ndate: 2024-03-05\nslug: other\npermalink: /x/\n---\n";
        let rewrites = "export default { rewrites: { 'posts/:year/:slug.md': 'blog/:slug.md', 'packages/:pkg/src/(.*)': ':pkg/index.md', 'zh/:rest*': ':rest*', 'one.md': 'uno/index.md' } }";
        let clean = "export default { cleanUrls: true, base: '/sub/', srcDir: './src', srcExclude: ['**/README.md', 'posts/tpl/**'] }";
        for (config, text, path, want) in [
            (".vitepress/config.mts", rewrites, "posts/2024/a.md", Some("/blog/a.html")),
            (".vitepress/config.mts", rewrites, "posts/a.md", Some("/posts/a.html")),
            (".vitepress/config.mts", rewrites, "packages/foo/src/in/foo.md", Some("/foo/")),
            (".vitepress/config.mts", rewrites, "zh/posts/c.md", Some("/posts/c.html")),
            (".vitepress/config.mts", rewrites, "one.md", Some("/uno/")),
            (".vitepress/config.mts", clean, "src/posts/a.md", Some("/sub/posts/a")),
            (".vitepress/config.mts", clean, "src/posts/deep/index.md", Some("/sub/posts/deep/")),
            (".vitepress/config.mts", clean, "src/posts/README.md", None),
            (".vitepress/config.mts", clean, "src/posts/tpl/t.md", None),
            (".vitepress/config.mts", clean, "notes/a.md", None),
            (".vitepress/config.mts", clean, "src/posts/[slug].md", None),
            (".vitepress/config/index.ts", "export default { cleanUrls: true }", "posts/a.md", Some("/posts/a")),
            ("docs/.vitepress/config.ts", "export default {}", "docs/fr/blog/a.md", Some("/fr/blog/a.html")),
            (".vitepress/config.ts", "import teek from 'vitepress-theme-teek/config'", "posts/a.md", Some("/x/")),
        ] {
            let system = MemorySystem::with_files([(config, text), (path, post)]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let found = site.read_post(path.as_ref(), post.as_bytes(), 0, 0).and_then(|post| post.url);
            assert_eq!(found.as_deref(), want, "{path}");
        }
    }

    /// By its documentation ("Permalinks", "Routing").
    #[test]
    fn pages_of_vuepress_may_have_a_pattern_and_are_called_readme() {
        let post = "---\ntitle: A\ndate: 2024-03-05\n---\n";
        let pattern = "export default { permalinkPattern: '/:year/:month/:slug.html' }";
        for (config, path, want) in [
            ("export default {}", "posts/a/README.md", "/posts/a/"),
            ("export default {}", "posts/a.md", "/posts/a.html"),
            (pattern, "posts/2024-03-05-a.md", "/2024/03/a.html"),
            (pattern, "posts/README.md", "/posts/"),
        ] {
            let system = MemorySystem::with_files([(".vuepress/config.ts", config), (path, post)]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let found = site.read_post(path.as_ref(), post.as_bytes(), 0, 0).and_then(|post| post.url);
            assert_eq!(found.as_deref(), Some(want), "{path}");
        }
    }
}
