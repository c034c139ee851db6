//! The same core, printed: a file a command. The command line has no logic of its own.
//!
//! [`Cli`] is the one table of commands and options: parser, help, man page, completions and `docs/` are made from it.

mod args;
mod found;
mod load;
mod output;
mod page_text;
mod post_json;
mod rows;
mod show_json;
mod stdin;
mod table;
mod theme;

pub mod check;
pub mod completions;
pub mod config;
pub mod links;
pub mod list;
pub mod man;
pub mod open;
pub mod search;
pub mod show;
pub mod state;
pub mod tags;

pub use args::{BlogArgs, Cli, Color, Command, Format, GlobalArgs, misspelt};
pub use output::Output;
pub use show_json::{LinkJson, Resolver, ShowJson};

use std::io;

use crate::system::System;
use crate::text::Clean;

/// How a command ended; [`Exit::code`] is the process' status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Nothing found, or `check` found errors.
    Nothing,
    /// Could not: bad arguments, no such directory.
    Failed,
}

impl Exit {
    /// 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Nothing => 1,
            Exit::Failed => 2,
        }
    }
}

/// Why a command could not do its work, told in one line with the remedy.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The output could not be written.
    #[error("standard output: {}", in_words(.0))]
    Output(#[from] io::Error),
    /// Anything else, already clean.
    #[error("{0}")]
    Told(Clean),
}

impl CommandError {
    /// An error told in these words.
    pub fn told(message: &str) -> Self {
        Self::Told(Clean::line(message))
    }
}

/// What an error says, without its number.
fn in_words(error: &io::Error) -> String {
    let told = error.to_string();
    told.split(" (os error").next().unwrap_or(&told).to_owned()
}

/// Runs one command to its exit. A reader that closes the pipe ends it quietly and well.
pub fn run(system: &dyn System, command: &Command, global: &GlobalArgs, out: &mut Output<'_>) -> Exit {
    match dispatch(system, command, global, out).and_then(|exit| out.finish().map(|()| exit).map_err(Into::into)) {
        Ok(exit) => exit,
        Err(CommandError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            out.complain(&Clean::line(&error.to_string()));
            Exit::Failed
        }
    }
}

fn dispatch(
    system: &dyn System,
    command: &Command,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    if command.prints_table() {
        out.theme = theme::of_tables(system, global, out);
    }
    // Whoever names a configuration is told what is wrong with it; `config --check` tells it anyway.
    let named = global.config.as_deref().filter(|_| !matches!(command, Command::Config(_)));
    for problem in named.map(|file| crate::config::load(system, Some(file)).problems).unwrap_or_default() {
        out.complain(&Clean::line(&problem.to_string()));
    }
    match command {
        Command::List(args) => list::run(system, args, global, out),
        Command::Show(args) => show::run(system, args, global, out),
        Command::Tags(args) => tags::run(system, args, global, out),
        Command::Links(args) => links::run(system, args, global, out),
        Command::Search(args) => search::run(system, args, global, out),
        Command::Open(args) => open::run(system, args, global, out),
        Command::Check(args) => check::run(system, args, global, out),
        Command::State(args) => state::run(system, args, global, out),
        Command::Config(args) => config::run(system, args, global, out),
        Command::Completions(args) => completions::run(args, out),
        Command::Man => man::run(out),
    }
}
