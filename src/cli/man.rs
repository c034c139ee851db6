//! `folio man`: one page with every command in it, made from the table of commands.

use std::io::{self, Write};

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use crate::text::Clean;

use super::{Cli, CommandError, Exit, Output};

/// What stands after the commands.
const END: &str = r#".SH KEYS
In the reader ? shows the keys in force, : takes a command, q goes back and at last quits.
.SH EXIT STATUS
.TP
0
Done, also where the reader of a pipe has gone.
.TP
1
Nothing was found, or a check found something wrong.
.TP
2
Folio could not do it: bad arguments, no such directory.
.SH ENVIRONMENT
.TP
NO_COLOR
If set and not empty: no colors, only weight, underline and reverse.
.TP
CLICOLOR_FORCE
If set and not 0: styles are printed into pipes too.
.TP
COLORTERM, TERM, COLORFGBG
How many colors there are, and whether the background is dark or light where the terminal does not say.
.TP
VISUAL, EDITOR
What edits a post.
.TP
BROWSER
What opens links, where the system has nothing better.
.TP
XDG_CONFIG_HOME, XDG_STATE_HOME
Where the configuration and what folio remembers are kept.
.SH FILES
.TP
$XDG_CONFIG_HOME/folio/config.toml
The configuration; folio config \-\-print\-default prints one to start from.
.TP
$XDG_CONFIG_HOME/folio/themes/NAME.toml
Themes of your own.
.TP
$XDG_STATE_HOME/folio/
What was read, starred, and where you were.
"#;

/// Prints the man page, in roff.
///
/// # Errors
/// If it cannot be written.
pub fn run(out: &mut Output<'_>) -> Result<Exit, CommandError> {
    let page = page()?;
    out.text(Clean::block(&String::from_utf8_lossy(&page)).borrowed())?;
    Ok(Exit::Done)
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone()).section("1");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_options_section(&mut page)?;
    page.write_all(b".SH COMMANDS\n")?;
    for subcommand in command.get_subcommands() {
        render_subcommand(subcommand, &mut page)?;
    }
    page.write_all(END.as_bytes())?;
    Ok(page)
}

/// A command under a heading of its own: what it does, how it is called, its options. Those of every command stand
/// above.
fn render_subcommand(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let mut own = command.clone().disable_help_flag(true);
    for global in command.get_arguments().filter(|arg| arg.is_global_set() || arg.get_id() == "help") {
        own = own.mut_arg(global.get_id(), |arg| arg.hide(true));
    }
    let name = own.get_bin_name().unwrap_or(own.get_name()).to_owned();
    writeln!(page, ".SS {}", name.replace('-', "\\-"))?;
    let man = Man::new(own.clone().display_name(name));
    render_body(&man, Man::render_description_section, page)?;
    page.write_all(b".PP\n")?;
    render_body(&man, Man::render_synopsis_section, page)?;
    if own.get_arguments().any(|arg| !arg.is_hide_set()) {
        render_body(&man, Man::render_options_section, page)?;
    }
    for inner in own.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let about = inner.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(page, ".TP\n\\fB{}\\fR\n{about}", inner.get_name().replace('-', "\\-"))?;
    }
    Ok(())
}

/// A section without its heading.
fn render_body(man: &Man, section: fn(&Man, &mut dyn Write) -> io::Result<()>, page: &mut Vec<u8>) -> io::Result<()> {
    let mut text = Vec::new();
    section(man, &mut text)?;
    let text = String::from_utf8_lossy(&text);
    for line in
        text.lines().filter(|line| !line.starts_with(".SH ") && !line.starts_with(".ie") && !line.starts_with(".el"))
    {
        writeln!(page, "{line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_command_with_its_options() {
        let page = String::from_utf8(page().unwrap()).unwrap();
        for command in Cli::command().get_subcommands() {
            assert!(page.contains(&format!(".SS folio {}\n", command.get_name())), "{}", command.get_name());
        }
        for text in ["\\-\\-limit", "\\-\\-print\\-default", ".SH EXIT STATUS", ".SH FILES"] {
            assert!(page.contains(text), "{text}");
        }
        assert_eq!(page.matches("\\-\\-generator\\fR \\fI").count(), 1, "options of every command stand once");
    }
}
