//! Front matter and path become a [`Post`]. What depends on the site (URL, status) is added by `site`.

use std::borrow::Cow;
use std::path::Path;

use super::conventions::{Conventions, PathDates, Untitled};
use super::date::{self, DateSource, PathDate, PostDate, Unreadable};
use super::front_matter::{FrontMatter, Value};
use super::scalar::{self, Scalars};
use super::{Code, Diagnostic, Post, Rare, names, title, words};
use crate::text::Clean;

/// A file, decoded.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Relative to the site's root.
    pub path: &'a Path,
    /// Its text, or the start of it.
    pub text: &'a str,
    /// Bytes of the whole file that are not in `text`.
    pub unread: usize,
    /// When the file was changed, seconds since 1970.
    pub modified: i64,
}

/// Makes a post of a file whose front matter has been read and completed by the site's defaults. Never fails.
pub fn parse(source: &Source<'_>, front: &FrontMatter<'_>, rules: &Conventions) -> Post {
    let body = source.text.get(front.body.byte as usize..).unwrap_or_default();
    let values = &front.values;
    let mut diagnostics: Vec<Diagnostic> = front.problems.iter().map(|it| it.in_file(front.lines_before)).collect();
    let text = |keys: &[&str]| {
        let value = keys
            .iter()
            .find_map(|key| names::at(values, key).and_then(Value::to_text).filter(|it| !it.trim().is_empty()));
        value.map(|text| Clean::line(text.trim()))
    };
    let slug = text(&["slug"]);
    let date = date_of(source, front, rules, &mut diagnostics);
    let updated = written(front, &rules.updated_keys, rules).and_then(Result::ok);
    Post {
        path: source.path.to_path_buf(),
        title: title_of(source.path, front, body, rules, &mut diagnostics),
        date,
        tags: names::names(front, &rules.tags, rules.scalars).into(),
        categories: names::names(front, &rules.categories, rules.scalars).into(),
        authors: names::people(values).into(),
        description: text(&["description", "summary", "excerpt", "subtitle", "abstract", "deck"]),
        lang: text(&["lang", "language", "locale"]),
        slug: slug.unwrap_or_else(|| Clean::line(stem(source.path, rules))),
        words: words::count(body, body.len() + source.unread),
        body: front.body,
        rare: Rare { updated, series: series(front), aliases: aliases(front), diagnostics }.kept(),
        ..Post::default()
    }
}

fn title_of(
    path: &Path,
    front: &FrontMatter<'_>,
    body: &str,
    rules: &Conventions,
    problems: &mut Vec<Diagnostic>,
) -> Clean {
    let found =
        rules.title_keys.iter().find_map(|key| Some((key, front.values.get(key).filter(|value| !value.is_blank())?)));
    let written = found.and_then(|(key, value)| {
        let is_whole = |plain: &&str| match value {
            // The text may go on below.
            Value::Text(text) => text.trim() == *plain,
            value => matches!(value, Value::Number(_) | Value::Bool(_)),
        };
        // Looked for in the head only where it may be something other than the text it is read as.
        let is_odd = match value {
            Value::Text(text) => scalar::printed(text.trim(), rules.scalars).is_some(),
            _ => rules.scalars != Scalars::Text,
        };
        let plain = if is_odd { front.plain(key).filter(is_whole) } else { None };
        let printed = plain.and_then(|plain| scalar::printed(plain, rules.scalars));
        // A number that is none to the generator's reader stands as it is written.
        let plain = plain.filter(|_| matches!(value, Value::Number(_))).map(str::to_owned);
        // A title that is false is none to Jekyll (`Document#populate_title`).
        if rules.scalars == Scalars::Ruby && printed.as_deref() == Some("false") {
            return None;
        }
        printed.or(plain).or_else(|| value.to_text().map(Cow::into_owned)).or_else(|| bracketed(value))
    });
    if let Some(written) = written {
        return Clean::line(title::shown(written.trim()).trim());
    }
    if front.values.get("title").is_some() {
        let problem = front.problem_at("title", Code::TitleEmpty, "The title is empty.");
        problems.push(problem.in_file(front.lines_before));
    }
    let stem = stem(path, rules);
    let heading = || title::first_heading(body, extension(path)).filter(|heading| !heading.is_empty());
    let fallback = match rules.untitled {
        Untitled::Heading => heading().unwrap_or_else(|| stem.replace(['-', '_'], " ")),
        Untitled::File => stem.to_owned(),
        Untitled::Name => title::from_slug(stem.trim_end_matches('.')),
    };
    Clean::line(if fallback.trim().is_empty() { "untitled" } else { fallback.trim() })
}

/// `title: [Draft]` reads as a list of one, `title: [a, b]` of two.
fn bracketed(value: &Value<'_>) -> Option<String> {
    let texts: Vec<_> = value.as_list()?.iter().take(16).filter_map(Value::to_text).collect();
    (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// The file's name without its date and extension; of an `index` file, its folder's.
fn stem<'p>(path: &'p Path, rules: &Conventions) -> &'p str {
    let name = stem_of(path);
    let dated = match rules.path_dates {
        PathDates::Nowhere => None,
        PathDates::ShortName => date::at_short_start(name),
        _ => date::at_start(name),
    };
    dated.and_then(|(_, length)| name.get(length..)).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// The file's name without its extension; of an `index` file, its folder's.
fn stem_of(path: &Path) -> &str {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let is_index = stem == "index" || stem.starts_with("index.") || stem == "README" || stem == "_index";
    let folder = || path.parent()?.file_name()?.to_str();
    Some(stem).filter(|_| !is_index).or_else(folder).unwrap_or(stem)
}

fn date_of(
    source: &Source<'_>,
    front: &FrontMatter<'_>,
    rules: &Conventions,
    problems: &mut Vec<Diagnostic>,
) -> Option<PostDate> {
    let mut later: &[Cow<'static, str>] = &rules.date_keys;
    if let PathDates::NameAfter(count) = rules.path_dates {
        let (earlier, rest) = rules.date_keys.split_at(count.min(rules.date_keys.len()));
        if let Some(Ok(date)) = written(front, earlier, rules) {
            return Some(date);
        }
        let name = stem_of(source.path);
        if let Some((day, length)) = date::at_start(name) {
            return Some(of_path(PathDate::Name(day, length), rules));
        }
        later = rest;
    }
    match written(front, later, rules) {
        Some(Ok(date)) => return Some(date),
        Some(Err((key, error))) => {
            let message = match error {
                Unreadable::Impossible => "The calendar has no such day.",
                Unreadable::Shape => "This does not read as a date.",
            };
            problems.push(front.problem_at(key, Code::DateUnreadable, message).in_file(front.lines_before));
        }
        None => {}
    }
    let in_path = match rules.path_dates {
        PathDates::Nowhere => None,
        PathDates::ShortName => {
            let name = source.path.file_name().and_then(|name| name.to_str()).and_then(date::at_short_start);
            name.map(|(day, length)| PathDate::Name(day, length))
        }
        PathDates::Name | PathDates::NameAfter(_) => {
            date::in_path(source.path).filter(|found| matches!(found, PathDate::Name(..)))
        }
        PathDates::Anywhere => date::in_path(source.path).or_else(|| in_url(front)),
    };
    if let Some(found) = in_path {
        return Some(of_path(found, rules));
    }
    let at = jiff::Timestamp::from_second(source.modified).ok().filter(|_| rules.mtime_dates)?;
    let offset = rules.clock.zone.to_offset(at);
    Some(PostDate {
        civil: offset.to_datetime(at),
        has_time: true,
        offset: offset.seconds(),
        source: DateSource::Mtime,
    })
}

fn of_path(found: PathDate, rules: &Conventions) -> PostDate {
    let source = if matches!(found, PathDate::Name(..)) { DateSource::FileName } else { DateSource::Folder };
    let civil = found.day().at(0, 0, 0, 0);
    PostDate { civil, has_time: false, offset: rules.clock.offset_at(civil), source }
}

/// The date that a written address holds: `path = "inside/2020/10/07/title"`.
fn in_url(front: &FrontMatter<'_>) -> Option<PathDate> {
    let url = ["path", "permalink", "url"].iter().find_map(|key| front.values.text(key))?;
    date::in_path(Path::new(url.trim_end_matches('/')))
}

/// The first of these keys that holds a date, or why it does not read as one.
fn written<'r>(
    front: &FrontMatter<'_>,
    keys: &'r [Cow<'static, str>],
    rules: &Conventions,
) -> Option<Result<PostDate, (&'r str, Unreadable)>> {
    let mut wrong = None;
    for key in keys {
        let Some(value) = names::at(&front.values, key).filter(|value| !value.is_blank()) else { continue };
        let Some(text) = value.as_text() else { continue };
        match date::read(text, rules.clock.day_order) {
            Ok(written) => {
                return Some(Ok(rules.clock.resolve(&written, || front.is_quoted(key), DateSource::FrontMatter)));
            }
            // `published: yes` and the like are no dates and no mistakes.
            Err(_) if value.as_bool().is_some() => {}
            Err(error) => wrong = wrong.or(Some((key.as_ref(), error))),
        }
    }
    wrong.map(Err)
}

fn series(front: &FrontMatter<'_>) -> Option<Clean> {
    let value = ["series", "taxonomies.series", "extra.series"].iter().find_map(|key| names::at(&front.values, key))?;
    let value = value.as_list().and_then(<[_]>::first).unwrap_or(value);
    let name = match value.as_map() {
        Some(map) => ["name", "title"].iter().find_map(|key| map.text(key)).map(str::to_owned),
        None => value.to_text().map(|text| text.trim().to_owned()),
    };
    name.filter(|name| !name.is_empty()).map(|name| Clean::line(&name))
}

fn aliases(front: &FrontMatter<'_>) -> Box<[Clean]> {
    let value =
        ["aliases", "redirectfrom", "alias", "oldurls", "redirects"].iter().find_map(|key| front.values.get(key));
    match value {
        Some(Value::List(list)) => list.iter().take(256).filter_map(Value::as_text).map(Clean::line).collect(),
        Some(Value::Text(text)) => Box::new([Clean::line(text.trim())]),
        _ => Box::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::front_matter::{self, Fences};
    use super::*;

    fn post(path: &str, text: &str) -> Post {
        let front = front_matter::read(text, Fences::Yaml);
        parse(&Source { path: Path::new(path), text, unread: 0, modified: 0 }, &front, &Conventions::default())
    }

    #[test]
    fn a_post_without_a_title_has_one_all_the_same() {
        for (path, text, wanted) in [
            ("a.md", "---\ntitle: Written\n---\n# Other\n", "Written"),
            ("a.md", "---\ntitle: 2012\n---\n", "2012"),
            ("a.md", "# Heading\n", "Heading"),
            ("2012-01-02-some_thing-new.md", "text", "some thing new"),
            ("blog/2012-01-02-folder/index.md", "text", "folder"),
            ("2012-01-02.md", "", "2012 01 02"),
        ] {
            assert_eq!(post(path, text).title.as_str(), wanted, "{path} {text}");
        }
    }

    #[test]
    fn dates_fall_back_and_say_so() {
        let date = |path, text| post(path, text).date.map(|date| (date.civil.date().to_string(), date.source));
        let named = |day: &str, source| Some((day.to_owned(), source));
        assert_eq!(date("a.md", "---\ndate: 2012-01-02\n---\n"), named("2012-01-02", DateSource::FrontMatter));
        assert_eq!(date("a.md", "---\npubDate: 'Jul 08 2022'\n---\n"), named("2022-07-08", DateSource::FrontMatter));
        assert_eq!(date("2012-01-03-a.md", "---\ndate: 2012-02-30\n---\n"), named("2012-01-03", DateSource::FileName));
        assert_eq!(date("2012/01/04/a.md", ""), named("2012-01-04", DateSource::Folder));
        assert_eq!(date("a.md", "---\npath: x/2020/10/07/a\n---\n"), named("2020-10-07", DateSource::Folder));
        assert_eq!(date("a.md", ""), None);
    }

    #[test]
    fn an_impossible_date_is_told_with_its_line() {
        let post = post("2017-03-01-a.md", "---\ntitle: a\ndate: 2017-02-29 11:00:00\n---\n");
        let one = &post.diagnostics()[0];
        assert_eq!((one.code, one.line, one.column), (Code::DateUnreadable, 3, 7));
    }
}
