//! The templates behind the shortcodes of a Hugo or Zola post, and the templates, data and files that these ask for, read ahead of its
//! parsing, which knows no files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::body::Body;
use super::data::DATA;
use super::includes::read;
use crate::site::Site;
use crate::system::System;
use crate::template::{
    Asked, Dialect, FILE_READ, FILES_BESIDE, LANGUAGE, PAGE, WORDS, asked, asked_by_theme, given, shortcodes, told,
};

/// Bytes of a page that are read for its head.
const HEAD: usize = 8 << 10;
/// Files that are read for one post at most.
const MOST: usize = 48;
/// Files beside a post, and tables of words, that are looked at.
const MOST_BESIDE: usize = 256;
/// Themes that are looked through.
const MOST_THEMES: usize = 4;

/// Where a dialect has its templates.
struct Places {
    /// Those of shortcodes, and how they end.
    shortcodes: [&'static str; 2],
    endings: &'static [&'static str],
    /// Those that others ask for, and what stands before their names where they are asked for.
    parts: [&'static str; 2],
    part: &'static str,
}

/// Hugo: "Shortcode templates", Zola: "Shortcodes".
fn places(dialect: Dialect) -> Option<Places> {
    match dialect {
        Dialect::Hugo => Some(Places {
            shortcodes: ["layouts/shortcodes", "layouts/_shortcodes"],
            endings: &["html", "md"],
            parts: ["layouts/partials", "layouts/_partials"],
            part: "partials",
        }),
        Dialect::Zola => Some(Places {
            shortcodes: ["templates/shortcodes", "templates/components"],
            endings: &["html", "md"],
            parts: ["templates", "templates/macros"],
            part: "part",
        }),
        _ => None,
    }
}

/// The files that the shortcodes of a text are read by, by the names that the text's language looks them up by. A folder that is not
/// there is looked for once.
pub(super) fn gather(system: &dyn System, site: &Site, post: &Path, body: &Body) -> Vec<(String, String)> {
    let (dialect, text) = (site.dialect(post), body.text.as_str());
    let names = shortcodes(text, dialect);
    let Some(places) = places(dialect).filter(|_| !names.is_empty()) else { return Vec::new() };
    let homes: Vec<PathBuf> =
        std::iter::once(PathBuf::new()).chain(themes_of(site)).map(|root| site.home().join(root)).collect();
    let by_themes: Vec<Asked> = names.iter().filter_map(|name| asked_by_theme(name, dialect)).collect();
    let folders = |folders: [&'static str; 2]| {
        let all = homes.iter().flat_map(|home| folders.map(|folder| home.join(folder)));
        all.filter(|place| system.is_dir(&site.root, place)).collect::<Vec<PathBuf>>()
    };
    let templates = folders(places.shortcodes);
    let first = |name: &str| {
        let named = templates.iter().flat_map(|place| places.endings.iter().map(move |ending| (place, ending)));
        named.into_iter().find_map(|(place, ending)| {
            let text = read(system, &site.root, &place.join(format!("{name}.{ending}")))?;
            Some((format!("{name}.{ending}"), text))
        })
    };
    let mut reader = Reader {
        system,
        site,
        post,
        head: &body.head,
        homes: &homes,
        parts: folders(places.parts),
        part: places.part,
        asked: HashSet::new(),
        found: names.into_iter().filter_map(first).collect(),
    };
    by_themes.into_iter().for_each(|asked| reader.take(asked, &|| given(text, dialect)));
    let mut at = 0;
    while let Some((_, template)) = reader.found.get(at).filter(|_| at < MOST) {
        for asked in asked(template, dialect) {
            reader.take(asked, &|| given(text, dialect));
        }
        at += 1;
    }
    reader.found
}

struct Reader<'s> {
    system: &'s dyn System,
    site: &'s Site,
    post: &'s Path,
    head: &'s str,
    /// The site's folder, and those of its themes.
    homes: &'s [PathBuf],
    /// Folders of templates that others ask for.
    parts: Vec<PathBuf>,
    part: &'static str,
    /// What was looked for.
    asked: HashSet<String>,
    found: Vec<(String, String)>,
}

impl Reader<'_> {
    fn take(&mut self, asked: Asked, given: &dyn Fn() -> Vec<String>) {
        match asked {
            Asked::Part(name) => {
                let paths = self.parts.iter().map(|folder| folder.join(&name)).collect();
                self.read(format!("{}/{name}", self.part), paths);
            }
            Asked::Data(path) => {
                // What stands behind the file's name is in the file.
                let parts: Vec<&str> = path.split('.').collect();
                for end in 1..=parts.len().min(3) {
                    let path = parts.get(..end).unwrap_or_default().join("/");
                    for ending in ["yaml", "yml", "toml", "json"] {
                        let file = self.site.home().join(format!("data/{path}.{ending}"));
                        self.read(format!("{DATA}{path}.{ending}"), vec![file]);
                    }
                }
            }
            Asked::File(path) => self.read_file(&path),
            Asked::Given if self.asked.insert("given".to_owned()) => {
                given().iter().filter(|path| path.contains('.')).for_each(|path| self.read_file(path))
            }
            Asked::Shaped(shape) => given().iter().for_each(|name| self.read_file(&shape.replace("%s", name))),
            Asked::GivenData => given().into_iter().for_each(|name| self.take(Asked::Data(name), &Vec::new)),
            Asked::Page(Some(path)) => self.read_head(&path),
            Asked::Page(None) if self.asked.insert(PAGE.to_owned()) => {
                given().iter().for_each(|path| self.read_head(path))
            }
            Asked::Language if self.asked.insert(LANGUAGE.to_owned()) => {
                self.found.push((LANGUAGE.to_owned(), self.language()));
            }
            Asked::Words if self.asked.insert(WORDS[0].to_owned()) => self.read_words(),
            Asked::Beside if self.asked.insert(FILES_BESIDE.to_owned()) => {
                self.found.push((FILES_BESIDE.to_owned(), self.beside()));
            }
            Asked::Given | Asked::Page(_) | Asked::Language | Asked::Words | Asked::Beside => {}
        }
    }

    fn language(&self) -> String {
        self.site.language(self.post, self.head).unwrap_or_else(|| "en".to_owned())
    }

    /// The words of the site in the post's language, and in its first one, those of its themes before its own ("Translation tables").
    fn read_words(&mut self) {
        let first = self.site.template_value("site.defaultcontentlanguage").unwrap_or("en").to_owned();
        for (language, table) in [self.language(), first].iter().zip(WORDS) {
            for home in self.homes.iter().rev() {
                let folder = home.join("i18n");
                for name in self.system.first_names(&self.site.root, &folder, MOST_BESIDE) {
                    let stem = name.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
                    let ending = name.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
                    let is_asked =
                        stem.eq_ignore_ascii_case(language) && ["toml", "yaml", "yml", "json"].contains(&ending);
                    let text = is_asked.then(|| read(self.system, &self.site.root, &folder.join(&name))).flatten();
                    self.found.extend(text.map(|text| (format!("{DATA}{table}.{ending}"), text)));
                }
            }
        }
    }

    /// The names of the files beside a post that has a folder of its own, one a line ("Page bundles").
    fn beside(&self) -> String {
        if self.post.file_stem().is_none_or(|stem| !stem.to_string_lossy().starts_with("index")) {
            return String::new();
        }
        let folder = self.post.parent().unwrap_or(Path::new(""));
        let mut names = Vec::new();
        for name in self.system.first_names(&self.site.root, folder, MOST_BESIDE) {
            let inner = if name.extension().is_none() && self.system.is_dir(&self.site.root, &folder.join(&name)) {
                self.system.first_names(&self.site.root, &folder.join(&name), MOST_BESIDE)
            } else {
                Vec::new()
            };
            names.extend(inner.into_iter().map(|inner| name.join(inner)));
            names.push(name);
        }
        let names = names.iter().filter_map(|name| name.to_str()).filter(|name| name.contains('.'));
        names.filter(|name| !name.starts_with("index.")).collect::<Vec<_>>().join("\n")
    }

    /// What the head of a page says, whose path is told from the post or from a folder above it, the nearest last ("GetPage").
    fn read_head(&mut self, path: &str) {
        let name = path.trim_matches('/');
        let key = format!("{PAGE}{name}");
        if name.is_empty() || name.split('/').any(|part| part == "..") || !self.asked.insert(key.clone()) {
            return;
        }
        let beside = self.post.parent().unwrap_or(Path::new(""));
        let mut folders: Vec<&Path> = beside.ancestors().filter(|folder| !folder.as_os_str().is_empty()).collect();
        if path.starts_with('/') {
            folders.reverse();
        }
        let names = ["", ".md", "/index.md", "/_index.md"].map(|ending| format!("{name}{ending}"));
        let mut places = folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
        let is_page = |place: &PathBuf| self.system.is_file(&self.site.root, place);
        let Some(place) = places.find(is_page).filter(|_| self.found.len() < MOST) else { return };
        let Ok(file) = self.system.read(&self.site.root, &place, HEAD) else { return };
        let (post, _) = self.site.read_file(&place, &file.bytes, file.size, 0);
        let date = post.date.map(|date| date.civil.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default();
        self.found.push((key, told(&post.title, &date, post.description.as_deref().unwrap_or_default())));
    }

    /// A file from the site's root, or beside the post.
    fn read_file(&mut self, path: &str) {
        let path = path.trim_start_matches(['/', '.']).trim_start_matches('/');
        let beside = self.post.parent().unwrap_or(Path::new("")).join(path);
        let home = self.site.home();
        self.read(format!("{FILE_READ}{path}"), vec![home.join(path), beside, home.join("content").join(path)]);
    }

    fn read(&mut self, name: String, paths: Vec<PathBuf>) {
        if self.found.len() >= MOST || !self.asked.insert(name.clone()) {
            return;
        }
        let text = paths.iter().filter(|path| self.system.is_file(&self.site.root, path));
        let text = text.filter_map(|path| read(self.system, &self.site.root, path)).next();
        self.found.extend(text.map(|text| (name, text)));
    }
}

/// The folders of a site's themes: those that `theme` names, then the modules that it imports, which lie in `themes` or,
/// vendored, in `_vendor` (Hugo, "Module configuration", imports).
fn themes_of(site: &Site) -> Vec<PathBuf> {
    let named = site.template_value("site.theme").unwrap_or_default().split(", ").filter(|theme| is_folder(theme));
    let named = named.take(MOST_THEMES).map(|theme| Path::new("themes").join(theme));
    let imported = (0..MOST_THEMES).filter_map(|at| site.template_value(&format!("site.module.imports.{at}.path")));
    let imported = imported.filter(|path| path.split('/').all(is_folder));
    named.chain(imported.flat_map(|path| ["themes", "_vendor"].map(|folder| Path::new(folder).join(path)))).collect()
}

/// Whether a theme's name is that of a folder and leads nowhere else.
fn is_folder(theme: &str) -> bool {
    !theme.is_empty() && !theme.contains(['/', '\\']) && !theme.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, words};

    #[test]
    fn shortcodes_of_a_hugo_site_print_what_their_files_say() {
        let post = "Use {{< pod \"A::B\" >}}, [that]({{<doc \"perlre\">}}), {{< key >}}Enter{{< /key >}} and {{< list >}}.\n\n{{< said by=\"V\" >}}\nWords *there*.\n{{< /said >}}\n";
        let files = [
            (
                "hugo.toml",
                "baseURL = 'https://a.example/'\ntheme = ['t', '../x']\n[[module.imports]]\npath = 'example.org/m'\n",
            ),
            ("content/posts/a.md", post),
            ("layouts/shortcodes/pod.html", "<a href=\"https://pod.example/{{ .Get 0 }}\">{{ .Get 0 }}</a>\n"),
            ("layouts/_shortcodes/doc.html", "https://doc.example/{{ .Get 0 }}\n"),
            ("layouts/shortcodes/list.html", "{{ range .Site.Pages }}x{{ end }}"),
            ("_vendor/example.org/m/layouts/shortcodes/key.html", "<kbd>{{ .Inner }}</kbd>"),
            (
                "themes/t/layouts/shortcodes/said.html",
                "<div>\n  {{ .Inner | markdownify }}\n\n  <p>Said by {{ .Get \"by\" }}</p>\n</div>",
            ),
        ];
        let document = document(files, "content/posts/a.md");
        assert_eq!(words(&document), "Use A::B, that, Enter and \u{2039}list\u{203a}. Words there. Said by V");
        let links: Vec<&str> = document.links.iter().map(|link| link.href.as_str()).collect();
        assert!(links.iter().any(|link| link.contains("https://doc.example/perlre")), "{links:?}");
    }

    #[test]
    fn templates_are_given_the_data_and_files_that_they_ask_for() {
        let post =
            "{{< team >}}\n\n{{< inc \"parts/b.md\" >}}\n\n{{< inc \"../../secret.md\" >}}\n\n{{< badge \"new\" >}}\n";
        let files = [
            ("hugo.toml", ""),
            ("content/posts/a/index.md", post),
            ("content/posts/a/parts/b.md", "Words *there*."),
            ("data/people.yaml", "- name: Ann\n- name: Bob\n"),
            ("data/site/links.toml", "[one]\nurl = 'https://a.example/1'\n"),
            (
                "layouts/shortcodes/team.html",
                "<ul>{{ range .Site.Data.people }}<li>{{ .name }}</li>{{ end }}</ul> <a href=\"{{ site.Data.site.links.one.url }}\">one</a>",
            ),
            ("layouts/shortcodes/inc.html", "{{ readFile (.Get 0) | markdownify }}"),
            ("layouts/shortcodes/badge.html", "{{ partial \"badge.html\" (dict \"words\" (.Get 0)) }}"),
            ("layouts/partials/badge.html", "<b>{{ .words | upper }}</b>"),
        ];
        let document = document(files, "content/posts/a/index.md");
        assert_eq!(words(&document), "Ann Bob one Words there. \u{2039}inc\u{203a} NEW");
        assert!(document.links.iter().any(|link| link.href.as_str() == "https://a.example/1"));
    }

    #[test]
    fn words_of_other_languages_and_files_beside_a_post_are_what_templates_print() {
        let post = "---\ntitle: T\ndate: 2020-03-04\n---\n{{< note >}}x{{< /note >}}\n\n{{< all >}}\n\n{{< nth >}} {{< nth >}}\n";
        let files = [
            ("hugo.toml", "defaultContentLanguage = 'de'\ntheme = 't'\n[languages.de]\n[languages.fr]\n"),
            ("content/posts/a/index.fr.md", post),
            ("content/posts/a/b.png", ""),
            ("i18n/FR.toml", "[note]\nother = 'Remarque'\n"),
            ("i18n/de.yaml", "- id: end\n  translation: Ende\n"),
            ("themes/t/i18n/fr.yaml", "note: No\n"),
            (
                "layouts/shortcodes/note.html",
                "<div><b>{{ i18n \"note\" }}</b> {{ .Inner | markdownify }} {{ T \"end\" }}</div>",
            ),
            ("layouts/shortcodes/all.html", "{{ range .Page.Resources.Match \"*\" }}<p>{{ .Name }}</p>{{ end }}"),
            ("layouts/shortcodes/nth.html", "{{ add .Ordinal 1 }}"),
        ];
        assert_eq!(words(&document(files, "content/posts/a/index.fr.md")), "Remarque x Ende b.png 3 4");
    }

    #[test]
    fn templates_of_zola_include_load_and_call() {
        let post = "{{ list(path=\"people.json\") }}\n\n{{ code(file=\"x.rs\") }}\n\n{{ said(words=\"w\") }}\n";
        let files = [
            ("config.toml", "base_url = 'https://a.example'\n[extra]\nv = '1.2'"),
            ("content/blog/a/index.md", post),
            ("content/blog/a/x.rs", "fn x() {}"),
            ("people.json", "[{\"name\": \"Ann\"}, {\"name\": \"Bob\"}]"),
            (
                "templates/shortcodes/list.html",
                "{% set data = load_data(path=path) %}<p>{% for one in data %}{{ one.name }} {% endfor %}</p>",
            ),
            ("templates/shortcodes/code.md", "```rust\n{{ load_data(path=file) }}\n```"),
            (
                "templates/shortcodes/said.html",
                "{% import \"m.html\" as m %}{{ m::b(words=words) }}{% include \"part.html\" %}",
            ),
            ("templates/m.html", "{% macro b(words) %}<b>{{ words }}</b> {% endmacro b %}"),
            ("templates/part.html", "{{ config.extra.v }}"),
        ];
        assert_eq!(words(&document(files, "content/blog/a/index.md")), "Ann Bob fn x() {} w 1.2");
    }

    #[test]
    fn templates_know_where_a_post_lies_and_what_other_pages_are_called() {
        let post = "{{< place >}}\n\n{{< to \"../b.md\" >}}{{< to \"b.md\" >}}\n\n{{< named \"people\" >}}\n\n{{< source \"x.go\" >}}\n";
        let files = [
            ("hugo.toml", ""),
            ("content/posts/a/index.md", post),
            ("content/posts/b.md", "---\ntitle: The other\n---\n"),
            ("content/../b.md", "---\ntitle: Secret\n---\n"),
            ("code/x.go", "package x"),
            ("data/people.yaml", "- name: Ann\n- name: Bob\n"),
            (
                "layouts/shortcodes/place.html",
                "<p>{{ .Page.File.Dir }} {{ .Page.File.ContentBaseName }} {{ .Page.Section }} {{ .Page.Path }}</p>",
            ),
            ("layouts/shortcodes/to.html", "<p>{{ with .Page.GetPage (.Get 0) }}{{ .Title }}{{ end }}</p>"),
            ("layouts/shortcodes/named.html", "<p>{{ range index .Site.Data (.Get 0) }}{{ .name }} {{ end }}</p>"),
            ("layouts/shortcodes/source.html", "{{ highlight (readFile (printf \"code/%s\" (.Get 0))) \"go\" \"\" }}"),
        ];
        assert_eq!(
            words(&document(files, "content/posts/a/index.md")),
            "posts/a/ a posts /posts/a ../b.md The other Ann Bob package x"
        );
    }
}
