//! Parses arguments, chooses screen or command, turns an error into an exit status; nothing else.

use std::io;
use std::process::ExitCode;

use clap::Parser as _;
use folio::cli::{self, Cli, Command, Output};
use folio::system::os::OsSystem;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let command = cli.command.clone().unwrap_or_else(|| Command::list(cli.blog.clone()));
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let mut output = Output::new(&mut out, &mut err);
    ExitCode::from(cli::run(&OsSystem, &command, &cli.global, &mut output).code())
}
