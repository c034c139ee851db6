//! A blog, loaded whole: what every command but the reader starts from.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config;
use crate::library::whole::{Read, library_of};
use crate::library::{Batch, Library};
use crate::post::{Post, PostId};
use crate::site::Site;
use crate::system::System;

use super::{CommandError, GlobalArgs};

/// The blog that a command is about: the one named, else the configured one, else the current directory.
pub(super) fn blog(system: &dyn System, global: &GlobalArgs, named: Option<&Path>) -> PathBuf {
    // A path that is there needs no configuration.
    if let Some(path) = named.filter(|path| system.canonical(path).is_ok()) {
        return path.to_path_buf();
    }
    config::load(system, global.config.as_deref()).config.blog_path(named)
}

/// The site at a path, with what the command line knows better of it.
pub(super) fn site(system: &dyn System, global: &GlobalArgs, path: &Path) -> Result<Arc<Site>, CommandError> {
    // Most people have no configuration, which then takes no time.
    let file = global.config.clone().or_else(|| config::default_path(system));
    let is_there = file.is_some_and(|file| system.canonical(&file).is_ok());
    let configured = is_there.then(|| config::load(system, global.config.as_deref()).config.settings.typography);
    let site = Site::open_as(system, path, &global.choice(configured.unwrap_or_default()));
    site.map(Arc::new).map_err(|error| CommandError::told(&error.to_string()))
}

/// Finds the blog that a command is about and reads every post of it. The posts are never given back: the process ends with
/// its command, and to free them one by one would take a twentieth of its time.
pub(super) fn library(
    system: &dyn System,
    global: &GlobalArgs,
    named: Option<&Path>,
    how: Read,
) -> Result<ManuallyDrop<Library>, CommandError> {
    Ok(ManuallyDrop::new(library_of(system, &site(system, global, &blog(system, global, named))?, how)))
}

/// Adds a post that the blog does not list, such as a draft given by its path.
pub(super) fn add(library: &mut Library, post: Post) -> Option<PostId> {
    library.apply(Batch::of([post])).first().copied()
}
