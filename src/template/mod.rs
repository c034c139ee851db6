//! Template languages in posts, rewritten to plain Markdown and HTML before parsing.
//!
//! Knows Liquid, shortcodes, Hexo tags, MDX and kramdown marks; knows nothing of the tree they end in.

/// Which template language a post is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// None: only what is safe to rewrite anywhere.
    #[default]
    Plain,
    /// Liquid tags and kramdown marks.
    Jekyll,
    /// Hugo's shortcodes.
    Hugo,
    /// Zola's shortcodes.
    Zola,
    /// Hexo's tags.
    Hexo,
    /// Liquid or Nunjucks.
    Eleventy,
    /// Astro and other MDX.
    Mdx,
    /// Docusaurus: MDX with admonitions.
    Docusaurus,
    /// Pelican: code headers and brace links.
    Pelican,
}
