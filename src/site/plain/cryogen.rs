//! Cryogen: posts in `content/md/posts`, with heads and a configuration in Clojure's notation (its documentation,
//! "Configuration", "Writing Posts").

use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::front_matter;
use crate::site::rules::parts;
use crate::template::Markup;

/// How it is told; the second is its place of old.
pub(super) const KNOWN: Known = Known {
    files: &["content/config.edn", "resources/templates/config.edn"],
    is_meant: |folder| folder.config.contains(":post-root"),
    open,
};

#[derive(Debug)]
struct Cryogen {
    /// The folder of posts below that of their markup.
    posts: String,
}

fn open(folder: &Folder<'_>) -> Framework {
    let config = front_matter::edn(&folder.config);
    let text =
        |key: &str| config.exact(key).and_then(|value| value.to_text()).map(|text| text.trim_matches('/').to_owned());
    let posts = text("post-root").unwrap_or_else(|| "posts".to_owned());
    let route = text("post-root-uri").unwrap_or_else(|| posts.clone());
    let route = format!("{}/{route}", text("blog-prefix").unwrap_or_default());
    let ending = match text("clean-urls").as_deref() {
        Some("dirty" | "false") => Ending::Html,
        Some("no-trailing-slash") => Ending::Bare,
        _ => Ending::Slash,
    };
    let mut sources = Sources::new(ending);
    let at = folder.file.trim_end_matches("/config.edn");
    for markup in ["md", "asc", "adoc"] {
        sources.add(&format!("{at}/{markup}/{posts}"), &route);
    }
    Framework::new(sources, Cryogen { posts }).of_site(text("site-title"), text("site-url"))
}

impl FrameworkRules for Cryogen {
    fn takes(&self, file: &Path) -> bool {
        Markup::of(file) == Markup::AsciiDoc
    }

    fn holds(&self, _sources: &Sources, file: &Path) -> Option<bool> {
        Some(parts(file).any(|part| part == self.posts))
    }

    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        sources.path(page.file, page.stem(), sources.ending, |_| true)
    }
}
