//! Which signs a site's generator sets as those of print, from its configuration.
//!
//! Defaults and names of settings from the generators' and their Markdown parsers' documentations.

use std::path::Path;

use super::detect::Detected;
use super::{Generator, object, script, settings};
use crate::post::front_matter::{Map, Value};
use crate::system::System;
use crate::template::{Dashes, Typography};

/// What the pages of a site show.
pub(super) fn of(system: &dyn System, found: &Detected) -> Typography {
    let config = || object::uncommented(&found.script);
    match found.generator {
        Generator::Jekyll => jekyll(&found.settings),
        Generator::Hugo => hugo(&found.settings),
        Generator::Zola => when(truth(&found.settings, &["markdown", "smartpunctuation"]) == Some(true)),
        Generator::Hexo => hexo(system, &found.root, &found.settings),
        Generator::Astro => match script::flag(&config(), "smartypants") {
            Some(false) => Typography::AS_TYPED,
            _ => Typography::REMARK,
        },
        Generator::Eleventy => {
            let told = script::flag(&config(), "typographer").or_else(|| script::flag(&found.imported, "typographer"));
            when(told == Some(true))
        }
        Generator::Docusaurus if config().contains("smartypants") => Typography::REMARK,
        Generator::Pelican => {
            let python = &found.script;
            let typogrify = found.settings.exact("TYPOGRIFY").and_then(Value::as_bool) == Some(true);
            when(typogrify || python.contains("smarty"))
        }
        Generator::Docusaurus => Typography::AS_TYPED,
        Generator::Plain => framework(system, &found.root),
    }
}

/// All signs or none.
fn when(holds: bool) -> Typography {
    if holds { Typography::SMART } else { Typography::AS_TYPED }
}

fn truth(settings: &Map<'_>, path: &[&str]) -> Option<bool> {
    settings.at(path).and_then(Value::as_bool)
}

/// Whether a text or list of the settings holds a word, in any case.
fn says(settings: &Map<'_>, path: &[&str], word: &str) -> bool {
    let has = |text: &str| text.to_ascii_lowercase().contains(word);
    settings.at(path).is_some_and(|value| match value {
        Value::List(list) => list.iter().filter_map(Value::as_text).any(has),
        value => value.as_text().is_some_and(has),
    })
}

/// kramdown sets unless its options give the signs back as they were typed; the others only where they are told to.
fn jekyll(settings: &Map<'_>) -> Typography {
    let engine = settings.text("markdown").unwrap_or("kramdown").to_ascii_lowercase();
    match engine.as_str() {
        "kramdown" | "gfm" => {}
        "redcarpet" => return when(says(settings, &["redcarpet", "extensions"], "smart")),
        "rdiscount" => return when(says(settings, &["rdiscount", "extensions"], "smart")),
        other => return when(other.starts_with("commonmark") && says(settings, &["commonmark", "options"], "smart")),
    }
    let quirks = says(settings, &["kramdown", "gfmquirks"], "no_auto_typographic");
    let symbol = |name: &str, typed: &str| {
        let own = settings.at(&["kramdown", "typographicsymbols", name]).and_then(Value::as_text);
        quirks || own == Some(typed)
    };
    Typography {
        quotes: !says(settings, &["kramdown", "smartquotes"], "apos"),
        dashes: if symbol("ndash", "--") { Dashes::AsTyped } else { Dashes::Both },
        dots: !symbol("hellip", "..."),
        guillemets: !symbol("laquo", "<<"),
    }
}

/// Goldmark's extension is on; it is turned off by `false` or by `disable`.
fn hugo(settings: &Map<'_>) -> Typography {
    let path = ["markup", "goldmark", "extensions", "typographer"];
    let off =
        truth(settings, &path) == Some(false) || truth(settings, &[&path[..], &["disable"]].concat()) == Some(true);
    if off {
        return Typography::AS_TYPED;
    }
    // Each sign may be given another one, as it is typed too.
    let is_typed = |name: &str, typed: &str| {
        settings.at(&[&path[..], &[name]].concat()).and_then(Value::as_text).is_some_and(|own| own == typed)
    };
    Typography {
        quotes: !is_typed("leftdoublequote", "\""),
        dashes: if is_typed("endash", "--") { Dashes::AsTyped } else { Typography::FULL.dashes },
        dots: !is_typed("ellipsis", "..."),
        guillemets: !is_typed("leftanglequote", "<<"),
    }
}

/// All common renderers set: marked, which Hexo comes with, markdown-it, Pandoc.
fn hexo(system: &dyn System, root: &Path, settings: &Map<'_>) -> Typography {
    let packages = settings::text(system, root, "package.json").unwrap_or_default();
    let off = match packages.contains("hexo-renderer-markdown-it") {
        true => {
            let said = truth(settings, &["markdown", "render", "typographer"]);
            let preset =
                settings.at(&["markdown"]).and_then(Value::as_text).is_some_and(|preset| preset == "commonmark");
            preset || said.or_else(|| truth(settings, &["markdown", "typographer"])) == Some(false)
        }
        false => truth(settings, &["marked", "smartypants"]) == Some(false),
    };
    when(!off)
}

/// A framework sets by default, where its configuration names what sets, or not at all.
fn framework(system: &dyn System, root: &Path) -> Typography {
    /// Files that say so, the word that they say it with, and what is set then.
    const TOLD: [(&str, &str, Typography); 15] = [
        ("_quarto.yml", "", Typography::SMART),
        ("_quarto.yaml", "", Typography::SMART),
        ("site.hs", "Hakyll", Typography::SMART),
        ("mkdocs.yml", "smarty", Typography::SMART),
        ("gatsby-config.js", "smartypants", Typography::REMARK),
        ("gatsby-config.ts", "smartypants", Typography::REMARK),
        ("gatsby-config.mjs", "smartypants", Typography::REMARK),
        ("next.config.js", "smartypants", Typography::REMARK),
        ("next.config.mjs", "smartypants", Typography::REMARK),
        ("svelte.config.js", "smartypants: true", Typography::REMARK),
        (".vitepress/config.mts", "typographer: true", Typography::SMART),
        (".vitepress/config.ts", "typographer: true", Typography::SMART),
        (".vitepress/config.js", "typographer: true", Typography::SMART),
        ("config.rb", "smartypants", Typography::SMART),
        ("conf.py", "typogrify", Typography::SMART),
    ];
    let told = TOLD.iter().find(|(name, word, _)| {
        system.is_file(root, Path::new(name))
            && settings::text(system, root, name)
                .is_some_and(|text| text.contains(word) && !text.contains("markdown-smart"))
    });
    told.map_or(Typography::AS_TYPED, |(_, _, typography)| *typography)
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn every_generator_sets_as_it_is_configured() {
        let none = Typography::AS_TYPED;
        let full = Typography::FULL;
        for (file, text, want) in [
            ("_config.yml", "title: a", full),
            ("_config.yml", "kramdown:\n  smart_quotes: apos,apos,quot,quot", Typography { quotes: false, ..full }),
            (
                "_config.yml",
                "kramdown:\n  smart_quotes: [\"apos\", \"apos\", \"quot\", \"quot\"]",
                Typography { quotes: false, ..full },
            ),
            ("_config.yml", "kramdown:\n  gfm_quirks: [no_auto_typographic]", Typography { quotes: true, ..none }),
            (
                "_config.yml",
                "kramdown:\n  typographic_symbols: {hellip: ..., ndash: --}",
                Typography { dots: false, dashes: Dashes::AsTyped, ..full },
            ),
            ("_config.yml", "markdown: redcarpet", none),
            ("_config.yml", "markdown: redcarpet\nredcarpet:\n  extensions: [smart]", Typography::SMART),
            ("_config.yml", "markdown: CommonMark\ncommonmark:\n  options: [SMART]", Typography::SMART),
            ("_config.yml", "markdown: CommonMarkGhPages", none),
            ("hugo.toml", "title = 'a'", full),
            ("hugo.toml", "[markup.goldmark.extensions]\ntypographer = false", none),
            ("hugo.toml", "[markup.goldmark.extensions.typographer]\ndisable = true", none),
            (
                "hugo.toml",
                "[markup.goldmark.extensions.typographer]\nenDash = '--'\nleftDoubleQuote = '\"'",
                Typography { quotes: false, dashes: Dashes::AsTyped, ..full },
            ),
            ("zola.toml", "base_url = ''", none),
            ("zola.toml", "base_url = ''\n[markdown]\nsmart_punctuation = true", Typography::SMART),
            ("_config.yml", "new_post_name: ':title.md'", Typography::SMART),
            ("_config.yml", "new_post_name: ':title.md'\nmarked:\n  smartypants: false", none),
            ("astro.config.mjs", "", Typography::REMARK),
            ("astro.config.mjs", "export default { markdown: { smartypants: false } }", none),
            ("eleventy.config.js", "markdownIt({ html: true })", none),
            ("eleventy.config.js", "markdownIt({ typographer: true })", Typography::SMART),
            ("docusaurus.config.js", "", none),
            ("pelicanconf.py", "SITENAME = 'a'", none),
            ("pelicanconf.py", "TYPOGRIFY = True", Typography::SMART),
            (
                "pelicanconf.py",
                "MARKDOWN = {'extension_configs': {'markdown.extensions.smarty': {}}}",
                Typography::SMART,
            ),
            ("_quarto.yml", "website: {}", Typography::SMART),
            ("next.config.js", "", none),
            ("a.md", "# A", none),
        ] {
            let system = MemorySystem::with_files([(file, text)]);
            assert_eq!(Site::open(&system, "".as_ref()).unwrap().typography(), want, "{file} {text}");
        }
    }
}
