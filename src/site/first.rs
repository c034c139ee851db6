//! A first reading of Jekyll posts and plain folders, until each generator has a file of its own.

use std::path::Path;

use serde_yaml::Value;

use super::Site;
use crate::post::{BodyStart, DateSource, Post, PostDate, Words};
use crate::text::Clean;

/// Reads a post: YAML front matter, a date from it or the file's name.
pub(super) fn read_post(site: &Site, file: &Path, head: &[u8]) -> Post {
    let text = String::from_utf8_lossy(head);
    let (front, body_start) = split(&text);
    let value: Value = front.and_then(|front| serde_yaml::from_str(front).ok()).unwrap_or_default();
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let named = stem.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    let slug = if named.is_some() { stem.get(11..).unwrap_or(&stem) } else { &stem };
    let body = text.get(body_start..).unwrap_or_default();
    let text_of = |key: &str| value.get(key).and_then(Value::as_str).map(Clean::line);
    let date = text_of("date").and_then(|date| dated(&date, DateSource::FrontMatter));
    let date = date.or_else(|| named.and_then(|day| dated(&day.to_string(), DateSource::FileName)));
    let heading = body.lines().find_map(|line| line.strip_prefix("# ")).map(Clean::line);
    Post {
        path: file.to_path_buf(),
        title: text_of("title").or(heading).unwrap_or_else(|| Clean::line(slug)),
        date,
        tags: names(&value, "tags"),
        categories: names(&value, "categories"),
        authors: names(&value, "author"),
        description: text_of("description"),
        slug: text_of("slug").unwrap_or_else(|| Clean::line(slug)),
        url: site.base_url.clone(),
        words: Words { count: u32::try_from(body.split_whitespace().count()).unwrap_or(u32::MAX), exact: true },
        body: BodyStart { byte: u32::try_from(body_start).unwrap_or(0), line: lines(&text, body_start) },
        ..Post::default()
    }
}

fn lines(text: &str, end: usize) -> u32 {
    u32::try_from(text.get(..end).unwrap_or_default().matches('\n').count()).unwrap_or(0)
}

fn split(text: &str) -> (Option<&str>, usize) {
    let Some(rest) = text.strip_prefix("---\n") else { return (None, 0) };
    match rest.find("\n---\n") {
        Some(end) => (rest.get(..end), 4 + end + 5),
        None => (None, 0),
    }
}

fn dated(text: &str, source: DateSource) -> Option<PostDate> {
    let civil = text.get(..19).and_then(|time| time.replace(' ', "T").parse().ok());
    let day = text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    let has_time = civil.is_some();
    let civil = civil.or_else(|| day.map(|day| day.at(0, 0, 0, 0)))?;
    Some(PostDate { civil, has_time, offset: 0, source })
}

fn names(value: &Value, key: &str) -> Box<[Clean]> {
    match value.get(key) {
        Some(Value::String(name)) => Box::new([Clean::line(name)]),
        Some(Value::Sequence(list)) => list.iter().filter_map(Value::as_str).map(Clean::line).collect(),
        _ => Box::default(),
    }
}
