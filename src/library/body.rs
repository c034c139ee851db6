//! The body of a post, read again from its file: bodies are never held in memory for a whole library.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::document::{Document, parse};
use crate::post::{BodyStart, Post, PostId, count_words};
use crate::site::Site;
use crate::system::System;
use crate::template::{Dialect, FILE_READ, Markup, Reading, TemplateValues, Typography};
use crate::text::decode::{Certainty, decode_whole};

use super::data::DATA;
use super::{includes, links, partials, shortcodes, taken_in};

/// Most bytes of a post that are read.
pub const MAX_POST: usize = 16 << 20;

/// Where a body is.
#[derive(Clone, Copy, Debug)]
pub struct BodySource<'a> {
    /// Which post.
    pub id: PostId,
    /// Relative to the root.
    pub path: &'a Path,
    /// Where the body starts in the file.
    pub start: BodyStart,
}

/// A body, and the head of its file, which templates in it may ask for values.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// What stands before the body.
    pub head: String,
    /// The body.
    pub text: String,
    /// The files of the site that it includes and that are at hand: their names and texts.
    pub files: Vec<(String, String)>,
    /// What its templates may ask of the other posts, if they do.
    pub others: Option<Arc<TemplateValues>>,
}

/// Bytes of a body whose words are counted before its first screen is shown; those of a larger one are, once it is all read.
const COUNTED_FIRST: usize = 1 << 20;

impl Body {
    /// Parts a file's text where its body starts. The text becomes the body: it may be large.
    pub fn split(mut text: String, start: BodyStart) -> Self {
        let start = Some(start.byte as usize).filter(|start| text.is_char_boundary(*start)).unwrap_or(text.len());
        Self { head: text.drain(..start).collect(), text, ..Self::default() }
    }

    /// Takes along the files that the body of a post includes, or the titles that it takes from others.
    pub fn with_files(self, system: &dyn System, site: &Site, path: &Path) -> Self {
        let mut taken = taken_in::gather(system, site, path, &self.text);
        let mut body = self.with_files_of_templates(system, site, path);
        body.files.append(&mut taken);
        body
    }

    fn with_files_of_templates(self, system: &dyn System, site: &Site, path: &Path) -> Self {
        match site.dialect(path) {
            Dialect::Jekyll => {
                let files = includes::gather(system, site, path, &self);
                let texts = files.iter().map(|(_, text)| text).chain([&self.text]);
                Self { others: site.others(system, texts.map(String::as_str)), files, ..self }
            }
            Dialect::Pelican => Self { files: includes::gather(system, site, path, &self), ..self },
            Dialect::Eleventy => Self { files: includes::rendered_by(system, site, path, &self.text), ..self },
            Dialect::Hexo => {
                let mut files = includes::titles(system, site, &self.text);
                files.extend(includes::gather(system, site, path, &self));
                Self { files, ..self }
            }
            dialect @ (Dialect::Mdx | Dialect::Docusaurus) => {
                Self { files: partials::gather(system, site, dialect, path, &self.text), ..self }
            }
            Dialect::Plain => {
                let mut files = partials::sources(system, site, path, &self.text);
                if site.is_vault() {
                    files.extend(partials::notes(system, site, path, &self.text));
                }
                Self { files, ..self }
            }
            _ => Self { files: shortcodes::gather(system, site, path, &self), ..self },
        }
    }
}

impl<'a> BodySource<'a> {
    /// The body of a post of a library.
    pub fn of(id: PostId, post: &'a Post) -> Self {
        Self { id, path: &post.path, start: post.body }
    }

    /// The body's text, as the file is now.
    ///
    /// # Errors
    /// If it cannot be read, is too large or no text.
    pub fn read(self, system: &dyn System, site: &Site) -> io::Result<Body> {
        let file = system.read(&site.root, self.path, MAX_POST)?;
        if file.size > MAX_POST as u64 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 16 MiB"));
        }
        let (text, certainty) = decode_whole(file.bytes);
        if certainty == Certainty::Binary {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it is binary"));
        }
        Ok(Body::split(text, self.start).with_files(system, site, self.path))
    }

    /// The document a body makes.
    pub fn document(self, body: &Body, site: &Site) -> Document {
        self.beginning(&body.text, body, site)
    }

    /// The document that a part of a body makes.
    pub fn beginning(self, part: &str, body: &Body, site: &Site) -> Document {
        let reading = reading(site, self.path, body);
        // Where the pictures of a post lie is said in its head (Chirpy).
        let values = &reading.values;
        let folder = values.get("page.media_subpath").or_else(|| values.get("page.img_path"));
        let folder = folder.filter(|_| reading.dialect == Dialect::Jekyll).map(str::to_owned);
        let mut document = parse(part, reading);
        let is_counted = body.text.len() <= COUNTED_FIRST || part.len() == body.text.len();
        if let Some(folder) = folder {
            links::lay_below(&mut document, &folder);
        }
        if site.is_vault() {
            links::name_files(&mut document, &|name| site.file_named(name, self.path));
        }
        document.words = is_counted.then(|| count_words(&body.text));
        document
    }
}

/// How the body of a post of a site is read.
pub fn reading(site: &Site, path: &Path, body: &Body) -> Reading {
    let markup = site.markup(path);
    let dialect = match site.dialect(path) {
        // Nobody else begins a post so.
        Dialect::Plain if body.head.starts_with("@def ") || body.head.contains("\n@def ") => Dialect::Franklin,
        dialect => dialect,
    };
    let mut values = site.template_values(path, &body.head);
    body.others.iter().for_each(|others| site.add_others(path, others, &mut values));
    let mut texts = body.files.iter().map(|(_, text)| text).chain([&body.text]);
    let is_liquid = matches!(dialect, Dialect::Jekyll | Dialect::Eleventy);
    let mut asks_for_page = || texts.any(|text| memchr::memmem::find(text.as_bytes(), b"page.").is_some());
    if is_liquid && (body.others.is_some() || asks_for_page()) {
        site.compute_values(path, &body.head, &mut values);
    }
    if dialect == Dialect::Hugo && !body.files.is_empty() {
        site.add_place(path, &mut values);
    }
    for (name, text) in &body.files {
        if let Some(path) = name.strip_prefix(DATA) {
            site.add_data(path, text, &mut values);
            continue;
        }
        if let Some(path) = name.strip_prefix(FILE_READ) {
            site.add_file(path, text, &mut values);
        }
        values.set_file(name, text);
    }
    // The site's setting is one of its Markdown; other readers leave signs as they are.
    let typography = match markup {
        Markup::Markdown | Markup::Literate | Markup::Html => site.typography(),
        // RedCloth always sets ("Typographic symbols").
        Markup::Textile => Typography::REMARK,
        _ => Typography::AS_TYPED,
    };
    Reading { dialect, markup, values, marks: site.marks(), typography }
}

#[cfg(test)]
mod others;

#[cfg(test)]
mod tests {
    use super::super::fixture::document;
    use super::*;
    use crate::system::memory::MemorySystem;

    #[test]
    fn a_post_that_begins_with_definitions_is_franklin_s() {
        let system = MemorySystem::with_files([("a.md", "x")]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let text = "@@wide\nwords\n@@\n";
        for (head, want) in [("@def title = \"A\"\n", "words"), ("---\ntitle: A\n---\n", "@@wide words @@")] {
            let body = Body { head: head.to_owned(), text: text.to_owned(), ..Body::default() };
            let document = parse(text, reading(&site, "a.md".as_ref(), &body));
            assert_eq!(document.text.trim(), want, "{head}");
        }
    }

    #[test]
    fn a_part_of_a_post_knows_how_many_words_all_of_it_has() {
        let system = MemorySystem::with_files([("a.md", "One two.\n\nThree.\n\n```\nno words\n```\n")]);
        let site = Site::open(&system, "".as_ref()).unwrap();
        let source = BodySource { id: PostId(0), path: Path::new("a.md"), start: BodyStart::default() };
        let body = source.read(&system, &site).unwrap();
        assert_eq!(source.beginning("One two.", &body, &site).words, Some(3));
    }

    #[test]
    fn pictures_of_a_post_lie_where_its_head_says() {
        let config = "defaults:\n- scope: {path: _posts/old}\n  values: {img_path: /old}\n";
        for (path, head, want) in [
            ("_posts/2020-01-01-a.md", "media_subpath: /img/x/", "/img/x/a.png /img/x/b.png https://c/d.png"),
            ("_posts/old/2020-01-01-a.md", "x: y", "/old/a.png /old/b.png https://c/d.png"),
            ("_posts/2020-01-01-a.md", "x: y", "a.png /b.png https://c/d.png"),
        ] {
            let text = format!("---\n{head}\n---\n![](a.png) <img src=\"/b.png\"> ![](https://c/d.png) [e](e.html)\n");
            let document = document([("_config.yml", config), (path, &text)], path);
            let images: Vec<&str> = document.images.iter().map(|image| image.href.as_str()).collect();
            assert_eq!(images.join(" "), want, "{head}");
            assert!(document.links.iter().any(|link| link.href.as_str() == "e.html"), "{head}");
        }
    }

    #[test]
    fn tags_of_a_jekyll_site_s_own_scripts_print_what_these_say() {
        let script = "class Box < Liquid::Block\n  def initialize(tag, words, tokens)\n    super\n    @title = words\n  end\n\
            \n  def render(context)\n    content = super\n    \"<div><b>#{@title}</b> #{content}</div>\"\n  end\nend\n\
            Liquid::Template.register_tag('box', Box)\n\
            class Sign < Liquid::Tag\n  def render(context)\n    \"<i>by #{@markup.strip}</i>\"\n  end\nend\n\
            Liquid::Template.register_tag(\"sign\", Sign)\n";
        let text = "---\n---\n{% box A title %}\nInside.\n{% endbox %}\n\nWords {% sign Ann B %} here.\n";
        let path = "_posts/2020-01-01-a.md";
        let shown = document([("_config.yml", "title: t"), ("_plugins/box.rb", script), (path, text)], path);
        let words: Vec<&str> = shown.text.split_whitespace().collect();
        assert_eq!(words.join(" "), "A title Inside. Words by Ann B here.");
        assert!(shown.diagnostics.is_empty());
    }

    #[test]
    fn liquid_is_not_run_where_the_head_says_so() {
        let config = "defaults:\n- scope: {path: _posts/raw}\n  values: {render_with_liquid: false}\n";
        let body = "`{{7*7}}` and {{ page.title }} {% raw %}";
        for (path, head, want) in [
            ("_posts/2020-01-01-a.md", "render_with_liquid: false", "{{7*7}} and {{ page.title }} {% raw %}"),
            ("_posts/raw/2020-01-01-a.md", "x: y", "{{7*7}} and {{ page.title }} {% raw %}"),
        ] {
            let text = format!("---\n{head}\n---\n{body}\n");
            let document = document([("_config.yml", config), (path, &text)], path);
            assert_eq!(document.text.trim(), want, "{head}");
            assert!(document.diagnostics.is_empty(), "{head}");
        }
    }

    #[test]
    fn templates_of_jekyll_know_what_it_makes_of_a_post() {
        let text = "{{ page.title }}, {{ page.date | date: \"%Y\" }}, {{ page.url }}, {% for tag in page.tags %}{{ tag }};{% endfor %}";
        let files = [
            ("_config.yml", "url: https://a.example\nbaseurl: /b\npermalink: /:year/:title/\n"),
            ("_posts/2010-06-08-some-title.md", &format!("---\ntags: [x, Y z]\n---\n{text}")),
        ];
        let document = document(files, "_posts/2010-06-08-some-title.md");
        assert_eq!(document.text.trim(), "Some Title, 2010, /2010/some-title/, x;Y z;");
    }
}
