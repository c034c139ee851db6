//! A folder of Markdown that no generator claims: every Markdown file is a post, but for those every repository has.

use std::path::Path;

use super::rules::{
    Found, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_list, is_markdown, parts,
};
use crate::post::conventions::Conventions;
use crate::post::front_matter::{FrontMatter, Value};
use crate::post::{Post, date};
use crate::template::Dialect;
use crate::text::Clean;

/// Rules of common sense.
#[derive(Debug)]
pub(super) struct Plain {
    conventions: Conventions,
}

/// The rules of a folder without configuration.
pub(super) fn open() -> Found {
    // Notes without any date have that of their file, marked as such.
    let conventions = Conventions { mtime_dates: true, ..Conventions::default() };
    Found { title: None, base_url: None, rules: Box::new(Plain { conventions }) }
}

impl Rules for Plain {
    fn enters(&self, directory: &Path) -> bool {
        !is_built(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        is_markdown(file) && !name.starts_with(['.', '_'])
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let dated = self.conventions.date_keys.iter().any(|key| front.values.get(key).is_some());
        (!is_housekeeping(file) || front.syntax.is_some()) && (!is_list(file) || dated)
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        let values = &front.values;
        let in_drafts =
            parts(file).any(|part| part.eq_ignore_ascii_case("_drafts") || part.eq_ignore_ascii_case("drafts"));
        let status = values.text("status").unwrap_or_default().to_ascii_lowercase();
        post.status.draft = in_drafts
            || flag(values, "draft") == Some(true)
            || flag(values, "published") == Some(false)
            || status == "draft";
        post.status.hidden = ["unlisted", "hidden", "headless"].iter().any(|key| flag(values, key) == Some(true))
            || matches!(status.as_str(), "hidden" | "private" | "skip");
        if post.categories.is_empty() && front.syntax.is_none() {
            post.categories = subject(file).map(Clean::line).into_iter().collect();
        }
        let written = ["permalink", "url", "path"].iter().find_map(|key| values.get(key).and_then(Value::as_text));
        let path = written.map_or_else(|| default_path(file), |path| path.to_owned());
        post.url = Some(if path.contains("://") {
            Clean::line(&path)
        } else {
            address(None, &format!("/{}", path.trim_start_matches('/')))
        });
    }

    fn dialect(&self, file: &Path) -> Dialect {
        if file.extension().is_some_and(|extension| extension == "mdx") { Dialect::Mdx } else { Dialect::Plain }
    }
}

/// The folder that a note without a head is filed in; not one that only says that it holds posts, or when.
fn subject(file: &Path) -> Option<&str> {
    let folder = file.parent()?.file_name()?.to_str()?;
    let is_named = folder.chars().any(char::is_alphabetic) && date::at_start(folder).is_none();
    let is_bundle = file.file_stem().is_some_and(|stem| stem == "index");
    let holds = ["src", "source", "content", "contents", "pages", "docs", "drafts", "_drafts", "vault"];
    (is_named && !is_bundle && !is_blog_folder(folder) && !holds.contains(&folder)).then_some(folder)
}

/// The path of the file without what files have: extension, `index`, date.
fn default_path(file: &Path) -> String {
    // Folders that frameworks keep content in are no part of its address.
    let kept = |name: &&str| {
        matches!(*name, "src" | "source" | "content" | "contents" | "pages" | "website" | "site" | "data")
    };
    let mut names: Vec<&str> = parts(file.parent().unwrap_or(file)).skip_while(kept).collect();
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let dated = date::in_path(Path::new(stem));
    let name = match dated {
        Some(date::PathDate::Name(_, length)) => stem.get(length..).filter(|rest| !rest.is_empty()).unwrap_or(stem),
        _ => stem,
    };
    if name != "index" {
        names.push(name);
    }
    format!("{}/", names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::Site;
    use crate::post::DateSource;
    use crate::system::memory::MemorySystem;

    #[test]
    fn notes_have_the_subject_of_their_folder_and_the_date_of_their_file() {
        let files = [
            ("git/stash-it.md", "# Stash It\n\nText.\n"),
            ("posts/a.md", "# A\n"),
            ("2020-01-02-trip/index.md", "# B\n"),
            ("git/headed.md", "---\ntitle: C\ndate: 2020-01-03\n---\n"),
        ];
        let system = MemorySystem::with_files(files);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let told = |path: &str| {
            let post = site.read_post(path.as_ref(), &system.files[std::path::Path::new(path)], 0, 86_400).unwrap();
            let date = post.date.unwrap();
            (post.title.to_string(), post.categories.first().map(|name| name.to_string()), date.source)
        };
        let category = |name: &str| Some(name.to_owned());
        assert_eq!(told("git/stash-it.md"), ("Stash It".to_owned(), category("git"), DateSource::Mtime));
        assert_eq!(told("posts/a.md"), ("A".to_owned(), None, DateSource::Mtime));
        assert_eq!(told("2020-01-02-trip/index.md"), ("B".to_owned(), None, DateSource::Folder));
        assert_eq!(told("git/headed.md"), ("C".to_owned(), None, DateSource::FrontMatter));
    }
}
