//! What an app starts from: the site, the screen, and what the user configured.

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{ColorChoice, Config, Terminal};
use crate::site::Site;

/// What an app starts from.
#[derive(Debug)]
pub struct Setup {
    /// The site to read.
    pub site: Arc<Site>,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// What the user configured, all themes among it.
    pub config: Config,
    /// What the terminal can show.
    pub terminal: Terminal,
    /// The post to open at once, relative to the root.
    pub open: Option<PathBuf>,
}

impl Setup {
    /// A site on a screen of a terminal with colours, everything else as it is without a configuration.
    pub fn new(site: Arc<Site>, size: (u16, u16)) -> Self {
        Self {
            site,
            size,
            config: Config::default(),
            terminal: Terminal::from_env(&|_| None, ColorChoice::Always),
            open: None,
        }
    }
}
