//! Which generator built a site, and where its root is. Looks at names and configuration only.

use std::path::{Path, PathBuf};

use super::{Generator, settings};
use crate::post::front_matter::Map;
use crate::system::System;

/// Directories above the given one that are looked at.
const ABOVE: usize = 8;
/// Directories below a repository's root that often hold its site.
const BELOW: [&str; 9] = ["docs", "site", "website", "blog", "hugo", "src", "web", "www", "jekyll"];

/// A root, its generator and its configuration.
#[derive(Debug)]
pub(super) struct Detected {
    pub root: PathBuf,
    pub generator: Generator,
    pub settings: Map<'static>,
}

/// Looks at the directory, then above it, then below it; a plain folder if nothing tells.
pub(super) fn detect(system: &dyn System, directory: &Path) -> Detected {
    for root in directory.ancestors().take(ABOVE) {
        if let Some(found) = at(system, root) {
            return found;
        }
        // A repository's root is as far as a site reaches.
        if system.is_dir(root, Path::new(".git")) {
            break;
        }
    }
    let below = BELOW.iter().filter(|name| system.is_dir(directory, Path::new(name)));
    let mut found = below.filter_map(|name| at(system, &directory.join(name)));
    found.next().unwrap_or_else(|| Detected {
        root: directory.to_path_buf(),
        generator: Generator::Plain,
        settings: Map::default(),
    })
}

/// Files that name their generator.
const SCRIPTS: [(&str, Generator); 17] = [
    ("pelicanconf.py", Generator::Pelican),
    (".eleventy.js", Generator::Eleventy),
    (".eleventy.cjs", Generator::Eleventy),
    ("eleventy.config.js", Generator::Eleventy),
    ("eleventy.config.mjs", Generator::Eleventy),
    ("eleventy.config.cjs", Generator::Eleventy),
    ("eleventy.config.ts", Generator::Eleventy),
    ("astro.config.mjs", Generator::Astro),
    ("astro.config.js", Generator::Astro),
    ("astro.config.ts", Generator::Astro),
    ("astro.config.cjs", Generator::Astro),
    ("astro.config.mts", Generator::Astro),
    ("docusaurus.config.js", Generator::Docusaurus),
    ("docusaurus.config.ts", Generator::Docusaurus),
    ("docusaurus.config.mjs", Generator::Docusaurus),
    ("docusaurus.config.cjs", Generator::Docusaurus),
    ("docusaurus.config.mts", Generator::Docusaurus),
];

/// What stands at a root.
fn at(system: &dyn System, root: &Path) -> Option<Detected> {
    let is_file = |name: &str| system.is_file(root, Path::new(name));
    let is_dir = |name: &str| system.is_dir(root, Path::new(name));
    let made = |generator, settings| Some(Detected { root: root.to_path_buf(), generator, settings });
    let read = |names: &[&str]| settings::read(system, root, names).unwrap_or_default();
    if let Some((_, generator)) = SCRIPTS.iter().find(|(name, _)| is_file(name)) {
        let settings = match generator {
            Generator::Pelican => settings::python(&settings::text(system, root, "pelicanconf.py").unwrap_or_default()),
            _ => Map::default(),
        };
        return made(*generator, settings);
    }
    if is_file("_config.yml") || is_file("_config.yaml") || is_file("_config.toml") {
        let config = read(&["_config.yml", "_config.yaml", "_config.toml"]);
        let octopress =
            config.get("recentposts").is_some() || config.get("destination").is_some() || is_file("Rakefile");
        let hexo = is_dir("source/_posts") && !octopress
            || config.get("newpostname").is_some()
            || config.get("sourcedir").is_some();
        return made(if hexo { Generator::Hexo } else { Generator::Jekyll }, config);
    }
    let hugo = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"];
    if hugo.iter().any(|name| is_file(name)) {
        return made(Generator::Hugo, read(&hugo));
    }
    if is_file("zola.toml") {
        return made(Generator::Zola, read(&["zola.toml"]));
    }
    let config = ["config.toml", "config.yaml", "config.yml", "config.json"];
    if config.iter().any(|name| is_file(name)) {
        let settings = read(&config);
        let has_content = is_dir("content") || settings.get("contentdir").is_some();
        return match () {
            () if settings.exact("base_url").is_some() => made(Generator::Zola, settings),
            () if settings.get("baseurl").is_some() || has_content => made(Generator::Hugo, settings),
            () => None,
        };
    }
    if is_dir("config/_default") {
        let names = ["hugo", "config"]
            .iter()
            .flat_map(|name| ["toml", "yaml", "yml", "json"].map(|it| format!("config/_default/{name}.{it}")));
        let names: Vec<String> = names.collect();
        return made(Generator::Hugo, read(&names.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    match () {
        () if is_dir("source/_posts") => made(Generator::Hexo, Map::default()),
        () if is_dir("_posts") => made(Generator::Jekyll, Map::default()),
        () => None,
    }
}
