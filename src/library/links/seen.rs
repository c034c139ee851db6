//! Whether a missing target is missed for sure: not all of a published site lies beside its posts.
//!
//! Pages come from programs and from other folders, so an address of the site is judged only where its neighbors are
//! seen. Knows addresses and folders; resolves nothing.

use std::collections::HashSet;
use std::path::Path;

use super::files::Files;
use super::place::url_key;
use super::rules::{asset_roots, page_roots};
use crate::library::Library;
use crate::site::Generator;

/// What can be judged of a site.
#[derive(Debug)]
pub struct Seen {
    generator: Generator,
    is_configured: bool,
    /// First parts of the posts' addresses.
    sections: HashSet<String>,
}

impl Seen {
    /// Looks at every post's address once.
    pub fn of(library: &Library) -> Self {
        let site = library.site();
        let first = |url: &str| {
            let key = url_key(url);
            key.split_once('/').map(|(first, _)| first.to_owned())
        };
        let sections = library.iter().filter_map(|(_, post)| first(post.url.as_deref()?)).collect();
        Self { generator: site.generator, is_configured: site.is_configured, sections }
    }

    /// Whether nothing being at this target is a mistake of the post, as far as can be seen.
    pub fn judges(&self, files: &dyn Files, href: &str) -> bool {
        // A template that stayed in an address leads where the generator says.
        if href.contains("{{") || href.contains("{%") {
            return false;
        }
        let Some(path) = href.strip_prefix('/').filter(|rest| !rest.starts_with('/')) else { return true };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        let extension = extension.as_deref().unwrap_or_default();
        let is_source = matches!(extension, "md" | "mdx" | "markdown");
        let is_file = !matches!(extension, "" | "html" | "htm");
        match path.trim_end_matches('/').split_once('/') {
            _ if is_source => true,
            _ if is_file && self.is_configured => true,
            Some((first, _)) => self.sections.contains(first) || self.has_folder(files, first),
            None => self.is_configured || self.generator == Generator::Plain,
        }
    }

    fn has_folder(&self, files: &dyn Files, first: &str) -> bool {
        let roots = asset_roots(self.generator).iter().chain(page_roots(self.generator));
        roots.into_iter().any(|root| files.has_folder(&Path::new(root).join(first)))
    }
}
