//! Frameworks that make a site of a folder of Markdown by small rules: what all of them answer. A file a framework says where
//! its posts are and what addresses look like.
//!
//! Rules from the frameworks' documentations and starter blogs. Configurations are read for plain words, never run.

use std::fmt;
use std::path::Path;

use jiff::tz::TimeZone;

use super::sources::Sources;
use super::{
    cobalt, cryogen, empress, frog, gatsby, grav, gridsome, hakyll, jigsaw, lume, metalsmith, middleman, mkdocs, next,
    nikola, nuxt, quarto, quartz, sculpin, sphinx, vue,
};
use crate::post::front_matter::{FrontMatter, Map};
use crate::post::{Conventions, Post};
use crate::site::constants::Constants;
use crate::site::{object, settings};
use crate::system::System;
use crate::template::Dialect;

/// All that are known, in the order of trust.
const KNOWN: [Known; 23] = [
    quartz::KNOWN,
    gatsby::KNOWN,
    quarto::KNOWN,
    vue::VITEPRESS,
    vue::VUEPRESS,
    mkdocs::KNOWN,
    cobalt::KNOWN,
    next::KNOWN,
    nuxt::KNOWN,
    next::SVELTE,
    lume::KNOWN,
    metalsmith::KNOWN,
    middleman::KNOWN,
    nikola::KNOWN,
    sphinx::KNOWN,
    empress::KNOWN,
    hakyll::KNOWN,
    grav::KNOWN,
    gridsome::KNOWN,
    jigsaw::KNOWN,
    sculpin::KNOWN,
    cryogen::KNOWN,
    frog::KNOWN,
];

/// How a framework is told, and opened.
pub(super) struct Known {
    /// The names of its configuration, the first that is there is read.
    pub files: &'static [&'static str],
    /// Whether such a file is its configuration, where others use the name too.
    pub is_meant: fn(&Folder<'_>) -> bool,
    /// Its rules for a site.
    pub open: fn(&Folder<'_>) -> Framework,
}

/// A folder with a configuration in it.
pub(super) struct Folder<'s> {
    pub system: &'s dyn System,
    pub root: &'s Path,
    /// The configuration, relative to the root.
    pub file: &'static str,
    /// The text of the configuration.
    pub config: String,
}

impl Folder<'_> {
    /// The configuration as a program in JavaScript, without its comments.
    pub(super) fn script(&self) -> String {
        object::uncommented(&self.config)
    }

    /// The configuration with what its names stand for.
    pub(super) fn constants(&self) -> Constants {
        Constants::of(self.system, self.root, self.file, &self.config)
    }

    /// Whether a folder of that name is in it.
    pub(super) fn has(&self, folder: &str) -> bool {
        self.system.is_dir(self.root, Path::new(folder))
    }

    /// The text of the first of these files that is there.
    pub(super) fn text(&self, files: &[&str]) -> Option<String> {
        files.iter().find_map(|file| settings::text(self.system, self.root, file))
    }
}

/// A post whose address is asked for.
pub(super) struct Page<'p> {
    /// Its file, relative to the root.
    pub file: &'p Path,
    /// Its head.
    pub values: &'p Map<'p>,
    pub post: &'p Post,
}

impl Page<'_> {
    /// What its head calls it in addresses.
    pub(super) fn slug(&self) -> Option<&str> {
        self.values.text("slug")
    }

    /// The name of its file without what that ends in.
    pub(super) fn stem(&self) -> &str {
        self.file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
    }

    /// What it is called in addresses, by its head or its file.
    pub(super) fn name(&self) -> &str {
        self.slug().unwrap_or_else(|| self.stem())
    }

    /// Its day, written as a format of `strftime` has it; nothing without one.
    pub(super) fn day(&self, format: &str) -> String {
        self.post.date.map(|date| date.civil.strftime(format).to_string()).unwrap_or_default()
    }
}

/// What a framework does in its own way; what it doesn't answer is as most have it.
pub(super) trait FrameworkRules: fmt::Debug + Send + Sync {
    /// Whether posts are looked for in a folder; none where custom says so.
    fn enters(&self, sources: &Sources, folder: &Path) -> Option<bool> {
        let _ = (sources, folder);
        None
    }

    /// How heads are read.
    fn conventions(&self) -> Conventions {
        Conventions::default()
    }

    /// Whether addresses are made of paths alone, whatever a head says.
    fn has_own_addresses(&self) -> bool {
        false
    }

    /// Whether a file in its folders may be a post though it is no Markdown.
    fn takes(&self, file: &Path) -> bool {
        let _ = file;
        false
    }

    /// Adds what stands beside a post to its head; false if it is none.
    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let _ = (file, front);
        true
    }

    /// Adds what this framework alone knows of a post's state. `now` is in seconds since 1970.
    fn finish(&self, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let _ = (front, post, now);
    }

    /// Whose Markdown its posts are.
    fn dialect(&self) -> Dialect {
        Dialect::Plain
    }

    /// Whether a file is where its posts are; none if that is not said.
    fn holds(&self, sources: &Sources, file: &Path) -> Option<bool> {
        let _ = (sources, file);
        None
    }

    /// The address of a post.
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        sources.path(page.file, page.name(), sources.ending, |_| true)
    }
}

/// A framework's rules for one site.
#[derive(Debug)]
pub(super) struct Framework {
    /// The site's name.
    pub title: Option<String>,
    /// Scheme, host and path.
    pub base: Option<String>,
    /// The site's zone, where its configuration has one.
    pub zone: Option<TimeZone>,
    sources: Sources,
    rules: Box<dyn FrameworkRules>,
}

/// Whether a framework's configuration stands in a folder.
pub(in crate::site) fn is_at(system: &dyn System, root: &Path) -> bool {
    found(system, root).is_some()
}

fn found<'s>(system: &'s dyn System, root: &'s Path) -> Option<(&'static Known, Folder<'s>)> {
    KNOWN.iter().find_map(|known| {
        known.files.iter().find_map(|name| {
            let folder = Folder { system, root, file: name, config: settings::text(system, root, name)? };
            (known.is_meant)(&folder).then_some((known, folder))
        })
    })
}

impl Framework {
    /// The framework whose configuration stands at the root.
    pub(super) fn of(system: &dyn System, root: &Path) -> Option<Self> {
        let (known, folder) = found(system, root)?;
        let mut framework = (known.open)(&folder);
        framework.base =
            framework.base.filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
        Some(framework)
    }

    /// One that says where its posts are.
    pub(super) fn new(sources: Sources, rules: impl FrameworkRules + 'static) -> Self {
        Self { title: None, base: None, zone: None, sources, rules: Box::new(rules) }
    }

    /// With the site's name and its base address, where they are told.
    pub(super) fn of_site(self, title: Option<String>, base: Option<String>) -> Self {
        Self { title, base, ..self }
    }

    /// See [`FrameworkRules::enters`].
    pub(super) fn enters(&self, folder: &Path) -> Option<bool> {
        self.rules.enters(&self.sources, folder)
    }

    /// See [`FrameworkRules::conventions`].
    pub(super) fn conventions(&self) -> Conventions {
        self.rules.conventions()
    }

    /// See [`FrameworkRules::has_own_addresses`].
    pub(super) fn has_own_addresses(&self) -> bool {
        self.rules.has_own_addresses()
    }

    /// See [`FrameworkRules::takes`].
    pub(super) fn takes(&self, file: &Path) -> bool {
        self.rules.takes(file) && self.sources.hold(file)
    }

    /// See [`FrameworkRules::complete`].
    pub(super) fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        self.rules.complete(file, front)
    }

    /// See [`FrameworkRules::finish`].
    pub(super) fn finish(&self, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        self.rules.finish(front, post, now);
    }

    /// See [`FrameworkRules::dialect`].
    pub(super) fn dialect(&self) -> Dialect {
        self.rules.dialect()
    }

    /// See [`FrameworkRules::holds`].
    pub(super) fn holds(&self, file: &Path) -> Option<bool> {
        self.rules.holds(&self.sources, file)
    }

    /// The address of a post, from its file, its head and its date.
    pub(super) fn path(&self, file: &Path, values: &Map<'_>, post: &Post) -> String {
        let page = Page { file, values, post };
        match page.slug().filter(|slug| slug.starts_with('/') && !self.has_own_addresses()) {
            Some(slug) => slug.to_owned(),
            None => self.rules.path(&self.sources, &page),
        }
    }
}
