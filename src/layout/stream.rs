//! Inlines as one string with runs in it: what `text/wrap` fills.
//!
//! Layout's own marks (link numbers, labels) stand in the string too, so that UAX 14 sees them and a number is
//! never parted from its word.

use crate::document::{Document, ImageId, Inline, InlineKind, InlineStyle, LinkId};
use crate::text::script::{subscript, superscript};
use crate::text::wrap::FilledLine;
use crate::text::{Clean, CleanStr, TextRange};

use super::Role;
use super::rows::{Mark, Rows};
use super::segment::Look;

/// A string of runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Stream {
    pub(super) text: String,
    pub(super) cuts: Vec<usize>,
    pub(super) lines: Vec<FilledLine>,
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it begins in the string.
    at: usize,
    /// Where it begins in what it is taken from.
    from: usize,
    origin: Origin,
    look: Look,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Document,
    Echo,
    /// Words that replace so many bytes of the document.
    Instead {
        len: usize,
    },
    Own,
    /// A blank that binds; its text is a no-break space.
    Blank,
}

impl Stream {
    /// Forgets all runs, keeps the room.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cuts.clear();
        self.runs.clear();
    }

    /// Adds text of the document.
    pub(super) fn document(&mut self, range: TextRange, text: &Clean, look: Look) {
        self.run(range.start as usize, Origin::Document, look, &text.slice(range));
    }

    /// Adds text of the document that stands elsewhere too.
    pub(super) fn echo(&mut self, range: TextRange, text: &Clean, look: Look) {
        self.run(range.start as usize, Origin::Echo, look, &text.slice(range));
    }

    /// Adds text of the layout's own.
    pub(super) fn own(&mut self, text: CleanStr<'_>, look: Look, rows: &mut Rows) {
        let stored = rows.keep(text);
        self.run(stored.start as usize, Origin::Own, look, &text);
    }

    /// Adds a mark, whose text is `text`.
    pub(super) fn mark(&mut self, mark: Mark, text: CleanStr<'_>) {
        self.run(mark.range.start as usize, Origin::Own, mark.look, &text);
    }

    /// Adds a blank at which no line breaks.
    pub(super) fn bind(&mut self) {
        self.run(0, Origin::Blank, Look::of(Role::Space), "\u{a0}");
    }

    /// Sets a part of the string into the open row.
    pub(super) fn set(&self, line: FilledLine, rows: &mut Rows) {
        let first = self.runs.partition_point(|run| run.at <= line.start).saturating_sub(1);
        for (index, run) in self.runs.iter().enumerate().skip(first) {
            if run.at >= line.end {
                break;
            }
            let run_end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.at);
            let (start, end) = (run.at.max(line.start), run_end.min(line.end));
            let Some(shown) = self.text.get(start..end).filter(|shown| !shown.is_empty()) else { continue };
            let from = run.from + (start - run.at);
            let range = TextRange::new(from, from + shown.len());
            match run.origin {
                Origin::Document => rows.document(range, shown, run.look),
                Origin::Instead { len } if (start, end) == (run.at, run_end) => {
                    rows.instead(TextRange::new(run.from, run.from + len), shown, run.look);
                }
                // Cut up in a line too narrow for it: the replacement stands alone, the place is kept.
                Origin::Instead { len } => {
                    rows.place(run.from, run.from + len);
                    let mark = rows.mark(Clean::line(shown).borrowed(), run.look);
                    rows.set(mark);
                }
                Origin::Echo => rows.echo(range, shown, run.look),
                Origin::Own => rows.own(range, shown, run.look),
                Origin::Blank => rows.blank(1),
            }
        }
    }

    fn run(&mut self, from: usize, origin: Origin, look: Look, shown: &str) {
        if shown.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.cuts.push(self.text.len());
        }
        self.runs.push(Run { at: self.text.len(), from, origin, look });
        self.text.push_str(shown);
    }
}

/// How inlines are added.
#[derive(Clone, Copy, Debug)]
pub(super) struct InlineMode {
    /// What plain words are.
    pub(super) role: Role,
    /// Whether links carry their number.
    pub(super) link_numbers: bool,
    /// Whether the words stand elsewhere too.
    pub(super) echo: bool,
}

impl Stream {
    /// Adds inlines with their marks.
    pub(super) fn inlines(&mut self, inlines: &[Inline], mode: InlineMode, document: &Document, rows: &mut Rows) {
        for (index, inline) in inlines.iter().enumerate() {
            let look = Look { role: inline_role(inline, mode.role), style: inline.style, link: inline.link };
            if let InlineKind::Image(image) = inline.kind {
                let label = image_label(image, rows.is_missing(image));
                let mark = rows.mark(label.borrowed(), Look { role: Role::Image, ..look });
                self.mark(mark, label.borrowed());
            }
            match (mode.echo, replacement(inline, &document.text.slice(inline.range))) {
                (true, _) => self.echo(inline.range, &document.text, look),
                (false, None) => self.document(inline.range, &document.text, look),
                (false, Some(shown)) => {
                    let origin = Origin::Instead { len: inline.range.len() };
                    self.run(inline.range.start as usize, origin, look, &shown);
                }
            }
            if let Some(link) = ends_link(inlines, index).filter(|_| mode.link_numbers) {
                self.link_number(link, rows);
            }
        }
    }

    /// Adds inlines as text alone, to be measured.
    pub(super) fn measured(&mut self, inlines: &[Inline], link_numbers: bool, document: &Document) {
        for (index, inline) in inlines.iter().enumerate() {
            if let InlineKind::Image(image) = inline.kind {
                self.text.push_str(&image_label(image, false));
            }
            let text = document.text.slice(inline.range);
            match replacement(inline, &text) {
                Some(shown) => self.text.push_str(&shown),
                None => self.text.push_str(&text),
            }
            if let Some(link) = ends_link(inlines, index).filter(|_| link_numbers) {
                self.text.push('\u{a0}');
                self.text.push_str(&link_label(link));
            }
        }
    }

    /// Adds the number of a link, bound to the word before it.
    pub(super) fn link_number(&mut self, link: LinkId, rows: &mut Rows) {
        let number = link_label(link);
        let look = Look { link: Some(link), ..Look::of(Role::LinkNumber) };
        self.bind();
        self.own(number.borrowed(), look, rows);
    }
}

/// The link whose last words these are.
fn ends_link(inlines: &[Inline], index: usize) -> Option<LinkId> {
    let next = inlines.get(index + 1).and_then(|next| next.link);
    inlines.get(index)?.link.filter(|link| next != Some(*link))
}

fn link_label(link: LinkId) -> Clean {
    Clean::line(&format!("[{}]", link.0.saturating_add(1)))
}

/// What stands before an image's words; one that should be in the site and is not says so.
pub(super) fn image_label(image: ImageId, is_missing: bool) -> Clean {
    let state = if is_missing { " (missing)" } else { "" };
    Clean::line(&format!("▣\u{a0}image\u{a0}{}{state}: ", image.0.saturating_add(1)))
}

/// What is shown in the place of an inline's words: raised and lowered characters, where Unicode has them. Not for
/// more than an index or an ending: they are hard to read, and no line may break in them.
fn replacement(inline: &Inline, text: &str) -> Option<String> {
    const LONGEST: usize = 8;
    if text.len() > LONGEST {
        None
    } else if let InlineKind::FootnoteReference(index) = inline.kind {
        superscript(&index.saturating_add(1).to_string())
    } else if inline.style.has(InlineStyle::SUPERSCRIPT) {
        superscript(text)
    } else if inline.style.has(InlineStyle::SUBSCRIPT) {
        subscript(text)
    } else {
        None
    }
}

fn inline_role(inline: &Inline, role: Role) -> Role {
    match inline.kind {
        InlineKind::Text | InlineKind::HardBreak => role,
        InlineKind::Image(_) => Role::Image,
        InlineKind::FootnoteReference(_) => Role::FootnoteMarker,
        InlineKind::Math => Role::Math,
    }
}
