//! Empress Blog: posts lie in `content`; those who wrote them and what they are about have files of their own beside it
//! (its documentation).

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known};
use super::sources::{Ending, Sources};
use crate::site::script;

/// How it is told: every Ember application has this file.
pub(super) const KNOWN: Known = Known {
    files: &["config/environment.js"],
    is_meant: |folder| folder.config.contains("blog:") && folder.has(CONTENT),
    open,
};
const CONTENT: &str = "content";

#[derive(Debug)]
struct Empress;

fn open(folder: &Folder<'_>) -> Framework {
    // Set for what is published alone, as a rule.
    let base = script::text(&folder.config.replace("ENV.blog.host", "host"), "host");
    let sources = Sources::at(CONTENT, "", Ending::Bare);
    Framework::new(sources, Empress).of_site(script::text(&folder.config, "title"), base)
}

impl FrameworkRules for Empress {
    fn holds(&self, sources: &Sources, file: &Path) -> Option<bool> {
        Some(sources.hold(file))
    }
}
