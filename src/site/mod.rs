//! A path becomes a [`Site`]: which generator built it, where its posts live, what its URLs look like.
//!
//! One file a generator. Knows front-matter values and paths; does not read bodies or draw.

mod detect;
mod hexo;
mod hugo;
mod jekyll;
mod pelican;
pub mod permalink;
mod plain;
mod rules;
mod settings;
pub mod slug;
mod zola;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rules::Rules;

use crate::post::{self, Code, Diagnostic, Post};
use crate::system::System;
use crate::template::Dialect;
use crate::text::Clean;
use crate::text::decode::{Certainty, Extent, decode};

/// What builds a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Generator {
    /// A folder of Markdown.
    #[default]
    Plain,
    /// Jekyll and Octopress.
    Jekyll,
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
    /// Hexo.
    Hexo,
    /// Eleventy.
    Eleventy,
    /// Astro.
    Astro,
    /// Docusaurus.
    Docusaurus,
    /// Pelican.
    Pelican,
}

impl Generator {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain Markdown",
            Self::Jekyll => "Jekyll",
            Self::Hugo => "Hugo",
            Self::Zola => "Zola",
            Self::Hexo => "Hexo",
            Self::Eleventy => "Eleventy",
            Self::Astro => "Astro",
            Self::Docusaurus => "Docusaurus",
            Self::Pelican => "Pelican",
        }
    }
}

/// The root a user points at and what is known of it before a post is read.
#[derive(Clone, Debug)]
pub struct Site {
    /// Absolute, links resolved.
    pub root: PathBuf,
    /// What builds it.
    pub generator: Generator,
    /// Its name: from its configuration, else the folder's.
    pub title: Clean,
    /// Scheme, host and path, where its configuration says so.
    pub base_url: Option<Clean>,
    /// How its posts are found and read.
    rules: Arc<dyn Rules>,
    /// When it was opened, seconds since 1970: what is dated later is not out yet.
    opened: i64,
}

impl Default for Site {
    /// A plain folder at no place.
    fn default() -> Self {
        let found = plain::open();
        Self {
            root: PathBuf::new(),
            generator: Generator::Plain,
            title: Clean::default(),
            base_url: None,
            rules: found.rules.into(),
            opened: 0,
        }
    }
}

/// Why a path cannot be opened as a site.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Nothing is there.
    #[error("{0}: no such file or directory")]
    Missing(Clean),
    /// It is there and cannot be read.
    #[error("{0}: {1}")]
    Unreadable(Clean, std::io::Error),
}

impl Site {
    /// Finds the site that `path` (a root, a posts directory or one post) belongs to. Reads configuration files only.
    ///
    /// # Errors
    /// If nothing is at `path`, or it cannot be read.
    pub fn open(system: &dyn System, path: &Path) -> Result<Self, SiteError> {
        let shown = || Clean::line(&path.to_string_lossy());
        let found = system.canonical(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => SiteError::Missing(shown()),
            _ => SiteError::Unreadable(shown(), error),
        })?;
        let is_file =
            found.file_name().is_some_and(|name| system.is_file(found.parent().unwrap_or(&found), Path::new(name)));
        let directory = if is_file { found.parent().unwrap_or(&found) } else { &found };
        let detected = detect::detect(system, directory);
        let settings = &detected.settings;
        let opened = match detected.generator {
            Generator::Jekyll => jekyll::open(settings),
            Generator::Hugo => hugo::open(system, &detected.root, settings),
            Generator::Zola => zola::open(system, &detected.root, settings),
            Generator::Hexo => hexo::open(settings),
            Generator::Pelican => pelican::open(settings),
            _ => plain::open(),
        };
        let folder = || detected.root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self {
            title: Clean::line(opened.title.unwrap_or_else(folder).trim()),
            base_url: opened.base_url.map(|url| Clean::line(&url)),
            generator: detected.generator,
            rules: opened.rules.into(),
            opened: system.now(),
            root: detected.root,
        })
    }

    /// Whether the walk enters this directory (relative to the root).
    pub fn enters(&self, directory: &Path) -> bool {
        self.rules.enters(directory)
    }

    /// Whether this file (relative to the root) may be a post.
    pub fn is_post(&self, file: &Path) -> bool {
        self.rules.is_post(file)
    }

    /// Reads a post by this site's rules. `head` is the start of the file, `size` its whole length in
    /// bytes. None if the generator would not list it (a page, a section).
    pub fn read_post(&self, file: &Path, head: &[u8], size: u64, modified: i64) -> Option<Post> {
        let unread = usize::try_from(size).unwrap_or(usize::MAX).saturating_sub(head.len());
        let decoded = decode(head, if unread == 0 { Extent::Whole } else { Extent::Head });
        let rules = self.rules.conventions();
        let mut front = post::front_matter::read(&decoded.text, rules.fences);
        if !self.rules.complete(file, &mut front) {
            return None;
        }
        let source = post::Source { path: file, text: &decoded.text, unread, modified };
        let mut post = post::parse(&source, &front, rules);
        let problem = match decoded.certainty {
            Certainty::Sure => None,
            Certainty::Guessed(name) => Some((Code::NotUtf8, format!("The file is not UTF-8; it was read as {name}."))),
            Certainty::Binary => Some((Code::NotText, "The file is binary.".to_owned())),
        };
        let told =
            problem.map(|(code, message)| Diagnostic { code, line: 0, column: 0, message: Clean::line(&message) });
        post.diagnostics.extend(told);
        self.rules.finish(file, &front, &mut post, self.opened);
        Some(post)
    }

    /// The template language of a post of this site.
    pub fn dialect(&self, file: &Path) -> Dialect {
        self.rules.dialect(file)
    }
}
