//! `folio config`: the configuration that comes with folio, where the user's own stands, and what is wrong with it.

use std::path::Path;

use crate::config::{self, Problem};
use crate::library::Query;
use crate::system::System;
use crate::text::{Clean, CleanStr};

use super::args::ConfigArgs;
use super::{CommandError, Exit, GlobalArgs, Output};

/// Runs the command.
///
/// # Errors
/// If the output cannot be written, or there is no place for a configuration.
pub fn run(
    system: &dyn System,
    args: &ConfigArgs,
    global: &GlobalArgs,
    out: &mut Output<'_>,
) -> Result<Exit, CommandError> {
    let named = global.config.as_deref();
    if args.print_default {
        out.text(Clean::block(&config::default_toml()).borrowed())?;
        Ok(Exit::Done)
    } else if args.path {
        path(system, named, out)
    } else {
        check(system, named, out)
    }
}

fn path(system: &dyn System, named: Option<&Path>, out: &mut Output<'_>) -> Result<Exit, CommandError> {
    let path = named.map(Path::to_path_buf).or_else(|| config::default_path(system)).ok_or_else(no_directory)?;
    out.line(Clean::line(&path.display().to_string()).borrowed())?;
    Ok(Exit::Done)
}

fn check(system: &dyn System, named: Option<&Path>, out: &mut Output<'_>) -> Result<Exit, CommandError> {
    let loaded = config::load(system, named);
    let queries = loaded.config.queries.iter().filter_map(|(name, text)| {
        let error = Query::parse(text).err()?;
        let column = text.get(..error.at).unwrap_or(text).chars().count() + 1;
        Some(loaded.problem(&format!("queries.{name}"), &format!("`{text}`, column {column}: {}", error.message)))
    });
    let problems: Vec<Problem> = loaded.problems.iter().cloned().chain(queries).collect();
    for problem in &problems {
        out.line(Clean::line(&problem.to_string()).borrowed())?;
    }
    if problems.is_empty() {
        out.line(CleanStr::own("nothing is wrong"))?;
        return Ok(Exit::Done);
    }
    Ok(Exit::Nothing)
}

fn no_directory() -> CommandError {
    CommandError::told("there is no directory for a configuration: set HOME, or name a file with --config")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    fn run_with(text: &str, args: &ConfigArgs) -> (Exit, String) {
        let mut system = MemorySystem::with_files([("config.toml", text)]);
        system.env.insert("HOME".to_owned(), "/home/ann".to_owned());
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut output = Output::new(&mut out, &mut err);
        let exit = run(&system, args, &GlobalArgs::default(), &mut output).unwrap();
        output.finish().unwrap();
        drop(output);
        (exit, String::from_utf8(out).unwrap())
    }

    const NOTHING: ConfigArgs = ConfigArgs { print_default: false, path: false, check: false };

    #[test]
    fn the_default_file_has_nothing_wrong() {
        let (_, text) = run_with("", &ConfigArgs { print_default: true, ..NOTHING });
        let checked = run_with(&text, &ConfigArgs { check: true, ..NOTHING });
        assert_eq!(checked, (Exit::Done, "nothing is wrong\n".to_owned()));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let (exit, text) = run_with("mesure = 3\n", &ConfigArgs { check: true, ..NOTHING });
        assert_eq!(exit, Exit::Nothing);
        assert!(text.starts_with("/home/ann/.config/folio/config.toml:1:1: `mesure` is not known here"), "{text}");
        for (text, told) in [
            ("\ntheme = 'drak'\n", ":2:9: `theme`: there is no theme `drak`; did you mean `dark`?\n"),
            ("[blogs]\na = 'b'\n", ":2:5: blog `a`: `b` has to start with / or ~/\n"),
            (
                "[queries]\nnew = 'a is:unred'\n",
                ":2:7: `a is:unred`, column 6: no such word: `unred`; did you mean `unread`?\n",
            ),
        ] {
            let (exit, found) = run_with(text, &ConfigArgs { check: true, ..NOTHING });
            assert_eq!((exit, found), (Exit::Nothing, format!("/home/ann/.config/folio/config.toml{told}")));
        }
    }

    #[test]
    fn the_path_is_told() {
        let (_, text) = run_with("", &ConfigArgs { path: true, ..NOTHING });
        assert_eq!(text, "/home/ann/.config/folio/config.toml\n");
    }
}
