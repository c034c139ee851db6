//! Which generator built a site, and where its root is. Looks at names and configuration only.

use std::path::{Path, PathBuf};

use super::constants::Constants;
use super::plain::framework;
use super::{Generator, bridgetown, guess, python, settings};
use crate::post::Diagnostic;
use crate::post::front_matter::Map;
use crate::system::System;

/// Directories above the given one that are looked at.
const ABOVE: usize = 8;
/// Directories below a repository's root that often hold its site.
const BELOW: [&str; 19] = [
    "docs",
    "site",
    "website",
    "blog",
    "hugo",
    "src",
    "web",
    "www",
    "jekyll",
    "packages/website",
    "packages/docs",
    "packages/site",
    "packages/blog",
    "apps/website",
    "apps/docs",
    "apps/site",
    "apps/blog",
    "apps/web",
    "apps/www",
];

/// A root, its generator and its configuration.
#[derive(Debug)]
pub(super) struct Detected {
    /// Where paths start.
    pub root: PathBuf,
    /// Where its configuration is, from there: a site may have its posts beside itself.
    pub home: PathBuf,
    /// What builds it.
    pub generator: Generator,
    /// The configuration, where it is data.
    pub settings: Map<'static>,
    /// The configuration, where it is a script.
    pub script: String,
    /// Scripts of the site that Eleventy's configuration imports, one behind the other.
    pub imported: String,
    /// Whether a configuration was found.
    pub is_configured: bool,
}

/// Where a site is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Start<'a> {
    /// At this directory, above it and below it.
    At(&'a Path),
    /// At this directory and above it: a post lies in it, so what is below is another site.
    PostIn(&'a Path),
}

impl Start<'_> {
    fn directory(&self) -> &Path {
        let (Self::At(directory) | Self::PostIn(directory)) = self;
        directory
    }

    /// The directories below that may be a site.
    fn below(&self, system: &dyn System) -> Vec<PathBuf> {
        let Self::At(directory) = self else { return Vec::new() };
        let names = BELOW.iter().filter(|name| system.is_dir(directory, Path::new(name)));
        names.map(|name| directory.join(name)).collect()
    }
}

/// Looks at the directory, then above it, then below it; then guesses by how its posts look.
pub(super) fn detect(system: &dyn System, start: Start<'_>) -> Detected {
    let directory = start.directory();
    for root in directory.ancestors().take(ABOVE) {
        if let Some(found) = configured(system, root) {
            return found;
        }
        // A repository's root is as far as a site reaches.
        if system.is_dir(root, Path::new(".git")) {
            break;
        }
    }
    let below = start.below(system);
    let told = below.iter().find_map(|root| configured(system, root));
    let guessed = || guess::guess(system, directory);
    told.or_else(|| framed(system, directory))
        .or_else(|| below.iter().find_map(|root| framework_at(system, root)))
        .or_else(|| vault(system, directory))
        .or_else(guessed)
        .or_else(|| below.iter().find_map(|root| guess::guess(system, root)))
        .unwrap_or_else(|| Detected::new(directory, Generator::Plain, Map::default()))
}

/// The folder at or above this one that a framework makes a site of.
fn framed(system: &dyn System, directory: &Path) -> Option<Detected> {
    for root in directory.ancestors().take(ABOVE) {
        if let Some(found) = framework_at(system, root) {
            return Some(found);
        }
        if system.is_dir(root, Path::new(".git")) {
            break;
        }
    }
    None
}

/// What note takers keep beside the notes of a folder.
const NOTES: &str = ".obsidian";

/// The folder of notes at or above this one.
fn vault(system: &dyn System, directory: &Path) -> Option<Detected> {
    let root = directory.ancestors().take(ABOVE).find(|root| system.is_dir(root, Path::new(NOTES)))?;
    Some(Detected { is_configured: true, ..Detected::new(root, Generator::Plain, Map::default()) })
}

/// Whether notes of a site find files by their names: in a folder of notes and where Quartz publishes one.
pub(super) fn is_vault(system: &dyn System, found: &Detected) -> bool {
    let is_dir = |name: &str| system.is_dir(&found.root, Path::new(name));
    let is_quartz =
        || ["quartz.config.ts", "quartz.config.js"].iter().any(|name| system.is_file(&found.root, Path::new(name)));
    found.generator == Generator::Plain && (is_dir(NOTES) || is_dir("content/.obsidian") || is_quartz())
}

/// A framework's site at this folder.
fn framework_at(system: &dyn System, root: &Path) -> Option<Detected> {
    framework::is_at(system, root)
        .then(|| Detected { is_configured: true, ..Detected::new(root, Generator::Plain, Map::default()) })
}

/// The site that a generator would see: by its own files at or above the directory, else with the directory as its root.
pub(super) fn detect_as(system: &dyn System, start: Start<'_>, generator: Generator) -> Detected {
    let found = detect(system, start);
    if found.generator == generator {
        return found;
    }
    let directory = start.directory();
    let settings = settings::read(system, directory, &DATA).unwrap_or_default();
    Detected::new(directory, generator, settings)
}

impl Detected {
    /// A site without a script.
    pub(super) fn new(root: &Path, generator: Generator, settings: Map<'static>) -> Self {
        let (root, home) = (root.to_path_buf(), PathBuf::new());
        Self { root, home, generator, settings, script: String::new(), imported: String::new(), is_configured: false }
    }
}

/// Configuration that is data, in the order of trust.
const DATA: [&str; 12] = [
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "zola.toml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
];

/// What is wrong with the configuration of a site, and in which of its files.
pub(super) fn problems(system: &dyn System, root: &Path, generator: Generator) -> Vec<(PathBuf, Diagnostic)> {
    let is_own = |file: &&str| match generator {
        Generator::Jekyll | Generator::Hexo => file.starts_with("_config."),
        Generator::Hugo => file.starts_with("hugo.") || file.starts_with("config."),
        Generator::Zola => file.ends_with(".toml") && !file.starts_with(['_', 'h']),
        _ => false,
    };
    let files: Vec<&str> = DATA.into_iter().filter(is_own).collect();
    settings::problems(system, root, &files, generator == Generator::Hugo)
}

/// Jekyll's configurations for the published site, which are laid over the other or stand alone (`jekyll build --config`).
const PUBLISHED: [&str; 6] = [
    "_config_prod.yml",
    "_config_production.yml",
    "_config.prod.yml",
    "_config.production.yml",
    "_config-prod.yml",
    "_config-production.yml",
];

/// Files that name their generator.
const SCRIPTS: [(&str, Generator); 18] = [
    ("pelicanconf.py", Generator::Pelican),
    // Its name before 3.0, and in Pelican's own samples.
    ("pelican.conf.py", Generator::Pelican),
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

/// Settings of Jekyll that have no address of their own, or one of the author's machine, with that of the published site.
fn with_published_address(system: &dyn System, root: &Path, mut settings: Map<'static>) -> Map<'static> {
    let is_local = |url: &str| ["localhost", "127.0.0.1", "0.0.0.0"].iter().any(|host| url.contains(host));
    if settings.text("url").is_none_or(is_local) {
        let published = settings::read(system, root, &PUBLISHED).unwrap_or_default();
        settings.0.extend(published.0.into_iter().filter(|(key, _)| key == "url"));
    }
    settings
}

/// What a configuration at a root says.
fn configured(system: &dyn System, root: &Path) -> Option<Detected> {
    at(system, root).map(|found| Detected { is_configured: true, ..found })
}

/// What stands at a root.
fn at(system: &dyn System, root: &Path) -> Option<Detected> {
    let is_file = |name: &str| system.is_file(root, Path::new(name));
    let is_dir = |name: &str| system.is_dir(root, Path::new(name));
    let made = |generator, settings| Some(Detected::new(root, generator, settings));
    let read = |names: &[&str]| settings::read(system, root, names).unwrap_or_default();
    if let Some((name, generator)) = SCRIPTS.iter().find(|(name, _)| is_file(name)) {
        let script = settings::text(system, root, name).unwrap_or_default();
        let settings = if *generator == Generator::Pelican { pelican(system, root, &script) } else { Map::default() };
        let imported = match generator {
            Generator::Eleventy => Constants::of(system, root, name, &script).imported(),
            _ => String::new(),
        };
        return Some(Detected { script, imported, ..Detected::new(root, *generator, settings) });
    }
    if let Some(settings) = super::jekyll::of_bridgetown(system, root) {
        return made(Generator::Jekyll, settings);
    }
    let hugo = ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"];
    // A blog that moved to Hugo may have kept its old configuration, but hardly without its posts.
    let moved = || hugo.iter().any(|name| is_file(name)) && is_dir("content") && !is_dir("_posts") && !is_dir("source");
    let jekyll = ["_config.yml", "_config.yaml", "_config.toml"];
    if jekyll.iter().any(|name| is_file(name)) && !moved() {
        let config = read(&jekyll);
        // Keys that Hexo does not have.
        let octopress =
            ["recentposts", "destination", "source"].iter().any(|key| config.get(key).is_some()) || is_file("Rakefile");
        let hexo = is_dir("source/_posts") && !octopress
            || config.get("newpostname").is_some()
            || config.get("sourcedir").is_some();
        return match hexo {
            true => made(Generator::Hexo, config),
            false => made(Generator::Jekyll, with_published_address(system, root, config)),
        };
    }
    if let Some(settings) = bridgetown::settings(system, root) {
        return made(Generator::Jekyll, settings);
    }
    if is_dir("_posts") && PUBLISHED.iter().any(|name| is_file(name)) {
        return made(Generator::Jekyll, read(&PUBLISHED));
    }
    if hugo.iter().any(|name| is_file(name)) {
        return Some(hugo_at(system, root, read(&hugo)));
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
            () if settings.get("baseurl").is_some() || has_content => Some(hugo_at(system, root, settings)),
            () => None,
        };
    }
    if is_dir("config/_default") {
        return Some(hugo_at(system, root, Map::default()));
    }
    None
}

/// Hugo's site, whose root is above its configuration where that takes content from beside it.
fn hugo_at(system: &dyn System, at: &Path, settings: Map<'static>) -> Detected {
    let mut settings = settings::with_folders(system, at, settings);
    let (root, home) = super::hugo::raise(at, &mut settings);
    Detected { home, ..Detected::new(root, Generator::Hugo, settings) }
}

/// Pelican's settings; the address may stand in those for publishing alone.
fn pelican(system: &dyn System, root: &Path, script: &str) -> Map<'static> {
    let mut settings = python::assignments(script);
    let is_local = |url: &str| url.contains("localhost") || url.contains("127.0.0.1");
    if settings.text("siteurl").is_none_or(is_local) {
        let published = settings::text(system, root, "publishconf.py").map(|text| python::assignments(&text));
        let address = published.and_then(|settings| settings.exact("SITEURL").cloned());
        settings.0.extend(address.map(|address| ("SITEURL".into(), address)));
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn every_generator_is_told_by_its_files() {
        let post = "---\ntitle: x\n---\n";
        for (files, wanted) in [
            (vec![("_config.yml", "title: x"), ("_posts/2010-01-02-a.md", post)], Generator::Jekyll),
            (vec![("_config.yml", "title: x"), ("source/_posts/a.md", post)], Generator::Hexo),
            (vec![("_config.yml", "source: source"), ("source/_posts/a.md", post)], Generator::Jekyll),
            (vec![("_config.yml", "destination: public"), ("source/_posts/2010-01-02-a.md", post)], Generator::Jekyll),
            (vec![("bridgetown.config.yml", "title: x"), ("src/_posts/a.md", post)], Generator::Jekyll),
            (vec![("hugo.yaml", "title: x"), ("content/posts/a.md", post)], Generator::Hugo),
            (vec![("hugo.yaml", ""), ("_config.yml", ""), ("content/posts/a.md", post)], Generator::Hugo),
            (
                vec![("hugo.yaml", ""), ("_config.yml", ""), ("content/a.md", ""), ("_posts/a.md", "")],
                Generator::Jekyll,
            ),
            (vec![("config.toml", "baseURL = \"x\""), ("content/posts/a.md", post)], Generator::Hugo),
            (vec![("config/_default/hugo.toml", "baseURL = \"x\""), ("content/a/a.md", post)], Generator::Hugo),
            (vec![("config.toml", "base_url = \"x\""), ("content/a.md", post)], Generator::Zola),
            (vec![("zola.toml", "base_url = \"x\""), ("content/a.md", post)], Generator::Zola),
            (vec![("bridgetown.config.yml", ""), ("src/_posts/2010-01-02-a.md", post)], Generator::Jekyll),
            (vec![("config.php", "'collections' => []"), ("source/_posts/a.md", post)], Generator::Plain),
            (vec![(".eleventy.js", ""), ("posts/a.md", post)], Generator::Eleventy),
            (vec![("astro.config.mjs", ""), ("src/content/blog/a.md", post)], Generator::Astro),
            (vec![("docusaurus.config.js", ""), ("blog/a.md", post)], Generator::Docusaurus),
            (vec![("pelicanconf.py", ""), ("content/a.md", post)], Generator::Pelican),
            (vec![("pelican.conf.py", ""), ("content/a.md", post)], Generator::Pelican),
            (vec![("next.config.js", ""), ("_posts/a.md", post)], Generator::Plain),
            (vec![("next.config.js", ""), ("src/content/blog/a.md", post)], Generator::Plain),
            (vec![("svelte.config.js", ""), ("src/content/blog/a.md", post)], Generator::Astro),
            (vec![("_posts/2010-01-02-a.md", post)], Generator::Jekyll),
            (vec![("source/_posts/a.md", post)], Generator::Hexo),
            (vec![("src/content/blog/a.md", post)], Generator::Astro),
            (vec![("content/a.md", "Title: a\nDate: 2010-01-02\n\nb\n")], Generator::Pelican),
            (vec![("content/b/a.md", "+++\ntitle = \"a\"\n[taxonomies]\n+++\n")], Generator::Zola),
            (vec![("a.md", post)], Generator::Plain),
        ] {
            let system = MemorySystem::with_files(files.iter().copied());
            assert_eq!(detect(&system, Start::At(Path::new(""))).generator, wanted, "{files:?}");
        }
    }
}
