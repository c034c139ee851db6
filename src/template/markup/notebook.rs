//! Jupyter notebooks: cells of Markdown as they are, cells of code fenced, and what they printed.
//!
//! Format from nbformat's description. A notebook is JSON, whose words stand on other lines than in the file: places in it are
//! those of its beginning.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, SeqAccess, Visitor};

use super::page::Page;
use crate::template::output::Output;

/// Cells, and outputs of a cell, at most; the rest is left out.
const MOST: usize = 10_000;

#[derive(Deserialize)]
struct Notebook {
    #[serde(default)]
    cells: Bounded<Cell>,
    /// Of older formats, which have their cells in sheets.
    #[serde(default)]
    worksheets: Bounded<Sheet>,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Sheet {
    #[serde(default)]
    cells: Bounded<Cell>,
}

#[derive(Default, Deserialize)]
struct Metadata {
    language_info: Option<Language>,
}

#[derive(Deserialize)]
struct Language {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Cell {
    cell_type: String,
    #[serde(default, alias = "input")]
    source: Text,
    #[serde(default)]
    outputs: Bounded<Printed>,
    level: Option<u8>,
}

#[derive(Default, Deserialize)]
struct Printed {
    #[serde(default)]
    text: Text,
    #[serde(default)]
    data: Data,
}

#[derive(Default, Deserialize)]
struct Data {
    #[serde(default, rename = "text/markdown")]
    markdown: Text,
    #[serde(default, rename = "text/plain")]
    plain: Text,
    #[serde(rename = "image/png")]
    png: Option<IgnoredAny>,
    #[serde(rename = "image/jpeg")]
    jpeg: Option<IgnoredAny>,
    #[serde(rename = "image/svg+xml")]
    svg: Option<IgnoredAny>,
}

/// A list that is read up to a bound.
struct Bounded<T>(Vec<T>);

impl<T> Default for Bounded<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Bounded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
            type Value = Bounded<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while list.len() < MOST {
                    match items.next_element()? {
                        Some(item) => list.push(item),
                        None => return Ok(Bounded(list)),
                    }
                }
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Bounded(list))
            }
        }
        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// A text, which is written whole or by lines.
#[derive(Default)]
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lines;
        impl<'de> Visitor<'de> for Lines {
            type Value = Text;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text or lines of one")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }

            fn visit_unit<E: Error>(self) -> Result<Text, E> {
                Ok(Text::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Text, A::Error> {
                let mut text = String::new();
                while let Some(line) = lines.next_element::<String>()? {
                    text.push_str(&line);
                }
                Ok(Text(text))
            }
        }
        deserializer.deserialize_any(Lines)
    }
}

/// Rewrites a notebook. None if it is none: it is shown as it is written.
pub(super) fn rewrite(body: &str) -> Option<Output> {
    let notebook: Notebook = serde_json::from_str(body).ok()?;
    let language = notebook.metadata.language_info.and_then(|it| it.name);
    let language = language.as_deref().unwrap_or("python");
    let mut page = Page::default();
    let sheets = notebook.worksheets.0.iter().flat_map(|sheet| &sheet.cells.0);
    for cell in notebook.cells.0.iter().chain(sheets) {
        show(cell, language, &mut page);
    }
    Some(page.finish(0))
}

fn show(cell: &Cell, language: &str, page: &mut Page) {
    let source = cell.source.0.trim_end();
    match cell.cell_type.as_str() {
        "code" => {
            fenced(language, source, page);
            cell.outputs.0.iter().for_each(|printed| show_printed(printed, page));
        }
        "heading" => page.heading(usize::from(cell.level.unwrap_or(1)), source, "", 0),
        // What is for other formats than pages, and empty cells.
        "raw" => {}
        _ if source.is_empty() => {}
        _ => page.block(source, &[0]),
    }
}

fn show_printed(printed: &Printed, page: &mut Page) {
    let data = &printed.data;
    if !data.markdown.0.trim().is_empty() {
        return page.block(data.markdown.0.trim_end(), &[0]);
    }
    let is_picture = data.png.is_some() || data.jpeg.is_some() || data.svg.is_some();
    if is_picture {
        return page.block("*A picture that the code drew*", &[0]);
    }
    fenced("", &without_colors(&printed.text.0), page);
    fenced("", &without_colors(&data.plain.0), page);
}

fn fenced(language: &str, code: &str, page: &mut Page) {
    if code.trim().is_empty() {
        return;
    }
    let lines: Vec<(usize, &str)> = code.trim_end().split('\n').map(|line| (0, line)).collect();
    page.code(language, &lines, 0);
}

/// Text without the colors of a terminal, which tracebacks have.
fn without_colors(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let colored = part.strip_prefix('[').and_then(|rest| {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ';'))?;
            rest.get(end..)?.strip_prefix('m')
        });
        out.push_str(colored.unwrap_or(part));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_markdown_and_code() {
        let notebook = r##"{"cells": [
            {"cell_type": "markdown", "source": ["# Title\n", "*words*"]},
            {"cell_type": "code", "source": "x = 1\nx", "outputs": [
                {"output_type": "execute_result", "data": {"text/plain": ["\u001b[31m1\u001b[0m"]}},
                {"output_type": "display_data", "data": {"image/png": "aGk=", "text/plain": "<Figure>"}}
            ]}
        ], "metadata": {"language_info": {"name": "julia"}}}"##;
        let want = "# Title\n*words*\n\n```julia\nx = 1\nx\n```\n\n```\n1\n```\n\n*A picture that the code drew*\n";
        assert_eq!(rewrite(notebook).map(|output| output.text).as_deref(), Some(want));
        assert!(rewrite("{").is_none());
    }
}
