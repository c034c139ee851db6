//! HTML in posts: tags to the same blocks and marks as Markdown, through html5ever's tokenizer.
//!
//! A piece of HTML is tokenized on its own; what it leaves open stays open in the builder, so that
//! `<div>`, Markdown, `</div>` nest. Knows no Markdown.

mod attributes;
mod element;
mod embed;
mod formula;
mod pieces;
mod start;
mod tex;
mod tokens;

pub(super) use embed::Embed;

use super::build::Builder;
use super::math::Macros;
use super::{Document, InlineKind, InlineStyle};
use element::Element;
use formula::Formula;
use pieces::{Pieces, Targets};
use tex::Piece;
use tokens::{HtmlToken, tokenize};

/// Reads a whole post of HTML. `line` knows the line of the body for a byte of the text.
pub(super) fn document(text: &str, line: impl Fn(usize) -> u32) -> Document {
    let mut builder = Builder::new();
    builder.line = line(0);
    let mut html = Html::default();
    html.keep(text, Some(0));
    html.end_block(&mut builder);
    builder.finish()
}

/// What is open between two pieces of HTML and is no block of the tree.
#[derive(Debug, Default)]
pub(super) struct Html {
    /// HTML of a block that is still coming in.
    pending: Pieces,
    /// A comment that began in an earlier piece.
    in_comment: bool,
    /// A video, audio or object whose source may still come: what it is and its source.
    media: Option<(&'static str, String)>,
    formula: Formula,
    /// Commands that formulas in it define.
    macros: Macros,
    /// Bytes of the text before the last end tag of a script and of a style.
    last_ends: [usize; 2],
    /// A script or a style that nothing ends, named in a paragraph.
    unended: Option<&'static str>,
}

/// Elements that hide what is in them up to their end tag, over paragraphs too.
const HIDING: [(&str, [&str; 2]); 2] = [("script", ["</script", "</SCRIPT"]), ("style", ["</style", "</STYLE"])];

impl Html {
    /// For the text that is to be read.
    pub(super) fn of(text: &str) -> Self {
        // Few texts have one, and from the front many bytes are looked at together.
        let last = |end: &str| {
            let first = memchr::memmem::find(text.as_bytes(), end.as_bytes())?;
            Some(first + memchr::memmem::rfind(text.as_bytes().get(first..)?, end.as_bytes())?)
        };
        Self {
            last_ends: HIDING.map(|(_, ends)| ends.into_iter().filter_map(last).max().unwrap_or_default()),
            ..Self::default()
        }
    }

    /// Keeps HTML of a block until the block is complete. `at`: the byte of the text at which it stands.
    pub(super) fn keep(&mut self, html: &str, at: Option<usize>) {
        self.pending.push(html, at);
    }

    /// Ends a block of HTML: reads what was kept.
    pub(super) fn end_block(&mut self, builder: &mut Builder) {
        let html = std::mem::take(&mut self.pending);
        self.read(html, builder);
        self.formula.finish(builder);
        self.end_media(builder);
        builder.unmark("iframe");
        builder.finish_leaf();
    }

    /// Ends what cannot go on behind a paragraph and hides its content: whoever forgets its end tag, or names an element in
    /// passing, hides the rest of the paragraph only (HTML, "The rules for parsing tokens in HTML content": an end tag `p`).
    pub(super) fn end_paragraph(&mut self, builder: &mut Builder) {
        self.formula.finish(builder);
        self.end_media(builder);
        for name in ["annotation", "annotation-xml", "canvas", "rp", "text", "svg"] {
            builder.unmark(name);
        }
        if let Some(name) = self.unended.take() {
            builder.unmark(name);
        }
    }

    /// Reads a tag inside a paragraph.
    pub(super) fn read_inline(&mut self, html: &str, builder: &mut Builder) {
        let tag = html.trim_start_matches('<');
        for ((name, _), last) in HIDING.iter().zip(self.last_ends) {
            let is_start = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            if is_start && builder.target_at.is_some_and(|at| at >= last) {
                self.unended = Some(name);
            }
        }
        let mut pieces = Pieces::default();
        pieces.push(html, builder.target_at);
        self.read(pieces, builder);
    }

    /// Reads a piece of HTML: a tag inside a paragraph, a whole block, a whole post.
    fn read(&mut self, pieces: Pieces, builder: &mut Builder) {
        let whole = pieces.text();
        let Some(html) = self.after_comment(whole, builder) else { return };
        let mut targets = Targets::new(&pieces, whole.len() - html.len());
        let first = builder.line;
        for (token, line) in tokenize(html) {
            builder.line = first.saturating_add(line);
            match token {
                HtmlToken::Text(text) if self.formula.text(&text, builder) => {}
                HtmlToken::Text(text) => self.text(&text, builder),
                HtmlToken::Start(name, attributes) => {
                    builder.target_at = targets.of(&name, &attributes);
                    self.start(&name, &attributes, builder);
                }
                HtmlToken::End(name) => self.end(&name, builder),
            }
        }
        self.in_comment = html.rfind("<!--").is_some_and(|at| !html.get(at..).unwrap_or_default().contains("-->"));
        if self.in_comment {
            builder.mark(super::build::MarkKind::Skip, "!--");
        }
    }

    /// Text with the formulas in it. Code has none.
    fn text(&mut self, text: &str, builder: &mut Builder) {
        let Some(pieces) = tex::pieces(text).filter(|_| !builder.in_code() && !builder.verbatim()) else {
            return builder.push_text(text);
        };
        for piece in pieces {
            match piece {
                Piece::Words(words) => builder.push_text(words),
                Piece::Display(source) if !builder.in_table() => {
                    let shown = self.macros.display(source);
                    builder.display_math(&shown);
                }
                Piece::Inline(source) | Piece::Display(source) => {
                    let shown = self.macros.inline(source);
                    builder.push_run(&shown, InlineKind::Math, InlineStyle::default());
                }
            }
        }
    }

    /// What follows an open comment; all of it if none is open; None while it stays open.
    pub(super) fn after_comment<'a>(&mut self, text: &'a str, builder: &mut Builder) -> Option<&'a str> {
        if !self.in_comment {
            return Some(text);
        }
        let (_, rest) = text.split_once("-->")?;
        self.in_comment = false;
        builder.unmark("!--");
        Some(rest)
    }

    fn end(&mut self, name: &str, builder: &mut Builder) {
        if self.formula.end(name, builder) {
            return;
        }
        let Some((name, element)) = element::of(name) else { return };
        match element {
            Element::Skip => builder.unmark(name),
            Element::Label => start::end_label(name, builder),
            Element::Drawing => {
                start::end_label("text", builder);
                builder.unmark(name);
            }
            Element::Media => self.end_media(builder),
            Element::Ruby => {
                start::end_reading(builder);
                builder.unmark(name);
            }
            Element::Reading | Element::ReadingBracket => builder.unmark(name),
            Element::Style(_) | Element::Link | Element::Quotation => builder.unmark(name),
            Element::Paragraph => self.end_block_of(&["p"], &["table"], builder),
            Element::Heading(_) => self.end_block_of(&["h1", "h2", "h3", "h4", "h5", "h6"], &["table"], builder),
            Element::Item => self.end_block_of(&["li"], &["ul", "ol", "table"], builder),
            Element::Term | Element::Definition => self.end_block_of(&["dt", "dd"], &["dl", "table"], builder),
            Element::Cell(_) => self.end_block_of(&["td", "th"], &["tr", "table"], builder),
            Element::Table => self.end_block_of(&["table"], &[], builder),
            Element::Row | Element::Head | Element::Body | Element::Caption => {
                self.end_block_of(&[name], &["table"], builder);
            }
            Element::Break => builder.hard_break(),
            Element::Rule | Element::Image | Element::Source | Element::Void | Element::Input | Element::LabelPart => {}
            Element::Embed => builder.unmark(name),
            _ => self.end_block_of(&[name], &["table", "td", "th"], builder),
        }
    }

    fn end_block_of(&mut self, names: &[&str], stop: &[&str], builder: &mut Builder) {
        let stop: Vec<&str> = stop.iter().copied().filter(|stop| !names.contains(stop)).collect();
        if !builder.close_html(names, &stop) && !builder.verbatim() {
            builder.finish_leaf();
        }
    }

    /// Shows a video, audio or object as a link once its source is known.
    fn end_media(&mut self, builder: &mut Builder) {
        let Some((name, source)) = self.media.take() else { return };
        builder.unmark(name);
        Embed::of(name, &source, "").show(builder);
    }
}
