//! `folio open`: a link or a post's public URL, outside.

use crate::system::System;

use super::args::OpenArgs;
use super::{CommandError, Exit, GlobalArgs, Output};

/// Runs the command.
///
/// # Errors
/// If it cannot do its work.
pub fn run(
    _system: &dyn System,
    _args: &OpenArgs,
    _global: &GlobalArgs,
    _out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    Err(CommandError::told("open is not available yet"))
}
