//! Code that runs out of view: the part of a row that is shown when code is shifted to the left.

use crate::document::InlineStyle;
use crate::text::width::prefix;
use crate::text::{CleanStr, TextRange};

use super::{Role, Segment};

/// The mark where a row goes on out of view.
const MORE: CleanStr<'static> = CleanStr::own("›");

/// Drops the first `shift` columns of the code in a row, and what is beyond `width`, for which a mark stands.
pub(super) fn clip(segments: Vec<Segment<'_>>, shift: u16, width: u16) -> Vec<Segment<'_>> {
    let mut hidden = usize::from(shift);
    let mut out = Vec::with_capacity(segments.len());
    for segment in segments {
        if hidden == 0 || !is_code(segment.role) {
            out.push(segment);
            continue;
        }
        let taken = hidden.min(usize::from(segment.width));
        hidden -= taken;
        if taken < usize::from(segment.width) {
            out.push(cut(segment, taken, usize::from(segment.width)));
        }
    }
    let total: usize = out.iter().map(|segment| usize::from(segment.width)).sum();
    if total > usize::from(width) { limit(out, usize::from(width)) } else { out }
}

fn limit(segments: Vec<Segment<'_>>, width: usize) -> Vec<Segment<'_>> {
    let mut room = width.saturating_sub(1);
    let mut out = Vec::new();
    for segment in segments {
        let columns = usize::from(segment.width);
        if columns > room {
            let kept = cut(segment, 0, room);
            room -= usize::from(kept.width);
            out.push(kept);
            break;
        }
        room -= columns;
        out.push(segment);
    }
    out.extend((room > 0).then(|| mark(CleanStr::own(" "), Role::Space)));
    out.push(mark(MORE, Role::CodeContinued));
    out
}

/// The columns `from..to` of a segment; a wide cluster across an edge is left out.
fn cut(segment: Segment<'_>, from: usize, to: usize) -> Segment<'_> {
    let (skip, skipped) = prefix(&segment.text, from);
    let text = segment.text.slice(skip..segment.text.len());
    let (bytes, columns) = prefix(&text, to.saturating_sub(skipped));
    let range = segment.range.map(|range| match range.len() == segment.text.len() {
        true => TextRange::new(range.start as usize + skip, range.start as usize + skip + bytes),
        false => range,
    });
    let width = u16::try_from(columns).unwrap_or(u16::MAX);
    Segment { text: text.slice(0..bytes), range, width, ..segment }
}

fn mark(text: CleanStr<'static>, role: Role) -> Segment<'static> {
    Segment { text, range: None, role, style: InlineStyle::default(), link: None, width: 1 }
}

fn is_code(role: Role) -> bool {
    matches!(role, Role::Code | Role::CodeMarked)
}
