//! The table of commands and options. Knows names and types; runs nothing.

use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::config::TypographyChoice;
use crate::input::nearest;
use crate::site::{Choice, Generator};

/// What stands below the help.
const EXAMPLES: &str = "\
In the reader ? shows the keys and q leaves.

Examples:
  folio ~/blog                                   Read a blog
  folio ~/blog/posts/a-post.md                   Read one post of it
  folio list ~/blog -q 'tag:rust after:2020'     List some of its posts
  folio check ~/blog                             See what is wrong with it";

/// A reader for blogs in the terminal.
#[derive(Clone, Debug, Parser)]
#[command(name = "folio", version, about, subcommand_precedence_over_arg = true, disable_help_subcommand = true)]
#[command(after_help = EXAMPLES)]
pub struct Cli {
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// A site root, a posts directory, one post, or a blog named in the configuration [default: the configured blog, else this directory]
    pub blog: Option<PathBuf>,
    /// Options of every command.
    #[command(flatten)]
    pub global: GlobalArgs,
}

impl Cli {
    /// The command that was probably meant by a blog which is one word and not there: `folio lst`.
    pub fn meant(&self) -> Option<String> {
        let word =
            self.blog.as_deref()?.to_str().filter(|word| word.chars().all(|letter| letter.is_ascii_lowercase()))?;
        let commands = Self::command();
        nearest(word, commands.get_subcommands().map(clap::Command::get_name)).map(str::to_owned)
    }
}

/// The command that was probably meant by the first of these words, where a blog follows it: `folio lst ~/blog`.
pub fn misspelt(words: impl IntoIterator<Item = String>) -> Option<String> {
    let word = words.into_iter().find(|word| !word.starts_with('-'))?;
    let commands = Cli::command();
    let meant = nearest(&word, commands.get_subcommands().map(clap::Command::get_name));
    let meant = meant.filter(|meant| *meant != word)?;
    Some(format!("there is no command `{word}`; did you mean `folio {meant}`?"))
}

/// Options of every command.
#[derive(Clone, Debug, Default, Args)]
pub struct GlobalArgs {
    /// When to print color
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: Color,
    /// The theme: auto, dark, light or a name
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    /// What builds the site, where folio guesses wrong
    #[arg(long, global = true, value_name = "NAME", value_parser = generator)]
    pub generator: Option<Generator>,
    /// Where the posts are, relative to the site, where folio guesses wrong
    #[arg(long, global = true, value_name = "DIRECTORY")]
    pub posts: Option<PathBuf>,
    /// Remember nothing and recall nothing
    #[arg(long, global = true)]
    pub no_state: bool,
    /// The configuration file
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

impl GlobalArgs {
    /// What the command line and the configuration know better of the site.
    pub fn choice(&self, typography: TypographyChoice) -> Choice {
        Choice { generator: self.generator, posts: self.posts.clone(), typography: typography.asked() }
    }
}

fn generator(name: &str) -> Result<Generator, String> {
    Generator::from_name(name).ok_or_else(|| format!("folio knows {}", Generator::ALL.map(Generator::name).join(", ")))
}

/// When to print color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that wants it
    #[default]
    Auto,
    /// Always, into pipes too
    Always,
    /// Never
    Never,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns for people
    #[default]
    Table,
    /// Fields parted by tabs, no header
    Tsv,
    /// One array
    Json,
    /// One object a line
    Jsonl,
}

/// How a post is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// Laid out, with styles
    Ansi,
    /// Laid out, without escapes
    Plain,
    /// Its parts as data
    Json,
    /// Its body with templates rewritten
    Markdown,
}

/// What folio does besides reading.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// List the posts, newest first
    List(ListArgs),
    /// Print one post
    Show(ShowArgs),
    /// List tags and categories with counts
    Tags(BlogArgs),
    /// List every link with number, kind, target and status
    Links(BlogArgs),
    /// Search the text of all posts
    Search(SearchArgs),
    /// Open a link of a post, or its public URL, outside
    Open(OpenArgs),
    /// Report every problem: file:line:column, what is wrong, what to do
    Check(BlogArgs),
    /// Export what folio remembers
    State(StateArgs),
    /// Show or check the configuration
    Config(ConfigArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the man page
    Man,
}

impl Command {
    /// What `folio BLOG` means where there is no screen.
    pub fn list(blog: Option<PathBuf>) -> Self {
        Self::List(ListArgs { blog: BlogArgs { blog, ..BlogArgs::default() }, ..ListArgs::default() })
    }

    /// Whether it prints a table for people.
    pub(super) fn prints_table(&self) -> bool {
        let format = match self {
            Self::List(args) => args.blog.format,
            Self::Search(args) => args.blog.format,
            Self::Tags(args) | Self::Links(args) | Self::Check(args) => args.format,
            _ => return false,
        };
        format == Format::Table
    }
}

/// A blog and a format.
#[derive(Clone, Debug, Default, Args)]
pub struct BlogArgs {
    /// A site root, a posts directory or one post [default: the configured blog, else this directory]
    pub blog: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Which posts to list.
#[derive(Clone, Debug, Default, Args)]
pub struct ListArgs {
    /// The blog and the format.
    #[command(flatten)]
    pub blog: BlogArgs,
    /// Only what this query keeps
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Only posts with this tag; may repeat, all must hold
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Drafts, future and hidden posts too
    #[arg(long)]
    pub all: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Which post to print, and how.
#[derive(Clone, Debug, Args)]
pub struct ShowArgs {
    /// A path, a slug, a URL or a permalink; `-` reads it from standard input
    pub post: PathBuf,
    /// The blog it is in [default: the one around its path, else the configured blog, else this directory]
    #[arg(long)]
    pub blog: Option<PathBuf>,
    /// Columns to lay it out in
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
    /// How to print it [default: ansi on a terminal, else plain]
    #[arg(long, value_enum)]
    pub format: Option<ShowFormat>,
}

/// What to search for.
#[derive(Clone, Debug, Args)]
pub struct SearchArgs {
    /// A query; its words are looked for in the text
    pub query: String,
    /// The blog and the format.
    #[command(flatten)]
    pub blog: BlogArgs,
}

/// What to open.
#[derive(Clone, Debug, Args)]
pub struct OpenArgs {
    /// A path, a slug, a URL or a permalink
    pub post: PathBuf,
    /// The number of a link [default: the post's public URL]
    pub number: Option<u32>,
    /// The blog it is in
    #[arg(long)]
    pub blog: Option<PathBuf>,
    /// Print the address instead of opening it
    #[arg(long)]
    pub print: bool,
}

/// What to do with the state.
#[derive(Clone, Debug, Args)]
pub struct StateArgs {
    /// What to do
    #[command(subcommand)]
    pub command: StateCommand,
}

/// What to do with the state.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum StateCommand {
    /// Print everything folio remembers as JSON
    Export,
}

/// What to do with the configuration.
#[derive(Clone, Debug, Args)]
#[group(required = true, multiple = false)]
pub struct ConfigArgs {
    /// Print the default configuration, with comments
    #[arg(long)]
    pub print_default: bool,
    /// Print where the configuration is read from
    #[arg(long)]
    pub path: bool,
    /// Report what is wrong with the configuration
    #[arg(long)]
    pub check: bool,
}

/// Which shell.
#[derive(Clone, Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}
