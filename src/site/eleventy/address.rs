//! Addresses of Eleventy's pages: `permalink` with the variables and filters that it usually has, else the path.
//!
//! What only a program can tell is not told: such a page has no address here.

use std::path::Path;

use crate::post::front_matter::{FrontMatter, Value};
use crate::post::{Post, PostDate, date};
use crate::site::permalink::{expand_liquid, replaced, squeeze};
use crate::site::rules::parts;
use crate::site::script;
use crate::site::slug::{eleventy as slugify, npm};

/// A page and what its address is made of.
pub(super) struct Page<'a> {
    /// Its file, relative to the input directory.
    pub below: &'a Path,
    pub front: &'a FrontMatter<'a>,
    pub post: &'a Post,
    /// The site's configuration, which may define filters.
    pub config: &'a str,
}

impl Page<'_> {
    /// The path of the address; none if only a program knows it, or nothing is written.
    pub(super) fn path(&self) -> Option<String> {
        let computed = self.front.values.at(&["eleventycomputed", "permalink"]);
        // What passes the permalink of the head on computes nothing.
        let computed = computed.filter(|made| made.as_text() != Some("{{ permalink }}"));
        let written = match computed.or_else(|| self.front.values.exact("permalink")) {
            Some(Value::Map(map)) => map.get("build"),
            own => own,
        };
        let Some(own) = written.filter(|own| !own.is_blank()) else { return Some(self.default_path()) };
        if own.as_bool() == Some(false) {
            return None;
        }
        let path = squeeze(&expand_liquid(own.as_text()?, &|name, filters| self.variable(name, filters))?);
        Some(path.strip_suffix("index.html").map_or_else(|| path.clone(), str::to_owned))
    }

    /// The title that is computed (`eleventyComputed`), as far as it is a template.
    pub(super) fn title(&self) -> Option<String> {
        let written = self.front.values.at(&["eleventycomputed", "title"])?.as_text()?;
        expand_liquid(written, &|name, filters| self.variable(name, filters))
    }

    /// The path of the file. A date stays in it: only `page.fileSlug` goes without.
    fn default_path(&self) -> String {
        let stem = self.stem();
        let mut names: Vec<&str> = parts(self.below.parent().unwrap_or(self.below)).collect();
        if stem != "index" && names.last() != Some(&stem) {
            names.push(stem);
        }
        squeeze(&format!("/{}/", names.join("/")))
    }

    fn stem(&self) -> &str {
        self.below.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
    }

    /// `page.fileSlug`: the file's name without a date before it; of an `index` file, its folder's.
    fn file_slug(&self) -> &str {
        let folder = self.below.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        match (undated(self.stem()), folder) {
            ("index", folder) => folder.map(undated).unwrap_or_default(),
            (name, _) => name,
        }
    }

    /// The first of the alternatives (`slug || page.fileSlug`) that says something, filtered.
    fn variable(&self, name: &str, filters: &str) -> Option<String> {
        let alternatives = name.split("||").flat_map(|name| name.split(" or ")).map(str::trim);
        alternatives.into_iter().find_map(|name| {
            // Nunjucks calls methods: `page.filePathStem.replace("a", "b")`.
            let (name, method) = match name.split_once(".replace(") {
                Some((name, arguments)) => (name, format!("replace({arguments}")),
                None => (name, String::new()),
            };
            if matches!(name, "page.date" | "date") {
                return formatted(self.post.date.as_ref()?, filters, self.config);
            }
            filtered(&filtered(&self.text(name)?, &method)?, filters)
        })
    }

    fn text(&self, name: &str) -> Option<String> {
        match name {
            "page.fileSlug" => Some(self.file_slug().to_owned()),
            "page.filePathStem" => {
                let above = self.below.parent().unwrap_or(self.below);
                let stem = Path::new("/").join(above).join(undated(self.stem()));
                Some(stem.to_string_lossy().into_owned())
            }
            "page.outputFileExtension" => Some("html".to_owned()),
            "title" => Some(self.post.title.to_string()),
            _ => {
                let path: Vec<&str> = name.split('.').collect();
                self.front.values.at(&path).and_then(Value::to_text).map(std::borrow::Cow::into_owned)
            }
        }
    }
}

/// A name without the date before it (`page.fileSlug`: `YYYY-MM-DD-`).
fn undated(name: &str) -> &str {
    let rest = name.get(11..).filter(|rest| !rest.is_empty() && date::at_start(name).is_some_and(|(_, at)| at == 11));
    rest.unwrap_or(name)
}

/// A text after the filters that addresses have; none after one that is not known, or where they make more than an address
/// has.
fn filtered(text: &str, filters: &str) -> Option<String> {
    filters.split('|').map(str::trim).filter(|filter| !filter.is_empty()).try_fold(text.to_owned(), |text, filter| {
        let end = filter.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(filter.len());
        let (name, arguments) = filter.split_at_checked(end)?;
        let mut quoted = arguments.split(['"', '\'']).skip(1).step_by(2);
        match name {
            "slug" => Some(npm(&text)),
            "url" | "safe" | "trim" | "strip" | "string" | "escape" => Some(text.trim().to_owned()),
            "downcase" | "lower" | "toLowerCase" => Some(text.to_lowercase()),
            "replace" => replaced(&text, quoted.next()?, quoted.next().unwrap_or_default()),
            "remove" => Some(text.replace(quoted.next()?, "")),
            _ if name.to_ascii_lowercase().contains("slug") => Some(slugify(&text)),
            _ => None,
        }
    })
}

/// A date by the format that its filter is given, or that a filter of the configuration has; else as a day.
fn formatted(date: &PostDate, filters: &str, config: &str) -> Option<String> {
    let name: String = filters.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let argument = filters.split(['"', '\'']).nth(1).map(str::to_owned);
    let defined = || script::filter(config, &name);
    match argument.or_else(defined) {
        Some(format) if format.contains('%') => is_known(&format).then(|| date.civil.strftime(&format).to_string()),
        Some(format) => {
            let format = directives(&format)?;
            Some(date.civil.strftime(&format).to_string())
        }
        None => Some(date.civil.date().to_string()),
    }
}

/// Only what jiff and Liquid agree on: an unknown directive would be an error while printing.
fn is_known(format: &str) -> bool {
    let mut all = format.split('%').skip(1);
    all.all(|it| it.trim_start_matches('-').starts_with(['Y', 'm', 'd', 'y', 'b', 'B', 'j', 'H', 'M', 'S', 'e']))
}

/// `YYYY/MM/DD` (moment) or `yyyy/LL/dd` (Luxon) as directives; none with tokens beyond these.
fn directives(format: &str) -> Option<String> {
    const TOKENS: [(&str, &str); 18] = [
        ("YYYY", "%Y"),
        ("yyyy", "%Y"),
        ("YY", "%y"),
        ("yy", "%y"),
        ("MMMM", "%B"),
        ("LLLL", "%B"),
        ("MMM", "%b"),
        ("LLL", "%b"),
        ("MM", "%m"),
        ("LL", "%m"),
        ("M", "%-m"),
        ("L", "%-m"),
        ("DD", "%d"),
        ("dd", "%d"),
        ("D", "%-d"),
        ("d", "%-d"),
        ("HH", "%H"),
        ("mm", "%M"),
    ];
    let mut out = String::new();
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        let length = rest.chars().take_while(|next| *next == c).map(char::len_utf8).sum();
        let run = rest.get(..length)?;
        match TOKENS.iter().find(|(token, _)| *token == run) {
            Some((_, directive)) => out.push_str(directive),
            None if c.is_alphabetic() || c == '%' => return None,
            None => out.push_str(run),
        }
        rest = rest.get(length..)?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_filters_make_an_address_of_any_length() {
        let again = |filter: &str| filter.repeat(40);
        assert_eq!(filtered("a", " | replace('a', 'b')").as_deref(), Some("b"));
        assert_eq!(filtered("a", &again(" | replace('a', 'aa')")), None);
        assert_eq!(filtered(&"a".repeat(200), &format!(" | replace('a', '{}')", "b".repeat(1_000))), None);
    }

    #[test]
    fn formats_of_dates_are_those_of_three_libraries() {
        let date = PostDate {
            civil: jiff::civil::date(2021, 2, 5).at(0, 0, 0, 0),
            has_time: false,
            offset: 0,
            source: crate::post::DateSource::FrontMatter,
        };
        let config = "c.addFilter('year', (d) => d.getUTCFullYear()); c.addFilter(\"path\", d => DateTime.fromJSDate(d).toFormat('yyyy/LL/dd'))";
        for (filters, want) in [
            ("", Some("2021-02-05")),
            ("date: '%Y/%-m'", Some("2021/2")),
            ("date('YYYY/MM/DD')", Some("2021/02/05")),
            ("dateToFormat(\"yyyy/MMM\")", Some("2021/Feb")),
            ("year", Some("2021")),
            ("path", Some("2021/02/05")),
            ("date: '%Q'", None),
            ("date: 'dddd'", None),
            ("other", Some("2021-02-05")),
        ] {
            assert_eq!(formatted(&date, filters, config).as_deref(), want, "{filters}");
        }
    }

    #[test]
    fn texts_are_filtered_as_addresses_are() {
        for (filters, want) in [
            ("slug", Some("it's-a-b")),
            ("slugify", Some("its-a-b")),
            ("replace(\"A\", \"Z\") | lower", Some("it's z b")),
            ("computed", None),
        ] {
            assert_eq!(filtered("It's A b", filters).as_deref(), want, "{filters}");
        }
    }
}
