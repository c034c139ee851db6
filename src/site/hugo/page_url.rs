//! The address of a Hugo page: `url`, else a permalink pattern, else the path of its file.
//!
//! Rules from Hugo's documentation ("URL management", "Configure permalinks") and from what Hugo makes of awkward names.

use std::path::{Path, PathBuf};

use super::Hugo;
use crate::post::Post;
use crate::post::date::go_layout;
use crate::post::front_matter::{FrontMatter, Map};
use crate::site::permalink::{date_token, expand_words, squeeze};
use crate::site::rules::parts;
use crate::site::slug::{hugo_cased, without_accents};

/// A page as its address sees it.
pub(super) struct Page<'a> {
    /// The file from its content folder.
    pub below: &'a Path,
    /// Its name without extension and language.
    pub name: &'a str,
    /// The slug that its name gives it.
    pub slug: Option<&'a str>,
    /// Its language.
    pub language: &'a str,
    /// Its head.
    pub front: &'a FrontMatter<'a>,
    /// What is known of it.
    pub post: &'a Post,
}

impl Page<'_> {
    fn is_bundle(&self) -> bool {
        self.below.file_stem().is_some_and(|stem| stem.to_string_lossy().split('.').next() == Some("index"))
    }

    /// The folders of its sections and what else is above it; a bundle's own folder is its name.
    fn folders(&self) -> Vec<&str> {
        let mut folders: Vec<&str> = parts(self.below.parent().unwrap_or(Path::new(""))).collect();
        if self.is_bundle() {
            folders.pop();
        }
        folders
    }

    /// What stands for the page in its address.
    fn base_name(&self) -> &str {
        let folder = || self.below.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        if self.name == "index" { folder().unwrap_or(self.name) } else { self.name }
    }

    /// Its slug, which has no hyphens at its ends.
    fn slug(&self) -> Option<&str> {
        let own = self.front.values.text("slug").map(|slug| slug.trim_matches('-')).filter(|slug| !slug.is_empty());
        own.or(self.slug)
    }
}

impl Hugo {
    /// The path of a page, and whether it has its language in front already.
    pub(super) fn path_of_url(&self, page: &Page<'_>) -> (String, bool) {
        if let Some(url) = page.front.values.text("url") {
            let is_absolute = url.starts_with('/');
            let lead = if is_absolute { "" } else { "/" };
            let url = format!("{lead}{}", self.expand(url, page));
            let is_file = url.rsplit('/').next().is_some_and(|last| last.is_empty() || last.contains('.'));
            return (if is_file { url } else { format!("{url}/") }, is_absolute);
        }
        let folders = page.folders();
        let section = folders.first().copied().unwrap_or_default();
        let patterns = self.language_permalinks.iter().find(|(language, _)| language == page.language);
        let patterns = patterns.map_or(&self.permalinks, |(_, patterns)| patterns);
        let place = format!("/{}/{}", folders.join("/"), page.base_name()).replace(' ', "-").to_lowercase();
        let place = place.replace("//", "/");
        if let Some(permalink) = patterns.iter().find(|permalink| permalink.is_for(&place)) {
            let path = squeeze(&self.expand(&permalink.pattern, page));
            let path = if self.lowercase { lower(&path) } else { path };
            return (self.ended(&path, section), false);
        }
        let mut path = String::new();
        for (depth, folder) in folders.iter().enumerate() {
            let slug = self.folders.sections.slug(&folder_at(page.below, depth), page.language);
            path.extend(["/", &slug.map_or_else(|| self.of_file(folder), |slug| self.urlize(slug))]);
        }
        let last = page.slug().map_or_else(|| self.of_file(page.base_name()), |slug| self.urlize(slug));
        let end = if self.is_ugly(section) { ".html" } else { "/" };
        (squeeze(&format!("{path}/{last}{end}")), false)
    }

    /// Whether the pages of a section are files (`uglyURLs`, of the site or by section).
    fn is_ugly(&self, section: &str) -> bool {
        self.ugly || self.ugly_sections.iter().any(|ugly| ugly == section)
    }

    /// A path with the end that the site's pages have.
    fn ended(&self, path: &str, section: &str) -> String {
        match path.strip_suffix('/').unwrap_or(path) {
            page if self.is_ugly(section) && !page.is_empty() => format!("{page}.html"),
            page => format!("{page}/"),
        }
    }

    fn urlize(&self, text: &str) -> String {
        let path = if self.removes_accents { hugo_cased(&without_accents(text)) } else { hugo_cased(text) };
        if self.lowercase { lower(&path) } else { path }
    }

    /// The name of a file or folder in an address: each of its spaces is a hyphen, unless names stay as they are
    /// (`paths.PathParser.Parse`).
    fn of_file(&self, name: &str) -> String {
        if self.lowercase { self.urlize(&name.replace(' ', "-")) } else { self.urlize(name) }
    }

    /// A text as a token of a pattern: what has a meaning in URLs goes.
    fn token(&self, text: &str) -> String {
        let mut token = String::new();
        for c in self.urlize(text).chars() {
            let c = if c == '+' { '-' } else { c };
            let doubled = c == '-' && token.ends_with('-') && text.contains('+');
            token.extend(Some(c).filter(|_| !doubled));
        }
        token.truncate(token.trim_end_matches('#').len());
        token
    }

    fn expand(&self, pattern: &str, page: &Page<'_>) -> String {
        let folders = page.folders();
        // A page without a date has Go's first day.
        let date = page.post.date.map_or(jiff::civil::date(1, 1, 1).at(0, 0, 0, 0), |date| date.civil);
        let title = &written_title(&page.front.values).unwrap_or_default().replace('/', "-");
        // Without title and slug the pattern's part is empty, and its slash goes.
        let slug = page.slug().unwrap_or(title);
        let or_name = |text: &str| self.token(Some(text).filter(|it| !it.is_empty()).unwrap_or(page.base_name()));
        expand_words(pattern, &|token, part| match token {
            "section" => Some(self.urlize(folders.first().copied().unwrap_or_default())),
            "sections" => {
                let sections = self.sections_of(page.below, &folders);
                Some(self.urlize(&cut(&sections, part).join("/")))
            }
            "sectionslug" => Some(self.section_slugs(page, &folders).into_iter().take(1).collect()),
            "sectionslugs" => Some(cut(&self.section_slugs(page, &folders), part).join("/")),
            "title" => Some(self.token(title)),
            "slug" => Some(self.token(slug)),
            "slugorfilename" | "slugorcontentbasename" => Some(or_name(page.slug().unwrap_or_default())),
            "filename" | "contentbasename" => Some(self.token(page.base_name())),
            "year" => Some(date.year().to_string()),
            "monthname" => date_token(date, "long_month"),
            "weekday" => Some((date.weekday().to_sunday_zero_offset()).to_string()),
            "weekdayname" => date_token(date, "long_day"),
            "yearday" => Some(date.day_of_year().to_string()),
            "month" | "day" => date_token(date, token),
            _ => go_layout(date, token),
        })
    }

    /// The sections above a page: the first folder, and those below it that have an `_index` file.
    fn sections_of<'f>(&self, below: &Path, folders: &[&'f str]) -> Vec<&'f str> {
        let is_section = |depth: usize| self.folders.sections.is_one(&folder_at(below, depth));
        let named = folders.iter().enumerate();
        named.filter(|(depth, _)| *depth == 0 || is_section(*depth)).map(|(_, name)| *name).collect()
    }

    /// The slugs of the sections above a page, else their titles (`pageToPermalinkSectionSlugs`).
    fn section_slugs(&self, page: &Page<'_>, folders: &[&str]) -> Vec<String> {
        let sections = &self.folders.sections;
        let slug = |(depth, name): (usize, &&str)| {
            let folder = folder_at(page.below, depth);
            let own = sections.slug_or_title(&folder, page.language).map(|own| self.token(&own));
            own.or_else(|| (depth == 0 || sections.is_one(&folder)).then(|| self.token(name)))
        };
        folders.iter().enumerate().filter_map(slug).collect()
    }
}

/// The folder at this depth above a page, from its content folder.
fn folder_at(below: &Path, depth: usize) -> PathBuf {
    below.components().take(depth + 1).collect()
}

/// In small letters, each of them one, as Go has it.
fn lower(text: &str) -> String {
    text.chars().filter_map(|c| c.to_lowercase().next()).collect()
}

/// A part of the sections: `[1]`, `[last]`, `[1:]`, `[:last]` (`toSliceFunc` of Hugo's permalinks).
fn cut<'s, T>(sections: &'s [T], part: Option<&str>) -> &'s [T] {
    let count = sections.len();
    let number = |text: &str| match text.trim() {
        "last" => Some(count.saturating_sub(1)),
        text => text.parse::<usize>().ok(),
    };
    let range = part.map(|part| match part.split_once(':') {
        Some((low, high)) => (number(low).unwrap_or(0), number(high).unwrap_or(count).min(count)),
        None => number(part).map_or((0, 0), |at| (at, (at + 1).min(count))),
    });
    let (low, high) = range.unwrap_or((0, count));
    sections.get(low..high).unwrap_or_default()
}

/// The title as it is written in the head, where one is.
fn written_title<'v>(values: &'v Map<'_>) -> Option<&'v str> {
    values.text("title")
}
