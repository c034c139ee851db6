//! The sections of a Hugo site: what their `_index` files say of themselves and of the pages below them.
//!
//! Knows heads of `_index` files; what a page makes of them is its own business.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::cascade::Cascades;
use super::roots::Root;
use crate::post::front_matter::{self, Fences, FrontMatter, Map};
use crate::system::System;
use crate::text::decode::{Extent, decode};

/// Bytes of a section's head that are read.
const HEAD: usize = 32 * 1024;
/// Sections whose heads are read.
const MOST: usize = 4_096;

/// The sections of a site.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// What they and the configuration say of the pages below them.
    pub cascades: Cascades,
    /// By their place below the content folder.
    named: HashMap<PathBuf, Vec<Section>>,
}

/// One section in one language.
#[derive(Debug)]
struct Section {
    language: String,
    slug: Option<String>,
    title: Option<String>,
}

impl Sections {
    /// Of the configuration and of these `_index` files.
    pub(super) fn of(
        system: &dyn System,
        root: &Path,
        settings: &Map<'static>,
        content: &[Root],
        files: &[PathBuf],
    ) -> Self {
        let mut sections = Self { cascades: Cascades::of(settings), named: HashMap::new() };
        for (at, file) in files.iter().enumerate() {
            let head = (at < MOST).then(|| system.read(root, file, HEAD).ok()).flatten();
            let text = head.as_ref().map(|head| decode(&head.bytes, Extent::Head).text).unwrap_or_default();
            let front = front_matter::read(&text, Fences::Yaml);
            let Some(folder) = file.parent() else { continue };
            sections.cascades.of_section(folder, &front);
            let places = content.iter().find_map(|root| Some((root.below(file)?, root.language.as_str())));
            if let Some((below, language)) = places {
                sections.add(&below, language, &front);
            }
        }
        sections
    }

    fn add(&mut self, below: &Path, language: &str, front: &FrontMatter<'_>) {
        let stem = below.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let language = stem.strip_prefix("_index.").unwrap_or(language).to_lowercase();
        let own = |key: &str| front.values.text(key).map(str::to_owned);
        let section = Section { language, slug: own("slug"), title: own("title") };
        self.named.entry(below.parent().unwrap_or(Path::new("")).to_path_buf()).or_default().push(section);
    }

    /// Whether a folder of the content has an `_index` file.
    pub(super) fn is_one(&self, folder: &Path) -> bool {
        self.named.contains_key(folder)
    }

    /// The slug that a folder of the content has been given.
    pub(super) fn slug(&self, folder: &Path, language: &str) -> Option<&str> {
        self.in_language(folder, language)?.slug.as_deref()
    }

    /// The slug of a folder of the content, else its title.
    pub(super) fn slug_or_title(&self, folder: &Path, language: &str) -> Option<Cow<'_, str>> {
        let section = self.in_language(folder, language)?;
        let title = || section.title.as_ref().map(|title| Cow::Owned(title.replace('/', "-")));
        section.slug.as_deref().map(Cow::Borrowed).or_else(title)
    }

    fn in_language(&self, folder: &Path, language: &str) -> Option<&Section> {
        self.named.get(folder)?.iter().find(|section| section.language == language)
    }
}
