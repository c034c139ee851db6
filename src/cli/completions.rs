//! `folio completions`: made from the table of commands.

use clap::CommandFactory as _;

use crate::text::Clean;

use super::args::CompletionsArgs;
use super::{Cli, CommandError, Exit, Output};

/// Prints completions for a shell.
///
/// # Errors
/// If they cannot be written.
pub fn run(args: &CompletionsArgs, out: &mut Output<'_>) -> Result<Exit, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "folio", &mut script);
    out.text(Clean::block(&String::from_utf8_lossy(&script)).borrowed())?;
    Ok(Exit::Done)
}
