//! Hexo: posts below `source/_posts`, dates by the pattern of new posts' names, addresses by `permalink`.
//!
//! Rules from Hexo's documentation ("Writing", "Permalinks", "Configuration") and from its behavior.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::permalink::{date_token, expand_colons, squeeze};
use super::rules::{Found, Rules, address, flag, is_future, is_html, is_markdown, parts, zone};
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date::{self, Clock, DayOrder};
use crate::post::front_matter::{FrontMatter, Map};
use crate::post::{Conventions, Post};
use crate::template::Dialect;

/// A Hexo site's rules.
#[derive(Debug)]
struct Hexo {
    conventions: Conventions,
    source: PathBuf,
    permalink: String,
    /// Whether names of posts start with their date, which is then no part of the slug.
    names_dated: bool,
    default_category: String,
    hides_future: bool,
    base: Option<String>,
    root: String,
    trims_html: bool,
}

/// Reads the configuration of a site.
pub(super) fn open(settings: &Map<'static>) -> Found {
    let text = |name: &str| settings.text(name).map(str::to_owned);
    let base = text("url").filter(|url| url.contains("://")).map(|url| url.trim_end_matches('/').to_owned());
    let new_post = text("newpostname").unwrap_or_else(|| ":title.md".to_owned());
    let zone = zone(settings.text("timezone")).unwrap_or(TimeZone::UTC);
    let root = text("root").unwrap_or_default().trim_end_matches('/').to_owned();
    let pretty = settings.get("prettyurls").and_then(|value| flag(value.as_map()?, "trailinghtml"));
    let rules = Hexo {
        conventions: Conventions {
            clock: Clock { zone, bare_times_are_utc: false, day_order: DayOrder::MonthFirst },
            path_dates: PathDates::Name,
            date_keys: keys(&["date"]),
            updated_keys: keys(&["updated"]),
            tags: Names::listed(&["tags", "tag"], Split::Never),
            categories: Names::listed(&["categories", "category"], Split::Never),
            untitled: Untitled::Heading,
            mtime_dates: true,
            ..Conventions::default()
        },
        source: PathBuf::from(text("sourcedir").unwrap_or_else(|| "source".to_owned()).trim_matches('/')),
        permalink: text("permalink").unwrap_or_else(|| ":year/:month/:day/:title/".to_owned()),
        names_dated: new_post.contains(":year") && new_post.contains(":day"),
        default_category: text("defaultcategory").unwrap_or_else(|| "uncategorized".to_owned()),
        hides_future: flag(settings, "future") == Some(false),
        // `root` is part of `url` already where a site lives below its host.
        root: if base.as_deref().is_some_and(|base| base.ends_with(&root)) { String::new() } else { root },
        base: base.clone(),
        trims_html: pretty == Some(false),
    };
    Found { title: text("title"), base_url: base, rules: Box::new(rules) }
}

impl Hexo {
    /// The path below `_posts` or `_drafts`, and whether it is a draft's.
    fn below<'p>(&self, file: &'p Path) -> Option<(&'p Path, bool)> {
        let inside = file.strip_prefix(&self.source).ok()?;
        let posts = inside.strip_prefix("_posts").ok().map(|below| (below, false));
        posts.or_else(|| inside.strip_prefix("_drafts").ok().map(|below| (below, true)))
    }

    fn path_of_url(&self, below: &Path, front: &FrontMatter<'_>, post: &Post) -> String {
        if let Some(own) = front.values.text("permalink") {
            return squeeze(own);
        }
        let stem = below.with_extension("").to_string_lossy().into_owned();
        let (folder, name) = stem.rsplit_once('/').map_or(("", stem.as_str()), |(folder, name)| (folder, name));
        let dated = date::at_start(name).filter(|_| self.names_dated);
        let name = dated.and_then(|(_, length)| name.get(length..)).filter(|rest| !rest.is_empty()).unwrap_or(name);
        let title = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let date = post.date.map(|date| self.conventions.clock.on_site(&date));
        let path = expand_colons(&self.permalink, &|token| match token {
            "title" => Some(front.values.text("slug").unwrap_or(&title).to_owned()),
            "name" => Some(name.to_owned()),
            "post_title" => Some(super::slug::hexo(&post.title)),
            "category" => Some(match post.categories.is_empty() {
                true => self.default_category.clone(),
                false => post.categories.iter().map(|name| super::slug::hexo(name)).collect::<Vec<_>>().join("/"),
            }),
            _ => date.and_then(|date| date_token(date, token)),
        });
        let path = squeeze(&path);
        let trimmed = path.strip_suffix(".html").filter(|_| self.trims_html);
        trimmed.map_or_else(|| path.clone(), str::to_owned)
    }
}

impl Rules for Hexo {
    fn enters(&self, directory: &Path) -> bool {
        let Ok(inside) = directory.strip_prefix(&self.source) else { return self.source.starts_with(directory) };
        let mut names = parts(inside);
        let first = names.next();
        first.is_none_or(|name| name == "_posts" || name == "_drafts")
            && names.all(|name| !name.starts_with(['_', '.']))
    }

    fn is_post(&self, file: &Path) -> bool {
        let Some((below, _)) = self.below(file) else { return false };
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let hidden = parts(below).any(|part| part.starts_with(['_', '.'])) || name.ends_with(['%', '~']);
        !hidden && (is_markdown(file) || is_html(file))
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let Some((below, is_draft)) = self.below(file) else { return };
        post.status.draft = is_draft;
        post.status.hidden = flag(&front.values, "published") == Some(false);
        post.status.future = self.hides_future && is_future(post, now);
        let path = self.path_of_url(below, front, post);
        post.url = Some(address(self.base.as_deref(), &format!("{}{path}", self.root)));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Hexo
    }
}
