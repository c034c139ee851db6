//! Where each generator keeps pages and files: folders that stand for the root of the published site.

use crate::site::Generator;

/// Folders whose content is published at the root of the site, most likely first.
pub(super) fn asset_roots(generator: Generator) -> &'static [&'static str] {
    match generator {
        Generator::Jekyll => &["", "source", "src", "docs"],
        Generator::Hugo => &["static", "assets", "content", ""],
        Generator::Zola => &["static", "content", ""],
        Generator::Hexo => &["source", "themes/assets", ""],
        Generator::Eleventy => &["", "src", "public", "static", "src/public", "src/static", "content", "site"],
        Generator::Astro => &["public", "src", "src/assets", ""],
        Generator::Docusaurus => &["static", ""],
        Generator::Pelican => &["content", "content/extra", "content/static", ""],
        Generator::Plain => &["", "static", "public", "assets", "content", "source"],
    }
}

/// Folders below which pages lie as their addresses do.
pub(super) fn page_roots(generator: Generator) -> &'static [&'static str] {
    match generator {
        Generator::Jekyll => &["", "source", "src", "docs"],
        Generator::Hugo | Generator::Zola | Generator::Pelican => &["content", ""],
        Generator::Hexo => &["source", "source/_posts", ""],
        Generator::Eleventy => &["", "src", "content", "site"],
        Generator::Astro => &["src/content", "src/content/docs", "src/pages", "src/data", "src", ""],
        Generator::Docusaurus => &["", "blog", "docs", "src/pages"],
        Generator::Plain => &["", "content", "source"],
    }
}
