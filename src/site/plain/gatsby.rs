//! Gatsby: files are read from folders that the configuration names; pages are made of them by `gatsby-node.js`, whose words tell
//! whether by their paths there (`createFilePath`), by what their heads call them, or by their titles, and below what.
//!
//! Rules from the documentation ("Creating pages from data", "File system route API") and the usual starters.

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::site::slug::{JekyllMode, jekyll, lodash};

/// How it is told.
pub(super) const KNOWN: Known =
    Known { files: &["gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"], is_meant: |_| true, open };
/// What makes the pages.
const NODES: [&str; 6] = [
    "gatsby-node.js",
    "gatsby-node.ts",
    "gatsby-node.mjs",
    "gatsby/onCreateNode.js",
    "gatsby/on-create-node.js",
    "gatsby/createPages.js",
];
/// Folders of pages whose names say which nodes they are made of.
const ROUTES: [&str; 5] = ["", "blog", "posts", "post", "articles"];
/// Folders of one configuration that are looked at.
const MOST: usize = 64;
/// What pages are made of that are no posts.
const OTHERS: [&str; 10] =
    ["tag", "tags", "category", "categories", "author", "authors", "page", "pages", "series", "archive"];

/// What a post is called in its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Called {
    /// As its head says, if it does, in its file's folder.
    Either,
    /// By its file alone.
    File,
    /// As its head says, if it does, wherever it lies.
    Slug,
    /// By its title, unless its head says something.
    Title,
    /// By its title, whatever its head says.
    TitleAlone,
    /// By its file, in small letters and hyphens.
    Slugged,
    /// By what stands behind the two hyphens in the name of its folder or file.
    Behind,
}

/// A theme that makes a blog of a folder.
struct Theme {
    name: &'static str,
    /// Its options: the folder, and what stands before the name of a post.
    folder: &'static str,
    before: &'static str,
    called: Called,
}

/// By the documentations of each.
const THEMES: [Theme; 2] = [
    Theme { name: "gatsby-theme-blog", folder: "contentPath", before: "basePath", called: Called::Slug },
    Theme { name: "gatsby-theme-minimal-blog", folder: "postsPath", before: "postsPrefix", called: Called::Title },
];

#[derive(Debug)]
struct Gatsby {
    called: Called,
}

fn open(folder: &Folder<'_>) -> Framework {
    let constants = folder.constants();
    let config = constants.own();
    let nodes: String = NODES.iter().filter_map(|file| folder.text(&[file])).collect();
    let route = route(folder);
    let before = route.as_ref().map(|(before, _)| before.clone()).or_else(|| before(&nodes).map(str::to_owned));
    let before = before.unwrap_or_default();
    let ending = Ending::slash_if(constants.text("trailingSlash").as_deref() != Some("never"));
    let mut sources = Sources::new(ending);
    for (at, key) in config.match_indices("path:").take(MOST) {
        let source = source(config.get(at + key.len()..).unwrap_or_default());
        if let Some(source) = source.filter(|source| !source.is_empty() && folder.has(source)) {
            sources.add(&source, &before);
        }
    }
    let theme = THEMES.iter().find(|theme| config.contains(theme.name));
    if let Some(theme) = theme {
        let posts = constants.text(theme.folder).unwrap_or_else(|| "content/posts".to_owned());
        sources.add(&posts, &constants.text(theme.before).unwrap_or_default());
    }
    let of_site = |key: &str| constants.text(key).or_else(|| constants.named(&["siteMetadata", key]));
    let by_theme = theme.filter(|_| nodes.is_empty()).map(|theme| theme.called);
    let called = route.map(|(_, called)| called).or(by_theme).unwrap_or_else(|| called(&nodes));
    Framework::new(sources, Gatsby { called }).of_site(of_site("title"), of_site("siteUrl"))
}

/// A folder as a configuration writes it: a text, or parts that are joined.
fn source(value: &str) -> Option<String> {
    let value = value.trim_start();
    let is_quote = |c: char| matches!(c, '`' | '"' | '\'');
    let parts = match value.strip_prefix(is_quote) {
        Some(rest) => vec![rest.split(is_quote).next()?],
        None => {
            let call = value.split(['\n', '}']).next()?;
            let called =
                ["path.join(", "path.resolve(", "join(", "resolve("].iter().find(|name| call.contains(**name))?;
            let inner = call.split_once(called)?.1.split(')').next()?;
            inner.split(is_quote).skip(1).step_by(2).collect()
        }
    };
    let parts =
        parts.iter().map(|part| part.trim_start_matches("${__dirname}").trim_start_matches("./").trim_matches('/'));
    let source = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    (!source.contains("${")).then_some(source)
}

/// What `gatsby-node.js` puts before the name of a post: `` `/blog${slug}` ``, `"/blog" + slug`.
fn before(nodes: &str) -> Option<&str> {
    let is_name = |name: &str| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
        !name.is_empty() && name.chars().all(is_plain) && !OTHERS.contains(&name.rsplit('/').next().unwrap_or(name))
    };
    let in_text = nodes.split('`').skip(1).step_by(2).filter_map(|text| {
        let (name, rest) = text.split_once("${")?;
        let value = rest.split('}').next().unwrap_or_default().to_lowercase();
        let is_of_post = ["slug", "path", "value", "node", "title"].iter().any(|word| value.contains(word));
        Some((name.trim_matches('/'), is_of_post))
    });
    let added = nodes.split(['"', '\'']).collect::<Vec<_>>();
    let added = added.windows(2).filter_map(|pair| {
        let is_of_post = pair.last()?.trim_start().strip_prefix('+')?.trim_start().to_lowercase();
        Some((pair.first()?.trim_matches('/'), is_of_post.contains("slug")))
    });
    let mut all: Vec<(&str, bool)> = in_text.chain(added).filter(|(name, _)| is_name(name)).collect();
    all.sort_by_key(|(_, is_of_post)| !is_of_post);
    all.first().filter(|(_, is_of_post)| *is_of_post).map(|(name, _)| *name)
}

/// By what `gatsby-node.js` calls a post.
fn called(nodes: &str) -> Called {
    let has = |words: &[&str]| words.iter().any(|word| nodes.contains(word));
    let by_title = ["kebabCase(", "slugify("].iter().any(|call| {
        nodes.match_indices(call).take(MOST).any(|(at, _)| {
            let given = nodes.get(at..).and_then(|rest| rest.split([')', '\n']).next()).unwrap_or_default();
            given.contains("title")
        })
    });
    match nodes {
        "" => Called::Either,
        _ if has(&["indexOf(\"--\")", "indexOf('--')"]) => Called::Behind,
        _ if by_title && !has(&["frontmatter.slug", "\"slug\")", "'slug')"]) => Called::TitleAlone,
        _ if by_title => Called::Title,
        _ if has(&[
            "frontmatter.slug",
            "frontmatter?.slug",
            "slug } = node.frontmatter",
            "slug} = node.frontmatter",
        ]) =>
        {
            Called::Slug
        }
        _ if has(&["createFilePath", "fileAbsolutePath", "relativePath", "relativeDirectory"]) => Called::File,
        _ => Called::Either,
    }
}

/// What pages whose names are braces make of posts: `src/pages/blog/{mdx.frontmatter__slug}.js` ("File system route API").
fn route(folder: &Folder<'_>) -> Option<(String, Called)> {
    ROUTES.iter().find_map(|route| {
        let names = folder.system.names(folder.root, &Path::new("src/pages").join(route));
        let called = names.iter().take(MOST).filter_map(|name| name.to_str()).find_map(|name| {
            let (kind, field) = name.strip_prefix('{')?.split_once('}')?.0.split_once('.')?;
            let field = field.to_lowercase();
            matches!(kind.to_lowercase().as_str(), "mdx" | "markdownremark").then(|| match field.as_str() {
                field if field.contains("frontmatter__slug") || field.contains("frontmatter__path") => Called::Slug,
                field if field.contains("title") => Called::Title,
                _ => Called::Slugged,
            })
        })?;
        Some(((*route).to_owned(), called))
    })
}

impl FrameworkRules for Gatsby {
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let at = |name: &str| sources.path_at(page.file, name);
        let by_file = |name: &str| sources.path(page.file, name, sources.ending, |_| true);
        let slug = page.slug().filter(|_| self.called != Called::TitleAlone);
        match (slug, self.called) {
            (Some(slug), Called::Slug) => at(slug),
            (Some(slug), Called::Title) => at(&lodash(slug)),
            (None, Called::Title | Called::TitleAlone) => {
                page.values.text("title").map_or_else(|| by_file(page.stem()), |title| at(&lodash(title)))
            }
            (Some(slug), Called::Either) if slug.contains('/') => slug.to_owned(),
            (_, Called::Either) => by_file(page.name()),
            (_, Called::Slugged) => {
                let path = by_file(page.stem());
                path.split('/').map(|part| jekyll(part, JekyllMode::Ascii)).collect::<Vec<_>>().join("/")
            }
            (_, Called::Behind) => {
                let path = by_file(page.stem());
                path.split_once("--").map_or(path.clone(), |(_, name)| at(name))
            }
            _ => by_file(page.stem()),
        }
    }
}
