//! MkDocs: the posts of Material's plugin for blogs.

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::site::rules::parts;
use crate::site::{settings, slug};

/// How it is told.
pub(super) const KNOWN: Known = Known { files: &[FILE], is_meant: |_| true, open };
const FILE: &str = "mkdocs.yml";

#[derive(Debug)]
struct MkDocs;

fn open(folder: &Folder<'_>) -> Framework {
    let config = settings::read(folder.system, folder.root, &[FILE]).unwrap_or_default();
    let text = |key| config.text(key).map(str::to_owned);
    let sources = Sources::at(config.text("docsdir").unwrap_or("docs"), "", Ending::Slash);
    Framework::new(sources, MkDocs).of_site(text("sitename"), text("siteurl"))
}

impl FrameworkRules for MkDocs {
    fn holds(&self, _sources: &Sources, file: &Path) -> Option<bool> {
        Some(parts(file).any(|part| part == "posts"))
    }

    fn path(&self, _sources: &Sources, page: &Page<'_>) -> String {
        let folders: Vec<&str> = parts(page.file).skip(1).take_while(|part| *part != "posts").collect();
        let title = page.slug().map_or_else(|| slug::github(&page.post.title), str::to_owned);
        format!("{}/{}/{title}/", folders.join("/"), page.day("%Y/%m/%d"))
    }
}
