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

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;

    #[test]
    fn every_shell_gets_every_command() {
        for shell in clap_complete::Shell::value_variants() {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let mut output = Output::new(&mut out, &mut err);
            assert!(run(&CompletionsArgs { shell: *shell }, &mut output).is_ok());
            assert!(output.finish().is_ok());
            drop(output);
            let script = String::from_utf8_lossy(&out);
            for command in Cli::command().get_subcommands() {
                assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            }
        }
    }
}
