//! What the heads of other pages say that a template names: read ahead, for templates know no files.

use super::super::values::TemplateValues;

/// What stands before the path of a page, as the template has it.
pub const PAGE: &str = "page/";

/// What is told of a page, in order, one a line.
const TOLD: [&str; 4] = ["title", "linktitle", "date", "description"];

/// What is told of a page, as it is kept.
pub fn told(title: &str, date: &str, description: &str) -> String {
    [title, title, date, description].map(|text| text.replace('\n', " ")).join("\n")
}

/// What is told of a page, by names; none where its head was not read.
pub(in crate::template) fn of<'v>(path: &str, values: &'v TemplateValues) -> Option<Vec<(&'static str, &'v str)>> {
    let told = values.file(&format!("{PAGE}{}", path.trim_matches('/')))?;
    Some(TOLD.into_iter().zip(told.split('\n')).filter(|(_, text)| !text.is_empty()).collect())
}
