//! A folder of Markdown that no generator claims: every Markdown file is a post, but for those every repository has. Files in
//! other markup are posts if they have a date.

mod cobalt;
mod empress;
pub(super) mod framework;
mod gatsby;
mod hakyll;
mod lume;
mod metalsmith;
mod middleman;
mod mkdocs;
mod next;
mod nikola;
mod nuxt;
mod quarto;
mod quartz;
mod routes;
mod sources;
mod vue;

use std::path::Path;

use self::framework::Framework;

use super::permalink::squeeze;
use super::rules::{
    Found, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_list, is_markdown, is_other_markup,
    parts,
};
use crate::post::conventions::Conventions;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Post, date};
use crate::system::System;
use crate::template::{Dialect, Markup};
use crate::text::Clean;

/// Rules of common sense.
#[derive(Debug)]
pub(super) struct Plain {
    conventions: Conventions,
    /// What makes a site of the folder, where that is known.
    framework: Option<Framework>,
    /// Whose Markdown it is.
    dialect: Dialect,
}

/// The rules of a folder that no generator claims, and of frameworks that have few of their own.
pub(super) fn open(system: &dyn System, root: &Path) -> Found {
    let framework = Framework::of(system, root);
    // Notes without any date have that of their file, marked as such.
    let mut conventions = match &framework {
        Some(framework) => framework.conventions(),
        None => Conventions { mtime_dates: true, ..Conventions::default() },
    };
    if let Some(zone) = framework.as_ref().and_then(|framework| framework.zone.clone()) {
        conventions.clock.zone = zone;
    }
    let title = framework.as_ref().and_then(|framework| framework.title.clone());
    let base_url = framework.as_ref().and_then(|framework| framework.base.clone());
    let is_franklin = || system.is_file(root, Path::new("config.md")) && system.is_dir(root, Path::new("_layout"));
    let dialect = match framework.as_ref().map_or(Dialect::Plain, Framework::dialect) {
        Dialect::Plain if is_franklin() => Dialect::Franklin,
        dialect => dialect,
    };
    Found { title, base_url, rules: Box::new(Plain { conventions, framework, dialect }) }
}

/// The rules of a folder where nothing is known.
pub(super) fn unknown() -> Found {
    let conventions = Conventions { mtime_dates: true, ..Conventions::default() };
    Found {
        title: None,
        base_url: None,
        rules: Box::new(Plain { conventions, framework: None, dialect: Dialect::Plain }),
    }
}

impl Rules for Plain {
    fn enters(&self, directory: &Path) -> bool {
        let told = self.framework.as_ref().and_then(|framework| framework.enters(directory));
        told.unwrap_or_else(|| !is_built(directory))
    }

    fn is_post(&self, file: &Path) -> bool {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_text = match &self.framework {
            Some(framework) => is_markdown(file) || framework.takes(file),
            None => is_markdown(file) || is_other_markup(file),
        };
        is_text && !name.starts_with(['.', '_'])
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        if self.framework.as_ref().is_some_and(|framework| !framework.complete(file, front)) {
            return false;
        }
        let dated = self.conventions.date_keys.iter().any(|key| front.values.get(key).is_some());
        let is_post = (!is_housekeeping(file) || front.syntax.is_some()) && (!is_list(file) || dated);
        // Manuals are written in other markup, too; what has a date is a post.
        let is_post = is_post && (!is_other_markup(file) || dated || date::in_path(file).is_some());
        // A framework's site has pages that are about other things.
        let Some(framework) = &self.framework else { return is_post };
        let in_blog = || parts(file.parent().unwrap_or(file)).any(is_blog_folder) && front.syntax.is_some();
        is_post && framework.holds(file).unwrap_or_else(|| dated || date::in_path(file).is_some() || in_blog())
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let values = &front.values;
        let in_drafts =
            parts(file).any(|part| part.eq_ignore_ascii_case("_drafts") || part.eq_ignore_ascii_case("drafts"));
        let status = values.text("status").unwrap_or_default().to_ascii_lowercase();
        post.status.draft = in_drafts
            || ["draft", "isdraft"].iter().any(|key| flag(values, key) == Some(true))
            || flag(values, "published") == Some(false)
            || status == "draft";
        post.status.hidden = ["unlisted", "hidden", "headless"].iter().any(|key| flag(values, key) == Some(true))
            || matches!(status.as_str(), "hidden" | "private" | "skip")
            || leads_on(values);
        if let Some(framework) = &self.framework {
            framework.finish(front, post, now);
        }
        if post.categories.is_empty() && front.syntax.is_none() {
            post.categories = subject(file).map(Clean::line).into_iter().collect();
        }
        let keys: &[&str] = if self.framework.as_ref().is_some_and(Framework::has_own_addresses) {
            &[]
        } else {
            &["permalink", "url", "path"]
        };
        let written = keys.iter().find_map(|key| values.get(key).and_then(Value::as_text));
        let written = written.filter(|path| !path.contains("{{") && !path.contains("/:"));
        let (made, base) = match &self.framework {
            Some(framework) => (framework.path(file, values, post), framework.base.as_deref()),
            None => (default_path(file), None),
        };
        let path = written.map_or(made, str::to_owned);
        post.url =
            Some(if path.contains("://") { Clean::line(&path) } else { address(base, &squeeze(&format!("/{path}"))) });
    }

    fn markup(&self, file: &Path) -> Markup {
        let is_framework_s = self.framework.as_ref().is_some_and(|framework| framework.takes(file));
        // Nikola's own format has files that end in `.txt` too.
        let is_text = is_framework_s && file.extension().is_some_and(|extension| extension == "txt");
        if is_text { Markup::Rst } else { Markup::of(file) }
    }

    fn dialect(&self, file: &Path) -> Dialect {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("mdx" | "svx") => Dialect::Mdx,
            Some("qmd" | "Rmd" | "rmd") if self.dialect != Dialect::Mdx => Dialect::Pandoc,
            _ => self.dialect,
        }
    }
}

/// Whether a page has no words of its own: all that its head says is where it leads.
fn leads_on(head: &Map<'_>) -> bool {
    head.get("title").is_none() && ["redirect", "redirect_to"].iter().any(|key| head.text(key).is_some())
}

/// The folder that a note without a head is filed in; not one that only says that it holds posts, or when.
fn subject(file: &Path) -> Option<&str> {
    let folder = file.parent()?.file_name()?.to_str()?;
    let is_named = folder.chars().any(char::is_alphabetic) && date::at_start(folder).is_none();
    let is_bundle = file.file_stem().is_some_and(|stem| stem == "index");
    let holds = ["src", "source", "content", "contents", "pages", "docs", "drafts", "_drafts", "vault"];
    (is_named && !is_bundle && !is_blog_folder(folder) && !holds.contains(&folder)).then_some(folder)
}

/// The path of the file without what files have: extension, `index`, date.
fn default_path(file: &Path) -> String {
    // Folders that frameworks keep content in are no part of its address.
    let kept = |name: &&str| {
        matches!(*name, "src" | "source" | "content" | "contents" | "pages" | "website" | "site" | "data" | "apps")
    };
    let mut names: Vec<&str> = parts(file.parent().unwrap_or(file)).skip_while(kept).collect();
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let dated = date::in_path(Path::new(stem));
    let name = match dated {
        Some(date::PathDate::Name(_, length)) => stem.get(length..).filter(|rest| !rest.is_empty()).unwrap_or(stem),
        _ => stem,
    };
    if name != "index" {
        names.push(name);
    }
    format!("{}/", names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use crate::post::DateSource;
    use crate::system::memory::MemorySystem;

    #[test]
    fn notes_have_the_subject_of_their_folder_and_the_date_of_their_file() {
        let files = [
            ("git/stash-it.md", "# Stash It\n\nText.\n"),
            ("posts/a.md", "# A\n"),
            ("2020-01-02-trip/index.md", "# B\n"),
            ("git/headed.md", "---\ntitle: C\ndate: 2020-01-03\n---\n"),
        ];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let told = |path: &str| {
            let post = site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 86_400).unwrap();
            let date = post.date.unwrap();
            (post.title.to_string(), post.categories.first().map(|name| name.to_string()), date.source)
        };
        let category = |name: &str| Some(name.to_owned());
        assert_eq!(told("git/stash-it.md"), ("Stash It".to_owned(), category("git"), DateSource::Mtime));
        assert_eq!(told("posts/a.md"), ("A".to_owned(), None, DateSource::Mtime));
        assert_eq!(told("2020-01-02-trip/index.md"), ("B".to_owned(), None, DateSource::Folder));
        assert_eq!(told("git/headed.md"), ("C".to_owned(), None, DateSource::FrontMatter));
    }

    #[test]
    fn a_file_in_other_markup_is_a_post_if_it_has_a_date() {
        for (path, text, is_post) in [
            ("b.org", "#+TITLE: B\n#+DATE: 2020-01-02\n", true),
            ("c.adoc", "= C\nAn Author\n2020-01-02\n:toc:\n", true),
            ("2020-01-02-d.textile", "h1. D\n", true),
            ("manual.rst", "Manual\n======\n", false),
        ] {
            let system = MemorySystem::with_files([("notes.md", "# A\n"), (path, text)]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            let post = site.read_post(path.as_ref(), text.as_bytes(), 0, 0).filter(|_| site.is_post(path.as_ref()));
            assert_eq!(post.is_some(), is_post, "{path}");
        }
    }

    /// Addresses by the documentation or the starter blog of each: Gatsby (`createFilePath`), Next.js (`blog-starter`),
    /// Quarto ("Creating a Blog"), VitePress and VuePress ("Routing", plugin-blog), Nikola (handbook, `POSTS`), MkDocs
    /// Material (blog plugin), Cobalt, Middleman ("Blogging"), Empress Blog.
    #[test]
    fn frameworks_have_their_places_and_addresses() {
        let post = "---\ntitle: A Post\ndate: 2020-01-02\n---\n";
        let page = "---\ntitle: About\n---\n";
        for (config, text, path, post, want) in [
            (
                "gatsby-config.js",
                "plugins: [{ options: { path: `${__dirname}/content/blog`, name: 'x' } }], siteMetadata: { siteUrl: 'https://a.b/' }",
                "content/blog/hello/index.md",
                post,
                Some("https://a.b/hello/"),
            ),
            (
                "gatsby-config.js",
                "siteMetadata: { siteUrl: `https://a.b` }",
                "content/blog/a.md",
                "---\ndate: 2020-01-02\nslug: /own/way/\n---\n",
                Some("https://a.b/own/way/"),
            ),
            ("gatsby-config.js", "", "src/pages/about.md", page, None),
            ("next.config.js", "", "_posts/hello.md", page, Some("/posts/hello")),
            ("next.config.js", "", "public/hello/index.md", post, Some("/hello")),
            ("next.config.mjs", "trailingSlash: true", "content/blog/a.mdx", post, Some("/blog/a/")),
            ("next.config.mjs", "", "pages/en/blog/release/v0.10.0.md", post, Some("/en/blog/release/v0.10.0")),
            (
                "_quarto.yml",
                "website:\n  site-url: https://a.b\n",
                "posts/one/index.qmd",
                post,
                Some("https://a.b/posts/one/"),
            ),
            ("_quarto.yml", "", "posts/two.qmd", post, Some("/posts/two.html")),
            ("_quarto.yml", "", "posts/index.qmd", page, None),
            (".vitepress/config.ts", "", "posts/vue-3.2.md", post, Some("/posts/vue-3.2.html")),
            ("docs/.vitepress/config.ts", "cleanUrls: true", "docs/blog/a.md", post, Some("/blog/a")),
            (".vuepress/config.js", "", "_posts/2020-01-02-a.md", post, Some("/2020/01/02/a/")),
            (
                "mkdocs.yml",
                "site_url: https://a.b/",
                "docs/blog/posts/x.md",
                post,
                Some("https://a.b/blog/2020/01/02/a-post/"),
            ),
            ("mkdocs.yml", "", "docs/guide.md", post, None),
            (
                "_cobalt.yml",
                "site:\n  base_url: https://a.b\n",
                "posts/a.md",
                "---\ntitle: A\npublished_date: 2020-01-02 10:00:00 +0000\n---\n",
                Some("https://a.b/posts/a.html"),
            ),
        ] {
            assert_eq!(url(config, text, path, post).as_deref(), want, "{config} {path}");
        }
    }

    /// By the documentation of each: Nuxt Content ("File conventions"), SvelteKit ("Routing"), Lume ("URLs"), Metalsmith
    /// (`@metalsmith/permalinks`).
    #[test]
    fn frameworks_sort_name_and_route_in_their_own_ways() {
        let post = "---\ntitle: A Post\ndate: 2020-01-02\n---\n";
        for (config, text, path, want) in [
            (
                "nuxt.config.ts",
                "site: { url: 'https://a.b', name: 'N' }",
                "content/1.blog/2.My post.md",
                Some("https://a.b/blog/my-post"),
            ),
            ("nuxt.config.ts", "", "content/blog/a.draft.md", Some("/blog/a")),
            ("nuxt.config.ts", "", "content/blog/1.2.x.md", Some("/blog/1.2.x")),
            ("nuxt.config.ts", "", "content/blog/index.md", Some("/blog")),
            ("nuxt.config.ts", "", "content/_drafts/a.md", None),
            ("svelte.config.js", "", "src/routes/(site)/blog/a/+page.md", Some("/blog/a")),
            ("svelte.config.js", "", "src/lib/posts/a.svx", Some("/posts/a")),
            (
                "_config.ts",
                "lume({ src: './src', location: new URL('https://a.b') })",
                "src/posts/2020-01-02_a.md",
                Some("https://a.b/posts/a/"),
            ),
            (
                "metalsmith.json",
                "{\"source\": \"in\", \"metadata\": {\"site\": {\"url\": \"https://a.b\"}}}",
                "in/posts/a.md",
                Some("https://a.b/posts/a.html"),
            ),
            ("metalsmith.js", "use(permalinks({ pattern: ':date/:title' }))", "src/a.md", Some("/2020/01/02/a-post/")),
        ] {
            assert_eq!(url(config, text, path, post).as_deref(), want, "{config} {path}");
        }
    }

    #[test]
    fn folders_of_lume_share_what_their_data_says() {
        let files = [
            ("_config.ts", "import lume from \"lume/mod.ts\";"),
            ("posts/_data.yml", "tags: [post, essay]\nauthor: Ann\n"),
            ("posts/a.md", "---\ntitle: A\ndate: 2020-01-02\ntags: [own]\n---\n"),
        ];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let post = site.read_post("posts/a.md".as_ref(), files[2].1.as_bytes(), 0, 0).unwrap();
        assert!(post.tags.iter().map(|tag| tag.as_str()).eq(["own", "essay"]), "{:?}", post.tags);
        assert_eq!(post.authors[0].as_str(), "Ann");
    }

    #[test]
    fn frameworks_of_other_languages_have_their_places_too() {
        let post = "---\ntitle: A Post\ndate: 2020-01-02\n---\n";
        let page = "---\ntitle: A Post\n---\n";
        for (config, text, path, post, want) in [
            (
                "config.rb",
                "activate :blog do |blog|\n  blog.prefix = \"blog\"\nend",
                "source/blog/2020-01-02-a.html.markdown",
                post,
                Some("/blog/2020/01/02/a.html"),
            ),
            (
                "conf.py",
                "BLOG_TITLE = 'B'\nSITE_URL = 'https://a.b/'\nPRETTY_URLS = False\nPOSTS = (('posts/*.rst', 'blog', 't'), ('posts/*.md', 'blog', 't'))",
                "posts/2021/05/x.rst",
                ".. title: X\n.. slug: own\n.. date: 2021-05-23 05:53:45 UTC\n.. tags: a, b\n\nX\n=\n",
                Some("https://a.b/blog/2021/05/own.html"),
            ),
            ("conf.py", "BLOG_TITLE = 'B'", "pages/about.md", post, None),
            (
                "src/Main.hs",
                "import Hakyll\n  match \"images/*\" $ do\n  match \"posts/*\" $ do\n    route $ setExtension \".html\"\n  , feedRoot = \"http://a.b\"",
                "posts/2010-02-08-tron.lhs",
                page,
                Some("http://a.b/posts/2010-02-08-tron.html"),
            ),
            (
                "site.hs",
                "import Hakyll\nmatch \"posts/**\" $ route cleanRoute",
                "posts/2010-02-08-tron.md",
                page,
                Some("/posts/2010-02-08-tron/"),
            ),
            ("site.hs", "import Hakyll\nmatch \"posts/*\" $ x", "notes/2010-02-08-tron.md", page, None),
            (
                "config/environment.js",
                "ENV = { blog: { title: 'B' } }; ENV.blog.host = 'https://a.b';",
                "content/survey.html.md",
                post,
                Some("https://a.b/survey.html"),
            ),
        ] {
            assert_eq!(url(config, text, path, post).as_deref(), want, "{config} {path}");
        }
    }

    /// The address of a post of a site with that configuration; none if it is no post.
    fn url(config: &str, text: &str, path: &str, post: &str) -> Option<String> {
        let system = MemorySystem::with_files([(config, text), (path, post)]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let found = site.is_post(path.as_ref()).then(|| site.read_post(path.as_ref(), post.as_bytes(), 0, 0));
        Some(found.flatten()?.url?.as_str().to_owned())
    }

    #[test]
    fn pandoc_is_told_by_its_programs_and_its_files() {
        use crate::template::Dialect::{Pandoc, Plain};
        for (config, text, file, want) in [
            ("_quarto.yml", "website: {}", "posts/a.md", Pandoc),
            ("site.hs", "import Hakyll", "posts/a.md", Pandoc),
            ("site.hs", "main = pure ()", "posts/a.md", Plain),
            ("note.md", "", "a.Rmd", Pandoc),
            ("note.md", "", "a.md", Plain),
        ] {
            let system = MemorySystem::with_files([(config, text)]);
            let site = Site::open(&system, "".as_ref()).unwrap();
            assert_eq!(site.dialect(file.as_ref()), want, "{config} {file}");
        }
    }
}
