//! Other programs: finding them, and running them beside folio or in its place. The only user of `std::process`.
//!
//! No shell is ever asked. A program is found in absolute directories of `PATH` only, never in the current one, and an
//! address or a path is always one argument.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::System;

/// How long a helper that should end at once may take.
const HELPER_LIMIT: Duration = Duration::from_secs(2);

/// A program and its arguments; the program is an absolute path.
pub type Words = Vec<OsString>;

/// The programs that can be found.
#[derive(Clone, Debug, Default)]
pub struct Programs {
    directories: Vec<PathBuf>,
}

impl Programs {
    /// Those in the absolute directories of `PATH`.
    pub fn from_env(system: &dyn System) -> Self {
        let path = system.env("PATH").unwrap_or_default();
        Self { directories: std::env::split_paths(&path).filter(|directory| directory.is_absolute()).collect() }
    }

    /// Where a program is: an absolute path as it stands, a bare name where `PATH` has it. Nothing else is run.
    pub fn find(&self, name: &OsStr) -> Option<PathBuf> {
        let path = Path::new(name);
        if path.is_absolute() {
            return is_program(path).then(|| path.to_path_buf());
        }
        let is_bare = path.components().count() == 1 && !name.is_empty() && name != "..";
        let mut candidates = self.directories.iter().map(|directory| directory.join(path));
        candidates.find(|candidate| is_bare && is_program(candidate))
    }

    /// The words with their program found; none if it is not there.
    pub fn resolve(&self, words: &[OsString]) -> Option<Words> {
        let (program, arguments) = words.split_first()?;
        let found = self.find(program)?.into_os_string();
        Some(std::iter::once(found).chain(arguments.iter().cloned()).collect())
    }
}

fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

fn command(words: &[OsString]) -> io::Result<Command> {
    let (program, arguments) = words.split_first().ok_or(io::ErrorKind::NotFound)?;
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// Runs a program beside folio, in a process group of its own and with nothing of the terminal; returns when it has
/// ended, which for a browser may be never.
///
/// # Errors
/// If it cannot be started or ends badly.
pub fn run_beside(words: &[OsString]) -> io::Result<()> {
    let mut command = command(words)?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    judged(command.status()?)
}

/// Runs a program in folio's place: it has the terminal until it ends.
///
/// # Errors
/// If it cannot be started or ends badly.
pub fn run_in_terminal(words: &[OsString]) -> io::Result<()> {
    judged(command(words)?.status()?)
}

/// Runs a program in folio's place with a text on its standard input.
///
/// # Errors
/// If it cannot be started or ends badly. That it does not read all of the text is no error.
pub fn run_with_text(words: &[OsString], text: &str) -> io::Result<()> {
    let mut child = command(words)?.stdin(Stdio::piped()).spawn()?;
    let input = child.stdin.take();
    std::thread::scope(|scope| {
        scope.spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
        judged(child.wait()?)
    })
}

/// Gives a text to a helper that should end at once, such as one that owns the clipboard. One that hangs is left behind.
///
/// # Errors
/// If it cannot be started, ends badly or takes too long.
pub fn feed(words: &[OsString], text: String) -> io::Result<()> {
    let mut command = command(words)?;
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    let mut child = command.spawn()?;
    let (ended, end) = channel();
    std::thread::Builder::new().name("helper".into()).spawn(move || {
        if let Some(mut input) = child.stdin.take() {
            let _ = input.write_all(text.as_bytes());
        }
        let _ = ended.send(child.wait());
    })?;
    match end.recv_timeout(HELPER_LIMIT) {
        Ok(status) => judged(status?),
        Err(RecvTimeoutError::Timeout) => Err(io::ErrorKind::TimedOut.into()),
        Err(RecvTimeoutError::Disconnected) => Err(io::ErrorKind::BrokenPipe.into()),
    }
}

fn judged(status: ExitStatus) -> io::Result<()> {
    if status.success() {
        return Ok(());
    }
    let how = status.code().map_or_else(|| "was ended by a signal".to_owned(), |code| format!("ended with {code}"));
    Err(io::Error::other(how))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::memory::MemorySystem;

    fn script(directory: &Path, name: &str, text: &str) -> PathBuf {
        let path = directory.join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn programs_are_found_in_absolute_directories_only() {
        let directory = tempfile::tempdir().unwrap();
        let place = script(directory.path(), "helper", "#!/bin/sh\n");
        std::fs::write(directory.path().join("notes"), "").unwrap();
        let mut system = MemorySystem::default();
        system.env.insert("PATH".into(), format!(".:relative::{}", directory.path().display()));
        let programs = Programs::from_env(&system);
        assert_eq!(programs.find(OsStr::new("helper")), Some(place.clone()));
        assert_eq!(programs.find(place.as_os_str()), Some(place));
        for name in ["notes", "missing", "./helper", "../helper", "..", "", "."] {
            assert_eq!(programs.find(OsStr::new(name)), None, "{name}");
        }
        let nowhere = Programs { directories: vec![] };
        assert_eq!(nowhere.find(OsStr::new("src/main.rs")), None);
    }

    #[test]
    fn an_argument_is_one_argument() {
        let directory = tempfile::tempdir().unwrap();
        let seen = directory.path().join("seen");
        let place =
            script(directory.path(), "show", &format!("#!/bin/sh\nprintf '%s|' \"$#\" \"$@\" > {}\n", seen.display()));
        let address = "https://example.com/?a=$(touch x)&b=`id`;c 'd' \"e\"";
        run_beside(&[place.into_os_string(), address.into()]).unwrap();
        assert_eq!(std::fs::read_to_string(seen).unwrap(), format!("1|{address}|"));
    }

    #[test]
    fn failures_are_told() {
        let directory = tempfile::tempdir().unwrap();
        let place = script(directory.path(), "fail", "#!/bin/sh\ncat >/dev/null\nexit 3\n").into_os_string();
        assert_eq!(run_beside(std::slice::from_ref(&place)).unwrap_err().to_string(), "ended with 3");
        assert_eq!(feed(&[place], "text".into()).unwrap_err().to_string(), "ended with 3");
        assert!(run_beside(&["/nonexistent/program".into()]).is_err());
    }
}
