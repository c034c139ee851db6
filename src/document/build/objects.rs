//! What is numbered: links, images, code blocks, footnotes.

use std::ops::Range;

use super::super::{Block, BlockKind, CodeBlock, Footnote, Image, ImageId, InlineKind, Link, LinkId};
use super::{Builder, FrameKind, MarkKind, Owner, TextRange};
use crate::document::fence::Fence;
use crate::document::{TokenScope, ansi, pointed};
use crate::post::Code;
use crate::template;
use crate::text::{Clean, lines};

/// Links and images at most, together: each is kept whole, in words, in a list and in the lines it stands on. More are
/// words.
const MOST_OBJECTS: usize = 100_000;

/// Code in the making.
#[derive(Debug, Default)]
pub(in super::super) struct CodeParts {
    /// What is said of it.
    pub(in super::super) fence: Fence,
    /// Line of the body.
    pub(in super::super) line: u32,
    /// Whether its text has begun.
    pub(super) begun: bool,
}

impl Builder {
    /// Opens a link; the mark of that name closes it.
    pub(in super::super) fn open_link(&mut self, href: &str, title: &str, name: &'static str) {
        if self.marks.skip || self.too_many() {
            return self.mark(MarkKind::Plain, name);
        }
        let id = LinkId(u32::try_from(self.document.links.len()).unwrap_or(u32::MAX));
        let at = self.text.len();
        let (href, title) = (Clean::line(href.trim()), Clean::line(title));
        let range = TextRange::new(at, at);
        self.document.links.push(Link { range, href, title, line: self.line, target_at: self.target_at });
        self.mark(MarkKind::Link(id), name);
    }

    /// Whether there is no room for another link or image, which is said once.
    fn too_many(&mut self) -> bool {
        let full = self.document.links.len() + self.document.images.len() >= MOST_OBJECTS;
        if full && !self.overfull {
            self.complain(Code::TooLarge, "The body has more than 100,000 links and images; the others are words.");
        }
        self.overfull |= full;
        full
    }

    /// Gives a link the range of its words: from the first that was added to the last.
    pub(super) fn end_link(&mut self, id: LinkId) {
        let end = self.text.len();
        let text = self.text.as_str();
        if let Some(link) = self.document.links.get_mut(id.0 as usize) {
            let words = text.get(link.range.start as usize..end).unwrap_or_default();
            let start = end - words.trim_start_matches([' ', '\n']).len();
            let end = start.max(text.trim_end_matches([' ', '\n']).len());
            link.range = TextRange::new(start, end);
        }
    }

    /// Adds an image. Its placeholder is its alternative text, else its file's name. One that stands in no link is a link
    /// to its own file, so that it can be opened where it is not drawn. Its width is in pixels.
    pub(in super::super) fn image(&mut self, href: &str, alt: &str, title: &str, width: Option<u16>) {
        if self.marks.skip {
            return;
        }
        if self.too_many() {
            return self.push_text(alt);
        }
        let id = ImageId(u32::try_from(self.document.images.len()).unwrap_or(u32::MAX));
        let alt = Clean::line(&alt.split_whitespace().collect::<Vec<_>>().join(" "));
        let name = file_name(href.trim());
        let shown = [alt.as_str(), title, &name, "image"].into_iter().find(|text| !text.trim().is_empty());
        self.open_leaf();
        self.part_words();
        let before = self.text.len();
        let around = self.marks.link;
        self.marks.link = around.or_else(|| self.link_to_file(href.trim(), title));
        self.push_run(shown.unwrap_or("image"), InlineKind::Image(id), self.marks.style);
        let link = std::mem::replace(&mut self.marks.link, around);
        if let Some(own) = link.filter(|_| around.is_none()) {
            self.end_link(own);
        }
        self.document.images.push(Image {
            range: TextRange::new(before, self.text.len()),
            alt,
            href: Clean::line(href.trim()),
            title: Clean::line(title),
            width,
            link,
            line: self.line,
            target_at: self.target_at,
        });
    }

    /// A link to an image's own file; none for an image that is written out in its address.
    fn link_to_file(&mut self, href: &str, title: &str) -> Option<LinkId> {
        if href.is_empty() || href.starts_with("data:") {
            return None;
        }
        let id = LinkId(u32::try_from(self.document.links.len()).unwrap_or(u32::MAX));
        let at = self.text.len();
        let (href, title) = (Clean::line(href), Clean::line(title));
        let range = TextRange::new(at, at);
        self.document.links.push(Link { range, href, title, line: self.line, target_at: self.target_at });
        Some(id)
    }

    /// Whether white space stays as it is.
    pub(in super::super) fn verbatim(&self) -> bool {
        matches!(self.stack.last().map(|frame| &frame.kind), Some(FrameKind::Verbatim(_)))
    }

    /// Opens code of that kind.
    pub(in super::super) fn open_verbatim(&mut self, fence: Fence, owner: Owner, name: &'static str) -> bool {
        let line = self.line;
        self.open(FrameKind::Verbatim(CodeParts { fence, line, begun: false }), owner, name)
    }

    /// What is known of the code that is open.
    pub(in super::super) fn open_code(&mut self) -> Option<&mut CodeParts> {
        match self.stack.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Verbatim(parts)) => Some(parts),
            _ => None,
        }
    }

    /// Adds text to the open code.
    pub(super) fn push_verbatim(&mut self, raw: &str) {
        let Some(parts) = self.open_code() else { return };
        let first = !parts.begun;
        parts.begun |= !raw.is_empty();
        let html = self.stack.last().is_some_and(|frame| frame.owner == Owner::Html);
        let raw = if first && html { raw.strip_prefix('\n').unwrap_or(raw) } else { raw };
        if first && !self.text.is_empty() {
            self.text.push_block("\n");
        }
        self.text.push_block(raw);
    }

    /// Starts a new line of the open code, unless one was just started.
    pub(in super::super) fn fresh_code_line(&mut self) {
        if self.open_code().is_some_and(|parts| parts.begun) && !self.text.as_str().ends_with('\n') {
            self.push_verbatim("\n");
        }
    }

    pub(super) fn close_verbatim(&mut self, mut parts: CodeParts, opened: usize) {
        if !parts.begun {
            return;
        }
        let start = if opened > 0 { opened + 1 } else { 0 };
        let tokens = self.obey_code(&mut parts.fence, start);
        let words = self.text.as_str().get(start..).unwrap_or_default();
        let end = start + words.trim_end_matches(['\n', ' ', '\t']).len();
        let lines = u32::try_from(lines::count(words)).unwrap_or(u32::MAX);
        self.text.truncate(end);
        if end == start {
            return self.text.truncate(opened);
        }
        let range = TextRange::new(start, end);
        let index = self.document.code_blocks.len();
        self.document.code_blocks.push(CodeBlock {
            range,
            language: parts.fence.language.as_deref().map(Clean::line),
            title: parts.fence.title.as_deref().map(Clean::line),
            marked_lines: parts.fence.marked_lines(lines),
            first_number: parts.fence.first_number,
            tokens,
            line: parts.line,
        });
        self.push_block(Block { range, kind: BlockKind::Code { index } });
    }

    /// Takes out of the code from byte `start` what tells how to show it: sequences that color a terminal's output, and
    /// comments that point at lines.
    fn obey_code(&mut self, fence: &mut Fence, start: usize) -> Vec<(TextRange, TokenScope)> {
        let code = self.text.as_str().get(start..).unwrap_or_default();
        if fence.is_ansi() {
            let plain = ansi::plain(code);
            self.text.truncate(start);
            self.text.push_block(&plain.text);
            let place = |part: Range<usize>| TextRange::new(start + part.start, start + part.end);
            return plain.tokens.into_iter().map(|(part, scope)| (place(part), scope)).collect();
        }
        if let Some(pointed) = pointed::pointed(code) {
            self.text.truncate(start);
            self.text.push_block(&pointed.code);
            pointed.lines.into_iter().for_each(|line| fence.mark_line(line));
        }
        Vec::new()
    }

    /// Adds a reference to a footnote: its number, raised and in brackets so that it is no part of the word before.
    pub(in super::super) fn footnote_reference(&mut self, index: u32) {
        self.open_leaf();
        let before = self.text.len();
        self.push_run(
            &format!("\u{207d}{}\u{207e}", superscript(index + 1)),
            InlineKind::FootnoteReference(index),
            self.marks.style,
        );
        let range = TextRange::new(before, self.text.len());
        if let Some(footnote) = self.document.footnotes.get_mut(index as usize) {
            footnote.references.push(range);
        }
    }

    /// A footnote that was referred to for the first time.
    pub(in super::super) fn add_footnote(&mut self, label: &str) {
        let (label, references, blocks) = (Clean::line(label), Vec::new(), Vec::new());
        self.document.footnotes.push(Footnote { label, references, blocks, range: TextRange::default() });
    }

    /// A thematic break.
    pub(in super::super) fn rule(&mut self) {
        self.finish_leaf();
        let range = TextRange::new(self.text.len(), self.text.len());
        self.push_block(Block { range, kind: BlockKind::Rule });
    }

    /// Display mathematics, as shown.
    pub(in super::super) fn display_math(&mut self, shown: &str) {
        self.finish_leaf();
        if shown.trim().is_empty() || self.marks.skip {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_block("\n");
        }
        // A formula has no stops that a tab could go to.
        let range = self.text.push_block(&shown.trim_matches('\n').replace('\t', " "));
        self.push_block(Block { range, kind: BlockKind::Math });
    }
}

fn superscript(number: u32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().filter_map(|digit| RAISED.get(usize::from(digit.wrapping_sub(b'0')))).collect()
}

/// The last part of a path or URL, decoded.
fn file_name(href: &str) -> String {
    if href.starts_with("data:") {
        return String::new();
    }
    let href = template::plain(href);
    let path = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    percent_encoding::percent_decode_str(name).decode_utf8_lossy().into_owned()
}
