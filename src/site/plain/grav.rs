//! Grav: a folder a page, whose file is called like its template.
//!
//! Rules from its documentation ("Pages", "Headers", "Taxonomy").

use std::borrow::Cow;
use std::path::Path;

use super::framework::{Folder, Framework, FrameworkRules, Known, Page};
use super::sources::{Ending, Sources};
use crate::post::Conventions;
use crate::post::conventions::{Names, Split};
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::site::settings;

/// How it is told: a site's whole tree, or the part of it that its owner keeps.
pub(super) const KNOWN: Known = Known {
    files: &["user/config/site.yaml", "user/config/system.yaml", "config/site.yaml", "config/system.yaml"],
    is_meant: |folder| folder.has(&pages(folder)),
    open,
};
/// What pages are called that are entries of a blog.
const ENTRIES: [&str; 6] = ["item", "post", "blog_item", "blog-item", "blogitem", "article"];

#[derive(Debug)]
struct Grav;

/// The folder of pages.
fn pages(folder: &Folder<'_>) -> String {
    format!("{}pages", if folder.file.starts_with("user/") { "user/" } else { "" })
}

fn open(folder: &Folder<'_>) -> Framework {
    let config: Map<'static> = settings::read(folder.system, folder.root, &[folder.file]).unwrap_or_default();
    let sources = Sources::at(&pages(folder), "", Ending::Bare);
    Framework::new(sources, Grav).of_site(config.text("title").map(str::to_owned), None)
}

impl FrameworkRules for Grav {
    fn conventions(&self) -> Conventions {
        Conventions {
            tags: Names::listed(&["taxonomy.tag", "taxonomy.tags"], Split::Guess),
            categories: Names::listed(&["taxonomy.category", "taxonomy.categories"], Split::Guess),
            ..Conventions::default()
        }
    }

    fn holds(&self, _sources: &Sources, file: &Path) -> Option<bool> {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        // A language stands behind the template: `item.de.md`.
        ENTRIES.contains(&stem.split('.').next().unwrap_or_default()).then_some(true)
    }

    /// A time may stand before its day: `13:34 06/21/2017`.
    fn complete(&self, _file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let turned = front.values.text("date").and_then(|date| {
            let (time, day) = date.trim().split_once(' ')?;
            (time.contains(':') && !day.contains(':')).then(|| format!("{day} {time}"))
        });
        front.values.0.extend(turned.map(|date| (Cow::Borrowed("date"), Value::Text(Cow::Owned(date)))));
        true
    }

    /// The folders of a page without the numbers that sort them; a slug stands for the last one.
    fn path(&self, sources: &Sources, page: &Page<'_>) -> String {
        let (mut folders, _) = sources.below(page.file);
        let own = folders.pop().unwrap_or_default();
        let names = folders.into_iter().chain(Some(page.slug().unwrap_or(own))).map(unnumbered);
        names.collect::<Vec<_>>().join("/")
    }
}

/// A folder's name without the number before it: `01.blog`.
fn unnumbered(name: &str) -> &str {
    match name.split_once('.') {
        Some((number, rest)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => name,
    }
}
