//! A post named on the command line: by path, slug, URL or permalink.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::{self, Document, Reading};
use crate::library::Library;
use crate::library::body::{Body, MAX_POST, reading};
use crate::post::Post;
use crate::site::Site;
use crate::system::{FileBytes, System};
use crate::text::decode::{Certainty, Extent, decode};

use super::{CommandError, GlobalArgs, load};

/// A post that was found, and its file.
pub(super) struct Found {
    pub(super) site: Arc<Site>,
    pub(super) post: Post,
    pub(super) file: FileBytes,
}

impl Found {
    /// The body as text, and the head that templates in it may ask for values.
    ///
    /// # Errors
    /// If the file is too large or no text.
    pub(super) fn body(&self) -> Result<Body, CommandError> {
        let path = self.post.path.display();
        if self.file.size > self.file.bytes.len() as u64 {
            return Err(CommandError::told(&format!("{path} is larger than 16 MiB")));
        }
        let decoded = decode(&self.file.bytes, Extent::Whole);
        if decoded.certainty == Certainty::Binary {
            return Err(CommandError::told(&format!("{path} is binary")));
        }
        Ok(Body::split(&decoded.text, self.post.body))
    }

    /// How the body is to be read.
    pub(super) fn reading(&self, body: &Body) -> Reading {
        reading(&self.site, &self.post.path, &body.head)
    }

    /// The document the body makes.
    ///
    /// # Errors
    /// If the file is too large or no text.
    pub(super) fn document(&self) -> Result<Document, CommandError> {
        let body = self.body()?;
        Ok(document::parse(&body.text, self.reading(&body)))
    }
}

/// What a search for a post came to.
pub(super) enum Search {
    /// It is this one.
    Found(Box<Found>),
    /// There is none; these are named alike.
    Missing(Vec<String>),
}

/// Most names that are offered in the place of an unknown one.
const OFFERED: usize = 5;

/// Finds the post that `name` names: a path of a file, or what a post of the blog is called.
pub(super) fn find(
    system: &dyn System,
    global: &GlobalArgs,
    name: &str,
    blog: Option<&Path>,
) -> Result<Search, CommandError> {
    if let Some(found) = at_path(system, global, Path::new(name), blog)? {
        return Ok(Search::Found(Box::new(found)));
    }
    let library = load::library(system, global, blog)?;
    match library.iter().find(|(_, post)| is_called(post, name)) {
        Some((_, post)) => Ok(Search::Found(Box::new(read(system, library.site(), &post.path)?))),
        None => Ok(Search::Missing(alike(&library, name))),
    }
}

/// The post in the file at `path`, which is taken from the present directory, else from the blog.
fn at_path(
    system: &dyn System,
    global: &GlobalArgs,
    path: &Path,
    blog: Option<&Path>,
) -> Result<Option<Found>, CommandError> {
    let inside = blog.map(|blog| blog.join(path));
    for candidate in [Some(path.to_path_buf()), inside].into_iter().flatten() {
        let Ok(file) = system.canonical(&candidate) else { continue };
        let site = load::site(system, global, blog.unwrap_or(&file))?;
        let Some(relative) = below(system, &site, &file) else { continue };
        if !system.is_file(&site.root, &relative) {
            continue;
        }
        return read(system, &site, &relative).map(Some);
    }
    Ok(None)
}

/// A file's path relative to the site's root.
fn below(system: &dyn System, site: &Site, file: &Path) -> Option<PathBuf> {
    let root = system.canonical(&site.root).unwrap_or_else(|_| site.root.clone());
    let relative = file.strip_prefix(&root).ok()?;
    match relative.as_os_str().is_empty() {
        true => file.file_name().map(PathBuf::from),
        false => Some(relative.to_path_buf()),
    }
}

/// The post in a file, whether or not the generator would list it: it was asked for.
fn read(system: &dyn System, site: &Arc<Site>, path: &Path) -> Result<Found, CommandError> {
    let file = system
        .read(&site.root, path, MAX_POST)
        .map_err(|error| CommandError::told(&format!("{}: {error}", path.display())))?;
    let (post, _) = site.read_file(path, &file.bytes, file.size, file.modified);
    Ok(Found { site: Arc::clone(site), post, file })
}

/// Whether a post goes by this name: its slug, its URL or the path of it, its file's name, an old URL.
fn is_called(post: &Post, name: &str) -> bool {
    let wanted = permalink(name);
    let urls = post.url.iter().chain(post.aliases.iter());
    post.slug.as_str() == name
        || urls.into_iter().any(|url| url.as_str() == name || permalink(url) == wanted)
        || post.path == Path::new(name)
        || post.path.file_stem().is_some_and(|stem| stem == name)
}

/// The path of a URL without what browsers and servers make of its end.
fn permalink(url: &str) -> &str {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => url,
    };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path.trim_end_matches("index.html").trim_matches('/')
}

/// What a user may have meant: the slugs that share most with `name`.
fn alike(library: &Library, name: &str) -> Vec<String> {
    let mut scored: Vec<(usize, &str)> = library
        .iter()
        .map(|(_, post)| (shared_pairs(&post.slug, name), post.slug.as_str()))
        .filter(|(shared, slug)| *shared * 3 >= slug.len().min(name.len()) && *shared > 0)
        .collect();
    scored.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    scored.into_iter().take(OFFERED).map(|(_, slug)| slug.to_owned()).collect()
}

/// Pairs of neighbouring characters of `name` that are in `slug` too.
fn shared_pairs(slug: &str, name: &str) -> usize {
    let name = name.to_lowercase();
    let pairs = name.chars().zip(name.chars().skip(1));
    pairs.filter(|(a, b)| slug.chars().zip(slug.chars().skip(1)).any(|(x, y)| (x, y) == (*a, *b))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_come_down_to_one_permalink() {
        for url in ["https://example.com/2010/06/post/", "/2010/06/post", "2010/06/post/index.html", "/2010/06/post/#x"]
        {
            assert_eq!(permalink(url), "2010/06/post", "{url}");
        }
    }
}
