//! One post as JSON: what `folio list` says of it, its words without layout, and all that is numbered in it.

use std::borrow::Cow;

use serde::Serialize;

use super::post_json::PostJson;
use crate::document::{CodeBlock, Document, Footnote, Heading, Image, Link};
use crate::library::Library;
use crate::library::anchors::Anchors;
use crate::library::links::{Files, Target, resolve_in, written};
use crate::post::PostId;
use crate::text::TextRange;

/// A post as `folio show --format json` prints it, in an array of one.
#[derive(Debug, Serialize)]
pub struct ShowJson<'a> {
    #[serde(flatten)]
    post: PostJson<'a>,
    text: Cow<'a, str>,
    headings: Vec<HeadingJson<'a>>,
    links: Vec<LinkJson<'a>>,
    images: Vec<ImageJson<'a>>,
    code_blocks: Vec<CodeJson<'a>>,
    footnotes: Vec<FootnoteJson<'a>>,
}

#[derive(Debug, Serialize)]
struct HeadingJson<'a> {
    level: u8,
    text: &'a str,
    anchor: &'a str,
    line: u32,
}

/// A link as every command prints it.
#[derive(Debug, Serialize)]
pub struct LinkJson<'a> {
    pub(super) number: usize,
    pub(super) text: Cow<'a, str>,
    pub(super) href: Cow<'a, str>,
    pub(super) kind: &'static str,
    pub(super) target: Option<String>,
    pub(super) line: u32,
}

#[derive(Debug, Serialize)]
struct ImageJson<'a> {
    number: usize,
    alt: &'a str,
    href: Cow<'a, str>,
    target: Option<String>,
    exists: Option<bool>,
    line: u32,
}

#[derive(Debug, Serialize)]
struct CodeJson<'a> {
    number: usize,
    language: Option<&'a str>,
    title: Option<&'a str>,
    text: &'a str,
    line: u32,
}

#[derive(Debug, Serialize)]
struct FootnoteJson<'a> {
    number: usize,
    label: &'a str,
    text: &'a str,
}

/// What links are resolved against.
#[derive(Clone, Copy)]
pub struct Resolver<'a> {
    /// All posts of the site.
    pub library: &'a Library,
    /// The post that the links stand in.
    pub from: PostId,
    /// Which files the site has.
    pub files: &'a dyn Files,
    /// The anchors of that post's headings.
    pub anchors: &'a Anchors,
}

impl Resolver<'_> {
    /// Where a target as written leads.
    pub fn target(self, href: &str) -> Target {
        resolve_in(self.library, self.files, self.from, href).target
    }
}

impl<'a> ShowJson<'a> {
    /// A post with its document; None if the post is no longer there.
    pub fn new(document: &'a Document, resolver: Resolver<'a>) -> Option<Self> {
        let post = resolver.library.get(resolver.from)?;
        let above = post.body.line;
        let own = |range: TextRange| document.text.slice(range).as_str();
        Some(Self {
            post: PostJson::from(post),
            text: with_titles(document),
            headings: document.headings.iter().map(|heading| HeadingJson::new(heading, above)).collect(),
            links: numbered(&document.links, |number, link| LinkJson::new(number, link, document, resolver)),
            images: numbered(&document.images, |number, image| ImageJson::new(number, image, above, resolver)),
            code_blocks: numbered(&document.code_blocks, |number, code| {
                CodeJson::new(number, code, own(code.range), above)
            }),
            footnotes: numbered(&document.footnotes, |number, note| FootnoteJson::new(number, note, own(note.range))),
        })
    }
}

/// The text of a document, in which code has its title before it: the page shows it.
fn with_titles(document: &Document) -> Cow<'_, str> {
    let text: &str = &document.text;
    let titled = document.code_blocks.iter().filter_map(|code| Some((code.range.start as usize, code.title.as_ref()?)));
    let (mut made, mut from) = (String::new(), 0);
    for (at, title) in titled {
        let Some(before) = text.get(from..at) else { continue };
        made.push_str(before);
        made.push_str(title);
        made.push('\n');
        from = at;
    }
    if from == 0 && made.is_empty() {
        return Cow::Borrowed(text);
    }
    made.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(made)
}

/// Each of a list with its number, from 1.
fn numbered<'a, T, U>(list: &'a [T], made: impl Fn(usize, &'a T) -> U) -> Vec<U> {
    list.iter().zip(1..).map(|(one, number)| made(number, one)).collect()
}

impl<'a> HeadingJson<'a> {
    fn new(heading: &'a Heading, above: u32) -> Self {
        Self { level: heading.level, text: &heading.words, anchor: &heading.anchor, line: heading.line + above }
    }
}

impl<'a> LinkJson<'a> {
    /// A link of a document with its number; its line is one of the file.
    pub fn new(number: usize, link: &'a Link, document: &'a Document, resolver: Resolver<'_>) -> Self {
        let target = match resolver.target(&link.href) {
            Target::Heading(anchor) if !resolver.anchors.has(&anchor) => Target::Broken(anchor),
            target => target,
        };
        let (kind, target) = told(&target, resolver.library);
        let above = resolver.library.get(resolver.from).map_or(0, |post| post.body.line);
        let text = one_line(document.text.slice(link.range).as_str());
        Self { number, text, href: written(&link.href), kind, target, line: link.line + above }
    }
}

impl<'a> ImageJson<'a> {
    fn new(number: usize, image: &'a Image, above: u32, resolver: Resolver<'_>) -> Self {
        let target = resolver.target(&image.href);
        let exists = match &target {
            Target::Asset(_) => Some(true),
            Target::Broken(_) => Some(false),
            _ => None,
        };
        let (_, target) = told(&target, resolver.library);
        Self { number, alt: &image.alt, href: written(&image.href), target, exists, line: image.line + above }
    }
}

impl<'a> CodeJson<'a> {
    fn new(number: usize, code: &'a CodeBlock, text: &'a str, above: u32) -> Self {
        let (language, title) = (code.language.as_deref(), code.title.as_deref());
        Self { number, language, title, text, line: code.line + above }
    }
}

impl<'a> FootnoteJson<'a> {
    fn new(number: usize, note: &'a Footnote, text: &'a str) -> Self {
        Self { number, label: &note.label, text }
    }
}

/// The kind of a target and where it leads: an address, or a path in the site.
pub(super) fn told(target: &Target, library: &Library) -> (&'static str, Option<String>) {
    let path = |id: PostId| library.get(id).map(|post| post.path.to_string_lossy().into_owned()).unwrap_or_default();
    match target {
        Target::Web(address) => ("web", Some(address.to_string())),
        Target::Mail(address) => ("mail", Some(address.to_string())),
        Target::Post { id, anchor: None } => ("post", Some(path(*id))),
        Target::Post { id, anchor: Some(anchor) } => ("post", Some(format!("{}#{anchor}", path(*id)))),
        Target::Heading(anchor) => ("heading", Some(format!("#{anchor}"))),
        Target::Asset(file) => ("asset", Some(file.to_string_lossy().into_owned())),
        Target::Broken(_) => ("broken", None),
        Target::Blocked(_) => ("blocked", None),
    }
}

/// Words that may have been parted by line feeds, on one line.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { Cow::Owned(text.replace('\n', " ")) } else { Cow::Borrowed(text) }
}
