//! The session's dealings with other programs: who is started, who is lent the terminal, what is said about it.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use crate::app::Event;
use crate::library::body::MAX_POST;
use crate::system::programs::{self, Words};
use crate::text::Clean;

use super::outside::opener::Plan;
use super::outside::{Outside, clipboard, editor, opener};
use super::perform::program_name;
use super::run::{Session, drained};

impl Session {
    /// Tells the app something.
    pub(super) fn say(&self, event: Event) {
        let _ = self.answers_here().try_send(event);
    }

    /// Opens a target outside, or shows and copies it.
    pub(super) fn open(&mut self, target: &OsStr, shown: &Clean) -> io::Result<()> {
        let configured = self.config.settings.opener.clone();
        let plan = opener::plan(&Outside::new(self.system.as_ref()), &configured, target);
        match plan {
            Plan::Beside(programs) => {
                self.performer.open_beside(programs, shown.clone())?;
                self.say(Event::Done(Clean::line(&format!("Opening {shown}"))));
            }
            Plan::InTerminal(words) => {
                self.lend(shown, || programs::run_in_terminal(&words))?;
            }
            Plan::Show(why) => {
                self.put_on_clipboard(shown)?;
                self.say(Event::Done(Clean::line(&format!("{shown}  (copied: {why})"))));
            }
        }
        Ok(())
    }

    /// Opens a file of the site outside: only a regular file below the root, after links are resolved.
    pub(super) fn open_asset(&mut self, path: &Path) -> io::Result<()> {
        let shown = Clean::line(&path.display().to_string());
        match self.inside(path) {
            Some(file) if opener::is_runnable(&file) => {
                self.say(Event::Failed(Clean::line(&format!("{shown} could run as a program and was not opened"))));
                Ok(())
            }
            Some(file) => self.open(file.as_os_str(), &shown),
            None => {
                self.say(Event::Failed(Clean::line(&format!("{shown} is not a file of this blog"))));
                Ok(())
            }
        }
    }

    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let root = &self.site.root;
        let is_file = self.system.is_file(root, path);
        let whole = is_file.then(|| self.system.canonical(&root.join(path)).ok()).flatten()?;
        whole.starts_with(root).then_some(whole)
    }

    /// Puts text on the clipboard and says how much.
    pub(super) fn copy(&mut self, text: &Clean) -> io::Result<()> {
        let told = match clipboard::copied(text) {
            Some(copied) => Event::Done(Clean::line(&format!("Copied {}", named(copied)))),
            None => Event::Failed(Clean::line(&format!("{} is too much to copy", amount(text)))),
        };
        self.say(told);
        self.put_on_clipboard(text)
    }

    fn put_on_clipboard(&mut self, text: &Clean) -> io::Result<()> {
        let Some(copied) = clipboard::copied(text) else { return Ok(()) };
        let to = &self.to;
        self.screen.send(clipboard::escape(copied).as_bytes(), || drained(to))?;
        match clipboard::helper(&Outside::new(self.system.as_ref())) {
            Some(words) => self.performer.feed(words, copied.to_owned()),
            None => Ok(()),
        }
    }

    /// Gives the terminal to the editor, at a line of a file of the site: the one that has the words, from `from` on.
    pub(super) fn edit(&mut self, path: &Path, (from, words): (u32, &Clean)) -> io::Result<()> {
        let shown = Clean::line(&path.display().to_string());
        let text = self.system.read(&self.site.root, path, MAX_POST).ok().filter(|_| !words.is_empty());
        let text = text.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        let line = text.map_or(from, |text| editor::line_of(&text, from, words));
        let outside = Outside::new(self.system.as_ref());
        let file = self.inside(path);
        let words = file.and_then(|file| editor::plan(&outside, &self.config.settings.editor, &file, line));
        match words {
            Some(words) => {
                self.lend(&shown, || programs::run_in_terminal(&words))?;
            }
            None => self.say(Event::Failed(Clean::line(&format!("{shown}: no editor was found; set EDITOR")))),
        }
        self.say(Event::FilesChanged(vec![path.to_path_buf()]));
        Ok(())
    }

    /// Gives a text to the configured command.
    pub(super) fn pipe(&mut self, text: &Clean) -> io::Result<()> {
        let outside = Outside::new(self.system.as_ref());
        let words: Words = self.config.settings.pipe.iter().map(OsString::from).collect();
        match outside.programs.resolve(&words) {
            Some(words) => {
                if self.lend(&Clean::line("the post"), || programs::run_with_text(&words, text))? {
                    self.say(Event::Done(Clean::line(&format!("The post was given to {}", program_name(&words)))));
                }
                Ok(())
            }
            None => {
                self.say(Event::Failed(Clean::line(
                    "No command takes posts yet: `pipe` in the configuration names one.",
                )));
                Ok(())
            }
        }
    }

    /// Lends the terminal to a program until it ends. Whether it ended well; if not, that is said.
    fn lend(&mut self, what: &Clean, run: impl FnOnce() -> io::Result<()>) -> io::Result<bool> {
        self.reader.pause();
        self.free_pictures()?;
        self.screen.release();
        let result = run();
        self.screen.retake(self.modes())?;
        self.reader.resume();
        self.stale = true;
        self.say(Event::Resumed);
        if let Err(error) = &result {
            self.say(Event::Failed(Clean::line(&format!("{what}: the program {error}"))));
        }
        Ok(result.is_ok())
    }
}

/// A text that is one short line as it is; of another one, how much it is.
fn named(text: &str) -> String {
    const SHORT: usize = 60;
    let is_short = text.lines().count() == 1 && text.chars().nth(SHORT).is_none();
    if is_short { text.trim().to_owned() } else { amount(text) }
}

fn amount(text: &str) -> String {
    match (text.lines().count(), text.chars().count()) {
        (0 | 1, 1) => "1 character".to_owned(),
        (0 | 1, characters) => format!("{characters} characters"),
        (lines, characters) => format!("{lines} lines, {characters} characters"),
    }
}
