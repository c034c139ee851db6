//! Parses arguments, chooses screen or command, turns an error into an exit status; nothing else.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use folio::cli::{self, Cli, Command, Output};
use folio::runtime;
use folio::site::Site;
use folio::system::System;
use folio::system::os::OsSystem;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command.clone() {
        None if io::stdout().is_terminal() => read(cli.blog.as_deref()),
        command => print(&cli, &command.unwrap_or_else(|| Command::list(cli.blog.clone()))),
    }
}

fn print(cli: &Cli, command: &Command) -> ExitCode {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let mut output = Output::new(&mut out, &mut err);
    ExitCode::from(cli::run(&OsSystem, command, &cli.global, &mut output).code())
}

/// Opens the reader. Ends by the signal that ended it, so that a shell sees what happened.
fn read(blog: Option<&Path>) -> ExitCode {
    runtime::restore_on_panic();
    let system: Arc<dyn System> = Arc::new(OsSystem);
    let path = blog.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let site = match Site::open(system.as_ref(), &path) {
        Ok(site) => Arc::new(site),
        Err(error) => return refuse(&error.to_string()),
    };
    let config = folio::config::load(system.as_ref(), None).config;
    match runtime::run(&system, site, config) {
        Ok(runtime::Ending::Quit) => ExitCode::SUCCESS,
        Ok(ending) => ending.carry_out(),
        Err(error) => refuse(&format!("the terminal cannot be used: {error}")),
    }
}

fn refuse(reason: &str) -> ExitCode {
    let mut out = io::sink();
    let mut err = io::stderr();
    Output::new(&mut out, &mut err).complain(&folio::text::Clean::line(reason));
    ExitCode::from(2)
}
