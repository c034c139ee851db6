//! A path becomes a [`Site`]: which generator built it, where its posts live, what its URLs look like.
//!
//! One file a generator. Knows front-matter values and paths; does not read bodies or draw.

mod first;
pub mod permalink;
pub mod slug;

use std::path::{Path, PathBuf};

use crate::post::Post;
use crate::system::System;
use crate::template::Dialect;
use crate::text::Clean;

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

/// The root a user points at and what is known of it before a post is read.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Absolute, links resolved.
    pub root: PathBuf,
    /// What builds it.
    pub generator: Generator,
    /// Its name: from its configuration, else the folder's.
    pub title: Clean,
    /// Scheme, host and path, where its configuration says so.
    pub base_url: Option<Clean>,
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
        let is_post = found.extension().is_some_and(|extension| extension == "md");
        let root = if is_post { found.parent().map_or_else(|| found.clone(), Path::to_path_buf) } else { found };
        let title = Clean::line(&root.file_name().unwrap_or_default().to_string_lossy());
        Ok(Self { root, title, ..Self::default() })
    }

    /// Whether the walk enters this directory (relative to the root).
    pub fn enters(&self, directory: &Path) -> bool {
        let _ = directory;
        true
    }

    /// Whether this file (relative to the root) may be a post.
    pub fn is_post(&self, file: &Path) -> bool {
        file.extension().is_some_and(|extension| extension == "md")
    }

    /// Reads a post by this site's rules. `head` is the start of the file, `size` its whole length in
    /// bytes. None if the generator would not list it (a page, a section).
    pub fn read_post(&self, file: &Path, head: &[u8], size: u64, modified: i64) -> Option<Post> {
        let _ = (size, modified);
        Some(first::read_post(self, file, head))
    }

    /// The template language of a post of this site.
    pub fn dialect(&self, file: &Path) -> Dialect {
        let _ = file;
        Dialect::Plain
    }
}
