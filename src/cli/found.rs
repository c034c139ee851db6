//! A post named on the command line: by path, slug, URL or permalink.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::{self, Document, Reading};
use crate::library::body::{Body, MAX_POST, reading};
use crate::library::call;
use crate::library::whole::Read;
use crate::post::{DateSource, Post, Source};
use crate::site::Site;
use crate::system::{FileBytes, System};
use crate::text::decode::{Certainty, decode_whole};

use super::{CommandError, GlobalArgs, load, stdin};

/// A post that was found, and its file.
pub(super) struct Found {
    pub(super) site: Arc<Site>,
    pub(super) post: Post,
    /// Its body, with the files that it includes; none if the file is no text.
    body: Option<Body>,
    /// Whether the file is too large to be read whole.
    is_too_large: bool,
}

impl Found {
    /// The body as text, and the head that templates in it may ask for values.
    ///
    /// # Errors
    /// If the file is too large or no text.
    pub(super) fn body(&self) -> Result<&Body, CommandError> {
        let path = self.post.path.display();
        if self.is_too_large {
            return Err(CommandError::told(&format!("{path} is larger than 16 MiB")));
        }
        self.body.as_ref().ok_or_else(|| CommandError::told(&format!("{path} is binary")))
    }

    /// How the body is to be read.
    pub(super) fn reading(&self, body: &Body) -> Reading {
        reading(&self.site, &self.post.path, body)
    }

    /// The document the body makes.
    ///
    /// # Errors
    /// If the file is too large or no text.
    pub(super) fn document(&self) -> Result<Document, CommandError> {
        let body = self.body()?;
        Ok(document::parse(&body.text, self.reading(body)))
    }
}

/// What a search for a post came to.
pub(super) enum Search {
    /// It is this one.
    Found(Box<Found>),
    /// There is none; these are named alike.
    Missing(Vec<String>),
}

/// Finds the post that `name` names: a path of a file, or what a post of the blog is called.
pub(super) fn find(
    system: &dyn System,
    global: &GlobalArgs,
    name: &Path,
    blog: Option<&Path>,
) -> Result<Search, CommandError> {
    if let Some(found) = at_path(system, global, name, blog)? {
        return Ok(Search::Found(Box::new(found)));
    }
    let library = load::library(system, global, blog, Read::Head)?;
    let spelled = name.to_string_lossy();
    match call::find(&library, &spelled).and_then(|id| library.get(id)) {
        Some(post) => Ok(Search::Found(Box::new(read(system, library.site(), &post.path)?))),
        None if system.is_dir(name, Path::new("")) => Err(CommandError::told(&format!(
            "{spelled} is a folder: name a post in it, one that `folio list {spelled}` lists"
        ))),
        None if system.canonical(name).is_ok() => Err(CommandError::told(&format!(
            "{spelled} is no file that holds a post; `folio show -` reads one from standard input"
        ))),
        None => Ok(Search::Missing(call::alike(&library, &spelled))),
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
        let post = match system.is_file(&site.root, &relative) {
            true => Some(relative),
            false => of_folder(system, &site, &relative),
        };
        if let Some(post) = post {
            return read(system, &site, &post).map(Some);
        }
    }
    Ok(None)
}

/// The post that a folder of its own is named for: `index.md` and the like, before its translations.
fn of_folder(system: &dyn System, site: &Site, folder: &Path) -> Option<PathBuf> {
    let is_index = |name: &PathBuf| name.to_str().is_some_and(|name| name.starts_with("index."));
    let names = system.names(&site.root, folder).into_iter().filter(is_index);
    let posts = names.map(|name| folder.join(name)).filter(|path| site.is_post(path));
    posts.min_by_key(|path| path.as_os_str().len())
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
    Ok(made_of(system, site, path, file))
}

/// The post that is written to standard input, as one of the blog, or of the present directory.
///
/// # Errors
/// If it cannot be read.
pub(super) fn from_input(system: &dyn System, global: &GlobalArgs, blog: Option<&Path>) -> Result<Found, CommandError> {
    let site = load::site(system, global, blog.unwrap_or(Path::new(".")))?;
    let read = stdin::read(MAX_POST)
        .map_err(|error| CommandError::told(&format!("standard input: {}", super::in_words(&error))))?;
    let (bytes, more) = read;
    let path = Path::new(stdin::file_name(&bytes));
    let size = (bytes.len() + more) as u64;
    let mut found = made_of(system, &site, path, FileBytes { bytes, size, modified: system.now() });
    // There is no file that could have been changed.
    found.post.date = found.post.date.filter(|date| date.source != DateSource::Mtime);
    Ok(found)
}

fn made_of(system: &dyn System, site: &Arc<Site>, path: &Path, file: FileBytes) -> Found {
    let unread = usize::try_from(file.size).unwrap_or(usize::MAX).saturating_sub(file.bytes.len());
    let (text, certainty) = decode_whole(file.bytes);
    let source = Source { path, text: &text, unread, modified: file.modified };
    let (post, _) = site.read_text(&source, certainty);
    let is_text = certainty != Certainty::Binary;
    let body = is_text.then(|| Body::split(text, post.body).with_files(system, site, path));
    let is_too_large = unread > 0;
    Found { site: Arc::clone(site), post, body, is_too_large }
}
