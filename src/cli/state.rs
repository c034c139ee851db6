//! `folio state`: what folio remembers.

use std::path::Path;

use crate::state::{State, directory};
use crate::system::System;
use crate::text::CleanStr;

use super::args::{StateArgs, StateCommand};
use super::{CommandError, Exit, GlobalArgs, Output};

/// Runs the command.
///
/// # Errors
/// If the state cannot be read or the output written.
pub fn run(
    system: &dyn System,
    args: &StateArgs,
    _global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    match args.command {
        StateCommand::Export => export(system, out),
    }
}

/// Prints everything as one JSON array; nothing is made where nothing was kept.
fn export(system: &dyn System, out: &mut Output<'_>) -> Result<Exit, CommandError> {
    let Some(directory) = directory(&|name| system.env(name)) else {
        return Err(CommandError::told("there is no place for the state; set HOME or XDG_STATE_HOME"));
    };
    let told = |error: crate::state::StateError| CommandError::told(&error.to_string());
    let blogs = match system.is_file(&directory, Path::new(State::FILE)) {
        true => State::open(&directory).and_then(|state| state.export()).map_err(told)?,
        false => Vec::new(),
    };
    out.json(&blogs)?;
    out.line(CleanStr::default())?;
    Ok(Exit::Done)
}
