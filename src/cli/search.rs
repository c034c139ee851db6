//! `folio search`: full text over all posts.

use serde::Serialize;

use crate::library::answer::FullText;
use crate::library::bodies::Bodies;
use crate::library::whole::library_where;
use crate::library::{Ask, Library, Query};
use crate::search::Hit;
use crate::system::System;
use crate::text::Clean;

use super::args::{Format, SearchArgs};
use super::rows::{self, Record, counted};
use super::{CommandError, Exit, GlobalArgs, Output, load};

/// A place where the words were found.
#[derive(Debug, Serialize)]
struct HitRow {
    post: String,
    title: String,
    line: u32,
    text: String,
    ranges: Vec<[u32; 2]>,
}

impl Record for HitRow {
    fn cells(&self) -> Vec<Clean> {
        let place = format!("{}:{}", self.post, self.line);
        [&place, &self.text].into_iter().map(|cell| Clean::line(cell)).collect()
    }

    fn scopes(&self) -> &'static [&'static str] {
        &["ui.quiet"]
    }

    fn marks(&self) -> &[[u32; 2]] {
        &self.ranges
    }
}

/// Runs the command.
///
/// # Errors
/// If the query does not parse, the blog cannot be opened or the output written.
pub fn run(
    system: &dyn System,
    args: &SearchArgs,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    let query = parsed(&args.query)?;
    let Some(text) = FullText::new(&query) else {
        return Err(CommandError::told(
            "the query has no words to look for; add some, as in `folio search 'tag:rust borrow'`",
        ));
    };
    let site = load::site(system, global, &load::blog(system, global, args.blog.blog.as_deref()))?;
    let (files, library) = library_where(system, &site, |file| text.may_hit(file));
    let bodies = Bodies { system, site: &site, cancelled: &|| false };
    let mut rows: Vec<HitRow> = Vec::new();
    text.search(&library, Ask::new(&query), &bodies, &mut |hits| {
        rows.extend(hits.into_iter().filter_map(|hit| HitRow::new(&library, hit)));
    });
    rows::print(&rows, args.blog.format, out)?;
    if rows.is_empty() && args.blog.format == Format::Table {
        out.complain(&Clean::line(&format!("nothing found in {}", counted(files, "file"))));
    }
    Ok(if rows.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// A query of the command line, or what is wrong with it and where.
pub(super) fn parsed(text: &str) -> Result<Query, CommandError> {
    Query::parse(text).map_err(|error| {
        let column = text.get(..error.at).unwrap_or(text).chars().count() + 1;
        CommandError::told(&format!("the query does not parse: column {column}: {}", error.message))
    })
}

impl HitRow {
    fn new(library: &Library, hit: Hit) -> Option<Self> {
        let post = library.get(hit.post)?;
        Some(Self {
            post: post.path.to_string_lossy().into_owned(),
            title: post.title.to_string(),
            line: hit.line + post.body.line,
            text: hit.excerpt.to_string(),
            ranges: hit.marks.iter().map(|mark| [mark.start, mark.end]).collect(),
        })
    }
}
