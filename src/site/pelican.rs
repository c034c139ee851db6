//! Pelican: settings of `pelicanconf.py` read as text, articles below the content path, addresses by `ARTICLE_URL`.
//!
//! Rules from Pelican's documentation ("Settings", "Writing content") and from its behavior.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::permalink::{expand_braces, squeeze};
use super::rules::{Found, Rules, address, flag, is_built, is_future, is_html, is_markdown, parts, zone};
use super::slug::pelican;
use crate::post::conventions::{Names, PathDates, Split, Untitled, keys};
use crate::post::date::{Clock, DayOrder};
use crate::post::front_matter::{Fences, FrontMatter, Map, Value};
use crate::post::{Conventions, Post};
use crate::template::Dialect;
use crate::text::Clean;

/// A Pelican site's rules.
#[derive(Debug)]
struct Pelican {
    conventions: Conventions,
    content: PathBuf,
    pages: Vec<PathBuf>,
    articles: Vec<PathBuf>,
    article_url: String,
    draft_url: String,
    default_category: String,
    folders_are_categories: bool,
    default_author: Option<String>,
    default_lang: Option<String>,
    base: Option<String>,
    shows_future: bool,
}

/// Reads the settings of a site.
pub(super) fn open(settings: &Map<'static>) -> Found {
    let text = |name: &str| settings.text(name).map(str::to_owned);
    let paths = |name: &str| {
        let list = settings.get(name).and_then(Value::as_list)?;
        Some(list.iter().filter_map(Value::as_text).map(PathBuf::from).collect::<Vec<_>>())
    };
    let content = text("path").unwrap_or_else(|| "content".to_owned());
    let content = PathBuf::from(content.trim_start_matches("./").trim_matches('/'));
    let content = if content == Path::new(".") { PathBuf::new() } else { content };
    let base = text("siteurl").filter(|url| url.contains("://"));
    let rules = Pelican {
        conventions: conventions(settings),
        pages: paths("pagepaths").unwrap_or_else(|| vec![PathBuf::from("pages")]),
        articles: paths("articlepaths").unwrap_or_default(),
        content,
        article_url: text("articleurl").unwrap_or_else(|| "{slug}.html".to_owned()),
        draft_url: text("drafturl").unwrap_or_else(|| "drafts/{slug}.html".to_owned()),
        default_category: text("defaultcategory").unwrap_or_else(|| "misc".to_owned()),
        folders_are_categories: flag(settings, "usefolderascategory") != Some(false),
        default_author: text("author"),
        default_lang: text("defaultlang"),
        base: base.clone(),
        shows_future: flag(settings, "withfuturedates") != Some(false),
    };
    Found { title: text("sitename"), base_url: base, rules: Box::new(rules) }
}

fn conventions(settings: &Map<'_>) -> Conventions {
    let zone = zone(settings.text("timezone")).unwrap_or(TimeZone::UTC);
    Conventions {
        fences: Fences::Header,
        clock: Clock { zone, bare_times_are_utc: false, day_order: DayOrder::MonthFirst },
        path_dates: PathDates::Name,
        date_keys: keys(&["date"]),
        updated_keys: keys(&["modified", "updated"]),
        tags: Names::listed(&["tags"], Split::Commas),
        categories: Names { single: &["category"], both: false, many: &[], split: Split::Never, silent: &[] },
        untitled: Untitled::Heading,
        mtime_dates: false,
    }
}

impl Rules for Pelican {
    fn enters(&self, directory: &Path) -> bool {
        let Ok(below) = directory.strip_prefix(&self.content) else { return self.content.starts_with(directory) };
        let is_page = self.pages.iter().any(|page| below.starts_with(page));
        let in_articles = self.articles.iter().all(|it| it.as_os_str().is_empty())
            || self.articles.iter().any(|article| below.starts_with(article) || article.starts_with(below));
        !is_built(directory) && !is_page && in_articles
    }

    fn is_post(&self, file: &Path) -> bool {
        let inside = file.strip_prefix(&self.content).is_ok_and(|below| {
            !self.pages.iter().any(|page| below.starts_with(page))
                && (self.articles.is_empty() || self.articles.iter().any(|article| below.starts_with(article)))
        });
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        inside && !name.starts_with('.') && (is_markdown(file) || is_html(file) || name.ends_with(".rst"))
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        let named = crate::post::date::in_path(file).is_some();
        front.syntax.is_some()
            && (front.values.get("title").is_some() || named)
            && !matches!(front.values.text("status"), Some("skip"))
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, now: i64) {
        let below = file.strip_prefix(&self.content).unwrap_or(file);
        if post.categories.is_empty() {
            let folder = parts(below.parent().unwrap_or(below)).next_back().filter(|_| self.folders_are_categories);
            post.categories = Box::new([Clean::line(folder.unwrap_or(&self.default_category))]);
        }
        if post.authors.is_empty() {
            post.authors = self.default_author.iter().map(|name| Clean::line(name)).collect();
        }
        if post.lang.is_none() {
            post.lang = self.default_lang.as_deref().map(Clean::line);
        }
        let status = front.values.text("status").unwrap_or_default().to_ascii_lowercase();
        post.status.draft = status == "draft";
        post.status.hidden = status == "hidden";
        post.status.future = !self.shows_future && is_future(post, now);
        if front.values.text("slug").is_none() {
            post.slug = Clean::line(&pelican(&post.title));
        }
        let pattern = match front.values.text("url").or_else(|| front.values.text("saveas")) {
            Some(own) => own,
            None if post.status.draft => &self.draft_url,
            None => &self.article_url,
        };
        let path = squeeze(&self.expand(pattern, post));
        post.url = Some(address(self.base.as_deref(), &path));
    }

    fn dialect(&self, _file: &Path) -> Dialect {
        Dialect::Pelican
    }
}

impl Pelican {
    fn expand(&self, pattern: &str, post: &Post) -> String {
        let date = post.date.map(|date| self.conventions.clock.on_site(&date));
        expand_braces(pattern, &|token, format| match token {
            "slug" => Some(post.slug.as_str().to_owned()),
            "category" => post.categories.first().map(|name| pelican(name)),
            "author" => post.authors.first().map(|name| pelican(name)),
            "lang" => post.lang.as_ref().map(|lang| lang.as_str().to_owned()),
            "date" if is_date_format(format) => date.map(|date| date.strftime(format).to_string()),
            _ => None,
        })
    }
}

/// Only what jiff and Python agree on: an unknown directive would be an error while printing.
fn is_date_format(format: &str) -> bool {
    let mut directives = format.split('%').skip(1);
    directives.all(|rest| {
        rest.trim_start_matches('-')
            .starts_with(['Y', 'm', 'd', 'H', 'M', 'S', 'y', 'b', 'B', 'j', 'e', 'a', 'A', 'U', 'W', 'V', 'u'])
    })
}
