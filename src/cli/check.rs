//! `folio check`: every problem of a blog.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::library::bodies::Bodies;
use crate::library::check::{Problem, check};
use crate::library::links::OnDisk;
use crate::library::whole::Read;
use crate::post::Severity;
use crate::site::Site;
use crate::system::System;
use crate::text::Clean;

use super::args::{BlogArgs, Format};
use super::post_json::severity;
use super::rows::{self, Record, counted};
use super::{CommandError, Exit, GlobalArgs, Output, load};

/// A problem as it is printed.
#[derive(Debug, Serialize)]
struct ProblemRow {
    path: String,
    line: Option<u32>,
    column: Option<u32>,
    code: &'static str,
    severity: &'static str,
    message: String,
    help: &'static str,
}

impl Record for ProblemRow {
    fn cells(&self) -> Vec<Clean> {
        let place = format!("{}:{}:{}", self.path, self.line.unwrap_or(1), self.column.unwrap_or(1));
        let stop = if self.message.ends_with(['.', '!', '?']) { "" } else { "." };
        let told = format!("{}{stop} {}", self.message, self.help);
        [&place, self.severity, self.code, &told].into_iter().map(Clean::line).collect()
    }

    fn scopes(&self) -> &'static [&'static str] {
        match self.severity {
            "error" => &["strong", "ui.error", "ui.quiet"],
            "warning" => &["strong", "ui.warning", "ui.quiet"],
            _ => &["strong", "ui.quiet", "ui.quiet"],
        }
    }
}

impl From<&Problem> for ProblemRow {
    fn from(problem: &Problem) -> Self {
        let one = &problem.diagnostic;
        Self {
            path: problem.path.to_string_lossy().into_owned(),
            line: (one.line > 0).then_some(one.line),
            column: (one.column > 0).then_some(one.column),
            code: one.code.name(),
            severity: severity(one.code.severity()),
            message: one.message.to_string(),
            help: one.code.help(),
        }
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
    let library = load::library(system, global, args.blog.as_deref(), Read::Whole)?;
    let site = library.site();
    let bodies = Bodies { system, site, cancelled: &|| false };
    let mut problems = check(&library, &OnDisk::new(system, &site.root), &bodies);
    let only = post(system, site, args.blog.as_deref());
    problems.retain(|problem| only.as_ref().is_none_or(|only| problem.path == *only));
    let rows: Vec<ProblemRow> = problems.iter().map(ProblemRow::from).collect();
    rows::print(&rows, args.format, out)?;
    let errors = problems.iter().filter(|problem| problem.diagnostic.code.severity() == Severity::Error).count();
    if args.format == Format::Table {
        let posts = if only.is_some() { 1 } else { library.len() };
        let (posts, all) = (counted(posts, "post"), counted(problems.len(), "problem"));
        out.complain(&Clean::line(&format!("{posts}, {all}, {}", counted(errors, "error"))));
    }
    Ok(if errors > 0 { Exit::Nothing } else { Exit::Done })
}

/// The post that was named instead of a blog: of the whole around it only its own problems are told.
fn post(system: &dyn System, site: &Site, named: Option<&Path>) -> Option<PathBuf> {
    let file = system.canonical(named?).ok()?;
    let path = file.strip_prefix(&site.root).ok()?;
    system.is_file(&site.root, path).then(|| path.to_owned())
}
