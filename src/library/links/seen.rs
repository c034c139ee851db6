//! Whether a missing target is missed for sure: not all of a published site lies beside its posts.
//!
//! Pages come from programs and from other folders, so an address of the site is judged only where its neighbors are
//! seen. Knows addresses and folders; resolves nothing.

use std::collections::HashSet;
use std::path::Path;

use super::files::Files;
use super::place::{folder, join, url_key};
use super::reference::PREFIX;
use super::resolve::is_made_by_generator;
use super::rules::{asset_roots, page_roots};
use crate::library::Library;
use crate::library::absent::kind;
use crate::post::Post;
use crate::site::Generator;

/// What can be judged of a site.
#[derive(Debug)]
pub struct Seen {
    generator: Generator,
    is_configured: bool,
    /// The path of the site's own address (`baseurl`), without slashes around it; empty for most.
    base: String,
    /// First parts of the posts' addresses below it.
    sections: HashSet<String>,
}

/// A path below the base of the site's addresses; all of it where it does not begin so.
fn below<'p>(base: &str, path: &'p str) -> &'p str {
    let rest = path.strip_prefix(base).filter(|_| !base.is_empty());
    rest.and_then(|rest| rest.strip_prefix('/').or((rest.is_empty()).then_some(""))).unwrap_or(path)
}

impl Seen {
    /// Looks at every post's address once.
    pub fn of(library: &Library) -> Self {
        let site = library.site();
        let base = site.base_url.as_deref().map(url_key).unwrap_or_default();
        let first = |url: &str| {
            let key = url_key(url);
            below(&base, &key).split_once('/').map(|(first, _)| first.to_owned())
        };
        let sections = library.iter().filter_map(|(_, post)| first(post.url.as_deref()?)).collect();
        Self { generator: site.generator, is_configured: site.is_configured, sections, base }
    }

    /// Whether nothing being at this target is a mistake of the post, as far as can be seen.
    pub fn judges(&self, files: &dyn Files, href: &str) -> bool {
        // A template that stayed in an address leads where the generator says.
        if href.contains("{{") || href.contains("{%") {
            return false;
        }
        if let Some((kind, argument)) = href.strip_prefix(PREFIX).and_then(|rest| rest.split_once(':')) {
            return self.judges_reference(files, kind, argument);
        }
        let path = href.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = path.strip_prefix('/').filter(|rest| !rest.starts_with('/')) else {
            return !(path.starts_with('.') && is_made_by_generator(path));
        };
        let path = below(&self.base, path);
        // The front page and lists of tags have no source, whatever the generator.
        if is_made_by_generator(path) {
            return false;
        }
        let extension = kind(path);
        let is_source = matches!(extension.as_str(), "md" | "mdx" | "markdown");
        let is_file = !matches!(extension.as_str(), "" | "html" | "htm");
        match path.trim_end_matches('/').split_once('/') {
            _ if is_source => true,
            _ if is_file && self.is_made_of_sass(files, path) => false,
            _ if is_file && self.is_configured => true,
            Some((first, _)) => self.sections.contains(first) || self.has_folder(files, first),
            None => self.is_configured && page_roots(self.generator).iter().any(|root| files.has_page(root.as_ref())),
        }
    }

    /// Whether a style that is missing may be made of another file of its folder (Sass).
    fn is_made_of_sass(&self, files: &dyn Files, path: &str) -> bool {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let roots = asset_roots(self.generator).iter();
        let mut places = roots.filter_map(|root| join(root, folder));
        path.ends_with(".css")
            && places.any(|place| ["scss", "sass"].iter().any(|it| files.has_kind(Path::new(&place), it)))
    }

    /// A page by the folder it is in; a bare name may be anywhere, and only notes are called so in double brackets.
    fn judges_reference(&self, files: &dyn Files, kind: &str, argument: &str) -> bool {
        match (kind, argument.trim_start_matches('/').split_once('/')) {
            ("wiki", _) => self.generator == Generator::Plain,
            ("ref" | "relref" | "link", Some((first, _))) => first.starts_with('.') || self.has_folder(files, first),
            ("ref" | "relref", None) => page_roots(self.generator).iter().any(|root| files.has_page(root.as_ref())),
            _ => true,
        }
    }

    /// The folder that a missing file would be in, as it is written, if no file of its kind is there.
    pub fn absent_folder(&self, files: &dyn Files, post: &Post, href: &str, kind: &str) -> Option<String> {
        if kind.is_empty() || href.starts_with(PREFIX) || href.contains(':') {
            return None;
        }
        let path = href.split(['?', '#']).next()?;
        let (above, _) = path.rsplit_once('/').unwrap_or_default();
        let above = super::place::decoded(above);
        let above = match above.strip_prefix('/') {
            Some(rooted) => format!("/{}", below(&self.base, rooted)),
            None => above,
        };
        let is_rooted = path.starts_with('/');
        let beside = (!is_rooted).then(|| folder(&post.path));
        let roots = asset_roots(self.generator).iter().chain(page_roots(self.generator)).map(|root| (*root).to_owned());
        let mut places = beside.iter().cloned().chain(roots).filter_map(|root| join(&root, &above));
        let shown = match beside.clone() {
            Some(beside) => join(&beside, &above)?,
            None if above.is_empty() => "/".to_owned(),
            None => above.clone(),
        };
        (!places.any(|place| files.has_kind(Path::new(&place), kind))).then_some(shown)
    }

    fn has_folder(&self, files: &dyn Files, first: &str) -> bool {
        let roots = asset_roots(self.generator).iter().chain(page_roots(self.generator));
        roots.into_iter().any(|root| files.has_folder(&Path::new(root).join(first)))
    }
}
