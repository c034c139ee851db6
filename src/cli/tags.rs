//! `folio tags`: tags and categories with counts.

use serde::Serialize;

use crate::library::facets::{FacetOrder, Facets};
use crate::library::query::Key;
use crate::library::whole::Read;
use crate::library::{Listing, Query};
use crate::system::System;
use crate::text::Clean;

use super::args::BlogArgs;
use super::rows::{self, Record};
use super::{CommandError, Exit, GlobalArgs, Output, load};

/// A tag or category as it is printed.
#[derive(Debug, Serialize)]
struct TagRow {
    name: String,
    kind: &'static str,
    count: u32,
}

impl Record for TagRow {
    fn cells(&self) -> Vec<Clean> {
        [&self.name, self.kind, &self.count.to_string()].into_iter().map(Clean::line).collect()
    }

    fn scopes(&self) -> &'static [&'static str] {
        &["", "ui.quiet"]
    }
}

/// Runs the command.
///
/// # Errors
/// If the blog cannot be opened or the output written.
pub fn run(
    system: &dyn System,
    args: &BlogArgs,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    let library = load::library(system, global, args.blog.as_deref(), Read::Head)?;
    let facets = Facets::new(&library, &Listing::new(&library, &Query::default()));
    let mut rows: Vec<TagRow> = Vec::new();
    for (key, kind) in [(Key::Tag, "tag"), (Key::Category, "category")] {
        let choices = facets.names(&library, key, FacetOrder::Count).into_iter().filter(|choice| choice.count > 0);
        rows.extend(choices.map(|choice| TagRow { name: choice.name.to_string(), kind, count: choice.count }));
    }
    rows::print(&rows, args.format, out)?;
    Ok(if rows.is_empty() { Exit::Nothing } else { Exit::Done })
}
