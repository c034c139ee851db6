//! A post as JSON: its own types, so that no core type is ever serialized. The keys are fixed; they are always present.

use serde::{Serialize, Serializer};

use super::rows::Record;
use super::table::Last;
use crate::text::Clean;

use crate::post::{DateSource, Diagnostic, Post, PostDate, Severity};

/// A post as `folio list` prints it.
#[derive(Debug, Serialize)]
pub struct PostJson<'a> {
    path: String,
    title: &'a str,
    date: Option<String>,
    date_source: Option<&'static str>,
    updated: Option<String>,
    tags: Vec<&'a str>,
    categories: Vec<&'a str>,
    authors: Vec<&'a str>,
    description: Option<&'a str>,
    draft: bool,
    future: bool,
    hidden: bool,
    lang: Option<&'a str>,
    series: Option<&'a str>,
    slug: &'a str,
    url: Option<&'a str>,
    words: u32,
    diagnostics: Vec<DiagnosticJson<'a>>,
}

/// A problem as it stands beside its post.
#[derive(Debug, Serialize)]
pub struct DiagnosticJson<'a> {
    code: &'static str,
    severity: &'static str,
    line: Option<u32>,
    column: Option<u32>,
    message: &'a str,
}

impl<'a> From<&'a Post> for PostJson<'a> {
    fn from(post: &'a Post) -> Self {
        Self {
            path: post.path.to_string_lossy().into_owned(),
            title: &post.title,
            date: post.date.as_ref().map(written),
            date_source: post.date.as_ref().map(|date| source(date.source)),
            updated: post.updated().map(written),
            tags: post.tags.iter().map(|tag| tag.as_str()).collect(),
            categories: post.categories.iter().map(|category| category.as_str()).collect(),
            authors: post.authors.iter().map(|author| author.as_str()).collect(),
            description: post.description.as_deref(),
            draft: post.status.draft,
            future: post.status.future,
            hidden: post.status.hidden,
            lang: post.lang.as_deref(),
            series: post.series().map(Clean::as_str),
            slug: &post.slug,
            url: post.url.as_deref(),
            words: post.words.count,
            diagnostics: post.diagnostics().iter().map(DiagnosticJson::from).collect(),
        }
    }
}

impl<'a> From<&'a Diagnostic> for DiagnosticJson<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        Self {
            code: diagnostic.code.name(),
            severity: severity(diagnostic.code.severity()),
            line: (diagnostic.line > 0).then_some(diagnostic.line),
            column: (diagnostic.column > 0).then_some(diagnostic.column),
            message: &diagnostic.message,
        }
    }
}

/// A post as a row, which becomes JSON when it is printed: on whichever processor that is done.
#[derive(Clone, Copy, Debug)]
pub struct PostRow<'a>(pub &'a Post);

impl Serialize for PostRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        PostJson::from(self.0).serialize(serializer)
    }
}

impl Record for PostRow<'_> {
    const LAST: Last = Last::Cut;

    fn cells(&self) -> Vec<Clean> {
        PostJson::from(self.0).cells()
    }

    fn table_cells(&self) -> Vec<Clean> {
        PostJson::from(self.0).table_cells()
    }

    fn scopes(&self) -> &'static [&'static str] {
        &["ui.quiet", "", "ui.quiet"]
    }
}

impl PostJson<'_> {
    fn cells(&self) -> Vec<Clean> {
        let date = self.date.as_deref().unwrap_or_default();
        let url = self.url.unwrap_or_default();
        [date, self.title, &self.tags.join(", "), &self.status(), url, &self.path]
            .into_iter()
            .map(Clean::line)
            .collect()
    }

    fn table_cells(&self) -> Vec<Clean> {
        let day = self.date.as_deref().and_then(|date| date.get(..10)).unwrap_or("no date");
        let status = self.status();
        let words = [self.tags.join(", "), status].into_iter().filter(|words| !words.is_empty());
        let title = Clean::line(self.title);
        [Clean::line(day), title, Clean::line(&words.collect::<Vec<_>>().join(" \u{b7} "))].into()
    }

    /// The words of its status, or nothing.
    fn status(&self) -> String {
        let words = [(self.draft, "draft"), (self.future, "future"), (self.hidden, "hidden")];
        words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect::<Vec<_>>().join(", ")
    }
}

/// RFC 3339 with the offset as written or by the generator's rule; the day alone where no time was written.
pub(super) fn written(date: &PostDate) -> String {
    let day = date.civil.date();
    if !date.has_time {
        return day.to_string();
    }
    let (time, minutes) = (date.civil.time(), date.offset / 60);
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    format!("{day}T{:02}:{:02}:{:02}{sign}{hours:02}:{minutes:02}", time.hour(), time.minute(), time.second())
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn source(source: DateSource) -> &'static str {
    match source {
        DateSource::FrontMatter => "front_matter",
        DateSource::FileName => "file_name",
        DateSource::Folder => "folder",
        DateSource::Mtime => "mtime",
    }
}
