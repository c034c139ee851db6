//! `folio list`: the posts of a blog.

use crate::library::{Listing, Query};
use crate::system::System;
use crate::text::CleanStr;

use super::args::ListArgs;
use super::post_json::PostJson;
use super::{CommandError, Exit, GlobalArgs, Output, load};

/// Runs the command.
///
/// # Errors
/// If the blog cannot be opened or the output written.
pub fn run(
    system: &dyn System,
    args: &ListArgs,
    _global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    let library = load::library(system, args.blog.blog.as_deref())?;
    let listing = Listing::new(&library, &Query::default());
    let posts: Vec<PostJson<'_>> = listing.ids().iter().filter_map(|id| library.get(*id)).map(PostJson::from).collect();
    let exit = if posts.is_empty() { Exit::Nothing } else { Exit::Done };
    out.json(&posts)?;
    out.text(CleanStr::own("\n"))?;
    Ok(exit)
}
