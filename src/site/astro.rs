//! Astro, and the frameworks that keep content as it does: collections below `src/content`, dated pages.
//!
//! Rules from Astro's documentation ("Content collections", "Markdown pages") and from its starter blogs.

mod beside;
mod routes;

use std::path::{Path, PathBuf};

use self::beside::{is_beside, is_kept};
use self::routes::{Page, Routes};
use super::constants::Constants;
use super::languages::{self, First};
use super::permalink::squeeze;
use super::rules::{
    Found, Rules, address, flag, is_blog_folder, is_built, is_housekeeping, is_list, is_markdown, parts,
};
use super::{settings, slug};
use crate::post::conventions::{Names, Split, Untitled};
use crate::post::date::{self, Clock, DayOrder};
use crate::post::front_matter::{FrontMatter, Value};
use crate::post::{Conventions, Post};
use crate::system::System;
use crate::template::Dialect;
use crate::text::Clean;

/// Where content lives.
const CONTENT: [&str; 5] = ["src/content", "src/data", "src/pages", "src/blog", "content"];

/// An Astro site's rules.
#[derive(Debug)]
struct Astro {
    conventions: Conventions,
    base: Option<String>,
    base_path: String,
    routes: Routes,
    /// Whether addresses end without a slash.
    is_bare: bool,
    /// The language that the site has where none is asked for.
    first_language: Option<String>,
    /// Whether folders with a line before their names only sort files and are no part of addresses (AstroPaper).
    is_sorted: bool,
}

/// Where starters keep what they call the site.
const CONSTANTS: [&str; 8] = [
    "src/config.ts",
    "src/consts.ts",
    "src/site.config.ts",
    "src/constants.ts",
    "src/config.mjs",
    "src/data/config.ts",
    "src/config/index.ts",
    "src/site-config.ts",
];

/// Reads what the configuration says in plain words.
pub(super) fn open(system: &dyn System, root: &Path, config: &str) -> Found {
    let config = Constants::of(system, root, "astro.config.mjs", config);
    let constants = CONSTANTS.iter().find_map(|name| Some((*name, settings::text(system, root, name)?)));
    let (name, constants) = constants.unwrap_or_default();
    let constants = Constants::of(system, root, name, &constants);
    let written = ["site", "website", "siteUrl", "SITE_URL", "url"];
    let in_constants = || written.iter().find_map(|key| constants.address(key));
    let base = config.address("site").or_else(in_constants);
    let title = ["SITE_TITLE", "title", "siteName"].iter().find_map(|key| constants.text(key));
    let rules = Astro {
        conventions: Conventions {
            clock: Clock { day_order: DayOrder::MonthFirst, ..Clock::default() },
            tags: Names::listed(&["tags", "tag"], Split::Guess),
            categories: Names::listed(&["categories", "category"], Split::Never),
            untitled: Untitled::Heading,
            ..Conventions::default()
        },
        base_path: config.text("base").unwrap_or_default().trim_matches('/').to_owned(),
        base: base.clone(),
        routes: Routes::of(system, root),
        is_sorted: settings::text(system, root, "src/utils/getPath.ts").is_some_and(|text| text.contains("\"_\"")),
        // Pages that are files of their own (`build.format`) are asked for without a slash, too.
        is_bare: match config.text("trailingSlash").as_deref() {
            Some("never") => true,
            Some("always") => false,
            _ => config.text("format").as_deref() == Some("file"),
        },
        first_language: config.text("defaultLocale"),
    };
    Found { title, base_url: base, rules: Box::new(rules) }
}

/// The path below the directory of content it is in.
fn below(file: &Path) -> Option<PathBuf> {
    CONTENT.iter().find_map(|root| Some(file.strip_prefix(root).ok()?.to_path_buf()))
}

impl Astro {
    fn folders(&self) -> impl Iterator<Item = &Path> {
        CONTENT.iter().map(Path::new).chain(self.routes.folders())
    }

    /// Where an entry is shown, and its own path.
    fn place<'s>(&'s self, file: &Path) -> Option<Place<'s>> {
        let (collection, entry) = match self.routes.collection(file) {
            Some(own) => (own.name.clone(), file.strip_prefix(&own.folder).ok()?.to_path_buf()),
            None => {
                let below = below(file)?;
                let name = parts(&below).next().filter(|_| below.components().count() > 1)?;
                if file.starts_with("src/pages") {
                    return Some(Place { route: String::new(), page: None, entry: below });
                }
                (name.to_owned(), below.strip_prefix(name).ok()?.to_path_buf())
            }
        };
        let language = parts(&entry).next().filter(|part| languages::is_language(part) && Path::new(part) != entry);
        let page = self.routes.page(&collection, language);
        let route = page.map_or(collection.as_str(), |page| &page.route).to_owned();
        // The folder of a language stands for pages that are in it alone.
        let is_own = |language: &str| {
            let is_first = self.first_language.as_deref() == Some(language);
            let is_plain = !route.contains(languages::PLACE);
            route.split('/').any(|part| part == language)
                || is_first && is_plain && self.routes.has_languages(&collection)
        };
        let inside =
            language.filter(|language| is_own(language)).and_then(|language| entry.strip_prefix(language).ok());
        Some(Place { entry: inside.map_or_else(|| entry.clone(), Path::to_path_buf), route, page })
    }

    /// The path of an entry whose names are known, with its day and its language where its page has them.
    fn path(&self, place: &Place<'_>, names: &[String], post: &Post) -> String {
        let route = routes::filled(&place.route, post).unwrap_or_default();
        // Starlight keeps everything in one collection, which is no part of its addresses.
        let route = if route == "docs" { "" } else { &route };
        let path = format!("/{}/{route}/{}/", self.base_path, names.join("/"));
        let own = post.lang.as_ref().map(|language| language.as_str().to_owned());
        let is_first = own.is_none() || own == self.first_language;
        let is_silent = is_first && place.page.is_some_and(|page| page.has_silent_language);
        let first = own.or_else(|| self.first_language.clone());
        languages::placed(&path, first.map(|name| First { name, is_silent }).as_ref())
    }
}

/// Where an entry is shown.
struct Place<'s> {
    /// What stands before it in its address.
    route: String,
    /// The page that shows it, where one is found.
    page: Option<&'s Page>,
    /// Its own path.
    entry: PathBuf,
}

impl Rules for Astro {
    fn enters(&self, directory: &Path) -> bool {
        let inside = self.folders().any(|root| directory.starts_with(root) || root.starts_with(directory));
        inside && !is_built(directory)
    }

    fn is_post(&self, file: &Path) -> bool {
        // Loaders of collections leave out files with a line before their names, and folders where nothing else is said.
        let is_hidden = |part: &str| part.starts_with(['_', '.']);
        let hidden = match self.routes.collection(file) {
            Some(collection) => !collection.has(file),
            None => parts(file).any(is_hidden),
        };
        is_markdown(file) && self.folders().any(|root| file.starts_with(root)) && !hidden
    }

    fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    fn complete(&self, file: &Path, front: &mut FrontMatter<'_>) -> bool {
        if self.routes.collection(file).map_or_else(|| is_beside(file), |own| is_kept(&own.name)) {
            return false;
        }
        let given = self.routes.collection(file).map(|own| own.tags.as_slice()).unwrap_or_default();
        if !given.is_empty() && ["tags", "tag"].iter().all(|key| front.values.get(key).is_none()) {
            let tags = given.iter().map(|tag| Value::Text(tag.clone().into())).collect();
            front.values.0.push(("tags".into(), Value::List(tags)));
        }
        let dated =
            self.conventions.date_keys.iter().any(|key| front.values.get(key).is_some_and(|it| it.as_bool().is_none()));
        let in_blog = parts(file.parent().unwrap_or(file)).any(is_blog_folder)
            || self.routes.collection(file).is_some_and(|collection| is_blog_folder(&collection.name));
        !is_housekeeping(file)
            && (dated || in_blog && front.syntax.is_some() && !is_list(file) || date::in_path(file).is_some())
    }

    fn finish(&self, file: &Path, front: &FrontMatter<'_>, post: &mut Post, _now: i64) {
        let values = &front.values;
        post.status.draft = ["draft", "isdraft"].iter().any(|key| flag(values, key) == Some(true))
            || flag(values, "published") == Some(false)
            || values.text("status").is_some_and(|status| status.eq_ignore_ascii_case("draft"));
        post.status.hidden = ["unlisted", "hidden"].iter().any(|key| flag(values, key) == Some(true));
        let elsewhere = || below(file).unwrap_or_else(|| file.to_path_buf());
        let place = self.place(file).unwrap_or_else(|| Place { route: String::new(), page: None, entry: elsewhere() });
        let rest = &place.entry;
        let stem = rest.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let own = values.text("slug").or_else(|| values.text("abbrlink"));
        let folders = parts(rest.parent().unwrap_or(rest)).filter(|name| !self.is_sorted || !name.starts_with('_'));
        let mut names: Vec<String> = match own {
            Some(own) => own.split('/').map(str::to_owned).collect(),
            None => folders.chain(Some(stem).filter(|stem| *stem != "index")).map(str::to_owned).collect(),
        };
        let keeps_names = self.routes.collection(file).is_some_and(|collection| collection.keeps_names);
        if own.is_none() && !file.starts_with("src/pages") {
            if let Some(name) = names.last_mut().filter(|_| place.page.is_some_and(Page::drops_days)) {
                let name_of =
                    date::at_start(name).and_then(|(_, length)| name.get(length..)).filter(|it| !it.is_empty());
                *name = name_of.unwrap_or(name).to_owned();
            }
            if !keeps_names {
                names = names.iter().map(|name| slug::github(name)).collect();
            }
            post.slug = names.last().map_or_else(|| post.slug.clone(), |name| Clean::line(name));
        }
        let asked = |page: &Page| page.asks_for("permalink");
        let path = values.text("permalink").filter(|_| place.page.is_none_or(asked)).map(str::to_owned);
        let path = squeeze(&path.unwrap_or_else(|| self.path(&place, &names, post)));
        let path = if self.is_bare && path.len() > 1 { path.trim_end_matches('/') } else { &path };
        post.url = Some(address(self.base.as_deref(), path));
    }

    fn dialect(&self, file: &Path) -> Dialect {
        if file.extension().is_some_and(|extension| extension == "mdx") { Dialect::Mdx } else { Dialect::Plain }
    }
}

#[cfg(test)]
mod tests;
