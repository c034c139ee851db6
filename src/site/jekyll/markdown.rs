//! Which marks beyond CommonMark's the Markdown of a Jekyll site reads, told by its configuration and its plugins.

use std::path::Path;

use super::tags;
use crate::post::front_matter::Value;
use crate::site::detect::Detected;
use crate::site::settings;
use crate::system::System;
use crate::template::Marks;

/// Octopress has captions; a heading needs a blank with GitHub's Markdown, which Jekyll 3 and later read, and where an option
/// of Redcarpet asks for it. The plugin `jemoji` makes pictures of names, whose words are the names.
pub(in crate::site) fn marks(system: &dyn System, found: &Detected) -> Marks {
    let settings = &found.settings;
    let plugin = ["plugins", "_plugins"].map(|folder| Path::new(folder).join("backtick_code_block.rb"));
    let is_octopress = settings.get("codedir").is_some() || plugin.iter().any(|file| system.is_file(&found.root, file));
    let engine = settings.text("markdown").unwrap_or_default().to_ascii_lowercase();
    let asks_for_blank = || {
        let extensions = settings.at(&["redcarpet", "extensions"]).and_then(Value::as_list).unwrap_or_default();
        extensions.iter().filter_map(Value::as_text).any(|name| name == "space_after_headers")
    };
    let tight_headings = match engine.as_str() {
        "rdiscount" | "maruku" | "bluecloth" => true,
        "redcarpet" | "redcarpet2" => !asks_for_blank(),
        "kramdown" => settings.at(&["kramdown", "input"]).and_then(Value::as_text).is_some_and(|it| it == "kramdown"),
        _ => false,
    };
    let tight_definitions =
        matches!(engine.as_str(), "rdiscount" | "maruku" | "bluecloth" | "redcarpet" | "redcarpet2");
    let inline_dollars = matches!(engine.as_str(), "" | "kramdown" | "gfm");
    let asks = settings.at(&["kramdown", "parseblockhtml"]).and_then(Value::as_bool) == Some(true);
    let block_html = asks && inline_dollars;
    let breaks = settings.at(&["kramdown", "hardwrap"]).and_then(Value::as_bool) == Some(true);
    Marks {
        captions: is_octopress,
        tight_headings,
        tight_definitions,
        inline_dollars,
        block_html,
        breaks,
        discount: engine == "rdiscount",
        no_wiki: !has_wiki(system, found),
        ..Marks::default()
    }
}

/// Whether something makes links of `[[words]]` on a Jekyll site: a gem by its name, or a script of its own, as digital gardens
/// have one.
fn has_wiki(system: &dyn System, found: &Detected) -> bool {
    let settings = &found.settings;
    let gems = ["plugins", "gems"].map(|key| settings.get(key).and_then(Value::as_list).unwrap_or_default());
    let mut gems = gems.into_iter().flatten().filter_map(Value::as_text);
    let gemfile = || settings::text(system, &found.root, "Gemfile").is_some_and(|text| text.contains("jekyll-wiki"));
    let has_script = || tags::scripts(system, found).iter().any(|text| text.contains("[[") || text.contains("\\[\\["));
    gems.any(|name| name.contains("wiki")) || gemfile() || has_script()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;
    use crate::system::memory::MemorySystem;

    #[test]
    fn words_in_double_brackets_are_links_where_something_makes_them() {
        let garden = "content.gsub!(/\\[\\[#{title}\\]\\]/i, link)";
        for (files, is_link) in [
            ([("_config.yml", "title: t"), ("_posts/2020-01-01-a.md", "")], false),
            ([("_config.yml", "plugins: [jekyll-feed, jekyll-wikilinks]"), ("_posts/2020-01-01-a.md", "")], true),
            ([("_config.yml", "title: t"), ("_plugins/bidirectional_links_generator.rb", garden)], true),
            ([("_config.yml", "title: t"), ("_plugins/other.rb", "list[0][1]")], false),
            ([("_config.yml", "title: t"), ("Gemfile", "gem 'jekyll-wikirefs'")], true),
            ([("pelicanconf.py", "SITENAME = 'a'"), ("content/a.md", "")], false),
            ([("pelicanconf.py", "MARKDOWN = {'extensions': ['wikilinks']}"), ("content/a.md", "")], true),
        ] {
            let marks = Site::open(&MemorySystem::with_files(files), "".as_ref()).unwrap().marks();
            assert_eq!(!marks.no_wiki, is_link, "{files:?}");
        }
    }

    #[test]
    fn marks_of_jekyll_are_those_of_its_markdown() {
        let none = Marks { no_wiki: true, ..Marks::default() };
        let kramdown = Marks { inline_dollars: true, ..none };
        let captions = Marks { captions: true, ..kramdown };
        let tight = Marks { tight_headings: true, ..none };
        let apart = Marks { tight_definitions: true, ..none };
        let old = Marks { tight_headings: true, ..apart };
        for (file, text, want) in [
            ("_config.yml", "kramdown: {input: GFM, hard_wrap: true}", Marks { breaks: true, ..kramdown }),
            ("_config.yml", "title: a", kramdown),
            ("_config.yml", "markdown: rdiscount", Marks { discount: true, ..old }),
            ("_config.yml", "markdown: redcarpet\nredcarpet: {extensions: [tables]}", old),
            ("_config.yml", "markdown: redcarpet\nredcarpet: {extensions: [space_after_headers]}", apart),
            ("_config.yml", "markdown: kramdown\nkramdown: {input: GFM}", kramdown),
            ("_config.yml", "markdown: kramdown\nkramdown: {input: kramdown}", Marks { inline_dollars: true, ..tight }),
            ("_config.yml", "code_dir: downloads/code", captions),
            ("_config.yml", "kramdown: {parse_block_html: true}", Marks { block_html: true, ..kramdown }),
            ("_config.yml", "plugins: [jemoji]", kramdown),
        ] {
            let system = MemorySystem::with_files([(file, text)]);
            assert_eq!(Site::open(&system, "".as_ref()).unwrap().marks(), want, "{file} {text}");
        }
    }
}
