//! Middleman: `blog.prefix` and `blog.permalink`, of files in `source` (its documentation, "Blogging").

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::date;
use crate::site::permalink::expand_braces;

/// How it is told.
pub(super) const KNOWN: Known =
    Known { files: &["config.rb"], is_meant: |folder| folder.config.contains("activate :blog"), open };

#[derive(Debug)]
struct Middleman {
    /// The pattern of addresses.
    pattern: String,
}

fn open(folder: &Folder<'_>) -> Framework {
    let said = |key: &str| {
        let value = folder.config.split(key).nth(1)?.trim_start().strip_prefix('=')?.trim_start();
        Some(value.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?.to_owned())
    };
    let pattern = said("blog.permalink").unwrap_or_else(|| "{year}/{month}/{day}/{title}.html".to_owned());
    let pattern = format!("{}/{pattern}", said("blog.prefix").unwrap_or_default());
    Framework::new(Sources::new(Ending::Slash), Middleman { pattern })
}

impl FrameworkRules for Middleman {
    fn path(&self, _sources: &Sources, page: &Page<'_>) -> String {
        // Files have endings upon endings: `2020-01-02-a.html.markdown`.
        let name = page.slug().or_else(|| page.stem().split('.').next()).unwrap_or_default();
        let title = date::at_start(name).and_then(|(_, length)| name.get(length..)).unwrap_or(name);
        expand_braces(&self.pattern, &|token, _| match token {
            "year" => Some(page.day("%Y")),
            "month" => Some(page.day("%m")),
            "day" => Some(page.day("%d")),
            _ => Some(title.to_owned()),
        })
    }
}
