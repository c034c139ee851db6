//! What opens and closes, from Markdown's tags to the builder's frames and marks.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, LinkType, Tag, TagEnd};

use super::reader::{OpenImage, Reader};
use crate::document::build::{FrameKind, MarkKind, Owner};
use crate::document::fence::Fence;
use crate::document::{AlertKind, Align, InlineStyle, ListKind, Numbering};
use crate::template::{self, Dialect};

impl<'a> Reader<'a> {
    pub(super) fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, id, classes, attrs } => {
                self.builder.has_dashes = false;
                // Words in braces are attributes of no generator.
                let is_words = id.is_none() && classes.is_empty() && attrs.iter().all(|(_, value)| value.is_none());
                let words: Vec<&str> = attrs.iter().map(|(name, _)| &**name).collect();
                self.braced = (is_words && !words.is_empty()).then(|| format!(" {{{}}}", words.join(" ")));
                self.open(FrameKind::Heading(level as u8, id.map(CowStr::into_string)));
            }
            Tag::BlockQuote(kind) => {
                let alert = kind.map(alert);
                self.open(FrameKind::Quote { alert, title: Vec::new() });
                if let Some(alert) = alert {
                    self.open(FrameKind::QuoteTitle);
                    self.builder.push_text(alert.name());
                    self.close();
                }
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => {}
            Tag::List(first) => {
                let kind = first.map_or(ListKind::Bullet, |first| ListKind::Ordered(Numbering::decimal(first)));
                self.open(FrameKind::List { kind, tight: true, items: Vec::new() });
            }
            Tag::Item => self.open(FrameKind::Item { task: None }),
            Tag::DefinitionList => self.open(FrameKind::Definitions(Vec::new())),
            Tag::DefinitionListTitle => self.open(FrameKind::Term),
            Tag::DefinitionListDefinition => self.open(FrameKind::Definition),
            Tag::Table(aligns) => self.builder_table(&aligns),
            Tag::TableHead => self.open(FrameKind::head_row()),
            Tag::TableRow => self.open(FrameKind::body_row()),
            Tag::TableCell => self.open(FrameKind::plain_cell()),
            Tag::Emphasis => self.builder.mark(MarkKind::Style(InlineStyle::EMPHASIS), "*"),
            Tag::Strong => self.builder.mark(MarkKind::Style(InlineStyle::STRONG), "**"),
            Tag::Strikethrough => self.builder.mark(MarkKind::Style(InlineStyle::STRIKE), "~"),
            Tag::Superscript => self.builder.mark(MarkKind::Style(InlineStyle::SUPERSCRIPT), "^"),
            Tag::Subscript => self.builder.mark(MarkKind::Style(InlineStyle::SUBSCRIPT), "_"),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.is_address = true;
                self.builder.open_link(&format!("mailto:{dest_url}"), "", "[]");
            }
            Tag::Link { link_type: LinkType::ReferenceUnknown | LinkType::CollapsedUnknown, .. } => {}
            Tag::Link { link_type, dest_url, title, .. } => {
                self.is_address = link_type == LinkType::Autolink;
                self.builder.open_link(&dest_url, &title, "[]");
            }
            Tag::Image { dest_url, title, .. } => {
                let target_at = self.builder.target_at;
                self.image = Some(OpenImage { href: dest_url, title, words: String::new(), nested: 0, target_at });
            }
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.html.end_paragraph(&mut self.builder);
                self.builder.finish_leaf();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.html.end_block(&mut self.builder),
            TagEnd::Emphasis => self.builder.unmark("*"),
            TagEnd::Strong => self.builder.unmark("**"),
            TagEnd::Strikethrough => self.builder.unmark("~"),
            TagEnd::Superscript => self.builder.unmark("^"),
            TagEnd::Subscript => self.builder.unmark("_"),
            TagEnd::Link => {
                self.is_address = false;
                self.builder.unmark("[]");
            }
            TagEnd::Image | TagEnd::FootnoteDefinition | TagEnd::MetadataBlock(_) => {}
            TagEnd::Heading(_) => {
                self.html.end_paragraph(&mut self.builder);
                if let Some(words) = self.braced.take() {
                    self.builder.push_text(&words);
                }
                self.close();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell => self.close(),
        }
    }

    fn open(&mut self, kind: FrameKind) {
        let opened = self.builder.open(kind, Owner::Markdown, "");
        self.opened.push(opened);
    }

    fn close(&mut self) {
        if self.opened.pop() == Some(true) {
            self.builder.close_markdown();
        } else {
            self.builder.finish_leaf();
        }
    }

    fn start_paragraph(&mut self) {
        if self.builder.verbatim() {
            return self.builder.push_text("\n\n");
        }
        self.builder.finish_leaf();
        self.builder.close_html_top(&["p"]);
        self.builder.loosen();
    }

    fn builder_table(&mut self, aligns: &[Alignment]) {
        let aligns = aligns.iter().map(|align| match align {
            Alignment::None => Align::Natural,
            Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        self.open(FrameKind::table(aligns.collect()));
    }

    fn start_code(&mut self, kind: &CodeBlockKind) {
        let mut fence = match kind {
            CodeBlockKind::Fenced(info) => Fence::parse(info),
            CodeBlockKind::Indented => Fence::default(),
        };
        if self.dialect == Dialect::Hexo {
            fence.title_from_words();
        }
        self.is_formula = fence.language.as_deref() == Some("math");
        let opened = !self.is_formula && self.builder.open_verbatim(fence, Owner::Markdown, "");
        self.opened.push(opened);
        self.code = Some(String::new());
    }

    fn end_code(&mut self) {
        let code = template::plain(&self.code.take().unwrap_or_default()).into_owned();
        if self.is_formula {
            self.opened.pop();
            return self.display_math(code.trim());
        }
        let header = Fence::header(&code).filter(|_| code.starts_with(":::") || self.dialect == Dialect::Pelican);
        match (header, self.builder.open_code()) {
            (Some((fence, rest)), Some(parts)) if parts.fence.language.is_none() => {
                parts.fence = fence;
                self.builder.push_text(rest);
            }
            _ => self.builder.push_text(&code),
        }
        self.close();
    }

    pub(super) fn footnote(&mut self, label: CowStr<'a>) {
        let index = self.number(label);
        self.builder.footnote_reference(index);
    }

    /// The number of a footnote, from 0; it gets one if it has none.
    pub(super) fn number(&mut self, label: CowStr<'a>) -> u32 {
        if let Some(index) = self.numbers.get(&label) {
            return *index;
        }
        let index = u32::try_from(self.numbered.len()).unwrap_or(u32::MAX);
        self.builder.add_footnote(&label);
        self.numbers.insert(label.clone(), index);
        self.numbered.push(label);
        index
    }
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}
