//! Template languages in posts, rewritten to plain Markdown and HTML before parsing.
//!
//! Knows Liquid, shortcodes, Hexo tags, MDX and kramdown marks; knows nothing of the tree they end in.

mod brackets;
mod budget;
mod code;
mod erb;
mod find;
mod franklin;
pub(crate) mod glob;
mod hugo;
mod link_post;
mod liquid;
mod markup;
mod mdx;
mod near;
mod output;
mod pandoc;
mod passes;
mod reading;
mod reference;
mod tags;
mod typography;
mod unsigned;
mod values;
mod zola;

pub use liquid::{
    BESIDE, CODE, CODE_FOLDER, LINK, PART, POST_LINK, SHORTCODE, included, includes_by_value, linked, named_files,
    rendered, wanted,
};
pub use markup::{INCLUDED, Markup, taken_in};
pub use passes::hashtags::hashtags;
pub use passes::marks::Marks;
pub use passes::taken::{FILE, taken};
pub use passes::transclude::{EMBED, block_mark, embedded};
pub use reading::Reading;
pub use reference::plain;
pub use tags::asked::{Asked, FILE_READ, FILES_BESIDE, LANGUAGE, WORDS, asked, asked_by_theme, given};
pub use tags::pages::{PAGE, told};
pub use typography::{Dashes, Typography};
pub use values::TemplateValues;

use std::borrow::Cow;

use find::holds;
use output::{Output, SourceMap};
use passes::{block_attributes, colon_lines, deep, flavor, guillemets, pymdown, raw_html, scripts, taken, transclude};

use crate::post::Diagnostic;

/// Which template language a post is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// None: only what is safe to rewrite anywhere.
    #[default]
    Plain,
    /// Liquid tags and kramdown marks.
    Jekyll,
    /// Hugo's shortcodes.
    Hugo,
    /// Zola's shortcodes.
    Zola,
    /// Hexo's tags.
    Hexo,
    /// Liquid or Nunjucks.
    Eleventy,
    /// Astro and other MDX.
    Mdx,
    /// Docusaurus: MDX with admonitions.
    Docusaurus,
    /// Pelican: code headers and brace links.
    Pelican,
    /// Pandoc, as Quarto, R Markdown and Hakyll use it.
    Pandoc,
    /// Franklin: marks and commands of its own.
    Franklin,
}

/// A body with its templates rewritten.
#[derive(Clone, Debug)]
pub struct Rewritten<'a> {
    /// Markdown and HTML.
    pub text: Cow<'a, str>,
    /// What was not understood, with lines and columns of the body.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the post includes files, which may define what its links refer to.
    pub includes: bool,
    /// From this text back to the body, last rewriting first.
    maps: Vec<SourceMap>,
}

impl Rewritten<'_> {
    /// The byte of the body that a byte of the text came from.
    pub fn source(&self, byte: usize) -> usize {
        self.maps.iter().fold(byte, |byte, map| map.source(byte))
    }

    /// Replaces the text by what a rewriting made of it.
    fn take(&mut self, output: Output, place: &impl Fn(usize) -> (u32, u32)) {
        let (text, map, mut diagnostics) = output.finish(|byte| place(self.source(byte)));
        self.diagnostics.append(&mut diagnostics);
        self.maps.insert(0, map);
        self.text = Cow::Owned(text);
    }
}

/// Rewrites the templates of a body. `place` knows the line and the column of a byte of the body.
pub fn rewrite<'a>(body: &'a str, reading: &Reading, place: impl Fn(usize) -> (u32, u32)) -> Rewritten<'a> {
    let dialect = reading.dialect;
    let mut rewritten =
        Rewritten { text: Cow::Borrowed(body), diagnostics: Vec::new(), includes: false, maps: Vec::new() };
    rewritten.includes = dialect == Dialect::Jekyll && !included(body).is_empty();
    read_templates(&mut rewritten, body, reading, &place);
    let is_markdown = reading.markup.is_markdown();
    if dialect == Dialect::Plain && is_markdown {
        for from_files in [taken::rewrite, transclude::rewrite] {
            if let Some(output) = from_files(&rewritten.text, &reading.values) {
                rewritten.take(output, &place);
            }
        }
    }
    if dialect == Dialect::Pandoc && is_markdown {
        read_pandoc(&mut rewritten, &reading.values, &place);
    }
    // Where the signs are not set, they are two signs.
    let sign = if reading.typography.guillemets { "«" } else { "&lt;&lt;" };
    let sets = reading.typography.guillemets || dialect == Dialect::Jekyll;
    if is_markdown
        && sets
        && let Some(output) = guillemets::rewrite(&rewritten.text, sign)
    {
        rewritten.take(output, &place);
    }
    for pass in flavor::asked(reading.marks).filter(|_| is_markdown) {
        if let Some(output) = pass(&rewritten.text) {
            rewritten.take(output, &place);
        }
    }
    for pass in flavor::passes(dialect, reading.markup, reading.marks) {
        if let Some(output) = pass(&rewritten.text) {
            rewritten.take(output, &place);
        }
    }
    let marked = [block_attributes::rewrite, pymdown::rewrite, passes::marks::rewrite, scripts::rewrite];
    for pass in marked.into_iter().filter(|_| is_markdown) {
        if let Some(output) = pass(&rewritten.text, marks_of(reading)) {
            rewritten.take(output, &place);
        }
    }
    if let Some(output) = colon_lines::rewrite(&rewritten.text).filter(|_| is_markdown) {
        rewritten.take(output, &place);
    }
    if let Some(output) = deep::rewrite(&rewritten.text).filter(|_| reading.markup != Markup::Html) {
        rewritten.take(output, &place);
    }
    rewritten
}

/// Takes in the files that a body names where it is in another format or has snippets, and rewrites it to Markdown.
fn as_markdown(rewritten: &mut Rewritten<'_>, reading: &Reading, place: &impl Fn(usize) -> (u32, u32)) {
    let takes_in = reading.markup != Markup::Markdown || reading.marks.python;
    if takes_in && let Some(output) = markup::rewrite_includes(&rewritten.text, reading.markup, &reading.values) {
        rewritten.take(output, place);
    }
    if reading.markup == Markup::Org
        && let Some(output) = markup::rewrite_macros(&rewritten.text)
    {
        rewritten.take(output, place);
    }
    if let Some(output) = reading.markup.as_markdown(&rewritten.text) {
        rewritten.take(output, place);
    }
}

/// Rewrites what is read before Markdown: other markup, and the template language.
fn read_templates(rewritten: &mut Rewritten<'_>, body: &str, reading: &Reading, place: &impl Fn(usize) -> (u32, u32)) {
    let dialect = reading.dialect;
    as_markdown(rewritten, reading, place);
    if dialect == Dialect::Docusaurus
        && let Some(output) = mdx::unwrap(&rewritten.text)
    {
        rewritten.take(output, place);
    }
    if dialect == Dialect::Hugo
        && reading.markup.is_markdown()
        && let Some(output) = hugo::margin::rewrite(&rewritten.text)
    {
        rewritten.take(output, place);
    }
    if dialect == Dialect::Jekyll {
        if let Some(output) = link_post::rewrite(&rewritten.text, reading) {
            rewritten.take(output, place);
        }
        if let Some(output) = erb::rewrite(&rewritten.text, &reading.values) {
            rewritten.take(output, place);
        }
    }
    if let Some(output) = language(&rewritten.text, dialect, &reading.values) {
        rewritten.take(output, place);
    }
    // In HTML only templates make fences.
    if reading.markup == Markup::Html
        && !holds(body, "```")
        && let Some(output) = raw_html::fences(&rewritten.text)
    {
        rewritten.take(output, place);
    }
}

/// Rewrites what Pandoc's Markdown has beyond others'.
fn read_pandoc(rewritten: &mut Rewritten<'_>, values: &TemplateValues, place: &impl Fn(usize) -> (u32, u32)) {
    for pass in [pandoc::rewrite_tables, pandoc::rewrite_labels, pandoc::rewrite_lists] {
        if let Some(output) = pass(&rewritten.text) {
            rewritten.take(output, place);
        }
    }
    rewritten.take(pandoc::rewrite(&rewritten.text, values), place);
    let cites = values.get("page.bibliography").is_some() || values.get("page.references").is_some();
    rewritten.take(pandoc::rewrite_spans(&rewritten.text, cites), place);
}

/// The marks that the site's configuration asks for and those that the dialect has anyway: notes have marked words.
fn marks_of(reading: &Reading) -> Marks {
    match reading.dialect {
        Dialect::Plain if reading.marks.strict => Marks { struck: true, ..reading.marks },
        Dialect::Plain => Marks { marked: true, ..reading.marks },
        Dialect::Pandoc => Marks { subscript: true, superscript: true, ..reading.marks },
        Dialect::Mdx | Dialect::Docusaurus | Dialect::Hexo => Marks { struck: true, ..reading.marks },
        _ => reading.marks,
    }
}

/// The files of Markdown that a body imports, as it names them.
pub fn imported(body: &str, dialect: Dialect) -> Vec<&str> {
    match dialect {
        Dialect::Mdx | Dialect::Docusaurus => mdx::imported(body),
        _ => Vec::new(),
    }
}

/// The names of the shortcodes of a body that a template of its site may be behind.
pub fn shortcodes(body: &str, dialect: Dialect) -> Vec<&str> {
    match dialect {
        Dialect::Hugo => hugo::shortcodes(body),
        Dialect::Zola => zola::shortcodes(body),
        _ => Vec::new(),
    }
}

/// The template language proper, which every generator runs before Markdown. None if the body holds none.
fn language(body: &str, dialect: Dialect, values: &TemplateValues) -> Option<Output> {
    let tags = || holds(body, "{%") || holds(body, "{{") || holds(body, "{#");
    // Jekyll 4 runs none where the head says so, or what is set for its folder.
    if dialect == Dialect::Jekyll && values.get("page.render_with_liquid") == Some("false") {
        return None;
    }
    // Eleventy reads no templates where the head or the configuration says so.
    let engine = || values.get("page.templateengineoverride").or_else(|| values.get("markdowntemplateengine"));
    if dialect == Dialect::Eleventy && engine().is_some_and(|name| !name.contains("njk") && !name.contains("liquid")) {
        return None;
    }
    match dialect {
        Dialect::Jekyll | Dialect::Eleventy | Dialect::Hexo => tags().then(|| liquid::rewrite(body, dialect, values)),
        Dialect::Hugo => (holds(body, "{{<") || holds(body, "{{%")).then(|| hugo::rewrite(body, values)),
        Dialect::Zola => tags().then(|| zola::rewrite(body, values)),
        Dialect::Plain | Dialect::Pandoc => unsigned::rewrite(body, values),
        Dialect::Mdx | Dialect::Docusaurus => mdx::rewrite(body, values),
        Dialect::Franklin => franklin::rewrite(body),
        // A plugin reads tags as Octopress has them.
        Dialect::Pelican => {
            let reads_tags = values.get("site.plugins").is_some_and(|names| names.contains("liquid_tags"));
            reads_tags.then(|| unsigned::rewrite(body, values)).flatten()
        }
    }
}

#[cfg(test)]
mod tests;
