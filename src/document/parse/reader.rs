//! Feeds the events of a body to the builder: words, pictures, footnotes. `tags` knows what opens and closes.

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::Spot;
use crate::document::anchor::AnchorRule;
use crate::document::build::{Builder, FrameKind, Owner};
use crate::document::emoji;
use crate::document::typography;
use crate::document::words::{self, Piece};
use crate::document::{Document, InlineKind, InlineStyle, Reading, html, math};
use crate::template::{self, Dialect, Typography};

/// A footnote's events, kept until the footnote's number is known.
type Kept<'a> = Vec<(Event<'a>, Spot<'a>)>;

/// An image whose words are still coming in.
pub(super) struct OpenImage<'a> {
    pub(super) href: CowStr<'a>,
    pub(super) title: CowStr<'a>,
    pub(super) words: String,
    /// Images open in it.
    pub(super) nested: u32,
    pub(super) target_at: Option<usize>,
}

/// Feeds events to the builder.
pub(super) struct Reader<'a> {
    pub(super) builder: Builder,
    pub(super) dialect: Dialect,
    /// Whether emoji have names.
    emoji: bool,
    /// Whether lines stay lines.
    breaks: bool,
    /// Whether items have boxes.
    boxes: bool,
    /// Whether the words of pictures may end with how wide these are.
    sizes: bool,
    /// Which signs of running text are set.
    typography: Typography,
    /// Whether the link that is open shows its own address.
    pub(super) is_address: bool,
    /// By open Markdown block: whether the builder opened it too.
    pub(super) opened: Vec<bool>,
    /// The image that is open.
    pub(super) image: Option<OpenImage<'a>>,
    /// Code that is open.
    pub(super) code: Option<String>,
    /// Whether that code is a formula.
    pub(super) is_formula: bool,
    /// Words in braces that end the open heading.
    pub(super) braced: Option<String>,
    /// Definitions by label.
    footnotes: HashMap<CowStr<'a>, Kept<'a>>,
    /// The definition whose events are being kept.
    keeping: Option<(CowStr<'a>, Kept<'a>)>,
    /// Labels in order of first reference.
    pub(super) numbered: Vec<CowStr<'a>>,
    pub(super) numbers: HashMap<CowStr<'a>, u32>,
    pub(super) html: html::Html,
    /// Commands that formulas defined.
    macros: math::Macros,
}

impl<'a> Reader<'a> {
    pub(super) fn new(reading: &Reading, text: &str) -> Self {
        let dialect = reading.dialect;
        let mut builder = Builder::new();
        builder.anchor_rule = AnchorRule::of(dialect);
        Self {
            builder,
            dialect,
            emoji: dialect == Dialect::Plain && !reading.marks.strict || reading.marks.emoji,
            breaks: reading.marks.breaks,
            boxes: reading.marks.boxes || !matches!(dialect, Dialect::Eleventy | Dialect::Pelican),
            sizes: dialect == Dialect::Plain && !reading.marks.strict,
            typography: reading.typography,
            is_address: false,
            opened: Vec::new(),
            image: None,
            code: None,
            is_formula: false,
            braced: None,
            footnotes: HashMap::new(),
            keeping: None,
            numbered: Vec::new(),
            numbers: HashMap::new(),
            html: html::Html::of(text),
            macros: math::Macros::default(),
        }
    }

    pub(super) fn take(&mut self, event: Event<'a>, spot: Spot<'a>) {
        match (&mut self.keeping, event) {
            (None, Event::Start(Tag::FootnoteDefinition(label))) => self.keeping = Some((label, Vec::new())),
            (Some(_), Event::End(TagEnd::FootnoteDefinition)) => {
                if let Some((label, kept)) = self.keeping.take() {
                    self.footnotes.entry(label).or_insert(kept);
                }
            }
            (Some((_, kept)), event) => kept.push((event, spot)),
            (None, event) => self.event(event, spot),
        }
    }

    /// Shows the footnotes in the order of their numbers. Those that nothing refers to are shown by Python-Markdown alone.
    pub(super) fn finish(mut self) -> Document {
        self.builder.finish_leaf();
        self.builder.close_all();
        let mut next = 0;
        self.notes(&mut next);
        if self.dialect == Dialect::Pelican {
            let line = |kept: &Kept<'_>| kept.first().map_or(0, |(_, spot)| spot.line);
            let mut left: Vec<_> = self.footnotes.iter().map(|(label, kept)| (line(kept), label.clone())).collect();
            left.sort_by_key(|(line, _)| *line);
            for (_, label) in left {
                self.number(label);
                self.notes(&mut next);
            }
        }
        self.builder.finish()
    }

    /// Shows the footnotes that have numbers from `next` on.
    fn notes(&mut self, next: &mut usize) {
        while let Some(label) = self.numbered.get(*next).cloned() {
            let index = u32::try_from(*next).unwrap_or(u32::MAX);
            let opened = self.builder.open(FrameKind::Footnote(index), Owner::Markdown, "");
            for (event, spot) in self.footnotes.remove(&label).unwrap_or_default() {
                self.event(event, spot);
            }
            if opened {
                self.builder.close_markdown();
            }
            *next += 1;
        }
    }

    fn event(&mut self, event: Event<'a>, spot: Spot<'a>) {
        self.builder.line = spot.line;
        self.builder.target_at = spot.target_at;
        if self.image.is_some() {
            return self.event_in_image(event);
        }
        if let (Some(code), Event::Text(text)) = (&mut self.code, &event) {
            return code.push_str(text);
        }
        if let Some(sign) = self.no_mark(&event, spot.written) {
            return self.builder.push_text(sign);
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, spot.written),
            Event::Code(text) => self.builder.push_styled(&template::plain(&text), InlineStyle::CODE),
            Event::InlineMath(source) => self.inline_math(&source),
            Event::DisplayMath(source) => self.display_math(&source),
            Event::Html(html) => self.html.keep(&html, spot.target_at),
            Event::InlineHtml(html) => self.html.read_inline(&html, &mut self.builder),
            Event::FootnoteReference(label) => self.footnote(label),
            Event::SoftBreak if self.breaks => self.builder.hard_break(),
            Event::SoftBreak => self.builder.soft_break(),
            Event::HardBreak => self.builder.hard_break(),
            Event::Rule => self.builder.rule(),
            Event::TaskListMarker(done) if self.boxes => self.builder.task(done),
            Event::TaskListMarker(_) => self.builder.push_text(&format!("{} ", spot.written.trim_end())),
        }
    }

    /// The sign of a mark that the generator's Markdown does not read: a single tilde strikes nothing for kramdown,
    /// markdown-it and Python-Markdown.
    fn no_mark(&self, event: &Event<'a>, written: &str) -> Option<&'static str> {
        let two_strike =
            matches!(self.dialect, Dialect::Jekyll | Dialect::Eleventy | Dialect::Pelican | Dialect::Pandoc);
        match event {
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => {
                (two_strike && !written.starts_with("~~")).then_some("~")
            }
            _ => None,
        }
    }

    /// A formula on lines of its own.
    pub(super) fn display_math(&mut self, source: &str) {
        let shown = self.macros.display(source);
        self.builder.display_math(&shown);
    }

    fn inline_math(&mut self, source: &str) {
        let shown = self.macros.inline(source);
        self.builder.push_run(&shown, InlineKind::Math, InlineStyle::default());
    }

    fn text(&mut self, text: &str, written: &str) {
        let Some(text) = self.html.after_comment(text, &mut self.builder) else { return };
        // A reference is a target; where it stands among words, its page shows an address that folio cannot know yet.
        let text = &*template::plain(text);
        if self.builder.verbatim() || self.is_address {
            return self.builder.push_text(text);
        }
        let kept = typography::kept(text, written, self.typography);
        let mut at = 0;
        for piece in words::pieces(text) {
            match piece {
                Piece::Words(words) => {
                    self.words(words, &kept, at);
                    at += words.len();
                }
                Piece::Address { shown, scheme } => {
                    let is_link = !self.builder.in_link();
                    if is_link {
                        self.builder.open_link(&format!("{scheme}{shown}"), "", "http");
                    }
                    self.builder.push_text(shown);
                    if is_link {
                        self.builder.unmark("http");
                    }
                    at += shown.len();
                }
            }
        }
    }

    /// Words that stand behind `at` bytes of their text, in which the signs at these places stay as they are.
    fn words(&mut self, words: &str, kept: &[usize], at: usize) {
        let set = match self.builder.in_code() {
            true => Cow::Borrowed(words),
            false => typography::set(words, self.builder.last_char(), (kept, at), self.typography),
        };
        self.builder.has_dashes |= set.len() != words.len() && set.contains(['\u{2013}', '\u{2014}']);
        match self.emoji && !self.builder.in_link() {
            true => self.builder.push_text(&emoji::with_emoji(&set)),
            false => self.builder.push_text(&set),
        }
    }

    /// In an image only words count; they are its alternative text.
    fn event_in_image(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => image.words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.words.push(' '),
            Event::Start(Tag::Image { .. }) => image.nested += 1,
            Event::End(TagEnd::Image) if image.nested > 0 => image.nested -= 1,
            Event::End(TagEnd::Image) => {
                self.builder.target_at = image.target_at;
                let (words, width) = if self.sizes { sized(&image.words) } else { (image.words.as_str(), None) };
                self.builder.image(&image.href, words, &image.title, width);
                self.image = None;
            }
            _ => {}
        }
    }
}

/// The words of a picture and its width in pixels: `A ship|300`, `300x200` (Obsidian, "Embed files").
fn sized(words: &str) -> (&str, Option<u16>) {
    let (before, size) = words.rsplit_once('|').unwrap_or(("", words));
    let (width, height) = size.trim().split_once('x').unwrap_or((size.trim(), "1"));
    // A small number is a name.
    match (width.parse().ok(), height.parse::<u16>()) {
        (Some(width @ 20..), Ok(_)) => (before.trim_end(), Some(width)),
        _ => (words, None),
    }
}
