//! `folio search`: full text over all posts.

use crate::system::System;

use super::args::SearchArgs;
use super::{CommandError, Exit, GlobalArgs, Output};

/// Runs the command.
///
/// # Errors
/// If it cannot do its work.
pub fn run(
    _system: &dyn System,
    _args: &SearchArgs,
    _global: &GlobalArgs,
    _out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    Err(CommandError::told("search is not available yet"))
}
