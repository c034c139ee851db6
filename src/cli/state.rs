//! `folio state`: what folio remembers.

use crate::system::System;

use super::args::StateArgs;
use super::{CommandError, Exit, GlobalArgs, Output};

/// Runs the command.
///
/// # Errors
/// If it cannot do its work.
pub fn run(
    _system: &dyn System,
    _args: &StateArgs,
    _global: &GlobalArgs,
    _out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    Err(CommandError::told("state is not available yet"))
}
