//! The files that a Jekyll or Eleventy post includes and the titles that one of Hexo's takes from others, read ahead of its parsing,
//! which knows no files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::body::{Body, reading};
use super::data::{self, Asked};
use super::waiting::{MOST, Waiting};
use crate::post::front_matter::{self, Fences};
use crate::site::Site;
use crate::system::System;
use crate::template::{
    BESIDE, CODE, CODE_FOLDER, Dialect, LINK, PART, POST_LINK, included, includes_by_value, linked, named_files,
    rendered, wanted,
};
use crate::text::decode::{Certainty, Extent, decode};

/// Jekyll's folder for them (`includes_dir`).
const FOLDER: &str = "_includes";
/// Bytes of a file; a larger one is no part of a post.
pub(super) const LARGEST: usize = 64 << 10;
/// Bytes of a post that are read for its title.
const HEAD: usize = 8 << 10;

/// How often files are asked for whose names are made of values: each may hold the next.
const MOST_ROUNDS: usize = 4;

/// The files that this post names, and those that they name, as far as they are below the root, and the data that it and they
/// ask for.
pub(super) fn gather(system: &dyn System, site: &Site, post: &Path, body: &Body) -> Vec<(String, String)> {
    let mut gathered = Gathered { system, site, post, waiting: Waiting::default(), found: Vec::new() };
    gathered.take(included(&body.text));
    let is_jekyll = site.dialect(post) == Dialect::Jekyll;
    for _ in 0..MOST_ROUNDS {
        if is_jekyll {
            gathered.take_data(&body.text);
        }
        let names_by_value = gathered.texts(&body.text).any(includes_by_value);
        if !is_jekyll || !names_by_value || gathered.waiting.is_over() {
            break;
        }
        let known = Body { files: gathered.found.clone(), ..body.clone() };
        let before = gathered.found.len();
        gathered.take(wanted(&body.text, Dialect::Jekyll, &reading(site, post, &known).values));
        if gathered.found.len() == before {
            break;
        }
    }
    if is_jekyll {
        gathered.take_links(&body.text);
    }
    gathered.found
}

/// What was found for one post.
struct Gathered<'a> {
    system: &'a dyn System,
    site: &'a Site,
    post: &'a Path,
    waiting: Waiting,
    found: Vec<(String, String)>,
}

impl Gathered<'_> {
    /// The text of the post and those found for it.
    fn texts<'t>(&'t self, body: &'t str) -> impl Iterator<Item = &'t str> {
        std::iter::once(body).chain(self.found.iter().map(|(_, text)| text.as_str()))
    }

    /// Reads files by the names that tags look them up by, and those that they include.
    fn take(&mut self, names: Vec<String>) {
        self.waiting.add(names, self.post);
        while let Some((name, _)) = self.waiting.next() {
            let Some(text) = read(self.system, &self.site.root, &self.path(&name)) else { continue };
            if name.starts_with(CODE) {
                self.found.push((name, text));
                continue;
            }
            let text = if name.starts_with(PART) { without_head(&text).to_owned() } else { text };
            self.waiting.add(included(&text), self.post);
            self.found.push((name, text));
        }
    }

    /// Finds the addresses of the files that are no posts and that the texts link to.
    fn take_links(&mut self, body: &str) {
        let names: HashSet<String> = self.texts(body).flat_map(named_files).collect();
        for name in names.into_iter().take(MOST) {
            let file = source_of(self.site, self.post).join(name.trim_start_matches('/'));
            if self.site.is_post(&file) {
                continue;
            }
            let head = self.system.read(&self.site.root, &file, HEAD).map(|file| file.bytes).unwrap_or_default();
            let path = self.site.page_path(&file, &decode(&head, Extent::Head).text);
            self.found.extend(path.map(|path| (format!("{LINK}{name}"), path)));
        }
    }

    /// Where a file lies.
    fn path(&self, name: &str) -> PathBuf {
        let value = |name: &str, default| self.site.template_value(&format!("site.{name}")).unwrap_or(default);
        // Beside the post, in files that it includes too (`IncludeRelativeTag#page_path`).
        if let Some(name) = name.strip_prefix(BESIDE) {
            return self.post.with_file_name(name);
        }
        source_of(self.site, self.post).join(below(name, &value))
    }

    /// Reads the files of data that the texts ask for.
    fn take_data(&mut self, body: &str) {
        let asked = self.texts(body).map(data::asked).fold(Asked::default(), Asked::and);
        let folder = self.site.template_value("site.data_dir").unwrap_or(data::FOLDER).trim_matches('/');
        let folder = source_of(self.site, self.post).join(folder);
        let new = data::gather(self.system, &self.site.root, &folder, &asked);
        let is_known = |name: &str| self.found.iter().any(|(known, _)| known == name);
        let new: Vec<_> = new.into_iter().filter(|(name, _)| !is_known(name)).collect();
        self.found.extend(new);
    }
}

/// The folder of the sources.
fn source_of(site: &Site, post: &Path) -> PathBuf {
    let default = match site.dialect(post) {
        Dialect::Hexo => ("source_dir", "source"),
        Dialect::Pelican => ("path", "content"),
        _ => ("source", ""),
    };
    let source = site.template_value(&format!("site.{}", default.0)).unwrap_or(default.1);
    PathBuf::from(source.trim_start_matches("./"))
}

/// The files that a text of Eleventy's includes: from the folder of includes of its input, or beside the post (`./`).
pub(super) fn rendered_by(system: &dyn System, site: &Site, post: &Path, text: &str) -> Vec<(String, String)> {
    let mut waiting = Waiting::of(rendered(text), post);
    let mut found = Vec::new();
    let beside = post.parent().unwrap_or(Path::new(""));
    while let Some((name, _)) = waiting.next() {
        let folders: Vec<PathBuf> = match name.strip_prefix("./") {
            Some(_) => vec![beside.to_path_buf()],
            // The input lies at or above the post.
            None => beside.ancestors().map(|folder| folder.join(FOLDER)).collect(),
        };
        let named = folders
            .iter()
            .flat_map(|folder| ["", ".liquid", ".njk", ".html"].map(|end| folder.join(format!("{name}{end}"))));
        let Some(text) = named.into_iter().find_map(|path| read(system, &site.root, &path)) else { continue };
        waiting.add(rendered(&text), post);
        found.push((name, text));
    }
    found
}

/// Where a file lies below the sources that is not beside the post.
fn below<'v>(name: &str, value: &dyn Fn(&str, &'static str) -> &'v str) -> PathBuf {
    match (name.strip_prefix(CODE), name.strip_prefix(PART)) {
        (Some(name), _) => Path::new(value("code_dir", CODE_FOLDER).trim_matches('/')).join(name),
        (_, Some(name)) => PathBuf::from(name),
        _ => Path::new(value("includes_dir", FOLDER)).join(name),
    }
}

/// A text without the front matter that it may begin with.
pub(super) fn without_head(text: &str) -> &str {
    let start = front_matter::read(text, Fences::Yaml).body.byte as usize;
    text.get(start..).unwrap_or_default()
}

/// The titles of posts that a text of Hexo's links to without words, by the names that the tag looks them up by.
pub(super) fn titles(system: &dyn System, site: &Site, text: &str) -> Vec<(String, String)> {
    let mut asked = HashSet::new();
    let names = linked(text).into_iter().filter(|name| asked.insert(name.clone()));
    let title = |name: String| {
        let path = Path::new("source/_posts").join(format!("{name}.md"));
        let file = system.read(&site.root, &path, HEAD).ok()?;
        let (post, _) = site.read_file(&path, &file.bytes, file.size, 0);
        Some((format!("{POST_LINK} {name}"), post.title.as_str().to_owned()))
    };
    names.take(MOST).filter_map(title).collect()
}

/// A file of the site, if it is text and not too large.
pub(super) fn read(system: &dyn System, root: &Path, path: &Path) -> Option<String> {
    read_at_most(system, root, path, LARGEST)
}

/// As [`read`], of a file of at most so many bytes.
pub(super) fn read_at_most(system: &dyn System, root: &Path, path: &Path, most: usize) -> Option<String> {
    let file = system.read(root, path, most).ok().filter(|file| file.size <= most as u64)?;
    let decoded = decode(&file.bytes, Extent::Whole);
    (decoded.certainty != Certainty::Binary).then(|| decoded.text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, words};
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn words_of_included_files_are_words_of_the_post() {
        for (post, file, want) in [
            ("{% include a.md who=\"you\" %}", "Hello *{{ include.who }}*.", "Hello you."),
            ("{% include a.md %}", "{% if include.who %}no{% else %}Nobody{% endif %}", "Nobody"),
            ("See [it][].\n\n{% include a.md %}", "[it]: /there\n", "See it."),
            ("A {% include b/c.md %} B", "x", "A B"),
            ("See [words][label].\n\n{% include none.md %}", "x", "See words."),
            (
                "{% include none.md q=\"Why is it so?\" a=\"Nobody knows that yet.\" %}",
                "x",
                "Why is it so?\nNobody knows that yet.",
            ),
            ("{% include none.md a=\"Nobody knows that yet.\" alink=\"https://a.b\" %}", "x", "Nobody knows that yet."),
            ("{% include a.md %}", "{% include a.md %}x", "xxxxxx"),
            (
                "{% include a.md a=\"b\" c=\"d\" %}",
                "{% for one in include %}{{ one[0] }}: {{ one[1] }} {% endfor %}",
                "a: b c: d",
            ),
            ("{% include ../secret.md %}", "x", ""),
            ("A {% include_relative parts/b.md who=\"us\" %} C", "x", "A B of us C"),
            ("{% include a.md %}", "{% include_relative parts/b.md who=\"me\" %}", "B of me"),
            ("{% include_relative ../../secret.md %}", "x", ""),
            (
                "{% include a.md t=\"**So** it is\" %}",
                "<div>\n<b>T</b>\n{{ include.t | markdownify }}\n</div>",
                "T\nSo it is",
            ),
        ] {
            let files = [
                ("_config.yml", "title: t"),
                ("_posts/2020-01-01-a.md", post),
                ("_includes/a.md", file),
                ("_posts/parts/b.md", "*B* of {{ include.who }}"),
                ("secret.md", "secret"),
            ];
            assert_eq!(document(files, "_posts/2020-01-01-a.md").text.trim(), want, "{post} {file}");
        }
    }

    #[test]
    fn links_to_files_of_the_site_tell_their_addresses() {
        let post = "[a]({% link about.md %}#x) [b]({{ site.baseurl }}{% link f.pdf %}) [c]({% link _posts/2020-01-01-a.md %})\n\n`{% link f.pdf %}`";
        let files = [
            ("_config.yml", "baseurl: /b\npermalink: pretty\n"),
            ("_posts/2020-01-01-a.md", post),
            ("about.md", "---\npermalink: /us/\n---\n"),
        ];
        let document = document(files, "_posts/2020-01-01-a.md");
        let hrefs = document.links.iter().map(|link| super::super::links::written(&link.href));
        assert_eq!(hrefs.collect::<Vec<_>>(), ["/b/us/#x", "/b/f.pdf", "{% link _posts/2020-01-01-a.md %}"]);
        assert_eq!(document.text.trim(), "a b c\n/b/f.pdf");
    }

    #[test]
    fn files_that_a_post_of_eleventy_includes_are_a_part_of_it() {
        for (post, want) in [
            ("A {% include \"note.njk\" %} B", "A Note of Post. B"),
            ("{% render 'parts/said', who: \"you\" %}", "Said by you."),
            ("{% include \"./own.md\" %}", "Own."),
            ("x {% include \"../../secret.md\" %}", "x"),
        ] {
            let text = format!("---\ntitle: Post\n---\n{post}\n");
            let files = [
                ("eleventy.config.js", "export default () => ({ dir: { input: 'src' } })"),
                ("src/_includes/note.njk", "Note of {{ title }}."),
                ("src/_includes/parts/said.liquid", "Said by *{{ who }}*."),
                ("src/blog/own.md", "Own."),
                ("src/blog/2020-01-01-a.md", text.as_str()),
                ("secret.md", "secret"),
            ];
            assert_eq!(document(files, "src/blog/2020-01-01-a.md").text.trim(), want, "{post}");
        }
    }

    #[test]
    fn a_plugin_of_pelican_reads_tags_where_it_is_named() {
        let post = "Title: A\n\n{% img /a.png \"Title\" \"Words\" %}\n\n{% include_code b.py lang:python Named %}\n\n{{ kept }}\n";
        for (plugins, want) in [
            ("['liquid_tags', 'series']", "Words Named (b.py) download let = 1 {{ kept }}"),
            ("['series']", "{% img /a.png \"Title\" \"Words\" %} {% include_code b.py lang:python Named %} {{ kept }}"),
        ] {
            let config = format!("PATH = 'content'\nPLUGINS = {plugins}\n");
            let files =
                [("pelicanconf.py", config.as_str()), ("content/code/b.py", "let = 1\n"), ("content/a.md", post)];
            assert_eq!(words(&document(files, "content/a.md")), want, "{plugins}");
        }
    }

    #[test]
    fn an_eleventy_site_prints_its_data_and_its_own_shortcodes() {
        for (head, post, want) in [
            ("", "{{ site.name }} {{ people[1].name }} {{ links.home }}", "Mine Zoe /h/"),
            ("", "{% for p in people %}{{ p.name }} {% endfor %}", "Ann Zoe"),
            ("", "{% who \"Ann\" %} {% who 'Z', \"friend\" %}", "Ann (stranger) Z (friend)"),
            ("", "{% who \"Ann\" 'a, b' %} {% who site.name \"x y\" %}", "Ann (a, b) Mine (x y)"),
            ("", "{% boxed \"T\" %}in *box*{% endboxed %}", "T in box"),
            ("templateEngineOverride: md\n", "{{ site.name }} {% who %}", "{{ site.name }} {% who %}"),
        ] {
            let text = format!("---\n{head}title: Post\n---\n{post}\n");
            let files = [
                (
                    "eleventy.config.js",
                    "import { boxed } from './config/boxed.js';\nexport default (c) => { c.addShortcode('who', (name, kind = 'stranger') => `${name} (${kind})`); c.addPairedShortcode('boxed', boxed); return { dir: { input: 'src' } } }",
                ),
                (
                    "config/boxed.js",
                    "export const boxed = (content, title) => { return `<b>${title}</b> ${content}`; };",
                ),
                ("src/_data/site.js", "export default { name: 'Mine', url: process.env.URL || 'https://a.b' }"),
                ("src/_data/people.json", "[{\"name\": \"Ann\"}, {\"name\": \"Zoe\"}]"),
                ("src/_data/links.yml", "home: /h/\n"),
                ("src/blog/2020-01-01-a.md", text.as_str()),
            ];
            let system = MemorySystem::with_files(files);
            let site = Site::open(&system, Path::new("")).unwrap();
            assert_eq!(site.base_url.as_deref(), Some("https://a.b"));
            assert_eq!(words(&document(files, "src/blog/2020-01-01-a.md")), want, "{post}");
        }
    }

    #[test]
    fn data_of_eleventy_lies_where_the_configuration_says_and_bundles_show_nothing() {
        let config = "export default (c) => { c.addBundle(\"css\"); md.use(require('markdown-it-footnote')); };\n\
            export const config = { dir: { input: \"content\", data: \"../_data\" } };";
        let post = "---\ntitle: Post\ndate: git Last Modified\n---\n{% css %}.a { color: red }{% endcss %}A {{ site.name }}^[Noted.]\n";
        let files =
            [("eleventy.config.js", config), ("_data/site.json", "{\"name\": \"Mine\"}"), ("content/blog/a.md", post)];
        let document = document(files, "content/blog/a.md");
        assert_eq!(words(&document), "A Mine⁽¹⁾ Noted.");
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, Path::new("")).unwrap();
        let (post, _) = site.read_file(Path::new("content/blog/a.md"), post.as_bytes(), 0, 0);
        assert!(post.diagnostics().is_empty(), "{:?}", post.diagnostics());
    }

    #[test]
    fn code_and_parts_of_octopress_and_hexo_are_read_below_the_sources() {
        let post = "{% include_code A lang:rb x/a.rb start:2 end:3 %}\n\n{% render_partial parts/p.md %}\n\n\
            {% include_code gone.rb %}\n\n{% include a.md %}";
        let common = [
            ("source/downloads/code/x/a.rb", "one\ntwo\nthree\nfour\n"),
            ("source/parts/p.md", "---\ntitle: P\n---\nA *part*.\n"),
            ("source/_includes/a.md", "Included."),
            ("source/_posts/2020-01-01-a.md", post),
        ];
        for (config, want) in [
            ("source: source\ncode_dir: downloads/code", "A (a.rb) download two three A part. gone.rb Included."),
            ("new_post_name: a", "A view raw two three A part. gone.rb Included."),
        ] {
            let files = common.into_iter().chain([("_config.yml", config)]);
            let document = document(files, "source/_posts/2020-01-01-a.md");
            assert_eq!(words(&document), want, "{config}");
            assert!(document.links.iter().any(|link| link.href.as_str() == "/downloads/code/x/a.rb"));
        }
    }

    #[test]
    fn links_of_hexo_without_words_have_the_titles_of_their_posts() {
        let files = [
            ("_config.yml", "title: t"),
            ("source/_posts/a.md", "{% post_link b/c %}, {% post_link gone %}, {% post_link b/c words %}"),
            ("source/_posts/b/c.md", "---\ntitle: The other\n---\n"),
        ];
        assert_eq!(words(&document(files, "source/_posts/a.md")), "The other, gone, words");
    }
}
