//! Which marks beyond CommonMark's a site's Markdown reads, told by the plugins and extensions that its configuration names.

use std::path::Path;

use super::detect::Detected;
use super::{Generator, settings};
use crate::post::front_matter::{Map, Value};
use crate::system::System;
use crate::template::Marks;

/// Files of frameworks that name plugins.
const FRAMEWORKS: [&str; 17] = [
    "nuxt.config.ts",
    "nuxt.config.js",
    ".vitepress/config.mjs",
    ".vuepress/config.ts",
    ".vuepress/config.js",
    "docs/.vuepress/config.ts",
    "docs/.vuepress/config.js",
    "mkdocs.yml",
    "conf.py",
    ".vitepress/config.mts",
    ".vitepress/config.ts",
    ".vitepress/config.js",
    "docs/.vitepress/config.mts",
    "docs/.vitepress/config.ts",
    "gatsby-config.js",
    "next.config.js",
    "svelte.config.js",
];

/// The marks of a site.
pub(super) fn of(system: &dyn System, found: &Detected) -> Marks {
    match found.generator {
        Generator::Hugo => Marks { titles: shows_titles(system, found), ..hugo(&found.settings) },
        Generator::Jekyll => super::jekyll::marks(system, found),
        Generator::Hexo => {
            let plugins = found.settings.at(&["markdown", "plugins"]).and_then(Value::as_list).unwrap_or_default();
            let names: Vec<String> = plugins
                .iter()
                .filter_map(|plugin| match plugin {
                    Value::Map(map) => map.text("name").map(str::to_owned),
                    plugin => plugin.as_text().map(str::to_owned),
                })
                .collect();
            Marks { captions: true, breaks: hexo_breaks(system, found), ..named(&names.join(" ")) }
        }
        Generator::Plain => {
            let texts = FRAMEWORKS.iter().filter(|name| system.is_file(&found.root, Path::new(name)));
            let marks = texts
                .filter_map(|name| Some((name, settings::text(system, &found.root, name)?)))
                .map(|(name, text)| {
                    // Both make pictures of names without being asked ("Markdown Extensions").
                    let emoji = name.contains(".vitepress") || name.contains(".vuepress");
                    let marks = named(&text);
                    let components = name.starts_with("nuxt");
                    let strict = name.starts_with("gatsby") || name.starts_with("next");
                    // Part of VitePress ("Markdown Extensions") and of Nuxt's Markdown ("Attributes").
                    let attributes = marks.attributes || components || name.contains(".vitepress");
                    let nikola = *name == "conf.py" && text.contains("BLOG_TITLE");
                    let python = nikola || *name == "mkdocs.yml";
                    let base = if python { python_markdown(marks, &text) } else { marks };
                    let attr_list = nikola || text.contains("attr_list");
                    Marks {
                        emoji: marks.emoji || emoji,
                        components,
                        attributes,
                        attr_list,
                        strict: strict || python,
                        ..base
                    }
                })
                .next()
                .unwrap_or_default();
            Marks { breaks: marks.breaks || notes_break(system, found), ..marks }
        }
        Generator::Zola => {
            let on = |name: &str| found.settings.at(&["markdown", name]).and_then(Value::as_bool) == Some(true);
            Marks { emoji: on("renderemoji"), definitions: on("definitionlist"), ..Marks::default() }
        }
        // `markdown.emoji` is on until it is turned off.
        Generator::Docusaurus => Marks { emoji: !found.script.contains("emoji: false"), ..named(&found.script) },
        Generator::Eleventy => {
            let eleventy = format!("{}\n{}", found.script, found.imported);
            Marks { no_indented_code: !has_indented_code(system, found), ..named(&eleventy) }
        }
        Generator::Astro => Marks { strict: true, ..named(&found.script) },
        Generator::Pelican => Marks { attr_list: true, ..python_markdown(named(&found.script), &found.script) },
    }
}

/// What Python-Markdown reads everywhere (`HashHeaderProcessor`); its `extra`, which Pelican and Nikola turn on, has `attr_list` too.
/// It links `[[words]]` where the configuration names an extension or plugin for that.
fn python_markdown(marks: Marks, settings: &str) -> Marks {
    let has_wiki = ["wiki", "roamlinks", "ezlinks", "obsidian"].iter().any(|name| settings.contains(name));
    Marks { python: true, tight_headings: true, tight_definitions: true, no_wiki: !has_wiki, ..marks }
}

/// Whether lines of a Hexo site's paragraphs stay lines: its usual renderers (`hexo-renderer-marked`, `-markdown-it`) have
/// `breaks` on until it is turned off.
fn hexo_breaks(system: &dyn System, found: &Detected) -> bool {
    let off = |path: &[&str]| found.settings.at(path).and_then(Value::as_bool) == Some(false);
    let packages = settings::text(system, &found.root, "package.json").unwrap_or_default();
    let is_other = packages.contains("hexo-renderer-pandoc");
    !is_other && !off(&["marked", "breaks"]) && !off(&["markdown", "render", "breaks"]) && !off(&["markdown", "breaks"])
}

/// Whether a folder of notes shows lines as lines: Obsidian does until it is told to be strict, Quartz by a plugin.
fn notes_break(system: &dyn System, found: &Detected) -> bool {
    let text = |name: &str| settings::text(system, &found.root, name).unwrap_or_default();
    match ["quartz.config.ts", "quartz.config.js"].iter().find(|name| system.is_file(&found.root, Path::new(name))) {
        Some(config) => text(config).contains("HardLineBreaks("),
        None => {
            super::detect::is_vault(system, found)
                && !text(".obsidian/app.json").replace(' ', "").contains("\"strictLineBreaks\":true")
        }
    }
}

/// Whether an Eleventy site has code by indentation: version 2 and later turn markdown-it's rule off (`Engines/Markdown.js`),
/// and the configuration may turn it on again.
fn has_indented_code(system: &dyn System, found: &Detected) -> bool {
    let packages = settings::text(system, &found.root, "package.json").unwrap_or_default();
    let wanted = packages.split_once("\"@11ty/eleventy\"").and_then(|(_, rest)| rest.split('"').nth(1));
    let version = wanted.unwrap_or_default().trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_old = version.starts_with("0.") || version.starts_with("1.") || version == "1";
    let enabled = |rest: &str| {
        let given = rest.split(')').next().unwrap_or_default();
        ["'code'", "\"code\"", "`code`"].iter().any(|name| given.contains(name))
    };
    is_old || [&found.script, &found.imported].iter().any(|text| text.split(".enable(").skip(1).any(enabled))
}

/// Whether the pages of a Hugo site show the titles of pictures: by its own file for pictures ("Image render hooks"), else by that
/// of its theme, which is told by its name where it lies elsewhere.
fn shows_titles(system: &dyn System, found: &Detected) -> bool {
    const THEMES: [&str; 9] =
        ["loveit", "doit", "fixit", "blowfish", "congo", "hextra", "wowchemy", "hugoblox", "hugo-blox"];
    let theme = match found.settings.get("theme") {
        Some(Value::List(themes)) => themes.iter().filter_map(Value::as_text).collect(),
        theme => theme.and_then(Value::as_text).into_iter().collect::<Vec<_>>(),
    };
    let imports = found.settings.at(&["module", "imports"]).and_then(Value::as_list).unwrap_or_default();
    let imports = imports.iter().filter_map(|import| import.as_map()?.text("path"));
    let homes = theme.iter().filter(|name| !name.contains(['/', '\\', '.'])).map(|name| Path::new("themes").join(name));
    let files = std::iter::once(Path::new("").to_path_buf()).chain(homes).flat_map(|home| {
        ["layouts/_default/_markup", "layouts/_markup"].map(|folder| home.join(folder).join("render-image.html"))
    });
    let hook = files.into_iter().find_map(|file| settings::text(system, &found.root, file.to_str()?));
    match hook {
        Some(hook) => hook.contains("figcaption") && hook.contains(".Title"),
        None => {
            let mut names = theme.iter().copied().chain(imports).map(str::to_ascii_lowercase);
            names.any(|name| THEMES.iter().any(|theme| name.contains(theme)))
        }
    }
}

/// Goldmark's extras are off until they are turned on.
fn hugo(settings: &Map<'_>) -> Marks {
    let on = |name: &str| {
        let path = ["markup", "goldmark", "extensions", "extras", name, "enable"];
        settings.at(&path).and_then(Value::as_bool) == Some(true)
    };
    Marks {
        subscript: on("subscript"),
        superscript: on("superscript"),
        inserted: on("insert"),
        marked: on("mark"),
        emoji: settings.get("enableemoji").and_then(Value::as_bool) == Some(true),
        breaks: settings.at(&["markup", "goldmark", "renderer", "hardwraps"]).and_then(Value::as_bool) == Some(true),
        block_attributes: settings.at(&["markup", "goldmark", "parser", "attribute", "block"]).and_then(Value::as_bool)
            == Some(true),
        ..Marks::default()
    }
}

/// What plugins of markdown-it, remark and Python-Markdown of these names add.
fn named(text: &str) -> Marks {
    let has = |names: &[&str]| names.iter().any(|name| text.contains(name));
    Marks {
        struck: false,
        subscript: has(&["markdown-it-sub", "pymdownx.tilde", "supersub", "sub-super"]),
        superscript: has(&["markdown-it-sup", "pymdownx.caret", "supersub", "sub-super"]),
        inserted: has(&["markdown-it-ins"]),
        marked: has(&["markdown-it-mark", "pymdownx.mark", "remark-mark", "flexible-markers"]),
        keys: has(&["pymdownx.keys"]),
        shebang: has(&["pymdownx.inlinehilite"]),
        signs: has(&["pymdownx.smartsymbols"]),
        carets: has(&["pymdownx.caret"]),
        attributes: has(&["markdown-it-attrs"]),
        emoji: has(&["markdown-it-emoji", "remark-emoji", "remark-gemoji", "pymdownx.emoji"]),
        // "Limitations" of mdsvex.
        no_indented_code: has(&["mdsvex"]),
        // "New line to <br>" of markdown-it, and a plugin of remark.
        breaks: has(&["remark-breaks", "breaks: true", "nl2br"]),
        boxes: has(&["task-list", "task-check", "tasklist"]),
        inline_notes: has(&["markdown-it-footnote"]),
        definitions: has(&["markdown-it-deflist", "remark-deflist", "remark-definition-list"]),
        ..Marks::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn marks_are_read_where_a_plugin_of_theirs_is_named() {
        let scripts = Marks { subscript: true, superscript: true, ..Marks::default() };
        let marked = Marks { marked: true, ..Marks::default() };
        let words = Marks { no_indented_code: true, ..Marks::default() };
        let of_hexo = Marks { captions: true, breaks: true, ..marked };
        let emoji = Marks { emoji: true, ..Marks::default() };
        let breaks = Marks { breaks: true, ..Marks::default() };
        for (file, text, want) in [
            ("hugo.toml", "title = 'a'", Marks::default()),
            ("hugo.toml", "[markup.goldmark.renderer]\nhardWraps = true", breaks),
            ("_config.yml", "new_post_name: a", Marks { captions: true, ..breaks }),
            ("_config.yml", "new_post_name: a\nmarked: {breaks: false}", Marks { captions: true, ..Marks::default() }),
            (".obsidian/app.json", "{}", breaks),
            (".obsidian/app.json", "{\"strictLineBreaks\": true}", Marks::default()),
            ("quartz.config.ts", "", Marks::default()),
            ("quartz.config.ts", "Plugin.HardLineBreaks(),", breaks),
            (
                "eleventy.config.js",
                "markdownIt({ html: true, breaks: true })",
                Marks { no_indented_code: true, ..breaks },
            ),
            (
                "hugo.toml",
                "[markup.goldmark.extensions.extras.subscript]\nenable = true",
                Marks { subscript: true, ..Marks::default() },
            ),
            ("hugo.toml", "[markup.goldmark.extensions.extras]\nmark = {enable = true}", marked),
            (
                "eleventy.config.js",
                "md.use(require('markdown-it-sub')).use(require('markdown-it-sup'))",
                Marks { no_indented_code: true, ..scripts },
            ),
            ("eleventy.config.js", "", words),
            ("eleventy.config.js", "c.amendLibrary('md', md => md.enable(\"code\"))", Marks::default()),
            ("svelte.config.js", "preprocess: [mdsvex()]", words),
            ("_config.yml", "new_post_name: a\nmarkdown:\n  plugins:\n    - markdown-it-mark", of_hexo),
            ("_config.yml", "new_post_name: a\nmarkdown:\n  plugins:\n    - name: markdown-it-mark", of_hexo),
            ("hugo.toml", "enableEmoji = true", emoji),
            (
                "hugo.toml",
                "[markup.goldmark.parser.attribute]\nblock = true",
                Marks { block_attributes: true, ..Marks::default() },
            ),
            ("zola.toml", "base_url = ''\n[markdown]\nrender_emoji = true", emoji),
            ("docusaurus.config.js", "", emoji),
            ("docusaurus.config.js", "module.exports = {markdown: {emoji: false}}", Marks::default()),
            ("eleventy.config.js", "md.use(require('markdown-it-emoji'))", Marks { no_indented_code: true, ..emoji }),
            ("docs/.vitepress/config.mts", "", Marks { attributes: true, ..emoji }),
            ("astro.config.mjs", "", Marks { strict: true, ..Marks::default() }),
            ("gatsby-config.js", "'gatsby-remark-emoji', 'remark-emoji'", Marks { strict: true, ..emoji }),
            ("nuxt.config.ts", "", Marks { components: true, attributes: true, ..Marks::default() }),
            (
                "conf.py",
                "BLOG_TITLE = 'B'",
                Marks { attr_list: true, strict: true, ..python_markdown(Marks::default(), "") },
            ),
            ("conf.py", "html_theme = 'a'", Marks::default()),
            (
                "mkdocs.yml",
                "markdown_extensions:\n  - pymdownx.tilde\n  - pymdownx.caret",
                Marks { strict: true, carets: true, ..python_markdown(scripts, "") },
            ),
            (
                "pelicanconf.py",
                "MARKDOWN = {'extension_configs': {'pymdownx.mark': {}}}",
                Marks { attr_list: true, ..python_markdown(marked, "") },
            ),
        ] {
            let system = MemorySystem::with_files([(file, text)]);
            assert_eq!(Site::open(&system, "".as_ref()).unwrap().marks(), want, "{file} {text}");
        }
    }

    #[test]
    fn titles_of_pictures_and_lists_of_terms_are_read_where_the_site_has_them() {
        let titles = Marks { titles: true, ..Marks::default() };
        for (file, text, want) in [
            (
                "zola.toml",
                "base_url = ''\n[markdown]\ndefinition_list = true",
                Marks { definitions: true, ..Marks::default() },
            ),
            ("hugo.toml", "theme = 'PaperMod'", Marks::default()),
            ("hugo.toml", "theme = ['LoveIt']", titles),
            ("hugo.toml", "[[module.imports]]\npath = 'github.com/nunocoracao/blowfish/v2'", titles),
        ] {
            let system = MemorySystem::with_files([(file, text)]);
            assert_eq!(Site::open(&system, "".as_ref()).unwrap().marks(), want, "{file} {text}");
        }
        let hook = |text: &str| {
            let system = MemorySystem::with_files([
                ("hugo.toml", "theme = ['LoveIt']"),
                ("themes/LoveIt/layouts/_markup/render-image.html", text),
            ]);
            Site::open(&system, "".as_ref()).unwrap().marks().titles
        };
        assert!(
            hook("{{ with .Title }}<figcaption>{{ . }}</figcaption>{{ end }}") && !hook("<img title='{{ .Title }}'>")
        );
    }

    #[test]
    fn boxes_are_made_where_a_plugin_of_theirs_is_named() {
        for (file, text, want) in [
            ("eleventy.config.js", "md.use(require('markdown-it-task-lists'))", true),
            ("eleventy.config.js", "md.use(require('markdown-it-sub'))", false),
            ("pelicanconf.py", "MARKDOWN = {'extension_configs': {'pymdownx.tasklist': {}}}", true),
            ("pelicanconf.py", "", false),
        ] {
            let system = MemorySystem::with_files([(file, text)]);
            assert_eq!(Site::open(&system, "".as_ref()).unwrap().marks().boxes, want, "{file} {text}");
        }
    }
}
