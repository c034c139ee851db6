//! `folio config`: the configuration.

use crate::system::System;

use super::args::ConfigArgs;
use super::{CommandError, Exit, GlobalArgs, Output};

/// Runs the command.
///
/// # Errors
/// If it cannot do its work.
pub fn run(
    _system: &dyn System,
    _args: &ConfigArgs,
    _global: &GlobalArgs,
    _out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    Err(CommandError::told("config is not available yet"))
}
