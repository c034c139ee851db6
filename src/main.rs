//! Parses arguments, chooses screen or command, turns an error into an exit status; nothing else.

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use folio::cli::{self, Cli, Command, Output};
use folio::config::{self, Config};
use folio::runtime;
use folio::site::Site;
use folio::system::System;
use folio::system::os::OsSystem;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error),
    };
    match cli.command.clone() {
        Some(_) if cli.blog.is_some() => refuse("the blog goes after the command, as in `folio list BLOG`"),
        Some(command) => print(&cli, &command),
        None => no_command(&cli),
    }
}

/// Tells what is wrong with the words, and prints the help or the version where they ask for it.
fn not_parsed(error: &clap::Error) -> ExitCode {
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    use clap::error::ErrorKind as Kind;
    let is_command = matches!(error.kind(), Kind::InvalidSubcommand | Kind::UnknownArgument);
    match is_command.then(|| cli::misspelt(words)).flatten() {
        Some(meant) => refuse(&meant),
        None => error.exit(),
    }
}

/// Opens the reader; where nobody looks, lists the posts.
fn no_command(cli: &Cli) -> ExitCode {
    match meant(&OsSystem, cli) {
        Some(meant) => refuse(&meant),
        None if io::stdout().is_terminal() => read(cli),
        None => print(cli, &Command::list(cli.blog.clone())),
    }
}

/// What is to be said of a blog that is not there and was probably meant for a command.
fn meant(system: &dyn System, cli: &Cli) -> Option<String> {
    let blog = cli.blog.as_deref().filter(|blog| system.canonical(blog).is_err())?;
    let command = cli.meant()?;
    let config = config::load(system, cli.global.config.as_deref()).config;
    let is_unknown = config.blog_path(Some(blog)) == blog;
    is_unknown.then(|| format!("{}: no such file or directory; did you mean `folio {command}`?", blog.display()))
}

fn print(cli: &Cli, command: &Command) -> ExitCode {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let mut output = Output::new(&mut out, &mut err);
    output.columns = runtime::terminal::columns();
    output.message_columns = runtime::terminal::message_columns();
    output.is_terminal = output.columns.is_some();
    ExitCode::from(cli::run(&OsSystem, command, &cli.global, &mut output).code())
}

/// Opens the reader. Ends by the signal that ended it, so that a shell sees what happened.
fn read(cli: &Cli) -> ExitCode {
    runtime::restore_on_panic();
    let system: Arc<dyn System> = Arc::new(OsSystem);
    let config = match configured(system.as_ref(), cli) {
        Ok(config) => config,
        Err(message) => return refuse(&message),
    };
    let path = config.blog_path(cli.blog.as_deref());
    let choice = cli.global.choice(config.settings.typography);
    let site = match Site::open_as(system.as_ref(), &path, &choice) {
        Ok(site) => Arc::new(site),
        Err(error) => return refuse(&error.to_string()),
    };
    let open = runtime::post_at(system.as_ref(), &site, &path);
    match runtime::run(&system, runtime::Start { site, config, open }) {
        Ok(runtime::Ending::Quit) => ExitCode::SUCCESS,
        Ok(ending) => ending.carry_out(),
        Err(error) => refuse(&format!("the terminal cannot be used: {error}")),
    }
}

/// The configuration with what the command line says over it. What is wrong in a file is told and left out.
fn configured(system: &dyn System, cli: &Cli) -> Result<Config, String> {
    let loaded = config::load(system, cli.global.config.as_deref());
    for problem in &loaded.problems {
        complain(&problem.to_string());
    }
    let mut config = loaded.config;
    cli.global.theme.as_deref().map_or(Ok(()), |name| config.choose_theme(name))?;
    config.settings.state &= !cli.global.no_state;
    config.color = cli.global.color.into();
    Ok(config)
}

fn complain(message: &str) {
    let (mut out, mut err) = (io::sink(), io::stderr());
    let mut output = Output::new(&mut out, &mut err);
    output.message_columns = runtime::terminal::message_columns();
    output.complain(&folio::text::Clean::line(message));
}

fn refuse(reason: &str) -> ExitCode {
    complain(reason);
    ExitCode::from(2)
}
