//! `folio open`: a link or a post's public URL, outside.

use std::ffi::OsStr;

use crate::config;
use crate::library::links::{OnDisk, SafeUrl, Target, resolve_in};
use crate::library::whole::{Read, library_of};
use crate::runtime::outside::{Outside, opener};
use crate::system::{System, programs};
use crate::text::Clean;

use super::args::OpenArgs;
use super::found::{Found, Search, find};
use super::{CommandError, Exit, GlobalArgs, Output, load};

/// Runs the command.
///
/// # Errors
/// If the post cannot be read, the link leads nowhere that may be opened, or nothing opens it.
pub fn run(
    system: &dyn System,
    args: &OpenArgs,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    let Search::Found(found) = find(system, global, &args.post, args.blog.as_deref())? else {
        let message = format!("no post is called {}; give its path, its slug or its URL", args.post.display());
        out.complain(&Clean::line(&message));
        return Ok(Exit::Nothing);
    };
    let address = match args.number {
        Some(number) => link(system, &found, number)?,
        None => public(&found)?,
    };
    if args.print {
        out.line(address.borrowed())?;
        return Ok(Exit::Done);
    }
    let config = config::load(system, global.config.as_deref()).config;
    open(system, &config.settings.opener, &address, out)
}

/// The post's own address.
fn public(found: &Found) -> Result<Clean, CommandError> {
    let url = found.post.url.as_deref().and_then(SafeUrl::new);
    url.map(|url| url.address().clone()).ok_or_else(|| {
        CommandError::told("the post has no public URL; set the base URL in the configuration of its site")
    })
}

/// The address of link `number`, from 1; a file of the site by its path.
fn link(system: &dyn System, found: &Found, number: u32) -> Result<Clean, CommandError> {
    let document = found.document()?;
    let count = document.links.len();
    let index = usize::try_from(number).unwrap_or(usize::MAX).checked_sub(1);
    let Some(link) = index.and_then(|index| document.links.get(index)) else {
        return Err(CommandError::told(&format!("there is no link {number}; the post has {count}")));
    };
    let root = &found.site.root;
    let mut library = library_of(system, &found.site, Read::Head);
    let listed = library.at_path(&found.post.path).or_else(|| load::add(&mut library, found.post.clone()));
    let from = listed.ok_or_else(|| CommandError::told("the post could not be read"))?;
    let file = |path: &std::path::Path| Clean::line(&root.join(path).to_string_lossy());
    let refused = |why: &str, href: &Clean| Err(CommandError::told(&format!("link {number} {why}: {href}")));
    match resolve_in(&library, &OnDisk::new(system, root), from, &link.href).target {
        target @ (Target::Web(_) | Target::Mail(_)) => match SafeUrl::of(&target) {
            Some(url) => Ok(url.address().clone()),
            None => refused("is no address that can be opened", &link.href),
        },
        Target::Post { id, anchor } => {
            let post = library.get(id).ok_or_else(|| CommandError::told("the post has gone"))?;
            let own = || file(&post.path);
            let url = post.url.as_deref().and_then(SafeUrl::new).map_or_else(own, |url| url.address().clone());
            Ok(anchor.map_or(url.clone(), |anchor| Clean::line(&format!("{url}#{anchor}"))))
        }
        Target::Heading(anchor) => Ok(Clean::line(&format!("{}#{anchor}", public(found)?))),
        Target::Asset(path) => Ok(file(&path)),
        Target::Broken(href) => refused("leads nowhere", &href),
        Target::Blocked(href) => refused("has a scheme that is never opened", &href),
    }
}

fn open(
    system: &dyn System,
    configured: &[String],
    address: &Clean,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    if SafeUrl::new(address).is_none() && opener::is_runnable(std::path::Path::new(address.as_str())) {
        return Err(CommandError::told(&format!("{address} is a program; it is not opened")));
    }
    let outside = Outside::new(system);
    match opener::plan(&outside, configured, OsStr::new(address.as_str())) {
        opener::Plan::Beside(all) => {
            let failed = |error: std::io::Error| CommandError::told(&format!("{address} was not opened: {error}"));
            let mut last = Ok(());
            for words in all {
                last = programs::run_beside(&words);
                if last.is_ok() {
                    break;
                }
            }
            last.map_err(failed)?;
            Ok(Exit::Done)
        }
        opener::Plan::InTerminal(words) => {
            out.finish()?;
            programs::run_in_terminal(&words)
                .map_err(|error| CommandError::told(&format!("{address} was not opened: {error}")))?;
            Ok(Exit::Done)
        }
        opener::Plan::Show(why) => {
            out.line(address.borrowed())?;
            out.complain(&Clean::line(&format!("{why}; the address is printed instead")));
            Ok(Exit::Done)
        }
    }
}
