//! `folio show`: one post.

use crate::system::System;

use super::args::ShowArgs;
use super::{CommandError, Exit, GlobalArgs, Output};

/// Runs the command.
///
/// # Errors
/// If it cannot do its work.
pub fn run(
    _system: &dyn System,
    _args: &ShowArgs,
    _global: &GlobalArgs,
    _out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    Err(CommandError::told("show is not available yet"))
}
