//! Frameworks that make a site of a folder of Markdown by small rules: where their posts are and what addresses look like.
//!
//! Rules from the frameworks' documentations and starter blogs. Configurations are read for plain words, never run.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::hakyll;
use super::lume::{self, Shared};
use super::nikola::{self, Heads};
use super::nuxt;
use super::quartz::{self, Quartz};
use super::routes;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Conventions, Post};
use crate::site::permalink::{expand_braces, expand_colons};
use crate::site::rules::{is_html, is_other_markup, parts, zone};
use crate::site::{object, python, script, settings, slug};
use crate::system::System;

/// What tells a framework, in the order of trust.
const FILES: [(&str, Kind); 39] = [
    ("quartz.config.ts", Kind::Quartz),
    ("quartz.config.js", Kind::Quartz),
    ("gatsby-config.js", Kind::Gatsby),
    ("gatsby-config.ts", Kind::Gatsby),
    ("gatsby-config.mjs", Kind::Gatsby),
    ("_quarto.yml", Kind::Quarto),
    ("_quarto.yaml", Kind::Quarto),
    (".vitepress/config.js", Kind::VitePress),
    (".vitepress/config.ts", Kind::VitePress),
    (".vitepress/config.mjs", Kind::VitePress),
    (".vitepress/config.mts", Kind::VitePress),
    ("docs/.vitepress/config.js", Kind::VitePress),
    ("docs/.vitepress/config.ts", Kind::VitePress),
    ("docs/.vitepress/config.mts", Kind::VitePress),
    (".vuepress/config.js", Kind::VuePress),
    (".vuepress/config.ts", Kind::VuePress),
    ("docs/.vuepress/config.js", Kind::VuePress),
    ("docs/.vuepress/config.ts", Kind::VuePress),
    ("mkdocs.yml", Kind::MkDocs),
    ("_cobalt.yml", Kind::Cobalt),
    ("next.config.js", Kind::Next),
    ("next.config.mjs", Kind::Next),
    ("next.config.ts", Kind::Next),
    ("nuxt.config.ts", Kind::Nuxt),
    ("nuxt.config.js", Kind::Nuxt),
    ("svelte.config.js", Kind::Svelte),
    ("_config.ts", Kind::Lume),
    ("_config.js", Kind::Lume),
    ("metalsmith.json", Kind::Metalsmith),
    ("metalsmith.js", Kind::Metalsmith),
    ("metalsmith.mjs", Kind::Metalsmith),
    ("config.rb", Kind::Middleman),
    ("conf.py", Kind::Nikola),
    ("config/environment.js", Kind::Empress),
    ("site.hs", Kind::Hakyll),
    ("hakyll.hs", Kind::Hakyll),
    ("src/Main.hs", Kind::Hakyll),
    ("src/site.hs", Kind::Hakyll),
    ("app/site.hs", Kind::Hakyll),
];
/// Where Next.js starters say what the site is.
const METADATA: [&str; 6] = [
    "data/siteMetadata.js",
    "data/siteMetadata.ts",
    "data/siteMetadata.mjs",
    "site.config.js",
    "site.config.ts",
    "next-seo.config.js",
];
/// Where sites of Next.js and SvelteKit keep posts apart from their pages.
const POSTS: [&str; 12] = [
    "posts",
    "src/posts",
    "src/lib/posts",
    "src/lib/blog",
    "src/content/posts",
    "content/posts",
    "content/blog",
    "data/blog",
    "data/posts",
    "blog",
    "src/blog",
    "articles",
];
/// Next.js' folder of files that are served as they are.
const PUBLIC: &str = "public";
/// Source folders of one site.
const MOST: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Gatsby,
    Next,
    Quarto,
    VitePress,
    VuePress,
    MkDocs,
    Cobalt,
    Middleman,
    Nikola,
    Empress,
    Hakyll,
    Quartz,
    Nuxt,
    Svelte,
    Lume,
    Metalsmith,
}

/// How an address ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Slash,
    Bare,
    Html,
}

/// A framework's rules for one site.
#[derive(Debug)]
pub(super) struct Framework {
    kind: Kind,
    /// The site's name.
    pub title: Option<String>,
    /// Scheme, host and path.
    pub base: Option<String>,
    /// Folders that stand for an address: what is in `src/pages` is at the root.
    sources: Vec<(PathBuf, String)>,
    ending: Ending,
    /// Middleman's pattern of addresses.
    pattern: String,
    /// The site's zone, where its configuration has one.
    pub zone: Option<jiff::tz::TimeZone>,
    /// Nikola's heads beside their posts.
    heads: Option<Heads>,
    /// Nikola's settings of posts.
    posts: Option<nikola::Posts>,
    /// Quartz' filters.
    quartz: Option<Quartz>,
    /// What folders of Lume share.
    shared: Option<Shared>,
}

/// Whether a framework's configuration stands in a folder. Nikola shares its file's name with others.
pub(in crate::site) fn is_at(system: &dyn System, root: &Path) -> bool {
    found(system, root).is_some()
}

fn found(system: &dyn System, root: &Path) -> Option<(Kind, String)> {
    FILES.iter().find_map(|(name, kind)| {
        let text = settings::text(system, root, name)?;
        let is_meant = match kind {
            Kind::Nikola => text.contains("BLOG_TITLE"),
            Kind::Middleman => text.contains("activate :blog"),
            Kind::Hakyll => text.contains("Hakyll"),
            Kind::Lume => text.contains("lume"),
            // Every Ember application has this file.
            Kind::Empress => text.contains("blog:") && system.is_dir(root, Path::new("content")),
            _ => true,
        };
        is_meant.then_some((*kind, text))
    })
}

impl Framework {
    /// The framework whose configuration stands at the root.
    pub(super) fn of(system: &dyn System, root: &Path) -> Option<Self> {
        let (kind, text) = found(system, root)?;
        let mut framework = Self {
            kind,
            title: None,
            base: None,
            sources: Vec::new(),
            ending: Ending::Slash,
            pattern: String::new(),
            zone: None,
            heads: None,
            posts: None,
            quartz: None,
            shared: None,
        };
        match kind {
            Kind::Gatsby => framework.gatsby(system, root, &object::uncommented(&text)),
            Kind::Nuxt => framework.nuxt(&object::uncommented(&text)),
            Kind::Lume => framework.lume(system, root, &object::uncommented(&text)),
            Kind::Metalsmith => framework.metalsmith(system, root, &text),
            Kind::Next | Kind::Svelte => framework.next(system, root, &object::uncommented(&text)),
            Kind::VitePress | Kind::VuePress => framework.vue(system, root, &object::uncommented(&text)),
            Kind::Quarto | Kind::MkDocs | Kind::Cobalt => framework.data(system, root),
            Kind::Middleman => framework.middleman(&text),
            Kind::Nikola => framework.nikola(system, root, &python::assignments(&text)),
            Kind::Hakyll => framework.hakyll(&text),
            Kind::Empress => framework.empress(&text),
            Kind::Quartz => framework.quartz(&object::uncommented(&text)),
        }
        framework.base =
            framework.base.filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
        framework.sources.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.components().count()));
        Some(framework)
    }

    fn source(&mut self, folder: &str, route: &str) {
        if self.sources.len() < MOST && !folder.split('/').any(|part| part == "..") {
            self.sources.push((PathBuf::from(folder.trim_matches('/')), route.trim_matches('/').to_owned()));
        }
    }

    /// Files are read from folders that the configuration names; their path there is their address (`createFilePath`),
    /// below what `gatsby-node.js` puts before it.
    fn gatsby(&mut self, system: &dyn System, root: &Path, config: &str) {
        self.title = script::text(config, "title");
        self.base = script::text(config, "siteUrl");
        let nodes = ["gatsby-node.js", "gatsby-node.ts", "gatsby-node.mjs"];
        let nodes = nodes.iter().find_map(|name| settings::text(system, root, name)).unwrap_or_default();
        let before = nodes.split("`/").skip(1).find_map(|rest| {
            let name = rest.split_once("${")?.0.trim_end_matches('/');
            (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')).then_some(name)
        });
        for (at, key) in config.match_indices("path:").take(MOST) {
            let value = config.get(at + key.len()..).unwrap_or_default().trim_start();
            let text = value.strip_prefix(['`', '"', '\'']).and_then(|rest| rest.split(['`', '"', '\'']).next());
            let text = text.unwrap_or_default().trim_start_matches("${__dirname}").trim_start_matches("./");
            let folder = text.trim_matches('/');
            if !folder.is_empty() && !folder.contains("${") && system.is_dir(root, Path::new(folder)) {
                self.source(folder, before.unwrap_or_default());
            }
        }
    }

    /// Pages lie as their addresses do; `_posts` is the folder of the official starter.
    fn next(&mut self, system: &dyn System, root: &Path, config: &str) {
        let metadata = METADATA.iter().find_map(|name| settings::text(system, root, name)).unwrap_or_default();
        let metadata = object::uncommented(&metadata);
        self.title = script::text(&metadata, "title");
        self.base = ["siteUrl", "url", "domain"].iter().find_map(|key| script::text(&metadata, key));
        self.ending = if script::flag(config, "trailingSlash") == Some(true) { Ending::Slash } else { Ending::Bare };
        for folder in
            ["src/pages", "src/app", "src/routes", "pages", "app", "src/content", "content", "src/data", "data", "src"]
        {
            self.source(folder, "");
        }
        let route = routes::of_posts(system, root);
        for folder in ["_posts", "src/_posts", "content/_posts"] {
            self.source(folder, route.as_deref().unwrap_or("posts"));
        }
        // A page with a part that varies shows posts that lie elsewhere.
        for folder in POSTS.iter().filter(|folder| system.is_dir(root, Path::new(folder))) {
            let own = folder.rsplit('/').next().unwrap_or(folder);
            self.source(folder, route.as_deref().unwrap_or(own));
        }
        // Posts may lie among what is served as it is, each with its pictures.
        let names = system.names(root, Path::new(PUBLIC));
        let is_post = |name: &PathBuf| system.is_file(root, &Path::new(PUBLIC).join(name).join("index.md"));
        if names.iter().take(MOST).any(is_post) {
            self.source(PUBLIC, "");
        }
    }

    /// Whether posts are looked for in a folder; none where custom says so. What is built elsewhere may hold them.
    pub(super) fn enters(&self, folder: &Path) -> Option<bool> {
        let is_served = || folder == Path::new(PUBLIC) && self.sources.iter().any(|(source, _)| source == folder);
        self.quartz.as_ref().map(|quartz| quartz.enters(folder)).or_else(|| is_served().then_some(true))
    }

    /// How heads are read.
    pub(super) fn conventions(&self) -> Conventions {
        if self.quartz.is_some() { Quartz::conventions() } else { Conventions::default() }
    }

    /// Whether addresses are made of paths alone, whatever a head says.
    pub(super) fn has_own_addresses(&self) -> bool {
        self.quartz.is_some()
    }

    /// Pages are files unless `cleanUrls` says otherwise.
    fn vue(&mut self, system: &dyn System, root: &Path, config: &str) {
        self.title = script::text(config, "title");
        self.base = script::text(config, "hostname").or_else(|| script::text(config, "siteUrl"));
        self.ending = if script::flag(config, "cleanUrls") == Some(true) { Ending::Bare } else { Ending::Html };
        let in_docs = ["docs/.vitepress", "docs/.vuepress"].iter().any(|folder| system.is_dir(root, Path::new(folder)));
        let base = script::text(config, "base").unwrap_or_default();
        let folder = object::path(config, config, "srcDir");
        self.source(&folder.unwrap_or_else(|| if in_docs { "docs".to_owned() } else { String::new() }), &base);
    }

    fn data(&mut self, system: &dyn System, root: &Path) {
        let names = ["_quarto.yml", "_quarto.yaml", "mkdocs.yml", "_cobalt.yml"];
        let values: Map<'static> = settings::read(system, root, &names).unwrap_or_default();
        let text = |paths: &[&[&str]]| {
            paths.iter().find_map(|path| values.at(path).and_then(Value::as_text).map(str::to_owned))
        };
        self.title = text(&[&["website", "title"], &["sitename"], &["site", "title"]]);
        self.base = text(&[&["website", "siteurl"], &["siteurl"], &["site", "baseurl"]]);
        match self.kind {
            Kind::MkDocs => self.source(&text(&[&["docsdir"]]).unwrap_or_else(|| "docs".to_owned()), ""),
            _ => self.ending = Ending::Html,
        }
    }

    /// `blog.prefix` and `blog.permalink`, of files in `source` (Middleman's documentation, "Blogging").
    fn middleman(&mut self, config: &str) {
        let said = |key: &str| {
            let value = config.split(key).nth(1)?.trim_start().strip_prefix('=')?.trim_start();
            Some(value.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?.to_owned())
        };
        let pattern = said("blog.permalink").unwrap_or_else(|| "{year}/{month}/{day}/{title}.html".to_owned());
        self.pattern = format!("{}/{pattern}", said("blog.prefix").unwrap_or_default());
    }

    /// `POSTS` says which folders hold posts and where they go; `PRETTY_URLS` how addresses end (Nikola's handbook).
    fn nikola(&mut self, system: &dyn System, root: &Path, settings: &Map<'static>) {
        self.zone = zone(settings.exact("TIMEZONE").and_then(Value::as_text));
        self.title = settings.exact("BLOG_TITLE").and_then(Value::as_text).map(str::to_owned);
        self.base = settings.exact("SITE_URL").and_then(Value::as_text).map(str::to_owned);
        let is_pretty = settings.exact("PRETTY_URLS").and_then(Value::as_bool) != Some(false);
        self.ending = if is_pretty { Ending::Slash } else { Ending::Html };
        let posts = settings.exact("POSTS").and_then(Value::as_list).unwrap_or_default();
        for entry in posts.iter().filter_map(Value::as_list) {
            let text = |at: usize| entry.get(at).and_then(Value::as_text).unwrap_or_default();
            let folder = text(0).rsplit_once('/').map_or("", |(folder, _)| folder);
            self.source(folder, text(1));
        }
        if self.sources.is_empty() {
            self.source("posts", "posts");
        }
        self.sources.dedup();
        let folders = self.sources.iter().map(|(folder, _)| folder.clone()).collect();
        self.heads = Some(Heads::below(system, root, folders));
        self.posts = Some(nikola::Posts::of(settings));
    }

    fn hakyll(&mut self, program: &str) {
        self.title = hakyll::field(program, "feedTitle");
        self.base = hakyll::field(program, "feedRoot");
        self.ending = if hakyll::has_clean_routes(program) { Ending::Slash } else { Ending::Html };
        hakyll::folders(program).into_iter().for_each(|folder| self.source(folder, folder));
    }

    /// Posts lie in `content`; those who wrote them and what they are about have files of their own beside it
    /// (Empress Blog's documentation).
    fn empress(&mut self, config: &str) {
        self.title = script::text(config, "title");
        // Set for what is published alone, as a rule.
        self.base = script::text(&config.replace("ENV.blog.host", "host"), "host");
        self.ending = Ending::Bare;
        self.source("content", "");
    }

    fn nuxt(&mut self, config: &str) {
        self.base = ["siteUrl", "url", "hostname"].iter().find_map(|key| script::text(config, key));
        self.title = object::entries(config, "site")
            .iter()
            .find(|(key, _)| *key == "name")
            .and_then(|(_, value)| Some(script::quoted(value)?.0.to_owned()));
        self.ending = if script::flag(config, "trailingSlash") == Some(true) { Ending::Slash } else { Ending::Bare };
        self.source("content", "");
    }

    /// `location` and `src` (Lume's documentation, "Configuration").
    fn lume(&mut self, system: &dyn System, root: &Path, config: &str) {
        self.base = script::call(config, "new URL");
        self.source(script::text(config, "src").unwrap_or_default().trim_start_matches("./"), "");
        self.shared = Some(Shared::below(system, root));
    }

    /// Files below `source` become pages of their names, with its plugin for permalinks folders (`@metalsmith/permalinks`).
    fn metalsmith(&mut self, system: &dyn System, root: &Path, config: &str) {
        let data: Map<'static> = settings::read(system, root, &["metalsmith.json"]).unwrap_or_default();
        let site = ["metadata", "site"];
        let text = |key: &str| data.at(&[site[0], site[1], key]).and_then(Value::as_text).map(str::to_owned);
        self.title = text("title").or_else(|| script::text(config, "title"));
        self.base =
            text("url").or_else(|| ["url", "siteurl", "siteUrl"].iter().find_map(|key| script::text(config, key)));
        self.ending = if config.contains("permalinks") { Ending::Slash } else { Ending::Html };
        self.pattern =
            script::text(config, "pattern").or_else(|| script::text(config, "\"pattern\"")).unwrap_or_default();
        let source = data.text("source").map(str::to_owned).or_else(|| script::call(config, ".source"));
        self.source(source.as_deref().unwrap_or("src").trim_start_matches("./"), "");
    }

    fn quartz(&mut self, config: &str) {
        self.title = script::text(config, "pageTitle");
        let base = script::text(config, "baseUrl").filter(|base| !base.is_empty());
        self.base = base.map(|base| if base.contains("://") { base } else { format!("https://{base}") });
        self.ending = Ending::Bare;
        self.source(quartz::CONTENT, "");
        self.quartz = Some(Quartz::of(config));
    }

    /// Whether a file may be a post though it is no Markdown.
    pub(super) fn takes(&self, file: &Path) -> bool {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let is_text = match self.kind {
            Kind::Nikola => is_other_markup(file) || extension == "txt" || is_html(file),
            Kind::Hakyll => extension == "lhs" || is_html(file),
            _ => false,
        };
        is_text && self.sources.iter().any(|(folder, _)| file.starts_with(folder))
    }

    /// Adds what stands beside a post to its head; false if it is none.
    pub(super) fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        if let Some(shared) = &self.shared {
            shared.add(file, front);
        }
        let is_partial = self.kind == Kind::Nuxt && nuxt::is_partial(file);
        let is_translation = self.posts.as_ref().is_some_and(|posts| posts.is_translation(file));
        !is_partial && !is_translation && self.heads.as_ref().is_none_or(|heads| heads.add(file, front))
    }

    /// Adds what this framework alone knows of a post's state.
    pub(super) fn finish(&self, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        if let Some(quartz) = &self.quartz {
            quartz.finish(front, post);
        }
        post.status.draft |= self.kind == Kind::Nuxt && nuxt::is_draft(&post.path);
        if let Some(posts) = &self.posts {
            nikola::finish(posts, post, now);
        }
    }

    /// Whether its Markdown holds components: mdsvex.
    pub(super) fn is_mdx(&self) -> bool {
        self.kind == Kind::Svelte
    }

    /// Whether its Markdown is Pandoc's.
    pub(super) fn is_pandoc(&self) -> bool {
        matches!(self.kind, Kind::Quarto | Kind::Hakyll)
    }

    /// Whether a file is where posts of this framework are; none if that is not said.
    pub(super) fn holds(&self, file: &Path) -> Option<bool> {
        match self.kind {
            Kind::Quartz => self.quartz.as_ref().map(|quartz| quartz.holds(file)),
            Kind::Hakyll if self.sources.is_empty() => None,
            Kind::Nikola | Kind::Empress | Kind::Hakyll => {
                Some(self.sources.iter().any(|(folder, _)| file.starts_with(folder)))
            }
            Kind::MkDocs => Some(parts(file).any(|part| part == "posts")),
            _ => None,
        }
    }

    /// The address of a post, from its file, its head and its date.
    pub(super) fn path(&self, file: &Path, values: &Map<'_>, post: &Post) -> String {
        let own = values.text("slug");
        if self.kind == Kind::Quartz {
            return Quartz::path(file);
        }
        if let Some(own) = own.filter(|own| own.starts_with('/') || self.kind == Kind::Gatsby && own.contains('/')) {
            return own.to_owned();
        }
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let stem =
            if self.kind == Kind::Middleman { name.split('.').next() } else { name.rsplit_once('.').map(|it| it.0) };
        let stem = own.or(stem).unwrap_or(name);
        let day = |format: &str| post.date.map(|date| date.civil.strftime(format).to_string()).unwrap_or_default();
        match self.kind {
            Kind::Middleman => {
                let title =
                    crate::post::date::at_start(stem).and_then(|(_, length)| stem.get(length..)).unwrap_or(stem);
                return expand_braces(&self.pattern, &|token, _| match token {
                    "year" => Some(day("%Y")),
                    "month" => Some(day("%m")),
                    "day" => Some(day("%d")),
                    _ => Some(title.to_owned()),
                });
            }
            Kind::MkDocs => {
                let folders = parts(file).skip(1).take_while(|part| *part != "posts");
                let title = own.map_or_else(|| slug::github(&post.title), str::to_owned);
                return format!("{}/{}/{title}/", folders.collect::<Vec<_>>().join("/"), day("%Y/%m/%d"));
            }
            Kind::Metalsmith if !self.pattern.is_empty() => {
                let path = expand_colons(&self.pattern, &|token| match token {
                    "title" => Some(slug::npm(&post.title)),
                    "date" => Some(day("%Y/%m/%d")),
                    "year" => Some(day("%Y")),
                    "month" => Some(day("%m")),
                    "day" => Some(day("%d")),
                    _ => None,
                });
                return format!("{path}/");
            }
            Kind::VuePress if parts(file).any(|part| part == "_posts") && post.date.is_some() => {
                return format!("{}/{}/", day("%Y/%m/%d"), post.slug);
            }
            _ => {}
        }
        let (folders, route) = self.below(file);
        if self.kind == Kind::Nuxt {
            return format!(
                "{}{}",
                nuxt::path(folders.into_iter(), stem),
                if self.ending == Ending::Slash { "/" } else { "" }
            );
        }
        let stem = if self.kind == Kind::Lume && own.is_none() { lume::undated(stem) } else { stem };
        let is_index = matches!(stem, "index" | "+page" | "page");
        // Groups of routes are no part of addresses.
        let groups = matches!(self.kind, Kind::Next | Kind::Svelte);
        let folders = folders.into_iter().filter(|name| !(groups && name.starts_with('(') && name.ends_with(')')));
        let names: Vec<&str> = route.split('/').chain(folders).chain(Some(stem).filter(|_| !is_index)).collect();
        let own_ending = values.get("prettyurl").and_then(Value::as_bool).filter(|_| self.kind == Kind::Nikola);
        let ending = own_ending.map_or(self.ending, |is_pretty| if is_pretty { Ending::Slash } else { Ending::Html });
        let end = match ending {
            Ending::Slash => "/",
            Ending::Bare => "",
            Ending::Html if is_index => "/",
            Ending::Html => ".html",
        };
        format!("{}{end}", names.join("/"))
    }

    /// The folders of a file below its source, and what stands for that source.
    fn below<'p>(&'p self, file: &'p Path) -> (Vec<&'p str>, Cow<'p, str>) {
        let folder = file.parent().unwrap_or(Path::new(""));
        let held = self.sources.iter().find_map(|(source, route)| Some((folder.strip_prefix(source).ok()?, route)));
        match held {
            Some((rest, route)) => (parts(rest).collect(), Cow::Borrowed(route)),
            None => (parts(folder).collect(), Cow::Borrowed("")),
        }
    }
}
