//! The commands as scripts see them: the built program, its two streams and its exit status.

mod codes;
mod contract;
mod finding;
mod formats;
mod links;
mod memory;
mod problems;
mod promises;
mod show;
mod stdin;
mod typography;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use folio::cli::Exit;
use serde_json::Value;

/// What a program left behind.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    /// Its output as JSON.
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// A folder of its own for one test.
struct Blog(tempfile::TempDir);

impl Blog {
    /// A Jekyll site of these files below its root.
    fn of(files: &[(&str, &str)]) -> Self {
        let blog = Self(tempfile::tempdir().unwrap());
        blog.write("_config.yml", "title: A blog\nurl: https://example.org\ntimezone: UTC\npermalink: pretty\n");
        files.iter().for_each(|(path, text)| blog.write(path, text));
        blog
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs folio in this folder with these words.
    fn folio(&self, words: &[&str]) -> Ran {
        self.folio_with(words, &[])
    }

    /// Runs folio with this written to its standard input.
    fn folio_reading(&self, words: &[&str], input: &[u8]) -> Ran {
        let mut command = program(self.0.path());
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        ran(&child.wait_with_output().unwrap())
    }

    /// Runs folio with these variables besides.
    fn folio_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = program(self.0.path());
        ran(&command.args(words).envs(variables.iter().copied()).output().unwrap())
    }
}

fn ran(output: &Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Ran { status: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// Runs folio on a folder of these files, `BLOG` in a word being its path; answers with its exit, its output and its
/// complaints.
fn folio(files: &[(&str, &str)], words: &[&str]) -> (Exit, String, String) {
    let blog = Blog(tempfile::tempdir().unwrap());
    files.iter().for_each(|(path, text)| blog.write(path, text));
    let path = blog.0.path().to_str().unwrap();
    let words: Vec<String> = words.iter().map(|word| word.replace("BLOG", path)).collect();
    let ran = blog.folio(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let exits = [Exit::Done, Exit::Nothing, Exit::Failed];
    let exit = exits.into_iter().find(|exit| i32::from(exit.code()) == ran.status);
    (exit.unwrap_or_else(|| panic!("{}: {}", ran.status, ran.err)), ran.out.replace(path, "BLOG"), ran.err)
}

/// The built program, knowing nothing of who runs the test.
fn program(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
    command.current_dir(directory).env_clear().stdin(Stdio::null());
    command.env("HOME", directory.join("nobody")).env("TERM", "xterm-256color").env("PATH", "/usr/bin:/bin");
    command
}

/// The blog that comes with folio.
fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts")
}

/// The keys of an object, in order.
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}
