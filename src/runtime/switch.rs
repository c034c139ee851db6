//! From one blog to another without leaving: what is remembered of the old one is kept, its threads end, the new one is
//! read. The terminal, the configuration and what was set by hand stay.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{App, Event, Setup, update};
use crate::site::{Choice, Site};
use crate::system::System;
use crate::text::Clean;

use super::keep::Keeper;
use super::perform::Performer;
use super::run::Session;
use super::wake::Ending;

impl Session {
    /// Reads another blog; one that cannot be opened is a message.
    pub(super) fn open_blog(&mut self, named: &Path) -> io::Result<Option<Ending>> {
        let path = at_home(self.system.as_ref(), named);
        let typography = self.app.in_force().0.typography.asked();
        let choice = Choice { typography, ..Choice::default() };
        let site = match Site::open_as(self.system.as_ref(), &path, &choice) {
            Ok(site) => Arc::new(site),
            Err(error) => {
                self.say(Event::Failed(Clean::line(&error.to_string())));
                return Ok(None);
            }
        };
        if site.root == self.site.root {
            self.say(Event::Done(Clean::line("This is the blog that is open.")));
            return Ok(None);
        }
        self.leave_blog()?;
        let open = post_at(self.system.as_ref(), &site, &path);
        self.enter_blog(site, open)
    }

    /// Ends all that works for the blog that is read. What is to be remembered of it is written before this returns.
    fn leave_blog(&mut self) -> io::Result<()> {
        self.say_farewell();
        self.free_pictures()?;
        #[cfg(feature = "watch")]
        {
            self.watch = None;
        }
        self.keeper = None;
        self.blog += 1;
        Ok(())
    }

    fn enter_blog(&mut self, site: Arc<Site>, open: Option<PathBuf>) -> io::Result<Option<Ending>> {
        self.site = Arc::clone(&site);
        self.performer = Performer::new(Arc::clone(&self.system), Arc::clone(&site), self.answers_here());
        self.performer.first.clone_from(&open);
        if self.config.settings.state {
            self.keeper = Keeper::start(Arc::clone(&self.system), Arc::clone(&site), self.answers_here())?;
        }
        let mut config = self.config.clone();
        (config.settings, config.theme) = self.app.in_force();
        let size = self.screen.measure();
        self.app = App::new(Setup { config, terminal: self.terminal, open, ..Setup::new(site, size) });
        self.stale = true;
        let recalled = self.keeper.is_none().then(|| self.lasting.recall(&self.site.root));
        let recalled = recalled.map(|recalled| Event::Recalled(Box::new(recalled)));
        for event in [Event::Started].into_iter().chain(recalled).chain(self.graphics()) {
            for effect in update(&mut self.app, event) {
                if let Some(ending) = self.perform(effect)? {
                    return Ok(Some(ending));
                }
            }
        }
        Ok(None)
    }
}

/// A path as a shell would read it: `~` is the home directory.
fn at_home(system: &dyn System, path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), system.env("HOME")) {
        (Ok(rest), Some(home)) => Path::new(&home).join(rest),
        _ => path.to_path_buf(),
    }
}

/// The file that was named instead of a directory, relative to the site's root.
pub fn post_at(system: &dyn System, site: &Site, path: &Path) -> Option<PathBuf> {
    let whole = system.canonical(path).ok()?;
    let below = whole.strip_prefix(&site.root).ok()?;
    system.is_file(&site.root, below).then(|| below.to_path_buf())
}
