//! A folder of Markdown that no generator claims: every Markdown file is a post, but for those every repository has. Files in
//! other markup are posts if they have a date.

mod cobalt;
mod cryogen;
mod empress;
pub(super) mod framework;
mod frog;
mod gatsby;
mod grav;
mod gridsome;
mod hakyll;
mod jigsaw;
mod loaders;
mod lume;
mod metalsmith;
mod middleman;
mod mkdocs;
mod next;
mod nikola;
mod nuxt;
mod quarto;
mod quartz;
mod rewrites;
mod routes;
mod sculpin;
mod sources;
mod sphinx;
mod vue;

use std::path::Path;

use self::framework::Framework;

use super::permalink::squeeze;
use super::rules::{
    Found, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_list, is_markdown, is_other_markup,
    parts,
};
use crate::post::conventions::Conventions;
use crate::post::front_matter::{FrontMatter, Map, Value};
use crate::post::{Post, date};
use crate::system::System;
use crate::template::{Dialect, Markup};
use crate::text::Clean;

/// Rules of common sense.
#[derive(Debug)]
pub(super) struct Plain {
    conventions: Conventions,
    /// What makes a site of the folder, where that is known.
    framework: Option<Framework>,
    /// Whose Markdown it is.
    dialect: Dialect,
}

/// The rules of a folder that no generator claims, and of frameworks that have few of their own.
pub(super) fn open(system: &dyn System, root: &Path) -> Found {
    let framework = Framework::of(system, root);
    // Notes without any date have that of their file, marked as such.
    let mut conventions = match &framework {
        Some(framework) => framework.conventions(),
        None => Conventions { mtime_dates: true, ..Conventions::default() },
    };
    if let Some(zone) = framework.as_ref().and_then(|framework| framework.zone.clone()) {
        conventions.clock.zone = zone;
    }
    let title = framework.as_ref().and_then(|framework| framework.title.clone());
    let base_url = framework.as_ref().and_then(|framework| framework.base.clone());
    let is_franklin = || system.is_file(root, Path::new("config.md")) && system.is_dir(root, Path::new("_layout"));
    let dialect = match framework.as_ref().map_or(Dialect::Plain, Framework::dialect) {
        Dialect::Plain if is_franklin() => Dialect::Franklin,
        dialect => dialect,
    };
    Found { title, base_url, rules: Box::new(Plain { conventions, framework, dialect }) }
}

/// The rules of a folder where nothing is known.
pub(super) fn unknown() -> Found {
    let conventions = Conventions { mtime_dates: true, ..Conventions::default() };
    Found {
        title: None,
        base_url: None,
        rules: Box::new(Plain { conventions, framework: None, dialect: Dialect::Plain }),
    }
}

impl Rules for Plain {
    fn enters(&self, directory: &Path) -> bool {
        let told = self.framework.as_ref().and_then(|framework| framework.enters(directory));
        told.unwrap_or_else(|| !is_built(directory))
    }

    fn is_post(&self, file: &Path) -> bool {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_text = match &self.framework {
            Some(framework) => is_markdown(file) || framework.takes(file),
            None => is_markdown(file) || is_other_markup(file),
        };
        is_text && !name.starts_with(['.', '_'])
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        if self.framework.as_ref().is_some_and(|framework| !framework.complete(file, front)) {
            return false;
        }
        let dated = self.conventions.date_keys.iter().any(|key| front.values.get(key).is_some());
        let is_post = (!is_housekeeping(file) || front.syntax.is_some()) && (!is_list(file) || dated);
        // Manuals are written in other markup, too; what has a date is a post, and what says that it is one.
        let is_told = || flag(&front.values, "blogpost") == Some(true);
        let is_post = is_post && (!is_other_markup(file) || dated || date::in_path(file).is_some() || is_told());
        // A framework's site has pages that are about other things.
        let Some(framework) = &self.framework else { return is_post };
        let in_blog = || parts(file.parent().unwrap_or(file)).any(is_blog_folder) && front.syntax.is_some();
        let is_post = is_post && (dated || !says_list(&front.values));
        is_post && framework.holds(file).unwrap_or_else(|| dated || date::in_path(file).is_some() || in_blog())
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let values = &front.values;
        let in_drafts =
            parts(file).any(|part| part.eq_ignore_ascii_case("_drafts") || part.eq_ignore_ascii_case("drafts"));
        let status = values.text("status").unwrap_or_default().to_ascii_lowercase();
        post.status.draft = in_drafts
            || ["draft", "isdraft"].iter().any(|key| flag(values, key) == Some(true))
            || flag(values, "published") == Some(false)
            || status == "draft";
        post.status.hidden = ["unlisted", "hidden", "headless"].iter().any(|key| flag(values, key) == Some(true))
            || matches!(status.as_str(), "hidden" | "private" | "skip")
            || leads_on(values);
        if let Some(framework) = &self.framework {
            framework.finish(front, post, now);
        }
        if post.categories.is_empty() && front.syntax.is_none() {
            post.categories = subject(file).map(Clean::line).into_iter().collect();
        }
        let keys: &[&str] = if self.framework.as_ref().is_some_and(Framework::has_own_addresses) {
            &[]
        } else {
            &["permalink", "url", "path"]
        };
        let written = keys.iter().find_map(|key| values.get(key).and_then(Value::as_text));
        let written = written.filter(|path| !path.contains("{{") && !path.contains("/:"));
        let (made, base) = match &self.framework {
            Some(framework) => (framework.path(file, values, post), framework.base.as_deref()),
            None => (default_path(file), None),
        };
        let path = written.map_or(made, str::to_owned);
        post.url =
            Some(if path.contains("://") { Clean::line(&path) } else { address(base, &squeeze(&format!("/{path}"))) });
    }

    fn markup(&self, file: &Path) -> Markup {
        let is_framework_s = self.framework.as_ref().is_some_and(|framework| framework.takes(file));
        // Nikola's own format has files that end in `.txt` too.
        let is_text = is_framework_s && file.extension().is_some_and(|extension| extension == "txt");
        if is_text { Markup::Rst } else { Markup::of(file) }
    }

    fn dialect(&self, file: &Path) -> Dialect {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("mdx" | "svx") => Dialect::Mdx,
            Some("qmd" | "Rmd" | "rmd") if self.dialect != Dialect::Mdx => Dialect::Pandoc,
            _ => self.dialect,
        }
    }
}

/// Whether a page without a date says that it lists others: by its layout, or in so many words.
fn says_list(head: &Map<'_>) -> bool {
    let layout = head.text("layout").or_else(|| head.text("template")).unwrap_or_default().to_ascii_lowercase();
    flag(head, "listing") == Some(true)
        || ["index", "categ", "archive", "list"].iter().any(|word| layout.contains(word))
}

/// Whether a page has no words of its own: all that its head says is where it leads.
fn leads_on(head: &Map<'_>) -> bool {
    head.get("title").is_none() && ["redirect", "redirect_to"].iter().any(|key| head.text(key).is_some())
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
        matches!(*name, "src" | "source" | "content" | "contents" | "pages" | "website" | "site" | "data" | "apps")
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
mod tests;
