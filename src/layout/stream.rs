//! Inlines as one string with runs in it: what `text/wrap` fills.
//!
//! Layout's own marks (link numbers, labels) stand in the string too, so that UAX 14 sees them and a number is
//! never parted from its word.

use crate::document::{Document, Inline, InlineKind, LinkId};
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
                let label = Clean::line(&format!("▣ image {}: ", image.0 + 1));
                let mark = rows.mark(label.borrowed(), Look { role: Role::Image, ..look });
                self.mark(mark, label.borrowed());
            }
            match mode.echo {
                true => self.echo(inline.range, &document.text, look),
                false => self.document(inline.range, &document.text, look),
            }
            let next = inlines.get(index + 1).and_then(|next| next.link);
            if let Some(link) = inline.link.filter(|link| mode.link_numbers && next != Some(*link)) {
                self.link_number(link, rows);
            }
        }
    }

    /// Adds the number of a link, bound to the word before it.
    pub(super) fn link_number(&mut self, link: LinkId, rows: &mut Rows) {
        let number = Clean::line(&format!("[{}]", link.0 + 1));
        let look = Look { link: Some(link), ..Look::of(Role::LinkNumber) };
        self.bind();
        self.own(number.borrowed(), look, rows);
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
