//! `folio list`: the posts of a blog.

use crate::library::bodies::Bodies;
use crate::library::query::{Key, Term};
use crate::library::whole::Read;
use crate::library::{Ask, Library, Listing, Query, Show, answer};
use crate::system::System;
use crate::text::Clean;

use super::args::{Format, ListArgs};
use super::post_json::PostRow;
use super::rows::{self, counted};
use super::search::parsed;
use super::{CommandError, Exit, GlobalArgs, Output, load};

/// Runs the command.
///
/// # Errors
/// If the query does not parse, the blog cannot be opened or the output written.
pub fn run(
    system: &dyn System,
    args: &ListArgs,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    let query = asked(args)?;
    let library = load::library(system, global, args.blog.blog.as_deref(), Read::Whole)?;
    let show = if args.all { Show::All } else { Show::Public };
    let bodies = Bodies { system, site: library.site(), cancelled: &|| false };
    let listing = answer::listing(&library, Ask { show, ..Ask::new(&query) }, &bodies);
    let shown = listing.ids().iter().take(args.limit.unwrap_or(usize::MAX));
    let posts: Vec<PostRow<'_>> = shown.filter_map(|id| library.get(*id)).map(PostRow).collect();
    rows::print(&posts, args.blog.format, out)?;
    if args.blog.format == Format::Table {
        out.complain(&status(&library, &listing));
    }
    Ok(if posts.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// The query and the tags of the command line, all of which must hold.
fn asked(args: &ListArgs) -> Result<Query, CommandError> {
    let query = args.query.as_deref().map_or_else(|| Ok(Query::default()), parsed)?;
    let tags = args.tag.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty());
    Ok(tags.fold(query, |query, tag| query.and(Term::name(Key::Tag, tag))))
}

/// What was listed, of how many, and by whose rules.
fn status(library: &Library, listing: &Listing) -> Clean {
    let site = library.site();
    if library.is_empty() {
        let (generator, root) = (site.generator.name(), site.root.display());
        return Clean::line(&format!(
            "no post was found; {generator} at {root}: give the folder of a blog or of its posts"
        ));
    }
    let hidden = match listing.hidden() {
        0 => String::new(),
        hidden => format!(", {hidden} hidden (--all shows them)"),
    };
    let below = site.scope().map(|folder| format!(" below {}", folder.display())).unwrap_or_default();
    let of = format!("{} of {}{below}{hidden}", listing.ids().len(), counted(library.len(), "post"));
    Clean::line(&format!("{of}; {} at {}", site.generator.name(), site.root.display()))
}
