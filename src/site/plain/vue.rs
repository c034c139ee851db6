//! VitePress and VuePress: a page a file.
//!
//! Rules from their documentations ("Routing") and VuePress' plugin for blogs.

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::site::object;
use crate::site::rules::parts;

/// How VitePress is told.
pub(super) const VITEPRESS: Known = Known {
    files: &[
        ".vitepress/config.js",
        ".vitepress/config.ts",
        ".vitepress/config.mjs",
        ".vitepress/config.mts",
        "docs/.vitepress/config.js",
        "docs/.vitepress/config.ts",
        "docs/.vitepress/config.mts",
    ],
    is_meant: |_| true,
    open: |folder| open(folder, false),
};
/// How VuePress is told.
pub(super) const VUEPRESS: Known = Known {
    files: &[".vuepress/config.js", ".vuepress/config.ts", "docs/.vuepress/config.js", "docs/.vuepress/config.ts"],
    is_meant: |_| true,
    open: |folder| open(folder, true),
};

#[derive(Debug)]
struct Vue {
    /// Whether dated files in `_posts` have addresses of their own: the plugin for blogs.
    dates_posts: bool,
}

/// Pages are files unless `cleanUrls` says otherwise.
fn open(folder: &Folder<'_>, dates_posts: bool) -> Framework {
    let constants = folder.constants();
    let config = constants.own();
    let ending = if constants.flag("cleanUrls") == Some(true) { Ending::Bare } else { Ending::Html };
    let in_docs = ["docs/.vitepress", "docs/.vuepress"].iter().any(|name| folder.has(name));
    let route = constants.text("base").unwrap_or_default();
    let source = object::path(config, config, "srcDir");
    let source = source.unwrap_or_else(|| if in_docs { "docs".to_owned() } else { String::new() });
    let base = constants.address("hostname").or_else(|| constants.address("siteUrl"));
    let sources = Sources::at(&source, &route, ending);
    Framework::new(sources, Vue { dates_posts }).of_site(constants.text("title"), base)
}

impl FrameworkRules for Vue {
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let is_post = self.dates_posts && page.post.date.is_some() && parts(page.file).any(|part| part == "_posts");
        match is_post {
            true => format!("{}/{}/", page.day("%Y/%m/%d"), page.post.slug),
            false => sources.path(page.file, page.name(), sources.ending, |_| true),
        }
    }
}
