//! Docusaurus: the blog plugin's folder, dates in names and folders, authors by key.
//!
//! Rules from Docusaurus' documentation ("Blog") and from the blog plugin's behavior.

mod blogs;

use std::borrow::Cow;
use std::path::Path;

use jiff::civil::Date;
use regex::Regex;

use self::blogs::Blog;
use super::constants::Constants;
use super::permalink::squeeze;
use super::rules::{Found, Rules, address, flag, is_built, parts};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::front_matter::{FrontMatter, Value};
use crate::post::{Conventions, DateSource, Post, PostDate};
use crate::system::System;
use crate::template::Dialect;
use crate::text::Clean;

/// A Docusaurus site's rules.
#[derive(Debug)]
struct Docusaurus {
    conventions: Conventions,
    blogs: Vec<Blog>,
    names: DatedNames,
    base: Option<String>,
    base_path: String,
    /// Whether addresses end with a slash; none if each ends as it is made.
    ends_with_slash: Option<bool>,
}

/// Reads what the configuration says in plain words, and the authors.
pub(super) fn open(system: &dyn System, root: &Path, config: &str) -> Found {
    let constants = Constants::of(system, root, "docusaurus.config.js", config);
    let config = constants.own();
    let base = constants.address("url");
    let rules = Docusaurus {
        names: DatedNames::new(),
        conventions: conventions(),
        blogs: blogs::of(system, root, config),
        ends_with_slash: constants.flag("trailingSlash"),
        base_path: constants.text("baseUrl").unwrap_or_default().trim_matches('/').to_owned(),
        base: base.clone(),
    };
    Found { title: constants.text("title"), base_url: base, rules: Box::new(rules) }
}

fn conventions() -> Conventions {
    Conventions {
        path_dates: PathDates::Anywhere,
        date_keys: keys(&["date"]),
        updated_keys: keys(&["lastupdate.date", "lastupdate"]),
        tags: Names::listed(&["tags"], Split::Never),
        categories: Names::listed(&["categories"], Split::Never),
        untitled: Untitled::Heading,
        ..Conventions::default()
    }
}

impl Docusaurus {
    /// The blog that a file is in, and its path there.
    fn blog<'p>(&self, file: &'p Path) -> Option<(&Blog, Cow<'p, str>)> {
        let blog = self.blogs.iter().find(|blog| file.starts_with(&blog.folder))?;
        Some((blog, file.strip_prefix(&blog.folder).ok()?.to_string_lossy()))
    }

    /// `/2020/01/02/name` where the date is in the path, else the path; `slug` is below the blog's route.
    fn path_of_url(&self, blog: &Blog, below: &str, front: &FrontMatter<'_>) -> String {
        let route = &blog.route;
        if let Some(own) = front.values.text("slug") {
            return format!("/{route}/{own}");
        }
        match self.names.read(below) {
            Some(dated) => {
                format!("/{route}/{}/{}{}", dated.written.replace('-', "/"), dated.folder, dated.text)
            }
            None => {
                let path = Path::new(below).with_extension("");
                let path = path.to_string_lossy();
                format!("/{route}/{}", path.strip_suffix("/index").unwrap_or(&path))
            }
        }
    }
}

/// What the path of a dated post says (`DATE_FILENAME_REGEX` of the blog plugin): the last date in it counts, in one name
/// or in folders of their own, and what is before it comes after it in the address.
#[derive(Debug)]
struct DatedNames(Option<Regex>);

struct Dated<'p> {
    written: &'p str,
    folder: &'p str,
    text: &'p str,
}

impl DatedNames {
    fn new() -> Self {
        let pattern = r"^(?<folder>.*)(?<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?<text>.*?)(?:/index)?\.mdx?$";
        Self(Regex::new(pattern).ok())
    }

    fn read<'p>(&self, below: &'p str) -> Option<Dated<'p>> {
        let found = self.0.as_ref()?.captures(below)?;
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        Some(Dated { written: part("date"), folder: part("folder"), text: part("text") })
    }
}

impl Dated<'_> {
    fn day(&self) -> Option<Date> {
        let mut numbers = self.written.split(['-', '/']).map(str::parse::<i16>);
        let mut next = || numbers.next()?.ok();
        let (year, month, day) = (next()?, next()?, next()?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

impl Rules for Docusaurus {
    fn enters(&self, directory: &Path) -> bool {
        let holds = |blog: &Blog| directory.starts_with(&blog.folder) || blog.folder.starts_with(directory);
        self.blogs.iter().any(holds) && !is_built(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        let Some((_, below)) = self.blog(file) else { return false };
        let is_text = file.extension().is_some_and(|extension| extension == "md" || extension == "mdx");
        is_text && !parts(Path::new(below.as_ref())).any(|part| part.starts_with('_') || part.contains(".test."))
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let Some((blog, _)) = self.blog(file) else { return true };
        let author = |one: &Value<'_>| blog.author(one);
        let named = match front.values.get("authors") {
            Some(Value::List(list)) => Some(Value::List(list.iter().map(author).collect())),
            Some(one) => Some(author(one)),
            None => None,
        };
        if let Some(Value::List(list)) = front.values.get("tags").filter(|_| !blog.tags.0.is_empty()) {
            let labels = list.iter().map(|tag| blog.tag(tag)).collect();
            front.values.0.push((Cow::Borrowed("tags"), Value::List(labels)));
        }
        front.values.0.extend(named.map(|named| (Cow::Borrowed("authors"), named)));
        true
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        let Some((blog, below)) = self.blog(file) else { return };
        if post.date.is_none() {
            let day = self.names.read(&below).and_then(|dated| dated.day());
            post.date = day.map(|day| PostDate {
                civil: day.at(0, 0, 0, 0),
                has_time: false,
                offset: 0,
                source: DateSource::Folder,
            });
        }
        post.status.draft = flag(&front.values, "draft") == Some(true);
        post.status.hidden = flag(&front.values, "unlisted") == Some(true);
        let path = squeeze(&format!("/{}/{}", self.base_path, self.path_of_url(blog, &below, front)));
        let path = match self.ends_with_slash {
            Some(true) => format!("{}/", path.trim_end_matches('/')),
            Some(false) if path.len() > 1 => path.trim_end_matches('/').to_owned(),
            _ => path,
        };
        post.url = Some(address(self.base.as_deref(), &path));
        if post.lang.is_none() {
            post.lang = blog.language.as_deref().map(Clean::line);
        }
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Docusaurus
    }
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn dates_in_paths_make_addresses() {
        let config = "module.exports = { title: 'Mine', url: 'https://a.b', baseUrl: '/', presets: [['classic', { blog: { path: './news', routeBasePath: 'log' } }]] }";
        let mut files = vec![
            ("docusaurus.config.js", config),
            ("news/authors.yml", "ann:\n  name: Ann Author\n"),
            ("news/tags.yml", "t1:\n  label: Tag One\n"),
        ];
        let paths = [
            ("news/2020-01-02-one.md", "https://a.b/log/2020/01/02/one"),
            ("news/2020-01-02-two/index.md", "https://a.b/log/2020/01/02/two"),
            ("news/2020/01/02/three.mdx", "https://a.b/log/2020/01/02/three"),
            ("news/2020/01-02-four.md", "https://a.b/log/2020/01/02/four"),
            ("news/sub/2020-1-5-five.md", "https://a.b/log/2020/1/5/sub/five"),
            ("news/2020-01-06.md", "https://a.b/log/2020/01/06/"),
            ("news/undated.md", "https://a.b/log/undated"),
        ];
        files.extend(paths.map(|(path, _)| (path, "---\ntitle: T\nauthors: [ann, bob]\ntags: [t1, t2]\n---\n")));
        files.push(("news/slugged.md", "---\nslug: own\n---\n# T\n"));
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let read = |path: &str| site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 0).unwrap();
        for (path, url) in paths {
            assert_eq!(read(path).url.as_deref(), Some(url), "{path}");
        }
        assert_eq!(read("news/slugged.md").url.as_deref(), Some("https://a.b/log/own"));
        let authors: Vec<String> = read(paths[0].0).authors.iter().map(|name| name.to_string()).collect();
        assert_eq!(authors, ["Ann Author", "bob"]);
        assert_eq!(read("news/2020/01-02-four.md").date.unwrap().civil.date().to_string(), "2020-01-02");
        let tags: Vec<String> = read(paths[0].0).tags.iter().map(|name| name.to_string()).collect();
        assert_eq!(tags, ["Tag One", "t2"]);
        assert!(!site.is_post("news/_draft.md".as_ref()) && !site.is_post("docs/a.md".as_ref()));
    }

    #[test]
    fn addresses_are_put_together_from_constants() {
        let config = "import { URL } from './constants';\nconst baseUrl = process.env.BASE || '/sub/';\nconst config: Config = { url: URL, baseUrl, trailingSlash: isProd ? false : undefined };\nexport default config;";
        let files = [("docusaurus.config.ts", config), ("constants.ts", "export const URL = 'https://a.b';")];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let post = site.read_post("blog/2020-01-02-a.md".as_ref(), b"# T\n", 0, 0).unwrap();
        assert_eq!(post.url.as_deref(), Some("https://a.b/sub/blog/2020/01/02/a"));
    }

    /// Several instances ("Multiple blogs"), translations ("i18n", `getContentPathList`), `trailingSlash`.
    #[test]
    fn instances_of_the_plugin_have_their_folders_and_routes() {
        let config = "const eng = 'engineering';\n// blog: { path: 'old' }\nexport default {\n  url: 'https://a.b', baseUrl: '/x/', trailingSlash: true,\n  i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },\n  plugins: [['@docusaurus/plugin-content-blog', { id: 'second', path: './second/posts', routeBasePath: '/second' }],\n    [require.resolve('./plugins/blog-plugin'), { id: 'e', path: eng, routeBasePath: 'eng', feedOptions: { type: 'all', path: 'no' } }], ['plugin-docs', { path: 'docs' }]],\n  presets: [['classic', { docs: {}, blog: { remarkPlugins: [[a, { path: 'no' }]], routeBasePath: '/' } }]] };";
        let head = "---\ntitle: T\nauthors: ann\n---\n";
        let posts = [
            ("blog/2020-01-02-a.md", Some("https://a.b/x/2020/01/02/a/")),
            ("second/posts/b.md", Some("https://a.b/x/second/b/")),
            ("engineering/c.mdx", Some("https://a.b/x/eng/c/")),
            ("i18n/fr/docusaurus-plugin-content-blog/2020-01-02-a.md", Some("https://a.b/x/fr/2020/01/02/a/")),
            ("i18n/fr/docusaurus-plugin-content-blog-second/b.md", Some("https://a.b/x/fr/second/b/")),
            ("i18n/de/docusaurus-plugin-content-blog/a.md", None),
            ("docs/d.md", None),
            ("no/e.md", None),
            ("blog/f.markdown", None),
        ];
        let files = [("docusaurus.config.ts", config), ("blog/authors.yml", "ann: {name: Ann}")];
        let system = MemorySystem::with_files(files.into_iter().chain(posts.map(|(path, _)| (path, head))));
        let site = Site::open(&system, "".as_ref()).unwrap();
        for (path, want) in posts {
            let post =
                site.is_post(path.as_ref()).then(|| site.read_post(path.as_ref(), head.as_bytes(), 0, 0)).flatten();
            assert_eq!(post.and_then(|post| post.url).as_deref(), want, "{path}");
        }
        let translated = site.read_post(posts[3].0.as_ref(), head.as_bytes(), 0, 0).unwrap();
        assert_eq!((translated.lang.as_deref(), translated.authors[0].as_str()), (Some("fr"), "Ann"));
    }
}
