//! `folio links`: every link of a blog or post.

use std::path::Path;

use serde::Serialize;

use crate::library::anchors::Anchors;
use crate::library::bodies::Bodies;
use crate::library::body::{Body, BodySource};
use crate::library::links::OnDisk;
use crate::library::whole::{Read, library_of};
use crate::library::{Library, Listing, Query};
use crate::post::PostId;
use crate::system::System;
use crate::text::Clean;

use super::args::{BlogArgs, Format};
use super::found::{Search, find};
use super::rows::{self, Record};
use super::show_json::{LinkJson, Resolver};
use super::{CommandError, Exit, GlobalArgs, Output, load};

/// A link and the post it stands in.
#[derive(Debug, Serialize)]
struct LinkRow {
    post: String,
    number: usize,
    text: String,
    href: String,
    kind: &'static str,
    target: Option<String>,
    line: u32,
}

impl Record for LinkRow {
    fn cells(&self) -> Vec<Clean> {
        let place = format!("{}:{}", self.post, self.line);
        let target = self.target.as_deref().unwrap_or(&self.href);
        [&place, &self.number.to_string(), self.kind, &self.text, target].into_iter().map(Clean::line).collect()
    }

    fn scopes(&self) -> &'static [&'static str] {
        match self.kind {
            "broken" | "blocked" => &["ui.quiet", "", "ui.error", "", "ui.quiet"],
            _ => &["ui.quiet", "", "ui.quiet", "", "ui.quiet"],
        }
    }
}

/// Runs the command.
///
/// # Errors
/// If the blog or post cannot be opened or the output written.
pub fn run(
    system: &dyn System,
    args: &BlogArgs,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    let (library, only) = opened(system, global, &load::blog(system, global, args.blog.as_deref()))?;
    let ids = match only {
        Some(id) => vec![id],
        None => Listing::new(&library, &Query::default()).ids().to_vec(),
    };
    let rows = links(system, &library, &ids);
    rows::print(&rows, args.format, out)?;
    if rows.is_empty() && args.format == Format::Table {
        out.complain(&Clean::line("no links"));
    }
    Ok(if rows.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// A library that is not given back, as [`load::library`] has it.
type Kept = std::mem::ManuallyDrop<Library>;

/// The blog at a path, with the post that the path names if it is no blog.
fn opened(system: &dyn System, global: &GlobalArgs, path: &Path) -> Result<(Kept, Option<PostId>), CommandError> {
    let folder = system.canonical(path).is_ok_and(|folder| system.is_dir(&folder, Path::new("")));
    if folder {
        return Ok((load::library(system, global, Some(path), Read::Head)?, None));
    }
    let Search::Found(found) = find(system, global, path, None)? else {
        let message = format!("{}: no such blog or post; give a directory, or a post's path or slug", path.display());
        return Err(CommandError::told(&message));
    };
    let mut library = library_of(system, &found.site, Read::Head);
    let id = library.at_path(&found.post.path).or_else(|| load::add(&mut library, found.post.clone()));
    Ok((Kept::new(library), id))
}

fn links(system: &dyn System, library: &Library, ids: &[PostId]) -> Vec<LinkRow> {
    let site = library.site();
    let sources: Vec<BodySource<'_>> =
        ids.iter().filter_map(|id| Some(BodySource::of(*id, library.get(*id)?))).collect();
    let files = OnDisk::new(system, &site.root);
    let mut rows = Vec::new();
    let work = |source: BodySource<'_>, body: &Body| -> Vec<LinkRow> {
        let document = source.document(body, site);
        let resolver =
            Resolver { library, from: source.id, files: &files, anchors: &Anchors::of(&document, &body.text) };
        let numbered = document.links.iter().zip(1..);
        let json = numbered.map(|(link, number)| LinkJson::new(number, link, &document, resolver));
        json.map(|link| LinkRow::new(source.path, link)).collect()
    };
    let bodies = Bodies { system, site, cancelled: &|| false };
    bodies.each(&sources, &work, &mut |some| rows.extend(some.into_iter().flatten()));
    rows
}

impl LinkRow {
    fn new(path: &Path, link: LinkJson<'_>) -> Self {
        let LinkJson { number, text, href, kind, target, line } = link;
        let (text, href) = (text.into_owned(), href.into_owned());
        Self { post: path.to_string_lossy().into_owned(), number, text, href, kind, target, line }
    }
}
