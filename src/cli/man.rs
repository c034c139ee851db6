//! `folio man`: made from the table of commands.

use clap::CommandFactory as _;

use crate::text::Clean;

use super::{Cli, CommandError, Exit, Output};

/// Prints the man page, in roff.
///
/// # Errors
/// If it cannot be written.
pub fn run(out: &mut Output<'_>) -> Result<Exit, CommandError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    out.text(Clean::block(&String::from_utf8_lossy(&page)).borrowed())?;
    Ok(Exit::Done)
}
